"""The line above a side: which network it is, in which form it runs, how fast, and with which weights."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.engine.messages import WeightsBadge
from explorer.ui.compare.live.weights_button import WeightsButton
from explorer.ui.compare.series import Letter
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, label


class SideHead(QWidget):
    """Is told by setters; weights are chosen in the badge's menu."""

    def __init__(self, place: int, name: str) -> None:
        super().__init__()
        self.name = ElidedLabel("", "heading")
        self.runs = ElidedLabel("", "secondary")
        self.pace = label(role="secondary", name=f"{name}.pace")
        self.badge = WeightsButton(f"{name}.weights")
        self._found: WeightsBadge | None = None
        self._chosen = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(Letter(place))
        row.addWidget(self.name)
        row.addWidget(self.runs, 1)
        row.addWidget(self.pace)
        row.addWidget(self.badge)

    def set_network(self, name: str, runs: str) -> None:
        """Show another network, and which form of it runs where the graph shows another one."""
        self.name.set_text(name)
        self.runs.set_text(runs)

    def set_weights(self, chosen: str) -> None:
        """Say which weights are chosen, as on the command line; what has run says more, once it is known."""
        # What a network runs with unless somebody chooses has no name before it has been found.
        self._chosen = "" if chosen == "default" else Path(chosen).name
        self.badge.set_weights(self._found, self._chosen)

    def show_weights(self, found: WeightsBadge | None) -> None:
        """Say which weights have run; None: only what is chosen is known."""
        self._found = found
        self.badge.set_weights(found, self._chosen)

    def set_pace(self, text: str, tip: str) -> None:
        """Say how fast the network is."""
        self.pace.setText(text)
        self.pace.setToolTip(tip)
