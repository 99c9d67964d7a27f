"""What is known of the faults of this run, as a text to be sent to the makers. No widgets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.ui.help.versions import table, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.engine.messages import EngineInfo
    from explorer.ui.faults import Fault


def report_text(faults: Mapping[Fault, int], lines: Iterable[str], info: EngineInfo | None) -> str:
    """Return versions, each fault with how often it happened, and the end of the log.

    There is nothing of the files that were open in it but their names, and the
    home folder, which names its owner, is written ``~``.
    """
    parts = [f"cnn-explorer, report of {datetime.now().astimezone():%Y-%m-%d %H:%M %z}", table(versions(info))]
    for fault, times in faults.items():
        often = "" if times == 1 else f", {times} times"
        parts.append(f"In the {fault.where}{often}: {fault.what}\n\n{fault.details.strip()}")
    parts.append("Log:\n" + "\n".join(lines))
    return without_home("\n\n".join(parts)) + "\n"


def without_home(text: str, home: Path | None = None) -> str:
    """Return a text in which the home folder is ``~``."""
    stated = str(home or Path.home())
    # The root of the file system, as home of a service, stands in every path.
    return text if len(stated) < 3 else text.replace(stated, "~")
