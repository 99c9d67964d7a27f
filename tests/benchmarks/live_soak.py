"""Whether the live pipeline bears hours of changes: sources, networks and methods, every few seconds."""

import logging
import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.live_stage import Stage, resident
from tests.blocks import watch_blocks

SWITCH = 4.0
"""Seconds between two changes."""


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
    blocks, threads = watch_blocks(pytest.MonkeyPatch()), threading.active_count()
    keys = ("efficientnet_lite0", "lenet5_modern", "resnet18")
    stage = Stage(keys[0], cores)
    live = stage.window.live
    from PySide6.QtGui import QGuiApplication

    from explorer.ui.frames.folder import FolderSource
    from explorer.ui.frames.screen import ScreenSource
    from explorer.ui.frames.video import VideoSource
    from explorer.ui.live.sources.source import PictureSource

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
    new_threads = threading.active_count() - threads
    print(
        f"soak {seconds:.0f} s: {changes} changes, {shown} frames shown, {len(errors.said)} errors {errors.said[:3]}, "
        f"{len(left)} processes, {new_threads} threads, {len(blocks())} shared blocks left; "
        f"window {before:.0f} → {after:.0f} MiB, highest {highest:.0f}",
        flush=True,
    )
    return not (errors.said or left or blocks())
