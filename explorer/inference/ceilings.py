"""What a device reaches at best, measured: arithmetic, memory, and the price of one call."""

from collections.abc import Callable
from functools import cache
from time import perf_counter_ns

import torch
from torch.nn.functional import conv2d

from explorer.analysis.timing.timings import Ceilings
from explorer.errors import UsageError
from explorer.inference.devices import synchronize
from explorer.inference.timing import device_name

GEMM_SIZES = (256, 512, 1024, 2048, 4096)
"""Square matrix products, the small ones first; a device that is too slow for the next size does not get it."""
CONV_CHANNELS, CONV_SIZE = 128, 28
"""One 3×3 convolution of a ResNet's third stage."""
ARRAY_BYTES = 64 * 2**20
"""Each array of the memory test: two or three of them are more than the last cache of almost any processor."""
PATIENCE = 0.12
"""Seconds that each test may repeat itself."""


def measure_ceilings(device: torch.device, dtype: torch.dtype = torch.float32, threads: int | None = None) -> Ceilings:
    """Return the highest FLOP/s and bytes/s that a device was seen to reach, and the least time of a call.

    * Arithmetic: the best of square matrix products and one 3×3 convolution,
      2 FLOPs per multiply-accumulate. An algorithm that needs fewer
      (Winograd's) is counted as if it did them all, as it is in a network.
    * Memory: the best of a copy and a triad, ``a = b + s·c``, over arrays too
      large for a cache; every array counts once, as STREAM counts (McCalpin
      1995) and as the rows of an analysis do. An operator whose data are still
      in a cache may be faster.
    * Call: the median time of adding two single elements.

    These are the empirical roofs of Williams, Waterman and Patterson
    (*Roofline*, CACM 52(4), 2009), not those of a data sheet. Another program
    that runs meanwhile lowers them. The first answer for a device, element
    type and thread count is kept for the life of the process.

    Args:
        device: where to measure.
        dtype: a floating-point type.
        threads: CPU threads; None for as many as torch uses in this thread, which are put back afterwards.

    Raises:
        UsageError: ``dtype`` is not a floating-point type, or ``threads`` is below 1.
    """
    if not dtype.is_floating_point:
        raise UsageError(f"FLOP/s are measured of floating-point numbers, not of {dtype}; choose torch.float32")
    if threads is not None and threads < 1:
        raise UsageError(f"{threads} threads can measure nothing; choose 1 or more")
    # Tensors say cuda:0 where a person says cuda.
    exact = torch.empty(0, device=device).device
    return _measured(exact, dtype, torch.get_num_threads() if threads is None else threads)


@cache
def _measured(device: torch.device, dtype: torch.dtype, threads: int) -> Ceilings:
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        with torch.inference_mode():
            return Ceilings(
                device=device_name(device),
                threads=threads,
                dtype=str(dtype).removeprefix("torch."),
                peak_flops=_peak_flops(device, dtype),
                bandwidth=_bandwidth(device, dtype),
                call_seconds=_call_seconds(device, dtype),
            )
    finally:
        torch.set_num_threads(before)


def _peak_flops(device: torch.device, dtype: torch.dtype) -> float:
    best = work = 0.0
    for size in GEMM_SIZES:
        left, right = (torch.rand(size, size, device=device, dtype=dtype) for _ in range(2))
        product = torch.empty_like(left)
        work = 2.0 * size**3
        seconds = _shortest(lambda a=left, b=right, out=product: torch.mm(a, b, out=out), device)  # type: ignore[misc]
        best = max(best, work / seconds)
        if 8 * seconds > PATIENCE:
            break
    one = 2.0 * CONV_SIZE**2 * CONV_CHANNELS**2 * 9
    # As much work as the last product had, so that a wide device has enough to do.
    batch = max(1, min(64, round(work / one)))
    maps = torch.rand(batch, CONV_CHANNELS, CONV_SIZE, CONV_SIZE, device=device, dtype=dtype)
    filters = torch.rand(CONV_CHANNELS, CONV_CHANNELS, 3, 3, device=device, dtype=dtype)
    return max(best, batch * one / _shortest(lambda: conv2d(maps, filters, padding=1), device))


def _bandwidth(device: torch.device, dtype: torch.dtype) -> float:
    length = ARRAY_BYTES // dtype.itemsize
    # Filled, because memory that was never written need not exist.
    a, b, c = (torch.full((length,), value, device=device, dtype=dtype) for value in (0.0, 1.0, 2.0))
    copy = 2 * ARRAY_BYTES / _shortest(lambda: a.copy_(b), device)
    triad = 3 * ARRAY_BYTES / _shortest(lambda: torch.add(b, c, alpha=3.0, out=a), device)
    return max(copy, triad)


def _call_seconds(device: torch.device, dtype: torch.dtype) -> float:
    one = torch.ones(1, device=device, dtype=dtype)
    # The way in which a dispatch mode calls an operator when it times it.
    add = torch.ops.aten.add.Tensor
    times = sorted(_seconds(lambda: add(one, one), device) for _ in range(200))
    return times[len(times) // 2]


def _shortest(run: Callable[[], object], device: torch.device) -> float:
    """The shortest time of a warm run: at least two of them, and as many more as patience allows."""
    spent = _seconds(run, device)
    times: list[float] = []
    while len(times) < 2 or (spent < PATIENCE and len(times) < 50):
        times.append(_seconds(run, device))
        spent += times[-1]
    return min(times)


def _seconds(run: Callable[[], object], device: torch.device) -> float:
    synchronize(device)
    start = perf_counter_ns()
    run()
    synchronize(device)
    # A clock that is too coarse to see the run has at least seen one tick.
    return max(perf_counter_ns() - start, 1) * 1e-9
