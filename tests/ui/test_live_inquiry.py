"""What the closer looks ask the engine for, and what they drop."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.engine.messages import ClassJob, EffectiveFieldJob, FieldJob, FilterBank, FiltersJob, SeenRegion
from explorer.models import registry
from explorer.ui.live.control.inquiry import LiveInquiry, Look
from tests.ui.inspector_stage import PatientEngine, network_of, row_of
from tests.ui.live_stage import TRAINED, class_view, fill, new_panel

KEY = "resnet18"


@pytest.fixture
def engine(qapp):
    link = PatientEngine()
    yield link
    link.close()


@pytest.fixture
def asked(qtbot, engine):
    panel = fill(new_panel(qtbot))
    inquiry = LiveInquiry(panel, engine, panel)
    inquiry.look_at(look())
    return panel, inquiry


def look(picture: int = 1, path: str = "layer2.0.conv2", weights: str = "default") -> Look:
    network = network_of(KEY)
    row = network.rows[row_of(network, path)]
    return Look(registry.get(KEY), weights, picture, path, row, network.input_shape)


def under_way(engine: PatientEngine, kind: type) -> list:
    return [job for number, job in engine.client.jobs.items() if isinstance(job, kind) and engine.awaits(number)]


def test_nothing_is_asked_that_is_not_on_show(asked, engine):
    assert engine.client.jobs == {}


def test_a_class_is_asked_for_and_shown(asked, engine):
    panel, _ = asked
    panel.viewer.methodChosen.emit("gradcam")
    panel.viewer.set_target(2)
    assert under_way(engine, ClassJob) == [ClassJob(key=KEY, method="gradcam", target=2)]
    assert len(engine.client.cancelled) == 1, "the question about the top-1 is dropped"
    engine.answer(ClassJob, class_view(index=2))
    assert panel.picture.class_view() is not None
    panel.viewer.methodChosen.emit("layercam")
    assert under_way(engine, ClassJob)[0].method == "layercam"
    panel.viewer.methodChosen.emit("activation")
    assert under_way(engine, ClassJob) == []


def test_the_same_class_is_asked_again_of_another_picture(asked, engine):
    panel, inquiry = asked
    panel.viewer.methodChosen.emit("gradcam")
    engine.answer(ClassJob, class_view())
    inquiry.look_at(look())
    assert len(engine.posted(ClassJob)) == 1
    inquiry.look_at(look(picture=2))
    assert len(engine.posted(ClassJob)) == 2
    assert panel.picture.class_view() is None, "the last picture's evidence is not this one's"
    inquiry.look_at(look(picture=2, weights="random:0"))
    assert under_way(engine, ClassJob)[0].weights == "random:0"


def test_a_lasting_method_begins_only_where_one_stays(asked, engine, qtbot):
    panel, _ = asked
    panel.viewer.methodChosen.emit("occlusion")
    assert panel.methods.progress.isVisible()
    panel.viewer.methodChosen.emit("integrated")
    panel.viewer.methodChosen.emit("occlusion")
    assert engine.posted(ClassJob) == []
    qtbot.waitUntil(lambda: under_way(engine, ClassJob) != [])
    engine.progress(ClassJob, 40, 169)
    assert "40 of 169" in panel.methods.progress._text.text()
    panel.methods.progress.cancelRequested.emit()
    assert [job.method for job in under_way(engine, ClassJob)] == ["gradcam"]
    assert not panel.methods.progress.isVisible()


def test_a_failure_is_said_and_the_progress_ends(asked, engine, qtbot):
    panel, _ = asked
    panel.viewer.methodChosen.emit("integrated")
    qtbot.waitUntil(lambda: under_way(engine, ClassJob) != [])
    engine.fail(ClassJob, "no gradient reaches the input")
    assert panel.error.text() == "No gradient reaches the input."
    assert not panel.methods.progress.isVisible()


def test_a_stream_brings_its_classes_itself(asked, engine):
    panel, inquiry = asked
    panel.viewer.methodChosen.emit("gradcam")
    inquiry.look_at(replace(look(), streaming=True))
    assert under_way(engine, ClassJob) == []


def test_filters_are_asked_for_once(asked, engine):
    panel, inquiry = asked
    panel.viewer.do("filters")
    assert under_way(engine, FiltersJob) == [FiltersJob(key=KEY)]
    bank = FilterBank(key=KEY, layer="conv1", kernels=np.ones((4, 3, 7, 7), np.float32), weights=TRAINED, rgb=True)
    engine.answer(FiltersJob, bank)
    assert panel.layers.filters.grid.count == 4
    inquiry.look_at(look(picture=2))
    panel.viewer.do("filters")
    panel.viewer.do("filters")
    assert len(engine.posted(FiltersJob)) == 1
    inquiry.look_at(look(weights="random:0"))
    assert len(engine.posted(FiltersJob)) == 2


def test_probe_is_by_formula_at_once_and_exact_when_the_engine_answers(asked, engine, qtbot):
    panel, _ = asked
    network = network_of(KEY)
    panel.picture.set_region(SeenRegion(left=0, top=0, width=224, height=224, input_size=(224, 224)))
    panel.viewer.do("probe")
    probe = panel.viewer.probe._probe
    assert probe.usable
    assert not probe.exact
    qtbot.waitUntil(lambda: under_way(engine, FieldJob) != [])
    engine.answer_field(network)
    probe = panel.viewer.probe._probe
    assert probe.exact
    assert probe.lines.units == (28, 28)
    panel.viewer.effectiveWanted.emit((3, 4))
    assert under_way(engine, EffectiveFieldJob)[0].unit == (3, 4)
    panel.viewer.effectiveWanted.emit(None)
    assert under_way(engine, EffectiveFieldJob) == []


def test_units_have_names_where_they_decide_between_classes(asked):
    panel, inquiry = asked
    units = panel.layers.units
    assert units._names == ()
    inquiry.look_at(look(path="fc"))
    assert len(units._names) == 1000
    assert units._names[282] == "tiger cat"


def test_a_new_engine_is_asked_again(asked, engine):
    panel, inquiry = asked
    panel.viewer.methodChosen.emit("gradcam")
    engine.die()
    inquiry.forget()
    engine.say_ready()
    inquiry.update()
    assert len(under_way(engine, ClassJob)) == 1


def test_what_lasts_does_not_go_on_while_nobody_looks(asked, engine):
    panel, inquiry = asked
    panel.viewer.methodChosen.emit("gradcam")
    (job,) = under_way(engine, ClassJob)
    inquiry.pause()
    assert under_way(engine, ClassJob) == []
    inquiry.look_at(look())
    assert under_way(engine, ClassJob) == [job]
    engine.answer(ClassJob, class_view())
    inquiry.pause()
    inquiry.look_at(look())
    assert under_way(engine, ClassJob) == [], "what has come is still there"
