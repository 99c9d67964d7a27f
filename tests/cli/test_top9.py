"""`cnn-explorer top9`, as a shell script meets it."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer import cli
from explorer.inference.top_patches.store import Store
from tests.inference.top_pictures import fill

Capture = pytest.CaptureFixture[str]
LAYER = "blocks.1.0.conv_dw"


def run(*words: object) -> int:
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pictures")
    fill(made, crops=1)
    (made / "bad.jpg").write_text("no picture")
    return made


def test_all_forms_say_the_same(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    words = ("top9", "efficientnet_lite0", folder, "--layer", LAYER)
    assert run(*words, "--channels", "3,10-11", "-o", tmp_path / "a.json") == 0
    said = capsys.readouterr().err
    assert "8 pictures, 96 channels" in said and "skipped" in said and "bad.jpg" in said
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (document["architecture"], document["layer"], document["shape"]) == (
        "efficientnet_lite0",
        LAYER,
        [96, 56, 56],
    )
    assert (document["pictures"], document["used"], len(document["skipped"])) == (9, 8, 1)
    assert [one["channel"] for one in document["channels"]] == [3, 10, 11]
    assert list(Store().folder.glob("*.npz")), "the search was not stored"

    assert run(*words, "--channels", "3,10-11", "-o", tmp_path / "a.npz") == 0
    assert "guided backpropagation" in capsys.readouterr().err
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays["channels"].tolist() == [3, 10, 11]
        assert arrays["patches"].shape == arrays["projections"].shape == (3, 9, 96, 96, 3)
        for row, channel in enumerate(document["channels"]):
            for entry in channel["patches"]:
                at = row, entry["rank"] - 1
                assert arrays["values"][at] == pytest.approx(entry["value"])
                assert arrays["pictures"][at] == entry["picture"]
                assert arrays["units"][at].tolist() == entry["unit"]
                assert arrays["rows"][at].tolist() == entry["rows"]
            values = [entry["value"] for entry in channel["patches"]]
            assert values == sorted(values, reverse=True)
    assert run(*words, "--channels", "3", "--method", "deconv", "-o", tmp_path / "a.png") == 0
    assert "does not depend on the picture beyond its strength" in capsys.readouterr().err
    with Image.open(tmp_path / "a.png") as wall:
        assert wall.mode == "RGB" and wall.width > 2 * 3 * 96


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_names_that_are_no_utf8_can_be_written(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    fill(pictures, crops=1)
    first = sorted(pictures.iterdir())[0]
    first.rename(pictures / os.fsdecode(b"a\xff.png"))
    words = ("top9", "efficientnet_lite0", pictures, "--layer", LAYER, "--channels", "3", "-o", tmp_path / "a.json")
    assert run(*words) == 0
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    names = [one["picture"] for one in document["channels"][0]["patches"]]
    assert any(os.fsencode(name).endswith(b"a\xff.png") for name in names)


def test_random_weights_are_said(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    words = ("top9", "efficientnet_lite0", folder, "--layer", "conv_stem", "--weights", "random", "--channels", "0")
    assert run(*words, "-o", tmp_path / "a.json") == 0
    assert "random weights" in capsys.readouterr().err
    assert json.loads((tmp_path / "a.json").read_text())["weights"]["trained"] is False


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("efficientnet_lite0", "FOLDER", "--layer", "no.such.layer", "-o", "a.json"), 1),
        (("efficientnet_lite0", "FOLDER/missing", "--layer", LAYER, "-o", "a.json"), 1),
        (("no_such_network", "FOLDER", "--layer", LAYER, "-o", "a.json"), 1),
        (("efficientnet_lite0", "FOLDER", "--layer", LAYER, "-o", "a.txt"), 1),
        (("efficientnet_lite0", "FOLDER", "--layer", LAYER, "--channels", "96", "-o", "a.json"), 1),
        (("efficientnet_lite0", "FOLDER", "--layer", LAYER, "--channels", "5-3", "-o", "a.json"), 2),
        (("efficientnet_lite0", "FOLDER", "--layer", LAYER, "--channels", "0-x", "-o", "a.json"), 2),
        (("efficientnet_lite0", "FOLDER", "--layer", LAYER, "--method", "gradient", "-o", "a.json"), 2),
    ],
)
def test_wrong_wishes_end_in_one_line(
    words: tuple[str, ...], status: int, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("top9", *(word.replace("FOLDER", str(folder)) for word in words)) == status
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said
    assert not list(tmp_path.iterdir())
