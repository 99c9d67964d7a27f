"""The layer row: one operator call and its figures. Plain data, no torch."""

from dataclasses import dataclass, fields

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The operations of one call, or of many together, by what they are.

    ``flops`` is 2·macs and all the rest. What each operator counts is written
    in :mod:`explorer.analysis.costs`.
    """

    macs: int = 0
    """Multiply-accumulates of convolutions and matrix products."""
    bias: int = 0
    """Additions of a bias."""
    norm: int = 0
    """Normalisation: 2 an element where scale and shift are folded, more where statistics are computed."""
    activation: int = 0
    """Activation functions of comparisons, additions and multiplications (ReLU, hard-swish)."""
    special: int = 0
    """Elements that need an exponential, a logarithm, a root or the like (sigmoid, GELU): one each."""
    pooling: int = 0
    """Pooling and other reductions."""
    elementwise: int = 0
    """Additions, products and other arithmetic between maps; interpolation."""

    @property
    def other(self) -> int:
        """Everything but multiply-accumulates."""
        return self.bias + self.norm + self.activation + self.special + self.pooling + self.elementwise

    @property
    def flops(self) -> int:
        """2·macs and everything else."""
        return 2 * self.macs + self.other

    def __add__(self, more: "Work") -> "Work":
        return Work(**{one.name: getattr(self, one.name) + getattr(more, one.name) for one in fields(Work)})


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRow:
    """One operator call, in execution order; shapes are without the batch axis.

    Figures hold for the batch that was analysed (1 unless asked otherwise).
    MACs are multiply-accumulates of convolutions and matrix products; FLOPs
    are 2·MACs plus the counted element-wise work. The receptive field is that
    of the local path, unclipped: gates, global pooling and dense layers are
    named in ``rf_global`` and do not widen it unless their own output has no
    position left.
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
    # What follows is not in the CSV table, whose columns are fixed; JSON has it.
    dtype: str = ""
    """Element type of the first output: ``float32``."""
    work: Work = Work()
    """MACs and FLOPs by what they are."""
    params_shared: int = 0
    """Parameters that the call reads and that an earlier row counts."""
    activation_bytes: int = 0
    """Memory that the call's outputs take anew; 0 for views and in-place operators."""
    live_bytes: int = 0
    """Activations in memory while the call runs, its outputs included, as eager execution frees them."""
    live_bytes_graph: int = 0
    """The same if every tensor were freed right after its last reader: what a compiler could reach at best."""
    aligned_h: bool | None = None
    """Whether all paths from the input have one centre along the height (Araujo et al. 2019); None: no interval."""
    aligned_w: bool | None = None

    @property
    def intensity(self) -> float | None:
        """Arithmetic intensity, FLOPs per byte read or written; None where nothing is moved."""
        moved = self.bytes_read + self.bytes_written
        return self.flops / moved if moved else None


_NAMES = tuple(field.name for field in fields(LayerRow))

COLUMNS: tuple[str, ...] = _NAMES[: _NAMES.index("note") + 1]
"""The columns of every layer table, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over all rows of one network at one input shape and batch."""

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
    work: Work = Work()
    """MACs and FLOPs by what they are."""
    activation_bytes: int = 0
    """Sum of all activations ever made: traffic, not memory; see ``peak_bytes``."""
    peak_bytes: int = 0
    """Most activation memory in use at once, the input included, in eager execution; kernels' scratch is not in it."""
    peak_bytes_graph: int = 0
    """The same if every tensor were freed right after its last reader: a lower bound."""
    peak_order: int = 0
    """The row at which ``peak_bytes`` is reached."""
