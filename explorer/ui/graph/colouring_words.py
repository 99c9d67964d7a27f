"""What is said of a colouring: titles, figures with their units, and the legend's notes."""

from PySide6.QtCore import QCoreApplication

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.ui.numbers import byte_size, milliseconds, shape, short, thousands, with_unit
from explorer.ui.wording import device_name
from explorer.visualize.graph.blocks import Block
from explorer.visualize.graph.captions import THIN, shape_text
from explorer.visualize.graph.metrics import Metric, Readings

NO_BREAK = "\u00a0"


def title_of(metric: Metric | None, convention: Convention) -> str:
    """Return how a metric is called in a menu and over its legend."""
    if metric is Metric.OPERATIONS:
        return "MACs" if convention is Convention.MACS else "FLOPs"
    return {
        None: _tr("Kind"),
        Metric.PARAMS: _tr("Parameters"),
        Metric.MEMORY: _tr("Memory"),
        Metric.FIELD: _tr("Receptive field"),
        Metric.TIME: _tr("Measured time"),
    }[metric]


def words_of(metric: Metric, value: float) -> str:
    """Return a value with its unit, to three digits or so."""
    if metric is Metric.TIME:
        return with_unit(milliseconds(value), "ms")
    if metric is Metric.MEMORY:
        return byte_size(round(value))
    if metric is Metric.FIELD:
        return with_unit(thousands(round(value)), "px")
    return short(round(value))


def tick_text(metric: Metric, value: float) -> str:
    """Return a round value with its unit and no digit more than it has: ``10 M``, ``4 MiB``, ``0.1 ms``."""
    if metric is Metric.FIELD:
        return with_unit(thousands(round(value)), "px")
    if metric is Metric.TIME:
        return with_unit(f"{1000 * value:,g}", "ms")
    base, units = (1024, ("B", "KiB", "MiB", "GiB", "TiB")) if metric is Metric.MEMORY else (1000, ("", *"KMGT"))
    number = 0
    while value >= base and number < len(units) - 1:
        value, number = value / base, number + 1
    return with_unit(f"{value:g}", units[number])


def notes_of(readings: Readings, network: Network) -> tuple[str, ...]:
    """Return what must be known to read the figures: how they are counted, over what, and under which conditions."""
    metric, scale = readings.metric, readings.scale
    given = shape(network.input_shape).replace(" ", NO_BREAK)
    form = _tr("Batch {0}, input {1}").format(network.batch, given)
    over = _tr("Sum over a box") if metric.adds_up else _tr("Largest in a box")
    if scale is not None and scale.logarithmic:
        over = _tr("{0}; log scale").format(over)
    if metric is Metric.PARAMS:
        return over, _tr("Trainable; shared ones count once")
    if metric is Metric.OPERATIONS:
        formula = {
            Convention.MACS: "",
            Convention.TWICE_MACS: _tr("Counted as 2·MACs"),
            Convention.ALL: _tr("Counted as 2·MACs + bias + element-wise work"),
        }[readings.convention]
        return tuple(line for line in (over, formula, form) if line)
    if metric is Metric.MEMORY:
        return over, _tr("Live activations while it runs; no weights"), form
    if metric is Metric.FIELD:
        path, none = _tr("Local path, not clipped; input {0}").format(given), _tr("None where a unit sees all of it")
        return over, path, none
    timing = readings.timing
    assert timing is not None  # or there were no scale
    threads = _tr("1 thread") if timing.threads == 1 else _tr("{0} threads").format(timing.threads)
    return over, _tr("Median of each operator"), f"{device_name(timing.device)}, {threads}", form


def work_text(readings: Readings, operators: tuple[int, ...]) -> str:
    """Return the operations of a box in words; ``≥`` where those of some operators are unknown."""
    value, least = readings.value(operators), readings.is_least(operators)
    if value is None:
        return _tr("unknown") if least else ""
    return f"≥{THIN}{short(round(value))}" if least else short(round(value))


def leaving(block: Block) -> str:
    """Return the shape that leaves a block: ``→ 512 × 28 × 28``."""
    return f"→{THIN}{shape_text(block.shape)}" if block.shape else ""


def present(*parts: str) -> tuple[str, ...]:
    """Return the parts that are not empty."""
    return tuple(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("colouring", text)
