"""Rows that become columns where there is no room."""

from PySide6.QtWidgets import QBoxLayout

from explorer.ui.tokens import Space


def turn(layout: QBoxLayout, wide: bool) -> None:
    """Lay out side by side with a wide gap, or one below the other."""
    layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
    layout.setSpacing(Space.WIDE if wide else Space.CLOSE)
