"""Networks that break: where, why, what to do, and what ran until then."""

import warnings

import pytest
import torch
from torch import Tensor, nn
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.exports.tables import to_csv
from explorer.errors import CaptureError, InputError


def failure(module: nn.Module, shape: tuple[int, ...]) -> CaptureError:
    with pytest.raises(CaptureError) as caught:
        analyze(module, shape)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_map_that_shrinks_to_nothing() -> None:
    error = failure(models.vgg16(), (3, 16, 16))
    assert (error.path, error.operator) == ("features.30", "max_pool2d")
    assert "features.30 (MaxPool2d)" in str(error)
    assert "1×512×1×1" in str(error)
    assert "larger input" in str(error)
    whole = analyze(models.vgg16(), (3, 32, 32))
    partial = error.partial
    assert [row.path for row in partial.rows] == [row.path for row in whole.rows[:30]]
    assert partial.totals.macs == sum(row.macs for row in partial.rows) > 0
    assert sorted(partial.graph.nodes) == [-1, *range(30)]
    assert partial.rows[-1].output_shape == (512, 1, 1)
    assert to_csv(partial).count("\r\n") == 31


def test_a_wrong_rank() -> None:
    error = failure(models.resnet18(), (3, 224))
    assert (error.path, error.operator) == ("conv1", "conv2d")
    assert "takes 4 axes" in str(error) and "given 3" in str(error)
    assert error.partial.rows == ()


def test_wrong_channels() -> None:
    error = failure(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(5, 4, 3)), (3, 16, 16))
    assert error.path == "2"
    assert "given 4 channels" in str(error) and "filters take 5" in str(error)
    assert [row.operator for row in error.partial.rows] == ["conv2d", "relu"]


def test_a_module_that_raises_itself() -> None:
    class Inner(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            raise KeyError("no such head")

    class Outer(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.head = nn.Conv2d(1, 1, 3), Inner()

        def forward(self, x: Tensor) -> Tensor:
            return self.head(self.conv(x))

    error = failure(Outer(), (1, 8, 8))
    assert (error.path, error.operator) == ("head", "")
    assert "head (Inner)" in str(error) and "KeyError" in str(error) and "no such head" in str(error)
    assert [row.path for row in error.partial.rows] == ["conv"]


def test_the_module_is_whole_after_a_failure() -> None:
    module = models.vgg11().train()
    before = {name: tensor.clone() for name, tensor in module.state_dict().items()}
    failure(module, (3, 16, 16))
    assert module.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in module.state_dict().items())
    assert not any(child._forward_hooks or child._forward_pre_hooks for child in module.modules())


@pytest.mark.parametrize(
    "shape", [(), (3, 0, 8), (3, 8.5, 8), "3x8x8", (1, 2, 3, 4, 5), (3, -1, 8), [(3, 8, 8), (3, 0)]]
)
def test_shapes_that_are_none(shape: object) -> None:
    with pytest.raises(InputError, match="input shape"):
        analyze(nn.ReLU(), shape)  # type: ignore[arg-type]


@pytest.mark.parametrize("batch", [0, -1, 1.5, True, 10**18])
def test_batches_that_are_none(batch: object) -> None:
    with pytest.raises(InputError, match="batch"):
        analyze(nn.ReLU(), (1, 8, 8), batch=batch)  # type: ignore[arg-type]


def test_torchs_warnings_about_speed_do_not_break_a_pass() -> None:
    even = nn.Conv2d(1, 1, 4, padding="same")
    with warnings.catch_warnings(action="error"):
        assert analyze(even, (1, 8, 8)).rows[0].output_shape == (1, 8, 8)


# -- modes, batches, inputs ----------------------------------------------------------------------------------------


def test_training_mode_runs_auxiliary_heads_and_batch_statistics() -> None:
    with torch.device("meta"):
        module = models.googlenet(init_weights=False)
    inference, training = analyze(module, (3, 224, 224)), analyze(module, (3, 224, 224), batch=2, training=True)
    assert (inference.training, training.training) == (False, True)
    assert len(inference.unused) == 14 and all(name.startswith("aux") for name in inference.unused)
    assert training.unused == () and training.totals.params_unused == 0
    assert training.totals.macs > 2 * inference.totals.macs
    norm = next(row for row in training.rows if row.operator == "batch_norm")
    assert norm.work.norm == 8 * 2 * 64 * 112 * 112
    assert module.training


def test_a_batch_multiplies_work_and_not_parameters() -> None:
    one, four = (analyze(models.mobilenet_v3_small(), (3, 64, 64), batch=batch) for batch in (1, 4))
    assert four.batch == 4
    assert (four.totals.params, four.totals.rf_h) == (one.totals.params, one.totals.rf_h)
    assert (four.totals.macs, four.totals.flops) == (4 * one.totals.macs, 4 * one.totals.flops)
    for a, b in zip(one.rows, four.rows, strict=True):
        assert (b.output_shape, b.input_shapes) == (a.output_shape, a.input_shapes)
        assert (b.macs, b.activation_bytes, b.live_bytes) == (4 * a.macs, 4 * a.activation_bytes, 4 * a.live_bytes)


def test_several_inputs() -> None:
    class Siamese(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.colour, self.depth = nn.Conv2d(3, 4, 3), nn.Conv2d(1, 4, 3, padding=2, dilation=2)

        def forward(self, colour: Tensor, depth: Tensor) -> Tensor:
            return self.colour(colour) + self.depth(depth)[:, :, 1:-1, 1:-1]

    network = analyze(Siamese(), [(3, 12, 12), (1, 12, 12)])
    assert (network.input_shape, network.more_inputs) == ((3, 12, 12), ((1, 12, 12),))
    assert network.graph.nodes[-2]["shape"] == (1, 12, 12)
    assert {(-1, 0), (-2, 1)} <= set(network.graph.edges)
    assert (network.rows[-1].rf_h, network.rows[-1].rf_start_h) == (5, -1)


def test_shared_parameters_stand_in_their_first_row() -> None:
    class Twice(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(2, 2, 3, padding=1)

        def forward(self, x: Tensor) -> Tensor:
            return self.conv(self.conv(x))

    first, second = analyze(Twice(), (2, 8, 8)).rows
    assert (first.params, first.params_shared, second.params, second.params_shared) == (38, 0, 0, 38)
    assert (first.call, second.call) == (0, 1)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_the_input_has_the_type_of_the_parameters(dtype: torch.dtype) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU()).to(dtype)
    (conv, *_), size = analyze(module, (3, 8, 8)).rows, torch.empty((), dtype=dtype).element_size()
    assert conv.dtype == str(dtype).removeprefix("torch.")
    assert conv.activation_bytes == size * 4 * 36


def test_an_input_of_another_type() -> None:
    class Sees(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x.float() / 255

    network = analyze(Sees(), (3, 8, 8), dtype=torch.uint8)
    assert network.rows[-1].dtype == "float32" and network.rows[0].bytes_read == 3 * 64


def test_torchscript_is_refused_with_a_way_out() -> None:
    with pytest.raises(InputError, match="Python module"):
        analyze(nn.Sequential(torch.jit.script(nn.Sequential(nn.Conv2d(3, 4, 3)))), (3, 8, 8))
