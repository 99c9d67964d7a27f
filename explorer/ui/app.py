"""Starting the window: paint first, then the engine."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from explorer import __version__
from explorer.models import registry
from explorer.ui import faults
from explorer.ui.theme import theme

DEFAULT_KEY = "efficientnet_lite0"
"""Opened when nothing else is named: its trained weights come with the program."""


def run(keys: Sequence[str]) -> int:
    """Open the window with these architectures and return when it is closed.

    Raises:
        UnknownArchitecture: a key that is not in the catalogue; no window appears.
    """
    wanted = [registry.get(key).key for key in keys] or [DEFAULT_KEY]
    app = application()
    faults.install()

    from explorer.ui.main_window import MainWindow

    window = MainWindow()
    window.show()
    # After the first paint: nothing that takes long may stand before it.
    QTimer.singleShot(0, lambda: window.start(wanted))
    return app.exec()


def application() -> QApplication:
    """Return the one ``QApplication``, named and themed."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("cnn-explorer")
    QCoreApplication.setOrganizationName("cnn-explorer")
    QCoreApplication.setApplicationVersion(__version__)
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName("io.github.cnn_explorer.CnnExplorer")
    theme().apply()
    return app
