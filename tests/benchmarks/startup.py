"""How soon the window is there, and whether it ever stands still. ``python -m tests.benchmarks.startup [RUNS]``

Two figures, each from fresh processes in turn:

* first paint of our window against that of a bare ``QMainWindow``, from the
  start of the process (target: at most 1.5×);
* the longest gap between two ticks of a 5 ms timer on the GUI thread, from the
  first paint until the engine has loaded torch, ResNet-50 is open and its
  first prediction is on show (target: under 50 ms).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

BARE, OURS, STALL = "bare", "ours", "stall"


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
        stalls = [measure(STALL) for _ in range(max(1, runs // 2))]
        worst = [stall["stall"] for stall in stalls]
        print(
            f"GUI stall while the engine loads and opens ResNet-50: longest {max(worst):.0f} ms, "
            f"median of the longest {statistics.median(worst):.0f} ms in {len(worst)} runs (target 50); "
            f"ready after {statistics.median(stall['ready'] for stall in stalls):.1f} s"
        )


def measure(mode: str) -> dict[str, float]:
    """Run one child and return what it measured."""
    environment = os.environ | {"BENCHMARK_START": repr(time.time())}
    child = subprocess.run(
        [sys.executable, "-m", __spec__.name, mode], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(child.stdout.splitlines()[-1])


def child(mode: str) -> None:
    """What a measured process does."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    start = float(os.environ["BENCHMARK_START"])
    result: dict[str, float] = {}
    gaps: list[float] = []

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and "paint" not in result and isinstance(watched, QMainWindow):
                result["paint"] = time.time() - start
                QTimer.singleShot(0, painted)
            return False

    def painted() -> None:
        nonlocal last
        if mode == STALL:
            last = time.perf_counter()
            ticker.start()
            window.start(["resnet50"])
        else:
            finish()

    def finish() -> None:
        if gaps:
            result["stall"] = max(gaps) * 1000
            result["ready"] = time.time() - start
        print(json.dumps(result), flush=True)
        window.close()
        app.quit()

    if mode == BARE:
        app = QApplication([])
        window = QMainWindow()
        window.resize(1600, 1000)
    else:
        from explorer.ui.app import application
        from explorer.ui.main_window import MainWindow

        app = application()
        window = MainWindow()
    first = FirstPaint()
    app.installEventFilter(first)
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
        window.assembled.connect(
            lambda: window.live.weightsKnown.connect(lambda badge: QTimer.singleShot(1000, finish))
        )
    last = time.perf_counter()
    window.show()
    app.exec()


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in (BARE, OURS, STALL):
        child(sys.argv[1])
    else:
        main(*map(int, sys.argv[1:]))
