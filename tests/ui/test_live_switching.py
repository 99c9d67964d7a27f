"""Another network, other weights or another device while something is on its way: nothing of the former is shown."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.engine.messages import (
    ChannelJob,
    ClassJob,
    EffectiveFieldJob,
    EngineInfo,
    FieldJob,
    FrameJob,
    Moved,
    PredictJob,
)
from tests.ui.live_control_stage import Camera, Stage, channel_view, document, frame_answer, order_of, predicted
from tests.ui.live_stage import class_view

LAYER = "layer1.0.bn1"
"""ResNet-50 and ResNet-101 have it in the same shape."""


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


def test_an_answer_that_comes_while_the_network_changes_is_dropped(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    number, _ = stage.under_way(PredictJob)[0]
    alexnet, resnet = document("alexnet"), document("resnet18")
    stage.meanwhile(lambda: stage.done(number, predicted("resnet18", "old")), lambda: stage.live.set_document(alexnet))
    assert stage.label == ""
    camera = Camera()
    stage.run(camera)
    camera.give(1)
    stage.settle()
    number, job = stage.under_way(FrameJob)[0]
    stage.meanwhile(lambda: stage.done(number, frame_answer(job, "old")), lambda: stage.live.set_document(resnet))
    assert stage.label == ""


def test_an_answer_that_comes_while_the_weights_change_is_dropped(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    number, _ = stage.under_way(PredictJob)[0]
    other = lambda: stage.live.set_weights("resnet18", "random:3")  # noqa: E731
    stage.meanwhile(lambda: stage.done(number, predicted("resnet18", "old")), other)
    assert stage.label == ""
    assert [job.weights for _, job in stage.under_way(PredictJob)] == ["random:3"]


def test_the_same_layer_of_another_network_shows_nothing_of_the_former(stage: Stage) -> None:
    stage.open("resnet50", LAYER)
    stage.show_photo()
    stage.answer_photo("of ResNet-50")
    assert stage.panel.picture.painted.overlay is not None
    stage.open("resnet101", LAYER)
    assert stage.panel.layer.path_shown == LAYER
    assert stage.panel.strip._stale, "tiles fade until there are others"
    assert stage.panel.picture.painted.overlay is None and stage.label == ""
    stage.answer_photo("of ResNet-101")
    assert not stage.panel.strip._stale and stage.panel.picture.painted.overlay is not None


def test_a_held_scale_is_of_one_network(stage: Stage) -> None:
    first = stage.open("resnet50", LAYER)
    stage.show_photo()
    stage.answer_photo("of ResNet-50")
    stage.panel.body.tools.lock.setChecked(True)
    first.selection.select_channel(3)
    stage.settle()
    stage.answer_photo("of ResNet-50")
    held = stage.panel.picture.painted.chips.scale_top
    second = stage.open("resnet101", LAYER)
    second.selection.select_channel(3)
    stage.settle()
    stage.answer_photo("of ResNet-101", scale=100)
    assert stage.panel.picture.painted.chips.scale_top > 10 * held


def test_evidence_for_a_class_does_not_stay_over_the_frames_of_another_network(stage: Stage) -> None:
    stage.open("resnet18")
    stage.panel.viewer.methodChosen.emit("gradcam")
    camera = Camera()
    stage.run(camera)
    camera.give(1)
    stage.settle()
    number, job = stage.under_way(FrameJob)[0]
    stage.done(number, replace(frame_answer(job, "frame 1"), view=class_view()))
    stage.settle()
    assert stage.panel.picture.class_view() is not None
    stage.open("alexnet")
    assert stage.panel.picture.class_view() is None and stage.panel.picture.painted.overlay is None


def test_an_effective_field_does_not_stay_either(stage: Stage) -> None:
    stage.open("resnet50", LAYER)
    stage.show_photo()
    stage.answer_photo("of ResNet-50")
    stage.panel.body.tools.probe.setChecked(True)
    stage.panel.body.probe.effective.setChecked(True)
    stage.settle()
    ((number, _),) = stage.under_way(EffectiveFieldJob)
    field = np.ones((224, 224), np.float32)
    found = SimpleNamespace(array=field, samples=16, dead=False, unit="unit (1, 2)", height=3, width=3)
    stage.done(number, SimpleNamespace(key="resnet50", found=found))
    stage.settle()
    assert stage.panel.picture.painted.influence is not None
    stage.open("resnet101", LAYER)
    assert stage.panel.picture.painted.influence is None
    assert not stage.panel.body.probe.effective.isChecked()


def test_a_chosen_class_stays_where_the_classes_are_the_same(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    stage.panel.viewer.methodChosen.emit("gradcam")
    stage.panel.viewer.set_target(285)
    stage.open("alexnet")
    assert [job.target for _, job in stage.under_way(ClassJob)] == [285]
    stage.live.set_document(None)  # a page in front
    stage.open("lenet5_modern")
    assert [job.target for _, job in stage.under_way(ClassJob)] == [None]


def test_a_page_in_front_costs_no_evidence(stage: Stage) -> None:
    one = stage.open("resnet18")
    stage.show_photo()
    stage.answer_photo("cat")
    stage.panel.viewer.methodChosen.emit("gradcam")
    stage.settle()
    ((number, _),) = stage.under_way(ClassJob)
    stage.done(number, class_view())
    stage.settle()
    asked = len(stage.engine.posted(ClassJob))
    stage.live.set_document(None)
    stage.settle()
    assert stage.label == ""
    stage.live.set_document(one)
    stage.settle()
    stage.answer_photo("cat")
    assert stage.label == "cat" and stage.panel.picture.class_view() is not None
    assert len(stage.engine.posted(ClassJob)) == asked


def test_another_device_is_asked_for_the_evidence_too(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    stage.panel.viewer.methodChosen.emit("gradcam")
    stage.settle()
    ((number, _),) = stage.under_way(ClassJob)
    stage.done(number, class_view())
    stage.settle()
    assert not stage.under_way(ClassJob)
    stage.engine._arrived.emit(Moved(EngineInfo(pid=1, device="cuda:0", threads=2, torch="", precision="bfloat16"), ""))
    stage.settle()
    assert stage.under_way(ClassJob) and stage.under_way(PredictJob)


def test_another_engine_is_asked_what_the_units_see(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    stage.panel.body.tools.probe.setChecked(True)
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(FieldJob)))
    asked = len(stage.engine.posted(FieldJob))
    stage.engine.die()
    stage.settle()
    stage.engine.say_ready()
    stage.qtbot.waitUntil(lambda: len(stage.engine.posted(FieldJob)) > asked)


def test_what_was_cancelled_is_asked_again_when_its_method_is_chosen_again(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    stage.answer_photo("cat")
    stage.panel.viewer.methodChosen.emit("occlusion")
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(ClassJob)))
    assert "working" in stage.panel.picture.painted.chips.title
    stage.engine.cancel_all()
    stage.qtbot.waitUntil(lambda: "working" not in stage.panel.picture.painted.chips.title)
    asked = len(stage.engine.posted(ClassJob))
    stage.panel.viewer.wishChanged.emit()
    stage.qtbot.wait(500)
    assert len(stage.engine.posted(ClassJob)) == asked, "not by itself"
    stage.panel.viewer.methodChosen.emit("occlusion")
    stage.qtbot.waitUntil(lambda: len(stage.engine.posted(ClassJob)) > asked)


def test_frames_after_another_engine_are_not_called_stale(stage: Stage) -> None:
    stage.open("resnet18")
    stage.panel.viewer.methodChosen.emit(None)
    camera = stage.run(Camera(), 1)
    stage.engine.die()
    stage.settle()
    assert stage.panel.picture._stale
    stage.engine.say_ready()
    stage.settle()
    stage.give(camera, 2)
    assert stage.label == "frame 2" and not stage.panel.picture._stale


def test_what_is_kept_bears_the_name_of_what_it_is(stage: Stage) -> None:
    stage.open("resnet18")
    stage.show_photo()
    stage.answer_photo("cat")
    keeper = stage.panel.viewer.keeper
    stage.panel.viewer.methodChosen.emit("guided")
    stage.settle()
    assert "projection" not in keeper.arrays() and '"activation"' in str(keeper.arrays()["meta"])
    assert "activation" in keeper.name(".npz")
    ((number, job),) = stage.under_way(ChannelJob)
    stage.done(number, channel_view(job))
    stage.settle()
    assert "projection" in keeper.arrays() and '"guided"' in str(keeper.arrays()["meta"])
    assert "guided" in keeper.name(".npz")


# Holding a channel and a unit


def test_the_pin_is_pressed_as_long_as_something_is_held(stage: Stage) -> None:
    one = stage.open("resnet18")
    camera = stage.run(Camera(), 1)
    pin = stage.live.sources.transport.pin
    pin.click()
    stage.settle()
    assert pin.isChecked() and one.selection.channel == 5 and stage.live._wishes.unit == (1, 2)
    camera.step()
    camera.give(2)
    stage.settle()
    assert pin.isChecked() and stage.live._wishes.unit == (1, 2), "the next frame has the same unit"
    stage.answer_photo("frame 2")
    one.selection.select_operator(order_of("resnet18", LAYER))
    stage.settle()
    assert not pin.isChecked() and one.selection.channel is None and stage.live._wishes.unit == "max"
    stage.answer_photo("frame 2")
    pin.click()
    stage.settle()
    assert pin.isChecked()
    for method in ("gradcam", "activation"):
        stage.panel.viewer.methodChosen.emit(method)
        stage.settle()
        assert pin.isChecked() and stage.live._wishes.unit == (1, 2)
    stage.run(Camera())
    assert not pin.isChecked() and stage.live._wishes.unit == "max"
    stage.give(stage.live.sources.current, 3)
    pin.click()
    stage.settle()
    assert pin.isChecked()
    stage.open("alexnet")
    assert not pin.isChecked() and stage.live._wishes.unit == "max"


def test_where_there_is_no_unit_nothing_is_held(stage: Stage) -> None:
    one = stage.open("resnet18")
    camera = stage.run(Camera(), 1)
    stage.panel.viewer.methodChosen.emit("gradcam")
    stage.give(camera, 2)
    pin = stage.live.sources.transport.pin
    pin.click()
    stage.settle()
    assert not pin.isChecked() and one.selection.channel is None
