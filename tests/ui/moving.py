"""Moving pictures for tests: a film whose frames tell their number, and a source that is fed by hand."""

import io
import struct
import wave
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameInput

from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.frames.media import CaptureSource

BITS = 8


def numbered(number: int, width: int = 128, height: int = 96) -> np.ndarray:
    """A picture that carries ``number`` as eight vertical bars, white for 1."""
    pixels = np.zeros((height, width, 3), np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            pixels[:, bit * width // BITS : (bit + 1) * width // BITS] = 255
    return pixels


def number_of(pixels: np.ndarray) -> int:
    """The number that a picture carries."""
    height, width = pixels.shape[:2]
    middles = [(2 * bit + 1) * width // (2 * BITS) for bit in range(BITS)]
    return sum(int(pixels[height // 2, x, 0] > 127) << bit for bit, x in enumerate(middles))


def write_film(path: Path, frames: list[np.ndarray], rate: int = 25) -> Path:
    """Write an AVI of JPEGs (RIFF: Microsoft, AVI RIFF File Reference)."""
    height, width = frames[0].shape[:2] if frames else (96, 128)
    pictures = []
    for frame in frames:
        buffer = io.BytesIO()
        Image.fromarray(frame).save(buffer, "JPEG", quality=90)
        pictures.append(buffer.getvalue())
    count = len(pictures)
    main = struct.pack("<14I", 1_000_000 // rate, 0, 0, 0x10, count, 0, 1, 0, width, height, 0, 0, 0, 0)
    times = struct.pack("<7I", 0, 1, rate, 0, count, 0, 0xFFFFFFFF)
    stream = b"vidsMJPG" + struct.pack("<IHH", 0, 0, 0) + times + struct.pack("<I4H", 0, 0, 0, width, height)
    form = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    movie, index, offset = b"", b"", 4
    for picture in pictures:
        chunk = _chunk(b"00dc", picture)
        movie += chunk
        index += b"00dc" + struct.pack("<III", 0x10, offset, len(picture))
        offset += len(chunk)
    strl = _chunk(b"LIST", b"strl" + _chunk(b"strh", stream) + _chunk(b"strf", form))
    header = _chunk(b"LIST", b"hdrl" + _chunk(b"avih", main) + strl)
    body = b"AVI " + header + _chunk(b"LIST", b"movi" + movie) + _chunk(b"idx1", index)
    path.write_bytes(_chunk(b"RIFF", body))
    return path


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def write_sound(path: Path) -> Path:
    """Write a second of silence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    return path


def image(pixels: np.ndarray) -> QImage:
    """RGB uint8 as a Qt image of its own."""
    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    made = QImage(rows.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return made.convertToFormat(QImage.Format.Format_RGBX8888)


class FedCapture(CaptureSource):
    """A capture session whose device is the test."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("Test camera", parent)
        self.input: QVideoFrameInput | None = None

    def _attach(self, session: QMediaCaptureSession) -> None:
        self.input = QVideoFrameInput(self)
        session.setVideoFrameInput(self.input)

    def _detach(self) -> None:
        self.input = None

    def feed(self, pixels: np.ndarray) -> None:
        """Deliver a frame as a device would, from outside the source."""
        assert self.input is not None
        self.input.sendVideoFrame(QVideoFrame(image(pixels)))


class HandSource(QtFrameSource):
    """Offers what it is given, in the given state."""

    def __init__(self, steady: bool = True) -> None:
        super().__init__("hand")
        self.steady = steady

    @property
    def abilities(self) -> frozenset[Ability]:
        return frozenset({Ability.PAUSE})

    def start(self) -> None:
        self._set_state(FrameState.RUNNING)

    def pause(self) -> None:
        self._set_state(FrameState.PAUSED)

    def resume(self) -> None:
        self._set_state(FrameState.RUNNING)

    def end(self) -> None:
        self._set_state(FrameState.ENDED)

    def fail(self, problem: str) -> None:
        self._fail(problem)

    def give(self, number: int) -> None:
        self._offer(image(numbered(number, 64, 48)))
