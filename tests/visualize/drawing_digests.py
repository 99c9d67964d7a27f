"""A fingerprint of each network's drawings, to compare processes: ``python -m tests.visualize.drawing_digests FILE``

FILE is a pickled dictionary of networks; without it the zoo is captured anew.
"""

import hashlib
import json
import pickle
import sys
from pathlib import Path

from explorer.analysis.network import Network
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.scene import DIRECTIONS
from explorer.visualize.layout.compound import Composer


def digest(network: Network) -> str:
    """Return a hash of every place, size, word and route: collapsed, one level open, fully open, both directions."""
    tree = build_tree(network)
    composer = Composer(tree)
    found = hashlib.sha256()
    for direction in DIRECTIONS:
        for expanded in ("none", 1, "all"):
            scene = composer.compose(open_blocks(tree, expanded), direction)
            for part in (scene.boxes, scene.containers, scene.edges, scene.labels, scene.width, scene.height):
                found.update(repr(part).encode())
    return found.hexdigest()


def main(file: str | None = None) -> None:
    """Print the digests of all networks as JSON."""
    if file is not None:
        networks = pickle.loads(Path(file).read_bytes())
    else:
        from tests.zoo import KEYS, network_of

        networks = {key: network_of(key) for key in KEYS}
    print(json.dumps({key: digest(network) for key, network in networks.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
