"""What the window says of its engine: in the status bar, in the tool bar, and when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from explorer.ui.faults import faults
from explorer.ui.wording import device_name

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow


class EngineStatus(QObject):
    """Follows the engine of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        engine = self._engine = window.engine
        self._was_lost = False
        engine.faulted.connect(faults().tell_engine)
        engine.stateChanged.connect(self._on_state)
        engine.lost.connect(self._on_lost)
        engine.moved.connect(lambda moved: self.show())
        engine.workChanged.connect(self._on_work_changed)

    def show(self) -> None:
        """Say what the engine is doing now."""
        self._on_state(self._engine.state)

    @Slot(object)
    def _on_state(self, state: str) -> None:
        words = {
            "off": _tr("Engine off"),
            "starting": _tr("Engine starting…"),
            "running": _tr("Engine running"),
            "down": _tr("Engine stopped"),
        }
        self._window.status_texts.say_engine(words[state])
        if not hasattr(self._window, "tool_bar"):
            return
        device, info = self._window.tool_bar.device, self._engine.info
        if info is not None:
            one = info.threads == 1
            threads = _tr("1 thread") if one else _tr("{} threads").format(info.threads)
            mixed = f" · {info.precision}" if info.precision != "float32" else ""
            device.set_state(f"{device_name(info.device)} · {threads}{mixed}", "plain")
        else:
            device.set_state(words[state], "error" if state == "down" else "plain")
        if state == "running" and self._was_lost:
            self._was_lost = False
            self._window.documents.notice.say(_tr("The engine runs again."), seconds=4)

    @Slot(object)
    def _on_lost(self, reason: str) -> None:
        if not self._window.complete:
            return
        self._was_lost = True
        notice = self._window.documents.notice
        if self._engine.state == "starting":
            text = _tr("The engine stopped ({}) and is being restarted. Nothing of yours is lost.").format(reason)
            notice.say(text, "warn")
        else:
            text = _tr(
                "The engine keeps stopping ({}). Choose a smaller network or close other programs, then restart it."
            ).format(reason)
            notice.say(text, "error", button=_tr("Restart"), action=self._engine.restart)

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        if self._window.complete:
            self._window.commands["engine.cancel"].setEnabled(jobs > 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
