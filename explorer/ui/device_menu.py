"""The choice of the device that networks run on, and of the precision that they compute with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from explorer.engine.messages import PRECISIONS, DeviceJob, EngineInfo, Failed, Moved
from explorer.ui.engine_link import EngineLink
from explorer.ui.terms import told
from explorer.ui.wording import device_name


class DeviceChoice(QObject):
    """Remembers what somebody has chosen, and tells each new engine."""

    failed = Signal(object)  # str, one line
    looked = Signal(object)  # str: the chosen device if it is not on this machine and the CPU is used; empty if it is
    moved = Signal(object)  # str: why the engine has changed its device by itself
    chosen = Signal()
    """Somebody has chosen."""

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.device = "auto"
        self.precision = PRECISIONS[0]
        self.threads = 0
        link.ready.connect(self._on_ready)
        link.moved.connect(self._on_moved)

    def choose(self, device: str | None = None, precision: str | None = None, threads: int | None = None) -> None:
        """Run on another device, with another precision, or on other CPU threads; None leaves it as it is."""
        self.device = device or self.device
        self.precision = precision or self.precision
        self.threads = self.threads if threads is None else threads
        self.chosen.emit()
        self._post()

    def is_missing(self, device: str) -> bool:
        """Whether a device is not among those that the running engine has found."""
        info = self._link.info
        found = [named.partition(" ")[0] for named in info.devices] if info is not None else []
        return info is not None and device != "auto" and _indexed(device) not in found

    def _post(self) -> None:
        # The choice stays as it is: the device may be there again at another start.
        device = "cpu" if self.is_missing(self.device) else self.device
        job = DeviceJob(device=device, precision=self.precision, threads=self.threads)
        self._link.post(job, lambda info: None, self._on_failed)

    @Slot(object)
    def _on_ready(self, info: EngineInfo) -> None:
        if (self.device, self.precision, self.threads) != ("auto", info.precision, 0):
            self._post()
        self.looked.emit(self.device if self.is_missing(self.device) else "")

    @Slot(object)
    def _on_moved(self, moved: Moved) -> None:
        if moved.reason:
            # What did not fit will not fit into the next engine either.
            self.device = moved.info.device
            self.moved.emit(told(moved.reason))

    def _on_failed(self, failure: Failed) -> None:
        info = self._link.info
        if info is not None:
            self.device, self.precision = info.device, info.precision
        self.failed.emit(failure.message)


class DeviceMenu(QMenu):
    """All devices of the machine, then the precisions."""

    def __init__(self, choice: DeviceChoice, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("menu.device")
        self.setTitle(self.tr("&Device"))
        self.setToolTipsVisible(True)
        self._choice = choice
        self._link = link
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer what the running engine has found."""
        self.clear()
        info = self._link.info
        if info is None:
            waiting = self.addAction(self.tr("The engine is starting"))
            waiting.setEnabled(False)
            return
        devices = QActionGroup(self)
        for named in info.devices:
            device, _, name = named.partition(" ")
            text = f"{device_name(device)}  {name}".strip()
            action = self._add(devices, text, device, device == _indexed(info.device))
            action.triggered.connect(partial(self._choose, device=device))
        if self._choice.is_missing(self._choice.device):
            text = self.tr("{0}  (not here)").format(device_name(self._choice.device))
            gone = self._add(devices, text, self._choice.device, False)
            gone.setEnabled(False)
            gone.setToolTip(self.tr("Chosen before, but not on this machine now; used again when it is there"))
        self.addSection(self.tr("Precision"))
        precisions = QActionGroup(self)
        tips = {
            "float32": self.tr("As the weights are"),
            "bfloat16": self.tr("Automatic mixed precision; on most CPUs slower than float32"),
        }
        for precision in PRECISIONS:
            action = self._add(precisions, precision, precision, precision == info.precision)
            action.setToolTip(tips[precision])
            action.triggered.connect(partial(self._choose, precision=precision))

    def _choose(self, checked: bool = True, *, device: str | None = None, precision: str | None = None) -> None:
        self._choice.choose(device, precision)

    def _add(self, group: QActionGroup, text: str, value: str, chosen: bool) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"menu.device.{value}")
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        self.addAction(action)
        return action


def _indexed(device: str) -> str:
    """The device with its index, as the menu lists it: ``cuda`` is ``cuda:0``."""
    return device if device == "cpu" or ":" in device else f"{device}:0"
