"""From a module to its :class:`Network`: the public door of this package."""

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from operator import index
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from explorer.analysis.capture import capture, capture_meta
from explorer.analysis.costs import cost_of
from explorer.analysis.fields import GLOBAL_RANK, Field
from explorer.analysis.geometry import geometry
from explorer.analysis.kinds import kind_of
from explorer.analysis.network import ModuleRecord, Network
from explorer.analysis.receptive_field import receptive_fields
from explorer.analysis.rows import LayerRow, Shape, Totals
from explorer.analysis.trace import OperatorCall, TensorSpec, Trace, Value, Weight
from explorer.errors import InputError
from explorer.models.registry import Architecture

if TYPE_CHECKING:
    import networkx as nx


def analyze(module: nn.Module, input_shape: Sequence[int], *, name: str | None = None) -> Network:
    """Return the graph, the layer rows and the totals of any module at one input shape.

    ``input_shape`` is (C, H, W), without the batch axis; figures hold for
    batch 1 and for evaluation mode. One row stands for one operator call,
    whether a module or a function made it. Nothing is computed: the forward
    pass runs on a copy of the module whose tensors have no memory, so even a
    network that does not fit into memory is analysed in milliseconds, and
    ``module`` keeps its weights, buffers, mode, hooks and device. (A network
    that branches on values cannot be followed like that; it is run once on the
    CPU, and ``Network.warnings`` says so.)

    What the figures mean:

    * ``params`` counts all elements of the parameters that the call reads,
      frozen ones included (``note`` says so); a shared tensor counts in the
      first row that reads it. Parameters that the pass never reads are in
      ``totals.params_unused``. ``buffers`` counts the state dict's buffers in
      the same way; batch norm's ``num_batches_tracked`` stands in its row.
    * ``macs``, ``flops`` and bytes: see :mod:`explorer.analysis.costs`.
    * ``rf_*``, ``jump_*``: see :mod:`explorer.analysis.receptive_field`. Past
      global pooling and dense layers, ``rf_*`` is the extent of the whole map
      with its padding, and the jump is None.

    >>> network = analyze(torchvision.models.resnet50(), (3, 224, 224))
    >>> network.totals.params, network.totals.macs, network.totals.rf_h
    (25557032, 4089184256, 427)

    Raises:
        InputError: ``input_shape`` is not a tuple of positive integers.
        CaptureError: the forward pass fails; the message names the operator
            and the module where, the shapes and torch's reason.
    """
    shape = _checked(input_shape)
    return _assemble(name or type(module).__name__, shape, capture(module, shape))


def analyze_architecture(
    architecture: Architecture, input_shape: Sequence[int] | None = None, **options: Any
) -> Network:
    """Return the analysis of a registered architecture, built without weights on the meta device.

    ``options`` go to :meth:`Architecture.build`.

    Raises:
        InputError: the input shape has another rank or other channels than the architecture takes.
        CaptureError: the input is too small for the network.
    """
    shape = _checked(architecture.input_shape if input_shape is None else input_shape)
    channels = options.get("in_channels", architecture.input_shape[0])
    if len(shape) != 3 or shape[0] != channels:
        expected = f"{channels} × height × width"
        raise InputError(
            f"{architecture.key} takes {expected}, not {' × '.join(map(str, shape))}; change the input shape"
        )
    with torch.device("meta"):
        module = architecture.build(**options)
    return _assemble(architecture.key, shape, capture_meta(module, shape))


def _checked(input_shape: Iterable[int]) -> Shape:
    try:
        shape = tuple(index(size) for size in input_shape)
    except TypeError:
        raise InputError(
            f"an input shape is a tuple of whole numbers such as (3, 224, 224), not {input_shape!r}"
        ) from None
    if not 1 <= len(shape) <= 4 or min(shape) < 1:
        raise InputError(
            f"an input shape is one to four positive sizes without the batch axis, such as (3, 224, 224), not {shape}"
        )
    if prod(shape) > _MOST_ELEMENTS:
        raise InputError(
            f"an input of {' × '.join(map(str, shape))} is larger than any network can count; make it smaller"
        )
    return shape


_MOST_ELEMENTS = 2**40
"""Beyond this, sizes of inner maps overflow the 63 bits in which torch counts elements."""


def _assemble(name: str, input_shape: Shape, trace: Trace) -> Network:
    fields = receptive_fields(trace)
    ownership = _Ownership(trace.weights)
    rows = tuple(_row(call, [axis[call.order, 0] for axis in fields], ownership) for call in trace)
    unknown = sorted({row.operator for row in rows if row.note.startswith("unknown operator")})
    warnings = list(trace.warnings)
    if unknown:
        warnings.append(f"operators without a cost rule, counted as nothing: {', '.join(unknown)}")
    return Network(
        name=name,
        input_shape=input_shape,
        graph=_graph(trace, rows),
        rows=rows,
        totals=_totals(rows, trace.weights),
        warnings=tuple(warnings),
    )


