"""Operations by what they are, in words, colours and formulas. No widgets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from explorer.analysis.formulas import Formula
from explorer.analysis.rows import LayerRow, Work
from explorer.ui.numbers import scaled, share, thousands, with_unit
from explorer.ui.terms import term


@dataclass(frozen=True, slots=True)
class WorkPart:
    """The operations of one kind."""

    field: str
    """Of :class:`explorer.analysis.rows.Work`."""
    flops: int
    color: str
    """The operator kind whose colour it bears."""
    name: str
    tip: str
    """What is counted."""


def work_parts(work: Work) -> list[WorkPart]:
    """Return the kinds that are there at all; their FLOPs add up to ``work.flops``."""
    parts = (
        WorkPart(
            "macs",
            2 * work.macs,
            "conv",
            _tr("MACs, two each"),
            _tr(
                "Multiply-accumulates of convolutions and matrix products; multiplication and addition count as two "
                "operations"
            ),
        ),
        WorkPart("bias", work.bias, "shape", _tr("Biases"), _tr("One addition for each output")),
        WorkPart(
            "norm",
            work.norm,
            "norm",
            _tr("Normalisation"),
            _tr("Two for each element where scale and shift are folded, eight where statistics are computed"),
        ),
        WorkPart(
            "activation",
            work.activation,
            "activation",
            _tr("Activations"),
            _tr("Functions of comparisons, additions and products (ReLU, hard swish): one for each element"),
        ),
        WorkPart(
            "special",
            work.special,
            "gate",
            _tr("Special functions"),
            _tr("What needs an exponential, a logarithm or a root (sigmoid, GELU): one for each element, softmax five"),
        ),
        WorkPart(
            "pooling",
            work.pooling,
            "pooling",
            _tr("Pooling"),
            _tr("Windows: kernel area for each output; global pooling and other reductions: their inputs"),
        ),
        WorkPart(
            "elementwise",
            work.elementwise,
            "join",
            _tr("Element-wise"),
            _tr("Additions, products and other arithmetic between maps, interpolation"),
        ),
    )
    return [part for part in parts if part.flops]


def convention() -> str:
    """Say in a line how FLOPs are counted."""
    return _tr("FLOPs = 2·MACs + biases + all element-wise work")


def work_lines(work: Work) -> list[str]:
    """Return the kinds as lines of text, exact."""
    return [f"{part.name}: {thousands(part.flops)}" for part in work_parts(work)]


def with_kinds(formulas: Iterable[Formula], row: LayerRow, total: int) -> list[Formula]:
    """Return the formulas of a row so that its FLOPs are there, and what kind of work they are.

    ``total``: the network's FLOPs.
    """
    found = list(formulas)
    if not row.flops:
        return found
    parts = work_parts(row.work)
    names = ", ".join(part.name.lower() for part in parts)
    if not row.macs:
        return [
            replace(one, symbolic=f"{one.symbolic} ({names})" if one.symbolic else names)
            if one.name == "FLOPs"
            else one
            for one in found
        ]
    symbols = ["2·MACs", *(part.name.lower() for part in parts if part.field != "macs")]
    numbers = [f"2·{thousands(row.macs)}", *(thousands(part.flops) for part in parts if part.field != "macs")]
    value, unit = scaled(row.flops)
    own = Formula(
        "FLOPs",
        value,
        unit,
        " + ".join(symbols),
        f"{' + '.join(numbers)} = <b>{thousands(row.flops)}</b>",
        _of_net(row.flops, total),
    )
    after = next((index for index, one in enumerate(found) if one.name == "MACs"), len(found) - 1)
    return [*found[: after + 1], own, *found[after + 1 :]]


def _of_net(part: int, total: int) -> str:
    percent = share(part, total)
    # As the formula above it says it.
    return term("under 0.01 % of net") if percent.startswith("<") else _tr("{0} of net").format(with_unit(percent, "%"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("work_kinds", text)
