"""From Qt images to pixels, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np

_BAND = 256
"""Rows that are blended at a time, so that a large picture needs no wide copy of itself."""


def pixels_of(image: QImage) -> np.ndarray:
    """Return a Qt image as RGB uint8 (H, W, 3); transparent parts become white."""
    import numpy as np

    form = QImage.Format.Format_RGBA8888 if image.hasAlphaChannel() else QImage.Format.Format_RGBX8888
    bytewise = image.convertToFormat(form)
    height, width = bytewise.height(), bytewise.width()
    # constBits does not keep the image alive: `bytewise` is held until the copy is made.
    rgba = np.frombuffer(bytewise.constBits(), np.uint8).reshape(height, width, 4)
    pixels = np.ascontiguousarray(rgba[..., :3])
    if image.hasAlphaChannel():
        for top in range(0, height, _BAND):
            band, alpha = pixels[top : top + _BAND], rgba[top : top + _BAND, :, 3:].astype(np.uint16)
            band[:] = (band * alpha + 255 * (255 - alpha) + 127) // 255
    return pixels


def image_of(pixels: np.ndarray) -> QImage:
    """Return RGB uint8 (H, W, 3) as a Qt image that owns its pixels."""
    import numpy as np

    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    return QImage(rows.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
