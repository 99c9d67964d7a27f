"""Every architecture of the catalogue, captured once for all tests of a process."""

from functools import cache

import networkx as nx

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.models import registry

KEYS = registry.keys()


@cache
def network_of(key: str) -> Network:
    """Return an architecture's network in its own form; its graph cannot be changed, as other tests see it too."""
    network = analyze_architecture(registry.get(key))
    nx.freeze(network.graph)
    return network
