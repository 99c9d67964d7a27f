"""Files that are, and files that are not, state dicts of a network."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from torch import Tensor, nn

from explorer.errors import WeightsError
from explorer.models.checkpoints import load_state, read_checkpoint

STATE = {"conv.weight": torch.arange(9.0).reshape(1, 1, 3, 3), "conv.bias": torch.ones(1)}


class Payload:
    """Pickles as a call that leaves a trace where it runs."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


def saved(path: Path, content: Any) -> Path:
    if path.suffix == ".safetensors":
        safetensors.torch.save_file(content, path)
    else:
        torch.save(content, path)
    return path


@pytest.mark.parametrize("name", ["net.pth", "net.pt", "NET.PTH", "net.safetensors"])
def test_state_dicts_are_read(name: str, tmp_path: Path) -> None:
    state = read_checkpoint(saved(tmp_path / name, STATE))
    torch.testing.assert_close(state, STATE)


@pytest.mark.parametrize(
    "content",
    [
        {"state_dict": STATE, "epoch": 3},
        {"model": STATE, "optimizer": {"lr": 0.1}},
        {f"module.{key}": nn.Parameter(tensor) for key, tensor in STATE.items()},
        {"state_dict": {f"module.{key}": tensor for key, tensor in STATE.items()}},
        {"model_state_dict": STATE, "optimizer_state_dict": {}},
        {"model": {"state_dict": {f"module.{key}": tensor for key, tensor in STATE.items()}}},
        {"state_dict": {f"model._orig_mod.{key}": tensor for key, tensor in STATE.items()}},
        {f"_orig_mod.module.{key}": tensor for key, tensor in STATE.items()},
    ],
)
def test_wrappings_come_off(content: Any, tmp_path: Path) -> None:
    state = read_checkpoint(saved(tmp_path / "net.pth", content))
    torch.testing.assert_close(state, STATE)
    assert not any(tensor.requires_grad for tensor in state.values())


def test_a_prefix_comes_off_only_from_all_keys(tmp_path: Path) -> None:
    state = read_checkpoint(saved(tmp_path / "net.pth", {**STATE, "module.bias": torch.ones(1)}))
    assert set(state) == {*STATE, "module.bias"}


@pytest.mark.parametrize("legacy", [False, True])
def test_code_in_a_checkpoint_is_refused_and_not_run(legacy: bool, tmp_path: Path) -> None:
    path, trace = tmp_path / "evil.pth", tmp_path / "trace"
    torch.save({**STATE, "extra": Payload(trace)}, path, _use_new_zipfile_serialization=not legacy)
    with pytest.raises(WeightsError, match="pickled Python objects besides tensors; their code was not run") as caught:
        read_checkpoint(path)
    assert "\n" not in str(caught.value)
    assert not trace.exists()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_code_in_a_plain_pickle_is_refused_and_not_run(protocol: int, tmp_path: Path) -> None:
    path, trace = tmp_path / "evil.pt", tmp_path / "trace"
    path.write_bytes(pickle.dumps(Payload(trace), protocol))
    with pytest.raises(WeightsError, match="their code was not run"):
        read_checkpoint(path)
    assert not trace.exists()


def test_the_payload_of_these_tests_works(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Payload(tmp_path / "trace")))
    assert (tmp_path / "trace").is_dir()


