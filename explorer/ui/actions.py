"""Every command of the window as one table: menus, shortcuts and tool bar are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for the translators; typed, unlike Qt's own of the same name."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command; ``id`` names its handler and its ``QAction``."""

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("actions", "&File")),
    ("view", QT_TRANSLATE_NOOP("actions", "&View")),
    ("go", QT_TRANSLATE_NOOP("actions", "&Go")),
    ("live", QT_TRANSLATE_NOOP("actions", "&Live")),
    ("engine", QT_TRANSLATE_NOOP("actions", "&Engine")),
    ("help", QT_TRANSLATE_NOOP("actions", "&Help")),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("picture.open", QT_TRANSLATE_NOOP("actions", "&Open picture…"), "file", "Ctrl+O", "image"),
    ActionSpec("picture.paste", QT_TRANSLATE_NOOP("actions", "&Paste picture"), "file", "Ctrl+V", "clipboard-paste"),
    ActionSpec("table.export", QT_TRANSLATE_NOOP("actions", "&Export layer table…"), "file", "Ctrl+E", "download"),
    ActionSpec("graph.export", QT_TRANSLATE_NOOP("actions", "Export &graph…"), "file", "Ctrl+Shift+E", "file-image"),
    ActionSpec("graph.copy", QT_TRANSLATE_NOOP("actions", "Copy graph as &image"), "file", "Ctrl+Shift+C", "copy"),
    ActionSpec("tab.close", QT_TRANSLATE_NOOP("actions", "&Close network"), "file", "Ctrl+W"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), "file", "Ctrl+Q"),
    ActionSpec("view.fit", QT_TRANSLATE_NOOP("actions", "&Fit the graph"), "view", "Ctrl+0", "maximize"),
    ActionSpec("view.expand", QT_TRANSLATE_NOOP("actions", "&Open all blocks"), "view", "Ctrl+Shift+Right"),
    ActionSpec("view.collapse", QT_TRANSLATE_NOOP("actions", "C&lose all blocks"), "view", "Ctrl+Shift+Left"),
    ActionSpec(
        "view.direction", QT_TRANSLATE_NOOP("actions", "Left to &right"), "view", "Ctrl+L", "move-horizontal", True
    ),
    ActionSpec("view.form", QT_TRANSLATE_NOOP("actions", "&Input and size…"), "view", "Ctrl+I", "sliders-horizontal"),
    ActionSpec("theme.toggle", QT_TRANSLATE_NOOP("actions", "&Dark"), "view", "Ctrl+D", "moon", True),
    ActionSpec("go.back", QT_TRANSLATE_NOOP("actions", "&Back"), "go", "Alt+Left", "arrow-left"),
    ActionSpec("go.forward", QT_TRANSLATE_NOOP("actions", "&Forward"), "go", "Alt+Right", "arrow-right"),
    ActionSpec("go.library", QT_TRANSLATE_NOOP("actions", "Find a &network"), "go", "Ctrl+K", "search"),
    ActionSpec("go.search", QT_TRANSLATE_NOOP("actions", "Find in the &graph"), "go", "Ctrl+F", "search"),
    ActionSpec("go.search.next", QT_TRANSLATE_NOOP("actions", "Ne&xt match"), "go", "F3", "chevron-down"),
    ActionSpec("go.search.previous", QT_TRANSLATE_NOOP("actions", "&Previous match"), "go", "Shift+F3", "chevron-up"),
    ActionSpec("go.layer", QT_TRANSLATE_NOOP("actions", "Find a &layer"), "go", "Ctrl+Shift+F", "list-filter"),
    ActionSpec("live.channel.next", QT_TRANSLATE_NOOP("actions", "Next &channel"), "live", "Ctrl+Right"),
    ActionSpec("live.channel.previous", QT_TRANSLATE_NOOP("actions", "P&revious channel"), "live", "Ctrl+Left"),
    ActionSpec("live.layer.next", QT_TRANSLATE_NOOP("actions", "Next &layer"), "live", "Ctrl+Down"),
    ActionSpec("live.layer.previous", QT_TRANSLATE_NOOP("actions", "Previous la&yer"), "live", "Ctrl+Up"),
    ActionSpec("live.method", QT_TRANSLATE_NOOP("actions", "Next &overlay"), "live", "Ctrl+B"),
    ActionSpec("measure.time", QT_TRANSLATE_NOOP("actions", "&Measure time"), "engine", "Ctrl+M", "timer"),
    ActionSpec("engine.cancel", QT_TRANSLATE_NOOP("actions", "&Cancel the work"), "engine", "Ctrl+."),
    ActionSpec("engine.restart", QT_TRANSLATE_NOOP("actions", "&Restart the engine"), "engine"),
    ActionSpec("help.about", QT_TRANSLATE_NOOP("actions", "&About cnn-explorer"), "help"),
)


def create_actions(window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """Make every action, its menu entry and its shortcut; a command without a handler is a ``KeyError``."""
    menus = {key: window.menuBar().addMenu(QCoreApplication.translate("actions", text)) for key, text in MENUS}
    for key, menu in menus.items():
        menu.setObjectName(f"menu.{key}")
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        text = QCoreApplication.translate("actions", spec.text)
        action = QAction(text, window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
            plain = text.replace("&", "").rstrip("…")
            action.setToolTip(f"{plain} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(handlers[spec.id])
        menus[spec.menu].addAction(action)
        made[spec.id] = action
    return made
