"""A small card that points at a part of the window and says what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.ui.theme import color, tokens
from explorer.ui.tokens import Radius, Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import label

WIDTH = 304
ARROW = 10
"""How far the tip stands out of the card."""

SIDES = ("right", "below", "left", "above")
"""Where a card may stand, as seen from what it points at."""


class Callout(QWidget):
    """Takes no focus and covers nothing but its own place."""

    advanced = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("callout")
        self._tip: QPointF | None = None
        self._side = "right"
        self._count = label("", "step", name="callout.count")
        self._title = label("", "title", name="callout.title")
        self._title.setWordWrap(True)
        self._words = label("", "secondary", name="callout.words")
        self._words.setWordWrap(True)
        close = IconButton("x", self.tr("Do not show this again"), "callout.close", size=14)
        close.clicked.connect(self.dismissed)
        self.skip = push_button(self.tr("Skip all"), "callout.skip")
        self.skip.setProperty("role", "text")
        self.skip.clicked.connect(self.dismissed)
        self.next = push_button("", "callout.next", primary=True)
        self.next.clicked.connect(self.advanced)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        inner = ARROW + Space.NEAR
        column.setContentsMargins(inner, ARROW + Space.CLOSE, inner, inner)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(Space.CLOSE)
        column.addLayout(buttons)
        self.hide()

    @property
    def title(self) -> str:
        """What it says first."""
        return self._title.text()

    def say(self, count: str, title: str, words: str, next_text: str, *, last: bool = False) -> None:
        """Say something else."""
        self._count.setText(count)
        self._title.setText(title)
        self._words.setText(words)
        self.next.setText(next_text)
        self.skip.setVisible(not last)
        self.setAccessibleName(f"{title}. {words}")

    def point_at(self, target: QRect, sides: tuple[str, ...]) -> None:
        """Stand beside a part of the parent, on the first of these sides with room; in the middle of it if none has."""
        parent = self.parentWidget()
        assert parent is not None
        self.setFixedWidth(WIDTH)
        height = self.heightForWidth(WIDTH)
        room = parent.rect().adjusted(Space.TIGHT, Space.TIGHT, -Space.TIGHT, -Space.TIGHT)
        for side in (*sides, *SIDES):
            place = _beside(target, side, WIDTH, height)
            # Along the side it may be shifted, away from it not.
            fits = (
                room.left() <= place.left() and place.right() <= room.right()
                if side in ("right", "left")
                else room.top() <= place.top() and place.bottom() <= room.bottom()
            )
            if fits:
                break
        else:
            place = QRect(0, 0, WIDTH, height)
            place.moveCenter(target.center())
            side = ""
        place.moveLeft(max(room.left(), min(place.left(), room.right() - WIDTH)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - height)))
        self._side = side
        self._tip = QPointF(target.center() - place.topLeft()) if side else None
        if place != self.geometry():
            self.setGeometry(place)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = self._outline()
            painter.setPen(Qt.PenStyle.NoPen)
            for spread in (4, 3, 2, 1):
                painter.save()
                painter.translate(0, 1)
                painter.setPen(QPen(color("#000000", 0.12 if of.dark else 0.05), 2 * spread))
                painter.drawPath(outline)
                painter.restore()
            painter.setPen(QPen(color(of.accent), 1.5))
            painter.setBrush(color(of.panel))
            painter.drawPath(outline)

    def _outline(self) -> QPainterPath:
        card = QRectF(self.rect()).adjusted(ARROW, ARROW, -ARROW, -ARROW)
        path = QPainterPath()
        path.addRoundedRect(card, Radius.CONTAINER, Radius.CONTAINER)
        if self._tip is None:
            return path
        margin = Radius.CONTAINER + ARROW
        x = min(max(self._tip.x(), card.left() + margin), card.right() - margin)
        y = min(max(self._tip.y(), card.top() + margin), card.bottom() - margin)
        tip, first, second = {
            "right": (QPointF(2, y), QPointF(card.left() + 1, y - ARROW), QPointF(card.left() + 1, y + ARROW)),
            "left": (
                QPointF(self.width() - 2, y),
                QPointF(card.right() - 1, y - ARROW),
                QPointF(card.right() - 1, y + ARROW),
            ),
            "below": (QPointF(x, 2), QPointF(x - ARROW, card.top() + 1), QPointF(x + ARROW, card.top() + 1)),
            "above": (
                QPointF(x, self.height() - 2),
                QPointF(x - ARROW, card.bottom() - 1),
                QPointF(x + ARROW, card.bottom() - 1),
            ),
        }[self._side]
        arrow = QPainterPath(first)
        arrow.lineTo(tip)
        arrow.lineTo(second)
        arrow.closeSubpath()
        return path.united(arrow)


def _beside(target: QRect, side: str, width: int, height: int) -> QRect:
    place = QRect(0, 0, width, height)
    place.moveCenter(target.center())
    if side == "right":
        place.moveLeft(target.right())
    elif side == "left":
        place.moveRight(target.left())
    elif side == "below":
        place.moveTop(target.bottom())
    else:
        place.moveBottom(target.top())
    return place
