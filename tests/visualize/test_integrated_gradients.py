"""Integrated gradients: completeness, captum's results, and stopping."""

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients
from torch import nn

from explorer.errors import Cancelled, UsageError
from explorer.visualize.methods.integrated_gradients import gap_of, integrate, integrate_closely
from tests.visualize.plain_network import NoClasses, picture, plain_network


def test_equals_captums() -> None:
    network = plain_network()
    black = torch.tensor([-2.1, -2.0, -1.8], dtype=torch.float64).reshape(3, 1, 1)
    theirs = IntegratedGradients(network).attribute(
        picture()[None], baselines=black.expand(3, 24, 24)[None], target=2, n_steps=24, method="gausslegendre"
    )
    ours = integrate(network, picture(), 2, baseline=black, steps=24, batch=5)
    np.testing.assert_allclose(ours.array, theirs[0].detach(), rtol=0, atol=1e-5 * float(theirs.abs().max()))


def test_a_linear_network_is_exact_in_one_step() -> None:
    network = nn.Sequential(nn.Flatten(), nn.Linear(3 * 24 * 24, 4)).double().eval()
    found = integrate(network, picture(), 1, steps=1)
    weight = network[1].weight[1].detach().reshape(3, 24, 24)
    np.testing.assert_allclose(found.array, weight * picture(), rtol=1e-10, atol=1e-14)
    assert found.gap < 1e-12


def test_the_attributions_add_up() -> None:
    network = plain_network()
    gaps = []
    for steps in (2, 200):
        found = integrate(network, picture(), steps=steps)
        difference = found.target.logit - found.baseline_logit
        assert found.baseline_logit == pytest.approx(
            float(network(0 * picture()[None])[0, found.target.index].detach())
        )
        assert found.gap == pytest.approx(abs(found.array.sum() - difference) / abs(difference), rel=1e-6, abs=1e-12)
        gaps.append(found.gap)
    assert gaps[1] < 0.01 < gaps[0]


def test_the_gap() -> None:
    assert gap_of(3.0, 4.0) == 0.25
    assert gap_of(0.0, 0.0) == 0.0
    assert gap_of(1.0, 0.0) == float("inf")


def test_progress_and_stopping() -> None:
    network = plain_network()
    told: list[tuple[int, int]] = []

    def stop() -> None:
        if len(told) == 4:
            raise Cancelled("enough")

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    integrate(network, picture(), steps=7, batch=3, checkpoint=stop, progress=tell)
    assert told == [(3, 7), (6, 7), (7, 7)]
    with pytest.raises(Cancelled):
        integrate(network, picture(), steps=7, batch=3, checkpoint=stop, progress=tell)
    assert told[3:] == [(3, 7)]


def test_more_points_are_taken_until_the_attributions_add_up() -> None:
    network = plain_network()
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    gaps = {steps: integrate(network, picture(), steps=steps).gap for steps in (2, 4, 8, 12)}
    assert min(gaps[2], gaps[4]) > 0.1 > gaps[8]
    found = integrate_closely(network, picture(), steps=2, largest_gap=0.1, batch=100, progress=tell)
    assert (found.steps, found.gap) == (8, pytest.approx(gaps[8]))
    assert told == [(2, 2), (6, 6), (14, 14)]
    # Never satisfied: it ends at the most, which is tried too.
    told.clear()
    found = integrate_closely(network, picture(), steps=2, most=12, largest_gap=-1.0, batch=100, progress=tell)
    assert (found.steps, found.gap) == (12, pytest.approx(gaps[12]))
    assert told == [(2, 2), (6, 6), (14, 14), (26, 26)]
    assert integrate_closely(network, picture(), steps=14, most=12, largest_gap=-1.0).steps == 14


def test_what_cannot_be_asked() -> None:
    for steps in (0, 1001):
        with pytest.raises(UsageError, match="choose 1 to 1000"):
            integrate(plain_network(), picture(), steps=steps)
    with pytest.raises(UsageError, match="no class -1"):
        integrate(plain_network(), picture(), -1)
    with pytest.raises(UsageError, match="between no classes"):
        integrate(NoClasses().double().eval(), picture())
