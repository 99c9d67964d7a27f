"""The list of the palette: headings, entries with the typed letters marked, offers of the rest of a group."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.palette.index import Entry, Row
from explorer.ui.palette.match import marked
from explorer.ui.theme import font, pixmap, tokens
from explorer.ui.tokens import Size, Space

ROW = 32
"""Height of every line; equal ones need not be measured one by one."""
ICON = 16
TEXT = 44
"""Where titles begin."""

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractListModel):
    """The rows of the last search."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.terms: list[str] = []

    def set_rows(self, rows: list[Row], terms: list[str]) -> None:
        """Show other rows; ``terms`` are the words that are marked in them."""
        self.beginResetModel()
        self.rows, self.terms = rows, terms
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        if row.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = 0) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entry.title if row.entry is not None else self.offer(row) if row.rest else row.group
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def offer(self, row: Row) -> str:
        """Return the words that offer the rest of a group."""
        return self.tr("{0} more").format(f"{row.rest:,}")

    def spoken(self, row: Row) -> str:
        """Return a row for a screen reader."""
        entry = row.entry
        if entry is None:
            return f"{row.group}, {self.offer(row)}" if row.rest else row.group
        state = self.tr("on") if entry.checked else ""
        why = self.tr("not available: {0}").format(entry.why) if entry.why else ""
        return ", ".join(part for part in (entry.title, entry.detail, state, entry.shortcut, why) if part)


class RowDelegate(QStyledItemDelegate):
    """Paints one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RowModel)
        row, of, rect = model.rows[index.row()], tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            _heading(painter, rect, row)
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if current or hovered:
                painter.fillRect(rect, QColor(of.selection if current else of.inset))
            if current:
                painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(of.accent))
            if row.entry is not None:
                _entry(painter, rect, row.entry, model.terms)
            else:
                painter.setFont(font(Size.SECONDARY))
                painter.setPen(QColor(of.accent))
                painter.drawText(rect.adjusted(TEXT, 0, -Space.PANEL, 0), _MIDDLE, model.offer(row))
        painter.restore()


def _heading(painter: QPainter, rect: QRectF, row: Row) -> None:
    of = tokens()
    area = rect.adjusted(Space.PANEL, 6, -Space.PANEL, 0)
    painter.setFont(font(Size.SMALL, 600))
    painter.setPen(QColor(of.t3))
    painter.drawText(area, _MIDDLE, row.group)
    painter.setFont(font(Size.SMALL))
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | _MIDDLE, f"{row.number:,}")


def _entry(painter: QPainter, rect: QRectF, entry: Entry, terms: list[str]) -> None:
    of = tokens()
    quiet = bool(entry.why)
    _sign(painter, rect, entry)
    right = rect.right() - Space.PANEL
    aside = entry.why or entry.shortcut
    if aside:
        right = _aside(painter, rect, right, aside, keys=not quiet) - Space.NEAR
    room = right - rect.x() - TEXT
    mono = bool(entry.kind)
    size = Size.SECONDARY if mono else Size.BODY
    faces = font(size, mono=mono), font(size, 600, mono=mono)
    left = rect.x() + TEXT
    detail_font = font(Size.SECONDARY)
    places = marked(terms, entry.title)
    width = QFontMetricsF(faces[1 if places else 0]).horizontalAdvance(entry.title)
    wanted = QFontMetricsF(detail_font).horizontalAdvance(entry.detail) + Space.NEAR if entry.detail else 0.0
    # A long title gives way to the detail only down to half of the room.
    given = min(width, max(room - wanted, room / 2))
    area = QRectF(left, rect.y(), given, rect.height())
    _title(painter, area, entry.title, places, faces, of.t3 if quiet else of.t1, middle=mono)
    if entry.detail and room - given > Space.WIDE:
        painter.setFont(detail_font)
        painter.setPen(QColor(of.t3))
        area = QRectF(left + given + Space.NEAR, rect.y(), room - given - Space.NEAR, rect.height())
        text = QFontMetricsF(detail_font).elidedText(entry.detail, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)


def _sign(painter: QPainter, rect: QRectF, entry: Entry) -> None:
    """What stands before the title: the kind's bar, a tick, or an icon."""
    of = tokens()
    if entry.kind:
        colour = of.strong if entry.kind == "block" else of.kind(entry.kind)
        painter.fillRect(QRectF(rect.x() + 22, rect.y() + 8, 5, rect.height() - 16), QColor(colour))
        return
    name = "check" if entry.checked else entry.icon
    if name:
        tint = of.t3 if entry.why else of.accent if entry.checked else of.t2
        scale = painter.device().devicePixelRatioF()
        place = QRectF(rect.x() + Space.PANEL, rect.y() + (rect.height() - ICON) / 2, ICON, ICON)
        painter.drawPixmap(place.topLeft(), pixmap(name, ICON, tint, scale))


