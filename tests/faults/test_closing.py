"""A window that is closed in the middle of something leaves nothing behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.ui.graph.export_dialog import ExportDialog
from explorer.ui.main_window import MainWindow
from tests.blocks import watch_blocks
from tests.faults.leftovers import Leftovers
from tests.faults.stage import PHASES, Stage

Open = Callable[..., MainWindow]


def at_graph_export(stage: Stage) -> int:
    stage.settle()
    stage.window.commands["graph.export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.save_button.click()
    assert stage.window.engine.pid is not None
    return stage.window.engine.pid


def at_comparison(stage: Stage) -> int:
    stage.settle()
    pid = stage.stop()
    stage.window.comparing.compare_keys(["shufflenet_v2_x0_5", "squeezenet1_0"])
    stage.wait(lambda: stage.window.documents.page)
    return pid


def at_birth(stage: Stage) -> int:
    """An engine is being replaced by another, whose process is just being made."""
    stage.settle()
    pid = stage.window.engine.pid
    assert pid is not None
    stage.window.engine.restart()
    stage.window.engine.restart()
    return pid


def at_layout(stage: Stage) -> int:
    """A graph is being laid out on its thread."""
    stage.settle()
    document = stage.window.documents.open_architecture("shufflenet_v2_x0_5")
    stage.wait(lambda: document.network is not None and not document.view.busy)
    assert stage.window.engine.pid is not None
    document.view.opening.set_all("all")
    assert document.view.busy
    return stage.window.engine.pid


def at_hanging(stage: Stage) -> int:
    """The engine does not even listen, and that has not been noticed yet."""
    stage.settle()
    pid = stage.stop()
    stage.choose_layer()
    stage.qtbot.wait(300)
    return pid


MOMENTS = {
    **{key: PHASES[key] for key in ("loading", "capture", "stream", "top9", "measuring")},
    "graph export": at_graph_export,
    "comparison": at_comparison,
    "birth": at_birth,
    "layout": at_layout,
    "hanging": at_hanging,
}
SLOW = ("capture", "top9", "measuring", "hanging", "comparison")


@pytest.mark.parametrize(
    "moment", [pytest.param(one, marks=pytest.mark.slow if one in SLOW else ()) for one in MOMENTS]
)
def test_closing_leaves_nothing(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    film: Path,
    pictures: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    moment: str,
) -> None:
    target = tmp_path / "graph.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PNG (*.png)"))
    blocks = watch_blocks(monkeypatch)
    before = Leftovers.now()
    window = open_window("squeezenet1_1")
    pid = MOMENTS[moment](Stage(window, qtbot, film, pictures))
    window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not Leftovers.now().children - before.children
    # A layout that nobody waits for may still be at work.
    qtbot.waitUntil(lambda: not Leftovers.now().threads - before.threads)
    assert not blocks()
    # What was being written is whole or not there.
    assert not list(tmp_path.glob(".*")) and (not target.exists() or target.read_bytes().endswith(b"IEND\xaeB`\x82"))
    qtbot.wait(50)
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]
