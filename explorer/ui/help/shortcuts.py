"""The window that lists all keys, to be looked through by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from explorer.ui.help.key_table import KeyRow, KeySection, key_sections
from explorer.ui.palette.match import fit, fold, initials
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import hair_line, label
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.small_window import SmallWindow

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow


class _Line(QWidget):
    """What keys do, and the keys."""

    def __init__(self, row: KeyRow) -> None:
        super().__init__()
        self.row = row
        self._folded = fold(row.text)
        self._heads = initials(self._folded)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.TIGHT)
        words = label(row.text[:1].upper() + row.text[1:], "secondary")
        words.setWordWrap(True)
        line.addWidget(words, 1)
        for number, way in enumerate(row.keys):
            if number and (len(way) > 1 or len(row.keys[number - 1]) > 1):
                line.addWidget(label(self.tr("or"), "small"))
            for cap in way:
                key = label(cap, "key")
                key.setAlignment(Qt.AlignmentFlag.AlignCenter)
                line.addWidget(key)
        self.setMinimumHeight(Space.WIDE)
        spoken = self.tr(" or ").join("+".join(way) for way in row.keys)
        self._ways = [{fold(cap) for cap in way} for way in row.keys]
        self.setAccessibleName(f"{row.text}: {spoken}")

    def fits(self, terms: list[str]) -> bool:
        """Tell whether what was typed is meant: words of the text, or keys that are pressed together."""
        return bool(fit(terms, self._folded, self._heads, "")) or any(way.issuperset(terms) for way in self._ways)


class _Block(QWidget):
    """A section; it hides when nothing in it is meant."""

    def __init__(self, section: KeySection) -> None:
        super().__init__()
        self.section = section
        self.lines = [_Line(row) for row in section.rows]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.NEAR)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(section.title, "section"))
        head.addStretch(1)
        head.addWidget(label(section.remark, "small"))
        column.addLayout(head)
        column.addWidget(hair_line())
        for line in self.lines:
            column.addWidget(line)

    def narrow(self, terms: list[str]) -> int:
        """Show only what is meant, and return how many lines those are."""
        of_section = bool(terms) and bool(fit(terms, fold(self.section.title), "", ""))
        count = 0
        for line in self.lines:
            meant = not terms or of_section or line.fits(terms)
            line.setVisible(meant)
            count += meant
        self.setVisible(count > 0)
        return count


class Shortcuts(SmallWindow):
    """Two columns of sections below a field."""

    def __init__(self, window: MainWindow) -> None:
        self.field = SearchField("", "shortcuts.field")
        head = QFrame()
        head.setProperty("surface", "panel")
        above = QVBoxLayout(head)
        above.setContentsMargins(Space.WIDE, Space.PANEL, Space.WIDE, 0)
        above.addWidget(self.field)
        super().__init__("shortcuts", "", window, head=head)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        words = self.tr("Find a command or a key")
        self.field.edit.setPlaceholderText(words)
        self.field.edit.setAccessibleName(words)
        self._window = window
        self.resize(820, 640)
        self._blocks: list[_Block] = []
        columns = QHBoxLayout()
        columns.setSpacing(2 * Space.WIDE)
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        for one in self._columns:
            one.setSpacing(Space.CLOSE)
            columns.addLayout(one, 1)
        self.body.addLayout(columns)
        self._nothing = label(self.tr("No key does that. The palette (Ctrl+K) also finds commands without one."))
        self._nothing.setProperty("role", "secondary")
        self._nothing.setWordWrap(True)
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        close = push_button(self.tr("Close"), "shortcuts.close", primary=True)
        close.clicked.connect(self.close)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.left.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the keys anew: menus change."""
        super().showEvent(event)
        if not event.spontaneous():
            self._fill()
            self.field.clear()
            self.field.edit.setFocus()

    @property
    def shown(self) -> list[str]:
        """What the keys on show do."""
        return [line.row.text for block in self._blocks for line in block.lines if not line.isHidden()]

    def _fill(self) -> None:
        for block in self._blocks:
            block.setParent(None)
            block.deleteLater()
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        self._blocks = [_Block(section) for section in key_sections(self._window.menuBar())]
        whole = sum(len(block.lines) + 2 for block in self._blocks)
        filled = 0
        for block in self._blocks:
            self._columns[0 if filled < whole / 2 else 1].addWidget(block)
            filled += len(block.lines) + 2
        for column in self._columns:
            column.addStretch(1)
        self._narrow("")

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._narrow(text)

    def _narrow(self, text: str) -> None:
        terms = fold(text).replace("+", " ").split()
        counts = [block.narrow(terms) for block in self._blocks]
        self._nothing.setVisible(not any(counts))
