"""Make the pictures of the program's icon from resources/icons/app.svg. ``python packaging/icons.py FOLDER``

PNG in the sizes of the freedesktop icon theme (``hicolor/48x48/apps/…``), one
.ico for Windows and one .icns for macOS.
"""

import os
import sys
from pathlib import Path

from PIL import Image

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"
IDENTIFIER = "io.github.cnn_explorer.CnnExplorer"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw(size: int) -> Image.Image:
    """Return the icon with transparent corners, RGBA, ``size`` pixels wide and high."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(SOURCE.read_bytes()))
    if not renderer.isValid():
        raise ValueError(f"{SOURCE} is no drawing that Qt can read")
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def main(folder: Path) -> None:
    """Write all pictures below ``folder``."""
    pictures = {size: draw(size) for size in SIZES}
    for size, picture in pictures.items():
        path = folder / "hicolor" / f"{size}x{size}" / "apps" / f"{IDENTIFIER}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
    largest = pictures[max(SIZES)]
    largest.save(
        folder / "cnn-explorer.ico",
        sizes=[(size, size) for size in ICO_SIZES],
        append_images=[pictures[size] for size in ICO_SIZES],
    )
    largest.save(folder / "cnn-explorer.icns", append_images=[pictures[size] for size in (32, 64, 128, 256)])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
