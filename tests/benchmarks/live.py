"""How much of the bare forward loop's speed the live pipeline keeps, and what it costs the window.

    python -m tests.benchmarks.live [KEY ...] [--seconds 4] [--rounds 3] [--cores 1]
    python -m tests.benchmarks.live KEY --frames 2000      memory over so many frames
    python -m tests.benchmarks.live --soak 300             sources and networks change every few seconds

The pipeline is the real window with its engine: frames of 640 × 480 at 60 a
second, prediction, the strongest maps and the activation overlay painted. The
bare loop is another process that does nothing but the same network's forward
pass, with the threads and the allocator of the engine, in the memory layout that
is the faster one. Both run on the same cores, in turns, in the same run; what is
compared is the median of the rounds.

Two ratios are said. That of the rates counts all that a user waits for, and
everything else that runs on the machine. That of the processor time which one
pass takes, of the bare process and of the engine, tells what the pipeline adds
to a pass and hardly depends on the load: on a machine with other work, which
the load average shows, it is the telling one and decides.
"""

import argparse
import logging
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

TARGET = 0.85
STALL = 20.0
GROWTH = 30.0
KEYS = ("efficientnet_lite0", "resnet50")
SWITCH = 4.0
"""Seconds between two changes of the soak."""


def bare(connection: Connection, key: str, cores: set[int] | None) -> None:
    """Answer each number of seconds with the passes a second, processor seconds a pass, and the threads."""
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
        return (time.process_time() - used) / count, count / (time.perf_counter() - begun)

    while (seconds := connection.recv()) is not None:
        tries = []
        for channels_last in (True, False):
            session.use_layout(channels_last)
            tries.append(passes(seconds / 2))
        each, rate = min(tries)
        connection.send((rate, each, torch.get_num_threads()))


def resident(pid: int | str) -> float:
    """Resident memory of a process in MiB; 0 where it cannot be read."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


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


def shared_blocks() -> set[str]:
    """Names of Python's blocks of shared memory."""
    folder = Path("/dev/shm")
    return {path.name for path in folder.glob("psm_*")} if folder.is_dir() else set()


