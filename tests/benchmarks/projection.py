"""Projections against a bare forward pass and captum. ``python -m tests.benchmarks.projection [RUNS]``

CPU time of one thread in units of one forward pass of the whole network at
224 × 224, medians of interleaved runs in one process, random weights.

    early, middle, late   deconv of the strongest unit of a layer after a tenth, half and all of the
                          network's blocks, with its own forward pass as far as the layer
    guided                guided backpropagation, late
    captum                its Deconvolution, on the late layer's channel (with its whole forward pass)
    gradcam, captum       Grad-CAM of the late layer

Memory is kept as the engine's process keeps it. A late projection may take 2.5 forward passes, an early one 1.
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable

import torch
from captum.attr import Deconvolution, LayerGradCam
from torch import Tensor, nn

from explorer.inference.allocator import keep_freed_memory
from explorer.models import registry
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.gradcam import gradcam

LAYERS = {
    "efficientnet_lite0": ("blocks.1.0", "blocks.3.1", "blocks.6.0"),
    "resnet50": ("layer1.0", "layer3.0", "layer4.2"),
    "vgg16": ("features.4", "features.16", "features.28"),
    "convnext_tiny": ("features.1.0", "features.5.3", "features.7.2"),
    "mobilenet_v3_small": ("features.1", "features.6", "features.11"),
}


class UpTo(nn.Module):
    """The network as far as a layer, whose strongest unit is its only output: what captum can take a gradient of."""

    def __init__(self, network: nn.Module, layer: str) -> None:
        super().__init__()
        self.network = network
        self.kept: list[Tensor] = []
        network.get_submodule(layer).register_forward_hook(lambda module, args, output: self.kept.append(output))

    def forward(self, x: Tensor) -> Tensor:
        self.kept.clear()
        self.network(x)
        return self.kept[0].flatten(1).amax(1, keepdim=True)


def main(runs: int = 9) -> None:
    """Run the benchmark and print a line for each network."""
    keep_freed_memory()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    names = ("early", "middle", "late", "guided", "captum", "gradcam", "captum")
    print(f"{'':20} forward ms  " + "  ".join(f"{name:>7}" for name in names))
    for key, layers in LAYERS.items():
        x = torch.randn(1, 3, 224, 224)
        network = registry.get(key).build().eval().requires_grad_(False)
        methods = ours(network, x, layers)
        watched = registry.get(key).build().eval().requires_grad_(False)
        methods += theirs(watched, x, layers[-1])
        costs = [[cost(method) for method in (lambda: forward(network, x), *methods)] for _ in range(runs + 1)][1:]  # noqa: B023
        # Each run in units of its own forward pass: the machine's pace drifts.
        plain = statistics.median(run[0] for run in costs)
        ratios = [statistics.median(run[column] / run[0] for run in costs) for column in range(1, len(methods) + 1)]
        print(f"{key:20} {plain:10.1f}  " + "  ".join(f"{ratio:7.2f}" for ratio in ratios), flush=True)


def ours(network: nn.Module, x: Tensor, layers: tuple[str, str, str]) -> list[Callable[[], object]]:
    """Our methods, in the order of the columns."""
    early, middle, late = layers
    return [
        lambda: project(network, x, early),
        lambda: project(network, x, middle),
        lambda: project(network, x, late),
        lambda: project(network, x, late, rule="guided"),
    ]


def theirs(network: nn.Module, x: Tensor, late: str) -> list[Callable[[], object]]:
    """Captum's deconvolution, our Grad-CAM and captum's."""
    part = UpTo(network, late)
    layer = LayerGradCam(network, network.get_submodule(late))
    return [
        lambda: Deconvolution(part).attribute(x.clone().requires_grad_(), target=0),
        lambda: gradcam(network, x, late, 0),
        lambda: layer.attribute(x.clone().requires_grad_(), target=0),
    ]


def forward(network: nn.Module, x: Tensor) -> Tensor:
    """One bare forward pass."""
    with torch.inference_mode():
        return network(x)


def cost(method: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    method()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
