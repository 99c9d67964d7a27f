"""A button that says which weights a network runs with, and opens the menu of the others."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.engine.messages import WeightsBadge
from explorer.ui.terms import quoted
from explorer.ui.widgets.labels import IconLabel
from explorer.ui.widgets.menu_button import MenuButton


class WeightsButton(MenuButton):
    """Like the badge of the inspector: trained or random, by a sign and a word, never by colour alone."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, self.tr("Weights"), icon="info", parent=parent)
        self._sign = self.findChildren(IconLabel)[0]
        self.set_weights(None)

    def set_weights(self, badge: WeightsBadge | None, chosen: str = "") -> None:
        """Show what has run, or before that what is ``chosen``."""
        if badge is None:
            self._sign.set_icon("info", "t2")
            self.set_text(chosen or self.tr("Weights"))
            self.setToolTip(self.tr("Which weights the network runs with"))
        else:
            self._sign.set_icon(*(("circle-check", "ok") if badge.trained else ("triangle-alert", "warn")))
            self.set_text(badge.name if badge.trained else self.tr("random weights"))
            self.setToolTip(self.tr("{0}; a click offers others").format(quoted(badge.source)))

    def text(self) -> str:
        """Return the words."""
        return self.shown_text()
