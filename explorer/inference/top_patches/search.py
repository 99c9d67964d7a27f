"""The search for the strongest units: batch by batch up to the layer, resumable at every batch.

Zeiler & Fergus 2013 (arXiv:1311.2901), Fig. 2: of each picture only the
strongest unit of a channel counts, so that nine different pictures are shown.
Pictures are taken in fixed batches from the front of the list, so a search
that was stopped and resumed gives bit for bit what one run would have given.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import torch

from explorer.errors import InputError, Unreadable, UsageError
from explorer.inference.running import Checkpoint
from explorer.inference.session import Session
from explorer.inference.top_patches.store import Store, code_version, digest_of_pictures
from explorer.inference.top_patches.tops import Skipped, TopUnits, merged, nothing
from explorer.visualize.methods.layers import find_layer

COUNT = 9
SMALL_MACS, SMALL_BATCH = 100_000_000, 8
"""Networks up to this size run several pictures together on a CPU.

Measured on one AVX2 core, 8 together against 1: MobileNetV3-S 1.65 times as many pictures a second, ResNet-18 0.97,
EfficientNet-Lite0 0.5 to 0.75, VGG-11 0.7: larger maps leave the caches.
"""
ACCELERATOR_BATCH = 16
SAVED_PICTURES, SAVED_SECONDS = 64, 5.0
"""The state is stored after so many pictures or so many seconds, whichever comes first."""

Report = Callable[[TopUnits], None]
"""Told the state after each batch."""

_digests: WeakKeyDictionary[Session, str] = WeakKeyDictionary()


class Search:
    """One search at any point of its way; it begins where a stored one of the same kind has stopped."""

    def __init__(
        self,
        session: Session,
        pictures: Iterable[Path],
        layer: str,
        *,
        count: int = COUNT,
        batch: int | None = None,
        store: Store | None = None,
        anew: bool = False,
    ) -> None:
        """Look up what is known.

        Args:
            session: the network, its weights and how it wants pictures.
            pictures: the files, in the order that decides between equal values.
            layer: a module path, see :mod:`explorer.visualize.methods.layers`.
            count: how many units of each channel are kept.
            batch: how many pictures are run together, None for what suits the network and the device; values differ
                in their last bits with it.
            store: where the state is kept; None to keep it in memory alone.
            anew: leave a stored state out of account.

        Raises:
            UnknownLayer: there is no such layer.
            UsageError: ``count`` or ``batch`` is below 1.
        """
        batch = _batch_for(session) if batch is None else batch
        if count < 1 or batch < 1:
            raise UsageError(f"a search keeps 1 unit or more and runs 1 picture or more, not {count} and {batch}")
        find_layer(session.module, layer)
        self.session = session
        self.pictures = tuple(pictures)
        self._batch = batch
        self._store = store
        self.identity = _identity(session, self.pictures, layer, count, batch)
        known = store.load(self.identity) if store is not None and not anew else None
        fits = known is not None and known.total == len(self.pictures) and known.values.shape[1] == count
        if known is not None and fits:
            # What could not be read then may be read now: without it the search is not what it could be.
            fits = not any(one.passing and _opens(self.pictures[one.picture]) for one in known.skipped)
        self.tops: TopUnits = known if known is not None and fits else nothing(layer, len(self.pictures), count)
        self._saved = self.tops.done
        self._saved_at = time.monotonic()

    def step(self, checkpoint: Checkpoint | None = None) -> None:
        """Run the next batch of pictures; files that are no pictures are skipped and listed.

        Raises:
            UsageError: the layer gives no feature map.
            Cancelled: ``checkpoint`` raised it; the batch counts as not begun.
        """
        tops, session = self.tops, self.session
        numbers = range(tops.done, min(tops.done + self._batch, tops.total))
        inputs, good, skipped = [], [], list(tops.skipped)
        for number in numbers:
            if checkpoint is not None:
                checkpoint()
            try:
                inputs.append(session.prepare(self.pictures[number]).tensor)
                good.append(number)
            except InputError as error:
                skipped.append(Skipped(number, str(error), isinstance(error, Unreadable)))
        if inputs:
            output = session.answers(torch.cat(inputs), tops.layer, checkpoint).float()
            flat = output.reshape(*output.shape[:2], -1)
            values, units = flat.nan_to_num_(nan=-torch.inf, posinf=torch.inf, neginf=-torch.inf).max(-1)
            shape = tuple(output.shape[1:])
            tops = merged(tops, shape, np.array(good), values.cpu().numpy(), units.cpu().numpy())
        self.tops = replace(tops, done=numbers.stop, skipped=tuple(skipped))
        late = time.monotonic() - self._saved_at >= SAVED_SECONDS
        if self.tops.finished or late or self.tops.done - self._saved >= SAVED_PICTURES:
            self.save()

    def save(self) -> None:
        """Store the state now, if it is not stored yet."""
        if self._store is not None and self.tops.done != self._saved:
            self._store.save(self.identity, self.tops)
            self._saved = self.tops.done
            self._saved_at = time.monotonic()


def search(
    session: Session,
    pictures: Iterable[Path],
    layer: str,
    *,
    count: int = COUNT,
    batch: int | None = None,
    store: Store | None = None,
    report: Report | None = None,
    checkpoint: Checkpoint | None = None,
) -> TopUnits:
    """Return the strongest units of every channel of a layer over many pictures; see :class:`Search`.

    However it ends, what has been found is stored, and the next call goes on from there.

    Args:
        report: told the state after each batch.
        checkpoint: called between the modules of a running network; it raises :class:`Cancelled` to stop.

    Raises:
        UnknownLayer, UsageError: there is no such layer, or it gives no feature map.
        InputError: there are no pictures, or none that can be read.
        Cancelled: ``checkpoint`` raised it.
    """
    going = Search(session, pictures, layer, count=count, batch=batch, store=store)
    if not going.pictures:
        raise InputError("there are no pictures to search; choose a folder of pictures")
    try:
        while not going.tops.finished:
            going.step(checkpoint)
            if report is not None:
                report(going.tops)
    finally:
        going.save()
    check_any(going.tops)
    return going.tops


def check_any(tops: TopUnits) -> None:
    """Raise InputError if a search has come to its end without one picture that could be read."""
    if tops.finished and tops.used == 0:
        first = f": {tops.skipped[0].reason}" if tops.skipped else ""
        raise InputError(f"none of the {tops.total:,} pictures can be read{first}")


def _batch_for(session: Session) -> int:
    if session.device.type != "cpu":
        return ACCELERATOR_BATCH
    return SMALL_BATCH if session.architecture.macs <= SMALL_MACS else 1


def _identity(session: Session, pictures: tuple[Path, ...], layer: str, count: int, batch: int) -> str:
    """All that the result depends on, as one text."""
    facts = {
        "architecture": session.architecture.key,
        "network": _network_digest(session),
        "preprocessing": asdict(session.weights.preprocessing),
        "device": session.device.type,
        "precision": session.precision,
        "layer": layer,
        "count": count,
        "batch": batch,
        "pictures": digest_of_pictures(pictures),
        "code": code_version(),
    }
    return json.dumps(facts, sort_keys=True)


def _network_digest(session: Session) -> str:
    """Of the modules with their options and of all their weights."""
    known = _digests.get(session)
    if known is None:
        digest = hashlib.blake2b(repr(session.module).encode(), digest_size=32)
        for name, tensor in session.module.state_dict().items():
            digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
            digest.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
        known = _digests[session] = digest.hexdigest()
    return known


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
