"""Every network of the zoo, every kind of layer: activations and projections of small inputs."""

from pathlib import Path

import numpy as np
import pytest

from explorer import cli
from explorer.errors import UnknownLayer
from explorer.inference import Session
from explorer.models import registry
from explorer.models.registry import Architecture

OWN_INPUT = {"LeNet", "AlexNet", "ZFNet"}
"""Their dense layers fit one size alone."""
WIDE_STEM = {"Inception": 96, "NiN": 96}
QUICK = {
    *("lenet5_original", "lenet5_d2l", "googlenet", "nin_d2l", "resnet18", "densenet121", "squeezenet1_1"),
    *("mobilenetv1_025", "mobilenet_v3_small", "shufflenet_v1_g3_x0_25", "shufflenet_v2_x0_5", "mnasnet1_0"),
    *("efficientnet_lite0", "ghostnet_100", "regnet_y_400mf", "repvgg_a0"),
}


KEYS = [architecture.key for architecture in registry.architectures()]


def small_input(architecture: Architecture) -> np.ndarray:
    channels, height, width = architecture.input_shape
    if architecture.family not in OWN_INPUT:
        height = width = WIDE_STEM.get(architecture.family, 64)
    return np.random.default_rng(1).normal(size=(channels, height, width)).astype(np.float32)


def some_layers(session: Session) -> list[str]:
    """The first, middle and last module with weights, the containers around the middle one, and every list."""
    modules = dict(session.module.named_modules())
    leaves = [name for name, module in modules.items() if next(module.parameters(recurse=False), None) is not None]
    middle = leaves[len(leaves) // 2]
    parts = middle.split(".")
    around = [".".join(parts[:depth]) for depth in range(1, len(parts))]
    lists = [name for name, module in modules.items() if type(module).__name__ in ("ModuleList", "ModuleDict")]
    return list(dict.fromkeys([leaves[0], middle, leaves[-1], "", *around, *lists]))


@pytest.mark.parametrize("key", [key if key in QUICK else pytest.param(key, marks=pytest.mark.slow) for key in KEYS])
def test_activations_and_projections(key: str) -> None:
    architecture = registry.get(key)
    session = Session(architecture, "random:0", "cpu")
    prepared = session.prepare(small_input(architecture))
    for layer in some_layers(session):
        maps = session.activations(prepared, layer)
        assert maps.ndim in (1, 3)
        for rule in ("deconv", "guided"):
            projection = session.deconv(prepared, layer, rule=rule)
            assert projection.array.shape == tuple(prepared.tensor.shape[1:])
            assert projection.value == pytest.approx(float(maps.max()), rel=1e-4, abs=1e-6)
            assert projection.nonfinite == 0
        # The strongest unit of a layer sees something, and what it sees is not nothing.
        assert session.deconv(prepared, layer).array.any() or maps.max() == 0


def test_the_command_line_takes_containers_and_says_what_never_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for key, layer in (("lenet5_original", "c3.convs"), ("efficientnet_lite0", "blocks"), ("resnet18", "layer2")):
        architecture = registry.get(key)
        np.save(tmp_path / "x.npy", small_input(architecture))
        for command in ("activations", "deconv"):
            words = [command, key, tmp_path / "x.npy", "--weights", "random:0", "--layer", layer]
            assert cli.main([*map(str, words), "-o", str(tmp_path / "y.npy")]) == 0
            assert np.load(tmp_path / "y.npy").ndim == 3
    capsys.readouterr()
    words = ["deconv", "efficientnet_lite0", tmp_path / "x.npy", "--weights", "random:0"]
    assert cli.main([*map(str, words), "--layer", "blocks.0.0.drop_path", "-o", "y.npy"]) == 1
    error = capsys.readouterr().err
    assert "never called" in error and error.count("\n") == 1


def test_what_never_runs_is_said_so() -> None:
    session = Session("efficientnet_lite0", "random:0", "cpu")
    with pytest.raises(UnknownLayer, match="never called"):
        session.activations(np.zeros((3, 64, 64), np.float32), "blocks.0.0.drop_path")
