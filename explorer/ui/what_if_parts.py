"""What the what-if card is made of: number fields, the lock, the comparison, the message."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from explorer.analysis.rows import Totals
from explorer.ui.numbers import NONE, byte_size, short
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import IconLabel, label, restyle

_LEAST_WIDTH, _MOST_WIDTH, _WIDTH_STEP = 0.05, 8.0, 0.05
_ICONS = {
    "info": ("info", "t3"),
    "busy": ("loader-circle", "t3"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-alert", "error"),
}


class CountBox(QSpinBox):
    """A field for a whole number from 1 up."""

    def __init__(self, name: str, meaning: str, most: int) -> None:
        super().__init__()
        self.setRange(1, most)
        _set_up(self, name, meaning)


class MultiplierBox(QDoubleSpinBox):
    """A field for a width multiplier, in hundredths."""

    def __init__(self, name: str, meaning: str) -> None:
        super().__init__()
        # A point, as in every other figure of the window.
        self.setLocale(QLocale.c())
        self.setDecimals(2)
        self.setRange(_LEAST_WIDTH, _MOST_WIDTH)
        self.setSingleStep(_WIDTH_STEP)
        _set_up(self, name, meaning)

    def multiplier(self) -> float:
        """Return the number that is shown, without what adding up steps leaves behind it."""
        return round(self.value(), 2)


def _set_up(box: QAbstractSpinBox, name: str, meaning: str) -> None:
    box.setObjectName(name)
    box.setAccessibleName(meaning)
    box.setToolTip(meaning)
    box.setAccelerated(True)
    box.setMinimumWidth(60)
    box.lineEdit().setTextMargins(Space.TIGHT, 0, 0, 0)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def emphasise(box: QWidget, changed: bool) -> None:
    """Mark a field whose number is not the architecture's own."""
    if box.property("changed") != changed:
        box.setProperty("changed", changed)
        restyle(box)


def named(text: str, box: QWidget) -> QLabel:
    """Return the label of a field."""
    result = label(text, "label")
    result.setBuddy(box)
    return result


class LockButton(IconButton):
    """Keeps height and width equal while it is locked."""

    def __init__(self, name: str) -> None:
        super().__init__("lock", "", name, checkable=True)
        self.toggled.connect(self._on_toggled)
        self.setChecked(True)

    def _on_toggled(self, locked: bool) -> None:
        self._icon_name = "lock" if locked else "lock-open"
        words = self.tr("Height and width are equal") if locked else self.tr("Height and width differ")
        self.setToolTip(words)
        self.setAccessibleName(self.tr("Keep height and width equal"))
        self._on_theme_changed()


class Comparison(QWidget):
    """The architecture's own figures, those of the form that is shown, and how many times as much they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("whatif.figures")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, text in ((1, self.tr("its own")), (2, self.tr("what if"))):
            grid.addWidget(label(text, "small"), 0, column, right)
        names = self.tr("Parameters"), self.tr("MACs"), self.tr("Peak memory")
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        for line, name in enumerate(names, start=1):
            cells = label("", "value"), label("", "value"), label("", "label")
            grid.addWidget(label(name, "label"), line, 0)
            for column, cell in enumerate(cells, start=1):
                grid.addWidget(cell, line, column, right)
            self._lines.append(cells)
        self.setToolTip(self.tr("Peak memory: most activation memory in use at once, float32"))

    def set_totals(self, own: Totals, shown: Totals | None) -> None:
        """Compare two networks' sums, or show the architecture's own alone."""
        for cells, name, words in zip(
            self._lines, ("params", "macs", "peak_bytes"), (short, short, byte_size), strict=True
        ):
            before = getattr(own, name)
            now = getattr(shown, name) if shown is not None else None
            cells[0].setText(words(before))
            cells[1].setText(NONE if now is None else words(now))
            cells[2].setText(_times(now / before) if now is not None and before else "")

    def texts(self) -> list[tuple[str, ...]]:
        """Return what is shown, line by line."""
        return [tuple(cell.text() for cell in cells) for cells in self._lines]


def _times(ratio: float) -> str:
    if ratio < 0.001:
        return "×<0.001"
    return f"×{ratio:.3g}" if ratio < 999.5 else f"×{ratio:,.0f}"


class Message(QWidget):
    """One sentence with an icon."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.level = "info"
        self._icon = IconLabel(size=14)
        self._text = label("", "secondary", name="whatif.message", selectable=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setMinimumHeight(2 * self._text.fontMetrics().lineSpacing())
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CLOSE - 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.say("", "info")

    def say(self, text: str, level: str) -> None:
        """Say something; nothing to say gives the hint."""
        self.level = level
        self._text.setText(text or self._hint)
        self._text.setAccessibleName(text or self._hint)
        self._text.setProperty("level", level)
        restyle(self._text)
        self._icon.set_icon(*_ICONS[level])

    def text(self) -> str:
        """Return what was said last, without the hint."""
        return "" if self._text.text() == self._hint else self._text.text()
