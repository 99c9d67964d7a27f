"""Who owns measured times: one measurement at a time, kept for the form that was measured, in every way it can end."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.engine.messages import AnalyzeJob, MeasureJob
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.documents import DocumentArea
from explorer.ui.measurement import NOT_MEASURED, Measurements
from explorer.ui.what_if import Form
from tests.ui.inspector_stage import PatientEngine, network_of
from tests.ui.measured_stage import measurement_of


class Stage:
    """Documents with an engine whose answers the test gives."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("explorer.ui.document.cache.cached", lambda *args, **options: None)
        self.qtbot = qtbot
        self.engine = PatientEngine()
        self.background = Background()
        self.documents = DocumentArea(self.engine, self.background)
        qtbot.addWidget(self.documents)
        self.measurements = Measurements(self.engine, self.documents)
        self.heard: list[tuple[str, str]] = []
        self.measurements.changed.connect(self._hear)

    def _hear(self, document: Document) -> None:
        self.heard.append((document.key, self.measurements.state_of(document).phase))

    def open(self, key: str) -> Document:
        document = self.documents.open_architecture(key)
        self.qtbot.waitUntil(lambda: self.engine.jobs > 0)
        self.engine.answer(AnalyzeJob, network_of(key))
        self.qtbot.waitUntil(lambda: document.network is not None)
        return document

    def phase(self, document: Document) -> str:
        return self.measurements.state_of(document).phase

    def answer(self, document: Document) -> None:
        assert document.network is not None
        self.engine.answer(MeasureJob, measurement_of(document.network, document.form.batch))


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Stage]:
    result = Stage(qtbot, monkeypatch)
    yield result
    result.background.close()
    result.engine.close()


def test_it_measures_the_shown_form_when_it_is_asked(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    assert stage.measurements.state_of(document) is NOT_MEASURED
    assert stage.engine.posted(MeasureJob) == []
    stage.measurements.measure(document)
    assert stage.engine.posted(MeasureJob) == [MeasureJob(key="lenet5_modern", input_shape=(1, 32, 32), batch=1)]
    assert stage.phase(document) == "running"
    stage.measurements.measure(document)  # it runs already
    assert len(stage.engine.posted(MeasureJob)) == 1
    stage.answer(document)
    state = stage.measurements.state_of(document)
    assert state.phase == "done"
    assert state.roofline is not None
    assert len(state.roofline.points) == 12
    assert "of the operators' time goes to" in state.sentence
    assert state.weights is not None and not state.weights.trained
    assert stage.heard == [("lenet5_modern", "running"), ("lenet5_modern", "done")]


def test_another_form_has_not_been_measured(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    own = document.network
    stage.measurements.measure(document)
    stage.answer(document)
    form = Form(document.architecture, (1, 32, 32), 4, 10, document.form.width)
    show(stage, document, form)
    assert document.network is not own
    assert stage.measurements.state_of(document) is NOT_MEASURED
    stage.measurements.measure(document)
    assert stage.engine.posted(MeasureJob)[-1] == form.job(MeasureJob)
    stage.answer(document)
    state = stage.measurements.state_of(document)
    assert state.phase == "done" and state.roofline is not None
    assert state.roofline.timing.batch == 4


def show(stage: Stage, document: Document, form: Form) -> None:
    from explorer.analysis.analyzer import analyze_architecture

    document.show_form(form)
    stage.qtbot.waitUntil(lambda: any(stage.engine.awaits(n) for n, job in jobs(stage) if isinstance(job, AnalyzeJob)))
    network = analyze_architecture(form.architecture, form.input_shape, batch=form.batch, **dict(form.options))
    stage.engine.answer(AnalyzeJob, network)
    stage.qtbot.waitUntil(lambda: document.network is network)


def jobs(stage: Stage) -> list[tuple[int, object]]:
    return list(stage.engine.client.jobs.items())


def test_a_form_that_nobody_looks_at_any_more_is_not_measured_on(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    stage.measurements.measure(document)
    number = stage.engine.waiting(MeasureJob)
    show(stage, document, Form(document.architecture, (1, 32, 32), 2, 10, document.form.width))
    assert number in stage.engine.client.cancelled
    assert stage.measurements.state_of(document) is NOT_MEASURED


def test_cancelling_keeps_an_earlier_result(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    stage.measurements.measure(document)
    number = stage.engine.waiting(MeasureJob)
    stage.measurements.cancel(document)
    assert number in stage.engine.client.cancelled
    assert stage.phase(document) == "cancelled"
    stage.measurements.measure(document)
    stage.answer(document)
    earlier = stage.measurements.state_of(document).roofline
    stage.measurements.measure(document)
    assert stage.phase(document) == "running"
    assert stage.measurements.state_of(document).roofline is earlier
    stage.measurements.cancel(document)
    assert stage.phase(document) == "done"
    assert stage.measurements.state_of(document).roofline is earlier


def test_whoever_cancels_everything_cancels_this_too(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    stage.measurements.measure(document)
    stage.engine.cancel_all()
    stage.qtbot.waitUntil(lambda: stage.phase(document) == "cancelled")


@pytest.mark.parametrize("how", ["fails", "dies", "is off", "answers of another network"])
def test_a_failure_says_why(stage: Stage, how: str) -> None:
    document = stage.open("lenet5_modern")
    if how == "is off":
        stage.engine.close()
        stage.measurements.measure(document)
        expected = "not running"
    else:
        stage.measurements.measure(document)
        if how == "fails":
            stage.engine.fail(MeasureJob, "not enough memory")
            expected = "not enough memory"
        elif how == "dies":
            stage.engine.die()
            expected = "SIGKILL"
        else:
            stage.engine.answer(MeasureJob, measurement_of(network_of("resnet50")))
            expected = "take the timing of this network"
    state = stage.measurements.state_of(document)
    assert state.phase == "failed"
    assert expected in state.message
    if how != "is off":
        if how == "dies":
            stage.engine.say_ready()
        stage.measurements.measure(document)  # and can be tried again
        stage.answer(document)
        assert stage.phase(document) == "done"


def test_two_networks_are_not_measured_at_once(stage: Stage) -> None:
    first, second = stage.open("lenet5_modern"), stage.open("lenet5_d2l")
    stage.measurements.measure(first)
    number = stage.engine.waiting(MeasureJob)
    stage.measurements.measure(second)
    assert number in stage.engine.client.cancelled
    assert (stage.phase(first), stage.phase(second)) == ("cancelled", "running")
    stage.answer(second)
    assert (stage.phase(first), stage.phase(second)) == ("cancelled", "done")


def test_progress_is_of_the_measured_document(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    stage.measurements.measure(document)
    with stage.qtbot.waitSignal(stage.measurements.progressed) as caught:
        stage.engine.progress(MeasureJob, 3, 13)
    assert caught.args[0] is document
    assert (caught.args[1].done, caught.args[1].total) == (3, 13)


def test_a_closed_network_is_not_measured_on(stage: Stage) -> None:
    document = stage.open("lenet5_modern")
    stage.measurements.measure(document)
    number = stage.engine.waiting(MeasureJob)
    stage.documents.close_document(0)
    del document
    stage.qtbot.waitUntil(lambda: number in stage.engine.client.cancelled)
    assert stage.heard == [("lenet5_modern", "running")]
