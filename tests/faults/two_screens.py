"""A window that is carried from a plain screen to one of twice the density and back, while a film is running.

A program of its own, because screens are there from the start: ``python -m tests.faults.two_screens FILM FOLDER``.
It prints what is wrong, and ``whole`` at the end.
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel

from explorer.ui.app import application
from explorer.ui.main_window import MainWindow

PATIENCE = 60_000


def wait(until: Callable[[], object]) -> None:
    """Let the application run until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        if clock.elapsed() > PATIENCE:
            raise TimeoutError(until.__code__.co_firstlineno)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def main(film: Path, folder: Path) -> None:
    logging.basicConfig(level=logging.ERROR, stream=sys.stdout)
    app = application()
    plain, fine = sorted(app.screens(), key=QScreen.devicePixelRatio)
    window = MainWindow()
    window.resize(1500, 900)
    window.show()
    assembled: list[bool] = []
    window.assembled.connect(lambda: assembled.append(True))
    window.start(["squeezenet1_1"])
    wait(lambda: assembled and window.documents.current is not None and window.documents.current.network is not None)
    window.live.sources.open_path(film)
    window.live.sources.current.loop = True
    window.documents.notice.say("A sentence with a picture.", "warn")
    last = lambda: window.live.sources._last  # noqa: E731
    wait(lambda: last() is not None)
    for number, screen in enumerate((fine, plain, fine)):
        sequence = last().frame.sequence
        window.setGeometry(screen.geometry().adjusted(10, 10, -10, -10))
        wait(lambda: window.devicePixelRatioF() == screen.devicePixelRatio())  # noqa: B023
        wait(lambda: last().frame.sequence > sequence + 2)  # noqa: B023
        window.grab().save(str(folder / f"{number}.png"))
        ratio = screen.devicePixelRatio()
        for label in window.findChildren(QLabel):
            # An arrow or a sign that was made for the other screen is blurred or too coarse here.
            if label.isVisible() and not label.pixmap().isNull() and label.pixmap().devicePixelRatio() != ratio:
                print(f"{type(label).__name__} in {label.parentWidget().objectName()}: made for another screen")
    window.close()
    print("whole")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
