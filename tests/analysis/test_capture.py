"""What capture records, and that the module does not notice."""

import itertools
import threading
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.tracing.capture import capture
from explorer.errors import CaptureError, InputError
from explorer.models import registry


def state_of(module: nn.Module) -> dict[str, object]:
    return {
        "tensors": {name: (tensor.data_ptr(), tensor.clone()) for name, tensor in module.state_dict().items()},
        "training": [child.training for child in module.modules()],
        "hooks": [(len(c._forward_hooks), len(c._forward_pre_hooks)) for c in module.modules()],
        "parameters": [id(parameter) for parameter in module.parameters()],
    }


def assert_unchanged(before: dict[str, object], module: nn.Module) -> None:
    after = state_of(module)
    for name, (pointer, values) in before["tensors"].items():  # type: ignore[attr-defined]
        assert after["tensors"][name][0] == pointer  # type: ignore[index]
        assert torch.equal(after["tensors"][name][1], values)  # type: ignore[index]
    assert {key: before[key] for key in before if key != "tensors"} == {
        key: after[key] for key in after if key != "tensors"
    }


def test_module_stays_bit_identical_and_in_its_mode() -> None:
    module = models.resnet18(weights=None).train()
    module.layer2.eval()
    before = state_of(module)
    first, second = analyze(module, (3, 64, 64)), analyze(module, (3, 64, 64))
    assert first.rows == second.rows
    assert_unchanged(before, module)


class Broken(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
        self.head = nn.Conv2d(16, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.stem(x))


def test_a_failing_forward_names_the_place_and_leaves_the_module_alone() -> None:
    module = Broken().train()
    before = state_of(module)
    with pytest.raises(CaptureError) as caught:
        analyze(module, (3, 9, 9))
    message = str(caught.value)
    assert "head (Conv2d)" in message and "conv2d" in message and "1×8×7×7" in message
    assert "\n" not in message
    assert_unchanged(before, module)


def test_a_map_without_cells_is_an_error_at_its_operator() -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.MaxPool2d(4))
    with pytest.raises(CaptureError, match=r"1 \(MaxPool2d\) at max_pool2d of 1×4×2×2"):
        analyze(module, (3, 4, 4))


