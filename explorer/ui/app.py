"""Starting the window: paint first, everything else after that."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from explorer import __version__
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import theme

DEFAULT_KEY = "efficientnet_lite0"
"""Opened when nothing else is named: its trained weights come with the program."""


def run(keys: Sequence[str]) -> int:
    """Open the window with these architectures and return when it is closed.

    Raises:
        UnknownArchitecture: a key that is not in the catalogue; no window appears.
    """
    if keys:
        from explorer.models import registry

        keys = [registry.get(key).key for key in keys]
    app = application()
    window = MainWindow()

    def begin() -> None:
        from explorer.ui import faults

        faults.install()
        window.start(list(keys) or [DEFAULT_KEY])

    window.painted.connect(begin)
    window.show()
    return app.exec()


def application() -> QApplication:
    """Return the one ``QApplication``, named and in the theme's colours."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("cnn-explorer")
    QCoreApplication.setOrganizationName("cnn-explorer")
    QCoreApplication.setApplicationVersion(__version__)
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName("io.github.cnn_explorer.CnnExplorer")
    theme().prepare()
    return app
