"""What the engine shows of classes: where their evidence lies. And the filters of the first convolution."""

from functools import partial

import numpy as np
import torch

from explorer.engine.messages import CLASS_METHODS, ClassJob, ClassView, FilterBank, FiltersJob, Ranked
from explorer.engine.methods import Bench, badge_of
from explorer.engine.worker import Task
from explorer.errors import UsageError
from explorer.inference.explanations import baseline_of, gap_note, grey_of, silence
from explorer.inference.session import Session
from explorer.visualize.methods.classes import Standing
from explorer.visualize.methods.filters import first_filters
from explorer.visualize.methods.gradcam import gradcam
from explorer.visualize.methods.integrated_gradients import integrate_closely
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.occlusion import occlude


class ClassMethods:
    """Shows classes and filters on a workbench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def show_class(self, job: ClassJob, task: Task) -> ClassView:
        """Show where the evidence for a class lies.

        Raises:
            UsageError: there is no such method, layer or class, or the network has none.
            Cancelled: the answer is no longer wanted.
        """
        if job.method not in CLASS_METHODS:
            raise UsageError(f"there is no method {job.method!r} for a class; choose {', '.join(CLASS_METHODS)}")
        session = self._bench.session(job.key, job.weights, task)
        if job.method == "occlusion":
            return self._occlusion(session, job, task)
        if job.method == "integrated":
            return self._integrated(session, job, task)
        task.report("Following the class")
        method = gradcam if job.method == "gradcam" else layercam
        found = session.apply(
            self._bench.prepared(session), partial(method, layer=job.layer, target=job.target), task.checkpoint
        )
        return ClassView(
            key=job.key,
            layer=found.layer,
            method=job.method,
            weights=badge_of(session),
            target=_ranked(session, found.target),
            map=_float32(found.array),
            nonfinite=_nonfinite(found.array),
            region=self._bench.region(session),
            note=silence(found.array),
        )

    def show_filters(self, job: FiltersJob, task: Task) -> FilterBank:
        """Return the filters of the first convolution.

        Raises:
            UsageError: the network has no convolution.
        """
        session = self._bench.session(job.key, job.weights, task)
        found = first_filters(session.module, torch.zeros(session.input_shape))
        return FilterBank(
            key=job.key,
            layer=found.layer,
            kernels=_float32(found.kernels),
            weights=badge_of(session),
            rgb=found.rgb,
            note="" if found.rgb else "the first convolution reads no colours",
        )

    def _occlusion(self, session: Session, job: ClassJob, task: Task) -> ClassView:
        found = session.apply(
            self._bench.prepared(session),
            partial(
                occlude,
                target=job.target,
                patch=job.patch,
                stride=job.stride,
                fill=grey_of(session),
                layer=job.layer,
                checkpoint=task.checkpoint,
                progress=partial(task.report, "Covering the picture"),
            ),
            task.checkpoint,
        )
        return ClassView(
            key=job.key,
            layer=job.layer,
            method=job.method,
            weights=badge_of(session),
            target=_ranked(session, found.target),
            map=found.drop,
            predicted=found.predicted,
            predicted_labels=tuple((int(one), session.label(int(one))) for one in np.unique(found.predicted)),
            response=found.response,
            nonfinite=_nonfinite(found.drop),
            region=self._bench.region(session),
        )

    def _integrated(self, session: Session, job: ClassJob, task: Task) -> ClassView:
        found = session.apply(
            self._bench.prepared(session),
            partial(
                integrate_closely,
                target=job.target,
                steps=job.steps,
                baseline=baseline_of(session, job.baseline),
                checkpoint=task.checkpoint,
                progress=partial(task.report, "Integrating gradients"),
            ),
            task.checkpoint,
        )
        return ClassView(
            key=job.key,
            layer="",
            method=job.method,
            weights=badge_of(session),
            target=_ranked(session, found.target),
            attribution=_float32(found.array),
            completeness=found.gap,
            steps=found.steps,
            nonfinite=_nonfinite(found.array),
            region=self._bench.region(session),
            note=gap_note(found.gap, found.steps),
        )


def _ranked(session: Session, found: Standing) -> Ranked:
    return Ranked(
        rank=found.rank,
        index=found.index,
        label=session.label(found.index),
        probability=found.probability,
        logit=found.logit,
    )


def _float32(array: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(array, dtype=np.float32)


def _nonfinite(array: np.ndarray) -> int:
    return int((~np.isfinite(array)).sum())
