"""Checks that all builders share: options before a network is built, inputs before it runs."""

import math
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from explorer.errors import InputError, UsageError


def require_counts(**options: Any) -> None:
    """Demand whole numbers from 1 up.

    Raises:
        UsageError: naming the option.
    """
    for name, value in options.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise UsageError(f"{name} must be a whole number from 1 up, not {value!r}")


def require_rates(**options: Any) -> None:
    """Demand probabilities in [0, 1).

    Raises:
        UsageError: naming the option.
    """
    for name, value in options.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
            raise UsageError(f"{name} must be a rate from 0 up to (not including) 1, not {value!r}")


def require_multipliers(**options: Any) -> None:
    """Demand finite numbers above 0, by which widths or depths are scaled.

    Raises:
        UsageError: naming the option.
    """
    for name, value in options.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
            raise UsageError(f"{name} must be a number above 0, not {value!r}")


@dataclass(frozen=True, slots=True)
class InputCheck:
    """A forward pre-hook that refuses inputs which the network cannot take.

    A hook rather than a line of ``forward``: it reads shapes only, so no
    operator joins the graph, and tracers that follow ``forward`` never meet it.
    """

    name: str
    channels: int
    minimum: int = 1
    """Smallest height and width from which every map down the network has at least one unit."""
    maximum: int | None = None
    """Largest height and width, where a dense layer follows without adaptive pooling."""

    def __call__(self, module: nn.Module, args: tuple[Tensor, ...]) -> None:
        """Check the first argument.

        Raises:
            InputError: with the shape that is needed.
        """
        if not args:  # given by keyword: forward itself will complain of what it cannot take
            return
        shape = tuple(args[0].shape)
        if len(shape) != 4 or shape[1] != self.channels:
            raise InputError(f"{self.name} takes inputs (N, {self.channels}, H, W), not {shape}")
        height, width = shape[2:]
        if min(height, width) < self.minimum:
            raise InputError(f"{self.name} needs at least {self.minimum}×{self.minimum} pixels, not {height}×{width}")
        if self.maximum is not None and max(height, width) > self.maximum:
            raise InputError(f"{self.name} takes at most {self.maximum}×{self.maximum} pixels, not {height}×{width}")
