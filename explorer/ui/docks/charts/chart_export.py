"""A chart as a file: drawn anew in the light theme, at a size for a page, with what a reader must know beside it."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.analysis.exports.table_cells import title
from explorer.errors import OutputError
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.docks.charts.kind_legend import draw_legend, entries, legend_height
from explorer.ui.docks.charts.roofline_chart import RooflineChart
from explorer.ui.theme import color, font
from explorer.ui.tokens import LIGHT, Size, Space

WIDTH, HEIGHT = 720, 480
"""Pixels of the picture; a PNG has :data:`SCALE` times as many."""
SCALE = 2
_RESOLUTION = 96


def draw_for_file(chart: Chart, suffix: str) -> Callable[[], bytes]:
    """Draw a chart for ``.svg`` or ``.png``, or list its points for ``.csv``.

    What is returned makes the content of the file and may run on another
    thread, since packing pixels takes longer than drawing them. It raises
    ``OutputError`` where that fails.
    """
    if suffix == ".csv":
        text = chart.csv()
        return lambda: text.encode()
    if suffix == ".svg":
        drawing = _svg(chart)
        return lambda: drawing
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    with QPainter(image) as painter:
        _draw(painter, chart)
    return lambda: _png(image)


def _svg(chart: Chart) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_RESOLUTION)
    generator.setSize(QSize(WIDTH, HEIGHT))
    generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
    generator.setTitle(_head(chart))
    generator.setDescription(" ".join(chart.captions()))
    with QPainter(generator) as painter:
        _draw(painter, chart)
    buffer.close()
    return bytes(data.data())


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OutputError("the chart could not be encoded as PNG; choose SVG")
    buffer.close()
    return bytes(data.data())


def _head(chart: Chart) -> str:
    return f"{chart.title()}: {title(chart.network)}" if chart.network else chart.title()


def _draw(painter: QPainter, chart: Chart) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRectF(Space.PANEL, Space.NEAR, WIDTH - 2 * Space.PANEL, HEIGHT - 2 * Space.NEAR)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), color(LIGHT.panel))
    painter.setFont(font(Size.BODY, 600))
    painter.setPen(color(LIGHT.t1))
    painter.drawText(QRectF(page.left(), page.top(), page.width(), 20), Qt.AlignmentFlag.AlignVCenter, _head(chart))
    words = "\n".join(chart.captions())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    painter.setFont(font(Size.SMALL))
    height = QFontMetricsF(painter.font()).boundingRect(page, int(flags), words).height() if words else 0
    foot = QRectF(page.left(), page.bottom() - height, page.width(), height)
    painter.setPen(color(LIGHT.t2))
    painter.drawText(foot, int(flags), words)
    bottom = foot.top() - Space.CLOSE
    if isinstance(chart, RooflineChart) and chart.measured is not None:
        rows = entries(chart.measured)
        height = legend_height(rows, page.width())
        bottom -= height
        draw_legend(painter, rows, QRectF(page.left(), bottom, page.width(), height), LIGHT)
        bottom -= Space.CLOSE
    chart.draw(painter, QRectF(page.left(), page.top() + 24, page.width(), bottom - page.top() - 24), LIGHT, live=False)
