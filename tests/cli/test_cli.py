"""The command line, as a shell script meets it."""

import csv
import io
import json
import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer import cli
from explorer.analysis.conventions import Convention
from explorer.analysis.rows import COLUMNS
from explorer.models import registry

Capture = pytest.CaptureFixture[str]
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def run(*words: object) -> int:
    """The exit status, also where argparse ends the process."""
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)


def assert_one_line(text: str) -> None:
    assert text.endswith("\n")
    assert text.count("\n") == 1, text
    assert "Traceback" not in text


def picture_size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_list_shows_every_architecture(capsys: Capture) -> None:
    assert run("list") == 0
    out = capsys.readouterr().out
    assert all(record.key in out for record in registry.architectures())
    assert run("list", "--json") == 0
    records = json.loads(capsys.readouterr().out)
    assert [record["key"] for record in records] == list(registry.keys())
    assert next(record for record in records if record["key"] == "resnet50")["params"] == 25_557_032


def test_list_needs_no_torch() -> None:
    code = "import sys; from explorer.cli import main; main(['list']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_table_is_the_csv_of_the_design(capsys: Capture) -> None:
    assert run("table", "resnet50", "--format", "csv") == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert tuple(rows[0]) == COLUMNS
    assert sum(int(row["params"]) for row in rows) == 25_557_032
    assert sum(int(row["macs"]) for row in rows) == 4_089_184_256
    before_pooling = [row for row in rows if not row["rf_global"]]
    assert before_pooling[-1]["rf_h"] == "427"
    assert "25,557,032 params" in captured.err


def test_table_takes_an_input_and_writes_files(tmp_path: Path, capsys: Capture) -> None:
    assert run("table", "vgg16", "--input", "3x320x256", "--format", "json", "-o", tmp_path / "t.json") == 0
    table = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert table["input_shape"] == [3, 320, 256]
    assert table["rows"][0]["output_shape"] == [64, 320, 256]
    pools = [row for row in table["rows"] if row["operator"] == "max_pool2d"]
    assert pools[-1]["rf_h"] == 212
    assert run("table", "lenet5_modern", "--format", "markdown", "-o", "-") == 0
    assert "61,706" in capsys.readouterr().out


def test_table_writes_every_format(capsys: Capture) -> None:
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.analysis.exports.tables import WRITERS, rows_from_csv, rows_from_json

    network = analyze_architecture(registry.get("lenet5_modern"))
    written = {}
    for name, write in WRITERS.items():
        assert run("table", "lenet5_modern", "--format", name) == 0
        written[name] = capsys.readouterr().out
        assert written[name] == write(network, Convention.ALL)
    assert rows_from_json(written["json"]) == network.rows
    assert [row.macs for row in rows_from_csv(written["csv"])] == [row.macs for row in network.rows]


def test_table_counts_by_convention(capsys: Capture) -> None:
    for word, flops, text in (
        ("macs", 1_814_073_344, "operations = MACs"),
        ("2macs", 3_628_146_688, "FLOPs = 2·MACs"),
        ("all", 3_638_007_272, "FLOPs = 2·MACs + bias + element-wise work"),
    ):
        assert run("table", "resnet18", "--convention", word) == 0
        captured = capsys.readouterr()
        rows = list(csv.DictReader(io.StringIO(captured.out)))
        assert sum(int(row["flops"]) for row in rows) == flops
        assert f"{flops:,}" in captured.err and captured.err.endswith(f"; {text}\n")
        assert_one_line(captured.err)


def test_table_answers_what_if(capsys: Capture) -> None:
    def table(*words: object) -> dict[str, Any]:
        assert run("table", *words, "--format", "json") == 0
        return dict(json.loads(capsys.readouterr().out))

    usual = table("mobilenet_v2")
    assert (usual["name"], usual["batch"]) == ("mobilenet_v2", 1)
    four = table("mobilenet_v2", "--batch", 4)
    assert (four["name"], four["batch"]) == ("mobilenet_v2", 4)
    for name in ("macs", "flops", "activation_bytes", "peak_bytes"):
        assert four["totals"][name] == 4 * usual["totals"][name]
    assert four["totals"]["params"] == usual["totals"]["params"] == 3_504_872
    ten = table("mobilenet_v2", "--classes", 10)
    assert ten["name"] == "mobilenet_v2 (num_classes=10)"
    assert ten["totals"]["params"] == 3_504_872 - 990 * (1280 + 1)
    half = table("mobilenet_v2", "--width", 0.5)
    assert half["name"] == "mobilenet_v2 (width=0.5)"
    assert half["totals"]["params"] == registry.get("mobilenetv2_050").params
    all_at_once = table("mobilenet_v2", "--width", 0.5, "--classes", 10, "--batch", 2, "--input", "3x96x128")
    assert all_at_once["name"] == "mobilenet_v2 (num_classes=10, width=0.5)"
    assert (all_at_once["batch"], all_at_once["input_shape"]) == (2, [3, 96, 128])
    assert all_at_once["rows"][-1]["output_shape"] == [10]


