"""The catalogue as a tree of families and their architectures, and the filter over it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from explorer.models.registry import Architecture
from explorer.ui.catalogue import translated
from explorer.ui.docks.inspector.weights import any_on_disk, top1
from explorer.ui.numbers import NONE, short, thousands, with_unit, years

NAME, PARAMS, MACS, TOP1 = range(4)
KEY = Qt.ItemDataRole.UserRole
"""Role: key of the architecture, None on a family."""
YEARS = Qt.ItemDataRole.UserRole + 1
"""Role: year or range of years of a family."""
ON_DISK = Qt.ItemDataRole.UserRole + 2
"""Role: whether trained weights are on this disk."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(eq=False, slots=True)
class _Family:
    name: str
    position: int
    members: list["_Member"] = field(default_factory=list)

    @property
    def years(self) -> str:
        all_years = [member.architecture.year for member in self.members]
        return years(min(all_years), max(all_years))


@dataclass(eq=False, slots=True)
class _Member:
    architecture: Architecture
    family: _Family
    texts: tuple[str, str, str, str]
    haystack: str
    looked_up: bool | None = None

    @property
    def on_disk(self) -> bool:
        """Whether trained weights are here; looked up when it is first shown, not for the whole catalogue at once."""
        if self.looked_up is None:
            self.looked_up = any_on_disk(self.architecture)
        return self.looked_up


class LibraryModel(QAbstractItemModel):
    """Two levels: families in the catalogue's order, below each its architectures."""

    def __init__(self, architectures: Iterable[Architecture], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._families: list[_Family] = []
        self._by_key: dict[str, _Member] = {}
        by_name: dict[str, _Family] = {}
        for architecture in architectures:
            family = by_name.get(architecture.family)
            if family is None:
                family = by_name[architecture.family] = _Family(architecture.family, len(self._families))
                self._families.append(family)
            member = _member(architecture, family)
            family.members.append(member)
            self._by_key[architecture.key] = member

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of an architecture; invalid if there is none of that key."""
        member = self._by_key.get(key)
        if member is None:
            return QModelIndex()
        return self.createIndex(member.family.members.index(member), 0, member)

    def __len__(self) -> int:
        return len(self._by_key)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        items = parent.internalPointer().members if parent.isValid() else self._families
        return self.createIndex(row, column, items[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        item = index.internalPointer() if index.isValid() else None
        if not isinstance(item, _Member):
            return QModelIndex()
        return self.createIndex(item.family.position, 0, item.family)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._families)
        item = parent.internalPointer()
        return len(item.members) if isinstance(item, _Family) and parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Name"), self.tr("Params"), self.tr("MACs"), self.tr("Top-1 %"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                "",
                self.tr("Trainable parameters, without auxiliary heads"),
                self.tr("Multiply-accumulates of convolutions and linear layers, one picture at the default input"),
                self.tr("ImageNet top-1 accuracy of the weights, else as published"),
            )[section]
        return None

    def data(self, index: Index, role: int = 0) -> object:
        item = index.internalPointer()
        if isinstance(item, _Family):
            return self._family_data(item, index.column(), role)
        return self._member_data(item, index.column(), role)

    def _family_data(self, item: _Family, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and column == NAME:
            return item.name
        if role == YEARS:
            return item.years
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return f"{item.name}, {item.years}"
        return None

    def _member_data(self, item: _Member, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return item.texts[column]
        if role == KEY:
            return item.architecture.key
        if role == ON_DISK:
            return item.on_disk
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(item, column)
        return None

    def _tool_tip(self, item: _Member, column: int) -> str:
        one = item.architecture
        if column == PARAMS:
            return with_unit(thousands(one.params), self.tr("parameters"))
        if column == MACS:
            return with_unit(thousands(one.macs), self.tr("MACs"))
        if column == TOP1:
            measured = any(record.top1 is not None for record in one.weights)
            return one.weights[0].name if measured else translated(one).published.source
        lines = [f"{one.display_name}, {one.year}"]
        if item.on_disk:
            lines.append(self.tr("Weights on disk"))
        return "\n".join(lines)


def _member(architecture: Architecture, family: _Family) -> _Member:
    accuracy = top1(architecture)
    texts = (
        architecture.display_name,
        short(architecture.params),
        short(architecture.macs),
        NONE if accuracy is None else f"{accuracy:.1f}",
    )
    words = (architecture.display_name, architecture.key, str(architecture.year), family.name)
    return _Member(architecture, family, texts, " ".join(words).casefold())


class LibraryFilter(QSortFilterProxyModel):
    """Keeps the architectures in whose name, key, year or family every word of the filter occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setRecursiveFilteringEnabled(True)

    def set_text(self, text: str) -> None:
        """Filter by these words."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def count(self) -> int:
        """Return how many architectures are left."""
        return sum(self.rowCount(self.index(row, 0)) for row in range(self.rowCount()))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        item = self.sourceModel().index(row, 0, parent).internalPointer()
        return isinstance(item, _Member) and all(word in item.haystack for word in self._words)
