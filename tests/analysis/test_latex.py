"""The layer table as LaTeX, read back by a parser that knows nothing but what it may hold."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.latex import escape, to_latex
from explorer.analysis.rows import LayerRow
from explorer.models import registry
from tests.analysis.row_strategies import NASTY, NASTY_TEXTS
from tests.zoo import network_of as network

SPECIAL = {
    **{"\\" + one: one for one in "_&%$#{}"},
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textasciigrave{}": "`",
    r"\textquotesingle{}": "'",
    r"\textendash{}": "–",
    r"$\times$": "×",
    r"$\cdot$": "·",
    "-{}": "-",
}
TOKEN = re.compile("|".join(map(re.escape, SPECIAL)) + r"|[^\\_&%$#{}~^<>|`'\n]")
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)


def printed(latex: str) -> str:
    """What LaTeX prints; every character must be a known command or stand for itself."""
    assert "--" not in latex
    found, place = [], 0
    while place < len(latex):
        token = TOKEN.match(latex, place)
        assert token, latex[place : place + 20]
        found.append(SPECIAL.get(token[0], token[0]))
        place = token.end()
    return "".join(found)


def cells(line: str) -> list[str]:
    assert line.endswith(r" \\")
    return re.split(r"(?<!\\) ?& ", line.removesuffix(r" \\"))


def wrapped(command: str, latex: str) -> str:
    found = re.fullmatch(rf"\\{command}\{{(.*)\}}", latex)
    assert found, latex
    return printed(found[1])


class Table:
    """A table taken apart; anything that is not at its place fails."""

    def __init__(self, text: str) -> None:
        lines = text.removesuffix("\n").split("\n")
        self.comments = [line for line in lines if line.startswith("%")]
        lines = lines[len(self.comments) :]
        self.long = lines[0] == r"\begingroup"
        if self.long:
            assert lines[1] == r"\footnotesize" and lines[-2:] == [r"\end{longtable}", r"\endgroup"]
            align, (caption, self.label) = (
                lines[2],
                re.fullmatch(r"(.*)\\label\{([a-zA-Z0-9:-]+)\} \\\\", lines[3]).groups(),
            )  # type: ignore[union-attr]
            heads, body = lines[4:12], lines[12:-2]
            assert heads[:3] == heads[4:7]
            assert (heads[0], heads[2]) == (r"\toprule", r"\midrule")
            assert (heads[3], heads[7], body[:2]) == (r"\endfirsthead", r"\endhead", [r"\bottomrule", r"\endfoot"])
            head, body = heads[1], body[2:]
        else:
            assert lines[:3] == [r"\begin{table}[htbp]", r"\centering", r"\footnotesize"]
            assert lines[-3:] == [r"\bottomrule", r"\end{tabular}", r"\end{table}"]
            caption, label, align, top, head, middle, *body = lines[3:-3]
            assert (top, middle) == (r"\toprule", r"\midrule")
            self.label = label.removeprefix(r"\label{").removesuffix("}")
        self.caption = wrapped("caption", caption)
        self.align = re.fullmatch(r"\\begin\{(?:longtable|tabular)\}\{([lr]+)\}", align)[1]  # type: ignore[index]
        self.head = [printed(cell) for cell in cells(head)]
        *rows, rule, total = body
        assert rule == r"\midrule"
        self.rows = [cells(row) for row in rows]
        self.total = cells(total)
        assert {len(self.align), len(self.head), len(self.total), *map(len, self.rows)} == {11}

    def path(self, row: int) -> str:
        return wrapped("texttt", self.rows[row][1]) if self.rows[row][1] else ""


def shape(latex: str) -> tuple[int, ...]:
    return tuple(int(size) for size in printed(latex).split("×"))


def figure(latex: str) -> int:
    assert re.fullmatch(r"\d{1,3}(,\d{3})*", latex)
    return int(latex.replace(",", ""))


def assert_is(table: Table, index: int, row: LayerRow) -> None:
    order, _, operator, inputs, output, kernel, stride, params, macs, flops, field = table.rows[index]
    assert (int(order), table.path(index), printed(operator)) == (row.order, row.path, row.operator)
    assert tuple(map(shape, inputs.split(", "))) == row.input_shapes
    assert shape(output) == row.output_shape
    assert (shape(kernel) if kernel else None, shape(stride) if stride else None) == (row.kernel_size, row.stride)
    assert (figure(params), figure(macs), figure(flops)) == (row.params, row.macs, row.flops)
    known = row.rf_h is not None and row.rf_w is not None
    assert printed(field) == (f"{row.rf_h:,} × {row.rf_w:,}" if known else "–")


@pytest.mark.parametrize(
    "key", ("lenet5_modern", "alexnet_original", "resnet50", "shufflenet_v2_x1_0", "mobilenet_v3_small")
)
def test_latex_reads_back_to_the_rows(key: str) -> None:
    found = network(key)
    table = Table(to_latex(found))
    assert len(table.rows) == len(found.rows)
    for index, row in enumerate(found.rows):
        assert_is(table, index, row)
    assert table.head == [
        "#",
        "Path",
        "Operator",
        "Input",
        "Output",
        "Kernel",
        "Stride",
        "Params",
        "MACs",
        "FLOPs",
        "RF",
    ]
    assert table.align == "rllllllrrrr"
    assert wrapped("textbf", table.total[1]) == "Total"
    assert [figure(cell) for cell in table.total[7:10]] == [found.totals.params, found.totals.macs, found.totals.flops]
    assert key in table.caption and "×".join(map(str, found.input_shape)) in table.caption
    assert "FLOPs: 2·MACs + bias + element-wise work" in table.caption
    assert table.label == "tab:" + key.replace("_", "-")


def test_a_table_of_more_than_forty_rows_breaks_over_pages() -> None:
    for count, long in ((40, False), (41, True)):
        table = Table(to_latex(replace(network("resnet18"), rows=network("resnet18").rows[:count])))
        assert (len(table.rows), table.long) == (count, long)
        (comment,) = table.comments
        assert r"\usepackage{booktabs}" in comment and (r"\usepackage{longtable}" in comment) is long


def test_every_special_character_is_escaped() -> None:
    assert escape("_&%$#{}~^\\") == r"\_\&\%\$\#\{\}\textasciitilde{}\textasciicircum{}\textbackslash{}"
    assert escape("3×4 – 2·x") == r"3$\times$4 \textendash{} 2$\cdot$x"
    assert escape("a\nb\r\x00\u2028c") == "a b   c"


@given(PRINTABLE, PRINTABLE)
@example("\\\\&%", "a & b \\\\")
@example("----", "{")
@example("", "]")
@example("", "×")
def test_no_name_breaks_the_table(path: str, name: str) -> None:
    table = Table(to_latex(replace(network("lenet5_d2l"), rows=(replace(NASTY, path=path),), name=name)))
    assert table.path(0) == path
    assert table.caption.startswith(f"Layers of {name}, input 1×28×28. Batch 1, evaluation mode.")
    # What LaTeX writes by a command of its own (×) needs no package for the rest of Unicode.
    assert (len(table.comments) == 2) is not escape(path + name).isascii()


def test_no_name_ends_a_comment() -> None:
    for text in NASTY_TEXTS:
        table = Table(to_latex(replace(network("lenet5_d2l"), rows=(replace(NASTY, path=text),), name=text)))
        assert len(table.rows) == 1


def test_caption_follows_convention_and_batch() -> None:
    found = analyze_architecture(registry.get("lenet5_d2l"), batch=4)
    table = Table(to_latex(found, Convention.MACS))
    assert table.caption.startswith("Layers of lenet5_d2l, input 1×28×28, batch 4. ")
    assert "Operations are counted as multiply-accumulates" in table.caption
    assert table.head[8:10] == ["MACs", "Operations"] and table.total[8] == table.total[9] == "1,666,080"


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
@pytest.mark.parametrize("key", ("lenet5_modern", "resnet50"))
def test_latex_compiles(key: str, tmp_path: Path) -> None:
    start = r"\documentclass{article}\usepackage{booktabs,longtable,textcomp}\begin{document}"
    nasty = replace(network(key), rows=(*network(key).rows, replace(NASTY, path="_&%$#{}~^\\<>|`'--")))
    (tmp_path / "t.tex").write_text(f"{start}\n{to_latex(nasty)}\\end{{document}}\n", encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-halt-on-error", "-no-shell-escape", "t.tex"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
