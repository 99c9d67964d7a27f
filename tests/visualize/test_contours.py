"""Contour lines by marching squares."""

import numpy as np
import pytest

from explorer.visualize.contours import contour_segments


def lengths(segments: np.ndarray) -> np.ndarray:
    return np.linalg.norm(segments[:, 0] - segments[:, 1], axis=1)


def ends(segments: np.ndarray) -> dict[tuple[float, float], int]:
    """How many pieces meet at each point."""
    met: dict[tuple[float, float], int] = {}
    for point in segments.reshape(-1, 2).round(9).tolist():
        met[tuple(point)] = met.get(tuple(point), 0) + 1
    return met


def test_a_single_hot_cell_is_a_diamond_halfway_to_its_neighbours() -> None:
    values = np.zeros((5, 5))
    values[2, 1] = 1
    segments = contour_segments(values, 0.5)
    assert set(ends(segments)) == {(2.0, 1.5), (3.0, 1.5), (2.5, 1.0), (2.5, 2.0)}
    assert np.allclose(lengths(segments), np.sqrt(0.5))


def test_the_line_lies_where_the_level_is() -> None:
    values = np.tile(np.arange(6.0), (4, 1))
    segments = contour_segments(values, 2.25, closed=False)
    assert len(segments) == 3
    assert np.allclose(segments[..., 1], 2.75), "the centre of column 2 lies at 2.5"


def test_a_disc_has_the_length_of_its_circle() -> None:
    y, x = np.mgrid[:81, :81]
    segments = contour_segments(-np.hypot(y - 40, x - 40), -25.0)
    assert lengths(segments).sum() == pytest.approx(2 * np.pi * 25, rel=0.005)
    assert np.allclose(np.hypot(segments[..., 0] - 40.5, segments[..., 1] - 40.5), 25, atol=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_lines_are_closed_also_at_the_border_and_around_missing_cells(seed: int) -> None:
    values = np.random.default_rng(seed).random((9, 12))
    values[4, 5] = np.nan
    values[0, 0] = 1
    segments = contour_segments(values, 0.5)
    # Not an odd number of ends anywhere: no line stops.
    assert all(count % 2 == 0 for count in ends(segments).values())
    assert np.isfinite(segments).all()
    assert segments.min() == 0, "a high corner is outlined along the border"


@pytest.mark.parametrize("level", [0.4, 0.6])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_saddle_is_decided_by_its_middle(level: float, mirrored: bool) -> None:
    values = np.array([[1.0, 0.0], [0.0, 1.0]])
    if mirrored:
        values = values[:, ::-1]
    segments = contour_segments(values, level, closed=False)
    assert len(segments) == 2
    # The middle is 0.5: below 0.5 the high corners are joined, and each line cuts off a low one.
    corner = np.argwhere(values == (0 if level < 0.5 else 1)) + 0.5
    for piece in segments:
        near = np.linalg.norm(piece[:, None] - corner[None], axis=2).min(axis=1)
        assert np.allclose(near, 0.4)


def test_nothing_above_draws_nothing() -> None:
    assert contour_segments(np.zeros((3, 3)), 1.0).shape == (0, 2, 2)
    assert contour_segments(np.full((3, 3), np.nan), 0.0).shape == (0, 2, 2)
    assert contour_segments(np.zeros((1, 1)), 1.0).shape == (0, 2, 2)


def test_a_single_cell_is_outlined_whole() -> None:
    assert lengths(contour_segments(np.ones((1, 1)), 0.5)).sum() == pytest.approx(2 * np.sqrt(2))