def _aside(painter: QPainter, rect: QRectF, right: float, text: str, *, keys: bool) -> float:
    """A shortcut in a frame, or a reason in words, at the right; returns where it begins."""
    of = tokens()
    face = font(Size.SMALL)
    width = min(QFontMetricsF(face).horizontalAdvance(text) + (14 if keys else 0), rect.width() / 2)
    area = QRectF(right - width, rect.y() + 6, width, rect.height() - 12)
    painter.setFont(face)
    if keys:
        painter.setPen(QPen(QColor(of.border), 1))
        painter.setBrush(QColor(of.inset))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(of.t2 if keys else of.t3))
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
    return area.x()


def _title(
    painter: QPainter,
    area: QRectF,
    text: str,
    places: set[int],
    faces: tuple[QFont, QFont],
    colour: str,
    *,
    middle: bool,
) -> None:
    """The title, the typed letters in bold and in the accent's colour."""
    plain, bold = faces
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    shown = QFontMetricsF(bold if places else plain).elidedText(text, mode, area.width() + 1)
    if shown != text:
        places = set()  # the letters have moved
    x = area.x()
    for run, is_marked in _runs(shown, places):
        face = bold if is_marked else plain
        painter.setFont(face)
        painter.setPen(QColor(tokens().accent if is_marked else colour))
        width = QFontMetricsF(face).horizontalAdvance(run)
        painter.drawText(QRectF(x, area.y(), width + 2, area.height()), Qt.AlignmentFlag.AlignLeft | _MIDDLE, run)
        x += width


def _runs(text: str, places: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for at, letter in enumerate(text):
        is_marked = at in places
        if runs and runs[-1][1] == is_marked:
            runs[-1] = (runs[-1][0] + letter, is_marked)
        else:
            runs.append((letter, is_marked))
    return runs


class RowList(QListView):
    """Shows the rows; the keyboard stays in the field above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette.rows")
        self.setAccessibleName(self.tr("What was found"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))

    def current(self) -> Row | None:
        """The row one is at."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def go(self, number: int, step: int = 1) -> None:
        """Go to a row, or from a heading on to the next one in that direction."""
        rows = self.rows.rows
        while 0 <= number < len(rows) and rows[number].is_heading:
            number += step
        if not 0 <= number < len(rows):
            return
        index = self.rows.index(number)
        self.setCurrentIndex(index)
        # With its heading, where that is the row above.
        if number and rows[number - 1].is_heading:
            self.scrollTo(self.rows.index(number - 1))
        self.scrollTo(index)

    def walk(self, by: int) -> None:
        """Go on by some rows; by one past an end comes to the other end."""
        rows, at = self.rows.rows, self.currentIndex().row()
        if not rows:
            return
        step = 1 if by > 0 else -1
        to = at + by
        if abs(by) == 1:
            while 0 <= to < len(rows) and rows[to].is_heading:
                to += step
            if not 0 <= to < len(rows):
                to = 0 if by > 0 else len(rows) - 1
        self.go(min(max(to, 0), len(rows) - 1), step if 0 < to < len(rows) - 1 else (1 if to <= 0 else -1))
