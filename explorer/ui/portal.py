"""The desktop's settings, as far as they bear on the window: whether motion is to be reduced.

They are asked of the settings portal on the session's D-Bus, which all common
Linux desktops have. No bus is started for it, nothing waits for the answer, and
where nobody answers, nothing is reduced.
"""

import os

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
KEYS = (
    ("org.freedesktop.appearance", "reduced-motion"),  # 0 no preference, 1 reduced
    ("org.gnome.desktop.interface", "enable-animations"),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"),  # 0 is at once
)


def asks_for_less(key: str, value: object) -> bool:
    """True where the value of one of :data:`KEYS` asks for reduced motion."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return number == 1.0 if key == "reduced-motion" else number == 0.0


class Portal(QObject):
    """Says at first, and whenever it changes, whether one of the settings asks for reduced motion."""

    motionReduced = Signal(bool)

    def __init__(self, parent: QObject | None = None, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._asking: set[str] = set()

    def ask(self) -> None:
        """Ask for the settings and listen for their changes; does nothing where there is no bus."""
        if self._bus is None and "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            self._bus = QDBusConnection.sessionBus()
        if self._bus is None or not self._bus.isConnected():
            return
        slot = SLOT("on_changed(QString,QString,QDBusVariant)")
        self._bus.connect(SERVICE, PATH, INTERFACE, "SettingChanged", self, slot)  # type: ignore[call-overload]
        for space, key in KEYS:
            call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
            call.setArguments([space, key])
            watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
            watcher.setProperty("key", key)
            watcher.finished.connect(self._on_answered)

    @Slot(QDBusPendingCallWatcher)
    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError():
            self._take(watcher.property("key"), watcher.reply().arguments()[0])
        watcher.deleteLater()

    @Slot(str, str, QDBusVariant)
    def on_changed(self, space: str, key: str, value: QDBusVariant) -> None:
        """Hear of a change of any setting."""
        if (space, key) in KEYS:
            self._take(key, value)

    def _take(self, key: str, value: object) -> None:
        # Some portals answer with a variant in a variant.
        while isinstance(value, QDBusVariant):
            value = value.variant()
        before = bool(self._asking)
        (self._asking.add if asks_for_less(key, value) else self._asking.discard)(key)
        if bool(self._asking) != before:
            self.motionReduced.emit(not before)
