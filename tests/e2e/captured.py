"""``python -m tests.e2e.captured``: show a red window, capture a part of the screen in it, and print what was seen."""

import json
import sys

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from explorer.inference.frames import Frame, FrameState
from explorer.ui.frames.screen import ScreenSource

WANTED = 8
"""Frames until something is said."""
SETTLED = 500
"""Milliseconds that a window has for its first painting."""


def main() -> int:
    """Print one line of JSON: the platform, the size of a frame, and the colour of its middle."""
    app = QApplication([])
    window = QWidget()
    window.setStyleSheet("background: rgb(200, 30, 40)")
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    window.setGeometry(0, 0, 400, 300)
    window.show()
    source = ScreenSource(QGuiApplication.primaryScreen(), QRect(20, 30, 200, 120))
    frames: list[Frame] = []

    def keep() -> None:
        frame = source.take()
        if frame is not None:
            frames.append(frame)
        if len(frames) == WANTED:
            app.quit()

    def complain() -> None:
        if source.state is FrameState.FAILED:
            print(source.problem, file=sys.stderr)
            app.exit(1)

    source.arrived.connect(keep)
    source.stateChanged.connect(complain)
    QTimer.singleShot(SETTLED, source.start)
    ended = app.exec()
    if frames:
        pixels = frames[-1].pixels
        height, width, _ = pixels.shape
        colour = pixels[height // 2, width // 2].tolist()
        print(json.dumps({"platform": app.platformName(), "size": [width, height], "colour": colour}), flush=True)
    source.stop()
    return ended


if __name__ == "__main__":
    sys.exit(main())
