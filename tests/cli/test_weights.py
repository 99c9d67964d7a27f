"""What the command line says of weights: which are here, how large, how a download goes."""

import json
import sys
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.doctor import report
from explorer.errors import WeightsError
from explorer.models import registry
from explorer.models.weight_files import cache_folder
from explorer.terminal import download_bar

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    folder = cache_folder()
    folder.mkdir(parents=True)
    (folder / "resnet18-f37072fd.pth").write_bytes(b"weights")
    return folder


def test_the_list_marks_what_is_here(capsys: Capture) -> None:
    assert main(["list"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "IMAGENET1K_V1 (here)" in lines["resnet18"]
    assert "(here)" not in lines["resnet34"]
    assert "IMAGENET1K_TF (here)" in lines["efficientnet_lite0"]


def test_the_json_list_says_what_is_known(capsys: Capture) -> None:
    assert main(["list", "--json"]) == 0
    weights = {
        (entry["key"], record["name"]): record
        for entry in json.loads(capsys.readouterr().out)
        for record in entry["weights"]
    }
    here, there = weights["resnet18", "IMAGENET1K_V1"], weights["resnet18", "TIMM_A1_IN1K"]
    assert (here["installed"], there["installed"]) == (True, False)
    assert (here["size"], there["size"]) == (registry.get("resnet18").weights[0].size, None)
    assert here["licence"] == "BSD-3-Clause"


def test_the_doctor_lists_what_is_here_and_counts_the_rest(cache: Path) -> None:
    lines = [line.split(maxsplit=1)[1] for line in report().splitlines() if line.startswith("Weights ")]
    assert any(line.startswith("resnet18 IMAGENET1K_V1: here") and line.endswith("f37072fd.pth") for line in lines)
    downloads = [r for one in registry.architectures() for r in one.weights if r.source == "download"]
    assert lines[-1] == f"{len(downloads) - 1} more to download (`cnn-explorer list`), to {cache}"


def test_the_bar_counts_megabytes_where_the_size_is_unknown(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with download_bar() as show:
        for done in (0, 400_000, 1_200_000, 1_300_000):
            show(done, 0)
        show(1_300_000, 1_300_000)
    written = capsys.readouterr().err.split("\r")
    assert written[1:] == [
        "Downloading 0 MB so far",
        "Downloading 1 MB so far",
        f"Downloading [{'#' * 30}] 100 % of 1.3 MB\n",
    ]


def test_a_bar_that_breaks_off_ends_its_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with pytest.raises(WeightsError), download_bar() as show:
        show(500_000, 1_000_000)
        raise WeightsError("the connection broke off")
    assert capsys.readouterr().err.endswith("50 % of 1.0 MB\n")
