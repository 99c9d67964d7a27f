"""Graph files, read back: SVG as XML, PDF by its pages, PNG by its pixels, JSON by networkx."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from explorer.errors import OutputError, UsageError
from explorer.ui.graph.export import LONGEST_PNG, SUFFIXES, export_graph
from explorer.ui.tokens import DARK
from explorer.visualize.compound import layout_network
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


def test_json_is_node_link(tmp_path: Path) -> None:
    import networkx as nx

    path = tmp_path / "graph.json"
    export_graph(captured("googlenet"), path, ".json", expand="all")
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links")
    assert nx.is_directed_acyclic_graph(graph)
    assert {"x", "y", "width", "height", "kind"} <= set(next(iter(graph.nodes(data=True)))[1])


def test_without_an_expansion_what_fits_a_screen_is_open(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    export_graph(captured("vgg16"), path, ".json")
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [container["id"] for container in document["graph"]["containers"]] == ["features"]


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
