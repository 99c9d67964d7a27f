"""Reduced motion: what the desktop's settings mean, and that they are heard over a bus."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import ClassInfo, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

from explorer.ui.motion import Motion

QtDBus = pytest.importorskip("PySide6.QtDBus")
from explorer.ui.portal import INTERFACE, PATH, SERVICE, Portal, asks_for_less  # noqa: E402


@pytest.mark.parametrize(
    ("key", "value", "less"),
    [
        ("reduced-motion", 1, True),
        ("reduced-motion", 0, False),
        ("enable-animations", False, True),
        ("enable-animations", True, False),
        ("AnimationDurationFactor", "0", True),
        ("AnimationDurationFactor", 0.0, True),
        ("AnimationDurationFactor", "0.5", False),
        ("AnimationDurationFactor", "", False),
        ("enable-animations", None, False),
    ],
)
def test_what_the_settings_mean(key: str, value: object, less: bool) -> None:
    assert asks_for_less(key, value) is less


def test_motion_tells_of_changes_once(qtbot: QtBot) -> None:
    motion = Motion()
    assert not motion.reduced
    with qtbot.waitSignal(motion.changed):
        motion.set_from_portal(True)
    assert motion.reduced
    with qtbot.assertNotEmitted(motion.changed):
        motion.set_from_portal(True)
    motion.set_from_portal(False)
    assert not motion.reduced


class Still(QProxyStyle):
    """A style without animations."""

    def styleHint(self, hint, option=None, widget=None, data=None):  # type: ignore[no-untyped-def]
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_a_style_without_animations_is_asked_again_when_one_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    motion = Motion()
    qapp.setStyle(Still("Fusion"))
    try:
        assert not motion.reduced
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        assert motion.reduced
    finally:
        qapp.setStyle("Fusion")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not motion.reduced


@ClassInfo({"D-Bus Interface": INTERFACE})
class Desktop(QObject):
    """A desktop whose animations are on."""

    @Slot(str, str, result=QtDBus.QDBusVariant)
    def Read(self, space: str, key: str) -> object:
        value: object = {"reduced-motion": 0, "enable-animations": True}.get(key, "1.0")
        return QtDBus.QDBusVariant(value)


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus of the test's own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon on this machine")
    daemon = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


def test_the_desktop_is_asked_and_heard(qtbot: QtBot, bus: str) -> None:
    connect = QtDBus.QDBusConnection.connectToBus
    server, client = connect(bus, "desktop"), connect(bus, "client")
    desktop = Desktop()
    export = QtDBus.QDBusConnection.RegisterOption.ExportAllSlots
    assert server.registerObject(PATH, desktop, export) and server.registerService(SERVICE)
    portal = Portal(bus=client)
    heard: list[bool] = []
    portal.motionReduced.connect(heard.append)
    portal.ask()
    qtbot.waitUntil(lambda: not portal.findChildren(QtDBus.QDBusPendingCallWatcher))
    assert heard == []

    def tell(space: str, key: str, value: object) -> None:
        change = QtDBus.QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
        change.setArguments([space, key, QtDBus.QDBusVariant(value)])
        assert server.send(change)

    tell("org.freedesktop.appearance", "color-scheme", 1)
    tell("org.gnome.desktop.interface", "enable-animations", False)
    qtbot.waitUntil(lambda: heard == [True])
    tell("org.freedesktop.appearance", "reduced-motion", 1)
    tell("org.gnome.desktop.interface", "enable-animations", True)
    tell("org.freedesktop.appearance", "reduced-motion", 0)
    qtbot.waitUntil(lambda: heard == [True, False])
    for name in ("desktop", "client"):
        QtDBus.QDBusConnection.disconnectFromBus(name)


def test_without_a_bus_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    portal = Portal()
    with qtbot.assertNotEmitted(portal.motionReduced, wait=50):
        portal.ask()
    assert portal.findChildren(QtDBus.QDBusPendingCallWatcher) == []
