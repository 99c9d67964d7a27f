"""Every figure of one network with its convention and what speaks for it: ``cnn-explorer figures``."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.claims.reconciliation import Reconciliation, reconcile
from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.analysis.rows import Shape, Work
from explorer.models.registry import Architecture

if TYPE_CHECKING:
    import torch

    from explorer.analysis.claims.crosscheck import CrossCheck
    from explorer.analysis.timing.roofline import Roofline, Share
    from explorer.analysis.timing.timings import Timing

WIDTH = 110
"""Characters of a line of text; figures stand on lines of their own."""

MOST_BLOCKS = 30
"""Lines of the table of blocks: it goes as deep into the modules as they allow."""

_WORK = {
    "macs": "multiply-accumulates (MACs)",
    "bias": "bias additions",
    "norm": "normalisation",
    "activation": "activation functions",
    "special": "exponentials, roots and the like",
    "pooling": "pooling and reductions",
    "elementwise": "arithmetic between maps",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known of the numbers of one network."""

    architecture: Architecture
    network: Network
    options: Mapping[str, Any]
    published: tuple[Reconciliation, ...]
    torchinfo: "CrossCheck | None" = None
    roofline: "Roofline | None" = None


def collect(
    architecture: Architecture,
    input_shape: Shape | None = None,
    *,
    batch: int = 1,
    options: Mapping[str, Any] | None = None,
    torchinfo: bool = False,
    device: str | None = None,
) -> Figures:
    """Analyse a network, reconcile it with what is published, and do what else is asked for.

    Args:
        architecture: of the registry.
        input_shape: (C, H, W); the architecture's own unless given.
        batch: how many inputs are run at once.
        options: of the builder, such as ``num_classes``.
        torchinfo: compare with torchinfo.
        device: measure the time there (``auto`` chooses); None measures nothing.

    Raises:
        ExplorerError: the input, an option or the device does not fit.
    """
    chosen = dict(options or {})
    network = analyze_architecture(architecture, input_shape, batch=batch, **chosen)
    return Figures(
        architecture=architecture,
        network=network,
        options=chosen,
        published=reconcile(network, architecture, partial(analyze_architecture, architecture)),
        torchinfo=_ask_torchinfo(architecture, network, chosen) if torchinfo else None,
        roofline=_measure(architecture, network, chosen, device) if device is not None else None,
    )


def _ask_torchinfo(architecture: Architecture, network: Network, options: Mapping[str, Any]) -> "CrossCheck":
    import torch

    from explorer.analysis.claims.crosscheck import against_torchinfo

    with torch.device("meta"):
        module = architecture.build(**options)
    return against_torchinfo(module, network)


def _measure(architecture: Architecture, network: Network, options: Mapping[str, Any], device: str) -> "Roofline":
    from explorer.analysis.timing.roofline import roofline
    from explorer.inference.ceilings import measure_ceilings

    timing, chosen = measured(architecture, network, options, device)
    return roofline(network, timing, measure_ceilings(chosen))


def measured(
    architecture: Architecture, network: Network, options: Mapping[str, Any], device: str
) -> "tuple[Timing, torch.device]":
    """Time every operator of an analysed network with random weights; return where that was, too.

    Args:
        architecture: of the registry.
        network: the analysis of it in the form that is measured.
        options: of the builder, those of the analysis.
        device: ``auto``, ``cpu``, ``cuda:0`` …

    Raises:
        ExplorerError: the device does not fit.
    """
    import torch

    from explorer.inference.session import Session
    from explorer.inference.timing import measure

    session = Session(architecture, "random", device, **options)
    x = torch.randn((network.batch, *network.input_shape), generator=torch.Generator().manual_seed(0))
    return measure(session.module, x.to(session.device), network), session.device


def text(figures: Figures, convention: Convention = Convention.ALL) -> str:
    """Return everything as lines for people."""
    sections = [
        _heading(figures),
        _totals(figures.network, convention),
        _work(figures.network.totals.work),
        *_published(figures),
        *_findings(figures.network),
        *_torchinfo(figures),
        *_time(figures),
    ]
    return "\n\n".join(sections) + "\n"


def document(figures: Figures) -> dict[str, Any]:
    """Return everything as plain values for JSON."""
    network, measured = figures.network, figures.roofline
    answer: dict[str, Any] = {
        "schema": 1,
        "key": figures.architecture.key,
        "options": dict(figures.options),
        "input_shape": list(network.input_shape),
        "batch": network.batch,
        "totals": asdict(network.totals),
        "global_from": network.global_from,
        "unused": list(network.unused),
        "warnings": list(network.warnings),
        "findings": [asdict(finding) for finding in network.findings],
        "published": [asdict(one) for one in figures.published],
    }
    if figures.torchinfo is not None:
        answer["torchinfo"] = asdict(figures.torchinfo) | {"summary": figures.torchinfo.summary}
    if measured is not None:
        from explorer.analysis.timing.bottleneck import sentence

        answer["time"] = {
            "sentence": sentence(measured, network),
            "timing": asdict(measured.timing),
            "ceilings": asdict(measured.ceilings),
        }
    return answer


