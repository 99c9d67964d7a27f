"""Charts as static SVG: lines over depth, and points with a front. No Qt, no scripts, no style sheets.

An element stands by itself: it may lie in a page or in a file. Series are told
by colour and by dash; every text is escaped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

INK, MUTED, GRID, PAPER = "#1A1D21", "#616873", "#DADDE2", "#FFFFFF"
COLOURS = ("#1F56CC", "#9A4305", "#1A7048", "#A3238E")
DASHES = ("", "4 2", "10 3", "2 3", "8 2 2 2")
"""One more than colours, so that a colour that comes again has another dash."""

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 16, 34, 44
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"
CHARACTER = 6.1
"""Width of a character of an 11 px text, roughly: labels that might touch are left out."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart; the n-th one has the n-th colour and dash."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart."""

    x: float
    y: float
    name: str
    tip: str = ""
    """What is shown of it under the pointer."""
    series: int | None = None
    """Which colour it stands out with; None for the grey ones."""


def colour(number: int) -> str:
    """Return the colour of the n-th series."""
    return COLOURS[number % len(COLOURS)]


def dash(number: int) -> str:
    """Return the dash pattern of the n-th series, as of ``stroke-dasharray``; empty for a solid line."""
    return DASHES[number % len(DASHES)]


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return at most ``most`` + 1 round numbers (1, 2 or 5 times a power of ten) from ``low`` to ``high``."""
    span = high - low
    if span <= 0:
        return [low]
    step = 10.0 ** floor(log10(span / most))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= most)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def short(value: float) -> str:
    """Return a figure in a few characters: ``2.5 G``, ``400 k``, ``0.2``."""
    for size, prefix in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.4g}\u2009{prefix}"
    return f"{value:.4g}"


def line_chart(series: Sequence[Series], *, title: str, x: str, y: str, level: tuple[float, str] | None = None) -> str:
    """Return lines over a linear scale from 0.

    Args:
        series: at least one, points in the order of ``x``.
        title: what the chart shows; read out for those who cannot see it.
        x, y: what the axes count, with their units.
        level: a value of ``y`` that is marked across, and its name.
    """
    right = max((point[0] for one in series for point in one.points), default=1) or 1
    above = max((point[1] for one in series for point in one.points), default=1) or 1
    frame = _Frame((0, right), (0, above * 1.06))
    parts = [*frame.horizontal(ticks(0, frame.ys[1], 5)), *frame.below(ticks(0, right, 8), short)]
    if level is not None and level[0] <= frame.ys[1]:
        at = frame.y(level[0])
        parts.append(f'<path d="M{LEFT},{at:.1f}H{WIDTH - RIGHT}" stroke="{MUTED}" stroke-dasharray="2 3"/>')
        parts.append(_text(LEFT + 4, at - 4, level[1], fill=MUTED))
    for number, one in enumerate(series):
        path = "L".join(f"{frame.x(at):.1f},{frame.y(value):.1f}" for at, value in one.points)
        if path:
            parts.append(f'<path d="M{path}" fill="none" {_stroke(number)}><title>{escape(one.name)}</title></path>')
    return frame.svg(title, x, y, [*parts, *_legend([one.name for one in series])])


def scatter_chart(dots: Sequence[Dot], front: Sequence[Dot], *, title: str, x: str, y: str, line: str) -> str:
    """Return points over a logarithmic ``x`` and a linear ``y``; those of ``front`` are joined by steps.

    Dots with a series come with their names; names of the front are left out where they would touch others.
    ``line`` says what the steps are.
    """
    xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
    low, high = 10 ** (log10(min(xs)) - 0.08), 10 ** (log10(max(xs)) + 0.15)
    frame = _Frame((low, high), (min(ys) - 1.5, max(ys) + 2), logarithmic=True)
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    at = [digit * 10.0**decade for decade in decades for digit in (1, 2, 5)]
    parts = [*frame.horizontal(ticks(*frame.ys)), *frame.below([one for one in at if low <= one <= high], short)]
    if front:
        steps = f"M{frame.x(front[0].x):.1f},{frame.y(front[0].y):.1f}"
        steps += "".join(f"H{frame.x(one.x):.1f}V{frame.y(one.y):.1f}" for one in front[1:])
        parts.append(
            f'<path d="{steps}" fill="none" stroke="{MUTED}" stroke-width="1.2"><title>{escape(line)}</title></path>'
        )
    chosen = [dot for dot in dots if dot.series is not None]
    parts += [_mark(frame.x(dot.x), frame.y(dot.y), dot) for dot in dots if dot.series is None]
    parts += [_mark(frame.x(dot.x), frame.y(dot.y), dot) for dot in chosen]
    taken = [_around(frame.x(dot.x), frame.y(dot.y), 4, 4) for dot in dots if dot.series is None]
    for one, other in pairwise(front):
        taken.append((frame.x(one.x), frame.y(one.y) - 2, frame.x(other.x), frame.y(one.y) + 2))
        taken.append((frame.x(other.x) - 2, frame.y(other.y), frame.x(other.x) + 2, frame.y(one.y)))
    crowd = len(taken)
    taken += [_around(frame.x(dot.x), frame.y(dot.y), 7, 7) for dot in chosen]
    for dot in [*chosen, *(dot for dot in reversed(front) if dot not in chosen)]:
        parts += _name(frame, dot, taken, crowd)
    key = _text(LEFT, TOP - 12, f"— {line}", fill=MUTED)
    return frame.svg(title, x, y, [*parts, key])


