"""Receptive field and jump of one row, from those of the rows before it. No torch.

Each candidate formula is checked against the row's figure before it is shown,
so that what is filled in is always true.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.analysis.geometry import ADAPTIVE_POOLS
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.wording import Formula, bold, number, per_axis, times


@dataclass(frozen=True, slots=True)
class _Field:
    """Size, jump and start along one axis, and the map's extent there."""

    size: int | None
    jump: int | None
    start: int | None
    extent: int | None
    order: int

    @property
    def end(self) -> int | None:
        """Last pixel of the first unit."""
        return None if self.size is None or self.start is None else self.start + self.size - 1


@dataclass(frozen=True, slots=True)
class _Line:
    symbolic: str
    filled: str


def explain_receptive_field(network: Network, row: LayerRow) -> Formula | None:
    """Return size and recurrence of the row's receptive field, None for a network without image axes."""
    if len(network.input_shape) < 3:
        return None
    if row.rf_h is None or row.rf_w is None:
        return Formula("Receptive field", "–", "px", "", "", row.note)
    lines = [_size_line(network, row, axis) for axis in (0, 1)]
    return Formula(
        "Receptive field",
        times((row.rf_h, row.rf_w)),
        "px",
        _symbolic(lines),
        per_axis([line.filled for line in lines]),
        _REMARKS[row.rf_global],
    )


def explain_jump(network: Network, row: LayerRow) -> Formula | None:
    """Return the row's jump and its recurrence, None where units have no positions."""
    if row.jump_h is None or row.jump_w is None:
        return None
    lines = [_jump_line(network, row, axis) for axis in (0, 1)]
    value = number(row.jump_h) if row.jump_h == row.jump_w else times((row.jump_h, row.jump_w))
    return Formula("Jump", value, "px", _symbolic(lines), per_axis([line.filled for line in lines]))


_REMARKS = {
    "": "",
    "gate": "local path; a gate makes each unit depend on the whole input",
    "pool": "the whole map: global pooling",
    "dense": "the whole map: dense layer",
}


def _symbolic(lines: list[_Line]) -> str:
    return per_axis([line.symbolic for line in lines])


def _size_line(network: Network, row: LayerRow, axis: int) -> _Line:
    own = _field(row, axis)
    assert own.size is not None
    for candidate, value in _size_candidates(network, row, axis):
        if value == own.size:
            return _Line(candidate.symbolic, f"{candidate.filled} = {bold(value)}" if candidate.filled else bold(value))
    return _Line("", bold(own.size))


def _size_candidates(network: Network, row: LayerRow, axis: int) -> Iterator[tuple[_Line, int]]:
    before = _sources(network, row, axis)
    windows = _windows(row, axis)
    if len(before) == 1 and windows is not None:
        source = before[0]
        kernel, _, dilation = windows
        if source.size is not None and source.jump is not None:
            yield _windowed(source.size, source.jump, kernel, dilation)
    if row.operator in ADAPTIVE_POOLS and len(before) == 1:
        source = before[0]
        reach = _adaptive_window(row, axis)
        if source.size is not None and source.jump is not None and reach is not None:
            yield _hull(source.size, source.jump, reach)
    for source in before:
        if source.size is not None and source.size == _field(row, axis).size:
            yield _Line("r = r<sub>in</sub>", ""), source.size
    if len(before) > 1:
        yield from _union(before)
    if len(before) == 1:
        mapped = _last_positions(network, before[0], axis)
        if mapped is not None and mapped.size is not None and mapped.jump is not None and mapped.extent is not None:
            yield _hull(mapped.size, mapped.jump, mapped.extent)


def _windowed(size: int, jump: int, kernel: int, dilation: int) -> tuple[_Line, int]:
    spread = "D · (K − 1) · j<sub>in</sub>" if dilation != 1 else "(K − 1) · j<sub>in</sub>"
    numbers = f"{dilation} · ({kernel} − 1)" if dilation != 1 else f"({kernel} − 1)"
    line = _Line(f"r = r<sub>in</sub> + {spread}", f"{number(size)} + {numbers} · {number(jump)}")
    return line, size + dilation * (kernel - 1) * jump


