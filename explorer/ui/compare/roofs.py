"""The roofs over several measured networks: one pair where all ran in the same place, else a pair for each."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from explorer.analysis.timing.roofline import Roofline
from explorer.analysis.timing.timings import Ceilings
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink, series_pen
from explorer.ui.docks.charts.roofline_frame import Frame
from explorer.ui.numbers import rate
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Tokens

_LINE = 15


def shared_roofs(found: Sequence[Roofline]) -> Ceilings | None:
    """Return the best that the runs of one device reached; None where networks were measured in different places.

    A roof is what a device reaches at best, and each run has tried it for itself: the highest is the nearest to it.
    """
    ceilings = [one.ceilings for one in found]
    if len({(one.device, one.threads, one.dtype) for one in ceilings}) != 1:
        return None
    first = ceilings[0]
    return Ceilings(
        device=first.device,
        threads=first.threads,
        dtype=first.dtype,
        peak_flops=max(one.peak_flops for one in ceilings),
        bandwidth=max(one.bandwidth for one in ceilings),
        call_seconds=min(one.call_seconds for one in ceilings),
    )


def draw_own_roofs(painter: QPainter, frame: Frame, of: Tokens, found: Sequence[tuple[int, Roofline]]) -> None:
    """Draw each network's own roofs in its colour and line, with its figures at the right; by places."""
    area = frame.area
    taken = float("-inf")
    for place, one in sorted(found, key=lambda entry: -entry[1].ceilings.peak_flops):
        roofs = one.ceilings
        ridge = QPointF(frame.x.place(one.ridge), frame.y.place(roofs.peak_flops))
        start = QPointF(area.left(), frame.y.place(roofs.bandwidth * frame.x.low))
        painter.save()
        painter.setClipRect(area)
        painter.setPen(series_pen(place, of, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([start, ridge, QPointF(area.right(), ridge.y())]))
        painter.restore()
        painter.setFont(font(Size.SMALL, 600))
        painter.setPen(color(series_ink(place, of)))
        words = f"{LETTERS[place]} {rate(roofs.peak_flops, 'FLOP/s')}, {rate(roofs.bandwidth, 'B/s')}"
        top = max(ridge.y() - _LINE, taken + _LINE)
        taken = top
        painter.drawText(
            QRectF(area.left(), top, area.width() - 4, _LINE),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            words,
        )
