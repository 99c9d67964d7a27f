"""Notes on the graph: marked on boxes and on what hides them, said, gone through, and asked for by key and mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QGraphicsPathItem, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from explorer.ui.graph.colouring import ColourBy
from explorer.ui.graph.export import GraphExport
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme, tokens
from explorer.visualize.graph.metrics import Metric
from tests.ui.graph_window import centre, click, corner, press, resnet50, selection, view

__all__ = ["resnet50", "selection", "view"]

NOTES = {
    "layer2": "the stride",
    "layer2.0.conv2": "sits here",
    "layer3.3": "one of five",
    "fc": "a <b>thousand</b> classes",
}


def texts(view: GraphView) -> dict[str, str]:
    """What stands on which box."""
    assert view.canvas.pins is not None
    return {box: pin.text for box, pin in view.canvas.pins.shown.items()}


def box_of(view: GraphView, path: str) -> str:
    """The box of a layer."""
    assert view.tree is not None
    found = view.tree.resolve(path)
    assert found is not None
    return found


def root_of(view: GraphView, box: str) -> QGraphicsPathItem:
    """The item of a box."""
    made = view.canvas._boxes.item(box)
    assert made is not None
    return made.root


def tip_at(qtbot: QtBot, view: GraphView, at: QPoint) -> str:
    """What the tool tip says where the mouse rests."""
    port = view.canvas.viewport()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.text())
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
    return QToolTip.text()


def pixels_at(view: GraphView, at: QPoint) -> list[QColor]:
    """What is painted around a point."""
    image = view.canvas.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    around = range(-7, 9)
    return [image.pixelColor((at + QPoint(x, y)) * ratio) for x in around for y in around]


def test_boxes_are_marked_and_closed_blocks_say_how_many_they_hide(qtbot: QtBot, view: GraphView) -> None:
    view.notes.set_texts(NOTES)
    assert texts(view) == {"layer2": "2", "layer3": "1", box_of(view, "fc"): ""}
    view.toggle("layer2")
    assert texts(view) == {"layer2": "", "layer2.0": "1", "layer3": "1", box_of(view, "fc"): ""}
    view.set_expanded(frozenset({"layer2", "layer2.0", "layer3", "layer3.1–5"}))
    everywhere = {"layer2": "", box_of(view, "layer2.0.conv2"): "", "layer3.3": "", box_of(view, "fc"): ""}
    assert texts(view) == everywhere
    view.notes.set_texts({"fc": "a thousand"})
    assert texts(view) == {box_of(view, "fc"): ""}
    view.notes.set_texts({})
    assert texts(view) == {}
    # What no operator has, and what is on the whole network, has no box.
    view.notes.set_texts({"": "the network", "no.such.layer": "gone"})
    assert texts(view) == {}


def test_a_mark_goes_with_its_box(qtbot: QtBot, view: GraphView) -> None:
    view.notes.set_texts(NOTES)
    fc = box_of(view, "fc")
    root = root_of(view, fc)
    (mark,) = [child for child in root.childItems() if child.toolTip()]
    view.toggle("layer2")
    assert root_of(view, fc) is root, "the box has moved"
    assert [child for child in root.childItems() if child.toolTip()] == [mark]
    view.notes.set_texts({})
    assert not root.toolTip() and not [child for child in root.childItems() if child.toolTip()]


def test_colours_and_themes_leave_the_marks(qtbot: QtBot, view: GraphView) -> None:
    view.notes.set_texts(NOTES)
    before = texts(view)

    def marked() -> list[str]:
        found = view.canvas._boxes.things
        return sorted(key for key in found if any(child.toolTip() for child in root_of(view, key).childItems()))

    view.set_colouring(ColourBy(Metric.PARAMS))
    qtbot.waitUntil(lambda: not view.busy)
    assert texts(view) == before and marked() == sorted(before)
    theme().set_mode("dark")
    qtbot.waitUntil(lambda: not view.busy)
    assert texts(view) == before and marked() == sorted(before)
    theme().set_mode("light")


def test_the_tool_tip_tells_the_note(qtbot: QtBot, view: GraphView) -> None:
    view.notes.set_texts(NOTES)
    fc = centre(view, box_of(view, "fc"))
    assert "a &lt;b&gt;thousand" in tip_at(qtbot, view, fc), "not taken for a text with marks in it"
    tip = tip_at(qtbot, view, corner(view, "layer2"))
    assert "the stride" in tip and "layer2.0.conv2" in tip and "sits here" in tip
    assert not tip_at(qtbot, view, centre(view, "layer4"))
    # An open block lies under what is in it: only its mark has the tool tip.
    view.toggle("layer2")
    assert "the stride" in tip_at(qtbot, view, corner(view, "layer2"))
    assert not tip_at(qtbot, view, centre(view, "layer2.0") + QPoint(30, 0)).count("the stride")
    view.notes.set_texts({"layer1": "\n".join(f"{'word ' * 40}{number}" for number in range(40))})
    assert len(tip_at(qtbot, view, centre(view, "layer1"))) < 1000


def test_the_mark_can_be_seen_from_near_and_afar(qtbot: QtBot, view: GraphView) -> None:
    for scale in (1.0, 0.3):
        view.canvas.set_view(scale, QPointF(-300, 0))
        view.notes.set_texts({})
        before = pixels_at(view, corner(view, "layer1"))
        view.notes.set_texts({"layer1": "first"})
        after = pixels_at(view, corner(view, "layer1"))
        assert sum(one != other for one, other in zip(before, after, strict=True)) > 60
        view.notes.set_texts({})
        assert pixels_at(view, corner(view, "layer1")) == before


def test_the_mark_of_the_selection_lies_above_its_outline(qtbot: QtBot, view: GraphView) -> None:
    view.notes.set_texts({"layer1": "first"})
    click(qtbot, view, centre(view, "layer1"))
    above = view.canvas.pins._above  # type: ignore[union-attr]
    assert above is not None and above.zValue() > 3.2
    view.clear_selection()
    assert view.canvas.pins._above is None  # type: ignore[union-attr]


def test_a_click_on_the_mark_is_one_on_the_box(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    view.notes.set_texts(NOTES)
    click(qtbot, view, corner(view, "layer2") - QPoint(2, 2))
    assert selection.current == Selected(block="layer2")
    # Also while the mark lies above the outline of the selection.
    click(qtbot, view, corner(view, "layer2") - QPoint(2, 2))
    assert selection.current == Selected(block="layer2")


def test_notes_are_said(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    view.notes.set_texts(NOTES)
    selection.select_block("layer2")
    assert view.canvas.accessibleName().endswith("; note: the stride; 1 note in it")
    view.toggle("layer2")
    assert view.canvas.accessibleName().endswith("; note: the stride")
    view.notes.set_texts({})
    assert "note" not in view.canvas.accessibleName()
    view.notes.set_texts({"layer2": "new"})
    assert view.canvas.accessibleName().endswith("; note: new"), "without a step away and back"


def test_steps_lead_through_the_notes_in_their_order(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    assert not view.notes.step(1)
    view.notes.set_texts(NOTES)
    conv2 = next(row.order for row in view.tree.network.rows if row.path == "layer2.0.conv2")  # type: ignore[union-attr]
    fc = next(row.order for row in view.tree.network.rows if row.path == "fc")  # type: ignore[union-attr]
    places = [Selected(block="layer2"), Selected(order=conv2), Selected(block="layer3.3"), Selected(order=fc)]
    met = []
    for _ in range(5):
        assert view.notes.step(1)
        met.append(selection.current)
    assert met == [*places, places[0]]
    assert "layer3.1–5" in view.expanded, "what hides one opens"
    met = []
    for _ in range(4):
        view.notes.step(-1)
        met.append(selection.current)
    assert met == [places[3], places[2], places[1], places[0]]
    # From a place between two of them.
    selection.select_operator(conv2 + 1)
    view.notes.step(-1)
    assert selection.current == places[1]


def menu_at(view: GraphView, at: QPoint) -> dict[str, QAction]:
    port = view.canvas.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at)))
    (menu,) = [one for one in view.findChildren(QMenu, "graph.menu") if one.isVisible()]
    return {one.objectName().removeprefix("graph.menu."): one for one in menu.actions()}


def test_menu_and_key_ask_for_a_note(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    assert "note" not in menu_at(view, centre(view, "layer2")), "nobody keeps notes here"
    with qtbot.assertNotEmitted(view.notes.requested):
        press(qtbot, view, Qt.Key.Key_N)
    view.notes.set_texts(NOTES)
    action = menu_at(view, centre(view, "layer2"))["note"]
    assert action.text().replace("&", "") == "Edit the note…\tN"
    with qtbot.waitSignal(view.notes.requested):
        action.trigger()
    assert selection.current == Selected(block="layer2")
    action = menu_at(view, centre(view, "layer4"))["note"]
    assert action.text().replace("&", "") == "Add a note…\tN"
    assert "note" not in menu_at(view, centre(view, "#-1")), "the input is no layer"
    selection.select_block("layer1")
    with qtbot.waitSignal(view.notes.requested):
        press(qtbot, view, Qt.Key.Key_N)


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_exports_are_without_the_marks(qtbot: QtBot, view: GraphView, suffix: str) -> None:
    def content() -> bytes:
        assert view.tree is not None and view.drawing is not None
        export = GraphExport(view.tree, view.drawing, suffix, colouring=view.colouring_in(tokens()))
        for _ in export.steps():
            pass
        # A PDF says when it was made, and has names of its own for it.
        lines = export.content().split(b"\n")
        return b"\n".join(one for one in lines if b"Date" not in one and b"uuid" not in one and b"/ID" not in one)

    before = content()
    view.notes.set_texts(NOTES)
    assert texts(view)
    assert content() == before
