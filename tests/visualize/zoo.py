"""Every architecture of the zoo, captured once."""

from functools import cache

import torch

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.models import registry

KEYS = tuple(architecture.key for architecture in registry.architectures())


@cache
def network_of(key: str) -> Network:
    """Return an architecture's network at its own input shape."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return analyze_architecture(registry.get(key))
    finally:
        torch.set_num_threads(threads)
