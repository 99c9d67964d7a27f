"""The torch calls of one run of a function, written down so that further runs make just these.

A network's forward pass is Python: calls of modules within modules, sizes and
paddings that are worked out, checks. For one size of input all of it comes to
the same calls of torch every time. A :class:`Recording` makes them one after
the other, with the same functions in the same order, so that the results are
the same to the last bit, and lets go of each map after its last use: in eager
code the callers' variables keep maps alive, so that the next ones lie in memory
that the processor's caches do not hold. Measured on two cores, that takes 11 to
13 % off a pass of EfficientNet-Lite0, 8 to 15 % off one of MobileNetV2, and
nothing off one of ResNet-50.

Of what torch has for it, ``torch.jit.trace`` is deprecated, and not supported
on Python 3.14; ``torch.compile`` needs a compiler and changes the last bits; the
result of ``torch.export`` was not faster than the network (torch 2.14), and
takes seconds to make. Recording adds half a pass to the one that is recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils.weak import WeakTensorKeyDictionary

Results = tuple[Tensor | None, ...]

_ABOUT_THE_FORM: frozenset[Callable[..., Any]] = frozenset(
    {
        Tensor.dim,
        Tensor.element_size,
        Tensor.get_device,
        Tensor.is_complex,
        Tensor.is_contiguous,
        Tensor.is_floating_point,
        Tensor.is_inference,
        Tensor.numel,
        Tensor.size,
        Tensor.storage_offset,
        Tensor.stride,
        Tensor.__len__,
        Tensor.device.__get__,
        Tensor.dtype.__get__,  # type: ignore[attr-defined]
        Tensor.is_cuda.__get__,  # type: ignore[attr-defined]
        Tensor.layout.__get__,  # type: ignore[attr-defined]
        Tensor.ndim.__get__,  # type: ignore[attr-defined]
        Tensor.requires_grad.__get__,  # type: ignore[attr-defined]
        Tensor.shape.__get__,  # type: ignore[attr-defined]
        torch.is_complex,
        torch.is_floating_point,
        torch.numel,
    }
)
"""What may be asked of a tensor without looking at its values: the answer is the same for each input of one form."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a tensor that is made anew in each run."""

    number: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One call."""

    function: Callable[..., Any]
    args: list[Any]
    kwargs: dict[str, Any]
    places: tuple[tuple[int | str, Any], ...]
    """Index or name of each argument that has slots in it, and the argument."""
    whole: int | None
    """The slot of the result; None where it is not a tensor."""
    parts: tuple[tuple[int, int], ...]
    """Index and slot of each tensor in a result of several."""
    done: tuple[int, ...]
    """The slots that nobody reads after this call."""


class Recording:
    """The calls of one run."""

    def __init__(self, steps: list[_Step], slots: int, results: tuple[_Slot | None, ...]) -> None:
        self._steps = steps
        self._slots = slots
        self._results = results

    def play(self, x: Tensor) -> Results:
        """Make the calls with ``x`` as input, which must have the form of the one that was recorded.

        To be called in the modes (inference, autocast) in which it was recorded.
        """
        values: list[Any] = [None] * self._slots
        values[0] = x
        for step in self._steps:
            args, kwargs = step.args.copy(), step.kwargs.copy()
            for place, template in step.places:
                if isinstance(place, int):
                    args[place] = _filled(template, values)
                else:
                    kwargs[place] = _filled(template, values)
            result = step.function(*args, **kwargs)
            if step.whole is not None:
                values[step.whole] = result
            for index, slot in step.parts:
                values[slot] = result[index]
            for slot in step.done:
                values[slot] = None
        return tuple(None if one is None else values[one.number] for one in self._results)


def record(function: Callable[[Tensor], Results], x: Tensor, network: nn.Module) -> tuple[Results, Recording | None]:
    """Run ``function(x)`` and return its results with the recording.

    The recording is None where the calls may depend on the values of ``x``, not
    on its form alone (``item()``, a comparison in an ``if``), or where a tensor
    comes from somewhere that was not seen: not from ``x``, not from a parameter
    or buffer of ``network``, and not from a recorded call.
    """
    recorder = _Recorder(x, network)
    with recorder:
        results = function(x)
    return results, recorder.recording(results)


class _Unclear(Exception):
    """This cannot be written down."""


class _Recorder(TorchFunctionMode):
    def __init__(self, x: Tensor, network: nn.Module) -> None:
        super().__init__()
        # Weak, so that maps are freed as ever, and that a new one at the same place is not taken for a former one.
        self._numbers: Any = WeakTensorKeyDictionary()
        self._numbers[x] = 0
        self._slots = 1
        self._constants = {id(one) for many in (network.parameters(), network.buffers()) for one in many}
        self._steps: list[_Step] = []
        self._clear = True

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if self._clear and func not in _ABOUT_THE_FORM:
            try:
                self._write(func, args, kwargs, result)
            except _Unclear:
                self._clear = False
        return result

    def _write(self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
        arguments: list[tuple[int | str, Any]] = [*enumerate(args), *kwargs.items()]
        templates = [(place, self._template(value)) for place, value in arguments]
        whole, parts = None, []
        if isinstance(result, Tensor):
            # A parameter that comes back, as of contiguous(), is what it was.
            whole = None if id(result) in self._constants else self._number(result)
        elif isinstance(result, (tuple, list)) and all(isinstance(one, Tensor) for one in result):
            parts = [(index, self._number(one)) for index, one in enumerate(result)]
        elif result is not None:
            raise _Unclear
        positional, named = templates[: len(args)], templates[len(args) :]
        self._steps.append(
            _Step(
                function=func,
                args=[template for _, template in positional],
                kwargs={str(name): template for name, template in named},
                places=tuple(one for one in templates if _slots_of(one[1])),
                whole=whole,
                parts=tuple(parts),
                done=(),
            )
        )

    def _number(self, result: Tensor) -> int:
        """The slot of a result, which an operator that works in place shares with its argument."""
        if result not in self._numbers:
            self._numbers[result] = self._slots
            self._slots += 1
        number: int = self._numbers[result]
        return number

    def _template(self, value: Any) -> Any:
        """An argument, with slots instead of tensors."""
        if isinstance(value, Tensor):
            if value in self._numbers:
                return _Slot(self._numbers[value])
            if id(value) not in self._constants:
                raise _Unclear
            return value
        if type(value) in (list, tuple):
            return type(value)(self._template(one) for one in value)
        if isinstance(value, (dict, slice)):
            parts = value.values() if isinstance(value, dict) else (value.start, value.stop, value.step)
            if any(isinstance(one, Tensor) for one in parts):
                raise _Unclear
        return value

    def recording(self, results: Results) -> Recording | None:
        if not self._clear or any(one is not None and one not in self._numbers for one in results):
            return None
        wanted = tuple(None if one is None else _Slot(self._numbers[one]) for one in results)
        read = {one.number for one in wanted if one is not None}
        steps: list[_Step] = []
        for step in reversed(self._steps):
            touched = {slot for _, template in step.places for slot in _slots_of(template)}
            touched |= {slot for _, slot in step.parts}
            if step.whole is not None:
                touched.add(step.whole)
            steps.append(replace(step, done=tuple(touched - read)))
            read |= touched
        return Recording(steps[::-1], self._slots, wanted)


def _filled(template: Any, values: list[Any]) -> Any:
    if isinstance(template, _Slot):
        return values[template.number]
    if type(template) in (list, tuple):
        return type(template)(_filled(one, values) for one in template)
    return template


def _slots_of(template: Any) -> list[int]:
    if isinstance(template, _Slot):
        return [template.number]
    if type(template) in (list, tuple):
        return [number for one in template for number in _slots_of(one)]
    return []
