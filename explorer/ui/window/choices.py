"""What is chosen for the whole window, from the settings to begin with, and remembered in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from explorer.analysis.conventions import Convention
from explorer.ui.convention_choice import ConventionChoice
from explorer.ui.device_menu import DeviceChoice
from explorer.ui.graph.colouring_choice import ColouringChoice
from explorer.ui.motion import motion
from explorer.visualize.graph.metrics import Metric

if TYPE_CHECKING:
    from explorer.ui.docks.table.layers import LayerTable
    from explorer.ui.main_window import MainWindow


class Choices(QObject):
    """How operations are counted, what graphs are coloured by, which columns the table has, what networks run on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        settings = self._settings = window.settings
        self.counting = ConventionChoice(Convention(settings.convention), window)
        self.counting.changed.connect(self._on_convention_changed)
        metric = None if settings.colouring == "kind" else Metric(settings.colouring)
        self.colouring = ColouringChoice(metric, self.counting.convention, window)
        self.colouring.chosen.connect(self._on_colouring_chosen)
        notice = window.documents.notice
        self.device = DeviceChoice(window.engine, window)
        self.device.device, self.device.precision = settings.device, settings.precision
        self.device.threads = settings.threads
        self.device.chosen.connect(self._on_device_chosen)
        self.device.looked.connect(self._on_device_looked_for)
        self.device.failed.connect(lambda message: notice.say(message, "error"))
        self.device.moved.connect(lambda reason: notice.say(reason, "warn"))
        motion().choose(settings.motion)

    def follow_columns(self, table: LayerTable) -> None:
        """Show the columns that were chosen last, and remember other ones."""
        table.columnsChanged.connect(self._on_columns_changed)
        if self._settings.columns is not None:
            table.set_columns(self._settings.columns)

    @Slot(object)
    def _on_convention_changed(self, convention: Convention) -> None:
        self._settings.convention = convention.value

    @Slot(object)
    def _on_colouring_chosen(self, metric: Metric | None) -> None:
        # Measured times are gone with the window that measured them: they are not what the next one begins with.
        if metric is None or metric.value != "time":
            self._settings.colouring = metric.value if metric is not None else "kind"

    @Slot(object)
    def _on_columns_changed(self, names: tuple[str, ...]) -> None:
        self._settings.columns = names

    @Slot()
    def _on_device_chosen(self) -> None:
        settings, chosen = self._settings, self.device
        settings.device, settings.precision, settings.threads = chosen.device, chosen.precision, chosen.threads

    @Slot(object)
    def _on_device_looked_for(self, missing: str) -> None:
        """Say once that the chosen one is not there: who knows it need not be told at every start."""
        if self._settings.missed == missing:
            return
        self._settings.missed = missing
        if missing:
            text = _tr("{0} is not on this machine now: networks run on the CPU. Others are in the Engine menu.")
            self._window.documents.notice.say(text.format(missing), "warn")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
