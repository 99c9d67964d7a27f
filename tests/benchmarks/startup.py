"""How soon the window is there, and whether it ever stands still. ``python -m tests.benchmarks.startup [RUNS]``

Two figures, each from fresh processes in turn:

* first paint of our window against that of a bare ``QMainWindow``, from the
  start of the process (target: at most 1.5×);
* the longest gap between two ticks of a 5 ms timer on the GUI thread, first
  while the panels are built (from the first paint until the window is
  complete), then until the engine has loaded torch, ResNet-50 is open and its
  first prediction and maps are on show (target: under 50 ms).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

BARE, OURS, STALL, ASSEMBLY = "bare", "ours", "stall", "assembly"


def main(runs: int = 5) -> None:
    """Run the benchmark and print its table."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = home
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        measure(BARE)  # warms the disk cache
        measure(OURS)
        pairs = [(measure(BARE)["paint"], measure(OURS)["paint"]) for _ in range(runs)]
        bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(our / one for one, our in pairs)
        print(f"first paint: bare {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ratio:.2f} (target 1.5)")
        stalls = [measure(STALL) for _ in range(max(1, runs))]
        for phase, words in (
            (ASSEMBLY, "while the panels are built"),
            (STALL, "while the engine loads and opens ResNet-50"),
        ):
            worst = [stall[phase] for stall in stalls]
            print(
                f"longest GUI stall {words}: median {statistics.median(worst):.0f} ms, worst {max(worst):.0f} ms "
                f"of {len(worst)} runs (target 50)"
            )
        print(f"ResNet-50 on show after {statistics.median(stall['ready'] for stall in stalls):.1f} s")


def measure(mode: str) -> dict[str, float]:
    """Run one child and return what it measured."""
    environment = os.environ | {"BENCHMARK_START": repr(time.time())}
    child = subprocess.run(
        [sys.executable, "-m", __spec__.name, mode], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(child.stdout.splitlines()[-1])


def child(mode: str) -> None:
    """What a measured process does."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    start = float(os.environ["BENCHMARK_START"])
    result: dict[str, float] = {}
    gaps: list[float] = []

    class Bare(QMainWindow):
        """A window that says when it has been painted first, as ours does."""

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "paint" not in result:
                QTimer.singleShot(0, painted)

    def painted() -> None:
        nonlocal last
        result["paint"] = time.time() - start
        if mode == STALL:
            last = time.perf_counter()
            ticker.start()
            window.start(["resnet50"])
        else:
            finish()

    def finish() -> None:
        if gaps:
            result[STALL] = max(gaps) * 1000
            result["ready"] = time.time() - start
        print(json.dumps(result), flush=True)
        window.close()
        app.quit()

    if mode == BARE:
        app = QApplication([])
        window = Bare()
        window.resize(1600, 1000)
    else:
        from explorer.ui.app import application
        from explorer.ui.main_window import MainWindow

        app = application()
        window = MainWindow()
        window.painted.connect(painted)
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    ticker = QTimer()
    ticker.setTimerType(Qt.TimerType.PreciseTimer)
    ticker.setInterval(5)
    ticker.timeout.connect(tick)
    if mode == STALL:
        # A second after the last answer everything that follows from it is painted.

        def assembled() -> None:
            result[ASSEMBLY] = max(gaps) * 1000
            gaps.clear()
            window.live.weightsKnown.connect(lambda badge: QTimer.singleShot(1500, finish))

        window.assembled.connect(assembled)
    last = time.perf_counter()
    window.show()
    app.exec()


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in (BARE, OURS, STALL):
        child(sys.argv[1])
    else:
        main(*map(int, sys.argv[1:]))
