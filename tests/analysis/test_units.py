"""Exact intervals of single units, alignment, and what is found worth saying."""

import pickle

import pytest
import torch
from torch import Tensor, nn
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import Interval, UnitFields
from explorer.errors import InputError


def kinds(network: Network) -> list[str]:
    return [finding.kind for finding in network.findings]


def test_padding_and_borders_by_hand() -> None:
    # 3×3, stride 2, padding 1 on 10 rows: unit i reads rows 2i - 1 to 2i + 1, unit 0 from row 0.
    network = analyze(nn.Conv2d(1, 1, 3, 2, 1), (1, 10, 11))
    units = UnitFields(network)
    rows = [units.seen(0, (y, 0)).rows for y in range(5)]  # type: ignore[union-attr]
    assert rows == [Interval(0, 1), Interval(1, 3), Interval(3, 5), Interval(5, 7), Interval(7, 9)]
    last = units.seen(0, (4, 5))
    assert last is not None and last.columns == Interval(9, 10) and last.exact
    whole = units.seen(0)
    assert whole is not None and (whole.rows, whole.columns) == (Interval(0, 9), Interval(0, 10))
    assert (Interval(3, 5).size, Interval(0, -1).size) == (3, 0)


def test_units_of_upsampling_and_transposed_convolution() -> None:
    up = UnitFields(analyze(nn.Upsample(scale_factor=2), (1, 4, 4)))
    assert [up.seen(0, (y, 0)).rows for y in range(4)] == [Interval(i // 2, i // 2) for i in range(4)]  # type: ignore[union-attr]
    # Stride 3, kernel 2: every third output row belongs to no input row.
    spread = UnitFields(analyze(nn.ConvTranspose2d(1, 1, 2, 3), (1, 4, 4)))
    assert [spread.seen(0, (y, 0)).rows for y in range(4)] == [  # type: ignore[union-attr]
        Interval(0, 0),
        Interval(0, 0),
        Interval(0, -1),
        Interval(1, 1),
    ]


def test_channels_of_a_concatenation_see_different_parts() -> None:
    class Fork(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.wide, self.small = nn.Conv2d(1, 2, 5, padding=2), nn.Conv2d(1, 3, 1)

        def forward(self, x: Tensor) -> Tensor:
            return torch.cat([self.wide(x), self.small(x)], 1)

    network = analyze(Fork(), (1, 9, 9))
    units = UnitFields(network)
    of = lambda channel: units.seen(2, (4, 4), channel).rows  # type: ignore[union-attr]  # noqa: E731
    assert [of(channel) for channel in range(5)] == [Interval(2, 6)] * 2 + [Interval(4, 4)] * 3
    assert of(None) == Interval(2, 6)
    row = network.rows[2]
    assert (row.rf_h, row.rf_start_h, row.jump_h, row.aligned_h) == (5, -2, 1, True)


def test_the_interval_agrees_with_the_rows_formula_away_from_borders() -> None:
    network = analyze(models.resnet18(), (3, 224, 224))
    units = UnitFields(network)
    for row in network.rows[:30]:
        assert row.rf_h is not None and row.rf_start_h is not None and row.jump_h is not None
        middle = row.output_shape[1] // 2
        seen = units.seen(row.order, (middle, middle))
        first = row.rf_start_h + row.jump_h * middle
        assert seen is not None and seen.rows == Interval(first, first + row.rf_h - 1)


def test_a_gate_is_followed_only_if_asked() -> None:
    class Gate(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x * x.mean((2, 3), keepdim=True).sigmoid()

    network = analyze(Gate(), (2, 8, 8))
    order = len(network.rows) - 1
    local, reachable = UnitFields(network), UnitFields(network, through_gates=True)
    assert local.seen(order, (3, 3)).rows == Interval(3, 3)  # type: ignore[union-attr]
    assert reachable.seen(order, (3, 3)).rows == Interval(0, 7)  # type: ignore[union-attr]
    assert network.global_from == order - 2  # mean and sigmoid are global, the product by its gate


def test_what_cannot_be_asked() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(72, 5)), (1, 8, 8))
    units = UnitFields(network)
    assert units.seen(2, (4,)).rows == Interval(0, 7)  # type: ignore[union-attr]
    assert units.seen(1, (7,)).rows == Interval(1, 3)  # type: ignore[union-attr]
    for order, unit, channel in (
        (3, None, None),
        (-1, None, None),
        (0, (6, 0), None),
        (0, (0, 0), 2),
        (2, (0, 0), None),
    ):
        with pytest.raises(InputError):
            units.seen(order, unit, channel)
    for place in (None, (0, 0)):
        with pytest.raises(InputError, match="row 0 has channels 0 to 1, not 5"):
            units.seen(0, place, 5)
    with pytest.raises(InputError, match="row 2 is a tensor of 5 and no map of channels; leave the channel out"):
        units.seen(2, (4,), 1)
    with pytest.raises(InputError, match=r"row 2 is a tensor of 5, which has no unit \(5\)"):
        units.seen(2, (5,))
    with pytest.raises(InputError, match="analyse the network again"):
        UnitFields(pickle.loads(pickle.dumps(network)))


def test_values_that_do_not_depend_on_the_input() -> None:
    class Constant(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return torch.zeros(1, 2, 4, 4) + 1

    network = analyze(Constant(), (2, 4, 4))
    assert UnitFields(network).seen(len(network.rows) - 1) is None


def test_an_operator_without_a_rule_is_global_and_flagged() -> None:
    class Strange(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return torch.fft.fft2(x).real.relu()

    network = analyze(Strange(), (1, 6, 6))
    seen = UnitFields(network).seen(len(network.rows) - 1, (2, 2))
    assert seen is not None and seen.rows == Interval(0, 5) and not seen.exact


# -- alignment -----------------------------------------------------------------------------------------------------


class TwoPaths(nn.Module):
    """A strided 3×3 convolution and a strided shortcut."""

    def __init__(self, padding: int, shortcut: nn.Module) -> None:
        super().__init__()
        self.main, self.shortcut = nn.Conv2d(2, 2, 3, 2, padding), shortcut

    def forward(self, x: Tensor) -> Tensor:
        return self.main(x) + self.shortcut(x)


def test_aligned_and_misaligned_paths() -> None:
    good = analyze(TwoPaths(1, nn.Conv2d(2, 2, 1, 2)), (2, 8, 8))
    assert (good.rows[-1].aligned_h, good.rows[-1].aligned_w) == (True, True)
    assert "misaligned" not in kinds(good)
    # ResNet-D's shortcut averages 2×2: its centre lies half a pixel further on.
    bad = analyze(TwoPaths(1, nn.AvgPool2d(2)), (2, 8, 8))
    assert bad.rows[-1].aligned_h is False
    (finding,) = [one for one in bad.findings if one.kind == "misaligned"]
    assert "0.5 px apart" in finding.text
    assert finding.order == bad.rows[-1].order


def test_alignment_is_kept_through_global_pooling_and_unknown_without_an_interval() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(1, 1, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()), (1, 8, 8))
    assert network.rows[-1].aligned_h is True
    assert analyze(nn.Upsample(scale_factor=2), (1, 8, 8)).rows[0].aligned_h is None


# -- findings ------------------------------------------------------------------------------------------------------


def test_rows_that_no_window_reads() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(1, 1, 3, 2), nn.MaxPool2d(2)), (1, 8, 12))
    texts = [finding.text for finding in network.findings if finding.kind == "unread"]
    assert texts == [
        "0 never reads the last row of its 8.",
        "0 never reads the last column of its 12.",
        "1 never reads the last row of its 3.",
        "1 never reads the last column of its 5.",
    ]
    # A stride beyond the kernel leaves positions out by design.
    assert kinds(analyze(nn.Conv2d(1, 1, 1, 2), (1, 8, 8))) == []
    assert kinds(analyze(nn.MaxPool2d(2, ceil_mode=True), (1, 7, 7))) == []


def test_a_field_larger_than_the_input() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(1, 1, 5, padding=2), nn.Conv2d(1, 1, 5, padding=2)), (1, 8, 20))
    (finding,) = network.findings
    assert (finding.kind, finding.order) == ("larger", 1)
    assert "9 × 9 px" in finding.text and "8 × 20 px" in finding.text


def test_an_empty_map_is_named_where_it_appears() -> None:
    class Cut(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x[:, :, 9:].relu()

    network = analyze(Cut(), (1, 8, 8))
    assert kinds(network) == ["empty"]
    assert network.findings[0].order == 0
    assert analyze(nn.Sequential(Cut(), nn.Flatten()), (1, 8, 8)).rows[-1].output_shape == (0,)


def test_global_from() -> None:
    assert analyze(nn.Conv2d(1, 1, 3), (1, 8, 8)).global_from is None
    pooled = analyze(nn.Sequential(nn.Conv2d(1, 1, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()), (1, 8, 8))
    assert pooled.global_from == 1
    resnet = analyze(models.resnet18(), (3, 224, 224))
    assert resnet.global_from is not None and resnet.rows[resnet.global_from].path == "avgpool"
