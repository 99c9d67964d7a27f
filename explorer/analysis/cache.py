"""Analysed architectures on disk, so that a known one is drawn before torch has loaded. No torch.

A file is named by everything that its content depends on: architecture, input
shape, build options, the sources of ``explorer.models`` and
``explorer.analysis``, and the version of torch. A cache may vanish at any
time: what cannot be read is a miss, what cannot be written is not written.
"""

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.analysis.network import Network
from explorer.analysis.store import load, save
from explorer.errors import InputError, OutputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

KEPT_FILES = 200
"""Files that stay; the ones unused for longest go first."""


def cache_folder() -> Path:
    """Return the folder of cnn-explorer below the user's cache folder (it may not exist yet)."""
    return _user_cache(sys.platform, os.environ, Path.home()) / "cnn-explorer"


def _user_cache(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Caches"
    stated = environment.get("XDG_CACHE_HOME", "")
    # The XDG base directory specification has relative paths ignored.
    return Path(stated) if Path(stated).is_absolute() else home / ".cache"


def cached(
    key: str,
    input_shape: tuple[int, ...],
    options: Mapping[str, Any] | None = None,
    *,
    batch: int = 1,
    folder: Path | None = None,
) -> Network | None:
    """Return the stored analysis of architecture ``key`` in this form (shape, batch, options), None if none is."""
    path = _path(key, input_shape, batch, options, folder)
    try:
        network = load(path)
    except InputError:
        return None
    if (network.name, network.input_shape, network.batch) != (key, tuple(input_shape), batch):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return network


def remember(network: Network, options: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> None:
    """Store the analysis of an architecture that was built with ``options``; a disk that refuses is no error."""
    path = _path(network.name, network.input_shape, network.batch, options, folder)
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save(network, path)
        _forget_oldest(path.parent)


def _forget_oldest(folder: Path) -> None:
    dated = []
    for path in folder.glob("*.json.gz"):
        # Another process may remove a file between the listing and the look at it.
        with contextlib.suppress(FileNotFoundError):
            dated.append((path.stat().st_mtime_ns, path))
    for _, path in sorted(dated, reverse=True)[KEPT_FILES:]:
        path.unlink(missing_ok=True)


def _path(
    key: str, input_shape: tuple[int, ...], batch: int, options: Mapping[str, Any] | None, folder: Path | None
) -> Path:
    shape = "x".join(map(str, input_shape if batch == 1 else (batch, *input_shape)))
    stated = repr(sorted((options or {}).items()))
    digest = hashlib.sha256("\n".join([key, shape, stated, _sources_digest(), _torch_version()]).encode()).hexdigest()
    readable = re.sub(r"[^A-Za-z0-9_-]+", "_", key)
    return (folder or cache_folder() / "networks") / f"{readable}-{shape}-{digest[:16]}.json.gz"


@cache
def _sources_digest() -> str:
    digest = hashlib.sha256()
    for package in ("explorer.models", "explorer.analysis"):
        for name, item in _sources(files(package)):
            digest.update(name.encode())
            digest.update(item.read_bytes())
    return digest.hexdigest()


def _sources(folder: "Traversable", above: str = "") -> "Iterator[tuple[str, Traversable]]":
    """The code and the facts in a package and in those below it, in a fixed order."""
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{above}{item.name}"
        if item.is_dir():
            yield from _sources(item, f"{name}/")
        elif name.endswith((".py", ".toml")):
            yield name, item


@cache
def _torch_version() -> str:
    try:
        return version("torch")
    except PackageNotFoundError:
        return ""
