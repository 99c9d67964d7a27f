r"""The layer table as LaTeX, with booktabs. No torch."""

import re
import unicodedata

from explorer.analysis.conventions import Convention
from explorer.analysis.exports.table_cells import PATH, RIGHT, conventions, headings, row_cells, title, total_cells
from explorer.analysis.network import Network

LONGEST_TABLE = 40
"""Rows that fit a page; a table of more is a ``longtable``, which breaks over pages."""


def to_latex(network: Network, convention: Convention = Convention.ALL) -> str:
    r"""Return a ``table``, from 41 rows on a ``longtable``, with the columns and totals of the Markdown table.

    The text is to be read by ``\input``; the comment on top names the packages
    that it needs. The caption says what the figures are of and how operations
    are counted.
    """
    long = len(network.rows) > LONGEST_TABLE
    align = "".join("r" if column in RIGHT else "l" for column in range(len(headings(convention))))
    head = _line([escape(cell) for cell in headings(convention)])
    rows = []
    for row in network.rows:
        cells = [escape(cell) for cell in row_cells(row, convention)]
        if cells[PATH]:
            cells[PATH] = rf"\texttt{{{cells[PATH]}}}"
        rows.append(_line(cells))
    totals = [escape(cell) for cell in total_cells(network, convention)]
    totals[PATH] = rf"\textbf{{{totals[PATH]}}}"
    body = [*rows, r"\midrule", _line(totals)]
    caption = rf"\caption{{{escape(f'Layers of {title(network)}. {conventions(network, convention)}')}}}"
    label = rf"\label{{tab:{re.sub(r'[^A-Za-z0-9]+', '-', network.name).strip('-')}}}"
    lines = _longtable(align, head, body, caption, label) if long else _table(align, head, body, caption, label)
    return "\n".join([*_comments(long, "\n".join(lines)), *lines]) + "\n"


def escape(text: str) -> str:
    """Return LaTeX that prints ``text``; line breaks and control characters become spaces."""
    printable = "".join(" " if unicodedata.category(one) in _BREAKS else one for one in text)
    # Two hyphens in a row would be printed as a dash.
    return printable.translate(_ESCAPES).replace("--", "-{}-{}")


_BREAKS = frozenset({"Cc", "Zl", "Zp"})

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "_": r"\_",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # These print as other characters in LaTeX's first font encoding, or join their neighbours.
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        "'": r"\textquotesingle{}",
        "×": r"$\times$",
        "·": r"$\cdot$",
        "–": r"\textendash{}",
    }
)


def _line(cells: list[str]) -> str:
    return " & ".join(cells) + r" \\"


def _table(align: str, head: str, body: list[str], caption: str, label: str) -> list[str]:
    return [
        r"\begin{table}[htbp]",
        r"\centering",
        r"\footnotesize",
        caption,
        label,
        rf"\begin{{tabular}}{{{align}}}",
        r"\toprule",
        head,
        r"\midrule",
        *body,
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]


def _longtable(align: str, head: str, body: list[str], caption: str, label: str) -> list[str]:
    heading = [r"\toprule", head, r"\midrule"]
    return [
        r"\begingroup",
        r"\footnotesize",
        rf"\begin{{longtable}}{{{align}}}",
        rf"{caption}{label} \\",
        *heading,
        r"\endfirsthead",
        *heading,
        r"\endhead",
        r"\bottomrule",
        r"\endfoot",
        *body,
        r"\end{longtable}",
        r"\endgroup",
    ]


def _comments(long: bool, text: str) -> list[str]:
    # No name of the network's may stand here: a line break in it would end the comment.
    packages = r"\usepackage{booktabs} and \usepackage{longtable}" if long else r"\usepackage{booktabs}"
    comments = [f"% Needs {packages}. Wide: a landscape page (package pdflscape) holds it."]
    if not text.isascii():
        comments.append("% Characters beyond ASCII: compile with XeLaTeX or LuaLaTeX and a font that has them.")
    return comments
