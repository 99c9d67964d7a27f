"""A session: one network with its weights on one device, ready to look at pictures."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.inference.devices import choose_device, synchronize, to_device
from explorer.inference.images import as_picture, check_input, load_image, load_input
from explorer.inference.preprocessing import CropGeometry, preprocess
from explorer.inference.ranking import largest_first
from explorer.inference.running import Checkpoint, checkpoints, clear_failures, says_no_memory
from explorer.inference.series import Series
from explorer.models import registry
from explorer.models.registry import Architecture
from explorer.models.weights import load_network
from explorer.visualize.methods.activations import activations
from explorer.visualize.methods.deconvnet import Channel, Projection, Unit, project
from explorer.visualize.methods.layers import run_to_layer
from explorer.visualize.methods.one_pass import OnePass, run_once

Picture = str | os.PathLike[str] | Image.Image | np.ndarray
"""A path (a picture, or ``.npy``), a PIL image, RGB uint8 (H, W, 3), or float32 (C, H, W) to be fed as it is."""

PRECISIONS: dict[str, torch.dtype | None] = {"float32": None, "bfloat16": torch.bfloat16}
"""What a network computes in: as its weights are, or in the type of torch's automatic mixed precision.

On CPUs without matrix units for it, bfloat16 is up to three times slower than float32, and on others faster: measure.
"""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A network's input."""

    tensor: Tensor
    """(1, C, H, W), float32, on the session's device."""
    geometry: CropGeometry | None
    """The part of the picture in it; None for a raw input, which has no picture."""


