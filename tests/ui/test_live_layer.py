"""The layer in the live panel, at the dock's own width."""

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QSpinBox
from pytestqt.qtbot import QtBot

from explorer.ui.live.panel.panel import LivePanel
from tests.labels import text_of
from tests.ui.live_stage import fill, layer_maps, new_panel

CHANNELS = 2304
SHAPE = (CHANNELS, 14, 14)


def test_a_layer_of_thousands_of_channels_is_as_wide_as_the_dock(qtbot: QtBot) -> None:
    filled: LivePanel = fill(new_panel(qtbot))
    filled.resize(320, 760)
    filled.set_layer("features.denseblock3", SHAPE)
    maxima = np.zeros(CHANNELS, np.float32)
    maxima[:1000] = np.nan
    filled.set_layer_maps(replace(layer_maps("features.denseblock3"), shape=SHAPE, maxima=maxima, dead=1304))
    QApplication.processEvents()
    area = filled.findChild(QScrollArea, "live.body")
    assert area is not None
    assert area.widget().width() == area.viewport().width()
    spin, of = filled.findChild(QSpinBox, "live.channel"), filled.findChild(QLabel, "live.channel.of")
    assert spin is not None and spin.isVisible() and of is not None and of.text() == "of 2,304"
    assert of.width() >= of.sizeHint().width()
    counts = filled.findChild(QLabel, "live.counts")
    assert text_of(counts) == "24 of 2,304 · 1,304 dead · 1,000 NaN or ∞"
