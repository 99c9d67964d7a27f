"""When work is called stuck and when an engine is given up; questions are put by hand here, not by the clock."""

import pytest
from pytestqt.qtbot import QtBot

from explorer.engine.messages import Pulse
from explorer.ui.engine_watch import INTERVAL, SILENCE, START, EngineWatch, Stuck


class Stage:
    """A watch, what it has said, and time that passes by questions."""

    def __init__(self) -> None:
        self.watch = EngineWatch()
        self.said: list[object] = []
        self.asked = 0
        self.watch.asked.connect(self._on_asked)
        self.watch.stuckChanged.connect(self.said.append)
        self.watch.fellSilent.connect(lambda seconds: self.said.append(("silent", seconds)))

    def _on_asked(self) -> None:
        self.asked += 1

    @property
    def watching(self) -> bool:
        return self.watch._timer.isActive()

    def pass_time(self, seconds: float, pulse: Pulse | None = None) -> None:
        """Let so much time pass, in which the engine answers every question with this pulse, or none."""
        for _ in range(round(seconds / INTERVAL)):
            if self.watching:
                self.watch._on_question_due()
                if pulse is not None:
                    self.watch.hear(pulse)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def running(stage: Stage) -> Stage:
    stage.watch.begin()
    stage.watch.ready()
    stage.watch.want(True)
    return stage


def test_work_is_stuck_once_a_step_takes_longer_than_its_kind_may(stage: Stage) -> None:
    running(stage)
    stage.pass_time(120, Pulse(7, 40, 120.0))
    assert stage.said == []
    stage.pass_time(2 * INTERVAL, Pulse(7, 40, 120.0))
    assert stage.said == [Stuck(7, 2)]
    stage.pass_time(60, Pulse(7, 40, 120.0))
    assert stage.said == [Stuck(7, 2), Stuck(7, 3)]
    # It was only slow.
    stage.pass_time(INTERVAL, Pulse(7, 41, 120.0))
    assert stage.said[2:] == [None] and stage.watch.stuck is None


def test_steps_and_other_jobs_are_progress(stage: Stage) -> None:
    running(stage)
    for step in range(200):
        stage.pass_time(INTERVAL, Pulse(7, step, 10.0))
    for number in range(200):
        stage.pass_time(INTERVAL, Pulse(number, 200, 10.0))
    assert stage.said == []


def test_an_engine_that_answers_nothing_is_given_up_once(stage: Stage) -> None:
    running(stage)
    stage.pass_time(SILENCE)
    assert stage.said == [] and stage.asked == 1
    stage.pass_time(10 * SILENCE)
    assert stage.said == [("silent", SILENCE)] and not stage.watching


def test_a_start_is_never_given_up_but_told(stage: Stage) -> None:
    stage.watch.begin()
    stage.pass_time(START - INTERVAL)
    assert stage.said == []
    stage.pass_time(10 * START - START + INTERVAL)
    assert stage.said == [Stuck(None, minutes) for minutes in range(1, 11)]
    stage.watch.ready()
    assert stage.said[-1] is None


def test_an_idle_engine_is_left_alone(stage: Stage) -> None:
    running(stage)
    stage.pass_time(INTERVAL, Pulse(None, 3, 0.0))
    stage.watch.want(False)
    stage.pass_time(INTERVAL, Pulse(None, 3, 0.0))
    asked = stage.asked
    stage.pass_time(10 * SILENCE)
    assert not stage.watching and stage.asked == asked and stage.said == []
    # What happened before counts for nothing afterwards.
    stage.watch.want(True)
    stage.pass_time(SILENCE)
    assert stage.watching and stage.said == []


def test_work_that_nobody_wants_any_more_is_watched_until_it_ends(stage: Stage) -> None:
    running(stage)
    stage.pass_time(INTERVAL, Pulse(7, 40, 20.0))
    stage.watch.want(False)
    stage.pass_time(30, Pulse(7, 40, 20.0))
    assert stage.watch.stuck is not None
    stage.pass_time(2 * INTERVAL, Pulse(None, 41, 0.0))
    assert stage.watch.stuck is None and not stage.watching
