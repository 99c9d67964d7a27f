"""An independent check of exact receptive fields: which units does a NaN in one input line reach?

The unmodified network runs on inputs that hold NaN in one row (or column)
each. Every element of every operator's output is compared: the first and last
line from which NaN reaches it, against the bounds that the rules give. Along
the local path the gates are cut: NaN in an operand that the local path leaves
out is replaced by a number, and a normalisation over positions passes NaN on
only where its input has it.
"""

import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import timm
import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.geometry import CONVOLUTIONS
from explorer.analysis.receptive.bounds import FAR
from explorer.analysis.receptive.fields import varying
from explorer.analysis.receptive.meetings import NORMALISATIONS
from explorer.analysis.receptive.receptive_field import Fields, receptive_fields
from explorer.analysis.receptive.rules import RULES
from explorer.analysis.receptive.steps import Step, aligned_ranks
from explorer.analysis.tracing.recorder import NO_OPERATION
from explorer.analysis.tracing.trace import Trace, Value
from explorer.models import registry

TORCHVISION = {
    "alexnet": 80,
    "vgg11": 40,
    "resnet18": 48,
    "resnet50": 40,
    "resnext50_32x4d": 40,
    "densenet121": 48,
    "googlenet": 48,
    "inception_v3": 80,
    "mobilenet_v2": 48,
    "mobilenet_v3_small": 48,
    "mnasnet0_5": 48,
    "efficientnet_b0": 48,
    "shufflenet_v2_x0_5": 48,
    "squeezenet1_1": 48,
    "regnet_y_400mf": 48,
    "convnext_tiny": 48,
}
TIMM = {
    "mobilenetv1_100": 48,
    "tf_efficientnet_b0": 48,
    "legacy_seresnet18": 48,
    "ecaresnet26t": 48,
    "resnest14d": 48,
    "skresnet18": 48,
    "res2net50_14w_8s": 40,
    "convnextv2_atto": 48,
    "inception_next_atto": 48,
    "hrnet_w18_small": 64,
    "dla34": 64,
    "resnetv2_50": 40,
}
OWN = {
    "lenet5_original": 32,
    "shufflenet_v1_g8_x0_5": 48,
    "legacy_senet154": 32,
    "legacy_xception": 71,
    "ghostnet_100": 48,
}
"""Networks, and an input side that is small but lets each of their maps have units."""


def build(name: str) -> tuple[nn.Module, int]:
    """Return a network with random weights in evaluation mode, and how many channels it takes."""
    torch.manual_seed(0)
    if name in TORCHVISION:
        options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
        return models.get_model(name, weights=None, **options).eval(), 3
    if name in TIMM:
        return timm.create_model(name).eval(), 3
    architecture = registry.get(name)
    return architecture.build(), architecture.input_shape[0]


@dataclass
class Verdict:
    """What the comparison found."""

    nodes: int = 0
    """Operators times axes."""
    elements: int = 0
    mismatches: list[str] = field(default_factory=list)
    flagged: int = 0
    """Bounds that say themselves that they may be too wide; these must hold everything that NaN reaches."""


def compare(module: nn.Module, shape: tuple[int, ...], *, through_gates: bool = False, lines: int = 32) -> Verdict:
    """Compare every operator of ``module`` along both axes."""
    trace = analyze(module, shape).trace
    assert trace is not None
    # torch speaks up where "same" padding of an even kernel makes a copy.
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        return _compare(module, trace, shape, through_gates, lines)


def _compare(module: nn.Module, trace: Trace, shape: tuple[int, ...], through_gates: bool, lines: int) -> Verdict:
    axes = receptive_fields(trace, through_gates)
    verdict = Verdict()
    for axis, fields in enumerate(axes):
        size = shape[axis - 2]
        seen: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}
        for first in range(0, size, lines):
            chosen = range(first, min(first + lines, size))
            x = torch.rand(shape, generator=torch.Generator().manual_seed(0)).repeat(len(chosen), 1, 1, 1)
            for number, line in enumerate(chosen):
                x[(number, slice(None), line) if axis == 0 else (number, ..., line)] = torch.nan
            with torch.inference_mode(), _Probe(trace, fields, chosen, seen, not through_gates):
                module(x)
        for key, (low, high) in seen.items():
            _judge(trace, fields, key, low, high, axis, verdict)
    return verdict


