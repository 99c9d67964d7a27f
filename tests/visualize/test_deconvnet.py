"""What a projection does not do: touch the network, the caller's modes, or another thread."""

import copy
import threading

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import resnet18

from explorer.errors import InputError, UnknownLayer, UsageError
from explorer.visualize import deconv
from explorer.visualize.methods.activations import activations
from explorer.visualize.methods.deconvnet import project


class Small(nn.Module):
    """In-place and shared rectifiers, a skip connection, a dense layer, an unused module."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.act = nn.ReLU(inplace=True)
        self.second = nn.Conv2d(8, 8, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout()
        self.dense = nn.Linear(8, 5)
        self.unused = nn.Conv2d(3, 3, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.act(self.norm(self.first(x)))
        x = self.act(self.second(x) + x)
        return self.dense(self.dropout(self.pool(x).mean((2, 3))))


@pytest.fixture
def network() -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(4)
        return Small().eval()


@pytest.fixture
def x() -> Tensor:
    return torch.randn(3, 12, 12, generator=torch.Generator().manual_seed(9))


def state_of(network: nn.Module) -> list:
    """Everything of a module that a method could leave behind."""
    found: list = []
    for name, module in network.named_modules():
        hooks = [len(value) for key, value in sorted(vars(module).items()) if "hook" in key and value is not None]
        found.append((name, type(module), id(module), module.training, hooks, sorted(vars(module))))
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        found.append((name, id(tensor), tensor._version, tensor.requires_grad, tensor.grad, tensor.clone().tolist()))
    return found


def test_the_module_is_the_same_before_and_after(network, x):
    before = state_of(network)
    output = network(x[None])
    project(network, x, "second")
    project(network, x, "dense", 2)
    activations(network, x, "act#1")
    assert state_of(network) == before
    assert torch.equal(network(x[None]), output)


class StopError(Exception):
    pass


def test_the_module_is_the_same_after_an_exception(network, x):
    def fail(*args):
        raise StopError

    for place in ("first", "norm"):
        handle = network.get_submodule(place).register_forward_hook(fail)
        before = state_of(network)
        for call in (project, activations):
            with pytest.raises(StopError):
                call(network, x, "second")
        assert state_of(network) == before
        handle.remove()
    assert torch.is_grad_enabled()
    with pytest.raises(UsageError):
        project(network, x, "second", 99)
    assert network(x[None]).shape == (1, 5)


def test_the_layer_is_what_the_plain_forward_pass_gives(network, x):
    taken = {}
    names = {module: name for name, module in network.named_modules()}

    def take(module, args, output):
        # A hook's answer would replace the output.
        taken.setdefault(names[module], output.clone())

    handles = [module.register_forward_hook(take) for module in names]
    with torch.no_grad():
        network(x[None])
    for handle in handles:
        handle.remove()
    for name in taken:
        np.testing.assert_array_equal(activations(network, x, name), taken[name][0].numpy())
        projection = project(network, x, name, "max", "all")
        np.testing.assert_array_equal(projection.activation, taken[name][0, projection.channel].numpy())


def test_modes_of_caller_and_parameters_do_not_matter(network, x):
    expected = deconv(network, x, "second")
    with torch.no_grad():
        np.testing.assert_array_equal(deconv(network, x, "second"), expected)
    with torch.inference_mode():
        np.testing.assert_array_equal(deconv(network, x * 1, "second"), expected)
        assert torch.is_inference_mode_enabled()
    frozen = copy.deepcopy(network).requires_grad_(False)
    np.testing.assert_array_equal(deconv(frozen, x, "second"), expected)
    watched = x.clone().requires_grad_()
    np.testing.assert_array_equal(deconv(network, watched, "second"), expected)
    assert watched.grad is None


def test_a_network_made_in_inference_mode_is_refused(x):
    with torch.inference_mode():
        network = Small().eval()
    with pytest.raises(UsageError, match="inference mode"):
        deconv(network, x, "second")


def test_forms_of_the_input_agree(network, x):
    expected = deconv(network, x, "second", 3, (4, 5))
    assert expected.shape == (3, 12, 12)
    assert expected.dtype == np.float32
    readonly = x.numpy().astype(">f4")
    readonly.flags.writeable = False
    for form in (x[None], readonly, x.numpy(), x.numpy()[None], x.double(), x.numpy()[:, ::-1][:, ::-1]):
        np.testing.assert_array_equal(deconv(network, form, "second", 3, [4, 5]), expected)
    assert deconv(network.double(), x, "second").dtype == np.float64
    with pytest.raises(InputError, match="12×12"):
        deconv(network, x[0], "second")
    with pytest.raises(InputError, match="2×3×12×12"):
        deconv(network, torch.stack([x, x]), "second")


def test_two_threads_on_one_network(x):
    network = resnet18().eval()
    pictures = [torch.randn(3, 64, 64, generator=torch.Generator().manual_seed(seed)) for seed in range(2)]
    layers = ["layer2.1.conv2", "layer3.0"]
    expected = [[deconv(network, picture, layer) for layer in layers] for picture in pictures]
    plain = network(pictures[0][None])
    mismatches = []
    start = threading.Barrier(3)

    def work(index: int) -> None:
        start.wait()
        for turn in range(6):
            which = (turn + index) % 2
            if not np.array_equal(deconv(network, pictures[index], layers[which]), expected[index][which]):
                mismatches.append((index, turn))

    def predict() -> None:
        start.wait()
        with torch.no_grad():
            mismatches.extend("forward" for _ in range(8) if not torch.equal(network(pictures[0][None]), plain))

    workers = [threading.Thread(target=work, args=(0,)), threading.Thread(target=work, args=(1,))]
    workers.append(threading.Thread(target=predict))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert mismatches == []
    assert not any(module._forward_hooks for module in network.modules())


def test_the_forward_pass_ends_at_the_layer(network, x):
    calls = []
    for name, module in network.named_children():
        module.register_forward_pre_hook(lambda module, args, name=name: calls.append(name))
    deconv(network, x, "norm")
    assert calls == ["first", "norm"]


def test_a_first_operator_in_place_spares_the_input(x):
    network = nn.Sequential(nn.ReLU(inplace=True), nn.Conv2d(3, 2, 3))
    kept = x.clone()
    projection = project(network, x, "1", 0, "all")
    assert torch.equal(x, kept)
    assert projection.array.min() >= 0


def test_a_layer_of_several_calls(network, x):
    assert not np.array_equal(deconv(network, x, "act"), deconv(network, x, "act#1"))
    np.testing.assert_array_equal(deconv(network, x, "act"), deconv(network, x, "act#0"))
    with pytest.raises(UnknownLayer, match="never called"):
        deconv(network, x, "act#2")
    with pytest.raises(UnknownLayer, match="number of the call"):
        deconv(network, x, "act#second")


def test_forms_of_channel_and_unit_agree(network, x):
    expected = deconv(network, x, "second", 3, (4, 5))
    for channel, unit in ((np.int64(3), [4, 5]), (3, np.array([4, 5])), (3, torch.tensor([4, 5]))):
        np.testing.assert_array_equal(deconv(network, x, "second", channel, unit), expected)


def test_unknown_layers_channels_and_units(network, x):
    with pytest.raises(UnknownLayer, match="did you mean second"):
        deconv(network, x, "secnd")
    with pytest.raises(UnknownLayer, match="never called"):
        deconv(network, x, "unused")
    for channel in (8, -1, 1.5, "strongest", None):
        with pytest.raises(UsageError, match="choose 0 to 7, or max"):
            deconv(network, x, "second", channel)
    for unit in ((12, 0), (0, -1), (3,), "middle", 5, None):
        with pytest.raises(UsageError, match="choose 0,0 to 11,11, max or all"):
            deconv(network, x, "second", 0, unit)
    with pytest.raises(UsageError, match="no unit middle;"):
        deconv(network, x, "second", 0, "middle")


@pytest.mark.parametrize("trained", [False, True])
def test_a_layer_without_the_picture_is_refused(x, trained):
    network = Constant().requires_grad_(trained)
    with pytest.raises(UsageError, match="does not depend on the picture"):
        deconv(network, x, "inner")


class Constant(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = Twice()

    def forward(self, x: Tensor) -> Tensor:
        return x * self.inner(torch.ones(1, 1, 1, 1))


class Twice(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        return 2 * self.conv(x)


def test_a_way_back_that_is_overwritten_is_refused_in_one_line(x):
    class Overwriting(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            y = torch.tanh(x)
            y += 1
            return y

    with pytest.raises(UsageError, match="overwrites in place what the way back needs"):
        deconv(Overwriting(), x, "")


def test_a_dense_layer_ignores_the_unit(network, x):
    one, other = project(network, x, "dense", 2, "max"), project(network, x, "dense", 2, (5, 5))
    np.testing.assert_array_equal(one.array, other.array)
    assert one.unit is None
    assert one.value == pytest.approx(float(network(x[None])[0, 2].detach()))
    assert one.array.any()


def test_the_strongest_unit_and_channel(network, x):
    maps = activations(network, x, "second")
    projection = project(network, x, "second")
    assert projection.value == maps.max() == maps[(projection.channel, *projection.unit)]
    chosen = project(network, x, "second", 6)
    assert chosen.value == maps[6].max()
    whole = project(network, x, "second", 6, "all")
    assert whole.unit is None
    assert whole.value == maps[6].max()


def test_training_mode_is_refused_only_where_it_acts(network, x):
    network.train()
    before = state_of(network)
    with pytest.raises(UsageError, match=r"BatchNorm2d.*eval"):
        deconv(network, x, "second")
    assert state_of(network) == before
    assert deconv(network, x, "first").any()
    network.norm.eval()
    assert deconv(network, x, "pool").any()
    with pytest.raises(UsageError, match="Dropout"):
        deconv(network, x, "dense")


def test_without_switches_the_picture_does_not_matter():
    """Why the window must say so: one seed, two pictures, one projection."""
    with torch.random.fork_rng():
        torch.manual_seed(1)
        plain = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2), nn.ReLU(), nn.Conv2d(8, 8, 3, stride=2), nn.ReLU()).eval()
        pooled = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3), nn.ReLU()).eval()
    pictures = [torch.rand(3, 20, 20, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2)]

    def cosine(network: nn.Module, layer: str, channel: int) -> tuple[float, int]:
        first, second = (project(network, picture, layer, channel, (2, 2)) for picture in pictures)
        a, b = first.array.ravel() / first.value, second.array.ravel() / second.value
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)), first.switches

    value, switches = cosine(plain, "2", 0)
    assert value == pytest.approx(1, abs=1e-5)
    assert switches == 0
    value, switches = cosine(pooled, "3", 0)
    assert value < 0.99
    assert switches == 1


def test_guided_shows_what_passed_forward(network, x):
    projection = project(network, x, "second", rule="guided")
    gradient = project(network, x, "second", rule="gradient")
    assert projection.rule == "guided"
    assert projection.rules_applied == {"activation": 1}
    assert gradient.rules_applied == {}
    assert not np.array_equal(projection.array, gradient.array)


def test_functional_outputs_in_containers():
    class Pair(nn.Module):
        def forward(self, x: Tensor) -> dict[str, tuple[Tensor, Tensor]]:
            return {"maps": (functional.relu(x), x)}

    projection = project(nn.Sequential(Pair()), torch.ones(3, 4, 4), "0", 1, (0, 0))
    assert projection.array.sum() == 1
