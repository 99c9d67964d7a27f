"""All sentences, and the words that stand in them."""

from explorer.ui.vocabulary import (
    claims,
    findings,
    methods,
    networks,
    notes,
    pictures,
    searching,
    system,
    timing,
    weights,
    workspaces,
)

SENTENCES = (
    *claims.TEXTS,
    *findings.TEXTS,
    *methods.TEXTS,
    *networks.TEXTS,
    *notes.TEXTS,
    *pictures.TEXTS,
    *searching.TEXTS,
    *system.TEXTS,
    *timing.TEXTS,
    *weights.TEXTS,
    *workspaces.TEXTS,
)
