"""What the canvas keeps from one drawing to the next, draws only once, or puts off: none of it is to be seen."""

import random

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from explorer.ui.graph.canvas import FAR, NEAR, Draft, GraphCanvas
from explorer.ui.graph.items import DATA_ID, ItemFactory
from explorer.ui.graph.lines import add_line, branches, group_edges
from explorer.ui.theme import tokens
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.scene import Edge
from explorer.visualize.layout.compound import Composer
from tests.visualize.drawing_networks import captured


def shown_canvas(qtbot: QtBot) -> GraphCanvas:
    canvas = GraphCanvas()
    qtbot.addWidget(canvas)
    canvas.motion = False
    canvas.resize(900, 700)
    canvas.show()
    return canvas


def places(canvas: GraphCanvas) -> list[tuple[float, ...]]:
    """Where every outermost item that can be seen lies."""
    items = [item for item in canvas.scene().items() if item.parentItem() is None]
    rects = [item.sceneBoundingRect() for item in items]
    return sorted(tuple(round(side, 2) for side in rect.getRect()) for rect in rects if not rect.isEmpty())  # type: ignore[attr-defined]


def lines(canvas: GraphCanvas) -> set[QGraphicsItem]:
    return {item for item in canvas.scene().items() if item.zValue() in (1, 1.5)}


@pytest.mark.parametrize("name", ["resnet50", "googlenet"])
def test_a_drawing_that_follows_another_is_the_same_as_one_that_comes_alone(qtbot: QtBot, name: str) -> None:
    tree, factory, choice = build_tree(captured(name)), ItemFactory(tokens()), random.Random(name)
    composer, warm = Composer(tree), shown_canvas(qtbot)
    blocks = list(tree.descendants())
    expanded = open_blocks(tree, 1)
    for _ in range(6):
        expanded ^= {choice.choice(blocks)}
        drawing = composer.compose(expanded)
        fresh = shown_canvas(qtbot)
        corner = QPointF(drawing.width / 2 - 400, choice.uniform(0, drawing.height - 600))
        for canvas in (warm, fresh):
            canvas.show_drawing(drawing, factory)
            canvas.set_view(1.0, corner)
        assert places(warm) == places(fresh)
        assert warm.grab().toImage() == fresh.grab().toImage()


def test_edges_and_labels_that_only_move_are_kept(qtbot: QtBot) -> None:
    tree, factory = build_tree(captured("resnet50")), ItemFactory(tokens())
    composer, canvas = Composer(tree), shown_canvas(qtbot)
    canvas.show_drawing(composer.compose(open_blocks(tree, 2)), factory)
    before = lines(canvas)
    canvas.show_drawing(composer.compose(open_blocks(tree, 2) - {"layer1.0"}), factory)
    after = lines(canvas)
    assert len(before & after) > 0.8 * len(after)
    canvas.show_drawing(composer.compose(open_blocks(tree, 2)), ItemFactory(tokens()))
    assert not lines(canvas) & (before | after), "another factory has other colours"


@pytest.fixture(scope="module")
def dense() -> list[Edge]:
    """The lines in and between open dense blocks."""
    tree = build_tree(captured("densenet121"))
    return list(Composer(tree).compose(open_blocks(tree, 2)).edges)


def test_the_lines_of_a_box_are_drawn_as_a_tree_without_a_gap(dense: list[Edge], qtbot: QtBot) -> None:
    """The same pixels as line after line, and far less to paint; smoothed, what lies on itself would be darker."""
    group = max(group_edges(dense), key=len)
    assert len(group) > 10
    whole, tree = QPainterPath(), QPainterPath()
    for edge in group:
        add_line(whole, edge.points, arrow=edge.arrow)
    for branch in branches(group):
        add_line(tree, branch.points, arrow=branch.arrow)
    assert tree.length() < whole.length() / 3
    assert tree.boundingRect() == whole.boundingRect()
    assert painted(tree) == painted(whole)


