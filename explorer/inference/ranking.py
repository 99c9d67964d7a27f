"""The best of many numbers."""

import numpy as np

FEW = 16
"""Up to this many are picked one by one: a sort of a thousand logits takes as long as 30 searches through them."""


def largest_first(values: np.ndarray, count: int) -> list[int]:
    """Return the indices of the ``count`` largest of ``values`` (N,), floating-point numbers.

    Equal ones come in their order, and NaN before all numbers, as in torch's stable ``argsort``.
    """
    count = min(count, len(values))
    if count <= FEW:
        picked: list[int] = []
        rest = values.copy()
        for _ in range(count):
            # The first of equal ones, and of NaN before all others.
            best = int(rest.argmax())
            if rest[best] == -np.inf:
                break  # it may have been picked already
            picked.append(best)
            rest[best] = -np.inf
        else:
            return picked
    # numpy sorts upwards, NaN last: the array is turned round for it, so that equal ones come out in their order.
    upwards = values[::-1].argsort(kind="stable")[::-1][:count]
    order: list[int] = (len(values) - 1 - upwards).tolist()
    return order
