"""What every drawing must fulfil, computed from its plain geometry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

import numpy as np

from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.scene import Box, Container, GraphScene, label_width

TOUCH = 0.01
"""Pixels by which neighbours may meet: a sum of many lengths is not exact."""
BORDER = 0.5
"""Pixels by which a line may lie on a border."""
STRETCH = 3.0
"""Pixels that two lines may share where they meet."""
CHUNK = 4_000_000
"""Most pairs of lines and boxes that are compared at once."""


def faults(tree: BlockTree, scene: GraphScene) -> dict[str, list[tuple[str, ...]]]:
    """Return everything that is wrong with a drawing, by kind and with the ids of what is involved; empty if nothing.

    The kinds are the functions below.
    """
    found: dict[str, Sequence[tuple[str, ...]]] = {
        "overlaps": overlaps(scene),
        "pierced": pierced(scene),
        "trespassing": trespassing(scene, boxes_inside(tree, scene)),
        "loose_ends": loose_ends(scene),
        "coincident": coincident(scene),
        "covered_labels": covered_labels(scene),
        "outside": outside(scene),
    }
    return {kind: list(those) for kind, those in found.items() if those}


def boxes_inside(tree: BlockTree, scene: GraphScene) -> dict[str, set[str]]:
    """Return the boxes in each open block, at any depth."""
    inside: dict[str, set[str]] = {container.id: set() for container in scene.containers}
    for box in scene.boxes:
        for block in tree.enclosing(box.id):
            if block != ROOT:
                inside[block].add(box.id)
    return inside


def overlaps(scene: GraphScene) -> list[tuple[str, str]]:
    """Pairs of boxes or containers that lie on each other without one holding the other."""
    things = (*scene.boxes, *scene.containers)
    rects = _rects(things)
    holder = np.array([isinstance(thing, Container) for thing in things])
    inner = _grown(rects, -TOUCH)
    meet = _meet(inner[:, None], inner[None])
    outer = _grown(rects, TOUCH)
    holds = holder[:, None] & np.all(
        np.concatenate([outer[:, None, :2] <= rects[None, :, :2], outer[:, None, 2:] >= rects[None, :, 2:]], axis=2),
        axis=2,
    )
    wrong = np.triu(meet & ~holds & ~holds.T, 1)
    return [(things[a].id, things[b].id) for a, b in np.argwhere(wrong)]


def pierced(scene: GraphScene) -> list[tuple[str, str, str]]:
    """Edges that pass through a box, their own source and target included."""
    return _passes(scene, scene.boxes, {})


def trespassing(scene: GraphScene, inside: Mapping[str, AbstractSet[str]]) -> list[tuple[str, str, str]]:
    """Edges that pass through an open block which holds neither of their ends."""
    return _passes(scene, scene.containers, inside)


def _passes(
    scene: GraphScene, things: Sequence[Box | Container], inside: Mapping[str, AbstractSet[str]]
) -> list[tuple[str, str, str]]:
    """Edges that meet one of ``things``; those with an end in its entry of ``inside`` may."""
    if not things or not scene.edges:
        return []
    segments = [(number, *a, *b) for number, edge in enumerate(scene.edges) for a, b in pairwise(edge.points)]
    numbers = np.array([segment[0] for segment in segments])
    ends = np.array([segment[1:] for segment in segments])
    lines = np.concatenate([np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])], axis=1)
    lines = _grown(lines, TOUCH)
    rects = _grown(_rects(things), -BORDER)
    found: dict[tuple[str, str, str], None] = {}
    step = max(1, CHUNK // len(things))
    for start in range(0, len(lines), step):
        for line, at in np.argwhere(_meet(lines[start : start + step, None], rects[None])):
            edge, thing = scene.edges[numbers[start + line]], things[at]
            members = inside.get(thing.id, ())
            if edge.source not in members and edge.target not in members:
                found[edge.source, edge.target, thing.id] = None
    return list(found)


def loose_ends(scene: GraphScene) -> list[tuple[str, str]]:
    """Edges that do not start and end on the border of their boxes, or run askew."""
    boxes = {box.id: box for box in scene.boxes}
    return [
        (edge.source, edge.target)
        for edge in scene.edges
        if not (
            _on_border(boxes[edge.source], edge.points[0])
            and _on_border(boxes[edge.target], edge.points[-1])
            and all(abs(a[0] - b[0]) < TOUCH or abs(a[1] - b[1]) < TOUCH for a, b in pairwise(edge.points))
        )
    ]


def coincident(scene: GraphScene) -> list[tuple[str, str, str, str]]:
    """Edges that have no end in common and still lie on each other for a stretch."""
    stretches: dict[tuple[bool, float], list[tuple[float, float, int]]] = defaultdict(list)
    for number, edge in enumerate(scene.edges):
        for (x0, y0), (x1, y1) in pairwise(edge.points):
            upright = abs(x0 - x1) < TOUCH
            place, low, high = (x0, *sorted((y0, y1))) if upright else (y0, *sorted((x0, x1)))
            stretches[upright, round(place, 1)].append((low, high, number))
    found: dict[tuple[str, str, str, str], None] = {}
    for those in stretches.values():
        those.sort()
        for at, (_, high, number) in enumerate(those):
            for low, _, other in those[at + 1 :]:
                if low >= high - STRETCH:
                    break
                a, b = scene.edges[number], scene.edges[other]
                if a.source != b.source and a.target != b.target:
                    found[a.source, a.target, b.source, b.target] = None
    return list(found)


def covered_labels(scene: GraphScene) -> list[tuple[str, str]]:
    """Labels that lie on a box or on another label: whose they are, and on what."""
    if not scene.labels:
        return []
    words = np.array([(one.x, one.y - 6, one.x + label_width(one.text) - 8, one.y + 6) for one in scene.labels])
    on_box = _meet(words[:, None], _grown(_rects(scene.boxes), -BORDER)[None])
    on_label = np.triu(_meet(words[:, None], words[None]), 1)
    found = [(scene.labels[a].source, scene.boxes[b].id) for a, b in np.argwhere(on_box)]
    return found + [(scene.labels[a].source, scene.labels[b].source) for a, b in np.argwhere(on_label)]


def outside(scene: GraphScene) -> list[tuple[str]]:
    """Boxes and containers that the drawing's width and height leave out."""
    things = (*scene.boxes, *scene.containers)
    rects = _rects(things)
    room = np.array([-TOUCH, -TOUCH, scene.width + TOUCH, scene.height + TOUCH])
    wrong = np.any(rects[:, :2] < room[:2], axis=1) | np.any(rects[:, 2:] > room[2:], axis=1)
    return [(things[at].id,) for at in np.flatnonzero(wrong)]


def _on_border(box: Box, point: tuple[float, float]) -> bool:
    x, y = point[0] - box.x, point[1] - box.y
    within = -BORDER <= x <= box.width + BORDER and -BORDER <= y <= box.height + BORDER
    return within and min(abs(x), abs(x - box.width), abs(y), abs(y - box.height)) < BORDER


def _rects(things: Sequence[Box | Container]) -> np.ndarray:
    """Left, top, right and bottom of each."""
    rects = [(thing.x, thing.y, thing.x + thing.width, thing.y + thing.height) for thing in things]
    return np.array(rects).reshape(-1, 4)


def _grown(rects: np.ndarray, margin: float) -> np.ndarray:
    return rects + np.array([-margin, -margin, margin, margin])


def _meet(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2]) & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
