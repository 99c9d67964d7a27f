"""Where a key leads from a box: along edges, to siblings, out of a block. No Qt."""

from explorer.visualize.graph.scene import Box, Container, GraphScene

Thing = Box | Container


def neighbour(drawing: GraphScene, current: str | None, key: str) -> str | None:
    """Return the box that an arrow key leads to, None if there is none.

    Args:
        drawing: what is shown.
        current: the box or container one is at; None starts at the first box.
        key: ``up``, ``down``, ``left`` or ``right``. Along the flow it follows an
            edge (the straightest), across it goes to the nearest box beside.
    """
    things: dict[str, Thing] = {container.id: container for container in drawing.containers}
    things.update((box.id, box) for box in drawing.boxes)
    if current not in things:
        return drawing.boxes[0].id if drawing.boxes else None
    here = things[current]
    along = {"tb": ("up", "down"), "lr": ("left", "right")}[drawing.direction]
    if key in along:
        return _along_edge(drawing, things, here, forward=key == along[1])
    return _beside(drawing, here, after=key in ("right", "down"))


def _along_edge(drawing: GraphScene, things: dict[str, Thing], here: Thing, *, forward: bool) -> str | None:
    if isinstance(here, Container):
        inside = [box for box in drawing.boxes if contains(here, box)]
        if forward:
            return inside[0].id if inside else None
        entering = {box.id for box in inside}
        ends = [edge.source for edge in drawing.edges if edge.target in entering and edge.source not in entering]
    elif forward:
        ends = [edge.target for edge in drawing.edges if edge.source == here.id]
    else:
        ends = [edge.source for edge in drawing.edges if edge.target == here.id]
    if not ends:
        return None
    return min(ends, key=lambda end: (abs(_across(drawing, things[end]) - _across(drawing, here)), ends.index(end)))


def _beside(drawing: GraphScene, here: Thing, *, after: bool) -> str | None:
    """The nearest box that overlaps this one along the flow and lies on the given side."""
    best: tuple[float, str] | None = None
    start, end = _extent(drawing, here)
    place = _across(drawing, here)
    for box in drawing.boxes:
        low, high = _extent(drawing, box)
        distance = _across(drawing, box) - place
        if box.id == here.id or high <= start or low >= end or (distance > 0) != after or abs(distance) < 1:
            continue
        if best is None or abs(distance) < best[0]:
            best = (abs(distance), box.id)
    return best[1] if best else None


def sibling(order: tuple[str, ...], current: str | None, *, backward: bool) -> str | None:
    """Return the next (or previous) of ``order``, None past its ends."""
    if current not in order:
        return (order[-1] if backward else order[0]) if order else None
    at = order.index(current) + (-1 if backward else 1)
    return order[at] if 0 <= at < len(order) else None


def _across(drawing: GraphScene, thing: Thing) -> float:
    return thing.x + thing.width / 2 if drawing.direction == "tb" else thing.y + thing.height / 2


def _extent(drawing: GraphScene, thing: Thing) -> tuple[float, float]:
    if drawing.direction == "tb":
        return thing.y, thing.y + thing.height
    return thing.x, thing.x + thing.width


def contains(outer: Container, box: Box) -> bool:
    """True where a box lies in an open block, at any depth."""
    return (
        outer.x <= box.x
        and outer.y <= box.y
        and box.x + box.width <= outer.x + outer.width
        and box.y + box.height <= outer.y + outer.height
    )
