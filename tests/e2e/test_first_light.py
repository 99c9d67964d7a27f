"""From a click to a DeconvNet on a real photo, by key and mouse, in the real window."""

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QTableView, QTreeView, QWidget
from pytestqt.exceptions import TimeoutError as WaitedInVainError
from pytestqt.qtbot import QtBot

from explorer.analysis.rows import COLUMNS
from explorer.ui.document import Document
from explorer.ui.main_window import MainWindow
from explorer.ui.selection import Selected
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import Badge
from tests.labels import text_of

from .conftest import PATIENCE

Open = Callable[..., MainWindow]
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def front(window: MainWindow) -> Document:
    document = window.documents.current
    assert document is not None
    return document


def wait_for_network(qtbot: QtBot, window: MainWindow, key: str) -> None:
    def arrived() -> bool:
        document = window.documents.current
        return document is not None and document.key == key and document.network is not None

    try:
        qtbot.waitUntil(arrived, timeout=PATIENCE)
    except WaitedInVainError as error:
        error.add_note(f"{[document.key for document in window.documents.documents]}, {describe(window)}")
        raise


def describe(window: MainWindow) -> str:
    """What the engine is at, for a test that has waited in vain."""
    engine = window.engine
    return f"engine {engine.state}, pid {engine.pid}, {engine.jobs} jobs, notice {window.documents.notice.text!r}"


def wait_for_prediction(qtbot: QtBot, window: MainWindow) -> list[str]:
    panel = window.live_panel
    qtbot.waitUntil(lambda: len(panel.top.entries) == 5 and not panel.top.stale, timeout=PATIENCE)
    return [entry.label for entry in panel.top.entries]


def wait_for_channel(qtbot: QtBot, window: MainWindow, layer: str, method: str) -> None:
    def shown() -> bool:
        view = window.live_panel.picture.view()
        return view is not None and view.layer == layer and view.method == method

    qtbot.waitUntil(shown, timeout=PATIENCE)


def on_screen(window: MainWindow, box: str) -> bool:
    canvas = front(window).view.canvas
    rect = canvas.rect_of(box)
    return rect is not None and canvas.visible_rect().contains(rect)


def click_box(qtbot: QtBot, window: MainWindow, box: str, *, double: bool = False) -> None:
    canvas = front(window).view.canvas
    qtbot.waitUntil(lambda: on_screen(window, box), timeout=5000)
    rect = canvas.rect_of(box)
    assert rect is not None
    place = canvas.mapFromScene(rect.center())
    press = qtbot.mouseDClick if double else qtbot.mouseClick
    press(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)


def table(window: MainWindow) -> QTableView:
    view = window.layers.findChild(QTableView)
    assert view is not None
    return view


def selected_line(window: MainWindow) -> str:
    """The path in the table's selected row."""
    lines = table(window).selectionModel().selectedRows(1)
    return str(lines[0].data()) if len(lines) == 1 else ""


def inspector_texts(window: MainWindow) -> set[str]:
    return {text_of(label) for label in window.inspector.findChildren(QLabel) if label.isVisible()}


def order_of(document: Document, path: str) -> int:
    assert document.network is not None
    return next(row.order for row in document.network.rows if row.path == path and row.operator == "conv2d")


