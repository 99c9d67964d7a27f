"""What the window remembers between two starts: its geometry, docks, theme, last folder."""

from typing import Any

from PySide6.QtCore import QByteArray, QSettings

LAYOUT_VERSION = 1
"""Raised when docks come or go: a layout of another version is not restored."""


class Settings:
    """A typed view of one INI file in the user's configuration folder.

    A value that is missing or of the wrong type (a damaged file) reads as its default.
    """

    def __init__(self) -> None:
        self._file = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer")

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        value = self._file.value("theme", "system")
        return value if value in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._file.setValue("theme", value)

    @property
    def geometry(self) -> QByteArray | None:
        """The window's place and size."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("geometry", value)

    @property
    def docks(self) -> QByteArray | None:
        """Where the docks are."""
        return self._bytes("docks")

    @docks.setter
    def docks(self, value: QByteArray) -> None:
        self._file.setValue("docks", value)

    @property
    def folder(self) -> str:
        """The folder of the last file that was opened or saved."""
        value = self._file.value("folder", "")
        return value if isinstance(value, str) else ""

    @folder.setter
    def folder(self, value: str) -> None:
        self._file.setValue("folder", value)

    def save(self) -> None:
        """Write to the disk now."""
        self._file.sync()

    def _bytes(self, key: str) -> QByteArray | None:
        value: Any = self._file.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
