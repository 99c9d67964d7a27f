"""Peaks of activation memory by hand, against the CPU allocator, and what is deliberately not in them."""

import json
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.profiler import ProfilerActivity, profile
from torchvision import models

from explorer.analysis import analyze

MAP = 4 * 2 * 8 * 8
"""Bytes of one map of 2 × 8 × 8."""


def live(module: nn.Module, shape: tuple[int, ...] = (2, 8, 8)) -> tuple[list[int], list[int]]:
    network = analyze(module, shape)
    return [row.live_bytes for row in network.rows], [row.live_bytes_graph for row in network.rows]


def test_a_chain_frees_what_nobody_names() -> None:
    eager, graph = live(nn.Sequential(nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 1)))
    # The caller holds the input; Sequential holds one map at a time.
    assert eager == [2 * MAP, 3 * MAP, 3 * MAP]
    assert graph == [2 * MAP, 2 * MAP, 2 * MAP]


def test_a_name_keeps_a_map_alive_in_eager_execution_only() -> None:
    class Keeps(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            a = x + 1
            b = a + 1
            c = b + 1
            return c + 1

    eager, graph = live(Keeps())
    assert eager == [2 * MAP, 3 * MAP, 4 * MAP, 5 * MAP]
    assert graph == [2 * MAP] * 4


def test_a_shortcut_is_held_by_both() -> None:
    class Residual(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = nn.Sequential(nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 1))

        def forward(self, x: Tensor) -> Tensor:
            return x + self.body(x)

    eager, graph = live(Residual())
    assert eager == [2 * MAP, 3 * MAP, 3 * MAP]
    assert graph == [2 * MAP, 3 * MAP, 3 * MAP]


def test_views_and_in_place_operators_take_nothing() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(2, 2, 1), nn.ReLU(inplace=True), nn.Flatten()), (2, 8, 8))
    assert [row.activation_bytes for row in network.rows] == [MAP, 0, 0]
    assert network.totals.activation_bytes == MAP
    assert network.totals.peak_bytes == 2 * MAP


def test_a_view_keeps_the_whole_map_alive() -> None:
    class Slices(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            part = (x + 1)[:, :1]
            return part.sum() + part.mean()

    eager, _ = live(Slices())
    assert eager[2] == 2 * MAP + 4


def test_weights_and_what_is_made_of_them_do_not_count_twice() -> None:
    module = nn.utils.parametrizations.weight_norm(nn.Conv2d(2, 2, 1))
    network = analyze(module, (2, 8, 8))
    assert network.totals.peak_bytes < 2 * MAP + 200
    assert analyze(nn.Linear(8, 8), (2, 8, 8)).totals.peak_bytes == 2 * MAP


def test_the_peak_row_and_the_batch() -> None:
    network = analyze(models.vgg11(), (3, 64, 64), batch=3)
    totals = network.totals
    assert network.rows[totals.peak_order].live_bytes == totals.peak_bytes == max(r.live_bytes for r in network.rows)
    assert totals.peak_bytes == 3 * analyze(models.vgg11(), (3, 64, 64)).totals.peak_bytes
    assert totals.peak_bytes_graph <= totals.peak_bytes < totals.activation_bytes


def allocated(module: nn.Module, x: Tensor, folder: Path) -> int:
    """The most that torch's CPU allocator held at once during a forward pass of one thread, and the input."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # every thread has scratch memory of its own
    try:
        return _allocated(module, x, folder)
    finally:
        torch.set_num_threads(threads)


def _allocated(module: nn.Module, x: Tensor, folder: Path) -> int:
    with torch.inference_mode(), profile(activities=[ProfilerActivity.CPU], profile_memory=True) as record:
        module(x)
    path = folder / "trace.json"
    record.export_chrome_trace(str(path))
    events = json.loads(path.read_text())["traceEvents"]
    changes = sorted(
        (event["ts"], event["args"]["Bytes"])
        for event in events
        if event.get("name") == "[memory]" and event["args"].get("Device Type") == 0
    )
    held = most = 0
    for _, change in changes:
        held += change
        most = max(most, held)
    return most + x.numel() * x.element_size()


# resnet18's graph bound is 0.60 of the allocator's peak: oneDNN reorders weights and maps into scratch memory, which
# no bound on activations holds. The eager bound is within 0.65 for all.
@pytest.mark.parametrize(
    ("name", "side", "least_graph"),
    [
        ("resnet18", 224, 0.55),
        ("vgg16", 224, 0.65),
        ("googlenet", 224, 0.65),
        ("inception_v3", 299, 0.65),
        ("resnet152", 224, 0.65),
        ("densenet201", 224, 0.65),
        ("efficientnet_b7", 224, 0.65),
        ("convnext_base", 224, 0.65),
    ],
)
def test_bounds_against_the_allocator(name: str, side: int, least_graph: float, tmp_path: Path) -> None:
    options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    module = models.get_model(name, weights=None, **options).eval()
    totals = analyze(module, (3, side, side)).totals
    peak = allocated(module, torch.zeros(1, 3, side, side), tmp_path)
    print(name, f"eager {totals.peak_bytes / peak:.3f}, graph {totals.peak_bytes_graph / peak:.3f} of {peak:,} bytes")
    assert 0.65 * peak <= totals.peak_bytes <= peak
    assert least_graph * peak <= totals.peak_bytes_graph <= totals.peak_bytes
