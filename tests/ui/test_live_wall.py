"""All channels of a layer as a grid."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from explorer.engine.messages import LayerMaps
from explorer.ui.live.layer.wall_grid import SIDES, WallGrid
from explorer.ui.live.map_images import scale_top
from tests.labels import text_of
from tests.ui.live_stage import LAYER, REGION, SHAPE, TRAINED, fill, new_panel


def all_maps(channels: int = 48, side: int = 14, layer: str = LAYER) -> LayerMaps:
    maps = np.random.default_rng(1).random((channels, side, side), dtype=np.float32)
    maps *= np.arange(1, channels + 1, dtype=np.float32)[:, None, None]
    maps[5] = 0
    maxima = maps.max(axis=(1, 2))
    order = np.argsort(-maxima)
    return LayerMaps(
        key="net",
        layer=layer,
        weights=TRAINED,
        shape=(channels, side, side),
        maxima=maxima,
        channels=tuple(order.tolist()),
        maps=np.ascontiguousarray(maps[order]),
        dead=1,
        region=REGION,
    )


@pytest.fixture
def wall(qtbot, qapp):
    panel = fill(new_panel(qtbot))
    qtbot.keyClick(panel.picture, Qt.Key.Key_W)
    panel.set_layer_maps(all_maps())
    QApplication.processEvents()
    return panel


def wheel(grid: WallGrid, up: bool) -> None:
    place = QPointF(40, 40)
    event = QWheelEvent(
        place,
        grid.viewport().mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, 120 if up else -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


def test_opening_the_wall_asks_for_every_map(qtbot, qapp):
    panel = fill(new_panel(qtbot))
    assert panel.viewer.maps_wanted() == 24
    with qtbot.waitSignal(panel.wishChanged):
        qtbot.keyClick(panel.picture, Qt.Key.Key_W)
    assert panel.viewer.maps_wanted() == SHAPE[0]
    panel.set_layer("huge", (4096, 112, 112))
    assert 24 < panel.viewer.maps_wanted() < 4096, "memory has a bound"
    qtbot.keyClick(panel.layers.wall.grid, Qt.Key.Key_W)
    assert panel.viewer.maps_wanted() == 24


def test_order_by_response_or_index(wall, qtbot):
    grid = wall.layers.wall.grid
    assert grid.order[:3] == (47, 46, 45)
    qtbot.mouseClick(wall.layers.wall.order.button("index"), Qt.MouseButton.LeftButton)
    assert grid.order == tuple(range(48))


def test_click_and_arrow_keys_choose(wall, qtbot):
    grid = wall.layers.wall.grid
    chosen = []
    wall.channelChosen.connect(chosen.append)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.tile(4).center().toPoint())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(grid, key)
    columns = grid.columns()
    assert chosen == [grid.order[at] for at in (4, 5, 5 + columns, 47)]
    assert grid.viewport().rect().contains(grid.tile(47).toAlignedRect()), "it is scrolled to"
    assert wall.picture.shown_channel() == grid.order[47]


def test_going_to_a_channel_by_its_number_scrolls_to_it(wall, qtbot):
    qtbot.keyClick(wall.layers.wall.grid, Qt.Key.Key_G)
    spin = wall.layer.spin
    assert spin.hasFocus()
    qtbot.keyClicks(spin, "0")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    grid = wall.layers.wall.grid
    assert grid.channel == 0
    assert grid.viewport().rect().contains(grid.tile(grid.order.index(0)).toAlignedRect())


def test_hover_says_index_max_and_mean(wall, qtbot):
    page = wall.layers.wall
    grid = page.grid
    qtbot.mouseMove(grid.viewport(), grid.tile(0).center().toPoint())
    qtbot.mouseMove(grid.viewport(), grid.tile(2).center().toPoint())
    values = grid.tiles.values(45)
    qtbot.waitUntil(lambda: page._words.whole_text().startswith("channel 45:"))
    assert page._words.whole_text() == f"channel 45: max {values.max():.1f}, mean {values.mean():.1f}"


def test_ctrl_wheel_and_keys_zoom(wall, qtbot):
    grid = wall.layers.wall.grid
    columns = grid.columns()
    wheel(grid, up=True)
    assert grid.columns() < columns
    for _ in range(2 * len(SIDES)):
        qtbot.keyClick(grid, Qt.Key.Key_Minus)
    assert grid.columns() > columns
    assert wall.picture.space.zoom.factor == 1, "the keys belong to the wall while it has the focus"


def test_dead_channel_is_hatched_and_named(wall, qtbot):
    grid = wall.layers.wall.grid
    assert grid.tiles.is_dead(5)
    qtbot.mouseClick(wall.layers.wall.order.button("index"), Qt.MouseButton.LeftButton)
    image = grid.viewport().grab().toImage()

    def colours(index: int) -> set[int]:
        box = grid.tile(index).toAlignedRect().adjusted(3, 3, -3, -3)
        return {
            image.pixelColor(x, y).hsvSaturation() // 64
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        }

    assert colours(5) == {0}, "no colour of the map"
    assert max(colours(6)) >= 2


def test_scale_scopes(wall, qtbot):
    grid, scope = wall.layers.wall.grid, wall.layers.wall.scope

    def brightness(channel: int) -> float:
        image = grid.tiles.image(channel, 72)
        return float(np.mean([image.pixelColor(x, y).lightnessF() for x in range(14) for y in range(14)]))

    assert brightness(1) == pytest.approx(brightness(47), rel=0.2), "each on its own scale"
    qtbot.mouseClick(scope.button("layer"), Qt.MouseButton.LeftButton)
    assert brightness(1) < brightness(47) / 2
    own = brightness(47)
    wall.set_layer("other", (48, 14, 14))
    hot = all_maps(layer="other")
    hot.maps[:] *= 10
    wall.set_layer_maps(hot)
    wall.set_layer(LAYER, SHAPE)
    wall.set_layer_maps(all_maps())
    assert brightness(47) == pytest.approx(own)
    qtbot.mouseClick(scope.button("network"), Qt.MouseButton.LeftButton)
    assert brightness(47) < 0.7 * own, "the other layer is ten times as strong"
    assert grid.tiles.layer_top() == pytest.approx(scale_top(all_maps().maps))


def test_broken_maps_are_hatched_and_counted(wall):
    maps = all_maps()
    maps.maps[0, 3, 3] = np.nan
    maps.maxima[maps.channels[0]] = np.nan
    wall.set_layer_maps(maps)
    image = wall.layers.wall.grid.viewport().grab().toImage()
    box = wall.layers.wall.grid.tile(0).toAlignedRect()
    seen = [image.pixelColor(x, box.center().y()) for x in range(box.left(), box.right())]
    assert any(one.red() > 200 and one.green() < 140 and one.blue() > 180 for one in seen)
    assert text_of(wall.layers._counts) == "48 · 1 dead · 1 NaN or ∞"


def test_two_thousand_channels_are_coloured_bit_by_bit(qtbot, qapp):
    grid = WallGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 700)
    grid.set_maps(all_maps(2048, 7))
    grid.show()
    qtbot.waitExposed(grid)
    for value in range(0, grid.verticalScrollBar().maximum(), 200):
        grid.verticalScrollBar().setValue(value)
        grid.viewport().repaint()
    # What is not coloured within its share of a repaint follows in the next, until nothing is left.
    qtbot.waitUntil(lambda: not grid._more.isActive(), timeout=5000)


def test_a_low_panel_has_one_scroll_bar(qtbot, qapp):
    panel = fill(new_panel(qtbot, width=340, height=420))
    qtbot.keyClick(panel.picture, Qt.Key.Key_W)
    panel.set_layer_maps(all_maps())
    QApplication.processEvents()
    grid, body = panel.layers.wall.grid, panel.body
    qtbot.waitUntil(lambda: body.verticalScrollBar().maximum() > 0)
    assert grid.verticalScrollBar().maximum() == 0 and not grid.verticalScrollBar().isVisible()
    assert body.horizontalScrollBar().maximum() == 0
    panel.set_channel(grid.order[-1])
    qtbot.waitUntil(lambda: body.verticalScrollBar().value() == body.verticalScrollBar().maximum() or _seen(panel, -1))
    panel.set_channel(grid.order[0])
    qtbot.waitUntil(lambda: _seen(panel, 0))
    panel.resize(340, 1100)
    qtbot.waitUntil(grid.verticalScrollBar().isVisible)


def _seen(panel, index: int) -> bool:
    grid = panel.layers.wall.grid
    box = grid.tile(range(len(grid.order))[index]).toRect()
    return grid.viewport().visibleRegion().contains(box)
