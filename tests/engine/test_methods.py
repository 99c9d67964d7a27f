"""Class explanations, filters and channel views of the engine, without its process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.engine.jobs import Workbench
from explorer.engine.messages import (
    CLASS_METHODS,
    ChannelJob,
    ClassJob,
    ClassView,
    FiltersJob,
    Job,
    LayerJob,
    PictureJob,
    Progress,
)
from explorer.engine.worker import Task
from explorer.errors import Cancelled, UsageError
from explorer.inference.images import load_image

KEY = "efficientnet_lite0"


class Outlet:
    """Keeps what a task says."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.steps = 0

    def send(self, event: Any) -> None:
        self.events.append(event)


@pytest.fixture(scope="module")
def workbench() -> Iterator[Workbench]:
    bench = Workbench()
    picture = Path(__file__).parents[2] / "resources" / "samples" / "chelsea.png"
    ask(bench, PictureJob(pixels=load_image(picture)))
    yield bench


def ask(bench: Workbench, job: Job, outlet: Outlet | None = None) -> Any:
    return bench.do(Task(1, job, outlet or Outlet()))  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["gradcam", "layercam"])
def test_class_activation_maps(workbench: Workbench, method: str) -> None:
    view: ClassView = ask(workbench, ClassJob(key=KEY, method=method))
    assert view.map is not None and view.map.shape == (7, 7) and view.map.dtype == np.float32
    assert view.map.min() >= 0 < view.map.max()
    assert (view.layer, view.target.label, view.target.rank) == ("act2", "tiger cat", 1)
    assert (view.attribution, view.completeness, view.nonfinite, view.note) == (None, None, 0, "")
    assert view.weights.trained
    earlier = ask(workbench, ClassJob(key=KEY, method=method, layer="blocks.3", target=285))
    assert (earlier.layer, earlier.target.label, earlier.map.shape) == ("blocks.3", "Egyptian cat", (14, 14))


def test_occlusion(workbench: Workbench) -> None:
    outlet = Outlet()
    job = ClassJob(key=KEY, method="occlusion", layer="blocks.4", patch=64, stride=56)
    view: ClassView = ask(workbench, job, outlet)
    assert view.map is not None and view.predicted is not None and view.response is not None
    assert view.map.shape == view.predicted.shape == view.response.shape == (4, 4)
    assert dict(view.predicted_labels).keys() == set(view.predicted.ravel().tolist())
    assert dict(view.predicted_labels)[282] == "tiger cat"
    told = [(event.done, event.total) for event in outlet.events if isinstance(event, Progress) and event.total]
    assert told == [(8, 16), (16, 16)]


def test_integrated_gradients(workbench: Workbench) -> None:
    outlet = Outlet()
    view: ClassView = ask(workbench, ClassJob(key=KEY, method="integrated", steps=25), outlet)
    assert view.attribution is not None and view.attribution.shape == (3, 224, 224)
    assert view.map is None
    # 25 points miss by 45 %; twice as many are enough.
    assert view.steps == 50
    assert view.completeness is not None and view.completeness < 0.05
    assert view.note == ""
    told = [(event.done, event.total) for event in outlet.events if isinstance(event, Progress) and event.total]
    assert (25, 25) in told and told[-1] == (75, 75)
    other = ask(workbench, ClassJob(key=KEY, method="integrated", steps=25, baseline="mean"))
    assert other.steps == 25
    assert not np.array_equal(other.attribution, view.attribution)


def test_filters_and_the_rules_of_a_channel(workbench: Workbench) -> None:
    bank = ask(workbench, FiltersJob(key=KEY))
    assert (bank.layer, bank.kernels.shape, bank.rgb, bank.note) == ("conv_stem", (32, 3, 3, 3), True, "")
    view = ask(workbench, ChannelJob(key=KEY, layer="blocks.3", method="guided"))
    assert dict(view.rules) == {"activation": 16}
    assert (view.unknown, view.saturated, view.nonfinite, view.switches) == ((), False, 0, 0)
    assert ask(workbench, LayerJob(key=KEY, layer="blocks.3")).nonfinite == 0
    dense = ask(workbench, ChannelJob(key=KEY, layer="classifier", method="activation"))
    assert (dense.channel, dense.map.shape) == (282, (1, 1))


def test_a_job_that_is_not_wanted_stops(workbench: Workbench) -> None:
    for method in CLASS_METHODS:
        task = Task(1, ClassJob(key=KEY, method=method), Outlet())  # type: ignore[arg-type]
        report = task.report

        def once(*words: Any, task: Task = task, report: Any = report) -> None:
            report(*words)
            task.cancel()

        task.report = once  # type: ignore[method-assign]
        with pytest.raises(Cancelled):
            workbench.do(task)


def test_what_cannot_be_asked(workbench: Workbench) -> None:
    for job in (
        ClassJob(key=KEY, method="magic"),
        ClassJob(key=KEY, method="gradcam", target=1000),
        ClassJob(key=KEY, method="gradcam", layer="classifier"),
        ClassJob(key=KEY, method="occlusion", patch=500),
        ClassJob(key=KEY, method="integrated", steps=0),
        ClassJob(key=KEY, method="integrated", baseline="white"),
        ChannelJob(key=KEY, layer="blocks.3", method="magic"),
        ChannelJob(key=KEY, layer="blocks.3", unit=(99, 0)),
        ChannelJob(key=KEY, layer="blocks.3", unit=(-1, 0)),
    ):
        with pytest.raises(UsageError):
            ask(workbench, job)
