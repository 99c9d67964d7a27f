"""What the graph view does when nothing is asked of it: the minimap follows, what may be opened next is laid out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.ui.graph.drafting import FORESIGHT
from explorer.ui.graph.overlays import AFTER
from explorer.ui.graph.view import GraphView
from explorer.visualize.layout.compound import Composer
from tests.ui.graph_window import open_all, resnet50, selection, view

__all__ = ["resnet50", "selection", "view"]

Wish = tuple[frozenset[str], str, Callable[[], bool]]


@pytest.fixture
def foreseen(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    """What was asked for, without doing it."""
    found: list[Wish] = []
    monkeypatch.setattr(Composer, "foresee", lambda self, *wish: found.append(wish))
    return found


def test_what_may_be_opened_next_is_laid_out_once_nothing_is_asked_for(
    qtbot: QtBot, view: GraphView, foreseen: list[Wish]
) -> None:
    for block in ("layer1", "layer2", "layer1"):
        view.toggle(block)
    assert not foreseen
    qtbot.waitUntil(lambda: bool(foreseen), timeout=5000)
    assert [expanded for expanded, _, _ in foreseen] == [view.expanded]
    _, direction, wanted = foreseen[0]
    assert direction == view.direction and wanted()
    qtbot.wait(2 * FORESIGHT)
    assert len(foreseen) == 1, "once is enough"
    view.toggle("layer4")
    assert not wanted(), "another drawing is on its way"
    qtbot.waitUntil(lambda: len(foreseen) == 2, timeout=5000)


def test_a_big_drawing_is_foreseen_as_well(qtbot: QtBot, view: GraphView, foreseen: list[Wish]) -> None:
    open_all(qtbot, view)
    qtbot.waitUntil(lambda: bool(foreseen), timeout=5000)
    assert foreseen[-1][0] == view.expanded


def test_the_minimap_follows_the_canvas(qtbot: QtBot, view: GraphView) -> None:
    minimap = view.navigator.minimap
    minimap.show()
    qtbot.wait(2 * AFTER)
    before = minimap.grab().toImage()
    view.toggle("layer1")
    view.canvas.fit(duration=0)
    qtbot.wait(3 * AFTER)
    opened = minimap.grab().toImage()
    assert opened != before
    view.toggle("layer1")
    view.canvas.fit(duration=0)
    qtbot.waitUntil(lambda: minimap.grab().toImage() == before, timeout=2000)


def test_a_click_on_the_minimap_means_what_the_canvas_shows(qtbot: QtBot, view: GraphView) -> None:
    minimap = view.navigator.minimap
    minimap.show()
    qtbot.wait(2 * AFTER)
    places = []
    minimap.pointed.connect(places.append)
    view.toggle("layer1")
    for _ in range(2):
        qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(52, 120))
        qtbot.wait(2 * AFTER)
    assert places[0] == places[1]
