"""The inspector's page of a block: its sums, and what it is made of."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Work
from explorer.ui.docks.inspector.inspector_parts import FactGrid, Head, Section
from explorer.ui.docks.inspector.memory_section import MemorySection, block_memory
from explorer.ui.docks.inspector.work_kinds import work_lines
from explorer.ui.docks.inspector.work_section import WorkSection
from explorer.ui.numbers import NONE, shape, share, short, thousands, with_unit
from explorer.ui.selection import Selected
from explorer.ui.theme import font
from explorer.ui.tokens import Size
from explorer.ui.wording import operator_title

_TARGET = Qt.ItemDataRole.UserRole
_ROW = 24
_LATER = 20
"""Milliseconds before what is below the list is built."""


class ChildList(QTreeView):
    """The direct children of a block; Enter or a click goes to one."""

    chosen = Signal(object)  # Selected

    def __init__(self, children: list[tuple[str, str, str, Selected]]) -> None:
        """``children``: name, what it is, figure, and what to select."""
        super().__init__()
        self.setObjectName("inspector.children")
        self.setAccessibleName(self.tr("Children of the block"))
        self.setProperty("role", "flat")
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = QStandardItemModel(self)
        for name, what, figure, target in children:
            cells = [QStandardItem(text) for text in (name, what, figure)]
            cells[0].setFont(font(Size.SECONDARY, mono=True))
            cells[0].setData(target, _TARGET)
            cells[2].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for cell in cells:
                cell.setToolTip(f"{name}: {what}")
            model.appendRow(cells)
        self.setModel(model)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        # As high as its rows: the page scrolls, not the list.
        self.setFixedHeight(max(self.sizeHintForRow(0), _ROW) * len(children) + 2)
        self.clicked.connect(self._on_activated)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.siblingAtColumn(0).data(_TARGET))


class BlockPage(QWidget):
    """What a block computes as a whole; ``childChosen`` asks to go to one of its parts."""

    childChosen = Signal(object)  # Selected

    def __init__(self, network: Network, path: str) -> None:
        super().__init__()
        self._network, self._path = network, path
        nodes = network.graph.nodes
        self._rows = [row for row in network.rows if path in nodes[row.order]["scope"]]
        self.head = Head()
        self.head.set_texts(path, self._line())
        self.head.body.addWidget(FactGrid(self._pairs(), columns=1))
        self._work = sum((row.work for row in self._rows), Work())
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        section = Section(self.tr("Made of"))
        children = ChildList(self._children())
        children.chosen.connect(self.childChosen)
        section.body.addWidget(children)
        column.addWidget(section)
        self._memory: MemorySection | None = None
        # All at once would be felt.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._add_rest)
        self._later.start(_LATER)

    def _add_rest(self) -> None:
        self._memory = block_memory(self._rows)
        self._memory.rowChosen.connect(self._on_row_chosen)
        self._column.addWidget(self._memory)
        if self._work.flops:
            self._column.addWidget(WorkSection(self._work))

    def text(self) -> str:
        """Return the page as plain text."""
        return "\n".join(
            [
                f"{self._path}: {self._line()}",
                *(f"{name}: {value}" for name, value in self._pairs()),
                *(self._memory.text() if self._memory is not None else []),
                *work_lines(self._work),
            ]
        )

    def _on_row_chosen(self, order: int) -> None:
        self.childChosen.emit(Selected(order=order))

    def _line(self) -> str:
        record = self._network.graph.graph["modules"].get(self._path.split("#")[0])
        return self.tr("{0}, {1} operators").format(record.cls if record else "", len(self._rows)).lstrip(", ")

    def _pairs(self) -> list[tuple[str, str]]:
        rows, total = self._rows, self._network.totals
        params = sum(row.params for row in rows)
        macs = sum(row.macs for row in rows)
        return [
            (self.tr("Input"), shape(rows[0].input_shapes[0]) if rows and rows[0].input_shapes else NONE),
            (self.tr("Output"), shape(rows[-1].output_shape) if rows else NONE),
            (self.tr("Parameters"), _with_share(params, total.params)),
            (self.tr("MACs"), _with_share(macs, total.macs)),
            (self.tr("FLOPs"), _with_share(sum(row.flops for row in rows), total.flops)),
        ]

    def _children(self) -> list[tuple[str, str, str, Selected]]:
        groups: dict[str | int, list[LayerRow]] = {}
        for row in self._rows:
            scope = self._network.graph.nodes[row.order]["scope"]
            below = scope[scope.index(self._path) + 1 :]
            # A module below that is a single operator is shown as this operator.
            groups.setdefault(below[0] if below else row.order, []).append(row)
        return [self._child(key, rows) for key, rows in groups.items()]

    def _child(self, key: str | int, rows: list[LayerRow]) -> tuple[str, str, str, Selected]:
        macs = sum(row.macs for row in rows)
        figure = short(macs) if macs else NONE
        if isinstance(key, str) and not all(row.path == key.split("#")[0] for row in rows):
            record = self._network.graph.graph["modules"].get(key.split("#")[0])
            return self._short(key), record.cls if record else "", figure, Selected(block=key)
        main = max(rows, key=lambda row: (row.macs, row.params))
        name = self._short(key) if isinstance(key, str) else main.operator
        return name, operator_title(main), figure, Selected(order=main.order)

    def _short(self, path: str) -> str:
        name, _, call = path.removeprefix(self._path.split("#")[0] + ".").partition("#")
        return self.tr("{0}, call {1}").format(name, int(call) + 1) if call else name


def _with_share(part: int, whole: int) -> str:
    """An exact sum, and its part of the network's."""
    return f"{thousands(part)} ({with_unit(share(part, whole), '%')})" if part else NONE
