"""What every drawing must fulfil, computed from its plain geometry."""

from explorer.visualize.scene import Box, Container, GraphScene

Rect = tuple[float, float, float, float]


def _rect(thing: Box | Container, margin: float = 0.0) -> Rect:
    return (
        thing.x - margin,
        thing.y - margin,
        thing.x + thing.width + margin,
        thing.y + thing.height + margin,
    )


def _meet(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def overlaps(scene: GraphScene) -> list[tuple[str, str]]:
    """Pairs of boxes or containers that lie on each other without one holding the other."""
    things = [(one.id, _rect(one), isinstance(one, Container)) for one in (*scene.boxes, *scene.containers)]
    things.sort(key=lambda entry: entry[1][1])
    found = []
    for number, (name, rect, container) in enumerate(things):
        for other, second, other_container in things[number + 1 :]:
            if second[1] >= rect[3]:
                break
            if not _meet(rect, second):
                continue
            nested = (container and _holds(rect, second)) or (other_container and _holds(second, rect))
            if not nested:
                found.append((name, other))
    return found


def pierced(scene: GraphScene) -> list[tuple[str, str, str]]:
    """Edges that pass through a box which is neither their source nor their target."""
    boxes = sorted(((_rect(box, -0.5), box.id) for box in scene.boxes), key=lambda entry: entry[0][1])
    found = []
    for edge in scene.edges:
        for (x0, y0), (x1, y1) in zip(edge.points, edge.points[1:], strict=False):
            segment = (min(x0, x1) - 0.01, min(y0, y1) - 0.01, max(x0, x1) + 0.01, max(y0, y1) + 0.01)
            for rect, name in boxes:
                if rect[1] > segment[3]:
                    break
                if name not in (edge.source, edge.target) and _meet(segment, rect):
                    found.append((edge.source, edge.target, name))
    return found


def trespassing(scene: GraphScene, inside: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """Edges that pass through an open block which holds neither of their ends."""
    found = []
    for container in scene.containers:
        rect = _rect(container, -0.5)
        for edge in scene.edges:
            if edge.source in inside[container.id] or edge.target in inside[container.id]:
                continue
            for (x0, y0), (x1, y1) in zip(edge.points, edge.points[1:], strict=False):
                segment = (min(x0, x1) - 0.01, min(y0, y1) - 0.01, max(x0, x1) + 0.01, max(y0, y1) + 0.01)
                if _meet(segment, rect):
                    found.append((edge.source, edge.target, container.id))
    return found


def loose_ends(scene: GraphScene) -> list[tuple[str, str]]:
    """Edges that do not start and end on the border of their boxes, or run askew."""
    rects = {box.id: _rect(box) for box in scene.boxes}
    found = []
    for edge in scene.edges:
        ends = ((rects[edge.source], edge.points[0]), (rects[edge.target], edge.points[-1]))
        on_border = all(
            _holds((r[0] - 0.5, r[1] - 0.5, r[2] + 0.5, r[3] + 0.5), (*p, *p))
            and (min(abs(p[0] - r[0]), abs(p[0] - r[2]), abs(p[1] - r[1]), abs(p[1] - r[3])) < 0.5)
            for r, p in ends
        )
        straight = all(
            abs(a[0] - b[0]) < 0.01 or abs(a[1] - b[1]) < 0.01
            for a, b in zip(edge.points, edge.points[1:], strict=False)
        )
        if not (on_border and straight):
            found.append((edge.source, edge.target))
    return found
