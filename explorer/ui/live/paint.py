"""What the live panel's painted widgets share: chips on pictures, hatching, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from explorer.ui.live.text import Face, face
from explorer.ui.theme import color, tokens
from explorer.ui.tokens import Radius, Size, Space

if TYPE_CHECKING:
    import numpy as np

CHIP_FILL = QColor(0x0B, 0x0D, 0x0F, 204)
"""Near black at 80 %: figures stay readable on any picture, in both themes."""
CHIP_TEXT = QColor("#FFFFFF")
CHIP_LABEL = QColor("#D5DAE0")
BROKEN = QColor("#FF3DE0")
"""Magenta, which no map has: what is NaN or infinite."""
CHIP_PADDING = Space.CLOSE
CHIP_LINE = 16
CHIP_HEIGHT = 24


def format_value(value: float) -> str:
    """Return an activation with three significant figures: 0.0123, 1.23, 12.3, 1,230."""
    if value != value or value in (float("inf"), float("-inf")):
        return {float("inf"): "∞", float("-inf"): "−∞"}.get(value, "NaN")
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 1e6 or size < 1e-3:
        text = f"{value:.2e}"
    elif size >= 100:
        text = f"{value:,.0f}"
    elif size >= 10:
        text = f"{value:.1f}"
    elif size >= 1:
        text = f"{value:.2f}"
    else:
        text = f"{value:.3f}"
    return text.replace("-", "−", 1) if value < 0 else text


def draw_chip(painter: QPainter, box: QRectF) -> None:
    """Fill a chip's background."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(CHIP_FILL)
    painter.drawRoundedRect(box, 5, 5)


def chip_width(text: str, *, weight: int = 400, mono: bool = False) -> float:
    """Return the width of a chip's text."""
    return _chip_face(weight, mono).width(text)


def draw_chip_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    weight: int = 400,
    mono: bool = False,
    label: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line into ``box``; what does not fit is cut in its middle."""
    face = _chip_face(weight, mono)
    painter.setPen(CHIP_LABEL if label else CHIP_TEXT)
    face.write(painter, box, face.fitting(text, box.width() + 1, Qt.TextElideMode.ElideMiddle), align)


def _chip_face(weight: int, mono: bool) -> Face:
    return face(Size.SMALL, weight, mono=mono)


def draw_hatched(painter: QPainter, path: QPainterPath, stroke: QColor, *, gap: float = 5, width: float = 1.5) -> None:
    """Fill a path with diagonal strokes: something that is not to be trusted, or not there."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(stroke, width))
    box = path.boundingRect()
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += gap
    painter.restore()


def draw_skeleton(painter: QPainter, box: QRectF, radius: float = Radius.TILE) -> None:
    """Draw the place of something that is still being loaded."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens().border, 0.7))
    painter.drawRoundedRect(box, radius, radius)


def rounded(box: QRectF, radius: float) -> QPainterPath:
    """Return a rounded rectangle as a path."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def draw_double(painter: QPainter, box: QRectF, width: int, *, dashed: bool = False) -> None:
    """Frame something in white over black: that is seen on every picture."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    for stroke, pen, line in (
        (Qt.GlobalColor.black, 2 * width, Qt.PenStyle.SolidLine),
        (Qt.GlobalColor.white, width, style),
    ):
        painter.setPen(QPen(stroke, pen, line, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(box)


def draw_cross(painter: QPainter, at: QPointF, arm: float = 9, gap: float = 3) -> None:
    """Mark a point, its middle left free."""
    lines = [
        QLineF(at.x() + across * gap, at.y() + down * gap, at.x() + across * arm, at.y() + down * arm)
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    for stroke, width in ((Qt.GlobalColor.black, 4), (Qt.GlobalColor.white, 2)):
        painter.setPen(QPen(stroke, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLines(lines)


def draw_broken(painter: QPainter, path: QPainterPath) -> None:
    """Hatch in magenta what is no number."""
    painter.fillPath(path, QColor(BROKEN.red(), BROKEN.green(), BROKEN.blue(), 70))
    draw_hatched(painter, path, BROKEN, gap=6)


def broken_cells(values: np.ndarray) -> QPainterPath | None:
    """Return the cells of a map (H, W) that are NaN or infinite, one unit a side; None if there are none."""
    import numpy as np

    broken = ~np.isfinite(values)
    if not broken.any():
        return None
    path = QPainterPath()
    for y in np.flatnonzero(broken.any(axis=1)).tolist():
        # Runs of a row: a map that is broken as a whole is some rectangles, not thousands of cells.
        edges = np.flatnonzero(np.diff(np.concatenate([[0], broken[y], [0]])))
        for first, end in edges.reshape(-1, 2).tolist():
            path.addRect(first, y, end - first, 1)
    return path


def contour_lines(values: np.ndarray, level: float) -> list[QLineF]:
    """Return the line where a map (H, W) reaches a level, in cells."""
    from explorer.visualize.contours import contour_segments

    return [QLineF(x0, y0, x1, y1) for (y0, x0), (y1, x1) in contour_segments(values, level).tolist()]


def draw_corner_chip(painter: QPainter, box: QRectF, words: str) -> None:
    """Write something small into the bottom left corner of a tile."""
    width = chip_width(words, weight=600) + 2 * 5
    chip = QRectF(box.left() + 4, box.bottom() - 20, width, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(CHIP_FILL)
    painter.drawRoundedRect(chip, 4, 4)
    draw_chip_text(painter, chip, words, weight=600, align=Qt.AlignmentFlag.AlignHCenter)
