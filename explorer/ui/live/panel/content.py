"""What the live panel shows once there is a picture: in one column, or in two where there is room."""

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.engine.messages import PredictionResult, WeightsBadge
from explorer.ui.live.layer.part import LayersPart
from explorer.ui.live.layer.strip import ActivationStrip
from explorer.ui.live.layer.wall_grid import LEAST
from explorer.ui.live.method.bar import MethodBar
from explorer.ui.live.method.honesty import HonestyNote
from explorer.ui.live.panel.notes import RunsNote
from explorer.ui.live.panel.top_classes import TopClasses
from explorer.ui.live.picture.overlay_view import OverlayView
from explorer.ui.live.picture.tools import PictureTools
from explorer.ui.live.probe.bar import ProbeBar
from explorer.ui.live.probe.map_pane import MapPane
from explorer.ui.terms import quoted
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.labels import hair_line, label

WIDE = 600
"""From this width on, the results stand beside the picture."""
_RING = ActivationStrip.EDGE
"""The ring of a chosen tile lies in the panel's padding, so that the tiles align with everything else."""
_HIGHEST = 460
_LOW = 220
"""The picture's height over the wall, and the least beside which the results find room."""
_RESULTS = 240
"""What the names of classes need."""
_SETTLED = 50
"""Milliseconds after which parts that have come or gone have moved the others."""
_ANY = 16_777_215
"""Qt's word for a width without bounds."""


