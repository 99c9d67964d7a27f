"""One network on picture after picture: its forward pass is recorded on the first one and played on the others.

A recording is used once it has given the same results, bit by bit, as the
network itself on a second picture that differs from the first; where it does
not, or where the network cannot be recorded, the network goes on to run as ever.
"""

import torch
from torch import Tensor, nn

from explorer.inference.replay import Recording, Results, record
from explorer.visualize.methods.one_pass import OnePass, run_once

Form = tuple[str | None, torch.Size, tuple[int, ...], torch.dtype, torch.device]


class Series:
    """The passes of one network in evaluation mode. It may be used by one thread at a time."""

    def __init__(self, network: nn.Module) -> None:
        self._network = network
        self._form: Form | None = None
        """The layer that is looked at, and the form of the input, of the recording."""
        self._recording: Recording | None = None
        self._recorded: Tensor | None = None
        """The input that was recorded, until the recording has proved right on another one."""

    def run(self, x: Tensor, layer: str | None) -> OnePass:
        """Return what :func:`explorer.visualize.methods.one_pass.run_once` returns without gradients.

        Args:
            x: the input, (1, C, H, W).
            layer: a module path, or None. Another layer, as another size, begins anew.

        Raises:
            UnknownLayer, UsageError: as there.
        """
        form = (layer, x.shape, x.stride(), x.dtype, x.device)
        with torch.inference_mode():
            if form != self._form:
                output, value = self._record(x, layer, form)
            elif self._recording is None:
                return run_once(self._network, x, layer)
            elif self._recorded is not None:
                output, value = self._prove(self._recording, self._recorded, x, layer)
            else:
                output, value = self._recording.play(x)
        assert output is not None
        return OnePass(output, value, None)

    def _record(self, x: Tensor, layer: str | None, form: Form) -> Results:
        recorded = x.clone()  # a network may work in its input's place
        results, self._recording = record(lambda x: self._look(x, layer), x, self._network)
        self._form, self._recorded = form, recorded
        return results

    def _prove(self, recording: Recording, recorded: Tensor, x: Tensor, layer: str | None) -> Results:
        results = self._look(x, layer)
        if not torch.equal(recorded, x):
            if not _equal(results, recording.play(x)):
                self._recording = None
            self._recorded = None
        return results

    def _look(self, x: Tensor, layer: str | None) -> Results:
        seen = run_once(self._network, x, layer)
        return seen.output, seen.value


def _equal(some: Results, others: Results) -> bool:
    return all(
        one is other if one is None or other is None else torch.equal(one, other)
        for one, other in zip(some, others, strict=True)
    )
