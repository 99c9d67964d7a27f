"""From a trace to its :class:`Network`: rows, graph, totals. No torch."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from explorer.analysis.costs import cost_of
from explorer.analysis.findings import find, global_from
from explorer.analysis.geometry import geometry
from explorer.analysis.kinds import kind_of
from explorer.analysis.memory import Memory, memory_of
from explorer.analysis.network import ModuleRecord, Network
from explorer.analysis.receptive.fields import GLOBAL_RANK, Field
from explorer.analysis.receptive.receptive_field import receptive_fields
from explorer.analysis.rows import LayerRow, Shape, Totals, Work
from explorer.analysis.tracing.trace import OperatorCall, TensorSpec, Trace, Value, Weight

if TYPE_CHECKING:
    import networkx as nx


def assemble(name: str, trace: Trace) -> Network:
    """Return the rows, graph, totals and findings of a trace."""
    fields = receptive_fields(trace)
    memory = memory_of(trace)
    ownership = _Ownership(trace.weights)
    rows = tuple(_row(call, [axis[call.order, 0] for axis in fields], ownership, memory, trace) for call in trace)
    unknown = sorted({row.operator for row in rows if row.note.startswith("unknown operator")})
    warnings = list(trace.warnings)
    if unknown:
        warnings.append(f"operators without a cost rule, counted as nothing: {', '.join(unknown)}")
    inputs = [spec.shape[1:] for spec in trace.inputs]
    return Network(
        name=name,
        input_shape=inputs[0],
        graph=_graph(trace, rows),
        rows=rows,
        totals=_totals(rows, trace.weights, memory),
        warnings=tuple(warnings),
        findings=find(trace, rows, fields),
        global_from=global_from(trace, fields),
        unused=tuple(
            weight.name for weight in trace.weights.values() if weight.is_parameter and weight.name not in ownership
        ),
        batch=trace.batch,
        training=trace.training,
        more_inputs=tuple(inputs[1:]),
        trace=trace,
    )


class _Ownership:
    """Gives every parameter and buffer to the first row that reads it."""

    def __init__(self, weights: Mapping[str, Weight]) -> None:
        self._weights = weights
        self._taken: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def take(self, read: Iterable[Weight]) -> tuple[int, int, int, bool]:
        """Return the elements of parameters and buffers that are read here first, of parameters that were read
        before, and whether any is frozen."""
        params = buffers = shared = 0
        frozen = False
        for weight in dict.fromkeys(read):
            if weight.is_parameter and weight.name in self._taken:
                shared += weight.spec.elements
            for owned in (weight, self._counter_beside(weight)):
                if owned is None or owned.name in self._taken:
                    continue
                self._taken.add(owned.name)
                if owned.is_parameter:
                    params += owned.spec.elements
                    frozen |= owned.frozen
                else:
                    buffers += owned.spec.elements
        return params, buffers, shared, frozen

    def _counter_beside(self, weight: Weight) -> Weight | None:
        # Evaluation never reads the counter of seen batches, but the state dict has it beside the statistics.
        if weight.is_parameter or not weight.name.endswith("running_mean"):
            return None
        return self._weights.get(weight.name.removesuffix("running_mean") + "num_batches_tracked")


def _row(
    call: OperatorCall, fields: Sequence[Field | None], ownership: _Ownership, memory: Memory, trace: Trace
) -> LayerRow:
    cost = cost_of(call)
    windows = geometry(call)
    params, buffers, shared, frozen = ownership.take(call.weights)
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
        input_shapes=tuple(_shape_of(value, call, trace) for value in call.values),
        output_shape=_unbatched(call.output, trace.batch, call.from_input),
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
        dtype=call.output.dtype,
        work=cost.work,
        params_shared=shared,
        activation_bytes=memory.allocated[call.order],
        live_bytes=memory.eager[call.order],
        live_bytes_graph=memory.graph[call.order],
        aligned_h=height.aligned if height else None,
        aligned_w=width.aligned if width else None,
    )


def _shape_of(value: Value, reader: OperatorCall, trace: Trace) -> Shape:
    # Memory that is made for the batch and then filled with parts of it has the batch axis too.
    batched = value.source < 0 or trace.calls[value.source].from_input
    if not batched and value in reader.overwritten:
        batched = any(trace.calls[write.value.source].from_input for write in reader.overwritten[value].writes)
    return _unbatched(value.spec, trace.batch, batched)


def _unbatched(spec: TensorSpec, batch: int, batched: bool) -> Shape:
    """Drop the batch axis; a tensor whose first axis is no longer the batch (windows of a map) keeps it."""
    return spec.shape[1:] if batched and spec.shape[:1] == (batch,) else spec.shape


def _graph(trace: Trace, rows: Sequence[LayerRow]) -> "nx.DiGraph":
    import networkx as nx

    graph = nx.DiGraph()
    graph.graph["modules"] = {path: ModuleRecord(path, cls, params) for path, (cls, params) in trace.modules.items()}
    outputs = {value.source for value in trace.outputs if isinstance(value, Value)}
    for position, spec in enumerate(trace.inputs):
        node = -1 - position
        graph.add_node(node, kind="io", scope=(), shape=spec.shape[1:], output=node in outputs)
    for call, row in zip(trace, rows, strict=True):
        graph.add_node(
            call.order,
            kind=kind_of(call),
            scope=call.module.scope,
            row=row,
            shape=row.output_shape,
            output=call.order in outputs,
        )
        for value in (*call.values, *call.written_through) if call.overwritten else call.values:
            if not graph.has_edge(value.source, call.order):
                graph.add_edge(value.source, call.order, shape=_shape_of(value, call, trace), index=value.index)
    return graph


def _totals(rows: Sequence[LayerRow], weights: Mapping[str, Weight], memory: Memory) -> Totals:
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
        work=Work(**{kind: sum(getattr(row.work, kind) for row in rows) for kind in _KINDS_OF_WORK}),
        activation_bytes=sum(memory.allocated),
        peak_bytes=memory.peak_eager,
        peak_bytes_graph=memory.peak_graph,
        peak_order=memory.peak_order,
    )


_KINDS_OF_WORK = tuple(field.name for field in dataclasses.fields(Work))
