"""A fault in what a widget paints costs that one painting, and nothing of what is painted after it.

Whoever looks into a fault holds its traceback, the traceback holds the frame, and the frame a painter that has not
ended: Qt then paints nothing more into that window, and may crash. A painter that is used by ``with`` ends before.
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

import explorer.ui
from explorer.ui.live.picture.canvas import PictureCanvas
from explorer.ui.live.picture.painter import PicturePainter
from explorer.ui.live.sources.source import LoadedPicture

ENDED_BY_HAND = {"graph/export.py"}
"""There the painting may be given up halfway; the painter is ended by the block around it."""


def test_painters_are_used_by_with() -> None:
    home = Path(explorer.ui.__file__).parent
    loose = {
        path.relative_to(home).as_posix() for path in home.rglob("*.py") if re.search(r"= QPainter\(", path.read_text())
    }
    assert loose == ENDED_BY_HAND


def test_a_fault_in_a_painting_costs_that_painting_alone(
    qtbot: QtBot, qtlog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = PictureCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 200)
    with qtbot.waitExposed(canvas):
        canvas.show()
    pixels = np.full((200, 300, 3), 200, np.uint8)
    preview = QImage(pixels.data, 300, 200, 900, QImage.Format.Format_RGB888).copy()
    drawn: list[bool] = []
    draw = PicturePainter._draw_boxes

    def fail(self: PicturePainter, painter: QPainter) -> None:
        raise ValueError("a fault of ours")

    def note(self: PicturePainter, painter: QPainter) -> None:
        drawn.append(painter.isActive())
        draw(self, painter)

    canvas.set_picture(LoadedPicture(name="grey", pixels=pixels, preview=preview))
    monkeypatch.setattr(PicturePainter, "_draw_boxes", fail)
    with pytest.raises(ValueError, match="a fault of ours") as held:
        canvas.repaint()
    monkeypatch.setattr(PicturePainter, "_draw_boxes", note)
    canvas.repaint()
    assert drawn == [True]
    told = [record.message for record in qtlog.records]
    assert not [line for line in told if "active painter" in line or "being painted" in line]
    assert held.tb is not None
