"""Our figures beside torchinfo's, on demand: totals, what differs and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from explorer.engine.messages import CrossCheckJob
from explorer.ui.docks.inspector.difference_list import DifferenceList, differences_text
from explorer.ui.docks.inspector.inspector_parts import Note, Section, wrapped
from explorer.ui.docks.inspector.progress_line import ProgressLine
from explorer.ui.numbers import NONE, thousands
from explorer.ui.question import Question
from explorer.ui.terms import told
from explorer.ui.tokens import Space
from explorer.ui.what_if import Form
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import label

if TYPE_CHECKING:
    from explorer.analysis.claims.crosscheck import CrossCheck
    from explorer.engine.messages import Job


class CrossCheckSection(Section):
    """A button at first; what it found stays as long as the network is open."""

    def __init__(self, form: Form, question: Question) -> None:
        super().__init__(line=False)  # it goes on where the figures end
        self.body.setContentsMargins(Space.PANEL, 0, Space.PANEL, Space.NEAR)
        self._question = question
        self._job = form.job(CrossCheckJob)
        self._found: CrossCheck | None = None
        self._start = push_button(self.tr("Compare with torchinfo"), "inspector.crosscheck")
        self._start.setToolTip(self.tr("Have torchinfo count the same network, and explain every difference"))
        self._start.clicked.connect(self._on_start)
        self._progress = ProgressLine("inspector.crosscheck")
        self._progress.cancelRequested.connect(self._on_cancel)
        self._note = Note(icon="circle-alert", tint="error")
        for part in (self._progress, self._note):
            self.body.addWidget(part)
        self.body.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        question.answered.connect(self._on_answered)
        question.failed.connect(self._on_failed)
        question.dropped.connect(self._on_dropped)
        question.progressed.connect(self._progress.set_progress)
        known = question.known(self._job)
        if known is not None:
            self._show(known)

    def text(self) -> list[str]:
        """Return what was found as lines of text, nothing before it was asked for."""
        return [] if self._found is None else differences_text(self._found)

    def _on_start(self) -> None:
        self._note.set_text("")
        self._start.hide()
        self._progress.begin(self.tr("Asking torchinfo"))
        self._question.ask(self._job)

    def _on_cancel(self) -> None:
        self._question.withdraw()
        self._ready_again()

    def _ready_again(self) -> None:
        self._progress.end()
        self._start.show()

    def _on_answered(self, job: Job, found: CrossCheck) -> None:
        if job == self._job:
            self._show(found)

    def _on_failed(self, job: Job, message: str) -> None:
        if job == self._job:
            self._ready_again()
            self._note.set_text(message)

    def _on_dropped(self, job: Job) -> None:
        if job == self._job:
            self._ready_again()

    # -- what was found ----------------------------------------------------------------------------------------

    def _show(self, found: CrossCheck) -> None:
        self._found = found
        self._progress.end()
        self._start.hide()
        self.body.addWidget(label(self.tr("Compared with torchinfo {0}").format(found.version), "section"))
        if found.torchinfo_params is not None:
            self.body.addLayout(self._totals(found))
            self.body.addSpacing(Space.TIGHT)
        summary = wrapped(told(found.summary), "secondary")
        summary.setObjectName("inspector.crosscheck.summary")
        self.body.addWidget(summary)
        if found.differing:
            self.body.addWidget(self._heading(found))
            self.body.addWidget(DifferenceList(found))

    def _totals(self, found: CrossCheck) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.NEAR)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        lines = (
            ("", self.tr("Parameters"), self.tr("MACs")),
            (self.tr("here"), thousands(found.params), thousands(found.macs)),
            (self.tr("torchinfo"), _count(found.torchinfo_params), _count(found.torchinfo_macs)),
        )
        for line, (name, params, macs) in enumerate(lines):
            role = "value" if line else "small"
            grid.addWidget(label(name, "label"), line, 0)
            for column, text in ((1, params), (2, macs)):
                grid.addWidget(label(text, role, selectable=True), line, column, Qt.AlignmentFlag.AlignRight)
        return grid

    def _heading(self, found: CrossCheck) -> QWidget:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, Space.TIGHT, 0, 0)
        count = len(found.differing)
        text = self.tr("1 module differs") if count == 1 else self.tr("{0} modules differ").format(thousands(count))
        row.addWidget(label(text, "label"))
        row.addStretch(1)
        copy = IconButton("copy", self.tr("Copy the comparison as text"), "inspector.crosscheck.copy")
        copy.clicked.connect(self._on_copy)
        row.addWidget(copy)
        return heading

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.text()))


def _count(value: int | None) -> str:
    return NONE if value is None else thousands(value)
