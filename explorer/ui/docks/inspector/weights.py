"""What the catalogue's list says of an architecture's weights, told from their records alone. No torch, no Qt."""

from explorer.models.registry import Architecture
from explorer.models.weight_files import locate


def any_on_disk(architecture: Architecture) -> bool:
    """Tell whether any trained weights of the architecture are on this machine."""
    return any(locate(record) is not None for record in architecture.weights)


def top1(architecture: Architecture) -> float | None:
    """Return the ImageNet top-1 accuracy in percent: of its first weights, else as published."""
    measured = next((record.top1 for record in architecture.weights if record.top1 is not None), None)
    return measured if measured is not None else architecture.published.top1
