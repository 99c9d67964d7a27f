"""The strip above the canvas: where one is (left), in which form the network is shown, and its totals (right)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.analysis.rows import Totals
from explorer.ui.numbers import THIN, square, thousands
from explorer.ui.theme import font, pixmap, theme, tokens
from explorer.ui.tokens import Size
from explorer.ui.widgets.labels import restyle

_AROUND_CRUMB = 10
"""Pixels of a crumb's width that its words need not give up; see the style sheet."""


class Breadcrumb(QWidget):
    """The blocks around the selection, each a button."""

    crumbClicked = Signal(object)  # id of the block or cell; None for the network

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.breadcrumb")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._crumbs: list[tuple[str | None, str]] = []
        self._buttons: list[QToolButton] = []
        self._marks: list[QLabel] = []
        self._gap = self._mark("")
        self._gap.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)

    def set_crumbs(self, crumbs: list[tuple[str | None, str]]) -> None:
        """Show the way from the network to the selection; each with its id and its words."""
        if crumbs == self._crumbs:
            return
        self._crumbs = crumbs
        while (entry := self._row.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._buttons, self._marks = [], []
        self._gap = self._mark("› … ")
        for number, (_, words) in enumerate(crumbs):
            mark = self._mark("›")
            button = self._button(words, last=number == len(crumbs) - 1, path=number > 0)
            self._row.addWidget(mark)
            self._row.addWidget(button)
            if number == 0:
                self._row.addWidget(self._gap)
            self._marks.append(mark)
            self._buttons.append(button)
        self._row.addStretch(1)

    def _mark(self, text: str) -> QLabel:
        mark = QLabel(text, self)
        mark.setObjectName("graph.crumb.mark")
        return mark

    def _button(self, words: str, *, last: bool, path: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("graph.crumb")
        button.setProperty("last", last)
        button.setProperty("mono", path)
        button.setText(words)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._on_clicked)
        return button

    def arrange(self, room: int) -> None:
        """Leave out crumbs after the first, outermost first, until the rest fits into ``room``; "…" stands for them.

        If it does not even then, the end of the first is cut.
        """
        if not self._buttons:
            return
        shown = [True] * len(self._buttons)
        first, whole = self._buttons[0], self._crumbs[0][1]
        first.setText(whole)
        for number in range(1, len(self._buttons) - 1):
            if self._length(shown) <= room:
                break
            shown[number] = False
        self._gap.setVisible(not all(shown))
        for button, mark, visible in zip(self._buttons, self._marks, shown, strict=True):
            button.setVisible(visible)
            mark.setVisible(visible and button is not first)
        over = self._length(shown) - room
        if over > 0:
            metrics = first.fontMetrics()
            kept = first.sizeHint().width() - over - _AROUND_CRUMB
            least = metrics.horizontalAdvance(f"{whole[:1]}…")
            first.setText(metrics.elidedText(whole, Qt.TextElideMode.ElideRight, max(kept, least)))

    def length(self) -> int:
        """How wide all crumbs are."""
        return self._length([True] * len(self._buttons))

    def _length(self, shown: list[bool]) -> int:
        parts = zip(self._buttons, self._marks, shown, strict=True)
        gap = 0 if all(shown) else self._gap.sizeHint().width()
        # No mark stands before the first.
        marks = sum(mark.sizeHint().width() for mark, seen in list(zip(self._marks, shown, strict=True))[1:] if seen)
        return gap + marks + sum(button.sizeHint().width() for button, _, seen in parts if seen)

    def texts(self) -> list[str]:
        """Return the words that are shown."""
        return [words for _, words in self._crumbs]

    def _on_clicked(self) -> None:
        sender = self.sender()
        for (item, _), button in zip(self._crumbs, self._buttons, strict=True):
            if button is sender:
                self.crumbClicked.emit(item)
                return

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 28)


