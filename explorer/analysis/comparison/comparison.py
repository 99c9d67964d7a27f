"""Two or more networks stage by stage: which stages belong together, and what each comes to. No torch."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analysis.comparison.alignment import Alignment, align_networks
from explorer.analysis.comparison.stages import Figures, figures_of
from explorer.analysis.network import Network
from explorer.analysis.timing.timings import Timing
from explorer.errors import UsageError


@dataclass(frozen=True, slots=True)
class StageRow:
    """Stages that belong together, one for each network; None where a network has none there."""

    strides: tuple[int | None, ...]
    """Input pixels between neighbouring units; None for the head, and where there is no stage."""
    figures: tuple[Figures | None, ...]
    head: bool
    """Whether these are the layers behind the last map."""

    @property
    def name(self) -> str:
        """``stride 4``, ``stride 4 | 2`` where they differ, ``head``."""
        if self.head:
            return "head"
        known = [stride for stride in self.strides if stride is not None]
        if len(set(known)) == 1:
            return f"stride {known[0]}"
        return "stride " + " | ".join("–" if stride is None else str(stride) for stride in self.strides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What :func:`compare` returns; everything in the order of the networks that were given."""

    networks: tuple[Network, ...]
    alignments: tuple[Alignment, ...]
    """The first network with each of the others."""
    stages: tuple[StageRow, ...]
    whole: tuple[Figures, ...]
    """Of each network; equal to the sums of its stages and to ``network.totals``."""
    timings: tuple[Timing | None, ...] = ()
    """What was measured of each network; empty where nothing was, see :mod:`explorer.analysis.comparison.times`."""


def compare(networks: Sequence[Network]) -> Comparison:
    """Return networks side by side; all of them are aligned with the first.

    A network may stand twice, in two forms (input size, width, batch).

    Raises:
        UsageError: fewer than two networks.
    """
    if len(networks) < 2:
        raise UsageError("a comparison takes two networks or more; name another one")
    alignments = tuple(align_networks(networks[0], other) for other in networks[1:])
    units = [alignments[0].left, *(one.right for one in alignments)]
    stages = [alignments[0].left_stages, *(one.right_stages for one in alignments)]
    rows: list[StageRow] = []
    for members in _rows(alignments):
        chosen = [stages[at][number] if number is not None else None for at, number in enumerate(members)]
        rows.append(
            StageRow(
                strides=tuple(stage.stride if stage is not None else None for stage in chosen),
                figures=tuple(
                    figures_of([units[at][unit] for unit in stage.units]) if stage is not None else None
                    for at, stage in enumerate(chosen)
                ),
                head=all(stage is None or stage.stride is None for stage in chosen),
            )
        )
    return Comparison(
        networks=tuple(networks),
        alignments=alignments,
        stages=tuple(rows),
        whole=tuple(figures_of(one) for one in units),
    )


def _rows(alignments: Sequence[Alignment]) -> list[list[int | None]]:
    """For each line of the table the stage of every network, by position."""
    count = len(alignments) + 1
    lines: list[list[int | None]] = [
        [number, *[None] * (count - 1)] for number in range(len(alignments[0].left_stages))
    ]
    for side, alignment in enumerate(alignments, start=1):
        at = 0  # the line before which a stage without a partner goes
        for pair in alignment.stages:
            if pair.left is not None:
                at = next(index for index, line in enumerate(lines) if line[0] == pair.left)
                lines[at][side] = pair.right
                at += 1
                continue
            assert pair.right is not None
            stride = alignment.right_stages[pair.right].stride
            # A third network's stage joins the second's where the first has none of that stride either.
            while at < len(lines) and lines[at][0] is None:
                if lines[at][side] is None and stride in _strides(lines[at], alignments):
                    break
                at += 1
            if at < len(lines) and lines[at][0] is None:
                lines[at][side] = pair.right
            else:
                line: list[int | None] = [None] * count
                line[side] = pair.right
                lines.insert(at, line)
            at += 1
    return lines


def _strides(line: Sequence[int | None], alignments: Sequence[Alignment]) -> set[int | None]:
    others = zip(line[1:], alignments, strict=True)
    return {one.right_stages[number].stride for number, one in others if number is not None}
