"""The family tree for elsewhere: parsed back, and drawn from the command line."""

import json
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from PIL import Image
from pypdf import PdfReader

from explorer import cli
from explorer.errors import UsageError
from explorer.models import history, registry
from explorer.ui.evolution.exports import EvolutionExport, export_history
from explorer.ui.tokens import DARK, LIGHT
from explorer.visualize.evolution.labels import uncrowded_relations
from explorer.visualize.evolution.tree import draw_history, years_of

HISTORY = history.load()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("direction", ["tb", "lr"])
def test_svg_is_xml_with_every_word_as_text(tmp_path: Path, direction: str) -> None:
    path = tmp_path / "tree.svg"
    assert export_history(HISTORY, path, ".svg", direction=direction) == ""
    root = ET.parse(path).getroot()
    said = ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]
    drawing = draw_history(HISTORY, direction)
    assert {one.name for one in HISTORY} <= set(said)
    assert {one.idea for one in HISTORY} <= set(said)
    assert {str(year) for year in years_of(HISTORY)} <= set(said)
    assert {one.text for one in uncrowded_relations(drawing, HISTORY)} <= set(said)
    assert "Lines of descent" in said and "ILSVRC 1st · 15.3\u202f%" in said
    assert said.count("no network") == sum(not one.architectures for one in HISTORY)
    assert float((root.get("viewBox") or "").split()[2]) >= drawing.width


def test_pdf_and_png_hold_the_whole_tree(tmp_path: Path) -> None:
    drawing = draw_history(HISTORY)
    export_history(HISTORY, tmp_path / "tree.pdf", ".pdf", tokens=DARK)
    [page] = PdfReader(tmp_path / "tree.pdf").pages
    assert float(page.mediabox.height) >= drawing.height * 0.75
    assert "EfficientNet" in unicodedata.normalize("NFKC", page.extract_text())  # fonts join the letters
    export_history(HISTORY, tmp_path / "tree.png", ".png", scale=0.5)
    with Image.open(tmp_path / "tree.png") as image:
        assert image.height == int((drawing.height + 32) * 0.5)
        assert len(image.convert("RGB").getcolors(1_000_000) or ()) > 20


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UsageError, match=r"\.gif"):
        EvolutionExport(HISTORY, draw_history(HISTORY), ".gif", tokens=LIGHT)


def test_the_command_line_draws_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix, start in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF"), (".dot", b"digraph ")):
        path = tmp_path / f"tree{suffix}"
        assert cli.main(["graph", "evolution", "-o", str(path)]) == 0
        assert path.read_bytes().startswith(start)
    path = tmp_path / "tree.json"
    assert cli.main(["graph", "evolution", "-o", str(path), "--direction", "lr", "--theme", "dark"]) == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["graph"]["drawing"]["direction"] == "lr"
    assert len(nx.node_link_graph(document, edges="edges")) == len(HISTORY)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words",
    [
        ("--expand", "all"),
        ("--input", "3x64x64"),
        ("--classes", "10"),
        ("--width", "0.5"),
        ("--batch", "2"),
        ("--colour", "macs"),
    ],
)
def test_what_is_for_networks_alone_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert cli.main(["graph", "evolution", "-o", str(tmp_path / "tree.svg"), *words]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert words[0] in line and not (tmp_path / "tree.svg").exists()


def test_no_architecture_is_called_like_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert all(one.key != "evolution" for one in registry.architectures())
    with pytest.raises(SystemExit):
        cli.main(["graph", "--help"])
    assert "evolution" in capsys.readouterr().out
