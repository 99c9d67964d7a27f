"""Backward rules: DeconvNet and guided backpropagation as edits of one call's autograd graph.

At an activation y = f(x) with gradient g arriving from above, the three rules
pass down
    gradient   g·f'(x)
    deconv     max(g, 0)                    Zeiler & Fergus 2013, §2.1
    guided     max(g, 0)·max(f'(x), 0)      Springenberg et al. 2014, §3.4
Convolutions, dense layers, additions, concatenations, average pooling and
batch normalisation in evaluation are linear, and their gradient is the
transposed operator; max-pooling's gradient puts each value where the maximum
was (the switches), adding up where overlapping windows share it.

What the papers leave open, the same for ``deconv`` and ``guided``:
    gates (squeeze-and-excitation and the like)     the gate is a constant
    x·sigmoid(x) and the like, written out          one activation function, without
                                                    constant factors outside the product
    layer, group and instance normalisation         mean and variance are constants
    x/(1 + |x|) (softsign) and the like             one activation function
    division by anything else that depends on x
    (local response normalisation)                  the divisor is a constant
    anything not listed                             plain gradient, and reported

The edits are hooks on the graph nodes of a single forward pass: neither the
network nor any other call can see them, and they die with the graph.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node

from explorer.errors import UsageError

RULES: tuple[str, ...] = ("deconv", "guided", "gradient")

Gradients = Sequence[Tensor | None]
Hook = Callable[[Gradients, Gradients], tuple[Tensor | None, ...]]
Edge = tuple[Node | None, int]


def _kinds(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ACTIVATIONS = _kinds(
    "Relu Hardtanh LeakyRelu PreluKernel RreluWithNoise RreluWithNoiseFunctional Elu Celu Gelu Silu Mish Hardswish"
    " Softplus Threshold Clamp ClampMin ClampMax Sigmoid Hardsigmoid LogSigmoid Tanh Hardshrink Softshrink"
)
# Never falling, so that a gradient's sign above is its sign below. (A PReLU's slope may be negative.)
_RISING = _kinds(
    "Relu Hardtanh Elu Celu Softplus Threshold Clamp ClampMin ClampMax Sigmoid Hardsigmoid LogSigmoid Tanh Hardshrink"
    " Softshrink"
)
# Python-side autograd functions (memory-saving swish and the like) are named by their authors.
_ACTIVATION_BY_NAME = re.compile(r"swish|mish|silu|relu|gelu", re.IGNORECASE)

_LINEAR = _kinds(
    "Convolution ConvolutionOverrideable CudnnConvolution MiopenConvolution MiopenDepthwiseConvolution"
    " MkldnnConvolution MpsConvolution NnpackSpatialConvolution SlowConv2D SlowConvDilated2D ConvDepthwise2D"
    " CudnnConvolutionTranspose MpsConvolutionTranspose SlowConvTranspose2D Linear MkldnnLinear"
    " Addmm Mm Bmm Baddbmm Mv Matmul T Add Sub Rsub Neg Cat Stack Split UnsafeSplit SplitWithSizes"
    " UnsafeSplitWithSizes Chunk Unbind Slice Select Index IndexSelect View UnsafeView Reshape ReshapeAlias ReshapeCopy"
    " MkldnnReshape Permute Transpose Expand Repeat Unsqueeze Squeeze Clone Alias ToCopy AsStrided Roll Flip"
    " AvgPool2D AvgPool3D AdaptiveAvgPool2D AdaptiveAvgPool3D MkldnnAdaptiveAvgPool2D Mean Sum Cumsum ConstantPadNd"
    " ReflectionPad1D ReflectionPad2D ReflectionPad3D ReplicationPad1D ReplicationPad2D ReplicationPad3D"
    " PixelShuffle PixelUnshuffle ChannelShuffle Rot90 Diagonal Triu Tril Unfold Im2Col Col2Im Gather"
    " UpsampleNearest1D UpsampleNearest2D UpsampleNearest3D UpsampleNearestExact1D UpsampleNearestExact2D"
    " UpsampleNearestExact3D UpsampleLinear1D UpsampleBilinear2D UpsampleBilinear2DAa UpsampleTrilinear3D"
    " UpsampleBicubic2D UpsampleBicubic2DAa MaxUnpool2D MaxUnpool3D Amax Max"
)
_MAX_POOLS = _kinds(
    "MaxPool2DWithIndices MaxPool3DWithIndices MaxPool2D MkldnnMaxPool2D AdaptiveMaxPool2D FractionalMaxPool2D"
)
_BATCH_NORMS = _kinds(
    "NativeBatchNorm NativeBatchNormLegit NativeBatchNormLegitNoTraining CudnnBatchNorm MiopenBatchNorm"
)
_ELEMENTWISE = _ACTIVATIONS | _kinds("Abs Add Sub Rsub Mul Div Neg Exp Erf Clone")
_GATES = _kinds("Sigmoid Hardsigmoid Softmax")
_RESHAPES = _kinds(
    "Expand View UnsafeView ReshapeAlias Unsqueeze Squeeze Permute Transpose Alias Clone"
    " UpsampleNearest2D UpsampleBilinear2D"
)


@dataclass(frozen=True, slots=True)
class RuleReport:
    """Which rules a projection used."""

    applied: dict[str, int]
    """How often each acted: ``activation``, ``gate``, ``statistics``."""
    switches: int
    """Max-pools below the layer. Without any, a DeconvNet projection does not depend on the picture."""
    unknown: tuple[str, ...]
    """Autograd nodes without a rule, for which the plain gradient stands."""


def rewrite(output: Node, leaf: Node, rule: str) -> RuleReport:
    """Hook the graph between ``output`` and ``leaf`` so that its backward pass follows ``rule``.

    Args:
        output: the layer's node.
        leaf: the node that accumulates the picture's gradient.
        rule: one of :data:`RULES`.

    Raises:
        UsageError: there is no such rule.
    """
    if rule not in RULES:
        raise UsageError(f"there is no backward rule {rule!r}; choose one of {', '.join(RULES)}")
    dependent = _between(output, leaf)
    applied: Counter[str] = Counter()
    unknown: dict[str, None] = {}
    switches = 0
    seen = {output}
    stack = [output]
    while stack:
        node = stack.pop()
        dropped: int | None = None
        if node is not leaf:
            kind = _kind(node)
            switches += kind in _MAX_POOLS
            if rule != "gradient":
                edit = _edit(node, kind, dependent, rule)
                if edit is None:
                    unknown.setdefault(node.name())
                elif edit.hook is not None:
                    node.register_hook(edit.hook)
                    applied[edit.name] += 1
                    dropped = edit.dropped
        for position, (below, _) in enumerate(node.next_functions):
            if position != dropped and below in dependent and below not in seen:
                seen.add(below)
                stack.append(below)
    return RuleReport(dict(applied), switches, tuple(unknown))


def topmost_activation(output: Node) -> Node | None:
    """Return the activation function whose result ``output`` is, perhaps reshaped; None if it is another operator's."""
    node: Node | None = output
    while node is not None and _kind(node) in _RESHAPES:
        node = node.next_functions[0][0]
    if node is not None and (_kind(node) in _ACTIVATIONS or _is_activation_by_name(_kind(node))):
        return node
    return None


