"""Where the live panel's picture comes from, as a row of controls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import ElidedLabel, IconLabel


class SourceButton(QPushButton):
    """Names what is shown, and opens the menu of sources; a long name is cut in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.source")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)
        self._name = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
        # Children rather than the button's own text: a style sheet cannot pad a button that has a menu.
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CLOSE + 1, 0, Space.CLOSE, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel("image", 16))
        row.addWidget(self._name, 1)
        row.addWidget(IconLabel("chevron-down", 14))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_text(self.tr("Samples"))

    def set_picture(self, picture: LoadedPicture) -> None:
        """Show which picture is on."""
        self.set_text(self.tr("Sample: {name}").format(name=picture.name) if picture.sample else picture.name)

    def set_text(self, text: str) -> None:
        """Show a text, cut where it does not fit."""
        self._name.set_text(text)
        self.setAccessibleName(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        return QSize(self._name.sizeHint().width() + 72, Space.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, Space.CONTROL)


class SourceBar(QWidget):
    """Source, open, paste."""

    openRequested = Signal()
    pasteRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.source = SourceButton()
        self._open = push_button(self.tr("Open…"), "live.open")
        self._open.setToolTip(self.tr("Open a picture (Ctrl+O); or drop one anywhere on this panel"))
        self._paste = IconButton("clipboard-paste", self.tr("Paste a picture (Ctrl+V)"), "live.paste")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, Space.CLOSE, Space.PANEL, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(self.source, 1)
        row.addWidget(self._open)
        row.addWidget(self._paste)
        row.addStretch(0)
        self._open.clicked.connect(self.openRequested)
        self._paste.clicked.connect(self.pasteRequested)
