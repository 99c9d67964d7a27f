"""Searches on disk: where one was stopped it goes on, and what was found is not looked for again. No torch.

A file is named by everything that its content depends on, and holds that
description too. One that cannot be read, is damaged, or is of anything else
is a miss: it is never trusted and is overwritten. Files are written whole or
not at all, and the ones unused for longest go when all together are too many.
"""

import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from explorer.analysis.cache import cache_folder
from explorer.errors import InputError, OutputError
from explorer.files import write_whole
from explorer.inference.images import SUFFIXES
from explorer.inference.top_patches.tops import NOBODY, Skipped, TopUnits

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MOST_BYTES = 256 * 2**20
"""All stored searches together; the ones unused for longest go first."""
MOST_PICTURES = 100_000
"""A folder with more of them is probably not the one that was meant."""

_ENDING = ".top.npz"
_ARRAYS = ("values", "pictures", "units", "active")
_SOURCES = ("explorer.models", "explorer.inference", "explorer.visualize")


def store_folder() -> Path:
    """Return where searches are stored (it may not exist yet)."""
    return cache_folder() / "top-patches"


def pictures_in(folder: str | os.PathLike[str], checkpoint: Callable[[], None] | None = None) -> tuple[Path, ...]:
    """Return the pictures in a folder and the folders in it, by their names; hidden ones are left out.

    Args:
        checkpoint: called for each folder; it raises :class:`Cancelled` to stop.

    Raises:
        InputError: it is no folder, cannot be read, holds no picture, or more than :data:`MOST_PICTURES`.
    """
    root = Path(folder)
    if not root.is_dir():
        if root.exists():
            raise InputError(f"{root} is a file; choose a folder of pictures")
        raise InputError(f"there is no folder {root}; choose a folder of pictures")
    found: list[Path] = []
    for inside, below, names in os.walk(root, onerror=_refuse):
        if checkpoint is not None:
            checkpoint()
        below[:] = [name for name in below if not name.startswith(".")]
        found += [Path(inside, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
        if len(found) > MOST_PICTURES:
            raise InputError(f"{root} holds more than {MOST_PICTURES:,} pictures; choose a folder with fewer")
    if not found:
        raise InputError(f"{root} holds no picture ({', '.join(SUFFIXES[:4])} …); choose another folder")
    return tuple(sorted(found, key=lambda path: path.relative_to(root).parts))


def digest_of_pictures(pictures: Sequence[Path]) -> str:
    """Return a digest of the pictures' paths, sizes and times of change; a file that is gone counts as such."""
    digest = hashlib.sha256()
    for path in pictures:
        try:
            state = path.stat()
            facts = f"{state.st_size} {state.st_mtime_ns}"
        except OSError:
            facts = "missing"
        digest.update(f"{path.absolute()}\0{facts}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


@cache
def code_version() -> str:
    """Return a digest of the code that a result depends on, and torch's version."""
    digest = hashlib.sha256()
    for package in _SOURCES:
        for item in _python_files(files(package)):
            digest.update(item.read_bytes())
    try:
        torch = version("torch")
    except PackageNotFoundError:
        torch = ""
    return f"{digest.hexdigest()} torch {torch}"


class Store:
    """Searches as files in one folder."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.folder = store_folder() if folder is None else folder
        self._most_bytes = most_bytes

    def path(self, identity: str) -> Path:
        """Return the file of the search that ``identity`` describes."""
        return self.folder / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}{_ENDING}"

    def load(self, identity: str) -> TopUnits | None:
        """Return the state in which a search was stored; None where there is none that can be trusted."""
        path = self.path(identity)
        try:
            tops = _decoded(path.read_bytes(), identity)
        except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return tops

    def save(self, identity: str, tops: TopUnits) -> None:
        """Store the state of a search; a disk that refuses is no error, it only costs the work again."""
        data = _encoded(tops, identity)

        def write(file: BinaryIO) -> None:
            file.write(data)

        with contextlib.suppress(OSError, OutputError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.path(identity), write)
            self._forget_oldest()

    def clear(self) -> int:
        """Remove all stored searches and return how many bytes are free now."""
        freed = 0
        for path in self.folder.glob(f"*{_ENDING}"):
            with contextlib.suppress(OSError):
                size = path.stat().st_size
                path.unlink()
                freed += size
        return freed

    def _forget_oldest(self) -> None:
        dated = []
        for path in self.folder.glob(f"*{_ENDING}"):
            with contextlib.suppress(FileNotFoundError):
                state = path.stat()
                dated.append((state.st_mtime_ns, state.st_size, path))
        kept = 0
        for _, size, path in sorted(dated, reverse=True):
            kept += size
            if kept > self._most_bytes:
                path.unlink(missing_ok=True)


def _encoded(tops: TopUnits, identity: str) -> bytes:
    facts: dict[str, Any] = {
        "identity": identity,
        "layer": tops.layer,
        "shape": tops.shape,
        "total": tops.total,
        "done": tops.done,
        "skipped": [[one.picture, one.reason, one.passing] for one in tops.skipped],
    }
    text = np.frombuffer(json.dumps(facts).encode(), np.uint8)
    buffer = BytesIO()
    np.savez_compressed(buffer, facts=text, **{name: getattr(tops, name) for name in _ARRAYS})
    return buffer.getvalue()


def _decoded(data: bytes, identity: str) -> TopUnits:
    """The state in a file's bytes; ValueError or the like if anything in it cannot be so."""
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        facts = json.loads(stored["facts"].tobytes())
        arrays = {name: stored[name] for name in _ARRAYS}
    if facts["identity"] != identity:
        raise ValueError("the file is of another search")
    tops = TopUnits(
        layer=facts["layer"],
        shape=tuple(facts["shape"]),
        total=facts["total"],
        done=facts["done"],
        skipped=tuple(Skipped(picture, reason, passing) for picture, reason, passing in facts["skipped"]),
        **arrays,
    )
    _check(tops)
    return tops


def _check(tops: TopUnits) -> None:
    channels = tops.shape[0] if tops.shape else 0
    size = int(np.prod(tops.shape[1:], dtype=np.int64))
    count = tops.values.shape[1]
    there = tops.pictures != NOBODY
    sound = (
        0 <= tops.done <= tops.total
        and tops.values.shape == tops.pictures.shape == tops.units.shape == (channels, count)
        and tops.active.shape == (channels,)
        and tops.values.dtype == np.float32
        and tops.pictures.dtype == tops.units.dtype == tops.active.dtype == np.int32
        and not np.isnan(tops.values).any()
        and bool((np.isneginf(tops.values) == ~there).all())
        and bool(((tops.pictures >= NOBODY) & (tops.pictures < tops.done)).all())
        and bool(((tops.units >= 0) & (tops.units < size)).all())
        and bool(((tops.active >= 0) & (tops.active <= tops.used)).all())
        and all(0 <= one.picture < tops.done for one in tops.skipped)
    )
    if not sound:
        raise ValueError("the stored search contradicts itself")


def _python_files(folder: "Traversable") -> "Iterator[Traversable]":
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _python_files(item)
        elif item.name.endswith(".py"):
            yield item


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot read {error.filename}: {error.strerror}; choose another folder") from error
