"""The choice of weights for the network in front."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.models.registry import Architecture
from explorer.ui.live_controller import LiveController


class WeightsMenu(QMenu):
    """Default, random, every published set (with the size of its download), or a file."""

    def __init__(self, live: LiveController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("menu.weights")
        self.setTitle(self.tr("&Weights"))
        self._live = live
        self._architecture: Architecture | None = None
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_chosen)
        self.aboutToShow.connect(self._fill)
        self.setEnabled(False)

    def set_architecture(self, architecture: Architecture | None) -> None:
        """Offer the weights of another network."""
        self._architecture = architecture
        self.setEnabled(architecture is not None)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        if self._architecture is None:
            return
        chosen = self._live.weights(self._architecture.key)
        self._add(self.tr("Best without a download"), "default", chosen)
        self._add(self.tr("Random"), "random", chosen)
        for record in self._architecture.weights:
            text = record.name
            if record.source == "download":
                text = self.tr("{} (download, {:.1f} MB)").format(record.name, record.size / 1e6)
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
