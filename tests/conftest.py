"""What every test has: a home of its own, and a screen that is not there."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent

# Before Qt, torch or hypothesis is imported: they read their surroundings once.
_HOME = tempfile.TemporaryDirectory(prefix="cnn-explorer-tests-")
for _name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TORCH_HOME"):
    _folder = Path(_HOME.name, _name.lower())
    _folder.mkdir(mode=0o700)
    os.environ[_name] = str(_folder)
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE / 'offscreen.json'}")
# Threads that spin at barriers make networks many times slower where something else runs too.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(_HOME.name, "hypothesis")))

# Modules and tests stay to the end: looking through them for garbage, while they are read and ever after, takes long.
gc.disable()

# How long an example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


def pytest_collection_finish() -> None:
    """Let Python collect garbage from now on, but not among what has been read."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def sample() -> Path:
    """A photo of a cat."""
    return HERE.parent / "resources" / "samples" / "chelsea.png"


@pytest.fixture(autouse=True)
def collections_on_this_thread() -> Iterator[None]:
    """Collect garbage as the program does: where Qt is, never on another thread."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    gc.disable()
    yield
    from explorer.ui.garbage import collect_due

    collect_due()
