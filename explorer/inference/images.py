"""Reading pictures and raw inputs from files, bytes and arrays (no torch).

Whatever a picture file holds, what comes out is RGB, 8 bit, upright; what had
to be changed for that is said in ``Picture.notes``. A file that cannot be
used raises :class:`InputError` with one line that says why.
"""

import io
import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from explorer.errors import InputError, Unreadable

PIXEL_LIMIT = 250_000_000
"""A larger picture is refused before any of it is decoded; RGB takes 3 bytes a pixel."""

SUFFIXES: tuple[str, ...] = tuple(
    ".png .jpg .jpeg .webp .gif .bmp .tif .tiff .ppm .pgm .pbm .jp2 .avif".split()  # noqa: SIM905
)
"""What file dialogues and folders offer; a file of any other name is read too if its content fits."""

# Formats whose header gives the size that will be decoded, and whose readers start no other program.
_FORMATS = ("PNG", "JPEG", "MPO", "WEBP", "GIF", "BMP", "DIB", "TIFF", "PPM", "JPEG2000", "AVIF")

_STRIP = 512
_BITS_PER_SAMPLE = 258

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation."""

# The limit above stands in for Pillow's, which warns at 89 megapixels and refuses at 179.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture."""

    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (H, W, 3)."""
    notes: tuple[str, ...] = ()
    """What was done to get there, for people: ``transparent parts shown on white``."""


def load_image(source: str | os.PathLike[str] | bytes) -> np.ndarray:
    """Return the picture in a file or in its bytes as RGB, uint8, (H, W, 3); see :func:`read_picture`."""
    return read_picture(source).pixels


def read_picture(source: str | os.PathLike[str] | bytes) -> Picture:
    """Decode a picture from a file, or from the file's bytes.

    The EXIF orientation is applied; of an animation the first frame is taken;
    16-bit grey is scaled (not clipped) to 8 bit; transparent parts are laid on
    white; CMYK, palette and grey become RGB.

    Raises:
        InputError: the file is missing, empty, a folder, no picture, damaged,
            cut off, larger than :data:`PIXEL_LIMIT`, or of floating-point pixels.
    """
    if isinstance(source, bytes):
        if not source:
            raise InputError("the picture is empty (0 bytes); choose another one")
        return _decode(io.BytesIO(source), "the picture")
    path = _existing_file(source)
    try:
        with path.open("rb") as file:
            return _decode(file, str(path))
    except OSError as error:
        raise Unreadable(f"cannot read {path}: {error.strerror or error}") from error


def load_input(path: str | os.PathLike[str]) -> np.ndarray:
    """Return the raw network input in a ``.npy`` file: float32, (C, H, W), to be fed as it is.

    Raises:
        InputError: no such file, no ``.npy`` file, another dtype or rank, an
            empty axis, or values that are not finite.
    """
    file = _existing_file(path)
    try:
        # Mapped first: the header is checked before its claims cost any memory, and no pickle is run.
        mapped = np.load(file, mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise InputError(f"{file} is not a readable .npy array; write it with numpy.save") from error
    if not isinstance(mapped, np.ndarray):
        raise InputError(f"{file} holds several arrays (.npz); save one array with numpy.save")
    return check_input(mapped, str(file))


def check_input(array: np.ndarray, name: str = "the input") -> np.ndarray:
    """Return ``array`` as a contiguous float32 (C, H, W) in this machine's byte order.

    Raises:
        InputError: it is of another dtype or rank, empty, or not finite.
    """
    if array.dtype.kind != "f" or array.dtype.itemsize != 4:
        raise InputError(f"{name} holds {array.dtype}; a raw input is float32: save array.astype('float32')")
    if array.ndim != 3 or 0 in array.shape:
        shape = "×".join(map(str, array.shape)) or "a single number"
        raise InputError(f"{name} is {shape}; a raw input has the three axes (channels, height, width)")
    array = np.array(array, dtype=np.float32, order="C")
    if not np.isfinite(array).all():
        raise InputError(f"{name} holds NaN or infinite values; replace them first")
    return array


def as_picture(image: Image.Image) -> Picture:
    """Return a PIL image as a :class:`Picture`, as :func:`read_picture` does.

    Raises:
        InputError: it is too large, damaged, or of floating-point pixels.
    """
    return _convert(image, "the picture")


def _existing_file(source: str | os.PathLike[str]) -> Path:
    path = Path(source)
    try:
        if not path.exists():
            raise InputError(f"there is no file {path}; check the path")
        if path.is_dir():
            raise InputError(f"{path} is a folder; choose a file in it")
        # A pipe or a device would keep its reader waiting for ever.
        if not path.is_file():
            raise InputError(f"{path} is not an ordinary file; choose a picture file")
        if path.stat().st_size == 0:
            raise InputError(f"{path} is empty (0 bytes); choose another file")
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot read {os.fspath(source)!r}: {getattr(error, 'strerror', None) or error}") from error
    return path


def _decode(file: IO[bytes], name: str) -> Picture:
    Image.init()
    known = [one for one in _FORMATS if one in Image.OPEN]
    try:
        image = Image.open(file, formats=known)
    except UnidentifiedImageError as error:
        message = f"{name} is not a picture that can be read here; choose a PNG, JPEG, WebP, GIF, BMP or TIFF file"
        raise InputError(message) from error
    except Exception as error:
        # Readers of damaged headers raise what they like; the cause stays attached.
        raise InputError(f"{name} is damaged and cannot be read; get the file anew") from error
    with image:
        return _convert(image, name)


def _convert(image: Image.Image, name: str) -> Picture:
    width, height = image.size
    if width < 1 or height < 1:
        raise InputError(f"{name} has no pixels; choose another one")
    if width * height > PIXEL_LIMIT:
        limit = PIXEL_LIMIT // 1_000_000
        raise InputError(f"{name} is {width:,} × {height:,} pixels; make it smaller than {limit} megapixels first")
    try:
        image.load()
        return _upright_rgb(image, name)
    except InputError:
        raise
    except MemoryError as error:
        raise Unreadable(f"there is not enough memory for {name}, {width:,} × {height:,} pixels") from error
    except Exception as error:
        # Decoders of damaged files raise what they like; the cause stays attached.
        if _says_cut_off(error):
            raise InputError(f"{name} is cut off: its end is missing; copy or download it again") from error
        raise InputError(f"{name} is damaged and cannot be read; get the file anew") from error


def _says_cut_off(error: Exception) -> bool:
    text = str(error).lower()
    return isinstance(error, EOFError) or "truncated" in text or "unexpected end" in text or "not enough" in text


def _upright_rgb(image: Image.Image, name: str) -> Picture:
    notes: list[str] = []
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format != "MPO":
        notes.append(f"first of {frames:,} frames")
    turn = _TURNS.get(_orientation(image, notes))
    rgb = _to_rgb(image, name, notes)
    if turn is not None:
        notes.append("turned as its EXIF orientation says")
        rgb = rgb.transpose(turn)
    return Picture(_as_array(rgb), tuple(notes))


def _orientation(image: Image.Image, notes: list[str]) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (SyntaxError, ValueError, TypeError, struct.error):
        notes.append("its damaged EXIF data were passed over")
        return 1


def _as_array(image: Image.Image) -> np.ndarray:
    # In strips: Pillow's own conversion holds two more copies of a large picture.
    width, height = image.size
    pixels = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _STRIP):
        bottom = min(top + _STRIP, height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, width, bottom)))
    return pixels


def _to_rgb(image: Image.Image, name: str, notes: list[str]) -> Image.Image:
    if image.mode == "F":
        raise InputError(f"{name} has floating-point pixels of unknown range; save it with 8 or 16 bits a channel")
    if image.mode == "I" or image.mode.startswith("I;16"):
        image = _grey(image, name, notes)
    if image.has_transparency_data:
        notes.append("transparent parts shown on white")
        coloured = image.convert("RGBA")
        white = Image.new("RGB", coloured.size, "white")
        white.paste(coloured, mask=coloured.getchannel("A"))
        return white
    if image.mode == "CMYK":
        notes.append("CMYK converted without a colour profile")
    return image if image.mode == "RGB" else image.convert("RGB")


def _grey(image: Image.Image, name: str, notes: list[str]) -> Image.Image:
    """A picture of more than 8 bits of grey with 8; the grey that stands for nothing becomes transparent."""
    values = np.asarray(image)
    bits = _bits(image)
    white = (1 << bits) - 1
    if values.size and (values.min() < 0 or values.max() > white):
        raise InputError(f"{name} has 32-bit pixels; save it with 8 or 16 bits a channel")
    notes.append(f"{bits}-bit grey scaled to 8 bit")
    # Rounded in integers, so that a large picture needs no floating-point copy; of 16 bits (255·v + 32,767) / 65,535.
    wide: Any = values.astype(np.uint32, copy=False)
    grey = Image.fromarray(((wide * 255 + white // 2) // white).astype(np.uint8))
    nothing = image.info.get("transparency")
    if isinstance(nothing, int):
        grey.putalpha(Image.fromarray(np.where(values == nothing, 0, 255).astype(np.uint8)))
    return grey


def _bits(image: Image.Image) -> int:
    """How many bits of each pixel are used: a TIFF says it (tag 258), all others use 16."""
    tags: Any = getattr(image, "tag_v2", {})
    said = tags.get(_BITS_PER_SAMPLE, (16,))
    bits = int(said[0] if isinstance(said, tuple) else said)
    return bits if 8 < bits < 16 else 16
