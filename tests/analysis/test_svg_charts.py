"""Charts as SVG: well-formed, escaped, and every point where its figures say."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.exports.svg_charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Dot,
    Series,
    colour,
    dash,
    line_chart,
    scatter_chart,
    short,
    ticks,
)

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>alert(\"1\")</script> & 'more'"


def lines_of(svg: str) -> list[ET.Element]:
    """The paths that are series, by their title."""
    return [path for path in ET.fromstring(svg).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]


def test_a_line_goes_through_its_points() -> None:
    svg = line_chart([Series("one", [(0, 0), (10, 500), (20, 1000)])], title="t", x="operators", y="MACs")
    (line,) = lines_of(svg)
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[\d.]+,[\d.]+", line.attrib["d"])]
    assert points[0] == (LEFT, HEIGHT - BOTTOM)
    assert points[2][0] == pytest.approx(WIDTH - RIGHT)
    # Halfway in both directions.
    assert points[1][0] == pytest.approx((points[0][0] + points[2][0]) / 2, abs=0.11)
    assert points[1][1] == pytest.approx((points[0][1] + points[2][1]) / 2, abs=0.11)
    texts = [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]
    assert {"operators", "MACs", "one", "0", "1\u2009k"} <= set(texts)


def test_series_differ_in_colour_and_dash() -> None:
    svg = line_chart([Series(str(n), [(0, 0), (1, n)]) for n in range(4)], title="t", x="x", y="y")
    looks = {(line.attrib["stroke"], line.attrib.get("stroke-dasharray", "")) for line in lines_of(svg)}
    assert len({one for one, _ in looks}) == len({one for _, one in looks}) == 4
    assert len({(colour(n), dash(n)) for n in range(20)}) == 20


def test_what_is_written_is_escaped() -> None:
    svg = line_chart([Series(EVIL, [(0, 0), (1, 1)])], title=EVIL, x=EVIL, y=EVIL, level=(1, EVIL))
    svg += scatter_chart([Dot(1, 2, EVIL, EVIL, 0)], [Dot(1, 2, EVIL)], title=EVIL, x=EVIL, y=EVIL, line=EVIL)
    assert "<script" not in svg
    root = ET.fromstring(f"<all>{svg}</all>")
    assert sum(text.text == EVIL for text in root.iter(f"{SVG}text")) >= 7


def test_dots_stand_out_by_colour_and_shape_and_have_their_names() -> None:
    dots = [Dot(10.0**n, 50 + n, f"network {n}", series=n - 5 if n >= 5 else None) for n in range(4, 9)]
    root = ET.fromstring(scatter_chart(dots, [dots[0], dots[4]], title="t", x="x", y="y", line="front"))
    shown = {text.text: text for text in root.iter(f"{SVG}text")}
    assert {f"network {n}" for n in range(5, 9)} <= shown.keys()
    marks = [path for path in root.iter(f"{SVG}path") if path.attrib.get("stroke") == "#FFFFFF"]
    assert len({mark.attrib["fill"] for mark in marks}) == 4
    assert len({re.sub(r"[\d.,]+", "", mark.attrib["d"], count=1) for mark in marks}) >= 3


def test_a_decade_is_as_wide_as_any_other() -> None:
    dots = [Dot(10.0**n, 50.0, str(n)) for n in range(4)]
    root = ET.fromstring(scatter_chart(dots, dots[:1], title="t", x="x", y="y", line="front"))
    xs = [float(ring.attrib["cx"]) for ring in root.iter(f"{SVG}circle")]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.11) == pytest.approx(xs[3] - xs[2], abs=0.11)
    assert LEFT < xs[0] < xs[3] < WIDTH - RIGHT
    assert all(TOP < float(ring.attrib["cy"]) < HEIGHT - BOTTOM for ring in root.iter(f"{SVG}circle"))


@given(st.floats(-1e12, 1e12), st.floats(1e-6, 1e12))
def test_ticks_are_few_round_and_within(low: float, span: float) -> None:
    high = low + span
    found = ticks(low, high)
    assert len(found) <= 8
    if high - low > 1e-3 * abs(low):
        assert len(found) >= 2
    assert all(low - span * 1e-6 - 1e-3 <= one <= high + span * 1e-6 + 1e-3 for one in found)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.2, "0.2"), (999, "999"), (1500, "1.5\u2009k"), (2.5e9, "2.5\u2009G"), (4e12, "4\u2009T")],
)
def test_short_figures(value: float, text: str) -> None:
    assert short(value) == text
