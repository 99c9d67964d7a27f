"""The real window with its real engine, and what it may not leave behind."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import open_window  # noqa: F401 - a fixture
from tests.faults.leftovers import Leftovers
from tests.ui.moving import write_film

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.fixture
def leftovers(qapp: QApplication) -> Callable[[], Leftovers]:
    """What this process holds at the moment."""
    return Leftovers.now


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds in which the view moves over the cat."""
    cat = np.asarray(Image.open(SAMPLES / "chelsea.png").convert("RGB"))
    frames = [np.ascontiguousarray(cat[:, step : 400 + step]) for step in range(50)]
    return write_film(tmp_path_factory.mktemp("films") / "cat.avi", frames)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few photos, one of which is none."""
    folder = tmp_path_factory.mktemp("pictures")
    for number, name in enumerate(("chelsea", "coffee", "chelsea", "coffee")):
        (folder / f"{number} {name}.png").write_bytes((SAMPLES / f"{name}.png").read_bytes())
    (folder / "9 broken.png").write_bytes(b"no picture")
    return folder
