"""The layered placement, on graphs that hypothesis makes up."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.visualize.layout.layered import LayoutEdge, LayoutNode, Placement, place
from explorer.visualize.layout.layering import Order

Graph = tuple[list[LayoutNode], list[LayoutEdge]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 14))
    nodes = []
    for _ in range(count):
        if draw(st.booleans()):
            nodes.append(LayoutNode(20.0, 20.0, junction=True))
        else:
            nodes.append(
                LayoutNode(draw(st.integers(20, 300)), draw(st.integers(10, 200)), label=draw(st.sampled_from((0, 14))))
            )
    pairs = [(a, b) for b in range(count) for a in range(b)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30)) if pairs else []
    return nodes, [LayoutEdge(a, b) for a, b in chosen]


def rects(nodes: list[LayoutNode], placement: Placement) -> list[tuple[float, float, float, float]]:
    return [
        (x - node.across / 2, y - node.along / 2, x + node.across / 2, y + node.along / 2)
        for node, (x, y) in zip(nodes, placement.centers, strict=True)
    ]


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_boxes_are_apart_and_edges_pass_between_them(graph: Graph) -> None:
    nodes, edges = graph
    placement = place(nodes, edges)
    boxes = rects(nodes, placement)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        assert x0 >= -0.01 and x1 <= placement.across + 0.01
        assert y0 >= -0.01 and y1 <= placement.along + 0.01
        for u0, v0, u1, v1 in boxes[:i]:
            assert x1 <= u0 + 0.01 or u1 <= x0 + 0.01 or y1 <= v0 + 0.01 or v1 <= y0 + 0.01
    for edge, route in zip(edges, placement.routes, strict=True):
        for (xa, ya), (xb, yb) in itertools.pairwise(route):
            assert abs(xa - xb) < 0.01 or abs(ya - yb) < 0.01, "askew"
            assert yb >= ya - 0.01, "against the flow"
            for number, (x0, y0, x1, y1) in enumerate(boxes):
                if number in (edge.source, edge.target):
                    continue
                inside_x = min(xa, xb) < x1 - 0.5 and max(xa, xb) > x0 + 0.5
                inside_y = min(ya, yb) < y1 - 0.5 and max(ya, yb) > y0 + 0.5
                assert not (inside_x and inside_y), f"edge {edge} passes through box {number}"


def fan_into_a_narrow_box() -> Graph:
    """Four edges enter a box of 49 pixels, the straightest being the first of them."""
    junctions = (0, 1, 3, 4, 5, 7, 9, 10)
    nodes = [LayoutNode(20.0, 20.0 if at in junctions else 10.0, junction=at in junctions) for at in range(12)]
    ends = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (1, 4), (0, 12), (1, 12), (2, 12), (4, 12)]
    return [*nodes, LayoutNode(49.0, 10.0)], [LayoutEdge(source, target) for source, target in ends]


@settings(max_examples=60, deadline=None)
@given(graphs())
@example(fan_into_a_narrow_box())
def test_edges_begin_and_end_on_their_boxes(graph: Graph) -> None:
    nodes, edges = graph
    placement = place(nodes, edges)
    boxes = rects(nodes, placement)
    for edge, route in zip(edges, placement.routes, strict=True):
        x0, _, x1, bottom = boxes[edge.source]
        assert x0 <= route[0][0] <= x1 and route[0][1] == pytest.approx(bottom)
        u0, top, u1, low = boxes[edge.target]
        x, y = route[-1]
        from_above = y == pytest.approx(top) and u0 - 0.01 <= x <= u1 + 0.01
        from_side = nodes[edge.target].junction and y == pytest.approx((top + low) / 2)
        assert from_above or (from_side and (x == pytest.approx(u0) or x == pytest.approx(u1)))


def test_a_chain_is_a_straight_line() -> None:
    nodes = [LayoutNode(width, 30.0) for width in (100.0, 236.0, 20.0, 320.0)]
    placement = place(nodes, [LayoutEdge(i, i + 1) for i in range(3)])
    assert {x for x, _ in placement.centers} == {160.0}
    assert all(len({x for x, _ in route}) == 1 for route in placement.routes)
    assert placement.across == 320.0


def test_a_skip_edge_runs_beside_the_main_column_into_the_junction_s_side() -> None:
    nodes = [LayoutNode(100.0, 30.0) for _ in range(4)] + [LayoutNode(20.0, 20.0, junction=True)]
    edges = [*(LayoutEdge(i, i + 1) for i in range(4)), LayoutEdge(0, 4)]
    placement = place(nodes, edges)
    assert len({x for x, _ in placement.centers}) == 1
    skip = placement.routes[-1]
    assert max(x for x, _ in skip) > placement.centers[0][0] + 50
    assert skip[-1][1] == pytest.approx(placement.centers[4][1])


def test_long_edges_of_one_source_share_a_lane() -> None:
    """The all-to-all of a dense block would be as wide as its edges are many."""
    count = 24
    nodes = [LayoutNode(100.0, 30.0) for _ in range(count)]
    edges = [LayoutEdge(i, j) for j in range(count) for i in range(j)]
    assert place(nodes, edges).across < 100 + count * 40


def test_ports_stand_alone_in_the_first_and_last_rank() -> None:
    nodes = [LayoutNode(0.0, 0.0), LayoutNode(100.0, 30.0), LayoutNode(100.0, 30.0), LayoutNode(0.0, 0.0)]
    placement = place(nodes, [LayoutEdge(0, 2), LayoutEdge(1, 2), LayoutEdge(2, 3)], first=(0,), last=(3,))
    y = [y for _, y in placement.centers]
    assert y[0] == 0.0 < y[1] < y[2] < y[3] == placement.along


def test_a_cycle_is_refused() -> None:
    with pytest.raises(ValueError, match="cycle"):
        place([LayoutNode(10, 10)] * 2, [LayoutEdge(0, 1), LayoutEdge(1, 0)])


def test_nothing_takes_no_room() -> None:
    assert place([], []) == Placement((), (), 0.0, 0.0)


@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(0, 2**32 - 1))
def test_an_order_that_is_known_gives_what_a_new_one_would(graph: Graph, seed: int) -> None:
    """Boxes of other sizes, as after a block in them was opened."""
    nodes, edges = graph
    orders: dict[object, Order] = {}
    place(nodes, edges, orders=orders)
    wider = [node._replace(across=node.across + (seed >> number) % 2 * 140.0) for number, node in enumerate(nodes)]
    assert len(orders) == 1
    assert place(wider, edges, orders=orders) == place(wider, edges)
    assert len(orders) == 1


def test_edges_keep_to_the_ports_of_an_open_box() -> None:
    nodes = [LayoutNode(300.0, 80.0), LayoutNode(300.0, 80.0), LayoutNode(300.0, 80.0)]
    edges = [LayoutEdge(0, 1, -30.0, 20.0), LayoutEdge(0, 1, 40.0, -60.0), LayoutEdge(0, 2, 40.0, 10.0)]
    placement = place(nodes, edges)
    for edge, route in zip(edges, placement.routes, strict=True):
        assert edge.target_offset is not None
        assert route[0][0] == placement.centers[edge.source][0] + edge.source_offset
        assert route[-1][0] == placement.centers[edge.target][0] + edge.target_offset


def test_sweeps_untangle_what_the_first_order_crosses() -> None:
    """Two layers of five, joined in reverse: no crossing is left."""
    count = 5
    nodes = [LayoutNode(60.0, 30.0) for _ in range(2 * count)]
    edges = [LayoutEdge(i, 2 * count - 1 - i) for i in range(count)] + [LayoutEdge(0, 2 * count - 2)]
    centers = place(nodes, edges).centers
    ends = sorted((centers[edge.source][0], centers[edge.target][0]) for edge in edges)
    assert [lower for _, lower in ends] == sorted(lower for _, lower in ends)
