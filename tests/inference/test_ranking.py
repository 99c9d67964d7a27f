"""The largest numbers come in the order of torch's stable sort, whatever is among them."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.inference.ranking import FEW, largest_first

ODD = st.sampled_from([0.0, -0.0, 1.0, 1.0, 2.5, -3.0, float("inf"), float("-inf"), float("nan")])


def by_torch(values: np.ndarray, count: int) -> list[int]:
    return torch.argsort(torch.from_numpy(values), descending=True, stable=True)[:count].tolist()


@settings(max_examples=300, deadline=None)
@given(arrays(np.float32, st.integers(1, 40), elements=ODD), st.integers(1, 50))
def test_ties_infinities_and_undefined_ones(values, count):
    before = values.copy()
    assert largest_first(values, count) == by_torch(values, count)
    np.testing.assert_array_equal(values, before)


@pytest.mark.parametrize("count", [1, 5, FEW, FEW + 1, 1000])
def test_logits(count):
    values = np.random.default_rng(count).normal(size=1000).astype(np.float32).round(1)
    assert largest_first(values, count) == by_torch(values, count)
