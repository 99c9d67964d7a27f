"""The line below the method that says what its picture does not show; what that means opens on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from explorer.ui.live.method.methods import method_text
from explorer.ui.live.method.remarks import Remark
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import ElidedLabel, IconLabel, label


class HonestyNote(QFrame):
    """The most important remark in one line, with the method that does better; all of them in full if it is open.

    It never covers the picture or waits for an answer.
    """

    methodRequested = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.honesty")
        self._remarks: tuple[Remark, ...] = ()
        self._open = False
        self._more = IconButton("chevron-down", self.tr("Show all remarks (I)"), "live.honesty.more", size=14)
        self._more.clicked.connect(self.toggle)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.CLOSE)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        row.setSpacing(Space.TIGHT)
        row.addLayout(self._lines, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show what is to be said; nothing hides the note."""
        if remarks != self._remarks:
            self._remarks = remarks
            self._fill()

    def toggle(self) -> None:
        """Show all remarks in full, or only the first in a line."""
        self._open = not self._open
        self._fill()

    def titles(self) -> tuple[str, ...]:
        """Return what is said, in a few words each."""
        return tuple(remark.title for remark in self._remarks)

    @property
    def is_open(self) -> bool:
        """Whether all remarks are shown in full."""
        return self._open

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for remark in self._remarks if self._open else self._remarks[:1]:
            self._lines.addWidget(self._line(remark))
        rest = len(self._remarks) - 1
        tip = self.tr("Show less (I)") if self._open else self.tr("What that means (I)")
        if rest > 0 and not self._open:
            tip = self.tr("What that means, and {0} more (I)").format(rest)
        self._more.setToolTip(tip)
        self._more.setAccessibleName(tip)
        self._more.set_icon("chevron-up" if self._open else "chevron-down")
        self.setAccessibleName("; ".join(self.titles()))
        self.setVisible(bool(self._remarks))

    def _line(self, remark: Remark) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(Space.CLOSE)
        icon = IconLabel("triangle-alert", 16, "warn") if remark.warning else IconLabel("info", 16, "accent")
        title = ElidedLabel(remark.title, "value")
        title.setObjectName("live.honesty.title")
        title.setMinimumHeight(28)
        head.addWidget(icon)
        head.addWidget(title, 1)
        if remark.method:
            name = method_text(remark.method).name.removesuffix(" backprop")
            button = push_button(name, f"live.honesty.{remark.method}")
            button.setToolTip(self.tr("Show {0} instead").format(method_text(remark.method).name))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(lambda: self.methodRequested.emit(remark.method))
            head.addWidget(button)
        column.addLayout(head)
        if self._open:
            text = label(remark.text, "secondary", name="live.honesty.text")
            text.setWordWrap(True)
            text.setContentsMargins(Space.WIDE, 0, 0, Space.TIGHT)
            column.addWidget(text)
        return line