def _hull(size: int, jump: int, extent: int) -> tuple[_Line, int]:
    line = _Line(
        "r = r<sub>map</sub> + (W − 1) · j<sub>map</sub>",
        f"{number(size)} + ({number(extent)} − 1) · {number(jump)}",
    )
    return line, size + (extent - 1) * jump


def _union(before: list[_Field]) -> Iterator[tuple[_Line, int]]:
    starts = [source.start for source in before if source.start is not None]
    ends = [source.end for source in before if source.end is not None]
    if len(starts) != len(before) or len(ends) != len(before):
        return
    # Several paths may agree; each bound is shown once.
    highs, lows = list(dict.fromkeys(ends)), list(dict.fromkeys(starts))
    filled = f"{_extreme('max', highs)} − {_extreme('min', lows)} + 1"
    yield _Line("r = max end<sub>i</sub> − min start<sub>i</sub> + 1", filled), max(highs) - min(lows) + 1


def _extreme(name: str, values: list[int]) -> str:
    if len(values) == 1:
        return number(values[0]) if values[0] >= 0 else f"({number(values[0])})"
    return f"{name}({'; '.join(number(value) for value in values)})"


def _jump_line(network: Network, row: LayerRow, axis: int) -> _Line:
    jump = _field(row, axis).jump
    assert jump is not None
    before = [source for source in _sources(network, row, axis) if source.jump is not None]
    windows = _windows(row, axis)
    if len(before) == 1 and before[0].jump is not None:
        stride = windows[1] if windows is not None else 1
        window = _adaptive_window(row, axis)
        if row.operator in ADAPTIVE_POOLS and window is not None:
            stride = window
        if before[0].jump * stride == jump and (windows is not None or stride != 1):
            return _Line("j = j<sub>in</sub> · S", f"{number(before[0].jump)} · {stride} = {bold(jump)}")
    if any(source.jump == jump for source in before):
        return _Line("j = j<sub>in</sub>", bold(jump))
    return _Line("", bold(jump))


def _adaptive_window(row: LayerRow, axis: int) -> int | None:
    """Input positions per output of an adaptive pooling that divides its map evenly."""
    if row.operator not in ADAPTIVE_POOLS or not row.input_shapes or len(row.output_shape) < 2:
        return None
    size, output = row.input_shapes[0][axis - 2], row.output_shape[axis - 2]
    return size // output if size % output == 0 else None


def _windows(row: LayerRow, axis: int) -> tuple[int, int, int] | None:
    """Kernel, stride and dilation along height (0) or width (1)."""
    if row.kernel_size is None or row.stride is None or len(row.kernel_size) < 2:
        return None
    position = axis - 2
    return row.kernel_size[position], row.stride[position], row.dilation[position] if row.dilation else 1


def _field(row: LayerRow, axis: int) -> _Field:
    extent = row.output_shape[axis - 2] if len(row.output_shape) >= 2 else None
    if axis == 0:
        return _Field(row.rf_h, row.jump_h, row.rf_start_h, extent, row.order)
    return _Field(row.rf_w, row.jump_w, row.rf_start_w, extent, row.order)


def _sources(network: Network, row: LayerRow, axis: int) -> list[_Field]:
    """Fields of the rows that feed this one, those that depend on no input left out."""
    found = []
    for node in network.graph.predecessors(row.order):
        if node < 0:
            shape = network.graph.nodes[node]["shape"]
            found.append(_Field(1, 1, 0, shape[axis - 2], node))
        else:
            field = _field(network.rows[node], axis)
            if field.start is not None:
                found.append(field)
    return found


def _last_positions(network: Network, field: _Field, axis: int) -> _Field | None:
    """Walk back to where units still had positions; None where the way forks or ends."""
    while field.jump is None:
        before = _sources(network, network.rows[field.order], axis)
        if len(before) != 1:
            return None
        field = before[0]
    return field
