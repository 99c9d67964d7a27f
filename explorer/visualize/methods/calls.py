"""Calling a network, and looking for calls in its forward pass: the first of a kind, the last one with a map.

The hooks that look act on the calling thread alone and are gone when the
function returns or raises.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from explorer.errors import UsageError
from explorer.visualize.methods.training import RefuseTraining, acts_in_training


class Reached(BaseException):
    """Ends a forward pass at the layer; a BaseException, so that no network's ``except Exception`` catches it."""


def last_map(network: nn.Module, x: Tensor) -> str:
    """Return the layer that answers with the last map of more than one position before the network's output.

    Of a container and the module at its end that is the inner one.

    Raises:
        UsageError: no module answers with a map.
    """
    found = ""
    thread = threading.get_ident()
    calls: Counter[str] = Counter()

    def look(name: str) -> Callable[..., None]:
        def hook(module: nn.Module, args: tuple[Any, ...], output: Any) -> None:
            nonlocal found
            if threading.get_ident() != thread:
                return
            tensor = first_tensor(output)
            if tensor is not None and tensor.dim() == 4 and tensor.shape[2:].numel() > 1:
                found = f"{name}#{calls[name]}" if calls[name] else name
            calls[name] += 1

        return hook

    with ExitStack() as hooks, torch.no_grad(), evaluating(network):
        for name, module in network.named_modules():
            if _is_innermost(name, module):
                hooks.enter_context(module.register_forward_hook(look(name)))
        call(network, x)
    if not found:
        raise UsageError("no layer of this network has a map with more than one position")
    return found


def first_readers(network: nn.Module, x: Tensor, kind: type[nn.Module]) -> list[tuple[str, nn.Module]]:
    """Return path and module of the first module of a kind that ``network(x)`` calls, and of all that read the same."""
    found: list[tuple[str, nn.Module]] = []
    read: list[Tensor] = []
    thread = threading.get_ident()

    def look(name: str) -> Callable[..., None]:
        def hook(module: nn.Module, args: tuple[Any, ...], named: dict[str, Any]) -> None:
            if threading.get_ident() != thread:
                return
            tensor = first_tensor([*args, *named.values()])
            if tensor is None:
                return
            if not read:
                read.append(tensor)
            if tensor is read[0]:
                found.append((name, module))

        return hook

    with ExitStack() as hooks, torch.no_grad(), evaluating(network):
        for name, module in network.named_modules():
            if isinstance(module, kind):
                hooks.enter_context(module.register_forward_pre_hook(look(name), with_kwargs=True))
        call(network, x)
    return found


def last_call_within(network: nn.Module, x: Tensor, path: str) -> str | None:
    """The last call inside a container that is never called itself, such as a ``ModuleList``."""
    # The rest of the path is the module's own; a module with several paths is found by any of them.
    inside = {module: f"{path}.{name}" for name, module in network.get_submodule(path).named_modules() if name}
    calls: Counter[str] = Counter()
    last: list[str] = []
    thread = threading.get_ident()

    def count(module: nn.Module, args: tuple[Any, ...], output: Any) -> None:
        if threading.get_ident() == thread:
            last[:] = [f"{inside[module]}#{calls[inside[module]]}"]
            calls[inside[module]] += 1

    with ExitStack() as hooks, torch.no_grad(), evaluating(network):
        for module in inside:
            hooks.enter_context(module.register_forward_hook(count))
        call(network, x)
    return last[0] if last else None


def call(network: nn.Module, x: Tensor) -> Any:
    """Return ``network(x)``; a network whose first operator works in place does so on a copy."""
    return network(x.clone())


@contextmanager
def evaluating(network: nn.Module) -> Iterator[None]:
    """Refuse what acts as in training, for the time of the block and on this thread.

    A compiled network runs uncompiled meanwhile: the compiler would trace the hooks that look at its calls.
    """
    thread = threading.get_ident()

    def refuse(module: nn.Module, args: tuple[Any, ...]) -> None:
        if threading.get_ident() == thread:
            raise UsageError(f"the network is in training mode ({type(module).__name__}); call .eval() on it first")

    with ExitStack() as hooks:
        # Their forward pass would draw random numbers, or change the running statistics.
        for module in network.modules():
            if module.training and acts_in_training(module):
                # Before the hooks of the module's own: spectral normalisation is one.
                hooks.enter_context(module.register_forward_pre_hook(refuse, prepend=True))
        if any(module.training for module in network.modules()):
            hooks.enter_context(RefuseTraining())
        if any(_is_compiled(module) for module in network.modules()):
            hooks.enter_context(_uncompiled())
        yield


_uncompiled_lock = threading.Lock()
_uncompiled_depth = 0
_uncompiled_hold = ExitStack()


@contextmanager
def _uncompiled() -> Iterator[None]:
    """Run compiled networks uncompiled, in the whole process: from the first thread that enters to the last one out."""
    global _uncompiled_depth
    with _uncompiled_lock:
        if _uncompiled_depth == 0:
            _uncompiled_hold.enter_context(torch.compiler.set_stance("force_eager"))
        _uncompiled_depth += 1
    try:
        yield
    finally:
        with _uncompiled_lock:
            _uncompiled_depth -= 1
            if _uncompiled_depth == 0:
                _uncompiled_hold.close()


def _is_innermost(name: str, module: nn.Module) -> bool:
    """Whether a module holds no other; what makes a weight of another one (``parametrizations``) is no layer."""
    made = "parametrizations"
    return made not in name.split(".") and all(child == made for child, _ in module.named_children())


def _is_compiled(module: nn.Module) -> bool:
    # A module within itself, as torch.compile() wraps it, or one that was compiled by its method.
    return "_orig_mod" in module._modules or module._compiled_call_impl is not None


def first_tensor(output: Any) -> Tensor | None:
    """Return the first tensor of what a module returned: itself, or in a tuple, list or mapping; else None."""
    if isinstance(output, Tensor):
        return output
    if isinstance(output, Mapping):
        output = tuple(output.values())
    if isinstance(output, (tuple, list)):
        return next((tensor for tensor in map(first_tensor, output) if tensor is not None), None)
    return None
