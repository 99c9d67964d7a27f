"""The command line: the window's results without a window.

Exit status 0; 2 for wrong usage; 1 for anything else that fails, with one
line on standard error. Heavy imports stand inside the commands, so that
``list`` and ``--help`` answer at once.
"""

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.arguments import COMMANDS, command_parser, window_parser
from explorer.errors import ExplorerError, UsageError

if TYPE_CHECKING:
    import numpy as np

    from explorer.analysis.network import Network
    from explorer.inference.session import Session


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in COMMANDS:
            options = command_parser().parse_args(words)
            _RUN[options.command](options)
            return 0
        return _open_window(window_parser().parse_args(words))
    except ExplorerError as error:
        print(f"cnn-explorer: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away; what is buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("cnn-explorer: interrupted", file=sys.stderr)
        return 130


# Commands


def _open_window(options: argparse.Namespace) -> int:
    from explorer.ui.app import run

    return run(options.keys)


def _list(options: argparse.Namespace) -> None:
    from explorer.models import registry
    from explorer.models.weight_files import locate

    records = registry.architectures()
    if options.json:
        facts = [dataclasses.asdict(record) for record in records]
        for record, entry in zip(records, facts, strict=True):
            for weights, more in zip(record.weights, entry["weights"], strict=True):
                more.update(size=weights.size or None, installed=locate(weights) is not None)
        print(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    lines = [("KEY", "NAME", "YEAR", "INPUT", "PARAMS", "MACS", "WEIGHTS")]
    lines += [
        (
            record.key,
            record.display_name,
            str(record.year),
            "x".join(map(str, record.input_shape)),
            f"{record.params:,}",
            f"{record.macs:,}",
            ", ".join(f"{weights.name} (here)" if locate(weights) else weights.name for weights in record.weights)
            or "random only",
        )
        for record in records
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    figures = {4, 5}
    for line in lines:
        cells = [
            cell.rjust(width) if column in figures else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def _table(options: argparse.Namespace) -> None:
    from explorer.analysis.conventions import Convention
    from explorer.analysis.exports import tables
    from explorer.files import write_text

    convention = Convention(options.convention)
    network = _analyze(options)
    write_text(options.output, tables.WRITERS[options.format](network, convention))
    if options.format == "csv":
        print(tables.totals_text(network, convention), file=sys.stderr)
    for warning in network.warnings:
        print(f"cnn-explorer: warning: {warning}", file=sys.stderr)


def _analyze(options: argparse.Namespace) -> "Network":
    """The network in the form that the options ask for."""
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.models import registry

    changed = _changed(options)
    network = analyze_architecture(registry.get(options.key), options.input, batch=options.batch, **changed)
    if changed:
        # It is no longer the network of that key; what is written must not pass for it.
        stated = ", ".join(f"{name}={value}" for name, value in changed.items())
        network = dataclasses.replace(network, name=f"{network.name} ({stated})")
    return network


def _changed(options: argparse.Namespace) -> dict[str, Any]:
    """The options of the builder that were given."""
    stated = {"num_classes": options.classes, "width": options.width}
    return {name: value for name, value in stated.items() if value is not None}


def _figures(options: argparse.Namespace) -> None:
    from explorer import figures
    from explorer.analysis.conventions import Convention
    from explorer.files import write_text
    from explorer.models import registry

    found = figures.collect(
        registry.get(options.key),
        options.input,
        batch=options.batch,
        options=_changed(options),
        torchinfo=options.torchinfo,
        device=(options.device or "auto") if options.time else None,
    )
    if options.json:
        write_text(options.output, json.dumps(figures.document(found), indent=2, ensure_ascii=False) + "\n")
    else:
        write_text(options.output, figures.text(found, Convention(options.convention)))


def _field(options: argparse.Namespace) -> None:
    from explorer import unit_field
    from explorer.models import registry

    suffix = _suffix(options.effective, (".npy", ".png")) if options.effective else None
    architecture = registry.get(options.key)
    found = unit_field.look_up(architecture, options.layer, options.unit, options.channel, options.input)
    answer = unit_field.document(found)
    said = ""
    if suffix is not None:
        from explorer.inference.session import Session
        from explorer.visualize.effective_field import effective_receptive_field
        from explorer.visualize.influence import picture
        from explorer.visualize.pictures import save_array, save_picture

        with _download_bar() as progress:
            session = Session(architecture, options.weights, options.device, progress=progress)
        effective = effective_receptive_field(
            session.module,
            options.layer,
            input_shape=found.network.input_shape,
            unit=options.unit or "centre",
            channel=options.channel,
            samples=options.samples,
        )
        if suffix == ".npy":
            save_array(effective.array, options.effective)
        else:
            save_picture(picture(effective), options.effective)
        said = unit_field.sentence(found, effective)
        answer["effective"] = {
            "height": effective.height,
            "width": effective.width,
            "share": 0.95,
            "samples": effective.samples,
            "weights": {"name": session.weights.name, "trained": session.weights.trained},
        }
        _say_weights(session)
    if options.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    print(unit_field.text(found), end="")
    if said:
        print(f"effect    {said}, weights {answer['effective']['weights']['name']}, {options.samples} random inputs.")


def _graph(options: argparse.Namespace) -> None:
    suffix = _suffix(options.output, (".svg", ".pdf", ".png", ".json", ".dot"))
    if options.scale != 1 and suffix != ".png":
        raise UsageError(f"--scale is for PNG alone; a {suffix} file has no pixels")
    network = _analyze(options)
    from explorer.ui.graph.export import export_graph
    from explorer.ui.tokens import DARK, LIGHT

    note = export_graph(
        network,
        options.output,
        suffix,
        expand=options.expand,
        direction=options.direction,
        tokens=DARK if options.theme == "dark" else LIGHT,
        scale=options.scale,
    )
    if note:
        print(f"cnn-explorer: note: {note}", file=sys.stderr)


def _predict(options: argparse.Namespace) -> None:
    session = _session(options)
    prediction = session.predict(_image(options.image), top=options.top)
    weights = session.weights
    if options.json:
        answer = {
            "architecture": options.key,
            "weights": {"name": weights.name, "trained": weights.trained, "source": weights.source},
            "device": str(session.device),
            "input_shape": list(session.input_shape),
            "seconds": prediction.seconds,
            "top": [dataclasses.asdict(entry) for entry in prediction.top],
        }
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    shape = " × ".join(map(str, session.input_shape))
    name = weights.name if weights.source == weights.name else f"{weights.name} ({weights.source})"
    print(f"{session.architecture.display_name}, weights {name}, input {shape}, {session.device}")
    if not weights.trained:
        print("RANDOM WEIGHTS: this network has learned nothing; the classes below mean nothing.")
    width = max(len(entry.label) for entry in prediction.top)
    for entry in prediction.top:
        print(f"{entry.rank:3}  {entry.label:<{width}}  {entry.probability:7.2%}")


def _activations(options: argparse.Namespace) -> None:
    suffix = _suffix(options.output, (".npy", ".png"))
    session = _session(options)
    maps = session.activations(_image(options.image), options.layer)
    from explorer.visualize.pictures import activation_wall, save_array, save_picture

    if suffix == ".npy":
        save_array(maps, options.output)
    else:
        save_picture(activation_wall(maps), options.output)
    _say_weights(session)


def _deconv(options: argparse.Namespace) -> None:
    suffix = _suffix(options.output, (".npy", ".png"))
    session = _session(options)
    projection = session.deconv(_image(options.image), options.layer, options.channel, options.unit)
    from explorer.visualize.colormaps import projection_rgb
    from explorer.visualize.pictures import save_array, save_picture

    if suffix == ".npy":
        save_array(projection.array, options.output)
    else:
        save_picture(projection_rgb(projection.array), options.output)
    unit = "whole map" if projection.unit is None else f"unit {projection.unit[0]},{projection.unit[1]}"
    print(f"cnn-explorer: channel {projection.channel}, {unit}, activation {projection.value:.6g}", file=sys.stderr)
    if projection.switches == 0:
        print(
            "cnn-explorer: note: no max-pooling below this layer, so the projection does not depend on the picture "
            "beyond its strength",
            file=sys.stderr,
        )
    _say_weights(session)


def _doctor(options: argparse.Namespace) -> None:
    from explorer.doctor import report

    print(report())


_RUN: dict[str, Callable[[argparse.Namespace], None]] = {
    "list": _list,
    "table": _table,
    "figures": _figures,
    "field": _field,
    "graph": _graph,
    "predict": _predict,
    "activations": _activations,
    "deconv": _deconv,
    "doctor": _doctor,
}


# Shared by the commands


def _suffix(output: str, choices: tuple[str, ...]) -> str:
    """The format that a file name asks for; standard output gets the first of ``choices``."""
    if output == "-":
        return choices[0]
    suffix = Path(output).suffix.lower()
    if suffix not in choices:
        raise UsageError(f"cannot tell the format of {output!r}: end it in {' or '.join(choices)}")
    return suffix


def _session(options: argparse.Namespace) -> "Session":
    from explorer.models import registry

    architecture = registry.get(options.key)  # before torch: a misspelt key should answer at once
    if not Path(options.image).exists():
        raise UsageError(f"there is no file {options.image}")
    from explorer.inference.session import Session

    with _download_bar() as progress:
        return Session(architecture, options.weights, options.device, progress=progress)


def _image(path: str) -> "np.ndarray":
    from explorer.inference.images import load_image, load_input

    return load_input(path) if path.lower().endswith(".npy") else load_image(path)


def _say_weights(session: "Session") -> None:
    if not session.weights.trained:
        print(f"cnn-explorer: warning: random weights ({session.weights.name})", file=sys.stderr)


@contextmanager
def _download_bar() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows the progress of a download on a terminal; end the line at the end."""
    shown: tuple[int, int] | None = None

    def show(done: int, total: int) -> None:
        nonlocal shown
        # Where the server keeps the size to itself, a count of megabytes has to do.
        step = 100 * done // total if total else done // 1_000_000
        if (step, total) == shown or not sys.stderr.isatty():
            return
        shown = step, total
        filled = step * 30 // 100
        bar = (
            f"[{'#' * filled}{'-' * (30 - filled)}] {step:3} % of {total / 1e6:.1f} MB"
            if total
            else f"{step} MB so far"
        )
        print(f"\rDownloading {bar}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown is not None:
            print(file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
