"""What a network does in training alone: draws random numbers, or changes its running statistics."""

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from torch import nn
from torch.nn.utils.parametrizations import _SpectralNorm
from torch.nn.utils.spectral_norm import SpectralNorm
from torch.overrides import TorchFunctionMode

from explorer.errors import UsageError
from explorer.visualize.methods.kinds import kinds

_DROPOUTS = kinds(
    "dropout dropout1d dropout2d dropout3d alpha_dropout feature_dropout feature_alpha_dropout rrelu"
    " multi_head_attention_forward scaled_dot_product_attention"
)
_NORMS = kinds("batch_norm instance_norm")
# torch's own functions have no signature that Python could read.
_POSITIONS = {
    "dropout": "input p train",
    "alpha_dropout": "input p train",
    "feature_dropout": "input p train",
    "feature_alpha_dropout": "input p train",
    "rrelu": "input lower upper training",
    "batch_norm": "input weight bias running_mean running_var training",
    "instance_norm": "input weight bias running_mean running_var use_input_stats",
    "scaled_dot_product_attention": "query key value attn_mask dropout_p",
}
_STOCHASTIC = ("StochasticDepth", "DropPath")


def acts_in_training(module: nn.Module) -> bool:
    """Whether a module in training mode would draw random numbers, or change what it remembers."""
    if isinstance(module, nn.modules.batchnorm._NormBase):
        return bool(module.track_running_stats)
    if isinstance(module, nn.MultiheadAttention):
        return bool(module.dropout > 0)
    random = isinstance(module, (nn.modules.dropout._DropoutNd, nn.RReLU)) or type(module).__name__ in _STOCHASTIC
    # Both forms of spectral normalisation go a step of their power iteration with each call.
    iterates = isinstance(module, _SpectralNorm) or any(
        isinstance(hook, SpectralNorm) for hook in module._forward_pre_hooks.values()
    )
    return random or iterates


class RefuseTraining(TorchFunctionMode):
    """For the time of its block, refuses functions that are called as in training: ``F.dropout(x, training=True)``."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Call the function as it would be called without the watch.

        Raises:
            UsageError: it would act as in training.
        """
        kwargs = kwargs or {}
        name = getattr(func, "__name__", "").rstrip("_")
        if (name in _DROPOUTS or name in _NORMS) and _trains(name, _named(func, args, kwargs)):
            raise UsageError(f"the network is in training mode ({name}); call .eval() on it first")
        return func(*args, **kwargs)


def _trains(name: str, given: dict[str, Any]) -> bool:
    if name == "scaled_dot_product_attention":
        return bool(given.get("dropout_p"))
    training = next((given[key] for key in ("training", "train", "use_input_stats") if key in given), False)
    if name in _NORMS:
        # Without statistics to remember they are those of the picture, in evaluation too.
        return bool(training) and given.get("running_mean") is not None
    if given.get("p", 1) == 0:
        return False
    if name == "multi_head_attention_forward":
        return bool(training) and bool(given.get("dropout_p"))
    return bool(training)


def _named(func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call by their names, with the defaults of those that are left out."""
    signature = _signature(func)
    if signature is None:
        names = _POSITIONS[func.__name__.rstrip("_")].split()
        return dict(zip(names, args, strict=False)) | kwargs
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return bound.arguments


@lru_cache(maxsize=64)
def _signature(func: Callable[..., Any]) -> inspect.Signature | None:
    try:
        return inspect.signature(func)
    except ValueError:
        return None
