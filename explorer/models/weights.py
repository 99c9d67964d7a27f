"""Weights by name: ``default``, ``random``, a published set, or a file."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from explorer.errors import UsageError, WeightsError
from explorer.models.checkpoints import SUFFIXES, load_state, read_checkpoint
from explorer.models.classes import class_names
from explorer.models.downloads import Progress
from explorer.models.registry import Architecture, Preprocessing, WeightsRecord
from explorer.models.transport import Transport, open_https
from explorer.models.weight_files import fetch, locate, matches


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWeights:
    """Which weights a network holds, and what a picture and an output mean to it."""

    name: str
    """``random:0``, a record's name, or the file's."""
    trained: bool
    source: str
    """For a badge: one short phrase that people understand."""
    preprocessing: Preprocessing
    classes: tuple[str, ...] | None
    """Names of the outputs; None where the network has another number of them."""
    record: WeightsRecord | None = None
    path: Path | None = None
    """The file, if there is one."""


def load_network(
    architecture: Architecture,
    spec: str = "default",
    *,
    progress: Progress | None = None,
    transport: Transport = open_https,
    **options: Any,
) -> tuple[nn.Module, LoadedWeights]:
    """Return a network on the CPU in evaluation mode, and what it holds.

    Args:
        spec: ``default``: the most accurate published weights that are on this
            machine and fit the options, else ``random``. ``random`` or
            ``random:SEED``: the same seed gives the same weights. A record's
            name: downloaded on first use. Else a path to a ``.pth``, ``.pt`` or
            ``.safetensors`` state dict.
        progress: called with bytes done and in all during a download.
        transport: opens the URL of a download.
        options: for :meth:`Architecture.build`; they win over those of the weights.

    Raises:
        UsageError: ``spec`` or an option is not understood.
        WeightsError: the weights cannot be had, are damaged, or belong to another network.
        OutputError: the download cache cannot be written.
    """
    if spec == "default":
        available = _best_available(architecture, options)
        return _random(architecture, 0, options) if available is None else _published(architecture, *available, options)
    if spec == "random" or spec.startswith("random:"):
        return _random(architecture, _seed(spec), options)
    for record in architecture.weights:
        if record.name == spec:
            path = fetch(record, progress=progress, transport=transport)
            return _published(architecture, record, path, options)
    path = Path(spec).expanduser()
    if path.suffix.lower() not in SUFFIXES and not path.is_file():
        names = ["default", "random", "random:SEED", *(record.name for record in architecture.weights)]
        raise UsageError(
            f"{architecture.key} has no weights {spec!r}; choose {', '.join(names)} "
            f"or a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file"
        )
    return _from_file(architecture, path, options)


def default_preprocessing(architecture: Architecture) -> Preprocessing:
    """Return how pictures are prepared where the weights do not say.

    The architecture's own way, else that of its first published weights, else
    ImageNet's usual: a centre crop of 7/8 of the shorter side.
    """
    if architecture.preprocessing is not None:
        return architecture.preprocessing
    if architecture.weights:
        return architecture.weights[0].preprocessing
    size = architecture.input_shape[-1]
    return Preprocessing(resize=round(size / 0.875), crop=size)


def _best_available(architecture: Architecture, options: dict[str, Any]) -> tuple[WeightsRecord, Path] | None:
    own = {"num_classes": architecture.num_classes, "in_channels": architecture.input_shape[0]}
    if any(options.get(name, value) != value for name, value in own.items()):
        return None
    available = [(record, path) for record in architecture.weights if (path := locate(record)) is not None]
    return max(available, key=lambda pair: pair[0].top1 or 0, default=None)


def _seed(spec: str) -> int:
    text = spec.partition(":")[2]
    if spec == "random":
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < 2**63):
        raise UsageError(f"weights {spec!r}: the seed must be a whole number from 0 up, as in random:7")
    return int(text)


def _random(architecture: Architecture, seed: int, options: dict[str, Any]) -> tuple[nn.Module, LoadedWeights]:
    with _seeded(seed):
        network = architecture.build(**options)
    return network, LoadedWeights(
        name=f"random:{seed}",
        trained=False,
        source=f"random weights, seed {seed}",
        preprocessing=default_preprocessing(architecture),
        classes=_classes(architecture.classes, architecture, options),
    )


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Draw from a generator of this seed, and leave the global one as it was.

    Only the CPU's: networks are built there, and ``torch.manual_seed`` would
    reseed every accelerator.
    """
    state = torch.default_generator.get_state()
    torch.default_generator.manual_seed(seed)
    try:
        yield
    finally:
        torch.default_generator.set_state(state)


def _published(
    architecture: Architecture, record: WeightsRecord, path: Path, options: dict[str, Any]
) -> tuple[nn.Module, LoadedWeights]:
    network = architecture.build(**{**record.build_options, **options, "init": False})
    state = _read_published(record, path)
    if record.key_map:
        state = _rename(state, _key_map(architecture, record, network))
    load_state(network, state, f"{record.name} ({path.name})")
    accuracy = f", top-1 {record.top1:.1f} %" if record.top1 is not None else ""
    return network, LoadedWeights(
        name=record.name,
        trained=True,
        source=f"{record.title or record.name}{accuracy}",
        preprocessing=record.preprocessing,
        classes=_classes(record.classes, architecture, options),
        record=record,
        path=path,
    )


def _read_published(record: WeightsRecord, path: Path) -> dict[str, Tensor]:
    try:
        return read_checkpoint(path)
    except WeightsError as error:
        remedy = "delete that file, and it is downloaded again" if record.source == "download" else "reinstall it"
        raise WeightsError(f"{error}; {remedy}") from error


def _from_file(architecture: Architecture, path: Path, options: dict[str, Any]) -> tuple[nn.Module, LoadedWeights]:
    if path.is_file():
        for record in architecture.weights:
            if matches(record, path):
                return _published(architecture, record, path, options)
    state = read_checkpoint(path)
    network = architecture.build(**{**options, "init": False})
    load_state(network, _translate(state, architecture, network), str(path))
    return network, LoadedWeights(
        name=path.name,
        trained=True,
        source=f"file {path.name}",
        preprocessing=default_preprocessing(architecture),
        classes=_classes(architecture.classes, architecture, options),
        path=path,
    )


def _translate(state: dict[str, Tensor], architecture: Architecture, network: nn.Module) -> dict[str, Tensor]:
    """Return the state with our keys, by the record's key map that fits it best; as it is if none helps."""
    own = network.state_dict().keys()
    maps = {record.key_map: record for record in architecture.weights if record.key_map}
    renamed = (_rename(state, _key_map(architecture, record, network)) for record in maps.values())
    return max([state, *renamed], key=lambda candidate: len(own & candidate.keys()))


def _key_map(architecture: Architecture, record: WeightsRecord, network: nn.Module) -> dict[str, str]:
    names: dict[str, str] = getattr(importlib.import_module(architecture.module), record.key_map)(network)
    return names


def _rename(state: dict[str, Tensor], names: dict[str, str]) -> dict[str, Tensor]:
    return {names.get(key, key): tensor for key, tensor in state.items()}


def _classes(name: str, architecture: Architecture, options: dict[str, Any]) -> tuple[str, ...] | None:
    names = class_names(name)
    return names if options.get("num_classes", architecture.num_classes) == len(names) else None
