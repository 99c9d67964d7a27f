"""Our figures beside torchinfo's: every difference has a reason, computed by hand here."""

import warnings
from collections import Counter
from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.claims.crosscheck import CAUSES, CrossCheck, against_torchinfo
from explorer.errors import UsageError

MAP = (3, 8, 8)


def check(module: nn.Module, *shape: int, batch: int = 1) -> CrossCheck:
    return against_torchinfo(module, analyze(module, shape or MAP, batch=batch))


def reasons(found: CrossCheck) -> dict[tuple[str, str], int]:
    """(path, cause) → difference."""
    sums: Counter[tuple[str, str]] = Counter()
    for module in found.differing:
        for reason in module.reasons:
            sums[module.path, reason.cause] += reason.difference
    return dict(sums)


class Plain(nn.Conv2d):
    """A convolution by another name."""


class ConvNorm(nn.BatchNorm2d):
    """A normalisation that is named like a convolution."""


class Kernel(nn.Module):
    """A convolution by function on a parameter of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(4, 3, 3, 3))

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.kernel)


class TwoMatrices(nn.Module):
    """Two products with parameters that torchinfo counts once per entry of two axes."""

    def __init__(self) -> None:
        super().__init__()
        self.weight_a = nn.Parameter(torch.zeros(8, 8))
        self.weight_b = nn.Parameter(torch.zeros(8, 8))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(functional.linear(x, self.weight_a), self.weight_b)


class Borrowing(nn.Module):
    """A convolution by function on a child's weights."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.conv.weight, padding=1)


class BorrowingFirst(Borrowing):
    def forward(self, x: Tensor) -> Tensor:
        return self.conv(super().forward(x))


class Product(nn.Module):
    """A matrix product between two children."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(8, 8, bias=False), nn.Linear(8, 8, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.query(x) @ self.key(x).transpose(-1, -2)


class Twice(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(self.conv(x))


class InTwoPlaces(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        conv = nn.Conv2d(3, 3, 1, bias=False)
        self.first, self.second = nn.Sequential(conv, nn.ReLU()), nn.Sequential(conv, nn.ReLU())

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x))


class Tied(nn.Module):
    """Two convolutions with one weight, and eleven parameters that nothing reads."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 3, 1, bias=False), nn.Conv2d(3, 3, 1, bias=False)
        self.second.weight = self.first.weight
        self.head = nn.Linear(11, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x))


CASES = [
    # module, torchinfo's multiply-accumulates, ours, reasons
    (nn.Conv2d(3, 4, 3, bias=False), 3888, 3888, {}),  # 36 positions · 4 · 27
    (nn.Conv2d(3, 4, 3), 4032, 3888, {("", "bias"): 36 * 4}),
    (nn.Linear(8, 5), 45, 960, {("", "positions"): 40 - 24 * 40, ("", "bias"): 5}),
    (nn.BatchNorm2d(3), 6, 0, {("", "norm"): 6}),
    (nn.GroupNorm(1, 3), 6, 0, {("", "norm"): 6}),
    (ConvNorm(3), 6 * 64, 0, {("", "norm"): 6 * 64}),
    (nn.PReLU(3), 3, 0, {("", "parameters"): 3}),
    # 17 · 17 positions come out of 8 · 8
    (nn.ConvTranspose2d(3, 5, 3, 2, bias=False), 289 * 135, 64 * 135, {("", "transposed"): 225 * 135}),
    (nn.Sequential(Plain(3, 4, 3)), 112, 3888, {("0", "class_name"): 108 - 3888, ("0", "bias"): 4}),
    (Kernel(), 0, 3888, {("", "function"): -3888}),
    (Borrowing(), 0, 64 * 81, {("", "function"): -64 * 81, ("", "unused"): 3}),
    # 24 positions · 64 twice, and 3 products of 8×8 by 8×8
    (
        Product(),
        128,
        2 * 24 * 64 + 3 * 512,
        {("query", "positions"): 64 - 24 * 64, ("key", "positions"): 64 - 24 * 64, ("", "function"): -3 * 512},
    ),
    (Twice(), 2 * 64 * 81, 2 * 64 * 81, {}),
]


