"""The most probable classes as bars."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.engine.messages import PredictionResult, Ranked
from explorer.ui.live import paint
from explorer.ui.live.text import face
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius, Size, Space

ROW = 42
BAR = 6
RANK_WIDTH = 20
MARK = 7
"""How far the rank stands off the bar of the class that is explained."""
STALE = 0.4


class TopClasses(QWidget):
    """Paints rank, name, probability and a linear bar from 0 to 100 % per class.

    Bars of an untrained network are hatched: its figures mean nothing. A click
    on a class, or Enter on it, makes it the one that is explained.
    """

    VALUE_WIDTH = 0.0
    """Room for the probabilities, at least."""

    classChosen = Signal(object)  # index of the class

    def __init__(self, parent: QWidget | None = None, rows: int = 5) -> None:
        super().__init__(parent)
        self.setObjectName("live.top")
        self._rows = rows
        self._result: PredictionResult | None = None
        self._stale = False
        self._loading = False
        self._target: int | None = None
        self._hover: int | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(rows * ROW)
        self.setAccessibleName(self.tr("Most probable classes"))
        theme().changed.connect(self.update)

    def set_result(self, result: PredictionResult | None) -> None:
        """Show a prediction, or nothing."""
        self._result = result
        if result is not None:
            self._rows = max(5, len(result.top))
            self.setFixedHeight(self._rows * ROW)
        self.tell()
        self.update()

    def tell(self) -> None:
        """Let screen readers know what is shown."""
        self.setAccessibleDescription(", ".join(self.spoken(item) for item in self.entries))

    def set_target(self, target: int | None) -> None:
        """Mark the class that is explained; None for no class, or whatever comes first."""
        if target != self._target:
            self._target = target
            self.update()

    @property
    def entries(self) -> tuple[Ranked, ...]:
        """The classes that are shown."""
        return self._result.top if self._result is not None else ()

    @property
    def stale(self) -> bool:
        """Whether they belong to an earlier picture or network."""
        return self._stale

    def set_stale(self, stale: bool) -> None:
        """Fade what belongs to an earlier picture or network."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def set_loading(self, loading: bool) -> None:
        """Draw the places of the bars while there is no result yet."""
        if loading != self._loading:
            self._loading = loading
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._rows * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._result is None:
                if self._loading:
                    self._paint_skeleton(painter)
                return
            painter.setOpacity(STALE if self._stale else 1)
            for index, item in enumerate(self._result.top):
                self._paint_ground(painter, index, item)
                self._paint_row(painter, index, item, trained=self._result.weights.trained)

    def _paint_ground(self, painter: QPainter, index: int, item: Ranked) -> None:
        row = QRectF(-Space.TIGHT, index * ROW, self.width() + 2 * Space.TIGHT, ROW - 4)
        marked, pointed = item.index == self._target, index == self._hover
        focused = self.hasFocus() and index == self._at
        if not (marked or pointed or focused):
            return
        shape = paint.rounded(row.intersected(QRectF(self.rect())), Radius.CONTROL)
        painter.fillPath(shape, color(tokens().selection if marked else tokens().inset))
        if marked:
            painter.fillRect(QRectF(0, row.top() + 4, 3, row.height() - 8), color(tokens().accent))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color(tokens().accent), 1))
            painter.drawPath(shape)

    def _paint_row(self, painter: QPainter, index: int, item: Ranked, *, trained: bool) -> None:
        top, width, first = index * ROW, self.width(), index == 0
        weight = 600 if first else 400
        left = MARK if item.index == self._target else 0
        line = QRectF(left, top, width - left, 26)
        painter.setPen(color(tokens().t3))
        face(Size.SECONDARY).write(painter, line, str(item.rank))

        words, ink = face(14, weight), color(tokens().t1)
        value = self._percent(item)
        taken = max(self.VALUE_WIDTH, words.width(value))
        painter.setPen(ink)
        words.write(painter, line, value, Qt.AlignmentFlag.AlignRight)
        noted = self.paint_note(painter, QRectF(left, top, width - left - taken - Space.CLOSE, 26), item)
        name = QRectF(RANK_WIDTH, top, width - RANK_WIDTH - taken - noted - Space.NEAR, 26)
        painter.setPen(ink)
        words.write(painter, name, words.fitting(item.label, name.width()))
        self._paint_bar(painter, QRectF(RANK_WIDTH, top + 27, width - RANK_WIDTH, BAR), item, first, trained)

    def paint_note(self, painter: QPainter, line: QRectF, item: Ranked) -> float:
        """Write something about a class at the right end of ``line``; return how wide it is."""
        return 0.0

    def ink(self) -> str:
        """Return the colour of the bars."""
        return tokens().accent

    def _paint_bar(self, painter: QPainter, track: QRectF, item: Ranked, first: bool, trained: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens().border, 0.55))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        # A class that is there at all leaves a visible mark of 2 px.
        width = max(2.0, track.width() * min(1.0, max(0.0, item.probability)))
        bar = paint.rounded(QRectF(track.left(), track.top(), width, BAR), min(BAR / 2, width / 2))
        if trained:
            painter.fillPath(bar, color(self.ink(), 1.0 if first else 0.6))
        else:
            painter.fillPath(bar, color(tokens().warn, 0.25))
            paint.draw_hatched(painter, bar, color(tokens().warn))

    def _paint_skeleton(self, painter: QPainter) -> None:
        for index in range(self._rows):
            top = index * ROW
            paint.draw_skeleton(painter, QRectF(RANK_WIDTH, top + 8, 120 - 12 * index, 10))
            paint.draw_skeleton(painter, QRectF(self.width() - 40, top + 8, 40, 10))
            paint.draw_skeleton(painter, QRectF(RANK_WIDTH, top + 27, self.width() - RANK_WIDTH, BAR))

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._row_at(event.position().y())
        if hover != self._hover:
            self._hover = hover
            self.setCursor(Qt.CursorShape.PointingHandCursor if hover is not None else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self._at = row
            self.classChosen.emit(self.entries[row].index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and step is not None and 0 <= self._at + step < len(self.entries):
            self._at += step
            self.update()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at < len(self.entries):
            self.classChosen.emit(self.entries[self._at].index)
        else:
            super().keyPressEvent(event)

    def _row_at(self, y: float) -> int | None:
        row = int(y // ROW)
        return row if 0 <= row < len(self.entries) else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._result is not None:
            index = event.pos().y() // ROW
            if 0 <= index < len(self._result.top):
                item = self._result.top[index]
                words = self.tr("{label}\nclass {index}, {percent}, logit {logit}\nClick to explain this class").format(
                    label=item.label, index=item.index, percent=self._percent(item), logit=f"{item.logit:.2f}"
                )
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    @staticmethod
    def _percent(item: Ranked) -> str:
        return f"{100 * item.probability:.1f}\u2009%"

    def spoken(self, item: Ranked) -> str:
        """Return a class in words."""
        return f"{item.rank} {item.label} {self._percent(item)}"
