"""What the commands share: file formats, sessions, pictures, and what is said on a terminal meanwhile."""

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputError, UsageError

if TYPE_CHECKING:
    import numpy as np

    from explorer.inference.session import Session


def suffix_of(output: str, choices: tuple[str, ...]) -> str:
    """The format that a file name asks for; standard output gets the first of ``choices``."""
    if output == "-":
        return choices[0]
    suffix = Path(output).suffix.lower()
    if suffix not in choices:
        raise UsageError(f"cannot tell the format of {output!r}: end it in {' or '.join(choices)}")
    return suffix


def open_session(options: argparse.Namespace) -> "Session":
    from explorer.models import registry

    architecture = registry.get(options.key)  # before torch: a misspelt key should answer at once
    try:
        if not Path(options.image).exists():
            raise UsageError(f"there is no file {options.image}")
    except OSError as error:
        raise UsageError(f"cannot read {options.image!r}: {error.strerror or error}") from error
    from explorer.inference.session import Session

    with download_bar() as progress:
        return Session(architecture, options.weights, options.device, progress=progress)


def read_image(path: str) -> "np.ndarray":
    from explorer.inference.images import load_image, load_input

    return load_input(path) if path.lower().endswith(".npy") else load_image(path)


def check_answer(logit: float) -> None:
    """Refuse what a network says of a class with a logit that is no number.

    Raises:
        InputError: it is NaN or infinite.
    """
    if not math.isfinite(logit):
        raise InputError(
            "the network's answer is not a number: look for NaN in the weights, or huge values in the input"
        )


def say_weights(session: "Session") -> None:
    if not session.weights.trained:
        print(f"cnn-explorer: warning: random weights ({session.weights.name})", file=sys.stderr)


@contextmanager
def download_bar() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows the progress of a download on a terminal; end the line at the end."""
    shown: tuple[int, int] | None = None

    def show(done: int, total: int) -> None:
        nonlocal shown
        # Where the server keeps the size to itself, a count of megabytes has to do.
        step = 100 * done // total if total else done // 1_000_000
        if (step, total) == shown or not sys.stderr.isatty():
            return
        shown = step, total
        filled = step * 30 // 100
        bar = (
            f"[{'#' * filled}{'-' * (30 - filled)}] {step:3} % of {total / 1e6:.1f} MB"
            if total
            else f"{step} MB so far"
        )
        print(f"\rDownloading {bar}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown is not None:
            print(file=sys.stderr)


@contextmanager
def progress_line(text: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how far work has come on a terminal; end the line at the end."""
    shown = False

    def show(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty():
            shown = True
            print(f"\r{text} {100 * done // total:3} %", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print(file=sys.stderr)
