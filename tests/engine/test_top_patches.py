"""The search for strongest patches in the engine: stepping aside, pages, cancelling, resuming."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.engine.messages import (
    AnalyzeJob,
    Done,
    Dropped,
    Event,
    Failed,
    Progress,
    Ready,
    TopPatches,
    TopPatchesJob,
    TopPatchesPage,
    TopPatchesPageJob,
)
from tests.engine.test_engine import Conversation
from tests.inference.top_pictures import fill

KEY, LAYER = "efficientnet_lite0", "blocks.1.0.bn2"


@pytest.fixture(scope="module")
def engine() -> Iterator[Conversation]:
    conversation = Conversation()
    conversation.client.start()
    assert isinstance(conversation.next(), Ready)
    yield conversation
    conversation.client.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("pictures")
    fill(made, crops=3)
    (made / "broken.png").write_text("no picture")
    return str(made)


def summary_of(event: Event) -> TopPatches:
    assert isinstance(event, Done), event
    assert isinstance(event.answer, TopPatches)
    return event.answer


def page_of(event: Event) -> TopPatchesPage:
    assert isinstance(event, Done), event
    assert isinstance(event.answer, TopPatchesPage)
    return event.answer


def begun(engine: Conversation, number: int) -> Progress:
    """Wait until a search has run a picture."""
    while True:
        event = engine.next()
        assert not (isinstance(event, Done | Failed | Dropped) and event.number == number), event
        if isinstance(event, Progress) and event.number == number and event.total:
            return event


def test_search_steps_aside_is_cancelled_and_goes_on(engine: Conversation, folder: str) -> None:
    before = page_of(engine.ask(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder))).summary
    assert (before.done, before.total, before.shape) == (0, 25, ())

    number = engine.client.post(TopPatchesJob(key=KEY, layer=LAYER, folder=folder))
    assert begun(engine, number).total == 25
    other = engine.client.post(AnalyzeJob(key="lenet5_modern"))
    page = engine.client.post(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder, channels=(0, 1, 10**6)))
    ends = {}
    while page not in ends:
        event = engine.next()
        if isinstance(event, Done | Failed | Dropped):
            ends[event.number] = event
    assert isinstance(ends[other], Done), "the search has let nobody go first"
    assert number not in ends
    preview = page_of(ends[page])
    assert 0 < preview.summary.done < 25
    assert preview.channels == (0, 1)
    engine.client.cancel(number)
    assert isinstance(engine.answer(number), Dropped)
    stopped = page_of(engine.ask(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder))).summary
    assert preview.summary.done <= stopped.done < 25

    number = engine.client.post(TopPatchesJob(key=KEY, layer=LAYER, folder=folder))
    assert begun(engine, number).done > stopped.done, "it has begun again"
    found = summary_of(engine.answer(number))
    assert (found.done, found.total, found.skipped, found.shape) == (25, 25, 1, (96, 56, 56))
    assert found.skipped_names[0][0] == "broken.png"
    assert (found.method, found.switches) == ("guided", 0)
    assert found.weights.trained
    anew = summary_of(engine.ask(TopPatchesJob(key=KEY, layer=LAYER, folder=folder, anew=True)))
    np.testing.assert_array_equal(anew.best, found.best)
    np.testing.assert_array_equal(anew.active, found.active)


def test_pages_of_patches_and_projections(engine: Conversation, folder: str) -> None:
    found = summary_of(engine.ask(TopPatchesJob(key=KEY, layer=LAYER, folder=folder)))
    alive = tuple(int(channel) for channel in np.flatnonzero(found.active >= 24)[:2])
    page = page_of(engine.ask(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder, channels=alive)))
    assert [(one.channel, one.rank) for one in page.patches] == [(c, r) for c in alive for r in range(1, 10)]
    assert page.patches[0].value == found.best[alive[0]]
    assert all(one.projection is None and one.pixels.dtype == np.uint8 for one in page.patches)
    assert len({one.path for one in page.patches[:9]}) == 9
    projected = page_of(
        engine.ask(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder, channels=alive[1:], method="guided", side=8))
    )
    assert [one.unit for one in projected.patches] == [one.unit for one in page.patches[9:]]
    assert all(one.projection is not None and max(one.projection.shape) <= 8 for one in projected.patches)


@pytest.mark.slow
def test_another_engine_goes_on_from_the_disk(engine: Conversation, folder: str) -> None:
    found = summary_of(engine.ask(TopPatchesJob(key=KEY, layer=LAYER, folder=folder)))
    other = Conversation()
    other.client.start()
    try:
        page = page_of(other.ask(TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder)))
        assert page.summary.done == page.summary.total == 25
        np.testing.assert_array_equal(page.summary.best, found.best)
    finally:
        other.client.close()


def test_wrong_wishes_fail_in_one_line(engine: Conversation, folder: str, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_text("no picture")
    for job in (
        TopPatchesJob(key=KEY, layer="no.such.layer", folder=folder),
        TopPatchesJob(key=KEY, layer=LAYER, folder=str(tmp_path / "missing")),
        TopPatchesJob(key=KEY, layer=LAYER, folder=str(tmp_path)),
        TopPatchesPageJob(key=KEY, layer=LAYER, folder=folder, channels=(0,), method="occlusion"),
    ):
        event = engine.ask(job)
        assert isinstance(event, Failed), event
        assert event.expected, event.details
        assert "\n" not in event.message
