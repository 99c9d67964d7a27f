"""A network as a row of units along its spine, by structure and not by name. No torch.

The *spine* is cut wherever a single value passes from all that ran before to
all that runs after. Between two cuts lies one operator, or a piece that
branches and cannot be cut (a residual or an Inception block). Operators that a
module keeps together on the spine (a MobileNet block without a shortcut) are
one unit, too, and so is a depthwise convolution with the pointwise one behind
it; norms, activations, gates and reshapes belong to the unit before them.
Every operator is in exactly one unit, so that the units' figures add up to the
network's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape

CONVOLUTIONS = ("conv", "depthwise")
WEIGHTY = (*CONVOLUTIONS, "linear", "pooling")
"""Kinds of operators that make a unit; others belong to the unit before them."""
CONTAINERS = ("Sequential", "ModuleList", "ModuleDict")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One operator with what follows it, or one block."""

    path: str
    """The module that holds it; empty for functions in the network's own forward."""
    cls: str
    kind: str
    """``conv``, ``depthwise``, ``pooling`` or ``linear``; of a block ``residual``, ``inverted residual``, ``branches``
    (joined by concatenation), ``separable`` or ``plain``; ``other`` without any such operator."""
    rows: tuple[LayerRow, ...]
    kinds: tuple[str, ...]
    """The kind of each row."""
    stride: int | None
    """Input pixels between neighbouring units of its map; None where positions are lost (the head)."""
    shape: Shape
    """Its last map, without the batch axis; its output where it has no map."""
    reduces: bool
    """Whether its map has a larger stride than the one before."""

    @property
    def channels(self) -> int:
        """Channels (or features) of its output."""
        return self.shape[0] if self.shape else 1

    @cached_property
    def heads(self) -> tuple[LayerRow, ...]:
        """Its convolutions, linear layers and poolings."""
        return tuple(row for row, kind in zip(self.rows, self.kinds, strict=True) if kind in WEIGHTY)

    @cached_property
    def convolutions(self) -> int:
        """How many convolutions it holds, grouped ones included."""
        return sum(kind in CONVOLUTIONS for kind in self.kinds)

    @cached_property
    def kernel(self) -> int:
        """The largest side of a kernel or window in it."""
        return max((max(row.kernel_size) for row in self.heads if row.kernel_size), default=1)

    @cached_property
    def gated(self) -> bool:
        """Whether a gate (squeeze and excitation) multiplies its channels."""
        return "gate" in self.kinds

    @cached_property
    def grouped(self) -> bool:
        """Whether it holds a grouped or depthwise convolution."""
        return "depthwise" in self.kinds


@dataclass(frozen=True, slots=True)
class _Span:
    """Consecutive operators ``start`` to ``stop`` - 1 that one module holds."""

    start: int
    stop: int
    path: str | None
    """None where no module is known to hold them."""


def split(network: Network) -> tuple[Unit, ...]:
    """Return the units of a network, in execution order."""
    kind = [_kind_of(network, row) for row in network.rows]
    units: list[Unit] = []
    stride = 1
    for span in _spans(network, kind):
        unit = _unit(network, span, kind[span.start : span.stop], stride)
        units.append(unit)
        stride = unit.stride or stride
    return tuple(units)


def _spans(network: Network, kind: Sequence[str]) -> list[_Span]:
    """The units' operators."""
    ends = _cuts(network)
    starts = [0, *ends[:-1]]
    alone = {start for start, stop in zip(starts, ends, strict=True) if stop - start == 1}
    weighs = [
        one in WEIGHTY and (row.order in alone or not _squeezed(row))
        for row, one in zip(network.rows, kind, strict=True)
    ]
    blocks = {at: block for block in _blocks(network, starts, ends, weighs) for at in range(block.start, block.stop)}
    spans: list[_Span] = []
    for start, stop in zip(starts, ends, strict=True):
        span = blocks.get(start, _Span(start, stop, None))
        if spans and spans[-1] == span:
            continue
        last = spans[-1] if spans else None
        if last is not None and span.path is None and not any(weighs[start:stop]):
            spans[-1] = _Span(last.start, stop, last.path)
        elif last is not None and not any(weighs[last.start : last.stop]):
            # What comes before the first weighty operator belongs to it.
            spans[-1] = _Span(last.start, span.stop, span.path)
        elif last is not None and last.path is span.path is None and _separable(network.rows, kind, weighs, last, span):
            spans[-1] = _Span(last.start, stop, None)
        else:
            spans.append(span)
    return spans


