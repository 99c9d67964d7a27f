"""Garbage is collected on the GUI thread alone."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui import garbage
from explorer.ui.garbage import INTERVAL, GarbageKeeper
from explorer.ui.window.steps import Steps


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


def test_collections_wait_for_somebody_who_is_busy(qapp: QApplication, qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    gc.collect()
    keeper = GarbageKeeper(qapp)

    class Busy:
        pass

    busy, other = Busy(), Busy()
    garbage.hold(busy)
    garbage.hold(other)
    Knot(ended)
    kept = [[] for _ in range(2000)]  # type: ignore[var-annotated]
    qtbot.wait(2 * INTERVAL)
    garbage.release(busy)
    garbage.release(busy)
    qtbot.wait(2 * INTERVAL)
    assert not ended and kept
    del other  # gone without a word
    qtbot.waitUntil(lambda: len(ended) == 1)
    keeper.deleteLater()


def test_the_window_is_put_together_without_collections(qapp: QApplication, qtbot: QtBot) -> None:
    during: list[int] = []

    def assembly() -> Iterator[int]:
        for _ in range(2):
            during.append(len(garbage._holding))
            yield 1

    window = QWidget()
    qtbot.addWidget(window)
    steps = Steps(window)  # type: ignore[arg-type]
    steps.start(assembly())  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not garbage._holding)
    assert during == [1, 1]
    steps.start(assembly())  # type: ignore[arg-type]
    assert garbage._holding
    steps.stop()
    assert not garbage._holding


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generations that are collected, without doing it, where so much is due that all of them are."""
    found: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: found.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: tuple(1 + most for most in gc.get_threshold()))
    return found


def test_everything_is_collected_rarely_unless_somebody_asks(
    qapp: QApplication, qtbot: QtBot, full: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = GarbageKeeper(qapp)
    qtbot.waitUntil(lambda: len(full) >= 2)
    assert set(full) == {1}
    full.clear()
    garbage.ask()
    qtbot.waitUntil(lambda: len(full) >= 3)
    assert full[0] == 2 and set(full[1:]) == {1}
    full.clear()
    monkeypatch.setattr(keeper, "_all_at", keeper._all_at - garbage.APART - 1)
    qtbot.waitUntil(lambda: len(full) >= 3)
    assert full[0] == 2 and set(full[1:]) == {1}
    keeper.deleteLater()
