"""In which form an architecture is analysed, and where a selection lies in another form. No torch, no widgets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape
from explorer.engine.messages import NetworkJob
from explorer.models.registry import Architecture
from explorer.ui.numbers import shape, thousands
from explorer.ui.selection import Selected

Request = TypeVar("Request", bound=NetworkJob)

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Form:
    """An architecture's input, batch, number of classes and width, which all figures depend on."""

    architecture: Architecture
    input_shape: Shape
    """(C, H, W)."""
    batch: int
    num_classes: int
    width: float | None
    """The width multiplier; None where the architecture has none."""

    @classmethod
    def own(cls, architecture: Architecture) -> "Form":
        """Return the form that the architecture's facts and weights are of."""
        return cls(architecture, architecture.input_shape, 1, architecture.num_classes, architecture.width)

    @property
    def is_own(self) -> bool:
        """Whether it is the architecture's own."""
        return self == Form.own(self.architecture)

    @property
    def options(self) -> tuple[tuple[str, Any], ...]:
        """What the builder must be told, sorted by name; what it does unless told is left out."""
        told: list[tuple[str, Any]] = []
        if self.num_classes != self.architecture.num_classes:
            told.append(("num_classes", self.num_classes))
        if self.width != self.architecture.width:
            told.append(("width", self.width))
        return tuple(told)

    def job(self, kind: type[Request], **more: Any) -> Request:
        """Return a request to the engine about the network in this form, ``more`` being what that kind asks besides."""
        return kind(
            key=self.architecture.key, input_shape=self.input_shape, batch=self.batch, options=self.options, **more
        )

    def parts(self) -> list[str]:
        """Return the input, and in words what else differs from the architecture's own."""
        return [shape(self.input_shape), *self._others()]

    def text(self) -> str:
        """Return the same in one line: ``3 × 224 × 224 · batch 4``."""
        return SEPARATOR.join(self.parts())

    def changes(self) -> str:
        """Return what differs from the architecture's own, in one line; empty where nothing does."""
        sizes = [shape(self.input_shape)] if self.input_shape != self.architecture.input_shape else []
        return SEPARATOR.join([*sizes, *self._others()])

    def suffix(self) -> str:
        """Return the differences for the name of a file: ``-3x448x448-batch4``; empty where nothing differs."""
        marks = [] if self.input_shape == self.architecture.input_shape else ["x".join(map(str, self.input_shape))]
        marks += [f"batch{self.batch}"] if self.batch != 1 else []
        marks += [f"{name.removeprefix('num_')}{value:g}" for name, value in self.options]
        return "".join(f"-{mark}" for mark in marks)

    def _others(self) -> list[str]:
        told = dict(self.options)
        words = []
        if self.batch != 1:
            words.append(_tr("batch {0}").format(thousands(self.batch)))
        if "num_classes" in told:
            count = thousands(self.num_classes)
            words.append(_tr("1 class") if self.num_classes == 1 else _tr("{0} classes").format(count))
        if "width" in told:
            words.append(_tr("width {0}").format(f"{self.width:g}"))
        return words


def counterparts(selected: Iterable[Selected], shown: Network, other: Network) -> Iterator[Selected]:
    """Yield, for things selected in one form of a network, what they are in another.

    A row is the one of the same module path, operator and call; where several
    share these, the one at the same place among them. What is not there yields
    an empty :class:`Selected`.
    """
    if shown is other:
        yield from selected
        return
    identities = list(_identities(shown))
    orders = {identity: row.order for identity, row in zip(_identities(other), other.rows, strict=True)}
    scopes = {path for row in other.rows for path in other.graph.nodes[row.order]["scope"]}
    for one in selected:
        if one.order is not None:
            yield Selected(order=orders.get(identities[one.order]))
        else:
            yield one if one.block in scopes else Selected()


def counterpart(selected: Selected, shown: Network, other: Network) -> Selected:
    """Return what a selection in one form of a network is in another; see :func:`counterparts`."""
    return next(counterparts([selected], shown, other))


def _identities(network: Network) -> Iterator[tuple[str, str, int, int]]:
    seen: dict[tuple[str, str, int], int] = {}
    for row in network.rows:
        call = _call(row)
        seen[call] = seen.get(call, -1) + 1
        yield *call, seen[call]


def _call(row: LayerRow) -> tuple[str, str, int]:
    return row.path, row.operator, row.call


def _tr(text: str) -> str:
    return QCoreApplication.translate("what_if", text)
