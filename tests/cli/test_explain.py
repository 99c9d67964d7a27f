"""`explain` and `filters`, and what `deconv` says of its limits."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer import cli
from explorer.arguments import command_parser
from explorer.inference.explanations import EXPLANATIONS

Capture = pytest.CaptureFixture[str]
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def run(*words: object) -> int:
    """The exit status, also where argparse ends the process."""
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("method", "shape"),
    [
        ("gradcam", (7, 7)),
        ("layercam", (7, 7)),
        ("hirescam", (7, 7)),
        ("guided", (3, 224, 224)),
        ("gradient", (3, 224, 224)),
    ],
)
def test_explains_the_cat(tmp_path: Path, capsys: Capture, method: str, shape: tuple[int, ...]) -> None:
    common = ("explain", "efficientnet_lite0", SAMPLES / "chelsea.png", "--method", method)
    assert run(*common, "-o", tmp_path / "e.npy") == 0
    array = np.load(tmp_path / "e.npy")
    assert (array.dtype, array.shape) == (np.float32, shape)
    assert array.any()
    said = capsys.readouterr().err
    assert "class 282 (tiger cat), rank 1" in said
    assert said.count("\n") == 1
    assert run(*common, "-o", tmp_path / "e.png") == 0
    with Image.open(tmp_path / "e.png") as picture:
        assert (picture.size, picture.mode) == ((224, 224), "RGB")


def test_explains_a_layer_and_a_class(tmp_path: Path, capsys: Capture) -> None:
    command = ("explain", "efficientnet_lite0", SAMPLES / "coffee.png", "--method", "layercam", "--layer", "blocks.4")
    assert run(*command, "--class", 504, "-o", tmp_path / "a.npy") == 0
    assert np.load(tmp_path / "a.npy").shape == (14, 14)
    assert "layercam at blocks.4 for class 504 (coffee mug)" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["gradcam", "guided"])
def test_an_answer_that_is_no_number_is_a_failure(tmp_path: Path, capsys: Capture, method: str) -> None:
    np.save(tmp_path / "x.npy", np.full((3, 64, 64), 3e38, np.float32))
    command = ("explain", "resnet18", tmp_path / "x.npy", "--weights", "random:0", "--method", method)
    assert run(*command, "-o", tmp_path / "a.npy") == 1
    said = capsys.readouterr().err
    assert "is not a number" in said and said.count("\n") == 1
    assert not (tmp_path / "a.npy").exists()


@pytest.mark.parametrize("method", ["occlusion", "integrated"])
def test_slow_methods_on_a_small_network(tmp_path: Path, capsys: Capture, method: str) -> None:
    np.save(tmp_path / "x.npy", np.random.default_rng(0).normal(size=(1, 32, 32)).astype(np.float32))
    command = ("explain", "lenet5_modern", tmp_path / "x.npy", "--weights", "random:3", "--method", method)
    assert run(*command, "--class", "top", "-o", tmp_path / "a.npy") == 0
    assert np.load(tmp_path / "a.npy").shape == ((2, 2) if method == "occlusion" else (1, 32, 32))
    assert "random weights" in capsys.readouterr().err
    assert run(*command, "-o", tmp_path / "a.png") == 0


def test_filters(tmp_path: Path, capsys: Capture) -> None:
    assert run("filters", "efficientnet_lite0", "-o", tmp_path / "f.npy") == 0
    assert np.load(tmp_path / "f.npy").shape == (32, 3, 3, 3)
    assert capsys.readouterr().err == "cnn-explorer: filters of conv_stem, 32×3×3×3\n"
    assert run("filters", "lenet5_modern", "--weights", "random:1", "-o", tmp_path / "f.png") == 0
    with Image.open(tmp_path / "f.png") as picture:
        assert picture.mode == "RGB"


def test_what_cannot_be_explained(tmp_path: Path, capsys: Capture) -> None:
    common = ("lenet5_modern", SAMPLES / "coffee.png", "--weights", "random:1", "-o", tmp_path / "a.npy")
    for words in (
        ("explain", *common, "--method", "gradcam", "--class", "10"),
        ("explain", *common, "--method", "gradcam", "--layer", "nowhere"),
        ("explain", *common, "--method", "gradcam", "--layer", "11"),
        ("explain", *common, "--method", "guided", "--layer", "0"),
        ("explain", *common[:-1], tmp_path / "a.tiff", "--method", "guided"),
        ("filters", "no_such_network", "-o", tmp_path / "a.npy"),
        ("filters", "lenet5_modern", "-o", tmp_path / "a.gif"),
    ):
        assert run(*words) == 1, words
        error = capsys.readouterr().err
        assert error.count("\n") == 1 and "Traceback" not in error, error
    for words in (
        ("explain", *common),
        ("explain", *common, "--method", "magic"),
        ("explain", *common, "--method", "gradcam", "--class", "cat"),
    ):
        assert run(*words) == 2, words
    assert not (tmp_path / "a.npy").exists()


def test_the_words_are_the_methods() -> None:
    for method in EXPLANATIONS:
        words = ["explain", "resnet18", "x.png", "--method", method, "-o", "x.npy"]
        assert command_parser().parse_args(words).method == method


def test_deconv_says_what_it_cannot_show(tmp_path: Path, capsys: Capture) -> None:
    command = ("deconv", "efficientnet_lite0", SAMPLES / "chelsea.png", "-o", tmp_path / "d.npy", "--layer")
    for layer, said in (("conv_stem", "no activation function below"), ("blocks.3", "no max-pooling below")):
        assert run(*command, layer) == 0
        assert said in capsys.readouterr().err


@pytest.fixture
def broken_weights(tmp_path: Path) -> Path:
    """Weights of LeNet-5 with a value that is no number in the first convolution."""
    import torch

    from explorer.models import registry

    module = registry.get("lenet5_modern").build()
    state = {name: torch.zeros_like(tensor, device="cpu") for name, tensor in module.state_dict().items()}
    first = next(name for name in state if name.endswith("weight"))
    state[first][0, 0, 0, 0] = float("nan")
    torch.save(state, tmp_path / "broken.pth")
    return tmp_path / "broken.pth"


def test_values_that_are_no_numbers_are_told(tmp_path: Path, capsys: Capture, broken_weights: Path) -> None:
    np.save(tmp_path / "x.npy", np.ones((1, 32, 32), np.float32))
    assert run("filters", "lenet5_modern", "--weights", broken_weights, "-o", tmp_path / "f.png") == 0
    assert "warning: 1 of 150 weights are NaN or infinite" in capsys.readouterr().err
    layer = command_layer()
    words = ("activations", "lenet5_modern", tmp_path / "x.npy", "--weights", broken_weights, "--layer", layer)
    assert run(*words, "-o", tmp_path / "a.npy") == 0
    assert "warning: 784 of 4,704 activations are NaN or infinite" in capsys.readouterr().err
    assert run("filters", "lenet5_modern", "-o", tmp_path / "f.png") == 0
    assert "NaN" not in capsys.readouterr().err


def command_layer() -> str:
    """The path of LeNet-5's first convolution."""
    from explorer.models import registry

    names = (name for name, one in registry.get("lenet5_modern").build().named_modules() if hasattr(one, "kernel_size"))
    return next(names)


@pytest.mark.parametrize("command", ["deconv", "field"])
def test_a_unit_left_of_the_map_is_told_what_units_are(tmp_path: Path, capsys: Capture, command: str) -> None:
    more = ("x.png", "-o", tmp_path / "x.npy") if command == "deconv" else ()
    assert run(command, "resnet18", *more, "--layer", "conv1", "--unit", "-1,0") == 2
    said = capsys.readouterr().err
    assert "'-1,0': write row and column like 3,5" in said and said.count("\n") == 1
