"""Building every network on the meta device, ours against the peers'. ``python -m tests.benchmarks.zoo_build [RUNS]``

The peer is torchvision, else timm. CPU time of one thread, medians of
interleaved runs in one process. Networks without a counterpart are left out;
so is a counterpart that cannot be built on the meta device (torchvision's
RegNets read values while they are built).
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable

import torch
import torchvision.models
from torch import nn

from explorer.models import registry

TIMM_NAMES = {
    "legacy_xception": "legacy_xception",
    "ghostnet_100": "ghostnet_100",
    "repvgg_a0": "repvgg_a0",
    "inception_v4": "inception_v4",
    "inception_resnet_v2": "inception_resnet_v2",
    "resnext101_32x4d": "resnext101_32x4d",
    "convnext_xlarge": "convnext_xlarge",
    "seresnet50": "seresnet50",
    "mobilenetv1_100": "mobilenetv1_100",
    **{f"mobilenetv2_{width}": f"mobilenetv2_{width}" for width in ("140", "075", "050", "035")},
    **{f"efficientnet_lite{size}": f"tf_efficientnet_lite{size}" for size in range(5)},
    **{f"legacy_seresnet{depth}": f"legacy_seresnet{depth}" for depth in (50, 101, 152)},
    **{f"legacy_seresnext{depth}_32x4d": f"legacy_seresnext{depth}_32x4d" for depth in (50, 101)},
    "legacy_senet154": "legacy_senet154",
}
OWN_INITIALISER = {"googlenet", "inception_v3"}


def main(runs: int = 5) -> None:
    """Run the benchmark and print a line for each network and the sum."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    ours_sum = theirs_sum = 0.0
    counted = 0
    for architecture in registry.architectures():
        theirs = counterpart(architecture.key)
        if theirs is None:
            continue
        pair = [(cost(lambda: architecture.build(init=False)), cost(theirs)) for _ in range(runs)]  # noqa: B023
        ours_ms, theirs_ms = (statistics.median(column) for column in zip(*pair, strict=True))
        ours_sum += ours_ms
        theirs_sum += theirs_ms
        counted += 1
        print(f"{architecture.key:26} ours {ours_ms:7.1f} ms  theirs {theirs_ms:7.1f} ms  {ours_ms / theirs_ms:5.2f}")
    print(f"{counted} networks: ours {ours_sum:.0f} ms, theirs {theirs_sum:.0f} ms, ratio {ours_sum / theirs_sum:.2f}")


def counterpart(key: str) -> Callable[[], nn.Module] | None:
    """Return what builds the same network in torchvision, else timm; None where neither has it or it needs values."""
    if key in TIMM_NAMES:
        try:
            import timm
        except ImportError:
            return None
        return lambda: timm.create_model(TIMM_NAMES[key], pretrained=False)
    if key.startswith("regnet") or key not in torchvision.models.list_models():
        return None
    options = {"init_weights": False} if key in OWN_INITIALISER else {}
    return lambda: torchvision.models.get_model(key, weights=None, **options)


def cost(build: Callable[[], nn.Module]) -> float:
    """CPU milliseconds of one build on the meta device."""
    start = time.process_time()
    with torch.device("meta"):
        build()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
