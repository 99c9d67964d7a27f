"""Open blocks one by one: what is laid out in each, and the border around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from explorer.analysis.rows import Shape
from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.scene import Point
from explorer.visualize.layout.layered import LayoutEdge, Placement
from explorer.visualize.layout.levels import Level

HEADER = 30.0
PADDING = 12.0
HEADER_WIDTH = 320.0
"""Least width of an open block, so that its header can be read."""


class Link(NamedTuple):
    """A value that flows within one block, from a child or an entrance to a child or an exit."""

    source: int
    target: int
    sender: str
    """The cell that the value comes from."""
    leaves: str
    """The child that it comes from; empty for an entrance."""
    enters: str
    """The child that it goes to; empty for an exit."""
    port: str
    """The entrance of that child through which it goes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is laid out in one block, whichever of its children are open: children first, then entrances, then exits."""

    block: str
    items: tuple[str, ...]
    links: tuple[Link, ...]
    inner: Mapping[tuple[str, str, str], int]
    """(from, to, sender) → link."""
    enters: Mapping[tuple[str, str], int]
    """(sender, to) → link."""
    leaves: Mapping[str, int]
    """Sender → link."""
    entrances: Mapping[str, int]
    """Port → number of its node."""
    exits: Mapping[str, int]
    """Sender → number of its node."""
    labels: Mapping[str, int]
    """Children after which a shape stands → the link beside which it does."""


def plan_block(tree: BlockTree, levels: Mapping[str, Level], block: str, came: Mapping[str, Shape]) -> Plan:
    """Collect what is laid out in a block.

    Args:
        tree: the network's blocks.
        levels: what flows within each of them.
        block: which one.
        came: the shape of the first value that enters each cell.
    """
    items, level = tree.blocks[block].children, levels[block]
    place = {item: number for number, item in enumerate(items)}
    ports = dict.fromkeys(map(level.port, level.enters))
    entrances = {port: number for number, port in enumerate(ports, len(items))}
    exits = {sender: number for number, sender in enumerate(level.leaves, len(items) + len(entrances))}
    links: list[Link] = []
    inner: dict[tuple[str, str, str], int] = {}
    enters: dict[tuple[str, str], int] = {}
    leaves: dict[str, int] = {}
    first_of: dict[str, int] = {}

    def port_of(child: str, sender: str) -> str:
        return levels[child].port(sender) if child in levels else ""

    for sender, children in level.enters.items():
        for child in children:
            enters[sender, child] = len(links)
            links.append(Link(entrances[level.port(sender)], place[child], sender, "", child, port_of(child, sender)))
    for (a, b), senders in level.inner.items():
        if a not in first_of and (b in levels or tree.cells[b].kind != "io"):
            first_of[a] = len(links)
        for sender in senders:
            inner[a, b, sender] = len(links)
            links.append(Link(place[a], place[b], sender, a, b, port_of(b, sender)))
    for sender, child in level.leaves.items():
        leaves[sender] = len(links)
        links.append(Link(place[child], exits[sender], sender, child, "", ""))
    labels = {item: first_of[item] for item in items if item in first_of and _changes_shape(tree, item, came)}
    return Plan(block, items, tuple(links), inner, enters, leaves, entrances, exits, labels)


def _changes_shape(tree: BlockTree, item: str, came: Mapping[str, Shape]) -> bool:
    if item in tree.blocks:
        return tree.blocks[item].came != tree.blocks[item].shape
    shape = tree.cells[item].shape
    return came.get(item, shape) != shape


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One open block, laid out; lengths are across and along the flow."""

    plan: Plan
    placement: Placement
    routes: tuple[int, ...]
    """For each link of the plan the edge of the placement."""
    inset: Point
    size: Point
    entrances: Mapping[str, float]
    """Offsets of the ports from the middle of the block's border."""
    exits: Mapping[str, float]


def connect(plan: Plan, inside: Mapping[str, Arrangement]) -> tuple[tuple[LayoutEdge, ...], tuple[int, ...]]:
    """Return the edges to lay out, and which of them each link takes; ``inside`` holds the children that are open."""
    found: dict[tuple[int, int, float, float | None], int] = {}
    routes: list[int] = []
    for source, target, sender, leaves, enters, port in plan.links:
        out = inside[leaves].exits[sender] if leaves in inside else 0.0
        into = inside[enters].entrances[port] if enters in inside else None
        routes.append(found.setdefault((source, target, out, into), len(found)))
    return tuple(map(LayoutEdge._make, found)), tuple(routes)


def frame(plan: Plan, placement: Placement, routes: tuple[int, ...], sideways: bool) -> Arrangement:
    """Put the border of an open block around its layout."""
    before, after, start, end = 0.0, 0.0, 0.0, 0.0
    across, along = placement.across, placement.along
    if plan.block != ROOT:
        before = after = start = end = PADDING
        if sideways:
            before = HEADER + 4
            start = end = 4.0
            spare = max(0.0, HEADER_WIDTH - along - start - end)
            # Ports lie on the border: what is spare goes to the end, where the last stretch of line grows.
            end += spare
        else:
            start, end = HEADER, 2.0
            spare = max(0.0, HEADER_WIDTH - across - before - after)
            before, after = before + spare / 2, after + spare / 2
    size = (before + across + after, start + along + end)
    middle = size[0] / 2
    centers = placement.centers
    return Arrangement(
        plan=plan,
        placement=placement,
        routes=routes,
        inset=(before, start),
        size=size,
        entrances={port: before + centers[number][0] - middle for port, number in plan.entrances.items()},
        exits={sender: before + centers[number][0] - middle for sender, number in plan.exits.items()},
    )
