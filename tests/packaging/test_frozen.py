"""The frozen program: its command line, its window with the engine's process, its end. ``make frozen dist-test``

Nothing is built here: without ``dist/frozen`` (or ``FROZEN``, the folder that
holds the programs) the tests are skipped. The window is opened under Xvfb,
seen and closed as a person would, by the X server.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packaging.x_windows import display, screen_of_its_own

FOLDER = Path(os.environ.get("FROZEN", Path(__file__).parents[2] / "dist" / "frozen" / "cnn-explorer")).resolve()
SUFFIX = ".exe" if sys.platform == "win32" else ""
PATIENCE = 120.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="no frozen program; `make frozen` makes one"),
]
under_x = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (apt install xvfb)")


@pytest.fixture
def run(surroundings: dict[str, str], home: Path) -> Callable[..., str]:
    def run(*words: str | Path) -> str:
        command = [str(FOLDER / f"cnn-explorer{SUFFIX}"), *map(str, words)]
        result = subprocess.run(
            command, env=surroundings, cwd=home, capture_output=True, encoding="utf-8", timeout=PATIENCE
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


@pytest.fixture
def screen() -> Iterator[str]:
    """An X display of its own."""
    with screen_of_its_own() as name:
        yield name


def wait_for(what: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, for as long as the program runs."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert process.poll() is None, f"the program ended with {process.returncode}"
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def children(process: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    found = []
    for listing in Path(f"/proc/{process}/task").glob("*/children"):
        found += map(int, listing.read_text().split())
    return found


def test_it_classifies_a_photo(run: Callable[..., str], photo: Path) -> None:
    answer = json.loads(run("predict", "efficientnet_lite0", photo, "--json"))
    assert answer["weights"]["trained"]
    assert "cat" in answer["top"][0]["label"]


def test_it_analyses_and_draws_what_lies_in_its_folder(run: Callable[..., str], home: Path) -> None:
    assert "convnext_tiny" in run("list")
    assert len(run("table", "densenet121").splitlines()) > 400
    run("graph", "googlenet", "-o", home / "graph.pdf")
    assert (home / "graph.pdf").read_bytes().startswith(b"%PDF")
    assert (FOLDER / "_internal" / "LICENSE").is_file()


@under_x
@pytest.mark.parametrize("name", ["cnn-explorer", "cnn-explorer-window"])
def test_the_window_starts_its_engine_and_leaves_nothing_behind(
    name: str, surroundings: dict[str, str], home: Path, screen: str
) -> None:
    environment = surroundings | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    log = home / "cache" / "cnn-explorer" / "log" / "cnn-explorer.log"
    process = subprocess.Popen([str(FOLDER / name)], env=environment, cwd=home, stderr=subprocess.PIPE)
    try:
        with display(screen) as windows:
            title = "EfficientNet-Lite0 — cnn-explorer"
            wait_for(lambda: title in windows.titles(), process)
            wait_for(lambda: log.is_file() and "engine" in log.read_text(encoding="utf-8"), process)
            # An analysis that is stored has come from the engine.
            networks = home / "cache" / "cnn-explorer" / "networks"
            wait_for(lambda: list(networks.glob("efficientnet_lite0-*.json.gz")), process)
            helpers = children(process.pid)
            assert helpers
            windows.close(windows.titles()[title])
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0
        assert b"Traceback" not in said
        end = time.monotonic() + 10
        while any(Path(f"/proc/{one}").exists() for one in helpers):
            assert time.monotonic() < end, "the engine's process outlives the window"
            time.sleep(0.1)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    assert "ERROR" not in log.read_text(encoding="utf-8")
