"""The field in the middle of the tool bar that opens the palette."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, IconLabel, label

WIDEST = 440
HEIGHT = Space.COMPACT + 2
"""As high as the other controls of the tool bar."""
WITH_WORDS = 150
"""Narrower, it is an icon."""
WITH_KEY = 250
"""Narrower, the shortcut is left out."""


class PaletteButton(QPushButton):
    """Looks like a field and is a button: the field is in the card that it opens."""

    def __init__(self, shortcut: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar.palette")
        self.setProperty("role", "field")
        keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("Search layers, models, commands")
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({keys})")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        self._words = ElidedLabel(words)
        self._words.setProperty("role", "placeholder")
        self._key = label(keys.replace("+", " "), "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 5, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel("search", 16, "t3"))
        row.addWidget(self._words, 1)
        row.addWidget(self._key)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(Space.CONTROL + 4, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setVisible(self.width() >= WITH_WORDS)
        self._key.setVisible(self.width() >= WITH_KEY)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._words.setEnabled(self.isEnabled())
