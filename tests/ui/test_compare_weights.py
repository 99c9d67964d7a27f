"""The weights of both compared networks, chosen at each side, in the menu bar and in their tabs."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from explorer.ui.compare.page import ComparePage
from explorer.ui.live.control.controller import LiveController
from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE, open_window
from tests.ui.compare_live_stage import PAIR, RANDOM, TRAINED, Stage, live, stage, still
from tests.ui.compare_stage import Engine, compare, engine, known, page

__all__ = ["engine", "live", "open_window", "page", "stage", "still"]


def offered(menu: QMenu) -> dict[str, QAction]:
    """What a menu offers, by the names of the weights."""
    menu.aboutToShow.emit()
    return {action.data(): action for action in menu.actions() if action.data() is not None}


def choose(stage: Stage, place: int, weights: str) -> None:
    offered(stage.sides[place].head.badge.menu())[weights].trigger()


def asked(stage: Stage) -> list[str]:
    """The weights of both sides in the latest question."""
    return [side.predict.weights for side in stage.jobs()[-1].sides if side is not None]


def test_each_side_offers_the_weights_of_its_network_and_runs_with_them(still: Stage) -> None:
    assert asked(still) == ["default", "default"]
    first, second = (offered(side.head.badge.menu()) for side in still.sides)
    assert set(first) != set(second) and {"default", "random"} <= set(first) & set(second)
    assert first["default"].isChecked()
    result = still.page.result
    choose(still, 0, "random")
    still.wait_asked()
    assert asked(still) == ["random", "default"]
    assert still.sides[0].top.stale and not still.sides[1].top.stale
    still.answer(weights=(RANDOM, TRAINED))
    assert [side.head.badge.text() for side in still.sides] == ["random weights", "IMAGENET1K_V1"]
    assert "random weights, seed 0" in still.sides[0].head.badge.toolTip()
    assert not still.sides[0].top.stale
    assert offered(still.sides[0].head.badge.menu())["random"].isChecked()
    assert still.page.result is result, "no figure depends on weights"


def test_a_moving_source_goes_on_with_the_new_weights(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(1)
    stage.wait_asked()
    choose(stage, 1, "random")
    stage.qtbot.wait(1)
    stage.answer()
    assert stage.sides[1].answer is None, "an answer of the former weights is not shown"
    source.give(2)
    stage.wait_asked()
    assert asked(stage) == ["default", "random"]


def test_the_tab_and_the_comparison_run_with_the_same(still: Stage) -> None:
    choose(still, 1, "random")
    assert still.live.weights("resnet18") == "random" and still.live.weights("alexnet") == "default"
    still.settle()
    still.live.set_weights("alexnet", "random:3")
    still.wait_asked()
    assert asked(still) == ["random:3", "random"]


def test_an_architecture_compared_with_itself_has_two_choices(still: Stage) -> None:
    still.page.put(1, "alexnet")
    known(still.qtbot, still.page, still.engine)
    still.settle()
    more = still.body.more
    assert "same network with the same weights" in more.text() and more.isVisible()
    choose(still, 1, "random")
    still.settle()
    assert asked(still) == ["default", "random"] and still.live.weights("alexnet") == "default"
    assert not more.isVisible()
    # The side without a choice of its own follows the tab, and sides that are swapped take their weights along.
    still.live.set_weights("alexnet", "random:3")
    still.settle()
    assert asked(still) == ["random:3", "random"]
    still.press(still.page.live, Qt.Key.Key_X)
    still.settle()
    assert asked(still) == ["random", "random:3"]
    still.page.put(1, "resnet18")
    known(still.qtbot, still.page, still.engine)
    still.settle()
    assert asked(still) == ["random:3", "default"]


def test_weights_that_cannot_be_had_are_replaced_at_their_side(stage: Stage) -> None:
    stage.show()
    stage.open()
    stage.wait_asked()
    stage.answer(failing={0: "cannot download; go online and try again"})
    side = stage.sides[0]
    assert side.failure.isVisible() and side.head.badge.isVisible()
    stage.settle()
    choose(stage, 0, "random")
    assert side.head.badge.text() == "random"
    assert None not in stage.wait_asked().sides
    stage.answer(weights=(RANDOM, TRAINED))
    assert not side.failure.isVisible() and side.head.badge.text() == "random weights"


def test_the_menu_is_opened_by_key(still: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("PySide6.QtWidgets.QPushButton.showMenu", lambda button: opened.append(button.objectName()))
    button = still.sides[1].head.badge
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    still.press(button, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert opened == ["compare.live.b.weights"]


def test_the_menu_bar_offers_both_while_the_comparison_is_in_front(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: window.documents.current is not None, timeout=PATIENCE)
    window.comparing.open_with("alexnet")
    menu = window.weights_menu
    menu.aboutToShow.emit()
    assert menu.isEnabled()
    assert [action.text() for action in menu.actions()] == ["A: LeNet-5 (modern)", "B: AlexNet (2014)"]
    inner = menu.actions()[0].menu()
    assert isinstance(inner, QMenu)
    offered(inner)["random"].trigger()
    window.documents.tabs.setCurrentIndex(0)
    assert window.documents.current is not None and menu.isEnabled()
    assert offered(menu)["random"].isChecked(), "the tab runs with them, too"
    window.commands["go.evolution"].trigger()
    assert not menu.isEnabled()


def test_a_network_that_is_compared_with_itself_gets_its_choices_back(
    qtbot: QtBot, engine: Engine, page: ComparePage, live: LiveController
) -> None:
    compare(qtbot, page, engine, "alexnet", "alexnet")
    weights = page.weights
    assert weights is not None and weights.sides == (None, None)
    weights.begin((None, "random:3"))
    assert weights.sides == (None, "random:3")
    assert (weights.of(0), weights.of(1)) == ("default", "random:3") and not live.chosen_weights
    weights.begin(("random:1", None))
    assert weights.sides == ("random:1", "random:3")
    compare(qtbot, page, engine, *PAIR)
    weights.begin(("random:1", "random:2"))
    assert weights.sides == (None, None) and weights.of(1) == "default", "they are of one architecture alone"
