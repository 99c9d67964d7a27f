"""The graph as a file: SVG, PDF and PNG through the same items as on the canvas, and JSON without Qt.

Only the canvas's items are used, never a window, so that the command line
draws with Qt's offscreen platform where there is no display.
"""

import os
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QGraphicsScene

from explorer.analysis.network import Network
from explorer.errors import OutputError, UsageError
from explorer.files import write_text, write_whole
from explorer.ui.graph.items import Colouring, ItemFactory
from explorer.ui.graph.lines import group_edges
from explorer.ui.tokens import LIGHT, Tokens
from explorer.visualize.blocks import build_tree
from explorer.visualize.compound import Composer, initial_expansion
from explorer.visualize.expansion import Expansion, open_blocks
from explorer.visualize.scene import GraphScene, scene_as_json

SUFFIXES = (".svg", ".pdf", ".png", ".json")
MARGIN = 16.0
RESOLUTION = 96
LONGEST_PNG = 32767
"""Qt's painter addresses pixels with 16 bits."""
MOST_PIXELS = 200_000_000
LONGEST_PDF = 14400.0
"""Points; readers refuse longer pages (PDF 32000-1:2008, annex C)."""
POINTS_PER_PIXEL = 72 / RESOLUTION

_application: QApplication | None = None


def export_graph(
    network: Network,
    path: str | os.PathLike[str],
    suffix: str,
    *,
    expand: Expansion | None = None,
    direction: str = "tb",
    tokens: Tokens = LIGHT,
    scale: float = 1.0,
) -> str:
    """Draw a network's graph into a file, whole or not at all; return a note on what had to differ, else "".

    Args:
        network: what ``analyze`` returns.
        path: the file; ``-`` is standard output.
        suffix: the form: ``.svg``, ``.pdf``, ``.png`` or ``.json``.
        expand: ids of the open blocks, ``all``, ``none`` or a depth; None opens what fits a screen.
        direction: ``tb`` or ``lr``.
        tokens: the theme.
        scale: pixels of a PNG per pixel of the drawing.

    Raises:
        UsageError: an unknown form, direction or expansion.
        OutputError: the file cannot be written.
    """
    tree = build_tree(network)
    opened = initial_expansion(tree, direction) if expand is None else open_blocks(tree, expand)
    drawing = Composer(tree).compose(opened, direction)
    return export_drawing(drawing, network, path, suffix, tokens=tokens, scale=scale)


def export_drawing(
    drawing: GraphScene,
    network: Network,
    path: str | os.PathLike[str],
    suffix: str,
    *,
    tokens: Tokens = LIGHT,
    scale: float = 1.0,
    colouring: Colouring | None = None,
) -> str:
    """Write a drawing as it is; see :func:`export_graph`."""
    if suffix not in SUFFIXES:
        raise UsageError(f"cannot write a graph as {suffix!r}; use one of {', '.join(SUFFIXES)}")
    if suffix == ".json":
        write_text(path, scene_as_json(drawing, network))
        return ""
    ensure_application()
    scene = render_scene(drawing, ItemFactory(tokens, colouring))
    area = QRectF(0, 0, drawing.width, drawing.height).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    note = ""
    if suffix == ".svg":
        data = _svg(scene, area, network.name)
    elif suffix == ".pdf":
        data, note = _pdf(scene, area, network.name)
    else:
        data, note = _png(scene, area, tokens, scale)
    content = bytes(data.data())

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_whole(path, write)
    return note


def ensure_application() -> QApplication:
    """Return the running application, or start one without a display."""
    global _application
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QApplication(["cnn-explorer"])
    return _application


def render_scene(drawing: GraphScene, factory: ItemFactory) -> QGraphicsScene:
    """Return a scene that holds a drawing with every word visible."""
    scene = QGraphicsScene()
    for container in drawing.containers:
        scene.addItem(factory.container(container).root)
    for edges in group_edges(drawing.edges):
        for item in factory.edges(edges):
            scene.addItem(item)
    for label in drawing.labels:
        scene.addItem(factory.label(label))
    for box in drawing.boxes:
        scene.addItem(factory.box(box).root)
    return scene


def _svg(scene: QGraphicsScene, area: QRectF, title: str) -> QByteArray:
    from PySide6.QtSvg import QSvgGenerator

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(RESOLUTION)
    generator.setSize(QSize(round(area.width()), round(area.height())))
    generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
    generator.setTitle(title)
    generator.setDescription("Block graph, drawn by cnn-explorer")
    painter = QPainter(generator)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(0, 0, area.width(), area.height()), area)
    _finish(painter)
    buffer.close()
    return data


def _pdf(scene: QGraphicsScene, area: QRectF, title: str) -> tuple[QByteArray, str]:
    width, height = area.width() * POINTS_PER_PIXEL, area.height() * POINTS_PER_PIXEL
    shrink = min(1.0, LONGEST_PDF / max(width, height))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("cnn-explorer")
    writer.setResolution(RESOLUTION)
    page = QSizeF(width * shrink, height * shrink)
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(0, 0, area.width() * shrink, area.height() * shrink), area)
    _finish(painter)
    buffer.close()
    note = "" if shrink == 1.0 else f"scaled to {shrink:.1%}: a PDF page is at most {LONGEST_PDF:,.0f} points long"
    return data, note


def _png(scene: QGraphicsScene, area: QRectF, tokens: Tokens, scale: float) -> tuple[QByteArray, str]:
    most = min(
        LONGEST_PNG / area.width(), LONGEST_PNG / area.height(), (MOST_PIXELS / (area.width() * area.height())) ** 0.5
    )
    used = min(scale, most)
    image = QImage(max(1, int(area.width() * used)), max(1, int(area.height() * used)), QImage.Format.Format_RGB32)
    if image.isNull():
        raise OutputError("there is not enough memory for a picture of that size; choose a smaller scale or SVG")
    image.fill(QColor(tokens.canvas))
    per_metre = round(RESOLUTION * used / 0.0254)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, QRectF(image.rect()), area)
    _finish(painter)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OutputError("the picture could not be encoded as PNG; choose a smaller scale or SVG")
    buffer.close()
    note = (
        "" if used == scale else f"scaled to {used:.3g} instead of {scale:g}: a PNG side is at most {LONGEST_PNG:,} px"
    )
    return data, note


def _finish(painter: QPainter) -> None:
    if not painter.end():
        raise OutputError("the graph could not be drawn; choose another format")
