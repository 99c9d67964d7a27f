"""The graph for elsewhere: SVG, PDF and PNG through the same items as on the canvas; JSON and DOT without Qt.

Only the canvas's items are used, never a window or a scene, so that the
command line draws with Qt's offscreen platform where there is no display, and
the window draws a few items at a time and goes on living.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem

from explorer.analysis.network import Network
from explorer.errors import OutputError, UsageError
from explorer.files import write_whole
from explorer.ui.graph.colouring import ColourBy, Colouring
from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.legend import legend_size, paint_legend
from explorer.ui.graph.lines import branches, group_edges
from explorer.ui.tokens import LIGHT, Tokens
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.exchange import graph_as_dot, graph_as_json
from explorer.visualize.graph.expansion import Expansion, open_blocks
from explorer.visualize.graph.scene import Face, GraphScene
from explorer.visualize.layout.compound import Composer, initial_expansion

SUFFIXES = (".svg", ".pdf", ".png", ".json", ".dot")
MARGIN = 16.0
RESOLUTION = 96
LONGEST_PNG = 32767
"""Qt's painter addresses pixels with 16 bits."""
MOST_PIXELS = 200_000_000
MOST_COPIED = 40_000_000
"""Pixels on the clipboard, where every program that looks holds a copy."""
STRIP = 1_000_000
"""Pixels of the background that are painted at once."""
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
    by: ColourBy | None = None,
) -> str:
    """Draw a network's graph into a file, whole or not at all; return a note on what had to differ, else "".

    Args:
        network: what ``analyze`` returns.
        path: the file; ``-`` is standard output.
        suffix: the form: ``.svg``, ``.pdf``, ``.png``, ``.json`` or ``.dot``.
        expand: ids of the open blocks, ``all``, ``none`` or a depth; None opens what fits a screen.
        direction: ``tb`` or ``lr``.
        tokens: the theme.
        scale: pixels of a PNG per pixel of the drawing.
        by: what the boxes are coloured by and how operations are counted; their kinds and MACs unless given.

    Raises:
        UsageError: an unknown form, direction or expansion.
        OutputError: the file cannot be written.
    """
    tree = build_tree(network)
    opened = initial_expansion(tree, direction) if expand is None else open_blocks(tree, expand)
    ensure_application()
    drawing = Composer(tree).compose(opened, direction)
    colouring = (by or ColourBy()).colouring(tree, tokens)
    export = GraphExport(tree, drawing, suffix, tokens=tokens, scale=scale, colouring=colouring)
    for _ in export.steps():
        pass
    export.write(path)
    return export.note


