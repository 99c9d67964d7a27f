"""The block graph in a real window, driven by key, wheel and mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton

from explorer.analysis.network import Network
from explorer.ui.graph.header import counted
from explorer.ui.graph.items import DATA_PART
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from tests.ui.graph_window import centre, click, open_all, resnet50, selection, shown, sign, view
from tests.visualize.drawing_networks import captured

__all__ = ["resnet50", "selection", "view"]


def test_the_first_view_shows_the_stages(view: GraphView) -> None:
    assert {"layer1", "layer2", "layer3", "layer4"} <= shown(view)
    assert view.header.totals.text().replace("\u202f", "\u2009").split("\u2003") == [
        "25,557,032 params", "4.089\u2009GMACs", "RF 427 px",
    ]  # fmt: skip
    assert view.header.breadcrumb.texts() == ["ResNet"]


@pytest.mark.parametrize(
    ("macs", "text"),
    [
        (4_089_184_256, "4.089 GMACs"),
        (15_470_264_320, "15.47 GMACs"),
        (300_774_272, "300.8 M MACs"),
        (416_520, "416.5 K MACs"),
        (999_999_999, "1.000 GMACs"),
        (0, "0 MACs"),
    ],
)
def test_totals_name_their_unit(macs: int, text: str) -> None:
    assert counted(macs).replace("\u202f", " ") == text


def test_a_click_on_the_plus_opens_a_block_and_the_minus_closes_it(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    before = sign(view, "layer2")
    with qtbot.waitSignal(view.blockToggled) as toggled:
        click(qtbot, view, before)
    assert toggled.args == [("layer2", True)]
    assert {"layer2.0", "layer2.1–3"} <= shown(view)
    click(qtbot, view, sign(view, "layer2"))
    assert "layer2" in shown(view)


def test_the_toggled_block_s_header_stays_under_the_cursor(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    view.canvas.set_view(1.0, QPointF(0, 200))
    old = view.canvas.rect_of("layer3")
    assert old is not None
    before = view.canvas.mapFromScene(old.topLeft())
    click(qtbot, view, sign(view, "layer3"))
    new = view.canvas.rect_of("layer3")
    assert new is not None and new.height() > old.height()
    after = view.canvas.mapFromScene(new.topLeft())
    assert abs(before.x() - after.x()) <= 1 and abs(before.y() - after.y()) <= 1


def test_a_double_click_opens_a_block(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    at = centre(view, "layer1")
    click(qtbot, view, at)
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "layer1" in view.expanded
    assert selection.current == Selected(block="layer1")


def test_a_click_selects_for_all_panels(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    click(qtbot, view, centre(view, "layer2"))
    assert selection.current == Selected(block="layer2")
    click(qtbot, view, centre(view, "#0") - QPoint(0, 8))
    assert selection.current == Selected(order=0)
    assert view.header.breadcrumb.texts() == ["ResNet", "conv1"]
    click(qtbot, view, QPoint(500, 3))
    assert not selection.current


def test_a_strip_can_be_selected_on_its_own(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    view.canvas.set_view(1.0, QPointF(-200, -50))
    for order in (1, 2):
        rect = view.canvas.strip_rect("#0", order)
        assert rect is not None
        click(qtbot, view, view.canvas.mapFromScene(rect.center()))
        assert selection.current == Selected(order=order)


def test_the_selection_of_another_panel_is_outlined(view: GraphView, selection: Selection) -> None:
    selection.select_operator(0)
    assert view.canvas.marks is not None
    assert view.canvas.marks.selected == "#0"
    assert view.canvas.marks.selected_rect == view.canvas.rect_of("#0")
    view.canvas.set_view(1.0, QPointF(-100, -100))
    rect = view.canvas.rect_of("#0")
    assert rect is not None
    edge = view.canvas.mapFromScene(QPointF(rect.left(), rect.center().y()))
    picture = view.canvas.viewport().grab(view.canvas.viewport().rect()).toImage()
    accent = QColor(theme().tokens.accent)
    near = [picture.pixelColor(edge.x() + dx, edge.y()) for dx in range(-2, 3)]
    assert accent in near


def test_an_operator_in_closed_blocks_is_revealed(view: GraphView, selection: Selection) -> None:
    selection.select_operator(58)
    assert {"layer2", "layer2.1–3", "layer2.2"} <= view.expanded
    assert view.canvas.marks is not None and view.canvas.marks.selected == "#58"
    rect = view.canvas.rect_of("#58")
    assert rect is not None and view.canvas.visible_rect().contains(rect)
    assert view.header.breadcrumb.texts() == ["ResNet", "layer2", "layer2.1–3", "layer2.2", "conv1"]


def test_following_makes_no_loop(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    heard: list[Selected] = []
    selection.changed.connect(heard.append)
    click(qtbot, view, centre(view, "layer1"))
    selection.select_operator(40)
    assert heard == [Selected(block="layer1"), Selected(order=40)]


def test_a_crumb_selects_its_block(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(39)
    crumbs = view.findChildren(QToolButton, "graph.crumb")
    crumb = next(one for one in crumbs if one.text() == "layer2")
    qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton)
    assert selection.current == Selected(block="layer2")


def test_in_a_narrow_panel_totals_give_way_and_crumbs_are_never_cut(view: GraphView, selection: Selection) -> None:
    selection.select_operator(58)
    for width in (900, 560, 320):
        view.resize(width, 600)
        QApplication.processEvents()
        for crumb in view.findChildren(QToolButton, "graph.crumb"):
            if crumb.isVisible():
                assert crumb.width() >= crumb.sizeHint().width()
        assert view.header.totals.text().endswith(("px", "MACs", "params", "")), "whole figures only"
    assert view.header.breadcrumb.texts()[-1] == "conv1"
    assert not view.header.totals.isVisible()


def test_a_revealed_operator_is_shown_with_what_is_beside_it(view: GraphView, selection: Selection) -> None:
    view.resize(570, 600)
    selection.select_operator(39)
    beside = view.canvas.rect_of("#44")
    assert beside is not None and view.canvas.visible_rect().contains(beside)


def wheel(view: GraphView, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas.viewport(), event)


@pytest.mark.parametrize("steps", [2, -3])
def test_the_wheel_zooms_at_the_cursor(view: GraphView, steps: int) -> None:
    at = QPoint(260, 410)
    before, scale = view.canvas.mapToScene(at), view.canvas.scale_factor
    wheel(view, at, steps)
    after = view.canvas.mapToScene(at)
    assert view.canvas.scale_factor == pytest.approx(scale * 1.25**steps)
    assert abs(before.x() - after.x()) * view.canvas.scale_factor < 1.5
    assert abs(before.y() - after.y()) * view.canvas.scale_factor < 1.5


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_dragging_pans_and_selects_nothing(
    qtbot, view: GraphView, selection: Selection, button: Qt.MouseButton
) -> None:  # type: ignore[no-untyped-def]
    start = centre(view, "layer2")
    before = view.canvas.top_left
    port = view.canvas.viewport()
    qtbot.mousePress(port, button, pos=start)
    qtbot.mouseMove(port, start + QPoint(30, 20))
    qtbot.mouseMove(port, start + QPoint(80, 50))
    qtbot.mouseRelease(port, button, pos=start + QPoint(80, 50))
    moved = (view.canvas.top_left - before) * view.canvas.scale_factor
    assert moved.x() == pytest.approx(-80, abs=1.5) and moved.y() == pytest.approx(-50, abs=1.5)
    assert not selection.current


def test_from_afar_the_boxes_are_still_there_to_be_clicked(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    open_all(qtbot, view)
    view.canvas.fit(duration=0)
    view.canvas.set_view(0.3, QPointF(-500, -100))
    picture = view.canvas.grab().toImage()
    at = centre(view, "#4")
    assert picture.pixelColor(at) == QColor(theme().tokens.conv)
    click(qtbot, view, at)
    assert selection.current.order in (4, 5, 6)


def test_words_are_left_out_when_zoomed_out(view: GraphView) -> None:
    view.canvas.set_view(1.0, QPointF(0, 0))
    near = sum(item.isVisible() for item in view.canvas.scene().items())
    view.canvas.set_view(0.6, QPointF(0, 0))
    assert sum(item.isVisible() for item in view.canvas.scene().items()) < near
    view.canvas.set_view(1.0, QPointF(0, 0))
    assert sum(item.isVisible() for item in view.canvas.scene().items()) == near


def test_a_big_graph_comes_in_slices(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    other = Selection()
    view.set_network(captured("densenet121"), other)
    with qtbot.waitSignal(view.drawn, timeout=10_000):
        view.set_expanded("all")
        assert len(shown(view)) < 100, "the canvas is changed later, all at once"
    assert len(shown(view)) > 200
    # An order that another overtakes is never drawn.
    view.set_expanded(frozenset({"features"}))
    view.set_expanded("all")
    view.set_expanded("none")
    qtbot.wait(300)
    assert "features" in shown(view)


def test_left_to_right(view: GraphView) -> None:
    view.set_direction("lr")
    assert view.drawing is not None
    first, last = view.drawing.boxes[0], view.drawing.boxes[-1]
    assert first.x < last.x and view.drawing.width > view.drawing.height


def test_the_theme_recolours_and_keeps_the_place(view: GraphView, selection: Selection) -> None:
    selection.select_operator(39)
    place = view.canvas.top_left
    theme().set_mode("dark")
    assert (view.canvas.top_left - place).manhattanLength() < 2
    assert view.canvas.backgroundBrush().color() == QColor(theme().tokens.canvas)
    assert view.canvas.marks is not None and view.canvas.marks.selected == "#39"
    theme().set_mode("light")


def test_states_take_the_canvas_s_place(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    view.show_error("The network could not be captured.", "Try another input size.")
    assert view.state.isVisible() and not view.legend.isVisible() and view.drawing is None
    with qtbot.waitSignal(view.retryRequested):
        qtbot.mouseClick(view.findChild(object, "graph.state.retry"), Qt.MouseButton.LeftButton)
    view.clear()
    assert view.state.isVisible()
    view.set_network(captured("vgg16"), Selection())
    assert not view.state.isVisible() and view.legend.isVisible()


def test_another_network_unlinks_the_old_selection(view: GraphView, selection: Selection) -> None:
    view.set_network(captured("vgg16"), Selection())
    selection.select_operator(39)
    assert view.canvas.marks is not None and view.canvas.marks.selected is None


def test_the_view_can_go_while_it_moves(qtbot, resnet50: Network, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    view = GraphView()
    view.resize(900, 600)
    view.show()
    view.set_network(resnet50, selection)
    view.fit()
    selection.select_operator(150)
    view.close()
    view.deleteLater()
    qtbot.wait(250)


def test_boxes_glide_to_their_places(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    view.set_reduced_motion(False)
    view.canvas.set_view(1.0, QPointF(0, 0))
    item = view.canvas.items(centre(view, "layer3"))
    box = next(one.topLevelItem() for one in item)
    view.toggle("layer2")
    rect = view.canvas.rect_of("layer3")
    assert rect is not None
    seen: list[float] = []
    qtbot.waitUntil(lambda: seen.append(box.y()) or box.y() == rect.y(), timeout=2000)
    assert min(seen) < rect.y(), "it starts from where it was"
    # A change in mid-flight ends the first one in its place.
    view.toggle("layer2")
    view.toggle("layer4")
    qtbot.waitUntil(lambda: box.y() == view.canvas.rect_of("layer3").y() and box.opacity() == 1.0)  # type: ignore[union-attr]


def test_signs_are_large_enough_to_be_hit(view: GraphView) -> None:
    hits = [item for item in view.canvas.scene().items() if item.data(DATA_PART) == "toggle"]
    assert max(item.boundingRect().width() for item in hits) >= 24


def test_a_narrow_canvas_has_no_legend_of_kinds(
    qtbot, view: GraphView, resnet50: Network, selection: Selection
) -> None:  # type: ignore[no-untyped-def]
    view.resize(560, 700)
    qtbot.waitUntil(lambda: not view.legend.isVisible())
    view.set_network(resnet50, selection)
    assert not view.legend.isVisible()
    view.resize(1000, 700)
    qtbot.waitUntil(view.legend.isVisible)


@pytest.mark.parametrize("direction", ["tb", "lr"])
def test_another_size_keeps_the_beginning_and_the_middle(view: GraphView, direction: str) -> None:
    view.set_direction(direction)
    canvas = view.canvas
    canvas.set_view(1.0, QPointF(-100, -100))
    before, port = canvas.top_left, canvas.viewport().size()
    for width, height in ((700, 500), (1100, 760), (1000, 700)):
        view.resize(width, height)
        QApplication.processEvents()
        wider, higher = canvas.viewport().width() - port.width(), canvas.viewport().height() - port.height()
        wanted = before - (QPointF(wider / 2, 0) if direction == "tb" else QPointF(0, higher / 2))
        assert (canvas.top_left - wanted).manhattanLength() <= 3
    assert canvas.viewport().size() == port


def test_turning_the_graph_keeps_the_selection_in_sight(view: GraphView, selection: Selection) -> None:
    view.set_expanded(1)
    assert view.drawing is not None
    last = view.drawing.boxes[-2].id
    for direction in ("lr", "tb"):
        view.set_direction(direction)
        at = view.canvas.rect_of(last)
        assert at is not None and not view.canvas.visible_rect().contains(at), "the beginning is shown"
    view.go_to(last)
    for direction in ("lr", "tb"):
        view.set_direction(direction)
        at = view.canvas.rect_of(last)
        assert at is not None and view.canvas.visible_rect().contains(at)


def test_a_long_name_gives_up_its_end(view: GraphView, selection: Selection) -> None:
    selection.select_operator(39)
    first = view.header.breadcrumb.findChildren(QToolButton)[0]
    view.header.breadcrumb.arrange(2000)
    assert first.text() == "ResNet"
    view.header.breadcrumb.arrange(100)
    assert first.text().endswith("…") and "ResNet".startswith(first.text()[:-1])
    assert first.toolTip() == "ResNet"
