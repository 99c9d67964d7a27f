"""How soon two networks stand side by side, and how they move. ``python -m tests.benchmarks.compare [--rounds 3]``

The real window under Xvfb where that is installed (else offscreen), its engine
warm. Each round has an empty cache, in a process of its own:

* from the call until a comparison of DenseNet-201 and EfficientNet-B7 is there:
  both networks analysed, aligned, drawn and painted (target: 1.5 s);
* one side replaced by a network that was never analysed here, and by one that
  was (target: 0.7 s);
* frames of both graphs with every block open, zoomed in step by the wheel, from
  the call until both have been painted (target: 16.7 ms).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.benchmarks.screen import Watch, screen, settle, wait

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

OPENED = ("densenet201", "efficientnet_b7")
SWITCHED = (("densenet201", "inception_v4"), ("densenet201", "efficientnet_b7"))
LATEST = 60.0
"""Seconds after which a comparison is given up."""


def child() -> None:
    """What a measured process does: print one line of figures."""
    with screen():
        from explorer.ui.app import application
        from explorer.ui.main_window import MainWindow

        app = application()
        window = MainWindow()
        window.show()
        window.start(["efficientnet_lite0"])
        until(lambda: warm(window))
        wait(3000)
        found = {"opened": compared(window, OPENED)}
        page = window.documents.page
        assert page is not None
        watch = Watch(page.sides[0].view.canvas)
        found["new side"] = compared(window, SWITCHED[0])
        found["known side"] = compared(window, SWITCHED[1])
        found["zoom"] = zoomed(window, watch)
        print(json.dumps(found))
        window.close()
        app.processEvents()


def warm(window: "MainWindow") -> bool:
    """Whether the engine runs and the first network is on show."""
    documents = getattr(window, "documents", None)
    engine = getattr(window, "engine", None)
    if documents is None or engine is None or documents.current is None:
        return False
    return engine.state == "running" and documents.current.network is not None


def until(done: Callable[[], bool]) -> None:
    """Handle events until something is so.

    Raises:
        TimeoutError: it is not so for :data:`LATEST` seconds.
    """
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + LATEST
    while not done():
        if time.perf_counter() > end:
            raise TimeoutError("the window does not get there")
        QApplication.processEvents()
        time.sleep(0.001)


def compared(window: "MainWindow", keys: tuple[str, str]) -> float:
    """Seconds until two networks stand side by side, aligned and drawn."""

    def there() -> bool:
        page = window.documents.page
        result = page.result if page is not None else None
        if page is None or result is None or tuple(tree.network.name for tree in result.trees) != keys:
            return False
        return not any(side.view.busy or side.view.canvas.drawing is None for side in page.sides)

    start = time.perf_counter()
    window.comparing.compare_keys(keys)
    until(there)
    settle()
    taken = time.perf_counter() - start
    wait(1500)
    return taken


def zoomed(window: "MainWindow", watch: Watch) -> float:
    """Milliseconds of a frame in which both graphs, wholly open, are zoomed in step: the median."""
    from PySide6.QtWidgets import QApplication

    page = window.documents.page
    assert page is not None
    first, second = (side.view for side in page.sides)
    for view in (first, second):
        view.set_expanded("all")
    until(lambda: not first.busy and not second.busy)
    wait(500)
    first.canvas.set_view(1.0, first.canvas.top_left)
    settle()
    both = Watch(second.canvas)
    frames = []
    for factor in ([1 / 1.1] * 6 + [1.1] * 6) * 3:
        start = time.perf_counter()
        watch.paints = both.paints = 0
        first.canvas.zoom_at(factor)
        while not watch.paints or not both.paints:
            QApplication.processEvents()
        frames.append((time.perf_counter() - start) * 1000)
    return statistics.median(frames)


def main(rounds: int) -> None:
    """Measure and print."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            names = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
            environment = os.environ | dict.fromkeys(names, home)
            command = [sys.executable, "-m", __spec__.name, "--child"]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            found.append(json.loads(done.stdout.splitlines()[-1]))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} cores, load {load}, {rounds} rounds: median, worst")
    for name, what, target, unit in (
        ("opened", "DenseNet-201 beside EfficientNet-B7", 1.5, "s"),
        ("new side", "one side replaced, never analysed before", 0.7, "s"),
        ("known side", "one side replaced, analysed before", 0.7, "s"),
        ("zoom", "a frame of both graphs zoomed in step", 16.7, "ms"),
    ):
        values = [one[name] for one in found]
        print(f"{what}: {statistics.median(values):.2f} {unit}, {max(values):.2f} {unit} (target {target} {unit})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--rounds", type=int, default=3, help="processes whose median is taken (default 3)")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    child() if asked.child else main(asked.rounds)
