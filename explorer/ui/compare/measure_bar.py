"""The button that has the compared networks measured, and how far that is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from explorer.ui.compare.icon_text_button import IconTextButton
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.times import Measuring
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import ElidedLabel

_WORDS, _BAR = 220, 120


class MeasureBar(QWidget):
    """Stands at the head of the comparison's tables and charts."""

    measureRequested = Signal()
    cancelRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[int] = ()
        self._missing: Sequence[int] = ()
        self._measuring = Measuring()
        self.words = ElidedLabel("", "secondary")
        self.words.setObjectName("compare.measure.words")
        self.words.setMaximumWidth(_WORDS)
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar()
        self.bar.setObjectName("compare.measure.bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR)
        self.cancel: QPushButton = push_button(self.tr("Cancel"), "compare.measure.cancel")
        self.button = IconTextButton("", "compare.measure", "timer")
        for one in (self.cancel, self.button):
            one.setProperty("size", "compact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.TIGHT, 0)
        row.setSpacing(Space.CLOSE)
        for widget in (self.words, self.bar, self.cancel, self.button):
            row.addWidget(widget)
        self.button.clicked.connect(self.measureRequested)
        self.cancel.clicked.connect(self.cancelRequested)
        self._show()

    def set_networks(self, places: Sequence[int], missing: Sequence[int]) -> None:
        """Say which networks are compared (A is 0), and of which of them no times are known that hold now."""
        self._places, self._missing = places, missing
        self._show()

    def set_measuring(self, measuring: Measuring) -> None:
        """Say how far it is."""
        focused = self.button.hasFocus() or self.cancel.hasFocus()
        self._measuring = measuring
        self._show()
        if focused:
            # Who started it by key can stop it by key, and start it again.
            (self.cancel if measuring.phase == "running" else self.button).setFocus()

    def text(self) -> str:
        """Return the words beside the button."""
        return self.words.whole_text()

    def _show(self) -> None:
        now = self._measuring
        running = now.phase == "running"
        name = now.form.architecture.display_name if now.form is not None else ""
        self.words.set_text(
            {
                "idle": "",
                "running": self.tr("Measuring {0}").format(name),
                "failed": self.tr("{0} was not measured: {1}").format(name, now.message),
                "cancelled": self.tr("Measuring was cancelled."),
            }[now.phase]
        )
        self.words.setVisible(now.phase != "idle")
        self.bar.setVisible(running)
        self.bar.setRange(0, 0 if now.share is None else 1000)
        self.bar.setValue(round(1000 * (now.share or 0.0)))
        self.bar.setAccessibleName(self.words.whole_text())
        self.cancel.setVisible(running)
        self.button.setVisible(not running)
        count, missing = len(self._places), len(self._missing)
        self.button.setEnabled(count > 1)
        again = not missing and count > 0
        some = self.tr("Measure both again") if again else self.tr("Measure both")
        all_of = self.tr("Measure all again") if again else self.tr("Measure all")
        text = all_of if count > 2 else some
        if 0 < missing < count:
            text = self.tr("Measure {0}").format(", ".join(LETTERS[place] for place in self._missing))
        self.button.setText(text)
        self.button.setToolTip(
            self.tr("Runs each network repeatedly and times every operator: seconds to minutes (Ctrl+M)")
        )
