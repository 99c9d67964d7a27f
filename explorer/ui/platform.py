"""What Qt finds on this machine: version, platform plugin, screens, cameras."""

import os

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication


def describe_qt() -> list[tuple[str, str]]:
    """Return facts as pairs of a name and a text; never starts a window."""
    # Qt tells at length which optional video libraries it does without; it reads this once, at its start.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")
    # Without a screen the X11 plugin would end the process; cameras can be listed all the same.
    headless = not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if headless and os.name == "posix" and os.uname().sysname == "Linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication(["cnn-explorer"])
    assert isinstance(app, QGuiApplication)
    screens = ", ".join(
        f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():g}×"
        for screen in app.screens()
    )
    return [
        ("Qt", f"{qVersion()}, platform {app.platformName()}{' (no screen found)' if headless else ''}"),
        ("Screens", screens or "none"),
        ("Cameras", _cameras()),
    ]


def _cameras() -> str:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        return f"cannot look: {error}"
    return ", ".join(camera.description() for camera in QMediaDevices.videoInputs()) or "none"
