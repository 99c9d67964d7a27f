"""Faults of ours: logged, told without holding up anything, and in a report that gives away nothing."""

import logging
import logging.handlers
import os
import pickle
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from explorer.engine.messages import Failed, Logged
from explorer.engine.worker import LogOutlet, Outlet
from explorer.ui import faults, log_file
from explorer.ui.engine_link import EngineLink, _Pending
from explorer.ui.help.fault_report import FaultReports
from explorer.ui.help.report import without_home


class _Engine:
    info = None


class Window(QMainWindow):
    """As much of a window as a report needs."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = _Engine()
        self.opened = 0
        self.commands = {"help.log": self}

    def trigger(self) -> None:
        self.opened += 1


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[faults.Faults]:
    """The handlers of the application, with a log of their own, and all as before after the test."""
    monkeypatch.setattr(log_file, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(faults.faulthandler, "enable", lambda file: file.close())  # pytest has its own
    hooks = sys.excepthook, threading.excepthook
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield faults.install()
    sys.excepthook, threading.excepthook = hooks
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    for handler in before:
        root.addHandler(handler)
    root.setLevel(level)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


def fail(text: str) -> None:
    raise ValueError(text)


def throw(text: str) -> None:
    """Raise where nobody catches, as a slot does."""
    try:
        fail(text)
    except ValueError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def test_a_fault_is_told_once_and_counted(installed: faults.Faults, window: Window, qtbot: QtBot) -> None:
    reports = FaultReports(window, installed)  # type: ignore[arg-type]
    other = QWidget(window)
    throw("three is not four")
    qtbot.waitUntil(lambda: reports.view is not None and reports.view.isVisible())
    view = reports.view
    assert view is not None and not view.isModal()
    assert "in the window" in view._what.text()

    # The window lives on, and the same again only counts.
    ticks: list[int] = []
    QTimer.singleShot(0, other, lambda: ticks.append(1))
    for _ in range(50):
        throw("three is not four")
    qtbot.waitUntil(lambda: "51 times" in view._what.text())
    assert ticks == [1]
    view.close()
    throw("three is not four")
    qtbot.wait(600)
    assert view.isHidden()

    # Another one is told again.
    throw("five is not six")
    qtbot.waitUntil(view.isVisible)
    qtbot.mouseClick(view.folder, Qt.MouseButton.LeftButton)
    assert window.opened == 1


def test_a_report_has_what_helps_and_no_home(
    installed: faults.Faults, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    reports = FaultReports(window, installed)  # type: ignore[arg-type]
    logging.getLogger("explorer.test").info("opened %s", tmp_path / "holiday" / "me.png")
    for number in range(300):
        logging.getLogger("explorer.test").info("line %d", number)
    throw(f"no such layer in {tmp_path}/nets/secret.pt")
    qtbot.waitUntil(lambda: reports.view is not None and reports.view.isVisible())
    assert reports.view is not None
    qtbot.mouseClick(reports.view.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert str(tmp_path) not in text
    assert "no such layer in ~/nets/secret.pt" in text
    assert "ValueError" in text and "in fail\n    raise ValueError(text)" in text
    for name in ("cnn-explorer", "Python", "Qt", "torch", "numpy"):
        assert any(line.startswith(f"{name} ") for line in text.splitlines()), name
    log = text.partition("Log:\n")[2].strip().splitlines()
    assert len(log) == log_file.REMEMBERED
    assert "line 299" in text and "line 5\n" not in text


def test_faults_of_the_engine_and_of_threads_are_told(installed: faults.Faults, window: Window, qtbot: QtBot) -> None:
    told: list[faults.Fault] = []
    installed.happened.connect(told.append)
    installed.tell_engine(Failed(3, "KeyError: 'x'", "Traceback of the engine", expected=False))
    assert told == [faults.Fault("engine", "KeyError: 'x'", "Traceback of the engine")]
    thread = threading.Thread(target=fail, args=("from a thread",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].what == "ValueError: from a thread"
    installed.happened.disconnect(told.append)


def test_the_link_hands_on_what_the_engine_says_of_itself(installed: faults.Faults, qtbot: QtBot) -> None:
    link = EngineLink()
    link.state = "running"
    told: list[Failed] = []
    link.faulted.connect(told.append)
    link._pending[4] = link._pending[5] = _Pending(lambda answer: None, lambda failure: None, True)
    link._arrived.emit(Failed(4, "no such layer", "", expected=True))
    link._arrived.emit(Failed(5, "KeyError: 'x'", "Traceback", expected=False))
    assert [one.number for one in told] == [5]
    link._arrived.emit(Logged(logging.WARNING, "py.warnings", "this will change"))
    assert installed.last_lines.lines()[-1].endswith("WARNING engine.py.warnings: this will change")


def test_the_engine_sends_its_log_to_the_window() -> None:
    sent: list[object] = []

    class Connection:
        def send_bytes(self, packed: bytes) -> None:
            sent.append(pickle.loads(packed))

    log = logging.Logger("explorer.engine.jobs")
    log.addHandler(LogOutlet(Outlet(Connection())))  # type: ignore[arg-type]
    log.info("measured %d operators", 12)
    log.debug("not worth it")
    assert sent == [Logged(logging.INFO, "explorer.engine.jobs", "measured 12 operators")]


def test_the_log_rotates(installed: faults.Faults) -> None:
    path = log_file.log_path()
    logging.getLogger("explorer").info("hello")
    assert "hello" in path.read_text()
    handler = next(one for one in logging.getLogger().handlers if isinstance(one, log_file.LogFile))
    assert (handler.maxBytes, handler.backupCount) == (1_000_000, 2)
    handler.maxBytes = 300
    for number in range(60):
        logging.getLogger("explorer").info("line %d with some words", number)
    assert sorted(one.name for one in path.parent.glob("cnn-explorer.log*")) == [
        "cnn-explorer.log",
        "cnn-explorer.log.1",
        "cnn-explorer.log.2",
    ]


def test_a_disk_that_refuses_takes_the_file_and_nothing_else(
    installed: faults.Faults, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = next(one for one in logging.getLogger().handlers if isinstance(one, log_file.LogFile))

    class Full:
        def write(self, text: str) -> None:
            raise OSError(28, "No space left on device")

        def flush(self) -> None: ...

        def seek(self, *where: int) -> None: ...

        def tell(self) -> int:
            return 0

        def close(self) -> None: ...

    handler.stream = Full()  # type: ignore[assignment]
    logging.getLogger("explorer").info("one")
    logging.getLogger("explorer").info("two")
    assert handler not in logging.getLogger().handlers
    assert capsys.readouterr().err.count("No space left on device") == 1
    assert [line.rpartition(" ")[2] for line in installed.last_lines.lines()[-2:]] == ["one", "two"]


def test_a_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(log_file, "cache_folder", lambda: blocked)
    last, found = log_file.handlers()
    assert last in found
    assert not any(isinstance(one, log_file.LogFile) for one in found)
    assert "no log file" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="paths with a drive")
def test_a_home_that_is_the_root_is_left_alone() -> None:
    assert without_home("/usr/lib", Path("/")) == "/usr/lib"
    assert without_home("/home/ada/x", Path("/home/ada")) == "~/x"
