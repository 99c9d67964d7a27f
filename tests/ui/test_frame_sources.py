"""Sources of frames one by one: what they deliver, what they can be asked for, and how they fail."""

import math
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtMultimedia import QCameraFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.inference.frames import Ability, Frame, FrameState
from explorer.ui.frames import camera, media
from explorer.ui.frames import folder as module
from explorer.ui.frames.base import QtFrameSource, rgb_of
from explorer.ui.frames.camera import CameraSource, best_format
from explorer.ui.frames.drawing_pad import SIDE, DrawingPad, DrawingSource
from explorer.ui.frames.folder import FolderSource, natural_key
from explorer.ui.frames.screen import GRAB_INTERVAL, RegionVeil, ScreenSource
from explorer.ui.frames.video import VideoSource

from .moving import FedCapture, image, number_of, numbered, write_film, write_sound

PATIENCE = 15_000


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_film(tmp_path / "film.avi", [numbered(number) for number in range(50)])


@pytest.fixture
def opened(qapp, qtbot: QtBot):
    """Starts sources and stops them at the end."""
    sources: list[QtFrameSource] = []

    def start(source: QtFrameSource) -> QtFrameSource:
        sources.append(source)
        source.start()
        return source

    yield start
    for source in sources:
        source.stop()
        source.deleteLater()


def taken(qtbot: QtBot, source: QtFrameSource) -> Frame:
    """The next frame of a source."""
    frames: list[Frame] = []

    def one() -> bool:
        frame = source.take()
        if frame is not None:
            frames.append(frame)
        return bool(frames)

    qtbot.waitUntil(one, timeout=PATIENCE)
    return frames[0]


def failed(qtbot: QtBot, source: QtFrameSource) -> str:
    qtbot.waitUntil(lambda: source.state is FrameState.FAILED, timeout=PATIENCE)
    assert "\n" not in source.problem
    return source.problem


# Pixels


@pytest.mark.parametrize("width", [1, 2, 3, 4, 61])
def test_rows_of_any_length_survive(width: int) -> None:
    pixels = np.random.default_rng(width).integers(0, 256, (5, width, 3), dtype=np.uint8)
    assert np.array_equal(rgb_of(image(pixels)), pixels)


# Videos


