"""A pop-up in which a network is chosen from the whole catalogue, by filter or by sight."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.models.registry import Architecture
from explorer.ui.docks.library.library_model import KEY, LibraryFilter, LibraryModel
from explorer.ui.docks.library.library_view import LibraryView
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.search_field import SearchField

_WIDTH, _HEIGHT = 360, 460


class Picker(QFrame):
    """Closes when a network is chosen, and when somebody clicks elsewhere or presses Escape."""

    architectureChosen = Signal(object)  # key

    def __init__(self, architectures: Iterable[Architecture], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("compare.picker")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = LibraryModel(architectures, self)
        self._filter = LibraryFilter(self)
        self._filter.setSourceModel(self._model)
        self.search = SearchField(self.tr("Filter by name, family, year"), "compare.picker.search")
        self.view = LibraryView()
        self.view.setObjectName("compare.picker.tree")
        self.view.setModel(self._filter)
        self.view.fit_columns()
        self._nothing = label(self.tr("No network matches."), "secondary", name="compare.picker.nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        column.setSpacing(Space.CLOSE)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._nothing, 1)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.downPressed.connect(self._on_down_pressed)
        self.search.accepted.connect(self._on_accepted)
        self.search.left.connect(self.close)
        self.view.keyChosen.connect(self._choose)
        self.view.typed.connect(self._on_typed)
        self._on_text_changed("")

    def ask(self, below: QWidget, current: str | None = None) -> None:
        """Open below a widget, with the network that stands there now marked."""
        self.search.clear()
        self.view.set_open(current)
        index = self._filter.mapFromSource(self._model.index_of(current)) if current else self._filter.index(0, 0)
        place = below.mapToGlobal(QPoint(0, below.height() + 2))
        screen = self.screen().availableGeometry()
        height = min(_HEIGHT, screen.height() - 2 * Space.PANEL)
        self.setGeometry(
            min(place.x(), screen.right() - _WIDTH - Space.CLOSE),
            min(place.y(), screen.bottom() - height - Space.CLOSE),
            _WIDTH,
            height,
        )
        self.show()
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, LibraryView.ScrollHint.PositionAtCenter)
        self.search.edit.setFocus()

    def shown_keys(self) -> list[str]:
        """Return the keys that pass the filter, in their order."""
        families = (self._filter.index(row, 0) for row in range(self._filter.rowCount()))
        return [
            self._filter.index(row, 0, family).data(KEY)
            for family in families
            for row in range(self._filter.rowCount(family))
        ]

    def _on_text_changed(self, text: str) -> None:
        self._filter.set_text(text)
        self.view.expandAll()
        found = self._filter.count() > 0
        self.view.setVisible(found)
        self._nothing.setVisible(not found)
        self.view.scrollToTop()

    def _on_down_pressed(self) -> None:
        if not self._filter.count():
            return
        if self.search.text() or self.view.currentIndex().data(KEY) is None:
            self.view.setCurrentIndex(self._filter.index(0, 0, self._filter.index(0, 0)))
        self.view.setFocus()

    def _on_accepted(self) -> None:
        shown = self.shown_keys()
        if self.search.text() and shown:
            meant = "".join(letter for letter in self.search.text().casefold() if letter.isalnum())
            self._choose(next((key for key in shown if key.replace("_", "") == meant), shown[0]))

    def _on_typed(self, text: str) -> None:
        self.search.edit.setFocus()
        self.search.edit.insert(text)

    def _choose(self, key: str) -> None:
        self.close()
        self.architectureChosen.emit(key)
