"""Live and Inspector: beside each other where the window is wide, one behind the other where it is narrow.

What a person has made of them is left alone: another arrangement is chosen only
where the present one is what this module would have made.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

NARROW = 1400
"""A window below this width cannot show both beside each other and a graph that can be read."""
WIDTHS = {False: (384, 344), True: (340, 340)}
"""What live panel and inspector take at first, by whether the window is narrow."""

_Side = Qt.DockWidgetArea.RightDockWidgetArea


class SideDocks(QObject):
    """The two docks at the right; a dock that is closed gives its room to the graph, and gets it back."""

    def __init__(self, window: QMainWindow, live: QDockWidget, inspector: QDockWidget) -> None:
        super().__init__(window)
        self._window, self._live, self._inspector = window, live, inspector
        self._narrow = self._is_narrow()
        self._closed: dict[QDockWidget, int] = {}
        """How wide a closed dock was."""
        self._alone: dict[QDockWidget, int] = {}
        """How wide a dock is whose neighbour is closed."""
        self._owed: dict[QDockWidget, int] = {}
        """The widths that docks are to have, now that one of them has been closed or has come back."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # the layout has taken notice by then
        self._soon.timeout.connect(self._settle)
        for watched in (window, live, inspector):
            watched.installEventFilter(self)

    @property
    def tabbed(self) -> bool:
        """Whether they stand one behind the other."""
        return self._inspector in self._window.tabifiedDockWidgets(self._live)

    def place(self) -> None:
        """Put them, who have just been added to the window, beside each other; see :meth:`adapt`."""
        self._window.splitDockWidget(self._live, self._inspector, Qt.Orientation.Horizontal)
        self._narrow = False
        self._owed.clear()
        self._soon.start()

    def adapt(self) -> None:
        """Put them otherwise if the window has another width by now."""
        self._narrow = self._is_narrow()
        if self.tabbed == self._narrow:
            return
        window, live, inspector = self._window, self._live, self._inspector
        shown = not inspector.isHidden()
        window.removeDockWidget(inspector)  # out of the tabs, which cannot be split
        window.addDockWidget(_Side, inspector)
        if self._narrow:
            window.tabifyDockWidget(live, inspector)
            live.raise_()
        else:
            window.splitDockWidget(live, inspector, Qt.Orientation.Horizontal)
        inspector.setVisible(shown)
        self._owed.clear()
        self._soon.start()

    def measure(self) -> None:
        """Give them their first widths."""
        widths = WIDTHS[self._narrow]
        self._window.resizeDocks([self._live, self._inspector], widths, Qt.Orientation.Horizontal)
        # Docks that have just been put there take their widths only after the next layout.
        self._owed = dict(zip((self._live, self._inspector), widths, strict=True))
        self._soon.start()

    def restored(self) -> None:
        """They stand where somebody left them, which is right for this width; no dock is owed any room."""
        self._narrow = self._is_narrow()
        self._owed.clear()
        self._soon.start()

    def _is_narrow(self) -> bool:
        return self._window.width() < NARROW

    def _as_placed(self) -> bool:
        """Whether they stand as they were put, so that nobody minds if they are put otherwise."""
        both = (self._live, self._inspector)
        at_side = all(not one.isFloating() and self._window.dockWidgetArea(one) == _Side for one in both)
        return at_side and self.tabbed == self._narrow

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if isinstance(event, QResizeEvent) and self._is_narrow() != self._narrow:
                self._follow()
        elif isinstance(watched, QDockWidget):
            self._watch(watched, event.type())
        return False

    def _follow(self) -> None:
        ours = self._as_placed()
        self._narrow = self._is_narrow()
        if ours:
            self.adapt()
            self.measure()

    def _watch(self, dock: QDockWidget, what: QEvent.Type) -> None:
        other = self._inspector if dock is self._live else self._live
        beside = other.isVisible() and not other.isFloating() and not dock.isFloating() and not self.tabbed
        if what == QEvent.Type.Hide and dock.isHidden():  # not with the whole window
            if beside:
                self._closed[dock] = dock.width()
                self._owed = {other: other.width()}
        elif what == QEvent.Type.Show:
            if dock in self._closed and beside:  # and the other one has made way by now
                self._owed = {dock: self._closed.pop(dock), other: self._alone.pop(other, other.width())}
        elif what == QEvent.Type.Resize:
            if other.isHidden():
                self._alone[dock] = dock.width()
        else:
            return
        self._soon.start()

    def _settle(self) -> None:
        """Qt hands the room of a closed dock to its neighbour, and takes it from there: let it be the graph's."""
        owed, self._owed = {dock: width for dock, width in self._owed.items() if dock.isVisible()}, {}
        if owed:
            self._window.resizeDocks(list(owed), list(owed.values()), Qt.Orientation.Horizontal)
        for one in (self._live, self._inspector):
            title = one.titleBarWidget()
            if hasattr(title, "set_tabbed"):  # not while the dock is blank
                title.set_tabbed(self._has_tab(one))

    def _has_tab(self, dock: QDockWidget) -> bool:
        together = self._window.tabifiedDockWidgets(dock)
        return not dock.isFloating() and any(not one.isHidden() and not one.isFloating() for one in together)
