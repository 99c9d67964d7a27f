"""The library: every architecture by family, with its figures, and a filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.models.registry import Architecture
from explorer.ui.docks.library.library_model import KEY, LibraryFilter, LibraryModel
from explorer.ui.docks.library.library_view import LibraryView
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import SegmentedControl, push_button
from explorer.ui.widgets.labels import IconLabel, hair_line, label
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.state_card import StateCard

if TYPE_CHECKING:
    from explorer.ui.docks.library.timeline import MilestoneList


class LibraryPanel(QWidget):
    """The catalogue to choose from; ``architectureChosen`` carries the key of what is to be opened."""

    architectureChosen = Signal(object)
    compareRequested = Signal(object)  # key of an architecture to be compared with what is in front
    evolutionRequested = Signal(object)  # key of a milestone to be shown in the family tree; None for the whole tree

    def __init__(self, architectures: Iterable[Architecture], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self._model = LibraryModel(architectures, self)
        self._filter = LibraryFilter(self)
        self._filter.setSourceModel(self._model)
        self._collapsed: set[str] = set()
        self._restoring = False
        self._search = SearchField(self.tr("Filter by name, family, year"), "library.search", hint="/")
        self._count = label(role="secondary", name="library.count")
        self._counted = "", ""
        parts = (("families", self.tr("Families")), ("evolution", self.tr("Evolution")))
        self._part = SegmentedControl(parts, "library.part")
        self._part.setAccessibleName(self.tr("What the library shows"))
        self._milestone: str | None = None
        self._timeline: MilestoneList | None = None
        self._view = LibraryView()
        self._view.setModel(self._filter)
        self._view.fit_columns()
        self._nothing = StateCard("library.nothing")
        self._build()
        self._connect()
        self._on_text_changed("")

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.NEAR, Space.CLOSE, Space.NEAR, Space.CLOSE)
        head.setSpacing(Space.CLOSE)
        head.addWidget(self._search)
        choice = QHBoxLayout()
        choice.addWidget(self._part)
        choice.addStretch(1)
        choice.addWidget(self._count)
        head.addLayout(choice)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._nothing)
        self._legend = QWidget()
        legend = QHBoxLayout(self._legend)
        legend.setContentsMargins(Space.PANEL, Space.CLOSE, Space.PANEL, Space.CLOSE)
        legend.setSpacing(6)
        legend.addWidget(IconLabel("circle-check", 14, "ok"))
        legend.addWidget(label(self.tr("weights on disk"), "secondary"))
        legend.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(hair_line())
        column.addWidget(self._legend)
        self._open_tree = push_button(self.tr("Open the family tree"), "library.evolution")
        self._open_tree.setToolTip(self.tr("Who took what from whom, as a graph (Ctrl+Shift+T)"))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(Space.NEAR, Space.CLOSE, Space.NEAR, Space.CLOSE)
        foot.addWidget(self._open_tree)
        self._foot.hide()
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_text_changed)
        self._search.downPressed.connect(self._on_down_pressed)
        self._search.accepted.connect(self._on_search_accepted)
        self._view.keyChosen.connect(self.architectureChosen)
        self._view.compareRequested.connect(self.compareRequested)
        self._view.typed.connect(self._on_typed)
        self._view.collapsed.connect(self._on_collapsed)
        self._view.expanded.connect(self._on_expanded)
        self._nothing.actionRequested.connect(self._on_clear_requested)
        self._part.chosen.connect(self._on_part_chosen)
        self._open_tree.clicked.connect(self._on_tree_clicked)
        shortcut = QShortcut(QKeySequence("/"), self)
        shortcut.activated.connect(self.focus_search)

    def sizeHint(self) -> QSize:
        return QSize(300, 640)

    def set_current(self, key: str | None) -> None:
        """Mark the architecture that is open in front, and bring it into sight."""
        self._view.set_open(key)
        index = self._filter.mapFromSource(self._model.index_of(key)) if key else QModelIndex()
        if index.isValid():
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)

    def focus_search(self) -> None:
        """Put the cursor into the filter."""
        self._search.edit.setFocus()
        self._search.edit.selectAll()

    def filter_text(self) -> str:
        """Return the words that the library is filtered by."""
        return self._search.text()

    def shown_keys(self) -> list[str]:
        """Return the keys that pass the filter, in their order."""
        families = (self._filter.index(row, 0) for row in range(self._filter.rowCount()))
        return [
            self._filter.index(row, 0, family).data(KEY)
            for family in families
            for row in range(self._filter.rowCount(family))
        ]

    @property
    def timeline(self) -> MilestoneList | None:
        """The list of milestones, once it has been asked for."""
        return self._timeline

    def set_milestone(self, key: str | None) -> None:
        """Mark the milestone that is selected in the family tree."""
        self._milestone = key
        if self._timeline is not None:
            self._timeline.set_shown(key)

    def _on_part_chosen(self, part: str) -> None:
        if part == "evolution" and self._timeline is None:
            # Most visits do without the history.
            from explorer.ui.catalogue import translated_history
            from explorer.ui.docks.library.timeline import MilestoneList

            self._timeline = MilestoneList(translated_history())
            self._timeline.keyChosen.connect(self.evolutionRequested)
            self._timeline.typed.connect(self._on_typed)
            self._timeline.set_shown(self._milestone)
            self._stack.addWidget(self._timeline)
        self._legend.setVisible(part == "families")
        self._foot.setVisible(part == "evolution")
        self._on_text_changed(self._search.text())

    def _on_tree_clicked(self) -> None:
        self.evolutionRequested.emit(None)

    def _filter_milestones(self, text: str) -> None:
        assert self._timeline is not None
        milestones = self._timeline.milestones
        milestones.set_text(text)
        self._timeline.set_shown(self._milestone)
        count = milestones.rowCount()
        self._say_count(self.tr("{0} milestones").format(count), str(count))
        self._say_nothing(self.tr("No milestone matches “{0}”.").format(text.strip()))
        self._stack.setCurrentWidget(self._timeline if milestones.rowCount() else self._nothing)

    def _say_count(self, words: str, figures: str) -> None:
        """Say how many are shown: in words, or by figures alone where the choice beside them leaves no room."""
        self._counted = words, figures
        room = self.width() - 2 * Space.NEAR - Space.CLOSE - self._part.sizeHint().width()
        fits = self._count.fontMetrics().horizontalAdvance(words) <= room
        self._count.setText(words if fits else figures)
        self._count.setToolTip("" if fits else words)
        self._count.setAccessibleName(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_count(*self._counted)

    def _say_nothing(self, sentence: str) -> None:
        self._nothing.show_empty(sentence, icon="search", action=self.tr("Clear the filter"))

    def _on_text_changed(self, text: str) -> None:
        if self._part.current() == "evolution":
            self._filter_milestones(text)
            return
        self._filter.set_text(text)
        self._restore_expansion(everything=bool(text.strip()))
        self._view.scrollToTop()
        left, total = self._filter.count(), len(self._model)
        if left == total:
            self._say_count(self.tr("1 network") if total == 1 else self.tr("{0} networks").format(total), str(total))
        else:
            self._say_count(self.tr("{0} of {1} networks").format(left, total), f"{left} / {total}")
        if left == 0:
            self._say_nothing(self.tr("No network matches “{0}”.").format(text.strip()))
        self._stack.setCurrentIndex(0 if left else 1)

    def _restore_expansion(self, *, everything: bool) -> None:
        self._restoring = True
        for row in range(self._filter.rowCount()):
            family = self._filter.index(row, 0)
            self._view.setExpanded(family, everything or family.data() not in self._collapsed)
        self._restoring = False

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self._restoring:
            self._collapsed.add(index.data())

    def _on_expanded(self, index: QModelIndex) -> None:
        if not self._restoring:
            self._collapsed.discard(index.data())

    def _first(self) -> QModelIndex:
        return self._filter.index(0, 0, self._filter.index(0, 0))

    def _on_down_pressed(self) -> None:
        if self._part.current() == "evolution" and self._timeline is not None:
            if not self._timeline.currentIndex().isValid():
                self._timeline.setCurrentIndex(self._timeline.milestones.index(0))
            self._timeline.setFocus()
            return
        if self._filter.count():
            if self._search.text() or not self._view.currentIndex().isValid():
                self._view.setCurrentIndex(self._first())
            self._view.setFocus()

    def _on_search_accepted(self) -> None:
        if self._part.current() == "evolution" and self._timeline is not None:
            first = self._timeline.first_key
            if self._search.text() and first is not None:
                self.evolutionRequested.emit(first)
            return
        shown = self.shown_keys()
        if self._search.text() and shown:
            # "resnet 50" is the network of just that key, though others that hold both words stand above it.
            meant = "".join(letter for letter in self._search.text().casefold() if letter.isalnum())
            self.architectureChosen.emit(next((key for key in shown if key.replace("_", "") == meant), shown[0]))

    def _on_typed(self, text: str) -> None:
        self._search.edit.setFocus()
        self._search.edit.insert(text)

    def _on_clear_requested(self) -> None:
        self._search.clear()
        self._search.edit.setFocus()
