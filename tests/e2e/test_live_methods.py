"""What a photo's cat looks like to EfficientNet-Lite0's real weights, by every kind of method, in the real window."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.engine.messages import ClassView
from explorer.ui.main_window import MainWindow

from .conftest import PATIENCE
from .test_first_light import front, order_of, wait_for_channel, wait_for_network, wait_for_prediction

Open = Callable[..., MainWindow]
LAYER = "blocks.3.0.conv_pw"
"""Its channels see 67 pixels: an eye of the cat, say."""


def wait_for_class(qtbot: QtBot, window: MainWindow, method: str, label: str) -> ClassView:
    def shown() -> bool:
        view = window.live_panel.picture.class_view()
        return view is not None and (view.method, view.target.label) == (method, label)

    qtbot.waitUntil(shown, timeout=PATIENCE)
    view = window.live_panel.picture.class_view()
    assert view is not None
    return view


def test_the_cats_evidence_unit_wall_and_probe(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("efficientnet_lite0")
    wait_for_network(qtbot, window, "efficientnet_lite0")
    panel = window.live_panel
    names = wait_for_prediction(qtbot, window)
    qtbot.waitUntil(lambda: panel.picture.view() is not None, timeout=PATIENCE)

    # Grad-CAM of "tiger cat": the evidence lies on the face, in the picture's middle, not at its rim.
    panel.top.setFocus()
    for _ in range(names.index("tiger cat")):
        qtbot.keyClick(panel.top, Qt.Key.Key_Down)
    qtbot.keyClick(panel.top, Qt.Key.Key_Return)
    view = wait_for_class(qtbot, window, "gradcam", "tiger cat")
    assert view.map is not None
    assert view.map.shape == (7, 7)
    assert view.map.min() >= 0
    face = np.zeros((7, 7), bool)
    face[2:6, 1:6] = True
    assert view.map[face].mean() > 1.5 * view.map[~face].mean()
    assert panel.picture.painted.overlay is not None

    # One unit of a middle layer by guided backprop: nothing outside what it sees.
    front(window).selection.select_operator(order_of(front(window), LAYER))
    panel.viewer.methodChosen.emit("guided")
    wait_for_channel(qtbot, window, LAYER, "guided")
    qtbot.waitUntil(lambda: panel.picture.painted.field is not None, timeout=PATIENCE)
    projection = panel.picture.view().projection
    assert projection.shape == (3, 224, 224)
    rows, columns = np.nonzero(np.abs(projection).sum(axis=0))
    qtbot.keyClick(panel.picture, Qt.Key.Key_P)
    probe = panel.viewer.probe
    qtbot.waitUntil(lambda: probe._probe.exact, timeout=PATIENCE)
    seen = probe._probe.seen(panel.picture.view().unit)
    assert seen is not None
    assert rows.min() >= seen[0].start
    assert rows.max() < seen[0].stop
    assert columns.min() >= seen[1].start
    assert columns.max() < seen[1].stop
    assert any(title.startswith("Rules: activation ×") for title in panel.honesty.titles())
    qtbot.keyClick(panel.body.pane, Qt.Key.Key_P)

    # DeconvNet says that it does not know the picture, and leads back by one click.
    panel.viewer.methodChosen.emit("deconv")
    qtbot.waitUntil(lambda: "Ignores the picture here" in panel.honesty.titles(), timeout=PATIENCE)

    # The wall has every channel, and the filters are those of the stem.
    panel.picture.setFocus()
    qtbot.keyClick(panel.picture, Qt.Key.Key_W)
    grid = panel.layers.wall.grid
    qtbot.waitUntil(lambda: len(grid.order) == 240, timeout=PATIENCE)
    qtbot.keyClick(grid, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: panel.layers.filters.grid.count == 32, timeout=PATIENCE)
    bank = panel.layers.filters.bank
    assert bank is not None
    assert (bank.layer, bank.rgb) == ("conv_stem", True)

    # The help is in the menu too.
    window.commands["help.live"].trigger()
    QApplication.processEvents()
    assert panel.keys.isVisible()
