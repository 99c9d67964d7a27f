"""The card over the canvas in which one searches: a field, how many were found, the results."""

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.ui.graph.search_help import SearchHelp
from explorer.ui.graph.search_results import ROW, Result, ResultList
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import IconLabel, hair_line, label
from explorer.ui.widgets.search_field import SearchField

WIDTH = 400
_SIZES = re.compile(r"[0-9]+[x×*][0-9]+", re.IGNORECASE)
MOST_ROWS = 8
"""Results that are seen at once, where there is room."""


class SearchCard(QFrame):
    """Says what was typed and pressed; what is shown in it is set from outside."""

    typed = Signal(str)
    stepped = Signal(int)  # +1 next, -1 previous
    chosen = Signal(int)  # number of a result
    closed = Signal()
    resized = Signal()  # it wants another height

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.search")
        self.setAccessibleName(self.tr("Search in the graph"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The canvas below would zoom and pan.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.field = SearchField(self.tr("conv, 14x14, params>1M"), "graph.search.field")
        self.count = label("", "secondary", name="graph.search.count")
        self.previous = IconButton("chevron-up", self.tr("Previous (Shift+Enter, Shift+F3)"), "graph.search.previous")
        self.next = IconButton("chevron-down", self.tr("Next (Enter, F3)"), "graph.search.next")
        self.question = QToolButton()
        self.results = ResultList()
        self.help = SearchHelp()
        self._line = hair_line()
        self._message = QWidget()
        self._icon = IconLabel("circle-alert", 14, "error")
        self._words = label("", "secondary", name="graph.search.message")
        self._build()
        self.field.textChanged.connect(self.typed)
        self.field.edit.installEventFilter(self)
        self.next.clicked.connect(self._on_next_clicked)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.question.toggled.connect(self._on_question_toggled)
        self.results.chosen.connect(self.chosen)
        self.results.left.connect(self.field.edit.setFocus)
        self.help.exampleChosen.connect(self._on_example_chosen)
        self.show_results((), asked=False)
        self.hide()

    def _build(self) -> None:
        self.question.setObjectName("graph.search.help_button")
        self.question.setText("?")
        self.question.setCheckable(True)
        self.question.setFixedSize(28, 28)
        self.question.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.question.setToolTip(self.tr("How a search is written"))
        self.question.setAccessibleName(self.tr("How a search is written"))
        close = IconButton("x", self.tr("Close (Esc)"), "graph.search.close")
        close.clicked.connect(self.closed)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.TIGHT, Space.CLOSE)
        bar.setSpacing(0)
        bar.addWidget(self.field, 1)
        bar.addSpacing(Space.CLOSE)
        bar.addWidget(self.count)
        bar.addSpacing(Space.TIGHT)
        for button in (self.previous, self.next, self.question, close):
            bar.addWidget(button)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self._message)
        row.setContentsMargins(Space.NEAR, 0, Space.NEAR, Space.CLOSE)
        row.setSpacing(Space.CLOSE - 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._message)
        column.addWidget(self._line)
        column.addWidget(self.results, 1)
        column.addWidget(self.help, 1)

    # what is shown -----------------------------------------------------------

    def open(self) -> None:
        """Appear, with what was typed last ready to be replaced."""
        self.show()
        self.raise_()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def show_results(self, results: tuple[Result, ...], *, asked: bool) -> None:
        """Show what was found; ``asked``: there was something to look for."""
        self.results.results.set_results(results)
        self._show_message("" if results or not asked else self._nothing(), "info", "t3")
        self._show_parts()

    def _nothing(self) -> str:
        typed = self.field.text().strip()
        if _SIZES.fullmatch(typed):  # the sizes that stand in boxes are those of kernels
            return self.tr("No output ends with {0}. For kernels, type kernel={0}.").format(typed)
        return self.tr("Nothing is called or is like that.")

    def show_error(self, hint: str) -> None:
        """Say why what was typed cannot be understood."""
        self.results.results.set_results(())
        self._show_message(hint, "circle-alert", "error")
        self._show_parts()

    def show_place(self, number: int) -> None:
        """Say which of the results is selected, -1 for none of them."""
        total = len(self.results.results.results)
        self.results.set_current(number)
        if not total:
            text = ""
        elif number < 0:
            text = self.tr("1 match") if total == 1 else self.tr("{0} matches").format(total)
        else:
            text = self.tr("{0} of {1}").format(number + 1, total)
        self.count.setText(text)
        self.field.edit.setAccessibleDescription(text or self._words.text())

    def message(self) -> str:
        """Return what is said below the field."""
        return self._words.text()

    def _show_message(self, text: str, icon: str, tint: str) -> None:
        self._words.setText(text)
        self._icon.set_icon(icon, tint)
        self._message.setVisible(bool(text))

    def _show_parts(self) -> None:
        found = bool(self.results.results.results)
        helping = self.question.isChecked()
        self.help.setVisible(helping)
        self.results.setVisible(found and not helping)
        self._line.setVisible(found or helping)
        self.previous.setEnabled(found)
        self.next.setEnabled(found)
        self.resized.emit()

    def wanted(self, width: int, most: int) -> QSize:
        """Return how large it is to be where there are ``width`` × ``most`` pixels."""
        size = min(WIDTH, width)
        height = 2 + self.field.height() + 2 * Space.CLOSE
        if not self._message.isHidden():
            room = size - 2 * Space.NEAR - self._icon.width() - Space.CLOSE
            height += max(self._words.heightForWidth(room), self._icon.height()) + Space.CLOSE
        if self.question.isChecked():
            height += 1 + self.help.height_for(size - 2)
        elif not self.results.isHidden():
            height += 1
            fitting = max(1, (most - height) // ROW)  # whole rows, so that none is cut
            height += ROW * min(len(self.results.results.results), MOST_ROWS, fitting)
        return QSize(size, min(height, most))

    # hand --------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._enter_results()
                return True
            return self._press(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing may get through to the canvas, which has keys of its own.
        self._press(event)
        event.accept()

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            return False
        return True

    def _enter_results(self) -> None:
        if not self.results.isHidden():
            self.results.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.results.currentIndex().isValid():
                self.chosen.emit(0)

    def _on_next_clicked(self) -> None:
        self.stepped.emit(1)

    def _on_previous_clicked(self) -> None:
        self.stepped.emit(-1)

    def _on_question_toggled(self, _checked: bool) -> None:
        self._show_parts()

    def _on_example_chosen(self, example: str) -> None:
        self.question.setChecked(False)
        self.field.set_text(example)
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
