"""Which layer is shown, and which channel of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from explorer.analysis.rows import Shape
from explorer.ui import numbers
from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.calm import CalmSpinBox
from explorer.ui.widgets.labels import ElidedLabel, label
from explorer.ui.widgets.turning import turn


class LayerBar(QWidget):
    """The layer with its shape, and the channel of it."""

    layerStepped = Signal(object)  # -1 or 1
    channelChosen = Signal(object)  # int | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channels = 0
        self._path: str | None = None
        self._layer_shape: Shape = ()
        self._previous = IconButton("chevron-up", self.tr("Previous layer (Up)"), "live.layer.previous")
        self._next = IconButton("chevron-down", self.tr("Next layer (Down)"), "live.layer.next")
        self.path = ElidedLabel("", "mono", Qt.TextElideMode.ElideMiddle)
        self.path.setObjectName("live.layer.path")
        self._hint = label(self.tr("Choose a layer in the graph or the table."), "secondary", name="live.layer.hint")
        self._shape = label(role="secondary", name="live.layer.shape")
        layer = QHBoxLayout()
        layer.setSpacing(Space.TIGHT)
        layer.addWidget(self._hint)
        layer.addWidget(self.path)
        layer.addSpacing(Space.CLOSE)
        layer.addWidget(self._shape)
        layer.addStretch(1)
        for widget in (self._previous, self._next):
            layer.addWidget(widget)

        self.spin = CalmSpinBox()
        self.spin.setObjectName("live.channel")
        self.spin.setAccessibleName(self.tr("Channel"))
        self.spin.setKeyboardTracking(False)
        self.spin.setFixedWidth(80)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._of = label(role="secondary", name="live.channel.of")
        self._strongest = push_button(self.tr("Strongest"), "live.strongest")
        self._strongest.setCheckable(True)
        # Chosen it is bold, which needs more room.
        bold = QFontMetrics(font(Size.SECONDARY, 600)).horizontalAdvance(self._strongest.text())
        self._strongest.setMinimumWidth(bold + 22)
        self._strongest.setToolTip(self.tr("Follow the channel with the strongest unit"))
        self._channel_row = QWidget()
        channel = QHBoxLayout(self._channel_row)
        channel.setContentsMargins(0, 0, 0, 0)
        channel.setSpacing(Space.TIGHT)
        # Beside a layer of thousands of channels it is what gives way; what the number is, its own name says too.
        name = ElidedLabel(self.tr("Channel"), "secondary")
        name.setObjectName("live.channel.name")
        channel.addWidget(name)
        channel.addWidget(self.spin)
        channel.addWidget(self._of)
        channel.addStretch(1)
        channel.addWidget(self._strongest)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(layer, 1)
        self._row.addWidget(self._channel_row)
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self.spin.valueChanged.connect(self._on_value_changed)
        self._strongest.clicked.connect(self._on_strongest_clicked)
        self.set_layer(None, ())
        self.set_wide(False)

    def set_wide(self, wide: bool) -> None:
        """Put both into one row, or one below the other."""
        turn(self._row, wide)

    def set_layer(self, path: str | None, shape: Shape) -> None:
        """Show a layer; its first axis counts the channels."""
        self._path = path
        self._layer_shape = shape
        self._channels = shape[0] if path and shape else 0
        self.path.set_text(path or "")
        self._hint.setVisible(not path)
        self._shape.setText(numbers.shape(shape) if shape else "")
        self._of.setText(self.tr("of {n}").format(n=f"{self._channels:,}") if self._channels else "")
        with QSignalBlocker(self.spin):
            self.spin.setRange(0, max(0, self._channels - 1))
        for widget in (self._channel_row, self._previous, self._next):
            widget.setVisible(bool(path))

    def set_channel(self, chosen: int | None, shown: int | None) -> None:
        """Show the chosen channel, or the one that is the strongest now."""
        self._strongest.setChecked(chosen is None)
        value = chosen if chosen is not None else shown
        if value is not None:
            with QSignalBlocker(self.spin):
                self.spin.setValue(value)

    @property
    def path_shown(self) -> str | None:
        """The layer's module path, None if no layer is chosen."""
        return self._path

    @property
    def shape(self) -> Shape:
        """The layer's output shape."""
        return self._layer_shape

    @property
    def channels(self) -> int:
        """How many channels the layer has."""
        return self._channels

    def _on_previous_clicked(self) -> None:
        self.layerStepped.emit(-1)

    def _on_next_clicked(self) -> None:
        self.layerStepped.emit(1)

    def _on_value_changed(self, value: int) -> None:
        self.channelChosen.emit(value)

    def _on_strongest_clicked(self) -> None:
        self._strongest.setChecked(True)
        self.channelChosen.emit(None)
