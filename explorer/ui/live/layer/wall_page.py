"""The wall of all channels, with its order and its scale."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from explorer.engine.messages import LayerMaps
from explorer.ui.live.layer.wall_grid import WallGrid
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, SegmentedControl
from explorer.ui.widgets.labels import ElidedLabel, label

_RING = 3
"""The controls align with the tiles, whose rings lie in the margin."""


class WallPage(QWidget):
    """Controls over the grid; below it what the pointer is on."""

    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = WallGrid()
        self.order = SegmentedControl(
            (("response", self.tr("Response")), ("index", self.tr("Index"))), "live.wall.order"
        )
        self.scope = SegmentedControl(
            (("map", self.tr("Map")), ("layer", self.tr("Layer")), ("network", self.tr("Network"))), "live.wall.scope"
        )
        self._smaller = IconButton("zoom-out", self.tr("Smaller tiles (-)"), "live.wall.smaller")
        self._larger = IconButton("zoom-in", self.tr("Larger tiles (+)"), "live.wall.larger")
        self._scale = label(self.tr("Colour scale of"), "secondary")
        self._words = ElidedLabel("", "secondary")
        self._tops: dict[str, float] = {}
        self._network = ""
        self._build()
        self.order.chosen.connect(lambda key: self.grid.set_order(key == "index"))
        self.scope.chosen.connect(lambda key: self._rescale())
        self._smaller.clicked.connect(lambda: self.grid.zoom(-1))
        self._larger.clicked.connect(lambda: self.grid.zoom(1))
        self.grid.channelChosen.connect(self._on_channel_chosen)
        self.grid.channelHovered.connect(self._on_channel_hovered)

    def _build(self) -> None:
        self.order.setAccessibleName(self.tr("Order of the channels"))
        self.scope.setAccessibleName(self.tr("Scope of the colour scale"))
        self.order.button("response").setToolTip(self.tr("The strongest channel first"))
        self.order.button("index").setToolTip(self.tr("In the order of the network"))
        tips = {
            "map": self.tr("Each channel from 0 to its own 99.5th percentile"),
            "layer": self.tr("One scale for all channels of this layer"),
            "network": self.tr("One scale for all layers that you have looked at on this picture"),
        }
        for key, tip in tips.items():
            self.scope.button(key).setToolTip(tip)
        scale = QHBoxLayout()
        scale.setSpacing(Space.CLOSE)
        scale.addWidget(self._scale)
        scale.addWidget(self.scope)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(_RING, 0, _RING, 0)
        head.setSpacing(Space.CLOSE)
        head.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        head.addLayout(scale)
        head.setAlignment(scale, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setContentsMargins(_RING, 0, _RING, 0)
        foot.setSpacing(0)
        foot.addWidget(self._words, 1)
        foot.addWidget(self._smaller)
        foot.addWidget(self._larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addLayout(foot)

    def set_room(self, width: int, *, wide: bool) -> None:
        """Say what the second choice is of where there is room for the word; without room it stands below the first."""
        self._scale.setVisible(wide)
        beside = self.order.sizeHint().width() + Space.CLOSE + self.scope.sizeHint().width() <= width - 2 * _RING
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show the channels of a layer; one without a map has none to show."""
        spatial = maps is not None and len(maps.shape) == 3
        self.grid.set_maps(maps if spatial else None)
        if maps is not None and spatial:
            if self._network != maps.key:
                self.forget()
            self._network = maps.key
            if len(maps.channels) == maps.shape[0]:
                self._tops[maps.layer] = self.grid.tiles.layer_top()
        self._rescale()
        self._on_channel_hovered(None)

    def forget(self) -> None:
        """Another picture: the scales of its layers are not known."""
        self._tops.clear()

    def set_channel(self, channel: int | None) -> None:
        """Mark a channel, and scroll to it if it was not marked before."""
        if channel != self.grid.channel:
            self.grid.set_channel(channel)
            self.grid.reveal(channel)
        self._on_channel_hovered(None)

    def _rescale(self) -> None:
        scope = self.scope.current()
        if scope == "map":
            self.grid.set_scale(None)
        elif scope == "layer":
            self.grid.set_scale(self.grid.tiles.layer_top())
        else:
            self.grid.set_scale(max(self._tops.values(), default=self.grid.tiles.layer_top()))

    def _on_channel_chosen(self, channel: int) -> None:
        self._on_channel_hovered(None)
        self.channelChosen.emit(channel)

    def _on_channel_hovered(self, channel: int | None) -> None:
        shown = channel if channel is not None else self.grid.channel
        self._words.set_text(self.grid.words(shown) if shown is not None else "")
