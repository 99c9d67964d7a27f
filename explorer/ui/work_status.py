"""What the engine is doing, in the status bar: only work that lasts is shown, and it can be cancelled.

Of work that does not go on it says for how long, and offers a fresh engine.
"""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from explorer.engine.messages import Progress
from explorer.ui.engine_link import EngineLink
from explorer.ui.engine_watch import Stuck
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import IconLabel

SHOWS_AFTER = 300
"""Milliseconds that a job may take before it is mentioned."""


class WorkStatus(QWidget):
    """A sentence, a bar and a button; hidden while nothing lasts. A sentence and another button while nothing moves."""

    def __init__(self, engine: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
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
        self._warning = IconLabel("triangle-alert", 14, "warn")
        self._restart = push_button(self.tr("Restart engine"), "status.work.restart")
        self._restart.setToolTip(self.tr("Ends the engine and starts another; what the panels show is asked again"))
        self._restart.clicked.connect(engine.restart)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, 0, 0)
        row.setSpacing(Space.CLOSE)
        for part in (self._warning, self._text, self._bar, self._cancel, self._restart):
            row.addWidget(part)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOWS_AFTER)
        self._patience.timeout.connect(self.show)
        engine.workChanged.connect(self._on_work_changed)
        engine.progressed.connect(self._on_progressed)
        engine.stuckChanged.connect(self._on_stuck_changed)
        self._show_parts(stuck=False)
        self.hide()

    def _show_parts(self, *, stuck: bool) -> None:
        self._stuck = stuck
        self._warning.setVisible(stuck)
        self._restart.setVisible(stuck)
        self._bar.setVisible(not stuck)
        self._cancel.setVisible(not stuck)

    @Slot(object)
    def _on_stuck_changed(self, stuck: Stuck | None) -> None:
        self._patience.stop()
        self._show_parts(stuck=stuck is not None)
        if stuck is None:
            self.hide()
            self._on_work_changed(self._engine.jobs)
            return
        if stuck.number is None:
            text = self.tr("The engine has been starting for {0} min").format(stuck.minutes)
        else:
            text = self.tr("No progress for {0} min").format(stuck.minutes)
        self._say(text)
        self.show()

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        if self._stuck:
            return
        if jobs == 0:
            self._patience.stop()
            self.hide()
        elif self.isHidden() and not self._patience.isActive():
            self._say(self.tr("Working"))
            self._bar.setMaximum(0)
            self._patience.start()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._stuck:
            return
        self._say(term(progress.text))
        # Kilobytes: a bar counts in 32 bits.
        self._bar.setMaximum(progress.total // 1024)
        self._bar.setValue(progress.done // 1024)

    def _say(self, text: str) -> None:
        """Say it with room for all of it at once: two layouts that ask each other may be later than the next paint."""
        if text == self._text.text():
            return
        self._text.setText(text)
        for one in (self, self.parentWidget()):
            layout = one.layout() if one is not None else None
            if layout is not None:
                layout.activate()
