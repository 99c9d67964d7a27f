"""The layer table as CSV, Markdown and one line of totals."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.exports.tables import rows_from_csv, to_csv, to_json, to_markdown, totals_text
from explorer.analysis.network import Finding
from explorer.analysis.rows import COLUMNS, LayerRow
from explorer.errors import InputError
from explorer.models import registry
from tests.analysis.row_strategies import NASTY, NASTY_TEXTS, rows
from tests.zoo import network_of as network

KEYS = registry.keys()


def in_csv(row: LayerRow) -> LayerRow:
    """The row without what CSV has no column for."""
    return LayerRow(**{column: getattr(row, column) for column in COLUMNS})


def parsed(column: str, cell: str) -> object:
    shape = lambda text: tuple(map(int, text.split("x")))  # noqa: E731
    if column in ("path", "operator", "module", "rf_global", "note"):
        return cell
    if column == "input_shapes":
        return tuple(map(shape, cell.split(";"))) if cell else ()
    if not cell:
        return None
    if column in ("output_shape", "kernel_size", "stride", "padding", "dilation"):
        return shape(cell)
    return int(cell)


@pytest.mark.parametrize("key", KEYS)
def test_csv_reads_back_to_the_rows(key: str) -> None:
    text = to_csv(network(key))
    header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    assert header[:5] == ["order", "path", "operator", "module", "call"] and header[-2:] == ["rf_global", "note"]
    assert text.count("\r\n") == len(lines) + 1 == len(network(key).rows) + 1
    for row, line in zip(network(key).rows, lines, strict=True):
        assert {c: parsed(c, cell) for c, cell in zip(COLUMNS, line, strict=True)} == {
            c: getattr(row, c) for c in COLUMNS
        }


@pytest.mark.parametrize("key", ("alexnet", "efficientnet_b0"))
def test_rows_come_back_from_csv(key: str) -> None:
    assert [in_csv(row) for row in network(key).rows] == list(rows_from_csv(to_csv(network(key))))


@given(st.lists(rows(st.text(), least_rank=1), max_size=4))
@example([replace(NASTY, path=path, note=path) for path in NASTY_TEXTS])
def test_any_row_comes_back_from_csv(some: list[LayerRow]) -> None:
    text = to_csv(replace(network("lenet5_d2l"), rows=tuple(some)))
    assert list(rows_from_csv(text)) == [in_csv(row) for row in some]
    with_mark = "\ufeff" + text
    assert rows_from_csv(with_mark) == rows_from_csv(text)


def test_columns_are_read_by_their_names() -> None:
    lines = list(csv.reader(io.StringIO(to_csv(network("resnet18")), newline="")))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["mine", *reversed(line)] for line in lines] + [[]])
    assert rows_from_csv(text.getvalue()) == rows_from_csv(to_csv(network("resnet18")))


def test_a_scalar_is_written_as_its_one_element() -> None:
    row = replace(NASTY, input_shapes=((), (3,)), output_shape=())
    text = to_csv(replace(network("lenet5_d2l"), rows=(row,)))
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (line["input_shapes"], line["output_shape"]) == ("1;3", "1")
    assert rows_from_csv(text)[0].output_shape == (1,)


def damaged_tables() -> list[str]:
    whole = to_csv(network("lenet5_d2l"))
    header, first, *_ = whole.split("\r\n")
    cells = first.split(",")

    def changed(column: str, cell: str) -> str:
        index = COLUMNS.index(column)
        return "\r\n".join([header, ",".join([*cells[:index], cell, *cells[index + 1 :]])])

    return [
        "",
        "rubbish",
        to_json(network("lenet5_d2l")),
        whole.replace(",", ";"),
        whole.replace("macs", "mac", 1),
        whole.replace("macs", "params", 1),
        whole[: len(whole) // 2].rsplit(",", 3)[0],
        whole + '"',
        f"{header}\r\n{first},1",
        f"{header},macs\r\n{first},1",
        changed("order", ""),
        changed("macs", "1e6"),
        changed("macs", "1_000"),
        changed("macs", " 1"),
        changed("macs", "9" * 5000),
        changed("flops", "-"),
        changed("output_shape", "6x"),
        changed("output_shape", ""),
        changed("kernel_size", "5×5"),
        changed("input_shapes", "1x28x28;"),
        changed("rf_h", "None"),
    ]


@pytest.mark.parametrize("number", range(21))
def test_damaged_csv_is_refused_in_one_line(number: int) -> None:
    with pytest.raises(InputError) as caught:
        rows_from_csv(damaged_tables()[number])
    assert len(str(caught.value).splitlines()) == 1 and len(str(caught.value)) < 250


def test_a_damaged_line_is_named() -> None:
    whole = to_csv(network("lenet5_d2l"))
    with pytest.raises(InputError, match=r"damaged at line 14 \(2 cells for 26 columns\)"):
        rows_from_csv(whole + "12,fc")
    with pytest.raises(InputError, match=r"damaged at line 2 \(column macs is '117600.5'\)"):
        rows_from_csv(whole.replace("117600", "117600.5", 1))


def test_markdown_is_aligned_with_totals_and_conventions() -> None:
    text = to_markdown(network("resnet18"))
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 69 + 3
    assert len({len(line) for line in table}) == 1
    assert "11,689,512" in table[-1] and "435 × 435" in table[-1]
    assert "MACs: multiply-accumulates" in text
    assert text.splitlines()[0] == "# resnet18, input 3×224×224"


def test_title_names_what_is_unusual() -> None:
    changed = replace(network("lenet5_d2l"), batch=8, training=True, more_inputs=((4, 6),))
    title, *_ = to_markdown(changed).splitlines()
    assert title == "# lenet5_d2l, input 1×28×28; 4×6, batch 8, training mode"


def test_markdown_tells_memory_from_traffic() -> None:
    # LeNet of d2l at batch 2, by hand: float32, the 1×28×28 input (6,272 bytes) and two maps of 6×28×28 (37,632).
    text = to_markdown(analyze_architecture(registry.get("lenet5_d2l"), batch=2))
    assert text.startswith("# lenet5_d2l, input 1×28×28, batch 2\n")
    eager, graph, traffic = (line for line in text.splitlines() if line.startswith("- "))
    assert "peak of live activations" in eager and "0.08 MiB (81,536 bytes)" in eager and "row 1 (`1`)" in eager
    assert "peak of live activations" in graph and "(75,264 bytes)" in graph
    assert traffic == "- Sum of all activations (traffic, not memory): 0.11 MiB (116,816 bytes)."


def test_markdown_lists_findings_warnings_and_unused_parameters() -> None:
    changed = replace(
        network("lenet5_d2l"),
        findings=(Finding("unread", 0, "0 never reads\nthe last row."), Finding("unread", 3, "Nor does 3.")),
        warnings=("counted as nothing: fft",),
        totals=replace(network("lenet5_d2l").totals, params_unused=1234),
    )
    end = to_markdown(changed).split("never reads: 1,234.\n")[1].splitlines()
    assert end == [
        *["", "## Findings", "", "- 0 never reads the last row.", "- Nor does 3."],
        *["", "## Warnings", "", "- counted as nothing: fft"],
    ]


def markdown_cells(line: str) -> list[str]:
    """Split a row as GitHub does: at every bar without a backslash before it."""
    return [cell.strip(" ").replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def code(cell: str) -> str:
    """The text of a code span, by CommonMark."""
    if not cell:
        return ""
    found = re.fullmatch(r"(`+)(?!`)(.*?)(?<!`)\1", cell)
    assert found
    text = found[2]
    assert found[1] not in re.findall("`+", text)
    return text[1:-1] if text[0] == text[-1] == " " and text.strip(" ") else text


@given(st.text(max_size=12) | st.text("`|\\ a\n", max_size=8))
@example("a|b``c\\|`")
@example("  ")
def test_no_path_breaks_the_markdown_table(path: str) -> None:
    row = replace(NASTY, path=path)
    text = to_markdown(replace(network("lenet5_d2l"), rows=(row,)))
    _, _, line, _ = [line for line in text.split("\n") if line.startswith("|")]
    cells = markdown_cells(line)
    assert len(cells) == 11
    assert code(cells[1]) == " ".join(path.splitlines())
    assert cells[7:] == ["7", "1,000", "2,060", "–"]


def test_totals_in_one_line() -> None:
    text = totals_text(network("resnet50"))
    assert "\n" not in text
    for part in ("resnet50 at 3×224×224:", "175 operators", "25,557,032 params", "4,089,184,256 MACs", "427 × 427"):
        assert part in text
    assert text.endswith("; FLOPs = 2·MACs + bias + element-wise work")