class FormChip(QPushButton):
    """Input and batch, classes or width where they are not the architecture's own; a click opens what changes them."""

    _AROUND = 42
    """Pixels of its width beside the words: padding, icon, border; see the style sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.form")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._parts: list[str] = []
        self._changed = False
        theme().changed.connect(self.update)
        self.set_parts([], changed=False)

    def set_parts(self, parts: list[str], *, changed: bool) -> None:
        """Show words, the first one always; ``changed``: the form is not the architecture's own. None hides it."""
        self._parts, self._changed = parts, changed
        whole = self._words(len(parts))
        words = self.tr("What if: {0}") if changed else self.tr("Input {0}")
        self.setAccessibleName(words.format(whole))
        self.setToolTip(words.format(whole) + "\n" + self.tr("Change input, batch, classes or width (Ctrl+I)"))
        self.setProperty("changed", changed)
        restyle(self)
        self.setVisible(bool(parts))

    def arrange(self, room: int) -> int:
        """Leave out words, the last ones first, until it fits into ``room``; return its width."""
        if not self._parts:
            return 0
        # The words are bold where they differ.
        metrics = QFontMetrics(font(Size.SECONDARY, 600 if self._changed else 400))
        count = len(self._parts)
        while count > 1 and metrics.horizontalAdvance(self._words(count)) + self._AROUND > room:
            count -= 1
        self.setText(self._words(count))
        width = metrics.horizontalAdvance(self.text()) + self._AROUND
        self.setFixedWidth(width)
        return width

    def _words(self, count: int) -> str:
        return " · ".join(self._parts[:count]) + (" · …" if count < len(self._parts) else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Not the button's own icon: a style sheet gives it no distance from the words.
        tint = tokens().accent if self._changed else tokens().t2
        side = 14
        picture = pixmap("sliders-horizontal", side, tint, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(10, (self.height() - side) // 2, picture)


class Header(QWidget):
    """Breadcrumb, form and totals; in a narrow panel the totals give way."""

    _GAP = 16
    _LEFT, _RIGHT = 8, 16
    """A crumb has some room around its words: they begin where those of the tab do."""
    _LEAST = 328

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        self._parts: list[str] = []
        self.breadcrumb = Breadcrumb(self)
        self.form = FormChip(self)
        self.totals = QLabel(self)
        self.totals.setObjectName("graph.totals")
        row = QHBoxLayout(self)
        row.setContentsMargins(self._LEFT, 0, self._RIGHT, 0)
        row.setSpacing(self._GAP)
        row.addWidget(self.breadcrumb, 1)
        row.addWidget(self.form)
        row.addWidget(self.totals)

    def set_crumbs(self, crumbs: list[tuple[str | None, str]]) -> None:
        """Show the way from the network to the selection."""
        self.breadcrumb.set_crumbs(crumbs)
        self._arrange()

    def set_totals(self, totals: Totals | None) -> None:
        """Show a network's sums, nothing for None."""
        self._parts = []
        if totals is not None:
            self._parts = [self.tr("{} params").format(thousands(totals.params)), counted(totals.macs)]
            if totals.rf_h is not None:
                self._parts.append(self.tr("RF {} px").format(square(totals.rf_h, totals.rf_w)))
        self.totals.setToolTip("\n".join(self._parts))
        self._arrange()

    def set_form(self, parts: list[str], *, changed: bool) -> None:
        """Say in which form the network is shown; see :meth:`FormChip.set_parts`."""
        self.form.set_parts(parts, changed=changed)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - self._LEFT - self._RIGHT - self._GAP
        chip = self.form.arrange(room - self.breadcrumb.minimumWidth())
        room -= chip + self._GAP if chip else 0
        needed = self.breadcrumb.length()
        parts = self._parts[:]
        metrics = self.totals.fontMetrics()
        while parts and needed + metrics.horizontalAdvance("\u2003".join(parts)) > room:
            parts.pop()
        text = "\u2003".join(parts)
        self.totals.setText(text)
        self.totals.setVisible(bool(text))
        self.breadcrumb.arrange(room - metrics.horizontalAdvance(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # Whatever is said here, the panels around do not move for it.
        return QSize(self._LEAST, self.height())


def counted(macs: int) -> str:
    """Return MACs with four digits: ``4.089 GMACs``, a unit of its own; ``300.8 M MACs``, whose M would stutter."""
    for scale, unit in ((10**9, "GMACs"), (10**6, f"M{THIN}MACs"), (10**3, f"K{THIN}MACs")):
        # 999,999,999 is 1.000 G and not 1000.0 M
        if macs >= scale * 0.99995:
            figure = macs / scale
            decimals = 3 if figure < 10 else 2 if figure < 100 else 1
            return f"{figure:.{decimals}f}{THIN}{unit}"
    return f"{macs}{THIN}MACs"
