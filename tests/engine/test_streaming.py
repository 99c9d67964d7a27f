"""Frames in the engine process: one pass, one answer, blocks of shared memory that are used again."""

import os
import queue
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.engine import jobs
from explorer.engine.client import EngineClient
from explorer.engine.messages import (
    ChannelJob,
    ClassJob,
    DeviceJob,
    Done,
    EngineInfo,
    Event,
    Failed,
    FrameAnswer,
    FrameJob,
    Job,
    LayerJob,
    Lost,
    Moved,
    PictureJob,
    PredictJob,
    Progress,
    Ready,
)
from explorer.engine.sharing import SMALLEST, FrameRing, RingReader, SharedArray
from explorer.engine.worker import Task
from explorer.errors import MemoryShortage
from explorer.inference.images import load_image

from ..blocks import watch_blocks

PATIENCE = 120
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
KEY, LAYER = "efficientnet_lite0", "blocks.2.0.conv_dw"


class Conversation:
    """A client and what its engine has said."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.client = EngineClient(self.events.put)
        self.client.start()
        assert isinstance(self.next(), Ready)
        self.moved: list[Moved] = []

    def next(self) -> Event:
        while True:
            event = self.events.get(timeout=PATIENCE)
            if isinstance(event, Moved):
                self.moved.append(event)
            elif not isinstance(event, Progress):
                return event

    def ask(self, *asked: Job) -> list[Event]:
        """Post all at once; return how each ended."""
        numbers = [self.client.post(job) for job in asked]
        ends: dict[int, Event] = {}
        while len(ends) < len(numbers):
            event = self.next()
            assert not isinstance(event, Lost)
            ends[event.number] = event
        return [ends[number] for number in numbers]

    def answer(self, job: Job) -> object:
        event = self.ask(job)[0]
        assert isinstance(event, Done), event
        return event.answer


@pytest.fixture(scope="module")
def engine() -> Iterator[Conversation]:
    conversation = Conversation()
    yield conversation
    conversation.client.close()


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return load_image(SAMPLES / "coffee.png")


def frame(picture: np.ndarray, number: int = 1, *, layer: str = LAYER, method: str = "activation") -> FrameJob:
    return FrameJob(
        frame=number,
        pixels=picture,
        predict=PredictJob(key=KEY),
        layer=LayerJob(key=KEY, layer=layer, strongest=7),
        view=ChannelJob(key=KEY, layer=layer, method=method),
    )


@pytest.mark.parametrize("sample", ["chelsea.png", "coffee.png", "rocket.jpg"])
def test_a_frame_gives_the_prediction_of_its_picture(engine: Conversation, sample: str) -> None:
    pixels = load_image(SAMPLES / sample)
    engine.answer(PictureJob(pixels=pixels))
    still = engine.answer(PredictJob(key=KEY))
    moving = engine.answer(frame(pixels)).prediction
    assert moving.region == still.region
    assert moving.top[0].label == still.top[0].label
    assert moving.top[0].probability == pytest.approx(still.top[0].probability, abs=0.01)


@pytest.mark.parametrize("method", ["activation", "deconv", "guided"])
def test_one_answer_says_what_three_jobs_say(engine: Conversation, picture: np.ndarray, method: str) -> None:
    # At the network's own size nothing is resized, so that a frame's input is that of a picture to the last bit.
    picture = np.ascontiguousarray(picture[:256, :400])
    job = frame(picture, 5, method=method)
    engine.answer(PictureJob(pixels=picture))
    found = engine.answer(job)
    assert isinstance(found, FrameAnswer)
    assert (found.frame, found.problem) == (5, "")
    prediction, maps, view = (engine.answer(one) for one in (job.predict, job.layer, job.view))
    assert found.prediction.top == prediction.top
    assert found.prediction.region == prediction.region
    assert found.maps.channels == maps.channels and len(maps.channels) == 7
    assert np.array_equal(found.maps.maps, maps.maps)
    assert (found.view.channel, found.view.unit, found.view.value) == (view.channel, view.unit, view.value)
    if method == "activation":
        assert found.view.projection is None
    else:
        assert np.array_equal(found.view.projection, view.projection)
    assert 0 < found.timings.forward <= found.timings.total


def test_a_method_with_passes_of_its_own_looks_at_the_frame(engine: Conversation, picture: np.ndarray) -> None:
    engine.answer(PictureJob(pixels=np.zeros_like(picture)))
    job = FrameJob(frame=1, pixels=picture, predict=PredictJob(key=KEY), view=ClassJob(key=KEY, method="gradcam"))
    found = engine.answer(job)
    assert found.view.target.index == found.prediction.top[0].index
    assert found.prediction.top[0].label == "espresso"
    # The picture of the other jobs is what it was.
    assert engine.answer(PredictJob(key=KEY)).top[0].label != "espresso"


def test_a_layer_that_is_not_there_costs_only_itself(engine: Conversation, picture: np.ndarray) -> None:
    found = engine.answer(frame(picture, layer="no.such.layer"))
    assert found.prediction.top[0].label == "espresso"
    assert found.maps is None and found.view is None
    assert "no.such.layer" in found.problem and "\n" not in found.problem


def test_blocks_are_used_again_and_more_frames_go_through_the_pipe(
    engine: Conversation, picture: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = watch_blocks(monkeypatch)
    ends = engine.ask(*(frame(picture, number) for number in range(1, 9)))
    assert [end.answer.frame for end in ends] == list(range(1, 9))
    assert len({end.answer.prediction.top for end in ends}) == 1
    for number in range(6):
        engine.answer(frame(picture, number))
    assert len(blocks()) <= 1
    large = np.ascontiguousarray(np.tile(picture, (2, 2, 1)))
    assert engine.answer(frame(large)).prediction.top
    assert 1 <= len(blocks()) <= 2


def test_another_device_is_refused_in_a_line_and_another_precision_taken(engine: Conversation, picture) -> None:
    refused = engine.ask(DeviceJob(device="cuda:7"))[0]
    assert isinstance(refused, Failed) and refused.expected and "cuda:7" in refused.message
    refused = engine.ask(DeviceJob(device="cpu", precision="int3"))[0]
    assert isinstance(refused, Failed) and "int3" in refused.message
    before = engine.answer(frame(picture)).prediction
    info = engine.answer(DeviceJob(device="cpu", precision="bfloat16"))
    assert isinstance(info, EngineInfo) and info.precision == "bfloat16"
    assert engine.moved[-1] == Moved(info)
    after = engine.answer(frame(picture, method="guided"))
    assert after.prediction.precision == "bfloat16"
    assert after.prediction.top[0].label == before.top[0].label
    assert after.prediction.top[0].logit != before.top[0].logit
    assert after.view.projection.dtype == np.float32 and np.isfinite(after.view.projection).all()
    engine.answer(DeviceJob())
    assert engine.answer(frame(picture)).prediction.precision == "float32"


@pytest.mark.parametrize("end", ["kill", "close"])
def test_no_block_outlives_its_engine(picture: np.ndarray, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = watch_blocks(monkeypatch)
    conversation = Conversation()
    conversation.answer(frame(picture))
    assert blocks()
    for number in (2, 3):
        conversation.client.post(frame(picture, number))
    if end == "kill":
        os.kill(conversation.client.pid, signal.SIGKILL)
        while not isinstance(conversation.next(), Lost):
            pass
    conversation.client.close()
    assert not blocks()


# The ring by itself


def test_a_ring_hands_out_each_block_once() -> None:
    ring, reader = FrameRing(2), RingReader(2)
    frames = [np.full((SMALLEST // 300 + 1, 100, 3), value, np.uint8) for value in range(4)]
    one, two = ring.put(1, frames[0]), ring.put(2, frames[1])
    assert isinstance(one, SharedArray) and isinstance(two, SharedArray) and one.name != two.name
    assert ring.put(3, frames[2]) is frames[2]
    assert [int(reader.read(shared).max()) for shared in (one, two)] == [0, 1]
    ring.release(1)
    again = ring.put(4, frames[3])
    assert again.name == one.name
    assert int(reader.read(again).min()) == 3
    ring.close()
    assert ring.put(5, frames[0]) is frames[0]


def test_small_frames_need_no_block() -> None:
    ring = FrameRing(2)
    drawing = np.zeros((28, 28, 3), np.uint8)
    assert ring.put(1, drawing) is drawing
    assert RingReader().read(drawing) is drawing
    ring.close()


# Devices, without one


class Ends:
    """Stands in for the way back to the window."""

    def __init__(self) -> None:
        self.sent: list[Event] = []

    def send(self, event: Event) -> None:
        self.sent.append(event)


def test_what_does_not_fit_on_the_device_runs_on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(name: str | None) -> torch.device:
        return torch.device("cuda:0" if name in (None, "auto") else str(name))

    freed = []
    monkeypatch.setattr(jobs, "choose_device", choose)
    monkeypatch.setattr(jobs, "free_memory", freed.append)
    bench, outlet = jobs.Workbench(), Ends()

    def predict(job: Job, task: Task) -> str:
        if str(bench._device) != "cpu":
            raise MemoryShortage("cuda:0 has not enough memory for VGG-16; choose the CPU, or use a smaller input")
        return "predicted"

    bench._doers[PredictJob] = predict
    assert bench.do(Task(1, PredictJob(key="vgg16"), outlet)) == "predicted"
    (moved,) = outlet.sent
    assert isinstance(moved, Moved) and moved.info.device == "cpu"
    assert moved.reason == "cuda:0 has not enough memory for VGG-16: everything runs on the CPU now"
    assert freed == [torch.device("cuda:0")]

    def never(job: Job, task: Task) -> str:
        raise MemoryShortage("cpu has not enough memory for VGG-16; use a smaller input")

    bench._doers[PredictJob] = never
    with pytest.raises(MemoryShortage):
        bench.do(Task(2, PredictJob(key="vgg16"), outlet))
