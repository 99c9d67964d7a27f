"""The library's list of milestones: years down a line, each milestone a dot in the colour of its line."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.models.history import History, Milestone, load
from explorer.ui.evolution.wording import line_colour, networks_text
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size

ROW = 26
MILESTONE = Qt.ItemDataRole.UserRole
"""Role: the milestone."""
FIRST = Qt.ItemDataRole.UserRole + 1
"""Role: whether it is the first of its year that is shown."""
_YEAR = 16
_LINE = 64
_NAME = 82
_EDGE = 10

Index = QModelIndex | QPersistentModelIndex


class MilestoneModel(QAbstractListModel):
    """The milestones in which every word of a filter occurs."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._shown = list(history)

    def set_text(self, text: str) -> None:
        """Filter by these words: name, year, idea in the window's language or in English, keys of the networks."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [one for one in self._history if all(word in self._haystack(one) for word in words)]
        self.endResetModel()

    def index_of(self, key: str | None) -> QModelIndex:
        """Return the index of a milestone; invalid if it is not shown."""
        row = next((row for row, one in enumerate(self._shown) if one.key == key), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = 0) -> object:
        one, row = self._shown[index.row()], index.row()
        if role == MILESTONE:
            return one
        if role == FIRST:
            return row == 0 or self._shown[row - 1].year != one.year
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.name}, {one.year}, {one.idea}, {networks_text(len(one.architectures))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            idea = self.tr("{0}: {1}").format(f"{one.name}, {one.year}", one.idea)
            return f"{idea}\n{networks_text(len(one.architectures))}"
        return None

    def _haystack(self, one: Milestone) -> str:
        english = load()
        both = (one, english[one.key]) if one.key in english else (one,)
        ideas = [idea for each in both for idea in (each.idea, *each.ideas)]
        return " ".join((one.name, str(one.year), *ideas, *one.architectures)).casefold()


class MilestoneList(QListView):
    """Shows a :class:`MilestoneModel`; a click or Enter chooses, the arrow keys only move."""

    keyChosen = Signal(object)
    typed = Signal(str)  # a letter that belongs to the search field

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library.timeline")
        self.setAccessibleName(self.tr("Milestones by year"))
        self.milestones = MilestoneModel(history, self)
        self.setModel(self.milestones)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.shown: str | None = None
        theme().changed.connect(self.viewport().update)

    @property
    def first_key(self) -> str | None:
        """The first milestone that is shown."""
        return self.milestones.index(0).data(MILESTONE).key if self.milestones.rowCount() else None

    def set_shown(self, key: str | None) -> None:
        """Mark the milestone that is selected in the tree, and bring it into sight."""
        self.shown = key
        index = self.milestones.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.keyChosen.emit(index.data(MILESTONE).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and text.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.keyChosen.emit(self.currentIndex().data(MILESTONE).key)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(300, 480)


class _Painter(QStyledItemDelegate):
    """Paints a row: the year once, the line of time with a dot, the name, how many networks there are."""

    def __init__(self, view: MilestoneList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        of, one, row = tokens(), index.data(MILESTONE), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = one.key == self._view.shown
        if shown:
            painter.fillRect(row, color(of.selection))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), color(of.accent))
        elif row.contains(self._view.viewport().mapFromGlobal(self._view.cursor().pos())):
            painter.fillRect(row, color(of.inset))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(color(of.accent), 2))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 1, -2, -1), 4, 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        if index.data(FIRST):
            painter.setFont(font(Size.SECONDARY, 600))
            painter.setPen(color(of.t2))
            painter.drawText(row.adjusted(_YEAR, 0, 0, 0), middle, str(one.year))
        self._paint_dot(painter, row, index, one)
        count = str(len(one.architectures)) if one.architectures else "–"
        painter.setFont(font(Size.SECONDARY))
        painter.setPen(color(of.t3))
        right = row.adjusted(0, 0, -_EDGE, 0)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(font(Size.BODY, 600 if shown else 400))
        painter.setPen(color(of.accent if shown else of.t1 if one.architectures else of.t3))
        room = row.width() - _NAME - _EDGE - QFontMetrics(font(Size.SECONDARY)).horizontalAdvance(count) - 8
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(row.adjusted(_NAME, 0, 0, 0), middle, name)
        painter.restore()

    def _paint_dot(self, painter: QPainter, row: QRect, index: Index, one: Milestone) -> None:
        of, centre = tokens(), QPointF(row.left() + _LINE, row.center().y() + 0.5)
        last = index.row() == self._view.milestones.rowCount() - 1
        painter.setPen(QPen(color(of.border), 1.5))
        top = centre.y() if index.row() == 0 else row.top()
        painter.drawLine(QPointF(centre.x(), top), QPointF(centre.x(), centre.y() if last else row.bottom() + 1))
        tint = color(line_colour(of, one.line))
        hollow = not one.architectures
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(color(of.panel) if hollow else tint)
        painter.drawEllipse(centre, 4.0, 4.0)
