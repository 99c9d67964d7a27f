"""Asking the engine one thing at a time: the newest wins, and every end is told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from explorer.engine.messages import FieldJob, Job
from explorer.ui.question import Question
from tests.ui.inspector_stage import PatientEngine


def job(order: int) -> FieldJob:
    return FieldJob(key="resnet18", order=order)


class Asker:
    """A question, and all that was said about it."""

    def __init__(self, engine: PatientEngine | None, **options: object) -> None:
        self._parent = QObject()
        self.question = Question(engine, self._parent, **options)  # type: ignore[arg-type]
        self.said: list[tuple[str, Job, object]] = []
        self.question.answered.connect(lambda job, answer: self.said.append(("answered", job, answer)))
        self.question.failed.connect(lambda job, message: self.said.append(("failed", job, message)))
        self.question.dropped.connect(lambda job: self.said.append(("dropped", job, None)))


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[PatientEngine]:
    result = PatientEngine()
    yield result
    result.close()


def test_the_newest_wins_and_the_older_is_cancelled(engine: PatientEngine) -> None:
    asker = Asker(engine)
    asker.question.ask(job(1))
    asker.question.ask(job(2))
    assert engine.client.cancelled == [1]
    engine.answer(FieldJob, "two")
    assert asker.said == [("answered", job(2), "two")]
    assert asker.question.job is None


def test_a_known_answer_is_given_at_once_and_the_oldest_is_forgotten(engine: PatientEngine) -> None:
    asker = Asker(engine, kept=2)
    for order in (1, 2, 3):
        asker.question.ask(job(order))
        engine.answer(FieldJob, order)
    asker.question.ask(job(2))
    assert asker.said[-1] == ("answered", job(2), 2)
    assert engine.jobs == 0
    asker.question.ask(job(1))
    assert engine.waiting(FieldJob) == 4
    asker.question.forget()
    assert asker.question.known(job(2)) is None
    assert engine.client.cancelled == [4]


def test_a_job_that_is_replaced_in_its_delay_is_never_posted(engine: PatientEngine, qtbot: QtBot) -> None:
    asker = Asker(engine)
    asker.question.ask(job(1), 20)
    asker.question.ask(job(2), 20)
    assert engine.jobs == 0
    qtbot.waitUntil(lambda: engine.jobs == 1)
    assert engine.posted(FieldJob) == [job(2)]
    asker.question.ask(job(3), 20)
    asker.question.withdraw()
    with qtbot.assertNotEmitted(engine.workChanged, wait=60):
        pass
    assert engine.client.cancelled == [1]


def test_a_job_that_somebody_else_cancels_is_dropped(engine: PatientEngine, qtbot: QtBot) -> None:
    asker = Asker(engine)
    asker.question.ask(job(1))
    engine.cancel_all()
    qtbot.waitUntil(lambda: bool(asker.said))
    assert asker.said == [("dropped", job(1), None)]
    # One whose answer is told in the same moment is not.
    asker.question.ask(job(2))
    engine.answer(FieldJob, "two")
    with qtbot.assertNotEmitted(asker.question.dropped, wait=30):
        pass


def test_a_failure_is_told_in_its_own_words(engine: PatientEngine) -> None:
    asker = Asker(engine)
    asker.question.ask(job(9))
    engine.fail(FieldJob, "there is no row 9")
    assert asker.said == [("failed", job(9), "there is no row 9")]
    asker.question.ask(job(9))  # a failure is not kept
    assert engine.jobs == 1


def test_an_engine_that_dies_is_told_at_once_or_waited_for(engine: PatientEngine, qtbot: QtBot) -> None:
    hasty, patient = Asker(engine), Asker(engine, patient=True)
    hasty.question.ask(job(1))
    patient.question.ask(job(2))
    engine.die()
    ((how, which, message),) = hasty.said
    assert (how, which) == ("failed", job(1))
    assert "SIGKILL" in str(message)
    engine.say_ready()
    assert engine.posted(FieldJob) == [job(1), job(2), job(2)]
    engine.answer(FieldJob, "two")
    assert patient.said == [("answered", job(2), "two")]
    # Somebody restarts the engine: what was asked is asked again.
    patient.question.ask(job(3))
    engine.restart()
    with qtbot.assertNotEmitted(patient.question.dropped, wait=30):
        pass
    engine.say_ready()
    assert engine.posted(FieldJob)[-2:] == [job(3), job(3)]


def test_without_an_engine_a_hasty_question_fails_and_a_patient_one_waits(engine: PatientEngine) -> None:
    nobody = Asker(None)
    nobody.question.ask(job(1))
    assert nobody.said[0][0] == "failed"
    engine.close()
    hasty, patient = Asker(engine), Asker(engine, patient=True)
    hasty.question.ask(job(1))
    patient.question.ask(job(1))
    assert "restart" in str(hasty.said[0][2])
    assert patient.said == []
    engine.start()
    engine.say_ready()
    assert engine.posted(FieldJob) == [job(1)]
