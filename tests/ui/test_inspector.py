"""The inspector: pages of operators, blocks and networks, driven by selection, key and mouse."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.engine.messages import SeenRegion, WeightsBadge
from explorer.models import registry
from explorer.ui.docks.inspector.block_page import BlockPage, ChildList
from explorer.ui.docks.inspector.field_picture import FieldPicture
from explorer.ui.docks.inspector.inspector import Inspector
from explorer.ui.docks.inspector.network_page import NetworkPage
from explorer.ui.docks.inspector.operator_page import OperatorPage
from explorer.ui.docks.inspector.unit_lines import by_formula
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import ElidedLabel
from tests.ui.inspector_stage import texts

ARCHITECTURE = registry.get("resnet50")


@pytest.fixture(scope="module")
def resnet50() -> Network:
    import torch

    with torch.device("meta"):
        module = ARCHITECTURE.build()
    return analyze(module, ARCHITECTURE.input_shape)


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def inspector(qtbot, resnet50: Network, selection: Selection) -> Inspector:  # type: ignore[no-untyped-def]
    theme().set_mode("light")
    result = Inspector()
    qtbot.addWidget(result)
    result.resize(344, 900)
    result.set_network(resnet50, selection, Form.own(ARCHITECTURE))
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


def order_of(network: Network, path: str) -> int:
    return next(row.order for row in network.rows if row.path == path)


def title(inspector: Inspector) -> str:
    return inspector.page.head.findChild(ElidedLabel, "inspector.title").whole_text()


def test_an_operator_with_its_formulas(inspector: Inspector, selection: Selection, resnet50: Network) -> None:
    selection.select_operator(order_of(resnet50, "layer2.0.conv2"))
    assert isinstance(inspector.page, OperatorPage)
    assert title(inspector) == "layer2.0.conv2"
    seen = texts(inspector)
    assert "Conv2d, 3×3, stride 2, padding 1, no bias" in seen
    for wanted in (
        "128 × 56 × 56",
        "128 × 28 × 28",
        "392.0\u202fKiB",
        "89.0\u202fFLOPs/B",
        "float32",
        "28 × 28",
        "43 × 43",
    ):
        assert wanted in seen, wanted
    assert any(text.endswith("= 28") for text in seen)
    assert any(text.endswith("= 147,456") for text in seen)
    assert any(text.endswith("= 115,605,504") for text in seen)
    assert any(text.endswith("= 43") for text in seen)
    assert "2.83\u202f% of net" in seen
    # Unit (14, 14) of 28 × 28: rows -17 + 14·8 …, 43 of them; 43² of 224² pixels.
    assert "(14, 14)" in seen
    assert seen.count("91 – 133") == 2
    assert "3.7\u202f%" in seen


def test_a_linear_layer_sees_everything(inspector: Inspector, selection: Selection, resnet50: Network) -> None:
    selection.select_operator(order_of(resnet50, "fc"))
    seen = texts(inspector)
    assert "Linear, bias" in seen
    assert "2,049,000" in seen
    assert any("whole input" in text for text in seen)


def test_every_row_of_every_network_has_a_page(qtbot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    import torch

    panel = Inspector()
    qtbot.addWidget(panel)
    for key in ("lenet5_modern", "googlenet", "efficientnet_lite0"):
        architecture = registry.get(key)
        with torch.device("meta"):
            network = analyze(architecture.build(), architecture.input_shape)
        selection = Selection()
        panel.set_network(network, selection, Form.own(architecture))
        for row in network.rows[::7]:
            selection.select_operator(row.order)
            assert isinstance(panel.page, OperatorPage)
            assert panel.page.row is row
            assert row.path in panel.page.text()


def test_a_block_and_its_children(inspector: Inspector, selection: Selection, resnet50: Network, qtbot) -> None:  # type: ignore[no-untyped-def]
    selection.select_block("layer2.0")
    assert isinstance(inspector.page, BlockPage)
    rows = [row for row in resnet50.rows if "layer2.0" in resnet50.graph.nodes[row.order]["scope"]]
    seen = texts(inspector)
    assert "Bottleneck, 12 operators" in seen
    assert any(text.startswith(f"{sum(row.macs for row in rows):,} (") for text in seen)
    assert any(text.startswith(f"{sum(row.params for row in rows):,} (") for text in seen)
    children = inspector.findChild(ChildList, "inspector.children")
    names = [children.model().index(line, 0).data() for line in range(children.model().rowCount())]
    assert names[:3] == ["conv1", "bn1", "relu"]
    assert "downsample" in names
    assert "add" in names
    index = children.model().index(names.index("downsample"), 0)
    qtbot.mouseClick(children.viewport(), Qt.MouseButton.LeftButton, pos=children.visualRect(index).center())
    assert selection.current == Selected(block="layer2.0.downsample")
    children = inspector.page.findChild(ChildList, "inspector.children")
    children.setCurrentIndex(children.model().index(0, 0))
    qtbot.keyClick(children, Qt.Key.Key_Return)
    assert selection.current == Selected(order=order_of(resnet50, "layer2.0.downsample.0"))


def test_the_network_when_nothing_is_selected(inspector: Inspector, selection: Selection, qtbot) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(3)
    selection.clear()
    assert isinstance(inspector.page, NetworkPage)
    assert title(inspector) == ARCHITECTURE.display_name
    qtbot.waitUntil(lambda: ARCHITECTURE.paper in texts(inspector))
    seen = texts(inspector)
    for wanted in ("25,557,032", "4,089,184,256", "427\u202fpx"):
        assert wanted in seen, wanted


def test_copy_gives_text(inspector: Inspector, selection: Selection, resnet50: Network, qtbot) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(order_of(resnet50, "layer2.0.conv2"))
    qtbot.mouseClick(inspector.findChild(IconButton, "inspector.copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("layer2.0.conv2: Conv2d")
    assert "147,456 · 28 · 28 = 115,605,504" in copied
    assert "<" not in copied


def test_weights_are_named_and_random_ones_marked(inspector: Inspector, selection: Selection) -> None:
    def badge() -> str:
        content = inspector.findChild(QScrollArea, "inspector.scroll").widget()
        return content.findChild(Badge, "inspector.weights").text()

    assert badge() == "not loaded"
    inspector.set_weights(WeightsBadge(name="random", trained=False, source=""))
    assert badge() == "random weights"
    inspector.set_weights(WeightsBadge(name="IMAGENET1K_V1", trained=True, source="a file"))
    assert badge() == "IMAGENET1K_V1"
    selection.select_operator(1)
    assert badge() == "IMAGENET1K_V1"


def test_the_field_of_a_unit_is_clipped_to_the_input(resnet50: Network) -> None:
    row = resnet50.rows[order_of(resnet50, "conv1")]
    lines = by_formula(row, resnet50.input_shape)
    assert lines is not None
    assert lines.units == (112, 112)
    assert lines.seen((0, 0)) == (range(4), range(4))
    assert lines.seen((111, 50)) == (range(219, 224), range(97, 104))
    last = by_formula(resnet50.rows[order_of(resnet50, "layer4.2.conv3")], resnet50.input_shape)
    assert last is not None
    assert last.seen((3, 3)) == (range(224), range(224))


def test_a_unit_is_chosen_by_mouse_and_arrow_keys(  # type: ignore[no-untyped-def]
    inspector: Inspector, selection: Selection, resnet50: Network, qtbot
) -> None:
    selection.select_operator(order_of(resnet50, "layer2.0.conv2"))
    picture = inspector.page.findChild(FieldPicture, "inspector.field")
    unit = inspector.page.findChild(QLabel, "inspector.field.unit")
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    assert unit.text() == "(15, 13)"
    corner, button = QPointF(1, 1), Qt.MouseButton.NoButton
    where = QPointF(picture.mapToGlobal(corner))
    QApplication.sendEvent(
        picture, QMouseEvent(QEvent.Type.MouseMove, corner, where, button, button, Qt.KeyboardModifier.NoModifier)
    )
    assert picture.unit[0] <= 1
    assert picture.box().left() == 0
    for _ in range(4):
        qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.unit[0] == 0  # never off the map


def test_the_picture_shows_what_the_network_saw(inspector: Inspector, selection: Selection, resnet50: Network) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(100, 200):
        for y in range(100):
            image.setPixelColor(x, y, QColor("lime"))
    selection.select_operator(order_of(resnet50, "layer4.2.conv3"))  # sees everything: nothing is dimmed
    # The preview is half the original's size; the network saw its right half.
    inspector.set_picture(image, 400, 200)
    inspector.set_region(SeenRegion(left=200, top=0, width=200, height=200, input_size=(224, 224)))
    picture = inspector.page.findChild(FieldPicture, "inspector.field")
    shown = picture.grab().toImage()
    assert shown.pixelColor(shown.width() // 4, shown.height() // 2) == QColor("lime")
    selection.select_operator(order_of(resnet50, "conv1"))
    picture = inspector.page.findChild(FieldPicture, "inspector.field")
    dimmed = picture.grab().toImage().pixelColor(20, 20)
    assert dimmed.red() == 0
    assert 0.5 < dimmed.green() / 255 < 0.62


@pytest.mark.parametrize("width", [300, 344, 500])
def test_nothing_is_wider_than_the_panel(
    inspector: Inspector, selection: Selection, resnet50: Network, width: int
) -> None:
    inspector.resize(width, 500)
    scroll = inspector.findChild(QScrollArea, "inspector.scroll")
    for path in ("conv1", "layer2.0.conv2", "layer3.5.conv2", "fc"):
        selection.select_operator(order_of(resnet50, path))
        QApplication.processEvents()
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width(), path
    selection.select_block("layer2.0")
    QApplication.processEvents()
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()


def test_it_follows_the_theme_and_forgets_a_closed_network(inspector: Inspector, selection: Selection) -> None:
    selection.select_operator(2)
    theme().set_mode("dark")
    assert isinstance(inspector.page, OperatorPage)
    theme().set_mode("light")
    inspector.clear()
    assert inspector.page is None
    selection.select_operator(5)
    assert inspector.page is None
