"""The layer row: one operator call and its figures. Plain data, no torch."""

from dataclasses import dataclass, fields

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRow:
    """One operator call, in execution order; shapes are without the batch axis.

    Figures hold for batch 1. MACs are multiply-accumulates of convolutions and
    matrix products; FLOPs are 2·MACs plus the counted element-wise work.
    The receptive field is that of the local path, unclipped: gates, global
    pooling and dense layers are named in ``rf_global`` and do not widen it
    unless their own output has no position left.
    """

    order: int
    """Position in the execution, from 0; unique within a network."""
    path: str
    """Path of the innermost module, as in ``named_modules()``; empty for the network itself."""
    operator: str
    """The operator's name: ``conv2d``, ``batch_norm``, ``relu``, ``add``, ``cat``."""
    module: str
    """Class of the innermost module."""
    call: int
    """How often that module had been called before."""
    input_shapes: tuple[Shape, ...]
    output_shape: Shape
    kernel_size: Shape | None = None
    stride: Shape | None = None
    padding: Shape | None = None
    dilation: Shape | None = None
    groups: int | None = None
    params: int = 0
    """Trainable parameters; a shared tensor counts in its first row only."""
    buffers: int = 0
    macs: int = 0
    flops: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    rf_h: int | None = None
    """Receptive field in input pixels; None where it is not one interval per unit."""
    rf_w: int | None = None
    jump_h: int | None = None
    """Input pixels between neighbouring units (effective stride)."""
    jump_w: int | None = None
    rf_start_h: int | None = None
    """First input row of unit (0, 0), negative where it begins in the padding."""
    rf_start_w: int | None = None
    rf_global: str = ""
    """What makes units depend on the whole input: ``gate``, ``pool``, ``dense`` or nothing."""
    note: str = ""


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(LayerRow))
"""The columns of every layer table, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over all rows of one network at one input shape, batch 1."""

    operators: int
    params: int
    """Trainable parameters used in this mode."""
    params_unused: int
    """Trainable parameters that the forward pass never touched (auxiliary heads)."""
    buffers: int
    macs: int
    flops: int
    bytes_read: int
    bytes_written: int
    rf_h: int | None
    """Largest local receptive field before the first global operator."""
    rf_w: int | None
