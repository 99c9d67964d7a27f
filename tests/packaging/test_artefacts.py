"""The wheel and the source distribution, each installed into an environment of its own. ``make dist-test``

``DIST`` names the folder that `make dist` has filled; without it both are built
anew. The requirements are borrowed from the environment that runs the tests.
"""

import csv
import io
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = "Scripts" if sys.platform == "win32" else "bin"
RESNET50_MACS = 4_089_184_256

pytestmark = pytest.mark.slow

DRIVER = """
import sys
from PySide6.QtCore import QTimer
from explorer.ui.app import application
from explorer.ui.main_window import MainWindow

if __name__ == "__main__":
    app = application()
    window = MainWindow()
    said = []
    window.painted.connect(lambda: window.start(["efficientnet_lite0"]))
    window.assembled.connect(lambda: said.append("assembled"))

    def follow():
        window.live.weightsKnown.connect(lambda badge: (said.append("weights"), QTimer.singleShot(500, window.close)))

    window.assembled.connect(follow)
    QTimer.singleShot(120_000, app.quit)
    window.show()
    status = app.exec()
    print(" ".join(said), "torch" in sys.modules, status)
"""


@dataclass(frozen=True)
class Installed:
    """An environment with the program in it."""

    folder: Path
    surroundings: dict[str, str]

    def run(self, name: str, *words: str | Path) -> str:
        """Run one of its programs away from the checkout and return what it says."""
        result = self.attempt(name, *words)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def attempt(self, name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        program = self.folder / BIN / name
        command = [str(program), *map(str, words)]
        where = self.surroundings["HOME"]
        return subprocess.run(
            command, env=self.surroundings, cwd=where, capture_output=True, encoding="utf-8", timeout=180
        )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both artefacts."""
    if "DIST" in os.environ:
        return Path(os.environ["DIST"]).resolve()
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module", params=["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def environment(request: pytest.FixtureRequest, dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment into which one of the artefacts is installed."""
    (artefact,) = dist.glob(request.param)
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / BIN / "python"
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    target = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    # Not as a site directory of its own, so that an editable install of the checkout does not come along.
    Path(target, "requirements.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*install, "--ignore-installed", str(artefact)], check=True, capture_output=True, cwd=folder)
    return folder


@pytest.fixture
def installed(environment: Path, surroundings: dict[str, str]) -> Installed:
    return Installed(environment, surroundings)


def test_the_program_is_the_installed_one(installed: Installed) -> None:
    where = installed.run("python", "-c", "import explorer; print(explorer.__file__)").strip()
    assert Path(where).is_relative_to(installed.folder)
    assert "resnet50" in installed.run("cnn-explorer", "list")
    assert "torch" in installed.run("cnn-explorer", "doctor")


def test_it_classifies_a_photo_by_the_weights_that_come_with_it(installed: Installed, photo: Path) -> None:
    answer = json.loads(installed.run("cnn-explorer", "predict", "efficientnet_lite0", photo, "--json"))
    assert answer["weights"]["trained"]
    assert "cat" in answer["top"][0]["label"]


def test_it_writes_a_table_and_a_drawing(installed: Installed, home: Path) -> None:
    table, drawing = home / "résumé.csv", home / "graph.svg"
    installed.run("cnn-explorer", "table", "resnet50", "-o", table)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert sum(int(row["macs"]) for row in rows) == RESNET50_MACS
    installed.run("cnn-explorer", "graph", "resnet50", "-o", drawing)
    assert "<svg" in drawing.read_text(encoding="utf-8")
    installed.run("cnn-explorer", "graph", "evolution", "-o", home / "tree.png")
    assert (home / "tree.png").read_bytes().startswith(b"\x89PNG")


def test_it_fails_in_one_line(installed: Installed, home: Path) -> None:
    result = installed.attempt("cnn-explorer", "predict", "efficientnet_lite0", home / "none.png")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_the_window_opens_classifies_and_closes(installed: Installed, home: Path) -> None:
    driver = home / "driver.py"
    driver.write_text(DRIVER, encoding="utf-8")
    assert installed.run("python", driver).split() == ["assembled", "weights", "False", "0"]


def test_the_sdist_makes_the_same_wheel_byte_for_byte(dist: Path, tmp_path: Path) -> None:
    (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
