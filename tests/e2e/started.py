"""The program as it is started in a terminal, with somebody who looks at its window, tells of it, and closes it.

``python -m tests.e2e.started WORD …`` runs ``cnn-explorer WORD …`` and prints one line of JSON. With a language in
``CHOOSE_LANGUAGE`` they first choose that one, and look at the window that takes the place of the first.
"""

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

LOOK = 100
"""Milliseconds between two looks."""


def watch(window: "MainWindow") -> None:
    """Tell of a window as soon as every tab in it shows its network, and close it."""
    from PySide6.QtCore import QTimer

    timer = QTimer(window, interval=LOOK)

    def look() -> None:
        documents = window.documents.documents
        settled = all(one.network is not None and window.workspaces.pending(one) is None for one in documents)
        if documents and settled and not window.workspaces.restoring.busy and not choose_language(window):
            timer.stop()
            print(json.dumps(seen(window)), flush=True)
            window.close()

    timer.timeout.connect(look)
    window.assembled.connect(timer.start)


def choose_language(window: "MainWindow") -> bool:
    """Choose the language that is wanted; False if nothing, or nothing more, has to be chosen."""
    wanted = os.environ.get("CHOOSE_LANGUAGE", "")
    if wanted and window.settings.language != wanted:
        window.commands["preferences"].trigger()
        preferences = window.everyday.preferences
        assert preferences is not None
        preferences.language.setCurrentIndex(preferences.language.findData(wanted))
        preferences.language.activated.emit(preferences.language.currentIndex())
        return True
    # The former window goes as soon as the work in it is done.
    return bool(wanted) and window.estate is None


def seen(window: "MainWindow") -> dict[str, Any]:
    """What there is in a window."""
    return {
        "visible": window.isVisible(),
        "title": window.windowTitle(),
        "menu": window.menuBar().actions()[0].text(),
        "tabs": [[one.key, sorted(one.view.expanded)] for one in window.documents.documents],
        "notice": window.documents.notice.text,
        "notes": [note.text for note in window.notes.remarks],
    }


def main(words: Sequence[str]) -> int:
    """Run the program with these words."""
    from explorer import cli
    from explorer.ui import app

    prepare = app.prepare

    def prepare_and_watch(window: "MainWindow") -> None:
        prepare(window)
        watch(window)

    app.prepare = prepare_and_watch
    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
