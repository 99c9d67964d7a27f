"""What networks run on: device, precision and threads, as the Engine menu has them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from explorer.engine.messages import PRECISIONS
from explorer.ui.preferences.form import Section, combo, show_choice
from explorer.ui.widgets.buttons import SegmentedControl
from explorer.ui.widgets.labels import label

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

DEFAULTS = ("auto", "float32", 0)


class ComputingRows(QObject):
    """Three rows, and a remark on what the engine says that it runs on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._choice = window.device
        self._engine = window.engine
        self.device = combo("preferences.device", [("auto", self.tr("Automatic"))])
        self.precision = SegmentedControl([(one, one) for one in PRECISIONS], "preferences.precision")
        self.precision.button("bfloat16").setToolTip(
            self.tr("Automatic mixed precision; on most CPUs slower than float32")
        )
        counts = range(1, (os.cpu_count() or 1) + 1)
        self.threads = combo(
            "preferences.threads", [("0", self.tr("Automatic")), *((str(one), str(one)) for one in counts)]
        )
        self._state = label(role="small", name="preferences.engine")
        self.device.activated.connect(self._on_device_chosen)
        self.precision.chosen.connect(self._on_precision_chosen)
        self.threads.activated.connect(self._on_threads_chosen)
        self._choice.chosen.connect(self.show)
        self._choice.failed.connect(self.show)
        self._engine.moved.connect(self.show)
        self._engine.stateChanged.connect(self.show)
        self.show()

    def add_to(self, section: Section) -> None:
        """Put the rows into a section."""
        section.add(self.tr("Device"), self.device, self._state)
        section.add(self.tr("Precision"), self.precision)
        section.add(
            self.tr("CPU threads"),
            self.threads,
            label(self.tr("Automatic measures which number is fastest for each network."), "small"),
        )

    @Slot()
    def show(self, *_: object) -> None:
        """Show what is chosen, and what the engine runs on."""
        info = self._engine.info
        names = [self.device.itemData(number) for number in range(self.device.count())]
        for named in info.devices if info is not None else ():
            device, _space, name = named.partition(" ")
            if device not in names:
                self.device.addItem(f"{device.upper() if device == 'cpu' else device}  {name}", device)
        if self.device.findData(self._choice.device) < 0:
            self.device.addItem(self.tr("{0} (not here)").format(self._choice.device), self._choice.device)
        for number in range(self.device.count()):
            # An item that is switched off can be seen, but not chosen anew.
            item = self.device.model().item(number)  # type: ignore[attr-defined]
            item.setEnabled(not self._choice.is_missing(self.device.itemData(number)))
        show_choice(self.device, self._choice.device)
        self.precision.set_current(self._choice.precision)
        show_choice(self.threads, str(self._choice.threads))
        if info is None:
            self._state.setText(self.tr("The engine is not running; it takes this over when it starts."))
        else:
            self._state.setText(self.tr("Now {0}, {1} threads.").format(info.device.upper(), info.threads))

    def restore_defaults(self) -> None:
        """Choose what is chosen at the first start; an engine that does so already is left alone."""
        if (self._choice.device, self._choice.precision, self._choice.threads) != DEFAULTS:
            self._choice.choose(*DEFAULTS)
        self.show()

    @Slot()
    def _on_device_chosen(self) -> None:
        self._choice.choose(device=self.device.currentData())

    @Slot(object)
    def _on_precision_chosen(self, precision: str) -> None:
        self._choice.choose(precision=precision)

    @Slot()
    def _on_threads_chosen(self) -> None:
        self._choice.choose(threads=int(self.threads.currentData()))
