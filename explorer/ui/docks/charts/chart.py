"""What all charts of a network's operators have in common: one selection, keys, tool tips, export."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from explorer.analysis.network import Network
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme, tokens
from explorer.ui.tokens import Tokens

SUFFIXES: dict[str, str] = {".svg": "SVG", ".png": "PNG", ".csv": "CSV"}
"""What a chart can be saved as."""


class Chart(QWidget):
    """Draws itself into any rectangle in any theme; a click or the arrow keys select an operator."""

    exportRequested = Signal(object)  # suffix

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._network: Network | None = None
        self._selection: Selection | None = None
        self._hovered: int | None = None
        theme().changed.connect(self.update)

    # -- what a chart says about itself --------------------------------------------------------------------------

    def title(self) -> str:
        """Return what is drawn, for the head of an exported picture."""
        raise NotImplementedError

    def captions(self) -> list[str]:
        """Return what a reader of an exported picture must know."""
        return []

    def csv(self) -> str:
        """Return what is drawn as numbers."""
        raise NotImplementedError

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        """Draw into ``area``; only a ``live`` drawing shows what is selected or under the mouse."""
        raise NotImplementedError

    def operators(self) -> list[int]:
        """Return the operators that can be chosen, in execution order."""
        return [row.order for row in self._network.rows] if self._network else []

    def operator_at(self, place: QPointF) -> int | None:
        """Return the operator that stands there."""
        raise NotImplementedError

    def tip(self, order: int) -> str:
        """Return what a tool tip says about an operator."""
        raise NotImplementedError

    # -- the network and its selection ---------------------------------------------------------------------------

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network and follow its selection."""
        self.clear()
        self._network, self._selection = network, selection
        selection.changed.connect(self._on_selection_changed)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        self._network = self._selection = self._hovered = None
        self.update()

    @property
    def network(self) -> Network | None:
        """The network that is shown."""
        return self._network

    @property
    def selected(self) -> int | None:
        """The selected operator."""
        return self._selection.current.order if self._selection else None

    def _on_selection_changed(self, _selected: Selected) -> None:
        self.update()

    def _select(self, order: int | None) -> None:
        if order is not None and self._selection is not None:
            self._selection.select_operator(order)

    # -- events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._network is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, QRectF(self.rect()), tokens(), live=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._select(self.operator_at(event.position()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.operator_at(event.position()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None, QPoint())

    def _hover(self, order: int | None, place: QPoint) -> None:
        if order == self._hovered:
            return
        self._hovered = order
        QToolTip.showText(place, "" if order is None else self.tip(order), self)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        orders = self.operators()
        target = self._target(event.key(), orders)
        if target is None or not orders:
            super().keyPressEvent(event)
            return
        self._select(orders[min(max(target, 0), len(orders) - 1)])

    def _target(self, key: int, orders: list[int]) -> int | None:
        """The place among the operators that a key leads to."""
        selected = self.selected
        after = sum(order <= selected for order in orders) if selected is not None else 0
        before = sum(order < selected for order in orders) if selected is not None else 0
        return {
            Qt.Key.Key_Right: after,
            Qt.Key.Key_Down: after,
            Qt.Key.Key_Left: before - 1,
            Qt.Key.Key_Up: before - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(orders) - 1,
        }.get(Qt.Key(key))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._network is None:
            return
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.aboutToHide.connect(menu.deleteLater)
        self.add_exports(menu)
        menu.popup(event.globalPos())

    def add_exports(self, menu: QMenu) -> None:
        """Add what the chart can be saved as to a menu."""
        for suffix, name in SUFFIXES.items():
            words = self.tr("Save the points as {0}…") if suffix == ".csv" else self.tr("Save the chart as {0}…")
            action = menu.addAction(words.format(name))
            action.setObjectName(f"{self.objectName()}.export{suffix}")
            action.triggered.connect(partial(self.exportRequested.emit, suffix))
