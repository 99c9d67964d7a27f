"""`compare` as a page: parsed again, its figures those of the networks, nothing in it that could run."""

import dataclasses
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from explorer import __version__, cli
from explorer.analysis.comparison.comparison import compare
from explorer.analysis.comparison.story import facts
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.report.page import inline, to_html
from explorer.analysis.exports.report.tables import difference, ratio
from explorer.models import history, registry
from tests.zoo import network_of as network

Capture = pytest.CaptureFixture[str]
VOID = {"meta", "br", "hr", "img", "link", "input"}
EVIL = '<script>alert("1")</script>\'&'


class Page(HTMLParser):
    """The tables as rows of texts, and every tag and attribute; complains of tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.open[-1:] in (["td"], ["th"]):
            self.tables[-1][-1][-1] += data


def run(*words: object) -> int:
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "a and b.html"
    assert run("compare", "alexnet", "zfnet", "-o", path) == 0
    return path.read_text("utf-8")


def figure(cell: str) -> int:
    return int(cell.replace(",", "").replace("−", "-").replace("+", ""))


def test_the_figures_are_those_of_the_networks(text: str) -> None:
    totals, _, macs, params = Page(text).tables[:4]
    left, right = network("alexnet").totals, network("zfnet").totals
    lines = {line[0]: line[1:] for line in totals}
    for name, one, other in (
        ("Parameters", left.params, right.params),
        ("MACs", left.macs, right.macs),
        ("FLOPs", left.flops, right.flops),
        ("Operators", left.operators, right.operators),
        ("Peak of activations, bytes", left.peak_bytes, right.peak_bytes),
        ("Receptive field, px", left.rf_h, right.rf_h),
    ):
        assert one is not None and other is not None
        assert [figure(cell) for cell in lines[name][:3]] == [one, other, other - one]
        assert lines[name][3] == f"{other / one:.3g}×"
    for table, sums in ((macs, (left.macs, right.macs)), (params, (left.params, right.params))):
        *stages, whole = table[1:]
        assert whole[0] == "all"
        for column, total in enumerate(sums, start=1):
            assert figure(whole[column]) == total
            assert sum(figure(line[column]) for line in stages if line[column] != "–") == total


def test_it_says_what_the_figures_are_and_where_others_stand(text: str) -> None:
    said = " ".join(Page(text).texts)
    assert "AlexNet (2014) and ZFNet (2013)" in said
    assert "2·MACs + bias + element-wise work" in said
    assert registry.get("zfnet").published.source in said
    assert registry.get("zfnet").paper in said
    assert re.search(rf"cnn-explorer {re.escape(__version__)}, \d{{4}}-\d\d-\d\d", said)
    found = compare([network("alexnet"), network("zfnet")])
    for fact in facts(*found.networks, found.alignments[0]):
        assert fact.text in said
    changed = [change.text for pair in found.alignments[0].units for change in pair.changes]
    assert changed and all(change in said for change in changed)


def test_it_needs_nothing_but_itself(text: str) -> None:
    page = Page(text)
    assert not page.tags & {"script", "link", "iframe", "object", "embed", "img", "foreignobject", "image", "use"}
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_every_drawing_is_well_formed(text: str) -> None:
    drawings = re.findall(r"<svg\b.*?</svg>", text, re.DOTALL)
    # A line for each network, three charts of the depth, two of the accuracy, two graphs.
    assert len(drawings) == 2 + 3 + 2 + 2
    roots = [ET.fromstring(drawing) for drawing in drawings]
    graphs = [root for root in roots if root.attrib.get("aria-label", "").startswith(("AlexNet (2014)", "ZFNet"))]
    assert len(graphs) == 2
    assert all("mm" not in root.attrib["width"] for root in graphs)
    words = {one.text for root in graphs for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert any("224" in (word or "") for word in words)


def test_names_of_networks_and_layers_cannot_inject_anything() -> None:
    rows = tuple(dataclasses.replace(row, path=f"{EVIL}{row.path}") for row in network("lenet5_modern").rows)
    evil = dataclasses.replace(network("lenet5_modern"), name=EVIL, rows=rows)
    found = compare([evil, network("lenet5_original")])
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
    text = to_html(
        found, Convention.MACS, [drawing, drawing], registry.architectures(), history.load(), date(2026, 1, 2)
    )
    page = Page(text)
    assert "script" not in page.tags
    assert EVIL in "".join(page.texts)
    assert "2026-01-02" in text


def test_a_drawing_becomes_part_of_a_page() -> None:
    drawing = (
        '<?xml version="1.0"?>\n<svg width="70mm" height="145mm"\n viewBox="0 0 268 548" '
        'xmlns="http://www.w3.org/2000/svg"><g font-family="Sans Serif"/><g font-family="DejaVu Sans Mono"/></svg>\n'
    )
    root = ET.fromstring(inline(drawing, EVIL))
    assert (root.attrib["width"], root.attrib["height"], root.attrib["aria-label"]) == ("268", "548", EVIL)
    families = [one.attrib["font-family"] for one in root]
    assert families == ["'Sans Serif', system-ui, sans-serif", "'DejaVu Sans Mono', ui-monospace, monospace"]


def test_differences_and_ratios() -> None:
    assert [difference(3, 5), difference(5, 3), difference(4, 4), difference(None, 4)] == ["+2", "−2", "0", "–"]
    assert [ratio(4, 1), ratio(1, 1234), ratio(0, 1), ratio(3, None)] == ["0.25×", "1,234×", "–", "–"]


def test_three_networks_and_the_same_one_twice(tmp_path: Path, capsys: Capture) -> None:
    assert run("compare", "lenet5_modern", "lenet5_modern@1x35x35", "lenet5_original", "--format", "html") == 0
    page = Page(capsys.readouterr().out)
    assert page.tables[0][0] == ["", "lenet5_modern@1x32x32", "lenet5_modern@1x35x35", "ratio", *page.tables[0][0][4:]]
    # The suffix decides unless a format is given; a folder that is not there is said in one line.
    assert run("compare", "lenet5_modern", "lenet5_original", "--format", "csv", "-o", tmp_path / "a.html") == 0
    assert (tmp_path / "a.html").read_text("utf-8").startswith("stage,")
    assert run("compare", "lenet5_modern", "lenet5_original", "-o", tmp_path / "no" / "a.html") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "cannot write" in error
