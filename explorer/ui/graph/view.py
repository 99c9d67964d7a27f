"""The block graph of one network: canvas, legend, minimap, breadcrumb, linked to the selection."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from explorer.analysis.network import KINDS, Network
from explorer.ui.graph.canvas import LEAST_FREE, STEP, Draft, GraphCanvas
from explorer.ui.graph.crumbs import crumbs_to
from explorer.ui.graph.drafting import Drafter
from explorer.ui.graph.header import Header
from explorer.ui.graph.items import Colouring, ItemFactory, colour_by_kind
from explorer.ui.graph.keys import KeyWalk
from explorer.ui.graph.overlays import Legend, Navigator, Ring
from explorer.ui.graph.search import GraphSearch
from explorer.ui.graph.search_card import WIDTH
from explorer.ui.graph.skeleton import Skeleton
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme, tokens
from explorer.ui.tokens import KIND_NAMES, Tokens
from explorer.ui.widgets.state_card import StateCard
from explorer.visualize.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.compound import Composer, initial_expansion
from explorer.visualize.expansion import Expansion, expand_to, open_blocks, visible_item
from explorer.visualize.scene import Box, Container, GraphScene

MOTION = 180
"""Milliseconds of a move to the selection."""
FIT_MOTION = 220
NARROW = 720
"""Width of a canvas below which there is no minimap; below two thirds of it no legend either."""

ColouringOf = Callable[[Tokens], Colouring]
"""Makes a colouring for a theme."""
LegendRows = Callable[[Tokens], list[tuple[str, str]]]
"""Makes the legend's colours and words for a theme."""