@pytest.mark.parametrize(("module", "torchinfo_macs", "macs", "expected"), CASES)
def test_reasons_by_hand(
    module: nn.Module, torchinfo_macs: int, macs: int, expected: dict[tuple[str, str], int]
) -> None:
    found = check(module)
    assert (found.torchinfo_macs, found.macs) == (torchinfo_macs, macs)
    assert reasons(found) == expected
    assert set(CAUSES) >= {cause for _, cause in expected}


def test_parameters_of_shared_modules() -> None:
    # torchinfo gives the nine weights to the convolution and to both containers around it.
    found = check(InTwoPlaces())
    assert (found.torchinfo_params, found.params) == (27, 9)
    assert reasons(found) == {("first", "shared"): 9, ("second", "shared"): 9}
    assert found.torchinfo_macs == found.macs == 2 * 64 * 9


def test_parameters_of_tied_weights_and_of_nobody() -> None:
    found = check(Tied())
    assert (found.torchinfo_params, found.params) == (18 + 11 - 9, 9)
    # Both convolutions have the nine weights, which the container takes off its own eleven.
    assert reasons(found) == {("second", "shared"): 9, ("", "shared"): -9, ("", "unused"): 11}


def test_parameters_that_another_module_reads_first() -> None:
    found = check(BorrowingFirst())
    assert found.torchinfo_params == found.params == 84
    assert reasons(found)["", "elsewhere"] == -81
    assert reasons(found)["conv", "elsewhere"] == 81


def test_a_batch() -> None:
    found = check(nn.Linear(8, 5), 3, 8, 8, batch=4)
    assert (found.torchinfo_macs, found.macs) == (4 * 45, 4 * 960)
    assert reasons(found) == {("", "positions"): 4 * (40 - 960), ("", "bias"): 4 * 5}


def test_several_inputs() -> None:
    class Sum(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 3, 1)

        def forward(self, x: Tensor, y: Tensor) -> Tensor:
            return self.conv(x) + y

    module = Sum()
    found = against_torchinfo(module, analyze(module, [MAP, MAP]))
    assert reasons(found) == {("conv", "bias"): 64 * 3}


