"""Reading pictures off the GUI thread: the newest wins, a failure is one line."""

import io
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QThread, QUrl
from PySide6.QtGui import QColor, QImage

from explorer.errors import InputError
from explorer.ui.live.paint import format_value
from explorer.ui.live.pixels import image_of, pixels_of
from explorer.ui.live.sources import source as module
from explorer.ui.live.sources.source import PREVIEW_SIDE, PictureLoader, PictureSource, load, source_from


@pytest.fixture
def loader(qapp):
    made = PictureLoader()
    yield made
    made.close()


def test_pixels_survive_the_way_to_qt_and_back():
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    assert np.array_equal(pixels_of(image_of(pixels)), pixels)
    assert np.array_equal(pixels_of(image_of(pixels[::2, ::-1])), pixels[::2, ::-1])


def test_transparency_is_blended_onto_white():
    image = QImage(2, 300, QImage.Format.Format_ARGB32)
    image.fill(QColor(100, 0, 200, 51))
    pixels = pixels_of(image)
    assert pixels.shape == (300, 2, 3)
    assert np.abs(pixels.astype(int) - [224, 204, 244]).max() <= 1


def test_a_picture_file_on_the_clipboard_is_decoded_from_its_bytes(tmp_path):
    buffer = io.BytesIO()
    Image.new("CMYK", (4, 3), (0, 255, 255, 0)).save(buffer, "JPEG")
    mime = QMimeData()
    mime.setData("image/jpeg", buffer.getvalue())
    source = source_from(mime)
    assert source.image is None
    assert load(source).pixels.shape == (3, 4, 3)


def test_large_pictures_get_a_small_preview():
    pixels = np.zeros((2400, 4000, 3), np.uint8)
    pixels[:, 2000:] = 200
    loaded = load(PictureSource(name="large", pixels=pixels))
    assert (loaded.preview.width(), loaded.preview.height()) == (PREVIEW_SIDE, 960)
    assert loaded.pixels is pixels
    assert loaded.preview.pixelColor(100, 400).red() == 0
    assert loaded.preview.pixelColor(1500, 400).red() == 200
    assert (loaded.width, loaded.height) == (4000, 2400)


def test_one_pixel_is_a_picture():
    loaded = load(PictureSource(name="dot", pixels=np.full((1, 1, 3), 9, np.uint8)))
    assert (loaded.preview.width(), loaded.preview.height()) == (1, 1)


def test_a_line_of_pixels_keeps_one_row():
    loaded = load(PictureSource(name="line", pixels=np.zeros((1, 20_000, 3), np.uint8)))
    assert (loaded.preview.width(), loaded.preview.height()) == (PREVIEW_SIDE, 1)


def test_loaded_arrives_on_the_gui_thread(loader, qtbot, tmp_path):
    path = tmp_path / "grey.png"
    Image.new("L", (8, 6), 77).save(path)
    seen = []
    loader.loaded.connect(lambda picture: seen.append((picture, QThread.currentThread())))
    with qtbot.waitSignal(loader.loaded):
        loader.load(PictureSource(name="grey.png", path=path))
    picture, thread = seen[0]
    assert thread is loader.thread()
    assert picture.pixels.shape == (6, 8, 3)
    assert picture.pixels[0, 0].tolist() == [77, 77, 77]


def test_the_newest_wins(loader, qtbot, monkeypatch):
    gate = threading.Event()
    real = module.load

    def slow(source):
        if source.name == "first":
            gate.wait(5)
        return real(source)

    monkeypatch.setattr(module, "load", slow)
    names = []
    loader.loaded.connect(lambda picture: names.append(picture.name))
    dot = np.zeros((1, 1, 3), np.uint8)
    for name in ("first", "second", "third"):
        loader.load(PictureSource(name=name, pixels=dot))
    with qtbot.waitSignal(loader.loaded):
        gate.set()
    qtbot.wait(50)
    assert names == ["third"]


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n cut off"])
def test_unreadable_files_fail_with_one_line(loader, qtbot, tmp_path, content):
    path = tmp_path / "bad.png"
    path.write_bytes(content)
    with qtbot.waitSignal(loader.failed) as caught:
        loader.load(PictureSource(name=path.name, path=path))
    assert "bad.png" in caught.args[0]
    assert "\n" not in caught.args[0]


def test_a_missing_file_fails_with_one_line(loader, qtbot, tmp_path):
    with qtbot.waitSignal(loader.failed) as caught:
        loader.load(PictureSource(name="gone.png", path=tmp_path / "gone.png"))
    assert "gone.png" in caught.args[0]


def test_what_is_dropped_never_arrives(loader, qtbot, monkeypatch):
    gate = threading.Event()
    real = module.load
    monkeypatch.setattr(module, "load", lambda source: gate.wait(5) and real(source))
    names = []
    loader.loaded.connect(lambda picture: names.append(picture.name))
    dot = np.zeros((1, 1, 3), np.uint8)
    loader.load(PictureSource(name="sample", pixels=dot))
    loader.drop()  # meanwhile somebody has opened a camera
    gate.set()
    loader.load(PictureSource(name="chosen", pixels=dot))
    qtbot.waitUntil(lambda: names != [], timeout=5000)
    assert names == ["chosen"]


def test_a_closed_loader_says_nothing(loader, qtbot):
    with qtbot.assertNotEmitted(loader.loaded, wait=100):
        loader.load(PictureSource(name="dot", pixels=np.zeros((1, 1, 3), np.uint8)))
        loader.close()
        loader.load(PictureSource(name="dot", pixels=np.zeros((1, 1, 3), np.uint8)))


def test_a_file_on_the_clipboard_wins_over_its_picture(qapp, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert source_from(mime).path == tmp_path / "a.png"
    with pytest.raises(InputError):
        source_from(QMimeData())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1.234, "1.23"),
        (12.34, "12.3"),
        (1234.5, "1,234"),
        (0.01234, "0.012"),
        (-2.5, "−2.50"),
        (1e-7, "1.00e-07"),
        (float("nan"), "NaN"),
        (float("inf"), "∞"),
    ],
)
def test_values_are_short(value, text):
    assert format_value(value) == text
