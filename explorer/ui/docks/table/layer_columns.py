"""What the columns of the layer table hold: the figures of a row, as numbers, as text and in full."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from math import prod

from PySide6.QtCore import QCoreApplication

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Work
from explorer.analysis.timing.roofline import Point, Roofline
from explorer.ui.numbers import (
    NONE,
    byte_scale,
    byte_size,
    column_scale,
    in_column,
    milliseconds_with_spread,
    percent,
    rate,
    shape,
    share,
    square,
    thousands,
)
from explorer.ui.terms import term, told
from explorer.ui.wording import description, device_name, operator_title

ORDER, PATH, OPERATOR, OUTPUT, PARAMS, MACS, SHARE, FLOPS, LIVE, MOVED, INTENSITY, TIME, RF, JUMP = range(14)
NAMES: tuple[str, ...] = (
    "order",
    "path",
    "operator",
    "output",
    "params",
    "macs",
    "share",
    "flops",
    "live",
    "moved",
    "intensity",
    "time",
    "rf",
    "jump",
)
"""What a column is called in the settings and in the filter."""
COLUMN_COUNT = len(NAMES)
ALWAYS = frozenset({ORDER, PATH})
"""Columns that cannot be hidden: without them nobody knows what a line is."""
SHOWN_AT_FIRST = frozenset({ORDER, PATH, OPERATOR, OUTPUT, PARAMS, MACS, SHARE, FLOPS, TIME, RF, JUMP})
LEFT = frozenset({PATH, OPERATOR})
"""Columns of words, aligned left; figures stand right."""
_COSTS = frozenset({MACS, SHARE, FLOPS, INTENSITY})


def is_unknown(row: LayerRow) -> bool:
    """Tell whether the row's operator has no cost rule; its note says so in words."""
    return row.note.startswith("unknown operator")


