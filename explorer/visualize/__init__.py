"""Pictures as plain data: graph layout, activations, DeconvNet, colour maps (no Qt)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.visualize.methods.deconvnet import deconv

__all__ = ["deconv"]


def __getattr__(name: str) -> Any:
    # On first use: the layout half of this package must be importable without torch.
    if name == "deconv":
        import importlib

        return importlib.import_module("explorer.visualize.methods.deconvnet").deconv
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
