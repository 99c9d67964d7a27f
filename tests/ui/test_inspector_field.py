"""The inspector's receptive field: exact lines from the engine, gates, the effective field."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.engine.messages import (
    EffectiveAnswer,
    EffectiveFieldJob,
    FieldJob,
    SeenRegion,
    WeightsBadge,
)
from explorer.models import registry
from explorer.ui.docks.inspector.field_picture import FieldPicture
from explorer.ui.docks.inspector.inspector import Inspector
from explorer.ui.docks.inspector.unit_lines import by_formula
from explorer.ui.selection import Selection
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from explorer.ui.widgets.badge import Badge
from explorer.visualize.methods.influence import EffectiveField
from tests.ui.inspector_stage import PatientEngine, network_of, row_of, seen_lines, spread, texts, upsampling

TRAINED = WeightsBadge(name="IMAGENET1K_V1", trained=True, source="on disk")
RANDOM = WeightsBadge(name="random:0", trained=False, source="random weights, seed 0")


class Stage:
    """An inspector with an engine, and a network in front."""

    def __init__(self, qtbot: QtBot) -> None:
        theme().set_mode("light")
        self.engine = PatientEngine()
        self.weights = "default"
        self.panel = Inspector(self.engine, lambda key: self.weights)
        self.qtbot = qtbot
        qtbot.addWidget(self.panel)
        self.panel.resize(344, 1600)
        self.panel.show()
        self.network: Network = network_of("resnet18")
        self.selection = Selection()

    def open(self, key: str, network: Network | None = None, **form: object) -> None:
        architecture = registry.get(key)
        self.network = network or network_of(key)
        self.selection = Selection()
        self.panel.set_network(self.network, self.selection, replace(Form.own(architecture), **form))

    def select(self, path: str, operator: str = "", *, lines: bool = True) -> None:
        self.selection.select_operator(row_of(self.network, path, operator))
        if lines:
            self.qtbot.waitUntil(lambda: self.asks(FieldJob))
            self.engine.answer_field(self.network)

    def asks(self, kind: type[FieldJob] | type[EffectiveFieldJob]) -> bool:
        return any(
            self.engine.awaits(number) for number, job in self.engine.client.jobs.items() if isinstance(job, kind)
        )

    def field(self, name: str) -> str:
        """The figure beside a name in the receptive-field section."""
        seen = texts(self.panel)
        seen = seen[seen.index("Receptive field") :]
        return seen[seen.index(name) + 1] if name in seen else ""

    @property
    def picture(self) -> FieldPicture:
        return self.panel.page.findChild(FieldPicture, "inspector.field")

    def part(self, name: str, kind: type[QWidget] = QPushButton) -> QWidget:
        return self.panel.page.findChild(kind, name)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.part(name), Qt.MouseButton.LeftButton)

    def effective(self) -> EffectiveFieldJob:
        """Choose the effective field and wait until the engine is asked for it."""
        self.click("inspector.field.mode.effective")
        return self.effective_job()

    def effective_job(self) -> EffectiveFieldJob:
        self.qtbot.waitUntil(lambda: self.asks(EffectiveFieldJob))
        job = self.engine.client.jobs[self.engine.waiting(EffectiveFieldJob)]
        assert isinstance(job, EffectiveFieldJob)
        return job

    def answer_effective(self, rows: range, columns: range, weights: WeightsBadge = TRAINED) -> None:
        job = self.effective_job()
        found = EffectiveField(
            array=spread(*self.network.input_shape[-2:], rows, columns),
            layer=job.layer,
            unit=job.unit,
            channel=None,
            samples=job.samples,
        )
        self.engine.answer(EffectiveFieldJob, EffectiveAnswer(key=job.key, weights=weights, found=found))


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    result = Stage(qtbot)
    yield result
    result.engine.close()


# -- exact lines ---------------------------------------------------------------------------------------------------


def test_exact_lines_take_the_place_of_the_formula(stage: Stage) -> None:
    stage.open("squeezenet1_1")
    network = stage.network
    for row in network.rows:
        formula, exact = by_formula(row, network.input_shape), seen_lines(network, row.order)
        if (
            formula is not None
            and len(exact.rows) > 1
            and formula.rows[-1] != range(exact.rows[-1][0], exact.rows[-1][1] + 1)
        ):
            break
    else:
        pytest.fail("squeezenet1_1 has rows at its border that nothing reads")
    stage.selection.select_operator(row.order)
    last = len(exact.rows) - 1
    stage.picture.choose((last, 0))
    assert stage.field("Rows") == f"{formula.rows[-1].start} – {formula.rows[-1].stop - 1}"
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(network)
    assert stage.picture.unit == (last, 0)  # what was chosen stays
    assert stage.field("Rows") == f"{exact.rows[-1][0]} – {exact.rows[-1][1]}"
    share = 100 * (exact.rows[-1][1] - exact.rows[-1][0] + 1) * (exact.columns[0][1] + 1) / 224**2
    assert stage.field("Of the input") == f"{share:.1f}\u202f%"


def test_walking_asks_for_the_last_row_alone_in_the_shown_form(stage: Stage) -> None:
    stage.open("resnet18", num_classes=10, batch=4)
    for order in range(12):
        stage.selection.select_operator(order)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    assert stage.engine.posted(FieldJob) == [
        FieldJob(key="resnet18", input_shape=(3, 224, 224), batch=4, options=(("num_classes", 10),), order=11)
    ]
    # An answer that comes after another row has been selected changes nothing.
    number = stage.engine.waiting(FieldJob)
    stage.selection.select_operator(20)
    assert stage.engine.client.cancelled == [number]
    # A row that was answered before is not asked for again.
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(stage.network)
    stage.selection.select_operator(3)
    stage.selection.select_operator(20)
    assert stage.engine.jobs == 0


def test_units_without_a_formula_get_their_field_from_the_engine(stage: Stage) -> None:
    stage.open("resnet18", upsampling())
    stage.select("2", lines=False)
    assert stage.network.rows[stage.selection.current.order].rf_h is None
    assert stage.field("Rows") == stage.field("Unit") == "–"
    assert stage.picture.box().isEmpty()
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    lines = stage.engine.answer_field(stage.network)
    assert stage.field("Unit") == "(16, 16)"
    assert stage.field("Rows") == f"{lines.rows[16][0]} – {lines.rows[16][1]}"
    assert not stage.picture.box().isEmpty()
    assert any("each has its own field" in text for text in texts(stage.panel))
    # Without a formula, the mouse chooses the unit at the same part of the map.
    stage.qtbot.mouseClick(stage.picture, Qt.MouseButton.LeftButton, pos=QPoint(1, stage.picture.height() - 2))
    assert stage.picture.unit == (31, 0)
    assert stage.field("Columns") == f"{lines.columns[0][0]} – {lines.columns[0][1]}"


def test_a_map_with_channels_last_has_its_units(stage: Stage) -> None:
    stage.open("convnext_tiny")
    stage.select("features.1.0.block.3", lines=False)
    assert stage.network.rows[stage.selection.current.order].output_shape == (56, 56, 384)
    assert stage.field("Unit") == "(28, 28)"
    before = stage.field("Rows"), stage.field("Columns")
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(stage.network)
    assert (stage.field("Rows"), stage.field("Columns")) == before
    for _ in range(60):
        stage.qtbot.keyClick(stage.picture, Qt.Key.Key_Right)
    assert stage.field("Unit") == "(28, 55)"
    assert stage.field("Columns").endswith("– 223")


def test_the_units_of_a_flattened_map_are_walked_one_by_one(stage: Stage) -> None:
    stage.open("alexnet")
    order = next(row.order for row in stage.network.rows if row.operator == "flatten")
    stage.selection.select_operator(order)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    lines = stage.engine.answer_field(stage.network)
    assert lines.rows.shape == (9216, 2)
    assert stage.field("Unit") == "0"
    stage.picture.setFocus()
    stage.qtbot.keyClick(stage.picture, Qt.Key.Key_Right)
    stage.qtbot.keyClick(stage.picture, Qt.Key.Key_Down)
    unit = stage.picture.unit[1]
    assert stage.field("Unit") == f"{unit:,}"
    assert stage.field("Rows") == f"{lines.rows[unit][0]} – {lines.rows[unit][1]}"
    assert tuple(lines.rows[unit]) != tuple(lines.rows[0])
    assert stage.field("Columns") == f"{lines.columns[unit][0]} – {lines.columns[unit][1]}"
    # A click chooses a unit that looks there: far right at the top, the last of the first line.
    stage.qtbot.mouseClick(stage.picture, Qt.MouseButton.LeftButton, pos=QPoint(stage.picture.width() - 1, 0))
    assert lines.columns[stage.picture.unit[1]][1] == 223
    assert lines.rows[stage.picture.unit[1]][0] == 0


def test_gates_and_alignment_are_told(stage: Stage) -> None:
    stage.open("efficientnet_b0")
    stage.select("features.4.1.block.3.0", lines=False)
    assert stage.field("With gates") == "–"
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(stage.network)
    assert stage.field("With gates") == "whole input"
    assert stage.field("Paths") == "aligned"
    assert any(text.startswith("This is the local path") for text in texts(stage.panel))
    # Where a gate reaches only a part, the part is told.
    part = replace(seen_lines(stage.network, stage.selection.current.order), through_gates=((0, 99), (4, 223)))
    stage.open("efficientnet_b0", num_classes=5)
    stage.select("features.4.1.block.3.0", lines=False)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer(FieldJob, part)
    assert stage.field("With gates") == "rows 0 – 99\ncolumns 4 – 223"
    stage.open("bn_inception")
    apart = next(row for row in stage.network.rows if row.aligned_h is False)
    stage.selection.select_operator(apart.order)
    assert stage.field("Paths") == "centres apart"
    assert stage.field("With gates") == ""


def test_what_is_not_exact_is_said(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("conv1", lines=False)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer(FieldJob, replace(seen_lines(stage.network, 0), exact=False))
    assert any("may be less than what is shown" in text for text in texts(stage.panel))
    stage.select("layer1.0.conv1")
    assert not any("may be less than what is shown" in text for text in texts(stage.panel))


def test_a_unit_of_padding_sees_none_of_the_input(stage: Stage) -> None:
    stage.open("efficientnet_lite0")
    stage.select("blocks.2.0.conv_dw", "pad", lines=False)
    stage.picture.choose((57, 28))
    assert stage.field("Rows") == "218 – 223"  # the formula takes padding for pixels
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(stage.network)
    assert stage.field("Rows") == "none"
    assert stage.field("Of the input") == "0.0\u202f%"
    assert stage.picture.box().isEmpty()


def test_a_failure_is_told_only_where_there_is_no_formula(stage: Stage) -> None:
    stage.open("resnet18", upsampling())
    for path in ("0", "2"):
        stage.select(path, lines=False)
        stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
        stage.engine.fail(FieldJob, "row 7 does not depend on the input")
        said = [text for text in texts(stage.panel) if "does not depend on the input" in text]
        assert bool(said) == (path == "2")
        assert (stage.field("Rows") == "–") == (path == "2")


def test_an_engine_that_comes_back_is_asked_again(stage: Stage) -> None:
    stage.open("resnet18", upsampling())
    stage.select("2", lines=False)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.die()
    stage.engine.say_ready()
    stage.engine.answer_field(stage.network)
    assert stage.field("Unit") == "(16, 16)"


# -- the effective field -------------------------------------------------------------------------------------------


def test_the_effective_field_is_drawn_with_its_box_and_its_sentence(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer2.0.conv2")
    plain = stage.picture.grab().toImage()
    job = stage.effective()
    assert job == EffectiveFieldJob(key="resnet18", layer="layer2.0.conv2", unit=(14, 14), samples=16)
    bar = stage.part("inspector.effective.bar", QProgressBar)
    assert bar.isVisible()
    stage.engine.progress(EffectiveFieldJob, 4, 16)
    assert (bar.value(), bar.maximum()) == (250, 1000)
    assert "Averaging gradients, 4 of 16" in texts(stage.panel)
    stage.answer_effective(range(100, 130), range(90, 130))
    assert not bar.isVisible()
    assert stage.field("Rows") == "100 – 128"  # 29 of 30 even rows hold more than 95 %
    assert stage.field("Columns") == "90 – 127"
    assert stage.field("Size") == "29 × 38\u202fpx"
    (sentence,) = [text for text in texts(stage.panel) if "95 % of the influence on" in text]
    assert "comes from 29 × 38 px" in sentence
    assert "theoretical field of 67 × 67 px" in sentence
    badge = stage.part("inspector.effective.weights", Badge)
    assert (badge.text(), badge.property("badge")) == ("IMAGENET1K_V1", "ok")
    hot = stage.picture.grab().toImage()
    scale = stage.picture.width() / 224
    inside, outside = (QPoint(round(x * scale), round(y * scale)) for x, y in ((110, 115), (20, 200)))
    assert hot.pixelColor(inside).lightness() > 150
    assert hot.pixelColor(outside).lightness() < 20
    assert "comes from 29 × 38 px" in stage.panel.page.text()
    stage.click("inspector.field.mode.theoretical")
    assert stage.picture.grab().toImage() == plain
    # What was computed is kept.
    stage.click("inspector.field.mode.effective")
    assert stage.field("Size") == "29 × 38\u202fpx"
    assert stage.engine.jobs == 0


def test_random_weights_are_marked_and_other_weights_ask_anew(stage: Stage) -> None:
    stage.open("resnet18")
    stage.panel.set_weights(RANDOM)
    stage.select("layer1.0.conv1")
    stage.effective()
    stage.answer_effective(range(50), range(50), RANDOM)
    badge = stage.part("inspector.effective.weights", Badge)
    assert (badge.text(), badge.property("badge")) == ("random weights", "warn")
    stage.weights = "IMAGENET1K_V1"
    stage.panel.set_weights(TRAINED)
    assert stage.effective_job().weights == "IMAGENET1K_V1"
    stage.answer_effective(range(60), range(40))
    assert badge.text() == "IMAGENET1K_V1"


def test_a_dead_unit_is_told(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer1.0.conv1")
    stage.effective()
    stage.answer_effective(range(0), range(0))
    assert any("is dead: no input pixel" in text for text in texts(stage.panel))
    assert stage.field("Rows") == "none"


def test_it_is_cancelled_and_computed_again(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer1.0.conv1")
    stage.effective()
    number = stage.engine.waiting(EffectiveFieldJob)
    stage.click("inspector.effective.cancel")
    assert stage.engine.client.cancelled == [number]
    assert "Cancelled." in texts(stage.panel)
    stage.click("inspector.effective.again")
    stage.effective_job()
    # From elsewhere, by a failure, by a death: each leaves a state from which one can go on.
    stage.engine.cancel_all()
    stage.qtbot.waitUntil(lambda: "Cancelled." in texts(stage.panel))
    stage.click("inspector.effective.again")
    stage.effective_job()
    stage.engine.fail(EffectiveFieldJob, "the gradient is not finite")
    assert "the gradient is not finite" in texts(stage.panel)
    stage.click("inspector.effective.again")
    stage.effective_job()
    stage.engine.die()
    assert any("SIGKILL" in text for text in texts(stage.panel))
    stage.engine.say_ready()
    stage.click("inspector.effective.again")
    stage.effective_job()
    stage.answer_effective(range(50), range(50))
    assert not stage.part("inspector.effective.again").isVisible()


def test_a_unit_is_chosen_by_a_click_not_by_the_way(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer2.0.conv2")
    stage.effective()
    stage.answer_effective(range(100, 130), range(90, 130))
    corner, button = QPointF(2, 2), Qt.MouseButton.NoButton
    where = QPointF(stage.picture.mapToGlobal(corner))
    QApplication.sendEvent(
        stage.picture, QMouseEvent(QEvent.Type.MouseMove, corner, where, button, button, Qt.KeyboardModifier.NoModifier)
    )
    assert stage.picture.unit == (14, 14)
    stage.qtbot.mouseClick(stage.picture, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert stage.picture.unit == (0, 0)
    assert stage.effective_job().unit == (0, 0)
    stage.answer_effective(range(30), range(30))
    assert stage.field("Unit") == "(0, 0)"
    # Back to a unit that is known: figures and picture are there at once.
    for _ in range(14):
        stage.qtbot.keyClick(stage.picture, Qt.Key.Key_Down)
        stage.qtbot.keyClick(stage.picture, Qt.Key.Key_Right)
    assert stage.picture.unit == (14, 14)
    assert stage.field("Size") == "29 × 38\u202fpx"


def test_it_waits_for_the_lines_where_only_they_tell_the_centre(stage: Stage) -> None:
    stage.open("resnet18", upsampling())
    stage.select("2", lines=False)
    stage.click("inspector.field.mode.effective")
    assert not stage.asks(EffectiveFieldJob)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.panel.set_region(SeenRegion(left=0, top=0, width=32, height=32, input_size=(32, 32)))
    stage.engine.answer_field(stage.network)
    assert stage.effective_job().unit == (16, 16)


def test_where_there_is_none_the_reason_is_said(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer1.0", "add")
    stage.click("inspector.field.mode.effective")
    assert any("layer1.0 goes on after this operator" in text for text in texts(stage.panel))
    # The row that has one is a click away.
    stage.click("inspector.effective.instead")
    shown = stage.network.rows[stage.selection.current.order]
    assert (shown.path, shown.operator, shown.call) == ("layer1.0.relu", "relu", 1)
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    stage.engine.answer_field(stage.network)
    assert stage.effective_job().layer == "layer1.0.relu#1"
    stage.selection.select_operator(next(row.order for row in stage.network.rows if not row.path))
    assert any("belongs to no module" in text for text in texts(stage.panel))
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob))
    assert not stage.asks(EffectiveFieldJob)

    stage.open("convnext_tiny")
    stage.select("features.1.0.block.3", lines=False)
    stage.click("inspector.field.mode.effective")
    assert any("channels last" in text for text in texts(stage.panel))

    stage.open("resnet18", num_classes=10)
    stage.select("conv1", lines=False)
    stage.click("inspector.field.mode.effective")
    assert any("other options" in text for text in texts(stage.panel))
    assert not stage.asks(EffectiveFieldJob)


def test_the_input_must_be_the_one_of_the_weights(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer1.0.conv1")
    stage.panel.set_region(SeenRegion(left=0, top=0, width=300, height=300, input_size=(288, 288)))
    stage.click("inspector.field.mode.effective")
    assert any("288 × 288 px" in text and "224 × 224 px" in text for text in texts(stage.panel))
    assert not stage.asks(EffectiveFieldJob)
    # Where that is known only from the answer, the answer is not drawn.
    stage.open("resnet18")
    stage.panel.set_region(None)
    stage.select("layer1.0.conv1", lines=False)
    stage.click("inspector.field.mode.effective")
    job = stage.effective_job()
    found = EffectiveField(
        array=np.full((288, 288), 1 / 288**2, np.float32), layer=job.layer, unit=job.unit, channel=None, samples=16
    )
    stage.engine.answer(EffectiveFieldJob, EffectiveAnswer(key=job.key, weights=TRAINED, found=found))
    assert any("288 × 288 px" in text for text in texts(stage.panel))
    assert not stage.picture.has_heat


def test_leaving_the_operators_withdraws_and_coming_back_asks_again(stage: Stage) -> None:
    stage.open("resnet18")
    stage.select("layer1.0.conv1", lines=False)
    stage.click("inspector.field.mode.effective")
    stage.qtbot.waitUntil(lambda: stage.asks(FieldJob) and stage.asks(EffectiveFieldJob))
    stage.selection.clear()
    assert stage.engine.jobs == 0
    stage.select("layer1.0.conv1")
    stage.answer_effective(range(50), range(50))
    stage.select("layer1.0.conv2")
    stage.effective_job()
    stage.panel.clear()
    assert stage.engine.jobs == 0


@pytest.mark.parametrize("width", [300, 420])
@pytest.mark.parametrize("key", ["resnet18", "efficientnet_b0"])
def test_nothing_is_wider_than_the_panel(stage: Stage, width: int, key: str) -> None:
    stage.open(key)
    stage.panel.resize(width, 900)
    path = {"resnet18": "layer2.0.conv2", "efficientnet_b0": "features.4.1.block.3.0"}[key]
    stage.select(path)
    stage.effective()
    stage.answer_effective(range(100, 200), range(100, 200), RANDOM)
    QApplication.processEvents()
    content = stage.panel.findChild(QWidget, "inspector.scroll").widget()
    assert content.minimumSizeHint().width() <= width - 10
    for label in stage.panel.page.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and label.text():
            assert label.width() >= label.minimumSizeHint().width(), label.text()