def _squeezed(row: LayerRow) -> bool:
    """Whether an operator works on a map of one unit: within a block, that is a gate's branch."""
    return len(row.output_shape) == 3 and max(row.output_shape[1:]) == 1 and bool(row.rf_global)


def _separable(
    rows: Sequence[LayerRow], kind: Sequence[str], weighs: Sequence[bool], first: _Span, second: _Span
) -> bool:
    """Whether a depthwise convolution is followed by a pointwise one (Howard et al. 2017, §3.1)."""
    one = [order for order in range(first.start, first.stop) if weighs[order]]
    other = [order for order in range(second.start, second.stop) if weighs[order]]
    return (
        len(one) == len(other) == 1
        and kind[one[0]] == "depthwise"
        and kind[other[0]] == "conv"
        and rows[one[0]].groups == rows[one[0]].output_shape[0]
        and rows[other[0]].kernel_size == (1, 1)
    )


def _kind_of(network: Network, row: LayerRow) -> str:
    """The operator's kind; the average over channels inside a normalisation (LRN) is no pooling."""
    kind: str = network.graph.nodes[row.order]["kind"]
    return "norm" if kind == "pooling" and "norm" in row.module.lower() else kind


def _cuts(network: Network) -> list[int]:
    """The positions between operators that a single value crosses, and the end."""
    last_read: dict[int, int] = {}
    for source, target in network.graph.edges:
        last_read[source] = max(last_read.get(source, -1), target)
    count = len(network.rows)
    # For each position, how many values that were made before it are read after it.
    crossing = [0] * (count + 1)
    for source, last in last_read.items():
        crossing[max(source + 1, 0)] += 1
        crossing[last + 1] -= 1
    cuts: list[int] = []
    alive = crossing[0]
    for position in range(1, count):
        alive += crossing[position]
        if alive == 1:
            cuts.append(position)
    return [*cuts, count] if count else []


def _stride(network: Network, order: int) -> int | None:
    """The output's stride in input pixels; None where no map is left."""
    row = network.rows[order]
    if len(row.output_shape) != 3 or row.rf_global in ("pool", "dense"):
        return None
    if max(row.output_shape[1:]) == 1 and max(network.input_shape[1:]) > 1:
        return None
    if row.jump_h is not None:
        return row.jump_h
    # Paths of different strides met: what is left is the ratio of the sizes, to the next power of two.
    ratio = network.input_shape[1] / max(1, row.output_shape[-2])
    return max(1, 1 << round(ratio).bit_length() - 1)


def _blocks(network: Network, starts: Sequence[int], ends: Sequence[int], weighs: Sequence[bool]) -> list[_Span]:
    """The innermost modules on the spine that hold several convolutions and change the stride at most once."""
    begin, end = set(starts), set(ends)
    strides = {stop: _stride(network, stop - 1) for stop in ends}
    members: dict[str, list[int]] = {}
    for row in network.rows:
        for path in network.graph.nodes[row.order]["scope"]:
            members.setdefault(path, []).append(row.order)
    by_weight: dict[tuple[int, ...], _Span] = {}
    for path, orders in members.items():
        span = _Span(orders[0], orders[-1] + 1, path)
        weighty = tuple(order for order in orders if weighs[order])
        if (
            len(orders) < span.stop - span.start
            or span.start not in begin
            or span.stop not in end
            or sum(_mixes(network.rows[order]) for order in weighty) < 2
            or _changes([strides[stop] for stop in ends if span.start < stop <= span.stop]) > 1
        ):
            continue
        known = by_weight.get(weighty)
        # Of several modules around the same work, the outermost that is more than a container has the name for it.
        if known is None or (_is_container(network, known.path or "") and not _is_container(network, path)):
            by_weight[weighty] = span
    chosen: list[_Span] = []
    for span in sorted(by_weight.values(), key=lambda one: (one.stop - one.start, one.start)):
        if not any(one.start < span.stop and span.start < one.stop for one in chosen):
            chosen.append(span)
    return chosen


