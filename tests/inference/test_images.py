"""Pictures of every kind, and what is said about those that cannot be used."""

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import data

from explorer.errors import InputError
from explorer.inference import images
from explorer.inference.images import as_picture, load_image, load_input, read_picture

RED, WHITE = [255, 0, 0], [255, 255, 255]


@pytest.fixture
def photo() -> np.ndarray:
    return data.chelsea()


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format=kind, **options)
    return file.getvalue()


def assert_one_line(error) -> str:
    text = str(error.value)
    assert text
    assert "\n" not in text
    return text


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "PPM"])
def test_lossless_kinds(photo, kind, tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(encoded(Image.fromarray(photo), kind))
    for source in (path, str(path), path.read_bytes()):
        pixels = load_image(source)
        assert pixels.dtype == np.uint8
        np.testing.assert_array_equal(pixels, photo)
    assert read_picture(path).notes == ()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_lossy_kinds(photo, kind):
    pixels = load_image(encoded(Image.fromarray(photo), kind, quality=95))
    assert np.abs(pixels.astype(int) - photo).mean() < 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(orientation):
    upright = np.zeros((30, 40, 3), np.uint8)
    upright[:10, :10] = RED
    # How a camera that was held otherwise stores it: EXIF 2.3, table 6.
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: upright.transpose(1, 0, 2)[::-1],
        7: upright.transpose(1, 0, 2)[::-1, ::-1],
        8: upright.transpose(1, 0, 2)[:, ::-1],
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read_picture(encoded(Image.fromarray(np.ascontiguousarray(stored)), "PNG", exif=exif))
    np.testing.assert_array_equal(picture.pixels, upright)
    assert bool(picture.notes) == (orientation != 1)


def test_damaged_exif_is_passed_over(photo):
    whole = encoded(Image.fromarray(photo), "PNG", exif=b"Exif\x00\x00MM")
    picture = read_picture(whole)
    assert picture.pixels.shape == photo.shape
    assert "EXIF" in picture.notes[0]


def test_sixteen_bit_grey_is_scaled():
    values = np.array([[0, 128, 129, 257], [32768, 65535, 65406, 65407]], np.uint16)
    expected = np.round(values / 257).astype(np.uint8)
    for kind in ("PNG", "TIFF"):
        picture = read_picture(encoded(Image.fromarray(values), kind))
        assert picture.notes == ("16-bit grey scaled to 8 bit",)
        np.testing.assert_array_equal(picture.pixels, np.repeat(expected[..., None], 3, axis=2))


def test_twelve_bit_grey_is_scaled_by_its_own_white(tmp_path):
    values = np.array([[0, 8, 9, 2048, 4094, 4095]], np.uint16)
    whole = bytearray(encoded(Image.fromarray(values), "TIFF"))
    entry = whole.index(bytes([2, 1, 3, 0, 1, 0, 0, 0, 16, 0]))  # tag 258, one short: 16 bits a sample
    packed = "".join(f"{value:012b}" for value in values[0].tolist())
    strip = bytes(int(packed[at : at + 8], 2) for at in range(0, len(packed), 8))
    whole[entry + 8] = 12
    offset = whole.index(bytes([17, 1, 4, 0, 1, 0, 0, 0])) + 8  # tag 273: where the rows are
    whole[offset : offset + 4] = len(whole).to_bytes(4, "little")
    picture = read_picture(bytes(whole) + strip)
    assert picture.notes == ("12-bit grey scaled to 8 bit",)
    assert picture.pixels[0, :, 0].tolist() == [0, 0, 1, 128, 255, 255]


def test_sixteen_bit_grey_may_be_transparent():
    values = np.array([[1000, 40_000]], np.uint16)
    picture = read_picture(encoded(Image.fromarray(values), "PNG", transparency=1000))
    assert picture.pixels.tolist() == [[WHITE, [156, 156, 156]]]
    assert picture.notes == ("16-bit grey scaled to 8 bit", "transparent parts shown on white")


def test_other_pixel_kinds(photo):
    image = Image.fromarray(photo)
    grey = np.asarray(image.convert("L"))
    np.testing.assert_array_equal(load_image(encoded(image.convert("L"), "PNG"))[..., 1], grey)
    np.testing.assert_array_equal(np.unique(load_image(encoded(image.convert("1"), "PNG"))), [0, 255])
    palette = image.convert("P", palette=Image.Palette.ADAPTIVE)
    np.testing.assert_array_equal(load_image(encoded(palette, "PNG")), np.asarray(palette.convert("RGB")))


def test_cmyk(photo):
    cmyk = Image.fromarray(photo).convert("CMYK")
    picture = read_picture(encoded(cmyk, "TIFF"))
    assert "CMYK" in picture.notes[0]
    np.testing.assert_array_equal(picture.pixels, photo)
    assert np.abs(load_image(encoded(cmyk, "JPEG", quality=95)).astype(int) - photo).mean() < 4


def test_transparency_on_white():
    rgba = np.zeros((2, 2, 4), np.uint8)
    rgba[0, 0], rgba[0, 1] = [255, 0, 0, 255], [255, 0, 0, 0]
    rgba[1, 0] = [0, 0, 0, 128]
    picture = read_picture(encoded(Image.fromarray(rgba), "PNG"))
    assert picture.pixels[0].tolist() == [RED, WHITE]
    assert picture.pixels[1, 0].tolist() == [127, 127, 127]
    assert "white" in picture.notes[0]
    palette = Image.new("P", (2, 1), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    palette.putpixel((1, 0), 0)
    assert load_image(encoded(palette, "PNG", transparency=0)).tolist() == [[RED, WHITE]]
    grey = Image.fromarray(np.array([[[10, 255], [10, 0]]], np.uint8), "LA")
    assert load_image(encoded(grey, "PNG")).tolist() == [[[10, 10, 10], WHITE]]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_first_frame_of_an_animation(kind):
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue", "lime")]
    options = {"lossless": True} if kind == "WEBP" else {}
    picture = read_picture(encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options))
    assert np.unique(picture.pixels.reshape(-1, 3), axis=0).tolist() == [RED]
    assert picture.notes == ("first of 3 frames",)


def test_one_pixel():
    assert load_image(encoded(Image.new("RGB", (1, 1), "red"), "PNG")).tolist() == [[RED]]


def test_pil_images(photo):
    np.testing.assert_array_equal(as_picture(Image.fromarray(photo)).pixels, photo)
    assert as_picture(Image.new("RGBA", (1, 1))).pixels.tolist() == [[WHITE]]


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize("fraction", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}])
def test_truncated_jpeg(photo, fraction, options):
    whole = encoded(Image.fromarray(photo), "JPEG", **options)
    with pytest.raises(InputError, match="is cut off") as error:
        load_image(whole[: int(len(whole) * fraction)])
    assert_one_line(error)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF", "BMP", "PPM"])
