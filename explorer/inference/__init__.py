"""Running a network: device, preprocessing, sessions, top-k (no Qt)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.inference.session import Session

__all__ = ["Session"]


def __getattr__(name: str) -> Any:
    # On first use: pictures can be read without torch, sessions cannot.
    if name == "Session":
        from explorer.inference.session import Session

        return Session
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
