"""What stands between the live panel's content: a failure, and what runs while the other panels show what if."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from explorer.ui.terms import sentence
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import IconLabel, label


class ErrorCard(QFrame):
    """One failure in a line or two, until it is dismissed or a picture arrives."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.error")
        self._text = label(name="live.error.text", selectable=True)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = IconButton("x", self.tr("Dismiss"), "live.error.dismiss", size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel("circle-alert", 16, "error"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        close.clicked.connect(self.dismiss)
        self.hide()

    def show_message(self, message: str) -> None:
        """Say what failed, as a sentence."""
        self._text.setText(sentence(message))
        self.setAccessibleName(self._text.text())
        self.show()

    def dismiss(self) -> None:
        """Hide the card."""
        self.hide()
        self.dismissed.emit()

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()


class RunsNote(QFrame):
    """Says that the picture runs through the network as it is, while the other panels show what if."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.runs")
        self._text = label("", "secondary", name="live.runs.text")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, Space.CLOSE, Space.NEAR, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel("info", 16, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def set_forms(self, own: str, shown: str) -> None:
        """Name the form that runs and how the shown one differs from it; hidden where it does not."""
        self._text.setText(self.tr("The picture runs at {0}; the other panels show what if: {1}.").format(own, shown))
        self.setVisible(bool(shown))
