"""Comparisons as files: CSV, JSON, Markdown and LaTeX of the stages, figure by figure. No torch."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.analysis.comparison.alignment import Alignment, UnitPair
from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.stages import Figures
from explorer.analysis.comparison.story import facts
from explorer.analysis.comparison.times import comparable, timing_of
from explorer.analysis.comparison.units import Unit
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.latex import escape
from explorer.analysis.exports.measured import conditions, sentences
from explorer.analysis.exports.table_cells import conventions, milliseconds, title
from explorer.analysis.network import Network
from explorer.analysis.timing.timings import Timing

SCHEMA = 1

Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One column for each network."""

    name: str
    read: Callable[[Figures, Convention], Value]
    compared: bool = True
    """Whether a difference and a ratio say something."""
    measured: bool = False
    """Whether it is a time in seconds, which only some networks may have."""


FIGURES = (
    Figure("blocks", lambda one, _: one.units, compared=False),
    Figure("convolutions", lambda one, _: one.convolutions, compared=False),
    Figure("output", lambda one, _: "x".join(map(str, one.shape)), compared=False),
    Figure("params", lambda one, _: one.params),
    Figure("macs", lambda one, _: one.macs),
    Figure("flops", lambda one, convention: convention.flops(one.work)),
    Figure("activation_bytes", lambda one, _: one.activation_bytes),
    Figure("live_bytes", lambda one, _: one.live_bytes),
    Figure("rf_h", lambda one, _: one.rf_h),
)
TIMES = (
    Figure("operator_seconds", lambda one, _: one.operator_seconds, measured=True),
    Figure("forward_seconds", lambda one, _: one.forward_seconds, measured=True),
)
"""Columns that are there if something was measured."""


def figures_in(found: Comparison) -> tuple[Figure, ...]:
    """Return the columns of a comparison."""
    return (*FIGURES, *TIMES) if found.timings else FIGURES


def names(networks: Sequence[Network]) -> list[str]:
    """What the columns call the networks: their keys, with the input where one key stands twice, and a number."""
    keys = [one.name for one in networks]
    found: list[str] = []
    for one in networks:
        name = one.name if keys.count(one.name) == 1 else f"{one.name}@{'x'.join(map(str, one.input_shape))}"
        found.append(name if name not in found else f"{name}#{sum(other.split('#')[0] == name for other in found) + 1}")
    return found


