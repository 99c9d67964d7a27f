"""What one network took over from another, and the figures that show it."""

import pytest

from explorer.analysis.comparison.alignment import align_networks
from explorer.analysis.comparison.story import Fact, descent, facts
from explorer.models.history import load
from tests.zoo import network_of as network


def told(left: str, right: str) -> dict[str, Fact]:
    one, other = network(left), network(right)
    return {fact.name: fact for fact in facts(one, other, align_networks(one, other))}


def test_zfnet_doubles_the_first_map_of_alexnet() -> None:
    found = told("alexnet", "zfnet")
    assert found["first map"].text == "first map: 55×55 → 110×110"
    assert found["first layer"].text == "first layer: 11×11/4, 64 → 7×7/2, 96"
    assert found["normalisation"].right == "local response norm"


def test_resnext_costs_what_resnet_costs() -> None:
    found = told("resnet50", "resnext50_32x4d")
    assert found["MACs"].ratio == pytest.approx(4_230_479_872 / 4_089_184_256)
    assert abs((found["MACs"].ratio or 0) - 1) < 0.04
    assert found["MACs in grouped and depthwise convolutions"].left == "0.0%"
    assert "first layer" not in found


def test_convnext_changes_what_its_paper_says() -> None:
    found = told("resnet50", "convnext_tiny")
    assert (found["activation"].left, found["activation"].right) == ("ReLU", "GELU")
    assert (found["normalisation"].left, found["normalisation"].right) == ("batch norm", "layer norm")
    assert found["max-poolings"].text == "max-poolings: 1 → 0"
    assert found["first layer"].right == "4×4/4, 96"


def test_senet_adds_a_gate_to_every_block() -> None:
    assert told("resnet50", "seresnet50")["gates (squeeze and excitation)"].right == "16"


def test_facts_are_mirrored() -> None:
    forth, back = told("vgg16", "resnet50"), told("resnet50", "vgg16")
    assert {(fact.name, fact.left, fact.right) for fact in forth.values()} == {
        (fact.name, fact.right, fact.left) for fact in back.values()
    }
    assert all((forth[name].ratio or 1) * (back[name].ratio or 1) == pytest.approx(1) for name in forth)


def test_a_network_differs_from_itself_in_nothing() -> None:
    assert told("densenet121", "densenet121") == {}


def test_who_took_what_from_whom_whichever_comes_first() -> None:
    history = load()
    forth, back = descent(history, "alexnet", "zfnet"), descent(history, "zfnet", "alexnet")
    assert forth is not None
    assert back is not None
    assert (forth.older.key, forth.newer.key, forth.reversed) == ("alexnet", "zfnet", False)
    assert (back.older.key, back.newer.key, back.reversed) == ("alexnet", "zfnet", True)
    assert forth.taken == back.taken != ()


def test_a_descent_through_others_takes_nothing_directly() -> None:
    found = descent(load(), "lenet5_modern", "convnext_tiny")
    assert found is not None
    assert found.taken == ()


def test_variants_of_one_milestone_descend_from_nothing() -> None:
    assert descent(load(), "resnet18", "resnet152") is None