def _heading(figures: Figures) -> str:
    network = figures.network
    changed = "".join(f", {name}={value}" for name, value in figures.options.items())
    shape = " × ".join(map(str, network.input_shape))
    return (
        f"{figures.architecture.display_name}{changed}: input {shape}, batch {network.batch}, float32, evaluation mode"
    )


def _totals(network: Network, convention: Convention) -> str:
    totals = network.totals
    peak = network.rows[totals.peak_order]
    moved = totals.bytes_read + totals.bytes_written
    unused = f", {totals.params_unused:,} more never read in this mode" if totals.params_unused else ""
    lines = [
        ("Parameters", f"{totals.params:,}{unused}"),
        ("MACs", f"{totals.macs:,}"),
        (
            convention.noun.capitalize() if convention is Convention.MACS else convention.noun,
            f"{convention.flops(totals):,}  ({convention.label})",
        ),
        ("Bytes moved", f"{moved:,}, {convention.flops(totals) / moved:.1f} a byte" if moved else "none"),
        (
            "Peak memory",
            f"{_size(totals.peak_bytes)} of live activations, at {peak.path or peak.operator} (row {peak.order})",
        ),
        ("", f"{_size(totals.peak_bytes_graph)} if each were freed after its last reader"),
        ("", f"{_size(totals.activation_bytes)} all activations together: traffic, never held at once"),
        ("Field", _field(network)),
    ]
    return _aligned(lines)


def _field(network: Network) -> str:
    totals = network.totals
    size = (
        f"{totals.rf_h:,} × {totals.rf_w:,} px, local path" if totals.rf_h and totals.rf_w else "no map with one field"
    )
    if network.global_from is None:
        return size
    row = network.rows[network.global_from]
    return f"{size}; from {row.path or row.operator} (row {row.order}) on, units depend on the whole input"


def _work(work: Work) -> str:
    counted = [(one.name, getattr(work, one.name)) for one in fields(Work) if getattr(work, one.name)]
    width = max((len(f"{count:,}") for _, count in counted), default=0)
    return "Work by kind\n" + "\n".join(f"  {count:>{width},}  {_WORK[name]}" for name, count in counted)


def _published(figures: Figures) -> Iterator[str]:
    if figures.published:
        source = figures.architecture.published.source
        heading = "Published" + (f" ({source.rstrip('.')})" if source else "")
        yield _section(heading, [one.sentence for one in figures.published])


def _findings(network: Network) -> Iterator[str]:
    notes = [*network.warnings, *(finding.text for finding in network.findings)]
    if notes:
        yield _section("Findings", notes)


def _torchinfo(figures: Figures) -> Iterator[str]:
    check = figures.torchinfo
    if check is not None:
        yield _section(f"torchinfo {check.version}", [check.summary])


def _time(figures: Figures) -> Iterator[str]:
    measured = figures.roofline
    if measured is None:
        return
    from explorer.analysis.timing.bottleneck import sentence

    timing, ceilings = measured.timing, measured.ceilings
    threads = f", {timing.threads} thread{'s' if timing.threads > 1 else ''}" if timing.device.startswith("cpu") else ""
    taken = (
        f"{timing.forward * 1e3:.1f} ms a forward pass, median of {timing.repeats} after {timing.warmup}, quartiles "
        f"{timing.forward_spread * 1e3:.1f} ms apart."
    )
    roofs = (
        f"Measured ceilings: {ceilings.peak_flops / 1e9:.0f} GFLOP/s, {ceilings.bandwidth / 1e9:.0f} GB/s, ridge at "
        f"{ceilings.ridge:.1f} FLOPs a byte."
    )
    heading = f"Time on {timing.device}{threads}, random weights"
    yield _section(heading, [taken, roofs, sentence(measured, figures.network)])
    yield "By kind of operator\n" + _shares(measured.kinds)
    levels = [[share for share in measured.blocks if share.name.count(".") <= depth] for depth in (2, 1, 0)]
    shown = next((level for level in levels if len(level) <= MOST_BLOCKS), [])
    if len(shown) > 1:
        yield "By block\n" + _shares(shown)


def _shares(shares: "Sequence[Share]") -> str:
    lines = [("", "operators", "ms", "time", "FLOPs/B", "GFLOP/s")]
    for share in shares:
        intensity = "–" if share.intensity is None else f"{share.intensity:.1f}"
        rate = "–" if share.achieved is None else f"{share.achieved / 1e9:.1f}"
        percent = f"{100 * share.share:.1f} %"
        lines.append((share.name, f"{share.operators:,}", f"{share.seconds * 1e3:.2f}", percent, intensity, rate))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  "
        + "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _section(heading: str, paragraphs: Sequence[str]) -> str:
    wrapped = (textwrap.fill(one, WIDTH, initial_indent="  ", subsequent_indent="    ") for one in paragraphs)
    return "\n".join([heading, *wrapped])


def _aligned(lines: list[tuple[str, str]]) -> str:
    width = max(len(name) for name, _ in lines)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in lines)


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MiB" if count >= 2**20 else f"{count / 2**10:,.1f} KiB"
