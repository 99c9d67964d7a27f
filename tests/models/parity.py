"""What the tests of all families share: random weights, pictures, counterparts, golden figures."""

import csv
import hashlib
import math
from pathlib import Path
from typing import Any

import pytest
import torch
import torchvision.models
from torch import Tensor, nn

from explorer.errors import InputError
from explorer.models import registry
from explorer.models.build import skip_initialisers
from tests.zoo import network_of

GOLDEN = Path(__file__).parent.parent / "golden" / "architectures.csv"
with GOLDEN.open(newline="") as file:
    FACTS = {row["key"]: row for row in csv.DictReader(file)}


def fill(network: nn.Module, seed: int = 0) -> nn.Module:
    """Random weights and statistics that keep activations near 1, none of them an initialiser's."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in network.state_dict().items():
        if tensor.dim() > 1:
            tensor.normal_(0, math.sqrt(2 / tensor[0].numel()), generator=generator)
        elif name.endswith(("running_var", "weight")):
            tensor.uniform_(0.5, 1.5, generator=generator)
        elif tensor.is_floating_point():
            tensor.normal_(0, 0.2, generator=generator)
        else:
            tensor.fill_(3)
    return network


def pictures(*shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(7), dtype=dtype)


def torchvision_network(name: str, **options: Any) -> nn.Module:
    """torchvision's network of that name with :func:`fill`'s weights, in evaluation mode."""
    if name == "googlenet":
        options = {"init_weights": False, "aux_logits": False, **options}
    with skip_initialisers():
        network: nn.Module = getattr(torchvision.models, name)(**options)
    return fill(network).eval()


def timm_network(name: str, **options: Any) -> nn.Module:
    """timm's network of that name with :func:`fill`'s weights, in evaluation mode."""
    timm = pytest.importorskip("timm")
    with torch.device("meta"):
        network: nn.Module = timm.create_model(name, **options)
    return fill(network.to_empty(device="cpu")).eval()


def calibrate(network: nn.Module, x: Tensor) -> nn.Module:
    """Give batch norms the statistics of ``x``: in deep networks all pictures look the same with random ones."""
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 1.0
    with torch.inference_mode():
        network.train()(x)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
    return network.eval()


def ours_like(name: str, theirs: nn.Module, **options: Any) -> nn.Module:
    """Our network of that name with the counterpart's weights: every key used, none left."""
    network = registry.get(name).build(init=False, **options)
    network.load_state_dict(theirs.state_dict())
    return network


def assert_same_logits(ours: nn.Module, theirs: nn.Module, x: Tensor, rtol: float = 1e-4, atol: float = 1e-5) -> None:
    with torch.inference_mode():
        expected = theirs(x)
        torch.testing.assert_close(ours(x), expected, rtol=rtol, atol=atol)
    # Or the comparison would say little: the pictures must show in the logits.
    if len(x) > 1:
        assert (expected[0] - expected[1]).std() > 0.05 * expected.std()


def assert_same_gradients(ours: nn.Module, theirs: nn.Module, x: Tensor) -> None:
    """Train both on one batch in double precision: gradients of every parameter and all statistics are equal."""
    labels = torch.tensor([1, 20, 300, 4, 5])[: len(x)]
    for network in (theirs, ours):
        network.train()
        nn.functional.cross_entropy(network(x), labels).backward()
    expected = dict(theirs.named_parameters())
    for name, parameter in ours.named_parameters():
        torch.testing.assert_close(parameter.grad, expected[name].grad, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(ours.state_dict(), theirs.state_dict(), rtol=1e-12, atol=1e-12)


def state_dict_digest(shapes: dict[str, tuple[int, ...]]) -> str:
    """The digest of names and shapes that ``state_dict_sha256`` of the golden table holds."""
    lines = "\n".join(sorted(f"{name} {shape}" for name, shape in shapes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def shapes_of(network: nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}


def on_meta(key: str, **options: Any) -> nn.Module:
    with torch.device("meta"):
        return registry.get(key).build(init=False, **options)


def assert_golden_figures(key: str, digest: bool = True) -> None:
    """Parameters, MACs, state-dict keys and shapes are those of the golden table; every operator is known."""
    facts, architecture = FACTS[key], registry.get(key)
    analysed = network_of(key)
    assert not analysed.warnings
    assert not any("unknown" in row.note for row in analysed.rows)
    assert architecture.params == analysed.totals.params == int(facts["params"])
    assert architecture.macs == analysed.totals.macs == int(facts["macs"])
    assert (architecture.year, architecture.num_classes) == (int(facts["year"]), int(facts["num_classes"]))
    assert "x".join(map(str, architecture.input_shape)) == facts["input_shape"]
    shapes = shapes_of(on_meta(key))
    assert len(shapes) == int(facts["state_dict_entries"])
    if digest:
        assert state_dict_digest(shapes) == facts["state_dict_sha256"]


def assert_input_sizes(key: str, minimum: int, sizes: tuple[tuple[int, int], ...], **options: Any) -> None:
    """The network runs at ``sizes`` and at its minimum, and refuses what is smaller.

    (:func:`assert_golden_figures` runs it at its default size.)
    """
    network, architecture = on_meta(key, **options), registry.get(key)
    channels = architecture.input_shape[0]
    with torch.inference_mode():
        for height, width in (*sizes, (minimum, minimum)):
            logits = network(torch.empty(1, channels, height, width, device="meta"))
            assert logits.shape == (1, architecture.num_classes)
        if minimum > 1:
            short = torch.empty(1, channels, minimum, minimum - 1, device="meta")
            with pytest.raises(InputError, match=f"needs at least {minimum}×{minimum} pixels"):
                network(short)
            try:
                network.forward(short)
            except RuntimeError:
                return
            # torch 2.6 lets a convolution on the meta device leave nothing of a map.
            assert torch.__version__.startswith("2.6.")
