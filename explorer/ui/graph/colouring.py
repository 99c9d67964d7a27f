"""What the boxes of the graph are coloured by: their kinds, or a metric in viridis; and the figures on them."""

from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QCoreApplication

from explorer.analysis.conventions import Convention
from explorer.analysis.network import KINDS, Network
from explorer.analysis.timing.timings import Timing
from explorer.ui.graph.colouring_words import leaving, notes_of, present, tick_text, title_of, words_of, work_text
from explorer.ui.graph.legend import ColourBar, LegendContent
from explorer.ui.numbers import percent, square, with_unit
from explorer.ui.terms import term
from explorer.ui.tokens import KIND_NAMES, Tokens
from explorer.visualize.graph.blocks import BlockTree
from explorer.visualize.graph.captions import THIN, short_count
from explorer.visualize.graph.metrics import Metric, Readings, Scale
from explorer.visualize.graph.scene import Container, Face

INKS = ("#000000", "#FFFFFF")
"""One of the two has 4.5:1 at least on any colour."""
STOPS = 16
"""Colours of a legend's bar: viridis is close to straight between them."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How a box is painted whose colour is a value: filled with it, or hollow where it has none."""

    colour: str | None
    """``#RRGGBB``; None for a hollow box with a dashed outline."""
    ink: str
    """Of all words on it."""


class Colouring:
    """Colours and figures of the boxes of one network in one theme; this one tells their kinds."""

    by_value = False
    """Whether colours stand for values, which nothing but the legend tells."""

    def __init__(self, tokens: Tokens, tree: BlockTree | None = None, convention: Convention = Convention.MACS) -> None:
        """
        Args:
            tokens: the theme.
            tree: the network; without it the figures are those of the drawing, MACs.
            convention: how operations are counted.
        """
        self.tokens = tokens
        self.convention = convention
        self.tree = tree
        counted = tree is not None and convention is not Convention.MACS
        self._work = Readings(tree, Metric.OPERATIONS, convention=convention) if counted and tree is not None else None

    def __call__(self, face: Face) -> str:
        """The colour (``#RRGGBB``) that a face's bar, tint and outline are made of, and all of it from afar."""
        return self.tokens.strong if face.role == "block" else self.tokens.kind(face.kind)

    def fill(self, face: Face) -> Fill | None:
        """How a face is filled; None where it only bears a tint of its kind's colour."""
        return None

    def figures(self, face: Face) -> tuple[str, str]:
        """The figure on a face, and the second one on a block; empty for none."""
        if self._work is None or face.role not in ("operator", "block"):
            return face.figure, face.second_figure
        return work_text(self._work, face.operators), face.second_figure

    def summary(self, container: Container) -> tuple[str, ...]:
        """The sums in an open block's header, in parts; the last ones may be left out where there is no room."""
        if self._work is None or self.tree is None:
            return (container.summary,)
        block = self.tree.blocks[container.id]
        work = work_text(self._work, block.operators)
        parts = [
            _tr("{0} FLOPs").format(work) if work else "",
            _tr("{0} params").format(short_count(block.params)) if block.params else "",
        ]
        return present(*parts, leaving(block))

    def swatch(self, container: Container) -> Fill | None:
        """How the sign of an open block's sum is filled; None where there is no such sign."""
        return None

    def legend(self) -> LegendContent:
        """What the colours mean."""
        if self.tree is None:
            return LegendContent(title_of(None, self.convention))
        graph = self.tree.network.graph
        present = {graph.nodes[node]["kind"] for node in graph.nodes} | {"io"}
        rows = tuple((self.tokens.kind(kind), term(KIND_NAMES[kind])) for kind in KINDS if kind in present)
        counted = title_of(Metric.OPERATIONS, self.convention)
        return LegendContent(title_of(None, self.convention), rows=rows, notes=(_tr("Figures: {0}").format(counted),))


