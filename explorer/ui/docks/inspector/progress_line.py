"""One line about work that a panel waits for: what, how far, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from explorer.ui.numbers import thousands
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label

if TYPE_CHECKING:
    from explorer.engine.messages import Progress


class ProgressLine(QWidget):
    """Hidden until something is under way."""

    cancelRequested = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = label(role="secondary", name=f"{name}.text")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.bar")
        self._bar.setTextVisible(False)
        self._cancel = push_button(self.tr("Cancel"), f"{name}.cancel")
        self._cancel.setProperty("role", "text")
        self._cancel.clicked.connect(self.cancelRequested)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self._bar, 1, 0)
        grid.addWidget(self._cancel, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        self.hide()

    def begin(self, text: str) -> None:
        """Say what is under way; how far it has come is not known yet."""
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        self.show()

    def set_progress(self, progress: Progress) -> None:
        """Say how far the engine has come; a download counts bytes, all else counts steps."""
        text = term(progress.text)
        if progress.total:
            # Thousandths: a bar counts in 32 bits, and bytes may be more.
            self._bar.setRange(0, 1000)
            self._bar.setValue(1000 * progress.done // progress.total)
            if progress.total < 1000:
                text = self.tr("{0}, {1} of {2}").format(text, thousands(progress.done), thousands(progress.total))
        else:
            self._bar.setRange(0, 0)
        self._text.setText(text)

    def end(self) -> None:
        """Nothing is under way."""
        self.hide()
