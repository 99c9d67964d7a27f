"""The catalogue of architectures: facts at once, code on demand.

Each family is two files of one name: ``resnet.toml`` holds the facts of its
variants (paper, year, published and exact figures, weights), ``resnet.py`` the
modules. Reading the facts needs no torch, so that a window can list the
catalogue before torch has loaded; ``Architecture.build`` imports the code.
"""

import difflib
import importlib
import inspect
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from explorer.errors import UnknownArchitecture, UsageError

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the paper (or the source named in ``source``) states, in its own units."""

    params: float | None = None
    """Parameters, in units (the paper's rounding kept)."""
    macs: float | None = None
    """Multiply-accumulates (papers often call them FLOPs)."""
    top1: float | None = None
    """ImageNet top-1 accuracy in percent."""
    top5_error: float | None = None
    """ImageNet top-5 error in percent."""
    source: str = ""
    """Where the figures stand, and the evaluation protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprocessing:
    """How a picture becomes an input for one set of weights.

    The shorter side is resized to ``resize`` pixels, the centre ``crop`` ×
    ``crop`` is kept, values in [0, 1] are normalised as (v - mean) / std.
    """

    resize: int
    crop: int
    interpolation: str = "bilinear"
    mean: tuple[float, ...] = (0.485, 0.456, 0.406)
    std: tuple[float, ...] = (0.229, 0.224, 0.225)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsRecord:
    """One set of trained weights of an architecture and how to come by it."""

    name: str
    """What a user types: ``IMAGENET1K_V1``."""
    source: str
    """``package`` (a Python distribution carries the file) or ``download``."""
    location: str
    """``distribution:path/in/it`` or an https URL."""
    licence: str
    preprocessing: Preprocessing
    title: str = ""
    """What people read: ``ImageNet-1K, torchvision V1``; the name if empty."""
    size: int = 0
    """Bytes of the file, to within 1 KiB; 0 if they are not known before it is fetched."""
    sha256: str = ""
    """SHA-256 of the file, or the prefix that the publisher gives; empty if none is published."""
    classes: str = "imagenet1k"
    """The list of class names in ``resources/classes``."""
    top1: float | None = None
    """Measured ImageNet top-1 accuracy in percent of exactly these weights."""
    key_map: str = ""
    """Function of the family's module, network → {key in the file: our key}, if the file's keys differ."""
    build_options: dict[str, Any] = field(default_factory=dict, hash=False)
    """Options that these weights need when the network is built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A figure that is often quoted for an architecture, and is not right."""

    subject: str
    """What it is about: ``parameters``, ``input size``, ``year``."""
    quoted: str
    exact: str
    remark: str = ""
    """Where the quoted figure comes from, or what it is really."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """The facts of one variant, and the door to its code."""

    key: str
    """The name used everywhere: ``resnet50``."""
    family: str
    display_name: str
    year: int
    paper: str
    """Authors: title. Venue, arXiv id."""
    input_shape: tuple[int, int, int]
    """The default input (C, H, W)."""
    num_classes: int
    params: int
    """Exact trainable parameters of the inference graph, without auxiliary heads."""
    macs: int
    """Exact multiply-accumulates of convolutions and matrix products at ``input_shape``, batch 1."""
    module: str
    """The family's module, ``explorer.models.resnet``."""
    builder: str
    """The function in it that returns the network."""
    width: float | None = None
    """The width multiplier that the builder's option ``width`` has unless told; None where it has no such option."""
    tier: str = "seed"
    idea: str = ""
    """What is new in it, in one sentence."""
    notes: str = ""
    """What a reader must know to compare it: versions, deviations from the paper."""
    parents: tuple[str, ...] = ()
    """Keys of the architectures that it was developed from."""
    errata: tuple[Erratum, ...] = ()
    published: Published = Published()
    weights: tuple[WeightsRecord, ...] = ()
    classes: str = "imagenet1k"
    """The list in ``resources/classes`` that the ``num_classes`` outputs stand for."""
    preprocessing: Preprocessing | None = None
    """For weights without a record of their own; None derives it from ``input_shape``."""

    def build(self, **options: Any) -> "nn.Module":
        """Return the network in evaluation mode, with random weights.

        Options are those of the builder function, among them ``num_classes``,
        ``in_channels`` and ``init``. Under ``torch.device("meta")`` nothing is
        allocated and no initialiser does any work; ``init=False`` leaves the
        parameters uninitialised, for a caller that loads all of them.

        Raises:
            UsageError: an option is unknown or out of range.
        """
        builder = getattr(importlib.import_module(self.module), self.builder)
        known = inspect.signature(builder).parameters
        for name in options:
            if name not in known:
                raise UsageError(f"{self.key} has no option {name!r}; it has {', '.join(known)}")
        network: nn.Module = builder(**options)
        return network.eval()


class Registry:
    """Architectures by key, in the order of their registration."""

    def __init__(self) -> None:
        self._by_key: dict[str, Architecture] = {}

    def register(self, architecture: Architecture) -> None:
        """Add one architecture.

        Raises:
            ValueError: its key is taken.
        """
        if architecture.key in self._by_key:
            raise ValueError(f"two architectures are named {architecture.key!r}")
        self._by_key[architecture.key] = architecture

    def get(self, key: str) -> Architecture:
        """Return the architecture of that key.

        Raises:
            UnknownArchitecture: there is none; the message names the nearest keys.
        """
        try:
            return self._by_key[key]
        except KeyError:
            near = difflib.get_close_matches(key.lower(), self._by_key, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else "`cnn-explorer list` shows all"
            raise UnknownArchitecture(f"no architecture is called {key!r}; {hint}") from None

    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(self._by_key)

    def __iter__(self) -> Iterator[Architecture]:
        return iter(self._by_key.values())


def read_family(text: str, module: str) -> list[Architecture]:
    """Return the architectures that one family's TOML text describes."""
    table = tomllib.loads(text)
    return [_architecture(table["family"], module, entry) for entry in table["architecture"]]


def _architecture(family: str, module: str, entry: dict[str, Any]) -> Architecture:
    entry = dict(entry)
    published = Published(**entry.pop("published", {}))
    weights = tuple(_weights(record) for record in entry.pop("weights", ()))
    errata = tuple(Erratum(**record) for record in entry.pop("errata", ()))
    parents = tuple(entry.pop("parents", ()))
    preprocessing = _preprocessing(entry.pop("preprocessing")) if "preprocessing" in entry else None
    shape = tuple(entry.pop("input_shape"))
    return Architecture(
        family=family,
        module=module,
        input_shape=shape,
        published=published,
        weights=weights,
        errata=errata,
        parents=parents,
        preprocessing=preprocessing,
        **entry,
    )


def _weights(entry: dict[str, Any]) -> WeightsRecord:
    entry = dict(entry)
    return WeightsRecord(preprocessing=_preprocessing(entry.pop("preprocessing")), **entry)


def _preprocessing(entry: dict[str, Any]) -> Preprocessing:
    arrays = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    return Preprocessing(**{**entry, **arrays})


@cache
def _catalogue() -> Registry:
    registry = Registry()
    package = files("explorer.models")
    tables = sorted((item for item in package.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    found = [
        architecture
        for item in tables
        for architecture in read_family(item.read_text(encoding="utf-8"), f"explorer.models.{item.name[:-5]}")
    ]
    first_year: dict[str, int] = {}
    for architecture in found:
        first_year[architecture.family] = min(architecture.year, first_year.get(architecture.family, architecture.year))
    # Families by their first year; in them variants by year, else as their file orders them.
    for architecture in sorted(found, key=lambda one: (first_year[one.family], one.family, one.year)):
        registry.register(architecture)
    return registry


def get(key: str) -> Architecture:
    """Return the architecture registered under ``key``; see :meth:`Registry.get`."""
    return _catalogue().get(key)


def keys() -> tuple[str, ...]:
    """Return all keys: families by their first year, their variants by year."""
    return _catalogue().keys()


def architectures() -> tuple[Architecture, ...]:
    """Return all architectures in the order of :func:`keys`."""
    return tuple(_catalogue())
