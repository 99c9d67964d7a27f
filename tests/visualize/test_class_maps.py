"""Grad-CAM, HiResCAM, LayerCAM and saliency: their equations, captum's results, and what they refuse."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from captum.attr import Deconvolution, GuidedBackprop, LayerGradCam, Saliency
from torch import nn

from explorer.errors import UnknownLayer, UsageError
from explorer.visualize.methods.calls import last_map
from explorer.visualize.methods.classes import standing
from explorer.visualize.methods.gradcam import gradcam, hirescam
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.saliency import saliency
from tests.visualize.plain_network import NoClasses, picture, plain_network

CAMS = (gradcam, hirescam, layercam)


def evidence(network: nn.Sequential, layer: int, target: int) -> tuple[np.ndarray, np.ndarray]:
    """Activation and gradient of a layer, by running the network in two halves."""
    with torch.no_grad():
        activation = network[: layer + 1](picture()[None])
    activation.requires_grad_()
    (gradient,) = torch.autograd.grad(network[layer + 1 :](activation)[0, target], activation)
    return activation[0].detach().numpy(), gradient[0].numpy()


@pytest.mark.parametrize("layer", [0, 3, 6])
def test_the_equations(layer: int) -> None:
    network = plain_network()
    activation, gradient = evidence(network, layer, 2)
    expected = {
        gradcam: np.einsum("chw,c->hw", activation, gradient.mean((1, 2))),
        hirescam: (activation * gradient).sum(0),
        layercam: (activation * np.maximum(gradient, 0)).sum(0),
    }
    for method, array in expected.items():
        found = method(network, picture(), str(layer), 2)
        np.testing.assert_allclose(found.array, np.maximum(array, 0), rtol=1e-10, atol=1e-12)
        assert (found.layer, found.target.index) == (str(layer), 2)
        assert array.any()


@pytest.mark.parametrize("target", [0, 5])
def test_gradcam_equals_captums(target: int) -> None:
    network = plain_network()
    theirs = LayerGradCam(network, network[5]).attribute(picture()[None], target=target, relu_attributions=True)
    np.testing.assert_allclose(gradcam(network, picture(), "5", target).array, theirs[0, 0].detach(), atol=1e-10)


@pytest.mark.filterwarnings("ignore:Setting backward hooks:UserWarning")
@pytest.mark.parametrize(
    ("rule", "captums"), [("gradient", Saliency), ("guided", GuidedBackprop), ("deconv", Deconvolution)]
)
def test_saliency_equals_captums(rule: str, captums: type) -> None:
    network = plain_network()
    options = {"abs": False} if captums is Saliency else {}
    theirs = captums(network).attribute(picture()[None].requires_grad_(), target=3, **options)[0].detach().numpy()
    ours = saliency(network, picture(), 3, rule).array
    cosine = (ours * theirs).sum() / np.linalg.norm(ours) / np.linalg.norm(theirs)
    assert cosine >= 0.9999
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def test_gradcam_is_cam_where_only_pooling_follows() -> None:
    """Selvaraju et al. §3.1: the weights are those of the dense layer, over the number of positions."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        features = nn.Sequential(nn.Conv2d(3, 5, 3), nn.ReLU())
        head = nn.Linear(5, 4)
    network = nn.Sequential(features, nn.AdaptiveAvgPool2d(1), nn.Flatten(), head).double().eval()
    maps = features(picture()[None])[0].detach()
    cam = torch.einsum("chw,c->hw", maps, head.weight[1].detach()) / maps[0].numel()
    for method in (gradcam, hirescam):
        found = method(network, picture(), target=1)
        np.testing.assert_allclose(found.array, cam.clamp(min=0), rtol=1e-9, atol=1e-12)
        assert found.layer == last_map(network, picture()[None]) == "0.1"


def test_the_most_probable_class_is_the_default() -> None:
    network = plain_network()
    logits = network(picture()[None])[0].detach()
    order = logits.argsort(descending=True).tolist()
    for method in (*CAMS, saliency):
        target = method(network, picture()).target
        assert (target.index, target.rank) == (order[0], 1)
        assert target.logit == pytest.approx(float(logits[order[0]]), abs=1e-12)
        assert target.probability == pytest.approx(float(logits.softmax(0)[order[0]]), abs=1e-12)
    third = gradcam(network, picture(), target=order[2]).target
    assert (third.index, third.rank) == (order[2], 3)


def test_equal_logits_stand_in_their_order() -> None:
    assert [standing(torch.tensor([1.0, 3.0, 3.0]), target).rank for target in (None, 0, 1, 2)] == [1, 3, 1, 2]


@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("method", [*CAMS, saliency])
def test_the_callers_gradient_mode_does_not_matter(method: Callable[..., Any], mode: Callable[[], Any]) -> None:
    network = plain_network()
    expected = method(network, picture(), target=1).array
    with mode():
        found = method(network, picture(), target=1).array
    np.testing.assert_array_equal(found, expected)


def test_what_cannot_be_asked() -> None:
    network = plain_network()
    for method in (*CAMS, saliency):
        with pytest.raises(UsageError, match="no class 6; choose 0 to 5"):
            method(network, picture(), target=6)
        with pytest.raises(UsageError, match="between no classes"):
            method(NoClasses().double().eval(), picture())
    for method in CAMS:
        with pytest.raises(UnknownLayer):
            method(network, picture(), "nowhere")
        with pytest.raises(UsageError, match="has no map"):
            method(network, picture(), "9")
    with pytest.raises(UsageError, match="no backward rule"):
        saliency(network, picture(), rule="smooth")
    flat = nn.Sequential(nn.Flatten(), nn.Linear(3 * 24 * 24, 4)).double().eval()
    with pytest.raises(UsageError, match="no layer of this network has a map"):
        gradcam(flat, picture())


def test_a_layer_that_the_class_does_not_use() -> None:
    class Aside(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.aside = nn.Conv2d(3, 2, 1)
            self.network = plain_network()

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            self.aside(x)
            result: torch.Tensor = self.network(x)
            return result

    with pytest.raises(UsageError, match="does not depend on this layer"):
        gradcam(Aside().double().eval(), picture(), "aside")