@dataclass(frozen=True, slots=True)
class _Edit:
    """What becomes of one node: nothing if there is no hook."""

    name: str = ""
    hook: Hook | None = None
    dropped: int | None = None
    """The operand that counts as a constant, below which nothing needs a rule."""


_PLAIN = _Edit()


def _edit(node: Node, kind: str, dependent: set[Node], rule: str) -> _Edit | None:
    """The edit of one node, or None if no rule is known for its kind."""
    if kind in _ACTIVATIONS:
        guided = _rectify_guided_rising if kind in _RISING else _rectify_guided
        return _Edit("activation", _rectify_over if rule == "deconv" else guided)
    if _is_activation_by_name(kind):
        return _Edit("activation", _rectify if rule == "deconv" else _rectify_guided)
    if kind in _LINEAR or kind in _MAX_POOLS:
        return _PLAIN
    if kind in _BATCH_NORMS:
        return _Edit("statistics", _batch_norm_hook(node)) if _in_training(node, kind) else _PLAIN
    if kind == "NativeLayerNorm":
        return _Edit("statistics", _layer_norm_hook(node))
    if kind == "NativeGroupNorm":
        return _Edit("statistics", _group_norm_hook(node))
    if kind in ("Mul", "Div"):
        operands = [edge for edge in node.next_functions if edge[0] in dependent]
        if len(operands) < 2:
            # Times a constant; or a constant divided by x, which is not linear.
            divides_by_x = kind == "Div" and bool(operands) and node.next_functions[0][0] not in dependent
            return None if divides_by_x else _PLAIN
        return _quotient_edit(node, dependent, rule) if kind == "Div" else _product_edit(node, dependent, rule)
    return None


