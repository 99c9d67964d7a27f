"""What is said of a projection's limits, and that it is so: measured on trained weights and two photos."""

from itertools import combinations

import numpy as np
import pytest

from explorer.inference import Session, samples
from explorer.inference.images import load_image
from explorer.visualize.methods.activations import activations, rank_channels
from explorer.visualize.methods.advice import LATE, SENTENCES, Advice, advise, held_in
from explorer.visualize.methods.deconvnet import project


@pytest.fixture(scope="module")
def session() -> Session:
    return Session("efficientnet_lite0", device="cpu")


@pytest.fixture(scope="module")
def inputs(session: Session) -> list:
    return [session.prepare(load_image(samples.sample(name).read())).tensor for name in ("chelsea", "coffee")]


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    a, b = one.ravel().astype(np.float64), other.ravel().astype(np.float64)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize("layer", ["blocks.1.1", "blocks.3.1", "blocks.5.1"])
def test_without_switches_only_guided_depends_on_the_picture(session: Session, inputs: list, layer: str) -> None:
    module = session.module
    channel = int(rank_channels(activations(module, inputs[0], layer))[0])
    unit = project(module, inputs[0], layer, channel).unit
    assert unit is not None
    alike = {}
    for rule in ("deconv", "guided"):
        first, second = (project(module, x, layer, channel, unit, rule) for x in inputs)
        assert first.switches == 0
        # The seed's sign is the unit's own.
        alike[rule] = cosine(first.array / first.value, second.array / second.value)
    assert alike["deconv"] == pytest.approx(1, abs=5e-4)
    assert alike["guided"] < 0.9
    assert advise("deconv", switches=0, activations=6) == Advice("no_switches", "guided")


def test_late_guided_projections_are_alike_and_gradients_are_not(session: Session, inputs: list) -> None:
    module, x = session.module, inputs[0]
    every = project(module, x, "", rule="guided").rules_applied["activation"]
    for layer, late in (("blocks.1.1", False), ("blocks.4.2", True), ("blocks.5.3", True)):
        channels = rank_channels(activations(module, x, layer))[:6]
        alike = {}
        for rule in ("guided", "gradient"):
            projections = [project(module, x, layer, int(channel), "all", rule) for channel in channels]
            alike[rule] = np.median([cosine(a.array, b.array) for a, b in combinations(projections, 2)])
            if rule == "guided":
                share = projections[0].rules_applied["activation"] / every
        assert (share >= LATE) == late
        assert (alike["guided"] > 0.9) == late
        assert alike["gradient"] < 0.25
        advice = advise("guided", activations=20, share=share)
        assert advice == (Advice("late_guided", "gradient") if late else None)


def test_gates_and_statistics_are_of_the_picture(inputs: list) -> None:
    session = Session("mobilenet_v3_small", "random:0", "cpu")
    layer, alike = "features.7.block.0.0", []
    for channel in range(6):
        first, second = (project(session.module, x, layer, channel, (3, 3)) for x in inputs)
        assert first.switches == 0 and held_in(first.rules_applied) > 0
        alike.append(cosine(first.array / first.value, second.array / second.value))
    assert min(alike) < 0.999
    assert advise("deconv", activations=9, held=held_in(first.rules_applied)) == Advice("held", "guided")


def test_what_is_said_first() -> None:
    assert advise("deconv", held=1) == Advice("held", "guided")
    assert advise("deconv", activations=2, held=1, unknown=1) == Advice("held", "guided")
    assert advise("deconv", unknown=1) is advise("guided", unknown=1) is advise("guided", held=1) is None
    assert advise("deconv", activations=2, unknown=1) is None
    assert advise("activation") is None
    assert advise("activation", nonfinite=3) == Advice("nonfinite", None)
    assert advise("guided", saturated=True, switches=2, activations=9) == Advice("saturated", "deconv")
    assert advise("guided", saturated=True, activations=9) == Advice("saturated", "activation")
    assert advise("deconv") == advise("guided") == Advice("linear", "activation")
    assert advise("gradient") is None
    assert advise("deconv", switches=1) is None
    assert advise("guided", activations=3) is None
    assert all(sentence and sentence[0].islower() and not sentence.endswith(".") for sentence in SENTENCES.values())
    assert Advice("saturated", None).sentence == SENTENCES["saturated"]
