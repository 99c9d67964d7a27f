"""What is selected, shared by every panel: one model, linked both ways."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Selected:
    """Either one operator (``order`` of its row) or one block (``block``, a scope path), or nothing."""

    order: int | None = None
    block: str | None = None

    def __bool__(self) -> bool:
        return self.order is not None or self.block is not None


class Selection(QObject):
    """The selection of one open network, and the channel that the live panel shows of it.

    A panel that selects calls ``select_*``; it hears its own change like all
    others and must not select again in answer to ``changed``. Setting what is
    set already emits nothing, which ends every loop.
    """

    changed = Signal(object)  # Selected
    channelChanged = Signal(object)  # int | None (None: the strongest)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = Selected()
        self._channel: int | None = None

    @property
    def current(self) -> Selected:
        """What is selected now."""
        return self._current

    @property
    def channel(self) -> int | None:
        """The chosen channel of the selected layer, None for its strongest."""
        return self._channel

    def select_operator(self, order: int) -> None:
        """Select the operator whose row has that ``order``."""
        self._set(Selected(order=order))

    def select_block(self, path: str) -> None:
        """Select the block of that scope path (``layer2.0``)."""
        self._set(Selected(block=path))

    def clear(self) -> None:
        """Select nothing."""
        self._set(Selected())

    def select_channel(self, channel: int | None) -> None:
        """Choose a channel of the selected layer, or None for the strongest."""
        if channel != self._channel:
            self._channel = channel
            self.channelChanged.emit(channel)

    def _set(self, selected: Selected) -> None:
        if selected == self._current:
            return
        self._current = selected
        # Channel 12 of one layer has nothing to do with channel 12 of the next.
        self.select_channel(None)
        self.changed.emit(selected)