@dataclass(frozen=True, slots=True)
class TopEntry:
    """One class of a prediction."""

    rank: int
    """From 1."""
    index: int
    label: str
    probability: float
    logit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What a network says about a picture."""

    logits: np.ndarray = field(repr=False)
    """(num_classes,), float32."""
    probabilities: np.ndarray = field(repr=False)
    """(num_classes,), float32: the softmax of the logits."""
    top: tuple[TopEntry, ...]
    """The most probable classes, the first one first; equal ones by their index."""
    weights: str
    """Name of the weights."""
    trained: bool
    """False for random weights, whose predictions mean nothing."""
    device: str
    seconds: float
    """Of the forward pass alone."""
    geometry: CropGeometry | None


class Session:
    """One network in evaluation mode on one device.

    A session may be used by one thread at a time.
    """

    def __init__(
        self,
        architecture: Architecture | str,
        weights: str | os.PathLike[str] = "default",
        device: str | None = None,
        *,
        precision: str = "float32",
        progress: Any = None,
        **options: Any,
    ) -> None:
        """Build the network and load its weights.

        Args:
            architecture: a registry entry or its key.
            weights: ``default``, ``random``, ``random:SEED``, a name, or a path.
            device: ``auto`` (also None), ``cpu``, or an accelerator (``cuda:0``).
            precision: one of :data:`PRECISIONS`.
            progress: of a download; see :func:`explorer.models.weights.load_network`.
            options: of the architecture's builder.

        Raises:
            UnknownArchitecture, WeightsError, UsageError: no such network, weights or device.
            MemoryShortage: the device has not enough memory.
        """
        if precision not in PRECISIONS:
            raise UsageError(f"there is no precision {precision!r}; choose {' or '.join(PRECISIONS)}")
        self.precision = precision
        self.architecture = registry.get(architecture) if isinstance(architecture, str) else architecture
        self.device = choose_device(device)
        module, self.weights = load_network(self.architecture, os.fspath(weights), progress=progress, **options)
        with clear_failures(self.architecture.display_name, self.device):
            self.module: nn.Module = module.eval().requires_grad_(False).to(self.device)
        self._channels = int(options.get("in_channels", self.architecture.input_shape[0]))
        self._layout = torch.contiguous_format
        self._series = Series(self.module)

    def use_layout(self, channels_last: bool) -> None:
        """Lay weights and inputs out with the channels innermost, or outermost as they come.

        The results agree to rounding. Which is faster depends on the network
        and the machine: see :func:`explorer.inference.threads.tune_layout`.
        """
        self._layout = torch.channels_last if channels_last else torch.contiguous_format
        self.module.to(memory_format=self._layout)

    @property
    def input_shape(self) -> tuple[int, int, int]:
        """The input (C, H, W) that :meth:`prepare` makes of a picture."""
        crop = self.weights.preprocessing.crop
        return self._channels, crop, crop

    def prepare(self, image: Picture | Prepared, *, exact: bool = True) -> Prepared:
        """Return the network's input for a picture, or a raw input as it is.

        Args:
            image: see :data:`Picture`.
            exact: False for frames, see :mod:`explorer.inference.preprocessing`.

        Raises:
            InputError: the picture or array cannot be used.
        """
        if isinstance(image, Prepared):
            return image
        pixels = _read(image)
        if pixels.dtype == np.uint8:
            tensor, geometry = preprocess(pixels, self.weights.preprocessing, self._channels, exact=exact)
            return Prepared(self._placed(tensor), geometry)
        raw = check_input(pixels)
        if raw.shape[0] != self._channels:
            channels = f"{raw.shape[0]} channel{'s' if raw.shape[0] > 1 else ''}"
            raise InputError(f"the input has {channels}, {self.architecture.display_name} takes {self._channels}")
        return Prepared(self._placed(torch.from_numpy(raw)[None]), None)

    def _placed(self, tensor: Tensor) -> Tensor:
        return to_device(tensor.contiguous(memory_format=self._layout), self.device)

    def predict(self, image: Picture | Prepared, top: int = 5, checkpoint: Checkpoint | None = None) -> Prediction:
        """Classify a picture.

        Args:
            image: see :data:`Picture`.
            top: how many classes to name; no more than there are.
            checkpoint: see :data:`Checkpoint`.

        Raises:
            UsageError: ``top`` is below 1.
            InputError: the picture cannot be used, or the device has not enough memory.
            Cancelled: ``checkpoint`` raised it.
        """
        return self.look(image, None, top=top, checkpoint=checkpoint)[0]

    def look(
        self,
        image: Picture | Prepared,
        layer: str | None,
        *,
        gradients: bool = False,
        series: bool = False,
        top: int = 5,
        checkpoint: Checkpoint | None = None,
    ) -> tuple[Prediction, OnePass]:
        """Classify a picture and keep what a layer answers on the way, in one forward pass.

        Args:
            image: see :data:`Picture`.
            layer: a module path, None for the prediction alone.
            gradients: keep the way back from the layer too; see :func:`explorer.visualize.methods.one_pass.run_once`.
            series: one picture of many, of which the same is wanted: the pass is recorded, and played from then on,
                see :mod:`explorer.inference.series`. The results are the same; hooks and checkpoints on modules are
                not called. A pass with ``gradients`` is run as ever.
            top: as in :meth:`predict`.
            checkpoint: see :data:`Checkpoint`.

        Raises:
            UsageError, InputError, Cancelled: as :meth:`predict`.
            UnknownLayer: there is no such layer, or it is never called.
        """
        if top < 1:
            raise UsageError(f"top-{top} makes no sense; ask for 1 or more")
        prepared = self.prepare(image)
        with self._running(prepared, checkpoint):
            synchronize(self.device)
            start = time.perf_counter()
            if series and not gradients:
                seen = self._series.run(prepared.tensor, layer)
            else:
                seen = run_once(self.module, prepared.tensor, layer, gradients)
            synchronize(self.device)
            seconds = time.perf_counter() - start
            with torch.inference_mode():
                logits = seen.output[0].float().cpu()
                probabilities = torch.softmax(logits.double(), dim=0).float()
        # Copies: what comes back must not change with a tensor of the network's.
        arrays = logits.numpy().copy(), probabilities.numpy().copy()
        return self._prediction(*arrays, top, seconds, prepared), seen

    def _prediction(
        self, logits: np.ndarray, probabilities: np.ndarray, top: int, seconds: float, prepared: Prepared
    ) -> Prediction:
        order = largest_first(logits, top)
        return Prediction(
            logits=logits,
            probabilities=probabilities,
            top=tuple(
                TopEntry(rank, index, self.label(index), float(probabilities[index]), float(logits[index]))
                for rank, index in enumerate(order, start=1)
            ),
            weights=self.weights.name,
            trained=self.weights.trained,
            device=str(self.device),
            seconds=seconds,
            geometry=prepared.geometry,
        )

    def activations(self, image: Picture | Prepared, layer: str, checkpoint: Checkpoint | None = None) -> np.ndarray:
        """Return a layer's output (C, H, W) or (F,); see :func:`explorer.visualize.methods.activations.activations`."""
        prepared = self.prepare(image)
        with self._running(prepared, checkpoint):
            return activations(self.module, prepared.tensor, layer)

    def answers(self, inputs: Tensor, layer: str, checkpoint: Checkpoint | None = None) -> Tensor:
        """Return a layer's output for many prepared inputs (N, C, H, W) at once, the batch axis first."""
        with self._running(Prepared(inputs, None), checkpoint):
            return run_to_layer(self.module, inputs, layer)

    def deconv(
        self,
        image: Picture | Prepared,
        layer: str,
        channel: Channel = "max",
        unit: Unit = "max",
        rule: str = "deconv",
        checkpoint: Checkpoint | None = None,
    ) -> Projection:
        """Project a channel to the network's input; see :func:`explorer.visualize.methods.deconvnet.project`."""
        prepared = self.prepare(image)
        with self._running(prepared, checkpoint):
            return project(self.module, prepared.tensor, layer, channel, unit, rule)

    def apply(
        self,
        image: Picture | Prepared,
        method: Callable[[nn.Module, Tensor], Found],
        checkpoint: Checkpoint | None = None,
    ) -> Found:
        """Return ``method(module, input)``: any function of :mod:`explorer.visualize`, the rest of it filled in.

        Raises:
            InputError: the picture cannot be used, or the device has not enough memory.
            Cancelled: ``checkpoint`` raised it.
            ExplorerError: whatever the method raises.
        """
        prepared = self.prepare(image)
        with self._running(prepared, checkpoint):
            return method(self.module, prepared.tensor)

    def label(self, index: int) -> str:
        """Return the name of a class."""
        classes = self.weights.classes
        return classes[index] if classes is not None and index < len(classes) else f"class {index}"

    @contextmanager
    def _running(self, prepared: Prepared, checkpoint: Checkpoint | None) -> Iterator[None]:
        """A forward pass: with checkpoints, and with the failures that a person can mend in words."""
        shape = tuple(prepared.tensor.shape[1:])
        dtype = PRECISIONS[self.precision]
        with (
            checkpoints(self.module, checkpoint),
            clear_failures(self.architecture.display_name, self.device),
            torch.autocast(self.device.type, dtype) if dtype is not None else nullcontext(),
        ):
            try:
                yield
            except RuntimeError as error:
                # At its own size a network that fails is a defect of ours.
                if shape == self.input_shape or says_no_memory(error):
                    raise
                name, size = self.architecture.display_name, "×".join(map(str, shape))
                own = "×".join(map(str, self.input_shape))
                raise InputError(f"{name} cannot take an input of {size}; its own is {own}") from error


def _read(image: Picture) -> np.ndarray:
    if isinstance(image, np.ndarray):
        return image
    if isinstance(image, Image.Image):
        return as_picture(image).pixels
    if os.fspath(image).lower().endswith(".npy"):
        return load_input(image)
    return load_image(image)
