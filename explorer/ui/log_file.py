"""The log: a rotating file in the user's cache folder, and the last lines in memory for a report. No Qt."""

import contextlib
import logging
import logging.handlers
import sys
from collections import deque
from pathlib import Path

from explorer.analysis.cache import cache_folder

LARGEST = 1_000_000
"""Bytes of one file."""
FILES = 3
"""The one that is written, and older ones."""
REMEMBERED = 200
"""Lines for a report."""

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_folder() -> Path:
    """Where the log files are; it may not exist."""
    return cache_folder() / "log"


def log_path() -> Path:
    """The file that is written."""
    return log_folder() / "cnn-explorer.log"


class LogFile(logging.handlers.RotatingFileHandler):
    """Gives up at the first line that cannot be written, says so on standard error, and lets the program go on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST, backupCount=FILES - 1, encoding="utf-8", delay=True)

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        logging.getLogger().removeHandler(self)
        _say(error)


class LastLines(logging.Handler):
    """Keeps the last lines; a disk that is full or read-only takes nothing from a report."""

    def __init__(self) -> None:
        super().__init__()
        self._records: deque[str] = deque(maxlen=REMEMBERED)

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(self.format(record))

    def lines(self) -> list[str]:
        """Return the last :data:`REMEMBERED` lines, oldest first."""
        return "\n".join(tuple(self._records)).splitlines()[-REMEMBERED:]


def handlers() -> tuple[LastLines, list[logging.Handler]]:
    """Return what keeps the last lines, and all handlers: it, standard error (warnings), and the file if it can be.

    A folder that cannot be made leaves the others, and is said on standard error.
    """
    last = LastLines()
    last.setFormatter(logging.Formatter(FORMAT))
    found: list[logging.Handler] = [last]
    if sys.stderr is not None:  # a program without a console, as on Windows, has none
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)
        found.append(console)
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _say(error)
    else:
        found.append(LogFile(log_path()))
    return last, found


def _say(error: OSError) -> None:
    with contextlib.suppress(AttributeError, OSError):
        sys.stderr.write(f"cnn-explorer: no log file: {error}\n")
