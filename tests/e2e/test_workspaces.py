"""A window's state as a file: saved, opened, kept when the window is closed and there again at the next start."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from explorer.models import registry
from explorer.ui.docks.table.layer_columns import PATH
from explorer.ui.docks.table.layer_model import NOTE
from explorer.ui.document import Document
from explorer.ui.main_window import MainWindow
from explorer.ui.selection import Selected
from explorer.ui.theme import theme
from explorer.ui.workspace.collecting import collect
from explorer.ui.workspace.workspaces import last_state_path
from explorer.visualize.graph.metrics import Metric
from explorer.workspace.file import load, save, to_json
from explorer.workspace.model import NetworkForm, OpenNetwork, OpenPage, Remark, Source, Workspace

from .conftest import PATIENCE

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
Start = Callable[..., MainWindow]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Start]:
    """Starts windows as the application does; ``restored`` is None, a file, or empty for the last state."""
    windows: list[MainWindow] = []

    def make(*keys: str, restored: str | None = None) -> MainWindow:
        window = MainWindow()
        theme().set_mode("light")
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        with qtbot.waitSignal(window.assembled, timeout=PATIENCE):
            window.start(list(keys) or ["lenet5_modern"], workspace=restored)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()
    last_state_path().unlink(missing_ok=True)


def wait_until_restored(qtbot: QtBot, window: MainWindow) -> None:
    """Every tab is open, in its form and with its graph drawn."""

    def settled() -> bool:
        documents = window.documents.documents
        return (
            not window.workspaces.restoring.busy
            and all(one.network is not None and not one.waiting for one in documents)
            and all(window.workspaces.pending(one) is None and not one.view.busy for one in documents)
        )

    qtbot.waitUntil(settled, timeout=PATIENCE)
    # What is shown only after the view has been is one turn of the events behind.
    qtbot.wait(50)


def keys_of(window: MainWindow) -> list[str]:
    return [document.key for document in window.documents.documents]


def order_of(document: Document, path: str) -> int:
    assert document.network is not None
    return next(row.order for row in document.network.rows if row.path == path)


def without_places(workspace: Workspace) -> Workspace:
    """The notice in the window takes room from graph and docks."""
    tabs = tuple(replace(tab, place=None) if isinstance(tab, OpenNetwork) else tab for tab in workspace.tabs)
    return replace(workspace, tabs=tabs, layout=None)


def test_two_networks_with_forms_expansions_and_selection_are_there_again(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("lenet5_modern", "zfnet")
    wait_until_restored(qtbot, window)
    zfnet = window.documents.documents[1]
    window.documents.tabs.setCurrentIndex(1)
    zfnet.show_form(replace(zfnet.form, batch=2, num_classes=10))
    qtbot.waitUntil(lambda: not zfnet.waiting, timeout=PATIENCE)
    assert not zfnet.form.is_own
    zfnet.view.set_reduced_motion(True)
    zfnet.view.set_direction("lr")
    zfnet.view.set_expanded("all")
    path = next(row.path for row in zfnet.network.rows if row.operator == "conv2d")  # type: ignore[union-attr]
    zfnet.selection.select_operator(order_of(zfnet, path))
    zfnet.selection.select_channel(5)
    qtbot.waitUntil(lambda: not zfnet.view.busy, timeout=PATIENCE)
    zfnet.view.canvas.zoom_at(1.5)
    window.notes.write(zfnet.form, path, "seven by seven")
    window.live.set_weights("zfnet", "random:3")
    window.counting.choose("macs")
    window.colouring.choose(Metric.PARAMS)
    window.live_panel.viewer.methodChosen.emit("deconv")
    window.commands["go.evolution"].trigger()
    window.documents.tabs.setCurrentIndex(1)
    before = collect(window)
    assert [type(tab) for tab in before.tabs] == [OpenNetwork, OpenNetwork, OpenPage]

    # Saved by its key, under the name that is asked for; then without asking.
    file = tmp_path / "mine.cnnx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "mine"), ""))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "mine.cnnx" in window.documents.notice.text, timeout=PATIENCE)
    assert load(file).workspace == before
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: pytest.fail("asked again"))
    window.notes.stack.undo()
    window.documents.notice.hide()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "mine.cnnx" in window.documents.notice.text, timeout=PATIENCE)
    assert load(file).workspace.notes == ()
    window.notes.stack.redo()
    assert window.recent.files[0].path == file
    # While the notice is there, the graph has less room, and another middle.
    window.documents.notice.hide()
    qtbot.wait(50)
    before = collect(window)
    window.close()

    # The next start, without a word.
    again = start(restored="")
    wait_until_restored(qtbot, again)
    # The docks' bytes hold sizes of panels that are still filling; the rest is the same to the last figure.
    assert replace(collect(again), layout=before.layout) == before
    document = again.documents.current
    assert document is not None and document.key == "zfnet"
    assert (document.form.batch, document.form.num_classes) == (2, 10)
    assert document.own is not None and document.own.batch == 1
    assert document.selection.current == Selected(order=order_of(document, path))
    assert document.selection.channel == 5
    assert again.documents.tabs.tabText(1).endswith("what if")
    again.close()

    # A start with names opens these; notes are kept all the same.
    third = start("lenet5_modern")
    wait_until_restored(qtbot, third)
    assert keys_of(third) == ["lenet5_modern"]
    assert third.notes.remarks == before.notes

    # And the file, in place of what is open; one step back.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(file), ""))
    third.commands["workspace.open"].trigger()
    qtbot.waitUntil(lambda: len(keys_of(third)) == 2, timeout=PATIENCE)
    wait_until_restored(qtbot, third)
    assert without_places(collect(third)) == without_places(load(file).workspace)
    qtbot.mouseClick(third.documents.notice.button, Qt.MouseButton.LeftButton)
    wait_until_restored(qtbot, third)
    assert keys_of(third) == ["lenet5_modern"]


def test_what_is_gone_is_said_and_the_rest_is_restored(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    own = NetworkForm(key="lenet5_modern", input_shape=(1, 32, 32), batch=1, num_classes=10, width=None)
    small = replace(own, input_shape=(1, 2, 2))
    zfnet = NetworkForm(key="zfnet", input_shape=(3, 224, 224), batch=1, num_classes=1000, width=None)
    workspace = Workspace(
        tabs=(
            OpenNetwork(form=replace(own, key="no_such_network")),
            OpenPage(name="no_such_page"),
            OpenNetwork(form=small, weights=str(tmp_path / "gone.pth"), expanded=("no.such.block",)),
            OpenNetwork(form=zfnet, weights="NO_SUCH_WEIGHTS"),
        ),
        front=2,
        source=Source(kind="picture", name=str(tmp_path / "gone.png")),
        notes=(Remark(form=own, path="conv1", text="kept"),),
    )
    file = tmp_path / "gone.cnnx"
    save(workspace, file)
    window = start(restored=str(file))
    wait_until_restored(qtbot, window)
    # What a network says on its way (two pixels are too few) does not take the place of what is gone.
    said = window.documents.notice.text
    for word in ("no_such_network", "no_such_page", "gone.pth", "NO_SUCH_WEIGHTS", "gone.png", "1 × 2 × 2"):
        assert word in said
    assert keys_of(window) == ["lenet5_modern", "zfnet"]
    document = window.documents.current
    assert document is not None and document.key == "lenet5_modern"
    # Two pixels are too few for it: it stays in its own form.
    assert document.form.is_own
    assert [window.live.weights(key) for key in keys_of(window)] == ["default", "default"]
    assert window.notes.remarks == workspace.notes
    # There is a picture in any case.
    qtbot.waitUntil(lambda: window.live_panel.picture.picture is not None, timeout=PATIENCE)
    assert window.live_panel.picture.picture.sample


def test_a_photo_is_opened_again_and_nothing_is_written_to_it(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes((SAMPLES / "coffee.png").read_bytes())
    photo.chmod(0o400)
    window = start("lenet5_modern")
    before = collect(window)
    file = tmp_path / "photo.cnnx"
    save(replace(before, source=Source(kind="picture", name=str(photo))), file)
    window.workspaces.open(file)
    qtbot.waitUntil(
        lambda: window.live_panel.picture.picture is not None and window.live_panel.picture.picture.name == "photo.png",
        timeout=PATIENCE,
    )
    assert collect(window).source == Source(kind="picture", name=str(photo))
    assert photo.read_bytes() == (SAMPLES / "coffee.png").read_bytes()

    # A broken file is said, and what is open stays.
    file.write_text(file.read_text("utf-8")[:-40], "utf-8")
    wait_until_restored(qtbot, window)
    window.workspaces.open(file)
    qtbot.waitUntil(lambda: "no workspace" in window.documents.notice.text, timeout=PATIENCE)
    assert keys_of(window) == ["lenet5_modern"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", marks=pytest.mark.slow, id="empty"),
        pytest.param(b"[" * 10_000, marks=pytest.mark.slow, id="deep"),
        pytest.param(b'{"format": "cnn-explorer workspace", "schema": [9, 0]}', id="newer"),
        pytest.param(None, marks=pytest.mark.slow, id="a folder"),
    ],
)
def test_a_bad_last_state_never_stops_the_start(start: Start, qtbot: QtBot, content: bytes | None) -> None:
    last = last_state_path()
    last.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        last.mkdir()
    else:
        last.write_bytes(content)
    window = start(restored="")
    wait_until_restored(qtbot, window)
    assert keys_of(window) == ["lenet5_modern"]
    if content is None:
        window.close()
        last.rmdir()


def test_the_state_is_not_restored_where_that_is_not_wanted(start: Start, qtbot: QtBot) -> None:
    last = last_state_path()
    last.parent.mkdir(parents=True, exist_ok=True)
    form = NetworkForm(key="zfnet", input_shape=(3, 224, 224), batch=1, num_classes=1000, width=None)
    remark = Remark(form=form, path="", text="mine")
    last.write_text(to_json(Workspace(tabs=(OpenNetwork(form=form),), notes=(remark,))), "utf-8")
    window = MainWindow()
    window.settings.restoring = False
    window.settings.save()
    window.deleteLater()
    started = start(restored="")
    wait_until_restored(qtbot, started)
    assert keys_of(started) == ["lenet5_modern"]
    started.close()
    # Notes are never lost by that.
    assert json.loads(last.read_text("utf-8"))["notes"][0]["text"] == "mine"


def test_the_report_of_the_open_networks_from_the_window(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("lenet5_modern")
    wait_until_restored(qtbot, window)
    window.commands["compare.report"].trigger()
    assert "two networks" in window.documents.notice.text
    window.documents.open_architecture("lenet5_original")
    wait_until_restored(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "pair"), "Web page (*.html)"))
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "pair.html" in window.documents.notice.text, timeout=PATIENCE)
    text = (tmp_path / "pair.html").read_text("utf-8")
    assert text.count("<svg") == 2 + 3 + 2
    assert f"{registry.get('lenet5_original').params:,}" in text

    # A place that cannot be written is said; what is cancelled is not written.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "no" / "pair.html"), ""))
    window.commands["compare.report"].trigger()
    qtbot.waitUntil(lambda: "cannot write" in window.documents.notice.text, timeout=PATIENCE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "never.html"), ""))
    window.commands["compare.report"].trigger()
    qtbot.mouseClick(window.documents.notice.button, Qt.MouseButton.LeftButton)
    assert window.documents.notice.isHidden()
    done: list[bool] = []
    window.background.run(lambda: None, lambda nothing: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    assert not (tmp_path / "never.html").exists()


def test_a_comparison_is_restored(start: Start, qtbot: QtBot) -> None:
    window = start("lenet5_modern", "lenet5_original")
    wait_until_restored(qtbot, window)
    window.commands["go.compare"].trigger()
    page = window.comparing.page
    assert page is not None
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=PATIENCE)
    before = collect(window)
    assert {form.key for form in before.compared if form is not None} == {"lenet5_original", "lenet5_modern"}
    assert before.layout is None
    window.close()
    again = start(restored="")
    wait_until_restored(qtbot, again)
    assert again.comparing.page is not None
    assert collect(again).compared == before.compared
    assert keys_of(again) == ["lenet5_modern", "lenet5_original"]


def test_weights_of_what_is_only_compared_are_restored(start: Start, qtbot: QtBot) -> None:
    """Neither side is a tab; both run the same network, each with weights of its own."""
    window = start("lenet5_modern")
    wait_until_restored(qtbot, window)
    window.comparing.compare_keys(["lenet5_original", "lenet5_original"])
    page = window.comparing.page
    assert page is not None and page.weights is not None
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=PATIENCE)
    page.weights.choose(1, "random:4")
    window.live.set_weights("lenet5_original", "random:3")
    before = collect(window)
    assert before.sides == (None, "random:4")
    window.close()
    again = start(restored="")
    wait_until_restored(qtbot, again)
    assert again.comparing.page is not None and again.comparing.page.weights is not None
    weights = again.comparing.page.weights
    assert (weights.of(0), weights.of(1)) == ("random:3", "random:4")
    assert (collect(again).weights, collect(again).sides) == (before.weights, before.sides)


def test_a_layer_with_a_note_is_marked_in_the_table(start: Start, qtbot: QtBot) -> None:
    window = start("lenet5_modern")
    wait_until_restored(qtbot, window)
    document = window.documents.documents[0]
    table = window.layers.findChild(QTableView)
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == 12, timeout=PATIENCE)
    rows = document.network.rows  # type: ignore[union-attr]
    window.notes.write(document.form, rows[0].path, "look here")
    marked = [table.model().index(line, PATH).data(NOTE) for line in range(12)]
    assert marked == ["look here" if row.path == rows[0].path else None for row in rows]
    window.notes.stack.undo()
    assert not any(table.model().index(line, PATH).data(NOTE) for line in range(12))