class _Ownership:
    """Gives every parameter and buffer to the first row that reads it."""

    def __init__(self, weights: Mapping[str, Weight]) -> None:
        self._weights = weights
        self._taken: set[str] = set()

    def take(self, read: Iterable[Weight]) -> tuple[int, int, bool]:
        """Return the elements of parameters and buffers that are read here first, and whether any is frozen."""
        params = buffers = 0
        frozen = False
        for weight in read:
            for owned in (weight, self._counter_beside(weight)):
                if owned is None or owned.name in self._taken:
                    continue
                self._taken.add(owned.name)
                if owned.is_parameter:
                    params += owned.spec.elements
                    frozen |= owned.frozen
                else:
                    buffers += owned.spec.elements
        return params, buffers, frozen

    def _counter_beside(self, weight: Weight) -> Weight | None:
        # Evaluation never reads the counter of seen batches, but the state dict has it beside the statistics.
        if weight.is_parameter or not weight.name.endswith("running_mean"):
            return None
        return self._weights.get(weight.name.removesuffix("running_mean") + "num_batches_tracked")


def _row(call: OperatorCall, fields: Sequence[Field | None], ownership: _Ownership) -> LayerRow:
    cost = cost_of(call)
    windows = geometry(call)
    params, buffers, frozen = ownership.take(call.weights)
    height, width = fields
    notes = [cost.note]
    if windows is not None and windows.padding != windows.padding_end:
        notes.append(f"padding at the end {'×'.join(map(str, windows.padding_end))}")
    if len(call.outputs) > 1:
        notes.append(f"{len(call.outputs)} outputs, the first is shown")
    if frozen:
        notes.append("frozen parameters")
    notes.extend(dict.fromkeys(f"receptive field unclear: {f.unclear}" for f in fields if f and f.unclear))
    return LayerRow(
        order=call.order,
        path=call.module.path,
        operator=call.name,
        module=call.module.cls,
        call=call.module.index,
        input_shapes=tuple(_unbatched(value.spec, value.source < 0 or call.from_input) for value in call.values),
        output_shape=_unbatched(call.output, call.from_input),
        kernel_size=windows.kernel_size if windows else None,
        stride=windows.stride if windows else None,
        padding=windows.padding if windows else None,
        dilation=windows.dilation if windows else None,
        groups=windows.groups if windows else None,
        params=params,
        buffers=buffers,
        macs=cost.work.macs,
        flops=cost.work.flops,
        bytes_read=cost.bytes_read,
        bytes_written=cost.bytes_written,
        rf_h=height.size if height else None,
        rf_w=width.size if width else None,
        jump_h=height.jump if height else None,
        jump_w=width.jump if width else None,
        rf_start_h=height.start if height else None,
        rf_start_w=width.start if width else None,
        rf_global=max((f.reason for f in fields if f), key=GLOBAL_RANK.__getitem__, default=""),
        note="; ".join(note for note in notes if note),
    )


def _unbatched(spec: TensorSpec, batched: bool) -> Shape:
    """Drop the batch axis; a tensor whose first axis is no longer the batch (windows of a map) keeps it."""
    return spec.shape[1:] if batched and spec.shape[:1] == (1,) else spec.shape


def _graph(trace: Trace, rows: Sequence[LayerRow]) -> "nx.DiGraph":
    import networkx as nx

    graph = nx.DiGraph()
    graph.graph["modules"] = {path: ModuleRecord(path, cls, params) for path, (cls, params) in trace.modules.items()}
    outputs = {value.source for value in trace.outputs if isinstance(value, Value)}
    for position, spec in enumerate(trace.inputs):
        node = -1 - position
        graph.add_node(node, kind="io", scope=(), shape=_unbatched(spec, True), output=node in outputs)
    for call, row in zip(trace, rows, strict=True):
        graph.add_node(
            call.order,
            kind=kind_of(call),
            scope=call.module.scope,
            row=row,
            shape=row.output_shape,
            output=call.order in outputs,
        )
        for value in (*call.values, *call.written_through):
            if not graph.has_edge(value.source, call.order):
                shape = _unbatched(value.spec, value.source < 0 or trace.calls[value.source].from_input)
                graph.add_edge(value.source, call.order, shape=shape, index=value.index)
    return graph


def _totals(rows: Sequence[LayerRow], weights: Mapping[str, Weight]) -> Totals:
    params = sum(row.params for row in rows)
    local = [row for row in rows if GLOBAL_RANK[row.rf_global] <= GLOBAL_RANK["gate"]]
    return Totals(
        operators=len(rows),
        params=params,
        params_unused=sum(weight.spec.elements for weight in weights.values() if weight.is_parameter) - params,
        buffers=sum(row.buffers for row in rows),
        macs=sum(row.macs for row in rows),
        flops=sum(row.flops for row in rows),
        bytes_read=sum(row.bytes_read for row in rows),
        bytes_written=sum(row.bytes_written for row in rows),
        rf_h=max((row.rf_h for row in local if row.rf_h is not None), default=None),
        rf_w=max((row.rf_w for row in local if row.rf_w is not None), default=None),
    )
