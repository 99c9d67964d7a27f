"""A field to search or filter with: icon, placeholder, shortcut hint, clear button."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import IconLabel, label, restyle


class SearchField(QFrame):
    """A line edit in a frame; Escape clears it, the arrow keys and Enter are handed on."""

    textChanged = Signal(str)
    downPressed = Signal()
    accepted = Signal()  # Enter
    left = Signal()  # Escape in an empty field

    def __init__(
        self,
        placeholder: str,
        name: str,
        *,
        hint: str = "",
        icon: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        """``name`` becomes the line edit's object name; ``hint`` is a shortcut to print in the field."""
        super().__init__(parent)
        self.setProperty("surface", "search")
        self.setFixedHeight(Space.CONTROL)
        self._edit = QLineEdit()
        self._edit.setObjectName(name)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setAccessibleName(placeholder)
        self._edit.setFrame(False)
        self._hint = label(hint, "hint")
        if not hint:
            self._hint.hide()
        self._clear = IconButton("x", self.tr("Clear"), f"{name}.clear", size=14)
        self._clear.setFixedSize(22, 22)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        self._clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 5, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, 16, "t3"))
        row.addWidget(self._edit, 1)
        row.addWidget(self._hint)
        row.addWidget(self._clear)
        self.setFocusProxy(self._edit)
        self._edit.installEventFilter(self)
        self._edit.textChanged.connect(self._on_text_changed)
        self._clear.clicked.connect(self.clear)

    @property
    def edit(self) -> QLineEdit:
        """The line edit itself."""
        return self._edit

    def text(self) -> str:
        """Return what was typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Replace what was typed."""
        self._edit.setText(text)

    def clear(self) -> None:
        """Empty the field."""
        self._edit.clear()

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._hint.setVisible(bool(self._hint.text()) and not text)
        self.textChanged.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key_pressed(event)
        return super().eventFilter(watched, event)

    def _on_key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return True
        if key == Qt.Key.Key_Down:
            self.downPressed.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
            return True
        return False
