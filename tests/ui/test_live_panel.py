"""The live panel in a real window, driven by keys and mouse."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.live.panel.content import WIDE
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.sources.menu import SourceMenu
from explorer.ui.live.sources.source import PictureLoader, PictureSource, load
from explorer.ui.theme import theme
from tests.labels import text_of
from tests.ui.live_stage import (
    CHANNELS,
    LAYER,
    RANDOM,
    SHAPE,
    button,
    channel_view,
    fill,
    flat_maps,
    layer_maps,
    new_panel,
    picture,
    prediction,
)


@pytest.fixture(params=["light", "dark"])
def mode(request, qapp):
    theme().set_mode(request.param)
    return request.param


@pytest.fixture
def panel(qtbot, qapp):
    return new_panel(qtbot)


@pytest.fixture
def filled(panel):
    return fill(panel)


def choose_method(panel: LivePanel, name: str, qtbot: QtBot) -> None:
    """Open the menu of methods and choose by key."""
    menu = panel.methods.methods.choices
    menu.popup(panel.mapToGlobal(QPoint(20, 40)))
    qtbot.waitUntil(menu.isVisible)
    action = next(action for action in menu.actions() if action.text() == name)
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def drop(panel: LivePanel, mime: QMimeData) -> None:
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    assert panel._intake.veil.isVisible()
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(panel, event)
    assert not panel._intake.veil.isVisible()


# Where a picture comes from


def test_dropped_file_is_requested(panel, qtbot, sample):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample))])
    with qtbot.waitSignal(panel.pictureRequested) as caught:
        drop(panel, mime)
    source = caught.args[0]
    assert (source.name, source.path) == ("chelsea.png", sample)
    assert load(source).pixels.shape == (300, 451, 3)


def test_dropped_web_address_says_what_to_do(panel, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    with qtbot.assertNotEmitted(panel.pictureRequested):
        drop(panel, mime)
    assert panel.error.isVisible()
    assert "another computer" in panel.error.text()


def test_drag_without_a_picture_is_refused(panel):
    mime = QMimeData()
    mime.setText("no picture")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(panel, event)
    assert not event.isAccepted()
    assert not panel._intake.veil.isVisible()


def test_pasted_image_arrives_pixel_by_pixel(filled, qtbot):
    image = QImage(3, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 20, 30))
    image.setPixelColor(2, 1, QColor(200, 100, 50))
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    QGuiApplication.clipboard().setImage(image)
    filled.picture.setFocus()
    with qtbot.waitSignal(filled.pictureRequested) as caught:
        qtbot.keyClick(filled.picture, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pixels = load(caught.args[0]).pixels
    assert pixels.shape == (2, 3, 3)
    assert pixels[0, 1].tolist() == [10, 20, 30]
    assert pixels[1, 2].tolist() == [200, 100, 50]
    assert pixels[0, 0].tolist() == [255, 255, 255], "what is transparent becomes white"


def test_pasting_text_says_that_there_is_no_picture(panel, qtbot):
    QGuiApplication.clipboard().setText("hello")
    paste = panel.findChild(QWidget, "live.paste")
    with qtbot.assertNotEmitted(panel.pictureRequested):
        qtbot.mouseClick(paste, Qt.MouseButton.LeftButton)
    assert "no picture" in panel.error.text()


def test_sample_menu_requests_a_sample(panel, qtbot):
    source = panel.findChild(QPushButton, "live.source")
    sources = SourceMenu(panel)
    source.setMenu(sources)
    menu = sources.findChild(QMenu, "live.sources.samples")
    menu.popup(panel.mapToGlobal(QPoint(20, 40)))
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(sources.pictureRequested) as caught:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    loaded = load(caught.args[0])
    assert (loaded.name, loaded.sample, loaded.pixels.shape) == ("chelsea", True, (300, 451, 3))
    panel.set_picture(loaded)
    assert source.accessibleName() == "Sample: chelsea"


def test_open_dialog_requests_the_chosen_file(panel, qtbot, sample):
    qtbot.mouseClick(button(panel, "live.open"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._intake.dialog is not None and panel._intake.dialog.isVisible())
    with qtbot.waitSignal(panel.pictureRequested) as caught:
        panel._intake.dialog.selectFile(str(sample))
        panel._intake.dialog.accept()
    assert caught.args[0].path == sample


def test_empty_panel_offers_to_open(panel, qtbot):
    qtbot.waitUntil(panel.empty.isVisible)
    assert not panel.picture.isVisible()
    qtbot.mouseClick(button(panel, "live.empty.action"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._intake.dialog is not None and panel._intake.dialog.isVisible())
    panel._intake.dialog.reject()


def test_corrupt_file_leaves_the_old_picture(filled, qtbot, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture at all")
    before = filled.picture.picture
    loader = PictureLoader(filled)
    loader.loaded.connect(filled.set_picture)
    loader.failed.connect(filled.set_error)
    with qtbot.waitSignal(loader.failed):
        loader.load(PictureSource(name="broken.jpg", path=broken))
    assert filled.error.isVisible()
    assert "broken.jpg" in filled.error.text()
    assert filled.picture.picture is before
    assert filled.picture.isVisible()
    qtbot.mouseClick(filled.findChild(QWidget, "live.error.dismiss"), Qt.MouseButton.LeftButton)
    assert not filled.error.isVisible()
    loader.close()


# Layer, channel, unit


def test_tile_click_chooses_the_channel(filled, qtbot):
    with qtbot.waitSignal(filled.channelChosen) as caught:
        middle = filled.strip.tile(7).center().toPoint()
        qtbot.mouseClick(filled.strip, Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args[0] == CHANNELS[7]
    spin = filled.findChild(QSpinBox, "live.channel")
    assert spin.value() == CHANNELS[7]
    assert not button(filled, "live.strongest").isChecked()
    # Its map is known from the layer: the overlay follows without waiting for the engine.
    assert np.array_equal(filled.picture.values, layer_maps().maps[7])


def test_arrow_keys_walk_the_tiles(filled, qtbot):
    chosen = []
    filled.channelChosen.connect(chosen.append)
    filled.strip.setFocus()
    columns = filled.strip.columns()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(filled.strip, key)
    assert chosen == [CHANNELS[at] for at in (1, columns + 1, columns, 0, 23)]


def test_arrow_keys_step_channels_and_layers(filled, qtbot):
    channels, layers = [], []
    filled.channelChosen.connect(channels.append)
    filled.layerStepped.connect(layers.append)
    filled.picture.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(filled.picture, key)
    assert channels == [39, 38, 39]
    assert layers == [1, -1]


def test_channel_field_and_strongest(filled, qtbot):
    spin = filled.findChild(QSpinBox, "live.channel")
    chosen = []
    filled.channelChosen.connect(chosen.append)
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "17")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    qtbot.mouseClick(button(filled, "live.strongest"), Qt.MouseButton.LeftButton)
    assert chosen == [17, None]
    assert spin.value() == 40, "the strongest channel is shown again"
    assert spin.maximum() == SHAPE[0] - 1


def test_another_layer_forgets_the_channel(filled):
    filled.set_channel(17)
    filled.set_layer("layer3.0.relu", (96, 7, 7))
    assert filled.channel is None
    assert filled.picture.painted.overlay is None, "the last layer's map is not shown as this one's"
    filled.set_layer_maps(layer_maps("layer3.0.relu"))
    assert filled.picture.painted.overlay is not None


def test_click_on_the_picture_chooses_the_unit(filled, qtbot):
    view = filled.picture
    with qtbot.waitSignal(filled.unitChosen) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_box((9, 11)).center().toPoint())
    assert caught.args[0] == (9, 11)
    with qtbot.waitSignal(filled.unitChosen) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, view.height() // 2))
    assert caught.args[0] == "max"


def test_cells_tile_the_region(filled):
    view = filled.picture
    box = view.region_box()
    factor = view.target().width() / 500
    assert box.left() == pytest.approx(view.target().left() + 100 * factor)
    assert box.width() == pytest.approx(300 * factor)
    for y in range(14):
        for x in range(14):
            assert view.unit_at(view.cell_box((y, x)).center()) == (y, x)
    assert view.unit_at(box.topLeft() - QPointF(2, 0)) is None


def test_hover_shows_the_unit(filled, qtbot):
    view = filled.picture
    before = view.grab().toImage()
    qtbot.mouseMove(view, view.cell_box((5, 5)).center().toPoint())
    qtbot.mouseMove(view, view.cell_box((9, 11)).center().toPoint())
    qtbot.waitUntil(lambda: view.painted.hover == (9, 11))
    assert view.grab().toImage() != before


# Overlay


def test_opacity_by_keys_changes_the_pixels(filled, qtbot):
    slider = filled.methods.slider
    place = filled.picture.cell_box((9, 11)).center().toPoint()
    said = []
    filled.opacityChanged.connect(said.append)

    def color_there() -> tuple[int, int, int]:
        color = filled.picture.grab().toImage().pixelColor(place)
        return color.red(), color.green(), color.blue()

    strong = color_there()
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert said == [0.9]
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert said[-1] == 0
    assert filled.findChild(QLabel, "live.opacity.value").text() == "0\u202f%"
    bare = color_there()
    assert bare != strong
    filled.set_method(None)
    assert color_there() == bare, "at 0 % the picture is untouched"


def test_method_switch_is_told_and_shown_at_once(filled, qtbot):
    told = []
    filled.methodChanged.connect(told.append)
    choose_method(filled, "DeconvNet", qtbot)
    assert filled.picture.painted.overlay is None, "a map is not shown as a projection"
    filled.set_channel_view(channel_view(method="deconv", switches=2))
    assert filled.picture.painted.overlay.width() == 64
    assert filled.honesty.titles() == ("Rules: activation ×12",)
    choose_method(filled, "Activation", qtbot)
    assert filled.picture.painted.overlay.width() == 14, "the map came with the projection"
    choose_method(filled, "Off", qtbot)
    assert filled.picture.painted.overlay is None
    assert told == ["deconv", "activation", None]


def test_wheel_scrolls_and_does_not_turn_the_opacity(filled):
    slider = filled.methods.slider
    before = slider.value()
    event = QWheelEvent(
        QPointF(40, 10),
        QPointF(slider.mapToGlobal(QPoint(40, 10))),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    assert slider.value() == before


def test_key_cycles_the_overlays(filled, qtbot):
    told = []
    filled.methodChanged.connect(told.append)
    filled.picture.setFocus()
    for _ in range(9):
        qtbot.keyClick(filled.picture, Qt.Key.Key_O)
    qtbot.keyClick(filled.picture, Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    assert told[:4] == ["deconv", "guided", "gradient", "gradcam"]
    assert told[4:] == ["layercam", "occlusion", "integrated", None, "activation", None]


def test_useless_deconvnet_is_admitted(filled, qtbot):
    filled.set_method("deconv")
    filled.set_channel_view(channel_view(method="deconv", switches=0))
    assert filled.honesty.isVisible()
    with qtbot.waitSignal(filled.methodChanged) as caught:
        qtbot.mouseClick(button(filled, "live.honesty.guided"), Qt.MouseButton.LeftButton)
    assert caught.args[0] == "guided"
    assert not filled.honesty.isVisible()


def test_whole_map_is_offered_for_projections(filled, qtbot):
    assert not filled.methods.scope.isVisible()
    filled.set_method("guided")
    with qtbot.waitSignal(filled.unitChosen) as caught:
        qtbot.mouseClick(button(filled, "live.scope.all"), Qt.MouseButton.LeftButton)
    assert caught.args[0] == "all"
    assert filled.scope == "all"


def test_view_of_another_channel_is_not_shown(filled):
    filled.set_channel(17)
    filled.set_channel_view(channel_view(40))
    assert filled.picture.view() is None
    assert np.array_equal(filled.picture.values, layer_maps().maps[CHANNELS.index(17)])


def test_what_is_awaited_and_what_is_empty_is_said(filled):
    said = filled.picture.accessibleDescription
    assert said() == f"{LAYER} Activation · channel 40 · unit (9, 11)"
    filled.set_method("guided")
    assert said() == f"{LAYER} Guided backprop · channel 40 · projecting…"
    view = channel_view(method="guided")
    view.projection[:] = 0
    filled.set_channel_view(view)
    assert said().endswith("unit (9, 11) · zero everywhere")
    filled.set_method("deconv")
    filled.set_error("the engine has stopped")
    assert "projecting" not in said()


def test_receptive_field_box_is_white_on_black(filled):
    filled.set_method(None)
    filled.set_receptive_field(QRectF(200, 100, 100, 60))
    box = filled.picture.to_view(QRectF(200, 100, 100, 60)).toAlignedRect()
    image = filled.picture.grab().toImage()
    column = box.center().x()
    assert image.pixelColor(column, box.top()).lightness() > 240
    assert image.pixelColor(column, box.top() - 2).lightness() < 40


# States


def test_random_weights_are_marked(filled):
    trained = filled.top.grab().toImage()
    assert filled.body.badge.text() == "ImageNet-1K"
    filled.set_prediction(prediction(RANDOM))
    assert filled.body.badge.isVisible()
    assert filled.body.badge.text() == "random weights"
    assert filled.body.badge.property("badge") == "warn"
    assert filled.top.grab().toImage() != trained, "its bars are hatched"


def test_stale_results_fade(filled):
    fresh = filled.top.grab().toImage()
    filled.set_stale(True)
    assert filled.top.grab().toImage() != fresh
    filled.set_stale(False)
    assert filled.top.grab().toImage() == fresh


def test_new_picture_takes_the_old_overlay_away(filled):
    filled.set_receptive_field(QRectF(0, 0, 20, 20))
    filled.set_picture(picture("other"))
    assert filled.picture.painted.overlay is None
    assert filled.picture.painted.field is None
    assert filled.top._stale


def test_busy_shows_skeletons_only_after_a_moment(panel, qtbot):
    panel.set_picture(picture())
    panel.set_busy("Loading the engine")
    assert panel.strip.count == 0
    qtbot.waitUntil(lambda: panel.strip.count == 24, timeout=2000)
    panel.set_busy("Running to the layer")
    panel.set_prediction(None)
    assert panel.strip.count == 24, "the next step of the same work does not flicker"
    panel.set_busy(None)
    assert panel.strip.count == 0


def test_layer_without_map_shows_bars_with_names(filled, qtbot):
    values = np.zeros(1000, np.float32)
    values[100:124] = np.linspace(9, 1, 24)
    units = filled.layers.units
    filled.set_layer_maps(flat_maps(values))
    assert not units.isVisible(), "these are not the chosen layer's"
    filled.set_layer("fc", (1000,))
    filled.set_layer_maps(flat_maps(values))
    units.set_names(tuple(f"class {at}" for at in range(1000)))
    assert units.isVisible()
    assert not filled.strip.isVisible()
    assert units.units[:2] == (100, 101)
    assert units.words(100) == "100 class 100 9.00"
    assert filled.picture.painted.overlay is None
    with qtbot.waitSignal(filled.channelChosen) as caught:
        qtbot.mouseClick(units, Qt.MouseButton.LeftButton, pos=QPoint(60, 3 * 24 + 12))
    assert caught.args[0] == 103
    with qtbot.waitSignal(filled.channelChosen) as caught:
        qtbot.keyClick(units, Qt.Key.Key_Down)
    assert caught.args[0] == 104


def test_units_that_are_not_numbers_are_counted_and_hatched(filled):
    values = np.linspace(1, 0, 10, dtype=np.float32)
    values[0] = np.nan
    values[3] = np.inf
    filled.set_layer("fc", (10,))
    filled.set_layer_maps(flat_maps(values))
    image = filled.layers.units.grab().toImage()
    at = filled.layers.units.units.index(3)
    row = [image.pixelColor(x, at * 24 + 12) for x in range(60, 300)]
    assert any(one.red() > 200 and one.green() < 140 and one.blue() > 180 for one in row), "magenta"
    assert text_of(filled.findChild(QLabel, "live.counts")) == "10 · 2 NaN or ∞"


def test_maps_that_are_not_numbers_are_survived(filled):
    maps = layer_maps()
    maps.maps[0] = np.nan
    maps.maps[1] = 0
    filled.set_layer_maps(maps)
    filled.set_channel_view(None)
    filled.set_channel(CHANNELS[0])
    assert not filled.grab().isNull()
    assert filled.strip._images[0] is not None
    assert filled.strip._images[1] is None, "a dead channel is hatched"


# Layout


@pytest.mark.parametrize("width", [360, WIDE - 1, WIDE, 760, 900])
def test_nothing_is_cut_at_any_width(filled, qtbot, mode, width):
    filled.resize(width, 900)
    filled.set_method("deconv")
    filled.set_channel_view(channel_view(method="deconv", switches=0))
    filled.set_prediction(prediction(first="a very long name of a class that nobody can read on one line at all"))
    content = filled.findChild(QWidget, "live.content")
    # Layouts follow in the next round of events.
    QApplication.processEvents()
    # Nothing scrolls sideways.
    qtbot.waitUntil(lambda: content.width() <= filled.body.viewport().width(), timeout=2000)
    assert filled.width() == width
    for text in filled.findChildren(QLabel):
        if not text.isVisible() or not text.text() or text.wordWrap():
            continue
        if text.text().endswith("%") or text.text().startswith(("of ", "48", "24 of")):
            needed = text.fontMetrics().horizontalAdvance(text_of(text))
            assert text.contentsRect().width() >= needed, text_of(text)
    right = filled.mapToGlobal(QPoint(width, 0)).x()
    for child in filled.findChildren(QPushButton) + filled.findChildren(QFrame):
        if child.isVisible() and child.window() is filled:
            assert child.mapToGlobal(QPoint(child.width(), 0)).x() <= right, child.objectName()
    beside = filled.top.mapTo(filled, QPoint(0, 0)).x() > filled.picture.mapTo(filled, QPoint(0, 0)).x() + 100
    assert beside == (width >= WIDE)
    last = filled.strip.tile(filled.strip.count - 1)
    assert last.right() <= filled.strip.width()
    assert last.bottom() <= filled.strip.height()


def test_everything_is_reachable_and_named(filled):
    for name in ("live.source", "live.open", "live.paste", "live.opacity", "live.channel", "live.strongest"):
        widget = filled.findChild(QWidget, name)
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name
        assert widget.accessibleName() or widget.text(), name
    for name in ("live.picture", "live.strip", "live.top"):
        widget = filled.findChild(QWidget, name)
        assert widget.accessibleName(), name
        assert widget.accessibleDescription(), name
    assert "tiger cat" in filled.top.accessibleDescription()
