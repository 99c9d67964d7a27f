"""Class methods and honesty: which class is explained, what is drawn of it, what is said about it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from explorer.engine.messages import Progress
from explorer.ui.live.method.methods import OVERLAYS, ClassOptions, method_text
from explorer.ui.live.method.remarks import activation_share, remarks
from explorer.ui.live.panel.top_classes import ROW
from tests.ui.inspector_stage import network_of, row_of
from tests.ui.live_stage import RANDOM, TRAINED, button, channel_view, class_view, fill, new_panel, prediction


@pytest.fixture
def filled(qtbot, qapp):
    return fill(new_panel(qtbot))


def test_every_method_has_a_name_and_says_what_it_shows() -> None:
    texts = [method_text(method) for method in OVERLAYS]
    assert len({text.name for text in texts}) == len(OVERLAYS)
    assert all(text.tip for text in texts)


def test_click_on_a_class_explains_it(filled, qtbot):
    told = []
    filled.methodChanged.connect(told.append)
    with qtbot.waitSignal(filled.wishChanged):
        qtbot.mouseClick(filled.top, Qt.MouseButton.LeftButton, pos=QPoint(60, 2 * ROW + 10))
    assert told == ["gradcam"]
    assert filled.viewer.target == 2
    assert filled.methods.target.shown_text() == "tabby"
    filled.set_class_view(class_view(index=2))
    assert filled.picture.accessibleDescription() == "features Grad-CAM · tabby"
    assert filled.picture.painted.overlay is not None


def test_class_by_keys(filled, qtbot):
    filled.top.setFocus()
    qtbot.keyClick(filled.top, Qt.Key.Key_Down)
    qtbot.keyClick(filled.top, Qt.Key.Key_Return)
    assert filled.viewer.target == 1
    filled.picture.setFocus()
    qtbot.keyClick(filled.picture, Qt.Key.Key_T)
    assert filled.viewer.target == 2


def test_target_menu_offers_top_1_and_the_top_5(filled, qtbot):
    filled.set_method("gradcam")
    menu = filled.methods.target.choices
    menu.popup(filled.mapToGlobal(QPoint(20, 80)))
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions() if not action.isSeparator()][1:] == [
        entry.label for entry in prediction().top
    ]
    with qtbot.waitSignal(filled.wishChanged):
        for _ in range(3):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert filled.viewer.target == 1
    filled.viewer.set_target(None)
    assert filled.methods.target.shown_text() == "tiger cat"
    # The target stays when it leaves the top-5.
    filled.viewer.set_target(77)
    filled.set_class_view(replace(class_view(), target=replace(prediction().top[0], index=77, label="broom")))
    assert filled.methods.target.shown_text() == "broom"


def test_parameters_reach_the_job(filled, qtbot):
    filled.set_method("occlusion")
    menu = filled.methods.parameters.menu()
    menu.popup(filled.mapToGlobal(QPoint(20, 80)))
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(filled.wishChanged):
        next(action for action in menu.actions() if action.data() == ("patch", 48)).trigger()
    menu.close()
    told = {"key": "net", "weights": "w", "layer": "layer1", "target": 3}
    job = filled.viewer.options.job(method="occlusion", **told)
    assert (job.patch, job.stride, job.layer, job.target) == (48, 16, "", 3)
    assert ClassOptions(own_layer=True).job(method="layercam", **told).layer == "layer1"
    assert ClassOptions(own_layer=True).job(method="integrated", **told).layer == ""
    assert ClassOptions(patch=48).job(method="gradcam", **told) == ClassOptions().job(method="gradcam", **told)


@pytest.mark.parametrize(("method", "for_it"), [("occlusion", (5.5, 5.5)), ("integrated", (4.9, 4.9))])
def test_what_speaks_against_the_class_is_blue(filled, method, for_it):
    filled.set_method(method)
    filled.methods.slider.setValue(100)
    filled.set_class_view(class_view(method))
    # Chips may lie on the places that are looked at.
    filled.picture.set_readings(())
    filled.picture.set_caption("", "")
    image, box = filled.picture.grab().toImage(), filled.picture.region_box()

    def colour(y: float, x: float) -> tuple[int, int]:
        place = image.pixelColor(int(box.left() + x / 7 * box.width()), int(box.top() + y / 7 * box.height()))
        return place.red(), place.blue()

    red, blue = colour(*for_it)
    assert red > blue + 60
    against = (1.5, 1.5) if method == "occlusion" else (0.75, 0.75)
    red, blue = colour(*against)
    assert blue > red + 40
    chips = filled.picture.painted.chips
    assert chips.scale_low == -chips.scale_top < 0


def test_a_class_has_no_unit_and_no_receptive_field(filled, qtbot):
    filled.set_method("gradcam")
    filled.set_class_view(class_view())
    assert filled.picture.painted._framed() is None
    with qtbot.assertNotEmitted(filled.unitChosen):
        qtbot.mouseClick(filled.picture, Qt.MouseButton.LeftButton, pos=filled.picture.rect().center())


def test_lasting_work_shows_how_far_it_is_and_can_be_cancelled(filled, qtbot):
    progress = filled.methods.progress
    filled.set_method("occlusion")
    progress.begin("Waiting")
    progress.set_progress(Progress(1, "Occluding", 45, 169))
    assert progress.isVisible()
    assert progress._text.text() == "Occluding, 45 of 169"
    with qtbot.waitSignal(filled.methodChanged) as caught:
        qtbot.mouseClick(button(filled, "live.progress.cancel"), Qt.MouseButton.LeftButton)
    assert caught.args[0] == "gradcam", "something that answers at once"
    assert not progress.isVisible()


def test_scope_of_a_projection(filled, qtbot):
    filled.set_method("guided")
    filled.set_channel_view(channel_view(method="guided"))
    told = []
    filled.unitChosen.connect(told.append)
    for _ in range(3):
        qtbot.keyClick(filled.picture, Qt.Key.Key_U)
    assert told == [(9, 11), "all", "max"]


# Honesty


def titles(method: str, view=None, found=None, weights=TRAINED, depth=None) -> list[tuple[str, bool, str]]:
    return [(one.title, one.warning, one.method) for one in remarks(method, view, found, weights, depth)]


def test_limits_of_projections_are_said() -> None:
    view = channel_view(method="deconv", switches=0)
    assert titles("deconv", view)[0] == ("Ignores the picture here", True, "guided")
    guided = channel_view(method="guided")
    assert titles("guided", guided, depth=0.9)[0] == ("Channels look alike this late", False, "gradient")
    assert titles("guided", guided, depth=0.3) == [("Rules: activation ×12", False, "")]
    assert titles("guided", replace(guided, saturated=True))[0] == (
        "Saturated unit: nothing passes back",
        True,
        "activation",
    )
    ruled = replace(guided, rules=(("activation", 12), ("gate", 3), ("statistics", 0)), unknown=("SoftmaxBackward0",))
    assert titles("guided", ruled) == [
        ("No rule for SoftmaxBackward0", True, ""),
        ("Rules: activation ×12, gate ×3", False, ""),
    ]
    assert titles("activation", channel_view()) == []


def test_random_weights_and_broken_values_come_first() -> None:
    view = channel_view(method="guided", nonfinite=1234)
    assert [title for title, warning, _ in titles("guided", view, weights=RANDOM) if warning] == [
        "Random weights",
        "1,234 values are NaN or infinite",
    ]
    assert titles("off", weights=TRAINED) == []


def test_attributions_say_how_well_they_add_up() -> None:
    good = class_view("integrated", completeness=0.012, steps=100)
    assert titles("integrated", found=good) == [("Attributions add up to within 1.2\u202f%, 100 points", False, "")]
    bad = replace(good, completeness=0.2, steps=400, note="Baseline: black")
    assert titles("integrated", found=bad)[0] == ("Attributions miss 20.0\u202f% with 400 points", True, "")
    assert len(titles("integrated", found=bad)) == 2


def test_depth_counts_activation_functions() -> None:
    network = network_of("resnet18")
    rows = network.rows
    assert activation_share(network, rows[row_of(network, "conv1")]) == 0
    assert activation_share(network, rows[-1]) == 1
    middle = activation_share(network, rows[row_of(network, "layer2.1.conv2")])
    assert middle == pytest.approx(8 / 17)


def test_note_opens_and_never_covers_the_picture(filled, qtbot):
    filled.set_method("deconv")
    filled.set_channel_view(channel_view(method="deconv", switches=0))
    note = filled.honesty
    QApplication.processEvents()
    closed = note.height()
    assert closed <= 40, "one line"
    qtbot.keyClick(filled.picture, Qt.Key.Key_I)
    QApplication.processEvents()
    assert note.is_open
    assert note.height() > closed
    shown = [text.text() for text in note.findChildren(QWidget, "live.honesty.text") if text.isVisible()]
    assert len(shown) == len(note.titles()) == 2
    bottom = note.mapTo(filled, QPoint(0, note.height())).y()
    assert bottom <= filled.picture.mapTo(filled, QPoint(0, 0)).y()


def test_broken_map_is_hatched_on_the_picture_and_counted(filled):
    view = channel_view(nonfinite=14)
    view.map[4] = np.nan
    filled.set_channel_view(view)
    image, box = filled.picture.grab().toImage(), filled.picture.cell_box((4, 7))
    row = [image.pixelColor(x, int(box.center().y())) for x in range(int(box.left()) - 20, int(box.right()) + 20)]
    assert any(one.red() > 180 and one.green() < 120 and one.blue() > 160 for one in row)
    assert filled.picture.accessibleDescription().endswith("14 NaN or ∞")
    assert filled.honesty.titles() == ("14 values are NaN or infinite",)