def test_table_names_the_options_that_a_network_has(capsys: Capture) -> None:
    assert run("table", "resnet18", "--width", "0.5") == 1
    error = capsys.readouterr().err
    assert error == "cnn-explorer: resnet18 has no option 'width'; it has num_classes, in_channels, init\n"


@pytest.mark.parametrize("expand", ["all", "none", "1"])
def test_graph_writes_all_formats(tmp_path: Path, expand: str) -> None:
    kinds = {".svg": b"<?xml", ".pdf": b"%PDF", ".png": b"\x89PNG", ".json": b"{", ".dot": b"digraph "}
    for suffix, magic in kinds.items():
        path = tmp_path / f"graph{suffix}"
        assert run("graph", "lenet5_modern", "-o", path, "--expand", expand) == 0
        assert path.read_bytes().startswith(magic)


def test_graph_draws_another_form_larger_and_dark(tmp_path: Path, capsys: Capture) -> None:
    common = ("graph", "lenet5_modern", "--expand", "none", "-o")
    assert run(*common, tmp_path / "one.png") == 0
    assert run(*common, tmp_path / "two.png", "--scale", "2", "--theme", "dark") == 0
    one, two = picture_size(tmp_path / "one.png"), picture_size(tmp_path / "two.png")
    assert two == (2 * one[0], 2 * one[1])
    assert run(*common, tmp_path / "form.json", "--classes", "7", "--batch", "3", "--input", "1x32x32") == 0
    told = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))["graph"]
    assert (told["name"], told["batch"]) == ("lenet5_modern (num_classes=7)", 3)
    assert run(*common, tmp_path / "two.svg", "--scale", "2") == 1
    assert "--scale is for PNG alone" in capsys.readouterr().err


def test_predict_names_the_cat_and_the_coffee(capsys: Capture) -> None:
    assert run("predict", "efficientnet_lite0", SAMPLES / "chelsea.png", "--json") == 0
    cat = json.loads(capsys.readouterr().out)
    assert {entry["label"] for entry in cat["top"][:3]} == {"tiger cat", "Egyptian cat", "tabby"}
    assert cat["weights"]["trained"] is True
    assert run("predict", "efficientnet_lite0", SAMPLES / "coffee.png", "--json", "--top", "2") == 0
    coffee = json.loads(capsys.readouterr().out)
    assert len(coffee["top"]) == 2
    assert coffee["top"][0]["label"] == "espresso"
    assert coffee["top"][0]["probability"] > 0.8


def test_predict_marks_random_weights(capsys: Capture) -> None:
    assert run("predict", "lenet5_modern", SAMPLES / "coffee.png", "--weights", "random:3") == 0
    assert "RANDOM WEIGHTS" in capsys.readouterr().out


def test_activations_and_deconv_write_arrays_and_pictures(tmp_path: Path, capsys: Capture) -> None:
    common = ("efficientnet_lite0", SAMPLES / "chelsea.png", "--layer", "blocks.1.0.conv_dw")
    assert run("activations", *common, "-o", tmp_path / "a.npy") == 0
    maps = np.load(tmp_path / "a.npy")
    assert (maps.dtype, maps.shape) == (np.float32, (96, 56, 56))
    assert run("activations", *common, "-o", tmp_path / "a.png") == 0
    assert picture_size(tmp_path / "a.png")[0] > 56

    assert run("deconv", *common, "--channel", 7, "--unit", "3,4", "-o", tmp_path / "d.npy") == 0
    one = np.load(tmp_path / "d.npy")
    assert (one.dtype, one.shape) == (np.float32, (3, 224, 224))
    assert "channel 7, unit 3,4" in capsys.readouterr().err
    assert run("deconv", *common, "--unit", "all", "-o", tmp_path / "d.png") == 0
    assert picture_size(tmp_path / "d.png") == (224, 224)