class MetricColouring(Colouring):
    """Boxes filled with the colour of their value; in the light theme more is darker, in the dark one brighter."""

    by_value = True

    def __init__(self, tokens: Tokens, tree: BlockTree, readings: Readings, hint: str = "", remark: str = "") -> None:
        """
        Args:
            tokens: the theme.
            tree: the network.
            readings: its values.
            hint: what the legend says where no box has a value.
            remark: what it says first where boxes have one.
        """
        super().__init__(tokens, tree, readings.convention)
        self.readings = readings
        self._hint, self._remark = hint, remark
        self._fills: dict[tuple[int, ...], Fill] = {}

    def __call__(self, face: Face) -> str:
        filled = self.fill(face)
        if filled is None:
            return super().__call__(face)
        return filled.colour or self.tokens.strong

    def fill(self, face: Face) -> Fill | None:
        # Inputs and outputs are no operators: they keep their look.
        return None if face.role == "io" else self._fill_of(face.operators)

    def _fill_of(self, operators: tuple[int, ...]) -> Fill:
        found = self._fills.get(operators)
        if found is None:
            value, scale = self.readings.value(operators), self.readings.scale
            if value is None or scale is None:
                found = Fill(None, self.tokens.t1)
            else:
                colour = viridis(scale.position(value), dark=self.tokens.dark)
                found = Fill(colour, ink_on(colour))
            self._fills[operators] = found
        return found

    def figures(self, face: Face) -> tuple[str, str]:
        if face.role not in ("operator", "block"):
            return "", ""
        return self.figure(face.operators), self._share(face.operators) if face.role == "block" else ""

    def figure(self, operators: tuple[int, ...]) -> str:
        """The value of a box in words: ``1.2 ms``, ``9.40 K``, ``RF 43``; empty for none."""
        readings = self.readings
        if readings.metric is Metric.OPERATIONS:
            return work_text(readings, operators)
        value = readings.value(operators)
        if value is None:
            return ""
        if readings.metric is Metric.FIELD:
            height, width = readings.field(operators) or (None, None)
            return f"RF{THIN}{square(height, width)}"
        return words_of(readings.metric, value)

    def _share(self, operators: tuple[int, ...]) -> str:
        """How much of the whole network's sum a box has."""
        value, total = self.readings.value(operators), self.readings.total
        if value is None or total is None or not self.readings.metric.adds_up:
            return ""
        share = 100 * value / total
        return percent(share) if share >= 0.05 else with_unit("<0.1", "%")

    def summary(self, container: Container) -> tuple[str, ...]:
        assert self.tree is not None
        block = self.tree.blocks[container.id]
        figure = self.figure(block.operators)
        noun = self._noun() if figure and self.readings.metric in (Metric.PARAMS, Metric.OPERATIONS) else ""
        return present(f"{figure} {noun}".rstrip(), self._share(block.operators), leaving(block))

    def _noun(self) -> str:
        if self.readings.metric is Metric.PARAMS:
            return "params"
        return "MACs" if self.convention is Convention.MACS else "FLOPs"

    def swatch(self, container: Container) -> Fill | None:
        assert self.tree is not None
        return self._fill_of(self.tree.blocks[container.id].operators)

    def legend(self) -> LegendContent:
        assert self.tree is not None
        readings, scale = self.readings, self.readings.scale
        title = title_of(readings.metric, self.convention)
        if scale is None:
            return LegendContent(title, notes=(self._hint,) if self._hint else ())
        metric, dark = readings.metric, self.tokens.dark
        ticks = scale.ticks(binary=metric is Metric.MEMORY)
        marks = tuple((scale.position(value), tick_text(metric, value)) for value in ticks)
        bar = ColourBar(
            colours=tuple(viridis(one / (STOPS - 1), dark=dark) for one in range(STOPS)),
            ends=(("≤" + THIN if scale.open_below else "") + words_of(metric, scale.low), words_of(metric, scale.high)),
            marks=marks if scale.high > scale.low else (),
        )
        notes = present(self._remark, *notes_of(readings, self.tree.network))
        return LegendContent(title, bar=bar, rows=((None, _tr("none")),), notes=notes)


def colour_by_kind(tokens: Tokens) -> Colouring:
    """Return the colouring in which every operator bears its kind's colour; blocks are neutral."""
    return Colouring(tokens)


@dataclass(frozen=True, slots=True)
class Times:
    """The measured times of one network."""

    network: Network = field(compare=False, repr=False)
    timing: Timing


@dataclass(frozen=True, slots=True)
class ColourBy:
    """What somebody chose to colour the graph by, and how operations are counted."""

    metric: Metric | None = None
    """None for the kinds."""
    convention: Convention = Convention.MACS
    times: Times | None = None
    """What was measured; it says nothing of another network or another form of it."""
    hint: str = ""
    """What the legend says where there are no times."""
    scale: Scale | None = None
    """One that serves several networks; None for the network's own."""
    remark: str = ""
    """What the legend says of it."""

    def colouring(self, tree: BlockTree | None, tokens: Tokens) -> Colouring:
        """Return the colouring of a network in a theme."""
        if self.metric is None or tree is None:
            return Colouring(tokens, tree, self.convention)
        times = self.times if self.times is not None and self.times.network is tree.network else None
        timing = times.timing if times is not None else None
        readings = Readings(tree, self.metric, convention=self.convention, timing=timing, scale=self.scale)
        return MetricColouring(tokens, tree, readings, self.hint, self.remark)


def viridis(position: float, *, dark: bool) -> str:
    """Return the colour at a place from 0 to 1; in the light theme the map is reversed, so that more is darker."""
    colours = _viridis()
    index = round(min(max(position, 0.0), 1.0) * (len(colours) - 1))
    return colours[index if dark else -1 - index]


@cache
def _viridis() -> tuple[str, ...]:
    from explorer.visualize.colormaps import colour_table  # numpy, not before the first paint

    return tuple("#{:02X}{:02X}{:02X}".format(*row) for row in colour_table("viridis").tolist())


def ink_on(colour: str) -> str:
    """Return black or white, whichever contrasts more with a colour (WCAG 2.2, relative luminance)."""
    luminance = _luminance(colour)
    return INKS[0] if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else INKS[1]


@cache
def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tr(text: str) -> str:
    return QCoreApplication.translate("colouring", text)
