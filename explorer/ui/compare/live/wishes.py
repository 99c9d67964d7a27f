"""What is wanted of each of the two networks: one stage or selection, one method, one class for both. No widgets."""

from __future__ import annotations

from collections.abc import Callable

from explorer.analysis.network import Network
from explorer.engine.messages import CLASS_METHODS, METHODS, ChannelJob, ClassJob, FrameWish, LayerJob, PredictJob
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.live.layers import Layer, Layers, StageLayers
from explorer.ui.live.method.methods import LASTING, LAYERED, OVERLAYS
from explorer.ui.selection import Selected
from explorer.ui.what_if import Form

Unit = tuple[int, int] | str

STRIP = 12
"""Channels that are shown as tiles."""


class CompareWishes:
    """The choices, and the jobs that they amount to."""

    def __init__(self, weights: Callable[[int], str]) -> None:
        """``weights``: which weights A (0) and B (1) run with."""
        self._weights = weights
        self._layers: StageLayers | None = None
        self.forms: tuple[Form, ...] = ()
        """A and B; empty while they are not known."""
        self.method: str | None = METHODS[0]
        self.stage: int | None = None
        """The chosen line of the table of stages; None: what is selected, or where one looks first."""
        self.chosen: tuple[Selected, Selected] = (Selected(), Selected())
        self.channels: list[int | None] = [None, None]
        self.units: list[Unit] = ["max", "max"]
        self.targets: list[int | None] = [None, None]

    def begin(self, compared: Compared | None, running: tuple[Network, Network] | None) -> None:
        """Look at other networks, once it is known what runs; nothing is chosen in them."""
        self._layers, self.forms = None, ()
        if compared is not None and compared.pairing is not None and running is not None:
            self._layers = StageLayers(compared, running)
            self.forms = tuple(form for form in compared.slots[:2] if form is not None)
        self.stage = None
        self.chosen = (Selected(), Selected())
        self.targets = [None, None]
        self._leave()

    def choose(self, chosen: tuple[Selected, Selected]) -> None:
        """Follow what is selected in both networks."""
        self.chosen = chosen
        if any(chosen):
            self.stage = None
        self._leave()

    def choose_stage(self, stage: int | None) -> None:
        """Look at a stage, None for the one to begin with."""
        self.stage = stage
        self.chosen = (Selected(), Selected())
        self._leave()

    def choose_target(self, side: int, target: int | None) -> None:
        """Explain a class: in both networks where they know the same classes, else in one."""
        if target is None or self.same_classes:
            self.targets = [target, target]
        else:
            self.targets[side] = target

    def _leave(self) -> None:
        self.channels = [None, None]
        self.units = ["max", "max"]

    # What is meant

    @property
    def layers(self) -> StageLayers | None:
        """The layers of both, stage by stage."""
        return self._layers

    @property
    def same_classes(self) -> bool:
        """Whether an index stands for the same class in both."""
        own = [form.architecture for form in self.forms]
        return len(own) == 2 and (own[0].num_classes, own[0].classes) == (own[1].num_classes, own[1].classes)

    @property
    def at_the_last(self) -> bool:
        """Whether the last map of each is shown: there evidence for a class is looked for, unless a stage is chosen."""
        return self.stage is None and not any(self.chosen) and self.method in LAYERED

    def shown_stage(self) -> int | None:
        """Return the stage on show: the chosen one, that of the selection, or the one to begin with."""
        layers = self._layers
        if layers is None:
            return None
        if self.stage is not None:
            return self.stage
        if any(self.chosen):
            shown = self.shown()
            stages = (layers.stage_of(side, one) for side, one in enumerate(shown) if one is not None)
            return next((stage for stage in stages if stage is not None), None)
        return layers.stages[-1] if self.at_the_last and layers.stages else layers.first()

    def shown(self) -> Layers:
        """Return the layer of A and of B that is shown."""
        layers = self._layers
        if layers is None:
            return None, None
        if self.stage is None and any(self.chosen):
            return layers.of_selection(self.chosen)
        if self.at_the_last:
            return layers.last()
        stage = self.shown_stage()
        return layers.of_stage(stage) if stage is not None else (None, None)

    def next_stage(self, step: int) -> int | None:
        """Return the stage before (-1) or after (1) the one on show; None at the ends."""
        if self._layers is None:
            return None
        here = self.shown_stage()
        beyond = [stage for stage in self._layers.stages if here is None or (stage - here) * step > 0]
        if not beyond:
            return None
        return beyond[0] if step > 0 else beyond[-1]

    def next_method(self, step: int, *, moving: bool) -> str | None:
        """Return the method after the chosen one, or before it; frames of a ``moving`` source have no time for some."""
        at = OVERLAYS.index(self.method)
        beyond = (OVERLAYS[(at + step * far) % len(OVERLAYS)] for far in range(1, len(OVERLAYS) + 1))
        return next(method for method in beyond if not moving or method not in LASTING)

    # The jobs

    def sides(self) -> tuple[FrameWish | None, FrameWish | None]:
        """Return what is wanted of A and of B about a frame."""
        shown = self.shown()
        found = [self._side(side, shown[side]) for side in range(len(self.forms))]
        return (found[0], found[1]) if len(found) == 2 else (None, None)

    def lasting(self) -> tuple[ClassJob | None, ClassJob | None]:
        """Return what is asked of A and of B apart from the frame; nothing with a method that does not last."""
        if self.method not in LASTING or len(self.forms) < 2:
            return None, None
        first, second = (
            ClassJob(
                key=form.architecture.key, weights=self._weights(side), method=self.method, target=self.targets[side]
            )
            for side, form in enumerate(self.forms)
        )
        return first, second

    def _side(self, side: int, layer: Layer | None) -> FrameWish:
        key = self.forms[side].architecture.key
        weights = self._weights(side)
        predict = PredictJob(key=key, weights=weights)
        if self.method is None or self.method in LASTING or layer is None:
            return FrameWish(predict=predict)
        if self.method in CLASS_METHODS:
            if not layer.has_map:
                return FrameWish(predict=predict)
            target = self.targets[side]
            return FrameWish(
                predict=predict,
                view=ClassJob(key=key, weights=weights, method=self.method, layer=layer.path, target=target),
            )
        return FrameWish(
            predict=predict,
            layer=LayerJob(key=key, weights=weights, layer=layer.path, strongest=STRIP),
            view=ChannelJob(
                key=key,
                weights=weights,
                layer=layer.path,
                channel=self.channels[side],
                method=self.method,
                unit=self.units[side],
            ),
        )
