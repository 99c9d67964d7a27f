"""What of a workspace can still be had: files, weights, networks. No widgets; asked on a thread, as disks may sleep."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from explorer.errors import UnknownArchitecture
from explorer.models import registry
from explorer.models.registry import Architecture
from explorer.models.weight_files import locate
from explorer.workspace.model import ChosenWeights, OpenNetwork, OpenPage, Source, Workspace

CHECKPOINTS = (".pth", ".pt", ".safetensors")
PATIENCE = 2.0
"""Seconds that a disk has to answer."""
PAGES = ("evolution", "compare")


def available(workspace: Workspace) -> tuple[Workspace, list[str]]:
    """Return a workspace without what is gone, and a sentence on each thing that is."""
    said: list[str] = []
    tabs: list[OpenNetwork | OpenPage] = []
    front = 0
    for at, tab in enumerate(workspace.tabs):
        kept = _network(tab, said) if isinstance(tab, OpenNetwork) else _page(tab, said)
        if kept is not None:
            if at <= workspace.front:
                front = len(tabs)
            tabs.append(kept)
    source = workspace.source
    if source is not None and (reason := _gone(source)):
        said.append(reason)
        source = None
    known = {one.key for one in registry.architectures()}
    compared = tuple(form for form in workspace.compared if form is None or form.key in known)
    if len(compared) < len(workspace.compared):
        said.append(_tr("Networks that are not known here are left out of the comparison."))
    return (
        replace(
            workspace,
            tabs=tuple(tabs),
            front=front,
            source=source,
            compared=compared,
            weights=_chosen_weights(workspace, said),
            sides=_sides(workspace, said),
        ),
        said,
    )


def _chosen_weights(workspace: Workspace, said: list[str]) -> tuple[ChosenWeights, ...]:
    """Without those of networks that are not known: nothing on show misses them."""
    known = {one.key: one for one in registry.architectures()}
    return tuple(
        replace(one, weights=_weights(known[one.key], one.weights, said))
        for one in workspace.weights
        if one.key in known
    )


def _sides(workspace: Workspace, said: list[str]) -> tuple[str | None, str | None]:
    """What is there of the choices of an architecture that is compared with itself."""
    known = {one.key: one for one in registry.architectures()}
    pair = workspace.compared[:2]
    found = [
        _weights(known[form.key], weights, said) if weights and form is not None and form.key in known else None
        for form, weights in zip(pair, workspace.sides, strict=False)
    ]
    return (found[0], found[1]) if len(found) == 2 else (None, None)


def _page(tab: OpenPage, said: list[str]) -> OpenPage | None:
    if tab.name in PAGES:
        return tab
    said.append(_tr("There is no page “{0}” here.").format(tab.name))
    return None


def _network(tab: OpenNetwork, said: list[str]) -> OpenNetwork | None:
    try:
        architecture = registry.get(tab.form.key)
    except UnknownArchitecture:
        said.append(_tr("The network “{0}” is not known here.").format(tab.form.key))
        return None
    return replace(tab, weights=_weights(architecture, tab.weights, said))


def _weights(architecture: Architecture, weights: str, said: list[str]) -> str:
    """Return the weights if they are there, else those that a network runs with unless somebody chooses."""
    name = architecture.display_name
    if weights in ("default", "random") or weights.startswith("random:"):
        return weights
    if weights.endswith(CHECKPOINTS):
        if _is_file(weights):
            return weights
        said.append(_tr("The weights of {0} are not there any more: {1}").format(name, weights))
        return "default"
    record = next((one for one in architecture.weights if one.name == weights), None)
    if record is not None and locate(record) is not None:
        return weights
    if record is None:
        said.append(_tr("{0} has no weights “{1}”.").format(name, weights))
    else:
        # A file from somebody else must not make this machine download.
        said.append(
            _tr("The weights “{1}” of {0} are not here yet; choose them to download them.").format(name, weights)
        )
    return "default"


def _gone(source: Source) -> str:
    if source.kind == "sample":
        from explorer.inference.samples import samples

        known = any(one.name == source.name for one in samples())
        return "" if known else _tr("There is no sample picture “{0}” here.").format(source.name)
    there = _is_folder(source.name) if source.kind == "folder" else _is_file(source.name)
    return "" if there else _tr("{0} is not there any more.").format(source.name)


def _is_file(path: str) -> bool:
    """Whether a path is a plain file: a device or a pipe would never end."""
    return Path(path).is_absolute() and _answered(Path(path).is_file)


def _is_folder(path: str) -> bool:
    return Path(path).is_absolute() and _answered(Path(path).is_dir)


def _answered(ask: Callable[[], bool]) -> bool:
    """Ask a disk; one that does not answer is not there: a share that is gone must not hold up the start."""
    answers: list[bool] = []

    def work() -> None:
        with contextlib.suppress(OSError, ValueError):
            answers.append(ask())

    thread = threading.Thread(target=work, name="disk", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return any(answers)


def _tr(text: str) -> str:
    return QCoreApplication.translate("workspace", text)
