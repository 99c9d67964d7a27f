"""Exporting the graph from the window: the dialog's answers, files and clipboard, without holding up the window."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.errors import OutputError
from explorer.ui.background import Background
from explorer.ui.graph.export import GraphExport, mime_data
from explorer.ui.graph.export_dialog import FORMS, ExportDialog
from explorer.ui.graph.exporter import GraphExporter, Style
from explorer.ui.graph.items import colour_by_kind
from explorer.ui.tokens import LIGHT
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.scene import GraphScene
from explorer.visualize.layout.compound import Composer
from tests.visualize.drawing_networks import captured

PATIENCE = 20_000
PLAIN = Style(LIGHT, colour_by_kind(LIGHT))


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def tree() -> BlockTree:
    return build_tree(captured("resnet50"))


def whole(tree: BlockTree) -> GraphScene:
    return Composer(tree).compose(open_blocks(tree, "all"))


def press(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    from PySide6.QtWidgets import QPushButton

    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_dialog_tells_what_was_chosen(qtbot: QtBot) -> None:
    dialog = ExportDialog()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert (dialog.form, dialog.whole, dialog.scale, dialog.dark) == (".svg", False, 1.0, False)
    for name in (
        "graph.export.part.whole",
        "graph.export.form..png",
        "graph.export.scale.3",
        "graph.export.theme.dark",
    ):
        press(qtbot, dialog, name)
    assert (dialog.form, dialog.whole, dialog.scale, dialog.dark) == (".png", True, 3.0, True)
    with qtbot.waitSignal(dialog.saveRequested):
        qtbot.keyClick(dialog.save_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_copy_and_cancel(qtbot: QtBot) -> None:
    for name, accepted in (("graph.export.copy", True), ("graph.export.cancel", False)):
        dialog = ExportDialog()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        asked: list[str] = []
        dialog.copyRequested.connect(lambda: asked.append("copy"))  # noqa: B023
        dialog.saveRequested.connect(lambda: asked.append("save"))  # noqa: B023
        dialog.open()
        press(qtbot, dialog, name)
        assert asked == (["copy"] if accepted else []) and not dialog.isVisible()


@pytest.mark.parametrize("suffix", FORMS)
def test_files_are_written_behind_the_window(
    qtbot: QtBot, background: Background, tree: BlockTree, tmp_path: Path, suffix: str
) -> None:
    exporter = GraphExporter(background)
    path = tmp_path / f"graph{suffix}"
    done: list[object] = []
    exporter.start(
        tree,
        lambda: whole(tree),
        (suffix,),
        PLAIN,
        lambda exports: exports[0].write(path),
        lambda result, exports: done.append(exports),
        done.append,
    )
    assert not done  # nothing happens before the event loop runs
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    assert isinstance(done[0], list), done
    magic = {".svg": b"<?xml", ".pdf": b"%PDF-", ".png": b"\x89PNG", ".json": b"{", ".dot": b"digraph "}
    assert path.read_bytes().startswith(magic[suffix])


def test_a_copy_is_on_the_clipboard_in_both_forms(qtbot: QtBot, background: Background, tree: BlockTree) -> None:
    exporter = GraphExporter(background)
    scene = Composer(tree).compose(frozenset())
    delivered: list[object] = []

    def deliver(contents: object, exports: list[GraphExport]) -> None:
        assert isinstance(contents, list)
        svg, png = contents
        QApplication.clipboard().setMimeData(mime_data(svg, png, exports[1].image))
        delivered.append(contents)

    failures: list[Exception] = []
    exporter.start(
        tree,
        lambda: scene,
        (".svg", ".png"),
        Style(LIGHT, colour_by_kind(LIGHT), 2.0),
        lambda exports: [export.content() for export in exports],
        deliver,
        failures.append,
    )
    qtbot.waitUntil(lambda: bool(delivered or failures), timeout=PATIENCE)
    assert failures == []
    copied = QApplication.clipboard().mimeData()
    assert copied.hasImage() and copied.hasFormat("image/png")
    assert ET.fromstring(bytes(copied.data("image/svg+xml").data())).tag.endswith("svg")
    assert QApplication.clipboard().image().width() == int((scene.width + 32) * 2)


def test_what_is_cancelled_is_not_delivered(
    qtbot: QtBot, background: Background, tree: BlockTree, tmp_path: Path
) -> None:
    exporter = GraphExporter(background)
    delivered: list[object] = []

    def start(path: Path) -> None:
        exporter.start(
            tree,
            lambda: whole(tree),
            (".json",),
            PLAIN,
            lambda exports: exports[0].write(path),
            lambda result, exports: delivered.append(path),
            delivered.append,
        )

    start(tmp_path / "first.json")
    exporter.cancel()
    start(tmp_path / "second.json")
    qtbot.waitUntil(lambda: bool(delivered), timeout=PATIENCE)
    assert delivered == [tmp_path / "second.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["second.json"]
    assert json.loads((tmp_path / "second.json").read_text(encoding="utf-8"))["nodes"]


def test_a_failure_is_told(qtbot: QtBot, background: Background, tree: BlockTree, tmp_path: Path) -> None:
    exporter = GraphExporter(background)
    told: list[Exception] = []
    exporter.start(
        tree,
        lambda: whole(tree),
        (".dot",),
        PLAIN,
        lambda exports: exports[0].write(tmp_path / "no" / "graph.dot"),
        lambda result, exports: pytest.fail("delivered"),
        told.append,
    )
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert isinstance(told[0], OutputError)


def test_slices_are_short(qtbot: QtBot, background: Background, tree: BlockTree, tmp_path: Path) -> None:
    """Painting comes in many slices, which tell how far they are."""
    exporter = GraphExporter(background)
    shares: list[float] = []
    done: list[object] = []
    exporter.progressed.connect(shares.append)
    exporter.start(
        tree,
        lambda: whole(tree),
        (".png",),
        Style(LIGHT, colour_by_kind(LIGHT), 2.0),
        lambda exports: exports[0].write(tmp_path / "graph.png"),
        lambda result, exports: done.append(result),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    assert done == [None] and len(shares) >= 3 and shares == sorted(shares)
    with Image.open(tmp_path / "graph.png") as image:
        assert image.size[0] > 1000
