"""How much activation memory a pass needs, operator by operator. No torch.

Two bounds, both without weights and without the scratch memory of kernels:

* *eager*: what is alive as Python holds it, temporaries freed when their last
  name goes. The recorder counts it while the pass runs (``live_bytes``).
* *graph*: every storage is freed right after its last reader, the input too,
  as a compiler with the whole graph could do at best.

Their maxima are peaks. The sum of all outputs, which some tools call the
forward size, is traffic: nothing ever holds it all at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from explorer.analysis.tracing.trace import Operand, Trace, Value


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of activations during each operator call, its outputs included."""

    eager: tuple[int, ...]
    graph: tuple[int, ...]
    allocated: tuple[int, ...]
    """What each call takes anew: 0 for views and in-place operators."""
    inputs: int
    """Bytes of the network's inputs. The caller holds them throughout an eager pass."""

    @property
    def peak_eager(self) -> int:
        """Most bytes in eager execution."""
        return max(self.eager, default=self.inputs)

    @property
    def peak_graph(self) -> int:
        """Fewest bytes that any execution in this order needs."""
        return max(self.graph, default=self.inputs)

    @property
    def peak_order(self) -> int:
        """The first call at which the eager peak is reached."""
        return self.eager.index(self.peak_eager) if self.eager else 0


def memory_of(trace: Trace) -> Memory:
    """Return the memory of every call of ``trace``."""
    sizes = trace.storage_bytes
    end = len(trace.calls)
    first: dict[int, int] = dict.fromkeys(trace.input_storages, 0)
    last: dict[int, int] = dict.fromkeys(trace.input_storages, 0)
    allocated = []
    for call in trace:
        last.update((number, call.order) for number in _storages(call.operands, trace))
        new = {number for number in call.storages if number >= 0 and number not in first}
        first.update((number, call.order) for number in new)
        last.update((number, call.order) for number in call.storages)
        allocated.append(sum(sizes[number] for number in new))
    last.update((number, end) for number in _storages(trace.outputs, trace))
    change = [0] * (end + 1)
    for number, birth in first.items():
        change[birth] += sizes[number]
        if last[number] < end:
            change[last[number] + 1] -= sizes[number]
    return Memory(
        eager=tuple(call.live_bytes for call in trace),
        graph=tuple(accumulate(change[:end])),
        allocated=tuple(allocated),
        inputs=sum(sizes[number] for number in trace.input_storages),
    )


def _storages(operands: Sequence[Operand], trace: Trace) -> list[int]:
    found = []
    for operand in operands:
        if isinstance(operand, Value):
            source = operand.source
            found.append(
                trace.input_storages[-1 - source] if source < 0 else trace.calls[source].storages[operand.index]
            )
    return found
