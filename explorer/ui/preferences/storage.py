"""What the caches take on the disk, and how they are emptied. No Qt."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from explorer.analysis.cache import cache_folder

CACHES: dict[str, tuple[str, str]] = {
    "networks": ("networks", "*.json.gz"),
    "patches": ("top-patches", "*.top.npz"),
}
"""Folder below the cache folder and pattern of the files of each cache: nothing else is ever removed."""


def folder_of(cache: str) -> Path:
    """Return where a cache is; it may not exist."""
    return cache_folder() / CACHES[cache][0]


def size_of(cache: str) -> int:
    """Return the bytes that a cache takes."""
    total = 0
    for path in _files(cache):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total


def empty(cache: str) -> int:
    """Remove the files of a cache and return the bytes that are left, where some could not be removed."""
    for path in _files(cache):
        with contextlib.suppress(OSError):
            path.unlink()
    return size_of(cache)


def _files(cache: str) -> Iterator[Path]:
    folder, pattern = folder_of(cache), CACHES[cache][1]
    try:
        found = sorted(folder.rglob(pattern))
    except OSError:
        return
    yield from (path for path in found if path.is_file() and not path.is_symlink())
