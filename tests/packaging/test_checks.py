"""The checks of `make dist` and `make check` find what they are for."""

import runpy
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
dist: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "check_dist.py"))
links: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "check_links.py"))
VERSION = dist["VERSION"]


def wheel(path: Path, files: dict[str, str]) -> Path:
    info = f"cnn_explorer-{VERSION}.dist-info"
    files = {f"{info}/METADATA": "Name: cnn-explorer\n\n", f"{info}/entry_points.txt": ""} | files
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tests/conftest.py", "", "tests/conftest.py does not belong there"),
        ("explorer/__pycache__/cli.pyc", "", "explorer/__pycache__/cli.pyc does not belong there"),
        ("explorer/cli.py", f"path = '{ROOT}/x'", f"explorer/cli.py names {ROOT}"),
        ("explorer/cli.py", "", "explorer/resources/history/milestones.csv is missing"),
        ("explorer/cli.py", "", "explorer/models/resnet.toml is missing"),
        ("explorer/cli.py", "", "no Project-URL in its metadata"),
        ("explorer/cli.py", "", "no entry point [gui_scripts]"),
    ],
)
def test_a_bad_wheel_is_seen(tmp_path: Path, name: str, text: str, said: str) -> None:
    found = dist["problems_of_wheel"](wheel(tmp_path / "some.whl", {name: text}))
    assert any(said in line for line in found)


def test_a_bad_sdist_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "some.tar.gz"
    (tmp_path / "file").write_text(f"see {ROOT}")
    with tarfile.open(path, "w:gz") as archive:
        for name in ("README.md", ".venv/bin/activate.py"):
            archive.add(tmp_path / "file", f"cnn_explorer-{VERSION}/{name}")
    found = dist["problems_of_sdist"](path)
    assert any("Makefile is missing" in line for line in found)
    assert any(f"README.md names {ROOT}" in line for line in found)
    assert any(".venv/bin/activate.py does not belong there" in line for line in found)


def test_an_empty_folder_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dist["main"](tmp_path) == 1
    assert "holds nothing" in capsys.readouterr().err


def test_dead_links_are_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "A.md").write_text(
        "# Über `uns`: two words\n\n[good](B.md#second-part) [good](#über-uns-two-words) [out](https://example.org)\n"
        "[bad](C.md) [bad](B.md#third) ![bad](none.png) `explorer/none.py` `[no](link)`\n\n```\n[no](code.md)\n```\n",
        encoding="utf-8",
    )
    (tmp_path / "B.md").write_text("## Second part\n", encoding="utf-8")
    assert links["main"](tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == [
        "A.md: no file C.md",
        "A.md: no heading #third in B.md",
        "A.md: no file none.png",
        "A.md: no file explorer/none.py",
    ]


def test_the_documents_have_no_dead_links() -> None:
    assert len(links["documents"](ROOT)) >= 5
    assert links["main"]() == 0


def test_the_icon_is_drawn_in_all_sizes(tmp_path: Path) -> None:
    icons = runpy.run_path(str(ROOT / "packaging" / "icons.py"))
    icons["main"](tmp_path)
    for size in icons["SIZES"]:
        with Image.open(tmp_path / f"hicolor/{size}x{size}/apps/{icons['IDENTIFIER']}.png") as picture:
            assert picture.size == (size, size)
            alpha = picture.getchannel("A")
            # Corners are transparent, and the picture reaches nearly to the edges.
            assert alpha.getpixel((0, 0)) == 0
            left, top, right, bottom = alpha.getbbox()
            assert max(left, top, size - right, size - bottom) <= size * 0.05
    with Image.open(tmp_path / "cnn-explorer.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in icons["ICO_SIZES"]}
    with Image.open(tmp_path / "cnn-explorer.icns") as picture:
        assert (512, 512, 1) in picture.info["sizes"]
