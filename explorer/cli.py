"""The command line: the window's results without a window.

Exit status 0; 2 for wrong usage; 1 for anything else that fails, with one
line on standard error. Heavy imports stand inside the commands, so that
``list`` and ``--help`` answer at once.
"""

import argparse
import dataclasses
import json
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from explorer import __version__
from explorer.errors import ExplorerError, UsageError

if TYPE_CHECKING:
    import numpy as np

    from explorer.inference.session import Session

EPILOG = """\
KEY is an architecture as `list` gives it. IMAGE is a picture, or a .npy array
(float32, C×H×W) that is fed to the network as it is. Weights are `default`
(the best that can be had here without a download, else random), `random`,
`random:SEED`, a name that `list` gives, or a .pth, .pt or .safetensors file.
`-o -` writes to standard output. Figures are for batch 1 unless `table
--batch` says otherwise; MACs are multiply-accumulates of convolutions and
matrix products.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in COMMANDS:
            options = _parser().parse_args(words)
            return int(options.run(options) or 0)
        return _open_window(_window_parser().parse_args(words))
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
    from explorer.analysis import tables
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.analysis.conventions import Convention
    from explorer.files import write_text
    from explorer.models import registry

    convention = Convention(options.convention)
    changed = {"num_classes": options.classes, "width": options.width}
    changed = {name: value for name, value in changed.items() if value is not None}
    network = analyze_architecture(registry.get(options.key), options.input, batch=options.batch, **changed)
    if changed:
        # It is no longer the network of that key; the table must not pass for it.
        stated = ", ".join(f"{name}={value}" for name, value in changed.items())
        network = dataclasses.replace(network, name=f"{network.name} ({stated})")
    write_text(options.output, tables.WRITERS[options.format](network, convention))
    if options.format == "csv":
        print(tables.totals_text(network, convention), file=sys.stderr)
    for warning in network.warnings:
        print(f"cnn-explorer: warning: {warning}", file=sys.stderr)


def _graph(options: argparse.Namespace) -> None:
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.models import registry

    suffix = _suffix(options.output, (".svg", ".pdf", ".png", ".json"))
    network = analyze_architecture(registry.get(options.key), options.input)
    from explorer.ui.graph.export import export_graph
    from explorer.visualize.blocks import build_tree
    from explorer.visualize.compound import initial_expansion

    expand = options.expand
    if expand is None:
        expand = initial_expansion(build_tree(network), options.direction)
    note = export_graph(network, options.output, suffix, expand=expand, direction=options.direction)
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


# Their words


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cnn-explorer",
        description="See, measure and watch convolutional networks.",
        usage="cnn-explorer [KEY ...]\n       cnn-explorer COMMAND ...",
        epilog="commands: " + ", ".join(COMMANDS) + "; `cnn-explorer COMMAND --help` explains one.\n\n" + EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cnn-explorer {__version__}")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="open the window with these architectures")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cnn-explorer")
    commands = parser.add_subparsers(required=True, parser_class=_Parser)

    def add(name: str, text: str, run: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, description=text, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.set_defaults(run=run)
        return command

    command = add("list", "Print the catalogue of architectures.", _list)
    command.add_argument("--json", action="store_true", help="every fact, as JSON")

    command = add("table", "Print the layer table of an architecture: one row per operator call.", _table)
    command.add_argument("key", metavar="KEY")
    _add_input(command)
    command.add_argument("--format", choices=("csv", "json", "markdown", "latex"), default="csv")
    command.add_argument(
        "--convention",
        choices=("macs", "2macs", "all"),
        default="all",
        help="what FLOPs are: MACs, 2·MACs, or 2·MACs + bias + element-wise work (all, unless given)",
    )
    command.add_argument("--batch", type=_count, default=1, metavar="N", help="inputs at once; 1 unless given")
    command.add_argument("--classes", type=_count, default=None, metavar="N", help="number of classes")
    command.add_argument(
        "--width", type=_multiplier, default=None, metavar="W", help="width multiplier, for networks that have one"
    )
    command.add_argument("-o", "--output", metavar="FILE", default="-")

    command = add("graph", "Draw the block graph of an architecture.", _graph)
    command.add_argument("key", metavar="KEY")
    _add_input(command)
    command.add_argument("-o", "--output", metavar="FILE", required=True, help="ends in .svg, .pdf, .png or .json")
    command.add_argument(
        "--expand", type=_expansion, metavar="all|none|DEPTH", default=None, help="what fits a screen unless given"
    )
    command.add_argument("--direction", choices=("tb", "lr"), default="tb")

    command = add("predict", "Classify a picture.", _predict)
    _add_session(command)
    command.add_argument("--top", type=_positive, default=5, metavar="K")
    command.add_argument("--json", action="store_true")

    command = add(
        "activations", "Save the activations of a layer: raw (.npy) or as a wall of maps (.png).", _activations
    )
    _add_session(command)
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    command = add("deconv", "Project a unit back to the input by a DeconvNet (Zeiler and Fergus).", _deconv)
    _add_session(command)
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("--channel", type=_channel, default="max", metavar="N|max")
    command.add_argument("--unit", type=_unit, default="max", metavar="Y,X|max|all")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    add("doctor", "Say what this machine has: versions, devices, cameras, weights, Qt platform, cache.", _doctor)
    return parser


COMMANDS = ("list", "table", "graph", "predict", "activations", "deconv", "doctor")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is for ``--help``."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _add_input(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--input", type=_shape, metavar="CxHxW", default=None, help="input shape; the architecture's own unless given"
    )


def _add_session(command: argparse.ArgumentParser) -> None:
    command.add_argument("key", metavar="KEY")
    command.add_argument("image", metavar="IMAGE")
    command.add_argument("--weights", default="default", metavar="W")
    command.add_argument("--device", default=None, metavar="D", help="cpu, cuda, mps …; the fastest unless given")


def _shape(text: str) -> tuple[int, int, int]:
    sizes = text.lower().replace("×", "x").split("x")
    if len(sizes) != 3 or not all(size.isdecimal() and int(size) > 0 for size in sizes):
        raise argparse.ArgumentTypeError(f"{text!r} is no shape; write channels, height and width like 3x224x224")
    channels, height, width = map(int, sizes)
    return channels, height, width


def _expansion(text: str) -> str | int:
    if text in ("all", "none"):
        return text
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: write all, none or a depth like 1")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _count(text: str) -> int:
    # Far beyond any use, and far from where torch's 63 bits overflow.
    if not text.isdecimal() or len(text) > 7 or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r:.20} is not a whole number from 1 to 1,000,000")
    return int(text)


def _multiplier(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0, up to 100")
    return value


def _channel(text: str) -> str | int:
    if text == "max":
        return text
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: write a channel number from 0, or max")


def _unit(text: str) -> str | tuple[int, int]:
    if text in ("max", "all"):
        return text
    parts = text.split(",")
    if len(parts) == 2 and all(part.strip().isdecimal() for part in parts):
        return int(parts[0]), int(parts[1])
    raise argparse.ArgumentTypeError(f"{text!r}: write row and column like 3,5, or max, or all")


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
