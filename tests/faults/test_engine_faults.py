"""An engine that is killed or hangs, at whatever it does: said in one line, over soon, and nothing stays behind."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.engine.messages import AnalyzeJob
from explorer.models import registry
from explorer.ui.main_window import MainWindow
from explorer.ui.what_if import Form
from tests.blocks import watch_blocks
from tests.faults.leftovers import Leftovers
from tests.faults.stage import KEY, PHASES, Stage

Open = Callable[..., MainWindow]
QUICK = {("kill", "stream"), ("hang", "capture"), ("kill", "measuring")}


@pytest.mark.parametrize(
    ("fault", "phase"),
    [
        pytest.param(fault, phase, marks=() if (fault, phase) in QUICK else pytest.mark.slow)
        for fault in ("kill", "hang")
        for phase in PHASES
    ],
)
def test_whatever_the_engine_does_its_end_is_said_and_over_soon(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    film: Path,
    pictures: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    phase: str,
) -> None:
    target = tmp_path / "layers.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "CSV (*.csv)"))
    blocks = watch_blocks(monkeypatch)
    before = Leftovers.now()
    window = open_window(KEY)
    stage = Stage(window, qtbot, film, pictures)
    pid = PHASES[phase](stage)
    if fault == "kill":
        os.kill(pid, signal.SIGKILL)
        stage.wait(lambda: "SIGKILL" in window.documents.notice.text)
        assert "\n" not in window.documents.notice.text
    else:
        if window.engine.jobs:
            stage.wait(lambda: window.findChild(QWidget, "status.work").isVisible())
        else:
            assert window.engine.state == "starting" or phase in ("stream", "export")
        assert window.commands["engine.restart"].isEnabled()
        window.commands["engine.restart"].trigger()
    stage.wait(lambda: window.engine.state == "running" and window.engine.pid != pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

    # What was asked comes by itself or can be asked again; other jobs work.
    answers: list[Network] = []
    stage.wait(lambda: window.live_panel.picture.picture is not None)
    if phase == "stream":
        sources = window.live.sources
        stage.wait(lambda: sources._last is not None)
        number = sources._last.frame.sequence  # type: ignore[union-attr]
        stage.wait(lambda: sources._last.frame.sequence > number)  # type: ignore[union-attr]
        sources.open(None)
    elif phase == "top9":
        stage.wait(lambda: window.engine.jobs == 0)
        window.top_patches.set_folder(str(pictures))
        panel = window.top_patches_panel
        stage.wait(lambda: panel.summary is not None and panel.summary.done + panel.summary.skipped >= 4)
    elif phase == "measuring":
        state = window.measurements.state_of(window.documents.current)
        assert state.phase in ("failed", "cancelled") or window.engine.jobs
    elif phase == "export":
        stage.wait(target.exists)
        assert target.read_text().startswith("order,") and not list(tmp_path.glob(".*.part"))
    stage.wait(lambda: window.live_panel.top.entries and not window.live_panel.top.stale)
    window.engine.post(Form.own(registry.get("lenet5_d2l")).job(AnalyzeJob), answers.append)
    stage.wait(lambda: answers)

    window.close()
    assert not blocks()
    assert not (Leftovers.now().children - before.children)