def test_the_default_network_says_what_it_sees(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    wait_for_network(qtbot, window, "efficientnet_lite0")
    assert set(wait_for_prediction(qtbot, window)[:3]) == {"tiger cat", "Egyptian cat", "tabby"}
    qtbot.waitUntil(lambda: window.live_panel.strip.maps is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live_panel.picture.view() is not None, timeout=PATIENCE)


def test_choose_an_architecture_and_walk_through_it(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")

    # Choose by typing in the library.
    search = window.library.findChild(QLineEdit)
    assert search is not None
    search.setFocus()
    qtbot.keyClicks(search, "resnet 50")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    wait_for_network(qtbot, window, "resnet50")
    assert [document.key for document in window.documents.documents] == ["lenet5_modern", "resnet50"]
    assert "ResNet-50" in window.windowTitle()
    document = front(window)
    view = document.view
    view.set_reduced_motion(True)

    # Open a block in place by a double click; its first block appears.
    view.set_expanded("none")
    view.canvas.fit(duration=0)
    assert view.canvas.rect_of("layer2.0") is None
    click_box(qtbot, window, "layer2", double=True)
    assert "layer2" in view.expanded

    # A layer chosen in the graph: table, inspector and live panel follow.
    view.set_expanded("all")
    order = order_of(document, "layer1.0.conv2")
    box = view.tree.cell_of[order]  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: view.canvas.rect_of(box) is not None, timeout=5000)
    rect = view.canvas.rect_of(box)
    assert rect is not None
    view.canvas.bring_into_view(rect, duration=0)
    qtbot.waitUntil(lambda: on_screen(window, box), timeout=5000)
    click_box(qtbot, window, box)
    assert document.selection.current == Selected(order=order)
    # The panels are filled one after the other; on a busy machine the table may come after the click.
    qtbot.waitUntil(lambda: selected_line(window) == "layer1.0.conv2", timeout=PATIENCE)
    qtbot.waitUntil(lambda: {"layer1.0.conv2", "36,864"} <= inspector_texts(window), timeout=PATIENCE)
    assert window.live_panel.layer.path_shown == "layer1.0.conv2"

    # And the other way round: a row by the mouse, the next one by the keyboard.
    lines = table(window)
    target = order_of(document, "layer3.0.conv1")
    index = next(
        lines.model().index(row, 1)
        for row in range(lines.model().rowCount())
        if lines.model().index(row, 1).data() == "layer3.0.conv1"
    )
    lines.scrollTo(index)
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualRect(index).center())
    assert document.selection.current == Selected(order=target)
    qtbot.waitUntil(lambda: "layer3.0.conv1" in inspector_texts(window), timeout=PATIENCE)
    assert view.canvas.marks.selected == view.tree.cell_of[target]  # type: ignore[union-attr]
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    assert document.selection.current == Selected(order=target + 1)
    qtbot.waitUntil(lambda: "layer3.0.bn1" in inspector_texts(window), timeout=PATIENCE)

    # Back through the selections.
    window.commands["go.back"].trigger()
    assert document.selection.current == Selected(order=target)
    window.commands["go.forward"].trigger()
    assert document.selection.current == Selected(order=target + 1)

    # Random weights are marked.
    wait_for_prediction(qtbot, window)
    badge = window.live_panel.findChild(Badge, "live.weights")
    assert badge is not None
    assert "random" in badge.text().lower()

    # The other tab keeps what it had.
    window.documents.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: table(window).model().rowCount() == 12, timeout=5000)
    window.commands["tab.close"].trigger()
    assert [document.key for document in window.documents.documents] == ["resnet50"]


def test_photos_overlays_and_bad_files(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    wait_for_network(qtbot, window, "efficientnet_lite0")
    wait_for_prediction(qtbot, window)
    panel = window.live_panel

    # A dropped photo.
    drop(window, SAMPLES / "coffee.png")
    qtbot.waitUntil(lambda: panel.top.entries and panel.top.entries[0].label == "espresso", timeout=PATIENCE)

    # Overlays of a chosen layer, by the keyboard.
    front(window).selection.select_operator(order_of(front(window), "blocks.2.0.conv_dw"))
    wait_for_channel(qtbot, window, "blocks.2.0.conv_dw", "activation")
    maps = panel.picture.view()
    assert maps.map.shape == (28, 28)
    window.commands["live.method"].trigger()
    wait_for_channel(qtbot, window, "blocks.2.0.conv_dw", "deconv")
    assert panel.picture.view().projection.shape == (3, 224, 224)
    assert panel.picture.view().channel == maps.channel
    assert panel.findChild(
        QWidget, "live.honesty"
    ).isVisible()  # no max-pooling below: says that the picture plays no part
    before = panel.picture.grab().toImage()
    window.commands["live.channel.next"].trigger()
    qtbot.waitUntil(lambda: panel.picture.view() and panel.picture.view().channel == maps.channel + 1, timeout=PATIENCE)
    assert panel.picture.grab().toImage() != before
    assert front(window).selection.channel == maps.channel + 1

    # Pasted pixels.
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QApplication.clipboard().setImage(picture)
    window.commands["picture.paste"].trigger()
    qtbot.waitUntil(lambda: panel.picture.picture.width == 64, timeout=PATIENCE)
    wait_for_prediction(qtbot, window)

    # Files that are no pictures leave everything as it is.
    (tmp_path / "text.jpg").write_text("no picture")
    whole = (SAMPLES / "chelsea.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    for name in ("text.jpg", "cut.png", "missing.png"):
        panel.error.dismiss()
        drop(window, tmp_path / name)
        qtbot.waitUntil(panel.error.isVisible, timeout=PATIENCE)
        assert name in panel.error.text()
        assert panel.picture.picture.width == 64

    # The table as CSV; a place that cannot be written is said, not raised.
    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), "CSV (*.csv)"))

    choose(tmp_path / "layers")
    window.commands["table.export"].trigger()
    qtbot.waitUntil(lambda: "layers.csv" in window.documents.notice.text, timeout=PATIENCE)
    with (tmp_path / "layers.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert sum(int(row["macs"]) for row in rows) == 385_187_552
    choose(tmp_path / "no such folder" / "layers.csv")
    window.commands["table.export"].trigger()
    qtbot.waitUntil(lambda: "cannot write" in window.documents.notice.text, timeout=PATIENCE)


def test_a_killed_engine_is_said_and_comes_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    wait_for_network(qtbot, window, "efficientnet_lite0")
    wait_for_prediction(qtbot, window)
    first = window.engine.pid
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: "SIGKILL" in window.documents.notice.text, timeout=PATIENCE)
    assert front(window).network is not None  # nothing that was there is gone
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
    assert window.engine.pid != first
    assert set(wait_for_prediction(qtbot, window)[:3]) == {"tiger cat", "Egyptian cat", "tabby"}
    window.documents.open_architecture("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")