def test_an_array_is_fed_as_it_is(tmp_path: Path) -> None:
    x = np.random.default_rng(0).normal(size=(3, 64, 96)).astype(np.float32)
    np.save(tmp_path / "x.npy", x)
    command = ("resnet18", tmp_path / "x.npy", "--weights", "random:1", "--layer", "conv1")
    assert run("activations", *command, "-o", tmp_path / "y.npy") == 0
    assert np.load(tmp_path / "y.npy").shape == (64, 32, 48)


def test_predict_says_what_was_fed(tmp_path: Path, capsys: Capture) -> None:
    np.save(tmp_path / "odd.npy", np.zeros((3, 65, 97), np.float32))
    assert run("predict", "resnet18", tmp_path / "odd.npy", "--weights", "random:0", "--json") == 0
    assert json.loads(capsys.readouterr().out)["input_shape"] == [3, 65, 97]
    assert run("predict", "resnet18", tmp_path / "odd.npy", "--weights", "random:0") == 0
    assert "input 3 × 65 × 97" in capsys.readouterr().out


def test_an_answer_that_is_no_number_is_a_failure(tmp_path: Path, capsys: Capture) -> None:
    np.save(tmp_path / "huge.npy", np.full((3, 64, 64), 3e38, np.float32))
    assert run("predict", "resnet18", tmp_path / "huge.npy", "--weights", "random:0", "--json") == 1
    printed = capsys.readouterr()
    assert_one_line(printed.err)
    assert printed.out == ""


def test_deconv_speaks_of_a_map_only_where_there_is_one(tmp_path: Path, capsys: Capture) -> None:
    words = ("deconv", "resnet18", SAMPLES / "coffee.png", "--weights", "random:0", "-o", tmp_path / "a.npy")
    assert run(*words, "--layer", "fc", "--channel", 7) == 0
    assert "channel 7, activation" in capsys.readouterr().err
    assert run(*words, "--layer", "conv1", "--channel", 7, "--unit", "all") == 0
    assert "channel 7, whole map, activation" in capsys.readouterr().err


def test_any_locale_gets_utf8() -> None:
    """A pipe in a C locale, and an encoding that lacks the letters."""
    program = [sys.executable, "-m", "explorer"]
    plain = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_CTYPE")}
    c_locale = plain | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for environment, words, letter in (
        (plain | {"PYTHONIOENCODING": "ascii"}, ["list"], "×"),
        (plain | {"PYTHONIOENCODING": "latin-1"}, ["list", "--json"], "α"),
        (c_locale, ["field", "lenet5_modern", "--layer", "0"], "×"),
        (c_locale, ["field", "--help"], "×"),
    ):
        ended = subprocess.run([*program, *words], env=environment, capture_output=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, b""), words
        assert letter in ended.stdout.decode(), words


def test_wrong_usage_is_status_2(capsys: Capture) -> None:
    for words in (
        ("table", "resnet50", "--format", "xml"),
        ("table", "resnet50", "--input", "224"),
        ("table", "resnet50", "--convention", "flops"),
        ("table", "resnet50", "--batch", "0"),
        ("table", "resnet50", "--batch", "1.5"),
        ("table", "resnet50", "--batch", "1000001"),
        ("table", "resnet50", "--batch", "9" * 5000),
        ("table", "resnet50", "--classes", "-1"),
        ("table", "resnet50", "--classes", "ten"),
        ("table", "mobilenet_v2", "--width", "0"),
        ("table", "mobilenet_v2", "--width", "nan"),
        ("table", "mobilenet_v2", "--width", "1e300"),
        ("table", "mobilenet_v2", "--width", "half"),
        ("table",),
        ("compare", "resnet50"),
        ("deconv", "resnet18", "x.png", "--layer", "conv1", "--unit", "somewhere", "-o", "x.npy"),
        ("predict", "resnet18", "x.png", "--top", "0"),
        ("--no-such-option",),
    ):
        assert run(*words) == 2, words
        assert_one_line(capsys.readouterr().err)


def test_numbers_of_thousands_of_digits_are_one_line(tmp_path: Path, capsys: Capture) -> None:
    words = ("activations", "lenet5_modern", SAMPLES / "coffee.png", "-o", tmp_path / "a.npy")
    for more in (
        ("--layer", "features.0", "--weights", "random:" + "9" * 5000),
        ("--layer", "features.0#" + "9" * 5000),
    ):
        assert run(*words, *more) == 1
        assert_one_line(capsys.readouterr().err)


