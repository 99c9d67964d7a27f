"""What a projection of a channel cannot say, and which method could (no torch).

Measured, not taken from the papers, on EfficientNet-Lite0 with its trained
weights (``tests/visualize/test_advice.py`` repeats it): without max-pools the
DeconvNet projections of one unit on two photos have a cosine of 1.000, guided
ones of 0.1 to 0.2; of the six strongest channels of a layer, any two guided
projections have a median cosine of 0.48 after a fifth of the activation
functions, 0.82 after half, and 0.91 to 0.99 from two thirds on, plain
gradients of less than 0.2 everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LATE = 0.65
"""The share of a network's activation functions behind which guided projections no longer tell channels apart."""

SENTENCES: dict[str, str] = {
    "nonfinite": "there are values that are not numbers or infinite; look at the weights and the input",
    "saturated": "the layer's activation function is flat at this unit, so nothing passes back; choose the layer "
    "before it",
    "linear": "there is no activation function below this layer, so the projection is the unit's filter, the same "
    "for every picture",
    "no_switches": "no max-pooling below this layer, so the projection does not depend on the picture beyond its "
    "strength and sign",
    "held": "no max-pooling below this layer, so the projection follows from the weights and from gates and "
    "normalisations, which count as constants of this picture",
    "late_guided": "this late in a network, guided projections of different channels look alike",
}
"""What to say, by :attr:`Advice.sentence_id`."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A limit of what is shown."""

    sentence_id: str
    """A key of :data:`SENTENCES`."""
    better_method: str | None
    """A method of ``explorer.engine.messages.METHODS`` that does not have it; None if none has not."""

    @property
    def sentence(self) -> str:
        """The limit in words."""
        return SENTENCES[self.sentence_id]


def held_in(rules: Mapping[str, int]) -> int:
    """Return how many gates and statistics of the picture a projection took for constants, by its rules."""
    return rules.get("gate", 0) + rules.get("statistics", 0)


def advise(
    method: str,
    *,
    switches: int = 0,
    activations: int = 0,
    held: int = 0,
    unknown: int = 0,
    share: float | None = None,
    saturated: bool = False,
    nonfinite: int = 0,
) -> Advice | None:
    """Return the most important limit of a view of a channel, or None if there is none to speak of.

    Args:
        method: ``activation``, ``deconv``, ``guided`` or ``gradient``.
        switches: max-pools below the layer.
        activations: activation functions below the layer, without meaning for ``gradient``, which has no rule for them.
        held: gates and statistics below the layer, which count as constants, but of this picture.
        unknown: operators below the layer without a rule, for which the plain gradient stands.
        share: the activation functions, as a share of those of the whole network; None if it is not known.
        saturated: see :attr:`explorer.visualize.methods.deconvnet.Projection.saturated`.
        nonfinite: values of the map and the projection that are NaN or infinite.
    """
    if nonfinite:
        return Advice("nonfinite", None)
    if method == "activation":
        return None
    if saturated:
        return Advice("saturated", "deconv" if switches else "activation")
    free = not switches and not held and not unknown
    if method != "gradient" and free and not activations:
        return Advice("linear", "activation")
    if method == "deconv" and free:
        return Advice("no_switches", "guided")
    if method == "deconv" and not switches and held:
        return Advice("held", "guided")
    if method == "guided" and share is not None and share >= LATE:
        return Advice("late_guided", "gradient")
    return None
