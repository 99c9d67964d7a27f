"""Who stands beside whom: the order of the boxes and lanes within each rank."""

from bisect import bisect_right

from explorer.visualize.layout.layering import Order

SWEEPS = 6


def order_layers(graph: Order) -> Order:
    """Order each rank: depth first with the longest branch in the middle, then barycentre sweeps."""
    _order_depth_first(graph)
    graph.renumber()
    crossings = _Crossings(graph)
    fewest = crossings.count()
    best = [layer[:] for layer in graph.layers]
    worse = 0
    for sweep in range(SWEEPS):
        if not fewest:
            break
        downwards = sweep % 2 == 0
        neighbours = graph.up if downwards else graph.down
        count, moved = len(graph.layers), False
        for number in range(1, count) if downwards else range(count - 2, -1, -1):
            if _sort_by_barycentre(graph.layers[number], neighbours, graph.position):
                crossings.forget(number)
                moved = True
        if sweep and not moved:
            break
        found = crossings.count(fewest)
        if found < fewest:
            fewest, best, worse = found, [layer[:] for layer in graph.layers], 0
        else:
            worse += 1
            if worse > 2:
                break
    graph.layers = best
    graph.renumber()
    return graph


def _order_depth_first(graph: Order) -> None:
    real, rank, layers, down, height = graph.real, graph.rank, graph.layers, graph.down, graph.height
    seen = [False] * len(rank)
    for start in range(real):
        if graph.up[start]:
            continue
        stack = [start]
        while stack:
            node = stack.pop()
            if seen[node]:
                continue
            seen[node] = True
            layers[rank[node]].append(node)
            following = down[node]
            if len(following) < 2:
                stack += following
                continue
            boxes = [one for one in following if one < real]
            if len(boxes) > 1:
                boxes = _longest_in_the_middle(boxes, height)
            stack += [one for one in reversed(following) if one >= real]
            stack += reversed(boxes)


def _longest_in_the_middle(boxes: list[int], height: list[int]) -> list[int]:
    boxes.sort(key=lambda one: -height[one])
    if len(boxes) == 2:
        return boxes
    return boxes[1::2][::-1] + boxes[::2]


def _sort_by_barycentre(layer: list[int], neighbours: list[list[int]], position: list[int]) -> bool:
    """Sort a layer by the mean place of its neighbours; return whether that changed anything."""
    if len(layer) < 2:
        return False
    key: dict[int, float] = {}
    for node in layer:
        those = neighbours[node]
        if len(those) == 1:
            key[node] = position[those[0]]
        elif len(those) == 2:
            key[node] = (position[those[0]] + position[those[1]]) / 2
        else:
            key[node] = sum([position[one] for one in those]) / len(those) if those else position[node]
    ordered = sorted(layer, key=key.__getitem__)
    if ordered == layer:
        return False
    layer[:] = ordered
    for place_in_layer, node in enumerate(layer):
        position[node] = place_in_layer
    return True


class _Crossings:
    """How many links cross below each rank, counted anew only where something has moved."""

    def __init__(self, graph: Order) -> None:
        self._graph = graph
        self._below: list[int | None] = [None] * (len(graph.layers) - 1)

    def forget(self, number: int) -> None:
        """A layer has another order now."""
        for gap in (number - 1, number):
            if 0 <= gap < len(self._below):
                self._below[gap] = None

    def count(self, enough: int | None = None) -> int:
        """Return how many links cross; ``enough`` or more than that where there are at least so many."""
        total = 0
        for number, known in enumerate(self._below):
            if known is None:
                known = self._below[number] = self._count_below(self._graph.layers[number])
            total += known
            if enough is not None and total >= enough:
                break
        return total

    def _count_below(self, layer: list[int]) -> int:
        if len(layer) < 2:
            return 0
        position, down = self._graph.position, self._graph.down
        ends: list[int] = []
        for node in layer:
            those = down[node]
            if len(those) == 1:
                ends.append(position[those[0]])
            else:
                ends += sorted([position[one] for one in those])
        if ends == sorted(ends):  # in most layers of a dense block nothing crosses
            return 0
        total = 0
        passed: list[int] = []
        for end in ends:
            before = bisect_right(passed, end)
            total += len(passed) - before
            passed.insert(before, end)
        return total
