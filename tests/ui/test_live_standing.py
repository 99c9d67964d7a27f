"""A source that pauses, steps, ends or fails: what is on show is what is asked about."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.engine.messages import ClassJob, EffectiveFieldJob, Failed, FrameJob, LayerJob, PictureJob, PredictJob
from explorer.inference.frames import FrameState
from explorer.ui.frames import folder as folder_module
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.video import VideoSource
from explorer.ui.live.sources.source import PictureSource
from tests.ui.live_control_stage import Camera, Stage, order_of
from tests.ui.moving import HandSource, number_of


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    made.open("resnet18")
    yield made
    made.close()


def test_a_camera_that_fails_leaves_its_last_frame_to_be_looked_at(stage: Stage) -> None:
    stage.show_photo()
    stage.answer_photo("of the photo")
    camera = stage.run(HandSource(), 7)
    pictures = len(stage.engine.posted(PictureJob))
    camera.fail("was unplugged")
    stage.settle()
    assert stage.number == 7 and stage.label == "frame 7"
    assert len(stage.engine.posted(PictureJob)) == pictures + 1 and stage.asked_about == 7
    assert stage.panel.error.isVisible()
    stage.answer_photo("of frame 7")
    assert stage.label == "of frame 7"


def test_a_film_that_ends_asks_nothing_about_the_photo_before_it(stage: Stage) -> None:
    stage.show_photo()
    stage.answer_photo("of the photo")
    film = stage.run(HandSource(), 1)
    asked = len(stage.engine.posted(PredictJob))
    film.give(2)
    stage.settle()
    film.end()
    stage.settle()
    assert len(stage.engine.posted(PredictJob)) == asked, "its last frame is still on its way"
    stage.answer_frame("frame 2")
    assert stage.number == 2 and stage.label == "frame 2"
    assert len(stage.engine.posted(PredictJob)) == asked + 1 and stage.asked_about == 2


def test_a_film_whose_last_frame_is_lost_with_the_engine_stands_at_the_one_on_show(stage: Stage) -> None:
    film = stage.run(HandSource(), 1)
    film.give(2)
    stage.settle()
    film.end()
    stage.engine.die()
    stage.settle()
    stage.engine.say_ready()
    stage.settle()
    assert stage.number == stage.asked_about == 1
    stage.answer_photo("of frame 1")
    assert stage.label == "of frame 1"


def test_going_on_and_pausing_again_stands_at_the_frame_that_was_stepped_to(stage: Stage) -> None:
    camera = stage.run(Camera(), 1)
    camera.pause()
    stage.settle()
    stage.answer_photo("of frame 1")
    assert stage.asked_about == 1
    camera.step()
    camera.give(2)
    stage.settle()
    stage.answer_photo("of frame 2")
    assert stage.number == 2 and stage.label == "of frame 2"
    camera.resume()
    stage.settle()
    camera.pause()
    stage.settle()
    assert stage.number == stage.asked_about == 2


def test_a_pause_before_the_first_answer_shows_the_frame_that_was_sent(stage: Stage) -> None:
    stage.show_photo()
    stage.answer_photo("of the photo")
    camera = stage.run(Camera())
    camera.give(3)
    stage.settle()
    camera.pause()
    stage.settle()
    assert stage.number == stage.asked_about == 3
    assert stage.panel.source.source.accessibleName() == stage.panel.picture.picture.name == "hand"


def test_a_pause_before_any_frame_keeps_the_name_of_what_is_shown(stage: Stage) -> None:
    stage.show_photo()
    camera = stage.run(Camera())
    camera.pause()
    stage.settle()
    assert stage.panel.source.source.accessibleName() == stage.panel.picture.picture.name == "photo"


def test_what_nobody_took_before_a_pause_is_not_shown_after_it(stage: Stage) -> None:
    camera = stage.run(HandSource())
    for number in (1, 2, 3):
        camera.give(number)
    stage.settle()
    camera.pause()
    stage.settle()
    sent = len(stage.engine.posted(FrameJob))
    camera.resume()
    stage.settle()
    assert len(stage.engine.posted(FrameJob)) == sent
    camera.give(9)
    stage.settle()
    last = stage.engine.posted(FrameJob)[-1]
    assert isinstance(last, FrameJob) and number_of(last.pixels) == 9


@pytest.mark.parametrize("kind", ["missing folder", "empty folder", "missing video", "broken camera"])
def test_a_next_source_that_gives_nothing_leaves_the_last_frame_to_be_looked_at(
    stage: Stage, tmp_path: Path, kind: str
) -> None:
    stage.show_photo()
    stage.panel.viewer.methodChosen.emit("occlusion")
    stage.run(HandSource(), 7)
    source: QtFrameSource = {
        "missing folder": lambda: FolderSource(tmp_path / "gone"),
        "empty folder": lambda: FolderSource(tmp_path),
        "missing video": lambda: VideoSource(tmp_path / "gone.mp4"),
        "broken camera": HandSource,
    }[kind]()
    stage.live.sources.open(source)
    if isinstance(source, HandSource):
        source.fail("no")
    stage.qtbot.waitUntil(lambda: bool(source.problem))
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(ClassJob)))
    assert stage.number == stage.asked_about == 7 and stage.live.picture is not None
    stage.panel.viewer.methodChosen.emit("activation")
    stage.live._document.selection.select_operator(order_of("resnet18", "layer1.0.bn1"))
    stage.settle()
    assert [job.layer for _, job in stage.under_way(LayerJob)] == ["layer1.0.bn1"]


def test_a_frozen_camera_that_fails_restarts_nothing(stage: Stage) -> None:
    camera = stage.run(Camera(), 1)
    camera.pause()
    stage.settle()
    stage.answer_photo("of frame 1")
    stage.panel.viewer.methodChosen.emit("occlusion")
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(ClassJob)))
    asked = stage.under_way(ClassJob)
    camera.fail("fails")
    camera.fail("was unplugged")
    stage.qtbot.wait(500)
    assert stage.under_way(ClassJob) == asked and stage.panel.error.isVisible()


def test_left_and_right_are_exchanged_in_a_frozen_picture_too(stage: Stage) -> None:
    camera = stage.run(Camera(), 1)
    camera.pause()
    stage.settle()
    before = stage.panel.picture.picture.pixels
    mirror = stage.live.sources.transport.mirror
    mirror.click()
    stage.settle()
    assert np.array_equal(stage.panel.picture.picture.pixels, before[:, ::-1])
    assert np.array_equal(stage.engine.posted(PictureJob)[-1].pixels, before[:, ::-1])
    mirror.click()
    stage.settle()
    assert np.array_equal(stage.panel.picture.picture.pixels, before)


def test_a_failed_drawing_is_followed_by_the_newest(stage: Stage) -> None:
    pad = stage.run(HandSource(steady=False))
    for number in (1, 2, 3):
        pad.give(number)
    for number, _ in stage.under_way(FrameJob):
        stage.engine._arrived.emit(Failed(number, "no memory", "", expected=True))
    stage.settle()
    assert 3 in [number_of(job.pixels) for job in stage.engine.posted(FrameJob) if isinstance(job, FrameJob)]


@pytest.mark.parametrize("act", [HandSource.end, HandSource.pause, HandSource.start])
def test_a_photo_that_is_being_decoded_comes_whatever_the_open_source_does(
    stage: Stage, tmp_path: Path, act: object
) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (60, 40), (9, 9, 9)).save(path)
    camera = stage.run(HandSource())
    stage.live.open_picture(PictureSource(name="a.png", path=path))
    act(camera)  # type: ignore[operator]
    stage.qtbot.waitUntil(lambda: stage.panel.picture.picture is not None, timeout=10_000)
    assert stage.panel.picture.picture.name == "a.png"


def test_another_source_takes_the_place_of_a_photo_that_is_being_decoded(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.ui.live.sources import source as module

    path, decode = tmp_path / "a.png", module.load
    Image.new("RGB", (60, 40), (9, 9, 9)).save(path)
    go = threading.Event()
    monkeypatch.setattr(module, "load", lambda source: decode(source) if go.wait(10) else None)
    stage.live.open_picture(PictureSource(name="a.png", path=path))
    stage.run(HandSource(), 4)
    go.set()
    stage.live._loader.close(wait=False)
    stage.live._loader._worker.shutdown(wait=True)
    stage.settle()
    assert stage.number == 4


# What takes long


@pytest.mark.parametrize("frozen", [False, True])
def test_a_method_that_takes_long_says_that_it_needs_a_frozen_frame(stage: Stage, frozen: bool) -> None:
    stage.panel.viewer.methodChosen.emit("occlusion")
    camera = stage.run(HandSource(), 1)
    title = stage.panel.picture.painted.chips
    assert title.title == "Occlusion · freeze to see it (F)" and not stage.engine.posted(ClassJob)
    if frozen:
        QTest.keyClick(stage.panel, Qt.Key.Key_F)
        stage.qtbot.waitUntil(lambda: bool(stage.under_way(ClassJob)))
        assert title.title == "Occlusion · working…"
        camera.resume()
        stage.give(camera, 2)
        assert title.title == "Occlusion · freeze to see it (F)" and not stage.under_way(ClassJob)


def test_a_drawing_is_frozen_for_it_and_the_next_stroke_goes_on(stage: Stage) -> None:
    stage.open("lenet5_modern")
    sources = stage.live.sources
    sources.open_pad()
    stage.settle()
    stage.answer_frame("empty")
    stage.panel.viewer.methodChosen.emit("occlusion")
    stage.settle()
    while stage.under_way(FrameJob):
        stage.answer_frame("empty")
    assert isinstance(sources.current, QtFrameSource) and sources.transport.isVisible()
    QTest.keyClick(stage.panel, Qt.Key.Key_F)
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(ClassJob)))
    assert not sources.streaming
    QTest.mouseClick(sources.pad_row.pad, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: bool(stage.under_way(FrameJob)))
    stage.settle()
    assert sources.streaming and not stage.under_way(ClassJob)
    stage.answer_frame("a point")
    assert stage.label == "a point"


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_frozen_is_the_drawing_as_it_is(stage: Stage, sent: bool) -> None:
    stage.open("lenet5_modern")
    sources = stage.live.sources
    sources.open_pad()
    stage.settle()
    stage.answer_frame("empty")
    QTest.mouseClick(sources.pad_row.pad, Qt.MouseButton.LeftButton)
    if sent:
        stage.qtbot.waitUntil(lambda: bool(stage.under_way(FrameJob)))
    QTest.keyClick(stage.panel, Qt.Key.Key_F)
    stage.settle()
    last = stage.engine.posted(PictureJob)[-1]
    assert isinstance(last, PictureJob) and last.pixels.any()
    assert stage.panel.picture.picture.pixels.any()


def test_a_folder_is_played_while_it_is_still_listed(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, find = threading.Event(), folder_module.pictures_in
    monkeypatch.setattr(folder_module, "pictures_in", lambda path: find(path) if go.wait(10) else [])
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    source = FolderSource(tmp_path)
    stage.live.sources.open(source)
    assert stage.live.sources.transport.play.toolTip() == "Play (Space)"
    QTest.keyClick(stage.panel, Qt.Key.Key_Space)
    go.set()
    stage.qtbot.waitUntil(lambda: source.state is FrameState.RUNNING)


# Escape


@pytest.mark.parametrize("what", ["wall", "filters", "zoom"])
def test_escape_goes_back_from_the_picture_too(stage: Stage, what: str) -> None:
    stage.show_photo()
    stage.answer_photo("cat")
    viewer, picture = stage.panel.viewer, stage.panel.picture
    if what == "zoom":
        picture.zoom_in()
    else:
        viewer.do(what)
    stage.panel.unitChosen.emit((1, 1))
    picture.setFocus()
    stage.settle()
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    stage.settle()
    assert viewer.section == "strongest" and picture.space.zoom.factor == 1
    assert stage.live._wishes.unit == (1, 1), "one step at a time"
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.live._wishes.unit == "max"


def test_escape_goes_back_to_the_strongest_unit_from_elsewhere(stage: Stage) -> None:
    stage.show_photo()
    stage.answer_photo("cat")
    stage.panel.unitChosen.emit((1, 1))
    stage.settle()
    stage.panel.strip.setFocus()
    QTest.keyClick(stage.panel.strip, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.live._wishes.unit == "max"


def test_escape_chooses_nothing_where_nothing_was_chosen(stage: Stage) -> None:
    stage.show_photo()
    stage.answer_photo("cat")
    for part in (stage.panel.strip, stage.panel.picture):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        stage.settle()
    assert stage.live._document.selection.channel is None, "the strongest one is followed"


def test_an_effective_field_of_nothing_is_not_waited_for(stage: Stage) -> None:
    stage.show_photo()
    stage.panel.viewer.do("effective")
    stage.settle()
    assert not stage.panel.body.probe.effective.isChecked() and not stage.under_way(EffectiveFieldJob)
