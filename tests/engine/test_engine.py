"""The engine process from outside: answers, overtaking, cancelling, dying."""

import os
import queue
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.analysis import cache
from explorer.analysis.network import Network
from explorer.engine.client import EngineClient
from explorer.engine.messages import (
    AnalyzeJob,
    ChannelJob,
    CrossCheckJob,
    Done,
    Dropped,
    EffectiveAnswer,
    EffectiveFieldJob,
    Event,
    Failed,
    FieldJob,
    Job,
    LayerJob,
    Lost,
    MeasureJob,
    Measurement,
    PictureJob,
    PredictJob,
    Progress,
    Ready,
    SeenLines,
)
from explorer.inference.images import load_image

PATIENCE = 120


class Conversation:
    """A client and everything that its engine has said."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.client = EngineClient(self.events.put)

    def next(self) -> Event:
        return self.events.get(timeout=PATIENCE)

    def answer(self, number: int) -> Event:
        """The event that ends a job."""
        while True:
            event = self.next()
            if isinstance(event, Lost) or (not isinstance(event, Progress | Ready) and event.number == number):
                return event

    def ask(self, job: Job) -> Event:
        return self.answer(self.client.post(job))


@pytest.fixture(scope="module")
def engine() -> Iterator[Conversation]:
    conversation = Conversation()
    conversation.client.start()
    assert isinstance(conversation.next(), Ready)
    yield conversation
    conversation.client.close()


def done(event: Event) -> object:
    assert isinstance(event, Done), event
    return event.answer


def test_analyzes_without_the_callers_process_having_torch(engine: Conversation) -> None:
    network = done(engine.ask(AnalyzeJob(key="resnet50")))
    assert (network.totals.params, network.totals.macs) == (25_557_032, 4_089_184_256)
    assert network.graph.number_of_nodes() == len(network.rows) + 1


def test_predicts_and_shows_what_a_channel_responds_to(engine: Conversation, sample: Path) -> None:
    done(engine.ask(PictureJob(pixels=load_image(sample))))
    prediction = done(engine.ask(PredictJob(key="efficientnet_lite0")))
    assert {one.label for one in prediction.top[:3]} == {"tiger cat", "Egyptian cat", "tabby"}
    assert prediction.weights.trained
    maps = done(engine.ask(LayerJob(key="efficientnet_lite0", layer="blocks.2.0.conv_dw", strongest=5)))
    assert maps.shape == (144, 28, 28)
    assert maps.maps.shape == (5, 28, 28)
    assert [float(one.max()) for one in maps.maps] == sorted((float(one.max()) for one in maps.maps), reverse=True)
    view = done(engine.ask(ChannelJob(key="efficientnet_lite0", layer="blocks.2.0.conv_dw", method="deconv")))
    assert view.channel == maps.channels[0]
    assert view.projection.shape == (3, 224, 224)
    assert view.map[view.unit] == pytest.approx(view.value)
    assert view.switches == 0
    again = done(engine.ask(ChannelJob(key="efficientnet_lite0", layer="blocks.2.0.conv_dw", method="activation")))
    assert (again.channel, again.unit) == (view.channel, view.unit)
    np.testing.assert_allclose(again.map, view.map, rtol=1e-5, atol=1e-5)


def test_random_weights_are_marked(engine: Conversation, sample: Path) -> None:
    done(engine.ask(PictureJob(pixels=load_image(sample))))
    prediction = done(engine.ask(PredictJob(key="resnet18", weights="random")))
    assert not prediction.weights.trained


def test_bad_requests_fail_in_one_line_and_the_engine_goes_on(engine: Conversation) -> None:
    for job in (
        AnalyzeJob(key="no_such_network"),
        AnalyzeJob(key="resnet18", input_shape=(5, 224, 224)),
        PredictJob(key="resnet18", weights="/no/such/file.pth"),
        LayerJob(key="efficientnet_lite0", layer="no.such.layer"),
        ChannelJob(key="efficientnet_lite0", layer="conv_stem", channel=4096),
    ):
        event = engine.ask(job)
        assert isinstance(event, Failed), event
        assert event.expected, event.details
        assert "\n" not in event.message
    done(engine.ask(AnalyzeJob(key="lenet5_modern")))


def test_a_newer_job_of_a_slot_overtakes_the_older(engine: Conversation, sample: Path) -> None:
    done(engine.ask(PictureJob(pixels=load_image(sample))))
    numbers = [engine.client.post(LayerJob(key="resnet50", layer=f"layer{stage}")) for stage in (4, 3, 2, 1)]
    ends = {}
    while len(ends) < len(numbers):
        event = engine.next()
        if not isinstance(event, Progress):
            ends[event.number] = event
    assert done(ends[numbers[-1]]).shape == (256, 56, 56)
    assert all(isinstance(ends[number], Dropped) for number in numbers[:-1])


def test_a_running_job_is_cancelled_between_modules(engine: Conversation) -> None:
    done(engine.ask(PredictJob(key="vgg16", weights="random")))  # loading cannot be cut short; the forward pass can
    number = engine.client.post(PredictJob(key="vgg16", weights="random"))
    event = engine.next()
    while not (isinstance(event, Progress) and event.text == "Predicting"):
        event = engine.next()
    engine.client.cancel(number)
    assert isinstance(engine.answer(number), Dropped)


def test_a_big_picture_leaves_no_shared_memory_behind(engine: Conversation) -> None:
    before = shared_blocks()
    done(engine.ask(PictureJob(pixels=np.zeros((3000, 4000, 3), np.uint8))))
    assert shared_blocks() <= before


def test_a_killed_engine_is_reported_and_can_be_started_again() -> None:
    conversation = Conversation()
    conversation.client.start()
    assert isinstance(conversation.next(), Ready)
    pid = conversation.client.pid
    os.kill(pid, signal.SIGKILL)
    event = conversation.next()
    assert isinstance(event, Lost)
    assert "SIGKILL" in event.reason
    conversation.client.start()
    assert isinstance(conversation.next(), Ready)
    assert conversation.client.pid != pid
    done(conversation.ask(AnalyzeJob(key="lenet5_modern")))
    conversation.client.close()


def test_closing_ends_the_process_even_while_it_loads() -> None:
    conversation = Conversation()
    conversation.client.start()
    while conversation.client.pid is None:
        time.sleep(0.01)
    pid = conversation.client.pid
    conversation.client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert conversation.events.empty()


def shared_blocks() -> set[str]:
    folder = Path("/dev/shm")
    return {path.name for path in folder.glob("psm_*")} if folder.is_dir() else set()


def test_what_each_row_and_column_of_a_map_sees(engine: Conversation) -> None:
    event = engine.ask(FieldJob(key="resnet18", order=0))
    assert isinstance(event, Done)
    seen: SeenLines = event.answer
    assert seen.rows.tolist()[:2] == [[0, 3], [0, 5]]
    assert seen.rows.shape == seen.columns.shape == (112, 2)
    assert seen.rows.tolist()[-1] == [219, 223]
    assert (seen.exact, seen.through_gates) == (True, ((109, 115), (109, 115)))
    gated = engine.ask(FieldJob(key="efficientnet_lite0", input_shape=(3, 96, 96), order=5))
    assert isinstance(gated, Done) and gated.answer.rows.shape == (48, 2)
    assert isinstance(engine.ask(FieldJob(key="resnet18", order=999)), Failed)


def test_a_what_if_changes_all_figures(engine: Conversation) -> None:
    job = AnalyzeJob(key="mobilenet_v2", input_shape=(3, 96, 96), batch=2, options=(("num_classes", 7), ("width", 0.5)))
    event = engine.ask(job)
    assert isinstance(event, Done)
    network: Network = event.answer
    assert (network.batch, network.input_shape, network.rows[-1].output_shape) == (2, (3, 96, 96), (7,))
    assert network.trace is None
    stored = cache.cached("mobilenet_v2", (3, 96, 96), dict(job.options), batch=2)
    assert stored is not None and (stored.rows, stored.totals) == (network.rows, network.totals)
    assert cache.cached("mobilenet_v2", (3, 96, 96), dict(job.options)) is None


def test_measuring(engine: Conversation) -> None:
    event = engine.ask(MeasureJob(key="lenet5_modern"))
    assert isinstance(event, Done)
    measured: Measurement = event.answer
    assert measured.timing.forward > 0 and measured.ceilings.peak_flops > 0
    assert len(measured.timing.operators) == 12
    assert not measured.weights.trained


def test_an_effective_field(engine: Conversation) -> None:
    event = engine.ask(EffectiveFieldJob(key="efficientnet_lite0", layer="blocks.2.0.conv_dw", samples=2))
    assert isinstance(event, Done)
    answer: EffectiveAnswer = event.answer
    assert answer.weights.trained
    assert answer.found.array.shape == (224, 224)
    assert 0 < answer.found.height <= 35
    assert isinstance(engine.ask(EffectiveFieldJob(key="efficientnet_lite0", layer="nowhere")), Failed)


def test_a_cross_check(engine: Conversation) -> None:
    event = engine.ask(CrossCheckJob(key="resnet18"))
    assert isinstance(event, Done)
    assert event.answer.macs == 1_814_073_344
