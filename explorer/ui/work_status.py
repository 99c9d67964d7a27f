"""What the engine is doing, in the status bar: only work that lasts is shown, and it can be cancelled."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from explorer.engine.messages import Progress
from explorer.ui.engine_link import EngineLink
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton

SHOWS_AFTER = 300
"""Milliseconds that a job may take before it is mentioned."""


class WorkStatus(QWidget):
    """A sentence, a bar and a button; hidden while nothing lasts."""

    def __init__(self, engine: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status.work")
        self._text = QLabel()
        self._text.setObjectName("status.work.text")
        self._bar = QProgressBar()
        self._bar.setObjectName("status.work.bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setMaximum(0)
        self._cancel = IconButton("x", self.tr("Cancel the work (Ctrl+.)"), "status.work.cancel", size=14)
        self._cancel.setFixedSize(Space.STATUS - 4, Space.STATUS - 4)
        self._cancel.clicked.connect(engine.cancel_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, 0, 0)
        row.setSpacing(Space.CLOSE)
        for part in (self._text, self._bar, self._cancel):
            row.addWidget(part)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOWS_AFTER)
        self._patience.timeout.connect(self.show)
        engine.workChanged.connect(self._on_work_changed)
        engine.progressed.connect(self._on_progressed)
        self.hide()

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        if jobs == 0:
            self._patience.stop()
            self.hide()
        elif self.isHidden() and not self._patience.isActive():
            self._text.setText(self.tr("Working"))
            self._bar.setMaximum(0)
            self._patience.start()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._text.setText(term(progress.text))
        # Kilobytes: a bar counts in 32 bits.
        self._bar.setMaximum(progress.total // 1024)
        self._bar.setValue(progress.done // 1024)
