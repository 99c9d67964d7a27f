"""Exports of a graph that is coloured by a metric: its colours and its legend, in every form that has colours."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.cli import main
from explorer.ui.graph.colouring import ColourBy, viridis
from explorer.ui.graph.export import export_graph
from explorer.ui.graph.legend import legend_size
from explorer.ui.tokens import DARK, LIGHT, Tokens
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.metrics import Metric
from explorer.visualize.layout.compound import Composer
from tests.visualize.drawing_networks import captured

SVG = "{http://www.w3.org/2000/svg}"
BY = ColourBy(Metric.OPERATIONS, Convention.ALL)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


@pytest.fixture
def network() -> Network:
    return captured("resnet50")


def words_of(path: Path) -> list[str]:
    texts = ET.parse(path).getroot().iter(f"{SVG}text")
    return ["".join(text.itertext()).strip().replace("\u202f", " ").replace("\u00a0", " ") for text in texts]


def squeezed(text: str) -> str:
    """The text without spaces: lines are broken where there is no more room."""
    return "".join(text.split())


def colours_of(path: Path) -> set[str]:
    return {value.upper() for one in ET.parse(path).getroot().iter() for value in one.attrib.values()}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_svg_has_the_legend_and_the_colours(tmp_path: Path, network: Network, tokens: Tokens) -> None:
    path = tmp_path / "graph.svg"
    export_graph(network, path, ".svg", expand="none", tokens=tokens, by=BY)
    words = words_of(path)
    assert {"FLOPs", "2.94 G", "1 G", "100 M", "none", "35.7 %"} <= set(words)
    said = squeezed(" ".join(words))
    assert squeezed("Counted as 2·MACs + bias + element-wise work") in said
    assert squeezed("Batch 1, input 3 × 224 × 224") in said
    assert viridis(1.0, dark=tokens.dark) in colours_of(path)
    tree = build_tree(network)
    scene = Composer(tree).compose(open_blocks(tree, "none"))
    card = legend_size(BY.colouring(tree, tokens).legend())
    width = float(ET.parse(path).getroot().attrib["viewBox"].split()[2])
    assert width == pytest.approx(scene.width + card.width() + 48, abs=1)


def test_a_graph_of_kinds_needs_no_legend(tmp_path: Path, network: Network) -> None:
    path = tmp_path / "graph.svg"
    export_graph(network, path, ".svg", expand="none", by=ColourBy(None, Convention.ALL))
    words = words_of(path)
    assert "none" not in words and "Kind" not in words
    assert "2.94 G" in words and "7.10 M" in words


def test_pdf_and_png_have_it_too(tmp_path: Path, network: Network) -> None:
    export_graph(network, tmp_path / "graph.pdf", ".pdf", expand="none", by=BY)
    text = squeezed(PdfReader(tmp_path / "graph.pdf").pages[0].extract_text())
    assert "FLOPs" in text and "element-wisework" in text
    export_graph(network, tmp_path / "graph.png", ".png", expand="none", by=BY)
    picture = Image.open(tmp_path / "graph.png").convert("RGB")
    wanted = viridis(1.0, dark=False)
    found = picture.getcolors(1 << 24)
    assert found is not None
    # Layer 3 is the largest block: 320 × 42 in the colour of the high end.
    assert max(count for count, rgb in found if "#{:02X}{:02X}{:02X}".format(*rgb) == wanted) > 5000


def test_dot_fills_its_boxes(tmp_path: Path, network: Network) -> None:
    path = tmp_path / "graph.dot"
    export_graph(network, path, ".dot", expand="none", by=BY)
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.strip().startswith('"layer3"'))
    assert f'fillcolor="{viridis(1.0, dark=False)}"' in line and 'fontcolor="#FFFFFF"' in line
    assert "35.7" in line
    flatten = next(one for one in text.splitlines() if '"flatten"' in one)
    assert "dashed" in flatten and "fillcolor" not in flatten
    assert 'label="FLOPs: ' in text


@pytest.mark.parametrize(
    ("word", "title", "said"),
    [
        ("params", "Parameters", "Trainable"),
        ("macs", "MACs", "Batch 1"),
        ("memory", "Memory", "Live activations"),
        ("rf", "Receptive field", "Local path"),
    ],
)
def test_the_command_line_colours(tmp_path: Path, word: str, title: str, said: str) -> None:
    path = tmp_path / "graph.svg"
    assert main(["graph", "lenet5_modern", "--colour", word, "--convention", "macs", "-o", str(path)]) == 0
    words = words_of(path)
    assert title in words and squeezed(said) in squeezed(" ".join(words))


def test_the_command_line_refuses_colours_where_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "graph.json"
    assert main(["graph", "lenet5_modern", "--colour", "macs", "-o", str(path)]) == 1
    assert "--colour" in capsys.readouterr().err and not path.exists()
    with pytest.raises(SystemExit) as ended:
        main(["graph", "lenet5_modern", "--colour", "time", "-o", str(path)])
    assert ended.value.code == 2