class DrawingExport:
    """One drawing on its way into a form: painted step by step, then encoded and written, on a thread if need be.

    What it is called, and its form as text, is the business of those who derive from it.
    """

    name = ""
    description = ""

    def __init__(
        self,
        drawing: GraphScene,
        suffix: str,
        factory: ItemFactory,
        *,
        scale: float = 1.0,
        most_pixels: int = MOST_PIXELS,
    ) -> None:
        """
        Raises:
            UsageError: an unknown form.
        """
        if suffix not in SUFFIXES:
            raise UsageError(f"cannot write a graph as {suffix!r}; use one of {', '.join(SUFFIXES)}")
        self.note = ""
        """What had to differ from what was asked for."""
        self.image: QImage | None = None
        """The picture of a PNG, once it is painted."""
        self._drawing = drawing
        self._suffix = suffix
        self._tokens = factory.tokens
        self._scale = scale
        self._most_pixels = most_pixels
        self._factory = factory
        self._area = QRectF(0, 0, drawing.width, drawing.height).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        # Kinds are told by words too; values by their colour alone, so that they need a legend beside the drawing.
        colouring = self._factory.colouring
        self._legend = colouring.legend() if colouring.by_value else None
        if self._legend is not None:
            size = legend_size(self._legend)
            self._area.setLeft(self._area.left() - size.width() - MARGIN)
            self._area.setHeight(max(self._area.height(), size.height() + 2 * MARGIN))
        self._encode: Callable[[], bytes] = lambda: b""

    def steps(self) -> Iterator[float]:
        """Paint on the GUI thread, a step well under a millisecond or so; yield the share that is done.

        Raises:
            OutputError: there is not enough memory.
        """
        if self._suffix in (".json", ".dot"):
            self._encode = lambda: self._text().encode()
        elif self._suffix == ".png":
            yield from self._png()
        elif self._suffix == ".pdf":
            yield from self._pdf()
        else:
            yield from self._svg()

    def content(self) -> bytes:
        """Return the file's content; may run on any thread after the last step."""
        return self._encode()

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the file, whole or not at all; may run on any thread after the last step.

        Raises:
            OutputError: the file cannot be written.
        """
        content = self.content()

        def fill(file: BinaryIO) -> None:
            file.write(content)

        write_whole(path, fill)

    def _paint(self, painter: QPainter, scale: float) -> Iterator[float]:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._tokens.dark and self._suffix != ".png":
            # On white paper the light words of the dark theme could not be read.
            area = QRectF(0, 0, self._area.width() * scale, self._area.height() * scale)
            painter.fillRect(area, QColor(self._tokens.canvas))
        view = QTransform.fromScale(scale, scale).translate(-self._area.left(), -self._area.top())
        if self._legend is not None:
            painter.setTransform(QTransform.fromTranslate(self._area.left() + MARGIN, 0) * view)
            paint_legend(painter, self._legend, self._tokens)
        total = len(self._drawing.containers) + len(self._drawing.boxes) + len(self._drawing.edges)
        for number, item in enumerate(self._items()):
            paint_item(painter, item, view)
            yield min(1.0, number / max(1, total))
        if not painter.end():
            raise OutputError("the graph could not be drawn; choose another format")

    def _items(self) -> Iterator[QGraphicsItem]:
        """What is painted, from the bottom up."""
        return make_items(self._drawing, self._factory)

    def _text(self) -> str:
        """The drawing in a form that is text."""
        raise NotImplementedError

    def _svg(self) -> Iterator[float]:
        from PySide6.QtSvg import QSvgGenerator

        area, data = self._area, QByteArray()
        buffer = _open(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(RESOLUTION)
        generator.setSize(QSize(round(area.width()), round(area.height())))
        generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
        generator.setTitle(self.name)
        generator.setDescription(self.description)
        with _painting(generator) as painter:
            yield from self._paint(painter, 1.0)
        buffer.close()
        self._encode = lambda: bytes(data.data())

    def _pdf(self) -> Iterator[float]:
        width, height = self._area.width() * POINTS_PER_PIXEL, self._area.height() * POINTS_PER_PIXEL
        shrink = min(1.0, LONGEST_PDF / max(width, height))
        data = QByteArray()
        buffer = _open(data)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.name)
        writer.setCreator("cnn-explorer")
        writer.setResolution(RESOLUTION)
        page = QSizeF(width * shrink, height * shrink)
        writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        with _painting(writer) as painter:
            yield from self._paint(painter, shrink)
        buffer.close()
        if shrink < 1.0:
            self.note = f"scaled to {shrink:.1%}: a PDF page is at most {LONGEST_PDF:,.0f} points long"
        self._encode = lambda: bytes(data.data())

    def _png(self) -> Iterator[float]:
        area = self._area
        most = min(
            LONGEST_PNG / area.width(),
            LONGEST_PNG / area.height(),
            (self._most_pixels / (area.width() * area.height())) ** 0.5,
        )
        used = min(self._scale, most)
        image = QImage(max(1, int(area.width() * used)), max(1, int(area.height() * used)), QImage.Format.Format_RGB32)
        if image.isNull():
            raise OutputError("there is not enough memory for a picture of that size; choose a smaller scale or SVG")
        per_metre = round(RESOLUTION * used / 0.0254)
        image.setDotsPerMeterX(per_metre)
        image.setDotsPerMeterY(per_metre)
        with _painting(image) as painter:
            # Memory that is touched first comes page by page: strips of a million pixels take a few milliseconds each.
            rows = max(1, STRIP // image.width())
            for top in range(0, image.height(), rows):
                painter.fillRect(0, top, image.width(), rows, QColor(self._tokens.canvas))
                yield 0.0
            yield from self._paint(painter, used)
        if used < self._scale:
            limit = f"a side is at most {LONGEST_PNG:,} px, a picture {self._most_pixels / 1e6:,.0f} million"
            self.note = f"scaled to {used:.3g} instead of {self._scale:g}: {limit}"
        self.image = image
        self._encode = lambda: _encode_png(image)


class GraphExport(DrawingExport):
    """The export of a network's block graph."""

    description = "Block graph, drawn by cnn-explorer"

    def __init__(
        self,
        tree: BlockTree,
        drawing: GraphScene,
        suffix: str,
        *,
        tokens: Tokens = LIGHT,
        scale: float = 1.0,
        colouring: Colouring | None = None,
        most_pixels: int = MOST_PIXELS,
    ) -> None:
        """
        Raises:
            UsageError: an unknown form.
        """
        super().__init__(drawing, suffix, ItemFactory(tokens, colouring), scale=scale, most_pixels=most_pixels)
        self._tree = tree
        self.name = tree.network.name

    def _text(self) -> str:
        return graph_as_json(self._tree, self._drawing) if self._suffix == ".json" else self._dot()

    def _dot(self) -> str:
        colouring = self._factory.colouring

        def filling(face: Face) -> tuple[str, str] | None:
            filled = colouring.fill(face)
            return (filled.colour or "", filled.ink) if filled is not None else None

        caption = self._legend.text() if self._legend is not None else ""
        return graph_as_dot(
            self._tree, self._drawing, colouring, filling=filling, figures=colouring.figures, caption=caption
        )


