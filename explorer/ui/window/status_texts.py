"""The words of the status bar: what the window is doing, what its figures are of, what the engine is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QStatusBar

from explorer.ui.terms import term
from explorer.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention


class StatusTexts:
    """Three texts in a status bar."""

    def __init__(self, bar: QStatusBar) -> None:
        bar.setSizeGripEnabled(False)
        self._status = QLabel(_tr("Starting"))
        self._status.setObjectName("status.text")
        # Shortened before what the engine is doing, which stands beside it.
        self._figures = ElidedLabel(_tr("MACs: multiply-accumulates of convolutions and matrix products"))
        self._figures.setObjectName("status.convention")
        self._engine = QLabel()
        self._engine.setObjectName("status.engine")
        bar.addWidget(self._status, 1)
        bar.addWidget(self._figures, 2)
        bar.addPermanentWidget(self._engine)

    def say_ready(self) -> None:
        """The window is complete."""
        self._status.setText(_tr("Ready"))

    def say_figures(self, convention: Convention, batch: int) -> None:
        """Say how operations are counted, and for how many pictures."""
        self._figures.set_text(_tr("{0}, batch {1}, float32").format(term(convention.label), batch))
        self._figures.set_tip(term(convention.text))

    def say_engine(self, text: str) -> None:
        """Say what the engine is doing."""
        self._engine.setText(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
