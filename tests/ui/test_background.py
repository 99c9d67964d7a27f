"""Work beside the window: what is said where, and what happens when who asked has gone."""

import threading
import weakref
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from explorer.ui.background import Background


def threads() -> list[threading.Thread]:
    """The threads of all backgrounds."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("background")]


def test_results_and_failures_arrive_in_order_on_this_thread(qtbot: QtBot) -> None:
    background = Background()
    heard: list[tuple[object, threading.Thread]] = []

    def hear(what: object) -> None:
        heard.append((what, threading.current_thread()))

    background.run(threading.current_thread, hear)
    background.run(lambda: 1 // 0, hear, hear)
    background.run(lambda: "last", hear)
    qtbot.waitUntil(lambda: len(heard) == 3)
    (where, _), (error, _), (last, _) = heard
    assert where is not threading.current_thread()
    assert isinstance(error, ZeroDivisionError) and last == "last"
    assert {thread for _, thread in heard} == {threading.main_thread()}
    background.close()


@pytest.mark.parametrize("end", [shiboken6.delete, Background.close])
def test_nothing_is_said_to_who_has_gone_and_the_thread_ends(qtbot: QtBot, end: Callable[[QObject], None]) -> None:
    before = len(threads())
    background = Background(finishes=False)
    begun, go_on, heard = threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        go_on.wait(10)

    background.run(work, heard.append)
    background.run(lambda: heard.append("not begun"), heard.append)
    assert begun.wait(10) and len(threads()) == before + 1
    end(background)
    go_on.set()
    qtbot.waitUntil(lambda: len(threads()) == before)
    qtbot.wait(20)
    assert heard == []


def test_what_was_asked_is_let_go_of_on_this_thread(qtbot: QtBot) -> None:
    class Thing:
        """What work and answer refer to."""

    freed: list[threading.Thread] = []
    background = Background()
    for _ in range(50):
        thing = Thing()
        weakref.finalize(thing, lambda: freed.append(threading.current_thread()))
        background.run(lambda thing=thing: thing, lambda result, thing=thing: None)
        del thing
    qtbot.waitUntil(lambda: len(freed) == 50)
    assert set(freed) == {threading.main_thread()}
    background.close()
