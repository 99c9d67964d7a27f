"""The inspector: what is known of the selected operator, block or network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.ui.docks.inspector.block_page import BlockPage, ChildList
from explorer.ui.docks.inspector.field_section import FieldContext
from explorer.ui.docks.inspector.network_page import NetworkPage
from explorer.ui.docks.inspector.operator_page import OperatorPage
from explorer.ui.docks.inspector.weights_section import WeightsSection
from explorer.ui.question import Question
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from explorer.ui.widgets.state_card import StateCard
from explorer.ui.workspace.note_bar import NoteBar
from explorer.ui.workspace.selections import layer_at

if TYPE_CHECKING:
    from explorer.engine.messages import SeenRegion, WeightsBadge
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.workspace.notes import Notes

_FIELDS, _EFFECTIVE, _CHECKS = 256, 8, 8
"""How many answers are kept: exact fields are small, effective ones are pictures."""

_IDLE = 400
"""Milliseconds after a network has been shown in which the page of its operators is made ready."""

Page = OperatorPage | BlockPage | NetworkPage


class _Content(QWidget):
    """What is scrolled: as high as its width makes it."""

    def minimumSizeHint(self) -> QSize:
        # Else it is never lower than texts would be at the least width, where they wrap the most.
        return QSize(super().minimumSizeHint().width(), 0)


class Inspector(QWidget):
    """The panel; it follows the selection of the network in front."""

    def __init__(
        self,
        engine: EngineLink | None = None,
        weights: Callable[[str], str] = lambda key: "default",
        parent: QWidget | None = None,
    ) -> None:
        """``weights`` gives the name of the weights that an architecture runs with, as on the command line."""
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._weights_of = weights
        self._field = Question(engine, self, kept=_FIELDS, patient=True)
        self._effective = Question(engine, self, kept=_EFFECTIVE)
        self._check = Question(engine, self, kept=_CHECKS)
        self._network: Network | None = None
        self._selection: Selection | None = None
        self._form: Form | None = None
        self._page: Page | None = None
        self._operators: OperatorPage | None = None
        self._whole: NetworkPage | None = None
        self._weights_section: WeightsSection | None = None
        self._weights: WeightsBadge | None = None
        self._picture: QImage | None = None
        self._picture_size = (0, 0)
        self._region: SeenRegion | None = None
        self._scroll = QScrollArea()
        self._scroll.setObjectName("inspector.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Content()
        content.setProperty("surface", "panel")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll.setWidget(content)
        self._empty = StateCard("inspector.empty")
        self.note_bar = NoteBar()
        self.note_bar.pathChosen.connect(self._on_path_chosen)
        whole = QWidget()
        below = QVBoxLayout(whole)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._scroll, 1)
        below.addWidget(self.note_bar)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._make_ready)
        # Formulas carry their colours in their text.
        theme().changed.connect(self._show_selected)
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(344, 640)

    # -- what it is told ---------------------------------------------------------------------------------------

    def set_network(self, network: Network, selection: Selection, form: Form) -> None:
        """Show a network, which is in this form, and follow its selection."""
        self._leave()
        architecture = form.architecture
        if self._form is None or architecture.key != self._form.architecture.key:
            self._weights = None
            self._region = None
        self._network, self._form, self._selection = network, form, selection
        self._weights_section = WeightsSection(architecture)
        self._weights_section.set_loaded(self._weights)
        self._column.insertWidget(0, self._weights_section)
        selection.changed.connect(self._on_selection_changed)
        self._stack.setCurrentIndex(0)
        self._show_selected()
        self._idle.start()

    def clear(self) -> None:
        """Show that no network is open."""
        self._leave()
        self.note_bar.set_target(None, None)
        self._network = self._form = None
        self._empty.show_empty(self.tr("What is known of the open network appears here."))
        self._stack.setCurrentIndex(1)

    def set_notes(self, notes: Notes) -> None:
        """Show the notes that people have written, and let them write."""
        self.note_bar.set_notes(notes)

    def set_weights(self, weights: WeightsBadge | None) -> None:
        """Say which weights the network in front runs with."""
        former, self._weights = self._weights, weights
        if weights == former:
            return
        if self._weights_section is not None:
            self._weights_section.set_loaded(weights)
        if former is not None:
            self._effective.forget()
            if self._operators is not None:
                self._operators.field.weights_changed()

    def set_picture(self, picture: QImage | None, width: int = 0, height: int = 0) -> None:
        """Give the picture that the network looks at; ``width`` and ``height`` are those of the original."""
        self._picture = picture
        self._picture_size = (width, height)
        self._region = None
        self._update_picture()

    def set_region(self, region: SeenRegion | None) -> None:
        """Say which part of the picture became the network's input."""
        self._region = region
        self._update_picture()
        if self._operators is not None:
            self._operators.field.set_session(self._session())

    # -- what it shows -----------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def _leave(self) -> None:
        """Forget the network in front and its pages."""
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        for part in {self._page, self._operators, self._whole, self._weights_section}:
            if part is not None:
                self._discard(part)
        self._selection = self._page = self._operators = self._whole = self._weights_section = None
        self._idle.stop()
        for question in (self._field, self._effective, self._check):
            question.withdraw()

    def _discard(self, part: QWidget) -> None:
        # Later, not now: it may be the sender of the event that led here.
        self._column.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _on_selection_changed(self, _selected: Selected) -> None:
        self._show_selected()
        self._scroll.verticalScrollBar().setValue(0)

    def _show_selected(self) -> None:
        if self._selection is None or self._network is None or self._form is None:
            return
        selected = self._selection.current
        focus = QApplication.focusWidget()
        former = self._page
        if selected.order is not None:
            if self._operators is None:
                self._operators = self._new_operator_page(self._network, self._form)
            self._page = self._operators
            self._operators.set_row(self._network.rows[selected.order])
        elif selected.block is not None:
            self._page = self._new_block_page(self._network, selected.block)
        else:
            if self._whole is None:
                self._whole = self._new_network_page(self._network, self._form)
            self._page = self._whole
        self._show_note(selected)
        if isinstance(former, BlockPage):
            self._discard(former)
        for page in (self._operators, self._whole):
            if page is not None:
                page.setVisible(self._page is page)
        if self._page is not self._operators:
            for question in (self._field, self._effective):
                question.withdraw()
        if focus is not None and self.isAncestorOf(focus) and not focus.isVisible():
            (self._page.findChild(ChildList) or self._scroll).setFocus()

    def _show_note(self, selected: Selected) -> None:
        """A note is held by the module's path; operators of the network's own forward have none."""
        assert self._network is not None
        path: str | None = selected.block or ""
        if selected.order is not None:
            path = self._network.rows[selected.order].path or None
        self.note_bar.set_target(self._form, path)

    def _on_path_chosen(self, path: str) -> None:
        if self._selection is not None and self._network is not None:
            self._on_child_chosen(layer_at(self._network, path))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        action = self.note_bar.action(menu)
        if action is not None:
            menu.setObjectName("inspector.menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(action)
            menu.popup(event.globalPos())

    def _make_ready(self) -> None:
        """Make the page of the operators before the first one is selected: then it would be felt."""
        if self._operators is None and self._network is not None and self._form is not None:
            self._operators = self._new_operator_page(self._network, self._form)
            self._operators.hide()

    def _new_operator_page(self, network: Network, form: Form) -> OperatorPage:
        """The page of all operators, made when the first one is selected and used again for the others."""
        page = OperatorPage(network, FieldContext(self._field, self._effective, self._weights_of, form))
        page.set_picture(self._picture, self._crop())
        page.field.set_session(self._session())
        page.rowChosen.connect(self._on_row_chosen)
        self._add(page)
        return page

    def _new_block_page(self, network: Network, path: str) -> BlockPage:
        page = BlockPage(network, path)
        page.childChosen.connect(self._on_child_chosen)
        self._add(page)
        return page

    def _new_network_page(self, network: Network, form: Form) -> NetworkPage:
        """The page of the whole network, kept with what was found out on it."""
        page = NetworkPage(network, form, self._check)
        page.rowChosen.connect(self._on_row_chosen)
        self._add(page)
        return page

    def _add(self, page: Page) -> None:
        page.head.copyRequested.connect(self._on_copy_requested)
        # Above the weights and the stretch below them.
        self._column.insertWidget(self._column.count() - 2, page)

    def _session(self) -> tuple[int, int] | None:
        """Height and width of the input that the loaded weights are for."""
        return None if self._region is None else self._region.input_size

    def _update_picture(self) -> None:
        if self._operators is not None:
            self._operators.set_picture(self._picture, self._crop())

    def _crop(self) -> QRectF:
        """The seen region in the pixels of the preview."""
        if self._picture is None or self._region is None or not all(self._picture_size):
            return QRectF()
        x = self._picture.width() / self._picture_size[0]
        y = self._picture.height() / self._picture_size[1]
        seen = self._region
        return QRectF(seen.left * x, seen.top * y, seen.width * x, seen.height * y)

    def _on_child_chosen(self, selected: Selected) -> None:
        if self._selection is None:
            return
        if selected.order is not None:
            self._selection.select_operator(selected.order)
        elif selected.block is not None:
            self._selection.select_block(selected.block)

    def _on_row_chosen(self, order: int) -> None:
        if self._selection is not None:
            self._selection.select_operator(order)

    def _on_copy_requested(self) -> None:
        if self._page is not None:
            QGuiApplication.clipboard().setText(self._page.text())
