"""The command that searches a folder for what excites each channel most. Heavy imports stand inside it."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from explorer.errors import UsageError
from explorer.terminal import download_bar, progress_line, say_weights, suffix_of

if TYPE_CHECKING:
    from explorer.inference.top_patches.tops import TopUnits


def top9(options: argparse.Namespace) -> None:
    """Run `cnn-explorer top9`: search, or go on where a search was stopped, and write what was found."""
    suffix = suffix_of(options.output, (".json", ".png", ".npz"))
    from explorer.models import registry

    architecture = registry.get(options.key)  # before torch: a misspelt key should answer at once
    from explorer.inference.top_patches.store import Store, pictures_in

    pictures = pictures_in(options.folder)
    from explorer.inference.session import Session
    from explorer.inference.top_patches import report
    from explorer.inference.top_patches.crops import Windows, default_method, patches, places_of
    from explorer.inference.top_patches.search import search

    with download_bar() as progress:
        session = Session(architecture, options.weights, options.device, progress=progress)
    with progress_line("Searching") as show:
        tops = search(session, pictures, options.layer, store=Store(), report=lambda now: show(now.done, now.total))
    channels = _channels(options.channels, tops)
    method, switches = default_method(session, tops, pictures)
    method = options.method or method
    windows, places = Windows(session), places_of(tops, channels)
    with progress_line("Projecting" if suffix != ".json" else "Cutting out") as show:
        found = patches(
            session,
            pictures,
            tops,
            places,
            windows,
            method=None if suffix == ".json" else method,
            progress=show,
        )
    facts = {
        "architecture": options.key,
        "weights": {"name": session.weights.name, "trained": session.weights.trained},
        "input_shape": list(session.input_shape),
        "switches": switches,
    }
    if suffix == ".json":
        from explorer.files import write_text

        document = report.document(tops, pictures, channels, found, facts)
        text = json.dumps(document, indent=2, ensure_ascii=False)
        if not _is_unicode(text):
            # Names of files may hold bytes that are no UTF-8; they stand as \\udcff.
            text = json.dumps(document, indent=2)
        write_text(options.output, text + "\n")
    elif suffix == ".png":
        from explorer.visualize.pictures import save_picture

        save_picture(report.wall(tops, channels, found), options.output)
    else:
        import numpy as np

        from explorer.files import write_whole

        arrays = report.arrays(tops, channels, found)

        def write(file: BinaryIO) -> None:
            np.savez_compressed(file, allow_pickle=False, **arrays)

        write_whole(options.output, write)
    _say(tops, pictures, method if suffix != ".json" else "", options.method, switches)
    say_weights(session)


def _channels(wanted: tuple[int, ...] | None, tops: "TopUnits") -> list[int]:
    count = len(tops.active)
    if wanted is None:
        return list(range(count))
    beyond = [channel for channel in wanted if channel >= count]
    if beyond:
        raise UsageError(f"{tops.layer} has channels 0 to {count - 1}, not {beyond[0]}; choose others by --channels")
    return list(wanted)


def _say(tops: "TopUnits", pictures: tuple[Path, ...], method: str, asked: str | None, switches: int) -> None:
    dead = int(tops.dead.sum())
    print(f"cnn-explorer: {tops.used:,} pictures, {len(tops.active):,} channels, {dead:,} dead", file=sys.stderr)
    for one in tops.skipped:
        print(f"cnn-explorer: skipped {pictures[one.picture]}: {one.reason}", file=sys.stderr)
    if switches or not method:
        return
    without = (
        "no max-pooling below this layer, so a DeconvNet projection does not depend on the picture beyond its strength "
        "and what gates and normalisations are held at"
    )
    if method == "deconv":
        print(f"cnn-explorer: note: {without}", file=sys.stderr)
    elif asked is None:
        print(f"cnn-explorer: note: {without}: projected by guided backpropagation", file=sys.stderr)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
