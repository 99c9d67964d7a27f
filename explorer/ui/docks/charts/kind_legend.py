"""Which mark stands for which kind of operator, and how much of the time each kind takes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.analysis.timing.roofline import Roofline
from explorer.ui.docks.charts.kind_marks import MarkPainter
from explorer.ui.numbers import percent
from explorer.ui.terms import term
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import KIND_NAMES, Size, Space, Tokens

LINE = 20
_MARK = 5.0
_TEXT = 16
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

Entry = tuple[str, str, str]


def entries(measured: Roofline) -> list[Entry]:
    """Return kind, name and part of the time of the kinds that do arithmetic, what takes most first."""
    return [
        (one.name, term(KIND_NAMES[one.name]), percent(100 * one.share))
        for one in measured.kinds
        if one.flops and one.share
    ]


def _places(rows: list[Entry], width: float) -> list[QRectF]:
    """Where each entry stands: side by side, on as many lines as they need."""
    plain, bold = QFontMetricsF(font(Size.SMALL)), QFontMetricsF(font(Size.SMALL, 600))
    places = []
    left = top = 0.0
    for _, name, part in rows:
        needed = _TEXT + plain.horizontalAdvance(name) + Space.TIGHT + bold.horizontalAdvance(part) + 2
        if left and left + needed > width:
            left, top = 0.0, top + LINE
        places.append(QRectF(left, top, needed, LINE))
        left += needed + Space.PANEL
    return places


def legend_height(rows: list[Entry], width: float) -> float:
    """Return the height that entries need in a width."""
    return max((place.bottom() for place in _places(rows, width)), default=0.0)


def draw_legend(painter: QPainter, rows: list[Entry], area: QRectF, of: Tokens) -> None:
    """Write entries into an area."""
    marks = MarkPainter(painter, of)
    for (kind, name, part), place in zip(rows, _places(rows, area.width()), strict=True):
        place.translate(area.topLeft())
        marks.draw(kind, QPointF(place.left() + 6, place.center().y()), _MARK)
        words = place.adjusted(_TEXT, 0, 0, 0)
        painter.setPen(color(of.t2))
        painter.setFont(font(Size.SMALL))
        painter.drawText(words, _MIDDLE, name)
        painter.setPen(color(of.t1))
        painter.setFont(font(Size.SMALL, 600))
        painter.drawText(words, _MIDDLE | Qt.AlignmentFlag.AlignRight, part)


class KindLegend(QWidget):
    """The legend below a roofline."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("charts.roofline.legend")
        self._rows: list[Entry] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def set_measured(self, measured: Roofline) -> None:
        """Show the kinds of another network."""
        self._rows = entries(measured)
        self.setAccessibleName(", ".join(f"{name} {part}" for _, name, part in self._rows))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(legend_height(self._rows, width))

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_legend(painter, self._rows, QRectF(self.rect()), tokens())
