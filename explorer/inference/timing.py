"""Measured time of every operator of a network on its device, with its real weights and a real input."""

from collections.abc import Callable, Sequence
from time import get_clock_info, perf_counter_ns, thread_time_ns
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from explorer.analysis.timing.timings import OperatorTime, Timing
from explorer.analysis.tracing.recorder import renames
from explorer.errors import InputError, UsageError
from explorer.inference.devices import device_summary, synchronize

if TYPE_CHECKING:
    from explorer.analysis.network import Network
    from explorer.inference.running import Checkpoint


def measure(
    module: nn.Module,
    x: Tensor | Sequence[Tensor],
    network: "Network",
    *,
    warmup: int = 3,
    repeats: int = 10,
    checkpoint: "Checkpoint | None" = None,
    progress: Callable[[int, int], None] | None = None,
) -> Timing:
    """Return how long each operator of ``module`` takes, and how long its forward pass.

    A round is two passes: one as it is, timed as a whole, and one in which each
    operator is timed by itself. They take turns, so that a clock that slows
    down or another program meets both alike. An accelerator is waited for
    before and after everything that is timed.

    An operator's time is that of torch's dispatcher and the kernel, with the
    allocation of the output. It does not include what Python does around it
    (module calls, hooks, argument parsing); that is in ``Timing.forward``
    alone. Waiting for an accelerator after each operator takes from it the
    overlap of launches and kernels that it has in ``Timing.forward``. Calls
    that have no row (``detach``, or no tensor as a result) are in no operator.

    The module is only run: its results, weights, buffers, hooks and mode are
    those of any other call, and ``x`` is not written to, whether or not the
    passes end well.

    Args:
        module: the network, in evaluation mode, on its device.
        x: its input with the batch axis, on that device; several inputs as a sequence.
        network: what ``analyze`` said about the module at this input shape and batch.
        warmup: rounds to throw away first: caches fill, memory is allocated, algorithms are chosen.
        repeats: rounds to keep.
        checkpoint: called before each pass and each operator, outside of what is timed; it may raise to stop.
        progress: told after each round how many are done, of how many.

    Raises:
        UsageError: the module is in training mode, ``repeats`` is below 1 or ``warmup`` below 0.
        InputError: the module or the input has no values, the analysis is of training mode or of an input of another
            shape, or the module ran other operators than the analysis has.
        Cancelled: ``checkpoint`` raised it.
    """
    if repeats < 1 or warmup < 0:
        raise UsageError(
            f"{repeats} repeats after {warmup} warm-up rounds measure nothing; take 1 or more after 0 or more"
        )
    inputs = (x,) if isinstance(x, Tensor) else tuple(x)
    _check(module, inputs, network)
    device = inputs[0].device
    names = tuple(row.operator for row in network.rows)
    forwards: list[int] = []
    on_processor: list[int] = []
    operators: list[list[int]] = []
    with torch.inference_mode():
        for done in range(1, warmup + repeats + 1):
            if checkpoint is not None:
                checkpoint()
            whole, own = _time_forward(module, inputs, device)
            stopwatch = _Stopwatch(device, checkpoint)
            copies = _copies(inputs)
            with stopwatch:
                module(*copies)
            _check_names(stopwatch.names, names)
            if done > warmup:
                forwards.append(whole)
                on_processor.append(own)
                operators.append(stopwatch.nanoseconds)
            if progress is not None:
                progress(done, warmup + repeats)
    table = np.array(operators).reshape(repeats, len(names))
    medians, spreads = _summary(table)
    forward, forward_spread = _summary(np.array(forwards))
    between, between_spread = _summary(np.array(forwards) - table.sum(axis=1))
    return Timing(
        device=device_name(device),
        threads=torch.get_num_threads(),
        dtype=str(inputs[0].dtype).removeprefix("torch."),
        batch=network.batch,
        warmup=warmup,
        repeats=repeats,
        operators=tuple(
            OperatorTime(row.order, float(median), float(spread))
            for row, median, spread in zip(network.rows, medians, spreads, strict=True)
        ),
        forward=float(forward),
        forward_spread=float(forward_spread),
        between=float(between),
        between_spread=float(between_spread),
        on_processor=min(sum(on_processor) / sum(forwards), 1.0) if _sees_processor(device) and any(forwards) else None,
    )


