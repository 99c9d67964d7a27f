"""The inspector: what is known of the selected operator, block or network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.models.registry import Architecture
from explorer.ui.docks.block_page import BlockPage, ChildList
from explorer.ui.docks.network_page import NetworkPage
from explorer.ui.docks.operator_page import OperatorPage
from explorer.ui.docks.weights_section import WeightsSection
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.widgets.state_card import StateCard

if TYPE_CHECKING:
    from explorer.engine.messages import SeenRegion, WeightsBadge

Page = OperatorPage | BlockPage | NetworkPage


class Inspector(QWidget):
    """The panel; it follows the selection of the network in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._network: Network | None = None
        self._selection: Selection | None = None
        self._architecture: Architecture | None = None
        self._page: Page | None = None
        self._operators: OperatorPage | None = None
        self._weights_section: WeightsSection | None = None
        self._weights: WeightsBadge | None = None
        self._picture: QImage | None = None
        self._picture_size = (0, 0)
        self._region: SeenRegion | None = None
        self._scroll = QScrollArea()
        self._scroll.setObjectName("inspector.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("surface", "panel")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll.setWidget(content)
        self._empty = StateCard("inspector.empty")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        # Formulas carry their colours in their text.
        theme().changed.connect(self._show_selected)
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(344, 640)

    # -- what it is told ---------------------------------------------------------------------------------------

    def set_network(self, network: Network, selection: Selection, architecture: Architecture) -> None:
        """Show a network and follow its selection."""
        self._leave()
        if self._architecture is None or architecture.key != self._architecture.key:
            self._weights = None
            self._region = None
        self._network, self._architecture, self._selection = network, architecture, selection
        self._weights_section = WeightsSection(architecture)
        self._weights_section.set_loaded(self._weights)
        self._column.insertWidget(0, self._weights_section)
        selection.changed.connect(self._on_selection_changed)
        self._stack.setCurrentIndex(0)
        self._show_selected()

    def clear(self) -> None:
        """Show that no network is open."""
        self._leave()
        self._network = self._architecture = None
        self._empty.show_empty(self.tr("What is known of the open network appears here."))
        self._stack.setCurrentIndex(1)

    def set_weights(self, weights: WeightsBadge | None) -> None:
        """Say which weights the network in front runs with."""
        if weights != self._weights and self._weights_section is not None:
            self._weights_section.set_loaded(weights)
        self._weights = weights

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

    # -- what it shows -----------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def _leave(self) -> None:
        """Forget the network in front and its pages."""
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        for part in {self._page, self._operators, self._weights_section}:
            if part is not None:
                self._discard(part)
        self._selection = self._page = self._operators = self._weights_section = None

    def _discard(self, part: QWidget) -> None:
        # Later, not now: it may be the sender of the event that led here.
        self._column.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _on_selection_changed(self, _selected: Selected) -> None:
        self._show_selected()
        self._scroll.verticalScrollBar().setValue(0)

    def _show_selected(self) -> None:
        if self._selection is None or self._network is None or self._architecture is None:
            return
        selected = self._selection.current
        focus = QApplication.focusWidget()
        former = self._page
        if selected.order is not None:
            if self._operators is None:
                self._operators = self._new_operator_page(self._network)
            self._page = self._operators
            self._operators.set_row(self._network.rows[selected.order])
        else:
            self._page = self._new_page(self._network, self._architecture, selected)
            self._column.insertWidget(0, self._page)
        if former is not None and former is not self._operators:
            self._discard(former)
        if self._operators is not None:
            self._operators.setVisible(self._page is self._operators)
        if focus is not None and self.isAncestorOf(focus) and not focus.isVisible():
            (self._page.findChild(ChildList) or self._scroll).setFocus()

    def _new_operator_page(self, network: Network) -> OperatorPage:
        """The page of all operators, made when the first one is selected and used again for the others."""
        page = OperatorPage(network)
        page.head.copyRequested.connect(self._on_copy_requested)
        page.set_picture(self._picture, self._crop())
        self._column.insertWidget(0, page)
        return page

    def _new_page(self, network: Network, architecture: Architecture, selected: Selected) -> BlockPage | NetworkPage:
        page: BlockPage | NetworkPage
        if selected.block is not None:
            page = BlockPage(network, selected.block)
            page.childChosen.connect(self._on_child_chosen)
        else:
            page = NetworkPage(network, architecture)
        page.head.copyRequested.connect(self._on_copy_requested)
        return page

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

    def _on_copy_requested(self) -> None:
        if self._page is not None:
            QGuiApplication.clipboard().setText(self._page.text())
