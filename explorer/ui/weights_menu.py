"""The choice of weights for the network in front, or for those that are compared."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.models.registry import Architecture
from explorer.models.weight_files import status
from explorer.ui.catalogue import translated
from explorer.ui.numbers import file_size


class Choice(Protocol):
    """Which weights are chosen, by the keys of architectures: the live controller's, or a comparison's for one side."""

    def weights(self, key: str) -> str:
        """Return which weights an architecture runs with: a name as on the command line."""

    def set_weights(self, key: str, weights: str) -> None:
        """Run an architecture with other weights."""


class WeightsMenu(QMenu):
    """Default, random, every published set (with the size of a download that it needs), or a file."""

    def __init__(self, live: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("menu.weights")
        self.setTitle(self.tr("&Weights"))
        self._live = live
        self._architecture: Architecture | None = None
        self._sides: Sequence[QMenu] = ()
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_chosen)
        self.aboutToShow.connect(self._fill)
        self.setEnabled(False)

    def set_architecture(self, architecture: Architecture | None) -> None:
        """Offer the weights of another network."""
        self._architecture, self._sides = architecture, ()
        self.setEnabled(architecture is not None)

    def set_sides(self, menus: Sequence[QMenu]) -> None:
        """Offer the menus of several networks that are in front together."""
        self._architecture, self._sides = None, menus
        self.setEnabled(bool(menus))

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for menu in self._sides:
            self.addMenu(menu)
        if self._architecture is None:
            return
        chosen = self._live.weights(self._architecture.key)
        self._add(self.tr("Best without a download"), "default", chosen)
        self._add(self.tr("Random"), "random", chosen)
        for record in translated(self._architecture).weights:
            text = record.title or record.name
            found = status(record)
            if not found.installed and record.source == "package":
                text = self.tr("{} (not installed: {})").format(text, found.origin)
            elif not found.installed:
                size = self.tr("size not known") if found.size is None else file_size(found.size)
                text = self.tr("{} (download, {})").format(text, size)
            self._add(text, record.name, chosen)
        if chosen.endswith((".pth", ".pt", ".safetensors")):
            self._add(Path(chosen).name, chosen, chosen)
        self.addSeparator()
        self.addAction(self.tr("From a file…"), self._ask_file)

    def _add(self, text: str, weights: str, chosen: str) -> None:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(weights == chosen)
        action.setData(weights)
        self._group.addAction(action)
        self.addAction(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if self._architecture is not None:
            self._live.set_weights(self._architecture.key, str(action.data()))

    @Slot()
    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Load weights"), "", self.tr("State dicts (*.pth *.pt *.safetensors)")
        )
        if path and self._architecture is not None:
            self._live.set_weights(self._architecture.key, path)