class LayerFigures:
    """Every cell of one network's table in one convention, with the measured times if there are any."""

    def __init__(self, network: Network, convention: Convention, measured: Roofline | None = None) -> None:
        self.network = network
        self.convention = convention
        self.measured = measured
        totals = network.totals
        self._points: dict[int, Point] = {point.order: point for point in measured.points} if measured else {}
        self._all_known = not any(map(is_unknown, network.rows))
        macs, letter = column_scale(totals.macs)
        flops, flops_letter = column_scale(convention.flops(totals))
        live, live_unit = byte_scale(totals.peak_bytes)
        moved, moved_unit = byte_scale(totals.bytes_read + totals.bytes_written)
        # Three decimals are microseconds: more than a clock knows of a network that takes long.
        self._decimals = 3 if measured is None or measured.timing.instrumented < 0.1 else 2
        self._scales: dict[int, float] = {MACS: macs, FLOPS: flops, LIVE: live, MOVED: moved, TIME: 1e-3, SHARE: 0.01}
        self._units = {
            OUTPUT: "C × H × W",
            MACS: letter,
            SHARE: "%",
            FLOPS: flops_letter,
            LIVE: live_unit,
            MOVED: moved_unit,
            INTENSITY: "MACs/B" if convention is Convention.MACS else "FLOPs/B",
            TIME: "ms",
            RF: "px",
        }
        self.totals: tuple[str, ...] = self._sum_up()
        """Texts of the totals line, by column. A sum without the operators of unknown cost is a least one."""

    def unit(self, column: int) -> str:
        """Return the unit that the header names."""
        return self._units.get(column, "")

    def scale(self, column: int) -> float:
        """Return what a figure of 1 in the column stands for."""
        return self._scales.get(column, 1)

    def value(self, row: LayerRow, column: int) -> float | None:
        """Return the figure itself, in plain units; None where it is not known, not defined or no figure."""
        if column in _COSTS and is_unknown(row):
            return None
        if column == TIME:
            point = self._points.get(row.order)
            return point.seconds if point else None
        read = _VALUES.get(column)
        if read is not None:
            found = read(row)
            return None if found is None else float(found)
        if column == SHARE:
            return row.macs / self.network.totals.macs if self.network.totals.macs else None
        if column == FLOPS:
            return float(self.convention.flops(row))
        return self._intensity(row) if column == INTENSITY else None

    def text(self, row: LayerRow, column: int) -> str:
        """Return what the cell shows."""
        if column in _COSTS and is_unknown(row):
            return _tr("unknown")  # no cost rule: neither zero nor a figure
        if column in (MACS, FLOPS, LIVE, MOVED):
            return in_column(self.value(row, column) or 0, int(self._scales[column]))
        if column == INTENSITY:
            return _intensity_text(self._intensity(row))
        if column == TIME:
            return self._time_text(self.value(row, TIME))
        if column == SHARE:
            return share(row.macs, self.network.totals.macs)
        return _TEXTS[column](row)

    def sort_key(self, row: LayerRow, column: int) -> float | str:
        """Return by what the column is sorted; what is not known comes before every figure."""
        if column in LEFT:
            return self.text(row, column).casefold()
        value = self.value(row, column)
        # As float: a count beyond 32 bits must not wrap on its way through Qt.
        return -1.0 if value is None else float(value)

    def _sum_up(self) -> tuple[str, ...]:
        sums, convention = self.network.totals, self.convention
        moved = sums.bytes_read + sums.bytes_written
        jumps = [row.jump_h for row in self.network.rows if row.jump_h is not None and row.rf_h is not None]
        least = "" if self._all_known else "≥ "
        texts = {
            PATH: _tr("Total, {0} operators").format(thousands(sums.operators)),
            PARAMS: thousands(sums.params),
            MACS: least + in_column(sums.macs, int(self._scales[MACS])),
            SHARE: share(sums.macs, sums.macs),
            FLOPS: least + in_column(convention.flops(sums), int(self._scales[FLOPS])),
            LIVE: _tr("peak {0}").format(in_column(sums.peak_bytes, int(self._scales[LIVE]))),
            MOVED: in_column(moved, int(self._scales[MOVED])),
            INTENSITY: least + _intensity_text(convention.flops(sums) / moved if moved else None),
            TIME: self._time_text(self.measured.timing.instrumented) if self.measured else "",
            RF: square(sums.rf_h, sums.rf_w),
            JUMP: thousands(max(jumps)) if jumps else NONE,
        }
        return tuple(texts.get(column, "") for column in range(COLUMN_COUNT))

    def tool_tip(self, row: LayerRow, column: int) -> str:
        """Return what stands behind a cell: exact figures, how they came about, notes."""
        if column in (PATH, OPERATOR):
            lines = [row.path, description(row)]
            if row.call:
                lines.append(_tr("Call {0} of this module").format(row.call + 1))
            return "\n".join(line for line in (*lines, told(row.note)) if line)
        if column in _COSTS and is_unknown(row):
            return told(row.note)
        if column == OUTPUT:
            return _tr("{0} in memory as {1}").format(byte_size(row.bytes_written), row.dtype or "float32")
        if column == PARAMS and row.params:
            return _tr("{0} parameters").format(thousands(row.params))
        if column in (MACS, SHARE) and row.macs:
            return _tr("{0} MACs").format(thousands(row.macs))
        if column == RF and row.rf_global:
            return _tr("Local path; a unit also depends on the whole input ({0})").format(row.rf_global)
        return self._tool_tip_of_cost(row, column)

    def _tool_tip_of_cost(self, row: LayerRow, column: int) -> str:
        flops = self.convention.flops(row)
        if column == FLOPS and flops:
            lines = [f"{thousands(flops)} {term(self.convention.noun)}"]
            if self.convention is Convention.ALL and row.work.other:
                lines += [
                    f"{thousands(count)} {_work_name(one.name)}"
                    for one in fields(Work)
                    if (count := getattr(row.work, one.name))
                ]
            return "\n".join(lines)
        if column == LIVE and row.live_bytes:
            return _tr(
                "{0} of activations are alive during the call, its output included;\n"
                "{1} if each were freed right after its last reader"
            ).format(byte_size(row.live_bytes), byte_size(row.live_bytes_graph))
        if column == MOVED:
            return _tr("{0} read, {1} written").format(byte_size(row.bytes_read), byte_size(row.bytes_written))
        if column == INTENSITY and flops and row.bytes_read + row.bytes_written:
            moved = thousands(row.bytes_read + row.bytes_written)
            return _tr("{0} {1} / {2} bytes read and written").format(
                thousands(flops), term(self.convention.noun), moved
            )
        return self._tool_tip_of_time(row) if column == TIME else ""

    def _tool_tip_of_time(self, row: LayerRow) -> str:
        point = self._points.get(row.order)
        if point is None or self.measured is None:
            return ""
        timing = self.measured.timing
        spread = next(one.spread for one in timing.operators if one.order == row.order)
        lines = [
            _tr("{0} ms, median and interquartile range of {1} rounds").format(
                milliseconds_with_spread(point.seconds, spread), timing.repeats
            ),
            _tr("{0} of the operators' time").format(percent(100 * point.share)),
        ]
        if point.flops and point.achieved is not None:
            lines.append(_tr("{0}, all FLOPs counted").format(rate(point.achieved, "FLOP/s")))
        if point.efficiency is not None and point.bound != "overhead":
            lines.append(_tr("{0} of the speed that the roofs allow").format(percent(100 * point.efficiency)))
        return "\n".join((*lines, place(self.measured)))

    def _intensity(self, row: LayerRow) -> float | None:
        moved = row.bytes_read + row.bytes_written
        return self.convention.flops(row) / moved if moved else None

    def _time_text(self, seconds: float | None) -> str:
        if seconds is None:
            return NONE
        least = 0.5 * 10.0**-self._decimals
        value = 1000 * seconds
        return f"{value:,.{self._decimals}f}" if value >= least else f"<{2 * least:.{self._decimals}f}"