class _Frame:
    """The area between the axes, and where values lie in it."""

    def __init__(self, xs: tuple[float, float], ys: tuple[float, float], *, logarithmic: bool = False) -> None:
        self.xs, self.ys = xs, ys
        self._scale: Callable[[float], float] = log10 if logarithmic else float

    def x(self, value: float) -> float:
        start, end = map(self._scale, self.xs)
        return LEFT + (self._scale(value) - start) / (end - start) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        start, end = self.ys
        return HEIGHT - BOTTOM - (value - start) / (end - start) * (HEIGHT - TOP - BOTTOM)

    def horizontal(self, at: Sequence[float]) -> list[str]:
        """Grid lines with their figures."""
        parts: list[str] = []
        for value in at:
            y = self.y(value)
            parts.append(f'<path d="M{LEFT},{y:.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>')
            parts.append(_text(LEFT - 6, y + 4, short(value), anchor="end"))
        return parts

    def below(self, at: Sequence[float], words: Callable[[float], str]) -> list[str]:
        """The figures under the axis."""
        base = HEIGHT - BOTTOM
        parts = [f'<path d="M{LEFT},{base}H{WIDTH - RIGHT}" stroke="{MUTED}"/>']
        for value in at:
            x = self.x(value)
            parts.append(f'<path d="M{x:.1f},{base}v4" stroke="{MUTED}"/>')
            parts.append(_text(x, base + 16, words(value), anchor="middle"))
        return parts

    def svg(self, title: str, x: str, y: str, parts: Sequence[str]) -> str:
        """The whole element."""
        centre = (LEFT + WIDTH - RIGHT) / 2
        height = (TOP + HEIGHT - BOTTOM) / 2
        labels = [
            _text(centre, HEIGHT - 8, x, anchor="middle", fill=MUTED),
            f'<g transform="translate(13,{height:g}) rotate(-90)">{_text(0, 0, y, anchor="middle", fill=MUTED)}</g>',
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(title)}" font-family="{FONT}" font-size="11"><title>{escape(title)}</title>'
            + "".join([*parts, *labels])
            + "</svg>"
        )


def _text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, weight: int = 400) -> str:
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{bold}>{escape(words)}</text>'


def _stroke(number: int) -> str:
    pattern = dash(number)
    return f'stroke="{colour(number)}" stroke-width="2"' + (f' stroke-dasharray="{pattern}"' if pattern else "")


def _legend(names: Sequence[str]) -> list[str]:
    parts: list[str] = []
    x = float(LEFT)
    for number, name in enumerate(names):
        parts.append(f'<path d="M{x:.1f},{TOP - 16}h26" fill="none" {_stroke(number)}/>')
        parts.append(_text(x + 32, TOP - 12, name))
        x += 32 + CHARACTER * len(name) + 24
    return parts


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _around(x: float, y: float, width: float, height: float) -> Box:
    return x - width, y - height, x + width, y + height


def _mark(x: float, y: float, dot: Dot) -> str:
    """A ring; a disc for the first series, a square, a triangle and a rhomb for the others: not by colour alone."""
    title = f"<title>{escape(dot.tip or dot.name)}</title>"
    if dot.series is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{PAPER}" stroke="{MUTED}">{title}</circle>'
    number = dot.series
    shapes = (
        f"M{x - 5.5:.1f},{y:.1f}a5.5,5.5 0 1 0 11,0a5.5,5.5 0 1 0 -11,0z",
        f"M{x - 5:.1f},{y - 5:.1f}h10v10h-10z",
        f"M{x:.1f},{y - 6.5:.1f}l6,11h-12z",
        f"M{x:.1f},{y - 7:.1f}l6,7l-6,7l-6,-7z",
    )
    look = f'fill="{colour(number)}" stroke="{PAPER}"'
    return f'<path d="{shapes[number % len(shapes)]}" {look}>{title}</path>'


def _name(frame: _Frame, dot: Dot, taken: list[Box], crowd: int) -> list[str]:
    """The name of a dot beside it, where there is room; the first ``crowd`` of what is taken are rings and lines."""
    length = CHARACTER * len(dot.name) + 2
    x, y = frame.x(dot.x), frame.y(dot.y)
    places = (
        (x + 10, y + 4, "start"),
        (x - 10, y + 4, "end"),
        (x - 8, y - 9, "end"),
        (x + 8, y - 9, "start"),
        (x, y - 12, "middle"),
        (x + 8, y + 17, "start"),
        (x - 8, y + 17, "end"),
        (x, y + 20, "middle"),
    )
    # A chosen one is named in any case, be it over a ring or a line, but never over another name.
    for obstacles in (taken, taken[crowd:]) if dot.series is not None else (taken,):
        for at, base, anchor in places:
            left = at - {"start": 0, "end": length, "middle": length / 2}[anchor]
            box = (left, base - 10, left + length, base + 3)
            inside = box[0] >= LEFT and box[2] <= WIDTH and box[1] >= TOP - 6 and box[3] <= HEIGHT - BOTTOM
            if inside and not any(_touch(box, one) for one in obstacles):
                taken.append(box)
                look = (MUTED, 400) if dot.series is None else (colour(dot.series), 600)
                halo = f'<g paint-order="stroke" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round">'
                return [f"{halo}{_text(at, base, dot.name, anchor=anchor, fill=look[0], weight=look[1])}</g>"]
    return []


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
