"""A strip above the canvas that says what happened and offers what to do; never modal."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from explorer.ui.theme import icon, pixmap, theme, tokens

ICONS = {"info": "info", "warn": "triangle-alert", "error": "circle-alert"}

NARROW = 480
"""Pixels of width from which on the button stands beside the words."""


class Notice(QWidget):
    """Hidden until something is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kind = "info"
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setObjectName("notice.text")
        self._text.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName("notice.button")
        self._action: Callable[[], None] | None = None
        self.button.clicked.connect(self._on_button_clicked)
        self._close = QToolButton(self)
        self._close.setObjectName("notice.close")
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 6, 8, 6)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._picture, 0, 0)
        self._grid.addWidget(self._text, 0, 1)
        self._grid.addWidget(self.button, 0, 2)
        self._grid.addWidget(self._close, 0, 3)
        self._below = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        theme().changed.connect(self._paint_icons)
        self.hide()

    def say(
        self,
        text: str,
        kind: str = "info",
        *,
        button: str = "",
        action: Callable[[], None] | None = None,
        seconds: float = 0,
    ) -> None:
        """Show a sentence; ``seconds`` lets it go by itself."""
        self._kind = kind
        self._text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self._paint_icons()
        self.setAccessibleName(text)
        self.show()
        self._timer.stop()
        if seconds:
            self._timer.start(int(seconds * 1000))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the words where it would leave them a narrow column."""
        super().resizeEvent(event)
        below = self.width() < NARROW
        if below != self._below:
            self._below = below
            self._grid.addWidget(self.button, *((1, 1) if below else (0, 2)), Qt.AlignmentFlag.AlignLeft)

    def event(self, event: QEvent) -> bool:
        """Paint the signs as finely as the screen is that the window has come to."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._paint_icons()
        return super().event(event)

    @property
    def text(self) -> str:
        """What is being said."""
        return "" if self.isHidden() else self._text.text()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    @Slot()
    def _paint_icons(self) -> None:
        tint = {"warn": tokens().warn, "error": tokens().error}.get(self._kind, tokens().accent)
        self._picture.setPixmap(pixmap(ICONS[self._kind], 16, tint, self.devicePixelRatioF()))
        self._close.setIcon(icon("x"))
