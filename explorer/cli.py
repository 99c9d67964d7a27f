"""The command line: the window's results without a window.

Exit status 0; 2 for wrong usage; 1 for anything else that fails, with one
line on standard error. Heavy imports stand inside the commands, so that
``list`` and ``--help`` answer at once.
"""

import argparse
import contextlib
import dataclasses
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from explorer import picture_commands, top9_command
from explorer.arguments import COMMANDS, EVOLUTION, command_parser, window_parser
from explorer.errors import ExplorerError, UsageError
from explorer.terminal import check_answer, download_bar, open_session, read_image, say_weights, suffix_of

if TYPE_CHECKING:
    from explorer.analysis.network import Network


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        if words and words[0] in COMMANDS:
            options = command_parser().parse_args(words)
            _RUN[options.command](options)
            if sys.stdout is not None:
                sys.stdout.flush()  # a full disk is to be noticed here and not when Python ends
            return 0
        return _open_window(window_parser().parse_args(words))
    except ExplorerError as error:
        # One line, whatever the name of a file in it is made of.
        print(f"cnn-explorer: {' '.join(str(error).splitlines())}", file=sys.stderr)
        _drop_unwritten()
        return 1
    except BrokenPipeError:
        _drop_unwritten()
        return 1
    except OSError as error:
        what = f"{error.filename!r}" if error.filename is not None else "standard output"
        print(f"cnn-explorer: cannot use {what}: {error.strerror or error}", file=sys.stderr)
        _drop_unwritten()
        return 1
    except KeyboardInterrupt:
        print("cnn-explorer: interrupted", file=sys.stderr)
        return 130


def _write_utf8() -> None:
    """Write what files hold to standard output too, whatever the locale: a C locale cannot write ``×``."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A path that is not UTF-8 comes out as the bytes that came in.
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def _drop_unwritten() -> None:
    """Let what is buffered for an output that fails not fail again at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# Commands


def _open_window(options: argparse.Namespace) -> int:
    from explorer.ui.app import run

    if options.compare and len(options.keys) > 4:
        raise UsageError("four networks at most are compared in the window; `compare` takes any number")
    return run(options.keys, comparing=options.compare)


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


def _compare(options: argparse.Namespace) -> None:
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.analysis.comparison.comparison import compare
    from explorer.analysis.conventions import Convention
    from explorer.analysis.exports import comparison_tables
    from explorer.files import write_text
    from explorer.models import registry

    networks = [
        analyze_architecture(registry.get(key), shape or options.input, batch=options.batch)
        for key, shape in (options.first, *options.others)
    ]
    found, convention = compare(networks), Convention(options.convention)
    if options.time:
        from explorer.analysis.comparison.times import with_times
        from explorer.figures import measured

        device = options.device or "auto"
        timings = [measured(registry.get(network.name), network, {}, device)[0] for network in networks]
        found = with_times(found, timings)
    form = options.format or ("html" if options.output.lower().endswith((".html", ".htm")) else "csv")
    if form == "html":
        from explorer.ui.report import write_report

        write_report(found, options.output, convention)
    else:
        write_text(options.output, comparison_tables.WRITERS[form](found, convention))
    for network in networks:
        for warning in network.warnings:
            print(f"cnn-explorer: warning: {network.name}: {warning}", file=sys.stderr)


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

    suffix = suffix_of(options.effective, (".npy", ".png")) if options.effective else None
    architecture = registry.get(options.key)
    found = unit_field.look_up(architecture, options.layer, options.unit, options.channel, options.input)
    answer = unit_field.document(found)
    said = ""
    if suffix is not None:
        from explorer.inference.session import Session
        from explorer.visualize.methods.effective_field import effective_receptive_field
        from explorer.visualize.methods.influence import picture
        from explorer.visualize.pictures import save_array, save_picture

        with download_bar() as progress:
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
        say_weights(session)
    if options.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    print(unit_field.text(found), end="")
    if said:
        print(f"effect    {said}, weights {answer['effective']['weights']['name']}, {options.samples} random inputs.")


