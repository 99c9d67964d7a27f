"""Whether things may move: not where the system, or the style, asks for reduced motion.

Qt (up to 6.11) says nothing of it in public, so the system is asked: Windows for
its client area animations, Linux desktops through their settings portal (see
:mod:`explorer.ui.portal`), whose changes are heard while the program runs. Style
and Windows are asked again whenever the program comes to the front.
"""

import sys

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

LATER = 1500
"""Milliseconds until the portal is asked: its library is not to hold up the first paint."""


class Motion(QObject):
    """The application's one answer; who animates asks ``reduced`` each time."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = "system"
        self._of_the_portal = False
        self._of_the_rest = _asked_of_qt_and_windows()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)
            if sys.platform.startswith("linux"):
                QTimer.singleShot(LATER, self, self._ask_portal)

    @property
    def reduced(self) -> bool:
        """True where everything is to change at once."""
        if self._choice != "system":
            return self._choice == "on"
        return self._of_the_portal or self._of_the_rest

    def choose(self, choice: str) -> None:
        """Reduce motion as the ``system`` says, always (``on``) or never (``off``)."""
        before = self.reduced
        self._choice = choice
        if self.reduced != before:
            self.changed.emit()

    @Slot()
    def _ask_portal(self) -> None:
        from explorer.ui.portal import Portal

        portal = Portal(self)
        portal.motionReduced.connect(self.set_from_portal)
        portal.ask()

    @Slot(bool)
    def set_from_portal(self, reduced: bool) -> None:
        """Take what the desktop's settings say."""
        self._set(reduced, self._of_the_rest)

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._set(self._of_the_portal, _asked_of_qt_and_windows())

    def _set(self, portal: bool, rest: bool) -> None:
        before = self.reduced
        self._of_the_portal, self._of_the_rest = portal, rest
        if self.reduced != before:
            self.changed.emit()


def _asked_of_qt_and_windows() -> bool:
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return True
    if sys.platform == "win32":
        import ctypes

        animated = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(0x1042, 0, ctypes.byref(animated), 0)  # SPI_GETCLIENTAREAANIMATION
        return not animated.value
    return False


_motion: Motion | None = None


def motion() -> Motion:
    """Return the application's answer."""
    global _motion
    if _motion is None:
        _motion = Motion(QApplication.instance())
    return _motion
