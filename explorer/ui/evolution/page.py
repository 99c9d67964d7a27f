"""The family tree as a page among the networks: canvas, legend, map, and a card about what is selected.

========================  =====================================================
arrows                    along the influences, and to what is beside
Home, End                 to the first milestone, to the last
Enter, Space              opens the milestone's network, or asks which one
F, plus, minus            the whole tree, larger, smaller
Menu, Shift+F10           the milestone's networks
Escape                    selects nothing
========================  =====================================================
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.models.history import History
from explorer.ui.evolution.canvas import EvolutionCanvas
from explorer.ui.evolution.card import WIDTH, MilestoneCard
from explorer.ui.evolution.items import LineColouring, MilestoneFactory
from explorer.ui.evolution.menu import NetworksMenu
from explorer.ui.evolution.wording import spoken
from explorer.ui.graph.camera import LEAST_FREE
from explorer.ui.graph.canvas import MOTION
from explorer.ui.graph.cards import EDGE, NARROW
from explorer.ui.graph.hand import STEP
from explorer.ui.graph.legend import Legend
from explorer.ui.graph.overlays import Navigator, Ring
from explorer.ui.graph.walk import neighbour
from explorer.ui.page import Page
from explorer.ui.theme import theme, tokens
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, label
from explorer.visualize.evolution.tree import draw_history
from explorer.visualize.graph.scene import GraphScene

_ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
ROOMY = 900
"""Width beside the card from which on there is room for the legend too."""
READABLE = 0.3
"""Below this scale nobody reads the names, which are larger than what is in a network's boxes."""
SHARE_ABOVE = 0.42
"""How much of the height of a narrow canvas the card takes at most."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class EvolutionPage(Page):
    """Shows who took what from whom; ``architectureChosen`` carries the key of a network to be opened."""

    architectureChosen = Signal(object)
    milestoneSelected = Signal(object)  # key or None

    commands = ("graph.export", "graph.copy", "view.fit", "view.direction")

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evolution")
        self.history = history
        self.title = self.tr("Family tree")
        self._started = False
        self._beginning: str | None = None
        """The milestone that is seen at first; None for the earliest ones."""
        self.canvas = EvolutionCanvas(history, self)
        self.legend = Legend(self.canvas)
        self.navigator = Navigator(self.canvas)
        self.card = MilestoneCard(history, self.canvas)
        self.menu = NetworksMenu(self.canvas)
        self._ring = Ring(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.installEventFilter(self)
        self.canvas.clicked.connect(self._on_clicked)
        self.canvas.toggleClicked.connect(self.open_networks)
        self.canvas.doubleClicked.connect(self.open_networks)
        self.canvas.menuRequested.connect(self._on_menu_requested)
        self.canvas.scaleChanged.connect(self.navigator.set_scale)
        self.canvas.viewMoved.connect(self._on_view_moved)
        self.navigator.zoomRequested.connect(self._on_zoom_requested)
        self.navigator.minimap.pointed.connect(self._on_minimap_pointed)
        self.card.milestoneChosen.connect(self.go_to)
        self.card.architectureChosen.connect(self.architectureChosen)
        self.menu.architectureChosen.connect(self.architectureChosen)
        self.card.closed.connect(self._on_card_closed)
        theme().changed.connect(self._draw)
        self._draw()
        self.navigator.set_scale(self.canvas.scale_factor)

    def _header(self) -> QWidget:
        header = QWidget()
        header.setObjectName("graph.header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        header.setFixedHeight(36)
        row = QHBoxLayout(header)
        row.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        row.setSpacing(Space.PANEL)
        row.addWidget(label(self.title, "heading"))
        hint = ElidedLabel(self.tr("A click shows a milestone's descent, its chip opens the network"), "secondary")
        row.addWidget(hint, 1)
        counts = self.tr("{0} milestones, {1} influences").format(len(self.history), len(self.history.influences))
        row.addWidget(label(counts, "secondary", name="evolution.counts"))
        return header

    # what is shown -----------------------------------------------------------

    @property
    def drawing(self) -> GraphScene:
        """What is drawn."""
        drawing = self.canvas.drawing
        assert drawing is not None
        return drawing

    def set_direction(self, direction: str) -> None:
        """Let the years run from top to bottom (``tb``) or from left to right (``lr``)."""
        if direction != self.direction:
            self.direction = direction
            self._draw()
            self._show_beginning()

    @property
    def selected(self) -> str | None:
        """The key of the selected milestone."""
        return self.canvas.lit

    def _draw(self) -> None:
        selected = self.selected
        self.canvas.setBackgroundBrush(QColor(tokens().canvas))
        factory = MilestoneFactory(tokens(), self.history)
        self.canvas.show_history(draw_history(self.history, self.direction), factory)
        self.navigator.minimap.set_drawing(self.canvas.drawing, factory)
        self.legend.set_content(LineColouring(tokens()).legend())
        self.canvas.light(selected)
        self._say(selected)
        self._place_overlays()

    # selection ---------------------------------------------------------------

    def select(self, key: str | None) -> None:
        """Let a milestone's descent stand out, and tell about it; None for nothing."""
        if key == self.selected:
            return
        whole = self.canvas.visible_rect().contains(QRectF(0, 0, self.drawing.width, self.drawing.height))
        self.canvas.light(key)
        if key is None:
            self.card.hide()
        else:
            self.card.show_milestone(key)
        self._place_overlays()
        if whole:
            self.canvas.fit()
        else:
            self.canvas.camera.make_way(duration=MOTION)
        self._say(key)
        self.milestoneSelected.emit(key)

    def begin_at(self, architecture: str) -> None:
        """Let the milestone of an architecture be in sight when the tree is seen for the first time."""
        milestone = self.history.of_architecture(architecture)
        self._beginning = milestone.key if milestone is not None else None

    def go_to(self, key: str) -> None:
        """Select a milestone and bring it into view."""
        self.select(key)
        rect = self.canvas.rect_of(key)
        if rect is not None:
            self.canvas.bring_into_view(rect)

    def open_networks(self, key: str | None) -> None:
        """Open the milestone's network; of several, ask which one."""
        keys = self.history[key].architectures if key in self.history and key is not None else ()
        if len(keys) == 1:
            self.architectureChosen.emit(keys[0])
        elif keys and key is not None:
            rect = self.canvas.rect_of(key)
            assert rect is not None
            self.menu.show(keys, self.canvas.viewport().mapToGlobal(self.canvas.mapFromScene(rect.bottomLeft())))

    def _say(self, key: str | None) -> None:
        words = self.tr("Family tree of the architectures") if key is None else spoken(self.history, key)
        if words == self.canvas.accessibleName():
            return
        self.canvas.setAccessibleName(words)
        if self.canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, words))

    def _on_menu_requested(self, item: str | None, order: int | None, place: QPoint) -> None:
        if item is not None:
            self.select(item)
        self.menu.show(self.history[item].architectures if item is not None else None, place)

    # hand --------------------------------------------------------------------

    def _on_clicked(self, item: str | None, order: int | None) -> None:
        self.select(item if item in self.history else None)

    def _on_card_closed(self) -> None:
        self.select(None)
        self.canvas.setFocus()

    def _on_zoom_requested(self, step: int) -> None:
        if step:
            self.canvas.zoom_at(STEP**step)
        else:
            self.canvas.fit()

    def _on_minimap_pointed(self, at: QPointF) -> None:
        seen = self.canvas.visible_rect()
        self.canvas.set_view(self.canvas.scale_factor, at - QPointF(seen.width() / 2, seen.height() / 2))

    def _on_view_moved(self) -> None:
        self.navigator.minimap.set_seen(self.canvas.visible_rect())

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() not in _PLAIN:
            return False
        if key in _ARROWS or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(key)
        elif key in _OPENS:
            self.open_networks(self.selected)
        elif key == Qt.Key.Key_F:
            self.canvas.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.canvas.zoom_at(1 / STEP if key == Qt.Key.Key_Minus else STEP)
        elif key == Qt.Key.Key_Menu or (
            key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self.canvas.request_menu()
        elif key == Qt.Key.Key_Escape and self.selected is not None:
            self.select(None)
        else:
            return False
        return True

    def _walk(self, key: Qt.Key) -> None:
        boxes = self.drawing.boxes
        if key in _ARROWS:
            to = neighbour(self.drawing, self.selected, _ARROWS[key])
        else:
            to = boxes[0 if key == Qt.Key.Key_Home else -1].id
        if to in self.history and to is not None:
            self.go_to(to)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._place_overlays()
        if watched is self.canvas and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self._ring.setVisible(event.type() == QEvent.Type.FocusIn and by_keyboard)
        return False

    # parts -------------------------------------------------------------------

    def _place_overlays(self) -> None:
        area = self.canvas.rect()
        beside, above = self._place_card(area)
        # The map would hide what the card leaves to see.
        mapped = not beside and not above and area.width() >= NARROW and area.height() >= NARROW / 2
        self.navigator.show_map(mapped)
        self.navigator.adjustSize()
        size = self.navigator.size()
        self.navigator.move(area.width() - beside - size.width() - EDGE, area.height() - size.height() - EDGE)
        explained = not above and area.width() - beside >= (ROOMY if beside else NARROW) and area.height() >= NARROW / 2
        self.legend.move(EDGE, EDGE)
        self.legend.setVisible(explained)
        self.canvas.insets = (
            float(self.legend.width() + EDGE) if explained else 0.0,
            float(beside) or (float(size.width() + EDGE) if mapped else 0.0),
        )
        self.canvas.top_inset = float(above)
        self._ring.setGeometry(area)

    def _place_card(self, area: QRect) -> tuple[int, int]:
        """At the right, or above where the canvas is narrow; return the room that it takes there."""
        if not self.card.isVisibleTo(self.canvas):
            return 0, 0
        beside = area.width() - WIDTH - 2 * EDGE >= LEAST_FREE
        room = QSize(WIDTH if beside else area.width() - 2 * EDGE, area.height() - 2 * EDGE)
        if not beside:
            room.setHeight(round(area.height() * SHARE_ABOVE))
        size = self.card.wanted(room)
        self.card.setGeometry(QRect(QPoint(area.width() - size.width() - EDGE, EDGE), size))
        return (size.width() + EDGE, 0) if beside else (0, size.height() + EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()
        if not self._started:
            self._show_beginning()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before the first showing the size was a guess.
        if not self._started:
            self._started = True
            self._place_overlays()
            self._show_beginning()

    def _show_beginning(self) -> None:
        """Show all of it if it can be read, else the selected milestone, or where it is to begin."""
        key = self.selected or self._beginning
        place = self.canvas.rect_of(key) if key is not None else None
        self.canvas.camera.show_start(READABLE, place)
        seen = self.canvas.visible_rect()
        if place is not None and seen.left() > 0 and place.right() < seen.width():
            # The years stand at the left end: they are seen too where the milestone still is.
            self.canvas.set_view(self.canvas.scale_factor, QPointF(0.0, seen.top()))

    def close_page(self) -> None:
        """Let go of what is still open."""
        self.menu.close()
