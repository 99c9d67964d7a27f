"""What must be said about a picture of a channel or a class, so that nobody reads more from it than it shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import ChannelView, ClassView, WeightsBadge
from explorer.ui import numbers
from explorer.ui.terms import term
from explorer.visualize.methods.advice import advise, held_in

LOOSE = 0.05
"""Attributions that miss more of the change than this do not add up; the engine takes more points until then."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A few words, and what they mean; a warning changes what the picture says, the rest explains it."""

    title: str
    text: str
    warning: bool = False
    method: str = ""
    """The method that would answer better; offered as a button."""


def remarks(
    method: str | None,
    view: ChannelView | None,
    found: ClassView | None,
    weights: WeightsBadge | None,
    depth: float | None = None,
) -> tuple[Remark, ...]:
    """Return what to say, what matters most first.

    Args:
        method: the method on show.
        view: the channel's view, if it is of that method.
        found: the class's view, if it is of that method.
        weights: what the network runs with.
        depth: see :func:`activation_share`.
    """
    said: list[Remark] = []
    if weights is not None and not weights.trained and method is not None:
        words = _tr("Maps and projections show what the architecture does by itself, nothing that was learnt.")
        said.append(Remark(_tr("Random weights"), words, True))
    if view is not None and method is not None:
        said += _of_channel(method, view, depth)
    if found is not None:
        said += _of_class(found)
    return tuple(said)


def activation_share(network: Network, row: LayerRow) -> float | None:
    """Return how many of a network's activation functions come before a row or are it, as a share of all; None of none.

    That is how deep a layer is for the backward rules, which act where the activation functions are.
    """
    nodes = network.graph.nodes
    orders = [one.order for one in network.rows if nodes[one.order]["kind"] == "activation"]
    return sum(order <= row.order for order in orders) / len(orders) if orders else None


def _of_class(found: ClassView) -> list[Remark]:
    said: list[Remark] = []
    if found.nonfinite:
        said.append(_not_finite(found.nonfinite))
    if found.completeness is not None:
        percent = numbers.with_unit(f"{100 * found.completeness:.1f}", "%")
        loose = found.completeness > LOOSE
        words = _tr(
            "The attributions should add up to the change of the logit from the baseline to the picture; "
            "with {1} points on the path they miss {0} of it."
        ).format(percent, found.steps)
        title = (
            _tr("Attributions miss {0} with {1} points")
            if loose
            else _tr("Attributions add up to within {0}, {1} points")
        )
        said.append(Remark(title.format(percent, found.steps), words, loose))
    if found.note:
        first, _, rest = found.note.partition(": ")
        said.append(Remark(term(first) if rest else _tr("How to read it"), term(found.note)))
    return said


def _of_channel(method: str, view: ChannelView, depth: float | None) -> list[Remark]:
    said: list[Remark] = []
    if view.nonfinite:
        said.append(_not_finite(view.nonfinite))
    found = advise(
        method,
        switches=view.switches or 0,
        activations=dict(view.rules).get("activation", 0),
        held=held_in(dict(view.rules)),
        unknown=len(view.unknown),
        share=depth,
        saturated=view.saturated,
    )
    if found is not None:
        title, words = _advice(found.sentence_id)
        warning = found.sentence_id in ("saturated", "no_switches", "held")
        said.append(Remark(title, words, warning, found.better_method or ""))
    if view.unknown:
        names = ", ".join(view.unknown)
        words = _tr("The plain gradient stands for {0}, which the method does not speak of.").format(names)
        said.append(Remark(_tr("No rule for {0}").format(names), words, True))
    rules = ", ".join(_tr("{0} ×{1}").format(_rule(key), number) for key, number in view.rules if number)
    if rules:
        words = _tr("How often each rule replaced the gradient on the way back to the picture.")
        said.append(Remark(_tr("Rules: {0}").format(rules), words))
    return said


def _not_finite(count: int) -> Remark:
    words = _tr("They are hatched in magenta; look at the weights and at the input.")
    return Remark(_tr("{0} values are NaN or infinite").format(f"{count:,}"), words, True)


def _advice(sentence: str) -> tuple[str, str]:
    return {
        "saturated": (
            _tr("Saturated unit: nothing passes back"),
            _tr("The activation function is flat at this unit. Choose another unit, or the layer before it (Up)."),
        ),
        "linear": (
            _tr("The unit's filter, whatever the picture"),
            _tr("There is no activation function below this layer: the projection is the same for every picture."),
        ),
        "no_switches": (
            _tr("Ignores the picture here"),
            _tr(
                "There is no max-pooling below this layer. A DeconvNet projection then follows from the weights alone, "
                "but for its strength and sign."
            ),
        ),
        "held": (
            _tr("Sees only gates and norms"),
            _tr(
                "There is no max-pooling below this layer. A DeconvNet projection then follows from the weights, and "
                "from gates and normalisations, which count as constants of this picture."
            ),
        ),
        "late_guided": (
            _tr("Channels look alike this late"),
            _tr(
                "So late in a network guided pictures show what is there, less which channel it is: "
                "those of different channels are nearly the same. The gradient tells channels apart."
            ),
        ),
    }[sentence]


def _rule(key: str) -> str:
    names = {"activation": _tr("activation"), "gate": _tr("gate"), "statistics": _tr("statistics")}
    return names.get(key, key)


def _tr(text: str) -> str:
    return QCoreApplication.translate("remarks", text)
