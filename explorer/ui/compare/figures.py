"""A line of figures of which the last ones give way where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

BETWEEN = "\u2002\u2009"
"""An en space and a thin one."""


class Figures(QLabel):
    """Shows whole figures only, since one that is cut says something else; its tip tells all."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "secondary")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._figures: tuple[str, ...] = ()

    def set_figures(self, figures: Sequence[str]) -> None:
        """Show other figures, the ones that matter most first."""
        self._figures = tuple(figures)
        self.setAccessibleName(", ".join(figures))
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        count = len(self._figures)
        while count and self._length(count) > self.width():
            count -= 1
        self.setText(BETWEEN.join(self._figures[:count]))
        self.setToolTip("\n".join(self._figures) if count < len(self._figures) else "")

    def _length(self, count: int) -> int:
        return self.fontMetrics().horizontalAdvance(BETWEEN.join(self._figures[:count]))

    def sizeHint(self) -> QSize:
        return QSize(self._length(len(self._figures)) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._fit()
