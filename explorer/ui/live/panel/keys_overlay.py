"""The help that lists the live panel's keys, over the panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.ui.focus import FocusKeeper
from explorer.ui.live.panel.keys import KeyGroup, key_groups
from explorer.ui.theme import color, tokens
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import label

TWO_COLUMNS = 640
"""From this width on, the groups stand in two columns."""


class KeysOverlay(QWidget):
    """A card in the middle of its parent; any click beside it, Escape or ? closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("live.keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys of the live panel"))
        self._back = FocusKeeper(self)
        self._columns = 0
        self.card = QFrame(self)
        self.card.setObjectName("live.keys.card")
        close = IconButton("x", self.tr("Close (Esc)"), "live.keys.close", size=14)
        close.clicked.connect(self.close_help)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Live keys"), "title"))
        head.addStretch(1)
        head.addWidget(close)
        self._body = QScrollArea()
        self._body.setObjectName("live.keys.body")
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setWidgetResizable(True)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(Space.PANEL, Space.NEAR, Space.CLOSE, Space.PANEL)
        column.setSpacing(Space.CLOSE)
        column.addLayout(head)
        column.addWidget(self._body)
        parent.installEventFilter(self)
        self.hide()

    def open_help(self) -> None:
        """Show the keys; the focus comes back when it closes."""
        window = self.window()
        self._back.remember(window.focusWidget())
        self._place()
        self.raise_()
        self.show()
        self.setFocus()

    def close_help(self) -> None:
        """Go back to where the focus was."""
        self.hide()
        self._back.give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self._fill(2 if self.width() >= TWO_COLUMNS else 1)
        content = self._body.widget()
        assert content is not None
        width = min(self.width() - 2 * Space.NEAR, 400 * self._columns)
        height = content.heightForWidth(width - Space.PANEL - Space.CLOSE - Space.NEAR) + 76
        high = min(self.height() - 2 * Space.NEAR, height)
        self.card.setGeometry((self.width() - width) // 2, max(Space.NEAR, (self.height() - high) // 2), width, high)

    def _fill(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        content = QWidget()
        content.setObjectName("live.keys.content")
        sides = QHBoxLayout(content)
        sides.setContentsMargins(0, 0, Space.CLOSE, 0)
        sides.setSpacing(Space.WIDE)
        groups = key_groups()
        middle = len(groups) if columns == 1 else 2
        for part in (groups[:middle], groups[middle:]):
            if part:
                side = QVBoxLayout()
                side.setSpacing(Space.NEAR)
                for group in part:
                    side.addLayout(_lines(group))
                side.addStretch(1)
                sides.addLayout(side, 1)
        self._body.setWidget(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), color(tokens().window, 0.78))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_help()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.close_help()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._body.verticalScrollBar()
            bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Down else -40))
        else:
            event.accept()  # nothing behind the help moves


def _lines(group: KeyGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.NEAR)
    grid.setVerticalSpacing(Space.TIGHT)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(group.title, "label"), 0, 0, 1, 2)
    for line, one in enumerate((key for key in group.keys if key.shown), start=1):
        caps = QHBoxLayout()
        caps.setSpacing(Space.TIGHT)
        for text in one.shown:
            cap = label(text, "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caps.addWidget(cap)
        caps.addStretch(1)
        words = label(one.text, "secondary")
        words.setWordWrap(True)
        grid.addLayout(caps, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, line, 1, Qt.AlignmentFlag.AlignVCenter)
    return grid
