"""What lies over the canvas: a ring while keys act on it, and the minimap with its zoom bar."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.ui.graph.items import ItemFactory
from explorer.ui.theme import tokens
from explorer.ui.widgets.buttons import IconButton
from explorer.visualize.graph.scene import GraphScene

AFTER = 30
"""Milliseconds by which the minimap follows the canvas, on which people look."""


class Ring(QWidget):
    """Two accent pixels around the canvas while the keyboard acts on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Minimap(QWidget):
    """The whole drawing, small, and what part of it is seen; a click or drag goes there."""

    pointed = Signal(QPointF)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.minimap")
        self._drawing: GraphScene | None = None
        self._factory: ItemFactory | None = None
        self._picture: QPixmap | None = None
        self._seen = QRectF()
        self._matches: tuple[QPointF, ...] = ()
        self._next: tuple[GraphScene | None, ItemFactory | None] = (None, None)
        self._due = QTimer(self, singleShot=True, interval=AFTER)
        self._due.timeout.connect(self._change)

    def set_drawing(self, drawing: GraphScene | None, factory: ItemFactory | None) -> None:
        """Show another drawing, after the frame in which the canvas does; the first one and other colours at once."""
        self._next = drawing, factory
        if self._drawing is None or drawing is None or drawing is self._drawing:
            self._change()
        else:
            self._due.start()

    @Slot()
    def _change(self) -> None:
        self._due.stop()
        (self._drawing, self._factory), self._picture = self._next, None
        self.update()

    def set_seen(self, rect: QRectF) -> None:
        """Mark what part of the drawing is seen."""
        self._seen = rect
        self.update()

    def set_matches(self, places: Iterable[QPointF]) -> None:
        """Put a dot where a search found something."""
        self._matches = tuple(places)
        self.update()

    def _place(self) -> tuple[float, float, float]:
        """Scale and corner of the drawing in the map."""
        assert self._drawing is not None
        room_x, room_y = self.width() - 12, self.height() - 12
        scale = min(room_x / max(1.0, self._drawing.width), room_y / max(1.0, self._drawing.height))
        return (
            scale,
            (self.width() - self._drawing.width * scale) / 2,
            (self.height() - self._drawing.height * scale) / 2,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None or self._factory is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.deviceIndependentSize().toSize() != self.size():
            self._picture = self._render(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            scale, x, y = self._place()
            seen = QRectF(
                x + self._seen.x() * scale,
                y + self._seen.y() * scale,
                self._seen.width() * scale,
                self._seen.height() * scale,
            ).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            accent = QColor(tokens().accent)
            painter.setPen(QPen(accent, 1.5))
            accent.setAlphaF(0.10)
            painter.setBrush(accent)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(seen, 2, 2)
            painter.setPen(QPen(QColor(tokens().panel), 1))
            painter.setBrush(QColor(tokens().accent))
            for at in self._matches:
                painter.drawEllipse(QPointF(x + at.x() * scale, y + at.y() * scale), 2.5, 2.5)

    def _render(self, ratio: float) -> QPixmap:
        assert self._drawing is not None and self._factory is not None
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        scale, x, y = self._place()
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(x, y)
            painter.scale(scale, scale)
            line = QPen(QColor(tokens().border), 1)
            line.setCosmetic(True)
            for container in self._drawing.containers:
                painter.setPen(line)
                painter.setBrush(QColor(self._factory.surface(container.level + 1)))
                painter.drawRect(QRectF(container.x, container.y, container.width, container.height))
            for box in self._drawing.boxes:
                filled = self._factory.colouring.fill(box.face)
                if filled is not None and filled.colour is None:
                    painter.setPen(line)
                    painter.setBrush(QColor(self._factory.node_surface))
                else:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(self._factory.colouring(box.face)))
                painter.drawRect(QRectF(box.x, box.y, box.width, box.height))
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position())

    def _point(self, at: QPointF) -> None:
        if self._due.isActive():
            self._change()
        if self._drawing is not None:
            scale, x, y = self._place()
            self.pointed.emit(QPointF((at.x() - x) / scale, (at.y() - y) / scale))


class Navigator(QFrame):
    """The card at the lower right: minimap above, zoom bar below."""

    zoomRequested = Signal(object)  # +1, -1, or 0 for 100 %

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.navigator")
        self.minimap = Minimap(self)
        self.minimap.setFixedSize(104, 184)
        self._out = IconButton("minus", self.tr("Zoom out (−)"), "graph.zoom_out")
        self._in = IconButton("plus", self.tr("Zoom in (+)"), "graph.zoom_in")
        self._percent = QToolButton(self)
        self._percent.setObjectName("graph.zoom_percent")
        self._percent.setToolTip(self.tr("Fit the whole graph (F)"))
        self._percent.setAccessibleName(self.tr("Fit the whole graph"))
        self._percent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._percent.clicked.connect(self._on_percent_clicked)
        self._out.clicked.connect(self._on_out_clicked)
        self._in.clicked.connect(self._on_in_clicked)
        bar = QHBoxLayout()
        bar.setContentsMargins(2, 2, 2, 2)
        bar.setSpacing(0)
        bar.addWidget(self._out)
        bar.addWidget(self._percent, 1)
        bar.addWidget(self._in)
        self._line = QFrame(self)
        self._line.setObjectName("graph.navigator.line")
        self._line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.minimap)
        column.addWidget(self._line)
        column.addLayout(bar)

    def show_map(self, shown: bool) -> None:
        """Show the minimap with the line under it, or the zoom bar alone where there is no room."""
        self.minimap.setVisible(shown)
        self._line.setVisible(shown)

    def set_scale(self, scale: float) -> None:
        """Show the zoom in percent."""
        percent = scale * 100
        text = f"{percent:.1f}" if percent < 9.95 else f"{percent:.0f}"
        self._percent.setText(f"{text}\u202f%")

    def _on_out_clicked(self) -> None:
        self.zoomRequested.emit(-1)

    def _on_in_clicked(self) -> None:
        self.zoomRequested.emit(1)

    def _on_percent_clicked(self) -> None:
        self.zoomRequested.emit(0)