NETWORKS = {
    # torchinfo's and our multiply-accumulates in millions
    "resnet18": (1814.084, 1814.073),
    "vgg16": (15483.821, 15470.264),
    "googlenet": (1498.392, 1498.376),
    "inception_v3": (5713.252, 5713.216),
    "densenet121": (2834.246, 2834.162),
    "efficientnet_b0": (385.867, 385.815),
    "convnext_base": (646.530, 15354.729),
    "mobilenet_v3_small": (56.527, 56.510),
    "shufflenet_v2_x1_0": (144.925, 144.908),
    "swin_t": (34.368, 4490.567),
    "vit_b_16": (173.233, 17563.828),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_difference_of_known_networks_has_its_reason(name: str) -> None:
    options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    with torch.device("meta"):
        module = models.get_model(name, weights=None, **options)
    side = 299 if name == "inception_v3" else 224
    found = check(module, 3, side, side)
    assert found.torchinfo_macs is not None and found.torchinfo_params is not None
    assert (round(found.torchinfo_macs / 1e6, 3), round(found.macs / 1e6, 3)) == NETWORKS[name]
    assert found.torchinfo_params == sum(parameter.numel() for parameter in module.parameters())
    assert all(reason.cause != "unknown" for one in found.differing for reason in one.reasons)
    # The modules add up to the totals, and the reasons to the differences, module by module.
    assert sum(one.torchinfo_macs for one in found.modules) == found.torchinfo_macs
    assert sum(one.torchinfo_params for one in found.modules) == found.torchinfo_params
    assert sum(one.macs for one in found.modules) == found.macs
    for one in found.modules:
        terms = Counter[str]()
        for reason in one.reasons:
            terms[reason.quantity] += reason.difference
        assert terms["macs"] == one.torchinfo_macs - one.macs
        assert terms["params"] == one.torchinfo_params - one.params


def test_convnext_in_words() -> None:
    with torch.device("meta"):
        module = models.convnext_base(weights=None)
    assert check(module, 3, 224, 224).summary == (
        "torchinfo 1.8.0 counts 88,591,464 parameters, as we do in every module. "
        "It counts 646,530,408 multiply-accumulates, we count 15,354,729,472: "
        "−14.71 G in 72 modules: linear layers that torchinfo counts once per entry of the first axis, not at every "
        "position; +5.51 M in 113 modules: biases that torchinfo counts as multiply-accumulates; "
        "+40,192 in 41 modules: scales and shifts of normalisation that torchinfo counts as multiply-accumulates."
    )


def test_a_reason_in_words() -> None:
    (module,) = check(nn.ConvTranspose2d(3, 5, 3, 2, bias=False)).differing
    assert module.reasons[0].text == (
        "its weights are counted at each of 289 output positions; they are used at each of 64 input positions"
    )


def test_a_difference_without_a_reason_stands_as_it_is() -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
    network = analyze(module, MAP)
    altered = replace(network, rows=(replace(network.rows[0], macs=3889, params=111), network.rows[1]))
    conv, norm = against_torchinfo(module, altered).differing
    assert {(reason.quantity, reason.cause, reason.difference) for reason in conv.reasons} == {
        ("macs", "unknown", 4032 - 3889),
        ("params", "unknown", 1),
    }
    assert (conv.macs, conv.torchinfo_macs) == (3889, 4032)
    assert [reason.cause for reason in norm.reasons] == ["norm"]
    # torchinfo's 3 · 64 for each is a rule for recurrent layers, which these are not.
    assert reasons(check(TwoMatrices())) == {("", "unknown"): 2 * 3 * 64 - 2 * 24 * 64}


def test_what_torchinfo_cannot_run() -> None:
    class Branch(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x if x.sum() > 0 else -x

    found = check(Branch())
    assert found.torchinfo_macs is None and found.modules == ()
    assert found.failure == "Tensor.item() cannot be called on meta tensors"
    assert found.summary == "torchinfo 1.8.0 cannot run Branch: Tensor.item() cannot be called on meta tensors."

    class Bag:
        def __init__(self, x: Tensor) -> None:
            self.x = x

    class Bagging(nn.Module):
        def forward(self, x: Tensor) -> Bag:
            return Bag(x)

    class Unbagging(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bagging, self.conv = Bagging(), nn.Conv2d(3, 3, 1)

        def forward(self, x: Tensor) -> Tensor:
            return self.conv(self.bagging(x).x)

    assert "unsupported input or output type" in check(Unbagging()).failure


def test_the_module_of_another_network() -> None:
    with pytest.raises(UsageError, match="has no module"):
        against_torchinfo(nn.Conv2d(3, 3, 1), analyze(nn.Sequential(nn.Conv2d(3, 3, 1)), MAP))


def test_the_module_is_left_alone_and_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    class Warns(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            warnings.warn("look at me", stacklevel=1)
            return x

    module = nn.Sequential(nn.Conv2d(3, 3, 1), nn.BatchNorm2d(3), Warns()).train()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network = analyze(module, MAP)
    before = {name: tensor.clone() for name, tensor in module.state_dict().items()}
    assert reasons(against_torchinfo(module, network)) == {("0", "bias"): 64 * 3, ("1", "norm"): 6}
    assert module.training and all(not one.is_meta for one in module.parameters())
    assert not any(one._forward_hooks or one._forward_pre_hooks for one in module.modules())
    assert all(torch.equal(before[name], tensor) for name, tensor in module.state_dict().items())
    assert capfd.readouterr() == ("", "")
