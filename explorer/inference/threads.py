"""How many CPU threads a worker process should use (torch is imported on use).

Measured on two cores: while another process keeps one of them busy, two torch
threads that spin at their barriers get 0.5 to 1.5 frames/s, and 20 to 21 when
they wait passively, as many as one thread does. In a thread that is not the
main one, two were slower than one for small networks. So a worker is started
with :data:`WORKER_ENVIRONMENT`, and the thread that runs networks measures
its own best count.
"""

import os
import time
from collections.abc import Callable, Iterable

WORKER_ENVIRONMENT: dict[str, str] = {"OMP_WAIT_POLICY": "PASSIVE"}
"""Must be in the environment before torch is imported."""
_WORTH_A_CORE = 0.9
"""The share of the time with fewer threads that a pass with more of them may take."""


def tune_threads(run: Callable[[], object], counts: Iterable[int] | None = None, turns: int = 3) -> int:
    """Time ``run`` with each thread count, keep the fastest in the calling thread, and return it.

    The counts are tried in turns. A process is slow at first, and the window is being built meanwhile: tried one
    after the other, the count that came last won too often. Measured on two cores, in about one of six starts two
    threads did in EfficientNet-Lite0, where they take 1.5 times as long as one, and 1.7 times beside a working window.

    Args:
        run: one forward pass of the network that is about to be used.
        counts: what to try; by default 1, 2, 4, … and all cores that this process may use.
        turns: how often each is timed, after a first pass that is not; the shortest time counts.
    """
    import torch

    tried = list(counts or _default_counts())
    shortest = dict.fromkeys(tried, float("inf"))
    for turn in range(turns):
        for count in tried:
            torch.set_num_threads(count)
            if turn == 0:
                run()
            shortest[count] = min(shortest[count], _duration(run, time.perf_counter))
    best = tried[0]
    for count in tried:
        # More threads must pay: they take cores from the window and the camera.
        if shortest[count] < _WORTH_A_CORE * shortest[best]:
            best = count
    torch.set_num_threads(best)
    return best


def tune_layout(
    use_layout: Callable[[bool], object], run: Callable[[], object], turns: int = 3, repeats: int = 2
) -> bool:
    """Time ``run`` with the channels outermost and innermost, keep the faster layout and say whether it is the latter.

    What counts is the processor's time, which other programs hardly change; that they fill the caches, it does not
    show. So both are tried in turns: else what is measured while a window is being built loses.

    Measured on two AVX2 cores, channels innermost take 0.77 to 0.95 of the time in EfficientNet-Lite0, MobileNetV3,
    DenseNet-121, VGG-11 and ResNet-18, and 1.00 to 1.11 in ResNet-50 and ConvNeXt-T.

    Args:
        use_layout: ``Session.use_layout``.
        run: one forward pass that prepares its input anew, for inputs have a layout too.
        turns: how often each is tried.
        repeats: timings at each turn; of all the shortest counts.
    """
    shortest = {True: float("inf"), False: float("inf")}
    for _ in range(turns):
        for channels_last in shortest:
            use_layout(channels_last)
            run()
            times = [_duration(run, time.process_time) for _ in range(repeats)]
            shortest[channels_last] = min(shortest[channels_last], *times)
    better = shortest[True] < shortest[False]
    if better:
        use_layout(True)
    return better


def _default_counts() -> list[int]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    powers = [2**exponent for exponent in range(cores.bit_length()) if 2**exponent < cores]
    return [*powers, cores]


def _duration(run: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    run()
    return clock() - start
