"""Records one forward pass operator by operator, on tensors without memory.

A dispatch mode under ``torch.inference_mode`` sees composite operators whole
(``conv2d``, ``batch_norm``, ``linear``, ``dropout``), hooks give the exact
stack of module calls. The pass runs on a twin of the module (see
:mod:`explorer.analysis.tracing.twins`), so the module itself is never touched.
"""

import contextlib
from collections.abc import Sequence
from contextlib import nullcontext

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from explorer.analysis.rows import Shape
from explorer.analysis.tracing.recorder import Recorder
from explorer.analysis.tracing.trace import Trace
from explorer.analysis.tracing.twins import meta_twin, real_twin
from explorer.errors import ExplorerError

RAN_FOR_REAL = "the forward pass depends on values, so it was run for real on the CPU with a random input"


def capture(
    module: nn.Module,
    input_shapes: Sequence[Shape],
    *,
    batch: int = 1,
    training: bool = False,
    dtype: torch.dtype = torch.float32,
) -> Trace:
    """Return the trace of one pass of ``module`` on inputs (batch, *input_shape).

    The module keeps its weights, buffers, mode and hooks. A pass that reads
    values (branches on them, ``.item()``) cannot run without them: it is run
    for real on the CPU, and ``Trace.warnings`` says so.

    Raises:
        BrokenPass: the forward pass fails.
        ExplorerError: the network refuses the input itself.
    """
    needs_values: Exception | None = None
    inputs = [torch.empty((batch, *shape), dtype=dtype, device="meta") for shape in input_shapes]
    # Tensors that forward makes on the default device need a second try with the meta device as the default.
    for surroundings in (nullcontext(), torch.device("meta")):
        recorder = Recorder(_shaped(meta_twin(module, training), inputs))
        try:
            return recorder.run(inputs, surroundings)
        except ExplorerError:
            raise  # the network itself says what is wrong with its input
        except Exception as error:
            if not _asks_for_values(error):
                raise recorder.broken(error) from error
            needs_values = error
    generator = torch.Generator().manual_seed(0)
    inputs = [torch.rand((batch, *shape), generator=generator).to(dtype) for shape in input_shapes]
    recorder = Recorder(_shaped(real_twin(module, training), inputs))
    try:
        return recorder.run(inputs, nullcontext(), RAN_FOR_REAL)
    except ExplorerError:
        raise
    except Exception as error:
        raise recorder.broken(error) from needs_values


def capture_meta(module: nn.Module, input_shape: Shape, *, batch: int = 1) -> Trace:
    """Like :func:`capture` for a network of our own that is on the meta device already: no twin is made.

    Raises:
        BrokenPass: the forward pass fails.
        ExplorerError: the network refuses the input itself.
    """
    recorder = Recorder(module)
    try:
        return recorder.run([torch.empty((batch, *input_shape), device="meta")], nullcontext())
    except ExplorerError:
        raise
    except Exception as error:
        raise recorder.broken(error) from error


def _shaped(twin: nn.Module, inputs: Sequence[torch.Tensor]) -> nn.Module:
    """Let lazy layers take their shapes from a first pass."""
    if any(is_lazy(parameter) for parameter in twin.parameters()):
        # Whatever breaks here breaks again in the recorded pass, which can say where.
        with contextlib.suppress(Exception), torch.no_grad():
            twin(*inputs)
    return twin


def _asks_for_values(error: Exception) -> bool:
    return isinstance(error, NotImplementedError) or "meta" in str(error).lower()
