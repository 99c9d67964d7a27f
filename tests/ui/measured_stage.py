"""What the tests of measured times share: times that are made up, under ceilings that are."""

from datetime import datetime

from explorer.analysis.network import Network
from explorer.analysis.timing.bottleneck import sentence
from explorer.analysis.timing.roofline import Roofline, roofline
from explorer.analysis.timing.timings import Ceilings, OperatorTime, Timing
from explorer.engine.messages import Measurement, WeightsBadge
from explorer.ui.measured_times import Found
from explorer.ui.measurement import Measured

CEILINGS = Ceilings(
    device="cpu x86_64", threads=2, dtype="float32", peak_flops=100e9, bandwidth=20e9, call_seconds=2e-6
)


def seconds_of(order: int) -> float:
    """How long a row is said to take: no two the same, none in order."""
    return (1 + order * 37 % 101) * 1e-5


def measurement_of(network: Network, batch: int = 1) -> Measurement:
    """What an engine answers."""
    times = tuple(OperatorTime(row.order, seconds_of(row.order), 1e-6) for row in network.rows)
    whole = sum(one.seconds for one in times)
    timing = Timing(
        device=CEILINGS.device,
        threads=CEILINGS.threads,
        dtype=CEILINGS.dtype,
        batch=batch,
        warmup=3,
        repeats=10,
        operators=times,
        forward=whole + 0.001,
        forward_spread=0.0005,
        between=0.001,
        between_spread=0.0,
    )
    weights = WeightsBadge(name="random:0", trained=False, source="random weights, seed 0")
    return Measurement(key=network.name, weights=weights, timing=timing, ceilings=CEILINGS)


def roofline_of(network: Network) -> Roofline:
    """The same under the roofs."""
    answer = measurement_of(network)
    return roofline(network, answer.timing, answer.ceilings)


def done(network: Network) -> Measured:
    """The state of a network that has been measured."""
    return Measured(phase="done", found=found_of(network), sentence=sentence(roofline_of(network), network))


def found_of(network: Network, at: datetime = datetime(2026, 3, 1, 14, 2), *, compared: bool = False) -> Found:
    """The measurement of a network, in its tab or in the comparison."""
    return Found(roofline=roofline_of(network), weights=measurement_of(network).weights, compared=compared, at=at)
