"""Every command of the window as one table: menus, shortcuts and tool bar are made from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for the translators; typed, unlike Qt's own of the same name."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command; ``id`` names its handler and its ``QAction``. Several shortcuts stand with ``; `` between them."""

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("actions", "&File")),
    ("view", QT_TRANSLATE_NOOP("actions", "&View")),
    ("view.blocks", QT_TRANSLATE_NOOP("actions", "&Blocks")),
    ("go", QT_TRANSLATE_NOOP("actions", "&Go")),
    ("live", QT_TRANSLATE_NOOP("actions", "&Live")),
    ("engine", QT_TRANSLATE_NOOP("actions", "&Engine")),
    ("help", QT_TRANSLATE_NOOP("actions", "&Help")),
)
"""A key with a dot is a menu in another one, where its first command stands."""

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("picture.open", QT_TRANSLATE_NOOP("actions", "&Open picture…"), "file", "Ctrl+O", "image"),
    ActionSpec("picture.paste", QT_TRANSLATE_NOOP("actions", "&Paste picture"), "file", "Ctrl+V", "clipboard-paste"),
    ActionSpec(
        "workspace.open", QT_TRANSLATE_NOOP("actions", "Open &workspace…"), "file", "Ctrl+Shift+O", "folder-open"
    ),
    ActionSpec("workspace.save", QT_TRANSLATE_NOOP("actions", "&Save workspace"), "file", "Ctrl+S", "save"),
    ActionSpec("workspace.save_as", QT_TRANSLATE_NOOP("actions", "Save workspace &as…"), "file", "Ctrl+Shift+S"),
    ActionSpec("table.export", QT_TRANSLATE_NOOP("actions", "&Export layer table…"), "file", "Ctrl+E", "download"),
    ActionSpec("compare.report", QT_TRANSLATE_NOOP("actions", "Export co&mparison report…"), "file", "Ctrl+Shift+R"),
    ActionSpec("graph.export", QT_TRANSLATE_NOOP("actions", "Export &graph…"), "file", "Ctrl+Shift+E", "file-image"),
    ActionSpec("graph.copy", QT_TRANSLATE_NOOP("actions", "Copy graph as &image"), "file", "Ctrl+Shift+C", "copy"),
    ActionSpec("preferences", QT_TRANSLATE_NOOP("actions", "Prefere&nces…"), "file", "Ctrl+,", "sliders-horizontal"),
    ActionSpec("tab.close", QT_TRANSLATE_NOOP("actions", "&Close tab"), "file", "Ctrl+W"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), "file", "Ctrl+Q"),
    ActionSpec("view.fit", QT_TRANSLATE_NOOP("actions", "&Fit the graph"), "view", "Ctrl+0", "maximize"),
    ActionSpec("view.zoom", QT_TRANSLATE_NOOP("actions", "&Zoom to the selection"), "view", "Ctrl+J"),
    ActionSpec("view.expand", QT_TRANSLATE_NOOP("actions", "&Open all blocks"), "view.blocks", "Ctrl+Shift+Right"),
    ActionSpec("view.collapse", QT_TRANSLATE_NOOP("actions", "C&lose all blocks"), "view.blocks", "Ctrl+Shift+Left"),
    ActionSpec("view.depth.1", QT_TRANSLATE_NOOP("actions", "Open to depth &1"), "view.blocks", "Alt+1"),
    ActionSpec("view.depth.2", QT_TRANSLATE_NOOP("actions", "Open to depth &2"), "view.blocks", "Alt+2"),
    ActionSpec("view.depth.3", QT_TRANSLATE_NOOP("actions", "Open to depth &3"), "view.blocks", "Alt+3"),
    ActionSpec("view.unfold", QT_TRANSLATE_NOOP("actions", "&Unfold all repeats"), "view.blocks"),
    ActionSpec("view.fold", QT_TRANSLATE_NOOP("actions", "&Fold all repeats again"), "view.blocks"),
    ActionSpec(
        "view.way", QT_TRANSLATE_NOOP("actions", "Open the &way to the selection"), "view.blocks", "Ctrl+Shift+Down"
    ),
    ActionSpec(
        "view.way.only",
        QT_TRANSLATE_NOOP("actions", "&Show only the way to the selection"),
        "view.blocks",
        "Ctrl+Shift+Up",
    ),
    ActionSpec(
        "view.direction", QT_TRANSLATE_NOOP("actions", "Left to &right"), "view", "Ctrl+L", "move-horizontal", True
    ),
    ActionSpec("view.form", QT_TRANSLATE_NOOP("actions", "&Input and size…"), "view", "Ctrl+I", "sliders-horizontal"),
    ActionSpec("theme.toggle", QT_TRANSLATE_NOOP("actions", "&Dark"), "view", "Ctrl+D", "moon", True),
    ActionSpec("go.back", QT_TRANSLATE_NOOP("actions", "&Back"), "go", "Alt+Left", "arrow-left"),
    ActionSpec("go.forward", QT_TRANSLATE_NOOP("actions", "&Forward"), "go", "Alt+Right", "arrow-right"),
    ActionSpec("go.palette", QT_TRANSLATE_NOOP("actions", "&Search everything"), "go", "Ctrl+K", "search"),
    ActionSpec("go.library", QT_TRANSLATE_NOOP("actions", "Find a &network"), "go", "Ctrl+Shift+K", "network"),
    ActionSpec("go.compare", QT_TRANSLATE_NOOP("actions", "Co&mpare networks"), "go", "Ctrl+Shift+D", "columns-2"),
    ActionSpec("go.evolution", QT_TRANSLATE_NOOP("actions", "Family tr&ee"), "go", "Ctrl+Shift+T"),
    ActionSpec("go.search", QT_TRANSLATE_NOOP("actions", "Find in the &graph"), "go", "Ctrl+F", "search"),
    ActionSpec("go.search.next", QT_TRANSLATE_NOOP("actions", "Ne&xt match"), "go", "F3", "chevron-down"),
    ActionSpec("go.search.previous", QT_TRANSLATE_NOOP("actions", "&Previous match"), "go", "Shift+F3", "chevron-up"),
    ActionSpec("go.table", QT_TRANSLATE_NOOP("actions", "Show in the &table"), "go", "Ctrl+T"),
    ActionSpec("note.edit", QT_TRANSLATE_NOOP("actions", "Note on the sele&ction…"), "go", "Ctrl+Shift+N", "pencil"),
    ActionSpec("note.next", QT_TRANSLATE_NOOP("actions", "Next n&ote"), "go", "F4"),
    ActionSpec("note.previous", QT_TRANSLATE_NOOP("actions", "Pre&vious note"), "go", "Shift+F4"),
    ActionSpec("go.layer", QT_TRANSLATE_NOOP("actions", "Find a &layer"), "go", "Ctrl+Shift+F", "list-filter"),
    ActionSpec("live.channel.next", QT_TRANSLATE_NOOP("actions", "Next &channel"), "live", "Ctrl+Right"),
    ActionSpec("live.channel.previous", QT_TRANSLATE_NOOP("actions", "P&revious channel"), "live", "Ctrl+Left"),
    ActionSpec("live.layer.next", QT_TRANSLATE_NOOP("actions", "Next &layer"), "live", "Ctrl+Down"),
    ActionSpec("live.layer.previous", QT_TRANSLATE_NOOP("actions", "Previous la&yer"), "live", "Ctrl+Up"),
    ActionSpec("live.method", QT_TRANSLATE_NOOP("actions", "Next &overlay"), "live", "Ctrl+B"),
    ActionSpec("measure.time", QT_TRANSLATE_NOOP("actions", "&Measure time"), "engine", "Ctrl+M", "timer"),
    ActionSpec("engine.cancel", QT_TRANSLATE_NOOP("actions", "&Cancel the work"), "engine", "Ctrl+."),
    ActionSpec("engine.restart", QT_TRANSLATE_NOOP("actions", "&Restart the engine"), "engine"),
    ActionSpec("help.live", QT_TRANSLATE_NOOP("actions", "Live &keys"), "help"),
    ActionSpec("help.shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard &shortcuts"), "help", "F1; Ctrl+/"),
    ActionSpec("help.steps", QT_TRANSLATE_NOOP("actions", "&First steps"), "help"),
    ActionSpec("help.log", QT_TRANSLATE_NOOP("actions", "Open the &log folder"), "help", "", "folder-open"),
    ActionSpec("help.about", QT_TRANSLATE_NOOP("actions", "&About cnn-explorer"), "help"),
)


def create_actions(window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """Make every action, its menu entry and its shortcut; a command without a handler is a ``KeyError``."""
    menus: dict[str, QMenu] = {}
    for key, text in MENUS:
        title, outer = QCoreApplication.translate("actions", text), menus.get(key.rpartition(".")[0])
        menus[key] = QMenu(title, outer) if outer is not None else window.menuBar().addMenu(title)
        menus[key].setObjectName(f"menu.{key}")
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        text = QCoreApplication.translate("actions", spec.text)
        action = QAction(text, window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.shortcut:
            action.setShortcuts(QKeySequence.listFromString(spec.shortcut))
            action.setToolTip(f"{plain(text)} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(handlers[spec.id])
        outer = menus.get(spec.menu.rpartition(".")[0])
        if outer is not None and menus[spec.menu].isEmpty():
            outer.addMenu(menus[spec.menu])
        menus[spec.menu].addAction(action)
        made[spec.id] = action
    return made


def plain(text: str) -> str:
    """Return a menu's text without what is for menus: ``&``, or ``(&F)`` as Chinese has it, and the ellipsis."""
    text = re.sub(r"\(&.\)", "", text).replace("&&", "\0").replace("&", "").replace("\0", "&")
    return text.removesuffix("…")
