"""What the window remembers between two starts: its geometry, docks, theme, last folder, how the table counts."""

from typing import Any

from PySide6.QtCore import QByteArray, QSettings

LAYOUT_VERSION = 2
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

    @property
    def columns(self) -> tuple[str, ...] | None:
        """Names of the layer table's columns; None if nobody has chosen any."""
        value = self._file.value("table/columns")
        return tuple(value.split(";")) if isinstance(value, str) else None

    @columns.setter
    def columns(self, value: tuple[str, ...]) -> None:
        # One text without commas, which an INI file would make a list of.
        self._file.setValue("table/columns", ";".join(value))

    @property
    def convention(self) -> str:
        """How operations are counted: ``macs``, ``2macs`` or ``all``."""
        value = self._file.value("convention", "all")
        return value if value in ("macs", "2macs", "all") else "all"

    @convention.setter
    def convention(self, value: str) -> None:
        self._file.setValue("convention", value)

    def save(self) -> None:
        """Write to the disk now."""
        self._file.sync()

    def _bytes(self, key: str) -> QByteArray | None:
        value: Any = self._file.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
