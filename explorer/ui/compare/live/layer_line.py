"""The line between picture and channels: which layer is shown, of what shape, and how much of it is dead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.engine.messages import LayerMaps
from explorer.ui import numbers
from explorer.ui.compare.live.layers import Layer
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, label


class LayerLine(QWidget):
    """Is told by setters."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._path = ElidedLabel("", "mono", Qt.TextElideMode.ElideMiddle)
        self._path.setObjectName(f"{name}.layer")
        self._shape = label(role="secondary", name=f"{name}.shape")
        self._dead = label(role="secondary", name=f"{name}.dead")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(label(self.tr("Layer"), "label"))
        row.addWidget(self._path)
        row.addWidget(self._shape)
        row.addStretch(1)
        row.addWidget(self._dead)

    def set_layer(self, layer: Layer | None) -> None:
        """Name another layer; None where the network has none there."""
        self._path.set_text(layer.path if layer is not None else "")
        self._shape.setText(numbers.shape(layer.row.output_shape) if layer is not None else self.tr("no such layer"))

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Say how many channels are dead, once that is known."""
        if maps is not None:
            self._dead.setText(self.tr("{0} of {1} dead").format(f"{maps.dead:,}", f"{maps.shape[0]:,}"))
            self._dead.setToolTip(self.tr("Channels that are nowhere above zero on this picture"))
        self._dead.setVisible(maps is not None)
