"""How every builder puts a network together: construct without initialisers, then initialise once.

torch's layers initialise themselves when they are constructed. A family has
its own initialisation, and trained weights or the meta device need none, so
that work would be thrown away: ResNet-50 on the meta device takes about four
times as long with it.
"""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from torch import nn
from torch.nn import init

Network = TypeVar("Network", bound=nn.Module)

_INITIALISERS = tuple(name for name in dir(init) if name.endswith("_") and not name.startswith("_"))
_PATCHING = threading.RLock()


@contextmanager
def skip_initialisers() -> Iterator[None]:
    """Make the in-place functions of ``torch.nn.init`` do nothing in this thread.

    Parameters of layers constructed inside hold whatever the memory held;
    buffers get their values. Other threads initialise as usual. (A
    ``TorchFunctionMode`` would need no patching, but costs more than the
    initialisers do on the meta device.)
    """
    thread = threading.get_ident()
    with _PATCHING:
        originals = {name: getattr(init, name) for name in _INITIALISERS}
        for name, function in originals.items():
            setattr(init, name, _skipped_in(thread, function))
        try:
            yield
        finally:
            for name, function in originals.items():
                setattr(init, name, function)


def _skipped_in(thread: int, function: Callable[..., Any]) -> Callable[..., Any]:
    def initialise(tensor: Any, *args: Any, **kwargs: Any) -> Any:
        if threading.get_ident() == thread:
            return tensor
        return function(tensor, *args, **kwargs)

    return initialise


def construct(make: Callable[[], Network], initialise: Callable[[nn.Module], None], init: bool) -> Network:
    """Return ``make()`` with ``initialise`` applied to each of its modules.

    With ``init`` false, or on the meta device, nothing is initialised: the
    caller loads every parameter or looks at shapes only.
    """
    with skip_initialisers():
        network = make()
    if init and not any(parameter.is_meta for parameter in network.parameters()):
        network.apply(initialise)
    return network


def init_default(module: nn.Module) -> None:
    """Initialise one layer as torch does: He uniform with a = √5, batch norm 1 and 0 (He et al., arXiv:1502.01852)."""
    if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
        module.reset_parameters()


def init_he_fan_out(module: nn.Module) -> None:
    """Initialise a convolution by its outputs: normal with variance 2 / (outputs that one input unit reaches), bias 0.

    He et al., arXiv:1502.01852, section 2.2 (backward). A grouped convolution
    reaches the outputs of one group only. Other layers as :func:`init_default`.
    """
    if not isinstance(module, nn.Conv2d):
        init_default(module)
        return
    height, width = module.kernel_size
    reached = height * width * module.out_channels // module.groups
    init.normal_(module.weight, std=math.sqrt(2 / reached))
    if module.bias is not None:
        init.zeros_(module.bias)
