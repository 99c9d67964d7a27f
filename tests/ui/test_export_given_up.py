"""Exports of a graph that end halfway, in whatever order what they held is taken apart."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from explorer.analysis.analyzer import analyze_architecture
from explorer.models import registry
from explorer.ui.background import Background
from explorer.ui.graph import export
from explorer.ui.graph.export import GraphExport
from explorer.ui.graph.exporter import GraphExporter, Style
from explorer.ui.graph.items import colour_by_kind
from explorer.ui.tokens import LIGHT
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.scene import GraphScene
from explorer.visualize.layout.compound import Composer

FORMS = (".svg", ".pdf", ".png")


@pytest.fixture(scope="module")
def tree() -> BlockTree:
    return build_tree(analyze_architecture(registry.get("lenet5_modern")))


@pytest.fixture(scope="module")
def scene(tree: BlockTree) -> GraphScene:
    return Composer(tree).compose(frozenset(), "tb")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third item cannot be painted."""
    painted = 0

    def paint(painter: QPainter, item: QGraphicsItem, view: QTransform) -> None:
        nonlocal painted
        painted += 1
        if painted == 3:
            raise ZeroDivisionError("a defect of ours")

    monkeypatch.setattr(export, "paint_item", paint)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("steps", [1, 3])
def test_steps_that_nobody_goes_on_with_are_let_go_of(
    qtbot: QtBot, tree: BlockTree, scene: GraphScene, form: str, steps: int
) -> None:
    going: Iterator[float] = GraphExport(tree, scene, form).steps()
    for _ in range(steps):
        next(going)
    del going
    gc.collect()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("broken")
def test_a_defect_leaves_no_painter_on_what_has_gone(
    qtbot: QtBot, tree: BlockTree, scene: GraphScene, form: str
) -> None:
    try:
        for _ in GraphExport(tree, scene, form).steps():
            pass
    except ZeroDivisionError as error:
        kept: Exception | None = error
    # The traceback holds the frames: painter and paper go with it, in any order.
    assert kept is not None
    kept = None
    gc.collect()


@pytest.mark.usefixtures("broken")
def test_a_defect_is_said_and_nothing_is_written(
    qtbot: QtBot, tree: BlockTree, scene: GraphScene, capsys: pytest.CaptureFixture[str]
) -> None:
    background = Background()
    going = GraphExporter(background)
    style = Style(LIGHT, colour_by_kind(LIGHT))
    written: list[object] = []
    failed: list[Exception] = []
    with qtbot.captureExceptions() as raised:
        going.start(
            tree,
            lambda: scene,
            (".svg",),
            style,
            written.append,
            lambda *_: None,
            failed.append,
        )
        qtbot.waitUntil(lambda: bool(failed))
        qtbot.wait(50)
    assert [type(one) for one in failed] == [ZeroDivisionError] and len(raised) == 1
    assert written == []
    background.close()
