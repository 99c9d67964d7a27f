"""The drawing pad with its tools, as a row of the live panel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from explorer.engine.messages import PredictionResult
from explorer.ui.frames.drawing_pad import PEN, THICKEST, THINNEST, DrawingPad
from explorer.ui.numbers import with_unit
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label


class PadRow(QWidget):
    """Pad, undo, clear, width of the pen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.padrow")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pad = DrawingPad()
        self.undo = push_button(self.tr("Undo"), "live.pad.undo")
        self.undo.setToolTip(self.tr("Take the last stroke back (Ctrl+Z)"))
        self.clear = push_button(self.tr("Clear"), "live.pad.clear")
        self.clear.setToolTip(self.tr("Begin anew (Delete)"))
        self.width_slider = QSlider(Qt.Orientation.Horizontal)
        self.width_slider.setObjectName("live.pad.width")
        self.width_slider.setRange(THINNEST, THICKEST)
        self.width_slider.setValue(PEN)
        self.width_slider.setPageStep(8)
        self.reading = label(role="heading", name="live.pad.reading")
        self.doubt = label(role="small", name="live.pad.doubt")
        self.width_slider.setAccessibleName(self.tr("Pen width"))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CLOSE)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        tools = QVBoxLayout()
        tools.setSpacing(Space.TIGHT)
        tools.addLayout(buttons)
        tools.addSpacing(Space.CLOSE)
        tools.addWidget(label(self.tr("Pen width"), "secondary"))
        tools.addWidget(self.width_slider)
        tools.addStretch(1)
        tools.addWidget(self.reading)
        tools.addWidget(self.doubt)
        tools.addStretch(1)
        hint = label(self.tr("Draw large and in the middle, as MNIST's digits are."), "small")
        hint.setWordWrap(True)
        tools.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, 0, Space.PANEL, Space.CLOSE)
        row.setSpacing(Space.NEAR)
        row.addWidget(self.pad)
        row.addLayout(tools, 1)
        self.undo.clicked.connect(self.pad.undo)
        self.clear.clicked.connect(self.pad.clear)
        self.width_slider.valueChanged.connect(self.pad.set_pen_width)
        self.hide()

    def set_reading(self, result: PredictionResult) -> None:
        """Say beside the pad what the network reads; the other classes stand below."""
        first = result.top[0]
        self.reading.setText(f"{first.label} · {with_unit(f'{100 * first.probability:.1f}', '%')}")
        self.doubt.setText("" if result.weights.trained else self.tr("with random weights"))
