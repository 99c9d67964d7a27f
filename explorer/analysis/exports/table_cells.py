"""The main columns of the layer table and its conventions in words, for exports that people read. No torch."""

from collections.abc import Iterable

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow

PATH = 1
"""The column of the module path, which is set as code."""
RIGHT = frozenset({0, 7, 8, 9, 10})
"""The columns of figures, which are set flush right."""


def headings(convention: Convention) -> list[str]:
    """Return the names of the columns."""
    flops = convention.noun[0].upper() + convention.noun[1:]
    return ["#", "Path", "Operator", "Input", "Output", "Kernel", "Stride", "Params", "MACs", flops, "RF"]


def row_cells(row: LayerRow, convention: Convention) -> list[str]:
    """Return the cells of one row: plain text, figures with thousands commas, what is absent empty."""
    return [
        str(row.order),
        row.path,
        row.operator,
        ", ".join(map(times, row.input_shapes)),
        times(row.output_shape),
        times(row.kernel_size) if row.kernel_size else "",
        times(row.stride) if row.stride else "",
        f"{row.params:,}",
        f"{row.macs:,}",
        f"{convention.flops(row):,}",
        extent(row.rf_h, row.rf_w),
    ]


def total_cells(network: Network, convention: Convention) -> list[str]:
    """Return the cells of the line of totals; the word that opens it is the writer's to set, in column 1."""
    totals = network.totals
    return [
        "",
        "Total",
        f"{totals.operators:,} operators",
        *[""] * 4,
        f"{totals.params:,}",
        f"{totals.macs:,}",
        f"{convention.flops(totals):,}",
        extent(totals.rf_h, totals.rf_w),
    ]


def title(network: Network) -> str:
    """Return what the figures are of: ``resnet18, input 3×224×224``, batch and mode where they are not the usual."""
    parts = [network.name, f"input {inputs(network)}"]
    if network.batch != 1:
        parts.append(f"batch {network.batch}")
    if network.training:
        parts.append("training mode")
    return ", ".join(parts)


def inputs(network: Network) -> str:
    """Return the shapes of all inputs, without the batch axis."""
    return "; ".join(map(times, (network.input_shape, *network.more_inputs)))


def conventions(network: Network, convention: Convention) -> str:
    """Return the sentences that say what the figures mean."""
    mode = "training" if network.training else "evaluation"
    return (
        f"Batch {network.batch}, {mode} mode. MACs: multiply-accumulates of convolutions and matrix products. "
        f"{convention.text} Receptive field: local path, unclipped, in input pixels."
    )


def milliseconds(seconds: float) -> str:
    """Return a measured time in ms without its unit: ``137.7``, ``24.5``, ``0.457``."""
    value = 1000 * abs(seconds)
    return f"{1000 * seconds:,.{1 if value >= 9.995 else 2 if value >= 0.9995 else 3}f}"


def times(shape: Iterable[int]) -> str:
    """Return a shape joined by ×; a scalar has one element and no axes."""
    return "×".join(map(str, shape)) or "1"


def extent(height: int | None, width: int | None) -> str:
    """Return a receptive field, a dash where there is none."""
    return "–" if height is None or width is None else f"{height:,} × {width:,}"


def memory(size: int) -> str:
    """Return bytes in MiB (2²⁰ bytes), and exactly."""
    return f"{size / 2**20:,.2f} MiB ({size:,} bytes)"
