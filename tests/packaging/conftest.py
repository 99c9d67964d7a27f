"""What the tests of the artefacts share: a home for the programs, and a photo from elsewhere."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home, with a space and an accent in its name."""
    folder = tmp_path / "hôme of nobody"
    folder.mkdir()
    return folder


@pytest.fixture
def surroundings(home: Path) -> dict[str, str]:
    """The environment of a fresh user; nothing of the checkout or of this Python is in it."""
    names = ("LANG", "SYSTEMROOT", "QT_QPA_PLATFORM", "OMP_WAIT_POLICY")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
    folders |= dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"), str(home))
    return kept | folders | {"PATH": os.defpath, "OMP_NUM_THREADS": "1"}


@pytest.fixture
def photo(home: Path, sample: Path) -> Path:
    """A photo of a cat outside the source tree."""
    path = home / "une photo été.png"
    shutil.copyfile(sample, path)
    return path