def bad_pictures(folder: Path) -> list[Path]:
    (folder / "text.png").write_text("no picture")
    whole = (SAMPLES / "chelsea.png").read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    Image.open(SAMPLES / "chelsea.png").convert("RGB").save(folder / "whole.jpg")
    whole = (folder / "whole.jpg").read_bytes()
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.png").touch()
    np.save(folder / "rank.npy", np.zeros((64, 64), np.float32))
    np.save(folder / "channels.npy", np.zeros((4, 64, 64), np.float32))
    np.save(folder / "object.npy", np.array([{}], dtype=object), allow_pickle=True)
    return [
        folder / name
        for name in (
            "text.png",
            "cut.png",
            "cut.jpg",
            "empty.png",
            "rank.npy",
            "channels.npy",
            "object.npy",
            "missing.png",
            ".",
        )
    ]


def test_bad_pictures_fail_in_one_line(tmp_path: Path, capsys: Capture) -> None:
    for path in bad_pictures(tmp_path):
        assert run("predict", "lenet5_modern" if path.suffix != ".npy" else "resnet18", path) == 1, path
        assert_one_line(capsys.readouterr().err)


def test_other_failures_are_one_line_too(tmp_path: Path, capsys: Capture) -> None:
    picture = SAMPLES / "coffee.png"

    class Attack:
        def __reduce__(self) -> tuple[object, tuple[str, ...]]:
            return os.mkdir, (str(tmp_path / "executed"),)

    (tmp_path / "attack.pth").write_bytes(pickle.dumps({"weight": Attack()}))
    import torch

    torch.save({"nothing.weight": torch.zeros(3)}, tmp_path / "other.pth")
    (tmp_path / "folder.csv").mkdir()
    for words in (
        ("table", "no_such_network"),
        ("no_such_network",),
        ("table", "vgg16", "--input", "3x16x16"),
        ("table", "resnet18", "--input", "7x224x224"),
        ("table", "vgg16", "--input", "3x600000x600000", "--batch", "1000000"),
        ("table", "lenet5_modern", "--width", "2"),
        ("table", "lenet5_modern", "-o", tmp_path / "no" / "such" / "folder.csv"),
        ("table", "lenet5_modern", "-o", tmp_path / "folder.csv"),
        ("predict", "lenet5_modern", picture, "--weights", tmp_path / "attack.pth"),
        ("predict", "lenet5_modern", picture, "--weights", tmp_path / "other.pth"),
        ("predict", "lenet5_modern", picture, "--weights", "IMAGENET99"),
        ("predict", "lenet5_modern", picture, "--device", "warp"),
        ("activations", "lenet5_modern", picture, "--layer", "0", "-o", tmp_path / "a.tiff"),
        ("activations", "lenet5_modern", picture, "--layer", "nowhere", "-o", tmp_path / "a.npy"),
        ("deconv", "lenet5_modern", picture, "--layer", "0", "--channel", 99, "-o", tmp_path / "a.npy"),
        ("deconv", "lenet5_modern", picture, "--layer", "0", "--unit", "99,0", "-o", tmp_path / "a.npy"),
        ("graph", "lenet5_modern", "-o", tmp_path / "a.docx"),
    ):
        assert run(*words) == 1, words
        error = capsys.readouterr().err
        assert_one_line(error)
    assert not (tmp_path / "executed").exists()
    assert not (tmp_path / "a.npy").exists()


def test_an_interrupted_reader_is_no_failure_with_a_traceback() -> None:
    command = f"{sys.executable} -m explorer table resnet18 | head -n 1"
    shell = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert shell.stdout.startswith("order,path")
    assert "Traceback" not in shell.stderr


@pytest.mark.parametrize("words", [("list",), ("doctor",), ("table", "lenet5_modern")])
def test_an_output_without_room_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    device = tmp_path / "full"
    try:
        # A device of our own like /dev/full, so that nobody else's is harmed.
        os.mknod(device, 0o600 | stat.S_IFCHR, os.makedev(1, 7))
        stream = device.open("wb")
    except (AttributeError, OSError):
        pytest.skip("needs the right to make devices")
    with stream:
        command = [sys.executable, "-m", "explorer", *words]
        ended = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
    lines = [line for line in ended.stderr.splitlines() if not line.startswith("qt.")]
    assert ended.returncode == 1
    assert len(lines) == 1 and lines[0].startswith("cnn-explorer: cannot") and "No space left" in lines[0]


def test_without_a_standard_output_there_is_one_line() -> None:
    command = f"{sys.executable} -m explorer table lenet5_modern >&-"
    ended = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert_one_line(ended.stderr)
