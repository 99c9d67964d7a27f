"""The few elements that the page is made of. Every text is escaped here, and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1040px; background: #FFFFFF; color: #1A1D21;
  font: 13px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; padding-top: 8px; border-top: 1px solid #DADDE2; break-after: avoid; }
h3 { font-size: 13px; margin: 16px 0 6px; break-after: avoid; }
p { margin: 4px 0; max-width: 80ch; }
ul { margin: 4px 0; padding-left: 18px; }
.quiet, caption { color: #616873; }
code { font: 12px ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
caption { text-align: left; padding-bottom: 4px; }
th, td { padding: 3px 6px; border-bottom: 1px solid #DADDE2; text-align: right; vertical-align: top; }
thead th { background: #F4F5F7; border-bottom: 1px solid #7F8690; font-size: 11px; }
td, thead th { white-space: nowrap; }
th:first-child, td:first-child, .words { text-align: left; }
.words { white-space: normal; }
tbody th { font-weight: 400; white-space: nowrap; }
table + table { margin-top: 12px; }
tr.sum > * { font-weight: 600; border-top: 1px solid #7F8690; }
tr, figure, svg { break-inside: avoid; }
thead { display: table-header-group; }
.key { display: inline-block; width: 28px; height: 8px; margin-right: 6px; vertical-align: middle; }
figure { margin: 12px 0; }
figcaption { font-weight: 600; }
figure svg { display: block; width: 100%; height: auto; max-width: 720px; }
.graphs { display: flex; gap: 16px; align-items: flex-start; justify-content: space-evenly; }
.graphs figure { flex: 0 1 auto; min-width: 0; margin: 0; text-align: center; }
.graphs svg { max-width: 100%; max-height: 235mm; width: auto; margin: 8px auto 0; }
.changes th, .changes td { width: 20%; white-space: normal; overflow-wrap: anywhere; }
.changes th:last-child, .changes td:last-child { width: auto; }
@media print {
  @page { size: A4; margin: 14mm; }
  body { padding: 0; font-size: 9.5pt; max-width: none; }
  table { font-size: 8pt; }
  th, td { padding: 2px 5px; }
  .sheet { break-before: page; }
  figure svg { max-width: 150mm; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def page(title: str, parts: Iterable[str]) -> str:
    """Return a document that needs nothing but itself: no script, no file, no address is in it."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def element(tag: str, text: str, kind: str = "") -> str:
    """Return an element that holds a text."""
    return wrap(tag, escape(text), kind)


def wrap(tag: str, content: str, kind: str = "") -> str:
    """Return an element that holds elements, which are there already."""
    named = f' class="{kind}"' if kind else ""
    return f"<{tag}{named}>{content}</{tag}>"


def bullets(lines: Iterable[str]) -> str:
    """Return a list of texts; empty if there are none."""
    items = "".join(element("li", line) for line in lines)
    return wrap("ul", items) if items else ""


def table(
    head: Sequence[str],
    lines: Iterable[Sequence[str]],
    *,
    caption: str = "",
    last_is_sum: bool = False,
    words: frozenset[int] = frozenset(),
    kind: str = "",
) -> str:
    """Return a table whose first column names its lines; columns of ``words`` are set flush left."""
    rows = list(lines)
    heads = "".join(f'<th scope="col"{_flush(number, words)}>{escape(text)}</th>' for number, text in enumerate(head))
    body: list[str] = []
    for at, cells in enumerate(rows):
        first = f'<th scope="row">{escape(cells[0])}</th>'
        others = (f"<td{_flush(number, words)}>{escape(text)}</td>" for number, text in enumerate(cells[1:], start=1))
        body.append(wrap("tr", first + "".join(others), "sum" if last_is_sum and at == len(rows) - 1 else ""))
    above = element("caption", caption) if caption else ""
    return wrap("table", f"{above}<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody>", kind)


def _flush(number: int, words: frozenset[int]) -> str:
    return ' class="words"' if number in words else ""
