"""What the nodes of an autograd graph are, by their names: activation functions, linear operators, pools, norms."""

import re
from collections.abc import Iterable
from functools import lru_cache

import torch
from torch.autograd.graph import Node

Edge = tuple[Node | None, int]
"""A tensor's place in the graph: the node that made it, and which of its results it is."""


def kinds(names: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(names.split())


ACTIVATIONS = kinds(
    "Relu Hardtanh LeakyRelu PreluKernel RreluWithNoise RreluWithNoiseFunctional Elu Celu Gelu Silu Mish Hardswish"
    " Softplus Threshold Clamp ClampMin ClampMax Sigmoid Hardsigmoid LogSigmoid Tanh Hardshrink Softshrink"
)
# Never falling, so that a gradient's sign above is its sign below. (A PReLU's slope may be negative.)
RISING = kinds(
    "Relu Hardtanh Elu Celu Softplus Threshold Clamp ClampMin ClampMax Sigmoid Hardsigmoid LogSigmoid Tanh Hardshrink"
    " Softshrink"
)
# Python-side autograd functions (memory-saving swish and the like) are named by their authors.
_ACTIVATION_BY_NAME = re.compile(r"swish|mish|silu|relu|gelu", re.IGNORECASE)

CLAMPS = kinds("Clamp ClampMin ClampMax")
# What torch puts around a module that has a hook on its backward pass; it passes everything on.
_PASSING = " BackwardHookFunction"

LINEAR = kinds(
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
    " UpsampleBicubic2D UpsampleBicubic2DAa MaxUnpool2D MaxUnpool3D" + _PASSING
)
MATRIX_PRODUCTS = kinds("Addmm Mm Bmm Baddbmm Mv Matmul")
MAX_POOLS = kinds(
    "MaxPool2DWithIndices MaxPool3DWithIndices MaxPool2D MkldnnMaxPool2D AdaptiveMaxPool2D AdaptiveMaxPool3D"
    " FractionalMaxPool2D FractionalMaxPool3D Amax Max"
)
BATCH_NORMS = kinds(
    "NativeBatchNorm NativeBatchNormLegit NativeBatchNormLegitNoTraining CudnnBatchNorm MiopenBatchNorm"
)
ELEMENTWISE = ACTIVATIONS | kinds("Abs Add Sub Rsub Mul Div Neg Exp Erf Clone" + _PASSING)
GATES = kinds("Sigmoid Hardsigmoid Softmax")
RESHAPES = kinds(
    "Expand View UnsafeView ReshapeAlias AsStrided Unsqueeze Squeeze Permute Transpose Alias Clone"
    " UpsampleNearest2D UpsampleBilinear2D" + _PASSING
)


def kind_of(node: Node) -> str:
    """``ReluBackward0`` is a ``Relu``."""
    return _kind_of_name(node.name())


@lru_cache(maxsize=1024)
def _kind_of_name(name: str) -> str:
    return re.sub(r"Backward\d*$", "", name)


@lru_cache(maxsize=1024)
def is_activation_by_name(kind: str) -> bool:
    return _ACTIVATION_BY_NAME.search(kind) is not None


def size_of(edge: Edge) -> int:
    """Number of elements of the tensor at ``edge``."""
    node, index = edge
    shape: Iterable[int] = node._input_metadata[index].shape  # type: ignore[union-attr]
    return int(torch.Size(shape).numel())
