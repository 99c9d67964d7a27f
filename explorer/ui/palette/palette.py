"""The palette itself: a card under the tool bar with a field and what fits what is typed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from explorer.ui.focus import FocusKeeper
from explorer.ui.palette.entries import asked_for, collect, groups
from explorer.ui.palette.index import KEPT, Index
from explorer.ui.palette.match import fold
from explorer.ui.palette.rows import ROW, RowList
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import hair_line, label
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.shadow import Shadow

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

WIDTH = 640
MOST_ROWS = 12
"""Rows that are seen at once, where there is room."""


class Palette(QFrame):
    """Opens over the window, lists everything, and is gone as soon as something is chosen or something else pressed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._index: Index | None = None
        self._whole = ""
        self._back = FocusKeeper(self)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Search layers, models, commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(self.tr("Search layers, models, commands"), "palette.field")
        self.list = RowList()
        self._nothing = label("", "secondary", name="palette.nothing")
        self._nothing.setContentsMargins(Space.PANEL, Space.NEAR, Space.PANEL, Space.NEAR)
        self._nothing.setWordWrap(True)
        self._build()
        self.field.textChanged.connect(self._on_text_changed)
        self.field.edit.installEventFilter(self)
        # Later: the list still needs its rows when it has said that one was clicked.
        self.list.clicked.connect(self._on_clicked, Qt.ConnectionType.QueuedConnection)
        self.hide()
        Shadow(self)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        head.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        foot.setSpacing(Space.TIGHT)
        for key, words in (("↑ ↓", self.tr("choose")), ("Enter", self.tr("do it")), ("Esc", self.tr("close"))):
            foot.addWidget(label(key, "key"))
            foot.addWidget(label(words, "small"))
            foot.addSpacing(Space.CLOSE)
        foot.addStretch(1)
        self._foot = QWidget()
        self._foot.setFixedHeight(Space.CONTROL)
        self._foot.setLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hair_line())
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        column.addWidget(hair_line())
        column.addWidget(self._foot)

    # Coming and going

    def open(self, text: str = "") -> None:
        """Show the palette, with everything in it; the focus comes back when it closes."""
        if self.isHidden():
            self._back.remember(self._window.focusWidget())
        self._index = Index(collect(self._window), tuple(groups().values()), self.tr("Chosen lately"))
        self._whole = ""
        self.field.set_text(text)
        self._search()
        self._window.installEventFilter(self)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.raise_()
        self.show()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Hide, and put the focus where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.hide()
        self._index = None
        self.list.rows.set_rows([], [])
        self._back.give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.field.edit:
            return kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(event)
        if watched is self._window and kind == QEvent.Type.Resize:
            self._place()
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            # Whatever is pressed beside it means something else, and gets the press.
            if watched.window() is self._window and watched is not self and not self.isAncestorOf(watched):
                self.dismiss()
        elif kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self.dismiss()
        return False

    def _place(self) -> None:
        window = self._window
        width = min(WIDTH, window.width() - 2 * Space.PANEL)
        top = window.tool_bar.geometry().bottom() + Space.CLOSE
        rows = len(self.list.rows.rows)
        around = self.field.height() + 2 * Space.CLOSE + self._foot.height() + 4
        room = max(window.height() - top - Space.WIDE - around, 3 * ROW)
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self.list.setFixedHeight(min(rows, MOST_ROWS, room // ROW) * ROW)
        self._nothing.setFixedHeight(self._nothing.heightForWidth(width - 2))
        column = self.layout()
        assert column is not None
        column.activate()
        self.setGeometry((window.width() - width) // 2, top, width, column.totalSizeHint().height())

    # Looking for something

    def _on_text_changed(self, text: str) -> None:
        self._whole = ""
        if self._index is not None:
            self._search()

    def _search(self) -> None:
        assert self._index is not None
        text = self.field.text()
        document = self._window.documents.current
        asked = asked_for(document, text) if document is not None else None
        rows = (
            self._index.of_ids(asked) if asked else self._index.search(text, self._window.settings.chosen, self._whole)
        )
        self.list.rows.set_rows(rows, fold(text).split())
        self._nothing.setText(self.tr("Nothing is called “{0}”. Fewer letters find more.").format(text))
        self._place()
        self.list.scrollToTop()
        self.list.go(0)
        self._say_current()

    def _on_key(self, event: QKeyEvent) -> bool:
        page = max(1, self.list.height() // ROW - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.list.walk(steps[key])
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # there is nowhere else to go
        else:
            return False
        return True

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row() == self.list.currentIndex().row():  # a heading never becomes the current row
            self._choose()

    def _choose(self) -> None:
        row = self.list.current()
        if row is None or row.is_heading:
            return
        if row.entry is None:
            at = self.list.currentIndex().row()
            self._whole = row.group
            self._search()
            self.list.go(at)
            self._say_current()
            return
        if row.entry.why:
            return
        entry = row.entry
        settings = self._window.settings
        settings.chosen = (entry.id, *(one for one in settings.chosen if one != entry.id))[:KEPT]
        self.dismiss()
        # After the key press has ended: what is opened may be a dialog that waits for its answer.
        QTimer.singleShot(0, self._window, entry.run)

    def _say_current(self) -> None:
        """Tell screen readers of the row: the focus stays in the field."""
        row = self.list.current()
        if row is not None and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.field.edit, self.list.rows.spoken(row))
            QAccessible.updateAccessibility(event)