def test_an_engine_that_keeps_dying_stays_down_until_asked(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    while window.engine.state != "down":
        qtbot.waitUntil(lambda: window.engine.pid is not None, timeout=PATIENCE)
        pid = window.engine.pid
        with qtbot.waitSignal(window.engine.lost, timeout=PATIENCE):
            os.kill(pid, signal.SIGKILL)
    assert "keeps stopping" in window.documents.notice.text
    qtbot.mouseClick(window.documents.notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
    wait_for_network(qtbot, window, "lenet5_modern")


def test_closing_in_the_middle_of_everything_is_clean(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("vgg16")
    qtbot.waitUntil(lambda: window.engine.pid is not None, timeout=PATIENCE)
    pid = window.engine.pid
    qtbot.wait(1500)
    window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_theme_follows_the_command(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    light = window.grab().toImage().pixelColor(5, window.height() - 5)
    window.commands["theme.toggle"].trigger()
    assert theme().tokens.dark
    dark = window.grab().toImage().pixelColor(5, window.height() - 5)
    assert dark.lightness() < 60 < 180 < light.lightness()
    tree = window.library.findChild(QTreeView)
    assert tree is not None
    assert tree.palette().base().color().lightness() < 60


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the live panel."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPoint(40, 40)
    QApplication.sendEvent(window.live_panel, QDragEnterEvent(place, actions, mime, button, keys))
    QApplication.sendEvent(window.live_panel, QDropEvent(QPointF(place), actions, mime, button, keys))


def test_the_windows_process_never_imports_torch(tmp_path: Path) -> None:
    """The whole way: network, prediction, layer and channel are on show, and torch is the engine's alone."""
    script = tmp_path / "look.py"
    script.write_text(
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "def main():\n"
        "    from explorer.ui.app import application\n"
        "    from explorer.ui.main_window import MainWindow\n"
        "    app = application()\n"
        "    window = MainWindow()\n"
        "    window.show()\n"
        "    window.start(['efficientnet_lite0'])\n"
        "    def look():\n"
        "        if hasattr(window, 'live') and window.live_panel.picture.view() and window.live_panel.top.entries:\n"
        "            print('shown', 'torch' in sys.modules)\n"
        "            window.close()\n"
        "            app.quit()\n"
        "    timer = QTimer()\n"
        "    timer.timeout.connect(look)\n"
        "    timer.start(50)\n"
        "    app.exec()\n"
        "if __name__ == '__main__':\n"
        "    main()\n"
    )
    result = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=PATIENCE / 1000
    )
    assert result.stdout.split() == ["shown", "False"], result.stderr