class GraphView(QWidget):
    """Shows a network as blocks that open in place."""

    blockToggled = Signal(object)  # (id of the block, whether it is open now)
    expandedChanged = Signal(object)  # frozenset of the ids of open blocks
    drawn = Signal(object)  # GraphScene; a big one comes a moment after the order
    retryRequested = Signal()
    cancelRequested = Signal()
    openRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.view")
        self.header = Header(self)
        self.canvas = GraphCanvas(self)
        self.legend = Legend(self.canvas)
        self.navigator = Navigator(self.canvas)
        self.skeleton = Skeleton(self.canvas)
        self._ring = Ring(self.canvas)
        self.state = StateCard("graph.state", self.canvas)
        self.search = GraphSearch(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self._tree: BlockTree | None = None
        self._composer: Composer | None = None
        self._selection: Selection | None = None
        self._expanded: frozenset[str] = frozenset()
        self._direction = "tb"
        self._started = False
        self._revealing = True
        self._loading = False
        self._colouring: ColouringOf = colour_by_kind
        self._legend_rows: tuple[str, LegendRows] | None = None
        self._factory = ItemFactory(tokens(), self._colouring(tokens()))
        self.canvas.clicked.connect(self.choose)
        self.canvas.doubleClicked.connect(self._on_double_clicked)
        self.canvas.toggleClicked.connect(self.toggle)
        self.canvas.scaleChanged.connect(self.navigator.set_scale)
        self.canvas.viewMoved.connect(self._on_view_moved)
        self._drafter = Drafter(self.canvas, self)
        self._drafter.drawn.connect(self.drawn)
        self._keys = KeyWalk(self)
        self.canvas.installEventFilter(self)
        self.navigator.zoomRequested.connect(self._on_zoom_requested)
        self.navigator.minimap.pointed.connect(self._on_minimap_pointed)
        self.header.breadcrumb.crumbClicked.connect(self._on_crumb_clicked)
        self.state.retryRequested.connect(self.retryRequested)
        self.state.cancelRequested.connect(self.cancelRequested)
        self.state.actionRequested.connect(self.openRequested)
        self.search.resized.connect(self._place_overlays)
        theme().changed.connect(self._on_theme_changed)
        self.canvas.setBackgroundBrush(QColor(tokens().canvas))
        self.navigator.set_scale(self.canvas.scale_factor)
        self.clear()

    # what is shown -----------------------------------------------------------

    @property
    def expanded(self) -> frozenset[str]:
        """Ids of the open blocks."""
        return self._expanded

    @property
    def direction(self) -> str:
        """``tb`` or ``lr``."""
        return self._direction

    @property
    def tree(self) -> BlockTree | None:
        """The blocks of the network that is shown."""
        return self._tree

    @property
    def drawing(self) -> GraphScene | None:
        """What is drawn."""
        return self.canvas.drawing

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network, open as far as fits the screen, and follow its selection."""
        self.set_tree(build_tree(network), selection)

    def set_tree(self, tree: BlockTree, selection: Selection) -> None:
        """Show the network of a block tree that was built elsewhere; see :meth:`set_network`."""
        self._unlink()
        self.canvas.clear()
        self.state.dismiss()
        self._link(tree, selection)
        self._expanded = initial_expansion(tree, self._direction)
        self._show_parts(True)
        self._draw(then=self.canvas.show_start)
        self._started = self.isVisible()
        self._follow(selection.current, reveal=bool(selection.current))
        self.expandedChanged.emit(self._expanded)

    def replace_tree(self, tree: BlockTree, selection: Selection) -> None:
        """Show another form of the network: what is open and the part that is seen stay."""
        former, expanded, drawn = self._tree, self._expanded, self.canvas.drawing is not None
        self._unlink()
        if former is None or former.blocks.keys() != tree.blocks.keys() or former.cells.keys() != tree.cells.keys():
            self.canvas.clear()  # a box that is gone can be clicked no more
        self._link(tree, selection)
        self._expanded = expanded & tree.blocks.keys()
        self._draw(then=None if drawn else self.canvas.show_start)
        self.expandedChanged.emit(self._expanded)

    def _link(self, tree: BlockTree, selection: Selection) -> None:
        self._tree, self._composer, self._selection = tree, Composer(tree), selection
        selection.changed.connect(self._on_selection_changed)
        self.header.set_totals(tree.network.totals)
        self.canvas.setAccessibleName(self.tr("Block graph of {}").format(crumbs_to(tree, None)[0][1]))
        self._set_legend()
        self.search.set_tree(tree)

    def clear(self) -> None:
        """Show that no network is open."""
        self._unlink()
        self.canvas.clear()
        self.header.set_totals(None)
        self.header.set_crumbs([])
        self._show_parts(False)
        self.state.show_empty(
            self.tr("Choose an architecture to see its graph."), icon="network", action=self.tr("Open the library")
        )
        self._place_overlays()

    def show_loading(self, sentence: str) -> None:
        """Show that a network is on its way."""
        self._unlink()
        self.canvas.clear()
        self._show_parts(False)
        self._loading = True
        self.skeleton.begin()
        self.state.show_loading(sentence)
        self._place_overlays()

    def show_error(self, what: str, todo: str = "", details: str = "") -> None:
        """Show what failed and offer to try again."""
        self._unlink()
        self.canvas.clear()
        self._show_parts(False)
        self.state.show_error(what, todo, details)
        self._place_overlays()

    def clear_selection(self) -> None:
        """Select nothing, in all panels."""
        if self._selection is not None:
            self._selection.clear()

    def set_direction(self, direction: str) -> None:
        """Let the graph flow from top to bottom (``tb``) or from left to right (``lr``)."""
        if direction != self._direction:
            self._direction = direction
            if self._composer is not None:
                self._draw(then=self.canvas.show_start)

    def set_colouring(self, colouring: ColouringOf, title: str, rows: LegendRows) -> None:
        """Colour the boxes by something else than their kind, and say in the legend what the colours mean."""
        self._colouring = colouring
        self._legend_rows = (title, rows)
        self._on_theme_changed()

    def colouring_in(self, theme_tokens: Tokens) -> Colouring:
        """Return what colours the boxes now, in the colours of a theme."""
        return self._colouring(theme_tokens)

    def set_reduced_motion(self, reduced: bool) -> None:
        """Move at once instead of smoothly."""
        self.canvas.motion = not reduced

    # opening and closing -----------------------------------------------------

    def set_expanded(self, expanded: Expansion) -> None:
        """Open exactly these blocks: a set of ids, ``all``, ``none`` or a depth."""
        if self._tree is not None:
            self._change(open_blocks(self._tree, expanded), None)

    def toggle(self, block: str) -> None:
        """Open a closed block or close an open one; its header stays where it is on the screen."""
        if self._tree is None or block not in self._tree.blocks or block == ROOT:
            return
        opened = block not in self._expanded
        self._change(self._expanded ^ {block}, block)
        self.blockToggled.emit((block, opened))

    def _change(self, expanded: frozenset[str], anchor: str | None, then: Callable[[], None] | None = None) -> None:
        if expanded == self._expanded:
            if then is not None:
                then()
            return
        self._expanded = expanded
        self._draw(anchor, then)
        self.expandedChanged.emit(expanded)

    def _shift_of(self, block: str | None, drawing: GraphScene) -> QPointF:
        """How far a block's sign moves, which is to stay under the cursor."""
        old = self.canvas.rect_of(block) if block else None
        things: list[Box | Container] = [*drawing.containers, *drawing.boxes]
        new = next((one for one in things if one.id == block), None)
        return QPointF(new.x, new.y) - old.topLeft() if old is not None and new is not None else QPointF()

    def _draw(self, anchor: str | None = None, then: Callable[[], None] | None = None) -> None:
        """Draw anew, with the block ``anchor`` where it is on the screen; ``then`` is called with all in place."""
        assert self._composer is not None

        def place(draft: Draft) -> None:
            shift = self._shift_of(anchor, draft.drawing)
            scale, corner = self.canvas.scale_factor, self.canvas.top_left
            self.canvas.commit(draft, shift if self._moves() else None)
            self.canvas.set_view(scale, corner + shift)
            self.navigator.minimap.set_drawing(self.canvas.drawing, self._factory)
            self._mark_current()
            if then is not None:
                then()

        self._drafter.draw(self._composer, self._expanded, self._direction, self._factory, place)

    # selection ---------------------------------------------------------------

    @property
    def selected(self) -> Selected:
        """What is selected in all panels."""
        return self._selection.current if self._selection is not None else Selected()

    def show_selected(self, selected: Selected) -> None:
        """Make an operator or block the selection, open what hides it and bring it to the middle."""
        if self._selection is None:
            return
        self._revealing = False
        try:
            if selected.order is not None:
                self._selection.select_operator(selected.order)
            elif selected.block is not None:
                self._selection.select_block(selected.block)
        finally:
            self._revealing = True
        self.reveal(selected, centre=True)

    def make_way(self) -> None:
        """Move the drawing from under the card in which one searches, where there is room beside it."""
        self._place_overlays()
        self.canvas.make_way(duration=MOTION if self._moves() else 0)

    def show_matches(self, matches: Sequence[tuple[str, int | None]], hidden: Mapping[str, int]) -> None:
        """Mark what a search found: boxes that are seen (with the order of a strip), and what closed blocks hide."""
        self.canvas.mark_matches(matches, hidden)
        items = dict.fromkeys([item for item, _ in matches] + list(hidden))
        rects = (self.canvas.rect_of(item) for item in items)
        self.navigator.minimap.set_matches([rect.center() for rect in rects if rect is not None])

    def reveal(self, selected: Selected, *, centre: bool = False) -> None:
        """Open what hides the selected operator or block, and bring it into view, with ``centre`` to the middle."""
        item = self._item_of(selected)
        if item is None or self._tree is None:
            return
        expanded = expand_to(self._tree, self._expanded, item)
        opened = expanded != self._expanded
        self._change(expanded, None, lambda: self._bring_into_view(item, widen=opened, centre=centre))

    def _bring_into_view(self, item: str, *, widen: bool = False, centre: bool = False) -> None:
        rect = self.canvas.rect_of(item)
        if rect is not None:
            self.canvas.bring_into_view(rect, duration=MOTION if self._moves() else 0, widen=widen, centre=centre)

    def _moves(self) -> bool:
        wanted = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        return wanted and self.canvas.motion

    def _item_of(self, selected: Selected) -> str | None:
        if self._tree is None:
            return None
        if selected.order is not None:
            return self._tree.cell_of.get(selected.order)
        return self._tree.resolve(selected.block) if selected.block is not None else None

    def _select(self, item: str | None, order: int | None = None) -> None:
        """Make a box the selection of all panels."""
        if self._selection is None or self._tree is None:
            return
        if item is None:
            self._selection.clear()
        elif item in self._tree.blocks:
            block = self._tree.blocks[item]
            # A fold is no module; its first member stands for it, the others being equal.
            self._selection.select_block(block.children[0] if block.fold else item)
        else:
            operators = self._tree.cells[item].operators
            chosen = order if order is not None else next((one for one in operators if one >= 0), None)
            if chosen is not None:
                self._selection.select_operator(chosen)
            else:
                # Inputs and outputs have no row: they are marked here alone.
                self._selection.clear()
                self.canvas.mark_selected(item)
                self._set_crumbs(item)

    def _on_selection_changed(self, selected: Selected) -> None:
        self._follow(selected, reveal=self._revealing)

    def _follow(self, selected: Selected, *, reveal: bool) -> None:
        if reveal and selected:
            self.reveal(selected)
        self._mark_current()

    def _mark_current(self) -> None:
        selected = self.selected
        item = self._item_of(selected)
        strip = selected.order if selected.order is not None else None
        shown = visible_item(self._tree, self._expanded, item) if item is not None and self._tree is not None else None
        self.canvas.mark_selected(shown, strip)
        self._set_crumbs(item)
        self.search.refresh()

    def _set_crumbs(self, item: str | None) -> None:
        if self._tree is not None:
            crumbs = crumbs_to(self._tree, item)
            self.header.set_crumbs(crumbs)
            self.canvas.setAccessibleDescription(" › ".join(words for _, words in crumbs[1:]))

    # hand --------------------------------------------------------------------

    def choose(self, item: str | None, order: int | None = None) -> None:
        """Select a box that is seen (or the operator ``order`` in it) without moving the view."""
        self._revealing = False
        try:
            self._select(item, order)
        finally:
            self._revealing = True

    def go_to(self, item: str) -> None:
        """Select a box that is seen and bring it into view."""
        self.choose(item)
        self._bring_into_view(item)

    def fit(self) -> None:
        """Show the whole graph."""
        self.canvas.fit(duration=FIT_MOTION if self._moves() else 0)

    def _on_double_clicked(self, item: str) -> None:
        self.toggle(item)

    def _on_crumb_clicked(self, item: str | None) -> None:
        if item is None:
            if self._selection is not None:
                self._selection.clear()
            self.fit()
            return
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
            self._place_overlays()
        if watched is self.canvas and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self._ring.setVisible(event.type() == QEvent.Type.FocusIn and by_keyboard)
        return False

    # parts -------------------------------------------------------------------

    def _set_legend(self) -> None:
        if self._legend_rows is not None:
            title, rows = self._legend_rows
            self.legend.set_rows(title, rows(tokens()))
        elif self._tree is not None:
            graph = self._tree.network.graph
            present = {graph.nodes[node]["kind"] for node in graph.nodes} | {"io"}
            of = tokens()
            self.legend.set_rows(
                self.tr("Type"), [(of.kind(kind), KIND_NAMES[kind]) for kind in KINDS if kind in present]
            )
        self._place_overlays()

    def _show_parts(self, shown: bool) -> None:
        self.legend.setVisible(shown)
        self.navigator.setVisible(shown)
        if not shown:
            self.search.close()
        self._place_overlays()

    def _place_overlays(self) -> None:
        area = QRectF(self.canvas.rect())
        self.legend.move(12, 12)
        # On a narrow canvas the map would hide more than it shows.
        mapped = area.width() >= NARROW and area.height() >= NARROW / 2
        self.navigator.minimap.setVisible(mapped)
        self.navigator.adjustSize()
        size = self.navigator.size()
        self.navigator.move(round(area.width()) - size.width() - 12, round(area.height()) - size.height() - 12)
        shown = self.navigator.isVisibleTo(self.canvas)
        explained = shown and area.width() >= NARROW * 2 / 3
        self.legend.setVisible(explained)
        self.canvas.insets = (
            self.legend.width() + 12.0 if explained else 0.0,
            size.width() + 12.0 if shown and mapped else 0.0,
        )
        self._place_search(area)
        whole = self.canvas.rect()
        self.skeleton.setGeometry(whole)
        self._ring.setGeometry(whole)
        top = min(round(self.skeleton.length()), whole.height() - 140) if self._loading else 0
        if self.state.property("surface") == "card":
            card = QRect(QPoint(), QSize(min(420, whole.width() - 24), min(220, whole.height() - 24)))
            card.moveCenter(whole.center())
            self.state.setGeometry(card)
        else:
            self.state.setGeometry(whole.adjusted(0, top, 0, 0))

    def _place_search(self, area: QRectF) -> None:
        """At the upper right, above the map, with room for the drawing beside it; else with room below it."""
        self.canvas.top_inset = 0.0
        if not self.search.is_open:
            return
        beside = area.width() - self.canvas.insets[0] - WIDTH - 24 >= LEAST_FREE
        low = self.navigator.y() - 12 if beside else round(area.height() * 0.4)
        size = self.search.card.wanted(round(area.width()) - 24, low - 12)
        self.search.card.setGeometry(round(area.width()) - size.width() - 12, 12, size.width(), size.height())
        if beside:
            self.canvas.insets = (self.canvas.insets[0], max(self.canvas.insets[1], size.width() + 12.0))
        else:
            self.canvas.top_inset = size.height() + 12.0

    def _unlink(self) -> None:
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        self._selection, self._tree, self._composer = None, None, None
        self.search.set_tree(None)
        self._drafter.cancel()
        self._loading = False
        self.skeleton.end()
        self._expanded = frozenset()

    def _on_theme_changed(self) -> None:
        self.canvas.setBackgroundBrush(QColor(tokens().canvas))
        self._factory = ItemFactory(tokens(), self._colouring(tokens()))
        if self._composer is not None:
            self._set_legend()
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        # Before the first showing the size was a guess.
        if not self._started and self._composer is not None:
            self._started = True
            self.canvas.show_start()
