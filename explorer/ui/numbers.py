"""Figures as people read them: thousands with commas, a thin space before units, "×" in shapes. No Qt.

Nothing here is parsed again: exports and the clipboard carry the plain numbers.
"""

from collections.abc import Iterable

THIN = "\u202f"
"""Narrow no-break space, between a figure and its unit."""
NONE = "–"
"""Stands where a figure is zero or does not apply."""

_SCALES = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "K"))


def thousands(value: float) -> str:
    """Return an exact count: ``25,557,032``."""
    return f"{value:,}"


def with_unit(figure: str, unit: str) -> str:
    """Return the figure, a thin space and its unit."""
    return f"{figure}{THIN}{unit}" if unit else figure


def scaled(value: float) -> tuple[str, str]:
    """Return a count with three significant digits and its scale: ``("25.6", "M")``; below 1,000 as it is."""
    for number, (scale, letter) in enumerate(_SCALES):
        if value < scale:
            continue
        figure = value / scale
        decimals = 2 if figure < 9.995 else 1 if figure < 99.95 else 0
        text = f"{figure:.{decimals}f}"
        if text == "1000" and number > 0:  # 999,999 is 1.00 M, not 1000 K
            return "1.00", _SCALES[number - 1][1]
        return text, letter
    return (f"{value:g}", "")


def short(value: float) -> str:
    """Return a count for a narrow column: ``25.6 M``, ``4.09 G``, ``326 K``."""
    return with_unit(*scaled(value))


def column_scale(largest: float) -> tuple[int, str]:
    """Return the divisor and letter in which a whole column of MACs is printed, by its largest sum."""
    if largest >= 10**7:
        return 10**6, "M"
    if largest >= 10**4:
        return 10**3, "K"
    return 1, ""


def in_column(value: float, divisor: int) -> str:
    """Return one figure of such a column, with one decimal so that the points stand under each other."""
    if not value:
        return NONE
    if divisor == 1:
        return thousands(round(value))
    if value / divisor < 0.05:
        return "<0.1"
    return f"{value / divisor:,.1f}"


def byte_scale(largest: float) -> tuple[int, str]:
    """Return the divisor and unit in which a whole column of sizes in memory is printed, by its largest figure."""
    for power, unit in ((3, "GiB"), (2, "MiB"), (1, "KiB")):
        if largest >= 10 * 1024**power:
            return 1024**power, unit
    return 1, "B"


def milliseconds(seconds: float) -> str:
    """Return a measured time in ms without its unit: ``137.7``, ``24.5``, ``0.457``; a clock gives no more."""
    value = 1000 * seconds
    return f"{value:,.1f}" if value >= 9.995 else f"{value:.2f}" if value >= 0.9995 else f"{value:.3f}"


def latency(value: float) -> str:
    """Return what one run took, ``value`` in ms, without its unit: ``1,439``, ``26.5``; one run tells no more."""
    return f"{value:,.0f}" if value >= 99.95 else f"{value:.1f}"


def milliseconds_with_spread(seconds: float, spread: float) -> str:
    """Return a measured time and its spread in ms, both to the last digit of the time: ``137.7 ± 2.7``."""
    text = milliseconds(seconds)
    decimals = len(text.partition(".")[2])
    return f"{text} ± {1000 * spread:,.{decimals}f}"


def rate(per_second: float, unit: str) -> str:
    """Return a speed: ``106 GFLOP/s`` of the unit ``FLOP/s``."""
    figure, letter = scaled(per_second)
    return with_unit(figure if letter else f"{per_second:.3g}", f"{letter}{unit}")


def share(part: float, whole: float) -> str:
    """Return a percentage without its sign: ``2.83``; ``100`` for the whole, ``<0.01`` for a trace."""
    if not part or not whole:
        return NONE
    percent = 100 * part / whole
    if percent < 0.005:
        return "<0.01"
    return "100" if part == whole else f"{percent:.2f}"


def byte_size(value: int) -> str:
    """Return a size in memory: ``392.0 KiB``."""
    if value < 1024:
        return with_unit(thousands(value), "B")
    figure = float(value)
    for unit in ("KiB", "MiB", "GiB", "TiB"):
        figure /= 1024
        if figure < 1023.95 or unit == "TiB":
            break
    return with_unit(f"{figure:,.1f}", unit)


def file_size(value: int) -> str:
    """Return the size of a file as file managers and download pages give it: ``97.8 MB``."""
    for scale, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if value >= scale:
            return with_unit(f"{value / scale:,.1f}", unit)
    return with_unit(thousands(value), "B")


def shape(sizes: Iterable[int]) -> str:
    """Return a shape: ``128 × 28 × 28``; ``1`` for a scalar."""
    return " × ".join(str(size) for size in sizes) or "1"


def window(sizes: Iterable[int]) -> str:
    """Return a kernel or stride: ``3×3``."""
    return "×".join(str(size) for size in sizes)


def square(height: int | None, width: int | None) -> str:
    """Return one figure of a pair of equal sizes, else both: ``43``, ``43×21``; a dash for none."""
    if height is None or width is None:
        return NONE
    return thousands(height) if height == width else f"{height:,}×{width:,}"


def years(first: int, last: int) -> str:
    """Return a range of years: ``2014–2016``, ``1998``."""
    return str(first) if first == last else f"{first}–{last}"


def percent(value: float) -> str:
    """Return a percentage with one decimal: ``3.7 %``."""
    return with_unit(f"{value:.1f}", "%")
