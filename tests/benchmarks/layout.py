"""Layout, ours against Graphviz and dagre, and of opening a block. ``python -m tests.benchmarks.layout``

First table: networks with every block open. Ours is the whole way from the
block tree to the drawing from a cold start: blocks within blocks, words, room
for shape labels, routes. It shows every operator, many of them as strips on the
box whose result they work on. The peers, with their defaults:

* ``dot, whole``: Graphviz on the same task as ours: every operator a box,
  blocks as clusters, the shape of every value as its edge's label. The target
  of a tenth is against this;
* ``dot, operators`` and ``dagre, operators``: the operator graph, every
  operator and input a box of one size, every value an edge, without blocks,
  labels and corners. What one gets who gives a traced network to a layout
  library, as most viewers do;
* ``dot, blocks``: Graphviz on our own drawing as its DOT export writes it: our
  merged boxes, blocks as clusters and shapes as labels;
* ``dot, boxes`` and ``dagre, boxes``: our merged boxes and the edges between
  them, without blocks, labels and corners: a much smaller task than ours.

The start of ``dot`` and of Node is not counted, nor what Node reads and writes.
CPU time, medians of interleaved rounds in one run; a peer that takes longer
than ten seconds runs once, and is stopped after two minutes. ``dot`` is
Debian's package graphviz, dagre ``npm install -g @dagrejs/dagre`` (or in
``NODE_PATH``). Targets: 150 ms, 400 ms for DenseNet-201, and a tenth of the
peers' time for the same task. For less than the task dot, which is C, takes
less: those columns say how much.

Second: opening one block, for every block of every network of the zoo, once
with only the blocks around it open and, for the networks of the first table,
once with all others open. The layout part of a new frame, no equal block laid
out before (target: 60 ms).
"""

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from explorer.analysis.analyzer import analyze_architecture
from explorer.models import registry
from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.graph.exchange import graph_as_dot
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.scene import OPERATOR_WIDTH, PLAIN_HEIGHT
from explorer.visualize.layout.compound import Composer

NETWORKS = ("resnet152", "inception_v4", "efficientnet_b7", "densenet201")
TARGETS = {"densenet201": 400.0}
TARGET = 150.0
FRAME = 60.0
LONG = 10_000.0
PATIENCE = 120.0
"""Seconds after which a peer is stopped."""

DAGRE = """
const load = name => { try { return require(name); } catch { return null; } };
const dagre = load('@dagrejs/dagre') || load('dagre');
if (!dagre) process.exit(3);
const {nodes, edges} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const build = () => {
  const graph = new (dagre.graphlib.Graph)();
  graph.setGraph({}).setDefaultEdgeLabel(() => ({}));
  nodes.forEach(([width, height], index) => graph.setNode(String(index), {width, height}));
  edges.forEach(([source, target]) => graph.setEdge(String(source), String(target)));
  return graph;
};
const graph = build();
const wall = performance.now(), start = process.cpuUsage();
dagre.layout(graph);
const cpu = process.cpuUsage(start);
// Node's helper threads count as CPU time; where there is a free core they cost none.
console.log(Math.min(performance.now() - wall, (cpu.user + cpu.system) / 1000));
"""


@dataclass(frozen=True)
class Flat:
    """Boxes by width and height, and edges by number."""

    nodes: list[tuple[float, float]]
    edges: list[tuple[int, int]]

    def as_dot(self) -> str:
        """The graph for ``dot``, sizes in inches of 72 pixels."""
        lines = ['digraph { node [shape=box fixedsize=true label=""]']
        lines += [
            f"{number} [width={width / 72:.4f} height={height / 72:.4f}]"
            for number, (width, height) in enumerate(self.nodes)
        ]
        lines += [f"{source} -> {target}" for source, target in self.edges]
        return "\n".join([*lines, "}"])


