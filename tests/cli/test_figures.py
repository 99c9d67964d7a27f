"""``cnn-explorer figures`` and ``field``: the text, the JSON, what goes wrong."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_figures_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "figures", "resnet50")
    assert (status, err) == (0, "")
    assert out.startswith("ResNet-50 (v1.5): input 3 × 224 × 224, batch 1, float32, evaluation mode\n")
    for part in ("25,557,032", "4,089,184,256", "FLOPs = 2·MACs", "427 × 427 px", "traffic, never held at once"):
        assert part in out
    assert "rounds to the published 4.1 G" in out
    assert "torchinfo" not in out and "Time on" not in out


def test_figures_as_json_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "figures", "mobilenet_v2", "--width", "0.5", "--batch", "2", "--torchinfo", "--json")
    assert status == 0
    document = json.loads(out)
    assert (document["schema"], document["key"], document["batch"]) == (1, "mobilenet_v2", 2)
    assert document["options"] == {"width": 0.5}
    totals = document["totals"]
    work = totals["work"]
    assert totals["flops"] == 2 * work["macs"] + sum(count for kind, count in work.items() if kind != "macs")
    check = document["torchinfo"]
    assert check["macs"] == totals["macs"] and check["params"] == totals["params"]
    assert "torchinfo" in check["summary"]


@pytest.mark.parametrize(("convention", "factor"), [("macs", 1), ("2macs", 2)])
def test_conventions(capsys: pytest.CaptureFixture[str], convention: str, factor: int) -> None:
    _, out, _ = run(capsys, "figures", "resnet18", "--convention", convention)
    assert f"{factor * 1_814_073_344:,}  (" in out


def test_measured_time_says_where_and_how(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "figures", "lenet5_modern", "--time", "--device", "cpu")
    assert status == 0
    assert "Time on cpu" in out and "random weights" in out and "median of" in out and "ridge at" in out
    status, out, _ = run(capsys, "figures", "lenet5_modern", "--time", "--device", "cpu", "--json")
    time = json.loads(out)["time"]
    assert len(time["timing"]["operators"]) == 12
    assert time["timing"]["forward"] > 0 and time["sentence"]


def test_figures_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "figures.txt"
    assert run(capsys, "figures", "lenet5_modern", "-o", str(path)) == (0, "", "")
    text = path.read_text(encoding="utf-8")
    assert "61,706" in text
    assert "40.8 KiB of live activations" in text and "0.0 MiB" not in text


def test_the_field_of_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "field", "resnet18", "--layer", "conv1", "--unit", "0,111")
    assert status == 0
    assert "size      7 × 7 px" in out and "jump      2 × 2 px" in out
    assert "rows 0 to 3, columns 219 to 223" in out
    _, out, _ = run(capsys, "field", "efficientnet_b0", "--layer", "features.1", "--json")
    document = json.loads(out)
    assert document["global"] == "gate"
    assert document["rows"] == [109, 115] and document["rows_with_gates"] == [0, 223]
    _, out, _ = run(capsys, "field", "lenet5_modern", "--layer", "7", "--unit", "3", "--json")
    assert json.loads(out)["rows"] == [0, 31]


def test_the_effective_field_is_saved_and_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    picture, array = tmp_path / "field.png", tmp_path / "field.npy"
    words = ("field", "efficientnet_lite0", "--layer", "blocks.1.0.conv_dw", "--samples", "2", "--effective")
    status, out, err = run(capsys, *words, str(picture))
    assert (status, err) == (0, "")
    assert "95 % of the influence" in out and "IMAGENET1K_TF" in out
    with Image.open(picture) as image:
        assert image.size == (224, 224)
    assert run(capsys, *words, str(array), "--weights", "random:3")[2].endswith("random weights (random:3)\n")
    assert np.load(array).shape == (224, 224)
    assert abs(float(np.load(array).sum()) - 1) < 1e-4


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("field", "resnet18", "--layer", "nope"), 1, "runs no operator in 'nope'"),
        (("field", "resnet18", "--layer", "layer4", "--unit", "9,9"), 1, "no unit (9, 9)"),
        (("field", "resnet18", "--layer", "layer4", "--channel", "512"), 1, "512"),
        (("field", "resnet18", "--layer", "conv1", "--effective", "x.gif"), 1, ".npy or .png"),
        (("figures", "resnet18", "--width", "0.5"), 1, "no option 'width'"),
        (("figures", "resnet99"), 1, "no architecture"),
        (("figures", "vgg16", "--input", "3x16x16"), 1, "at least 32×32"),
        (("figures", "resnet18", "--time", "--device", "gpu9"), 1, "gpu9"),
    ],
)
def test_what_goes_wrong(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int, said: str) -> None:
    found, out, err = run(capsys, *words)
    assert (found, out) == (status, "")
    assert said in err and err.count("\n") == 1


@pytest.mark.parametrize("words", [("field", "resnet18"), ("field", "resnet18", "--layer", "a", "--unit", "1,2,3")])
def test_wrong_usage(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
