"""Starting the window: paint first, everything else after that."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from explorer import __version__
from explorer.assets import resource
from explorer.inference.allocator import ask_for_large_pages
from explorer.ui.garbage import GarbageKeeper
from explorer.ui.interrupts import Interrupts
from explorer.ui.main_window import MainWindow
from explorer.ui.program import Program
from explorer.ui.settings import Settings
from explorer.ui.theme import theme

DEFAULT_KEY = "efficientnet_lite0"
"""Opened when nothing else is named: its trained weights come with the program."""


def run(keys: Sequence[str], *, comparing: bool = False) -> int:
    """Open the window with these architectures, or with a comparison of them, and return when it is closed.

    Instead of keys there may be one workspace's file; without any, the last window's state is there again.

    Raises:
        UnknownArchitecture: a key that is not in the catalogue; no window appears.
    """
    keys, workspace = what_to_open(keys, comparing=comparing)
    if keys:
        from explorer.models import registry

        keys = [registry.get(key).key for key in keys]
    app = application()
    settings = Settings()
    if settings.language != "en":
        from explorer.ui import translation

        translation.install(settings.language)
        translation.prefer_glyphs()
    program = Program(settings, prepare)
    program.open(list(keys) or [DEFAULT_KEY], comparing=comparing, workspace=workspace)
    interrupts = Interrupts(app)
    interrupts.came.connect(program.close)
    try:
        return app.exec()
    finally:
        interrupts.close()


def prepare(window: MainWindow) -> None:
    """Give a window that has been painted first what the application has for all of its windows."""
    from explorer.ui import faults
    from explorer.ui.help.fault_report import FaultReports

    if QApplication.windowIcon().isNull():  # the first of them
        QApplication.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))  # reading it would put off the first paint
        faults.install()
    FaultReports(window, faults.faults())
    window.assembled.connect(lambda: window.everyday.show_first_steps_once())


def what_to_open(words: Sequence[str], *, comparing: bool = False) -> tuple[Sequence[str], str | None]:
    """Return keys of architectures, and a workspace's file: None for none, empty for the state of the last window."""
    from explorer.workspace.file import SUFFIX

    if len(words) == 1 and words[0].lower().endswith(SUFFIX):
        return (), str(Path(words[0]).absolute())
    return words, None if words or comparing else ""


def application() -> QApplication:
    """Return the one ``QApplication``, named and in the theme's colours."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("cnn-explorer")
    QCoreApplication.setOrganizationName("cnn-explorer")
    QCoreApplication.setApplicationVersion(__version__)
    ask_for_large_pages()  # for the engine
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName("io.github.cnn_explorer.CnnExplorer")
    theme().prepare()
    GarbageKeeper(app)
    return app
