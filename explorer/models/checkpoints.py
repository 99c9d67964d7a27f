"""Reading state dicts from files, and loading them into networks, with errors that help."""

import pickle
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from explorer.errors import WeightsError

SUFFIXES = (".pth", ".pt", ".safetensors")
"""File names that can be read."""

_WRAPPERS = ("state_dict", "model_state_dict", "model")
"""Where training scripts put the state dict, beside optimiser and epoch."""

_PREFIXES = ("module.", "_orig_mod.", "model.")
"""What DataParallel, torch.compile and Lightning put before every key."""

_SHOWN = 3
"""How many keys of a kind an error names."""


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """Return the state dict that a file holds, on the CPU.

    Wrappings of training scripts (``{"state_dict": …}``, ``{"model": …}``,
    keys that all begin with ``module.``) are taken off, one after the other.
    Pickled code is refused, never run.

    Raises:
        WeightsError: the file is missing, damaged, of another kind, or holds code.
    """
    if path.suffix.lower() not in SUFFIXES or path.is_fifo():
        raise WeightsError(f"{path} is not a checkpoint; weights are read from {', '.join(SUFFIXES)} files")
    if path.is_dir():
        raise WeightsError(f"{path} is a folder; choose a file in it")
    if not path.is_file():
        raise WeightsError(f"there is no file {path}")
    content = _read_safetensors(path) if path.suffix.lower() == ".safetensors" else _read_pickle(path)
    return _state_dict(content, path)


def load_state(network: nn.Module, state: Mapping[str, Tensor], source: str) -> None:
    """Give ``network`` the tensors of ``state``, which must be all of its own and no other.

    The tensors are taken over, not copied, once they have the network's dtype.
    Axes of length 1 do not count: the weights of a dense layer fit a 1×1
    convolution. After an error the network is not usable.

    Raises:
        WeightsError: keys are missing, unexpected, or of another shape or kind
            (quantised, sparse, whole numbers for weights); the message counts
            them and names the first few.
    """
    own = network.state_dict()
    misfits = {key: words for key, tensor in state.items() if key in own and (words := _misfit(key, tensor, own[key]))}
    fitting = {
        key: tensor.reshape(own[key].shape).to(own[key].dtype) if key in own else tensor
        for key, tensor in state.items()
        if key not in misfits
    }
    result = network.load_state_dict(fitting, strict=False, assign=True)
    missing = [key for key in result.missing_keys if key not in state]
    problems = [
        f"{len(keys)} {kind} ({_some(keys)})"
        for kind, keys in (
            ("missing", missing),
            ("unexpected", result.unexpected_keys),
            ("misshapen", list(misfits.values())),
        )
        if keys
    ]
    if problems:
        raise WeightsError(f"{source} does not fit this network; of its keys {', '.join(problems)}")


def keys_by_module(network: nn.Module, modules: Mapping[str, str]) -> dict[str, str]:
    """Return our state-dict key for each key of a file that calls the modules otherwise.

    Args:
        modules: our module's path by theirs, for each module that has tensors of its own.
    """
    theirs = {ours: name for name, ours in modules.items()}
    found = {}
    for key in network.state_dict():
        module, leaf = key.rsplit(".", 1)
        found[f"{theirs[module]}.{leaf}"] = key
    return found


def _read_safetensors(path: Path) -> Mapping[str, Tensor]:
    try:
        content: Mapping[str, Tensor] = safetensors.torch.load_file(path)
    except PermissionError as error:
        raise WeightsError(f"{path} cannot be read: {error.strerror}") from error
    except (OSError, safetensors.SafetensorError) as error:
        raise WeightsError(f"{path} is damaged or not a safetensors file") from error
    return content


def _read_pickle(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            # About pickle protocols and TorchScript; whether the file is usable is decided here.
            warnings.simplefilter("ignore")
            return torch.load(path, map_location="cpu", weights_only=True)
    except PermissionError as error:
        raise WeightsError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:
        # What torch raises for bytes that are no checkpoint depends on where it stumbles:
        # RuntimeError, OSError, EOFError, IndexError, KeyError, …
        if isinstance(error, pickle.UnpicklingError) and _is_refused_pickle(error, path):
            raise WeightsError(
                f"{path} holds pickled Python objects besides tensors; their code was not run: save a plain state dict"
            ) from error
        raise WeightsError(f"{path} is damaged or not a checkpoint") from error


def _is_refused_pickle(error: pickle.UnpicklingError, path: Path) -> bool:
    """Return whether torch met a class or function that it does not allow, rather than noise."""
    if "GLOBAL" in str(error):
        return True
    with path.open("rb") as file:
        return file.read(1) == pickle.PROTO


def _state_dict(content: Any, path: Path) -> dict[str, Tensor]:
    content = _unwrapped(content)
    tensors = isinstance(content, Mapping) and all(
        isinstance(key, str) and isinstance(value, Tensor) for key, value in content.items()
    )
    if not tensors or not content:
        raise WeightsError(f"{path} holds no state dict (tensors by name)")
    state = {key: value.detach() for key, value in content.items()}
    while prefix := next((one for one in _PREFIXES if all(key.startswith(one) for key in state)), ""):
        state = {key.removeprefix(prefix): tensor for key, tensor in state.items()}
    return state


def _unwrapped(content: Any) -> Any:
    for _ in _WRAPPERS:
        if isinstance(content, Mapping):
            inner = (content.get(name) for name in _WRAPPERS)
            content = next((one for one in inner if isinstance(one, Mapping)), content)
    return content


def _misfit(key: str, tensor: Tensor, own: Tensor) -> str:
    """What keeps a tensor from taking the place of the network's own, in words; empty if nothing does."""
    if not _is_plain(tensor) or (own.is_floating_point() and not tensor.is_floating_point()):
        return f"{key} {_kind(tensor)} instead of {_kind(own)}"
    if tensor.squeeze().shape != own.squeeze().shape:
        return f"{key} {_size(tensor)} instead of {_size(own)}"
    return ""


def _is_plain(tensor: Tensor) -> bool:
    return tensor.layout is torch.strided and not (tensor.is_meta or tensor.is_quantized or tensor.is_complex())


def _kind(tensor: Tensor) -> str:
    if tensor.is_meta:
        return "without values"
    name = str(tensor.dtype).removeprefix("torch.")
    return name if tensor.layout is torch.strided else f"sparse {name}"


def _size(tensor: Tensor) -> str:
    return "×".join(map(str, tensor.shape)) or "scalar"


def _some(keys: Iterable[str]) -> str:
    keys = list(keys)
    return ", ".join(keys[:_SHOWN] + ["…"] * (len(keys) > _SHOWN))