def test_a_video_plays_stands_and_steps_by_exactly_one_frame(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    qtbot.waitUntil(lambda: source.captured > 5, timeout=PATIENCE)
    assert source.state is FrameState.RUNNING
    assert source.duration == 2.0
    frame = source.take()
    source.pause()
    assert source.state is FrameState.PAUSED
    source.stand_at(frame)
    here = number_of(frame.pixels)
    for by in (1, 1, -1, 5, -3):
        source.step(by)
        here += by
        assert number_of(taken(qtbot, source).pixels) == here


def test_steps_that_follow_each_other_quickly_add_up(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    qtbot.waitUntil(lambda: source.captured > 5, timeout=PATIENCE)
    frame = taken(qtbot, source)
    source.pause()
    source.stand_at(frame)
    for _ in range(4):
        source.step(1)
    wanted = number_of(frame.pixels) + 4
    seen: list[int] = []

    def there() -> bool:
        one = source.take()
        if one is not None:
            seen.append(number_of(one.pixels))
        return bool(seen) and seen[-1] == wanted

    qtbot.waitUntil(there, timeout=PATIENCE)
    source.step(-1)
    assert number_of(taken(qtbot, source).pixels) == wanted - 1


def test_steps_count_from_the_frame_on_show_however_long_it_took(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    frame = taken(qtbot, source)
    qtbot.waitUntil(lambda: source.captured >= frame.sequence + 15, timeout=PATIENCE)
    source.pause()
    source.stand_at(frame)
    assert source.position == pytest.approx(number_of(frame.pixels) / 25, abs=0.001)
    source.step(1)
    assert number_of(taken(qtbot, source).pixels) == number_of(frame.pixels) + 1


def test_a_pausing_player_shows_nothing_that_was_not_asked_for(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    qtbot.waitUntil(lambda: source.captured > 3, timeout=PATIENCE)
    source.pause()
    source.take()
    qtbot.wait(200)
    assert source.take() is None


def test_seeking_goes_to_the_frame_that_is_on_there(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    taken(qtbot, source)
    source.pause()
    source.take()
    source.seek(1.01)
    assert number_of(taken(qtbot, source).pixels) == 25
    source.seek(99)
    assert number_of(taken(qtbot, source).pixels) == 49
    source.seek(-5)
    assert number_of(taken(qtbot, source).pixels) == 0


def test_a_video_ends_and_can_be_played_and_searched_again(opened, qtbot: QtBot, film: Path) -> None:
    source = VideoSource(film)
    source.set_loop(False)
    source.set_rate(2.0)
    opened(source)
    qtbot.waitUntil(lambda: source.state is FrameState.ENDED, timeout=PATIENCE)
    assert number_of(source.take().pixels) == 49
    source.seek(0.4)
    qtbot.waitUntil(lambda: (frame := source.take()) is not None and number_of(frame.pixels) == 10, timeout=PATIENCE)
    source.resume()
    qtbot.waitUntil(lambda: source.state is FrameState.ENDED, timeout=PATIENCE)
    source.resume()
    assert source.state is FrameState.RUNNING


def test_a_loop_goes_on_and_numbers_never_repeat(opened, qtbot: QtBot, tmp_path: Path) -> None:
    source = opened(VideoSource(write_film(tmp_path / "short.avi", [numbered(number) for number in range(6)])))
    qtbot.waitUntil(lambda: source.captured > 14, timeout=PATIENCE)
    assert source.state is FrameState.RUNNING
    assert source.take().sequence > 14


def test_what_nobody_takes_is_dropped_and_the_latest_wins(opened, qtbot: QtBot, film: Path) -> None:
    source = opened(VideoSource(film))
    qtbot.waitUntil(lambda: source.captured >= 10, timeout=PATIENCE)
    frame = source.take()
    assert frame.sequence == source.captured
    assert source.dropped == source.captured - 1
    assert source.take() is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.avi", b"", "empty (0 bytes)"),
        ("text.avi", b"this is no film" * 100, "cannot be played"),
        ("folder.avi", None, "no file"),
    ],
)
def test_files_that_cannot_be_played_say_why(opened, qtbot: QtBot, tmp_path: Path, name, content, words) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert words in failed(qtbot, opened(VideoSource(path)))


def test_sound_alone_is_no_video(opened, qtbot: QtBot, tmp_path: Path) -> None:
    problem = failed(qtbot, opened(VideoSource(write_sound(tmp_path / "sound.wav"))))
    assert "sound but no picture" in problem


def test_a_film_without_frames_and_a_cut_off_one_are_given_up(opened, qtbot: QtBot, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("explorer.ui.frames.media.FIRST_FRAME", 300)
    bare = opened(VideoSource(write_film(tmp_path / "bare.avi", [])))
    assert "no frame" in failed(qtbot, bare)
    whole = write_film(tmp_path / "whole.avi", [numbered(1)] * 3).read_bytes()
    (tmp_path / "cut.avi").write_bytes(whole[:300])
    assert "cut.avi" in failed(qtbot, opened(VideoSource(tmp_path / "cut.avi")))


def test_without_multimedia_libraries_a_video_says_what_is_missing(opened, qtbot, film, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    monkeypatch.delattr("PySide6.QtMultimedia", raising=False)
    assert "libpulse0" in failed(qtbot, opened(VideoSource(film)))


# Devices


def test_a_device_delivers_freezes_and_steps(opened, qtbot: QtBot) -> None:
    source = opened(FedCapture())
    assert source.state is FrameState.STARTING
    source.feed(numbered(7))
    assert number_of(taken(qtbot, source).pixels) == 7
    assert source.state is FrameState.RUNNING
    source.pause()
    source.feed(numbered(8))
    qtbot.wait(100)
    assert source.take() is None
    source.step()
    source.feed(numbered(9))
    assert number_of(taken(qtbot, source).pixels) == 9
    assert source.state is FrameState.PAUSED
    source.resume()
    source.feed(numbered(10))
    assert number_of(taken(qtbot, source).pixels) == 10


def test_a_mirror_exchanges_left_and_right(opened, qtbot: QtBot) -> None:
    source = opened(FedCapture())
    source.set_mirrored(True)
    source.feed(numbered(0b0000_0001))
    assert number_of(taken(qtbot, source).pixels) == 0b1000_0000


def test_large_frames_are_reduced(opened, qtbot: QtBot) -> None:
    source = opened(FedCapture())
    source.feed(numbered(5, 2560, 1440))
    frame = taken(qtbot, source)
    assert frame.pixels.shape == (720, 1280, 3)
    assert number_of(frame.pixels) == 5


def test_a_silent_device_fails_and_can_be_tried_again(opened, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(media, "FIRST_FRAME", 100)
    source = opened(FedCapture())
    assert "delivers no picture" in failed(qtbot, source)
    source.resume()
    source.feed(numbered(3))
    assert number_of(taken(qtbot, source).pixels) == 3
    assert source.problem == ""


def test_without_a_camera_the_source_says_so(opened, qtbot: QtBot) -> None:
    assert "No camera found" in failed(qtbot, opened(CameraSource()))


class PluggedCamera(CameraSource):
    """A camera among devices that the test plugs in and out; frames come from a frame input."""

    def __init__(self, device: SimpleNamespace) -> None:
        self.plugged = [device]
        super().__init__(device)

    def _inputs(self) -> list:
        return self.plugged

    def _attach(self, session) -> None:
        if not self.plugged:
            super()._attach(session)

    def plug(self, *devices: SimpleNamespace) -> None:
        self.plugged = list(devices)
        self._devices.videoInputsChanged.emit()


def device(name: str) -> SimpleNamespace:
    return SimpleNamespace(id=lambda: SimpleNamespace(data=lambda: name.encode()), description=lambda: name)


def test_an_unplugged_camera_is_missed_and_comes_back(opened, qtbot: QtBot) -> None:
    mine, other = device("Desk camera"), device("Other")
    source = opened(PluggedCamera(mine))
    source.plug(mine, other)
    assert source.state is FrameState.STARTING
    source.plug(other)
    assert failed(qtbot, source).startswith("Desk camera was unplugged.")
    source.plug()
    assert source.state is FrameState.FAILED
    source.plug(mine)
    assert source.state is FrameState.STARTING


def test_a_camera_whose_failure_is_said_before_its_absence_comes_back_too(opened, qtbot: QtBot) -> None:
    mine = device("Desk camera")
    source = opened(PluggedCamera(mine))
    source.plugged = []
    source._break_off(source._sentence("no such device"))
    source.plug()
    assert failed(qtbot, source).startswith("Desk camera was unplugged.")
    source.plug(mine)
    assert source.state is FrameState.STARTING


def test_a_camera_that_is_missing_is_opened_when_it_comes(opened, qtbot: QtBot) -> None:
    mine, other = device("Desk camera"), device("Other")
    source = PluggedCamera(mine)
    source.plugged = []
    opened(source)
    assert source.state is FrameState.FAILED
    source.plug(other)
    assert source.state is FrameState.FAILED
    source.plug(other, mine)
    assert source.state is FrameState.STARTING


def test_another_size_leaves_a_frozen_camera_frozen_until_it_goes_on(opened, qtbot: QtBot) -> None:
    source = opened(PluggedCamera(device("Desk camera")))
    session = source._session
    source.pause()
    source.set_size(QSize(640, 480))
    assert source.state is FrameState.PAUSED and source._session is session
    source.resume()
    assert source.state is FrameState.STARTING and source._session is not session


@pytest.mark.parametrize("answer", [Qt.PermissionStatus.Granted, Qt.PermissionStatus.Denied])
def test_people_are_asked_before_the_camera_opens(opened, qtbot: QtBot, monkeypatch, answer) -> None:
    asked = []
    app = SimpleNamespace(
        checkPermission=lambda permission: Qt.PermissionStatus.Undetermined,
        requestPermission=lambda permission, context, call: asked.append(call),
    )
    monkeypatch.setattr(camera, "QCoreApplication", SimpleNamespace(instance=lambda: app))
    source = opened(PluggedCamera(device("Desk camera")))
    assert source.state is FrameState.STARTING and len(asked) == 1
    asked[0](SimpleNamespace(status=lambda: answer))
    if answer is Qt.PermissionStatus.Denied:
        assert "privacy settings" in failed(qtbot, source)
    else:
        assert source.state is FrameState.STARTING


def camera_format(width: int, height: int, rate: float, kind: str = "YUYV") -> QCameraFormat:
    return SimpleNamespace(
        resolution=lambda: QSize(width, height),
        maxFrameRate=lambda: rate,
        pixelFormat=lambda: SimpleNamespace(name=f"Format_{kind}"),
    )


def test_a_camera_opens_at_480_lines_if_it_can() -> None:
    small, vga, hd, full = (
        camera_format(320, 240, 30),
        camera_format(640, 480, 30),
        camera_format(1280, 720, 30),
        camera_format(1920, 1080, 30),
    )
    packed, slow = camera_format(640, 480, 30, "Jpeg"), camera_format(640, 480, 5)
    assert best_format([full, hd, packed, slow, vga, small]) is vga
    assert best_format([full, hd, small]) is hd
    assert best_format([full, small]) is small
    assert best_format([full, hd, vga], QSize(1920, 1080)) is full
    assert best_format([]) is None


def test_a_part_of_the_screen_is_what_is_delivered(opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Qt's own capture would read the window's picture on a thread, in the middle of a painting.
    monkeypatch.delattr(media.multimedia(), "QScreenCapture")
    screen = QGuiApplication.primaryScreen()
    source = opened(ScreenSource(screen, QRect(10, 20, 200, 120)))
    frame = taken(qtbot, source)
    assert frame.pixels.shape == (120, 200, 3)
    assert taken(qtbot, source).sequence > frame.sequence
    assert Ability.PAUSE in source.abilities
    source.stop()
    qtbot.wait(3 * GRAB_INTERVAL)
    assert source.take() is None and source.state is FrameState.IDLE


def test_a_region_that_the_screen_no_longer_has_shows_nothing(opened, qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    source = ScreenSource(screen, screen.geometry().translated(screen.geometry().width(), 0))
    opened(source)
    qtbot.waitUntil(lambda: source.captured > 1, timeout=PATIENCE)
    assert source.take() is None


def test_a_region_is_dragged_and_escape_gives_up(qtbot: QtBot, qapp) -> None:
    boxes, given_up = [], []
    for act in ("drag", "escape", "enter"):
        veil = RegionVeil()
        veil.chosen.connect(boxes.append)
        veil.given_up.connect(lambda: given_up.append(True))
        with qtbot.waitExposed(veil):
            veil.show()
        if act == "drag":
            qtbot.mousePress(veil, Qt.MouseButton.LeftButton, pos=QPoint(100, 90))
            qtbot.mouseMove(veil, QPoint(40, 30))
            qtbot.mouseRelease(veil, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
        else:
            qtbot.keyClick(veil, Qt.Key.Key_Escape if act == "escape" else Qt.Key.Key_Return)
    assert len(boxes) == 2 and boxes[1] is None
    assert boxes[0].contains(QRect(41, 31, 58, 58)) and boxes[0].width() <= 62
    assert given_up == [True]


# Folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (10, 9, 1):
        Image.fromarray(numbered(number)).save(tmp_path / f"picture {number}.png")
    (tmp_path / "notes.txt").write_text("no picture")
    return tmp_path


def test_names_are_sorted_as_people_do() -> None:
    names = ["b", "a10", "A9", "a1b", "10", "9", "a"]
    assert sorted(names, key=natural_key) == ["9", "10", "a", "a1b", "A9", "a10", "b"]


def test_a_folder_is_walked_in_natural_order(opened, qtbot: QtBot, folder: Path) -> None:
    source = opened(FolderSource(folder))
    assert (number_of(taken(qtbot, source).pixels), source.position, source.duration) == (1, 1, 3)
    for by, number in ((1, 9), (1, 10), (1, 1), (-1, 10), (-1, 9)):
        source.go(by)
        assert number_of(taken(qtbot, source).pixels) == number
    source.set_loop(False)
    source.seek(3)
    assert number_of(taken(qtbot, source).pixels) == 10
    source.go(1)
    assert source.position == 3


def test_a_slideshow_goes_on_by_itself_and_ends(opened, qtbot: QtBot, folder: Path) -> None:
    source = FolderSource(folder, "picture 9.png")
    source.set_loop(False)
    source.set_interval(0.05)
    opened(source)
    assert number_of(taken(qtbot, source).pixels) == 9
    source.resume()
    assert source.state is FrameState.RUNNING
    qtbot.waitUntil(lambda: source.state is FrameState.ENDED, timeout=PATIENCE)
    assert number_of(source.take().pixels) == 10


def test_a_bad_picture_does_not_end_the_walk(opened, qtbot: QtBot, folder: Path) -> None:
    (folder / "picture 2.png").write_bytes(b"no picture")
    source = opened(FolderSource(folder))
    taken(qtbot, source)
    source.go(1)
    assert "picture 2.png" in failed(qtbot, source)
    source.go(1)
    assert number_of(taken(qtbot, source).pixels) == 9
    assert source.state is FrameState.PAUSED


def test_a_folder_without_pictures_says_so(opened, qtbot: QtBot, tmp_path: Path) -> None:
    assert "holds no pictures" in failed(qtbot, opened(FolderSource(tmp_path)))
    assert "cannot be read" in failed(qtbot, opened(FolderSource(tmp_path / "gone")))


def test_an_empty_folder_is_played_once_there_are_pictures(opened, qtbot: QtBot, tmp_path: Path) -> None:
    source = opened(FolderSource(tmp_path))
    failed(qtbot, source)
    Image.fromarray(numbered(4)).save(tmp_path / "4.png")
    source.resume()
    assert number_of(taken(qtbot, source).pixels) == 4
    assert source.state is FrameState.RUNNING


def test_a_link_that_leads_round_in_a_circle_is_no_picture(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "b.png")
    try:
        (tmp_path / "a.png").symlink_to(tmp_path / "a.png")
    except OSError:
        pytest.skip("no links here")
    assert module.pictures_in(tmp_path) == [tmp_path / "b.png"]


def test_a_folder_is_listed_elsewhere(opened, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go = threading.Event(), threading.Event()
    find, threads = module.pictures_in, []

    def slowly(one: Path) -> list[Path]:
        threads.append(threading.current_thread())
        inside.set()
        assert go.wait(PATIENCE / 1000)
        return find(one)

    monkeypatch.setattr(module, "pictures_in", slowly)
    source = opened(FolderSource(folder))
    assert inside.wait(PATIENCE / 1000) and threads[0] is not threading.main_thread()
    assert source.state is FrameState.STARTING
    source.resume()
    go.set()
    assert number_of(taken(qtbot, source).pixels) == 1
    assert source.state is FrameState.RUNNING
    # Whoever closes it meanwhile hears no more of it.
    go.clear()
    inside.clear()
    source.start()
    assert inside.wait(PATIENCE / 1000)
    source.stop()
    go.set()
    qtbot.wait(50)
    assert source.state is FrameState.IDLE and source.files == []


# The drawing pad


def drag(pad: DrawingPad, *places: QPoint) -> None:
    """Press at the first place, move over the others with the button held, let go at the last."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1)]
    for kind, place in zip(kinds, places, strict=True):
        button = left if kind is QEvent.Type.MouseButtonPress else none
        where = QPointF(place)
        QApplication.sendEvent(pad, QMouseEvent(kind, where, where, button, left, Qt.KeyboardModifier.NoModifier))
    where = QPointF(places[-1])
    release = QEvent.Type.MouseButtonRelease
    QApplication.sendEvent(pad, QMouseEvent(release, where, where, left, none, Qt.KeyboardModifier.NoModifier))


def test_strokes_are_white_on_black_and_can_be_taken_back(opened, qtbot: QtBot) -> None:
    pad = DrawingPad()
    qtbot.addWidget(pad)
    pad.resize(140, 140)
    pad.show()
    source = opened(DrawingSource(pad))
    assert not taken(qtbot, source).pixels.any()
    drag(pad, QPoint(35, 70), QPoint(105, 70))
    drawn = taken(qtbot, source).pixels
    assert drawn.shape == (SIDE, SIDE, 3)
    for x in (1, 2, 3):
        assert drawn[SIDE // 2, x * SIDE // 4].tolist() == [255, 255, 255]
    assert not drawn[: SIDE // 4].any()
    drag(pad, QPoint(20, 20))
    assert taken(qtbot, source).pixels[40, 40, 0] == 255
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(taken(qtbot, source).pixels, drawn)
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert not taken(qtbot, source).pixels.any()
    pad.undo()
    assert np.array_equal(taken(qtbot, source).pixels, drawn)


def test_a_thicker_pen_draws_more(qtbot: QtBot, qapp) -> None:
    white = []
    for width in (10, 40):
        pad = DrawingPad()
        qtbot.addWidget(pad)
        pad.resize(SIDE, SIDE)
        pad.set_pen_width(width)
        qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(140, 140))
        white.append(int((rgb_of(pad.image)[..., 0] > 127).sum()))
    assert white[0] == pytest.approx(math.pi * 5**2, rel=0.1)
    assert white[1] == pytest.approx(16 * white[0], rel=0.1)


def test_what_was_drawn_before_the_oldest_stroke_can_be_cleared(qtbot: QtBot, qapp) -> None:
    pad = DrawingPad()
    qtbot.addWidget(pad)
    pad.resize(168, 168)
    for number in range(60):
        drag(pad, QPoint(5 + 2 * number, 60))
    for _ in range(60):
        pad.undo()
    assert rgb_of(pad.image).any() and not pad.is_empty
    pad.clear()
    assert not rgb_of(pad.image).any() and pad.is_empty
    pad.undo()
    assert not pad.is_empty
