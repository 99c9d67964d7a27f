"""Icon buttons, and a row of exclusive choices."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.ui.theme import font, icon, theme
from explorer.ui.tokens import Size, Space

_ICON = 16
"""The side of an icon beside a word."""


def push_button(text: str, name: str, *, primary: bool = False) -> QPushButton:
    """Return a button with a word, secondary unless ``primary``."""
    result = QPushButton(text)
    result.setObjectName(name)
    result.setAutoDefault(False)
    if primary:
        result.setProperty("role", "primary")
    return result


def show_icon(button: QPushButton, name: str, tint: str | None = None) -> None:
    """Give a button an icon; before a word it keeps the distance that Qt's own four pixels are too little for."""
    gap = Space.TIGHT if button.text() else 0
    button.setIconSize(QSize(_ICON + gap, _ICON))
    button.setIcon(icon(name, tint, trailing=gap))


class IconButton(QToolButton):
    """A flat button with an icon; ``tip`` is its tool tip and accessible name."""

    def __init__(
        self,
        icon_name: str,
        tip: str,
        name: str = "",
        *,
        size: int = 16,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setObjectName(name)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setAutoRaise(True)
        self.setCheckable(checkable)
        self.setIconSize(QSize(size, size))
        self.setFixedSize(size + 12, size + 12)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self._on_theme_changed)
        self.toggled.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        tint = theme().tokens.accent if self.isChecked() else None
        self.setIcon(icon(self._icon_name, tint))


class SegmentedControl(QFrame):
    """Exclusive choices side by side; the arrow keys move between them."""

    chosen = Signal(object)  # key of the choice, when the user chooses

    def __init__(self, choices: Iterable[tuple[str, str]], name: str = "", parent: QWidget | None = None) -> None:
        """Build it from ``(key, text)`` pairs; the first is chosen."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("surface", "segmented")
        self.setFixedHeight(Space.COMPACT + 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, text in choices:
            button = push_button(text, f"{name}.{key}" if name else key)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            # The chosen text is bold: its room is kept, so that nothing moves.
            bold = QFontMetrics(font(Size.SECONDARY, 600))
            button.setMinimumWidth(bold.horizontalAdvance(text) + 22)
            self._buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.setExclusive(True)
        first = next(iter(self._buttons.values()))
        first.setChecked(True)
        self._group.buttonToggled.connect(self._on_button_toggled)
        self._quiet = False

    def current(self) -> str:
        """Return the key of the choice."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_current(self, key: str) -> None:
        """Choose without a signal."""
        self._quiet = True
        self._buttons[key].setChecked(True)
        self._quiet = False

    def button(self, key: str) -> QPushButton:
        """Return the button of a choice, to disable it or give it a tool tip."""
        return self._buttons[key]

    def _on_button_toggled(self, button: QPushButton, checked: bool) -> None:
        if checked and not self._quiet:
            self.chosen.emit(self.current())
