"""What must follow if a network is given more inputs at once, other classes, another width, another input size."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.errors import InputError, UsageError
from explorer.models import registry


@cache
def network(key: str, input_shape: tuple[int, ...] | None = None, **options: Any) -> Network:
    return analyze_architecture(registry.get(key), input_shape, **options)


@pytest.mark.parametrize(
    "key", ("lenet5_original", "googlenet", "shufflenet_v2_x1_0", "efficientnet_b0", "convnext_tiny")
)
def test_four_inputs_at_once_are_four_times_the_work(key: str) -> None:
    one, four = network(key), network(key, batch=4)
    assert four.batch == 4
    for name in ("params", "params_unused", "buffers", "operators", "rf_h", "rf_w", "peak_order"):
        assert getattr(four.totals, name) == getattr(one.totals, name), name
    for name in ("macs", "flops", "activation_bytes", "bytes_written", "peak_bytes", "peak_bytes_graph"):
        assert getattr(four.totals, name) == 4 * getattr(one.totals, name), name
    # Weights are read once for all.
    assert one.totals.bytes_read < four.totals.bytes_read < 4 * one.totals.bytes_read
    grow = ("macs", "flops", "activation_bytes", "bytes_written", "live_bytes", "live_bytes_graph")
    for row, other in zip(one.rows, four.rows, strict=True):
        quadrupled = {name: 4 * getattr(row, name) for name in grow}
        assert other == replace(
            row, **quadrupled, bytes_read=other.bytes_read, work=row.work + row.work + row.work + row.work
        )


def test_other_classes_change_the_classifier_alone() -> None:
    thousand, ten = network("resnet18"), network("resnet18", num_classes=10)
    assert thousand.rows[:-1] == ten.rows[:-1]
    assert ten.rows[-1].output_shape == (10,)
    assert thousand.totals.params - ten.totals.params == 990 * (512 + 1)
    assert thousand.totals.macs - ten.totals.macs == 990 * 512
    assert thousand.totals.flops - ten.totals.flops == 990 * (2 * 512 + 1)


def test_half_the_width_is_the_variant_of_half_the_width() -> None:
    half = network("mobilenetv1_100", width=0.5)
    assert half.rows == network("mobilenetv1_050").rows
    assert half.totals == network("mobilenetv1_050").totals
    assert half.totals.params == registry.get("mobilenetv1_050").params < network("mobilenetv1_100").totals.params


def test_twice_the_side_is_four_times_the_convolutions() -> None:
    small, large = network("resnet18"), network("resnet18", (3, 448, 448))
    assert large.totals.params == small.totals.params
    for row, other in zip(small.rows, large.rows, strict=True):
        factor = 1 if row.operator == "linear" else 4
        assert other.macs == factor * row.macs
        if row.operator == "conv2d":
            assert other.output_shape == (row.output_shape[0], *(2 * size for size in row.output_shape[1:]))
            assert (other.rf_h, other.jump_h, other.rf_start_h) == (row.rf_h, row.jump_h, row.rf_start_h)


def test_what_cannot_be() -> None:
    with pytest.raises(UsageError, match=r"^resnet18 has no option 'width'; it has num_classes, in_channels, init$"):
        network("resnet18", width=0.5)
    with pytest.raises(UsageError, match=r"^num_classes must be a whole number"):
        network("resnet18", num_classes=0)
    with pytest.raises(UsageError, match=r"^width must be a number above 0"):
        network("mobilenet_v2", width=-1.0)
    with pytest.raises(InputError, match=r"^a batch is a whole number"):
        network("resnet18", batch=0)
