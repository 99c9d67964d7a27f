"""Drawings of every architecture: nothing overlaps, no line passes through a box, the same in every process."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import expand_to, open_blocks
from explorer.visualize.graph.scene import DIRECTIONS
from explorer.visualize.layout.compound import Composer, initial_expansion
from tests.visualize.drawing_checks import faults
from tests.visualize.drawing_digests import digest
from tests.visualize.zoo import KEYS, network_of

ROOT = Path(__file__).parents[2]


def digests_elsewhere(*words: str) -> dict[str, str]:
    """Fingerprints of the drawings as another process makes them, under another order of hashes."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    child = subprocess.run(
        [sys.executable, "-m", "tests.visualize.drawing_digests", *words],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(child.stdout))


def test_the_zoo_is_whole() -> None:
    assert len(KEYS) == len(set(KEYS)) >= 115


@pytest.mark.parametrize("key", KEYS)
def test_no_overlap_and_no_line_through_a_box(key: str) -> None:
    """Collapsed, one level open, everything open, and as it is shown first; both directions."""
    tree = build_tree(network_of(key))
    composer = Composer(tree)
    for direction in DIRECTIONS:
        for expanded in (*(open_blocks(tree, one) for one in ("none", 1, "all")), initial_expansion(tree, direction)):
            scene = composer.compose(expanded, direction)
            assert faults(tree, scene) == {}, (key, direction, sorted(expanded))


def test_drawings_are_the_same_in_every_process(tmp_path: Path) -> None:
    networks = {key: network_of(key) for key in KEYS}
    file = tmp_path / "zoo.pickle"
    file.write_bytes(pickle.dumps(networks))
    assert digests_elsewhere(str(file)) == {key: digest(network) for key, network in networks.items()}


@pytest.mark.slow
def test_capturing_anew_gives_the_same_drawings() -> None:
    assert digests_elsewhere() == {key: digest(network_of(key)) for key in KEYS}


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_each_block_opened_alone_is_drawn_as_well(key: str) -> None:
    tree = build_tree(network_of(key))
    composer = Composer(tree)
    for block in tree.descendants():
        expanded = expand_to(tree, frozenset({block}), block)
        for direction in DIRECTIONS:
            assert faults(tree, composer.compose(expanded, direction)) == {}, (key, direction, block)
