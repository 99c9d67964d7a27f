"""How much of the bare forward loop's speed the live pipeline keeps, and what it costs the window.

    python -m tests.benchmarks.live [KEY ...] [--seconds 3] [--rounds 7] [--cores 0]
    python -m tests.benchmarks.live KEY --frames 2000      memory over so many frames
    python -m tests.benchmarks.live --soak 300             sources and networks change every few seconds

The pipeline is the real window with its engine: frames of 640 × 480 at 60 a
second, prediction, the strongest maps and the activation overlay painted. The
bare loop is another process that does nothing but the same network's forward
pass, with the allocator of the engine, in the memory layout and with the number
of threads that are fastest then. It calls the network, as a loop of one's own
would; the pipeline plays a recording of the same pass (see
:mod:`explorer.inference.series`), so that its ratio may be above 1. Both run on
the same cores, in turns, in the same run; what is compared is the median of the
rounds. How fast a process is depends by a few percent on where its memory
happens to lie, all its life long, so that each round has new processes, of both
kinds. The program leaves the choice of cores to the system, and so does the
benchmark; ``--cores 1`` ties both to the last one, on which the window's work
may then come in between.

Two ratios are said. That of the rates counts all that a user waits for, and
everything else that runs on the machine; it decides. That of the processor time
which one pass takes, of the bare process and of the engine, tells what the
pipeline adds to a pass and hardly depends on the load: on a machine with other
work, which the load average shows, it is the telling one.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.live_soak import soak
from tests.benchmarks.live_stage import Stage, resident
from tests.blocks import watch_blocks

TARGET = 0.85
STALL = 20.0
GROWTH = 30.0
TRIAL = 1.0
"""Seconds for each number of threads and layout of the bare loop."""
KEYS = ("efficientnet_lite0", "resnet50")


def bare(connection: Connection, key: str, cores: set[int] | None) -> None:
    """Answer each number of seconds with the passes a second, processor seconds a pass, and the threads.

    With the number of threads and the layout of memory that are the fastest in a trial.
    """
    if cores is not None:
        os.sched_setaffinity(0, cores)
    from explorer.engine.worker import NICENESS, WORKER_ENVIRONMENT, Task

    os.nice(NICENESS)
    os.environ.update(WORKER_ENVIRONMENT)
    import torch

    from explorer.engine.jobs import Workbench
    from explorer.engine.messages import PredictJob
    from explorer.inference.allocator import keep_freed_memory

    class Quiet:
        steps = 0

        def send(self, event: object) -> None:
            pass

    keep_freed_memory()
    session = Workbench().session(key, "default", Task(0, PredictJob(key=key), Quiet()))  # type: ignore[arg-type]

    def passes(seconds: float) -> tuple[float, float]:
        x = session.prepare(np.zeros((480, 640, 3), np.uint8)).tensor
        count, begun, used = 0, time.perf_counter(), time.process_time()
        with torch.inference_mode():
            while time.perf_counter() - begun < seconds:
                session.module(x)
                count += 1
        return count / (time.perf_counter() - begun), (time.process_time() - used) / count

    def use(threads: int, channels_last: bool) -> None:
        torch.set_num_threads(threads)
        session.use_layout(channels_last)

    counts = sorted({1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1})
    tries: list[tuple[float, int, bool]] = []
    for threads in counts:
        for channels_last in (True, False):
            use(threads, channels_last)
            passes(TRIAL / 4)
            tries.append((passes(TRIAL)[0], threads, channels_last))
    _, threads, channels_last = max(tries)
    use(threads, channels_last)
    while (seconds := connection.recv()) is not None:
        connection.send((*passes(seconds), threads))


def bare_rate(stage: Stage, key: str, seconds: float, cores: set[int] | None) -> tuple[float, float, int]:
    """What :func:`bare` answers in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=bare, args=(theirs, key, cores), daemon=True)
    process.start()
    ours.send(seconds)
    stage.wait(ours.poll, 180)
    answer: tuple[float, float, int] = ours.recv()
    ours.send(None)
    process.join(5)
    return answer