class _Probe(TorchDispatchMode):
    def __init__(
        self,
        trace: Trace,
        fields: Fields,
        lines: range,
        seen: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]],
        cut_gates: bool,
    ) -> None:
        super().__init__()
        self._trace, self._fields, self._lines, self._seen, self._cut = trace, fields, lines, seen, cut_gates
        self._order = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        name = func.overloadpacket.__name__.removesuffix("_")
        tensors = [one for one in tree_leaves((args, kwargs)) if isinstance(one, Tensor)]
        if name in NO_OPERATION and tensors:
            return func(*args, **kwargs)
        call = self._trace.calls[self._order] if self._order < len(self._trace.calls) else None
        assert call is not None and call.name == name, (call, name)
        step = Step(call, self._fields)
        cut = _gating_operands(step) if self._cut else []
        if cut:
            args = _without_nan(args, call.arguments, func, cut)
        if self._cut and name in NORMALISATIONS and _over_positions(step):
            x = args[0]
            result = func(torch.nan_to_num(x, nan=0.5), *args[1:], **kwargs)
            result = torch.where(torch.isnan(x), torch.nan, result)
        else:
            result = func(*args, **kwargs)
        outputs = [one for one in tree_leaves(result) if isinstance(one, Tensor)]
        if not outputs:
            return result
        self._order += 1
        for index, output in enumerate(outputs):
            found = self._fields.get((call.order, index))
            if found is not None and output.is_floating_point():
                self._note((call.order, index), output, found.bounds.arrays.low.shape)
        return result

    def _note(self, key: tuple[int, int], output: Tensor, shape: tuple[int, ...]) -> None:
        nan = torch.isnan(output)
        for axis in range(1, nan.ndim):
            if shape[axis] == 1:
                nan = nan.any(axis, keepdim=True)
        reached = nan.numpy()
        low, high = self._seen.setdefault(key, (np.full(reached.shape[1:], FAR), np.full(reached.shape[1:], -FAR)))
        for number, line in enumerate(self._lines):
            np.minimum(low, line, out=low, where=reached[number])
            np.maximum(high, line, out=high, where=reached[number])


def _gating_operands(step: Step) -> list[Value]:
    """The operands that the local path leaves out: those that are the same at all positions along the axis."""
    if step.call.name in CONVOLUTIONS:
        weight = step.call.operand("weight")
        return [weight] if isinstance(weight, Value) and step.field(weight) is not None else []
    if RULES.get(step.call.name) not in (RULES["add"], RULES["cat"], RULES["stack"]):
        return []
    live = [(value, step.field(value)) for value in step.call.values]
    known = [(value, field) for value, field in live if field is not None]
    fields, shapes = aligned_ranks(step, [(field, value.spec.shape) for value, field in known])
    return [value for (value, _), follows in zip(known, varying(fields, shapes), strict=True) if not follows]


def _over_positions(step: Step) -> bool:
    """Whether a normalisation takes its statistics along the axis that is looked at."""
    found = step.main
    rank = len(step.shape)
    spans = range(rank - len(step.argument("normalized_shape", default=range(rank - 2))), rank)
    return found is not None and bool(set(spans) & set(found.carriers))


def _without_nan(args: Any, arguments: dict[str, Any], func: Any, cut: list[Value]) -> Any:
    """Replace NaN in the operands ``cut``, wherever they stand among the arguments."""

    def clean(given: Any, recorded: Any) -> Any:
        if isinstance(given, tuple | list):
            return type(given)(clean(one, other) for one, other in zip(given, recorded, strict=True))
        if isinstance(given, Tensor) and recorded in cut:
            return torch.nan_to_num(given, nan=0.5)
        return given

    names = [argument.name for argument in func._schema.arguments]
    return tuple(clean(one, arguments[name]) for name, one in zip(names, args, strict=False))


def _judge(
    trace: Trace,
    fields: Fields,
    key: tuple[int, int],
    low: np.ndarray,
    high: np.ndarray,
    axis: int,
    verdict: Verdict,
) -> None:
    found = fields[key]
    assert found is not None
    first, last = (array[0] for array in found.bounds.arrays)
    verdict.nodes += 1
    verdict.elements += low.size
    if found.flagged:
        verdict.flagged += 1
        right = bool(((low >= first) & (high <= last)).all())
    else:
        empty = first > last
        right = np.array_equal(np.where(empty, FAR, first), low) and np.array_equal(np.where(empty, -FAR, last), high)
    if not right:
        call = trace.calls[key[0]]
        wrong = np.argwhere((first != low) | (last != high))
        place = tuple(wrong[0]) if len(wrong) else ()
        verdict.mismatches.append(
            f"axis {axis}, {key[0]} {call.name} in {call.module.path}, unit {place}: rule "
            f"{int(first[place]), int(last[place])}, NaN {int(low[place]), int(high[place])}, "
            f"{len(wrong)} of {low.size} wrong"
        )
