"""What a composer does before it is asked for, and what it leaves until it is: no drawing differs by it."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.scene import DIRECTIONS, Edge
from explorer.visualize.layout import compound
from explorer.visualize.layout.assembly import Assembly
from explorer.visualize.layout.compound import Composer
from explorer.visualize.layout.layered import place
from tests.visualize.drawing_networks import NAMES, captured


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many boxes each layout has had, in the order in which they were made."""
    found: list[int] = []

    def counted(nodes, *rest):  # type: ignore[no-untyped-def]
        found.append(len(nodes))
        return place(nodes, *rest)

    monkeypatch.setattr(compound, "place", counted)
    return found


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("name", NAMES)
def test_drawings_are_the_same_with_foresight_and_without(name: str, direction: str) -> None:
    tree = build_tree(captured(name))
    everything = open_blocks(tree, "all")
    for expanded in (open_blocks(tree, "none"), open_blocks(tree, 1), everything):
        plain, foreseeing = Composer(tree), Composer(tree)
        for composer in (plain, foreseeing):
            composer.compose(expanded, direction)
        foreseeing.foresee(expanded, direction, lambda: True)
        for block in list(tree.descendants())[::7]:
            assert foreseeing.compose(expanded ^ {block}, direction) == plain.compose(expanded ^ {block}, direction)


def test_what_was_foreseen_is_not_laid_out_when_it_opens(laid_out: list[int]) -> None:
    tree = build_tree(captured("googlenet"))
    composer = Composer(tree)
    composer.compose(frozenset())
    composer.foresee(frozenset(), "tb", lambda: True)
    closed = [item for item in composer.visible_items(frozenset()) if item in tree.blocks]
    assert len(laid_out) > 1
    for block in closed:
        laid_out.clear()
        composer.compose(frozenset({block}))
        assert len(laid_out) <= 1, "the root has a box of another size; what is in that box is known"


def test_foresight_includes_what_opens_together(laid_out: list[int]) -> None:
    """A block that was closed over open ones shows them again."""
    tree = build_tree(captured("densenet121"))
    before = open_blocks(tree, "all") - {"features"}
    composer = Composer(tree)
    composer.compose(before)
    composer.foresee(before, "tb", lambda: True)
    laid_out.clear()
    composer.compose(open_blocks(tree, "all"))
    assert len(laid_out) == 1


def test_foresight_ends_as_soon_as_it_is_not_wanted(laid_out: list[int]) -> None:
    tree = build_tree(captured("densenet121"))
    before = open_blocks(tree, "all") - {"features"}
    composer = Composer(tree)
    composer.compose(before)
    laid_out.clear()
    asked = iter([True, True])
    composer.foresee(before, "tb", lambda: next(asked, False))
    assert len(laid_out) <= 2
    laid_out.clear()
    composer.foresee(before, "tb", lambda: False)
    assert not laid_out


@pytest.mark.usefixtures("frequent_switches")
def test_foresight_runs_beside_drawing() -> None:
    tree = build_tree(captured("densenet121"))
    blocks = list(tree.descendants())
    for expanded in (open_blocks(tree, 1), open_blocks(tree, 2)):
        composer, drawn_all = Composer(tree), threading.Event()

        def wanted(drawn_all: threading.Event = drawn_all) -> bool:
            return not drawn_all.is_set()

        with ThreadPoolExecutor(1) as thread:
            ahead = thread.submit(composer.foresee, expanded, "tb", wanted)
            drawn = [composer.compose(expanded ^ {block}) for block in blocks[::9]]
            drawn_all.set()
            ahead.result()
        for block, scene in zip(blocks[::9], drawn, strict=True):
            assert scene == Composer(tree).compose(expanded ^ {block})


def test_points_are_worked_out_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = build_tree(captured("densenet121"))
    worked_out: list[str] = []
    honest = Assembly._join

    def counted(self, *rest):  # type: ignore[no-untyped-def]
        worked_out.append(rest[-1])
        return honest(self, *rest)

    monkeypatch.setattr(Assembly, "_join", counted)
    scene = Composer(tree).compose(open_blocks(tree, "all"))
    assert not worked_out and len(scene.edges) > 700
    edge = scene.edges[-1]
    points = edge.points
    assert edge.points is points and len(worked_out) == 1


@pytest.mark.usefixtures("frequent_switches")
def test_points_are_the_same_whichever_thread_asks_for_them() -> None:
    tree = build_tree(captured("densenet121"))
    expected = [edge.points for edge in Composer(tree).compose(open_blocks(tree, "all")).edges]
    scene = Composer(tree).compose(open_blocks(tree, "all"))
    start = threading.Barrier(2)

    def ask(edges: list[Edge]) -> list[tuple[tuple[float, float], ...]]:
        start.wait()
        return [edge.points for edge in edges]

    with ThreadPoolExecutor(2) as threads:
        forwards = threads.submit(ask, list(scene.edges))
        backwards = threads.submit(ask, list(scene.edges[::-1]))
        assert forwards.result() == expected == backwards.result()[::-1]


def test_edges_are_equal_by_what_they_show() -> None:
    points = ((0.0, 0.0), (0.0, 9.0))
    edge, same = Edge("a", "b", (1, 2), points, True), Edge("a", "b", (1, 2), lambda: points, True)
    assert edge == same and hash(edge) == hash(same) and repr(edge) == repr(same)
    for other in (
        Edge("a", "c", (1, 2), points, True),
        Edge("a", "b", (1, 3), points, True),
        Edge("a", "b", (1, 2), points[:1], True),
        Edge("a", "b", (1, 2), points, False),
    ):
        assert edge != other
    assert edge != ("a", "b", (1, 2), points, True)
