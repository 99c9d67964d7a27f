"""Zoom, side by side, contour, scale, and keeping what is shown."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from explorer.ui.live.keeping.clip import ClipRecorder, write_clip
from explorer.ui.live.picture.zoom import LARGEST, Zoom
from tests.ui.live_stage import LAYER, SHAPE, channel_view, class_view, fill, new_panel, picture, prediction

ROOM = QRectF(0, 0, 400, 300)
FITTED = QRectF(0, 0, 400, 300)


@pytest.fixture
def filled(qtbot, qapp):
    return fill(new_panel(qtbot))


def scroll(view: QWidget, place: QPointF, notches: int, modifiers=Qt.KeyboardModifier.ControlModifier) -> bool:
    event = QWheelEvent(
        place,
        QPointF(view.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


# Zoom


@pytest.mark.parametrize("at", [QPointF(200, 150), QPointF(10, 20), QPointF(399, 299)])
def test_the_point_under_the_pointer_stays(at: QPointF) -> None:
    zoom = Zoom()
    for factor in (2.0, 1.5, 3.0):
        before = zoom.place(FITTED, ROOM)
        share = (at.x() - before.left()) / before.width()
        zoom.by(factor, at, FITTED, ROOM)
        after = zoom.place(FITTED, ROOM)
        assert (at.x() - after.left()) / after.width() == pytest.approx(share)
    assert zoom.factor == 9


def test_no_edge_is_left_empty_and_no_drag_is_lost() -> None:
    zoom = Zoom()
    zoom.by(4, QPointF(200, 150), FITTED, ROOM)
    zoom.move(QPointF(5000, 5000), FITTED, ROOM)
    assert zoom.place(FITTED, ROOM).topLeft() == QPointF(0, 0)
    zoom.move(QPointF(-10, 0), FITTED, ROOM)
    assert zoom.place(FITTED, ROOM).left() == pytest.approx(-10)
    zoom.by(1e9, QPointF(0, 0), FITTED, ROOM)
    assert zoom.factor == LARGEST
    zoom.by(1e-9, QPointF(0, 0), FITTED, ROOM)
    assert zoom.place(FITTED, ROOM) == FITTED


def test_wheel_drag_and_double_click_on_the_picture(filled, qtbot):
    view = filled.picture
    middle = view.region_box().center()
    assert not scroll(view, middle, 1, Qt.KeyboardModifier.NoModifier) or view.hasFocus()
    view.show_all()
    assert scroll(view, middle, 3)
    assert view.space.zoom.factor == pytest.approx(1.25**3)
    unit = view.unit_at(middle)
    assert view.cell_box(unit).contains(middle), "cells follow the zoom"
    before = view.target().left()
    with qtbot.assertNotEmitted(filled.unitChosen):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
        for x in (130, 110, 100):
            qtbot.mouseMove(view, QPoint(x, 100))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.target().left() == pytest.approx(before - 50)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
    assert view.space.zoom.factor == 1


def test_zoom_by_keys_and_buttons(filled, qtbot):
    view, tools = filled.picture, filled.body.tools
    assert not tools.zoom_out.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.mouseClick(tools.zoom_in, Qt.MouseButton.LeftButton)
    assert view.space.zoom.factor == pytest.approx(1.25**2)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.space.zoom.factor == pytest.approx(1.25)
    qtbot.mouseClick(tools.zoom_all, Qt.MouseButton.LeftButton)
    assert view.space.zoom.factor == 1
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    filled.set_picture(picture("other", 300, 300))
    assert view.space.zoom.factor == 1, "a picture of another shape is shown whole"


# Side by side, contour, scale


def test_side_by_side_shows_the_picture_bare(filled, qtbot):
    pane = filled.body.pane
    qtbot.keyClick(filled.picture, Qt.Key.Key_D)
    assert pane.isVisible()
    assert (pane.image.height(), pane.image.width()) == SHAPE[1:]
    image, box = filled.picture.grab().toImage(), filled.picture.cell_box((9, 11))
    place = image.pixelColor(box.center().toPoint())
    assert place.blue() == pytest.approx(90, abs=6), "the picture's own colour"
    filled.set_method("guided")
    filled.set_channel_view(channel_view(method="guided"))
    assert pane.image.width() == 64, "the projection"
    qtbot.keyClick(filled.picture, Qt.Key.Key_D)
    assert not pane.isVisible()


def test_contour_follows_its_threshold(filled, qtbot):
    view = filled.picture
    before = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view.grab().toImage() != before
    lines = view.painted._lines
    assert lines[1] == pytest.approx(0.5 * view.painted.chips.scale_top)
    filled.body.tools.level.setValue(90)
    view.grab()
    assert view.painted._lines[1] == pytest.approx(0.9 * view.painted.chips.scale_top)
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view.grab().toImage() == before


def test_a_held_scale_outlives_the_picture(filled, qtbot):
    view = filled.picture
    top = view.painted.chips.scale_top
    qtbot.keyClick(view, Qt.Key.Key_L)
    stronger = channel_view()
    stronger.map[:] *= 10
    filled.set_picture(picture("next"))
    filled.set_channel_view(stronger)
    assert view.painted.chips.scale_top == top
    qtbot.keyClick(view, Qt.Key.Key_L)
    assert view.painted.chips.scale_top == pytest.approx(10 * top)


# Keeping


def accept(panel: QWidget, path: Path) -> None:
    """Choose a file in the dialogue that is open."""
    dialog = panel.viewer.keeper.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


def test_picture_is_saved_as_it_is_seen(filled, qtbot, tmp_path):
    target = tmp_path / "seen.png"
    keeper = filled.viewer.keeper
    keeper.keep("picture")
    with qtbot.waitSignal(keeper.said, timeout=10_000):
        accept(filled, target)
    saved = Image.open(target).convert("RGB")
    stage = filled.body.stage
    assert saved.size == (2 * stage.width(), 2 * stage.height())
    seen = stage.grab().toImage().pixelColor(stage.rect().center())
    assert saved.getpixel((stage.width(), stage.height())) == pytest.approx(
        (seen.red(), seen.green(), seen.blue()), abs=30
    )


@pytest.mark.parametrize(("what", "name"), [("picture", "seen.webp"), ("arrays", "seen.mat")])
def test_a_form_that_cannot_be_written_is_said(filled, qtbot, tmp_path, what, name):
    keeper = filled.viewer.keeper
    keeper.keep(what)
    with qtbot.waitSignal(keeper.failed) as said:
        accept(filled, tmp_path / name)
    assert name in said.args[0] and "end its name in" in said.args[0]
    assert list(tmp_path.iterdir()) == []


def test_picture_is_copied_by_key(filled, qtbot):
    qtbot.keyClick(filled.picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 2 * filled.body.stage.width()


def test_save_menu_opens_by_key(filled, qtbot):
    menu = filled.body.tools.save.menu()
    shown = []
    menu.aboutToShow.connect(lambda: shown.append(True))
    QTimer.singleShot(200, menu.close)
    qtbot.keyClick(filled.picture, Qt.Key.Key_S)
    assert shown == [True]


def test_arrays_of_a_projection(filled, qtbot, tmp_path):
    filled.set_method("guided")
    filled.set_channel_view(channel_view(method="guided"))
    keeper = filled.viewer.keeper
    keeper.keep("arrays")
    with qtbot.waitSignal(keeper.said, timeout=10_000):
        accept(filled, tmp_path / "unit.npz")
    with np.load(tmp_path / "unit.npz") as arrays:
        assert np.array_equal(arrays["map"], channel_view().map)
        assert arrays["projection"].shape == (3, 64, 64)
        meta = json.loads(str(arrays["meta"]))
    assert (meta["layer"], meta["channel"], meta["unit"], meta["method"]) == (LAYER, 40, [9, 11], "guided")
    assert (meta["weights"], meta["trained"], meta["region"]) == ("ImageNet-1K", True, [100.0, 0.0, 300.0, 300.0])


def test_arrays_of_a_class(filled):
    filled.set_method("integrated")
    filled.set_class_view(class_view("integrated", completeness=0.01))
    arrays = filled.viewer.keeper.arrays()
    assert set(arrays) == {"attribution", "meta"}
    meta = json.loads(str(arrays["meta"]))
    assert (meta["label"], meta["completeness"]) == ("tiger cat", 0.01)


def test_a_folder_that_cannot_be_written_is_said(filled, qtbot, tmp_path):
    keeper = filled.viewer.keeper
    with qtbot.waitSignal(keeper.failed, timeout=10_000):
        keeper._save_arrays(keeper.arrays(), tmp_path / "missing" / "unit.npz")
    assert filled.error.isVisible()
    assert "unit.npz" in filled.error.text()


def test_clip_of_the_running_picture(filled, qtbot, tmp_path):
    keeper, tools = filled.viewer.keeper, filled.body.tools
    qtbot.keyClick(filled.picture, Qt.Key.Key_R)
    assert keeper.recording
    assert tools.record.isChecked()
    for channel in (35, 30, 25):
        filled.set_channel(channel)
        frames = len(keeper._clip._frames)
        qtbot.waitUntil(lambda count=frames: len(keeper._clip._frames) > count, timeout=3000)
    qtbot.keyClick(filled.picture, Qt.Key.Key_R)
    assert not keeper.recording
    words = []
    keeper.recordingChanged.connect(lambda seconds, said: words.append(said))
    with qtbot.waitSignal(keeper.said, timeout=20_000):
        accept(filled, tmp_path / "walk.gif")
    with Image.open(tmp_path / "walk.gif") as clip:
        assert clip.n_frames >= 4
        assert clip.size[0] == min(640, filled.body.stage.width() * filled.devicePixelRatio())
    assert any(said.startswith("Writing") for said in words)
    assert tools._clip.whole_text() == "Saved walk.gif"
    assert filled.body.stage.width() <= filled.width(), "long words push nothing out of the panel"


def test_frames_that_do_not_change_only_last_longer(qtbot, tmp_path):
    colours = iter([Qt.GlobalColor.red] * 4 + [Qt.GlobalColor.blue] * 100)

    def grab() -> QImage:
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(next(colours))
        return image

    recorder = ClipRecorder(grab)
    recorder.start()
    qtbot.waitUntil(lambda: len(recorder._frames) == 2, timeout=5000)
    frames = recorder.stop()
    assert len(frames) == 2
    assert frames[0][1] >= 300, "four looks of 100 ms"
    write_clip(tmp_path / "two.gif", frames, lambda done: None)
    with Image.open(tmp_path / "two.gif") as clip:
        assert clip.n_frames == 2
        assert clip.convert("RGB").getpixel((5, 5))[0] > 200
        clip.seek(1)
        assert clip.convert("RGB").getpixel((5, 5))[2] > 200


def test_a_clip_ends_by_itself(filled, qtbot, monkeypatch):
    monkeypatch.setattr("explorer.ui.live.keeping.clip.LONGEST", 0.3)
    filled.viewer.keeper.record(True)
    qtbot.waitUntil(lambda: not filled.viewer.keeper.recording, timeout=5000)
    assert filled.viewer.keeper.dialog is not None, "it is asked where it goes"
    filled.viewer.keeper.dialog.reject()


def test_classes_have_no_place_where_there_is_no_network(qtbot, qapp):
    panel = new_panel(qtbot)
    panel.set_picture(picture())
    title = next(one for one in panel.body.findChildren(QLabel) if one.text() == "Top-5")
    assert panel.body.isVisible() and not title.isVisible()
    panel.set_layer(LAYER, SHAPE)
    assert title.isVisible()
    panel.set_prediction(prediction())
    panel.set_layer(None)
    assert title.isVisible()
    panel.set_prediction(None)
    assert not title.isVisible()


def test_a_failure_is_a_sentence(filled):
    filled.set_error("no gradient reaches the input")
    assert filled.error.text() == "No gradient reaches the input."
    filled.set_error("cuda:0 has not enough memory for vgg16")
    assert filled.error.text() == "cuda:0 has not enough memory for vgg16."
    filled.set_error("It was unplugged.")
    assert filled.error.text() == "It was unplugged."