def painted(path: QPainterPath) -> QImage:
    area = path.boundingRect().adjusted(-4, -4, 4, 4)
    image = QImage(area.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(-area.topLeft())
    painter.setPen(QPen(Qt.GlobalColor.black, 3))
    painter.drawPath(path)
    painter.end()
    return image


def test_a_fork_beside_a_corner_is_drawn_from_the_start() -> None:
    def edge(*points: tuple[float, float]) -> Edge:
        return Edge("a", "b", (1,), points, True)

    first = edge((0, 0), (0, 20), (50, 20), (50, 100))
    close = edge((0, 0), (0, 24), (90, 24), (90, 100))
    late = edge((0, 0), (0, 200), (90, 200), (90, 300))
    other = edge((10, 0), (10, 300))
    found = [branch.points for branch in branches([first, close, late, other])]
    assert found[:2] == [first.points, close.points]
    assert found[3] == other.points
    start, *rest = found[2]
    assert start[0] == 0 and 0 <= start[1] <= 24 - 7, "where the line before has not turned yet"
    assert tuple(rest) == late.points[1:]


def test_details_come_and_go_everywhere_when_the_scale_passes_the_limit(qtbot: QtBot) -> None:
    tree = build_tree(captured("resnet50"))
    canvas = shown_canvas(qtbot)
    canvas.show_drawing(Composer(tree).compose(open_blocks(tree, "all")), ItemFactory(tokens()))

    def detailed() -> set[bool]:
        found = map(canvas._boxes.item, canvas._boxes.things)
        return {made.detailed for made in found if made is not None and made.details}

    def detailed_in_sight() -> set[bool]:
        seen = canvas.visible_rect()
        found = {key: canvas._boxes.item(key) for key in canvas._boxes.things}
        return {
            made.detailed
            for key, made in found.items()
            if made is not None and made.details and (canvas.rect_of(key) or QRectF()).intersects(seen)
        }

    canvas.set_view(NEAR, QPointF(0, 0))
    assert detailed() == {True}
    canvas.set_view(NEAR - 0.01, QPointF(0, 0))
    assert detailed_in_sight() == {False}
    qtbot.waitUntil(lambda: detailed() == {False})
    canvas.set_view(NEAR, QPointF(0, 500))
    assert detailed_in_sight() == {True}
    qtbot.waitUntil(lambda: detailed() == {True})
    canvas.set_view(FAR, QPointF(0, 0))
    canvas.clear()  # nothing is left for what is on its way


def test_the_first_look_from_afar_is_the_same_as_a_later_one(qtbot: QtBot) -> None:
    tree = build_tree(captured("googlenet"))
    canvas = shown_canvas(qtbot)
    canvas.show_drawing(Composer(tree).compose(open_blocks(tree, "all")), ItemFactory(tokens()))
    canvas.fit(duration=0)
    assert canvas.scale_factor < FAR
    first = canvas.grab().toImage()
    canvas.set_view(1.0, QPointF(0, 0))
    canvas.fit(duration=0)
    assert canvas.grab().toImage() == first
    grey, ink = first.pixelColor(2, 2), {first.pixelColor(x, 350).rgb() for x in range(900)}
    assert len(ink - {grey.rgb()}) > 1


def pixels(canvas: GraphCanvas) -> np.ndarray:
    image = canvas.grab().toImage()
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


def boxes(canvas: GraphCanvas) -> set[QGraphicsItem]:
    return {item for item in canvas.scene().items() if item.parentItem() is None and item.data(DATA_ID) is not None}


def test_what_is_out_of_sight_is_made_later_and_in_time(qtbot: QtBot) -> None:
    """A drawing of which only a part has been made looks the same, wherever one looks before the rest is there."""
    tree, factory = build_tree(captured("densenet121")), ItemFactory(tokens())
    drawing = Composer(tree).compose(open_blocks(tree, 2))
    whole, canvas = shown_canvas(qtbot), shown_canvas(qtbot)
    whole.show_drawing(drawing, factory)
    seen = QRectF(0, 0, 900, 700)
    draft = Draft(drawing, factory)
    for _ in canvas.prepare(draft, seen):
        pass
    canvas.commit(draft)
    rest = canvas.complete()
    few, fewer = len(lines(canvas)), len(boxes(canvas))
    assert few < len(lines(whole)) / 2
    assert fewer < len(boxes(whole)) / 4
    for top in (0, drawing.height * 0.4, drawing.height - 600):
        for one in (whole, canvas):
            one.set_view(1.0, QPointF(drawing.width / 2 - 450, top))
        # Where smoothed lines cross, the order in which they are painted is seen in the last bits.
        assert abs(pixels(canvas) - pixels(whole)).max() <= 3
    assert few < len(lines(canvas)) < len(lines(whole))
    assert fewer < len(boxes(canvas)) < len(boxes(whole))
    for _ in rest:
        pass
    assert len(boxes(canvas)) == len(boxes(whole)) == len(drawing.boxes) + len(drawing.containers)
    assert places(canvas) == places(whole)


def test_drawings_that_follow_fast_leave_nothing_out(qtbot: QtBot) -> None:
    """Of each only what is in sight is made before the next comes; the scale at which words are left out is passed."""
    tree, factory = build_tree(captured("densenet121")), ItemFactory(tokens())
    composer, canvas, fresh = Composer(tree), shown_canvas(qtbot), shown_canvas(qtbot)
    blocks, choice = list(tree.descendants()), random.Random(4)
    expanded = open_blocks(tree, 2)
    for scale in (1.0, NEAR - 0.1, 1.0):
        canvas.set_view(scale, QPointF(0, 2000))
        for _ in range(3):
            expanded ^= {choice.choice(blocks)}
            drawing = composer.compose(expanded)
            draft = Draft(drawing, factory)
            for _ in canvas.prepare(draft, canvas.visible_rect()):
                pass
            canvas.commit(draft)
            canvas.set_view(scale, QPointF(0, 2000))
    fresh.show_drawing(drawing, factory)
    assert len(boxes(canvas)) < len(boxes(fresh))
    for _ in canvas.complete():
        pass
    assert places(canvas) == places(fresh)
    for one in (canvas, fresh):
        one.set_view(1.0, QPointF(0, 900))
    assert abs(pixels(canvas) - pixels(fresh)).max() <= 3


def test_a_strip_out_of_sight_can_be_asked_for(qtbot: QtBot) -> None:
    tree, factory = build_tree(captured("densenet121")), ItemFactory(tokens())
    drawing = Composer(tree).compose(open_blocks(tree, "all"))
    whole, canvas = shown_canvas(qtbot), shown_canvas(qtbot)
    whole.show_drawing(drawing, factory)
    draft = Draft(drawing, factory)
    for _ in canvas.prepare(draft, QRectF(0, 0, 900, 700)):
        pass
    canvas.commit(draft)
    box, order = next((box, strip.order) for box in reversed(drawing.boxes) for strip in box.face.strips)
    assert whole.strip_rect(box.id, order) == canvas.strip_rect(box.id, order) is not None


def test_what_was_to_come_of_a_drawing_does_not_come_after_it_has_gone(qtbot: QtBot) -> None:
    tree, factory = build_tree(captured("densenet121")), ItemFactory(tokens())
    composer, canvas, fresh = Composer(tree), shown_canvas(qtbot), shown_canvas(qtbot)
    draft = Draft(composer.compose(open_blocks(tree, 2)), factory)
    for _ in canvas.prepare(draft, QRectF(0, 0, 900, 700)):
        pass
    canvas.commit(draft)
    rest = canvas.complete()
    next(rest)
    other = composer.compose(open_blocks(tree, 1))
    for one in (canvas, fresh):
        one.show_drawing(other, factory)
    for _ in rest:
        pass
    assert places(canvas) == places(fresh)
