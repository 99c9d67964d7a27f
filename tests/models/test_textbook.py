"""What an operator means against torch's own form of it."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from explorer.errors import UsageError
from explorer.models.textbook import GroupedConvolution, OverlappingMaxPool, TransposedConvolution


def same(ours: nn.Module, theirs: nn.Module, *shape: int) -> None:
    """Equal outputs and equal gradients with the same parameters."""
    ours, theirs = ours.double(), theirs.double()
    theirs.load_state_dict(ours.state_dict())
    mine = torch.randn(*shape, dtype=torch.float64, requires_grad=True)
    other = mine.detach().clone().requires_grad_()
    first, second = ours(mine), theirs(other)
    torch.testing.assert_close(first, second, rtol=1e-12, atol=1e-12)
    weights = torch.randn_like(second)
    (first * weights).sum().backward()
    (second * weights).sum().backward()
    torch.testing.assert_close(mine.grad, other.grad, rtol=1e-12, atol=1e-12)


@given(st.sampled_from([1, 2, 4, 8]), st.integers(1, 4), st.integers(1, 3), st.integers(0, 2))
def test_grouped_convolution(groups: int, kernel_size: int, stride: int, padding: int) -> None:
    ours = GroupedConvolution(8, 16, kernel_size, groups, stride=stride, padding=padding)
    same(ours, nn.Conv2d(8, 16, kernel_size, stride, padding, groups=groups), 2, 8, 9, 11)


@given(st.integers(1, 5), st.integers(1, 3), st.data())
def test_transposed_convolution(kernel_size: int, stride: int, data: st.DataObject) -> None:
    padding = data.draw(st.integers(0, min(kernel_size - 1, 2)))
    ours = TransposedConvolution(3, 4, kernel_size, stride=stride, padding=padding)
    same(ours, nn.ConvTranspose2d(3, 4, kernel_size, stride, padding), 2, 3, 5, 6)


def test_transposed_convolution_is_the_gradient_of_the_convolution() -> None:
    forward = nn.Conv2d(4, 3, 3, stride=2, padding=1, bias=False)
    back = TransposedConvolution(3, 4, 3, stride=2, padding=1)
    with torch.no_grad():
        back.weight.copy_(forward.weight)
        back.bias.zero_()
    x = torch.randn(1, 4, 9, 9, requires_grad=True)
    y = forward(x)
    seed = torch.randn_like(y)
    y.backward(seed)
    torch.testing.assert_close(back(seed), x.grad)


@given(st.integers(2, 4), st.data())
def test_overlapping_pooling(kernel_size: int, data: st.DataObject) -> None:
    stride = data.draw(st.integers(1, kernel_size - 1))
    same(OverlappingMaxPool(kernel_size, stride), nn.MaxPool2d(kernel_size, stride), 2, 3, 12, 13)


def test_shared_maxima_add_up() -> None:
    x = torch.zeros(1, 1, 5, 5)
    x[0, 0, 2, 2] = 1  # in all four 3 × 3 windows of step 2
    x.requires_grad_()
    OverlappingMaxPool()(x).sum().backward()
    assert x.grad is not None
    assert x.grad[0, 0, 2, 2] == 4


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(UsageError, match="equal groups"):
        GroupedConvolution(6, 8, 3, 4)
    with pytest.raises(UsageError, match="padding"):
        TransposedConvolution(3, 3, 2, padding=2)
    with pytest.raises(UsageError, match="overlap"):
        OverlappingMaxPool(2, 2)
