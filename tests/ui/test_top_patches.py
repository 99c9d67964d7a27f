"""The panel of strongest patches, driven by keys and mouse; the test answers for the engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressBar, QToolTip
from pytestqt.qtbot import QtBot

from explorer.engine.messages import TopPatchesJob, TopPatchesPageJob
from explorer.ui.settings import Settings
from explorer.ui.theme import color, theme, tokens
from explorer.ui.widgets.badge import Badge
from tests.labels import text_of
from tests.ui.top_patches_stage import CHANNELS, DEAD, LAYER, OTHER, Stage, page, summary


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Stage]:
    theme().set_mode("light")
    made = Stage(qtbot)
    yield made
    made.close()
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()


@pytest.fixture
def shown(stage: Stage) -> Stage:
    """A finished search, all patches there."""
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page()
    stage.answer_all()
    return stage


def test_without_a_network_or_a_folder_it_says_what_to_do(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.panel.show()
    stage.controller.set_document(None)
    stage.qtbot.waitUntil(lambda: "Open a network" in stage.text("top9.card.what"))
    stage.controller.set_document(stage.document)
    stage.qtbot.waitUntil(lambda: "Choose a folder" in stage.text("top9.card.what"))
    assert not stage.engine.client.jobs
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: "")
    stage.click("top9.card.action")
    assert not stage.engine.client.jobs
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: "/photos")
    stage.click("top9.card.action")
    job = stage.wait_for(TopPatchesJob)
    assert (job.key, job.layer, job.folder) == ("network", LAYER, "/photos")
    assert Settings().pictures == "/photos"
    assert stage.button("top9.folder").text() == "photos"


def test_a_search_tells_how_far_it_is_is_cancelled_and_goes_on(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page(done=0)
    assert "not been searched" in stage.text("top9.card.what")
    assert stage.button("top9.card.action").text() == "Search 20 pictures"
    stage.click("top9.card.action")
    stage.wait_for(TopPatchesJob)
    stage.engine.progress(TopPatchesJob, 5, 20)
    bar = stage.panel.findChild(QProgressBar, "top9.line.bar")
    assert bar is not None and (bar.value(), bar.maximum()) == (5, 20)
    assert stage.text("top9.line.text") == f"Searching {LAYER}, 5 of 20 pictures"

    # What has been found so far is shown while it goes on, without projections.
    stage.qtbot.wait(1600)
    stage.engine.progress(TopPatchesJob, 8, 20)
    stage.answer_page(done=8)
    first = stage.answer_page(done=8)
    assert first.method is None and first.channels
    assert stage.panel.grid.isVisible()
    stage.qtbot.wait(150)
    assert all(job.method is None for job in stage.engine.posted(TopPatchesPageJob))

    stage.click("top9.line.cancel")
    assert stage.engine.client.cancelled == stage.numbers(TopPatchesJob)
    stage.answer_page(done=8)
    assert stage.text("top9.line.text") == "Stopped at 8 of 20 pictures"
    assert not stage.button("top9.line.cancel").isVisible()
    stage.click("top9.line.resume")
    job = stage.wait_for(TopPatchesJob)
    assert isinstance(job, TopPatchesJob) and not job.anew
    stage.engine.answer(TopPatchesJob, summary())
    assert not stage.panel.line.isVisible()
    assert stage.text("top9.count") == "20 pictures, 1 skipped"
    stage.answer_all()
    assert stage.panel.grid.content(0).projected("guided")


def test_only_what_is_in_sight_is_asked_for(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page(channels=2048)
    asked = stage.answer_page(channels=2048)
    in_sight = stage.panel.grid.channels_in_sight()
    assert asked.channels == tuple(one for one in in_sight if one != DEAD)
    assert len(in_sight) < 20
    projected = stage.answer_page(channels=2048)
    assert (projected.method, projected.channels) == ("guided", (0,))
    bar = stage.panel.grid.verticalScrollBar()
    stage.wait_for(TopPatchesPageJob)
    bar.setValue(bar.maximum())
    stage.qtbot.waitUntil(lambda: 2047 in stage.wait_for(TopPatchesPageJob).channels)
    job = stage.wait_for(TopPatchesPageJob)
    assert job.method is None and min(job.channels) > 2000
    assert stage.panel.grid.patch_rect(2047, 8).bottom() < stage.panel.grid.viewport().height()


def test_pictures_are_painted_where_they_are_hit(shown: Stage) -> None:
    picture = shown.panel.grid.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    for projected, tint in ((False, Qt.GlobalColor.red), (True, Qt.GlobalColor.blue)):
        box = shown.panel.grid.patch_rect(1, 4, projected)
        lower, upper = box.center() + QPoint(0, int(box.height() / 4)), box.center() - QPoint(0, int(box.height() / 4))
        assert picture.pixelColor((lower * scale).toPoint()) == tint
        # Above lies padding: neither picture nor projection, and nothing is stretched into it.
        above = picture.pixelColor((upper * scale).toPoint())
        assert above != tint and abs(above.red() - above.blue()) < 24
    # A dead channel shows none.
    dead = shown.panel.grid.patch_rect(DEAD, 4).center()
    assert picture.pixelColor((dead * scale).toPoint()) != Qt.GlobalColor.red
    assert shown.panel.grid.content(DEAD) is None


def test_a_click_shows_the_picture_with_its_channel(shown: Stage) -> None:
    shown.click_patch(3, 5)
    assert [source.path for source in shown.pictures] == [Path("/photos/3_6.png")]
    assert shown.pictures[0].name == "3_6.png"
    assert shown.document.selection.channel == 3
    shown.click_patch(2, 0, projected=True)
    assert shown.pictures[-1].path == Path("/photos/2_1.png")
    shown.click_patch(DEAD, 0)
    assert len(shown.pictures) == 2
    assert shown.document.selection.channel == DEAD


def test_the_keyboard_walks_over_all_patches(shown: Stage) -> None:
    grid, qtbot = shown.panel.grid, shown.qtbot
    grid.setFocus()

    def press(*keys: Qt.Key) -> tuple[int, int]:
        for key in keys:
            qtbot.keyClick(grid, key)
        current = grid.current()
        assert current is not None
        return current.patch.channel, current.patch.rank

    columns = round(grid.viewport().width() // (grid.patch_rect(1, 0).left() - grid.patch_rect(0, 0).left()))
    assert columns == 2
    assert press(Qt.Key.Key_Home) == (0, 1)
    assert press(Qt.Key.Key_Right, Qt.Key.Key_Down) == (0, 5)
    assert press(Qt.Key.Key_Right, Qt.Key.Key_Right) == (1, 4)
    assert press(Qt.Key.Key_Left) == (0, 6)
    assert press(Qt.Key.Key_Down, Qt.Key.Key_Down) == (columns, 3)
    assert press(Qt.Key.Key_Up) == (0, 9)
    assert f"{0}_9.png" in grid.accessibleDescription()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert shown.pictures[-1].path == Path("/photos/0_9.png")
    assert shown.document.selection.channel == 0
    qtbot.keyClick(grid, Qt.Key.Key_End)
    shown.answer_all()
    assert press() == (CHANNELS - 1, 1)
    assert CHANNELS - 1 in grid.channels_in_sight()


def test_the_mouse_tells_what_a_patch_is(shown: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda where, text, widget: said.append(text))

    def hover(point: QPoint) -> str:
        viewport = shown.panel.grid.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
        return said[-1]

    words = hover(shown.panel.grid.patch_rect(2, 1).center().toPoint())
    assert "2_2.png" in words and "8.00" in words and "(2, 2)" in words
    assert "rows 0 to 9, columns 4 to 23" in words and "20 × 20 px" in words
    assert "dead in all 19 pictures" in hover(shown.panel.grid.patch_rect(DEAD, 1).center().toPoint())
    caption = shown.panel.grid.patch_rect(2, 0).topLeft().toPoint() - QPoint(0, 10)
    assert "in 7 of 19" in hover(caption)


def test_a_channel_chosen_elsewhere_comes_into_sight(shown: Stage) -> None:
    last = CHANNELS - 1
    assert last not in shown.panel.grid.channels_in_sight()
    shown.document.selection.select_channel(last)
    assert last in shown.panel.grid.channels_in_sight()
    box = shown.panel.grid.patch_rect(last, 0)
    corner = box.topLeft() - QPoint(5, 5)
    picture = shown.panel.grid.viewport().grab().toImage()
    assert picture.pixelColor((corner * picture.devicePixelRatio()).toPoint()) == color(tokens().selection)


def test_another_way_of_projecting_is_asked_for(shown: Stage) -> None:
    before = len(shown.engine.posted(TopPatchesPageJob))
    assert shown.panel.head.method.current() == "guided"
    shown.click("top9.method.deconv")
    jobs = shown.answer_all()
    assert jobs and {job.method for job in jobs} == {"deconv"}
    assert len(shown.engine.posted(TopPatchesPageJob)) == before + len(jobs)
    assert shown.panel.head.method.current() == "deconv"


def test_the_default_way_is_explained_and_random_weights_are_marked(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.panel.resize(1000, 420)
    stage.open()
    stage.answer_page(trained=False)
    badge = stage.panel.findChild(Badge, "top9.weights")
    assert badge is not None and badge.isVisible() and badge.text() == "random weights"
    assert badge.property("badge") == "warn"
    why = stage.panel.findChild(QLabel, "top9.why")
    assert why is not None and why.isVisible() and "No max-pooling" in text_of(why)
    assert "does not depend" in stage.button("top9.method.deconv").toolTip()
    # Where there is little room the warning stays.
    stage.panel.resize(600, 420)
    assert badge.isVisible() and not why.isVisible()
    stage.engine.answer(TopPatchesPageJob, page(stage.wait_for(TopPatchesPageJob), 20, 20, switches=2))
    stage.panel.resize(1000, 420)
    stage.controller.refresh()
    stage.answer_all()


def test_with_max_pooling_it_begins_with_the_deconvnet(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page(switches=2)
    assert stage.panel.head.method.current() == "deconv"
    stage.answer_page(switches=2)
    assert stage.answer_page(switches=2).method == "deconv"


def test_a_failure_is_said_and_can_be_tried_again(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.wait_for(TopPatchesPageJob)
    stage.engine.fail(TopPatchesPageJob, "there is no folder /photos; choose a folder of pictures")
    assert "no folder /photos" in stage.text("top9.card.what")
    stage.click("top9.card.retry")
    stage.answer_page()
    stage.answer_all()
    assert stage.panel.grid.isVisible()


def test_another_layer_is_followed_while_a_search_goes_on(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page(done=0)
    stage.click("top9.card.action")
    number = stage.engine.waiting(TopPatchesJob)
    stage.engine.progress(TopPatchesJob, 3, 20)
    stage.live.layer = OTHER
    stage.document.selection.select_operator(5)
    job = stage.answer_page(done=0)
    assert job.layer == OTHER
    assert "not been searched" in stage.text("top9.card.what")
    assert stage.text("top9.line.text").startswith(f"Searching {LAYER}")
    assert stage.engine.awaits(number)
    stage.engine.answer(TopPatchesJob, summary())
    assert not stage.panel.line.isVisible()
    assert "not been searched" in stage.text("top9.card.what"), "the answer was of another layer"
    stage.live.layer = LAYER
    stage.document.selection.select_operator(2)
    stage.answer_page()
    stage.answer_all()
    assert stage.panel.grid.isVisible() and stage.panel.grid.content(0) is not None


def test_an_engine_that_dies_is_said_and_what_it_found_is_looked_up_again(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.open()
    stage.answer_page(done=0)
    stage.click("top9.card.action")
    stage.wait_for(TopPatchesJob)
    stage.engine.die()
    assert "stopped before it could answer" in stage.text("top9.card.what")
    assert not stage.panel.line.isVisible()
    stage.engine.say_ready()
    stage.answer_page(done=8)
    assert stage.text("top9.line.text") == "Stopped at 8 of 20 pictures"
    assert stage.panel.grid.isVisible()


def test_strongest_first_and_again(shown: Stage) -> None:
    menu = shown.panel.head.more.menu()
    actions = {action.objectName(): action for action in menu.actions()}
    actions["top9.order.strongest"].trigger()
    assert shown.panel.grid.channels_in_sight()[:3] == [11, 10, 9]
    shown.answer_all()
    shown.click_patch(11, 0)
    assert shown.pictures[-1].path == Path("/photos/11_1.png")
    actions["top9.anew"].trigger()
    job = shown.wait_for(TopPatchesJob)
    assert isinstance(job, TopPatchesJob) and job.anew


def test_nothing_is_asked_while_it_is_hidden(stage: Stage) -> None:
    stage.settings.pictures = "/photos"
    stage.controller.set_document(stage.document)
    stage.qtbot.wait(300)
    assert not stage.engine.client.jobs
    stage.panel.show()
    stage.wait_for(TopPatchesPageJob)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_a_narrow_dock(shown: Stage, mode: str) -> None:
    theme().set_mode(mode)
    assert shown.panel.minimumSizeHint().width() <= 300
    shown.panel.resize(300, 500)
    shown.answer_all()
    grid = shown.panel.grid
    assert grid.patch_rect(0, 8, projected=True).right() <= grid.viewport().width()
    assert shown.button("top9.method.deconv").isVisible()
    right = shown.panel.head.more.geometry().right()
    assert right <= 300
