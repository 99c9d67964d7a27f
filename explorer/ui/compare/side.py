"""One of the two networks that are drawn: who it is, in which form, what it comes to, and its graph."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.rows import Totals
from explorer.ui.compare.figures import Figures
from explorer.ui.compare.icon_text_button import IconTextButton
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.overlay import Overlay
from explorer.ui.compare.reading import Reading
from explorer.ui.compare.series import Letter, SeriesLine
from explorer.ui.docks.library.library_view import ARCHITECTURE
from explorer.ui.graph.header import FormChip, counted
from explorer.ui.graph.view import GraphView
from explorer.ui.numbers import short, square
from explorer.ui.selection import Selection
from explorer.ui.tokens import Space
from explorer.ui.what_if import Form
from explorer.ui.what_if_panel import WhatIfPanel
from explorer.ui.widgets.buttons import IconButton
from explorer.visualize.graph.blocks import BlockTree

_UNBOUNDED = 16_777_215
"""Pixels that Qt takes for a widget without a largest size."""


class Side(QWidget):
    """A canvas with its header; the network in it can be replaced and shown in other forms."""

    pickRequested = Signal()
    removeRequested = Signal()
    formWished = Signal(object)  # Form
    dropped = Signal(object)  # key of an architecture

    def __init__(self, place: int, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._selection = place, selection
        self.setObjectName(f"compare.{LETTERS[place].lower()}")
        self.setAcceptDrops(True)
        self.form: Form | None = None
        self.reading: Reading | None = None
        self._panel: WhatIfPanel | None = None
        self._own: Totals | None = None
        """The sums in the architecture's own form, once it has been shown; other forms are compared with them."""
        self.view = GraphView(self)
        self.view.header.hide()
        self.view.canvas.setAccessibleName(self.tr("Network {0}").format(LETTERS[place]))
        self.show_legend(False)
        self.overlay = Overlay(self.view)
        self._header = QWidget(self)
        name = f"compare.{LETTERS[place].lower()}.name"
        self.name = IconTextButton("", name, "chevron-down", behind=True, parent=self._header)
        self.name.setProperty("role", "picker")
        self.name.setToolTip(self.tr("Choose another network"))
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chip = FormChip(self._header)
        self.totals = Figures(f"compare.{LETTERS[place].lower()}.totals")
        self.remove = IconButton("x", self.tr("Remove from the comparison"), f"compare.{place}.remove", size=14)
        self._build()
        self.name.clicked.connect(self.pickRequested)
        self.remove.clicked.connect(self.removeRequested)
        self.chip.clicked.connect(self._on_chip_clicked)
        self.view.openRequested.connect(self.pickRequested)
        self.show_nothing()

    def _build(self) -> None:
        self._header.setObjectName("graph.header")
        self._header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._header.setFixedHeight(Space.DOCK_HEADER)
        row = QHBoxLayout(self._header)
        row.setContentsMargins(Space.NEAR, 0, Space.CLOSE, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(Letter(self.place))
        row.addWidget(self.name)
        row.addWidget(self.chip)
        row.addWidget(self.totals, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SeriesLine(self.place))
        column.addWidget(self._header)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(240)

    # what is shown -----------------------------------------------------------

    @property
    def tree(self) -> BlockTree | None:
        """The blocks of the network that is drawn."""
        return self.view.tree

    def show_nothing(self) -> None:
        """Say that a network is still to be chosen."""
        self._take(None, None)
        self.view.clear()
        self.view.state.show_empty(
            self.tr("Choose a network to compare with."), icon="network", action=self.tr("Choose a network")
        )

    def show_reading(self, form: Form, reading: Reading, engine_state: str) -> None:
        """Show a network once it is there, and till then how far it is."""
        same = self.form is not None and self.form.architecture is form.architecture
        self._take(form, reading)
        tree = reading.tree
        if tree is not None:
            if self.view.tree is not tree:
                if same and self.view.tree is not None:
                    self.view.replace_tree(tree, self._selection)
                else:
                    self.view.set_tree(tree, self._selection)
            totals = tree.network.totals
            parts = [self.tr("{0} params").format(short(totals.params)), counted(totals.macs)]
            if totals.rf_h is not None:
                parts.append(self.tr("RF {0} px").format(square(totals.rf_h, totals.rf_w)))
            self.totals.set_figures(parts)
            if form.is_own:
                self._own = totals
            if self._panel is not None:
                self._panel.show_form(form)
                self._panel.show_figures(self._own or totals, totals)
        elif reading.message:
            self.view.show_error(reading.message, self.tr("Choose another network or another input size."))
        elif reading.waits_for_engine and engine_state in ("off", "down"):
            self.view.show_error(
                self.tr("The engine has stopped."), self.tr("Restart it from the Engine menu; the network follows.")
            )
        elif self.view.tree is None or not same:
            self.view.show_loading(self.tr("Reading the network"))

    def show_legend(self, shown: bool) -> None:
        """Show what the colours mean; of kinds that would hide more than it explains: they are written on every box."""
        legend = self.view.legend
        legend.setMaximumSize(*((_UNBOUNDED, _UNBOUNDED) if shown else (0, 0)))
        if shown:
            legend.resize(legend.sizeHint())

    def bring_selected_into_view(self) -> None:
        """Show the selected box, or the closed block that hides it, unless it is seen."""
        canvas = self.view.canvas
        item = canvas.marks.selected if canvas.marks is not None else None
        rect = canvas.rect_of(item) if item is not None else None
        if rect is not None and not canvas.visible_rect().intersects(rect):
            canvas.bring_into_view(rect, duration=0)

    def _take(self, form: Form | None, reading: Reading | None) -> None:
        if form is None or self.form is None or form.architecture is not self.form.architecture:
            self._own = None
            if self._panel is not None:
                self._panel.dismiss()
                self._panel.deleteLater()
                self._panel = None
        self.form, self.reading = form, reading
        letter = LETTERS[self.place]
        self.name.setText(form.architecture.display_name if form is not None else self.tr("Choose a network"))
        name = form.architecture.display_name if form is not None else self.tr("none")
        self.name.setAccessibleName(self.tr("Network {0}: {1}").format(letter, name))
        self.remove.setVisible(form is not None)
        self.chip.set_parts(form.parts() if form is not None else [], changed=form is not None and not form.is_own)
        self.totals.set_figures(())
        self._arrange()

    def _arrange(self) -> None:
        self.chip.arrange(max(140, self.width() - 320))

    # form --------------------------------------------------------------------

    @property
    def panel(self) -> WhatIfPanel | None:
        """The card in which the form is changed, once it has been opened."""
        return self._panel

    def _on_chip_clicked(self, opened: bool) -> None:
        if opened:
            self.open_form()
        elif self._panel is not None:
            self._panel.dismiss()

    def open_form(self) -> None:
        """Show the card in which input, batch, classes and width are changed."""
        if self.form is None or self.tree is None:
            self.chip.setChecked(False)
            return
        if self._panel is None:
            self._panel = WhatIfPanel(Form.own(self.form.architecture), self, self.chip)
            self._panel.wished.connect(self.formWished)
            self._panel.closed.connect(lambda: self.chip.setChecked(False))
        self._panel.show_form(self.form)
        totals = self.tree.network.totals
        self._panel.show_figures(self._own or totals, totals)
        self._panel.open()
        self.chip.setChecked(True)

    # events ------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ARCHITECTURE):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(key_of(event.mimeData()))
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()


def key_of(data: QMimeData) -> str:
    """Return the key of the architecture that was dragged."""
    return bytes(data.data(ARCHITECTURE).data()).decode()
