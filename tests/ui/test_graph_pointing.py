"""What is lit up in the graph: the neighbours of what is pointed at, the way from the input to the selection."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.graph.canvas import FAR, GraphCanvas
from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import bands
from explorer.ui.graph.links import Links
from explorer.ui.graph.marks import Marks
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selection
from explorer.ui.theme import theme, tokens
from explorer.visualize.graph.scene import Edge
from explorer.visualize.layout.compound import layout_network
from tests.ui.graph_window import centre, open_all, resnet50, selection, view
from tests.visualize.drawing_networks import captured

__all__ = ["resnet50", "selection", "view"]


def marks(view: GraphView) -> Marks:
    assert view.canvas.marks is not None
    return view.canvas.marks


def point_at(qtbot: QtBot, view: GraphView, at: QPoint) -> None:
    qtbot.mouseMove(view.canvas.viewport(), at - QPoint(1, 1))
    qtbot.mouseMove(view.canvas.viewport(), at)


@pytest.fixture
def opened(view: GraphView) -> GraphView:
    """layer2.0 with its shortcut, readable and whole."""
    view.set_expanded(frozenset({"layer2", "layer2.0"}))
    rect = view.canvas.rect_of("layer2.0")
    assert rect is not None
    view.canvas.set_view(1.0, rect.center() - QPointF(500, 330))
    return view


def test_pointing_at_a_box_lights_what_is_linked_with_it(qtbot: QtBot, opened: GraphView) -> None:
    # conv1 of layer2.0 gets the value that its shortcut gets too, and hands its own to conv2.
    point_at(qtbot, opened, centre(opened, "#36"))
    assert marks(opened).hovered == "#36"
    assert marks(opened).neighbours == (("layer1",), ("#39",))
    add = next(box.id for box in opened.drawing.boxes if box.face.role == "junction")  # type: ignore[union-attr]
    point_at(qtbot, opened, centre(opened, add))
    before, after = marks(opened).neighbours
    assert set(before) == {"#42", "#44"} and len(after) == 1
    QApplication.sendEvent(opened.canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert marks(opened).hovered is None and marks(opened).neighbours == ((), ())


def test_an_open_block_is_linked_across_its_border(qtbot: QtBot, opened: GraphView) -> None:
    rect = opened.canvas.rect_of("layer2.0")
    assert rect is not None
    point_at(qtbot, opened, opened.canvas.mapFromScene(rect.topLeft()) + QPoint(60, 15))
    assert marks(opened).hovered == "layer2.0"
    assert marks(opened).neighbours == (("layer1",), ("layer2.1–3",))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_enters_is_dashed_and_what_leaves_is_drawn_through(qtbot: QtBot, opened: GraphView, mode: str) -> None:
    theme().set_mode(mode)
    point_at(qtbot, opened, centre(opened, "#39"))
    picture = opened.canvas.viewport().grab().toImage()
    colour = QColor(tokens().t2)

    def lit(start: str, end: str) -> list[bool]:
        """Where along the straight line between two boxes the colour of pointing is seen."""
        a, b = opened.canvas.rect_of(start), opened.canvas.rect_of(end)
        assert a is not None and b is not None
        x = opened.canvas.mapFromScene(a.center()).x()
        top, low = (opened.canvas.mapFromScene(QPointF(0, y)).y() for y in (a.bottom() + 2, b.top() - 8))
        column = range(top, low)
        return [any(picture.pixelColor(x + dx, y) == colour for dx in (-1, 0, 1)) for y in column]

    leaving, entering = lit("#39", "#42"), lit("#36", "#39")
    theme().set_mode("light")
    assert all(leaving)
    assert any(entering) and not all(entering)


def test_the_way_to_the_selection_is_banded_back_to_the_input(
    qtbot: QtBot, opened: GraphView, selection: Selection
) -> None:
    selection.select_operator(39)
    assert marks(opened).way == {"#-1", "#0", "#3", "layer1", "#36"}
    assert "#44" not in marks(opened).way, "the shortcut does not lead to it"
    selection.clear()
    assert marks(opened).way == frozenset()


def test_a_band_lies_under_the_way_and_nowhere_else(opened: GraphView, selection: Selection) -> None:
    opened.clear_selection()
    canvas = opened.canvas
    before = canvas.viewport().grab().toImage()
    selection.select_operator(42)
    opened.canvas.viewport().update()
    after = canvas.viewport().grab().toImage()

    def changed(start: str, x: int) -> bool:
        rect = canvas.rect_of(start)
        assert rect is not None
        at = canvas.mapFromScene(QPointF(rect.center().x(), rect.bottom() + 6)) + QPoint(x, 0)
        return before.pixelColor(at) != after.pixelColor(at)

    assert changed("#36", 3) and changed("#36", -2) and not changed("#36", 12)
    assert not changed("#44", 3)


def test_ways_are_those_of_the_network(resnet50: object) -> None:
    import networkx as nx

    for name in ("googlenet", "densenet121"):
        network = captured(name)
        drawing = layout_network(network, "all")
        graph = nx.DiGraph((edge.source, edge.target) for edge in drawing.edges)
        links = Links(drawing)
        for box in drawing.boxes[:: len(drawing.boxes) // 12]:
            assert {edge.source for edge in links.upstream(box.id)} == nx.ancestors(graph, box.id)
            entering, leaving = links.around(box.id)
            assert {edge.source for edge in entering} == set(graph.predecessors(box.id))
            assert {edge.target for edge in leaving} == set(graph.successors(box.id))


def test_bands_cover_each_line_once() -> None:
    def edge(*points: tuple[float, float]) -> Edge:
        return Edge("a", "b", (1,), points, True)

    # Two lines that share a trunk, over more than two tiles.
    edges = [edge((50, 0), (50, 2500)), edge((50, 0), (50, 300), (90, 300), (90, 400))]
    tiles = bands(edges, 8.0, downwards=True)
    assert len(tiles) == 4  # the first begins half a width before 0
    for x, y, covered in ((50, 1, True), (50, 999, True), (50, 1001, True), (53, 2499, True), (70, 302, True),
                          (90, 390, True), (60, 200, False), (50, 2510, False), (70, 310, False)):  # fmt: skip
        assert any(rect.contains(QPointF(x, y)) for tile in tiles for rect in tile) == covered, (x, y)
    area = sum(rect.width() * rect.height() for tile in tiles for rect in tile)
    assert area == pytest.approx((2508 + 48 + 108) * 8)


def test_from_afar_too(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    open_all(qtbot, view)
    view.canvas.set_view(0.3, QPointF(-500, -100))
    assert view.canvas.scale_factor < FAR
    plain = view.canvas.grab().toImage()
    box = view.drawing.boxes[6].id  # type: ignore[union-attr]
    point_at(qtbot, view, centre(view, box))
    assert view.canvas.grab().toImage() != plain
    assert marks(view).neighbours != ((), ())


def test_a_canvas_without_a_network_lights_up_too(qtbot: QtBot, resnet50) -> None:  # type: ignore[no-untyped-def]
    canvas = GraphCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    canvas.show_drawing(layout_network(resnet50), ItemFactory(tokens()))
    canvas.show_start()
    rect = canvas.rect_of("layer2")
    assert rect is not None
    at = canvas.mapFromScene(rect.center())
    with qtbot.waitSignal(canvas.hoverChanged) as told:
        qtbot.mouseMove(canvas.viewport(), at)
    assert told.args == ["layer2"]
    with qtbot.waitSignal(canvas.clicked) as clicked:
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["layer2", None]
    canvas.clear()
    canvas.hover("layer2")
    assert canvas.marks is None
