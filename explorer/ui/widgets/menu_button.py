"""A button that names a choice and opens a menu of the others; a long name is cut."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.labels import ElidedLabel, IconLabel, label


class MenuButton(QPushButton):
    """Compact; its text stands in a child, since a style sheet cannot pad a button that has a menu."""

    def __init__(self, name: str, what: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        """``what``: the kind of thing that is chosen, for screen readers."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "menu")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._what = what
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.setMenu(self.choices)
        self._name = ElidedLabel("", "value")
        self._hint = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CLOSE + 1, 0, Space.CLOSE - 2, 0)
        row.setSpacing(Space.TIGHT + 2)
        if icon:
            row.addWidget(IconLabel(icon, 14))
        row.addWidget(self._name, 1)
        row.addWidget(self._hint)
        row.addWidget(IconLabel("chevron-down", 14))
        self._hint.hide()
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str, hint: str = "") -> None:
        """Name the choice, with a word in grey after it."""
        self._name.set_text(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{self._what}: {text} {hint}".strip())
        self.updateGeometry()

    def shown_text(self) -> str:
        """Return the choice's name."""
        return self._name.whole_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.showMenu()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the panel walks through layers and channels by these
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = self._hint.sizeHint().width() + Space.CLOSE if not self._hint.isHidden() else 0
        icons = sum(20 for _ in self.findChildren(IconLabel))
        return QSize(self._name.sizeHint().width() + hint + icons + 2 * Space.CLOSE, Space.COMPACT)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, Space.COMPACT)


def heading(menu: QMenu, text: str) -> QAction:
    """Add a line that names the group below it."""
    action = QAction(text, menu)
    action.setEnabled(False)
    action.setFont(font(Size.SMALL, 600))
    menu.addAction(action)
    return action


def radio(menu: QMenu, choices: Sequence[tuple[object, str]], group: QActionGroup) -> list[QAction]:
    """Add exclusive choices as ``(data, text)``."""
    made = []
    for data, text in choices:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setData(data)
        group.addAction(action)
        menu.addAction(action)
        made.append(action)
    return made


def choose_class(menu: QMenu, top: str, classes: Sequence[tuple[object, str]], chosen: object) -> None:
    """Fill a menu anew with the class that comes first, whatever it is (None), and with ``classes``."""
    menu.clear()
    group = QActionGroup(menu)
    radio(menu, ((None, top),), group)
    menu.addSeparator()
    radio(menu, classes, group)
    for action in menu.actions():
        action.setChecked(not action.isSeparator() and action.data() == chosen)
