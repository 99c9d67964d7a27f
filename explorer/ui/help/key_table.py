"""All keys as one table: those of the menus as they are set up, of the graph, of the comparison, of the live panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.ui.actions import plain
from explorer.ui.live.panel.keys import key_groups


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What some keys do; ``keys`` are ways to press them, each a tuple of caps."""

    text: str
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class KeySection:
    """Keys that belong together."""

    title: str
    rows: tuple[KeyRow, ...]
    remark: str = ""


def key_sections(bar: QMenuBar) -> list[KeySection]:
    """Return the keys of the window: menu by menu, then of its parts."""
    sections = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu) and (rows := tuple(_of_menu(menu))):
            sections.append(KeySection(plain(menu.title()), rows))
    return [*sections, _graph(), _compare(), *_live()]


def caps(sequence: QKeySequence) -> tuple[str, ...]:
    """Return the keys of a shortcut as they stand on the keyboard."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    parts = text.split("+")
    if text.endswith("+"):  # the plus key itself
        parts = [*parts[:-2], "+"]
    return tuple(parts)


def _of_menu(menu: QMenu) -> Iterator[KeyRow]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner)
        elif shortcuts := action.shortcuts():
            yield KeyRow(plain(action.text()), tuple(caps(one) for one in shortcuts))


def _graph() -> KeySection:
    rows = (
        (_tr("along the edges, and to what is beside"), ("←", "→", "↑", "↓")),
        (_tr("through the siblings"), ("Tab", "Shift+Tab")),
        (_tr("to the input, to the output"), ("Home", "End")),
        (_tr("open the block"), ("Enter",)),
        (_tr("close the block, or the one around"), ("Backspace",)),
        (_tr("open or close the block"), ("Space",)),
        (_tr("open to a depth; 0 closes everything"), ("1 … 9", "0")),
        (_tr("the whole graph, the selection alone"), ("F", "Z")),
        (_tr("larger, smaller"), ("+", "−")),
        (_tr("a note on the selection"), ("N",)),
        (_tr("what can be done with the box"), ("Menu", "Shift+F10")),
        (_tr("close the search, then select nothing"), ("Esc",)),
    )
    return KeySection(_tr("Graph"), _rows(rows), _tr("while the graph has the focus"))


def _compare() -> KeySection:
    rows = (
        (_tr("the next difference, the one before"), ("F8", "Shift+F8")),
        (_tr("swap A and B"), ("X",)),
        (_tr("move both graphs together, or each by itself"), ("L",)),
        (_tr("mark the differences"), ("D",)),
        (_tr("one graph above the other, or beside it"), ("O",)),
        (_tr("what both networks see in the same picture"), ("V",)),
        (_tr("in it: another stage, another method, freeze"), ("↑", "↓", "O", "F")),
        (_tr("take back what is compared, do it again"), ("Ctrl+Z", "Ctrl+Shift+Z")),
        (_tr("copy the table of stages, if it has the focus"), ("Ctrl+C",)),
        (_tr("from point to point of a chart, to its ends"), ("←", "→", "Home", "End")),
        (_tr("select what a point of a chart is of"), ("Enter",)),
    )
    return KeySection(_tr("Compare"), _rows(rows), _tr("while the comparison has the focus"))


def _rows(rows: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[KeyRow, ...]:
    return tuple(
        KeyRow(text, tuple(tuple(key.split("+")) if len(key) > 1 else (key,) for key in keys)) for text, keys in rows
    )


def _live() -> Iterator[KeySection]:
    for group in key_groups():
        rows = tuple(KeyRow(key.text, tuple((cap,) for cap in key.shown)) for key in group.keys if key.shown)
        yield KeySection(_tr("Live: {0}").format(group.title.lower()), rows, _tr("while the live panel has the focus"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("key_table", text)
