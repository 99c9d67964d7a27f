"""The stream between a source and the engine, with an engine that answers as the test wants it to."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import (
    ChannelJob,
    Failed,
    FrameAnswer,
    FrameJob,
    FrameTimings,
    LayerJob,
    PredictionResult,
    PredictJob,
    SeenRegion,
    WeightsBadge,
)
from explorer.ui.live.stream.frames import ShownFrame, StreamWish
from explorer.ui.live.stream.hud import REFRESH, SILENT, Hud
from explorer.ui.live.stream.stream import LiveMeter, LiveStream

from .moving import HandSource, number_of

BADGE = WeightsBadge(name="random:0", trained=False, source="")
REGION = SeenRegion(left=0, top=0, width=48, height=48, input_size=(48, 48))


class Link(QObject):
    """Stands in for ``EngineLink``: keeps the jobs until the test answers them."""

    ready = Signal(object)
    lost = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = "running"
        self.waiting: dict[int, tuple[FrameJob, Callable, Callable]] = {}
        self.posted: list[FrameJob] = []

    def post(self, job: FrameJob, done: Callable, failed: Callable) -> int:
        self.posted.append(job)
        self.waiting[len(self.posted)] = (job, done, failed)
        return len(self.posted)

    def cancel(self, number: int) -> None:
        self.waiting.pop(number, None)

    def awaits(self, number: int) -> bool:
        return number in self.waiting

    def answer(self, number: int) -> None:
        job, done, _ = self.waiting.pop(number)
        timings = FrameTimings(prepare=1, forward=2, view=3, total=6)
        predicted = PredictionResult(
            key=job.predict.key, weights=BADGE, device="cpu", milliseconds=2, top=(), region=REGION
        )
        # Stand-ins for the arrays: what matters is which question they answer.
        done(FrameAnswer(frame=job.frame, prediction=predicted, maps=job.layer, view=job.view, timings=timings))


def wish(key: str = "a", layer: str = "l", channel: int | None = None) -> StreamWish:
    return StreamWish(
        predict=PredictJob(key=key),
        layer=LayerJob(key=key, layer=layer),
        view=ChannelJob(key=key, layer=layer, channel=channel),
    )


class Stage:
    """A stream between a source that is fed by hand and an engine that answers by hand."""

    def __init__(self, steady: bool = True) -> None:
        self.link = Link()
        self.source = HandSource(steady)
        self.stream = LiveStream(self.link)
        self.shown: list[ShownFrame] = []
        self.stream.shown.connect(self.shown.append)
        self.stream.set_wish(wish())
        self.stream.set_source(self.source)
        self.source.start()

    def give(self, *numbers: int) -> None:
        for number in numbers:
            self.source.give(number)

    @property
    def numbers(self) -> list[int]:
        """The numbers that the frames on show carry."""
        return [number_of(one.frame.pixels) for one in self.shown]


@pytest.fixture
def stage(qapp) -> Stage:
    return Stage()


def test_two_frames_are_under_way_and_then_the_latest_wins(stage: Stage) -> None:
    stage.give(1, 2, 3, 4, 5)
    assert [number_of(job.pixels) for job in stage.link.posted] == [1, 2]
    assert stage.stream.dropped == 2
    stage.link.answer(1)
    assert stage.numbers == [1]
    assert [number_of(job.pixels) for job in stage.link.posted] == [1, 2, 5]
    stage.link.answer(2)
    stage.link.answer(3)
    assert stage.numbers == [1, 2, 5]
    assert stage.stream.under_way == 0


def test_each_result_is_shown_with_the_frame_that_it_is_of(stage: Stage) -> None:
    stage.give(7)
    stage.link.answer(1)
    shown = stage.shown[0]
    assert number_of(shown.frame.pixels) == 7
    assert shown.frame.sequence == 1
    assert shown.prediction.key == "a"
    assert (shown.maps.layer, shown.view.layer) == ("l", "l")


def test_what_is_asked_for_meanwhile_counts(stage: Stage) -> None:
    stage.give(1, 2)
    stage.stream.set_wish(wish(layer="other"))
    stage.link.answer(1)
    assert stage.shown[0].maps is None and stage.shown[0].view is None
    stage.stream.set_wish(wish(channel=3))
    stage.link.answer(2)
    assert stage.shown[1].maps.layer == "l" and stage.shown[1].view is None
    stage.give(3)
    assert stage.link.posted[-1].view.channel == 3
    stage.stream.set_wish(wish(key="b"))
    stage.link.answer(3)
    assert len(stage.shown) == 2
    assert stage.stream.stale == 1


def test_another_source_takes_nothing_from_the_last_one(stage: Stage) -> None:
    stage.give(1, 2)
    held = dict(stage.link.waiting)
    other = HandSource()
    stage.stream.set_source(other)
    assert not stage.link.waiting
    for job, done, failed in held.values():  # an answer that was on its way already
        done(FrameAnswer(frame=job.frame, prediction=None, timings=FrameTimings(prepare=0, forward=0, view=0, total=0)))
        failed(Failed(0, "late", "", expected=True))
    assert stage.shown == []
    stage.give(3)
    other.start()
    other.give(9)
    stage.link.answer(3)
    assert stage.numbers == [9]


def test_a_pause_drops_what_is_under_way(stage: Stage) -> None:
    stage.give(1)
    stage.link.answer(1)
    stage.give(2, 3)
    stage.source.pause()
    assert not stage.link.waiting
    stage.give(4)
    assert len(stage.link.posted) == 3
    stage.source.resume()
    assert number_of(stage.link.posted[-1].pixels) == 4


def test_the_last_frame_of_a_source_that_has_ended_is_shown(stage: Stage) -> None:
    drained = []
    stage.stream.drained.connect(lambda: drained.append(stage.numbers))
    stage.give(1, 2, 3)
    stage.source.end()
    for number in (1, 2, 3):
        assert not drained
        stage.link.answer(number)
    assert drained == [[1, 2, 3]]


def test_a_lost_engine_costs_what_it_had_and_the_next_goes_on(stage: Stage) -> None:
    stage.give(1, 2)
    stage.link.state = "starting"
    stage.link.waiting.clear()
    stage.link.lost.emit("killed")
    stage.give(3)
    assert len(stage.link.posted) == 2
    stage.link.state = "running"
    stage.link.ready.emit(None)
    assert number_of(stage.link.posted[-1].pixels) == 3
    stage.link.answer(3)
    assert stage.numbers == [3]


def test_jobs_that_somebody_else_has_dropped_do_not_block_the_stream(stage: Stage) -> None:
    stage.give(1, 2)
    stage.link.waiting.clear()  # a restart asked for by a person: no answer, no `lost`
    stage.give(3)
    assert number_of(stage.link.posted[-1].pixels) == 3


def test_a_drawing_is_done_again_for_another_wish_and_another_engine(qapp) -> None:
    stage = Stage(steady=False)
    stage.give(5)
    stage.link.answer(1)
    asked = time.perf_counter()
    stage.stream.set_wish(wish(layer="other"))
    assert [number_of(job.pixels) for job in stage.link.posted] == [5, 5]
    stage.link.answer(2)
    assert stage.shown[-1].maps.layer == "other"
    assert stage.shown[0].frame.timestamp < asked <= stage.shown[-1].frame.timestamp, "it did not take that long"
    assert stage.shown[0].frame.sequence == stage.shown[-1].frame.sequence
    stage.stream.set_wish(wish(layer="other"))
    assert len(stage.link.posted) == 2
    stage.link.lost.emit("killed")
    stage.link.ready.emit(None)
    assert len(stage.link.posted) == 3


def test_a_failure_is_said_and_the_next_frame_is_tried(stage: Stage) -> None:
    said = []
    stage.stream.failed.connect(said.append)
    stage.give(1)
    _, _, failed = stage.link.waiting.pop(1)
    failed(Failed(1, "no such layer", "", expected=True))
    assert said == ["no such layer"]
    stage.give(2)
    assert len(stage.link.posted) == 2


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), st.integers(0, 255)),
        st.tuples(st.just("answer"), st.integers(0, 5)),
        st.tuples(st.just("key"), st.sampled_from("ab")),
        st.tuples(st.just("layer"), st.sampled_from("lm")),
        st.tuples(st.just("channel"), st.integers(0, 1)),
        st.tuples(st.just("source"), st.just(0)),
    ),
    max_size=40,
)


@given(EVENTS)
def test_nothing_stale_is_ever_shown_however_the_engine_answers(qapp, events) -> None:
    stage = Stage()
    current = wish()
    source = stage.source
    checked: list[int] = []

    def check(shown: ShownFrame) -> None:
        assert shown.prediction.key == current.predict.key
        assert shown.maps in (None, current.layer)
        assert shown.view in (None, current.view)
        assert not checked or shown.frame.sequence > checked[-1]
        assert shown.frame.sequence <= source.captured
        checked.append(shown.frame.sequence)

    stage.stream.shown.connect(check)
    for what, value in events:
        if what == "give":
            source.give(value)
        elif what == "answer" and stage.link.waiting:
            waiting = sorted(stage.link.waiting)
            stage.link.answer(waiting[value % len(waiting)])
        elif what == "source":
            source = HandSource()
            checked.clear()
            stage.stream.set_source(source)
            source.start()
        elif what == "key":
            current = wish(value, current.layer.layer, current.view.channel)
        elif what == "layer":
            current = wish(current.predict.key, value, current.view.channel)
        elif what == "channel":
            current = replace(current, view=replace(current.view, channel=value))
        stage.stream.set_wish(current)
        assert len(stage.link.waiting) <= 2
        assert stage.stream.under_way == len(stage.link.waiting)


# Figures


def test_the_meter_counts_frames_and_orders_latencies() -> None:
    meter = LiveMeter()
    assert (meter.rate(0.0), meter.latency(0.5)) == (0.0, 0.0)
    for index in range(41):
        meter.count(captured=10 + index / 20 - index / 1000, now=10 + index / 20)
    assert meter.rate(12.0) == pytest.approx(20)
    assert meter.latency(0.5) == pytest.approx(0.020, abs=1e-6)
    assert meter.latency(0.95) == pytest.approx(0.038, abs=1e-6)
    assert meter.rate(20.0) == 0.0


def test_the_display_measures_from_capture_to_paint(stage: Stage, qtbot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    with qtbot.waitExposed(canvas):
        canvas.show()
    hud = Hud(canvas, lambda: stage.stream.dropped)
    hud.start()
    stage.stream.shown.connect(hud.show)
    told = []
    hud.told.connect(told.append)
    for number in range(1, 5):
        stage.give(number)
        stage.link.answer(number)
        canvas.repaint()
    assert hud.meter.latency(1.0) > 0
    hud.tell()
    labels = dict(told[-1])
    assert labels["CPU"] == "float32"
    assert labels["Dropped"] == "0"
    assert labels["Weights"] == "random"
    assert labels["Frames"] != "–"
    hud.stop()


def test_figures_are_said_with_a_frame_and_without_frames_all_the_same(stage: Stage, qtbot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    hud = Hud(canvas, lambda: 0)
    hud.start()
    with_a_frame: list[bool] = []
    showing = False

    def show(shown: object) -> None:
        nonlocal showing
        showing = True
        hud.show(shown)
        showing = False

    stage.stream.shown.connect(show)
    hud.told.connect(lambda readings: with_a_frame.append(showing))
    begun = time.perf_counter()
    for number in range(1, 26):
        stage.give(number)
        stage.link.answer(number)
        time.sleep(0.03)
    passed = 1000 * (time.perf_counter() - begun)
    assert all(with_a_frame)
    assert 2 <= len(with_a_frame) <= 1 + passed / REFRESH
    qtbot.waitUntil(lambda: with_a_frame[-1] is False, timeout=4 * SILENT)
    hud.stop()
    said = len(with_a_frame)
    qtbot.wait(SILENT + REFRESH)
    assert len(with_a_frame) == said
