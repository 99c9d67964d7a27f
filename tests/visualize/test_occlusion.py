"""Occlusion: captum's results, Figure 7's three maps by hand, and stopping."""

import numpy as np
import pytest
import torch
from captum.attr import Occlusion
from torch import nn

from explorer.errors import Cancelled, UsageError
from explorer.visualize.methods.occlusion import occlude
from tests.visualize.plain_network import NoClasses, picture, plain_network


class Probabilities(nn.Module):
    """The softmax of a network's logits, of the middle of its input."""

    def __init__(self, network: nn.Module, border: int = 0) -> None:
        super().__init__()
        self.network = network
        self.border = border

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        inner = slice(self.border, x.shape[2] - self.border)
        result: torch.Tensor = self.network(x[:, :, inner, inner]).softmax(1)
        return result


def test_equals_captums_where_squares_tile_the_picture() -> None:
    network = plain_network()
    theirs = Occlusion(Probabilities(network)).attribute(
        picture()[None], sliding_window_shapes=(3, 6, 6), strides=(3, 6, 6), target=1, baselines=0.25
    )
    ours = occlude(network, picture(), 1, patch=6, stride=6, fill=0.25)
    assert ours.drop.shape == (4, 4)
    # Captum gives every pixel of a square the square's value.
    np.testing.assert_allclose(ours.drop.repeat(6, 0).repeat(6, 1), theirs[0, 0].detach(), rtol=0, atol=1e-5)
    assert np.abs(ours.drop).max() > 1e-4


def test_equals_captums_where_squares_overlap() -> None:
    """Captum starts at the corner: a border that the network does not see puts the middles where ours are."""
    network = plain_network()
    padded = nn.functional.pad(picture()[None], (3, 3, 3, 3))
    theirs = (
        Occlusion(Probabilities(network, 3))
        .attribute(padded, sliding_window_shapes=(3, 10, 10), strides=(3, 4, 4), target=1, baselines=0.5)[
            0, 0, 3:-3, 3:-3
        ]
        .detach()
    )
    ours = occlude(network, picture(), 1, patch=10, stride=4, fill=0.5).drop
    assert ours.shape == (6, 6)
    # Captum's value of a pixel is the mean over the squares that cover it.
    total, count = np.zeros((24, 24)), np.zeros((24, 24))
    for row in range(6):
        for column in range(6):
            top, left = 4 * row - 3, 4 * column - 3
            covered = slice(max(0, top), top + 10), slice(max(0, left), left + 10)
            total[covered] += ours[row, column]
            count[covered] += 1
    np.testing.assert_allclose(total / count, theirs, rtol=0, atol=1e-5)


def test_figure_7_by_hand() -> None:
    network = plain_network()
    fill = torch.tensor([0.1, -0.2, 0.3], dtype=torch.float64).reshape(3, 1, 1)
    found = occlude(network, picture(), patch=7, stride=5, fill=fill, layer="4", batch=3)
    assert found.drop.shape == found.predicted.shape == (5, 5)
    assert found.response is not None and found.response.shape == (5, 5)
    with torch.no_grad():
        whole = network(picture()[None])[0].softmax(0)
        channel = int(network[:5](picture()[None])[0].flatten(1).amax(1).argmax())
        assert (found.channel, found.target.index) == (channel, int(whole.argmax()))
        assert found.target.probability == pytest.approx(float(whole.max()), abs=1e-12)
        for row, column in ((0, 0), (2, 3), (4, 4)):
            covered = picture()
            # The middle of the place, of 24 / 5 pixels, less half a square.
            top, left = (round((index + 0.5) * 24 / 5 - 3.5) for index in (row, column))
            covered[:, max(0, top) : top + 7, max(0, left) : left + 7] = fill
            shares = network(covered[None])[0].softmax(0)
            assert found.drop[row, column] == pytest.approx(float(whole.max() - shares[whole.argmax()]), abs=1e-6)
            assert found.predicted[row, column] == int(shares.argmax())
            total = float(network[:5](covered[None])[0, channel].sum())
            assert found.response[row, column] == pytest.approx(total, rel=1e-5)


def test_the_batch_does_not_matter() -> None:
    network = plain_network()
    one, other = (occlude(network, picture(), patch=8, stride=6, batch=batch) for batch in (1, 16))
    np.testing.assert_allclose(one.drop, other.drop, rtol=0, atol=1e-7)


def test_progress_and_stopping() -> None:
    network = plain_network()
    told: list[tuple[int, int]] = []
    occlude(network, picture(), patch=8, stride=8, batch=4, progress=lambda done, total: told.append((done, total)))
    assert told == [(4, 9), (8, 9), (9, 9)]

    def stop() -> None:
        if len(told) == 5:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        occlude(
            network,
            picture(),
            patch=8,
            stride=8,
            batch=2,
            checkpoint=stop,
            progress=lambda done, total: told.append((done, total)),
        )
    assert told[-1] == (4, 9)


def test_what_cannot_be_asked() -> None:
    network = plain_network()
    for patch, stride in ((0, 4), (25, 4), (4, 0), (4, 25)):
        with pytest.raises(UsageError, match="does not fit an input of 24×24"):
            occlude(network, picture(), patch=patch, stride=stride)
    with pytest.raises(UsageError, match="no class 9"):
        occlude(network, picture(), 9, patch=8, stride=8)
    with pytest.raises(UsageError, match="between no classes"):
        occlude(NoClasses().double().eval(), picture(), patch=8, stride=8)