def _kind(node: Node) -> str:
    """``ReluBackward0`` is a ``Relu``."""
    return _kind_of_name(node.name())


@lru_cache(maxsize=1024)
def _kind_of_name(name: str) -> str:
    return re.sub(r"Backward\d*$", "", name)


@lru_cache(maxsize=1024)
def _is_activation_by_name(kind: str) -> bool:
    return _ACTIVATION_BY_NAME.search(kind) is not None


def _between(output: Node, leaf: Node) -> set[Node]:
    """The nodes on a way from ``output`` down to ``leaf``: everything that depends on the picture."""
    above: dict[Node, list[Node]] = {output: []}
    stack = [output]
    while stack:
        node = stack.pop()
        for below, _ in node.next_functions:
            if below is None:
                continue
            if below not in above:
                above[below] = []
                stack.append(below)
            above[below].append(node)
    dependent: set[Node] = set()
    stack = [leaf] if leaf in above else []
    while stack:
        node = stack.pop()
        if node not in dependent:
            dependent.add(node)
            stack.extend(above[node])
    return dependent


# ---------------------------------------------------------------- products


def _product_edit(node: Node, dependent: set[Node], rule: str) -> _Edit | None:
    """The edit of a·b where both depend on the picture."""
    operands = node.next_functions
    chains = [_elementwise_chain(edge, dependent) for edge in operands]
    if operands[0] != operands[1] and set(chains[0]) & set(chains[1]):
        # x·sigmoid(x) in any spelling: the longer chain is the function, the shorter one leads to x.
        gate = 0 if len(chains[0]) > len(chains[1]) else 1
        return _Edit("activation", _rectify_product(gate, rule), dropped=gate)
    sizes = [_size(edge) for edge in operands]
    for position, edge in enumerate(operands):
        if _is_gate(edge) or sizes[position] < sizes[1 - position]:
            return _Edit("gate", _drop(position), dropped=position)
    return None


def _quotient_edit(node: Node, dependent: set[Node], rule: str) -> _Edit:
    """The edit of a/b where both depend on the picture."""
    above, below = (_elementwise_chain(edge, dependent) for edge in node.next_functions)
    if above[0] in below[1:]:
        # x/(1 + |x|) (softsign) or x/(1 + exp(-x)) (swish): a function of the one unit, not a normalisation.
        return _Edit("activation", _rectify_product(1, rule), dropped=1)
    return _Edit("statistics", _drop(1), dropped=1)


def _elementwise_chain(edge: Edge, dependent: set[Node]) -> list[Edge]:
    """``edge`` and what lies below it as long as each node is a function of one tensor, unit by unit."""
    chain = [edge]
    while len(chain) < 12:
        node = chain[-1][0]
        if node is None or _kind(node) not in _ELEMENTWISE:
            break
        below = [operand for operand in node.next_functions if operand[0] in dependent]
        if len(below) != 1 or _size(below[0]) != _size(edge):
            break
        chain.append(below[0])
    return chain