def _graph(options: argparse.Namespace) -> None:
    suffix = suffix_of(options.output, (".svg", ".pdf", ".png", ".json", ".dot"))
    if options.scale != 1 and suffix != ".png":
        raise UsageError(f"--scale is for PNG alone; a {suffix} file has no pixels")
    if options.colour != "kind" and suffix == ".json":
        raise UsageError("--colour is for drawings; a .json file has every figure and no colours")
    if options.key == EVOLUTION:
        _draw_evolution(options, suffix)
        return
    network = _analyze(options)
    from explorer.analysis.conventions import Convention
    from explorer.ui.graph.colouring import ColourBy
    from explorer.ui.graph.export import export_graph
    from explorer.ui.tokens import DARK, LIGHT
    from explorer.visualize.graph.metrics import Metric

    note = export_graph(
        network,
        options.output,
        suffix,
        expand=options.expand,
        direction=options.direction,
        tokens=DARK if options.theme == "dark" else LIGHT,
        scale=options.scale,
        by=ColourBy(
            metric=None if options.colour == "kind" else Metric(options.colour),
            convention=Convention(options.convention),
        ),
    )
    if note:
        print(f"cnn-explorer: note: {note}", file=sys.stderr)


def _draw_evolution(options: argparse.Namespace, suffix: str) -> None:
    for name in ("input", "classes", "width", "expand"):
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} is for the graph of a network, not for `graph {EVOLUTION}`")
    if options.batch != 1 or options.colour != "kind":
        raise UsageError(f"--batch and --colour are for the graph of a network, not for `graph {EVOLUTION}`")
    from explorer.models import history
    from explorer.ui.evolution.exports import export_history
    from explorer.ui.tokens import DARK, LIGHT

    note = export_history(
        history.load(),
        options.output,
        suffix,
        direction=options.direction,
        tokens=DARK if options.theme == "dark" else LIGHT,
        scale=options.scale,
    )
    if note:
        print(f"cnn-explorer: note: {note}", file=sys.stderr)


def _predict(options: argparse.Namespace) -> None:
    session = open_session(options)
    image = session.prepare(read_image(options.image))
    prediction = session.predict(image, top=options.top)
    for entry in prediction.top:
        check_answer(entry.logit)
    input_shape = tuple(image.tensor.shape[1:])
    weights = session.weights
    if options.json:
        answer = {
            "architecture": options.key,
            "weights": {"name": weights.name, "trained": weights.trained, "source": weights.source},
            "device": str(session.device),
            "input_shape": list(input_shape),
            "seconds": prediction.seconds,
            "top": [dataclasses.asdict(entry) for entry in prediction.top],
        }
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    shape = " × ".join(map(str, input_shape))
    name = weights.name if weights.source == weights.name else f"{weights.name} ({weights.source})"
    print(f"{session.architecture.display_name}, weights {name}, input {shape}, {session.device}")
    if not weights.trained:
        print("RANDOM WEIGHTS: this network has learned nothing; the classes below mean nothing.")
    width = max(len(entry.label) for entry in prediction.top)
    for entry in prediction.top:
        print(f"{entry.rank:3}  {entry.label:<{width}}  {entry.probability:7.2%}")


def _doctor(options: argparse.Namespace) -> None:
    from explorer.doctor import report

    print(report())


_RUN: dict[str, Callable[[argparse.Namespace], None]] = {
    "list": _list,
    "table": _table,
    "figures": _figures,
    "field": _field,
    "graph": _graph,
    "compare": _compare,
    "predict": _predict,
    "activations": picture_commands.activations,
    "deconv": picture_commands.deconv,
    "explain": picture_commands.explain,
    "filters": picture_commands.filters,
    "top9": top9_command.top9,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
