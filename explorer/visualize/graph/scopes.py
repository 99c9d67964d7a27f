"""From module scopes to the nesting that is worth drawing: which scopes become blocks, which operators one box."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

ROOT = ""
"""Id of the block that is the whole network."""

HEADS = ("conv", "depthwise", "linear", "norm")
FOLLOWERS = ("norm", "activation")
PADS = ("pad", "constant_pad_nd")
"""Operators that belong to the convolution behind them: padding that is not the same on both sides."""

Stacks = dict[int, tuple[str, ...]]
"""For each graph node the blocks around it, outermost first, without the root."""


def module_path(scope: str) -> str:
    """Return the module's path of a scope, whose repeated calls are marked ``path#1``."""
    return scope.partition("#")[0]


def drawable_stacks(graph: Any) -> Stacks:
    """Return each node's scopes without those that would add nothing to a drawing.

    Left out are lists of modules, scopes that hold a single operator or all
    that their parent holds, and scopes that are one box anyway.
    """
    modules = graph.graph.get("modules", {})
    lists = {path for path, record in modules.items() if record.cls in ("ModuleList", "ModuleDict")}
    order = in_execution_order(graph)
    scopes = {
        node: tuple(path for path in graph.nodes[node].get("scope", ()) if module_path(path) not in lists)
        for node in order
    }
    members: dict[str, list[int]] = defaultdict(list)
    for node in order:
        for path in scopes[node]:
            members[path].append(node)
    one_box = {path for path, inside in members.items() if _is_one_cell(graph, inside)}
    total = sum(node >= 0 for node in order)
    stacks: Stacks = {}
    for node in order:
        kept: list[str] = []
        size = total
        for path in scopes[node]:
            if 1 < len(members[path]) < size and path not in one_box:
                kept.append(path)
                size = len(members[path])
        stacks[node] = tuple(kept)
    return stacks


def in_execution_order(graph: Any) -> list[int]:
    """Return the graph's nodes: inputs -1, -2, … first, then operators from 0."""
    return sorted(graph.nodes, key=lambda node: (node >= 0, abs(node)))


def chain_cells(graph: Any, stacks: Stacks) -> list[list[int]]:
    """Group operators into boxes: a convolution or linear layer takes the norm and activation that follow it.

    A follower joins when it is the only consumer, has no other input and lies in the same block; so does the
    padding before a convolution. The head stands first in its group.
    """
    groups: list[list[int]] = []
    taken: set[int] = set()
    for first in in_execution_order(graph):
        if first in taken:
            continue
        node = _padded_by(graph, first)
        padding = [] if node is None or stacks[node] != stacks[first] else [first]
        node = node if node is not None and padding else first
        group = [node]
        kind = graph.nodes[node]["kind"]
        wanted = {follower for follower in FOLLOWERS if follower != kind} if kind in HEADS else set()
        while wanted:
            following = list(graph.successors(group[-1]))
            if len(following) != 1 or not _is_only_link(graph, group[-1], following[0]):
                break
            candidate = following[0]
            kind = graph.nodes[candidate]["kind"]
            if kind not in wanted or stacks[candidate] != stacks[node]:
                break
            wanted.discard(kind)
            group.append(candidate)
        group[1:1] = padding
        taken.update(group)
        groups.append(group)
    return groups


def dissolve_cycles(stacks: Stacks, edges: Iterable[tuple[int, int]]) -> Stacks:
    """Take out blocks whose closed drawing would hold a cycle (a value leaves such a block and comes back into it)."""
    edges = list(edges)
    while True:
        levels: dict[str, set[tuple[str | int, str | int]]] = defaultdict(set)
        for source, target in edges:
            block, a, b = _meeting(stacks, source, target)
            if a != b:
                levels[block].add((a, b))
        guilty = {item for level in levels.values() for item in _nodes_in_cycles(level) if isinstance(item, str)}
        if not guilty:
            return stacks
        stacks = {node: tuple(path for path in stack if path not in guilty) for node, stack in stacks.items()}


def drop_lonely(around: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Take out blocks that hold one box, or one block and nothing else."""
    while True:
        children: dict[str, set[str]] = defaultdict(set)
        for cell, stack in around.items():
            for outer, inner in zip(stack, [*stack[1:], cell][: len(stack)], strict=True):
                children[outer].add(inner)
        lonely: set[str] = set()
        for path, inside in children.items():
            # Of a chain of blocks the outer one stays: its name is the shorter.
            if len(inside) == 1:
                only = next(iter(inside))
                lonely.add(only if only in children else path)
        if not lonely:
            return around
        around = {cell: tuple(path for path in stack if path not in lonely) for cell, stack in around.items()}


def _is_one_cell(graph: Any, nodes: list[int]) -> bool:
    """True where the operators of a scope are a head, its followers, and the padding before it."""
    if len(nodes) > 1 and _padded_by(graph, nodes[0]) == nodes[1]:
        nodes = nodes[1:]
        if len(nodes) == 1:
            return True
    if not 1 < len(nodes) <= 3 or graph.nodes[nodes[0]]["kind"] not in HEADS:
        return False
    kinds = [graph.nodes[node]["kind"] for node in nodes]
    chained = all(_is_only_link(graph, a, b) for a, b in pairwise(nodes))
    return chained and all(kind in FOLLOWERS for kind in kinds[1:]) and len(set(kinds)) == len(kinds)


def _padded_by(graph: Any, node: int) -> int | None:
    """The convolution that an operator pads the input of, None for all other operators."""
    row = graph.nodes[node].get("row")
    if row is None or row.operator not in PADS:
        return None
    following = list(graph.successors(node))
    if len(following) != 1 or not _is_only_link(graph, node, following[0]):
        return None
    return following[0] if graph.nodes[following[0]]["kind"] in ("conv", "depthwise") else None


def _is_only_link(graph: Any, source: int, target: int) -> bool:
    return (
        graph.out_degree(source) == 1
        and graph.in_degree(target) == 1
        and graph.has_edge(source, target)
        and not graph.nodes[source].get("output", False)
    )


def _meeting(stacks: Stacks, source: int, target: int) -> tuple[str, str | int, str | int]:
    """The innermost block around both ends, and what stands for either end in it."""
    a, b = stacks[source], stacks[target]
    depth = 0
    while depth < min(len(a), len(b)) and a[depth] == b[depth]:
        depth += 1
    block = a[depth - 1] if depth else ROOT
    return block, a[depth] if depth < len(a) else source, b[depth] if depth < len(b) else target


def _nodes_in_cycles(edges: set[tuple[str | int, str | int]]) -> set[str | int]:
    """What is left when everything without a predecessor, then without a successor, has been taken away."""
    remaining = edges
    for end in (1, 0):
        degree = Counter(edge[end] for edge in remaining)
        nodes = {node for edge in remaining for node in edge}
        onward: dict[str | int, list[str | int]] = defaultdict(list)
        for edge in remaining:
            onward[edge[1 - end]].append(edge[end])
        free = [node for node in nodes if not degree[node]]
        gone = set(free)
        while free:
            for node in onward[free.pop()]:
                degree[node] -= 1
                if not degree[node]:
                    free.append(node)
                    gone.add(node)
        remaining = {edge for edge in remaining if edge[0] not in gone and edge[1] not in gone}
    return {node for edge in remaining for node in edge}
