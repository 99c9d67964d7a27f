"""What the live panel's painted widgets share: chips on pictures, hatching, figures."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from explorer.ui.theme import color, font, tokens
from explorer.ui.tokens import Radius, Size, Space

CHIP_FILL = QColor(0x0B, 0x0D, 0x0F, 204)
"""Near black at 80 %: figures stay readable on any picture, in both themes."""
CHIP_TEXT = QColor("#FFFFFF")
CHIP_LABEL = QColor("#D5DAE0")
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
    return QFontMetricsF(font(Size.SMALL, weight, mono=mono)).horizontalAdvance(text)


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
    face = font(Size.SMALL, weight, mono=mono)
    painter.setFont(face)
    painter.setPen(CHIP_LABEL if label else CHIP_TEXT)
    fitting = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideMiddle, box.width() + 1)
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, fitting)


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
