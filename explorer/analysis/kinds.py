"""Operator → kind (one of ``network.KINDS``), for colours and words. No torch."""

from explorer.analysis.geometry import ADAPTIVE_POOLS, AVERAGE_POOLS, CONVOLUTIONS, MAX_POOLS, TRANSPOSED
from explorer.analysis.tracing.trace import OperatorCall


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


NORMS = frozenset(
    {"batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm", "local_response_norm", "_weight_norm"}
)
ACTIVATIONS = _names(
    """relu relu6 hardtanh leaky_relu prelu rrelu elu celu selu gelu silu mish sigmoid hardsigmoid log_sigmoid tanh
    hardswish softplus softsign softshrink hardshrink threshold softmax log_softmax clamp clamp_min clamp_max glu
    erf"""
)
SPECIAL_FUNCTIONS = _names(
    """elu celu selu gelu silu mish sigmoid log_sigmoid tanh softplus erf softmax log_softmax
    pow sqrt rsqrt exp exp2 expm1 log log2 log10 log1p logit erfc sin cos tan atan
    asin acos atan2 sinh cosh asinh acosh atanh hypot logaddexp sinc special_erfcx"""
)
"""Functions among activations and arithmetic that need an exponential, a logarithm, a root or a polynomial for them."""
POOLS = MAX_POOLS | AVERAGE_POOLS | ADAPTIVE_POOLS
REDUCTIONS = frozenset(
    {
        "mean", "sum", "prod", "amax", "amin", "max", "min", "argmax", "argmin", "var", "std", "var_mean", "std_mean",
        "linalg_vector_norm", "norm", "logsumexp", "all", "any",
    }
)  # fmt: skip
PRODUCTS = frozenset(
    {
        "linear", "matmul", "mm", "bmm", "addmm", "baddbmm", "mv", "dot", "einsum", "scaled_dot_product_attention",
        "bilinear", "lstm", "gru", "rnn_tanh", "rnn_relu", "lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell",
        "addbmm", "addmv", "inner", "outer", "tensordot", "vdot", "linalg_vecdot",
    }
)  # fmt: skip
ARITHMETIC = _names(
    """add sub rsub mul div maximum minimum pow sqrt rsqrt exp log neg abs square reciprocal addcmul addcdiv lerp
    exp2 expm1 log2 log10 log1p logit erfc tan atan sgn trunc frac fmod nan_to_num
    asin acos atan2 sinh cosh asinh acosh atanh hypot logaddexp sinc special_erfcx
    sign where masked_fill eq ne lt le gt ge floor ceil round floor_divide remainder sin cos logical_not
    bitwise_not cumsum"""
)
JOINS = frozenset({"cat", "stack"})
MOVES = _names(
    """view reshape flatten unflatten squeeze unsqueeze permute transpose swapaxes t movedim expand expand_as repeat
    numpy_T mT mH adjoint
    slice select narrow chunk split split_with_sizes unbind tensor_split contiguous clone to _to_copy copy pad
    constant_pad_nd reflection_pad1d reflection_pad2d reflection_pad3d replication_pad1d replication_pad2d
    replication_pad3d zero fill dropout feature_dropout alpha_dropout roll flip channel_shuffle pixel_shuffle
    pixel_unshuffle index index_select gather as_strided view_as reshape_as type_as unfold im2col zeros ones full empty
    new_zeros new_ones new_full new_empty zeros_like ones_like full_like empty_like eye arange linspace scalar_tensor
    repeat_interleave tril triu meshgrid rand randn randint rand_like randn_like embedding resolve_conj resolve_neg"""
)
UPSAMPLINGS = _names(
    """upsample_nearest1d upsample_nearest2d upsample_nearest3d _upsample_nearest_exact1d _upsample_nearest_exact2d
    _upsample_nearest_exact3d upsample_linear1d upsample_bilinear2d _upsample_bilinear2d_aa upsample_bicubic2d
    _upsample_bicubic2d_aa upsample_trilinear3d"""
)

_BY_NAME: dict[str, str] = (
    dict.fromkeys(NORMS, "norm")
    | dict.fromkeys(ACTIVATIONS, "activation")
    | dict.fromkeys(POOLS | REDUCTIONS, "pooling")
    | dict.fromkeys(PRODUCTS, "linear")
    | dict.fromkeys(JOINS, "join")
    | dict.fromkeys(MOVES | UPSAMPLINGS, "shape")
)


def kind_of(call: OperatorCall) -> str:
    """Return the kind of one operator call.

    Arithmetic goes by its role: a product with a spatially constant operand is
    a ``gate``, any other meeting of two paths a ``join``, what happens inside a
    normalisation module or with a learned vector is ``norm``, a function of one
    path alone ``activation``.
    """
    if call.name in CONVOLUTIONS or call.name in TRANSPOSED:
        return "depthwise" if call.arguments["groups"] > 1 else "conv"
    if call.name in ARITHMETIC:
        return _arithmetic(call)
    known = _BY_NAME.get(call.name)
    if known is not None:
        return known
    return "join" if len(call.values) > 1 else "shape"


def _arithmetic(call: OperatorCall) -> str:
    if "norm" in call.module.cls.lower():
        return "norm"
    if len(call.values) > 1:
        return "gate" if call.name == "mul" and _spatially_constant_operand(call) else "join"
    return "norm" if call.weights else "activation"


def _spatially_constant_operand(call: OperatorCall) -> bool:
    first, second = (value.spec.shape for value in call.values[:2])
    if len(first) != len(second):
        return False
    # One axis of four that is broadcast alone is the channel axis of a spatial attention map, which is no gate.
    channel = 1 if len(first) == 4 else -1
    return any(
        axis not in (0, channel) and one != other and 1 in (one, other)
        for axis, (one, other) in enumerate(zip(first, second, strict=True))
    )
