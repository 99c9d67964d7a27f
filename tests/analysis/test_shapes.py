"""The shape rules give what torch's own meta kernels give."""

from collections.abc import Callable

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import nn
from torchvision import models

from explorer.analysis.tracing import recorder as recorder_module
from explorer.analysis.tracing import shapes
from explorer.analysis.tracing.capture import capture
from explorer.analysis.tracing.trace import Trace

NETWORKS = ["alexnet", "resnet18", "googlenet", "mobilenet_v3_small", "convnext_tiny", "densenet121", "efficientnet_b0"]


def essence(trace: Trace) -> list[tuple[object, ...]]:
    return [(c.name, c.module, c.operands, c.outputs, c.in_place, c.is_view, c.written_through) for c in trace]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_capture_with_rules_equals_one_without(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"init_weights": False} if name == "googlenet" else {}
    with torch.device("meta"):
        module = models.get_model(name, weights=None, **options)
    with_rules = capture(module, [(3, 96, 130)])
    monkeypatch.setattr(recorder_module, "RULES", {})
    assert essence(with_rules) == essence(capture(module, [(3, 96, 130)]))


def same_as_kernel(call: Callable[..., torch.Tensor], overload: object, *args: object) -> None:
    """The rule declines, or gives the kernel's shape, type and strides; it never accepts what the kernel refuses."""
    found = shapes.RULES[overload](*args)
    if found is NotImplemented:
        return
    expected = call(*args)
    assert (found.shape, found.dtype, steps(found)) == (expected.shape, expected.dtype, steps(expected))


def steps(tensor: torch.Tensor) -> list[int]:
    """The strides of axes along which there is a step to take."""
    return [stride for size, stride in zip(tensor.shape, tensor.stride(), strict=True) if size > 1]


sizes = st.integers(1, 12)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_windows(data: st.DataObject) -> None:
    pair = lambda low, high: data.draw(st.tuples(st.integers(low, high), st.integers(low, high)))  # noqa: E731
    x = torch.empty((1, 4, data.draw(sizes), data.draw(sizes)), device="meta")
    kernel, stride, padding, dilation = pair(1, 4), pair(1, 3), pair(0, 2), pair(1, 2)
    groups = data.draw(st.sampled_from([1, 2, 4]))
    weight = torch.empty((4, 4 // groups, *kernel), device="meta")
    aten = torch.ops.aten
    same_as_kernel(aten.conv2d.default, aten.conv2d.default, x, weight, None, stride, padding, dilation, groups)
    ceil_mode = data.draw(st.booleans())
    same_as_kernel(aten.max_pool2d.default, aten.max_pool2d.default, x, kernel, stride, padding, dilation, ceil_mode)


@settings(max_examples=100, deadline=None)
@given(
    size=st.integers(1, 40),
    kernel=st.integers(1, 7),
    stride=st.integers(1, 4),
    padding=st.integers(0, 3),
    dilation=st.integers(1, 3),
    ceil_mode=st.booleans(),
)
def test_output_size(size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool) -> None:
    assume(padding <= kernel // 2)
    assume(size + 2 * padding >= dilation * (kernel - 1) + 1)
    pool = nn.MaxPool1d(kernel, stride, padding, dilation, ceil_mode=ceil_mode)
    expected = pool(torch.zeros(1, 1, size)).shape[-1]
    assert shapes.output_size(size, kernel, stride, padding, dilation, ceil_mode) == expected


def test_rules_decline_what_only_the_kernel_knows() -> None:
    rules, aten = shapes.RULES, torch.ops.aten
    x = torch.empty((1, 4, 5, 5), device="meta")
    assert rules[aten.conv2d.default](x, torch.empty((4, 3, 1, 1), device="meta")) is NotImplemented
    assert rules[aten.add.Tensor](x, torch.empty((1, 4, 5, 1), device="meta")) is NotImplemented
    assert rules[aten.relu.default](x.transpose(2, 3)) is NotImplemented
    assert rules[aten.cat.default]([x, x[:, :, :4]], 1) is NotImplemented
    assert rules[aten.linear.default](x, torch.empty((2, 4), device="meta")) is NotImplemented


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_layouts_and_broadcasting(data: st.DataObject) -> None:
    """Element-wise rules on contiguous, channels-last, permuted and sliced maps, and on those that spread over them."""
    aten = torch.ops.aten
    small = st.integers(1, 4)
    shape = data.draw(st.tuples(small, small, small, small))
    order = data.draw(st.permutations(range(4)))

    def drawn(sizes: tuple[int, ...]) -> torch.Tensor:
        stored = torch.empty([sizes[d] for d in order], device="meta")
        permuted = stored.permute([order.index(d) for d in range(4)])
        kinds = {
            "contiguous": lambda: torch.empty(sizes, device="meta"),
            "channels_last": lambda: torch.empty(sizes, device="meta").to(memory_format=torch.channels_last),
            "permuted": lambda: permuted,
            "sliced": lambda: torch.empty((*sizes[:3], 2 * sizes[3]), device="meta")[..., ::2],
        }
        return kinds[data.draw(st.sampled_from(sorted(kinds)))]()

    x = drawn(shape)
    y = drawn(tuple(data.draw(st.sampled_from([1, size])) for size in shape))
    vector = torch.empty((shape[1], 1, 1), device="meta")
    for overload in (aten.relu.default, aten.gelu.default, aten.silu.default):
        same_as_kernel(overload, overload, x)
    for overload in (aten.add.Tensor, aten.mul.Tensor):
        for first, second in ((x, y), (y, x), (x, vector), (vector, x)):
            same_as_kernel(overload, overload, first, second)
    same_as_kernel(aten.layer_norm.default, aten.layer_norm.default, x, [shape[3]])
