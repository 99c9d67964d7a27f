"""The words on the boxes of the graph: operator titles, block descriptions, counts and shapes. No Qt."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from explorer.analysis.rows import LayerRow, Shape

THIN = "\u202f"

JOIN_SYMBOLS = {
    "add": "+",
    "sub": "−",
    "rsub": "−",
    "mul": "×",
    "div": "÷",
    "cat": "‖",
    "stack": "‖",
    "maximum": "max",
    "minimum": "min",
}
"""Operators that are drawn as a small circle when two or more values meet in them."""

_NAMES = {
    "batch_norm": "BatchNorm",
    "layer_norm": "LayerNorm",
    "group_norm": "GroupNorm",
    "instance_norm": "InstanceNorm",
    "rms_norm": "RMSNorm",
    "local_response_norm": "LocalResponseNorm",
    "relu": "ReLU",
    "relu6": "ReLU6",
    "leaky_relu": "LeakyReLU",
    "prelu": "PReLU",
    "silu": "SiLU",
    "gelu": "GELU",
    "elu": "ELU",
    "hardswish": "Hardswish",
    "hardsigmoid": "Hardsigmoid",
    "hardtanh": "Hardtanh",
    "mul": "multiply",
    "div": "divide",
    "sub": "subtract",
    "cat": "concat",
    "max_pool2d": "max pool",
    "avg_pool2d": "average pool",
    "adaptive_avg_pool2d": "adaptive average pool",
    "adaptive_max_pool2d": "adaptive max pool",
    "scaled_dot_product_attention": "attention",
}
_PLURALS = {
    "conv": "conv",
    "depthwise": "depthwise",
    "norm": "norm",
    "activation": "activation",
    "pooling": "pool",
    "linear": "linear",
    "join": "join",
    "gate": "gate",
    "shape": "reshape",
}
PROPER_NAMES = ("MBConv", "ConvNeXt", "RepVGG", "RepLK", "ResNeXt", "ConvFFN")
"""Words of class names that are written as they are."""
NAMELESS = ("Sequential", "ModuleList", "ModuleDict", "Module", "")
"""Classes that say nothing of what they hold."""
_SCALES = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "K"))


@lru_cache(maxsize=4096)
def short_count(value: int) -> str:
    """Return a count with three significant digits: ``25.6 M``, ``9.54 K``, ``640``."""
    for scale, letter in _SCALES:
        # 999,600 is 1.00 M and not 1000 K
        if value >= scale * 0.9995:
            figure = value / scale
            decimals = 2 if figure < 9.995 else 1 if figure < 99.95 else 0
            return f"{figure:.{decimals}f}{THIN}{letter}"
    return str(value)


@lru_cache(maxsize=4096)
def shape_text(shape: Shape) -> str:
    """Return a shape as people read it: ``128 × 28 × 28``."""
    return " × ".join(str(size) for size in shape) or "1"


def operator_name(row: LayerRow) -> str:
    """Return the operator's plain name: ``ReLU``, ``max pool``, ``flatten``."""
    if row.operator == "hardtanh" and row.module == "ReLU6":
        return "ReLU6"
    return _NAMES.get(row.operator, row.operator.strip("_").replace("_", " "))


def window_text(row: LayerRow) -> str:
    """Return kernel, stride and dilation where they matter: ``3×3 / 2``, ``3×3 d2``; empty without a kernel."""
    return _window_text(row.kernel_size, row.stride, row.dilation) if row.kernel_size else ""


@lru_cache(maxsize=1024)
def _window_text(kernel: Shape, stride: Shape | None, dilation: Shape | None) -> str:
    text = "×".join(str(size) for size in kernel)
    if stride and any(step != 1 for step in stride):
        text += f" / {_one(stride)}"
    if dilation and any(step != 1 for step in dilation):
        text += f" d{_one(dilation)}"
    return text


