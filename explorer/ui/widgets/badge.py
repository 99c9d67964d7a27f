"""A pill that names a state with an icon and a word, never by colour alone."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from explorer.ui.widgets.labels import IconLabel, label, restyle

_ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "error": "circle-alert",
    "differ": "equal-not",
    "plain": "info",
}


class Badge(QFrame):
    """``ok``, ``warn``, ``error``, ``differ`` or ``plain``, with a word."""

    def __init__(self, text: str = "", level: str = "plain", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(size=14)
        self._text = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 10, 0)
        row.setSpacing(5)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self.set_state(text, level)

    def set_state(self, text: str, level: str) -> None:
        """Show another word and level."""
        self._text.setText(text)
        self._icon.set_icon(_ICONS[level], level if level != "plain" else "t2")
        self.setProperty("badge", level)
        self.setAccessibleName(text)
        restyle(self)
        restyle(self._text)

    def text(self) -> str:
        """Return the word."""
        return self._text.text()