def _is_gate(edge: Edge) -> bool:
    """Whether the tensor at ``edge`` is a squashing function's output, perhaps reshaped."""
    node = edge[0]
    while node is not None and _kind(node) in _RESHAPES:
        node = node.next_functions[0][0]
    return node is not None and _kind(node) in _GATES


def _size(edge: Edge) -> int:
    """Number of elements of the tensor at ``edge``."""
    node, index = edge
    shape: Iterable[int] = node._input_metadata[index].shape  # type: ignore[union-attr]
    return int(torch.Size(shape).numel())


# ---------------------------------------------------------------- hooks: (gradients below, gradients above) -> below


def _rectify(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    return (_positive(above[0]), *(None for _ in below[1:]))


def _rectify_over(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    # torch's own activations have just made what is below, so it may be written over: half the memory to touch.
    gradient, passed = above[0], below[0]
    if gradient is None or passed is None or passed.dtype is not gradient.dtype:
        return _rectify(below, above)
    return (torch.clamp(gradient, min=0, out=passed), *(None for _ in below[1:]))


def _rectify_guided_rising(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    passed = below[0]
    return (None if passed is None else passed.clamp_(min=0), *(None for _ in below[1:]))


def _rectify_guided(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    # below is g·f'(x): where g is positive, its positive part is max(g, 0)·max(f', 0).
    gradient, passed = above[0], below[0]
    if gradient is None or passed is None:
        return tuple(below)
    # threshold_backward keeps its first operand where the second is above 0: one pass instead of two.
    kept = torch.ops.aten.threshold_backward(passed.clamp(min=0), gradient, 0)
    return (kept, *(None for _ in below[1:]))


def _rectify_product(gate: int, rule: str) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        # Guided: the slope of x·s(x) is taken to be s(x).
        kept = _positive(above[0]) if rule == "deconv" else _rectify_guided((below[1 - gate],), above)[0]
        return tuple(None if position == gate else kept for position in range(2))

    return hook


def _drop(position: int) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        return tuple(None if index == position else gradient for index, gradient in enumerate(below))

    return hook


def _scale_by(factor: Tensor) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        gradient = above[0]
        return (None if gradient is None else gradient * factor, *(None for _ in below[1:]))

    return hook


def _positive(gradient: Tensor | None) -> Tensor | None:
    return None if gradient is None else gradient.clamp(min=0)


# ---------------------------------------------------------------- normalisation: y = (x - mean) / deviation · weight


def _saved(node: Node, name: str) -> Any:
    return getattr(node, f"_saved_{name}")


def _in_training(node: Node, kind: str) -> bool:
    return kind != "NativeBatchNormLegitNoTraining" and bool(_saved(node, "training"))


def _layer_norm_hook(node: Node) -> Hook:
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    return _scale_by(inverse if weight is None else inverse * weight)


def _group_norm_hook(node: Node) -> Hook:
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    batch, channels, groups = int(_saved(node, "N")), int(_saved(node, "C")), int(_saved(node, "group"))
    factor = inverse.reshape(batch, groups, 1).expand(batch, groups, channels // groups).reshape(batch, channels)
    if weight is not None:
        factor = factor * weight
    spatial = len(_saved(node, "input").shape) - 2
    return _scale_by(factor.reshape(batch, channels, *(1 for _ in range(spatial))))


def _batch_norm_hook(node: Node) -> Hook:
    # Batch statistics at inference: an instance norm, which folds the batch into the channels.
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    factor = inverse if weight is None else inverse * weight
    spatial = len(_saved(node, "input").shape) - 2
    return _scale_by(factor.reshape(1, -1, *(1 for _ in range(spatial))))
