"""Graph files, read back: SVG as XML, PDF by its text, PNG by its pixels, JSON by networkx."""

import io
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsSimpleTextItem

from explorer.errors import OutputError, UsageError
from explorer.ui.graph.export import LONGEST_PNG, SUFFIXES, GraphExport, export_graph, make_items, mime_data
from explorer.ui.graph.items import ItemFactory
from explorer.ui.tokens import DARK, LIGHT
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.layout.compound import layout_network
from tests.visualize.drawing_networks import captured

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def test_svg_is_xml_with_every_word_as_text(tmp_path: Path) -> None:
    network = captured("googlenet")
    path = tmp_path / "graph.svg"
    assert export_graph(network, path, ".svg", expand="all") == ""
    root = ET.parse(path).getroot()
    words = ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]
    scene = layout_network(network, "all")
    for box in scene.boxes:
        if box.face.role != "junction":
            assert box.face.title in words or any(word.startswith(box.face.title[:5]) for word in words)
    assert words.count("BatchNorm") == 57
    assert sum(word == "256 × 28 × 28" for word in words) >= 1
    assert len(words) > 2 * len(scene.boxes)
    width, height = (float(value) for value in root.attrib["viewBox"].split()[2:])
    assert width == pytest.approx(scene.width + 32, abs=1) and height == pytest.approx(scene.height + 32, abs=1)
    assert root.find(f"{SVG}title").text == network.name  # type: ignore[union-attr]


def words_of(item: QGraphicsItem) -> list[str]:
    """Every text that an item and its children show."""
    own = [item.text()] if isinstance(item, QGraphicsSimpleTextItem) and item.text() else []
    return own + [word for child in item.childItems() for word in words_of(child)]


@pytest.mark.parametrize("expand", ["none", 1, "all"])
@pytest.mark.parametrize("direction", ["tb", "lr"])
def test_svg_and_pdf_hold_exactly_the_words_of_the_drawing(tmp_path: Path, expand: str | int, direction: str) -> None:
    network = captured("resnet50")
    scene = layout_network(network, expand, direction)
    shown = [word for item in make_items(scene, ItemFactory(LIGHT)) for word in words_of(item)]
    assert len(shown) >= 2 * len(scene.boxes)
    export_graph(network, tmp_path / "graph.svg", ".svg", expand=expand, direction=direction)
    root = ET.parse(tmp_path / "graph.svg").getroot()
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert sorted(map(squeezed, texts)) == sorted(map(squeezed, shown))
    export_graph(network, tmp_path / "graph.pdf", ".pdf", expand=expand, direction=direction)
    (page,) = PdfReader(tmp_path / "graph.pdf").pages
    read = squeezed(page.extract_text())
    assert len(read) == len(squeezed("".join(shown)))
    assert Counter(read) == Counter(squeezed("".join(shown)))