@dataclass(frozen=True)
class Task:
    """What the peers are to lay out."""

    operators: Flat
    boxes: Flat
    blocks: str
    """Our drawing in DOT."""
    whole: str
    """Every operator, block and shape in DOT."""


def task_of(tree: BlockTree) -> Task:
    """Return a network with everything open, as the peers get it."""
    composer = Composer(tree)
    number = {cell: at for at, cell in enumerate(tree.cells)}
    faces = [composer.face(cell) for cell in tree.cells]
    pairs = dict.fromkeys((number[edge.source], number[edge.target]) for edge in tree.edges)
    graph = tree.network.graph
    order = {operator: at for at, operator in enumerate(graph.nodes)}
    return Task(
        operators=Flat(
            [(OPERATOR_WIDTH, PLAIN_HEIGHT)] * len(order),
            [(order[source], order[target]) for source, target in graph.edges],
        ),
        boxes=Flat([(face.width, face.height) for face in faces], list(pairs)),
        blocks=graph_as_dot(tree, composer.compose(open_blocks(tree, "all")), lambda face: "#808080"),
        whole=whole_as_dot(tree),
    )


def whole_as_dot(tree: BlockTree) -> str:
    """Return every operator as a box in the clusters of its blocks, and every value as an edge with its shape."""
    size = f"width={OPERATOR_WIDTH / 72:.4f} height={PLAIN_HEIGHT / 72:.4f}"
    lines = [f"digraph {{ node [shape=box fixedsize=true {size}]"]

    def write(block: str) -> None:
        for child in tree.blocks[block].children:
            if child in tree.blocks:
                lines.append(f'subgraph "cluster_{child}" {{ label="{child}"')
                write(child)
                lines.append("}")
            else:
                lines.extend(f'"{operator}" [label="{operator}"]' for operator in tree.cells[child].operators)

    write(ROOT)
    edges = tree.network.graph.edges(data="shape")
    lines += [f'"{source}" -> "{target}" [label="{"x".join(map(str, shape))}"]' for source, target, shape in edges]
    return "\n".join([*lines, "}"])


class Stopped(Exception):
    """A peer took longer than we wait."""


def ours(tree: BlockTree) -> float:
    """CPU ms of the drawing with everything open, from a cold start."""
    gc.collect()
    return cost(lambda: Composer(tree).compose(open_blocks(tree, "all")))


def dot(source: str) -> float:
    """CPU ms of ``dot`` without its start."""
    return max(0.0, run_dot(source) - run_dot("digraph { 0 }"))


