"""The page of a comparison, from its title to the sources of what is not measured."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from explorer import __version__
from explorer.analysis.comparison.alignment import Alignment, UnitPair
from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.story import descent, facts
from explorer.analysis.comparison.units import Unit
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.comparison_tables import names
from explorer.analysis.exports.measured import sentences
from explorer.analysis.exports.report import charts, tables
from explorer.analysis.exports.report.html import bullets, element, page, table, wrap
from explorer.analysis.exports.svg_charts import colour, dash
from explorer.analysis.exports.table_cells import conventions, times, title
from explorer.analysis.network import Network
from explorer.models.history import History
from explorer.models.registry import Architecture

MOST_CHANGES = 200
"""Lines of a list of changes; beyond that a page is no place to read them."""

STATUS = {
    "same": "same",
    "resized": "same, maps of another size",
    "changed": "changed",
    "left": "only in the first",
    "right": "only in the second",
}


def to_html(
    found: Comparison,
    convention: Convention,
    drawings: Sequence[str],
    catalogue: Sequence[Architecture],
    history: History,
    today: date,
) -> str:
    """Return the whole comparison as one HTML page that needs no other file.

    Args:
        found: the networks side by side.
        convention: how operations are counted.
        drawings: an SVG document of the block graph of each network.
        catalogue: whose accuracies stand in the chart; facts of the networks are looked up in it by their keys.
        history: who took what from whom.
        today: the date that the page bears.
    """
    known = {one.key: one for one in catalogue}
    called = _called(found.networks, known)
    heading = " and ".join([", ".join(called[:-1]), called[-1]])
    return page(
        f"{heading}: comparison",
        [
            wrap("header", element("h1", heading) + _subjects(found.networks, called) + _stamp(found, today)),
            _section("What the figures are", _meanings(found, called, convention)),
            _section("Totals", tables.totals(found, called, convention)),
            _section("Stage by stage", tables.stages(found, called)),
            _section("What is new", "".join(_stories(found, called, history))),
            _section("Over the depth", "".join(charts.depth_charts(found, called))),
            _section("Accuracy and cost", _accuracies(found.networks, called, known, catalogue)),
            _section("Block graphs", _graphs(called, drawings), sheet=True),
            _section("What changed, block by block", "".join(_changes(found, called)), sheet=True),
        ],
    )


def _called(networks: Sequence[Network], known: Mapping[str, Architecture]) -> list[str]:
    """Names for people; keys where these would be the same, or are all there is."""
    keys = names(networks)
    shown = [known[key].display_name if key in known else key for key in keys]
    return [key if shown.count(name) > 1 else name for key, name in zip(keys, shown, strict=True)]


def _section(heading: str, content: str, *, sheet: bool = False) -> str:
    return wrap("section", element("h2", heading) + content, "sheet" if sheet else "") if content else ""


def _subjects(networks: Sequence[Network], called: Sequence[str]) -> str:
    """Which networks they are, each with its line in the charts."""
    return "".join(
        wrap("p", f"{_key(number)}<strong>{escape(name)}</strong> {element('span', title(network), 'quiet')}")
        for number, (name, network) in enumerate(zip(called, networks, strict=True))
    )


def _key(number: int) -> str:
    pattern = f' stroke-dasharray="{dash(number)}"' if dash(number) else ""
    line = f'<path d="M0,4h28" fill="none" stroke="{colour(number)}" stroke-width="2.5"{pattern}/>'
    return f'<svg class="key" viewBox="0 0 28 8" aria-hidden="true">{line}</svg>'


def _stamp(found: Comparison, today: date) -> str:
    exact = "All figures but the measured times are exact." if found.timings else "All figures are exact."
    return element("p", f"cnn-explorer {__version__}, {today.isoformat()}. {exact}", "quiet")


def _meanings(found: Comparison, called: Sequence[str], convention: Convention) -> str:
    lines = [conventions(found.networks[0], convention), *sentences(found, called)]
    return "".join(element("p", line) for line in lines)


def _stories(found: Comparison, called: Sequence[str], history: History) -> Iterator[str]:
    first = found.networks[0]
    for name, other, alignment in zip(called[1:], found.networks[1:], found.alignments, strict=True):
        if len(called) > 2:
            yield element("h3", f"{called[0]} → {name}")
        line = descent(history, first.name, other.name)
        if line is not None:
            yield element(
                "p", f"{line.newer.name} ({line.newer.year}) came after {line.older.name} ({line.older.year})."
            )
            yield bullets(
                f"{one.relation}. {one.source}{' (recalled, not read again)' if one.recalled else ''}"
                for one in line.taken
            )
        yield bullets(fact.text for fact in facts(first, other, alignment)) or element("p", "No figure differs.")


def _accuracies(
    networks: Sequence[Network],
    called: Sequence[str],
    known: Mapping[str, Architecture],
    catalogue: Sequence[Architecture],
) -> str:
    """What papers state, where that stands, and the catalogue around it; nothing where no network is of it."""
    lines = []
    for name, network in zip(called, networks, strict=True):
        if (one := known.get(network.name)) is None:
            continue
        stated = one.published
        top1 = f"{stated.top1:g} %" if stated.top1 is not None else tables.NONE
        top5 = f"{100 - stated.top5_error:.4g} %" if stated.top5_error is not None else tables.NONE
        lines.append([name, str(one.year), top1, top5, stated.source or tables.NONE, one.paper])
    if not lines:
        return ""
    keys = [network.name for network in networks]
    drawn = [charts.trade_off_chart(keys, catalogue, cost) for cost in ("macs", "params")]
    remark = (
        "Accuracies are the papers' own, each under its own protocol (crops, resolution, training data): "
        "they are not comparable to the last digit, and hold for the input of the paper."
    )
    head = ["", "Year", "Top-1", "Top-5", "Where it stands", "Paper"]
    return "".join([table(head, lines, words=frozenset({4, 5})), element("p", remark, "quiet"), *drawn])


def _graphs(called: Sequence[str], drawings: Sequence[str]) -> str:
    figures = (
        wrap("figure", element("figcaption", name) + inline(drawing, name))
        for name, drawing in zip(called, drawings, strict=True)
    )
    return wrap("div", "".join(figures), "graphs")


_PROLOGUE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')
_FAMILY = re.compile(r'font-family="([^"]*)"')
_MONOSPACED = re.compile("mono|consolas|menlo|courier", re.IGNORECASE)


def inline(drawing: str, name: str) -> str:
    """Return an SVG document as an element of a page, in pixels of the page instead of millimetres.

    Where the page is read there may be other fonts than where it was drawn: each gets one of its sort to fall back on.
    """
    text = _PROLOGUE.sub("", drawing, count=1)
    opening, rest = text[: text.index(">")], text[text.index(">") :]
    box = re.search(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"', opening)
    size = f' width="{box[1]}" height="{box[2]}"' if box is not None else ""
    whole = f'{_SIZE.sub("", opening)}{size} role="img" aria-label="{escape(name)}"{rest}'.strip()
    return _FAMILY.sub(lambda found: f'font-family="{_with_fallback(found[1])}"', whole)


def _with_fallback(family: str) -> str:
    sort = "ui-monospace, monospace" if _MONOSPACED.search(family) else "system-ui, sans-serif"
    return f"'{family}', {sort}"


def _changes(found: Comparison, called: Sequence[str]) -> Iterator[str]:
    for name, alignment in zip(called[1:], found.alignments, strict=True):
        counts = [sum(pair.status == status for pair in alignment.units) for status in STATUS]
        told = ", ".join(f"{count} {words}" for count, words in zip(counts, STATUS.values(), strict=True) if count)
        yield element("h3", f"{called[0]} → {name}")
        yield element("p", f"Blocks by what they do: {told}.", "quiet")
        changed = [pair for pair in alignment.units if pair.status not in ("same", "resized")]
        if changed:
            lines = [_change(alignment, pair) for pair in changed[:MOST_CHANGES]]
            head = [called[0], name, "", "Operators that differ"]
            if not alignment.relatives:
                # Strangers differ in everything: two lists of operators would say nothing.
                head, lines = head[:3], [line[:3] for line in lines]
            yield table(head, lines, words=frozenset({1, 2, 3}), kind="changes")
        if len(changed) > MOST_CHANGES:
            yield element("p", f"{len(changed) - MOST_CHANGES} more; the JSON has all of them.", "quiet")


def _change(alignment: Alignment, pair: UnitPair) -> list[str]:
    left = alignment.left[pair.left] if pair.left is not None else None
    right = alignment.right[pair.right] if pair.right is not None else None
    told = "; ".join(change.text for change in pair.changes)
    return [_unit(left), _unit(right), STATUS[pair.status], told]


def _unit(unit: Unit | None) -> str:
    if unit is None:
        return tables.NONE
    return f"{unit.path or unit.kind} ({unit.kind}, {times(unit.shape)})"