class PlainError(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        raise ValueError("only squares, please\nsecond line")


def test_an_error_of_python_code_names_the_module() -> None:
    with pytest.raises(CaptureError, match=r"fails in 0 \(PlainError\): only squares, please$"):
        analyze(nn.Sequential(PlainError()), (3, 4, 4))


def test_an_error_without_a_text_is_named_once() -> None:
    class Strict(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            if x.shape[-1] % 32:
                raise AssertionError
            return x

    with pytest.raises(CaptureError, match=r"fails in Strict: AssertionError$"):
        analyze(Strict(), (3, 4, 4))


@pytest.mark.parametrize(
    "shape", [(3, 10**9, 10**9), (), (3, 0, 4), (3, -1, 4), (3, 2.5, 4), "abc", (1, 2, 3, 4, 5), None]
)
def test_bad_shapes(shape: object) -> None:
    with pytest.raises(InputError):
        analyze(nn.Identity(), shape)  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", [nn.ReLU, torch.relu, "resnet18", None])
def test_what_is_no_module_is_refused(thing: Any) -> None:
    with pytest.raises(InputError, match="one that is built"):
        analyze(thing, (3, 8, 8))


def test_an_architecture_refuses_other_channels_and_small_inputs() -> None:
    with pytest.raises(InputError, match="resnet50"):
        analyze_architecture(registry.get("resnet50"), (1, 224, 224))
    with pytest.raises((InputError, CaptureError)):
        analyze_architecture(registry.get("alexnet"), (3, 16, 16))
    assert analyze_architecture(registry.get("resnet50"), (1, 64, 64), in_channels=1).rows[0].params == 64 * 49


class Functional(nn.Module):
    """Functional calls, a shared block, in-place writes, views, weights used outside their layer."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3, padding=1)
        self.block = nn.Sequential(nn.Conv2d(4, 4, 1), nn.ReLU(inplace=True))
        self.alias = self.block
        self.unused = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.conv(x))
        y = y + self.alias(self.block(y))
        z = functional.conv2d(y, self.conv.weight, None, padding=1)
        left, right = z.chunk(2, 1)
        left.mul_(2.0)
        return torch.cat([z, right], 1).flatten(1)


def test_functional_shared_and_in_place_calls() -> None:
    result = analyze(Functional(), (4, 8, 8))
    names = [row.operator for row in result.rows]
    assert names == [
        "conv2d",
        "relu",
        "conv2d",
        "relu",
        "conv2d",
        "relu",
        "add",
        "conv2d",
        "chunk",
        "mul",
        "cat",
        "flatten",
    ]
    assert [row.path for row in result.rows[2:6]] == ["block.0", "block.1", "block.0", "block.1"]
    assert [row.call for row in result.rows[2:6]] == [0, 0, 1, 1]
    assert result.graph.nodes[4]["scope"] == ("block#1", "block.0#1")
    # shared tensors count once, where they are first read
    assert [result.rows[i].params for i in (0, 2, 4, 7)] == [148, 20, 0, 0]
    assert result.rows[7].macs == 4 * 4 * 9 * 64
    assert result.totals.params_unused == 6
    assert result.totals.params == 168
    # the write through `left` reaches who reads `z` afterwards
    assert result.graph.has_edge(9, 10) and result.graph.has_edge(7, 10)
    assert result.graph.nodes[11]["output"]
    assert set(result.graph.predecessors(0)) == {-1}


def test_a_shared_module_bears_the_name_below_its_caller() -> None:
    inner = nn.ReLU()
    module = nn.Sequential(nn.Sequential(nn.Conv2d(1, 1, 1), inner), nn.Sequential(nn.Conv2d(1, 1, 1), inner))
    rows = analyze(module, (1, 2, 2)).rows
    assert [(row.path, row.call) for row in rows] == [("0.0", 0), ("0.1", 0), ("1.0", 0), ("1.1", 1)]


class Branching(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.norm = nn.BatchNorm2d(2)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.conv(x))
        return y * 2 if y.sum().item() > 1e9 else y + 1


def test_a_network_that_reads_values_is_run_for_real_and_says_so() -> None:
    module = Branching().train()
    before = state_of(module)
    result = analyze(module, (1, 8, 8))
    assert_unchanged(before, module)
    assert [row.operator for row in result.rows] == ["conv2d", "batch_norm", "sum", "add"]
    assert "values" in result.warnings[0]
    assert not analyze(nn.ReLU(), (1, 2, 2)).warnings


class MakesTensors(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = [torch.ones(1, 1, 4)]
        self.offset = torch.zeros(4)

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.arange(4, dtype=x.dtype) + self.offset + self.table[0]


def test_tensors_from_nowhere_run_on_meta_too() -> None:
    module = MakesTensors()
    result = analyze(module, (1, 4, 4))
    assert not result.warnings
    assert [row.operator for row in result.rows] == ["arange", "add", "add", "add"]
    assert result.rows[-1].rf_h == 1
    assert module.table[0].device.type == "cpu"


class Guarded(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()
        self.conv = nn.Conv2d(1, 1, 3)
        self.seen: list[Tensor] = []

    def forward(self, x: Tensor) -> Tensor:
        with self.lock:
            self.seen.append(x)
            return self.conv(x)


def test_a_module_with_what_cannot_be_copied() -> None:
    module = nn.Sequential(Guarded())
    assert analyze(module, (1, 8, 8)).totals.params == 10
    assert module[0].seen == []


def test_hooks_of_the_user_run_and_stay() -> None:
    module = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU())
    module[0].register_forward_hook(lambda _module, _args, output: output * 2)
    assert [row.operator for row in analyze(module, (1, 8, 8)).rows] == ["conv2d", "mul", "relu"]
    assert len(module[0]._forward_hooks) == 1 and not module[1]._forward_hooks


@pytest.mark.parametrize("name", ["googlenet", "mobilenet_v3_small", "swin_t"])
def test_paths_and_scopes_are_those_of_named_modules(name: str) -> None:
    with torch.device("meta"):
        module = models.get_model(name, weights=None, **({"init_weights": False} if name == "googlenet" else {}))
    result = analyze(module, (3, 224, 224))
    known = {path: type(child).__name__ for path, child in module.named_modules()}
    for row in result.rows:
        assert known[row.path] == row.module
        scope = result.graph.nodes[row.order]["scope"]
        assert [step.split("#")[0] for step in scope[-1:]] == ([row.path] if row.path else [])
        assert all(inner.startswith(outer) for outer, inner in itertools.pairwise(scope))
    records = result.graph.graph["modules"]
    assert {path: record.cls for path, record in records.items()} == known
    assert records[""].params == sum(parameter.numel() for parameter in module.parameters())


def test_weight_norm_and_lazy_layers() -> None:
    normed = nn.utils.parametrizations.weight_norm(nn.Conv2d(2, 3, 3))
    result = analyze(normed, (2, 6, 6))
    assert result.totals.params == sum(p.numel() for p in normed.parameters())
    assert result.rows[-1].rf_h == 3
    lazy = nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d())
    assert analyze(lazy, (2, 6, 6)).totals.params == 4 * 2 * 9 + 4 + 8
    assert isinstance(lazy[0], nn.LazyConv2d)


def test_a_frozen_parameter_is_counted_and_named() -> None:
    module = nn.Conv2d(1, 1, 3).requires_grad_(False)
    (row,) = analyze(module, (1, 4, 4)).rows
    assert (row.params, row.note) == (10, "frozen parameters")


def test_captures_in_two_threads_do_not_meet() -> None:
    results: dict[int, int] = {}

    def work(index: int) -> None:
        results[index] = analyze(models.resnet18(weights=None), (3, 64, 64)).totals.macs

    threads = [threading.Thread(target=work, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results[0] == results[1] > 0


def test_dimensions_other_than_images() -> None:
    assert analyze(nn.Linear(5, 3), (5,)).rows[0].rf_h is None
    row = analyze(nn.Conv1d(2, 4, 3), (2, 10)).rows[0]
    assert (row.kernel_size, row.macs, row.rf_w) == ((3,), 4 * 2 * 3 * 8, None)


def test_the_trace_is_plain_data() -> None:
    trace = capture(nn.Conv2d(1, 1, 3), [(1, 5, 5)])
    assert trace.calls[0].arguments["stride"] == (1, 1)
    assert not any(isinstance(value, torch.Tensor) for value in trace.calls[0].arguments.values())
