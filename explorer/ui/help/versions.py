"""Which versions of everything run here, as pairs of a name and a text. Imports nothing of what it names."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from explorer import __version__

if TYPE_CHECKING:
    from explorer.engine.messages import EngineInfo

DISTRIBUTIONS = ("torchvision", "numpy", "networkx", "pyqtgraph", "pillow", "safetensors")


def versions(info: EngineInfo | None) -> list[tuple[str, str]]:
    """Return the versions; ``info`` is what the running engine has said of itself."""
    torch = info.torch if info is not None else _version("torch")
    found = [
        ("cnn-explorer", __version__),
        ("Python", platform.python_version()),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Qt", f"{qVersion()}, platform {QGuiApplication.platformName()}"),
        ("PySide6", _version("PySide6-Essentials")),
        ("torch", torch),
        *((name, _version(name)) for name in DISTRIBUTIONS),
    ]
    if info is not None:
        found.append(("Engine", f"{info.device}, {info.threads} threads, {info.precision}"))
    return found


def table(pairs: list[tuple[str, str]]) -> str:
    """Return pairs one a line, the texts under each other."""
    width = max(len(name) for name, _ in pairs)
    return "\n".join(f"{name:<{width}}  {text}" for name, text in pairs)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
