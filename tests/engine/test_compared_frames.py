"""One frame in two networks, in one job: what each says, and what a failure of one of them costs."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.engine import jobs
from explorer.engine.jobs import Workbench
from explorer.engine.messages import (
    ChannelJob,
    ClassJob,
    ComparedFrame,
    ComparedFrameJob,
    Done,
    FrameAnswer,
    FrameFailure,
    FrameJob,
    FrameWish,
    Job,
    LayerJob,
    PictureJob,
    PredictJob,
)
from explorer.engine.worker import Outlet, Task
from explorer.errors import Cancelled, MemoryShortage
from explorer.inference.images import load_image
from explorer.inference.session import Session

from .test_streaming import Conversation

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
LITE, NET = "efficientnet_lite0", "squeezenet1_1"
LAYERS = {LITE: "blocks.2.1", NET: "features.5"}
WEIGHTS = {LITE: "default", NET: "random:3"}


class Nobody:
    """The end of a pipe at which nobody hears what the engine says."""

    def send_bytes(self, packed: bytes) -> None:
        pass


def task(job: Job) -> Task:
    return Task(1, job, Outlet(Nobody()))  # type: ignore[arg-type]


def do(bench: Workbench, job: Job) -> object:
    return bench.do(task(job))


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench()


@pytest.fixture(scope="module")
def cat() -> np.ndarray:
    return load_image(SAMPLES / "chelsea.png")


def wish(key: str, method: str = "activation", layer: str | None = None) -> FrameWish:
    weights, path = WEIGHTS[key], layer or LAYERS[key]
    predict = PredictJob(key=key, weights=weights)
    if method == "gradcam":
        return FrameWish(predict=predict, view=ClassJob(key=key, weights=weights, method=method, layer=path))
    return FrameWish(
        predict=predict,
        layer=LayerJob(key=key, weights=weights, layer=path, strongest=5),
        view=ChannelJob(key=key, weights=weights, layer=path, method=method),
    )


def alone(pixels: np.ndarray, one: FrameWish) -> FrameJob:
    return FrameJob(frame=7, pixels=pixels, predict=one.predict, layer=one.layer, view=one.view)


def together(pixels: np.ndarray, *sides: FrameWish | None, still: bool = False) -> ComparedFrameJob:
    return ComparedFrameJob(frame=7, pixels=pixels, sides=sides, still=still)


def same(one: object, other: object) -> bool:
    """Whether two answers are equal to the last bit, but for the times that they took."""
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray)
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=True)
    fields = getattr(one, "__dataclass_fields__", None)
    if fields is None:
        return one == other
    timed = ("milliseconds", "timings")
    return type(one) is type(other) and all(
        same(getattr(one, name), getattr(other, name)) for name in fields if name not in timed
    )


@pytest.mark.parametrize("method", ["activation", "guided", "gradcam"])
def test_both_say_what_each_says_alone(bench: Workbench, cat: np.ndarray, method: str) -> None:
    wishes = wish(LITE, method), wish(NET, method)
    singles = [do(bench, alone(cat, one)) for one in wishes]
    found = do(bench, together(cat, *wishes))
    assert isinstance(found, ComparedFrame) and found.frame == 7
    for side, single in zip(found.sides, singles, strict=True):
        assert isinstance(side, FrameAnswer) and not side.problem
        assert side.view is not None
        assert same(side, single)
    assert not same(found.sides[0].prediction, found.sides[1].prediction)


def test_two_layers_of_one_network_are_kept_apart(bench: Workbench, cat: np.ndarray) -> None:
    first, second = wish(LITE), wish(LITE, layer="blocks.4.2")
    found = do(bench, together(cat, first, second))
    assert same(found.sides[0], do(bench, alone(cat, first)))
    assert same(found.sides[1], do(bench, alone(cat, second)))
    assert found.sides[0].maps.layer == "blocks.2.1" and found.sides[1].maps.layer == "blocks.4.2"


def test_a_picture_that_stands_is_made_an_input_as_exactly_as_any(bench: Workbench, cat: np.ndarray) -> None:
    wishes = wish(LITE), wish(NET)
    found = do(bench, together(cat, *wishes, still=True))
    do(bench, PictureJob(pixels=cat))
    for side, one in zip(found.sides, wishes, strict=True):
        assert same(side.prediction.top, do(bench, one.predict).top)
        assert same(side.maps, do(bench, one.layer))
        assert same(side.view, do(bench, one.view))
    moving = do(bench, together(cat, *wishes))
    assert moving.sides[0].prediction.top != found.sides[0].prediction.top


def test_both_networks_stay_loaded(cat: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    session = jobs.Session

    def count(architecture, *args, **kwargs):  # type: ignore[no-untyped-def]
        made.append(architecture.key)
        return session(architecture, *args, **kwargs)

    monkeypatch.setattr(jobs, "Session", count)
    bench = Workbench()
    for _ in range(3):
        do(bench, together(cat, wish(LITE), wish(NET)))
    assert made == [LITE, NET]


def test_each_network_runs_with_the_threads_that_suit_it(cat: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Workbench()
    used: list[int] = []
    running: list[tuple[str, int]] = []
    suited = iter((3, 5))
    look, prepare = Session.look, Session.prepare

    def spy_look(*args: Any, **kwargs: Any) -> Any:
        running.append(("look", used[-1]))
        return look(*args, **kwargs)

    def spy_prepare(session: Session, image: Any, **kwargs: Any) -> Any:
        if isinstance(image, np.ndarray):
            running.append(("prepare", used[-1]))
        return prepare(session, image, **kwargs)

    monkeypatch.setattr(jobs, "tune_threads", lambda run: next(suited))
    monkeypatch.setattr(jobs, "tune_layout", lambda use_layout, run: False)
    monkeypatch.setattr(torch, "set_num_threads", used.append)
    monkeypatch.setattr(Session, "look", spy_look)
    monkeypatch.setattr(Session, "prepare", spy_prepare)
    for _ in range(2):
        do(bench, together(cat, wish(LITE), wish(NET)))
    # A frame is made an input beside a busy window.
    assert running == [("prepare", 1), ("look", 3), ("prepare", 1), ("look", 5)] * 2


def test_a_side_of_which_nothing_is_wanted_is_left_out(bench: Workbench, cat: np.ndarray) -> None:
    found = do(bench, together(cat, None, wish(NET)))
    assert found.sides[0] is None and isinstance(found.sides[1], FrameAnswer)


def test_weights_that_are_not_there_cost_one_side(bench: Workbench, cat: np.ndarray) -> None:
    lost = FrameWish(predict=PredictJob(key=NET, weights="/nowhere/weights.pt"))
    found = do(bench, together(cat, lost, wish(LITE)))
    assert isinstance(found.sides[0], FrameFailure)
    assert "/nowhere/weights.pt" in found.sides[0].message and "\n" not in found.sides[0].message
    assert same(found.sides[1], do(bench, alone(cat, wish(LITE))))


def test_a_layer_that_is_not_there_costs_only_its_map(bench: Workbench, cat: np.ndarray) -> None:
    found = do(bench, together(cat, wish(LITE), wish(NET, layer="no.such.layer")))
    assert found.sides[1].prediction.top and found.sides[1].maps is None
    assert "no.such.layer" in found.sides[1].problem
    assert found.sides[0].maps is not None


def test_a_fault_in_one_network_is_logged_and_the_other_goes_on(
    cat: np.ndarray, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Workbench()
    session = bench.session

    def break_one(key: str, weights: str, task: Task):  # type: ignore[no-untyped-def]
        if key == NET:
            raise RuntimeError("a shape\nis wrong")
        return session(key, weights, task)

    monkeypatch.setattr(bench, "session", break_one)
    with caplog.at_level(logging.ERROR):
        found = do(bench, together(cat, wish(NET), wish(LITE)))
    assert found.sides[0] == FrameFailure(message="RuntimeError: a shape is wrong")
    assert isinstance(found.sides[1], FrameAnswer)
    assert caplog.records[0].exc_info is not None


@pytest.mark.parametrize(("device", "costs_all"), [("cpu", False), ("cuda:0", True)])
def test_where_the_memory_is_short_all_go_to_the_cpu_before_one_is_lost(
    cat: np.ndarray, monkeypatch: pytest.MonkeyPatch, device: str, costs_all: bool
) -> None:
    bench = Workbench()
    session, info = bench.session, bench.info()

    def full(key: str, weights: str, task: Task):  # type: ignore[no-untyped-def]
        if key == NET:
            raise MemoryShortage("no memory; close other programs")
        return session(key, weights, task)

    monkeypatch.setattr(bench, "session", full)
    monkeypatch.setattr(bench, "info", lambda: type(info)(**{**_fields(info), "device": device}))
    job = together(cat, wish(LITE), wish(NET))
    if costs_all:
        with pytest.raises(MemoryShortage):
            bench.carry_out(job, task(job))
        return
    found = bench.carry_out(job, task(job))
    assert isinstance(found.sides[0], FrameAnswer)
    assert found.sides[1] == FrameFailure(message="no memory; close other programs")


def _fields(info: object) -> dict[str, object]:
    return {name: getattr(info, name) for name in info.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_frame_that_is_not_wanted_any_more_is_not_done(bench: Workbench, cat: np.ndarray) -> None:
    job = together(cat, wish(LITE), wish(NET))
    cancelled = task(job)
    cancelled.cancel()
    with pytest.raises(Cancelled):
        bench.do(cancelled)


@pytest.fixture
def engine() -> Iterator[Conversation]:
    conversation = Conversation()
    yield conversation
    conversation.client.close()


@pytest.mark.slow
def test_it_goes_through_the_process_and_its_blocks(engine: Conversation, cat: np.ndarray) -> None:
    ends = engine.ask(*(together(cat, wish(LITE), wish(NET)) for _ in range(4)))
    assert all(isinstance(end, Done) for end in ends)
    first = ends[0].answer.sides
    for end in ends[1:]:
        assert same(end.answer.sides[0].prediction.top, first[0].prediction.top)
        assert same(end.answer.sides[1].maps.maps, first[1].maps.maps)
