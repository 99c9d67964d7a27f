"""The family tree as a page, driven by key, wheel and mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.models import history, registry
from explorer.ui.evolution.items import DATA_BOX, DATA_EDGE
from explorer.ui.evolution.page import READABLE, EvolutionPage
from explorer.ui.graph.items import DATA_PART
from explorer.ui.theme import theme
from explorer.visualize.graph.scene import label_width

HISTORY = history.load()


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Iterator[EvolutionPage]:
    theme().set_mode("light")
    result = EvolutionPage(HISTORY)
    qtbot.addWidget(result)
    result.canvas.motion = False
    result.resize(1100, 860)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    result.canvas.setFocus()
    yield result
    result.close_page()


def centre(page: EvolutionPage, key: str) -> QPoint:
    rect = page.canvas.rect_of(key)
    assert rect is not None
    return page.canvas.mapFromScene(rect.center())


def look_closely(page: EvolutionPage, key: str) -> None:
    rect = page.canvas.rect_of(key)
    assert rect is not None
    page.canvas.set_view(1.0, rect.center() - QPointF(400, 400))


def chip(page: EvolutionPage, key: str) -> QPoint:
    for item in page.canvas.scene().items():
        parent = item.parentItem()
        if item.data(DATA_PART) == "toggle" and parent is not None and parent.data(DATA_BOX) == key:
            return page.canvas.mapFromScene(item.sceneBoundingRect().center())
    raise AssertionError(key)


def click(qtbot: QtBot, page: EvolutionPage, at: QPoint) -> None:
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def bright(page: EvolutionPage) -> set[str]:
    items = page.canvas.scene().items()
    return {item.data(DATA_BOX) for item in items if item.data(DATA_BOX) is not None and item.opacity() == 1}


def bright_edges(page: EvolutionPage) -> set[tuple[str, str]]:
    items = page.canvas.scene().items()
    return {item.data(DATA_EDGE) for item in items if item.data(DATA_EDGE) is not None and item.opacity() == 1}


def words(page: EvolutionPage) -> list[str]:
    return [label.text() for label in page.card.findChildren(QLabel) if label.text()]


def test_at_first_the_whole_tree_is_seen_and_nothing_is_selected(page: EvolutionPage) -> None:
    seen = page.canvas.visible_rect()
    assert all(seen.contains(box.x, box.y) for box in page.drawing.boxes)
    assert page.selected is None and not page.card.isVisible()
    assert len(bright(page)) == len(HISTORY)


@pytest.mark.parametrize(("architecture", "milestone"), [("efficientnet_b0", "efficientnet"), (None, "lenet1989")])
def test_what_cannot_be_read_as_a_whole_begins_where_the_network_is(
    qtbot: QtBot, architecture: str | None, milestone: str
) -> None:
    page = EvolutionPage(HISTORY)
    qtbot.addWidget(page)
    if architecture is not None:
        page.begin_at(architecture)
    page.resize(640, 420)
    page.show()
    qtbot.waitExposed(page)
    box = page.canvas.rect_of(milestone)
    assert box is not None and page.canvas.visible_rect().contains(box)
    assert page.canvas.scale_factor >= READABLE and page.selected is None
    page.close_page()


def test_the_years_are_seen_at_first_where_the_milestone_is_not_too_far_from_them(qtbot: QtBot) -> None:
    page = EvolutionPage(HISTORY)
    qtbot.addWidget(page)
    page.begin_at("resnet50")
    page.resize(640, 420)
    page.show()
    qtbot.waitExposed(page)
    seen, box = page.canvas.visible_rect(), page.canvas.rect_of("resnet")
    assert box is not None and seen.contains(box)
    assert seen.left() <= 1 and seen.width() < page.canvas.sceneRect().width()
    page.close_page()


def test_from_afar_names_fill_their_boxes_and_nothing_else_is_written(page: EvolutionPage) -> None:
    assert page.canvas.scale_factor < 0.8
    for item in page.canvas.scene().items():
        key = item.data(DATA_BOX)
        if key is not None:
            shown = [child.text() for child in item.childItems() if hasattr(child, "text") and child.isVisible()]
            assert " ".join(shown).replace("- ", "-") == HISTORY[key].name
            for child in item.childItems():
                if child.isVisible():
                    assert (
                        item.boundingRect().adjusted(0, -4, 0, 4).contains(child.mapRectToParent(child.boundingRect()))
                    )
    look_closely(page, "resnet")
    assert chip(page, "resnet")


def test_a_click_lights_the_descent_and_tells_about_it(qtbot: QtBot, page: EvolutionPage) -> None:
    click(qtbot, page, centre(page, "mobilenet_v2"))
    assert page.selected == "mobilenet_v2"
    lit = HISTORY.ancestors("mobilenet_v2") | HISTORY.descendants("mobilenet_v2") | {"mobilenet_v2"}
    assert bright(page) == lit
    assert ("mobilenet_v1", "mobilenet_v2") in bright_edges(page)
    assert ("lenet5", "alexnet") in bright_edges(page)
    assert ("resnet", "densenet") not in bright_edges(page)
    # From an ancestor straight to a descendant: not through the milestone.
    assert ("resnet", "convnext") not in bright_edges(page)
    assert page.card.isVisible() and page.card.key == "mobilenet_v2"
    assert {"MobileNet v2", "– Inverted residual", "Took over", "Passed on"} <= set(words(page))
    assert sorted(page.canvas.relation_texts) == sorted(
        one.relation for one in (*HISTORY.parents("mobilenet_v2"), *HISTORY.children("mobilenet_v2"))
    )


def test_the_tree_makes_way_for_the_card(qtbot: QtBot, page: EvolutionPage) -> None:
    click(qtbot, page, centre(page, "resnet"))
    left = page.card.x()
    assert all(page.canvas.mapFromScene(QPointF(box.x + box.width, box.y)).x() < left for box in page.drawing.boxes)


def test_a_click_beside_selects_nothing(qtbot: QtBot, page: EvolutionPage) -> None:
    click(qtbot, page, centre(page, "resnet"))
    click(qtbot, page, page.canvas.mapFromScene(QPointF(20, 20)))
    assert page.selected is None and not page.card.isVisible()
    assert len(bright(page)) == len(HISTORY) and page.canvas.relation_texts == []


def test_the_card_shows_what_was_not_re_read(page: EvolutionPage) -> None:
    page.go_to("zfnet")
    assert "3rd in ILSVRC 2013 (not re-read)" in words(page)
    assert "smaller first filters, taken further (not re-read)" in words(page)
    page.go_to("vit")
    assert any("from memory" in text for text in words(page))
    page.go_to("resnext")
    assert "grouped convolution (not re-read)" in words(page) and "one block, repeated" in words(page)
    assert "3.03\u202f% top-5 error: ensemble" in words(page)


def test_a_milestone_without_networks_says_so(page: EvolutionPage) -> None:
    page.go_to("swin")
    assert {"No network", "It stands here for context: it is no convolutional network."} <= set(words(page))
    page.go_to("clarifai")
    assert "It stands here for its influence." in words(page)


def test_the_chip_opens_a_single_network(qtbot: QtBot, page: EvolutionPage) -> None:
    look_closely(page, "inception_v3")
    with qtbot.waitSignal(page.architectureChosen) as chosen:
        click(qtbot, page, chip(page, "inception_v3"))
    assert chosen.args == ["inception_v3"]


def test_the_chip_asks_which_of_several(qtbot: QtBot, page: EvolutionPage) -> None:
    look_closely(page, "resnext")
    click(qtbot, page, chip(page, "resnext"))
    menu = page.menu.menu
    assert menu is not None and menu.isVisible()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == [registry.get(key).display_name for key in HISTORY["resnext"].architectures]
    with qtbot.waitSignal(page.architectureChosen) as chosen:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == [HISTORY["resnext"].architectures[1]]


def test_a_double_click_opens_from_afar(qtbot: QtBot, page: EvolutionPage) -> None:
    at = centre(page, "xception")
    with qtbot.waitSignal(page.architectureChosen) as chosen:
        qtbot.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["legacy_xception"]


def test_the_card_s_buttons_open_networks_and_lead_on(qtbot: QtBot, page: EvolutionPage) -> None:
    page.go_to("googlenet")
    button = page.card.findChild(QPushButton, "evolution.card.open.googlenet")
    assert button is not None
    with qtbot.waitSignal(page.architectureChosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["googlenet"]
    further = page.card.findChild(QPushButton, "evolution.card.go.nin")
    assert further is not None and "1×1 convolution" in further.accessibleName()
    qtbot.mouseClick(further, Qt.MouseButton.LeftButton)
    assert page.selected == "nin"


def test_arrows_walk_along_the_influences(qtbot: QtBot, page: EvolutionPage) -> None:
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    assert page.selected == "lenet1989"
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    assert page.selected == "alexnet"
    assert page.canvas.accessibleName().startswith("AlexNet, 2012; ReLU, dropout, two GPUs; 1st in ILSVRC 2012")
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    assert "alexnet" in {one.parent for one in HISTORY.parents(page.selected or "")}
    here = page.selected
    qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    assert page.selected != here and HISTORY[page.selected or ""].year == 2013
    qtbot.keyClick(page.canvas, Qt.Key.Key_End)
    assert page.selected == page.drawing.boxes[-1].id
    rect = page.canvas.rect_of(page.selected)
    assert rect is not None and page.canvas.visible_rect().contains(rect)


def test_enter_opens_and_escape_selects_nothing(qtbot: QtBot, page: EvolutionPage) -> None:
    page.go_to("inception_v4")
    with qtbot.waitSignal(page.architectureChosen) as chosen:
        qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert chosen.args == ["inception_v4"]
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert page.selected is None and not page.card.isVisible()
    with qtbot.assertNotEmitted(page.architectureChosen):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    page.go_to("vit")
    with qtbot.assertNotEmitted(page.architectureChosen):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Return)


def test_words_on_edges_come_from_near(page: EvolutionPage) -> None:
    assert page.canvas.relation_texts == []
    look_closely(page, "resnet")
    assert len(page.canvas.relation_texts) >= 19
    page.select("resnet")
    touching = (*HISTORY.parents("resnet"), *HISTORY.children("resnet"))
    assert sorted(page.canvas.relation_texts) == sorted(one.relation for one in touching)


def test_words_of_the_selection_stay_readable_and_in_their_room(page: EvolutionPage) -> None:
    page.select("resnext")
    scale = page.canvas.scale_factor
    assert scale < 0.5
    sizes = [item.scale() * scale * 11 for item in page.canvas._relations]
    assert max(sizes) > 7
    for item in page.canvas._relations:
        text = item.childItems()[0]
        assert text.boundingRect().width() <= label_width(text.text()) + 8  # type: ignore[attr-defined]


def test_figures_in_the_boxes_are_never_cut(page: EvolutionPage) -> None:
    look_closely(page, "resnet")
    for item in page.canvas.scene().items():
        if item.data(DATA_BOX) is not None:
            texts = [child.text() for child in item.childItems() if hasattr(child, "text") and child.isVisible()]
            assert not any("…" in text for text in texts), texts


def test_in_a_narrow_window_the_card_lies_above_the_tree(page: EvolutionPage) -> None:
    page.resize(545, 620)
    page.go_to("resnext")
    rect = page.canvas.rect_of("resnext")
    assert rect is not None
    box = page.canvas.mapFromScene(rect).boundingRect()
    assert page.canvas.rect().contains(box) and not page.card.geometry().intersects(box)
    assert page.card.width() > page.canvas.width() * 0.9
    page.select(None)
    assert page.canvas.top_inset == 0


def test_the_menu_key_offers_the_networks(qtbot: QtBot, page: EvolutionPage) -> None:
    page.go_to("resnext")
    qtbot.keyClick(page.canvas, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert page.menu.menu is not None and len(page.menu.menu.actions()) >= 4
    page.go_to("vit")
    qtbot.keyClick(page.canvas, Qt.Key.Key_Menu)
    first = page.menu.menu.actions()[0]
    assert first.text() == "No network here" and not first.isEnabled()


def test_the_years_can_run_to_the_right(page: EvolutionPage) -> None:
    page.select("vgg")
    page.set_direction("lr")
    assert page.drawing.direction == "lr" and page.drawing.width > page.drawing.height
    assert page.selected == "vgg" and "resnet" in bright(page) and "nin" not in bright(page)


def test_the_theme_changes_all_of_it(page: EvolutionPage) -> None:
    page.select("vgg")
    try:
        theme().set_mode("dark")
        assert page.selected == "vgg" and "nin" not in bright(page)
        assert page.canvas.backgroundBrush().color().name().upper() == theme().tokens.canvas
    finally:
        theme().set_mode("light")


def test_the_minimap_and_the_zoom_bar_move_the_view(qtbot: QtBot, page: EvolutionPage) -> None:
    before = page.canvas.scale_factor
    qtbot.mouseClick(page.navigator._in, Qt.MouseButton.LeftButton)
    assert page.canvas.scale_factor == pytest.approx(before * 1.25)
    qtbot.keyClick(page.canvas, Qt.Key.Key_F)
    assert page.canvas.scale_factor == pytest.approx(before)
    look_closely(page, "resnet")
    at = page.canvas.top_left
    qtbot.mouseClick(page.navigator.minimap, Qt.MouseButton.LeftButton, pos=QPoint(50, 60))
    assert page.canvas.top_left != at