def processor_time(pid: int) -> float:
    """Processor seconds of all threads of a process; not a number where they cannot be read."""
    try:
        # The name, in brackets, may contain anything; utime and stime are the 14th and 15th field of all.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load() -> str:
    """The load average of the last minute, where the system counts it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "load unknown"


def speed(key: str, seconds: float, rounds: int, cores: set[int] | None) -> bool:
    """Measure one network and tell whether the targets are met."""
    from explorer.engine.messages import FrameTimings

    stage = Stage(key, cores)
    engine, sources = stage.window.engine, stage.window.live.sources
    source = stage.synthetic()
    sources.open(source)
    shown: list[FrameTimings] = []
    sources.frameShown.connect(lambda one: shown.append(one.timings))
    stage.wait(lambda: len(shown) > 5, 120)
    bares, pipes, costs, forwards, others, latencies, threads = [], [], [], [], [], [], 0
    stage.gaps.clear()
    for number in range(rounds):
        if number:
            engine.restart()
            stage.wait(lambda: engine.state == "running", 60)
            stage.tie()
        source.pause()
        stage.wait(lambda: engine.jobs == 0, 20)
        rate, each, threads = bare_rate(stage, key, seconds, cores)
        bares.append(rate)
        shown.clear()
        source.resume()
        stage.wait(lambda: len(shown) > 5, 60)
        stage.run(0.5)
        del stage.gaps[-200:]
        shown.clear()
        sources.hud.meter.reset()
        begun, used = time.perf_counter(), processor_time(engine.pid)
        stage.run(seconds)
        # A frame is shown when the engine has done it, but for those under way at both ends.
        costs.append(each * len(shown) / (processor_time(engine.pid) - used))
        pipes.append(len(shown) / (time.perf_counter() - begun))
        forwards += [one.forward for one in shown]
        others += [one.total - one.forward for one in shown]
        latencies.append((1000 * sources.hud.meter.latency(0.5), 1000 * sources.hud.meter.latency(0.95)))
    stage.close()
    ratios = [pipe / one for pipe, one in zip(pipes, bares, strict=True)]
    cost = statistics.median(costs)
    gaps = sorted(stage.gaps)
    stall = gaps[int(0.99 * len(gaps))]
    middle, late = (statistics.median(pair[at] for pair in latencies) for at in (0, 1))
    print(
        f"{key}: bare {statistics.median(bares):.2f}/s on {threads} thread(s), "
        f"pipeline {statistics.median(pipes):.2f}/s, ratio of rates {statistics.median(ratios):.3f} "
        f"(rounds {', '.join(f'{one:.2f}' for one in ratios)}; target {TARGET}), of processor time {cost:.3f} "
        f"(rounds {', '.join(f'{one:.2f}' for one in costs)}); {load()}; "
        f"forward p50 {statistics.median(forwards):.1f} ms, the rest of a frame {statistics.median(others):.1f} ms; "
        f"latency p50/p95 {middle:.0f}/{late:.0f} ms; "
        f"window gaps p50 {gaps[len(gaps) // 2]:.1f} p99 {stall:.1f} max {gaps[-1]:.1f} ms (target p99 < {STALL:.0f})",
        flush=True,
    )
    return statistics.median(ratios) >= TARGET and stall < STALL


def memory(key: str, frames: int, cores: set[int] | None) -> bool:
    """Watch the memory of both processes over so many frames."""
    blocks = watch_blocks(pytest.MonkeyPatch())
    stage = Stage(key, cores)
    sources = stage.window.live.sources
    count = 0

    def add(shown: object) -> None:
        nonlocal count
        count += 1

    sources.frameShown.connect(add)
    sources.open(stage.synthetic())
    stage.wait(lambda: count >= 100, 180)  # buffers and caches have their size
    pid, begun = stage.window.engine.pid, time.monotonic()
    before = resident("self"), resident(pid)
    while count < frames + 100 and time.monotonic() - begun < 3600:
        stage.run(1.0)
    after = resident("self"), resident(pid)
    used = len(blocks())
    stage.close()
    grown = [new - old for new, old in zip(after, before, strict=True)]
    print(
        f"{key}: {count - 100} frames in {time.monotonic() - begun:.0f} s; window {before[0]:.0f} MiB {grown[0]:+.1f}, "
        f"engine {before[1]:.0f} MiB {grown[1]:+.1f} (target ±{GROWTH:.0f}); {used} shared block(s), "
        f"{len(blocks())} left",
        flush=True,
    )
    return all(abs(one) <= GROWTH for one in grown) and not blocks()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", default=list(KEYS))
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cores", type=int, default=0, help="for engine and bare loop, the last ones; 0: all")
    parser.add_argument("--frames", type=int, default=0)
    parser.add_argument("--soak", type=float, default=0.0)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).parents[1] / 'offscreen.json'}")
    cores = None
    if asked.cores and hasattr(os, "sched_getaffinity"):
        cores = set(sorted(os.sched_getaffinity(0))[-asked.cores :])
    with tempfile.TemporaryDirectory(prefix="cnn-explorer-bench-") as home:
        os.environ.update(dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), home))
        if asked.soak:
            results = [soak(asked.soak, cores)]
        elif asked.frames:
            results = [memory(key, asked.frames, cores) for key in asked.keys]
        else:
            results = [speed(key, asked.seconds, asked.rounds, cores) for key in asked.keys]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