def test_other_truncated_pictures(photo, kind):
    whole = encoded(Image.fromarray(photo), kind)
    for fraction in (0.3, 0.9):
        with pytest.raises(InputError, match=r"cut off|damaged") as error:
            load_image(whole[: int(len(whole) * fraction)])
        assert_one_line(error)


def test_bytes_changed_in_the_middle(photo):
    whole = bytearray(encoded(Image.fromarray(photo), "PNG"))
    whole[len(whole) // 2] ^= 0xFF
    with pytest.raises(InputError, match="damaged") as error:
        load_image(bytes(whole))
    assert_one_line(error)


def test_unusable_files(tmp_path):
    (tmp_path / "empty.png").touch()
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "page.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")
    for name, words in [
        ("missing.png", "no file"),
        ("empty.png", "empty"),
        ("text.png", "not a picture"),
        ("page.eps", "not a picture"),
        (".", "folder"),
        ("text.png/inside.png", "no file"),
        ("nul\0.png", "no file|cannot read"),
    ]:
        with pytest.raises(InputError, match=words) as error:
            load_image(tmp_path / name)
        assert_one_line(error)
    with pytest.raises(InputError, match="empty"):
        load_image(b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(InputError, match="not an ordinary file"):
        load_image(tmp_path / "pipe.png")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_an_unreadable_file(tmp_path):
    path = tmp_path / "secret.png"
    path.write_bytes(encoded(Image.new("RGB", (1, 1)), "PNG"))
    path.chmod(0)
    with pytest.raises(InputError, match="cannot read"):
        load_image(path)


def test_pixels_of_unknown_range():
    with pytest.raises(InputError, match="floating-point"):
        load_image(encoded(Image.fromarray(np.ones((2, 2), np.float32)), "TIFF"))
    with pytest.raises(InputError, match="32-bit"):
        load_image(encoded(Image.fromarray(np.full((2, 2), 70_000, np.int32)), "TIFF"))


def png_that_claims(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    chunks = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (header, body)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("size", [(20_000, 12_501), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_decompression_bomb(size):
    with pytest.raises(InputError, match=r"megapixels|damaged") as error:
        load_image(png_that_claims(*size))
    assert_one_line(error)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's account of the process")
def test_a_picture_of_108_megapixels(tmp_path):
    """Read in a process of its own, whose memory tells."""
    path = tmp_path / "large.png"
    Image.new("RGB", (12_000, 9_000), "red").save(path, compress_level=1)
    script = (
        "import sys; from explorer.inference.images import load_image; pixels = load_image(sys.argv[1]);"
        "status = dict(line.split(':') for line in open('/proc/self/status'));"
        "print(*pixels.shape, *pixels[-1, -1], int(status['VmHWM'].split()[0]) // 1024)"
    )
    root = Path(images.__file__).parents[2]
    out = subprocess.run([sys.executable, "-c", script, path], cwd=root, capture_output=True, text=True, check=True)
    *found, mebibytes = map(int, out.stdout.split())
    assert found == [9000, 12_000, 3, *RED]
    # 412 MiB in Pillow, 309 MiB of result, and the interpreter.
    assert mebibytes < 900


# ---------------------------------------------------------------- raw inputs


def test_raw_input(tmp_path):
    array = np.random.default_rng(0).normal(size=(3, 4, 5)).astype(np.float32)
    for stored in (array, np.asfortranarray(array), array.astype(">f4")):
        np.save(tmp_path / "x.npy", stored)
        loaded = load_input(tmp_path / "x.npy")
        assert loaded.dtype == np.dtype("=f4")
        assert loaded.flags.c_contiguous
        np.testing.assert_array_equal(loaded, array)


class Harmful:
    def __reduce__(self):
        return os.system, ("touch harmed",)


def test_unusable_raw_inputs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    good = np.ones((3, 4, 5), np.float32)
    for name, array, words in [
        ("double", good.astype(np.float64), "float64"),
        ("bytes", good.astype(np.uint8), "uint8"),
        ("flat", good[0], "4×5"),
        ("batch", good[None], "1×3×4×5"),
        ("scalar", np.float32(1), "single number"),
        ("nothing", good[:0], "not a readable|0×4×5"),
        ("nan", np.where(good == 1, np.nan, good).astype(np.float32), "NaN"),
        ("code", np.array([Harmful()], dtype=object), "not a readable"),
    ]:
        np.save(tmp_path / f"{name}.npy", array)
        with pytest.raises(InputError, match=words) as error:
            load_input(tmp_path / f"{name}.npy")
        assert_one_line(error)
    assert not (tmp_path / "harmed").exists()
    whole = (tmp_path / "double.npy").read_bytes()
    (tmp_path / "cut.npy").write_bytes(whole[:-8])
    (tmp_path / "text.npy").write_text("no array")
    np.savez(tmp_path / "many.npz", a=good)
    for name in ("cut.npy", "text.npy", "many.npz", "missing.npy"):
        with pytest.raises(InputError) as error:
            load_input(tmp_path / name)
        assert_one_line(error)


def test_no_torch_is_needed():
    script = "import sys, explorer.inference.images, explorer.inference.samples, explorer.inference.threads;"
    script += "import explorer.visualize.colormaps, explorer.visualize.pictures;"
    script += "assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=Path(images.__file__).parents[2], check=True)
