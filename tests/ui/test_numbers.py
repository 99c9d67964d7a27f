"""Figures as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui import numbers

THIN = numbers.THIN


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (326, "326"),
        (999, "999"),
        (1_000, f"1.00{THIN}K"),
        (60_000, f"60.0{THIN}K"),
        (325_680, f"326{THIN}K"),
        (999_499, f"999{THIN}K"),
        (999_999, f"1.00{THIN}M"),
        (9_996_000, f"10.0{THIN}M"),
        (25_557_032, f"25.6{THIN}M"),
        (138_357_544, f"138{THIN}M"),
        (4_089_184_256, f"4.09{THIN}G"),
        (15_470_264_320, f"15.5{THIN}G"),
        (2 * 10**12, f"2.00{THIN}T"),
    ],
)
def test_short(value: int, text: str) -> None:
    assert numbers.short(value) == text


@given(st.integers(min_value=1_000, max_value=10**15))
def test_scaled_stays_within_its_three_digits(value: int) -> None:
    figure, letter = numbers.scaled(value)
    scale = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}[letter]
    assert float(figure) * scale == pytest.approx(value, rel=0.0051)
    assert len(figure.replace(".", "")) == 3 or letter == "T"


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1023, "1,023 B"), (401_408, "392.0 KiB"), (1024**2, "1.0 MiB"), (1024**2 - 1, "1.0 MiB")],
)
def test_byte_size(size: int, text: str) -> None:
    assert numbers.byte_size(size) == text.replace(" ", THIN)


def test_file_size_is_decimal() -> None:
    assert numbers.file_size(102_530_333) == f"102.5{THIN}MB"


def test_a_column_of_macs_shares_one_scale() -> None:
    divisor, letter = numbers.column_scale(4_089_184_256)
    assert letter == "M"
    assert [numbers.in_column(macs, divisor) for macs in (115_605_504, 2_048_000, 16_384, 0, 4_089_184_256)] == [
        "115.6",
        "2.0",
        "<0.1",
        "–",
        "4,089.2",
    ]
    assert numbers.column_scale(416_520) == (1_000, "K")
    assert numbers.column_scale(500) == (1, "")


def test_share() -> None:
    assert numbers.share(115_605_504, 4_089_184_256) == "2.83"
    assert numbers.share(7, 7) == "100"
    assert numbers.share(1, 10**9) == "<0.01"
    assert numbers.share(0, 7) == "–"
    assert numbers.share(0, 0) == "–"


def test_shapes_and_windows() -> None:
    assert numbers.shape((128, 28, 28)) == "128 × 28 × 28"
    assert numbers.shape(()) == "1"
    assert numbers.window((3, 3)) == "3×3"
    assert numbers.square(43, 43) == "43"
    assert numbers.square(7, 1) == "7×1"
    assert numbers.square(None, 3) == "–"
    assert numbers.years(2014, 2016) == "2014–2016"
    assert numbers.years(1998, 1998) == "1998"


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(9_000, (1, "B")), (40_000, (1024, "KiB")), (14_000_000, (2**20, "MiB")), (20 * 2**30, (2**30, "GiB"))],
)
def test_a_column_of_sizes_has_one_unit(largest: int, expected: tuple[int, str]) -> None:
    assert numbers.byte_scale(largest) == expected


@pytest.mark.parametrize(
    ("seconds", "spread", "text"),
    [
        (0.1377, 0.0027, "137.7 ± 2.7"),
        (1.6781, 0.4, "1,678.1 ± 400.0"),
        (0.0245, 0.0071, "24.5 ± 7.1"),
        (0.00457, 0.00006, "4.57 ± 0.06"),
        (0.000457, 0.000062, "0.457 ± 0.062"),
        (0.0099996, 0, "10.0 ± 0.0"),
        (0, 0, "0.000 ± 0.000"),
    ],
)
def test_a_time_and_its_spread_end_at_one_digit(seconds: float, spread: float, text: str) -> None:
    assert numbers.milliseconds_with_spread(seconds, spread) == text
    assert numbers.milliseconds(seconds) == text.partition(" ")[0]


def test_rates() -> None:
    assert numbers.rate(106_338_010_507, "FLOP/s") == f"106{THIN}GFLOP/s"
    assert numbers.rate(24.3e9, "B/s") == f"24.3{THIN}GB/s"
    assert numbers.rate(0, "FLOP/s") == f"0{THIN}FLOP/s"
    assert numbers.rate(31.4159, "FLOP/s") == f"31.4{THIN}FLOP/s"


@pytest.mark.parametrize(
    ("value", "text"), [(1439.4, "1,439"), (99.96, "100"), (99.9, "99.9"), (26.54, "26.5"), (0.04, "0.0")]
)
def test_one_run_tells_no_more_than_a_millisecond_in_a_hundred(value: float, text: str) -> None:
    assert numbers.latency(value) == text
