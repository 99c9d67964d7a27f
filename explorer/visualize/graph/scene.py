"""What is drawn: boxes, containers, edges and labels with their places and words. Plain data, no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explorer.visualize.graph.blocks import Block, BlockTree, Cell
from explorer.visualize.graph.captions import (
    JOIN_SYMBOLS,
    THIN,
    operator_name,
    operator_title,
    shape_text,
    short_count,
    short_path,
)

DIRECTIONS = ("tb", "lr")
"""Flow from top to bottom, or from left to right."""

Point = tuple[float, float]

BLOCK_SIZE = (320.0, 42.0)
OPERATOR_WIDTH = 236.0
TITLE_HEIGHT = 24.0
PLAIN_HEIGHT = 28.0
STRIP_HEIGHT = 14.0
SMALL_HEIGHT = 20.0
JUNCTION_SIZE = 20.0
INPUT_HEIGHT = 24.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A norm or activation at the foot of the box whose result it works on."""

    order: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a box shows, wherever it stands."""

    role: str
    """``block``, ``operator``, ``small``, ``junction`` or ``io``."""
    kind: str
    title: str
    path: str = ""
    """Second name: the module path of an operator, the description of a block."""
    figure: str = ""
    """MACs, short; empty for none."""
    second_figure: str = ""
    """Parameters, short (blocks only)."""
    strips: tuple[Strip, ...] = ()
    count: int = 1
    operators: tuple[int, ...] = ()
    width: float
    height: float


class Box(NamedTuple):
    """A closed block or a cell at its place (upper left corner)."""

    id: str
    face: Face
    x: float
    y: float
    level: int
    """How many open blocks lie around it."""

    @property
    def width(self) -> float:
        return self.face.width

    @property
    def height(self) -> float:
        return self.face.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """An open block around its content."""

    id: str
    title: str
    description: str
    summary: str
    count: int
    level: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[float, ...]
    """x (within the container) of the lines that cross its header."""


class Edge:
    """A line between two boxes, orthogonal, through every border on its way.

    A dense network has thousands, few of them in sight: points may be left until they are asked for.
    """

    __slots__ = ("_points", "arrow", "shape", "source", "target")

    def __init__(
        self,
        source: str,
        target: str,
        shape: tuple[int, ...],
        points: tuple[Point, ...] | Callable[[], tuple[Point, ...]],
        arrow: bool,
    ) -> None:
        """``points`` may be a function that returns them, always the same ones."""
        self.source = source
        self.target = target
        self.shape = shape
        self.arrow = arrow
        self._points = points

    @property
    def points(self) -> tuple[Point, ...]:
        """Where it begins, its corners, and where it ends."""
        points = self._points
        if not isinstance(points, tuple):
            points = self._points = points()
        return points

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Edge):
            return NotImplemented
        return self is other or (self._what() == other._what() and self.points == other.points)

    def __hash__(self) -> int:
        return hash(self._what())

    def __repr__(self) -> str:
        return f"Edge({self.source!r}, {self.target!r}, {self.shape}, {self.points}, {self.arrow})"

    def _what(self) -> tuple[str, str, tuple[int, ...], bool]:
        return self.source, self.target, self.shape, self.arrow


class Label(NamedTuple):
    """A shape beside an edge; ``x`` is its left end and ``y`` its middle."""

    source: str
    text: str
    x: float
    y: float
    level: int
    """How many open blocks lie around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphScene:
    """One network as it is to be drawn."""

    direction: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    containers: tuple[Container, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]
    expanded: frozenset[str]


def face_of(tree: BlockTree, item: str) -> Face:
    """Return what the box of a cell or of a closed block shows."""
    if item in tree.blocks:
        return _block_face(tree.blocks[item])
    return _cell_face(tree, tree.cells[item])


def _block_face(block: Block) -> Face:
    width, height = BLOCK_SIZE
    return Face(
        role="block",
        kind="block",
        title=short_path(block.id),
        path=block.description,
        figure=short_count(block.macs) if block.macs else "",
        second_figure=short_count(block.params) if block.params else "",
        count=block.count,
        operators=block.operators,
        width=width,
        height=height,
    )


def _cell_face(tree: BlockTree, cell: Cell) -> Face:
    if cell.kind == "io":
        word = "input" if cell.operators else "output"
        text = f"{word}  {shape_text(cell.shape)}"
        return _face("io", "io", text, cell.operators, _text_width(text, 12) + 24, INPUT_HEIGHT)
    row = tree.rows[cell.operators[0]]
    title = operator_title(row, cell.kind)
    if row.operator in JOIN_SYMBOLS and cell.arity > 1 and len(cell.operators) == 1:
        kind = cell.kind
        return _face("junction", kind, JOIN_SYMBOLS[row.operator], cell.operators, JUNCTION_SIZE, JUNCTION_SIZE)
    weighty = row.macs or cell.kind in ("conv", "depthwise", "linear", "pooling") or len(cell.operators) > 1
    if not weighty:
        return _face("small", cell.kind, title, cell.operators, _text_width(title, 11) + 26, SMALL_HEIGHT)
    strips = tuple(
        Strip(order, tree.network.graph.nodes[order]["kind"], operator_name(tree.rows[order]))
        for order in cell.operators[1:]
    )
    return Face(
        role="operator",
        kind=cell.kind,
        title=title,
        path=short_path(cell.path),
        figure=short_count(row.macs) if row.macs else "",
        strips=strips,
        operators=cell.operators,
        width=OPERATOR_WIDTH,
        height=TITLE_HEIGHT + STRIP_HEIGHT if strips else PLAIN_HEIGHT,
    )


def _face(role: str, kind: str, title: str, operators: tuple[int, ...], width: float, height: float) -> Face:
    return Face(role=role, kind=kind, title=title, operators=operators, width=width, height=height)


_FIRST_WIDE = "\u2e80"
"""From here on letters are as wide as they are high: Chinese, Japanese and Korean."""


@lru_cache(maxsize=4096)
def _text_width(text: str, size: int) -> float:
    """A generous estimate on a grid of 4: fonts differ from machine to machine, the layout must not."""
    wide = sum(
        1.0 if letter in "MWmw×—" or letter >= _FIRST_WIDE else 0.35 if letter in " .,il|/" else 0.62 for letter in text
    )
    return -(-wide * size // 4) * 4


def label_width(text: str) -> float:
    """Return the room that a shape label needs along a horizontal edge."""
    return _text_width(text, 11) + 8


def container_words(block: Block) -> tuple[str, str]:
    """Return the description and the summary in an open block's header."""
    parts = []
    if block.macs:
        parts.append(f"{short_count(block.macs)} MACs")
    if block.params:
        parts.append(f"{short_count(block.params)} params")
    if block.shape:
        parts.append(f"→{THIN}{shape_text(block.shape)}")
    return block.description, "   ".join(parts)
