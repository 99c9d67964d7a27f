"""What the live panel shows once there is a picture: in one column, or in two where there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.engine.messages import LayerMaps, PredictionResult
from explorer.ui.live.controls import LayerBar, OverlayBar
from explorer.ui.live.notes import HonestyNote, RunsNote
from explorer.ui.live.overlay_view import OverlayView
from explorer.ui.live.strip import ActivationStrip
from explorer.ui.live.top import TopClasses
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.labels import hair_line, label

WIDE = 600
"""From this width on, the results stand beside the picture."""
_RING = ActivationStrip.EDGE
"""The ring of a chosen tile lies in the panel's padding, so that the tiles align with everything else."""


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
        self.overlay = OverlayBar()
        self.picture = OverlayView()
        self.honesty = HonestyNote()
        self.runs = RunsNote()
        self.badge = Badge("", "ok", "live.weights")
        self.badge.hide()
        self.top = TopClasses()
        self.layer = LayerBar()
        self.strip = ActivationStrip()
        self._counts = label(role="small", name="live.counts")
        self._build()

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(Space.CLOSE)
        heading.addWidget(label(self.tr("Top-5"), "heading"))
        heading.addStretch(1)
        heading.addWidget(self.badge)
        results = QVBoxLayout()
        results.setSpacing(Space.TIGHT)
        results.addLayout(heading)
        results.addWidget(self.top)
        results.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.addWidget(self.picture, 11, Qt.AlignmentFlag.AlignTop)
        self._beside.addLayout(results, 9)

        titles = QHBoxLayout()
        titles.addWidget(label(self.tr("Activations"), "heading"))
        titles.addStretch(1)
        titles.addWidget(self._counts)
        content = QWidget()
        content.setObjectName("live.content")
        column = QVBoxLayout()
        column.setContentsMargins(_RING, 0, _RING, 0)
        column.setSpacing(Space.NEAR)
        column.addWidget(self.runs)
        column.addWidget(self.overlay)
        column.addWidget(self.honesty)
        column.addLayout(self._beside)
        column.addWidget(hair_line())
        column.addLayout(titles)
        column.addWidget(self.layer)
        padded = QVBoxLayout(content)
        padded.setContentsMargins(Space.PANEL - _RING, 0, Space.PANEL - _RING, Space.PANEL - _RING)
        padded.setSpacing(Space.CLOSE)
        padded.addLayout(column)
        padded.addWidget(self.strip)
        padded.addStretch(1)
        self.setWidget(content)

    def arrange(self, width: int, height: int) -> None:
        """Fit into ``width`` × ``height`` pixels: results beside or below the picture, the picture as high as fits."""
        room = width - 2 * Space.PANEL
        wide = width >= WIDE
        self.overlay.set_room(width)
        self.honesty.set_wide(wide)
        self.layer.set_wide(wide)
        self._beside.setSpacing(Space.WIDE if wide else Space.NEAR)
        if wide:
            self._beside.setDirection(QBoxLayout.Direction.LeftToRight)
            # In a low dock the whole picture stays visible: it becomes smaller before it is scrolled.
            seen = height - self.overlay.sizeHint().height() - Space.WIDE
            highest = min(460, max(180, seen))
            self.picture.setFixedHeight(self.picture.height_for(round((room - Space.WIDE) * 0.55), 180, highest))
        else:
            self._beside.setDirection(QBoxLayout.Direction.TopToBottom)
            self.picture.setFixedHeight(self.picture.height_for(room, 160, 420))

    def show_badge(self, result: PredictionResult | None) -> None:
        """Say which weights made the prediction; random ones as a warning."""
        self.badge.setVisible(result is not None)
        if result is None:
            return
        if result.weights.trained:
            self.badge.set_state(result.weights.name, "ok")
        else:
            self.badge.set_state(self.tr("random weights"), "warn")
        self.badge.setToolTip(result.weights.source)

    def show_counts(self, maps: LayerMaps | None) -> None:
        """Say how many channels there are, are shown and are dead."""
        if maps is None:
            self._counts.setText("")
            return
        total = f"{maps.shape[0]:,}"
        words = self.tr("strongest {n} of {total}").format(n=len(maps.channels), total=total)
        if len(maps.shape) == 3 and maps.dead:
            words += " · " + self.tr("{n} dead").format(n=f"{maps.dead:,}")
        self._counts.setText(words)

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
