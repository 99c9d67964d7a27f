"""How an operator is called where people read: its name, its window, all that was chosen about it."""

from PySide6.QtCore import QCoreApplication

from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.numbers import window

_NAMES = {
    "adaptive_avg_pool2d": "AdaptiveAvgPool2d",
    "add": "Add",
    "avg_pool2d": "AvgPool2d",
    "batch_norm": "BatchNorm",
    "cat": "Concat",
    "conv2d": "Conv2d",
    "dropout": "Dropout",
    "flatten": "Flatten",
    "hardtanh": "Hardtanh",
    "layer_norm": "LayerNorm",
    "linear": "Linear",
    "max_pool2d": "MaxPool2d",
    "mean": "Mean",
    "mul": "Multiply",
    "pad": "Pad",
    "relu": "ReLU",
    "relu6": "ReLU6",
    "sigmoid": "Sigmoid",
    "silu": "SiLU",
    "softmax": "Softmax",
}
_ALIASES = {"hardtanh": "relu6"}
"""Modules whose operator bears another name."""


def operator_name(row: LayerRow) -> str:
    """Return the class of the operator's own module (``BatchNorm2d``), or the name of a bare function (``Add``)."""
    module = row.module.lower()
    for plain in (row.operator.replace("_", ""), _ALIASES.get(row.operator, "")):
        if plain and module.startswith(plain):
            return row.module
    return _NAMES.get(row.operator, row.operator)


def device_name(name: str) -> str:
    """Return how a device is written: ``CPU``, ``CUDA:0``; ``CPU x86_64`` where its kind is known."""
    device, space, kind = name.partition(" ")
    return (device.upper() if device in ("cpu", "mps", "xpu") else device.replace("cuda", "CUDA", 1)) + space + kind


def window_and_stride(row: LayerRow) -> str:
    """Return ``3×3 / 2`` for a kernel of 3 with stride 2; empty for an operator without a kernel."""
    if not row.kernel_size:
        return ""
    text = window(row.kernel_size)
    if row.stride and any(step != 1 for step in row.stride):
        text += f" / {_one(row.stride)}"
    return text


def operator_title(row: LayerRow) -> str:
    """Return the name with kernel and stride: ``Conv2d 3×3 / 2``."""
    return f"{operator_name(row)} {window_and_stride(row)}".strip()


def description(row: LayerRow) -> str:
    """Return all that was chosen: ``Conv2d, 3×3, stride 2, padding 1, groups 32, no bias``."""
    parts = [operator_name(row)]
    if row.kernel_size:
        parts.append(window(row.kernel_size))
        if row.stride:
            parts.append(_tr("stride {0}").format(_one(row.stride)))
        if row.padding is not None:
            parts.append(_tr("padding {0}").format(_one(row.padding)))
        if row.dilation and any(step != 1 for step in row.dilation):
            parts.append(_tr("dilation {0}").format(_one(row.dilation)))
    if row.groups is not None and row.groups > 1:
        parts.append(_tr("groups {0}").format(row.groups))
    biased = _has_bias(row)
    if biased is not None:
        parts.append(_tr("bias") if biased else _tr("no bias"))
    return _tr(", ").join(parts)


def _has_bias(row: LayerRow) -> bool | None:
    """Tell from the number of parameters; None where it says nothing (shared or no parameters)."""
    if not row.params or not row.input_shapes or not row.output_shape:
        return None
    fan_in, fan_out = row.input_shapes[0], row.output_shape
    if row.operator == "linear":
        weights = fan_in[-1] * fan_out[-1]
        biases = fan_out[-1]
    elif row.operator == "conv2d" and row.kernel_size:
        weights = fan_out[0] * (fan_in[0] // (row.groups or 1)) * row.kernel_size[0] * row.kernel_size[-1]
        biases = fan_out[0]
    else:
        return None
    return {weights: False, weights + biases: True}.get(row.params)


def _one(sizes: Shape) -> str:
    return str(sizes[0]) if len(set(sizes)) == 1 else window(sizes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)
