"""What a reader of measured times in a comparison must know, in words. No torch."""

from collections.abc import Iterator, Sequence

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.times import comparable, unsteady
from explorer.analysis.exports.table_cells import milliseconds
from explorer.analysis.timing.timings import Timing

MEANING = (
    "Time of a stage: sum of the measured medians of its operators; what Python does between them is in the forward "
    "pass alone."
)
"""What a measured time in a table is."""


def conditions(timing: Timing) -> str:
    """Return under which conditions times hold: ``cpu x86_64, 2 threads, float32, batch 1, median of 20 rounds``."""
    threads = "1 thread" if timing.threads == 1 else f"{timing.threads} threads"
    rounds = "1 round" if timing.repeats == 1 else f"median of {timing.repeats} rounds"
    return f"{timing.device}, {threads}, {timing.dtype}, batch {timing.batch}, {rounds}"


def sentences(found: Comparison, called: Sequence[str]) -> Iterator[str]:
    """Yield what the times mean, and each network's forward pass; nothing where nothing was measured."""
    if not found.timings:
        return
    yield MEANING
    first = found.timings[0]
    for at, (name, timing) in enumerate(zip(called, found.timings, strict=True)):
        if timing is None:
            yield f"{name}: not measured."
            continue
        against = ""
        if at and first is not None and first.forward and comparable(found, at):
            against = f", {timing.forward / first.forward:.3g} times that of {called[0]}"
        time, where = _with_spread(timing), conditions(timing)
        yield f"{name}: a forward pass takes {time}{against} ({where}; ± interquartile range)."
        if unsteady(timing):
            yield f"The times of {name} are unsteady: measure again when nothing else runs."
        if at and first is not None and not comparable(found, at):
            yield f"{name} and {called[0]} were not measured in the same place: their times are not compared."


def _with_spread(timing: Timing) -> str:
    """The time of a forward pass and its spread, both to the last digit of the time."""
    text = milliseconds(timing.forward)
    decimals = len(text.partition(".")[2])
    return f"{text} ± {1000 * timing.forward_spread:,.{decimals}f} ms"
