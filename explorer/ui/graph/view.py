"""The block graph of one network: canvas, legend, minimap, breadcrumb, linked to the selection."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.ui.graph.canvas import GraphCanvas
from explorer.ui.graph.cards import Cards
from explorer.ui.graph.colouring import ColourBy, Colouring
from explorer.ui.graph.crumbs import crumbs_to
from explorer.ui.graph.following import Following
from explorer.ui.graph.hand import STEP
from explorer.ui.graph.header import Header
from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.keys import KeyWalk
from explorer.ui.graph.menu import GraphMenu
from explorer.ui.graph.notes import GraphNotes
from explorer.ui.graph.opening import Opening
from explorer.ui.graph.search import GraphSearch
from explorer.ui.graph.speech import Speech
from explorer.ui.graph.stage import Stage
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme, tokens
from explorer.ui.tokens import Tokens
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.expansion import Expansion
from explorer.visualize.graph.scene import GraphScene
from explorer.visualize.layout.compound import initial_expansion


class GraphView(QWidget):
    """Shows a network as blocks that open in place."""

    blockToggled = Signal(object)  # (id of the block, whether it is open now)
    expandedChanged = Signal(object)  # frozenset of the ids of open blocks
    drawn = Signal(object)  # GraphScene; a big one comes a moment after the order
    tableRequested = Signal(object)  # Selected, which is to be shown in the table
    retryRequested = Signal()
    cancelRequested = Signal()
    openRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.view")
        self.header = Header(self)
        self.canvas = GraphCanvas(self)
        self.cards = Cards(self.canvas)
        self.legend, self.navigator, self.state = self.cards.legend, self.cards.navigator, self.cards.state
        self.search = GraphSearch(self)
        self.notes = GraphNotes(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self._direction = "tb"
        self._started = False
        self._colour_by = ColourBy()
        self._factory = ItemFactory(tokens())
        self._then: Callable[[], None] | None = None
        self.opening = Opening(self._draw, self)
        self._following = Following(self.canvas, self.opening)
        self._speech = Speech(self.canvas, self.opening, self.notes.words)
        self._stage = Stage(self.canvas, lambda: self._following.item)
        self._keys = KeyWalk(self)
        self._menu = GraphMenu(self)
        self._connect()
        self.canvas.setBackgroundBrush(QColor(tokens().canvas))
        self.navigator.set_scale(self.canvas.scale_factor)
        self.clear()

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.clicked.connect(self.choose)
        canvas.doubleClicked.connect(self.toggle)
        canvas.toggleClicked.connect(self.toggle)
        canvas.scaleChanged.connect(self.navigator.set_scale)
        canvas.viewMoved.connect(self._on_view_moved)
        canvas.installEventFilter(self)
        self._stage.drawn.connect(self.drawn)
        self.opening.toggled.connect(self.blockToggled)
        self.opening.changed.connect(self.expandedChanged)
        self._following.marked.connect(self._on_marked)
        self.navigator.zoomRequested.connect(self._on_zoom_requested)
        self.navigator.minimap.pointed.connect(self._on_minimap_pointed)
        self.state.retryRequested.connect(self.retryRequested)
        self.state.cancelRequested.connect(self.cancelRequested)
        self.state.actionRequested.connect(self.openRequested)
        self.header.breadcrumb.crumbClicked.connect(self._on_crumb_clicked)
        self.search.resized.connect(self._place_cards)
        self.notes.changed.connect(self._on_notes_changed)
        theme().changed.connect(self._on_theme_changed)

    # what is shown -----------------------------------------------------------

    @property
    def expanded(self) -> frozenset[str]:
        """Ids of the open blocks."""
        return self.opening.expanded

    @property
    def direction(self) -> str:
        """``tb`` or ``lr``."""
        return self._direction

    @property
    def tree(self) -> BlockTree | None:
        """The blocks of the network that is shown."""
        return self.opening.tree

    @property
    def drawing(self) -> GraphScene | None:
        """What is drawn."""
        return self.canvas.drawing

    @property
    def busy(self) -> bool:
        """Whether a drawing is on its way."""
        return self._stage.busy

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network, open as far as fits the screen, and follow its selection."""
        self.set_tree(build_tree(network), selection)

    def set_tree(self, tree: BlockTree, selection: Selection) -> None:
        """Show the network of a block tree that was built elsewhere; see :meth:`set_network`."""
        self._unlink()
        self.canvas.clear()
        self.state.dismiss()
        self._link(tree, selection, initial_expansion(tree, self._direction))
        self.cards.show_drawing(True)
        self._draw(then=self.canvas.show_start)
        self._started = self.isVisible()
        if selection.current:
            self._following.reveal(selection.current)
        self._following.mark()
        self.expandedChanged.emit(self.expanded)

    def replace_tree(self, tree: BlockTree, selection: Selection) -> None:
        """Show another form of the network: what is open and the part that is seen stay."""
        former, expanded, drawn = self.tree, self.expanded, self.canvas.drawing is not None
        self._unlink()
        if former is None or former.blocks.keys() != tree.blocks.keys() or former.cells.keys() != tree.cells.keys():
            self.canvas.clear()  # a box that is gone can be clicked no more
        self._link(tree, selection, expanded & tree.blocks.keys())
        self._draw(then=None if drawn else self.canvas.show_start)
        self.expandedChanged.emit(self.expanded)

    def _link(self, tree: BlockTree, selection: Selection, expanded: frozenset[str]) -> None:
        self._stage.begin(tree)
        self.opening.begin(tree, expanded)
        self._following.link(selection)
        self.header.set_totals(tree.network.totals)
        self._set_colours()
        self.search.set_tree(tree)
        self.notes.set_tree(tree)

    def _unlink(self) -> None:
        self._menu.close()
        self._following.link(None)
        self._stage.begin(None)
        self.opening.begin(None, frozenset())
        self.search.set_tree(None)
        self.notes.set_tree(None)

    def clear(self) -> None:
        """Show that no network is open."""
        self._show_no_drawing()
        self.header.set_totals(None)
        self.header.set_crumbs([])
        self.state.show_empty(
            self.tr("Choose an architecture to see its graph."), icon="network", action=self.tr("Open the library")
        )
        self._place_cards()

    def show_loading(self, sentence: str) -> None:
        """Show that a network is on its way."""
        self._show_no_drawing()
        self.cards.show_loading(sentence)
        self._place_cards()

    def show_error(self, what: str, todo: str = "", details: str = "") -> None:
        """Show what failed and offer to try again."""
        self._show_no_drawing()
        self.state.show_error(what, todo, details)
        self._place_cards()

    def _show_no_drawing(self) -> None:
        self._unlink()
        self.canvas.clear()
        self.cards.show_drawing(False)
        self.search.close()

    def set_direction(self, direction: str) -> None:
        """Let the graph flow from top to bottom (``tb``) or from left to right (``lr``)."""
        if direction != self._direction:
            self._direction = direction
            if self._stage.ready:
                self._draw(then=self._show_after_turning)

    def _show_after_turning(self) -> None:
        """Begin where the graph begins, or where the selection is now."""
        self.canvas.show_start()
        if self._following.item is not None:
            self._following.reveal_item()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Move at once instead of smoothly, whatever the system asks for."""
        self.canvas.motion = not reduced

    # colours -----------------------------------------------------------------

    @property
    def colour_by(self) -> ColourBy:
        """What the boxes are coloured by, and how operations are counted on them."""
        return self._colour_by

    def set_colouring(self, by: ColourBy) -> None:
        """Colour the boxes by something else and say in the legend what the colours mean; nothing moves."""
        if by != self._colour_by:
            self._colour_by = by
            width = self.legend.width()
            self._paint_anew(whole=False)
            if self.legend.width() > width and self.drawing is not None:
                self.canvas.make_way()

    def colouring_in(self, theme_tokens: Tokens) -> Colouring:
        """Return what colours the boxes now, in the colours of a theme."""
        return self._colour_by.colouring(self.tree, theme_tokens)

    def _set_colours(self) -> None:
        self._factory = ItemFactory(tokens(), self.colouring_in(tokens()))
        self.legend.set_content(self._factory.colouring.legend())
        self._place_cards()

    def _paint_anew(self, *, whole: bool) -> None:
        """Show the same in other colours, the ``whole`` drawing or only its boxes."""
        if not self._stage.ready:
            return
        self._set_colours()
        if self._stage.busy or self.drawing is None:
            self._draw(then=self._then)  # what is on its way would come in the former colours
        elif whole:
            self._stage.redraw(self._factory, self._show_drawn)
        else:
            self._stage.recolour(self._factory)
            self._show_drawn()

    def _on_theme_changed(self) -> None:
        self.canvas.setBackgroundBrush(QColor(tokens().canvas))
        self._paint_anew(whole=True)

    # opening and closing; see ``opening`` for the rest -------------------------

    def set_expanded(self, expanded: Expansion) -> None:
        """Open exactly these blocks: a set of ids, ``all``, ``none`` or a depth."""
        self.opening.set_all(expanded)

    def toggle(self, block: str) -> None:
        """Open a closed block or close an open one; its header stays where it is on the screen."""
        self.opening.toggle(block)

    def show_way(self) -> None:
        """Open what hides the selection, and bring it into view."""
        item = self._following.item
        if item is not None:
            self.opening.lead_to(item, lambda: self._following.bring_into_view(item))

    def show_only_way(self) -> None:
        """Open what hides the selection, close everything else, and bring it into view."""
        item = self._following.item
        if item is not None:
            self.opening.only_lead_to(item, lambda: self._following.bring_into_view(item))

    def _draw(self, anchor: str | None = None, then: Callable[[], None] | None = None) -> None:
        """Draw anew, with the block ``anchor`` where it is on the screen; ``then`` is called with all in place."""

        def done() -> None:
            self._then = None
            self._show_drawn()
            if then is not None:
                then()

        self._then = then
        self._stage.draw(self.expanded, self._direction, self._factory, done, anchor)

    def _show_drawn(self) -> None:
        self.navigator.minimap.set_drawing(self.canvas.drawing, self._factory)
        self.notes.refresh()
        self._following.mark()

    # selection ---------------------------------------------------------------

    @property
    def selected(self) -> Selected:
        """What is selected in all panels."""
        return self._following.selected

    def clear_selection(self) -> None:
        """Select nothing, in all panels."""
        self._following.clear()

    def choose(self, item: str | None, order: int | None = None) -> None:
        """Select a box that is seen (or the operator ``order`` in it) without moving the view."""
        self._following.choose(item, order)

    def go_to(self, item: str) -> None:
        """Select a box that is seen and bring it into view."""
        self._following.go_to(item)

    def show_selected(self, selected: Selected) -> None:
        """Make an operator or block the selection, open what hides it and bring it to the middle."""
        self._following.show(selected)

    def show_matches(self, matches: Sequence[tuple[str, int | None]], hidden: Mapping[str, int]) -> None:
        """Mark what a search found: boxes that are seen (with the order of a strip), and what closed blocks hide."""
        self.canvas.mark_matches(matches, hidden)
        items = dict.fromkeys([item for item, _ in matches] + list(hidden))
        rects = (self.canvas.rect_of(item) for item in items)
        self.navigator.minimap.set_matches([rect.center() for rect in rects if rect is not None])

    def _on_marked(self, item: str | None, order: int | None) -> None:
        if self.tree is not None:
            self.header.set_crumbs(crumbs_to(self.tree, item))
            self._speech.say(item, order)
        self.search.refresh()

    def _on_notes_changed(self) -> None:
        self._speech.say(self._following.item, self.selected.order)

    # looking -----------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole graph."""
        self.canvas.fit()

    def zoom_to_selection(self) -> None:
        """Show the selected box, or the closed block that hides it, as large as is of use."""
        item = self.canvas.marks.selected if self.canvas.marks is not None else None
        rect = self.canvas.rect_of(item) if item is not None else None
        if rect is not None:
            self.canvas.zoom_to(rect)

    def make_way(self) -> None:
        """Move the drawing from under the card in which one searches, where there is room beside it."""
        self._place_cards()
        self.canvas.make_way()

    def _on_crumb_clicked(self, item: str | None) -> None:
        if item is None:
            self.clear_selection()
            self.fit()
        else:
            self.go_to(item)

    def _on_zoom_requested(self, step: int) -> None:
        if step:
            self.canvas.zoom_at(STEP**step)
        else:
            self.fit()

    def _on_minimap_pointed(self, at: QPointF) -> None:
        seen = self.canvas.visible_rect()
        self.canvas.set_view(self.canvas.scale_factor, at - QPointF(seen.width() / 2, seen.height() / 2))

    def _on_view_moved(self) -> None:
        self.navigator.minimap.set_seen(self.canvas.visible_rect())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._keys.press(event)
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._place_cards()
        if watched is self.canvas and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self.cards.ring.setVisible(event.type() == QEvent.Type.FocusIn and by_keyboard)
        return False

    # parts -------------------------------------------------------------------

    def _place_cards(self) -> None:
        self.cards.place(self.search.card if self.search.is_open else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before the first showing the size was a guess.
        if not self._started and self._stage.ready:
            self._started = True
            self.canvas.show_start()
