"""What a roofline says, in words: where the time of a network goes, and what limits it there. No torch."""

from collections import defaultdict
from collections.abc import Sequence

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.timing.roofline import Bound, Point, Roofline, Share, together

WORTH_A_WORD = 0.1
"""Smaller parts of the time explain little."""
UNSTEADY = 0.25
"""Part of the forward pass that may differ between passes, or go to other programs, before its figures are doubtful."""


def sentence(measured: Roofline, network: Network) -> str:
    """Return in words why the network takes the time that it takes.

    Operators go together that are of one kind under one roof, that are smaller
    than a call, or whose cost is unknown. The first words are of those that
    take most of the time. Others follow if much is lost on them, that is,
    spent beyond what their FLOPs would take at the peak. All FLOPs count, see
    :mod:`explorer.analysis.timing.roofline`.
    """
    timing, total, peak = measured.timing, measured.total, measured.ceilings.peak_flops
    if not total.seconds or not timing.forward:
        return "No operator took a time that the clock could see."
    groups: dict[tuple[str, Bound], list[Point]] = defaultdict(list)
    for point in measured.points:
        groups["" if point.bound in ("overhead", "unknown") else point.kind, point.bound].append(point)
    shares = {key: together(key[0], some) for key, some in groups.items()}
    first = max(shares, key=lambda key: shares[key].seconds)
    lost = {key: share.seconds - share.flops / peak for key, share in shares.items() if key != first}
    second = max(lost, key=lost.__getitem__, default=first)

    def where(key: tuple[str, Bound]) -> str:
        kind, bound = key
        rows = [network.rows[point.order] for point in groups[key]]
        alike = [network.rows[point.order] for point in measured.points if not kind or point.kind == kind]
        what = _what(bound, shares[key], rows, alike, measured)
        part = _percent(shares[key].share)
        return f"{part} of the operators' time goes to {what}" if key == first else f"another {part} goes to {what}"

    parts = [where(first)]
    if lost.get(second, 0.0) > WORTH_A_WORD * total.seconds:
        parts.append(where(second))
    if timing.between - timing.between_spread > WORTH_A_WORD * timing.forward:
        part = _percent(timing.between / timing.forward)
        parts.append(f"{part} of the forward pass is spent between the operators, in Python")
    counted = "all FLOPs that are known" if total.bound_seconds["unknown"] else "all FLOPs"
    reached = f"{_percent(measured.of_peak)} of the measured peak of {_rate(peak)}"
    parts.append(f"counting {counted}, the network reaches {reached}")
    # A program that interferes now and then slows every long pass, but few of an operator's times.
    dodged = timing.forward - total.seconds - max(timing.between, 0.0)
    if timing.threads == 1 and timing.on_processor is not None and timing.on_processor < 1 - UNSTEADY:
        had = _percent(timing.on_processor)
        parts.append(f"it had a processor for only {had} of the time: measure again when nothing else runs")
    elif max(timing.forward_spread, dodged) > UNSTEADY * timing.forward:
        parts.append("the times are unsteady: measure again when nothing else runs")
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts)


def _what(bound: Bound, group: Share, rows: Sequence[LayerRow], alike: Sequence[LayerRow], measured: Roofline) -> str:
    """Name the operators of a group, which is a part of those alike, and say what limits them."""
    if bound == "unknown":
        names = ", ".join(sorted({row.operator for row in rows}))
        return f"{_of_all(len(rows), len(alike), 'operator', 'operators')} without a cost rule ({names})"
    one = len(rows) == 1
    if bound == "overhead":
        call = f"{_figure(measured.ceilings.call_seconds * 1e6)} µs"
        return (
            f"{_of_all(len(rows), len(alike), 'operator', 'operators')}, so small that a call ({call}) "
            f"costs more than {'its' if one else 'their'} work: overhead, neither arithmetic nor memory, limits "
            f"{'it' if one else 'them'}"
        )
    words = _of_all(len(rows), len(alike), *_nouns(group.name, alike))
    does = "it does" if one else "they do"
    if group.flops:
        words += f": {does} {_percent(group.flops / measured.total.flops)} of the FLOPs"
    else:
        words += f": {does} no arithmetic"
    if group.intensity:
        intensity, ridge = _figure(group.intensity), _figure(measured.ridge)
        side = "above" if bound == "compute" else "below"
        words += f" at {intensity} per byte, {'just ' if intensity == ridge else ''}{side} the ridge of {ridge}"
    return f"{words}; {_limit(bound, group.efficiency or 0.0, one)}"


def _limit(bound: Bound, efficiency: float, one: bool) -> str:
    """Whether the roof above some operators is what holds them."""
    it, them, its, reach = ("it", "it", "its", "reaches") if one else ("they", "them", "their", "reach")
    roof, other = ("arithmetic", "memory") if bound == "compute" else ("memory", "arithmetic")
    if efficiency < 0.5:
        faster = f"{_figure(1 / efficiency)} times" if efficiency else "any multiple of"
        return f"{roof} would allow {faster} {its} speed, so neither roof explains {its} time"
    if efficiency > 1.1 and bound == "memory":
        return f"caches serve {them} {_figure(efficiency)} times as fast as memory would"
    allowed = "the peak" if bound == "compute" else "what it allows"
    return f"{roof}, not {other}, limits {them}, and {it} {reach} {_percent(efficiency)} of {allowed}"


_NOUNS = {
    "conv": ("convolution", "convolutions"),
    "norm": ("normalisation", "normalisations"),
    "activation": ("activation function", "activation functions"),
    "pooling": ("pooling operator", "pooling operators"),
    "linear": ("matrix product", "matrix products"),
    "join": ("join of paths", "joins of paths"),
    "gate": ("gate", "gates"),
}


def _nouns(kind: str, rows: Sequence[LayerRow]) -> tuple[str, str]:
    """One and many operators of a kind in words."""
    if kind == "depthwise":
        # The kind holds all grouped convolutions; depthwise are those with one input channel a group.
        depthwise = all(row.input_shapes and row.groups == row.input_shapes[0][0] for row in rows)
        word = "depthwise" if depthwise else "grouped"
        return f"{word} convolution", f"{word} convolutions"
    return _NOUNS.get(kind, ("operator that moves data", "operators that move data"))


def _of_all(count: int, total: int, one: str, many: str) -> str:
    """``the 17 convolutions``, ``3 of the 17 convolutions``, ``the convolution``."""
    if count < total:
        return f"{count} of the {total} {many}"
    return f"the {one}" if total == 1 else f"the {total} {many}"


def _percent(part: float) -> str:
    if 0 < part < 0.01:
        return "less than 1 %"
    return "more than 99 %" if 0.99 < part < 1 else f"{100 * part:.0f} %"


def _figure(value: float) -> str:
    """Two significant digits, more where the whole number has more."""
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"


def _rate(flops: float) -> str:
    for scale, prefix in ((1e12, "T"), (1e9, "G"), (1e6, "M")):
        if flops >= scale:
            return f"{_figure(flops / scale)} {prefix}FLOP/s"
    return f"{_figure(flops)} FLOP/s"
