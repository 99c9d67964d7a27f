"""Networks are measured on the engine's threads, whatever was shown before: only then are their times comparable."""

from pathlib import Path
from typing import Any

import pytest
import torch

from explorer.engine import jobs
from explorer.engine.jobs import Workbench
from explorer.engine.messages import DeviceJob, MeasureJob, PictureJob, PredictJob
from explorer.errors import Cancelled
from explorer.inference.images import load_image

from .test_compared_frames import do

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "chelsea.png"
NET = "lenet5_modern"


def test_a_network_that_was_shown_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def measure(analyses: object, job: MeasureJob, task: object) -> None:
        measured.append(torch.get_num_threads())

    monkeypatch.setattr("explorer.engine.analyses.Analyses.measure", measure)
    monkeypatch.setattr(jobs, "tune_threads", lambda run: 3)
    monkeypatch.setattr(jobs, "tune_layout", lambda use_layout, run: False)
    before = torch.get_num_threads()
    try:
        bench = Workbench()
        own = bench.info().threads
        assert own == before != 3
        do(bench, PictureJob(pixels=load_image(SAMPLE)))
        do(bench, PredictJob(key=NET, weights="random"))
        assert torch.get_num_threads() == 3, "it runs with what suits it"
        assert bench.info().threads == own
        do(bench, MeasureJob(key=NET))
        assert told(bench, threads=4).threads == 4
        do(bench, MeasureJob(key=NET))
    finally:
        torch.set_num_threads(before)
    assert measured == [own, 4]


def test_a_search_for_the_best_number_that_is_given_up_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    searches: list[object] = []

    def given_up_at_first(run: object) -> int:
        searches.append(run)
        torch.set_num_threads(before + 1)
        if len(searches) == 1:
            raise Cancelled("cancelled")
        return before

    monkeypatch.setattr(jobs, "tune_threads", given_up_at_first)
    try:
        bench = Workbench()
        do(bench, PictureJob(pixels=load_image(SAMPLE)))
        with pytest.raises(Cancelled):
            do(bench, PredictJob(key=NET, weights="random"))
        assert len(searches) == 1
        do(bench, PredictJob(key=NET, weights="random"))
        assert len(searches) == 2, "the next one who asks has it searched for to the end"
        assert torch.get_num_threads() == before
        do(bench, PredictJob(key=NET, weights="random"))
        assert len(searches) == 2
    finally:
        torch.set_num_threads(before)


def test_a_search_that_breaks_costs_no_later_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(run: object) -> int:
        raise RuntimeError("no such instruction")

    monkeypatch.setattr(jobs, "tune_threads", broken)
    before = torch.get_num_threads()
    try:
        bench = Workbench()
        do(bench, PictureJob(pixels=load_image(SAMPLE)))
        with pytest.raises(RuntimeError, match="no such instruction"):
            do(bench, PredictJob(key=NET, weights="random"))
        assert do(bench, PredictJob(key=NET, weights="random")).key == NET
    finally:
        torch.set_num_threads(before)


def told(bench: Workbench, **choice: Any) -> Any:
    return do(bench, DeviceJob(**choice))
