"""Graphs for other programs, read back: JSON by networkx, DOT by a reader of its grammar."""

import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field

import networkx as nx
import pytest

from explorer.analysis.network import Network
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.captions import shape_text
from explorer.visualize.graph.exchange import graph_as_dot, graph_as_json
from explorer.visualize.graph.expansion import Expansion, open_blocks
from explorer.visualize.graph.scene import GraphScene
from explorer.visualize.layout.compound import Composer
from tests.visualize.drawing_networks import NAMES, captured

EXPANSIONS = ("none", 1, "all")


def drawn(network: Network, expanded: Expansion, direction: str = "tb") -> tuple[BlockTree, GraphScene]:
    tree = build_tree(network)
    return tree, Composer(tree).compose(open_blocks(tree, expanded), direction)


@pytest.mark.parametrize("expanded", EXPANSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_networkx_reads_the_operator_graph(name: str, expanded: Expansion) -> None:
    network = captured(name)
    tree, scene = drawn(network, expanded)
    graph = nx.node_link_graph(json.loads(graph_as_json(tree, scene)), edges="edges")
    assert isinstance(graph, nx.DiGraph)
    assert set(graph.nodes) == set(network.graph.nodes)
    assert set(graph.edges) == set(network.graph.edges)
    for source, target, data in graph.edges(data=True):
        assert tuple(data["shape"]) == network.graph.edges[source, target]["shape"]
    for node, data in network.graph.nodes(data=True):
        read = graph.nodes[node]
        assert read["kind"] == data["kind"]
        assert tuple(read["scope"]) == tuple(data.get("scope", ()))
        assert tuple(read["shape"]) == data["shape"]
    for row in network.rows:
        read = graph.nodes[row.order]
        assert (read["path"], read["operator"], read["params"], read["macs"], read["flops"], read["rf_h"]) == (
            row.path, row.operator, row.params, row.macs, row.flops, row.rf_h,
        )  # fmt: skip
    assert sum(data.get("macs", 0) for _, data in graph.nodes(data=True)) == graph.graph["macs"]


@pytest.mark.parametrize("expanded", EXPANSIONS)
def test_json_says_which_box_shows_an_operator(expanded: Expansion) -> None:
    tree, scene = drawn(captured("googlenet"), expanded)
    document = json.loads(graph_as_json(tree, scene))
    drawing = document["graph"]["drawing"]
    boxes = {box["id"]: box for box in drawing["boxes"]}
    assert len(boxes) == len(scene.boxes) and len(drawing["edges"]) == len(scene.edges)
    assert len(drawing["containers"]) == len(scene.containers) and len(drawing["labels"]) == len(scene.labels)
    for node in document["nodes"]:
        assert node["id"] in boxes[node["box"]]["operators"]
    assert all(edge["source"] in boxes and edge["target"] in boxes for edge in drawing["edges"])


# -- DOT -------------------------------------------------------------------------------------------------------

TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(->)|([{}\[\]=,;])|([A-Za-z_][A-Za-z_0-9]*|-?\d+(?:\.\d+)?))')