class _Ground(QWidget):
    """Paints its own ground, so that Qt knows that nothing below shows through.

    With a ground from the style sheet every frame would repaint the panel, the dock and the window below it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), color(tokens().panel))


class LiveContent(QScrollArea):
    """Scrolls by wheel and page keys; the arrow keys belong to the panel.

    Its scroll bar lies in the content's right padding: its coming and going moves nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.body")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.methods = MethodBar()
        self.honesty = HonestyNote()
        self.runs = RunsNote()
        self.stage = QWidget()
        """Picture and map: what is saved and recorded."""
        self.picture = OverlayView()
        self.pane = MapPane()
        self.tools = PictureTools()
        self.probe = ProbeBar()
        self.badge = Badge("", "ok", "live.weights")
        self.badge.hide()
        self.top = TopClasses()
        self.layers = LayersPart()
        self._results = QWidget()
        self._badged: WeightsBadge | None = None
        self._expected = False
        self._size = (0, 0)
        self.pane.hide()
        self._build()
        self.layers.wall.grid.revealed.connect(self._on_tile_revealed)

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(Space.CLOSE)
        heading.addWidget(label(self.tr("Top-5"), "heading"))
        heading.addStretch(1)
        heading.addWidget(self.badge)
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(Space.TIGHT)
        results.addLayout(heading)
        results.addWidget(self.top)
        results.addStretch(1)
        staged = QHBoxLayout(self.stage)
        staged.setContentsMargins(0, 0, 0, 0)
        staged.setSpacing(Space.TIGHT)
        staged.addWidget(self.picture, 1, Qt.AlignmentFlag.AlignTop)
        staged.addWidget(self.pane, 1, Qt.AlignmentFlag.AlignTop)
        seen = QVBoxLayout()
        seen.setSpacing(Space.TIGHT)
        seen.addWidget(self.stage)
        seen.addWidget(self.tools)
        seen.addWidget(self.probe)
        seen.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.addLayout(seen, 11)
        self._beside.addWidget(self._results, 9)

        content = _Ground()
        content.setObjectName("live.content")
        column = QVBoxLayout()
        column.setContentsMargins(_RING, 0, _RING, 0)
        column.setSpacing(Space.NEAR)
        for part in (self.runs, self.methods, self.honesty):
            column.addWidget(part)
        column.addLayout(self._beside)
        column.addWidget(hair_line())
        padded = QVBoxLayout(content)
        padded.setContentsMargins(Space.PANEL - _RING, 0, Space.PANEL - _RING, Space.PANEL - _RING)
        padded.setSpacing(Space.CLOSE)
        padded.addLayout(column)
        padded.addWidget(self.layers, 1)
        self.setWidget(content)

    @property
    def beside(self) -> bool:
        """Whether map and picture stand side by side."""
        return not self.pane.isHidden()

    def set_beside(self, beside: bool) -> None:
        """Put the map beside the picture, or over it."""
        self.pane.setVisible(beside)
        self.picture.set_close(beside)
        self.arrange(*self._size)

    def arrange(self, width: int, height: int) -> None:
        """Fit into ``width`` × ``height`` pixels: results beside or below the picture, the picture as high as fits."""
        self._size = (width, height)
        room = width - 2 * Space.PANEL
        wide, wall = width >= WIDE, self.layers.section == "wall"
        self.methods.set_room(width)
        self.layers.set_room(room, wide=wide)
        # In a low dock the whole picture stays visible: it becomes smaller before it is scrolled.
        highest = 420
        if wide:
            highest = min(_HIGHEST, max(180, height - self.methods.sizeHint().height() - 2 * Space.WIDE - 28))
        if wall:
            highest = min(highest, _LOW)  # the channels get the room
        across, share = wide, round((room - Space.WIDE) * 0.55) if wide else room
        if self.beside:
            left = room - _RESULTS - Space.WIDE
            across = wide and (wall or left >= 2 * _LOW)
            share = ((left if across else room) - Space.TIGHT) // 2
        tall = self.picture.height_for(share, 120 if self.beside else 160, highest)
        for part in (self.picture, self.pane):
            part.setFixedHeight(tall)
        # Map and picture touch each other, and the results take what they leave.
        tight = across and self.beside
        pair = 2 * self.picture.width_for(tall) + Space.TIGHT
        self.stage.setMinimumWidth(pair if tight else 0)
        self.stage.setMaximumWidth(pair if tight else _ANY)
        self._beside.setStretch(0, 0 if tight else 11)
        self._results.setVisible(self._expected and (across or not wall))
        self._beside.setSpacing(Space.WIDE if across else Space.NEAR)
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
        grid = self.layers.wall.grid
        grid.set_whole(wall and height - self._height_without(grid) < LEAST)

    def expect_classes(self, expected: bool) -> None:
        """Give classes their place only where a network says some, or is about to."""
        if expected != self._expected:
            self._expected = expected
            self.arrange(*self._size)

    def _height_without(self, part: QWidget) -> int:
        """How much of the content's height all but one part take at least."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        assert layout is not None
        layout.activate()
        return layout.totalMinimumSize().height() - part.minimumHeight()

    def _on_tile_revealed(self, tile: QRectF) -> None:
        content, grid = self.widget(), self.layers.wall.grid
        if content is not None:
            at = grid.viewport().mapTo(content, tile.center().toPoint())
            self.ensureVisible(at.x(), at.y(), 0, round(tile.height() / 2) + Space.CLOSE)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part that has just been opened, once the layout has given it its place."""
        QTimer.singleShot(_SETTLED, part, lambda: self._bring(part))

    def _bring(self, part: QWidget) -> None:
        content = self.widget()
        if content is not None and part.height() > self.viewport().height():
            self.verticalScrollBar().setValue(part.mapTo(content, QPoint()).y() - Space.CLOSE)  # its beginning
        else:
            self.ensureWidgetVisible(part, 0, Space.CLOSE)

    def show_badge(self, result: PredictionResult | None) -> None:
        """Say which weights made the prediction; random ones as a warning."""
        self.badge.setVisible(result is not None)
        # A restyled badge lays out all that is around it: not with every frame.
        if result is None or result.weights == self._badged:
            return
        self._badged = result.weights
        if result.weights.trained:
            self.badge.set_state(result.weights.name, "ok")
        else:
            self.badge.set_state(self.tr("random weights"), "warn")
        self.badge.setToolTip(quoted(result.weights.source))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        content = self.widget()
        if content is not None:
            content.setContentsMargins(0, 0, self.viewport().width() - self.width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)
