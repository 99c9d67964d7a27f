"""Measured times and a device's measured ceilings, as plain data that crosses processes. No torch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.errors import UnknownLayer

if TYPE_CHECKING:
    from explorer.analysis.network import Network


@dataclass(frozen=True, slots=True)
class OperatorTime:
    """How long one operator call took."""

    order: int
    """The row's ``order``."""
    seconds: float
    """Median of the repeats."""
    spread: float
    """Interquartile range of the repeats, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long one network took on one device, operator by operator and as a whole."""

    device: str
    """``cpu x86_64``, ``cuda:0 NVIDIA …``."""
    threads: int
    """CPU threads that torch used."""
    dtype: str
    """Element type of the input: ``float32``."""
    batch: int
    warmup: int
    """Rounds that were run and thrown away."""
    repeats: int
    """Rounds that were kept; one round is a whole forward pass and an instrumented one."""
    operators: tuple[OperatorTime, ...] = field(repr=False)
    """One per row of the network, in the order of the rows."""
    forward: float
    """Median seconds of the whole forward pass, as anyone would call it; Python's part is in here alone."""
    forward_spread: float
    """Interquartile range of the forward pass, in seconds."""
    between: float
    """Median over the rounds of the forward pass without its operators, in seconds: what Python does between them.

    Below 0 where timing the operators one by one costs more than Python does.
    """
    between_spread: float
    """Interquartile range of that, in seconds."""
    on_processor: float | None = None
    """Part of the forward passes, 0 to 1, in which the thread that called them had a processor.

    With one thread, what is missing went to other programs; with more, it
    waited for the others too. None on an accelerator, for which it has to wait.
    """

    @property
    def instrumented(self) -> float:
        """Sum of the operators' medians, in seconds.

        It lacks what Python does between the operators, and has a microsecond
        or two of dispatch for each, so it may lie on either side of
        ``forward``. Where another program interferes now and then, each
        operator's median escapes it and the long forward pass does not:
        ``between`` compares within the rounds.
        """
        return sum(operator.seconds for operator in self.operators)

    def of_block(self, network: "Network", path: str) -> float:
        """Return the seconds of all operators that run inside a module: the sum of their medians.

        Args:
            network: the analysis of the network that was measured.
            path: a module path, all its calls together; ``path#K`` is its call K alone as the graph's scopes
                name it; the empty path is the network.

        Raises:
            UnknownLayer: there is no such module, or no operator runs in it.
        """
        if not path:
            return self.instrumented
        scopes = network.graph.nodes
        inside = [operator for operator in self.operators if path in blocks_around(scopes[operator.order]["scope"])]
        if not inside:
            raise UnknownLayer(f"no operator runs in a module {path!r}; choose a path of the layer table")
        return sum(operator.seconds for operator in inside)


def blocks_around(scope: tuple[str, ...]) -> Iterator[str]:
    """Yield the names by which the modules around an operator can be asked for, outermost first.

    A repeated call (``block#1``) has two: its own, and the module's path, which
    stands for all calls together.
    """
    for step in scope:
        path, mark, _ = step.partition("#")
        yield path
        if mark:
            yield step


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """What a device was measured to reach at best: the two roofs of the roofline, and the price of a call."""

    device: str
    threads: int
    dtype: str
    peak_flops: float
    """FLOP/s of the best matrix product or convolution, 2 FLOPs per multiply-accumulate."""
    bandwidth: float
    """Bytes/s, read and written, of the best pass over arrays that no cache holds."""
    call_seconds: float
    """What an operator on a single element costs: no operator is over sooner."""

    @property
    def ridge(self) -> float:
        """FLOPs per byte from which on arithmetic, not memory, sets the limit."""
        return self.peak_flops / self.bandwidth
