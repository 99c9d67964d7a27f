"""What this machine has, for a bug report or a first look: ``cnn-explorer doctor``."""

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from explorer import __version__
from explorer.analysis import cache
from explorer.models import registry

DISTRIBUTIONS = (
    "torch",
    "torchvision",
    "PySide6-Addons",
    "numpy",
    "networkx",
    "pyqtgraph",
    "torchinfo",
    "pillow",
    "safetensors",
)


def report() -> str:
    """Return the report, one fact a line."""
    lines = [
        ("cnn-explorer", __version__),
        ("Python", f"{platform.python_version()} ({sys.executable})"),
        ("System", platform.platform()),
        *((name, _version(name)) for name in DISTRIBUTIONS),
        *_devices(),
        *_qt(),
        *_weights(),
        ("Cache", _cache()),
        ("Log", _log()),
    ]
    width = max(len(name) for name, _ in lines)
    return "\n".join(f"{name:<{width}}  {text}" for name, text in lines)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "MISSING: pip install " + name


def _devices() -> list[tuple[str, str]]:
    from explorer.inference.devices import device_summary

    summary = device_summary()
    return [("Device", f"{device}, {summary.threads} CPU threads") for device in summary.devices]


def _qt() -> list[tuple[str, str]]:
    from explorer.ui.platform import describe_qt

    return describe_qt()


def _weights() -> list[tuple[str, str]]:
    from explorer.models.weight_files import cache_folder, status

    found = []
    downloads = 0
    for architecture in registry.architectures():
        for record in architecture.weights:
            one = status(record)
            name = f"{architecture.key} {record.name}"
            if one.installed:
                size = f", {one.size / 1e6:.1f} MB" if one.size else ""
                found.append(("Weights", f"{name}: here{size}, licence {one.licence}, {one.path}"))
            elif record.source == "package":
                found.append(("Weights", f"{name}: not installed, comes with the {one.origin}"))
            else:
                downloads += 1
    found.append(("Weights", f"{downloads} more to download (`cnn-explorer list`), to {cache_folder()}"))
    return found


def _cache() -> str:
    folder = cache.cache_folder()
    writable = os.access(_existing(folder), os.W_OK)
    return f"{folder}{'' if writable else ' (NOT WRITABLE: networks are captured anew each time)'}"


def _log() -> str:
    from explorer.ui.log_file import log_path

    path = log_path()
    writable = os.access(_existing(path), os.W_OK)
    return f"{path}{'' if writable else ' (NOT WRITABLE: nothing is logged)'}"


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path
