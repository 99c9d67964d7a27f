"""How much the caches take, each with a button that empties it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.ui.numbers import file_size
from explorer.ui.preferences.form import Section
from explorer.ui.preferences.storage import CACHES, empty, folder_of, size_of
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow


class StorageRows(QObject):
    """One row for each cache; disks are looked at on the thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._background = window.background
        self._sizes = {cache: label("…", "value", name=f"preferences.{cache}.size") for cache in CACHES}
        self.buttons: dict[str, QPushButton] = {}
        for cache in CACHES:
            button = self.buttons[cache] = push_button(self.tr("Clear"), f"preferences.{cache}.clear")
            button.clicked.connect(partial(self._clear, cache))
        self.refresh()

    def add_to(self, section: Section) -> None:
        """Put the rows into a section."""
        names = {"networks": self.tr("Analysed networks"), "patches": self.tr("Strongest patches")}
        remarks = {
            "networks": self.tr("Known networks are drawn at once; cleared, they are analysed again when opened."),
            "patches": self.tr("What was found in folders of pictures; cleared, a folder is searched anew."),
        }
        for cache in CACHES:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(Space.NEAR)
            self._sizes[cache].setMinimumWidth(72)
            line.addWidget(self._sizes[cache])
            line.addWidget(self.buttons[cache])
            self.buttons[cache].setAccessibleName(self.tr("Clear: {0}").format(names[cache]))
            remark = label(remarks[cache], "small")
            remark.setToolTip(str(folder_of(cache)))
            section.add(names[cache], row, remark)

    def refresh(self) -> None:
        """Look how large they are."""
        for cache in CACHES:
            self._background.run(partial(size_of, cache), partial(self._show_size, cache))

    def _clear(self, cache: str, checked: bool = False) -> None:
        self.buttons[cache].setEnabled(False)
        self._background.run(partial(empty, cache), partial(self._show_size, cache))

    def _show_size(self, cache: str, size: int) -> None:
        self._sizes[cache].setText(file_size(size))
        self.buttons[cache].setEnabled(size > 0)
