"""Pictures on their way to an engine that does not want them, or is not there any more, leave no shared memory."""

import os
import queue
import signal

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.engine.client import EngineClient
from explorer.engine.messages import Dropped, Event, Lost, PictureJob
from explorer.ui.engine_link import EngineLink
from tests.blocks import watch_blocks

PICTURE = PictureJob(pixels=np.zeros((600, 600, 3), np.uint8))


def test_no_block_outlives_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = watch_blocks(monkeypatch)
    events: queue.Queue[Event] = queue.Queue()
    client = EngineClient(events.put)
    client.start()
    number = client.post(PICTURE)
    client.cancel(number)
    while not isinstance(event := events.get(timeout=60), Dropped):
        pass
    assert event.number == number and not blocks()

    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    client.post(PICTURE)
    os.kill(pid, signal.SIGKILL)
    for _ in range(20):
        client.post(PICTURE)
    while not isinstance(events.get(timeout=60), Lost):
        pass
    client.close()
    assert not blocks()


def test_who_cancels_the_work_still_hands_over_the_picture(qtbot: QtBot) -> None:
    link = EngineLink()
    link.start()
    answers: list[None] = []
    link.post(PICTURE, answers.append)
    assert link.jobs == 0
    link.cancel_all()
    qtbot.waitUntil(lambda: answers == [None], timeout=60_000)
    link.close()