def operator_title(row: LayerRow, kind: str) -> str:
    """Return what an operator does at a glance: ``3×3 / 2, 128``, ``linear, 1000``, ``max pool 3×3 / 2``."""
    window = window_text(row)
    if kind in ("conv", "depthwise"):
        channels = row.output_shape[0] if row.output_shape else 0
        if kind == "depthwise":
            one_each = row.groups == (row.input_shapes[0][0] if row.input_shapes and row.input_shapes[0] else None)
            window += " depthwise" if one_each else f" in {row.groups} groups"
        return f"{window}, {channels}"
    if kind == "linear" and row.output_shape:
        return f"{operator_name(row)}, {row.output_shape[-1]}"
    if kind == "pooling":
        if row.operator.startswith("adaptive") and set(row.output_shape[1:]) == {1}:
            return operator_name(row).replace("adaptive", "global")
        return f"{operator_name(row)} {window}".strip()
    return operator_name(row)


@lru_cache(maxsize=4096)
def short_path(path: str) -> str:
    """Return the last name of a path, with those before it where it is a number: ``denselayer3``, ``layer2.0``."""
    parts = path.split(".")
    start = len(parts) - 1
    while start and parts[start][:1].isdigit():
        start -= 1
    return ".".join(parts[start:])


def class_words(cls: str) -> str:
    """Return a class name as words: ``BasicBlock`` → ``basic block``; acronyms stay: ``MBConv``, ``CN block``."""
    cls = cls.strip("_")
    for name in PROPER_NAMES:
        before, found, after = cls.partition(name)
        if found:
            return " ".join(filter(None, (class_words(before), name, class_words(after))))
    words = re.findall(r"[A-Z]{2,}(?=[A-Z][a-z]|\d|$)|[A-Z]+[a-z0-9]*|[a-z0-9]+|\d+", cls)
    plain = [
        # Acronyms and the letter of a series keep their capitals: "SE block", "inception A".
        word if sum(letter.isupper() for letter in word) > 1 or (number and len(word) == 1) else word.lower()
        for number, word in enumerate(words)
    ]
    return " ".join(plain)


def describe_block(cls: str, child_classes: Sequence[str], kinds: Iterable[str], came: Shape, left: Shape) -> str:
    """Return one honest line on a block: what it is or consists of, its channels, and whether it halves the grid.

    Args:
        cls: class of the block's module.
        child_classes: classes of the blocks directly inside.
        kinds: kinds of all operators inside.
        came: shape that enters (of the first value).
        left: shape that leaves.
    """
    if cls in NAMELESS:
        one = len(set(child_classes)) == 1 and child_classes[0] not in NAMELESS
        what = class_words(child_classes[0]) if one else _count_kinds(kinds)
    else:
        what = class_words(cls)
    parts = [what]
    if left:
        parts.append(f"{left[0]} out")
    step = _grid_step(came, left)
    if step > 1:
        parts.append("halves the grid" if step == 2 else f"grid ÷ {step}")
    return ", ".join(parts)


def _grid_step(came: Shape, left: Shape) -> int:
    """By what the grid is divided, up to the border that padding does not cover; 1 if by nothing whole."""
    if len(came) != 3 or len(left) != 3 or not (left[1] and left[2]):
        return 1
    steps = {round(before / after) for before, after in zip(came[1:], left[1:], strict=True)}
    step = steps.pop()
    whole = all(abs(before - after * step) <= step for before, after in zip(came[1:], left[1:], strict=True))
    return step if whole and not steps else 1


def _count_kinds(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    telling = [kind for kind in ("conv", "depthwise", "linear", "pooling") if counts[kind]]
    chosen = telling or [kind for kind, _ in counts.most_common(2)]
    return " + ".join(f"{counts[kind]} {_PLURALS.get(kind, kind)}" for kind in chosen[:3])


def _one(sizes: Shape) -> str:
    return str(sizes[0]) if len(set(sizes)) == 1 else "×".join(str(size) for size in sizes)
