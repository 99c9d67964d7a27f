"""Ranking channels and finding dead ones (their values: test_deconvnet.py, against the plain forward pass)."""

import numpy as np
import pytest
import torch
from torch import nn

from explorer.errors import UsageError
from explorer.visualize.methods.activations import activations, channel_strength, dead_channels, rank_channels

MAPS = np.array([[[0, 0], [0, 3]], [[2, 2], [2, 2]], [[0, 0], [0, 0]], [[-1, -2], [0, -4]]], np.float32)


def test_ranking():
    assert rank_channels(MAPS).tolist() == [0, 1, 2, 3]
    assert rank_channels(MAPS, by="mean").tolist() == [1, 0, 2, 3]
    assert channel_strength(MAPS, "mean").tolist() == [0.75, 2, 0, -1.75]
    assert rank_channels(np.array([1.0, np.nan, 5.0])).tolist() == [2, 0, 1]
    assert rank_channels(np.array([np.nan, -np.inf, 5.0, np.inf, np.nan, 5.0])).tolist() == [3, 2, 5, 1, 0, 4]
    with pytest.raises(UsageError, match="max or mean"):
        rank_channels(MAPS, by="size")


def test_the_order_in_memory_changes_nothing():
    maps = np.random.default_rng(0).normal(size=(5, 6, 7)).astype(np.float32)
    maps[2, 3, 4], maps[4, 0, 0] = np.nan, np.inf
    innermost = np.ascontiguousarray(maps.transpose(1, 2, 0)).transpose(2, 0, 1)
    assert not innermost.flags.c_contiguous
    for by in ("max", "mean"):
        np.testing.assert_allclose(channel_strength(innermost, by), channel_strength(maps, by), rtol=1e-5)
    np.testing.assert_array_equal(channel_strength(innermost), maps.max(axis=(1, 2)))
    assert rank_channels(innermost)[0] == 4 and rank_channels(innermost)[-1] == 2


def test_dead_channels():
    assert dead_channels(MAPS).tolist() == [False, False, True, True]
    assert dead_channels(np.array([0.0, 1.0, np.nan, -1.0])).tolist() == [True, False, False, True]


def test_shapes():
    network = nn.Sequential(nn.Conv2d(1, 4, 3), nn.Flatten(), nn.Linear(16, 6)).eval()
    x = torch.rand(1, 4, 4)
    assert activations(network, x, "0").shape == (4, 2, 2)
    assert activations(network, x, "").shape == (6,)
    assert activations(network.bfloat16(), x, "0").dtype == np.float32