@dataclass
class Dot:
    """What a DOT file holds."""

    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each node the clusters around it."""
    edges: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    clusters: dict[str, str] = field(default_factory=dict)
    """Labels by name."""


def read_dot(text: str) -> Dot:
    """Read the part of DOT's grammar that graphs without ports use; anything else is a ``ValueError``."""
    words: list[str] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"not DOT: {text[at : at + 30]!r}")
        words.append(found.group().strip())
        at = found.end()
    dot = Dot()
    place = 0

    def take(expected: str = "") -> str:
        nonlocal place
        word = words[place]
        if expected and word != expected:
            raise ValueError(f"{word!r} instead of {expected!r}")
        place += 1
        return word

    def name() -> str:
        word = take()
        if word in ("->", "{", "}", "[", "]", "=", ",", ";"):
            raise ValueError(f"{word!r} is no name")
        return re.sub(r'\\(["\\])', r"\1", word[1:-1]) if word[0] == '"' else word

    def attributes() -> dict[str, str]:
        found: dict[str, str] = {}
        if words[place] != "[":
            return found
        take("[")
        while words[place] != "]":
            key = name()
            take("=")
            found[key] = name()
            if words[place] != "]":
                take(",")
        take("]")
        return found

    def statements(around: tuple[str, ...]) -> None:
        take("{")
        while words[place] != "}":
            if words[place] == ";":
                take()
            elif words[place] == "subgraph":
                take()
                inner = name()
                dot.clusters[inner] = ""
                statements((*around, inner))
            elif words[place] in ("graph", "node", "edge"):
                take()
                attributes()
            else:
                first = name()
                if words[place] == "=":
                    take()
                    value = name()
                    if first == "label":
                        dot.clusters[around[-1]] = value
                elif words[place] == "->":
                    take()
                    second = name()
                    dot.edges.append((first, second, attributes()))
                else:
                    dot.nodes[first] = attributes()
                    dot.inside[first] = around
        take("}")

    take("digraph")
    name()
    statements(())
    if place != len(words):
        raise ValueError("words after the end")
    return dot


@pytest.mark.parametrize(
    "text", ['digraph "a" { b', 'digraph "a { }', 'digraph "a" { b -> }', "graph a { }", 'digraph "a" {} }']
)
def test_the_reader_refuses_what_is_not_dot(text: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        read_dot(text)


@pytest.mark.parametrize("direction", ["tb", "lr"])
@pytest.mark.parametrize("expanded", EXPANSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_dot_has_every_box_edge_and_block(name: str, expanded: Expansion, direction: str) -> None:
    tree, scene = drawn(captured(name), expanded, direction)
    text = graph_as_dot(tree, scene, lambda face: "#123456")
    assert f"rankdir={direction.upper()}" in text
    dot = read_dot(text)
    assert set(dot.nodes) == {box.id for box in scene.boxes}
    assert dot.clusters.keys() == {f"cluster {container.id}" for container in scene.containers}
    for container in scene.containers:
        assert dot.clusters[f"cluster {container.id}"].startswith(container.title)
    for box in scene.boxes:
        found = dot.nodes[box.id]
        assert found["label"].startswith(box.face.title) and found["color"] == "#123456"
        assert all(strip.text in found["label"] for strip in box.face.strips)
        opened = [f"cluster {block}" for block in tree.enclosing(box.id) if block in scene.expanded]
        assert list(dot.inside[box.id]) == opened
    assert Counter((a, b, more.get("label", "")) for a, b, more in dot.edges) == Counter(
        (edge.source, edge.target, shape_text(edge.shape)) for edge in scene.edges
    )


def test_names_with_quotes_and_backslashes_survive() -> None:
    import torch
    from torch import nn

    from explorer.analysis import analyze

    module = nn.Sequential()
    for name in ('a"b', "c\\n", "[x] -> {y}"):
        inner = nn.Sequential(nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1))
        module.add_module(name, inner)
    with torch.no_grad():
        tree, scene = drawn(analyze(module, (3, 8, 8)), "all")
    dot = read_dot(graph_as_dot(tree, scene, lambda face: "#000000"))
    assert set(dot.nodes) == {box.id for box in scene.boxes}
    assert {'cluster a"b', "cluster c\\n", "cluster [x] -> {y}"} <= dot.clusters.keys()
    assert dot.clusters["cluster c\\n"].startswith("c\\n")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("expanded", EXPANSIONS)
def test_graphviz_lays_it_out(expanded: Expansion) -> None:
    tree, scene = drawn(captured("resnet50"), expanded)
    source = graph_as_dot(tree, scene, lambda face: "#123456")
    child = subprocess.run(["dot", "-Tjson"], input=source, capture_output=True, text=True, check=True)
    assert child.stderr == ""
    laid_out = json.loads(child.stdout)
    clusters = [one for one in laid_out["objects"] if one["name"].startswith("cluster")]
    assert len(clusters) == len(scene.containers)
    assert len(laid_out["objects"]) - len(clusters) == len(scene.boxes)
    assert len(laid_out["edges"]) == len(scene.edges)
