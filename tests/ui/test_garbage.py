"""Garbage is collected on the GUI thread alone."""

import gc
import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.garbage import GarbageKeeper


class Knot:
    """Garbage that only a collection can end; it says where it ended."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.itself = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread())


def test_garbage_ends_on_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    gc.collect()
    collector = GarbageKeeper(qapp)
    Knot(ended)
    # More than enough for collections of every generation, were they allowed here.
    worker = threading.Thread(target=lambda: [[] for _ in range(300_000)])
    worker.start()
    worker.join()
    assert not ended
    kept = [[] for _ in range(2000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: ended == [threading.main_thread()])
    assert kept
    collector.deleteLater()
