"""Faults of ours: to the log file, never a silent end of the window."""

import faulthandler
import logging
import logging.handlers
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QStandardPaths, QtMsgType, qInstallMessageHandler

log = logging.getLogger("explorer")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_folder() -> Path:
    """Where the log files are."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)) / "log"


def install() -> None:
    """Send our log, Qt's messages, unhandled exceptions and crashes to a rotating file.

    A folder that cannot be written leaves only standard error, and says so there.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    handlers[0].setLevel(logging.WARNING)
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                folder / "cnn-explorer.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
            )
        )
        # Kept open on purpose: a crash has no time to open a file.
        faulthandler.enable((folder / "crash.log").open("w"))
    except OSError as error:
        print(f"cnn-explorer: no log file: {error}", file=sys.stderr)  # noqa: T201 - there is no log yet
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=handlers, force=True
    )
    qInstallMessageHandler(_log_qt)
    sys.excepthook = _log_exception


def _log_exception(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
        return
    log.critical("unhandled exception", exc_info=(kind, error, traceback))


def _log_qt(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(level, logging.WARNING), "%s", message)
