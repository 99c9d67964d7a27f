"""Faults of ours: to the log, and told to whoever shows them; never a silent end of the window."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback as tracebacks
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

from explorer.ui.log_file import FORMAT, LastLines, handlers, log_folder

if TYPE_CHECKING:
    from explorer.engine.messages import Failed

log = logging.getLogger("explorer")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception that nobody expected."""

    where: str
    """``window`` or ``engine``."""
    what: str
    """Class and message, in one line."""
    details: str
    """The traceback."""


class Faults(QObject):
    """Says each fault on the GUI thread, wherever it happened."""

    happened = Signal(object)  # Fault

    def __init__(self) -> None:
        super().__init__()
        self.last_lines = LastLines()
        """The end of the log, once :func:`install` has been called."""

    @Slot(object)
    def tell_engine(self, failure: Failed) -> None:
        """Take note of a job at which the engine's own code failed; it is in the log already."""
        self.happened.emit(Fault("engine", failure.message, failure.details))

    def tell(self, kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
        """Log an exception and say it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), traceback)
            return
        log.critical("unhandled exception", exc_info=(kind, error or kind(), traceback))
        what = "".join(tracebacks.format_exception_only(kind, error)).strip().splitlines()[-1]
        # Nobody hears it any more once the application is being taken down.
        with contextlib.suppress(RuntimeError):
            self.happened.emit(Fault("window", what, "".join(tracebacks.format_exception(kind, error, traceback))))


_faults: Faults | None = None


def faults() -> Faults:
    """Return the application's one list of ears."""
    global _faults
    if _faults is None:
        _faults = Faults()
    return _faults


def install() -> Faults:
    """Send our log, the engine's, Qt's messages, unhandled exceptions and crashes to a file; return what tells of them.

    A folder that cannot be written leaves only standard error, and says so there.
    """
    result = faults()
    result.last_lines, found = handlers()
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=found, force=True)
    with contextlib.suppress(OSError):
        # Kept open on purpose: a crash has no time to open a file.
        faulthandler.enable((log_folder() / "crash.log").open("w"))
    qInstallMessageHandler(_log_qt)
    sys.excepthook = result.tell
    threading.excepthook = lambda told: result.tell(told.exc_type, told.exc_value, told.exc_traceback)
    return result


def _log_qt(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(level, logging.WARNING), "%s", message)
