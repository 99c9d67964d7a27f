"""A window beside the main one that holds up nothing: its content is scrolled, Escape closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.ui.tokens import Space


class SmallWindow(QDialog):
    """``body`` takes the content, ``foot`` the buttons."""

    def __init__(self, name: str, title: str, parent: QWidget, *, head: QWidget | None = None) -> None:
        """``head`` stays above the content when it is scrolled."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setProperty("surface", "panel")
        self.setModal(False)
        self.setSizeGripEnabled(False)
        content = QWidget()
        content.setObjectName(f"{name}.body")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(Space.WIDE, Space.PANEL, Space.WIDE, Space.WIDE)
        self.body.setSpacing(Space.CLOSE)
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}.scroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = QFrame()
        bar.setProperty("role", "foot")
        self.foot = QHBoxLayout(bar)
        self.foot.setContentsMargins(Space.WIDE, Space.NEAR, Space.WIDE, Space.NEAR)
        self.foot.setSpacing(Space.CLOSE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if head is not None:
            column.addWidget(head)
        column.addWidget(self.area, 1)
        column.addWidget(bar)

    def present(self) -> None:
        """Show it in front, wherever it is."""
        self.show()
        self.raise_()
        self.activateWindow()