def place(measured: Roofline) -> str:
    """Return where and on what times were measured: ``CPU x86_64, 2 threads, float32, batch 1``."""
    timing = measured.timing
    threads = _tr("1 thread") if timing.threads == 1 else _tr("{0} threads").format(timing.threads)
    return ", ".join((device_name(timing.device), threads, timing.dtype, _tr("batch {0}").format(timing.batch)))


def plain_cells(row: LayerRow, columns: Iterable[int], figures: LayerFigures) -> dict[str, str]:
    """Return the cells of a row in some columns for a program to read: plain figures by the names of exports."""
    cells: dict[str, object] = {}
    for column in columns:
        value = figures.value(row, column)
        if column == OUTPUT:
            cells["output_shape"] = "x".join(map(str, row.output_shape)) or "1"
        elif column in (PATH, OPERATOR):
            cells[NAMES[column]] = row.path if column == PATH else row.operator
        elif column == RF:
            cells |= {"rf_h": row.rf_h, "rf_w": row.rf_w}
        elif column == JUMP:
            cells |= {"jump_h": row.jump_h, "jump_w": row.jump_w}
        elif column in _PLAIN and value is not None:
            # Counts are whole; ratios and times are not.
            cells[_PLAIN[column]] = int(value) if column in _VALUES or column == FLOPS else f"{value:.9g}"
        else:
            cells[_PLAIN[column]] = None
    return {name: "" if cell is None else str(cell) for name, cell in cells.items()}


_PLAIN = {
    ORDER: "order",
    PARAMS: "params",
    MACS: "macs",
    SHARE: "macs_share",
    FLOPS: "flops",
    LIVE: "live_bytes",
    MOVED: "bytes_moved",
    INTENSITY: "intensity",
    TIME: "seconds",
}

_VALUES: dict[int, Callable[[LayerRow], int | None]] = {
    ORDER: lambda row: row.order,
    OUTPUT: lambda row: prod(row.output_shape),
    PARAMS: lambda row: row.params,
    MACS: lambda row: row.macs,
    LIVE: lambda row: row.live_bytes,
    MOVED: lambda row: row.bytes_read + row.bytes_written,
    RF: lambda row: row.rf_h,
    JUMP: lambda row: row.jump_h,
}

_TEXTS: dict[int, Callable[[LayerRow], str]] = {
    ORDER: lambda row: str(row.order),
    PATH: lambda row: row.path or NONE,
    OPERATOR: operator_title,
    OUTPUT: lambda row: shape(row.output_shape),
    PARAMS: lambda row: thousands(row.params) if row.params else NONE,
    RF: lambda row: square(row.rf_h, row.rf_w),
    JUMP: lambda row: square(row.jump_h, row.jump_w),
}


def _intensity_text(value: float | None) -> str:
    if not value:
        return NONE
    return "<0.01" if value < 0.005 else f"{value:,.2f}"


def _work_name(kind: str) -> str:
    return {
        "macs": _tr("multiply-accumulates, two FLOPs each"),
        "bias": _tr("for the bias"),
        "norm": _tr("for the normalisation"),
        "activation": _tr("for the activation function"),
        "special": _tr("for exponentials, roots and the like"),
        "pooling": _tr("for pooling and other reductions"),
        "elementwise": _tr("for arithmetic between maps"),
    }[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("layers", text)
