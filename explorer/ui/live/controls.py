"""The live panel's rows of controls: source, overlay, layer and channel."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QWidget,
)

from explorer.analysis.rows import Shape
from explorer.ui import numbers
from explorer.ui.live.picture import STRONGEST, WHOLE_MAP
from explorer.ui.live.source import LoadedPicture, PictureSource
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, SegmentedControl, push_button
from explorer.ui.widgets.labels import ElidedLabel, IconLabel, label

OVERLAYS: tuple[str | None, ...] = (None, "activation", "deconv", "guided")
"""The overlays in the order of the control and of the key that cycles them."""
_OFF = "off"
OPACITY_WIDTH = 220
"""What the slider with its words needs to be set exactly."""


class _CalmSlider(QSlider):
    """A slider that the wheel moves only when it has the focus: else the panel scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _CalmSpinBox(QSpinBox):
    """A spin box that the wheel turns only when it has the focus: else the panel scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SourceButton(QPushButton):
    """Names the picture that is shown and offers the samples; a long name is cut in its middle."""

    pictureRequested = Signal(object)  # PictureSource

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.source")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self._menu.triggered.connect(self._on_sample_triggered)
        self.setMenu(self._menu)
        self._name = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
        # Children rather than the button's own text: a style sheet cannot pad a button that has a menu.
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CLOSE + 1, 0, Space.CLOSE, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel("image", 16))
        row.addWidget(self._name, 1)
        row.addWidget(IconLabel("chevron-down", 14))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_text(self.tr("Samples"))

    def set_picture(self, picture: LoadedPicture) -> None:
        """Show which picture is on."""
        self.set_text(self.tr("Sample: {name}").format(name=picture.name) if picture.sample else picture.name)

    def set_text(self, text: str) -> None:
        """Show a text, cut where it does not fit."""
        self._name.set_text(text)
        self.setAccessibleName(text)
        self.setToolTip(text)

    def _on_about_to_show(self) -> None:
        from explorer.inference.samples import samples  # numpy and Pillow wait until they are needed

        if self._menu.isEmpty():
            for one in samples():
                action = QAction(one.title, self._menu)
                action.setData(one.name)
                action.setToolTip(one.credit)
                self._menu.addAction(action)

    def _on_sample_triggered(self, action: QAction) -> None:
        self.pictureRequested.emit(PictureSource(name=action.data(), sample=True))

    def sizeHint(self) -> QSize:
        return QSize(self._name.sizeHint().width() + 72, Space.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, Space.CONTROL)


class SourceBar(QWidget):
    """Sample, open, paste."""

    pictureRequested = Signal(object)  # PictureSource
    openRequested = Signal()
    pasteRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.source = SourceButton()
        self._open = push_button(self.tr("Open…"), "live.open")
        self._open.setToolTip(self.tr("Open a picture (Ctrl+O); or drop one anywhere on this panel"))
        self._paste = IconButton("clipboard-paste", self.tr("Paste a picture (Ctrl+V)"), "live.paste")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, Space.CLOSE, Space.PANEL, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(self.source, 1)
        row.addWidget(self._open)
        row.addWidget(self._paste)
        row.addStretch(0)
        self.source.pictureRequested.connect(self.pictureRequested)
        self._open.clicked.connect(self.openRequested)
        self._paste.clicked.connect(self.pasteRequested)


class OverlayBar(QWidget):
    """Which overlay, and how much of it."""

    methodChosen = Signal(object)  # str | None
    opacityChanged = Signal(object)  # float, 0 to 1
    scopeChosen = Signal(object)  # "max" or "all", as in ChannelJob.unit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (self.tr("Off"), self.tr("Activation"), self.tr("DeconvNet"), self.tr("Guided"))
        keys = [method or _OFF for method in OVERLAYS]
        self.methods = SegmentedControl(zip(keys, names, strict=True), "live.method")
        self.methods.setAccessibleName(self.tr("Overlay"))
        tips = (
            self.tr("The picture alone"),
            self.tr("Where the channel is active"),
            self.tr("Project the unit to the picture by the DeconvNet rule (Zeiler and Fergus, 2013)"),
            self.tr("Project the unit to the picture by guided backpropagation (Springenberg et al., 2014)"),
        )
        for key, tip in zip(keys, tips, strict=True):
            self.methods.button(key).setToolTip(tip)
        self.scope = SegmentedControl(
            ((STRONGEST, self.tr("One unit")), (WHOLE_MAP, self.tr("Whole map"))), "live.scope"
        )
        self.scope.setAccessibleName(self.tr("What is projected"))
        self.scope.button(STRONGEST).setToolTip(self.tr("Project one unit: the strongest, or the one that you click"))
        self.scope.button(WHOLE_MAP).setToolTip(self.tr("Project every active unit of the channel"))
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("live.opacity")
        self.slider.setAccessibleName(self.tr("Opacity of the overlay"))
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setMinimumWidth(80)
        self._percent = label(role="value", name="live.opacity.value")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setFixedWidth(40)
        opacity = QHBoxLayout()
        opacity.setSpacing(Space.CLOSE)
        opacity.addWidget(label(self.tr("Opacity"), "secondary"))
        opacity.addWidget(self.slider, 1)
        opacity.addWidget(self._percent)
        self._choices = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._choices.addWidget(self.methods, 0, Qt.AlignmentFlag.AlignLeft)
        self._choices.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._choices)
        self._row.addLayout(opacity, 1)
        self.scope.chosen.connect(self.scopeChosen)
        self.methods.chosen.connect(self._on_method_chosen)
        self.slider.valueChanged.connect(self._on_value_changed)
        self._room = 0
        self.set_method("activation")
        self.set_opacity(0.85)

    def set_room(self, width: int) -> None:
        """Put as much into one row as ``width`` pixels take without squeezing the slider."""
        self._room = width
        methods, scope = self.methods.sizeHint().width(), self.scope.sizeHint().width()
        if self.scope.isHidden():
            scope = -Space.WIDE
        _turn(self._choices, methods + Space.WIDE + scope + 2 * Space.PANEL <= width)
        _turn(self._row, methods + Space.WIDE + scope + Space.WIDE + OPACITY_WIDTH + 2 * Space.PANEL <= width)

    def set_method(self, method: str | None) -> None:
        """Show another overlay as chosen, without a signal."""
        if method in OVERLAYS:
            self.methods.set_current(method or _OFF)
        self.scope.setVisible(method not in (None, "activation"))
        self.set_room(self._room)

    def set_opacity(self, opacity: float) -> None:
        """Move the slider to an opacity from 0 to 1, without a signal."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * opacity))
        self._tell()

    def _tell(self) -> None:
        self._percent.setText(numbers.with_unit(str(self.slider.value()), "%"))

    def _on_method_chosen(self, key: object) -> None:
        self.methodChosen.emit(None if key == _OFF else key)

    def _on_value_changed(self, value: int) -> None:
        self._tell()
        self.opacityChanged.emit(value / 100)


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

        self.spin = _CalmSpinBox()
        self.spin.setObjectName("live.channel")
        self.spin.setAccessibleName(self.tr("Channel"))
        self.spin.setKeyboardTracking(False)
        self.spin.setFixedWidth(80)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._of = label(role="secondary", name="live.channel.of")
        self._strongest = push_button(self.tr("Strongest"), "live.strongest")
        self._strongest.setCheckable(True)
        self._strongest.setToolTip(self.tr("Follow the channel with the strongest unit"))
        self._channel_row = QWidget()
        channel = QHBoxLayout(self._channel_row)
        channel.setContentsMargins(0, 0, 0, 0)
        channel.setSpacing(Space.CLOSE)
        channel.addWidget(label(self.tr("Channel"), "secondary"))
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
        _turn(self._row, wide)

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


def _turn(layout: QBoxLayout, wide: bool) -> None:
    layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
    layout.setSpacing(Space.WIDE if wide else Space.CLOSE)
