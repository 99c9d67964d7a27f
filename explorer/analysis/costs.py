"""What one operator call costs: multiply-accumulates, other operations, bytes. One pure function per operator.

Conventions (E = elements of the output, batch 1):

* ``macs``: convolutions and matrix products; taps that fall on padding are
  counted, as every published figure does. A transposed convolution counts
  input elements × C_out / groups × kernel area, a product of many factors
  those of the pairs in which torch takes them.
* ``flops`` = 2·macs + everything else, each in its own field of :class:`Work`:
  ``bias`` one addition per element; ``norm`` batch norm 2E (folded scale and
  shift; 8E in training, where statistics are computed), layer, group and
  instance norm 8E (mean, variance, normalising, scale and shift), RMS norm 4E,
  weight norm 3E (E are the elements of the weight);
  ``activation`` E; ``special`` E for functions that need an exponential, a
  logarithm, a root or the like, softmax 5E; ``pooling`` kernel area × E, global
  and adaptive pooling and other reductions their input elements;
  ``elementwise`` E for arithmetic, an interpolated element its taps. Views,
  copies, padding, concatenation and dropout count nothing.
* bytes: every tensor that is read or written once; a view moves nothing.

An operator without a rule is named in ``Cost.note``; nothing is guessed. No torch.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from explorer.analysis.contractions import contraction, pairs
from explorer.analysis.geometry import (
    ADAPTIVE_POOLS,
    AVERAGE_POOLS,
    CONVOLUTIONS,
    MAX_POOLS,
    TRANSPOSED,
    geometry,
)
from explorer.analysis.kinds import (
    ACTIVATIONS,
    ARITHMETIC,
    JOINS,
    MOVES,
    REDUCTIONS,
    SPECIAL_FUNCTIONS,
    UPSAMPLINGS,
)
from explorer.analysis.rows import Work
from explorer.analysis.tracing.trace import OperatorCall


@dataclass(frozen=True, slots=True)
class Cost:
    """Operations and memory traffic of one call."""

    work: Work
    bytes_read: int
    bytes_written: int
    note: str = ""


def cost_of(call: OperatorCall) -> Cost:
    """Return what ``call`` costs."""
    rule = RULES.get(call.name)
    work = rule(call) if rule is not None else None
    note = "" if work is not None else f"unknown operator: {call.name}"
    read, written = _traffic(call)
    return Cost(work or Work(), read, written, note)


def _traffic(call: OperatorCall) -> tuple[int, int]:
    if call.is_view or (call.in_place and call.name in _IDLE_IN_EVALUATION):
        return 0, 0
    # What is overwritten whole is not read.
    operands = call.operands[1:] if call.in_place and call.name in _OVERWRITES else call.operands
    return sum(operand.spec.nbytes for operand in operands), sum(output.nbytes for output in call.outputs)


_IDLE_IN_EVALUATION = frozenset({"dropout", "feature_dropout", "alpha_dropout"})
_OVERWRITES = frozenset({"copy", "fill", "zero"})


def _convolution(call: OperatorCall) -> Work:
    elements = call.output.elements
    return Work(macs=elements * prod(call.shape_of("weight")[1:]), bias=_bias(call))


def _transposed(call: OperatorCall) -> Work:
    return Work(macs=prod(call.shape_of("input")) * prod(call.shape_of("weight")[1:]), bias=_bias(call))


def _linear(call: OperatorCall) -> Work:
    return Work(macs=call.output.elements * call.shape_of("weight")[-1], bias=_bias(call))


def _bias(call: OperatorCall) -> int:
    return call.output.elements if call.operand("bias") is not None else 0


def _product_of(name: str) -> Callable[[OperatorCall], Work]:
    def rule(call: OperatorCall) -> Work:
        return Work(macs=call.output.elements * call.shape_of(name)[-1])

    return rule


def _biased_product_of(name: str) -> Callable[[OperatorCall], Work]:
    def rule(call: OperatorCall) -> Work:
        return Work(macs=call.output.elements * call.shape_of(name)[-1], bias=call.output.elements)

    return rule


def _contraction(call: OperatorCall) -> Work | None:
    product = contraction(call)
    return None if product is None else Work(macs=sum(count for count, _ in pairs(product)))


def _einsum(call: OperatorCall) -> Work | None:
    product = contraction(call)
    if product is None:
        return None
    if len(product.factors) == 1:
        is_sum = any(label not in product.result for label in product.labels[0])
        return Work(pooling=product.factors[0].spec.elements if is_sum else 0)
    steps = list(pairs(product, call.arguments.get("path")))
    # A step that sums over nothing is a multiplication of elements.
    return Work(
        macs=sum(count for count, is_summed in steps if is_summed),
        elementwise=sum(count for count, is_summed in steps if not is_summed),
    )


def _biased_contraction(call: OperatorCall) -> Work | None:
    work = _contraction(call)
    return None if work is None else replace(work, bias=call.output.elements)


def _attention(call: OperatorCall) -> Work:
    query, key, value = (call.shape_of(name) for name in ("query", "key", "value"))
    scores = prod(query[:-1]) * key[-2]
    return Work(macs=scores * (query[-1] + value[-1]), special=5 * scores)


def _dot(call: OperatorCall) -> Work:
    return Work(macs=call.shape_of("self")[0])


def _vectors_dot(call: OperatorCall) -> Work:
    return Work(macs=call.output.elements * call.shape_of("x")[call.arguments["dim"]])


_GATES = {"lstm": (5, 4), "gru": (3, 5), "rnn_tanh": (1, 0), "rnn_relu": (0, 1)}
"""Special functions and arithmetic of one hidden unit in one step; a plain cell's ReLU counts as arithmetic."""