def run_dot(source: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # The plain form is the cheapest output that asks for the whole layout.
    run(["dot", "-Tplain"], source)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def dagre(flat: Flat) -> float:
    """Ms of ``dagre.layout`` alone."""
    return float(run(["node", "-e", DAGRE], json.dumps({"nodes": flat.nodes, "edges": flat.edges})))


def run(command: list[str], words: str) -> str:
    """Feed a program and return what it says."""
    try:
        child = subprocess.run(command, input=words, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Stopped from None
    return child.stdout


def peers() -> dict[str, Callable[[Task], float]]:
    """The peers that are there; a word about the others."""
    found: dict[str, Callable[[Task], float]] = {}
    if shutil.which("dot"):
        found["dot, whole"] = lambda task: dot(task.whole)
        found["dot, operators"] = lambda task: dot(task.operators.as_dot())
        found["dot, blocks"] = lambda task: dot(task.blocks)
        found["dot, boxes"] = lambda task: dot(task.boxes.as_dot())
    else:
        print("dot is left out: not installed (apt install graphviz)")
    try:
        dagre(Flat([(1.0, 1.0)], []))
    except FileNotFoundError:
        print("dagre is left out: there is no node")
    except subprocess.CalledProcessError:
        print("dagre is left out: not installed (npm install -g @dagrejs/dagre, NODE_PATH=$(npm root -g))")
    else:
        found["dagre, operators"] = lambda task: dagre(task.operators)
        found["dagre, boxes"] = lambda task: dagre(task.boxes)
    return found


def main(rounds: int, networks: list[str]) -> None:
    """Measure and print both tables."""
    trees = {key: build_tree(analyze_architecture(registry.get(key))) for key in networks}
    race(trees, rounds)
    # Collections would cost more than what is measured; what they cost depends on what else is in memory.
    gc.collect()
    gc.freeze()
    gc.disable()
    print("\nLayout ms of opening one block, no equal block laid out before")
    alone = [
        (taken, f"{architecture.key} {block}")
        for architecture in registry.architectures()
        for block, taken in openings(build_tree(analyze_architecture(architecture)), among_open=False)
    ]
    summarise("only the blocks around it open, the whole zoo", alone)
    for key, tree in trees.items():
        summarise(f"all others open, {key}", [(taken, block) for block, taken in openings(tree, among_open=True)])


def race(trees: dict[str, BlockTree], rounds: int) -> None:
    """Print the first table."""
    # The window has none of what torch and the zoo keep in memory, which collections would walk through.
    gc.collect()
    gc.freeze()
    tasks = {key: task_of(tree) for key, tree in trees.items()}
    there = peers()
    taken: dict[tuple[str, str], list[float]] = {}
    stopped: set[tuple[str, str]] = set()
    for number in range(rounds):
        for key, tree in trees.items():
            taken.setdefault((key, "ours"), []).append(ours(tree))
            for name, peer in there.items():
                if number and (key, name) in stopped:
                    continue
                try:
                    taken.setdefault((key, name), []).append(peer(tasks[key]))
                except Stopped:
                    taken[key, name] = [PATIENCE * 1000]
                if taken[key, name][-1] > LONG:
                    stopped.add((key, name))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"CPU ms with everything open, medians of {rounds} rounds ({os.cpu_count()} cores, load {load})")
    print(
        f"{'':18}{'operators':>10}{'edges':>6}{'boxes':>6}{'edges':>6}{'ours':>8}{'target':>8}"
        + "".join(f"{name:>20}" for name in there)
    )
    for key, task in tasks.items():
        own = statistics.median(taken[key, "ours"])
        cells = []
        for name in there:
            theirs = statistics.median(taken[key, name])
            sign = ">" if theirs >= PATIENCE * 1000 else ""
            cells.append(f"{f'{sign}{theirs:.0f}':>11} {theirs / own:6.1f} ×")
        target = TARGETS.get(key, TARGET)
        counts = f"{len(task.operators.nodes):10}{len(task.operators.edges):6}"
        counts += f"{len(task.boxes.nodes):6}{len(task.boxes.edges):6}"
        print(f"{key:18}{counts}{own:8.1f}{target:8.0f}" + "".join(cells))


def openings(tree: BlockTree, *, among_open: bool) -> list[tuple[str, float]]:
    """Return for each block the CPU ms of the drawing in which it has just been opened."""
    found = []
    for block in tree.descendants():
        around = frozenset(tree.enclosing(block)) - {ROOT}
        before = open_blocks(tree, "all") - {block} if among_open else around
        composer = Composer(tree)
        composer.compose(before)
        found.append((block, cost(lambda: composer.compose(before | {block}))))  # noqa: B023
    return found


def summarise(title: str, taken: list[tuple[float, str]]) -> None:
    """Print the median and the longest of many times, and which that is."""
    worst, which = max(taken)
    middle = statistics.median(one for one, _ in taken)
    late = sum(one > FRAME for one, _ in taken)
    print(f"{title}: {len(taken)} blocks, median {middle:.1f}, longest {worst:.1f} ({which}), {late} over {FRAME:.0f}")


def cost(work: Callable[[], object]) -> float:
    """CPU milliseconds of doing something once."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--rounds", type=int, default=5, help="rounds whose median is taken (default 5)")
    parser.add_argument("--networks", nargs="+", default=list(NETWORKS), metavar="KEY")
    main(**vars(parser.parse_args()))
