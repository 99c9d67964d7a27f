"""Our exact figures beside the published ones, and what makes the gap. No torch.

Papers round, and count by conventions of their own. Each convention is a
hypothesis (:mod:`explorer.analysis.claims.hypotheses`), computed from the network's
own rows. It is accepted only if it gives the published figure within the
rounding of its printed digits, and only if the gap is large against that
rounding: 7.8 fits many conventions by chance, 7.801 few. A gap that nothing
reproduces is ``unexplained``, and the sentence says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.analysis.claims.hypotheses import Again, Hypothesis, everything, hypotheses, sentences
from explorer.analysis.claims.printed import Printed, printed_figure
from explorer.analysis.network import Network
from explorer.analysis.wording import times
from explorer.models.registry import Architecture

CAUSES: Mapping[str, str] = {
    "exact": "the same figure",
    "rounded": "equal within the published figure's rounding",
    "input_size": "ours is for another input than the published figure",
    "options": "ours is of a network that was built with options of its own",
    "form": "the published figure is of another form (merged for inference, an earlier version)",
    "flops": "the published figure counts multiplications and additions apart",
    "classifier": "the dense layers at the end are left out",
    "norm": "the parameters of normalisation are left out",
    "bias": "biases are left out of the parameters",
    "gate": "gates (squeeze-excitation) are left out",
    "auxiliary": "auxiliary heads, which inference does not run, are counted",
    "elementwise": "biases, normalisation, activations or pooling are counted as multiply-accumulates",
    "other_size": "the published figure is for another input size",
    "parent": "the published figure is that of the network it was developed from",
    "digits": "equal if the last zero of the published figure is no digit",
    "cut": "the published figure is cut off, not rounded",
    "noted": "no convention gives the published figure; the notes on the architecture speak of it",
    "unexplained": "no convention that we know gives the published figure",
}
"""What can make a gap, in the order in which it is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One published figure beside ours."""

    quantity: str
    """``params`` or ``macs``."""
    ours: int
    published: float
    printed: str
    """The published figure with its own digits: ``0.70 G``."""
    gap: float
    """Ours less the published figure, in percent of the latter."""
    cause: str
    """A key of :data:`CAUSES`."""
    reproduced: int | None
    """The count that gives the published figure; None where none does."""
    sentence: str
    """What makes the gap, in plain words."""


def reconcile(network: Network, architecture: Architecture, again: Again | None = None) -> tuple[Reconciliation, ...]:
    """Return one entry for each of parameters and multiply-accumulates that is published.

    ``again`` analyses the architecture anew with another input shape or other
    options, for what the rows of ``network`` cannot tell:
    ``functools.partial(analyze_architecture, architecture)``. It is called
    only where no hypothesis before fits. Without it, other input sizes are not
    tried, and other forms only where the architecture's notes give figures.
    """
    found = []
    for quantity, ours in (("params", network.totals.params), ("macs", network.totals.macs)):
        printed = printed_figure(architecture, quantity)
        if printed is None:
            continue
        cause, count, sentence = _explain(quantity, printed, network, architecture, again)
        found.append(
            Reconciliation(
                quantity=quantity,
                ours=ours,
                published=float(printed.value),
                printed=str(printed),
                gap=printed.gap(ours),
                cause=cause,
                reproduced=count,
                sentence=sentence,
            )
        )
    return tuple(found)


def _explain(
    quantity: str, printed: Printed, network: Network, architecture: Architecture, again: Again | None
) -> tuple[str, int | None, str]:
    """Return cause, count and sentence."""
    ours = getattr(network.totals, quantity)
    if ours != getattr(architecture, quantity):
        return _other_setting(quantity, printed, network, architecture)
    if ours == printed.value:
        return "exact", ours, f"Ours is exactly the published {printed}."
    figure = f"Ours, {printed.write(ours)},"
    if printed.fits(ours):
        return "rounded", ours, f"{figure} rounds to the published {printed}."
    gap = f"{figure} is {printed.gap_text(ours)} the published {printed};"
    for one in hypotheses(quantity, network, architecture, again):
        cut = "" if printed.fits(one.count) else f", which is {printed} when cut off"
        if _accepted(one, ours, printed, architecture):
            sentence = f"{gap} {one.phrase} {printed.write(one.count)}{cut}. {one.remark}".rstrip()
            return one.cause, one.count, sentence
    notes = " ".join(_notes_on(quantity, printed, architecture))
    if printed.fits_coarsely(ours):
        sentence = f"{figure} rounds to the published {printed} if its last zero is no digit. {notes}"
        return "digits", ours, sentence.rstrip()
    if printed.cut_from(ours):
        return "cut", ours, f"{figure} is the published {printed} when cut off instead of rounded. {notes}".rstrip()
    near = _near(printed, network) if quantity == "macs" else ""
    sentence = f"{gap} no way of counting that we know gives that figure{near}. {notes}".rstrip()
    return "noted" if notes else "unexplained", None, sentence


def _accepted(one: Hypothesis, ours: int, printed: Printed, architecture: Architecture) -> bool:
    if one.cause == "form":
        return printed.fits(one.count) or printed.cut_from(one.count)
    stated = one.cause == "classifier" and "without the classifier" in architecture.published.source
    return printed.fits(one.count) and (stated or printed.tells_apart(ours, one.most))


def _other_setting(
    quantity: str, printed: Printed, network: Network, architecture: Architecture
) -> tuple[str, int | None, str]:
    """Ours is of another input, batch or build than the published figure; what it is there is in the catalogue."""
    exact = getattr(architecture, quantity)
    fits = printed.fits(exact)
    verdict = "which rounds to it" if fits else f"{printed.gap_text(exact)} it"
    same_input = network.input_shape == architecture.input_shape and network.batch == 1
    if quantity == "params" or same_input:
        cause, here, there = "options", "with the options of this network", "as registered"
    else:
        batch = f" and batch {network.batch}" if network.batch != 1 else ""
        here = f"at {times(network.input_shape)}{batch}"
        cause, there = "input_size", f"at {times(architecture.input_shape)}"
    sentence = (
        f"Ours is {printed.write(getattr(network.totals, quantity))} {here}; the published {printed} is of the network "
        f"{there}, where ours is {printed.write(exact)}, {verdict}."
    )
    return cause, exact if fits else None, sentence


def _near(printed: Printed, network: Network) -> str:
    """Return what comes near a figure that nothing reaches, for the end of a sentence."""
    count = everything(network)
    if abs(printed.gap(count)) > abs(printed.gap(network.totals.macs)) / 5:
        return ""
    counted = f"with biases and all element-wise work counted it is {printed.write(count)}"
    return f"; {counted}, still {printed.gap_text(count)}"


def _notes_on(quantity: str, printed: Printed, architecture: Architecture) -> Iterator[str]:
    """Yield what errata and notes say about a published figure."""
    speaks_of = {"params": r"\bparameter|\bsums\b", "macs": r"\bcost|\bmultiply|\bsums\b"}[quantity]
    for erratum in architecture.errata:
        figure = erratum.quoted.partition(" ")[0]
        if re.match(speaks_of, erratum.subject) and figure == str(printed).partition(" ")[0]:
            yield erratum.remark
    for sentence in sentences(architecture.notes):
        if re.search(speaks_of, sentence) and re.search(r"\bpublished|\bquote|\bfigures|\bsums\b|\bauthors", sentence):
            yield sentence
