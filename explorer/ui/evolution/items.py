"""The family tree's boxes, bands and edges as items of the graph's canvas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from explorer.models.history import LINES, History
from explorer.ui.evolution.wording import (
    contest_words,
    line_colour,
    line_name,
    line_notes,
    lines_title,
    networks_text,
)
from explorer.ui.graph.colouring import Colouring
from explorer.ui.graph.items import KIND_BAR, BoxItem, ItemFactory
from explorer.ui.graph.legend import LegendContent
from explorer.ui.graph.lines import add_arrow, add_line
from explorer.ui.graph.parts import DATA_ID, DATA_PART, Fonts, blend
from explorer.ui.theme import font
from explorer.ui.tokens import Radius, Size, Tokens
from explorer.visualize.evolution.labels import Relation
from explorer.visualize.evolution.tree import relation_of
from explorer.visualize.graph.scene import Box, Container, Edge, Face

DATA_EDGE = 16
"""(parent, child) of a line and its head."""
DATA_BOX = 17
"""The milestone of a box; unlike ``DATA_ID`` no business of the mouse."""

OVERVIEW_SIZES = (30, 28, 26, 24, 22, 20)
"""Pixels of a name that fills its box, where the rest could not be read."""
YEAR_SIZE = 22
BAND = {False: 0.9, True: 0.35}
"""How much of every second band is the inset's colour; in the dark theme boxes have that colour."""
BACKING = 0.75
"""Opacity of the ground of words beside their line, below which others may run."""
_WIDTHS = {"base": 2.0, "idea": 1.25, "displaced": 1.25}
_DASHES = (4.0, 3.0)


class LineColouring(Colouring):
    """Every milestone in the colour of its line, context in grey."""

    by_value = True
    """Nothing in a box says its line: the legend must."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)

    def __call__(self, face: Face) -> str:
        return line_colour(self.tokens, face.kind)

    def legend(self) -> LegendContent:
        rows = tuple((line_colour(self.tokens, line), line_name(line)) for line in LINES)
        return LegendContent(lines_title(), rows=rows, notes=line_notes())


@dataclass(slots=True)
class MilestoneFonts(Fonts):
    """The canvas's fonts, and those of names and years that are read from afar."""

    name: QFont = field(default_factory=lambda: font(Size.BODY, 600))
    year: QFont = field(default_factory=lambda: font(YEAR_SIZE, 600))


