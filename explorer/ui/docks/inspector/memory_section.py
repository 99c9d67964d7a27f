"""Memory of activations: the peak, where it is, what would do, and what is not memory at all."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.ui.docks.inspector.inspector_parts import Section, wrapped
from explorer.ui.docks.inspector.row_link import RowLink, place_of
from explorer.ui.numbers import byte_size
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label

Line = tuple[str, str, str]
"""Name, figure and tool tip."""


class MemorySection(Section):
    """Sums that are often taken for each other, the peak first; ``rowChosen`` asks for the row of the peak."""

    rowChosen = Signal(object)  # order

    def __init__(self, lines: Sequence[Line], peak: LayerRow | None) -> None:
        super().__init__(_tr("Memory of activations"))
        self._lines, self._peak = lines, peak
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        for number, (name, figure, tip) in enumerate(lines):
            line = number + (number > 0 and peak is not None)
            title = wrapped(name, "label")
            value = label(figure, "value", selectable=True)
            for part in (title, value):
                part.setToolTip(tip)
            grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if peak is not None:
            link = RowLink(peak, "inspector.peak")
            link.rowChosen.connect(self.rowChosen)
            where = QHBoxLayout()
            where.setSpacing(0)
            where.addWidget(label(_tr("at"), "label"))
            where.addWidget(link)
            where.addStretch(1)
            grid.addLayout(where, 1, 0, 1, 2)
        self.body.addLayout(grid)

    def text(self) -> list[str]:
        """Return the section as lines of text."""
        lines = [f"{name}: {figure}" for name, figure, _ in self._lines]
        if self._peak is not None:
            lines[0] += f" ({place_of(self._peak)})"
        return lines


def network_memory(network: Network) -> MemorySection:
    """Return the section of a whole network."""
    sums = network.totals
    lines = [
        (_tr("Peak of live activations"), byte_size(sums.peak_bytes), _live()),
        (
            _tr("Bound for a perfect scheduler"),
            byte_size(sums.peak_bytes_graph),
            _tr("The peak if every tensor were freed right after its last reader"),
        ),
        (_tr("Sum of all activations (traffic)"), byte_size(sums.activation_bytes), _traffic()),
    ]
    return MemorySection(lines, network.rows[sums.peak_order] if network.rows else None)


def block_memory(rows: Sequence[LayerRow]) -> MemorySection:
    """Return the section of a block that has these rows."""
    peak = max(rows, key=lambda row: row.live_bytes, default=None)
    lines = [
        (_tr("Peak of live activations inside"), byte_size(peak.live_bytes if peak else 0), _live()),
        (
            _tr("Sum of its activations (traffic)"),
            byte_size(sum(row.activation_bytes for row in rows)),
            _traffic(),
        ),
    ]
    return MemorySection(lines, peak)


def _live() -> str:
    return _tr(
        "Most in use at once in eager execution, whatever else the network still holds and its input included; "
        "the scratch memory of kernels is not in it"
    )


def _traffic() -> str:
    return _tr("All that is ever made; it is never held at once, so that it is no need of memory")


def _tr(text: str) -> str:
    return QCoreApplication.translate("memory_section", text)
