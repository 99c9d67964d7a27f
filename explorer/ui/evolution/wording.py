"""How milestones, their lines and influences are called where people read, and the colours of the lines."""

import re

from PySide6.QtCore import QCoreApplication

from explorer.models.history import History, Influence, Milestone
from explorer.ui.terms import term
from explorer.ui.tokens import Tokens
from explorer.visualize.evolution.tree import percent_text

_LINE_KINDS = {
    "plain": "conv",
    "inception": "activation",
    "residual": "pooling",
    "efficient": "gate",
    "modern": "depthwise",
}
"""Tokens whose colours are told apart by everybody; a line is also told by its word."""


def line_colour(tokens: Tokens, line: str) -> str:
    """Return the colour (``#RRGGBB``) of a line of descent."""
    kind = _LINE_KINDS.get(line)
    return tokens.kind(kind) if kind else tokens.strong


def line_name(line: str) -> str:
    """Return what the legend calls a line of descent."""
    return {
        "plain": _tr("plain stacks"),
        "inception": _tr("Inception"),
        "residual": _tr("shortcuts"),
        "efficient": _tr("small and fast"),
        "modern": _tr("after transformers"),
        "context": _tr("context, no CNN"),
    }[line]


def lines_title() -> str:
    """Return what stands above the names of the lines."""
    return _tr("Lines of descent")


def line_notes() -> tuple[str, ...]:
    """Return what the widths of the edges mean."""
    return (
        _tr("Bold edge: the network it starts from"),
        _tr("Thin edge: an idea taken over"),
        _tr("Dashed edge: no technical descent"),
    )


def networks_text(count: int) -> str:
    """Return how many networks of the catalogue there are: ``5 networks``."""
    if not count:
        return _tr("no network")
    return _tr("1 network") if count == 1 else _tr("{0} networks").format(count)


def not_reread() -> str:
    """Return the mark of what was written down from memory."""
    return _tr("not re-read")


def contest_text(milestone: Milestone) -> str:
    """Return the place in the ILSVRC in full: ``1st in ILSVRC 2012``; empty without one."""
    if milestone.ilsvrc is None or not milestone.place:
        return ""
    text = _tr("{0} in ILSVRC {1}").format(term(milestone.place), milestone.ilsvrc)
    return marked(text, "place" in milestone.recalled)


def contest_words(figure: str) -> str:
    """Return the place in the ILSVRC as a box has it, ``ILSVRC 1st``, in the window's language."""
    return re.sub(r"\b\d(?:st|nd|rd)\b", lambda place: term(place[0]), figure)


def error_text(milestone: Milestone) -> str:
    """Return the error with its protocol, or what the note says instead; empty for neither."""
    note = marked(milestone.note, "note" in milestone.recalled) if milestone.note else ""
    if milestone.top5_error is None:
        return note
    text = marked(_tr("{0} top-5 error").format(percent_text(milestone.top5_error)), "top5_error" in milestone.recalled)
    return _tr("{0}: {1}").format(text, note) if note else text


def marked(text: str, recalled: bool) -> str:
    """Return a fact, with the mark where it was not re-read."""
    return _tr("{0} ({1})").format(text, not_reread()) if recalled else text


def influence_text(influence: Influence) -> str:
    """Return what was taken over, with the mark where it was not re-read."""
    return marked(influence.relation, influence.recalled)


def spoken(history: History, key: str) -> str:
    """Return what a screen reader says of a milestone."""
    milestone = history[key]
    parents = [history[one.parent].name for one in history.parents(key)]
    children = [history[one.child].name for one in history.children(key)]
    parts = (
        f"{milestone.name}, {milestone.year}",
        milestone.idea,
        contest_text(milestone),
        networks_text(len(milestone.architectures)),
        _tr("takes from {0}").format(", ".join(parents)) if parents else "",
        _tr("gives to {0}").format(", ".join(children)) if children else "",
    )
    return "; ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("evolution", text)
