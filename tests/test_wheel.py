"""The shipped wheel, away from the source tree."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents, and nothing of the checkout on the path."""
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, *words: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "explorer", *words]
    result = subprocess.run(command, env=environment, cwd=installed, capture_output=True, text=True, check=True)
    return result.stdout


def test_the_wheel_brings_its_resources_and_runs_without_the_checkout(installed: Path) -> None:
    resources = installed / "explorer" / "resources"
    assert (resources / "samples" / "chelsea.png").is_file()
    assert (resources / "samples" / "LICENSES.md").is_file()
    assert (resources / "icons" / "LICENSE").is_file()
    assert (resources / "icons" / "app.svg").is_file()
    assert (resources / "history" / "milestones.csv").is_file()
    assert (installed / "explorer" / "py.typed").is_file()
    assert not (installed / "tests").exists()
    where = subprocess.run(
        [sys.executable, "-c", "import explorer; print(explorer.__file__)"],
        env=os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
        cwd=installed,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert Path(where).is_relative_to(installed)
    assert "resnet50" in run(installed, "list")
    top = run(installed, "predict", "efficientnet_lite0", str(resources / "samples" / "coffee.png"))
    assert "espresso" in top


def test_the_window_of_the_wheel_paints_without_torch(installed: Path) -> None:
    code = (
        "import sys; from explorer.ui.app import application; app = application();"
        "from explorer.ui.main_window import MainWindow; window = MainWindow(); window.show(); app.processEvents();"
        "print(not window.grab().isNull(), 'torch' in sys.modules); window.close()"
    )
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=installed, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["True", "False"]
