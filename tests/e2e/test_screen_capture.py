"""A part of the screen as a source of frames, on a real screen and on one that lies in the program's memory."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.x_windows import screen_of_its_own

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
RED = (200, 30, 40)


def captured(**environment: str) -> dict[str, object]:
    """What a process of its own sees on its screen."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.e2e.captured"],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def assert_red(colour: object) -> None:
    """The red of the window, up to what a conversion of colours by way of YUV rounds."""
    assert isinstance(colour, list)
    assert all(abs(seen - shown) <= 6 for seen, shown in zip(colour, RED, strict=True)), colour


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (apt install xvfb)")
def test_a_part_of_a_real_screen_is_captured_by_the_system() -> None:
    with screen_of_its_own() as screen:
        seen = captured(DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    assert seen["platform"] == "xcb" and seen["size"] == [200, 120]
    assert_red(seen["colour"])


def test_a_screen_in_memory_is_grabbed_while_nothing_is_painted() -> None:
    # What is freed is overwritten: glibc then ends the process if a painting goes on with what a grab has freed.
    seen = captured(QT_QPA_PLATFORM="offscreen", MALLOC_PERTURB_="165")
    assert seen["platform"] == "offscreen" and seen["size"] == [200, 120]
    assert_red(seen["colour"])
