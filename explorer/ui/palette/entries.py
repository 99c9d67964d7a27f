"""What the palette offers: everything in the menus, every architecture, every layer of the network in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.errors import QueryError
from explorer.models import registry
from explorer.ui.actions import ACTIONS, plain
from explorer.ui.numbers import short
from explorer.ui.palette.index import Entry
from explorer.ui.terms import phrase
from explorer.visualize.graph.captions import operator_name, shape_text
from explorer.visualize.graph.scopes import module_path
from explorer.visualize.graph.search import Word, block_starts, find

if TYPE_CHECKING:
    from explorer.analysis.network import Network
    from explorer.models.registry import Architecture
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.main_window import MainWindow

SLOW_MENUS = ("live.sources.cameras",)
"""Menus that look for devices when they open; the palette does not wait for them."""

OWN = "go.palette"
"""The command that opens the palette is of no use in it."""

GROUP_OF_MENU = {
    "menu.weights": "weights",
    "menu.recent": "recent",
    "live.sources": "sources",
    "live.sources.samples": "sources",
}
"""Menus whose entries stand in a group of their own; those of all others are commands."""

_ICONS = {spec.id: spec.icon for spec in ACTIONS if spec.icon}

Described = tuple[str, str, str, str, int | str]
"""Kind, title, detail, further words and what is selected (a row's order, a block's path), of one layer."""

_layers: WeakKeyDictionary[Document, tuple[Network, tuple[Described, ...]]] = WeakKeyDictionary()


def groups() -> dict[str, str]:
    """Return the headings by their keys, in the order in which they stand where none fits better."""
    return {
        "commands": _tr("Commands"),
        "networks": _tr("Open a network"),
        "layers": _tr("Go to a layer"),
        "weights": _tr("Use weights"),
        "sources": _tr("Look at"),
        "recent": _tr("Open again"),
    }


def collect(window: MainWindow) -> Iterator[Entry]:
    """Yield everything that can be chosen in a window now, and what cannot with the reason."""
    titles = groups()
    yield from _of_menu(window, window.menuBar(), (), titles)
    yield from networks(registry.architectures(), window.documents, titles["networks"])
    document = window.documents.current
    if document is not None and document.network is not None:
        yield from layers(document, titles["layers"])
    yield from _of_menu(window, window.live.sources.menu, (), titles)
    yield Entry(
        id="source.camera",
        group=titles["sources"],
        title=_tr("Camera"),
        words="webcam live video",
        icon="camera",
        run=window.live.sources.open_camera,
    )


def networks(architectures: Iterable[Architecture], documents: DocumentArea, group: str) -> Iterator[Entry]:
    """Yield the whole library."""
    for one in architectures:
        yield Entry(
            id=f"network:{one.key}",
            group=group,
            title=one.display_name,
            detail=_tr("{0}, {1} parameters").format(one.year, short(one.params)),
            words=f"open {one.key} {one.family}",
            icon="network",
            run=partial(documents.open_architecture, one.key),
        )


def layers(document: Document, group: str) -> Iterator[Entry]:
    """Yield the blocks and operators of an open network, in execution order."""
    network = document.network
    assert network is not None
    known = _layers.get(document)
    if known is None or known[0] is not network:
        known = _layers[document] = network, tuple(_described(network))
    for kind, title, detail, words, target in known[1]:
        selection = document.selection
        if isinstance(target, str):
            run = partial(selection.select_block, target)
        else:
            run = partial(selection.select_operator, target)
        yield Entry(
            id=f"layer:{document.key}:{target}",
            group=group,
            title=title,
            detail=detail,
            words=words,
            kind=kind,
            run=run,
        )


def _described(network: Network) -> Iterator[Described]:
    """Each block before its first operator."""
    starts: dict[int, list[str]] = {}
    for scope, first in block_starts(network).items():
        starts.setdefault(first, []).append(scope)
    modules, nodes = network.graph.graph.get("modules", {}), network.graph.nodes
    for row in network.rows:
        for scope in starts.get(row.order, ()):
            record = modules.get(module_path(scope))
            cls = record.cls if record else ""
            yield "block", scope, _tr("block {0}").format(cls).strip(), "", scope
        name = operator_name(row)
        shape = shape_text(row.output_shape) if row.output_shape else ""
        sizes = "x".join(map(str, row.output_shape or ()))
        kind = nodes[row.order]["kind"]
        detail = f"{phrase(name)} · {shape}" if shape else phrase(name)
        yield kind, row.path or name, detail, f"{name} {row.operator} {row.module} {sizes}", row.order


def asked_for(document: Document, text: str) -> tuple[str, ...] | None:
    """Return the ids of the layers that a text finds in the graph's own language (``params>1M``), None if it is none.

    Words alone are no such text: the palette finds them everywhere.
    """
    from explorer.visualize.graph.search_parser import parse

    if document.network is None:
        return None
    try:
        query = parse(text)
        if all(isinstance(term, Word) and not term.field for term in query.terms):
            return None
        return tuple(f"layer:{document.key}:{order}" for order in find(query, document.network))
    except QueryError:
        return None


def _of_menu(
    window: MainWindow, menu: QMenuBar | QMenu, above: tuple[str, ...], titles: dict[str, str]
) -> Iterator[Entry]:
    if isinstance(menu, QMenu):
        if menu.objectName() in SLOW_MENUS:
            return
        menu.aboutToShow.emit()  # some fill themselves only then
    group = titles[GROUP_OF_MENU.get(menu.objectName(), "commands")]
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if action.isEnabled():
                yield from _of_menu(window, inner, (*above, plain(inner.title())), titles)
        elif not action.isSeparator() and action.isVisible() and action.objectName() != OWN:
            yield _of_action(window, action, above, group)


def _of_action(window: MainWindow, action: QAction, above: tuple[str, ...], group: str) -> Entry:
    title = plain(action.text().partition("\t")[0])
    return Entry(
        id=f"action:{action.objectName() or '/'.join((*above, title))}",
        group=group,
        title=title,
        detail=" › ".join(above),
        words=f"{action.objectName()} {action.toolTip()}",
        shortcut=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        icon=_ICONS.get(action.objectName(), ""),
        checked=action.isCheckable() and action.isChecked(),
        why="" if action.isEnabled() else why_not(window, action),
        run=action.trigger,
    )


def why_not(window: MainWindow, action: QAction) -> str:
    """Return in a few words why a command cannot be chosen now."""
    from explorer.ui.window.enabling import NEEDS_NETWORK

    name = action.objectName()
    if name in NEEDS_NETWORK:
        document = window.documents.current
        return _tr("open a network first") if document is None else _tr("the network is being read")
    reasons = {
        "go.back": _tr("nothing was selected before"),
        "go.forward": _tr("nothing was selected after"),
        "tab.close": _tr("no tab is open"),
        "engine.cancel": _tr("nothing is under way"),
        "live.sources.pad": _tr("for networks that read grey pictures"),
    }
    tip = action.toolTip()
    return reasons.get(name) or (tip if tip != plain(action.text()) and "(" not in tip else _tr("not possible now"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)
