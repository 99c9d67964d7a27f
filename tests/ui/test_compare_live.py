"""Both compared networks on the same picture, by key and mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.engine.messages import ChannelJob, ClassJob
from explorer.inference.frames import FrameState
from explorer.ui.compare.page import ComparePage
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.panel.top_classes import ROW
from tests.ui.compare_live_stage import PAIR, RANDOM, TRAINED, Stage, live, stage, still
from tests.ui.compare_stage import Engine, compare, engine, known, order_of, page
from tests.ui.moving import number_of

__all__ = ["engine", "live", "page", "stage", "still"]


def marks(stage: Stage) -> list[list[str]]:
    return [[side.top.note(item) for item in side.top.entries] for side in stage.sides]


# A picture that stands


def test_closed_it_makes_nothing_and_asks_nothing(stage: Stage) -> None:
    stage.show()
    stage.qtbot.wait(20)
    assert stage.page.live.isVisible() and stage.page.live.body is None
    assert stage.jobs() == []


def test_both_are_asked_about_the_picture_in_one_job(stage: Stage) -> None:
    shown = stage.show()
    stage.open()
    job = stage.wait_asked()
    assert job.still and job.pixels is shown.pixels
    assert [side.predict.key for side in job.sides] == list(PAIR)
    assert [side.layer.layer for side in job.sides] == [side.view.layer for side in job.sides]
    stage.answer()
    assert all(side.picture.picture is shown for side in stage.sides)
    assert [side.top.entries[0].label for side in stage.sides] == ["tiger cat", "Egyptian cat"]
    assert all(side.picture.painted.overlay is not None for side in stage.sides)
    assert [side.head.badge.text() for side in stage.sides] == ["IMAGENET1K_V1"] * 2
    assert all("25.0" in side.head.pace.text() for side in stage.sides)
    stage.qtbot.wait(20)
    assert len(stage.jobs()) == 1


def test_what_one_finds_is_marked_where_the_other_finds_something_else(still: Stage) -> None:
    assert marks(still) == [["↓ 2", "↑ 1", "= 3", "= 4", "–"]] * 2
    assert still.body.bar.verdict.text() == "Top-1 differs"
    assert still.body.bar.shared.whole_text() == "4 of 5 classes shared"
    assert "tiger cat" in still.sides[0].top.accessibleDescription()
    assert "rank 2 in B" in still.sides[0].top.accessibleDescription()
    assert "not listed in A" in still.sides[1].top.accessibleDescription()


def test_random_weights_have_a_badge_and_are_not_compared(stage: Stage) -> None:
    stage.show()
    stage.open()
    stage.wait_asked()
    stage.answer(weights=(TRAINED, RANDOM))
    assert [side.head.badge.text() for side in stage.sides] == ["IMAGENET1K_V1", "random weights"]
    assert stage.body.bar.verdict.text() == "Random weights: B"
    assert not stage.body.bar.shared.isVisible()
    assert marks(stage) == [[""] * 5] * 2
    assert "Random weights" in stage.sides[1].honesty.titles()


def test_without_a_picture_it_offers_one(stage: Stage) -> None:
    stage.open()
    stage.qtbot.waitUntil(stage.body.empty.isVisible)
    assert stage.jobs() == [] and not stage.body.area.isVisible()
    stage.qtbot.mouseClick(stage.body.sample, Qt.MouseButton.LeftButton)
    job = stage.wait_asked()
    assert job.pixels.shape[2] == 3 and job.still
    stage.answer()
    assert stage.body.area.isVisible() and not stage.body.empty.isVisible()
    assert stage.body.bar.source.accessibleName() == "Sample: chelsea"


def test_it_waits_for_the_comparison(qtbot: QtBot, engine: Engine, page: ComparePage, live: LiveController) -> None:
    stage = Stage(qtbot, page, live, engine)
    stage.show()
    stage.open()
    qtbot.waitUntil(stage.body.empty.isVisible)
    assert stage.jobs() == []
    compare(qtbot, page, engine, *PAIR)
    assert [side.predict.key for side in stage.wait_asked().sides] == list(PAIR)


# The choices


def test_up_and_down_go_through_the_stages_of_both(still: Stage) -> None:
    first = still.layers()
    still.press(still.sides[0].picture, Qt.Key.Key_Down)
    still.settle()
    down = still.layers()
    assert all(one != other for one, other in zip(first, down, strict=True))
    # The table and both graphs are at that stage, too.
    row = still.page.panel.stages.currentIndex().row()
    assert row == still.page.looking.wishes.shown_stage()
    assert all(side.overlay.band is not None for side in still.page.sides)
    still.press(still.sides[1].picture, Qt.Key.Key_Up)
    still.settle()
    assert still.layers() == first


def test_the_stages_end_where_the_maps_end(still: Stage) -> None:
    while still.body.bar.next.isEnabled():
        still.qtbot.mouseClick(still.body.bar.next, Qt.MouseButton.LeftButton)
        still.settle()
    count = len(still.jobs())
    still.press(still.page.live, Qt.Key.Key_Down)
    still.qtbot.wait(20)
    assert len(still.jobs()) == count


def test_what_is_selected_in_a_graph_is_shown_with_its_counterpart(still: Stage) -> None:
    graph = still.page.sides[1]
    order = order_of(graph, "layer2.0.conv1")
    still.page.counterparts.selections[1].select_operator(order)
    still.settle()
    there = still.layers()
    assert there[1] == "layer2.0.conv1"
    chosen = still.page.counterparts.current[0]
    if chosen.order is not None:
        assert still.page.sides[0].tree.network.rows[chosen.order].path in (there[0] or "")
    else:
        assert there[0] is not None


def test_the_method_is_one_for_both_and_o_is_its_key_here(still: Stage) -> None:
    stacked = still.page.bar.stacked.isChecked()
    still.press(still.sides[0].picture, Qt.Key.Key_O)
    still.settle()
    assert [side.view.method for side in still.jobs()[-1].sides] == ["deconv", "deconv"]
    assert all(side.picture.view().method == "deconv" for side in still.sides)
    assert still.page.bar.stacked.isChecked() is stacked
    still.press(still.sides[0].picture, Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    still.settle()
    assert still.body.bar.methods.shown_text() == "Activation"


def test_a_class_method_looks_at_the_layers_of_the_stage(still: Stage) -> None:
    still.press(still.page.live, Qt.Key.Key_Down)
    still.settle()
    layers = still.layers()
    still.body.bar._actions["gradcam"].trigger()
    still.settle()
    jobs = [side.view for side in still.jobs()[-1].sides]
    assert all(isinstance(job, ClassJob) and job.target is None for job in jobs)
    assert [job.layer for job in jobs] == layers
    assert all(side.picture.painted.overlay is not None for side in still.sides)


def test_a_click_on_a_class_explains_it_in_both(still: Stage) -> None:
    top = still.sides[0].top
    still.qtbot.mouseClick(top, Qt.MouseButton.LeftButton, pos=QPoint(60, 2 * ROW + 10))
    still.settle()
    assert [side.view.target for side in still.jobs()[-1].sides] == [281, 281]
    assert still.body.bar.target.shown_text() == "tabby"


def test_a_click_on_a_tile_chooses_the_channel_of_one(still: Stage) -> None:
    strip = still.sides[1].strip
    still.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tile(2).center().toPoint())
    still.settle()
    views = [side.view for side in still.jobs()[-1].sides]
    assert all(isinstance(view, ChannelJob) for view in views)
    assert [view.channel for view in views] == [None, 3]
    assert [side.strip._channel for side in still.sides] == [5, 3]
    # Another stage has channels of its own.
    still.press(still.page.live, Qt.Key.Key_Down)
    still.settle()
    assert [side.view.channel for side in still.jobs()[-1].sides] == [None, None]


def test_a_layer_without_a_map_shows_the_picture_alone(still: Stage) -> None:
    stages = still.page.panel.stages
    head = len(still.page.result.comparison.stages) - 1
    stages.selectRow(head)
    job = still.wait_asked()
    assert [side.layer for side in job.sides] == [None, None]
    still.answer()
    for side in still.sides:
        assert side.picture.painted.overlay is None
        assert side.picture.painted.chips.notice == "No map at this layer"
        assert side.top.entries
    # The keys lead back.
    still.press(still.page.live, Qt.Key.Key_Up)
    still.settle()
    assert any(layer is not None for layer in still.layers())


# Who is compared


def test_swapping_swaps_what_is_seen_and_nothing_old_stays(still: Stage) -> None:
    still.press(still.page.live, Qt.Key.Key_X)
    assert all(side.answer is None for side in still.sides)
    known(still.qtbot, still.page, still.engine)
    job = still.wait_asked()
    assert [side.predict.key for side in job.sides] == ["resnet18", "alexnet"]
    still.answer()
    assert [side.top.entries[0].label for side in still.sides] == ["Egyptian cat", "tiger cat"]


def test_one_side_is_replaced(still: Stage) -> None:
    still.page.put(0, "squeezenet1_1")
    known(still.qtbot, still.page, still.engine)
    job = still.wait_asked()
    assert [side.predict.key for side in job.sides] == ["squeezenet1_1", "resnet18"]


def test_of_more_than_two_the_first_two_run(still: Stage) -> None:
    still.page.add("squeezenet1_1")
    known(still.qtbot, still.page, still.engine)
    job = still.wait_asked()
    assert [side.predict.key for side in job.sides] == list(PAIR)
    still.qtbot.waitUntil(still.body.more.isVisible)
    assert still.body.more.text() == "A and B run; C is in the tables and charts only."


# A moving source


def test_both_sides_are_always_of_the_same_frame_and_the_newest_wins(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    for number in range(1, 6):
        source.give(number)
    stage.wait_asked(2)
    assert not any(job.still for job in stage.jobs())
    seen: list[int] = []
    while stage.under_way():
        stage.answer()
        first, second = (side.picture.picture for side in stage.sides)
        assert first is second
        assert {side.answer.frame for side in stage.sides} == {stage.live.sources._last.frame.sequence}
        seen.append(number_of(first.pixels))
    assert seen == [1, 2, 5]
    assert stage.body.bar.rate.whole_text().startswith("Frame 5")
    assert all("alone 40.0" in side.head.pace.text() for side in stage.sides)


def test_f_freezes_both_at_the_frame_on_show_and_goes_on(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(3)
    stage.wait_asked()
    stage.answer()
    shown = stage.sides[0].picture.picture.pixels
    stage.press(stage.sides[1].picture, Qt.Key.Key_F)
    assert source.state is FrameState.PAUSED
    job = stage.wait_asked()
    assert job.still and job.pixels is shown
    stage.answer()
    assert all(side.picture.picture.pixels is shown for side in stage.sides)
    assert stage.body.bar.freeze.text() == "Go on" and not stage.body.bar.rate.whole_text()
    # What else is wanted is asked about the frozen frame.
    stage.press(stage.sides[0].picture, Qt.Key.Key_O)
    assert stage.wait_asked().pixels is shown
    stage.answer()
    stage.qtbot.mouseClick(stage.body.bar.freeze, Qt.MouseButton.LeftButton)
    assert source.state is FrameState.RUNNING
    source.give(4)
    assert not stage.wait_asked().still
    stage.answer()
    assert number_of(stage.sides[0].picture.picture.pixels) == 4


def test_answers_about_another_network_are_not_shown(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(1)
    stage.wait_asked()
    stage.page.members.swap()
    known(stage.qtbot, stage.page, stage.engine)
    stage.qtbot.wait(20)
    stage.answer()
    assert all(side.answer is None for side in stage.sides)
    source.give(2)
    stage.wait_asked()
    stage.answer()
    assert [side.top.entries[0].label for side in stage.sides] == ["Egyptian cat", "tiger cat"]


def test_hidden_it_lets_the_live_panel_have_the_source(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(1)
    stage.wait_asked()
    stage.answer()
    count = len(stage.jobs())
    stage.page.hide()
    source.give(2)
    stage.qtbot.wait(20)
    assert len(stage.jobs()) == count
    # Seen again, it goes on with the newest frame.
    stage.page.show()
    assert stage.wait_asked().frame == 2
    stage.answer()
    stage.qtbot.mouseClick(stage.page.live.fold, Qt.MouseButton.LeftButton)
    source.give(3)
    stage.qtbot.wait(20)
    assert len(stage.jobs()) == count + 1


# Failures


def test_a_side_that_fails_costs_only_itself_until_it_is_tried_again(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(1)
    stage.wait_asked()
    stage.answer(failing={0: "the download failed; try again"})
    failed, other = stage.sides
    assert failed.failure.isVisible() and failed.answer is None and failed.head.badge.text() == "Weights"
    assert other.top.entries and not stage.body.bar.verdict.isVisible()
    stage.qtbot.wait(1)
    source.give(2)
    job = stage.wait_asked()
    assert job.sides[0] is None and job.sides[1] is not None
    stage.answer()
    # It still shows the frame of the other one.
    assert failed.picture.picture is other.picture.picture
    retry = failed.findChild(QPushButton, "compare.live.a.failure.retry")
    stage.qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    stage.qtbot.wait(1)
    source.give(3)
    assert None not in stage.wait_asked().sides
    stage.answer()
    assert not failed.failure.isVisible() and failed.top.entries


def test_a_side_that_fails_on_a_picture_is_not_asked_again_by_itself(stage: Stage) -> None:
    stage.show()
    stage.open()
    stage.wait_asked()
    stage.answer(failing={1: "no weights"})
    stage.settle()  # the other one is asked alone, for what has been answered already
    count = len(stage.jobs())
    stage.qtbot.wait(20)
    assert len(stage.jobs()) == count
    assert stage.sides[1].failure.isVisible() and stage.sides[0].answer is not None
    # Other networks are another matter.
    stage.page.put(1, "squeezenet1_1")
    known(stage.qtbot, stage.page, stage.engine)
    assert None not in stage.wait_asked().sides


def test_an_engine_that_dies_fades_both_and_the_next_one_is_asked(still: Stage) -> None:
    still.engine.die()
    assert all(side.top.stale for side in still.sides)
    assert all(side.picture.painted.chips.notice == "The engine is starting again" for side in still.sides)
    still.engine.say_ready()
    still.wait_asked()
    still.answer()
    assert not any(side.top.stale for side in still.sides)
    assert not any(side.picture.painted.chips.notice for side in still.sides)


def test_pictures_use_the_height_as_soon_as_the_channels_are_there(still: Stage) -> None:
    side = still.sides[0]
    assert side.strip.isVisible()
    size = side.picture.size()
    side.arrange(*side._room)
    assert side.picture.size() == size, "nothing moves at the next resize"


def test_escape_goes_back_to_the_strongest_unit(still: Stage) -> None:
    side = still.sides[0]
    side.unitChosen.emit((2, 1))
    still.wait_asked()
    view = still.jobs()[-1].sides[0].view
    assert isinstance(view, ChannelJob) and view.unit == (2, 1)
    still.answer()
    still.press(side.picture, Qt.Key.Key_Escape)
    still.wait_asked()
    view = still.jobs()[-1].sides[0].view
    assert isinstance(view, ChannelJob) and view.unit == "max"
