"""How operations are counted: three conventions in use, and what each calls FLOPs. No torch.

Papers and tools disagree by a factor of two and more for the same network:
many print multiply-accumulates under the name of FLOPs (He et al. 2016,
section 3.3), others count a multiplication and an addition apart, and some add
the element-wise work. A figure without its convention cannot be compared.
"""

from dataclasses import replace
from enum import Enum
from typing import Protocol, TypeVar

from explorer.analysis.rows import LayerRow, Totals


class Counted(Protocol):
    """What has both figures: a layer row, the totals, the work of a call."""

    @property
    def macs(self) -> int:
        """Multiply-accumulates of convolutions and matrix products."""

    @property
    def flops(self) -> int:
        """2·macs and everything else."""


_Figures = TypeVar("_Figures", LayerRow, Totals)


class Convention(Enum):
    """What the ``flops`` of an export hold; the value is the word of the command line and of JSON."""

    MACS = "macs"
    """One operation per multiply-accumulate, nothing else."""
    TWICE_MACS = "2macs"
    """Multiplication and addition apart, nothing else."""
    ALL = "all"
    """Multiplication and addition apart, bias and element-wise work too: what :class:`LayerRow` holds."""

    def flops(self, counted: Counted) -> int:
        """Return the operations of a row, of totals or of work as this convention counts them."""
        if self is Convention.ALL:
            return counted.flops
        return counted.macs if self is Convention.MACS else 2 * counted.macs

    def apply(self, figures: _Figures) -> _Figures:
        """Return the row or the totals with ``flops`` (and so ``intensity``) in this convention."""
        return replace(figures, flops=self.flops(figures))

    @property
    def noun(self) -> str:
        """What is counted, as a column's heading: ``FLOPs``."""
        return "operations" if self is Convention.MACS else "FLOPs"

    @property
    def label(self) -> str:
        """The convention in a few characters: ``FLOPs = 2·MACs``."""
        return _LABELS[self]

    @property
    def text(self) -> str:
        """The convention in a sentence."""
        return _SENTENCES[self]


_LABELS = {
    Convention.MACS: "operations = MACs",
    Convention.TWICE_MACS: "FLOPs = 2·MACs",
    Convention.ALL: "FLOPs = 2·MACs + bias + element-wise work",
}

_SENTENCES = {
    Convention.MACS: "Operations are counted as multiply-accumulates: a multiplication and its addition are one; "
    "bias and element-wise work are not counted.",
    Convention.TWICE_MACS: "FLOPs: 2·MACs, a multiplication and its addition are two; "
    "bias and element-wise work are not counted.",
    Convention.ALL: "FLOPs: 2·MACs + bias + element-wise work (normalisation, activations, pooling, "
    "arithmetic between maps).",
}
