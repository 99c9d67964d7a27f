"""What the sections share: mixed colours, the monospace family, tinted icon files."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication

from explorer.assets import resource


def mix(first: str, second: str, amount: float) -> str:
    """Return the colour ``amount`` (0 to 1) of the way from ``first`` to ``second``, both ``#RRGGBB``."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * amount):02X}" for a, b in pairs)


def mono_family() -> str:
    """Return the family of the system's fixed-pitch font, quoted for a style rule."""
    if QGuiApplication.instance() is None:
        return '"monospace"'
    return f'"{QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()}"'


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="cnn-explorer-icons-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def icon_url(name: str, tint: str) -> str:
    """Return ``url(…)`` of a bundled icon in that colour.

    A style sheet can only name files, and cannot tint them, so that each
    wanted colour is written once per run to a folder of its own.
    """
    path = _folder() / f"{name}-{tint[1:]}.svg"
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    path.write_text(text.replace("currentColor", tint), encoding="utf-8")
    return f'url("{path.as_posix()}")'
