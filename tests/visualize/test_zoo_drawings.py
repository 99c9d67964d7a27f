"""Drawings of every architecture: nothing overlaps, no line passes through a box, the same in every process."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import expand_to, open_blocks
from explorer.visualize.graph.scene import DIRECTIONS
from explorer.visualize.layout.compound import Composer, initial_expansion
from tests.visualize.drawing_checks import faults
from tests.visualize.drawing_digests import digest
from tests.zoo import KEYS, network_of

ROOT = Path(__file__).parents[2]


@contextmanager
def digests_elsewhere(*words: str) -> Iterator[Callable[[], dict[str, str]]]:
    """Fingerprints of the drawings as another process makes them meanwhile, under another order of hashes."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    command = [sys.executable, "-m", "tests.visualize.drawing_digests", *words]
    surroundings = os.environ | {"PYTHONHASHSEED": seed}
    with subprocess.Popen(command, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:

        def found() -> dict[str, str]:
            text, _ = child.communicate()
            assert child.returncode == 0
            return dict(json.loads(text))

        yield found


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
    # Drawings are made of the graph; the traces are most of a network.
    networks = {key: replace(network_of(key), trace=None) for key in KEYS}
    file = tmp_path / "zoo.pickle"
    file.write_bytes(pickle.dumps(networks))
    with digests_elsewhere(str(file)) as others:
        ours = {key: digest(network_of(key)) for key in KEYS}
        assert others() == ours


@pytest.mark.slow
def test_capturing_anew_gives_the_same_drawings() -> None:
    with digests_elsewhere() as others:
        ours = {key: digest(network_of(key)) for key in KEYS}
        assert others() == ours


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_each_block_opened_alone_is_drawn_as_well(key: str) -> None:
    tree = build_tree(network_of(key))
    composer = Composer(tree)
    for block in tree.descendants():
        expanded = expand_to(tree, frozenset({block}), block)
        for direction in DIRECTIONS:
            assert faults(tree, composer.compose(expanded, direction)) == {}, (key, direction, block)
