"""Occlusion and integrated gradients of both compared networks: one after the other, with progress, of a picture that
stands."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.engine.messages import ClassJob, ClassView, Done, Progress
from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE, open_window
from tests.ui.compare_live_stage import PAIR, TRAINED, Stage, live, prediction, stage, still
from tests.ui.compare_stage import engine, known, page
from tests.ui.live_stage import picture

__all__ = ["engine", "live", "open_window", "page", "stage", "still"]


def choose(stage: Stage, method: str | None) -> None:
    stage.body.bar._actions[method].trigger()


def lasting(stage: Stage) -> list[tuple[int, ClassJob]]:
    """What is asked apart from frames, and not answered."""
    jobs = stage.engine.client.jobs.items()
    return [(number, job) for number, job in jobs if isinstance(job, ClassJob) and stage.engine.awaits(number)]


def wait_lasting(stage: Stage) -> tuple[int, ClassJob]:
    """Wait until the engine is asked; answer what is asked about the picture itself."""

    def asked() -> bool:
        while stage.under_way():
            stage.answer()
        return len(lasting(stage)) == 1

    stage.qtbot.waitUntil(asked, timeout=5000)
    return lasting(stage)[0]


def reply(stage: Stage, shade: float = 0.5) -> ClassJob:
    """Answer what is asked apart from frames."""
    number, job = wait_lasting(stage)
    wish = next(side for side in stage.jobs()[-1].sides if side is not None and side.predict.key == job.key)
    predicted = prediction(wish)
    target = next((one for one in predicted.top if one.index == job.target), predicted.top[0])
    whole = job.method == "integrated"
    view = ClassView(
        key=job.key,
        layer="",
        method=job.method,
        weights=TRAINED,
        target=target,
        map=None if whole else np.full((13, 13), shade, np.float32),
        predicted=None if whole else np.full((13, 13), target.index, np.int32),
        predicted_labels=((target.index, target.label),),
        attribution=np.full((3, 224, 224), shade, np.float32) if whole else None,
        completeness=0.01 if whole else None,
        steps=50 if whole else None,
        region=predicted.region,
    )
    stage.engine._arrived.emit(Done(number, view))
    return job


def shown(stage: Stage) -> list[ClassView | None]:
    return [side.picture.class_view() for side in stage.sides]


def asked_for(stage: Stage) -> list[ClassJob]:
    return [job for job in stage.engine.client.jobs.values() if isinstance(job, ClassJob)]


@pytest.mark.parametrize("method", ["occlusion", "integrated"])
def test_both_are_asked_one_after_the_other_with_progress(still: Stage, method: str) -> None:
    choose(still, method)
    number, job = wait_lasting(still)
    assert job == ClassJob(key="alexnet", weights="default", method=method)
    first, second = (side.progress for side in still.sides)
    assert first.isVisible() and second.isVisible()
    still.engine._arrived.emit(Progress(number, "Covering the picture", 39, 196))
    texts = [
        one.findChild(QLabel, f"compare.live.{letter}.progress.text") for one, letter in ((first, "a"), (second, "b"))
    ]
    assert [one.text() for one in texts if one is not None] == [
        "Covering the picture, 39 of 196",
        "Waiting for the engine",
    ]
    reply(still)
    assert not first.isVisible() and second.isVisible()
    assert shown(still)[0] is not None and shown(still)[1] is None
    assert still.sides[0].picture.painted.overlay is not None
    assert reply(still).key == "resnet18"
    assert all(shown(still)) and not second.isVisible()
    assert all(side.picture.painted.overlay is not None and side.top.entries for side in still.sides)
    assert all("Random weights" not in side.honesty.titles() for side in still.sides)
    still.qtbot.wait(20)
    assert len(asked_for(still)) == 2 and not still.under_way()


def test_what_is_known_of_a_picture_is_not_asked_again(still: Stage) -> None:
    choose(still, "occlusion")
    reply(still)
    reply(still)
    choose(still, "gradcam")
    still.settle()
    assert all(view is not None and view.method == "gradcam" for view in shown(still))
    choose(still, "occlusion")
    still.settle()
    still.qtbot.waitUntil(lambda: all(view is not None and view.method == "occlusion" for view in shown(still)))
    # Other weights of one side are a question about that side.
    still.live.set_weights("resnet18", "random")
    assert reply(still) == ClassJob(key="resnet18", weights="random", method="occlusion")
    # Another picture is one about both.
    still.show(picture("another"))
    assert [reply(still).key, reply(still).key] == list(PAIR)
    assert len(asked_for(still)) == 5


def test_another_class_is_asked_about_and_the_method_stays(still: Stage) -> None:
    choose(still, "occlusion")
    reply(still)
    reply(still)
    still.sides[1].classChosen.emit(281)
    assert [reply(still).target, reply(still).target] == [281, 281]
    assert [view.target.label for view in shown(still) if view is not None] == ["tabby", "tabby"]
    assert still.body.bar.methods.shown_text() == "Occlusion"


def test_cancelled_at_a_side_the_same_question_is_answered_at_once(still: Stage) -> None:
    choose(still, "occlusion")
    reply(still)
    number, _ = wait_lasting(still)
    cancel = still.sides[1].findChild(QPushButton, "compare.live.b.progress.cancel")
    assert cancel is not None
    still.qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    still.settle()
    assert number in still.engine.client.cancelled and lasting(still) == []
    assert still.body.bar.methods.shown_text() == "Grad-CAM"
    assert not any(side.progress.isVisible() for side in still.sides)
    # Asked again, only what is missing is worked at.
    choose(still, "occlusion")
    assert reply(still).key == "resnet18"
    assert all(view is not None and view.method == "occlusion" for view in shown(still))


def test_cancelled_elsewhere_it_is_not_asked_again_by_itself(still: Stage) -> None:
    choose(still, "occlusion")
    wait_lasting(still)
    still.engine.cancel_all()
    still.qtbot.waitUntil(lambda: not any(side.progress.isVisible() for side in still.sides))
    assert all(side.picture.painted.chips.notice == "Cannot be shown" for side in still.sides)
    assert "cancelled" in still.sides[0].picture.toolTip()
    still.qtbot.wait(450)
    assert lasting(still) == []
    choose(still, "activation")
    still.settle()
    choose(still, "occlusion")
    assert reply(still).key == "alexnet"


def test_a_failure_costs_only_its_side(still: Stage) -> None:
    choose(still, "integrated")
    wait_lasting(still)
    still.engine.fail(ClassJob, "not enough memory for integrated gradients")
    assert reply(still).key == "resnet18"
    assert shown(still)[0] is None and shown(still)[1] is not None
    assert "not enough memory" in still.sides[0].picture.toolTip()
    assert still.sides[0].top.entries


def test_while_frames_follow_each_other_they_are_not_offered(stage: Stage) -> None:
    source = stage.stream()
    stage.open()
    source.give(1)
    stage.wait_asked()
    stage.answer()
    actions = stage.body.bar._actions
    stage.qtbot.waitUntil(lambda: not actions["occlusion"].isEnabled() and not actions["integrated"].isEnabled())
    assert actions["gradcam"].isEnabled() and "freeze first" in actions["occlusion"].toolTip()
    stage.press(stage.sides[0].picture, Qt.Key.Key_F)
    stage.qtbot.waitUntil(lambda: actions["occlusion"].isEnabled())
    choose(stage, "occlusion")
    reply(stage)
    reply(stage)
    assert all(shown(stage))
    # Going on, the pictures say what they need.
    stage.qtbot.mouseClick(stage.body.bar.freeze, Qt.MouseButton.LeftButton)
    source.give(2)
    stage.wait_asked()
    stage.answer()
    stage.qtbot.waitUntil(
        lambda: all(side.picture.painted.chips.notice == "Freeze to see it (F)" for side in stage.sides)
    )
    assert shown(stage) == [None, None] and lasting(stage) == []
    stage.press(stage.sides[0].picture, Qt.Key.Key_O)
    stage.qtbot.waitUntil(lambda: stage.body.bar.methods.shown_text() == "Off")


def test_nothing_goes_on_unseen_and_another_engine_is_asked_anew(still: Stage) -> None:
    choose(still, "occlusion")
    reply(still)
    number, _ = wait_lasting(still)
    still.page.hide()
    assert number in still.engine.client.cancelled
    still.page.show()
    assert reply(still).key == "resnet18"
    still.engine.die()
    still.engine.say_ready()
    assert [reply(still).key, reply(still).key] == list(PAIR)
    assert all(shown(still))


def test_other_networks_are_asked_from_the_start(still: Stage) -> None:
    choose(still, "occlusion")
    reply(still)
    reply(still)
    still.page.members.swap()
    known(still.qtbot, still.page, still.engine)
    assert [reply(still).key, reply(still).key] == list(PAIR[::-1])


def test_the_real_engine_covers_the_picture_for_both(open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: window.documents.current is not None, timeout=PATIENCE)
    window.comparing.open_with("lenet5_original")
    compared = window.comparing.page
    assert compared is not None
    qtbot.waitUntil(lambda: compared.result is not None, timeout=PATIENCE)
    compared.live.set_open(True)
    body = compared.live.body
    assert body is not None
    qtbot.waitUntil(lambda: all(side.answer is not None for side in body.sides), timeout=PATIENCE)
    body.bar._actions["occlusion"].trigger()
    qtbot.waitUntil(lambda: all(side.picture.class_view() is not None for side in body.sides), timeout=PATIENCE)
    for side in body.sides:
        view = side.picture.class_view()
        assert view is not None and side.answer is not None
        assert view.key == side.answer.prediction.key and view.target.index == side.answer.prediction.top[0].index
        assert view.region == side.answer.prediction.region and np.isfinite(view.map).all()
        assert not side.progress.isVisible()