def _recurrent(call: OperatorCall) -> Work | None:
    weights = call.arguments.get("params")
    if weights is None:
        return None  # packed sequences have lengths that shapes do not tell
    shapes = [weight.spec.shape for weight in weights]
    steps = prod(call.shape_of("input")[:-1])
    # Input weights come before recurrent ones, whose second axis is the hidden state.
    recurrent = [second for first, second in pairwise(shapes) if len(first) == len(second) == 2]
    hidden = sum(shape[1] for shape in recurrent)
    special, arithmetic = _GATES[call.name]
    return Work(
        macs=steps * sum(prod(shape) for shape in shapes if len(shape) == 2),
        bias=steps * sum(shape[0] for shape in shapes if len(shape) == 1),
        special=steps * special * hidden,
        elementwise=steps * arithmetic * hidden,
    )


def _recurrent_cell(call: OperatorCall) -> Work:
    batch = prod(call.shape_of("input")[:-1])
    inputs, recurrent = call.shape_of("w_ih"), call.shape_of("w_hh")
    special, arithmetic = _GATES[call.name.removesuffix("_cell")]
    return Work(
        macs=batch * (prod(inputs) + prod(recurrent)),
        bias=batch * sum(call.shape_of(name)[0] for name in ("b_ih", "b_hh") if call.operand(name) is not None),
        special=batch * special * recurrent[1],
        elementwise=batch * arithmetic * recurrent[1],
    )


def _per_element(kind: str, factor: int = 1) -> Callable[[OperatorCall], Work]:
    def rule(call: OperatorCall) -> Work:
        return Work(**{kind: factor * call.output.elements})

    return rule


def _batch_norm(call: OperatorCall) -> Work:
    return Work(norm=(8 if call.arguments["training"] else 2) * call.output.elements)


def _reduction(call: OperatorCall) -> Work:
    return Work(pooling=call.operands[0].spec.elements if call.operands else 0)


def _pooling(call: OperatorCall) -> Work:
    windows = geometry(call)
    assert windows is not None
    return Work(pooling=call.output.elements * prod(windows.kernel_size))


def _nothing(_: OperatorCall) -> Work:
    return Work()


def _upsampling(call: OperatorCall) -> Work:
    taps = next((taps for word, taps in _TAPS.items() if word in call.name), 0)
    return Work(elementwise=taps * call.output.elements)


_TAPS = {"trilinear": 8, "bilinear": 4, "bicubic": 16, "upsample_linear": 2}
"""Input elements that one interpolated element weighs; nearest only copies."""


Rule = Callable[[OperatorCall], Work | None]

RULES: dict[str, Rule] = {
    **dict.fromkeys(CONVOLUTIONS, _convolution),
    **dict.fromkeys(TRANSPOSED, _transposed),
    **dict.fromkeys(MAX_POOLS | AVERAGE_POOLS, _pooling),
    **dict.fromkeys(ADAPTIVE_POOLS | REDUCTIONS, _reduction),
    **dict.fromkeys(ACTIVATIONS, _per_element("activation")),
    **dict.fromkeys(ARITHMETIC, _per_element("elementwise")),
    **dict.fromkeys(SPECIAL_FUNCTIONS, _per_element("special")),
    **dict.fromkeys(JOINS | MOVES, _nothing),
    **dict.fromkeys(UPSAMPLINGS, _upsampling),
    "linear": _linear,
    "matmul": _product_of("self"),
    "mm": _product_of("self"),
    "bmm": _product_of("self"),
    "addmm": _biased_product_of("mat1"),
    "baddbmm": _biased_product_of("batch1"),
    "mv": _product_of("self"),
    "addmv": _biased_product_of("mat"),
    **dict.fromkeys(("dot", "vdot"), _dot),
    "linalg_vecdot": _vectors_dot,
    **dict.fromkeys(_GATES, _recurrent),
    **dict.fromkeys((f"{name}_cell" for name in _GATES), _recurrent_cell),
    "einsum": _einsum,
    **dict.fromkeys(("inner", "tensordot"), _contraction),
    "addbmm": _biased_contraction,
    "outer": _per_element("elementwise"),
    "scaled_dot_product_attention": _attention,
    "batch_norm": _batch_norm,
    "layer_norm": _per_element("norm", 8),
    "group_norm": _per_element("norm", 8),
    "instance_norm": _per_element("norm", 8),
    "rms_norm": _per_element("norm", 4),
    "_weight_norm": _per_element("norm", 3),
    "softmax": _per_element("special", 5),
    "log_softmax": _per_element("special", 5),
    "addcmul": _per_element("elementwise", 2),
    "addcdiv": _per_element("elementwise", 2),
    "lerp": _per_element("elementwise", 3),
}
"""The rule of every known operator, by name; a rule gives None for a form that it does not know."""
