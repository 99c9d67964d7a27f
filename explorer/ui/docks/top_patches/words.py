"""What is said about channels and patches of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from explorer.ui.live.paint import format_value
from explorer.ui.numbers import thousands

if TYPE_CHECKING:
    from explorer.engine.messages import TopPatches
    from explorer.inference.top_patches.patch import Patch


def used_pictures(summary: TopPatches) -> int:
    """Return how many pictures have been run."""
    return summary.done - summary.skipped


def dead_words(summary: TopPatches) -> str:
    """Return what is said of a channel that is above zero in no picture."""
    return _tr("dead in all {0} pictures").format(thousands(used_pictures(summary)))


def active_words(summary: TopPatches, channel: int) -> str:
    """Return in how many pictures a channel is above zero: ``in 54 of 57``."""
    return _tr("in {0} of {1}").format(thousands(int(summary.active[channel])), thousands(used_pictures(summary)))


def channel_words(summary: TopPatches, channel: int) -> str:
    """Return a channel's figures in a line or two."""
    if summary.active[channel] == 0:
        return _tr("Channel {0}: {1}").format(channel, dead_words(summary))
    return _tr("Channel {0}: largest value {1}, above zero {2} pictures").format(
        channel, format_value(float(summary.best[channel])), active_words(summary, channel)
    )


def patch_words(patch: Patch) -> str:
    """Return all about a patch, line by line."""
    lines = [_tr("{0} (number {1} of channel {2})").format(patch.path.name, patch.rank, patch.channel)]
    value = format_value(patch.value)
    where = ", ".join(map(str, patch.unit))
    lines.append(_tr("Value {0}, unit ({1})").format(value, where) if where else _tr("Value {0}").format(value))
    window = patch.window
    if not patch.pixels.size:
        lines.append(_tr("The file cannot be read any more."))
    elif window.whole:
        lines.append(_tr("It depends on the whole input."))
    else:
        (top, bottom), (left, right) = window.rows, window.columns
        lines.append(_tr("Sees rows {0} to {1}, columns {2} to {3} of the input").format(top, bottom, left, right))
        height, width = window.frame[2] - window.frame[0], window.frame[3] - window.frame[1]
        if (height, width) != (bottom - top + 1, right - left + 1):
            lines.append(_tr("The plain part is padding within its field of {0} × {1} px").format(height, width))
    lines.append(_tr("Click to look at this picture."))
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("top_patches", text)
