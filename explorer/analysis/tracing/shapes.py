"""Output shapes of the hottest operators without running their meta kernels.

Most meta kernels are decompositions written in Python and cost several times
more than the arithmetic of a shape. Each rule returns the tensor that the
kernel would return, or ``NotImplemented`` wherever anything is unusual, so
that torch's own kernel decides (and raises its own error).
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch

Rule = Callable[..., Any]


def output_size(size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool = False) -> int:
    """Return the number of windows along one axis (Dumoulin & Visin, arXiv:1603.07285, §2 and §4).

    With ``ceil_mode`` a last window that would start in the right padding is dropped, as torch does.
    """
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if not ceil_mode:
        return room // stride + 1
    windows = -(-room // stride) + 1
    return windows - 1 if (windows - 1) * stride >= size + padding else windows


def _pair(value: int | Sequence[int]) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    return (value[0], value[0]) if len(value) == 1 else (value[0], value[1])


def _new(like: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    return torch.empty(shape, dtype=like.dtype, device="meta")


def _plain(tensor: torch.Tensor) -> bool:
    # A channels-last or transposed operand gives strides that only the kernel knows.
    return tensor.is_contiguous()


def _conv2d(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sequence[int] = (1,),
    padding: Any = (0,),
    dilation: Sequence[int] = (1,),
    groups: int = 1,
) -> Any:
    if isinstance(padding, str) or x.ndim != 4 or weight.ndim != 4 or not _plain(x) or not _plain(weight):
        return NotImplemented
    if x.dtype != weight.dtype or (bias is not None and (bias.dtype != x.dtype or bias.shape != weight.shape[:1])):
        return NotImplemented
    if groups < 1 or x.shape[1] != weight.shape[1] * groups or weight.shape[0] % groups:
        return NotImplemented
    (s_h, s_w), (p_h, p_w), (d_h, d_w) = _pair(stride), _pair(padding), _pair(dilation)
    if min(s_h, s_w, d_h, d_w) < 1 or min(p_h, p_w) < 0:
        return NotImplemented
    height = output_size(x.shape[2], weight.shape[2], s_h, p_h, d_h)
    width = output_size(x.shape[3], weight.shape[3], s_w, p_w, d_w)
    if height < 1 or width < 1:
        return NotImplemented
    return _new(x, (x.shape[0], weight.shape[0], height, width))


def _max_pool2d(
    x: torch.Tensor,
    kernel_size: Sequence[int],
    stride: Sequence[int] = (),
    padding: Sequence[int] = (0,),
    dilation: Sequence[int] = (1,),
    ceil_mode: bool = False,
) -> Any:
    if x.ndim != 4 or not _plain(x):
        return NotImplemented
    (k_h, k_w), (p_h, p_w), (d_h, d_w) = _pair(kernel_size), _pair(padding), _pair(dilation)
    s_h, s_w = _pair(stride) if stride else (k_h, k_w)
    if min(k_h, k_w, s_h, s_w, d_h, d_w) < 1 or not 0 <= p_h <= k_h // 2 or not 0 <= p_w <= k_w // 2:
        return NotImplemented
    height = output_size(x.shape[2], k_h, s_h, p_h, d_h, ceil_mode)
    width = output_size(x.shape[3], k_w, s_w, p_w, d_w, ceil_mode)
    if height < 1 or width < 1:
        return NotImplemented
    return _new(x, (x.shape[0], x.shape[1], height, width))


def _batch_norm(
    x: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    running_mean: torch.Tensor | None,
    running_var: torch.Tensor | None,
    training: bool,
    *_: Any,
) -> Any:
    if training or x.ndim < 2 or not _plain(x):
        return NotImplemented
    for vector in (weight, bias, running_mean, running_var):
        if vector is None or vector.shape != x.shape[1:2] or vector.dtype != x.dtype:
            return NotImplemented
    return _new(x, x.shape)


def _like(x: torch.Tensor) -> Any:
    """The result of an element-wise operator: the layout of a map stays, contiguous or channels-last."""
    if x.is_contiguous():
        return torch.empty(x.shape, dtype=x.dtype, device="meta")
    # With one channel or one position, strides do not tell which layout it is.
    if x.ndim == 4 and x.shape[1] > 1 and x.shape[2] * x.shape[3] > 1 and _channels_last(x):
        return torch.empty_strided(x.shape, x.stride(), dtype=x.dtype, device="meta")
    return NotImplemented


def _channels_last(x: torch.Tensor) -> bool:
    return x.is_contiguous(memory_format=torch.channels_last)


def _float_map(x: torch.Tensor, *_: Any, **__: Any) -> Any:
    return _like(x) if x.is_floating_point() else NotImplemented


def _in_place_map(x: torch.Tensor, *_: Any, **__: Any) -> Any:
    return x if x.is_floating_point() else NotImplemented


def _binary(x: torch.Tensor, y: Any, **keywords: Any) -> Any:
    if keywords or not isinstance(y, torch.Tensor) or x.dtype != y.dtype:
        return NotImplemented
    if x.shape == y.shape:
        return _like(x) if x.is_contiguous() == y.is_contiguous() else NotImplemented
    full, partial = (x, y) if x.ndim > y.ndim or x.numel() > y.numel() else (y, x)
    return _like(full) if _spreads_over(partial, full) else NotImplemented


def _spreads_over(partial: torch.Tensor, full: torch.Tensor) -> bool:
    """Whether ``full`` alone decides shape and layout of the result.

    A contiguous operand of channels and positions would have a say in the order of axes.
    """
    sizes = (1,) * (full.ndim - partial.ndim) + tuple(partial.shape)
    if full.ndim != 4 or len(sizes) != 4 or not _plain(partial):
        return False
    if sizes[1] > 1 and (sizes[2] > 1 or sizes[3] > 1):
        return False
    return all(size in (1, whole) for size, whole in zip(sizes, full.shape, strict=True))


def _binary_in_place(x: torch.Tensor, y: Any, **keywords: Any) -> Any:
    if keywords or not isinstance(y, torch.Tensor) or x.dtype != y.dtype:
        return NotImplemented
    return x if x.shape == y.shape else NotImplemented


def _linear(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> Any:
    if x.ndim < 2 or weight.ndim != 2 or x.shape[-1] != weight.shape[1] or x.dtype != weight.dtype or not _plain(x):
        return NotImplemented
    if bias is not None and (bias.shape != weight.shape[:1] or bias.dtype != x.dtype):
        return NotImplemented
    return _new(x, (*x.shape[:-1], weight.shape[0]))


def _layer_norm(
    x: torch.Tensor,
    normalized_shape: Sequence[int],
    weight: torch.Tensor | None = None,
    bias: torch.Tensor | None = None,
    *_: Any,
) -> Any:
    trailing = tuple(normalized_shape)
    # Whatever the layout of its input, the kernel writes a contiguous result.
    if not trailing or tuple(x.shape[-len(trailing) :]) != trailing:
        return NotImplemented
    for vector in (weight, bias):
        if vector is not None and (tuple(vector.shape) != trailing or vector.dtype != x.dtype):
            return NotImplemented
    return _new(x, x.shape)


def _cat(tensors: Sequence[torch.Tensor], dim: int = 0) -> Any:
    first = tensors[0]
    if first.ndim == 0 or not -first.ndim <= dim < first.ndim:
        return NotImplemented
    dim %= first.ndim
    shape = list(first.shape)
    shape[dim] = 0
    for tensor in tensors:
        if tensor.ndim != first.ndim or tensor.dtype != first.dtype or not _plain(tensor):
            return NotImplemented
        if any(axis != dim and size != shape[axis] for axis, size in enumerate(tensor.shape)):
            return NotImplemented
        shape[dim] += tensor.shape[dim]
    return _new(first, shape)


def _adaptive_avg_pool2d(x: torch.Tensor, output_size: Sequence[int]) -> Any:
    if x.ndim != 4 or not _plain(x) or min(x.shape) < 1 or len(output_size) != 2 or min(output_size) < 1:
        return NotImplemented
    return _new(x, (*x.shape[:2], *output_size))


_aten = torch.ops.aten

RULES: dict[Any, Rule] = {
    _aten.conv2d.default: _conv2d,
    _aten.max_pool2d.default: _max_pool2d,
    _aten.batch_norm.default: _batch_norm,
    _aten.linear.default: _linear,
    _aten.layer_norm.default: _layer_norm,
    _aten.cat.default: _cat,
    _aten.adaptive_avg_pool2d.default: _adaptive_avg_pool2d,
    _aten.add.Tensor: _binary,
    _aten.mul.Tensor: _binary,
    _aten.add_.Tensor: _binary_in_place,
    _aten.relu.default: _float_map,
    _aten.sigmoid.default: _float_map,
    _aten.silu.default: _float_map,
    _aten.gelu.default: _float_map,
    _aten.hardtanh.default: _float_map,
    _aten.hardswish.default: _float_map,
    _aten.relu_.default: _in_place_map,
    _aten.silu_.default: _in_place_map,
    _aten.hardtanh_.default: _in_place_map,
    _aten.hardswish_.default: _in_place_map,
}
"""Shape rules by operator overload; arguments are the operator's own."""
