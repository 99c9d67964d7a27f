"""Which weights lie on this disk already, told from their records alone. No torch, no Qt."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from explorer.models.registry import Architecture, WeightsRecord


def checkpoint_folder() -> Path:
    """Return torch hub's folder of downloaded checkpoints, found the way torch finds it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = Path(os.environ.get("TORCH_HOME") or cache / "torch").expanduser()
    return home / "hub" / "checkpoints"


def is_on_disk(record: WeightsRecord) -> bool:
    """Tell whether these weights can be had without a download."""
    if record.source == "package":
        return True
    return (checkpoint_folder() / Path(urlsplit(record.location).path).name).is_file()


def any_on_disk(architecture: Architecture) -> bool:
    """Tell whether any trained weights of the architecture are here."""
    return any(is_on_disk(record) for record in architecture.weights)


def top1(architecture: Architecture) -> float | None:
    """Return the ImageNet top-1 accuracy in percent: of its first weights, else as published."""
    measured = next((record.top1 for record in architecture.weights if record.top1 is not None), None)
    return measured if measured is not None else architecture.published.top1
