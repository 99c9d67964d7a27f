"""What the inspector says about an effective receptive field: found, on its way, not to be had, failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.analysis.rows import LayerRow
from explorer.ui.docks.inspector.inspector_parts import Note, wrapped
from explorer.ui.docks.inspector.progress_line import ProgressLine
from explorer.ui.docks.inspector.row_link import RowLink
from explorer.ui.terms import quoted
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label

if TYPE_CHECKING:
    from explorer.engine.messages import WeightsBadge


class EffectivePart(QWidget):
    """Shows one state at a time."""

    cancelRequested = Signal()
    againRequested = Signal()
    rowChosen = Signal(object)  # order

    def __init__(self) -> None:
        super().__init__()
        self.progress = ProgressLine("inspector.effective")
        self.progress.cancelRequested.connect(self.cancelRequested)
        self._sentence = wrapped("", "secondary")
        self._sentence.setObjectName("inspector.effective.sentence")
        self._badge = Badge(name="inspector.effective.weights")
        self._samples = label(role="small")
        row = QHBoxLayout()
        row.setSpacing(Space.CLOSE)
        row.addWidget(self._badge)
        row.addWidget(self._samples)
        row.addStretch(1)
        self._note = Note()
        self._link: RowLink | None = None
        self._again = push_button(self.tr("Compute again"), "inspector.effective.again")
        self._again.clicked.connect(self.againRequested)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CLOSE)
        column.addWidget(self.progress)
        column.addWidget(self._sentence)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def text(self) -> str:
        """Return what was found, empty while nothing is."""
        return "" if self._sentence.isHidden() else f"{self._sentence.text()} ({self._badge.text()})"

    def is_busy(self) -> bool:
        """Tell whether it is being computed."""
        return not self.progress.isHidden()

    def show_busy(self) -> None:
        """Say that it is being computed."""
        self._show(self.progress)
        self.progress.begin(self.tr("Averaging gradients"))

    def show_found(self, sentence: str, weights: WeightsBadge, samples: int) -> None:
        """Say what was found, and of which weights."""
        self._sentence.setText(sentence)
        trained = weights.trained
        self._badge.set_state(weights.name if trained else self.tr("random weights"), "ok" if trained else "warn")
        self._badge.setToolTip(quoted(weights.source))
        self._samples.setText(self.tr("{0} random inputs").format(samples))
        self._show(self._sentence, self._badge, self._samples)

    def show_unavailable(self, why: str, instead: LayerRow | None = None) -> None:
        """Say why there is none, and which row has one."""
        self._note.set_text(why)
        self._show(self._note)
        if instead is not None:
            self._link = RowLink(instead, "inspector.effective.instead", titled=True)
            self._link.rowChosen.connect(self.rowChosen)
            self._column.addWidget(self._link)

    def show_failed(self, why: str) -> None:
        """Say what went wrong and offer to try again."""
        self._note.set_text(why)
        self._show(self._note, self._again)

    def _show(self, *parts: QWidget) -> None:
        if self._link is not None:
            self._link.hide()
            self._link.deleteLater()
            self._link = None
        for part in (self.progress, self._sentence, self._badge, self._samples, self._note, self._again):
            part.setVisible(part in parts)
