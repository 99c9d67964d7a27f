"""The tool bar: the few commands that are used all the time, and what the engine runs on."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QWidget

from explorer.ui.actions import ACTIONS
from explorer.ui.theme import icon, theme
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge

LEFT = ("go.back", "go.forward", "", "view.direction", "view.fit")
PICTURE = ("", "picture.open")
RIGHT = ("table.export", "theme.toggle")


class ToolBar(QToolBar):
    """Fixed in its place; icons follow the theme."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        library: QAction,
        parent: QWidget | None = None,
        *,
        left: Iterable[QWidget] = (),
        middle: QWidget | None = None,
        right: Iterable[QWidget] = (),
    ) -> None:
        """``left``: what stands beside the commands of the graph; ``middle``: what takes the room between both sides;
        ``right``: at the right, before the badge."""
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Tool bar"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(18, 18))
        self.setFixedHeight(Space.TOOLBAR)
        self.toggleViewAction().setVisible(False)
        self._actions = actions
        self._library = library
        self.addAction(library)
        for name in LEFT:
            self._add(name)
        for widget in left:
            self.addWidget(widget)
        for name in PICTURE:
            self._add(name)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if middle is not None:
            row = QHBoxLayout(gap)
            row.setContentsMargins(Space.NEAR, 0, Space.NEAR, 0)
            row.addStretch(1)
            row.addWidget(middle, 1000)
            row.addStretch(1)
        self.addWidget(gap)
        for widget in right:
            self.addWidget(widget)
        self.device = Badge(name="toolbar.device")
        self.addWidget(self.device)
        for name in RIGHT:
            self._add(name)
        theme().changed.connect(self._paint_icons)
        self._paint_icons()

    def _add(self, name: str) -> None:
        if name:
            self.addAction(self._actions[name])
        else:
            self.addSeparator()

    def _paint_icons(self) -> None:
        self._library.setIcon(icon("panel-left"))
        self._library.setToolTip(self.tr("Show or hide the library"))
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon))
