"""The table of `make bench` holds what the benchmarks print."""

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
bench: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "bench.py"))

STARTUP = """\
first paint: bare 231 ms, ours 345 ms, ratio 1.49 (target 1.5)
longest GUI stall while the panels are built: median 31 ms, worst 42 ms of 2 runs (target 50)
longest GUI stall while the engine loads and opens ResNet-50: median 40 ms, worst 61 ms of 2 runs (target 50)
ResNet-50 on show after 6.2 s
"""
ANALYSIS = """\

CPU ms, peers on the CPU, with weights
                    ours           torchinfo              fvcore
resnet18              19        156    8.3 ×        181    9.7 ×
geometric mean                         4.7 ×               7.3 ×

CPU ms, peers on the meta device
                    ours     torchinfo, meta
resnet18              19         10    0.5 ×
geometric mean                         0.5 ×

ours is slower: resnet18 than torchinfo, meta (10 ms)
"""
PROJECTION = """\
                     forward ms    early   middle     late   guided   captum  gradcam   captum
efficientnet_lite0         50.1     0.40     1.20     2.20     2.10     4.00     1.80     2.20
vgg16                     500.0     0.30     1.10     2.60     2.00     5.00     1.20     1.90
resnet50                  150.0     0.50     1.30     2.40     2.20     4.50     1.30     2.00
"""


def rows(name: str, text: str) -> list[tuple[str, str, str]]:
    return [figure.cells() for figure in bench[name](text)]


def test_targets_are_held_against_the_figures() -> None:
    assert rows("startup", STARTUP) == [
        ("first paint, against a bare window", "1.49 ×", "≤ 1.5"),
        ("worst stall while the panels are built", "42.00 ms", "≤ 50"),
        ("worst stall while the engine loads and opens ResNet-50", "61.00 ms", "≤ 50  missed"),
        ("ResNet-50 on show", "6.20 s", ""),
    ]


def test_each_peer_has_its_own_mean() -> None:
    assert rows("analysis", ANALYSIS) == [
        ("analysis: torchinfo takes (peers on the CPU, with weights)", "4.70 ×", "≥ 1"),
        ("analysis: fvcore takes (peers on the CPU, with weights)", "7.30 ×", "≥ 1"),
        ("analysis: torchinfo takes (peers on the meta device)", "0.50 ×", "≥ 1  missed"),
    ]


def test_of_projections_the_median_network_counts() -> None:
    assert [value for _, value, _ in rows("projection", PROJECTION)] == ["0.40 ×", "1.20 ×", "2.40 ×", "2.10 ×"]


def test_comparisons_keep_their_units() -> None:
    text = "2 cores, load 1.8, 1 rounds: median, worst\nOne beside another: 1.70 s, 1.90 s (target 1.5 s)\n"
    text += "a frame: 6.45 ms, 7.00 ms (target 16.7 ms)\n"
    assert rows("compare", text) == [
        ("compare: One beside another", "1.70 s", "≤ 1.5  missed"),
        ("compare: a frame", "6.45 ms", "≤ 16.7"),
    ]


def test_a_figure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="not there"):
        rows("startup", "Traceback")


def test_every_benchmark_has_its_place() -> None:
    there = {path.stem for path in bench["FOLDER"].glob("*.py") if "__main__" in path.read_text(encoding="utf-8")}
    assert there == bench["BENCHMARKS"].keys()


def run_main(monkeypatch: pytest.MonkeyPatch, folder: Path, readme: str, failing: str = "") -> tuple[int, str]:
    """``bench.py --readme`` with figures at once in the place of benchmarks; the status and the README after it."""
    path = folder / "README.md"
    path.write_text(readme, encoding="utf-8")

    def measure(name: str) -> list[Any]:
        if name == failing:
            raise ValueError("ended with status 3")
        return [bench["Figure"](f"{name} | bare", 1.234, "ms", most=1)]

    space = bench["main"].__globals__
    for name, value in {"measure": measure, "README": path, "ROOT": folder, "KEPT": folder / "build"}.items():
        monkeypatch.setitem(space, name, value)
    monkeypatch.setitem(space, "machine", lambda: "a chip, 2 cores\nLinux")
    return bench["main"](["--readme"]), path.read_text(encoding="utf-8")


def test_the_table_of_the_readme_is_replaced_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = "# Title\n\n<!-- bench -->\nold | table\n<!-- /bench -->\n\n## After\n"
    status, after = run_main(monkeypatch, tmp_path, before)
    rows = "".join(f"| {name} \\| bare | 1.23 ms | ≤ 1  missed |\n" for name in bench["BENCHMARKS"])
    said = f"Measured on {date.today().isoformat()}, few rounds, on a chip, 2 cores; Linux."
    table = f"{said}\n\n| what | figure | target |\n| --- | ---: | --- |\n{rows}"
    assert (status, after) == (0, f"# Title\n\n<!-- bench -->\n{table}<!-- /bench -->\n\n## After\n")
    assert run_main(monkeypatch, tmp_path, after)[1] == after


def test_a_failed_benchmark_leaves_the_readme_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = "<!-- bench -->\nold\n<!-- /bench -->\n"
    assert run_main(monkeypatch, tmp_path, before, failing="layout") == (1, before)
    assert "left as it is" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["none", "<!-- bench -->", "<!-- /bench --><!-- bench -->", "<!-- bench -->" * 2])
def test_a_document_without_one_place_for_the_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="once"):
        bench["replaced"](text, "block")


def test_the_readme_has_one_place_for_the_table() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "block" in bench["replaced"](text, "block")


def test_a_part_of_the_benchmarks_is_no_table_for_the_readme() -> None:
    with pytest.raises(SystemExit, match="leave the names out"):
        bench["main"](["--readme", "layout"])
