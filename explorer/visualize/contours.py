"""Contour lines of a map by marching squares (Lorensen and Cline, 1987, in two dimensions; numpy only).

Coordinates are those of cells: the centre of ``values[y, x]`` lies at
``(y + 0.5, x + 0.5)``, so that a map's outline runs from 0 to its shape.
"""

import numpy as np

_SEGMENTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 2),),
    ((2, 1),),
    ((3, 1),),
    ((0, 1),),
    ((0, 1), (3, 2)),
    ((0, 2),),
    ((3, 0),),
    ((3, 0),),
    ((0, 2),),
    ((3, 0), (2, 1)),
    ((0, 1),),
    ((3, 1),),
    ((2, 1),),
    ((3, 2),),
    (),
)
"""The edges that a line joins, by which corners are above: 8 top left, 4 top right, 2 bottom right, 1 bottom left.

Edges: 0 top, 1 right, 2 bottom, 3 left. 5 and 10 are saddles with a low middle.
"""
_SADDLE_HIGH: dict[int, tuple[tuple[int, int], ...]] = {5: ((3, 0), (2, 1)), 10: ((0, 1), (3, 2))}
"""The saddles whose middle is above: the high corners belong together, the lines cut off the low ones."""


def contour_segments(values: np.ndarray, level: float, *, closed: bool = True) -> np.ndarray:
    """Return the line ``values == level`` as straight pieces: float64 (n, 2, 2), each ``((y, x), (y, x))``.

    Between four neighbouring cells the line is found by linear interpolation;
    where two lines may cross (a saddle), the mean of the four decides which
    corners belong together. Cells that are not finite count as lying below.

    Args:
        values: a map (H, W).
        level: the threshold; what equals it counts as above.
        closed: close lines at the map's border, as if everything outside lay below.
    """
    field = np.asarray(values, np.float64)
    field = np.where(np.isfinite(field), field, -np.inf)
    if closed:
        field = np.pad(field, 1, constant_values=-np.inf)
    if min(field.shape, default=0) < 2 or not (field >= level).any():
        return np.zeros((0, 2, 2))
    corners = (field[:-1, :-1], field[:-1, 1:], field[1:, 1:], field[1:, :-1])
    above = [corner >= level for corner in corners]
    cases = 8 * above[0] + 4 * above[1] + 2 * above[2] + 1 * above[3]
    rows, columns = np.nonzero((cases > 0) & (cases < 15))
    found = cases[rows, columns]
    around = np.stack([corner[rows, columns] for corner in corners])
    # A cell that is missing takes no part in the interpolation: the line runs half a cell off its neighbour.
    finite = np.isfinite(around)
    middle = np.where(finite, around, 0).sum(axis=0) / np.maximum(finite.sum(axis=0), 1)
    high = finite.all(axis=0) & (middle >= level)
    edges = _edge_points(around, level) + np.stack([rows, columns], axis=-1) + 0.5
    pieces = []
    for case in range(1, 15):
        for joined, wanted in (
            (_SEGMENTS[case], (found == case) & ~(high & (case in _SADDLE_HIGH))),
            (_SADDLE_HIGH.get(case, ()), (found == case) & high),
        ):
            pieces += [edges[[first, second]][:, wanted].transpose(1, 0, 2) for first, second in joined]
    result: np.ndarray = np.concatenate(pieces) - (1.0 if closed else 0.0)
    return result


def _edge_points(around: np.ndarray, level: float) -> np.ndarray:
    """Where the level is crossed on each edge of each square: (4, n, 2), from the square's top left corner."""
    top_left, top_right, bottom_right, bottom_left = around
    zeros, ones = np.zeros(around.shape[1]), np.ones(around.shape[1])
    return np.stack(
        [
            np.stack([zeros, _share(top_left, top_right, level)], axis=-1),
            np.stack([_share(top_right, bottom_right, level), ones], axis=-1),
            np.stack([ones, _share(bottom_left, bottom_right, level)], axis=-1),
            np.stack([_share(top_left, bottom_left, level), zeros], axis=-1),
        ]
    )


def _share(first: np.ndarray, second: np.ndarray, level: float) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (level - first) / (second - first)
    usable = np.isfinite(first) & np.isfinite(second) & np.isfinite(share)
    result: np.ndarray = np.where(usable, np.clip(share, 0, 1), 0.5)
    return result
