"""From a module to its :class:`Network`: the public door of this package."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import prod
from operator import index
from typing import Any

import torch
from torch import nn

from explorer.analysis.assembly import assemble
from explorer.analysis.network import Network
from explorer.analysis.rows import Shape
from explorer.analysis.tracing.capture import capture, capture_meta
from explorer.analysis.tracing.recorder import BrokenPass
from explorer.errors import CaptureError, InputError
from explorer.models.registry import Architecture


def analyze(
    module: nn.Module,
    input_shape: Sequence[int] | Sequence[Sequence[int]],
    *,
    name: str | None = None,
    batch: int = 1,
    training: bool = False,
    dtype: torch.dtype | None = None,
) -> Network:
    """Return the graph, the layer rows and the totals of any module at one input shape.

    ``input_shape`` is (C, H, W), without the batch axis, or a sequence of such
    shapes for a module that takes several inputs. One row stands for one
    operator call, whether a module or a function made it. Nothing is computed:
    the forward pass runs on a copy of the module whose tensors have no memory,
    so even a network that does not fit into memory is analysed in
    milliseconds, and ``module`` keeps its weights, buffers, mode, hooks and
    device. (A network that branches on values cannot be followed like that; it
    is run once on the CPU, and ``Network.warnings`` says so.)

    What the figures mean:

    * They hold for ``batch`` inputs together; shapes are without the batch axis.
    * ``params`` counts all elements of the parameters that the call reads,
      frozen ones included (``note`` says so); a shared tensor counts in the
      first row that reads it, ``params_shared`` in the others. Parameters that
      the pass never reads are in ``totals.params_unused`` and, by name, in
      ``unused``. ``buffers`` counts the state dict's buffers in the same way;
      batch norm's ``num_batches_tracked`` stands in its row.
    * ``macs``, ``flops``, ``work`` and bytes: see :mod:`explorer.analysis.costs`.
    * ``live_bytes`` and the peaks of memory: see :mod:`explorer.analysis.memory`.
    * ``rf_*``, ``jump_*``, ``aligned_*``: see
      :mod:`explorer.analysis.receptive.receptive_field`. Past global pooling and dense
      layers, ``rf_*`` is the extent of the whole map with its padding, and the
      jump is None. What a single unit sees, exactly:
      :class:`explorer.analysis.receptive.units.UnitFields`.

    Args:
        module: any module, its weights on any device or on none (``meta``).
        input_shape: of one input, or of each.
        name: what the network is called; the module's class unless given.
        batch: how many inputs are run at once.
        training: capture the pass of training mode: dropout, batch statistics,
            auxiliary heads (forward only).
        dtype: of the inputs; that of the module's parameters unless given.

    >>> network = analyze(torchvision.models.resnet50(), (3, 224, 224))
    >>> network.totals.params, network.totals.macs, network.totals.rf_h
    (25557032, 4089184256, 427)

    Raises:
        InputError: ``input_shape`` or ``batch`` is not made of positive integers, or ``module`` is TorchScript or no
            module at all.
        CaptureError: the forward pass fails; the message names the operator
            and the module where, the shapes and torch's reason, and ``partial``
            is the analysis of what ran until then.
    """
    if not isinstance(module, nn.Module):
        raise InputError(f"a torch.nn.Module is analysed, one that is built, not {module!r:.80}")
    shapes = _checked_inputs(input_shape)
    name = name or type(module).__name__
    _check_batch(batch, shapes)
    if any(isinstance(child, torch.jit.ScriptModule) for child in module.modules()):
        raise InputError(
            f"{name} holds TorchScript, whose module calls leave no trace; analyse the Python module it was made from"
        )
    with _whole_or_partial(name):
        return assemble(name, capture(module, shapes, batch=batch, training=training, dtype=dtype or _dtype(module)))


def analyze_architecture(
    architecture: Architecture, input_shape: Sequence[int] | None = None, *, batch: int = 1, **options: Any
) -> Network:
    """Return the analysis of a registered architecture, built without weights on the meta device.

    ``options`` go to :meth:`Architecture.build`.

    Raises:
        InputError: the input shape has another rank or other channels than the architecture takes.
        UsageError: the architecture has no such option.
        CaptureError: the input is too small for the network.
    """
    shape = _checked(architecture.input_shape if input_shape is None else input_shape)
    _check_batch(batch, [shape])
    channels = options.get("in_channels", architecture.input_shape[0])
    if len(shape) != 3 or shape[0] != channels:
        expected = f"{channels} × height × width"
        raise InputError(
            f"{architecture.key} takes {expected}, not {' × '.join(map(str, shape))}; change the input shape"
        )
    with torch.device("meta"):
        module = architecture.build(**options)
    with _whole_or_partial(architecture.key):
        return assemble(architecture.key, capture_meta(module, shape, batch=batch))


def _dtype(module: nn.Module) -> torch.dtype:
    """The element type that the first layer wants."""
    return next((one.dtype for one in module.parameters() if one.is_floating_point()), torch.float32)


@contextmanager
def _whole_or_partial(name: str) -> Iterator[None]:
    """Turn a pass that breaks into the error for people, with what ran until then."""
    try:
        yield
    except BrokenPass as broken:
        partial = assemble(name, broken.trace)
        raise CaptureError(
            str(broken), path=broken.module.path, operator=broken.operator, partial=partial
        ) from broken.__cause__


def _check_batch(batch: int, shapes: Sequence[Shape]) -> None:
    if isinstance(batch, bool) or not isinstance(batch, int) or batch < 1:
        raise InputError(f"a batch is a whole number from 1 up, not {batch!r}")
    if batch * max(map(prod, shapes)) > _MOST_ELEMENTS:
        raise InputError(f"a batch of {batch:,} such inputs is larger than any network can count; make it smaller")


def _checked_inputs(input_shape: Sequence[int] | Sequence[Sequence[int]]) -> tuple[Shape, ...]:
    try:
        several = bool(input_shape) and all(hasattr(one, "__len__") for one in input_shape)
    except TypeError:
        several = False
    if several:
        return tuple(_checked(one) for one in input_shape)  # type: ignore[arg-type]
    return (_checked(input_shape),)  # type: ignore[arg-type]


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
