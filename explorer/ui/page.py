"""A tab of the middle that is no network."""

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """What ``DocumentArea.open_page`` shows; there is one of each name at most."""

    title = ""
    """What its tab is called."""
    commands: tuple[str, ...] = ()
    """Ids of the commands for networks that are of use to it too."""
    direction = "tb"
    """Which way what it shows runs: ``tb`` or ``lr``."""

    def close_page(self) -> None:
        """Let go of what is still open, before the tab goes."""
