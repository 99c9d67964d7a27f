"""A tab of the middle that is no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from explorer.visualize.graph.metrics import Metric


class Page(QWidget):
    """What ``DocumentArea.open_page`` shows; there is one of each name at most."""

    title = ""
    """What its tab is called."""
    commands: tuple[str, ...] = ()
    """Ids of the commands for networks that are of use to it too."""
    direction = "tb"
    """Which way what it shows runs: ``tb`` or ``lr``."""

    def set_metric(self, metric: Metric | None, *, chosen: bool = False) -> None:
        """Colour the graphs by a figure, None for kinds, if there are any; ``chosen`` by somebody just now."""

    def close_page(self) -> None:
        """Let go of what is still open, before the tab goes."""