def _mixes(row: LayerRow) -> bool:
    """Whether an operator is a convolution or a linear layer on a map."""
    return bool(row.macs) and len(row.output_shape) == 3


def _changes(strides: Sequence[int | None]) -> int:
    known = [one for one in strides if one is not None]
    return sum(one != other for one, other in pairwise(known))


def _is_container(network: Network, scope: str) -> bool:
    return _class(network, scope) in CONTAINERS


def _class(network: Network, scope: str) -> str:
    record = network.graph.graph["modules"].get(scope.partition("#")[0])
    return record.cls if record is not None else ""


def _unit(network: Network, span: _Span, kinds: Sequence[str], before: int) -> Unit:
    rows = network.rows[span.start : span.stop]
    weighty = [row for row, kind in zip(rows, kinds, strict=True) if kind in WEIGHTY]
    path = span.path if span.path is not None else _holder(network, weighty or list(rows[:1]))
    # A map that is flattened in the end is still the unit's map.
    last = next((row for row in reversed(rows) if _stride(network, row.order) is not None), None)
    stride = _stride(network, last.order) if last is not None else None
    return Unit(
        path=path,
        cls=_class(network, path) if path else "",
        kind=_kind(rows, kinds),
        rows=rows,
        kinds=tuple(kinds),
        stride=stride,
        shape=(last or rows[-1]).output_shape,
        reduces=stride is not None and stride > before,
    )


def _holder(network: Network, rows: Sequence[LayerRow]) -> str:
    """The innermost module around all of these operators and no others of their kind; else the first one's own."""
    scopes = [network.graph.nodes[row.order]["scope"] for row in rows]
    shared = [path for level, path in enumerate(scopes[0]) if all(one[level : level + 1] == (path,) for one in scopes)]
    if len(rows) > 1 and shared:
        heads = [row for row in network.rows if shared[-1] in network.graph.nodes[row.order]["scope"]]
        if sum(_kind_of(network, row) in WEIGHTY for row in heads) == len(rows):
            return str(shared[-1])
    return rows[0].path


def _kind(rows: Sequence[LayerRow], kinds: Sequence[str]) -> str:
    weighty = [kind for kind in kinds if kind in WEIGHTY]
    if len(weighty) <= 1:
        head = next((row for row, kind in zip(rows, kinds, strict=True) if kind in WEIGHTY), None)
        # Two towers of AlexNet are a convolution; one filter a channel is something else.
        towers = head is not None and weighty[0] == "depthwise" and head.groups != head.output_shape[0]
        return "conv" if towers else weighty[0] if weighty else "other"
    operators = {row.operator.rstrip("_") for row, kind in zip(rows, kinds, strict=True) if kind == "join"}
    convolutions = [row for row, kind in zip(rows, kinds, strict=True) if kind in CONVOLUTIONS]
    if not convolutions:
        return weighty[0] if len(set(weighty)) == 1 else "other"
    if "add" in operators:
        return "inverted residual" if _inverted(convolutions) else "residual"
    if operators & {"cat", "stack"}:
        return "branches"
    if "depthwise" in kinds:
        return "inverted residual" if _inverted(convolutions) else "separable"
    return "plain"


def _inverted(convolutions: Sequence[LayerRow]) -> bool:
    """Whether the widest maps are those between the convolutions (Sandler et al. 2018, §3.3)."""
    inner = max(row.output_shape[0] for row in convolutions)
    outer = max(convolutions[0].input_shapes[0][0], convolutions[-1].output_shape[0])
    return inner > outer