class Stage:
    """The real window, and a source that moves a photo at 60 frames a second."""

    def __init__(self, key: str, cores: set[int] | None) -> None:
        from PySide6.QtCore import Qt, QTimer

        from explorer.ui.app import application
        from explorer.ui.main_window import MainWindow

        self.app = application()
        self.window = MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        self.window.start([key])
        self.wait(lambda: hasattr(self.window, "engine") and self.window.engine.pid is not None, 60)
        if cores is not None:
            os.sched_setaffinity(self.window.engine.pid, cores)
        self.wait(lambda: len(self.window.live_panel.top.entries) > 0, 180)
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now

    def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Handle events until something is so."""
        from PySide6.QtCore import QEventLoop

        end = time.monotonic() + seconds
        while not ready() and time.monotonic() < end:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
        return ready()

    def run(self, seconds: float) -> None:
        """Handle events for so long, measuring how long the window stands still."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        self._last = time.perf_counter()
        self._timer.start(2)
        loop.exec()
        self._timer.stop()

    def synthetic(self) -> Any:
        """Return the source."""
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QImage

        from explorer.inference.frames import Ability, FrameState
        from explorer.ui.frames.base import QtFrameSource

        photo = QImage(str(Path(__file__).parents[2] / "resources" / "samples" / "coffee.png")).scaled(800, 480)

        class Moving(QtFrameSource):
            def __init__(self) -> None:
                super().__init__("Benchmark")
                self._clock = QTimer(self)
                self._clock.setInterval(1000 // 60)
                self._clock.timeout.connect(self._next)

            @property
            def abilities(self) -> frozenset[Ability]:
                return frozenset({Ability.PAUSE})

            def start(self) -> None:
                self._set_state(FrameState.RUNNING)
                self._clock.start()

            def pause(self) -> None:
                self._clock.stop()
                self._set_state(FrameState.PAUSED)

            resume = start

            def stop(self) -> None:
                self._clock.stop()
                super().stop()

            def _next(self) -> None:
                self._offer(photo.copy(self.captured % 160, 0, 640, 480))

        return Moving()

    def close(self) -> None:
        """Close the window and let everything end."""
        self.window.close()
        self.wait(lambda: False, 1.0)


def speed(key: str, seconds: float, rounds: int, cores: set[int] | None) -> bool:
    """Measure one network and tell whether the targets are met."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    other = context.Process(target=bare, args=(theirs, key, cores), daemon=True)
    stage = Stage(key, cores)
    other.start()
    sources = stage.window.live.sources
    source = stage.synthetic()
    sources.open(source)
    shown: list[tuple[float, float]] = []
    sources.frameShown.connect(lambda one: shown.append((time.perf_counter(), one.timings.forward)))
    stage.wait(lambda: len(shown) > 5, 120)
    ours.send(0.5)
    stage.wait(ours.poll, 180)
    ours.recv()
    bares, pipes, costs, forwards, latencies, threads = [], [], [], [], [], 0
    stage.gaps.clear()
    for _ in range(rounds):
        source.pause()
        stage.wait(lambda: stage.window.engine.jobs == 0, 20)
        ours.send(seconds)
        stage.wait(ours.poll, seconds + 60)
        rate, each, threads = ours.recv()
        bares.append(rate)
        source.resume()
        stage.wait(lambda: sources.stream.under_way == 2, 5)
        stage.run(0.5)
        del stage.gaps[-200:]
        shown.clear()
        sources.hud.meter.reset()
        begun, used = time.perf_counter(), processor_time(stage.window.engine.pid)
        stage.run(seconds)
        # A frame is shown when the engine has done it, but for those under way at both ends.
        costs.append(each * len(shown) / (processor_time(stage.window.engine.pid) - used))
        pipes.append(len(shown) / (time.perf_counter() - begun))
        forwards += [forward for _, forward in shown]
        latencies.append((1000 * sources.hud.meter.latency(0.5), 1000 * sources.hud.meter.latency(0.95)))
    ours.send(None)
    other.join(5)
    stage.close()
    ratios = [pipe / one for pipe, one in zip(pipes, bares, strict=True)]
    cost = statistics.median(costs)
    gaps = sorted(stage.gaps)
    stall = gaps[int(0.99 * len(gaps))]
    middle, late = (statistics.median(pair[at] for pair in latencies) for at in (0, 1))
    print(
        f"{key}: bare {statistics.median(bares):.2f}/s on {threads} thread(s), "
        f"pipeline {statistics.median(pipes):.2f}/s, ratio of rates {statistics.median(ratios):.3f} "
        f"(rounds {', '.join(f'{one:.2f}' for one in ratios)}), of processor time {cost:.3f} "
        f"(rounds {', '.join(f'{one:.2f}' for one in costs)}; target {TARGET}); {load()}; "
        f"forward p50 {statistics.median(forwards):.1f} ms; latency p50/p95 {middle:.0f}/{late:.0f} ms; "
        f"window gaps p50 {gaps[len(gaps) // 2]:.1f} p99 {stall:.1f} max {gaps[-1]:.1f} ms (target p99 < {STALL:.0f})",
        flush=True,
    )
    return cost >= TARGET and stall < STALL


def memory(key: str, frames: int, cores: set[int] | None) -> bool:
    """Watch the memory of both processes over so many frames."""
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
    blocks = len(shared_blocks())
    stage.close()
    grown = [new - old for new, old in zip(after, before, strict=True)]
    print(
        f"{key}: {count - 100} frames in {time.monotonic() - begun:.0f} s; window {before[0]:.0f} MiB {grown[0]:+.1f}, "
        f"engine {before[1]:.0f} MiB {grown[1]:+.1f} (target ±{GROWTH:.0f}); {blocks} shared block(s)",
        flush=True,
    )
    return all(abs(one) <= GROWTH for one in grown)


class Errors(logging.Handler):
    """Counts what goes wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def soak(seconds: float, cores: set[int] | None) -> bool:
    """Change sources and networks for so long, then look what is left."""
    from tests.ui.moving import numbered, write_film

    errors = Errors()
    logging.getLogger().addHandler(errors)
    hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: (errors.said.append(repr(error)), hook(kind, error, trace))  # type: ignore[assignment, func-returns-value]
    blocks, threads = shared_blocks(), threading.active_count()
    keys = ("efficientnet_lite0", "lenet5_modern", "resnet18")
    stage = Stage(keys[0], cores)
    live = stage.window.live
    from PySide6.QtGui import QGuiApplication

    from explorer.ui.frames.folder import FolderSource
    from explorer.ui.frames.screen import ScreenSource
    from explorer.ui.frames.video import VideoSource
    from explorer.ui.live.source import PictureSource

    shown, changes = 0, 0

    def add(one: object) -> None:
        nonlocal shown
        shown += 1

    live.sources.frameShown.connect(add)
    with tempfile.TemporaryDirectory() as place:
        film = write_film(Path(place, "film.avi"), [numbered(number, 640, 480) for number in range(60)])
        broken = Path(place, "broken.avi")
        broken.write_bytes(film.read_bytes()[:400])
        samples = Path(__file__).parents[2] / "resources" / "samples"
        opened: list[Callable[[], object]] = [
            lambda: live.sources.open(VideoSource(film)),
            lambda: live.sources.open(stage.synthetic()),
            lambda: live.sources.open(FolderSource(samples)),
            lambda: live.sources.open(ScreenSource(QGuiApplication.primaryScreen())),
            live.sources.open_pad,
            live.sources.open_camera,
            lambda: live.sources.open(VideoSource(broken)),
            lambda: live.open_picture(PictureSource(name="rocket", sample=True)),
        ]
        before, highest, begun = resident("self"), 0.0, time.monotonic()
        while time.monotonic() - begun < seconds:
            opened[changes % len(opened)]()
            if changes % 3 == 0:
                stage.window.documents.open_architecture(keys[changes // 3 % len(keys)])
            method = ("activation", "guided", "gradcam", None)[changes % 4]
            stage.window.live_panel.set_method(method)
            stage.window.live_panel.methodChanged.emit(method)
            changes += 1
            stage.run(SWITCH)
            highest = max(highest, resident("self"))
        after = resident("self")
    stage.close()
    left = [process for process in multiprocessing.active_children() if process.is_alive()]
    new_blocks, new_threads = shared_blocks() - blocks, threading.active_count() - threads
    print(
        f"soak {seconds:.0f} s: {changes} changes, {shown} frames shown, {len(errors.said)} errors {errors.said[:3]}, "
        f"{len(left)} processes, {new_threads} threads, {len(new_blocks)} shared blocks left; "
        f"window {before:.0f} → {after:.0f} MiB, highest {highest:.0f}",
        flush=True,
    )
    return not (errors.said or left or new_blocks)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", default=list(KEYS))
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=1, help="for engine and bare loop, the last ones; 0: all")
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
