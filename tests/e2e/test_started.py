"""``cnn-explorer FILE.cnnx`` as a process of its own: what it opens, and what it says of a file that it cannot open."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.workspace.file import load, save, to_json
from explorer.workspace.model import NetworkForm, OpenNetwork, Remark, Workspace
from tests.packaging.x_windows import display, screen_of_its_own

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
LENET = NetworkForm(key="lenet5_modern", input_shape=(1, 32, 32), batch=1, num_classes=10, width=None)
ZFNET = NetworkForm(key="zfnet", input_shape=(3, 224, 224), batch=1, num_classes=1000, width=None)
WORKSPACE = Workspace(
    tabs=(OpenNetwork(form=LENET), OpenNetwork(form=ZFNET, expanded=("norm1",))),
    front=1,
    notes=(Remark(form=ZFNET, path="conv1", text="seven by seven"),),
)
TITLE = "ZFNet (2013) — cnn-explorer"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has never started the program."""
    names = ("CONFIG", "CACHE", "DATA", "STATE")
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in names}
    return os.environ | folders | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}


def what_is_seen(environment: dict[str, str], folder: Path, *words: str) -> dict[str, Any]:
    """Start the program in a folder, look at its window and close it."""
    command = [sys.executable, "-m", "tests.e2e.started", *words]
    ended = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=PATIENCE)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (apt install xvfb)")
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(None, id="its button"),
        pytest.param(signal.SIGTERM, id="the system"),
        pytest.param(signal.SIGINT, id="Ctrl+C", marks=pytest.mark.slow),
    ],
)
def test_a_workspace_is_opened_on_a_screen_and_kept_when_the_window_is_closed(
    asked: signal.Signals | None, surroundings: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "mine and yours.cnnx"
    save(WORKSPACE, file)
    before = file.read_bytes()
    last = tmp_path / "state" / "cnn-explorer" / "last.cnnx"
    with screen_of_its_own() as screen, display(screen) as windows:
        environment = surroundings | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        process = subprocess.Popen(
            [sys.executable, "-m", "explorer", file.name], env=environment, cwd=tmp_path, stderr=subprocess.PIPE
        )
        try:
            wait_for(lambda: TITLE in windows.titles(), process)
            if asked is None:
                windows.close(windows.titles()[TITLE])
            else:
                process.send_signal(asked)
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
            process.wait(10)
    assert process.returncode == 0 and b"Traceback" not in said and b"leaked" not in said
    kept = load(last).workspace
    assert [tab.form for tab in kept.tabs if isinstance(tab, OpenNetwork)] == [LENET, ZFNET]
    assert kept.notes == WORKSPACE.notes and kept.front == 1
    assert file.read_bytes() == before, "opening is not saving"


def wait_for(what: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, for as long as the program runs."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert process.poll() is None, f"the program ended with {process.returncode}"
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.mark.slow
def test_a_workspace_in_another_folder(surroundings: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "größer.CNNX"
    file.parent.mkdir()
    save(WORKSPACE, file)
    seen = what_is_seen(surroundings, tmp_path, str(Path("elsewhere") / file.name))
    assert seen["tabs"] == [["lenet5_modern", []], ["zfnet", ["norm1"]]]
    assert seen["notes"] == ["seven by seven"] and seen["title"] == TITLE
    assert not seen["notice"]


@pytest.mark.slow
def test_the_program_goes_on_in_another_language(surroundings: dict[str, str], tmp_path: Path) -> None:
    save(WORKSPACE, tmp_path / "file.cnnx")
    seen = what_is_seen(surroundings | {"CHOOSE_LANGUAGE": "zh_CN"}, tmp_path, "file.cnnx")
    assert seen["menu"] == "文件(&F)" and seen["visible"] and seen["title"] == TITLE
    assert seen["tabs"] == [["lenet5_modern", []], ["zfnet", ["norm1"]]]
    assert seen["notes"] == ["seven by seven"]


def newer(major: int, minor: int) -> bytes:
    """A workspace as a program to come may write it."""
    content = json.loads(to_json(WORKSPACE))
    content["schema"] = [major, minor]
    content["of_the_future"] = True
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(to_json(WORKSPACE).encode()[:-40], ("file.cnnx", "no workspace"), id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n", ("file.cnnx", "no workspace"), marks=pytest.mark.slow, id="a picture"),
        pytest.param(newer(9, 0), ("file.cnnx", "newer"), marks=pytest.mark.slow, id="of a newer program"),
        pytest.param(None, ("file.cnnx", "Cannot read"), marks=pytest.mark.slow, id="not there"),
    ],
)
def test_what_cannot_be_opened_is_said_in_an_open_window(
    surroundings: dict[str, str], tmp_path: Path, content: bytes | None, said: tuple[str, ...]
) -> None:
    file = tmp_path / "file.cnnx"
    if content is not None:
        file.write_bytes(content)
    seen = what_is_seen(surroundings, tmp_path, file.name)
    assert seen["visible"]
    assert [key for key, _ in seen["tabs"]] == ["efficientnet_lite0"], "as at a start without a file"
    for words in said:
        assert words in seen["notice"]
    if content is not None:
        assert file.read_bytes() == content


@pytest.mark.slow
def test_what_a_newer_program_has_added_is_left_out_and_said(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file.cnnx").write_bytes(newer(1, 99))
    seen = what_is_seen(surroundings, tmp_path, "file.cnnx")
    assert [key for key, _ in seen["tabs"]] == ["lenet5_modern", "zfnet"]
    assert "newer" in seen["notice"] and "of_the_future" in seen["notice"]