def to_csv(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return a line for each stage and one for the whole (``all``), figures of each network beside each other.

    After the figures of all networks, ``delta`` and ``ratio`` of each further one against the first. Measured times
    come last, if there are any, with the conditions under which they hold in the line of the whole.
    """
    called, columns = names(found.networks), figures_in(found)
    head = ["stage", *(f"stride:{name}" for name in called)]
    for figure in columns:
        head += [f"{figure.name}:{name}" for name in called]
        if figure.compared:
            head += [f"{figure.name}_{how}:{name}" for name in called[1:] for how in ("delta", "ratio")]
    head += [f"measured:{name}" for name in called if found.timings]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for name, strides, figures in _lines(found):
        cells: list[object] = [name, *strides]
        for figure in columns:
            values = [figure.read(one, convention) if one is not None else None for one in figures]
            cells += [_plain(value) for value in values]
            if figure.compared:
                cells += [cell for pair in _against_first(found, figure, values) for cell in pair]
        measured = [timing if figures is found.whole else None for timing in found.timings]
        cells += [conditions(timing) if timing is not None else None for timing in measured]
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()


def _lines(found: Comparison) -> Iterator[tuple[str, tuple[int | None, ...], Sequence[Figures | None]]]:
    for row in found.stages:
        yield row.name, row.strides, row.figures
    yield "all", (None,) * len(found.networks), found.whole


def _plain(value: Value) -> int | str | None:
    """A cell of a file: a clock gives no more than six digits."""
    return f"{value:.6g}" if isinstance(value, float) else value


def _against_first(
    found: Comparison, figure: Figure, values: Sequence[Value]
) -> list[tuple[int | str | None, str | None]]:
    """The difference and the ratio of each further network, which a file keeps to four figures."""
    first, *others = values
    pairs: list[tuple[int | str | None, str | None]] = []
    for at, other in enumerate(others, start=1):
        known = isinstance(first, int | float) and isinstance(other, int | float)
        if not known or (figure.measured and not comparable(found, at)):
            pairs.append((None, None))
            continue
        assert isinstance(first, int | float) and isinstance(other, int | float)
        pairs.append((_plain(other - first), f"{other / first:.4g}" if first else None))
    return pairs


def to_json(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return everything: networks, stages, totals, and which units correspond and what changed in them."""
    called = names(found.networks)

    def figures(one: Figures | None) -> dict[str, Any] | None:
        if one is None:
            return None
        # A forward pass is of a whole network, and stands with it.
        told = (figure for figure in figures_in(found) if figure.name not in ("output", "forward_seconds"))
        return {figure.name: figure.read(one, convention) for figure in told} | {"output": list(one.shape)}

    document = {
        "schema": SCHEMA,
        "convention": convention.value,
        "networks": [
            {
                "name": name,
                "key": one.name,
                "input": list(one.input_shape),
                "batch": one.batch,
                "params_unused": one.totals.params_unused,
                "peak_bytes": one.totals.peak_bytes,
            }
            | ({"measured": _measured(timing_of(found, at))} if found.timings else {})
            for at, (name, one) in enumerate(zip(called, found.networks, strict=True))
        ],
        "stages": [
            {
                "stage": row.name,
                "strides": list(row.strides),
                "figures": dict(zip(called, map(figures, row.figures), strict=True)),
            }
            for row in found.stages
        ],
        "all": dict(zip(called, map(figures, found.whole), strict=True)),
        "alignments": [
            {"left": called[0], "right": name} | _alignment(one, found.networks[0], other)
            for name, one, other in zip(called[1:], found.alignments, found.networks[1:], strict=True)
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _measured(timing: Timing | None) -> dict[str, Any] | None:
    if timing is None:
        return None
    return {
        "device": timing.device,
        "threads": timing.threads,
        "dtype": timing.dtype,
        "batch": timing.batch,
        "warmup": timing.warmup,
        "repeats": timing.repeats,
        "forward_seconds": timing.forward,
        "forward_spread_seconds": timing.forward_spread,
        "operator_seconds": timing.instrumented,
    }


def _alignment(one: Alignment, left: Network, right: Network) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "likeness": round(one.likeness, 4),
        "facts": [
            {"name": fact.name, "left": fact.left, "right": fact.right, "ratio": fact.ratio}
            for fact in facts(left, right, one)
        ],
        "units": [_pair(one, pair) for pair in one.units],
    }


def _pair(alignment: Alignment, pair: UnitPair) -> dict[str, Any]:
    def unit(units: Sequence[Unit], at: int | None) -> dict[str, Any] | None:
        if at is None:
            return None
        one = units[at]
        return {"path": one.path, "kind": one.kind, "stride": one.stride, "output": list(one.shape)}

    return {
        "left": unit(alignment.left, pair.left),
        "right": unit(alignment.right, pair.right),
        "status": pair.status,
        "changes": [change.text for change in pair.changes],
    }


SHOWN = ("output", "params", "macs", "flops", "rf_h", "operator_seconds")
"""The figures of a table for people."""
HEADS = {
    "output": "output",
    "params": "params",
    "macs": "MACs",
    "rf_h": "RF",
    "operator_seconds": "ms",
}


def _cells(found: Comparison, convention: Convention) -> Iterator[list[str]]:
    """Lines of cells: heads, stages, the whole, and the ratios to the first network."""
    called = names(found.networks)
    shown = [figure for figure in figures_in(found) if figure.name in SHOWN]
    heads = HEADS | {"flops": convention.noun}
    yield ["stage", *(f"{heads[figure.name]} {name}" for figure in shown for name in called)]
    for name, _, figures in _lines(found):
        values = (figure.read(one, convention) if one is not None else None for figure in shown for one in figures)
        yield [name, *map(_shown, values)]
    ratios: list[str] = []
    for figure in shown:
        pairs = _against_first(found, figure, [figure.read(one, convention) for one in found.whole])
        ratios += ["", *(f"{ratio}×" if ratio else "" for _, ratio in pairs)]
    yield [f"all, against {called[0]}", *ratios]


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return milliseconds(value)
    return value.replace("x", "×") if isinstance(value, str) else f"{value:,}"


def to_markdown(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return a title, the table of stages, and what the figures mean."""
    head, *lines = _cells(found, convention)
    text = [f"**{' and '.join(map(title, found.networks))}**", "", _markdown(head)]
    text += ["|" + "|".join(["---", *["---:"] * (len(head) - 1)]) + "|"]
    text += [_markdown(line) for line in lines]
    for name, other, one in zip(names(found.networks)[1:], found.networks[1:], found.alignments, strict=True):
        text += ["", f"{names(found.networks)[0]} → {name}:", ""]
        text += [f"- {fact.text}" for fact in facts(found.networks[0], other, one)] or ["- no difference"]
    said = [conventions(found.networks[0], convention), *sentences(found, names(found.networks))]
    return "\n".join([*text, "", "\n\n".join(said)]) + "\n"


def _markdown(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def to_latex(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return a ``tabular`` for booktabs; the comment above it says what the figures mean."""
    head, *lines = _cells(found, convention)
    text = [f"% {' and '.join(map(title, found.networks))}. {conventions(found.networks[0], convention)}"]
    text += [f"% {line}" for line in sentences(found, names(found.networks))]
    text += ["\\begin{tabular}{l" + "r" * (len(head) - 1) + "}", "\\toprule", _latex(head), "\\midrule"]
    text += [_latex(line) for line in lines[:-2]]
    text += ["\\midrule", *map(_latex, lines[-2:]), "\\bottomrule", "\\end{tabular}"]
    return "\n".join(text) + "\n"


def _latex(cells: Sequence[str]) -> str:
    return " & ".join(map(escape, cells)) + " \\\\"


WRITERS: dict[str, Callable[[Comparison, Convention], str]] = {
    "csv": to_csv,
    "json": to_json,
    "markdown": to_markdown,
    "latex": to_latex,
}
