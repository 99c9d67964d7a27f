"""The inspector with the real engine: exact lines, an effective field of trained weights, torchinfo."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.models import registry
from explorer.ui.docks.inspector.difference_list import DifferenceList
from explorer.ui.docks.inspector.field_picture import FieldPicture
from explorer.ui.docks.inspector.inspector import Inspector
from explorer.ui.engine_link import EngineLink
from explorer.ui.selection import Selection
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from explorer.ui.widgets.badge import Badge
from tests.ui.inspector_stage import network_of, row_of, texts

PATIENCE = 120_000


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[EngineLink]:
    link = EngineLink()
    link.start()
    qtbot.waitUntil(lambda: link.state == "running", timeout=PATIENCE)
    yield link
    link.close()


def test_what_the_engine_says_is_shown(engine: EngineLink, qtbot: QtBot) -> None:
    theme().set_mode("light")
    panel = Inspector(engine)
    qtbot.addWidget(panel)
    panel.resize(344, 1600)
    panel.show()
    network, selection = network_of("efficientnet_lite0"), Selection()
    panel.set_network(network, selection, Form.own(registry.get("efficientnet_lite0")))
    # A unit that lies in padding: the formula counts it as pixels.
    padding = row_of(network, "blocks.2.0.conv_dw", "pad")
    selection.select_operator(padding)
    picture = panel.page.findChild(FieldPicture, "inspector.field")
    picture.choose((57, 28))
    assert picture.seen() == (range(218, 224), range(102, 121))
    qtbot.waitUntil(lambda: picture.seen() == (range(0), range(102, 121)), timeout=PATIENCE)

    selection.select_operator(row_of(network, "blocks.2.0.conv_dw", "conv"))
    qtbot.mouseClick(panel.page.findChild(QPushButton, "inspector.field.mode.effective"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: picture.has_heat, timeout=PATIENCE)
    badge = panel.page.findChild(Badge, "inspector.effective.weights")
    assert (badge.text(), badge.property("badge")) == ("IMAGENET1K_TF", "ok")
    assert any("influence on unit (14,\u00a014) comes from" in text for text in texts(panel))

    selection.clear()
    qtbot.waitUntil(lambda: panel.page.findChild(QPushButton, "inspector.crosscheck") is not None)
    qtbot.mouseClick(panel.page.findChild(QPushButton, "inspector.crosscheck"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.page.findChild(DifferenceList) is not None, timeout=PATIENCE)
    assert f"{network.totals.macs:,}" in texts(panel)
