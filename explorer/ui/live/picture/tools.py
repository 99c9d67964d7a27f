"""The row of buttons under the picture: zoom, side by side, probe, contour, scale, saving, recording."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QToolButton, QWidget

from explorer.ui import numbers
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.calm import CalmSlider
from explorer.ui.widgets.labels import ElidedLabel, label

SAID = 4_000
"""Milliseconds for which is said what has been done."""


class PictureTools(QWidget):
    """Only asks; the panel knows what it is about."""

    zoomRequested = Signal(object)  # 1 in, -1 out, 0 all
    besideToggled = Signal(bool)
    probeToggled = Signal(bool)
    contourChanged = Signal(object)  # share of the scale, or None
    lockToggled = Signal(bool)
    saveRequested = Signal(object)  # "picture", "copy", "arrays"
    recordToggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom_out = IconButton("zoom-out", self.tr("Smaller (-)"), "live.zoom.out")
        self.zoom_in = IconButton("zoom-in", self.tr("Larger (+)"), "live.zoom.in")
        self.zoom_all = IconButton("maximize", self.tr("Whole picture (0)"), "live.zoom.all")
        self.beside = IconButton("columns-2", self.tr("Side by side (D)"), "live.beside", checkable=True)
        self.probe = IconButton("crosshair", self.tr("Probe receptive fields (P)"), "live.probe.on", checkable=True)
        self.contour = IconButton("spline", self.tr("Contour line (C)"), "live.contour", checkable=True)
        self.lock = IconButton("lock", self.tr("Hold the colour scale (L)"), "live.lock", checkable=True)
        self.save = IconButton("save", self.tr("Save or copy (S)"), "live.save")
        self.record = IconButton("video", self.tr("Record a clip (R)"), "live.record", checkable=True)
        self.level = CalmSlider(Qt.Orientation.Horizontal)
        self._share = label(role="value", name="live.contour.value")
        self._clip = ElidedLabel("", "secondary")
        self._clip.setObjectName("live.clip")
        self._fade = QTimer(self, singleShot=True, interval=SAID)
        self._fade.timeout.connect(lambda: self._tell(""))
        self._build()
        self._build_menu()
        self.zoom_out.clicked.connect(lambda: self.zoomRequested.emit(-1))
        self.zoom_in.clicked.connect(lambda: self.zoomRequested.emit(1))
        self.zoom_all.clicked.connect(lambda: self.zoomRequested.emit(0))
        self.beside.toggled.connect(self.besideToggled)
        self.probe.toggled.connect(self.probeToggled)
        self.lock.toggled.connect(self.lockToggled)
        self.contour.toggled.connect(self._on_contour)
        self.level.valueChanged.connect(self._on_contour)
        self.record.clicked.connect(self.recordToggled)
        self._on_contour()
        self.set_zoom(1.0)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.zoom_out, self.zoom_in, self.zoom_all):
            buttons.addWidget(button)
        buttons.addSpacing(Space.CLOSE)
        for button in (self.beside, self.probe, self.contour, self.lock):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.record, self.save):
            buttons.addWidget(button)
        self.level.setObjectName("live.contour.level")
        self.level.setAccessibleName(self.tr("Threshold of the contour line"))
        self.level.setRange(5, 95)
        self.level.setSingleStep(5)
        self.level.setValue(50)
        self._share.setFixedWidth(80)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._level_row = QWidget()
        level = QHBoxLayout(self._level_row)
        level.setContentsMargins(0, 0, 0, 0)
        level.setSpacing(Space.CLOSE)
        level.addWidget(label(self.tr("Contour at"), "secondary"))
        level.addWidget(self.level, 1)
        level.addWidget(self._share)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addLayout(buttons, 0, 0)
        grid.addWidget(self._level_row, 1, 0)
        grid.addWidget(self._clip, 2, 0)
        self._clip.hide()

    def _build_menu(self) -> None:
        menu = QMenu(self.save)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for key, text in (
            ("picture", self.tr("Save picture…")),
            ("copy", self.tr("Copy picture")),
            ("arrays", self.tr("Export arrays…")),
        ):
            action = QAction(text, menu)
            action.setData(key)
            menu.addAction(action)
        menu.triggered.connect(lambda action: self.saveRequested.emit(action.data()))
        self.save.setMenu(menu)

    def open_menu(self) -> None:
        """Open the menu of what can be saved."""
        self.save.showMenu()

    def say(self, words: str) -> None:
        """Say for a moment what has been done."""
        self._tell(words)
        self._fade.start()

    def _tell(self, words: str) -> None:
        self._clip.set_text(words)
        self._clip.setVisible(bool(words))

    def set_zoom(self, factor: float) -> None:
        """Offer what can be done at a magnification."""
        self.zoom_out.setEnabled(factor > 1)
        self.zoom_all.setEnabled(factor > 1)

    def set_recording(self, seconds: float | None, longest: float, words: str = "") -> None:
        """Show how long a clip is, or without one what is being done with it."""
        self.record.setChecked(seconds is not None)
        self.record.set_icon("video" if seconds is None else "circle-stop")
        self._fade.stop()
        if seconds is not None:
            words = self.tr("Recording, {0:.0f} of {1:.0f} s").format(seconds, longest)
        self._tell(words)

    def _on_contour(self, *_: object) -> None:
        on = self.contour.isChecked()
        self._level_row.setVisible(on)
        value = self.level.value()
        self._share.setText(self.tr("{0} of top").format(numbers.with_unit(str(value), "%")))
        self.contourChanged.emit(value / 100 if on else None)
