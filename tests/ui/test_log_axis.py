"""Logarithmic axes: figures are where they belong, ticks are round and have room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.docks.charts.log_axis import LogAxis, span, tick_text

figures = st.floats(min_value=1e-4, max_value=1e14)


def test_a_decade_is_a_decade() -> None:
    axis = LogAxis(1, 1000, 0, 300)
    assert [axis.place(value) for value in (1, 10, 100, 1000)] == pytest.approx([0, 100, 200, 300])
    upwards = LogAxis(1, 1000, 300, 0)
    assert upwards.place(10) == pytest.approx(200)


@given(figures, figures, st.floats(min_value=30, max_value=900), st.floats(min_value=12, max_value=60))
def test_ticks_lie_within_and_apart(one: float, other: float, length: float, room: float) -> None:
    low, high = span(min(one, other), max(one, other))
    axis = LogAxis(low, high, 0, length)
    places = [axis.place(tick) for tick in axis.ticks(room)]
    assert all(-1e-6 <= place <= length + 1e-6 for place in places)
    assert all(after - before >= 0.99 * room for before, after in pairwise(places))


@given(figures, figures)
def test_a_span_holds_its_figures_and_a_decade(one: float, other: float) -> None:
    low, high = span(min(one, other), max(one, other))
    assert low <= min(one, other)
    assert high >= max(one, other)
    assert high >= 9.99 * low


@given(figures, figures, st.floats(min_value=0, max_value=50))
def test_reaching_further_moves_nothing(one: float, other: float, margin: float) -> None:
    axis = LogAxis(*span(min(one, other), max(one, other)), 60, 260)
    wider = axis.reaching(60 - margin, 260 + margin)
    for value in (one, other):
        assert wider.place(value) == pytest.approx(axis.place(value), abs=1e-6)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.01, "0.01"),
        (0.5, "0.5"),
        (1, "1"),
        (20, "20"),
        (100, "100"),
        (1e3, "1\u202fK"),
        (5e7, "50\u202fM"),
        (2e9, "2\u202fG"),
        (1e11, "100\u202fG"),
        (1e12, "1\u202fT"),
        (1e-5, "1e-05"),
    ],
)
def test_tick_texts(value: float, text: str) -> None:
    assert tick_text(value) == text
