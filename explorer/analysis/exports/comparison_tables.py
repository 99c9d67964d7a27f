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
from explorer.analysis.comparison.units import Unit
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.latex import escape
from explorer.analysis.exports.table_cells import conventions, title
from explorer.analysis.network import Network

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One column for each network."""

    name: str
    read: Callable[[Figures, Convention], int | str | None]
    compared: bool = True
    """Whether a difference and a ratio say something."""


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


def names(networks: Sequence[Network]) -> list[str]:
    """What the columns call the networks: their keys, with the input where one key stands twice."""
    keys = [one.name for one in networks]
    return [
        one.name if keys.count(one.name) == 1 else f"{one.name}@{'x'.join(map(str, one.input_shape))}"
        for one in networks
    ]


def to_csv(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return a line for each stage and one for the whole (``all``), figures of each network beside each other.

    After the figures of all networks, ``delta`` and ``ratio`` of each further one against the first.
    """
    called = names(found.networks)
    head = ["stage", *(f"stride:{name}" for name in called)]
    for figure in FIGURES:
        head += [f"{figure.name}:{name}" for name in called]
        if figure.compared:
            head += [f"{figure.name}_{how}:{name}" for name in called[1:] for how in ("delta", "ratio")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for name, strides, figures in _lines(found):
        cells: list[object] = [name, *strides]
        for figure in FIGURES:
            values = [figure.read(one, convention) if one is not None else None for one in figures]
            cells += values
            if figure.compared:
                cells += [cell for value in values[1:] for cell in _against(values[0], value)]
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()


def _lines(found: Comparison) -> Iterator[tuple[str, tuple[int | None, ...], Sequence[Figures | None]]]:
    for row in found.stages:
        yield row.name, row.strides, row.figures
    yield "all", (None,) * len(found.networks), found.whole


def _against(first: int | str | None, other: int | str | None) -> tuple[int | None, str | None]:
    """The difference and the ratio, which a file keeps to four figures."""
    if not isinstance(first, int) or not isinstance(other, int):
        return None, None
    return other - first, f"{other / first:.4g}" if first else None


def to_json(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return everything: networks, stages, totals, and which units correspond and what changed in them."""
    called = names(found.networks)

    def figures(one: Figures | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {figure.name: figure.read(one, convention) for figure in FIGURES if figure.name != "output"} | {
            "output": list(one.shape)
        }

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
            for name, one in zip(called, found.networks, strict=True)
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


SHOWN = ("output", "params", "macs", "flops", "rf_h")
"""The figures of a table for people."""
HEADS = {"output": "output", "params": "params", "macs": "MACs", "flops": "FLOPs", "rf_h": "RF"}


def _cells(found: Comparison, convention: Convention) -> Iterator[list[str]]:
    """Lines of cells: heads, stages, the whole, and the ratios to the first network."""
    called = names(found.networks)
    shown = [figure for figure in FIGURES if figure.name in SHOWN]
    yield ["stage", *(f"{HEADS[figure.name]} {name}" for figure in shown for name in called)]
    for name, _, figures in _lines(found):
        values = (figure.read(one, convention) if one is not None else None for figure in shown for one in figures)
        yield [name, *map(_shown, values)]
    ratios: list[str] = []
    for figure in shown:
        first, *others = (figure.read(one, convention) for one in found.whole)
        ratios += ["", *(f"{ratio}×" if (ratio := _against(first, one)[1]) else "" for one in others)]
    yield [f"all, against {called[0]}", *ratios]


def _shown(value: int | str | None) -> str:
    if value is None:
        return "–"
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
    return "\n".join([*text, "", conventions(found.networks[0], convention)]) + "\n"


def _markdown(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def to_latex(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return a ``tabular`` for booktabs; the comment above it says what the figures mean."""
    head, *lines = _cells(found, convention)
    text = [f"% {' and '.join(map(title, found.networks))}. {conventions(found.networks[0], convention)}"]
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
