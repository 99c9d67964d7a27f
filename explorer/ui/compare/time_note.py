"""What must be known of the measured times in the table of stages, below it."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from explorer.analysis.comparison.times import comparable, unsteady
from explorer.analysis.timing.timings import Timing
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.stage_model import ratio
from explorer.ui.numbers import milliseconds, milliseconds_with_spread, with_unit
from explorer.ui.tokens import Space


class TimeNote(QLabel):
    """One paragraph; without any times it says how to get them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.times")
        self.setProperty("role", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self.setContentsMargins(Space.NEAR, Space.TIGHT, Space.NEAR, Space.TIGHT)
        self.hide()

    def set_compared(self, compared: Compared | None) -> None:
        """Speak of another comparison, or of none."""
        self.setText(" ".join(sentences(compared)) if compared is not None else "")
        self.setVisible(compared is not None)


def sentences(compared: Compared) -> Iterator[str]:
    """Yield where and how the times were measured, and what the whole forward passes take."""
    timings = compared.comparison.timings
    if not timings:
        yield not_measured()
        return
    yield _tr("Time of a stage: sum of the medians of its operators.")
    yield _tr("Forward pass: {0}.").format(", ".join(forward_passes(compared)))
    missing = [LETTERS[place] for place, one in zip(compared.places, timings, strict=True) if one is None]
    if missing:
        yield _tr("Not measured: {0}.").format(", ".join(missing))
    known = {place: one for place, one in zip(compared.places, timings, strict=True) if one is not None}
    said = {place: conditions(timing) for place, timing in known.items()}
    if len(set(said.values())) == 1:
        yield _tr("Measured on {0}.").format(next(iter(said.values())))
    else:
        for place, words in said.items():
            yield _tr("{0} was measured on {1}.").format(LETTERS[place], words)
    yield from origins(compared)
    shaky = [LETTERS[place] for place, timing in known.items() if unsteady(timing)]
    if shaky:
        yield _tr("The times of {0} are unsteady: measure again when nothing else runs.").format(", ".join(shaky))
    letters = [LETTERS[place] for place in compared.places]
    apart = [
        letters[at]
        for at in range(1, len(timings))
        if timings[0] is not None and timings[at] is not None and not comparable(compared.comparison, at)
    ]
    if apart:
        yield _tr("Times of {0} are not compared with {1}: they are of another device, thread count or type.").format(
            ", ".join(apart), letters[0]
        )


def forward_passes(compared: Compared) -> Iterator[str]:
    """Yield the whole pass of each network that was measured, with its ratio to the first."""
    timings = compared.comparison.timings
    for at, (place, timing) in enumerate(zip(compared.places, timings, strict=True)):
        if timing is None:
            continue
        words = with_unit(milliseconds_with_spread(timing.forward, timing.forward_spread), "ms")
        first = timings[0]
        if at and first is not None and comparable(compared.comparison, at):
            more = timing.forward - first.forward
            sign = "+" if more >= 0 else "−"
            words += f" ({sign}{with_unit(milliseconds(abs(more)), 'ms')}, {ratio(timing.forward, first.forward)})"
        yield f"{LETTERS[place]} {words}"


def origins(compared: Compared) -> Iterator[str]:
    """Yield when the networks were measured, and whether that was in the comparison or in their tabs."""
    known = [(LETTERS[place], one) for place, one in zip(compared.places, compared.measured, strict=True) if one]
    for here, words in ((True, _tr("Measured in the comparison: {0}.")), (False, _tr("Taken over from its tab: {0}."))):
        told = [_tr("{0} at {1}").format(letter, found.when()) for letter, found in known if found.compared is here]
        if len(told) > 1 and not here:
            words = _tr("Taken over from their tabs: {0}.")
        if told:
            yield words.format(", ".join(told))


def not_measured() -> str:
    """Return why there is no time, and how to get one."""
    return _tr("Time: not measured yet. Ctrl+M runs each network and times every operator.")


def conditions(timing: Timing) -> str:
    """Return under which conditions times hold."""
    threads = _tr("1 thread") if timing.threads == 1 else _tr("{0} threads").format(timing.threads)
    return _tr("{0}, {1}, {2}, batch {3}, median of {4} rounds after {5} to warm up").format(
        timing.device, threads, timing.dtype, timing.batch, timing.repeats, timing.warmup
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("compare_times", text)