class MilestoneFactory(ItemFactory):
    """Makes the items of a history in one theme."""

    def __init__(self, tokens: Tokens, history: History) -> None:
        super().__init__(tokens, LineColouring(tokens))
        self.fonts: MilestoneFonts = MilestoneFonts()
        self._history = history
        self._bands = 0

    # boxes -------------------------------------------------------------------

    def box(self, box: Box) -> BoxItem:
        face, tokens = box.face, self.tokens
        milestone = self._history[box.id]
        muted = not face.count
        colour = self.colouring(face)
        fill = QColor(self.node_surface) if not muted else blend(tokens.inset, tokens.canvas, 0.6)
        outline = QPen(QColor(colour), 1) if not muted else _dashed(tokens.strong, 1)
        root = self.path(None, self.rounded(face.width, face.height, Radius.OPERATOR), fill, outline)
        root.setData(DATA_ID, box.id)
        root.setData(DATA_BOX, box.id)
        root.setPos(box.x, box.y)
        root.setZValue(2)
        self._bar(root, colour, face.height)
        ink, soft = (tokens.t3, tokens.t3) if muted else (tokens.t1, tokens.t2)
        year = str(milestone.year)
        year_left = face.width - 10 - self.width(year, "small")
        title = self.fitted(face.title, "name", year_left - 22)
        details = [
            self.text(root, title, "name", ink, 14, 17),
            self.text(root, year, "small", tokens.t3, year_left, 17),
            self.text(root, self.fitted(face.path, "small", face.width - 24), "small", soft, 14, 37),
            *self._foot(root, face, soft),
        ]
        return MilestoneItem(root, details, factory=self, face=face, ink=ink)

    def _bar(self, root: QGraphicsItem, colour: str, height: float) -> None:
        bar = QPainterPath()
        bar.addRect(QRectF(0.5, 0.5, KIND_BAR, height - 1))
        self.path(root, bar.intersected(self.rounded(KIND_BAR * 4, height, Radius.OPERATOR)), QColor(colour))

    def _foot(self, root: QGraphicsItem, face: Face, soft: str) -> list[QGraphicsItem]:
        """The contest at the left, the networks at the right: a chip that opens them."""
        middle = face.height - 17
        words = networks_text(face.count)
        width = self.width(words, "small")
        parts: list[QGraphicsItem] = []
        if face.count:
            chip = self.path(root, self.rounded(width + 14, 18, 9), QColor(self.tokens.selection))
            chip.setPos(face.width - 8 - width - 14, middle - 9)
            chip.setData(DATA_PART, "toggle")
            self.text(chip, words, "small", self.tokens.accent, 7, 9)
            parts.append(chip)
        else:
            parts.append(self.text(root, words, "small", self.tokens.t3, face.width - 10 - width, middle))
        room = face.width - 14 - width - 14 - 16
        contest = " · ".join(part for part in (contest_words(face.figure), face.second_figure) if part)
        if not face.figure and face.second_figure:
            contest = f"top-5 {face.second_figure}"
        won = face.figure.endswith("1st")
        if contest:
            name = "pill" if won else "small"
            parts.append(self.text(root, self.fitted(contest, name, room), name, soft, 14, middle))
        return parts

    def overview(self, root: QGraphicsItem, face: Face, ink: str) -> list[QGraphicsItem]:
        """Make the name alone, as large as the box allows, in one line or two."""
        room = face.width - 24
        for size in OVERVIEW_SIZES:
            self.fonts.symbol = font(size, 600)
            self._metrics.pop("symbol", None)
            for lines in ([face.title], _in_two(face.title)):
                height = self.metrics("symbol").height() * 0.92
                fits = all(self.width(line, "symbol") <= room for line in lines)
                if lines and height * len(lines) <= face.height and (fits or size == OVERVIEW_SIZES[-1]):
                    top = face.height / 2 - height * (len(lines) - 1) / 2
                    return [
                        self.text(root, self.fitted(line, "symbol", room), "symbol", ink, 15, top + number * height)
                        for number, line in enumerate(lines)
                    ]
        return []

    # bands, edges, labels ----------------------------------------------------

    def container(self, container: Container) -> BoxItem:
        """Make the band of a year; every second one has another ground."""
        tokens = self.tokens
        self._bands += 1
        path = QPainterPath()
        path.addRect(QRectF(0, 0, container.width, container.height))
        ground = blend(tokens.inset, tokens.canvas, BAND[tokens.dark]) if self._bands % 2 else QColor(tokens.canvas)
        root = self.path(None, path, ground)
        root.setPos(container.x, container.y)
        root.setZValue(0)
        downwards = container.width > container.height
        middle = container.height / 2 if downwards else 20.0
        left = 12.0 if downwards else (container.width - self.width(container.title, "year")) / 2
        self.text(root, container.title, "year", tokens.t3, left, middle)
        return BoxItem(root)

    def split(self, edges: Sequence[Edge]) -> list[list[Edge]]:
        """Return the edges as they are: each is lit alone."""
        return [list(edges)]

    def edges(self, edges: Iterable[Edge]) -> list[QGraphicsPathItem]:
        """Make a line and a head for each edge, in the colour of the older milestone's line."""
        made: list[QGraphicsPathItem] = []
        for edge in edges:
            influence = relation_of(self._history, edge)
            line = line_colour(self.tokens, self._history[edge.source].line)
            colour = blend(line, self.tokens.canvas, 0.8)
            pen = QPen(colour, _WIDTHS[influence.kind])
            if influence.kind == "displaced":
                pen.setDashPattern(_DASHES)
            way, head = QPainterPath(), QPainterPath()
            add_line(way, edge.points, arrow=edge.arrow)
            add_arrow(head, edge.points)
            for item in (self.path(None, way, None, pen), self.path(None, head, colour)):
                item.setZValue(1)
                item.setData(DATA_EDGE, (edge.source, edge.target))
                made.append(item)
        return made

    def relation(self, relation: Relation) -> QGraphicsPathItem:
        """Make the words on an edge, ``relation.size`` times as large as others."""
        width = self.width(relation.text, "small") + 6
        ground = QColor(self.tokens.canvas)
        ground.setAlphaF(1.0 if relation.anchor == "middle" else BACKING)
        root = self.path(None, self.rounded(width, 14, 2), ground)
        left = {"left": 3.0, "middle": width / 2, "right": width - 3.0}[relation.anchor]
        root.setScale(relation.size)
        root.setPos(relation.x - left * relation.size, relation.y - 7 * relation.size)
        root.setZValue(1.5)
        root.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.text(root, relation.text, "small", self.tokens.t2, 3, 7)
        return root


@dataclass(slots=True)
class MilestoneItem(BoxItem):
    """A milestone's box: all about it from near, its name alone from afar."""

    factory: MilestoneFactory | None = None
    face: Face | None = None
    ink: str = ""
    far: list[QGraphicsItem] = field(default_factory=list)

    def show_details(self, shown: bool) -> None:
        """Show all, or the large name."""
        BoxItem.show_details(self, shown)
        if not shown and not self.far:
            # Not before: what is exported is painted whether it is visible or not.
            assert self.factory is not None and self.face is not None
            self.far = self.factory.overview(self.root, self.face, self.ink)
        for part in self.far:
            part.setVisible(not shown)


def _in_two(title: str) -> list[str]:
    """Break a name into two lines of much the same length, at a space or after a hyphen; none where it cannot be."""
    places = [at + 1 for at, letter in enumerate(title) if letter in " -" and 0 < at < len(title) - 1]
    if not places:
        return []
    best = min(places, key=lambda at: abs(at - len(title) / 2))
    return [title[:best].strip(), title[best:]]


def _dashed(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setDashPattern(_DASHES)
    return pen
