"""Pictures in the comparison of forms that are not the networks' own: what runs is the own form, and that is said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.engine.messages import AnalyzeJob
from explorer.ui.compare.live.layers import StageLayers
from explorer.ui.compare.page import ComparePage
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.control.layers import receptive_field_box
from explorer.ui.selection import Selected
from explorer.ui.what_if import Form
from tests.ui.compare_live_stage import Stage, live
from tests.ui.compare_stage import Engine, analysed, compare, engine, form, known, order_of, page

__all__ = ["engine", "live", "page"]

LARGER = replace(form("resnet18"), input_shape=(3, 448, 448))
FEWER = replace(form("resnet18"), num_classes=10)
SMALLEST = replace(form("resnet18"), input_shape=(3, 32, 32))
WIDER = replace(form("mobilenet_v2"), width=1.4)
SERVED = replace(form("alexnet"), batch=4)


@pytest.fixture
def stage(qtbot: QtBot, engine: Engine, page: ComparePage, live: LiveController) -> Stage:
    return Stage(qtbot, page, live, engine)


def look(stage: Stage, *forms: Form) -> None:
    """Compare these and look at a picture through them."""
    stage.page.begin(forms)
    known(stage.qtbot, stage.page, stage.engine)
    stage.show()
    stage.open()
    # What runs is read when somebody looks, and not before.
    stage.qtbot.waitUntil(lambda: (stage.engine.answer_all(), bool(stage.under_way()))[1], timeout=20_000)
    stage.settle()


def layers(stage: Stage) -> StageLayers:
    assert stage.page.looking is not None
    found = stage.page.looking.wishes.layers
    assert found is not None
    return found


def shapes(stage: Stage) -> list[str]:
    found = (side.findChild(QLabel, f"{side.objectName()}.shape") for side in stage.sides)
    return [label.text() for label in found if label is not None]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (LARGER, "runs in its own form, without 3 × 448 × 448"),
        (FEWER, "runs in its own form, without 10 classes"),
        (WIDER, "runs in its own form, without width 1.4"),
        (SERVED, "runs in its own form, without batch 4"),
    ],
)
def test_the_own_form_runs_and_that_is_said(stage: Stage, changed: Form, words: str) -> None:
    look(stage, form("alexnet"), changed)
    assert [side.head.runs.whole_text() for side in stage.sides] == ["", words]
    assert stage.body.more.isVisible() and "Weights are of a network's own form" in stage.body.more.text()
    assert stage.sides[1].top.entries and stage.body.bar.verdict.isVisible()
    assert all(side.picture.painted.overlay is not None for side in stage.sides)
    # Shapes are of what runs.
    own = analysed(Form.own(changed.architecture).job(AnalyzeJob))
    while True:
        for side, text, layer in zip(stage.sides, shapes(stage), layers(stage).of_stage(stage_of(stage)), strict=True):
            network = own if side.place else analysed(form("alexnet").job(AnalyzeJob))
            if layer is not None:
                assert layer.row is network.rows[layer.row.order]
                assert text == " × ".join(map(str, layer.row.output_shape))
        if not stage.body.bar.next.isEnabled():
            break
        stage.press(stage.page.live, Qt.Key.Key_Down)
        stage.settle()


def stage_of(stage: Stage) -> int:
    assert stage.page.looking is not None
    found = stage.page.looking.wishes.shown_stage()
    assert found is not None
    return found


def test_nothing_more_is_read_before_somebody_looks_and_then_only_what_is_missing(stage: Stage) -> None:
    stage.page.begin([form("resnet18"), LARGER])
    known(stage.qtbot, stage.page, stage.engine)
    read = stage.engine.posted(AnalyzeJob)
    stage.show()
    stage.open()
    stage.settle()
    assert stage.engine.posted(AnalyzeJob) == read, "A is what B runs in"
    assert "same network with the same weights" in stage.body.more.text()
    stage.page.put(0, "alexnet")
    known(stage.qtbot, stage.page, stage.engine)
    stage.settle()
    assert "same network" not in stage.body.more.text()


def test_while_the_own_form_is_read_it_says_so(stage: Stage) -> None:
    stage.page.begin([form("alexnet"), LARGER])
    known(stage.qtbot, stage.page, stage.engine)
    stage.show()
    stage.open()
    stage.qtbot.waitUntil(lambda: len(stage.engine.under_way()) == 1)
    assert stage.body.empty.isVisible() and stage.jobs() == []
    assert "which is being read" in told(stage)
    stage.engine.fail_all("not enough memory")
    stage.qtbot.waitUntil(lambda: "cannot be read: not enough memory" in told(stage))
    # Another network in its place is another matter.
    stage.page.put(1, "squeezenet1_1")
    known(stage.qtbot, stage.page, stage.engine)
    stage.settle()
    assert stage.sides[1].top.entries


def told(stage: Stage) -> str:
    return " ".join(label.text() for label in stage.body.empty.findChildren(QLabel))


def test_maps_are_offered_where_the_own_form_has_them(stage: Stage) -> None:
    # At 32 pixels, the last stages of ResNet-18 have a single place: no map of that form, but one of what runs.
    look(stage, SMALLEST, form("alexnet"))
    network = stage.page.result.trees[0].network  # type: ignore[union-attr]
    last = layers(stage).last()[0]
    assert last is not None and last.path == "layer4.1" and last.row.output_shape == (512, 7, 7)
    assert network.rows[last.order].output_shape == (512, 1, 1)


def test_a_selection_in_a_changed_form_is_the_same_layer_of_the_own_one(stage: Stage) -> None:
    look(stage, form("alexnet"), LARGER)
    stage.page.counterparts.selections[1].select_operator(order_of(stage.page.sides[1], "layer2.0.conv1"))
    stage.settle()
    assert stage.layers()[1] == "layer2.0.conv1"
    assert shapes(stage)[1] == "128 × 28 × 28"


def test_the_receptive_field_is_that_of_what_runs(stage: Stage) -> None:
    look(stage, form("alexnet"), LARGER)
    found = layers(stage).of_selection((Selected(), Selected(block="layer2.0")))[1]
    answer = stage.sides[1].answer
    assert found is not None and answer is not None
    view = replace(answer.view, layer="layer2.0", unit=(14, 14))  # type: ignore[type-var]
    own = analysed(form("resnet18").job(AnalyzeJob))
    box = layers(stage).receptive_field(1, found, view)  # type: ignore[arg-type]
    assert box == receptive_field_box(found.row, (14, 14), own.input_shape, view.region)  # type: ignore[union-attr]
    assert box is not None and box.width() > 0


def test_a_form_that_is_changed_meanwhile_is_followed(stage: Stage, qtbot: QtBot) -> None:
    compare(qtbot, stage.page, stage.engine, "alexnet", "resnet18")
    stage.show()
    stage.open()
    stage.settle()
    stage.page.sides[1].formWished.emit(FEWER)
    known(qtbot, stage.page, stage.engine)
    stage.settle()
    assert stage.sides[1].head.runs.whole_text() == "runs in its own form, without 10 classes"
    stage.page.members.stack.undo()
    known(qtbot, stage.page, stage.engine)
    stage.settle()
    assert stage.sides[1].head.runs.whole_text() == "" and not stage.body.more.isVisible()