def device_name(device: torch.device) -> str:
    """Return the device with its model where it is known: ``cpu x86_64``, ``cuda:0 NVIDIA …``."""
    return next((name for name in device_summary().devices if name.split()[0] == str(device)), str(device))


class _Stopwatch(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Times every operator of the calling thread that has a row."""

    def __init__(self, device: torch.device, checkpoint: "Checkpoint | None") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._device = device
        self._checkpoint = checkpoint
        self.names: list[str] = []
        self.nanoseconds: list[int] = []

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        if self._checkpoint is not None:
            self._checkpoint()
        synchronize(self._device)
        start = perf_counter_ns()
        result = func(*args, **kwargs)
        synchronize(self._device)
        elapsed = perf_counter_ns() - start
        name = _name(func)
        source = args[0] if args else None
        same = isinstance(source, Tensor) and isinstance(result, Tensor) and renames(name, source.shape, result.shape)
        if _has_tensor(result) and not same:
            self.names.append(name)
            self.nanoseconds.append(elapsed)
        return result


def _time_forward(module: nn.Module, inputs: tuple[Tensor, ...], device: torch.device) -> tuple[int, int]:
    """Nanoseconds that one pass takes, and those in which this thread ran."""
    copies = _copies(inputs)
    synchronize(device)
    ran, start = thread_time_ns(), perf_counter_ns()
    module(*copies)
    synchronize(device)
    return perf_counter_ns() - start, thread_time_ns() - ran


def _sees_processor(device: torch.device) -> bool:
    # Some systems count a thread's time in ticks of many milliseconds.
    return device.type == "cpu" and get_clock_info("thread_time").resolution < 1e-4


def _copies(inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    # A network whose first operator works in place would change what the next pass gets.
    return tuple(one.clone() for one in inputs)


def _summary(nanoseconds: np.ndarray) -> tuple[Any, Any]:
    """The median and the interquartile range over the first axis, in seconds."""
    low, median, high = np.percentile(nanoseconds, (25, 50, 75), axis=0) * 1e-9
    return median, high - low


def _check(module: nn.Module, inputs: tuple[Tensor, ...], network: "Network") -> None:
    if any(child.training for child in module.modules()):
        raise UsageError("the network is in training mode; call its eval() before it is measured")
    if network.training:
        raise InputError("the analysis is of training mode, the measured pass of evaluation; analyse without training")
    if any(tensor.is_meta for tensor in (*inputs, *module.parameters(), *module.buffers())):
        raise InputError("the network or its input has shapes but no values (the meta device); load weights first")
    analysed = [(network.batch, *shape) for shape in (network.input_shape, *network.more_inputs)]
    given = [tuple(one.shape) for one in inputs]
    if given != analysed:
        raise InputError(
            f"the input is {_sizes(given)}, the analysis is of {_sizes(analysed)}; analyse it at this size"
        )


def _sizes(shapes: list[tuple[int, ...]]) -> str:
    return " and ".join("×".join(map(str, shape)) for shape in shapes) or "nothing"


def _check_names(ran: Sequence[str], analysed: Sequence[str]) -> None:
    if tuple(ran) == tuple(analysed):
        return
    hint = "analyse the network that is measured, at this input (one that branches on values cannot be measured)"
    for order, (one, other) in enumerate(zip(ran, analysed, strict=False)):
        if one != other:
            raise InputError(f"operator {order} ran as {one}, the analysis has {other} there; {hint}")
    raise InputError(f"{len(ran)} operators ran, the analysis has {len(analysed)}; {hint}")


def _name(func: Any) -> str:
    """The operator's name as rows have it: without namespace, overload and the underscore of an in-place form."""
    name: str = func.overloadpacket.__name__
    return name if name.endswith("__") else name.removesuffix("_")


def _has_tensor(value: Any) -> bool:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        return any(_has_tensor(item) for item in value)
    return isinstance(value, Tensor)