def test_a_whole_module_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="save a plain state dict"):
        read_checkpoint(saved(tmp_path / "net.pth", nn.ReLU()))


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.999])
def test_cut_checkpoints_are_damaged(share: float, legacy: bool, tmp_path: Path) -> None:
    path = tmp_path / "net.pth"
    torch.save({"w": torch.ones(3000)}, path, _use_new_zipfile_serialization=not legacy)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(WeightsError, match=r"net\.pth is damaged or not a checkpoint|their code was not run") as caught:
        read_checkpoint(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_cut_safetensors_are_damaged(share: float, tmp_path: Path) -> None:
    path = saved(tmp_path / "net.safetensors", {"w": torch.ones(3000)})
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(WeightsError, match="is damaged or not a safetensors file"):
        read_checkpoint(path)


@pytest.mark.parametrize("data", [b"hello world", b"<html>404</html>", b"\x89PNG\r\n\x1a\n" + bytes(99), b"PK\x03\x04"])
def test_other_files_are_no_checkpoints(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "net.pth").write_bytes(data)
    with pytest.raises(WeightsError, match="is damaged or not a checkpoint"):
        read_checkpoint(tmp_path / "net.pth")


@pytest.mark.parametrize("content", [torch.ones(3), [], {}, {"lr": 0.1}, {1: torch.ones(1)}, {"state_dict": {}}])
def test_other_contents_are_no_state_dicts(content: Any, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="holds no state dict"):
        read_checkpoint(saved(tmp_path / "net.pth", content))


def test_missing_files_and_other_suffixes_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"there is no file .*gone\.pth"):
        read_checkpoint(tmp_path / "gone.pth")
    with pytest.raises(WeightsError, match=r"folder\.pth is a folder; choose a file in it"):
        (tmp_path / "folder.pth").mkdir()
        read_checkpoint(tmp_path / "folder.pth")
    with pytest.raises(WeightsError, match=r"weights are read from \.pth, \.pt, \.safetensors files"):
        read_checkpoint(tmp_path / "net.onnx")


def network() -> nn.Module:
    return nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Linear(3, 2))


def test_tensors_are_taken_over_in_the_networks_dtype() -> None:
    state = {
        key: tensor.half() if tensor.is_floating_point() else tensor for key, tensor in network().state_dict().items()
    }
    state["0.bias"] = own = torch.ones(3)
    target = network()
    load_state(target, state, "net.pth")
    assert all(parameter.dtype == torch.float32 and parameter.requires_grad for parameter in target.parameters())
    assert target.get_parameter("0.bias").data_ptr() == own.data_ptr()


def test_old_checkpoints_without_batch_counters_load() -> None:
    state = {key: tensor for key, tensor in network().state_dict().items() if not key.endswith("num_batches_tracked")}
    load_state(network(), state, "old.pth")


def test_keys_that_do_not_fit_are_counted_and_named() -> None:
    state: dict[str, Tensor] = dict(network().state_dict())
    for key in ("0.weight", "0.bias", "1.bias", "2.bias"):
        del state[key]
    state["2.weight"] = torch.ones(10, 3)
    state["head.weight"] = torch.ones(1)
    with pytest.raises(WeightsError) as caught:
        load_state(network(), state, "other.pth")
    assert str(caught.value) == (
        "other.pth does not fit this network; of its keys 4 missing (0.weight, 0.bias, 1.bias, …), "
        "1 unexpected (head.weight), 1 misshapen (2.weight 10×3 instead of 2×3)"
    )


@pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor:UserWarning")
@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("qint8", lambda tensor: torch.quantize_per_tensor(tensor, 0.1, 0, torch.qint8)),
        ("int32", Tensor.int),
        ("complex64", lambda tensor: tensor.to(torch.complex64)),
        ("sparse float32", Tensor.to_sparse),
        ("without values", lambda tensor: tensor.to("meta")),
    ],
)
def test_tensors_of_another_kind_are_refused_in_one_line(words: str, change: Callable[[Tensor], Tensor]) -> None:
    state: dict[str, Tensor] = dict(network().state_dict())
    state["0.weight"] = change(state["0.weight"])
    with pytest.raises(WeightsError) as caught:
        load_state(network(), state, "other.pth")
    assert str(caught.value) == (
        f"other.pth does not fit this network; of its keys 1 misshapen (0.weight {words} instead of float32)"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "net.pth")
    with pytest.raises(WeightsError, match="is not a checkpoint"):
        read_checkpoint(tmp_path / "net.pth")
