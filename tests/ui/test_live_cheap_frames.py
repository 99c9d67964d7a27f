"""A frame costs what it changes: what stays the same is not made, styled, laid out or painted again."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from explorer.ui.live import map_images, text
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.picture.chips import PictureChips
from explorer.ui.live.picture.frame import RegionFrame
from explorer.ui.theme import font, theme
from explorer.ui.widgets import badge
from explorer.ui.widgets.labels import ElidedLabel
from tests.ui.live_stage import RANDOM, channel_view, fill, layer_maps, new_panel, picture, prediction


class Heard(QObject):
    """Counts the events of one kind by who gets them."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.times: Counter[object] = Counter()
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind:
            self.times[watched] += 1
        return False

    def stop(self) -> None:
        QApplication.instance().removeEventFilter(self)


@pytest.fixture
def panel(qtbot) -> LivePanel:
    filled = fill(new_panel(qtbot))
    show_frame(filled)
    return filled


def show_frame(panel: LivePanel, shade: int = 0, **said: object) -> None:
    frame = picture("moving")
    frame.preview.fill(shade)
    panel.set_frame(frame, replace(prediction(), **said), layer_maps(), channel_view())
    for _ in range(4):  # a layout tells the next one outwards
        QApplication.processEvents()


def test_an_unchanged_badge_is_not_restyled(panel, monkeypatch):
    styled: list[object] = []
    monkeypatch.setattr(badge, "restyle", styled.append)
    show_frame(panel)
    assert not styled
    show_frame(panel, weights=RANDOM)
    assert panel.body.badge in styled
    assert panel.body.badge.text() == "random weights"


def test_a_frame_lays_nothing_out(panel):
    show_frame(panel)
    heard = Heard(QEvent.Type.LayoutRequest)
    show_frame(panel, 40)
    heard.stop()
    assert not heard.times


def test_a_frame_is_painted_once_and_nothing_below_it(panel):
    heard = Heard(QEvent.Type.Paint)
    show_frame(panel, 80)
    heard.stop()
    assert heard.times[panel.picture] == 1
    assert heard.times[panel.top] == 1
    assert not heard.times[panel] and not heard.times[panel.body] and not heard.times[panel.body.viewport()]
    assert not heard.times[panel.body.badge]


def test_tiles_out_of_sight_are_not_coloured(panel, monkeypatch):
    made: list[object] = []
    color_tiles = map_images.tile_images
    monkeypatch.setattr(map_images, "tile_images", lambda maps: made.append(maps) or color_tiles(maps))
    show_frame(panel, 10)
    assert len(made) == 1, "seen, they follow each frame"
    panel.resize(380, 300)
    QApplication.processEvents()
    made.clear()
    assert panel.strip.visibleRegion().isEmpty()
    show_frame(panel, 20)
    assert not made
    panel.resize(380, 900)
    QApplication.processEvents()
    assert len(made) == 1, "seen again, they are of the latest frame"


def test_a_text_that_stays_changes_nothing(qtbot):
    words = ElidedLabel("blocks.3.0.bn1")
    qtbot.addWidget(words)
    words.resize(60, 20)
    words.show()
    heard = Heard(QEvent.Type.ToolTipChange)
    words.set_text("blocks.3.0.bn1")
    assert not heard.times
    words.set_text("blocks.3.0.bn2")
    heard.stop()
    assert heard.times[words] == 1
    assert words.toolTip() == "blocks.3.0.bn2"


def test_a_face_is_the_theme_s_font_until_that_changes(qtbot):
    theme().set_mode("light")
    words = text.face(12, 600)
    assert words is text.face(12, 600)
    assert words.font == font(12, 600)
    assert words.width("12.3 ms") == QFontMetricsF(font(12, 600)).horizontalAdvance("12.3 ms")
    assert words.fitting("12.3 ms", 1000) == "12.3 ms"
    assert words.fitting("features.denseblock3.conv", 60, Qt.TextElideMode.ElideMiddle) == QFontMetricsF(
        font(12, 600)
    ).elidedText("features.denseblock3.conv", Qt.TextElideMode.ElideMiddle, 60)
    theme().set_mode("dark")
    try:
        assert text.face(12, 600) is not words
    finally:
        theme().set_mode("light")


def test_widths_are_not_kept_without_end(qapp):
    words = text.Face(12)
    for value in range(3 * text.KEPT):
        words.width(str(value))
    assert len(words._widths) <= text.KEPT


def framed(frame: RegionFrame, target: QRectF, region: QRectF, ratio: float) -> np.ndarray:
    image = QImage(round(360 * ratio), round(260 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.darkCyan)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame.draw(painter, target, region, QRectF(0, 0, 360, 260))
    painter.end()
    return np.array(image.constBits()).reshape(image.height(), image.width(), 4).astype(int)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    ("target", "region"),
    [
        (QRectF(0, 0, 352, 256), QRectF(48, 0, 256, 256)),
        (QRectF(4, 3, 340.5, 250), QRectF(49.25, 3, 250, 250)),
        (QRectF(10, 10, 300, 240), QRectF(60.5, 40.25, 180, 180)),
        (QRectF(-200, -100, 900, 700), QRectF(-50, 20, 700, 700)),
    ],
)
def test_the_kept_frame_has_the_pixels_of_the_drawn_one(qapp, target, region, ratio):
    frame = RegionFrame()
    drawn = framed(frame, target, region, ratio)
    assert len(np.unique(drawn.reshape(-1, 4), axis=0)) > 1, "something is dimmed"
    for _ in range(2):
        # Rounding may differ where a line's end covers a part of a pixel.
        assert np.abs(framed(frame, target, region, ratio) - drawn).max() <= 1


def test_a_frame_that_moves_is_drawn_where_it_is(qapp):
    frame = RegionFrame()
    target = QRectF(0, 0, 352, 256)
    for left in (48, 48, 20, 20, 90):
        region = QRectF(left, 0, 256, 256)
        drawn = framed(RegionFrame(), target, region, 1)
        assert np.abs(framed(frame, target, region, 1) - drawn).max() <= 1


def test_chips_stay_where_they_are_from_frame_to_frame(panel, monkeypatch):
    """Of a still picture they make way for the receptive field; of frames it is another one each time."""
    placed: list[list[QRectF]] = []
    arrange = PictureChips.arrange

    def watched(chips, room, avoid, *, small=False):
        found = arrange(chips, room, avoid, small=small)
        placed.append([box for box, _ in found])
        return found

    monkeypatch.setattr(PictureChips, "arrange", watched)
    view = panel.picture

    def with_field(box: QRectF) -> list[QRectF]:
        view.set_receptive_field(box)
        view.grab()
        return placed[-1]

    width, height = view.picture.width, view.picture.height
    low, high = QRectF(0, height * 0.7, width, height * 0.3), QRectF(0, 0, width, height * 0.3)
    assert with_field(low) == with_field(high)
    panel.set_picture(picture("still"))
    panel.set_prediction(prediction())
    panel.set_channel_view(channel_view())
    assert with_field(low) != with_field(high)
