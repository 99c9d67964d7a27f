"""From a cell to what it sees, and from a point to the cells that see it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QLabel

from explorer.engine.messages import EffectiveAnswer, SeenRegion
from explorer.ui.docks.inspector.unit_lines import UnitLines, as_answered, by_formula
from explorer.ui.live.probe.probe import Probe
from explorer.visualize.methods.influence import EffectiveField
from tests.labels import text_of
from tests.ui.inspector_stage import network_of, row_of, seen_lines
from tests.ui.live_stage import REGION, SHAPE, TRAINED, button, channel_view, class_view, fill, new_panel

# Rows of 14 cells that see 32 input pixels each, 16 apart, from -8 on; the input is 224 × 224.
LINES = tuple(range(max(0, 16 * at - 8), min(224, 16 * at + 24)) for at in range(14))
PROBE = Probe(UnitLines(LINES, LINES), True, REGION, (224, 224))


@pytest.fixture
def probing(qtbot, qapp):
    panel = fill(new_panel(qtbot))
    qtbot.keyClick(panel.picture, Qt.Key.Key_P)
    panel.viewer.probe.set_probe(PROBE)
    return panel


def test_box_and_cells_agree_for_every_pixel() -> None:
    rng = np.random.default_rng(0)
    for row, column in rng.integers(0, 224, (40, 2)).tolist():
        # REGION is 300 picture pixels for 224 input pixels, from x = 100 on.
        point = QPointF(100 + (column + 0.5) * 300 / 224, (row + 0.5) * 300 / 224)
        assert PROBE.pixel(point) == (row, column)
        told = {(y, x) for rows, columns in PROBE.cells(point) for y in rows for x in columns}
        seeing = {(y, x) for y in range(14) for x in range(14) if PROBE.box((y, x)).contains(point)}
        assert told == seeing
        assert told


def test_box_is_in_picture_pixels_and_clipped() -> None:
    assert PROBE.box((0, 0)) == QRectF(100, 0, 24 * 300 / 224, 24 * 300 / 224)
    assert PROBE.box((1, 2)) == QRectF(100 + 24 * 300 / 224, 8 * 300 / 224, 32 * 300 / 224, 32 * 300 / 224)


def test_another_input_size_or_map_is_not_guessed() -> None:
    other = SeenRegion(left=0, top=0, width=300, height=300, input_size=(288, 288))
    assert not PROBE.on(other).usable
    assert PROBE.on(other).cells(QPointF(5, 5)) == ()
    assert PROBE.box((14, 0)) is None
    assert PROBE.pixel(QPointF(99, 5)) is None
    assert Probe().box((0, 0)) is None


def test_cells_with_a_gap_are_separate_blocks() -> None:
    lines = (range(4), range(4, 8), range(4))
    probe = Probe(
        UnitLines(lines, (range(8),)), True, SeenRegion(left=0, top=0, width=8, height=8, input_size=(8, 8)), (8, 8)
    )
    assert probe.cells(QPointF(1, 1)) == ((range(1), range(1)), (range(2, 3), range(1)))


def test_units_of_a_flattened_map_are_pairs() -> None:
    lines = UnitLines((range(4), range(4), range(4, 8)), (range(4), range(4, 8), range(4)), paired=True)
    probe = Probe(lines, True, SeenRegion(left=0, top=0, width=8, height=8, input_size=(8, 8)), (8, 8))
    assert probe.cells(QPointF(5, 1)) == ((range(1), range(1, 2)),)


def test_the_engines_lines_of_resnet_hold_the_formula_at_the_centre() -> None:
    network = network_of("resnet18")
    row = network.rows[row_of(network, "layer2.0.conv2")]
    region = SeenRegion(left=0, top=0, width=224, height=224, input_size=(224, 224))
    exact = Probe(as_answered(seen_lines(network, row.order), row), True, region, (224, 224))
    formula = Probe(by_formula(row, (3, 224, 224)), False, region, (224, 224))
    assert exact.box((14, 14)) == formula.box((14, 14))
    assert exact.box((14, 14)).width() == row.rf_w


def test_pointing_at_a_cell_frames_what_it_sees(probing, qtbot):
    pane = probing.body.pane
    assert pane.isVisible()
    assert pane.hasFocus()
    qtbot.mouseMove(pane, pane.cell_box((8, 8)).center().toPoint())
    qtbot.mouseMove(pane, pane.cell_box((3, 2)).center().toPoint())
    qtbot.waitUntil(lambda: pane.cell == (3, 2))
    assert probing.picture.painted.probed == PROBE.box((3, 2))
    assert probing.body.probe.text() == "(3, 2) sees exactly 32 × 32 px rows 40–71, columns 24–55"
    with qtbot.waitSignal(probing.unitChosen) as caught:
        qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=pane.cell_box((3, 2)).center().toPoint())
    assert caught.args[0] == (3, 2)


def test_pointing_at_the_picture_outlines_the_cells_that_see_it(probing, qtbot):
    picture, pane = probing.picture, probing.body.pane
    place = picture.region_box().center().toPoint()
    with qtbot.assertNotEmitted(probing.unitChosen):
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    point = picture.space.to_picture(QPointF(place))
    assert picture.painted.blocks == PROBE.cells(point)
    assert pane._blocks == PROBE.cells(point)
    assert ": exactly 4 cells" in probing.body.probe.text()
    # It is pinned: the pointer may leave.
    picture.pointMoved.emit(None)
    assert picture.painted.point == point


def test_both_ways_by_keyboard(probing, qtbot):
    picture, pane = probing.picture, probing.body.pane
    pane.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(pane, key)
    assert pane.cell == (10, 12), "from the unit on show, (9, 11)"
    with qtbot.waitSignal(probing.unitChosen) as caught:
        qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert caught.args[0] == (10, 12)
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    first = QPointF(picture.painted.point)
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    assert picture.painted.point.x() == pytest.approx(first.x() - 300 / SHAPE[2])
    assert picture.painted.blocks
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert not probing.viewer.probe.on
    assert not pane.isVisible()


def test_effective_field_on_demand(probing, qtbot):
    pane, bar = probing.body.pane, probing.body.probe
    qtbot.mouseMove(pane, pane.cell_box((8, 8)).center().toPoint())
    qtbot.mouseMove(pane, pane.cell_box((3, 2)).center().toPoint())
    qtbot.waitUntil(lambda: pane.cell == (3, 2))
    with qtbot.waitSignal(probing.effectiveWanted) as caught:
        qtbot.keyClick(pane, Qt.Key.Key_E)
    assert caught.args[0] == (3, 2)
    assert bar.progress.isVisible()
    array = np.zeros((224, 224), np.float32)
    array[50:60, 30:40] = 0.01
    found = EffectiveField(array=array, layer="layer", unit=(3, 2), channel=None, samples=16)
    probing.viewer.probe.set_effective(EffectiveAnswer(key="net", weights=TRAINED, found=found))
    assert probing.picture.painted.influence is not None
    assert not bar.progress.isVisible()
    assert bar.text() == "Effective field, 16 noise inputs (3, 2): 95 % within 10 × 10 px"
    with qtbot.waitSignal(probing.effectiveWanted) as caught:
        qtbot.mouseClick(button(probing, "live.probe.effective"), Qt.MouseButton.LeftButton)
    assert caught.args[0] is None
    assert probing.picture.painted.influence is None


def test_failed_effective_field_says_why(probing, qtbot):
    qtbot.mouseClick(button(probing, "live.probe.effective"), Qt.MouseButton.LeftButton)
    probing.viewer.probe.set_effective(None, "the engine has stopped")
    assert probing.body.probe.text() == "the engine has stopped"
    assert not probing.body.probe.effective.isChecked()


def test_a_layer_without_a_map_is_no_error(probing):
    probing.set_layer("fc", (10,))
    probing.set_channel_view(channel_view(layer="fc", map=np.ones((1, 1), np.float32), unit=(0, 0)))
    probing.viewer.probe.set_probe(Probe())
    assert "has no map" in text_of(probing.findChild(QLabel, "live.probe.title"))
    assert not probing.grab().isNull()
    assert probing.body.pane.cell_at(QPointF(QPoint(5, 5))) is None


def test_another_layer_takes_the_effective_field_away(probing, qtbot):
    qtbot.keyClick(probing.body.pane, Qt.Key.Key_E)
    array = np.full((224, 224), 1 / 224**2, np.float32)
    found = EffectiveField(array=array, layer="layer", unit=(9, 11), channel=None, samples=16)
    probing.viewer.probe.set_effective(EffectiveAnswer(key="net", weights=TRAINED, found=found))
    assert probing.picture.painted.influence is not None
    probing.set_layer("layer3", (96, 7, 7))
    assert probing.picture.painted.influence is None
    assert not probing.body.probe.effective.isChecked()


def test_probing_under_a_class_method_is_of_the_chosen_layer(probing, qtbot):
    probing.set_method("gradcam")
    probing.set_class_view(class_view())
    assert probing.body.pane.cells == SHAPE[1:], "not the 7 × 7 of the class's evidence"
    place = probing.picture.region_box().center().toPoint()
    qtbot.mouseClick(probing.picture, Qt.MouseButton.LeftButton, pos=place)
    assert probing.body.pane._blocks
    assert probing.picture.painted.blocks == (), "the cells on the picture are those of the evidence"
