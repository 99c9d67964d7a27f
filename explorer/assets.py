"""The one door to ``resources/``: the same path from a checkout, a wheel, a zip or a frozen app."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*parts: str) -> Traversable:
    """Return the resource below ``resources/`` that ``parts`` name.

    A wheel carries the folder as ``explorer/resources``; a checkout (and an
    editable install, which points at it) has it beside the package.
    """
    packaged = files("explorer") / "resources"
    root: Traversable = packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "resources"
    return root.joinpath(*parts)


def resource_text(*parts: str) -> str:
    """Return a text resource, decoded as UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")