def squeezed(text: str) -> str:
    """The text without spaces, which readers of PDFs guess from distances, and without ligatures."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_pdf_has_one_page_with_embedded_fonts(tmp_path: Path) -> None:
    path = tmp_path / "graph.pdf"
    assert export_graph(captured("resnet50"), path, ".pdf", expand=1) == ""
    data = path.read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == 1
    assert b"/FontFile2" in data or b"/FontFile3" in data
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", data)
    assert box is not None
    scene = layout_network(captured("resnet50"), 1)
    assert float(box[1]) == pytest.approx((scene.width + 32) * 0.75, abs=1)
    assert float(box[2]) == pytest.approx((scene.height + 32) * 0.75, abs=1)


def test_a_pdf_that_would_be_too_long_is_scaled_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.pdf"
    note = export_graph(captured("densenet121"), path, ".pdf", expand="all", direction="lr")
    assert "14,400" in note
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)", path.read_bytes())
    assert box is not None and float(box[1]) <= 14400


def test_png_has_the_size_of_the_drawing_times_the_scale(tmp_path: Path) -> None:
    path = tmp_path / "graph.png"
    network = captured("resnet50")
    scene = layout_network(network, "none")
    for scale in (1, 2):
        assert export_graph(network, path, ".png", expand="none", scale=scale) == ""
        with Image.open(path) as image:
            assert image.size == (int((scene.width + 32) * scale), int((scene.height + 32) * scale))
            assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50


def test_a_png_that_would_be_too_large_is_scaled_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.png"
    note = export_graph(captured("densenet121"), path, ".png", expand="all", scale=4)
    assert "32,767" in note
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path) as image:
        assert max(image.size) <= LONGEST_PNG


def test_the_dark_theme_is_drawn_on_its_canvas(tmp_path: Path) -> None:
    path = tmp_path / "graph.png"
    export_graph(captured("resnet50"), path, ".png", expand="none", tokens=DARK)
    with Image.open(path) as image:
        assert image.convert("RGB").getpixel((1, 1)) == tuple(bytes.fromhex(DARK.canvas[1:]))


def test_dark_svg_and_pdf_bring_their_own_canvas(tmp_path: Path) -> None:
    for tokens, count in ((DARK, 1), (LIGHT, 0)):
        export_graph(captured("vgg16"), tmp_path / "graph.svg", ".svg", expand="none", tokens=tokens)
        root = ET.parse(tmp_path / "graph.svg").getroot()
        width, height = root.attrib["viewBox"].split()[2:]
        sheets = [
            rect
            for rect in root.iter(f"{SVG}rect")
            if float(rect.attrib["width"]) == float(width) and float(rect.attrib["height"]) == float(height)
        ]
        assert len(sheets) == count


def test_json_is_the_operator_graph_with_its_drawing(tmp_path: Path) -> None:
    network = captured("googlenet")
    path = tmp_path / "graph.json"
    export_graph(network, path, ".json", expand="none")
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert set(graph.nodes) == set(network.graph.nodes) and set(graph.edges) == set(network.graph.edges)
    assert len(graph.graph["drawing"]["boxes"]) == len(layout_network(network, "none").boxes)


def test_without_an_expansion_what_fits_a_screen_is_open(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    export_graph(captured("vgg16"), path, ".json")
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [container["id"] for container in document["graph"]["drawing"]["containers"]] == ["features"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError):
        export_graph(captured("vgg16"), tmp_path / "no" / f"graph{suffix}", suffix, expand="none")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.bmp"):
        export_graph(captured("vgg16"), tmp_path / "graph.bmp", ".bmp")


def test_the_command_line_needs_no_display(tmp_path: Path) -> None:
    """Where no application runs and no platform is chosen, one is started off screen."""
    import os
    import pickle

    (tmp_path / "network.pickle").write_bytes(pickle.dumps(captured("vgg16")))
    code = (
        "import pickle, sys\n"
        "from explorer.ui.graph.export import export_graph\n"
        "export_graph(pickle.load(open(sys.argv[1], 'rb')), sys.argv[2], '.svg', expand='all')\n"
    )
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-c", code, str(tmp_path / "network.pickle"), str(tmp_path / "graph.svg")]
    subprocess.run(command, env=environment, check=True)
    assert ET.parse(tmp_path / "graph.svg").getroot().tag == f"{SVG}svg"


def finished(export: GraphExport) -> bytes:
    shares = list(export.steps())
    assert shares == sorted(shares) and all(0 <= share <= 1 for share in shares)
    return export.content()


def test_a_copy_offers_the_drawing_and_its_pixels() -> None:
    tree = build_tree(captured("vgg16"))
    scene = layout_network(captured("vgg16"), "none")
    svg = finished(GraphExport(tree, scene, ".svg"))
    picture = GraphExport(tree, scene, ".png", scale=2)
    data = mime_data(svg, finished(picture), picture.image)
    assert data.hasImage() and data.hasFormat("image/png")
    assert ET.fromstring(bytes(data.data("image/svg+xml").data())).tag == f"{SVG}svg"
    with Image.open(io.BytesIO(bytes(data.data("image/png").data()))) as image:
        assert image.size == (int((scene.width + 32) * 2), int((scene.height + 32) * 2))


def test_a_copy_that_would_be_too_large_is_scaled() -> None:
    tree = build_tree(captured("resnet50"))
    export = GraphExport(tree, layout_network(captured("resnet50"), "all"), ".png", scale=4, most_pixels=1_000_000)
    finished(export)
    assert export.image is not None and export.image.width() * export.image.height() <= 1_000_000
    assert "1 million" in export.note
