"""How formulas are written: numbers, products, axes. No torch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """One figure of a row and where it comes from; ``symbolic`` and ``filled`` are small HTML."""

    name: str
    """``Output size``, ``Parameters``, ``MACs``, ``FLOPs``, ``Receptive field``, ``Jump``."""
    value: str
    unit: str
    symbolic: str
    """The formula in symbols; empty where there is none."""
    filled: str
    """The same with numbers, the result in bold; axes that differ on lines of their own."""
    remark: str = ""


def number(value: float) -> str:
    """Return a number with thousands commas and at most two decimals."""
    text = f"{value:,.2f}" if value != int(value) else f"{int(value):,}"
    return text.rstrip("0").rstrip(".").replace("-", "−") if "." in text else text.replace("-", "−")


def bold(value: int) -> str:
    """Return a number that stands out."""
    return f"<b>{number(value)}</b>"


def times(sizes: Iterable[int]) -> str:
    """Return sizes joined by ×."""
    return " × ".join(number(size) for size in sizes)


def scaled(value: int) -> tuple[str, str]:
    """Return a count as four significant digits and its decimal prefix: ``115.6``, ``M``."""
    for limit, prefix in ((10**12, "T"), (10**9, "G"), (10**6, "M")):
        if value >= limit:
            return f"{value / limit:.4g}", prefix
    return number(value), ""


def per_axis(lines: Sequence[str]) -> str:
    """Return one line where all axes agree, else one per axis, named."""
    if len(set(lines)) <= 1:
        return lines[0] if lines else ""
    names = ("D", "H", "W")[-len(lines) :] if len(lines) <= 3 else tuple(str(axis) for axis in range(len(lines)))
    return "<br>".join(f"{name}: {line}" for name, line in zip(names, lines, strict=True))
