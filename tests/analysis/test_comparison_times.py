"""Measured times in a comparison: they add up, hold for what was measured, and are compared only where that is fair."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from functools import cache
from math import fsum, isclose

import pytest

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.comparison.comparison import Comparison, compare
from explorer.analysis.comparison.times import comparable, unsteady, with_times
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.comparison_tables import to_csv, to_json, to_latex, to_markdown
from explorer.analysis.exports.report.page import to_html
from explorer.analysis.network import Network
from explorer.analysis.timing.timings import OperatorTime, Timing
from explorer.cli import main
from explorer.errors import InputError
from explorer.models import history, registry


@cache
def network(key: str, batch: int = 1) -> Network:
    return analyze_architecture(registry.get(key), batch=batch)


def timing(of: Network, threads: int = 2, spread: float = 0.0001) -> Timing:
    """Times that are made up: no two operators take the same."""
    operators = tuple(OperatorTime(row.order, (1 + row.order * 37 % 101) * 1e-5, 1e-6) for row in of.rows)
    return Timing(
        device="cpu x86_64",
        threads=threads,
        dtype="float32",
        batch=of.batch,
        warmup=3,
        repeats=10,
        operators=operators,
        forward=fsum(one.seconds for one in operators) + 0.001,
        forward_spread=spread,
        between=0.001,
        between_spread=0.0,
    )


@cache
def found(*keys: str) -> Comparison:
    return compare([network(key) for key in keys])


def timed(*keys: str) -> Comparison:
    return with_times(found(*keys), [timing(network(key)) for key in keys])


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {row["stage"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("keys", [("alexnet", "zfnet"), ("resnet18", "lenet5_modern", "alexnet")])
def test_stages_add_up_to_the_operators(keys: tuple[str, ...]) -> None:
    measured = timed(*keys)
    for at, key in enumerate(keys):
        figures = [row.figures[at] for row in measured.stages]
        seconds = [one.operator_seconds for one in figures if one is not None]
        whole = measured.whole[at].operator_seconds
        assert None not in seconds and whole is not None
        assert isclose(fsum(one for one in seconds if one), whole) and isclose(whole, timing(network(key)).instrumented)
        assert measured.whole[at].forward_seconds == timing(network(key)).forward


def test_the_time_of_a_stage_is_that_of_its_operators() -> None:
    measured, of = timed("alexnet", "zfnet"), {one.order: one.seconds for one in timing(network("alexnet")).operators}
    alignment = measured.alignments[0]
    first = next(row.figures[0] for row in measured.stages if row.figures[0] is not None)
    orders = [row.order for unit in alignment.left_stages[0].units for row in alignment.left[unit].rows]
    assert first.operator_seconds is not None
    assert isclose(first.operator_seconds, fsum(of[order] for order in orders))


def test_times_can_be_taken_away_again_and_change_nothing_else() -> None:
    assert with_times(timed("alexnet", "zfnet"), [None, None]) == found("alexnet", "zfnet")
    one = with_times(found("alexnet", "zfnet"), [None, timing(network("zfnet"))])
    assert one.whole[0].operator_seconds is None and one.whole[1].operator_seconds is not None
    assert not comparable(one, 1)


def test_a_timing_of_something_else_is_refused() -> None:
    plain, first, second = found("alexnet", "zfnet"), timing(network("alexnet")), timing(network("zfnet"))
    with pytest.raises(InputError, match="timing of this network"):
        with_times(plain, [second, first])
    with pytest.raises(InputError, match="batch 2"):
        with_times(plain, [replace(first, batch=2), second])
    with pytest.raises(InputError, match="one or None for each"):
        with_times(plain, [first])


def test_files_have_times_only_where_something_was_measured() -> None:
    plain, measured = found("alexnet", "zfnet"), timed("alexnet", "zfnet")
    assert "seconds" not in to_csv(plain) + to_json(plain) + to_markdown(plain) + to_latex(plain)
    whole = rows_of(to_csv(measured))["all"]
    first, other = timing(network("alexnet")), timing(network("zfnet"))
    assert float(whole["forward_seconds:zfnet"]) == pytest.approx(other.forward, rel=1e-5)
    assert float(whole["forward_seconds_delta:zfnet"]) == pytest.approx(other.forward - first.forward, rel=1e-4)
    assert float(whole["operator_seconds_ratio:zfnet"]) == pytest.approx(
        other.instrumented / first.instrumented, rel=1e-3
    )
    assert whole["measured:alexnet"] == "cpu x86_64, 2 threads, float32, batch 1, median of 10 rounds"
    assert {len(row) for row in csv.reader(io.StringIO(to_csv(measured)))} == {len(whole)}
    document = json.loads(to_json(measured))
    assert document["networks"][1]["measured"]["forward_seconds"] == other.forward
    assert document["all"]["zfnet"]["operator_seconds"] == other.instrumented
    text = to_markdown(measured)
    assert "ms zfnet" in text and "a forward pass takes" in text and f"{1000 * other.forward:.1f}" in text
    assert "% zfnet: a forward pass takes" in to_latex(measured)
    assert len({line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("|")}) == 1


def test_the_page_has_them_too() -> None:
    def page(of: Comparison) -> str:
        drawings, catalogue = ["<svg></svg>"] * 2, registry.architectures()
        return to_html(of, Convention.ALL, drawings, catalogue, history.load(), date(2026, 1, 1))

    plain, measured = page(found("alexnet", "zfnet")), page(timed("alexnet", "zfnet"))
    assert "measured" not in plain and "All figures are exact." in plain
    forward = [f"{1000 * timing(network(key)).forward:.1f}" for key in ("alexnet", "zfnet")]
    line = "</td><td>".join(forward)
    assert f'<th scope="row">Forward pass, measured ms</th><td>{line}</td>' in measured
    assert "All figures but the measured times are exact." in measured and "a forward pass takes" in measured


def test_times_of_different_places_are_not_compared() -> None:
    pair = [timing(network("alexnet")), timing(network("zfnet"), threads=4)]
    measured = with_times(found("alexnet", "zfnet"), pair)
    whole = rows_of(to_csv(measured))["all"]
    assert whole["operator_seconds:zfnet"] and not whole["operator_seconds_delta:zfnet"]
    assert not whole["forward_seconds_ratio:zfnet"] and whole["macs_ratio:zfnet"]
    assert "not measured in the same place" in to_markdown(measured)


def test_what_is_missing_or_unsteady_is_said() -> None:
    shaky = timing(network("zfnet"), spread=1.0)
    text = to_markdown(with_times(found("alexnet", "zfnet"), [None, shaky]))
    assert "alexnet: not measured." in text and "zfnet are unsteady" in text
    assert unsteady(shaky) and not unsteady(timing(network("zfnet")))


def test_the_command_line_measures_when_it_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "lenet5_modern", "lenet5_original", "--time", "--device", "cpu"]
    assert main(words) == 0
    rows = rows_of(capsys.readouterr().out)
    whole = rows.pop("all")
    for key in ("lenet5_modern", "lenet5_original"):
        stages = [float(row[f"operator_seconds:{key}"]) for row in rows.values() if row[f"operator_seconds:{key}"]]
        assert all(one > 0 for one in stages)
        assert sum(stages) == pytest.approx(float(whole[f"operator_seconds:{key}"]), rel=1e-4)
        assert float(whole[f"forward_seconds:{key}"]) > 0 and "median of" in whole[f"measured:{key}"]