def mime_data(svg: bytes, png: bytes, image: QImage | None) -> QMimeData:
    """Return what a copied graph is on the clipboard: a vector drawing, and the same as pixels."""
    data = QMimeData()
    if image is not None:
        data.setImageData(image)
    data.setData("image/png", png)
    data.setData("image/svg+xml", svg)
    return data


def ensure_application() -> QApplication:
    """Return the running application, or start one without a display."""
    global _application
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QApplication(["cnn-explorer"])
    return _application


@contextmanager
def _painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Paint on a device; the painter has let go of it when the block ends, however it does.

    What is given up halfway is taken apart in any order, and a painter that goes after its device crashes.
    """
    painter = QPainter(device)
    try:
        yield painter
    finally:
        if painter.isActive():
            painter.end()


def make_items(drawing: GraphScene, factory: ItemFactory) -> Iterator[QGraphicsItem]:
    """Yield the outermost items of a drawing from the bottom up, every word visible."""
    for container in sorted(drawing.containers, key=lambda one: one.level):
        yield factory.container(container).root
    for edges in group_edges(drawing.edges):
        yield from factory.edges(branches(edges))
    for label in drawing.labels:
        yield factory.label(label)
    for box in drawing.boxes:
        yield factory.box(box).root


def paint_item(painter: QPainter, item: QGraphicsItem, view: QTransform) -> None:
    """Paint an item and its children as a scene would; ``view`` leads from its parent to the paper."""
    here = QTransform.fromTranslate(item.x(), item.y()) * view
    behind = QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent
    children = item.childItems()
    for child in children:
        if child.flags() & behind:
            paint_item(painter, child, here)
    painter.setTransform(here)
    # A junction has no arrow heads; readers of SVG complain of paths without points.
    if not item.boundingRect().isEmpty():
        item.paint(painter, QStyleOptionGraphicsItem(), None)
    for child in children:
        if not child.flags() & behind:
            paint_item(painter, child, here)


def _open(data: QByteArray) -> QBuffer:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _encode_png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = _open(data)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OutputError("the picture could not be encoded as PNG; choose a smaller scale or SVG")
    buffer.close()
    return bytes(data.data())
