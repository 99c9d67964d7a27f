"""The tree of the library, painted row by row: families as headings, the open network marked."""

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QStyleOptionViewItem, QTreeView, QWidget

from explorer.ui.docks.library.library_model import KEY, MACS, NAME, ON_DISK, PARAMS, TOP1, YEARS
from explorer.ui.theme import color, font, pixmap, theme, tokens
from explorer.ui.tokens import Size

ROW = 24
_INDENT = 26
_GUTTER = 7
_PAD = 6
_EDGE = 4
ARCHITECTURE = "application/x-cnn-explorer-architecture"
"""What is dragged from the library: the key of an architecture."""
_LEAST_NAME = 124
"""Pixels below which names say nothing any more: then the last columns of figures give way."""


class LibraryView(QTreeView):
    """Shows a :class:`LibraryModel`; a click or Enter chooses, the arrow keys only move."""

    keyChosen = Signal(object)
    compareRequested = Signal(object)  # key
    typed = Signal(str)  # a letter that belongs to the search field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_key: str | None = None
        self._hovered = QPersistentModelIndex()
        self._pressed = QPoint()
        self._figure_widths: dict[int, int] = {}
        self.setObjectName("library.tree")
        self.setAccessibleName(self.tr("Networks by family"))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._on_activated)
        theme().changed.connect(self.viewport().update)

    def set_open(self, key: str | None) -> None:
        """Mark the network that is open in front."""
        self._open_key = key
        self.viewport().update()

    def fit_columns(self) -> None:
        """Give the figures the room of the widest possible one, and the name the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionsMovable(False)
        header.setFixedHeight(26)
        header.setProperty("role", "plain")
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        figures = QFontMetrics(font(Size.SECONDARY))
        titles = QFontMetrics(font(Size.SMALL))
        for column, widest in ((PARAMS, "88.8\u202fM"), (MACS, "88.8\u202fG"), (TOP1, "88.8")):
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            width = max(figures.horizontalAdvance(widest), titles.horizontalAdvance(title)) + 2 * _PAD + 4
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
            self._figure_widths[column] = width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() - self.header().sectionSize(PARAMS)
        for column in (MACS, TOP1):
            room -= self._figure_widths.get(column, 0)
            self.setColumnHidden(column, room < _LEAST_NAME)

    def sizeHintForColumn(self, column: int) -> int:
        return 0

    # -- what is painted ---------------------------------------------------------------------------------------

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        is_open = self._open_key is not None and index.data(KEY) == self._open_key
        painter.save()
        if is_open:
            painter.fillRect(row, color(tokens().selection))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), color(tokens().accent))
        elif index.row() == self._hovered.row() and index.parent() == self._hovered.parent():
            painter.fillRect(row, color(tokens().inset))
        if self.hasFocus() and self.currentIndex().siblingAtColumn(0) == index.sibling(index.row(), 0):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color(tokens().accent), 2))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 1, -2, -1), 4, 4)
        if index.data(KEY) is None:
            self._paint_family(painter, row, index)
        else:
            self._paint_member(painter, row, index, is_open)
        painter.restore()

    def _paint_family(self, painter: QPainter, row: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        chevron = "chevron-down" if self.isExpanded(index) else "chevron-right"
        self._paint_icon(painter, chevron, tokens().t3, 14, _GUTTER, row)
        painter.setFont(font(Size.BODY, 600))
        painter.setPen(color(tokens().t2))
        name = index.data()
        painter.drawText(row.adjusted(_INDENT, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        left = _INDENT + painter.fontMetrics().horizontalAdvance(name) + 8
        painter.setFont(font(Size.SECONDARY))
        painter.setPen(color(tokens().t3))
        painter.drawText(row.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, index.data(YEARS))

    def _paint_member(
        self, painter: QPainter, row: QRect, index: QModelIndex | QPersistentModelIndex, is_open: bool
    ) -> None:
        weight = 600 if is_open else 400
        painter.setPen(color(tokens().accent if is_open else tokens().t1))
        painter.setFont(font(Size.BODY, weight))
        room = self.columnWidth(NAME) - _INDENT - 2
        metrics = painter.fontMetrics()
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(row.adjusted(_INDENT, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        if index.data(ON_DISK):
            self._paint_icon(painter, "circle-check", tokens().ok, 14, _GUTTER, row)
        painter.setFont(font(Size.SECONDARY, weight))
        painter.setPen(color(tokens().t1 if is_open else tokens().t2))
        shown = [column for column in (PARAMS, MACS, TOP1) if not self.isColumnHidden(column)]
        for column in shown:
            right = self.columnViewportPosition(column) + self.columnWidth(column) - _PAD
            right -= _EDGE if column == shown[-1] else 0
            area = QRect(0, row.top(), right, row.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, index.sibling(index.row(), column).data())

    def _paint_icon(self, painter: QPainter, name: str, tint: str, size: int, left: int, row: QRect) -> None:
        top = row.top() + (row.height() - size) // 2
        painter.drawPixmap(QPoint(left, top), pixmap(name, size, tint, self.devicePixelRatioF()))

    def indexRowSizeHint(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return ROW

    # -- what the user does ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            key = self.indexAt(self._pressed).siblingAtColumn(0).data(KEY)
            way = (event.position().toPoint() - self._pressed).manhattanLength()
            if key is not None and way >= QApplication.startDragDistance():
                self._drag(key)
                return
        super().mouseMoveEvent(event)
        self._hovered = QPersistentModelIndex(self.indexAt(event.position().toPoint()).siblingAtColumn(0))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._on_activated(index)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = QPersistentModelIndex()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        key = index.siblingAtColumn(0).data(KEY) if index.isValid() else None
        if key is None:
            return
        menu = QMenu(self)
        menu.setObjectName("library.menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("&Open")).triggered.connect(lambda: self.keyChosen.emit(key))
        compare = menu.addAction(self.tr("&Compare with what is in front"))
        compare.triggered.connect(lambda: self.compareRequested.emit(key))
        place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(place)

    def _drag(self, key: str) -> None:
        """Let an architecture be dragged to where networks are compared."""
        data = QMimeData()
        data.setData(ARCHITECTURE, key.encode())
        data.setText(key)
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and text.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex().siblingAtColumn(0))
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        key = index.siblingAtColumn(0).data(KEY) if index.isValid() else None
        if key is not None:
            self.keyChosen.emit(key)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def sizeHint(self) -> QSize:
        return QSize(300, 480)
