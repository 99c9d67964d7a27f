"""No method leaves anything behind: not on the module, not after an exception, not for another thread."""

import threading
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.models import registry
from explorer.visualize.methods.activations import activations
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.filters import first_filters
from explorer.visualize.methods.gradcam import gradcam, hirescam
from explorer.visualize.methods.integrated_gradients import integrate
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.occlusion import occlude
from explorer.visualize.methods.saliency import saliency

LAYER = "features.9"

METHODS: dict[str, Callable[[nn.Module, Tensor], object]] = {
    "activations": partial(activations, layer=LAYER),
    **{rule: partial(project, layer=LAYER, rule=rule) for rule in ("deconv", "guided", "gradient")},
    "gradcam": partial(gradcam, layer=LAYER),
    "gradcam, last map": gradcam,
    "hirescam": hirescam,
    "layercam": layercam,
    "saliency": saliency,
    "guided saliency": partial(saliency, rule="guided"),
    "occlusion": partial(occlude, patch=32, stride=32),
    "occlusion with a layer": partial(occlude, patch=32, stride=32, layer=LAYER),
    "integrated gradients": partial(integrate, steps=3),
    "filters": first_filters,
}


@pytest.fixture(scope="module")
def network() -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return registry.get("mobilenet_v3_small").build().eval()


def picture(seed: int = 0) -> Tensor:
    return torch.randn(3, 64, 64, generator=torch.Generator().manual_seed(seed))


def state_of(network: nn.Module) -> list:
    """Everything of a module that a method could leave behind."""
    found: list = []
    for name, module in network.named_modules():
        hooks = {key: dict(value) for key, value in vars(module).items() if "hook" in key and value}
        forward = module.forward.__func__ if hasattr(module.forward, "__func__") else module.forward
        found.append((name, id(module), type(module), module.training, hooks, sorted(vars(module)), forward))
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        found.append((name, id(tensor), tensor._version, tensor.requires_grad, tensor.grad, tensor.data_ptr()))
    return found


def result_of(found: object) -> np.ndarray:
    if isinstance(found, np.ndarray):
        return found
    for name in ("array", "drop", "kernels"):
        if hasattr(found, name):
            return np.asarray(getattr(found, name))
    raise AssertionError(found)


@pytest.mark.parametrize("name", METHODS)
def test_the_module_and_its_results_are_the_same(network: nn.Module, name: str) -> None:
    x = picture()
    kept = x.clone()
    before = state_of(network)
    with torch.no_grad():
        output = network(x[None])
    METHODS[name](network, x)
    assert state_of(network) == before
    assert torch.equal(x, kept)
    with torch.no_grad():
        assert torch.equal(network(x[None]), output)


class StopError(Exception):
    pass


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("place", ["features.0", "features.9"])
def test_the_same_after_an_exception(network: nn.Module, name: str, place: str) -> None:
    def fail(*args: object) -> None:
        raise StopError

    handle = network.get_submodule(place).register_forward_hook(fail)
    before = state_of(network)
    try:
        with pytest.raises(StopError):
            METHODS[name](network, picture())
        assert state_of(network) == before
    finally:
        handle.remove()
    assert torch.is_grad_enabled()
    assert not torch.is_inference_mode_enabled()


def test_the_forward_pass_is_the_same_while_a_method_looks(network: nn.Module) -> None:
    """What a method's own pass computes is bit for bit what a plain one does."""
    outputs = []
    handle = network.register_forward_hook(lambda module, args, output: outputs.append(output.detach().clone()))
    try:
        with torch.no_grad():
            network(picture()[None])
        for name in ("gradcam", "layercam", "saliency", "guided saliency"):
            METHODS[name](network, picture())
    finally:
        handle.remove()
    assert len(outputs) == 6  # layercam looks for the last map first
    assert all(torch.equal(output, outputs[0]) for output in outputs)


def test_two_threads_on_one_network(network: nn.Module) -> None:
    names = ["deconv", "gradcam", "layercam", "guided saliency", "integrated gradients", "occlusion with a layer"]
    pictures = [picture(1), picture(2)]
    expected = [[result_of(METHODS[name](network, x)) for name in names] for x in pictures]
    before = state_of(network)
    wrong: list[tuple[int, str]] = []
    start = threading.Barrier(2)

    def work(index: int) -> None:
        start.wait()
        # The second thread goes the other way round, so that different methods meet.
        for place in range(len(names))[:: 1 if index == 0 else -1]:
            found = result_of(METHODS[names[place]](network, pictures[index]))
            if not np.array_equal(found, expected[index][place]):
                wrong.append((index, names[place]))

    workers = [threading.Thread(target=work, args=(index,)) for index in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
    assert state_of(network) == before
