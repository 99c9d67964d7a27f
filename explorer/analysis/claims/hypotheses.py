"""How else parameters and multiply-accumulates are counted: hypotheses, computed from a network's rows. No torch."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.wording import number, times
from explorer.errors import ExplorerError, UsageError
from explorer.models import registry
from explorer.models.registry import Architecture

INPUT_SIZES = (224, 227, 256, 288, 299, 320, 384)
"""Sides that published figures are commonly for."""

Again = Callable[..., Network]
"""Analyses the same architecture with another input shape or other options."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way of counting and what it gives."""

    cause: str
    """A key of :data:`explorer.analysis.claims.reconciliation.CAUSES`."""
    count: int
    phrase: str
    """What stands before the count: ``without the classifier (800,000) it is``."""
    remark: str = ""
    """A sentence that explains it."""
    most: float = 1 / 3
    """The share of the gap that the published figure's rounding may be. Few digits fit many conventions by chance;
    so it is less for those of which there are many."""


def hypotheses(
    quantity: str, network: Network, architecture: Architecture, again: Again | None = None
) -> Iterator[Hypothesis]:
    """Yield all ways of counting ``params`` or ``macs`` in the order in which they are tried."""
    yield from _other_forms(quantity, architecture, again)
    if quantity == "macs":
        yield Hypothesis("flops", 2 * network.totals.macs, "as FLOPs, two per multiply-accumulate, it is")
        yield Hypothesis("flops", network.totals.flops, "as FLOPs, element-wise work included, it is")
    yield from _left_out(quantity, network)
    if quantity == "macs":
        yield from _elementwise(network)
        if again is not None:
            yield from _other_sizes(architecture, again)
    else:
        yield from _auxiliary(network, again)
    for key in architecture.parents:
        parent = registry.get(key)
        verb = "needs" if quantity == "macs" else "has"
        yield Hypothesis("parent", getattr(parent, quantity), f"its parent, {parent.display_name}, {verb}")


def everything(network: Network) -> int:
    """Return multiply-accumulates and all other work, each operation counted once."""
    return network.totals.macs + network.totals.work.other


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=\.) (?=[A-Z0-9])", text)


def _other_forms(quantity: str, architecture: Architecture, again: Again | None) -> Iterator[Hypothesis]:
    if again is not None:
        try:
            merged = again(merged=True)
        except UsageError:
            pass  # it has no such form
        else:
            yield Hypothesis("form", getattr(merged.totals, quantity), "merged for inference it is")
    noun = {"params": "parameters", "macs": "multiply-accumulates"}[quantity]
    for sentence in sentences(architecture.notes):
        for figure in re.findall(rf"(\d{{1,3}}(?:,\d{{3}})+) {noun}", sentence):
            yield Hypothesis("form", int(figure.replace(",", "")), "in another form it is", sentence)


def _left_out(quantity: str, network: Network) -> Iterator[Hypothesis]:
    ours = getattr(network.totals, quantity)

    def without(cause: str, amount: int, what: str) -> Hypothesis:
        return Hypothesis(cause, ours - amount, f"without {what} ({number(amount)}) it is")

    def sum_of(rows: Iterable[LayerRow]) -> int:
        return sum(getattr(row, quantity) for row in rows)

    gates = _gates(network)
    dense = [row for row in network.rows if row.operator == "linear" and len(row.output_shape) == 1]
    head = [row for row in dense if row.order not in gates] or [row for row in network.rows if row.macs][-1:]
    yield without("classifier", sum_of(head), "the dense layers" if len(head) > 1 else "the classifier")
    if quantity == "params":
        kinds = network.graph.nodes(data="kind")
        norms = sum_of(row for row in network.rows if kinds[row.order] == "norm")
        yield without("norm", norms, "the parameters of normalisation")
        yield without("bias", sum(map(_biases, network.rows)), "biases")
    yield without("gate", sum_of(row for row in network.rows if row.order in gates), "the gates")


def _biases(row: LayerRow) -> int:
    if not row.work.bias or not row.params:
        return 0
    return row.output_shape[0] if row.kernel_size is not None else row.output_shape[-1]


def _gates(network: Network) -> set[int]:
    """Return the rows that compute gates, from the map that is pooled to the factors that are multiplied."""
    graph = network.graph
    found: set[int] = set()
    for gate, kind in graph.nodes(data="kind"):
        if kind != "gate":
            continue
        path = [node for node in graph.predecessors(gate) if prod(graph.edges[node, gate]["shape"][1:]) == 1]
        while path:
            node = path.pop()
            if node < 0 or node in found:
                continue
            found.add(node)
            if graph.nodes[node]["kind"] != "pooling":
                path.extend(graph.predecessors(node))
    return found


def _elementwise(network: Network) -> Iterator[Hypothesis]:
    macs, work = network.totals.macs, network.totals.work
    phrase = "with biases and all element-wise work counted it is"
    yield Hypothesis("elementwise", everything(network), phrase, most=0.1)
    for what, amount in (
        ("biases", work.bias),
        ("normalisation", work.norm),
        ("activations", work.activation + work.special),
        ("pooling", work.pooling),
    ):
        yield Hypothesis("elementwise", macs + amount, f"with {what} ({number(amount)}) counted it is", most=0.025)


def _other_sizes(architecture: Architecture, again: Again) -> Iterator[Hypothesis]:
    for side in INPUT_SIZES:
        shape = (architecture.input_shape[0], side, side)
        if shape == architecture.input_shape:
            continue
        try:
            network = again(shape)
        except ExplorerError:
            continue  # too small for it
        yield Hypothesis("other_size", network.totals.macs, f"at {times(shape)} it is", most=0.1)


def _auxiliary(network: Network, again: Again | None) -> Iterator[Hypothesis]:
    totals = network.totals
    if not totals.params_unused and again is not None:
        try:
            totals = again(aux_logits=True).totals
        except UsageError:
            return  # it has no such heads
    heads = totals.params_unused
    if heads:
        phrase = f"with the auxiliary heads ({number(heads)}), which inference does not run, it is"
        yield Hypothesis("auxiliary", totals.params + heads, phrase)
