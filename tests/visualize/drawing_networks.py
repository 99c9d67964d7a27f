"""Captured networks for the drawing tests, each made once."""

from functools import cache

from explorer.analysis import analyze
from explorer.analysis.network import Network

NAMES = (
    "resnet50",
    "googlenet",
    "vgg16",
    "densenet121",
    "inception_v3",
    "efficientnet_b0",
    "shufflenet_v2_x1_0",
)


@cache
def captured(name: str) -> Network:
    """Return torchvision's network of that name, captured without weights."""
    import torch
    import torchvision

    options = {"init_weights": False, "aux_logits": False} if name in ("googlenet", "inception_v3") else {}
    with torch.device("meta"):
        module = torchvision.models.get_model(name, **options).eval()
    size = 299 if name == "inception_v3" else 224
    return analyze(module, (3, size, size))
