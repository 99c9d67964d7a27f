"""A graph of ResNet-50 in a window of its own, and hands on it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selection
from explorer.ui.theme import theme
from tests.visualize.drawing_networks import captured


@pytest.fixture
def resnet50() -> Network:
    return captured("resnet50")


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def view(qtbot: QtBot, resnet50: Network, selection: Selection) -> Iterator[GraphView]:
    theme().set_mode("light")
    result = GraphView()
    qtbot.addWidget(result)
    result.set_reduced_motion(True)
    result.resize(1000, 700)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    result.set_network(resnet50, selection)
    result.canvas.setFocus()
    yield result
    result.set_reduced_motion(True)


def centre(view: GraphView, item: str) -> QPoint:
    """The middle of a box on the screen."""
    rect = view.canvas.rect_of(item)
    assert rect is not None
    return view.canvas.mapFromScene(rect.center())


def corner(view: GraphView, item: str) -> QPoint:
    """The upper left corner of a box on the screen."""
    rect = view.canvas.rect_of(item)
    assert rect is not None
    return view.canvas.mapFromScene(rect.topLeft())


def sign(view: GraphView, block: str) -> QPoint:
    """The plus or minus of a block on the screen."""
    rect = view.canvas.rect_of(block)
    assert rect is not None
    height = 15 if block in view.expanded else rect.height() / 2
    return view.canvas.mapFromScene(rect.topLeft() + QPointF(16, height))


def shown(view: GraphView) -> set[str]:
    """The boxes that are drawn."""
    assert view.drawing is not None
    return {box.id for box in view.drawing.boxes}


def marked(view: GraphView) -> str | None:
    """The box that is outlined as the selected one."""
    assert view.canvas.marks is not None
    return view.canvas.marks.selected


def click(qtbot: QtBot, view: GraphView, at: QPoint) -> None:
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def press(qtbot: QtBot, view: GraphView, key: Qt.Key) -> None:
    """A key, and what comes of it, even if that is drawn a moment later."""
    qtbot.keyClick(view.canvas, key)
    qtbot.waitUntil(lambda: not view.busy)


def open_all(qtbot: QtBot, view: GraphView) -> None:
    """Open everything and wait for it: big graphs come a moment later."""
    view.set_expanded("all")
    qtbot.waitUntil(lambda: not view.busy, timeout=20_000)
