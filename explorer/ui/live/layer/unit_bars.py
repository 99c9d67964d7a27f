"""The strongest units of a layer without a map, as bars with their names where they have any."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.engine.messages import LayerMaps
from explorer.ui.live import paint
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Radius, Size, Space

ROW = 24
MOST = 16
STALE = 0.4
_INDEX = 44
_BAR = 0.34


class UnitBars(QWidget):
    """One row a unit: index, name, bar, value; a click or the arrow keys choose one."""

    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.units")
        self.setAccessibleName(self.tr("Strongest units"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._maps: LayerMaps | None = None
        self._names: tuple[str, ...] = ()
        self._channel: int | None = None
        self._hover: int | None = None
        self._stale = False
        theme().changed.connect(self.update)
        self.setFixedHeight(0)

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show the units of a layer without a map; of any other layer nothing."""
        flat = maps if maps is not None and len(maps.shape) == 1 else None
        if flat is None and self._maps is None:
            return
        self._maps = flat
        self._hover = None
        self.setFixedHeight(ROW * len(self.units))
        self.update()

    def set_names(self, names: tuple[str, ...]) -> None:
        """Give the names of the units, if the layer decides between classes."""
        self._names = names
        self.update()

    def set_channel(self, channel: int | None) -> None:
        """Mark a unit."""
        if channel == self._channel and self._maps is None:
            return
        self._channel = channel
        self.setAccessibleDescription(self.words(channel) if channel in self.units else "")
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Fade what belongs to an earlier picture or layer."""
        self._stale = stale
        self.update()

    @property
    def units(self) -> tuple[int, ...]:
        """The units that are shown, the strongest first."""
        return self._maps.channels[:MOST] if self._maps is not None else ()

    def name(self, unit: int) -> str:
        """Return what a unit stands for, empty if it has no name."""
        fits = self._maps is not None and len(self._names) == self._maps.shape[0]
        return self._names[unit] if fits else ""

    def value(self, unit: int) -> float:
        """Return a unit's activation."""
        return float(self._maps.maxima[unit]) if self._maps is not None else math.nan

    def words(self, unit: int) -> str:
        """Return index, name and activation of a unit."""
        return f"{unit} {self.name(unit)} {paint.format_value(self.value(unit))}".replace("  ", " ")

    def sizeHint(self) -> QSize:
        return QSize(348, self.height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(STALE if self._stale else 1)
            finite = [abs(self.value(unit)) for unit in self.units if math.isfinite(self.value(unit))]
            top = max(finite, default=0.0) or 1.0
            for at, unit in enumerate(self.units):
                self._paint_row(painter, QRectF(0, at * ROW, self.width(), ROW), at, unit, top)

    def _paint_row(self, painter: QPainter, row: QRectF, at: int, unit: int, top: float) -> None:
        chosen = unit == self._channel
        if chosen or at == self._hover:
            shape = paint.rounded(row.adjusted(0, 1, 0, -1), Radius.CONTROL)
            painter.fillPath(shape, color(tokens().selection if chosen else tokens().inset))
        if chosen:
            painter.fillRect(QRectF(0, row.top() + 3, 3, row.height() - 6), color(tokens().accent))
        face = font(Size.SECONDARY, 600 if chosen else 400)
        figures = QFontMetricsF(face)
        value = self.value(unit)
        text = paint.format_value(value)
        painter.setFont(face)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(color(tokens().t3))
        painter.drawText(QRectF(6, row.top(), _INDEX - 8, ROW), middle | Qt.AlignmentFlag.AlignRight, str(unit))
        painter.setPen(color(tokens().t1))
        painter.drawText(row.adjusted(0, 0, -4, 0), middle | Qt.AlignmentFlag.AlignRight, text)
        name = self.name(unit)
        left, right = float(_INDEX + Space.CLOSE), self.width() - 56
        if name:
            room = QRectF(left, row.top(), right - self.width() * _BAR - left - Space.CLOSE, ROW)
            painter.drawText(room, middle, figures.elidedText(name, Qt.TextElideMode.ElideRight, room.width()))
            left = right - self.width() * _BAR
        self._paint_bar(painter, QRectF(left, row.center().y() - 3, right - left, 6), value, top, chosen)

    @staticmethod
    def _paint_bar(painter: QPainter, track: QRectF, value: float, top: float, chosen: bool) -> None:
        whole = paint.rounded(track, 3)
        painter.fillPath(whole, color(tokens().border, 0.55))
        if not math.isfinite(value):
            paint.draw_broken(painter, whole)
            return
        width = max(2.0, track.width() * min(1.0, abs(value) / top))
        bar = paint.rounded(QRectF(track.left(), track.top(), width, track.height()), min(3.0, width / 2))
        if value < 0:
            paint.draw_hatched(painter, bar, color(tokens().strong))
        else:
            painter.fillPath(bar, color(tokens().accent, 1.0 if chosen else 0.6))

    # Mouse and keys

    def _row_at(self, y: float) -> int | None:
        at = int(y // ROW)
        return at if 0 <= at < len(self.units) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._row_at(event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover is not None else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.words(self.units[self._hover]) if self._hover is not None else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._choose(self.units[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self.units or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        here = self.units.index(self._channel) if self._channel in self.units else 0
        self._choose(self.units[min(max(here + step, 0), len(self.units) - 1)])

    def _choose(self, unit: int) -> None:
        self.set_channel(unit)
        self.channelChosen.emit(unit)
