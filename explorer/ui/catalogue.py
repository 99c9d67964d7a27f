"""The catalogue and the history in the window's language: ideas, notes, errata, and what was taken over.

The facts are written in English, and so they stay for the command line, for
reports and for what is exported as data. Where the window shows them they are
looked up, in the contexts ``catalogue`` and ``history``; longer texts sentence
by sentence, since many networks share some, and findings quote single ones.
Names stay: of families, networks, papers, authors.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from explorer.models import registry
from explorer.models.registry import Architecture
from explorer.ui import translation
from explorer.ui.terms import told

if TYPE_CHECKING:
    from explorer.models.history import History, Milestone

Say = Callable[[str], str]
"""From a text to the same in another language."""

_BETWEEN = re.compile(r"(?<=\.)(?<!\bal\.) (?=[A-Z0-9])")
"""Between two sentences; ``et al. 2018`` is no end of one."""
_NO_SPACE = re.compile("(?<=[。；]) ")


def translated(one: Architecture) -> Architecture:
    """Return an architecture with its texts in the window's language."""
    return with_texts(_catalogue, one) if translation.spoken() else one


def translated_history() -> History:
    """Return the history that the project ships, in the window's language.

    Raises:
        UsageError: see :func:`explorer.models.history.load`.
    """
    from explorer.models import history

    spoken = translation.spoken()
    return _in_language(history.load(), spoken) if spoken else history.load()


def quoting(finding: str) -> str:
    """Return what was found out about figures in the window's language, and so the sentences that it quotes."""
    sentences = _BETWEEN.split(finding)
    found = [_catalogue(one) for one in sentences]
    said = [told(one) if one == sentence else one for one, sentence in zip(found, sentences, strict=True)]
    return _NO_SPACE.sub("", " ".join(said))


def with_texts(say: Say, one: Architecture) -> Architecture:
    """Return an architecture with each of its texts as ``say`` has it."""

    def say_all(text: str) -> str:
        return _NO_SPACE.sub("", " ".join(map(say, _BETWEEN.split(text))))

    return replace(
        one,
        idea=say(one.idea),
        notes=say_all(one.notes),
        errata=tuple(
            replace(
                erratum,
                subject=say(erratum.subject),
                quoted=say(erratum.quoted),
                exact=say(erratum.exact),
                remark=say_all(erratum.remark),
            )
            for erratum in one.errata
        ),
        published=replace(one.published, source=say_all(one.published.source)),
        weights=tuple(replace(record, title=say(record.title)) for record in one.weights),
    )


def history_with_texts(say: Say, one: History) -> History:
    """Return a history with each of its texts as ``say`` has it."""
    from explorer.models.history import History

    def milestone(each: Milestone) -> Milestone:
        return replace(
            each,
            idea=say(each.idea),
            ideas=tuple(map(say, each.ideas)),
            note=say(each.note),
            source=say(each.source),
        )

    return History(
        map(milestone, one),
        (replace(each, relation=say(each.relation), source=say(each.source)) for each in one.influences),
        registry.keys(),
    )


@lru_cache(maxsize=1)
def _in_language(one: History, spoken: str) -> History:
    """``spoken`` is what the texts depend on besides."""
    return history_with_texts(lambda text: _looked_up("history", text), one)


def _catalogue(text: str) -> str:
    return _looked_up("catalogue", text)


def _looked_up(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text) if text else text
