"""What the window remembers between two starts: its geometry, docks, preferences, what was opened lately."""

import contextlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings

LAYOUT_VERSION = 3
"""Raised when docks come or go: a layout of another version is not restored."""

VERSION = 1
"""Of the file; raised when a value changes its meaning. A newer file is laid aside, for its program to find again."""

PREFERENCES = ("theme", "motion", "language", "convention", "colouring", "device", "precision", "threads", "restoring")
"""What the preferences change, and restoring the defaults forgets."""


class Settings:
    """A typed view of one INI file in the user's configuration folder.

    A value that is missing or of the wrong type reads as its default. A file
    that is damaged or of a newer version is copied to a file of the same name
    with ``.bak`` behind it, and all is as at the first start; ``problem`` says so.
    """

    def __init__(self) -> None:
        self._file = _open()
        self.problem = ""
        """What was wrong with the file, for people; empty if nothing."""
        self._check(Path(self._file.fileName()))

    def _check(self, path: Path) -> None:
        if self._file.status() == QSettings.Status.AccessError:
            self.problem = _tr("The settings in {0} cannot be read; what you set now may be forgotten.").format(path)
            return
        if self._version() > VERSION:
            what = _tr("The settings are of a newer version of cnn-explorer.")
        elif self._file.status() == QSettings.Status.FormatError or _is_garbled(path):
            what = _tr("The settings file was damaged.")
        else:
            return
        kept = path.with_name(f"{path.name}.bak")
        with contextlib.suppress(OSError):
            shutil.copyfile(path, kept)
        # A reading that has failed is not forgotten by this object; the next one begins with an empty file.
        self._file.clear()
        self._file.sync()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        self._file = _open()
        self.problem = _tr("{0} Everything is as at the first start; the old file is {1}.").format(what, kept)

    def _version(self) -> int:
        value = self._file.value("version", VERSION)
        return int(value) if isinstance(value, str | int) and str(value).isdecimal() else VERSION

    # Preferences

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._one_of("theme", ("system", "light", "dark"))

    @theme.setter
    def theme(self, value: str) -> None:
        self._file.setValue("theme", value)

    @property
    def motion(self) -> str:
        """Whether motion is reduced: ``system`` (as it says), ``on`` or ``off``."""
        return self._one_of("motion", ("system", "on", "off"))

    @motion.setter
    def motion(self, value: str) -> None:
        self._file.setValue("motion", value)

    @property
    def language(self) -> str:
        """``system``, ``en`` or ``zh_CN``."""
        return self._one_of("language", ("system", "en", "zh_CN"))

    @language.setter
    def language(self, value: str) -> None:
        self._file.setValue("language", value)

    @property
    def convention(self) -> str:
        """How operations are counted: ``macs``, ``2macs`` or ``all``."""
        return self._one_of("convention", ("all", "macs", "2macs"))

    @convention.setter
    def convention(self, value: str) -> None:
        self._file.setValue("convention", value)

    @property
    def colouring(self) -> str:
        """What the graph is coloured by: ``kind``, ``params``, ``macs``, ``memory`` or ``rf``."""
        return self._one_of("colouring", ("kind", "params", "macs", "memory", "rf"))

    @colouring.setter
    def colouring(self, value: str) -> None:
        self._file.setValue("colouring", value)

    @property
    def device(self) -> str:
        """What networks run on: ``auto``, ``cpu``, ``cuda:0`` …"""
        return self._text("device") or "auto"

    @device.setter
    def device(self, value: str) -> None:
        self._file.setValue("device", value)

    @property
    def missed(self) -> str:
        """The chosen device of which has been said that it is not here; empty for none."""
        return self._text("missed")

    @missed.setter
    def missed(self, value: str) -> None:
        self._file.setValue("missed", value)

    @property
    def precision(self) -> str:
        """What networks compute with: ``float32`` or ``bfloat16``."""
        return self._one_of("precision", ("float32", "bfloat16"))

    @precision.setter
    def precision(self, value: str) -> None:
        self._file.setValue("precision", value)

    @property
    def threads(self) -> int:
        """How many CPU threads networks run on; 0 for as many as are fastest."""
        value = self._text("threads")
        return int(value) if value.isdecimal() and len(value) < 4 else 0

    @threads.setter
    def threads(self, value: int) -> None:
        self._file.setValue("threads", str(value))

    @property
    def restoring(self) -> bool:
        """Whether a start opens what was open when the window was closed."""
        return self._one_of("restoring", ("on", "off")) == "on"

    @restoring.setter
    def restoring(self, value: bool) -> None:
        self._file.setValue("restoring", "on" if value else "off")

    def restore_defaults(self) -> None:
        """Forget the preferences, but neither the layout nor what was opened."""
        for key in PREFERENCES:
            self._file.remove(key)

    # The window

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
        return self._text("folder")

    @folder.setter
    def folder(self, value: str) -> None:
        self._file.setValue("folder", value)

    @property
    def pictures(self) -> str:
        """The folder that is searched for strongest patches; empty if none has been chosen."""
        return self._text("top9/folder")

    @pictures.setter
    def pictures(self, value: str) -> None:
        self._file.setValue("top9/folder", value)

    @property
    def columns(self) -> tuple[str, ...] | None:
        """Names of the layer table's columns; None if nobody has chosen any."""
        value = self._file.value("table/columns")
        return tuple(value.split(";")) if isinstance(value, str) else None

    @columns.setter
    def columns(self, value: tuple[str, ...]) -> None:
        # One text without commas, which an INI file would make a list of.
        self._file.setValue("table/columns", ";".join(value))

    # What was done

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of what was chosen in the palette, the last one first."""
        return tuple(one for one in self._list("palette/chosen") if isinstance(one, str))

    @chosen.setter
    def chosen(self, value: Iterable[str]) -> None:
        self._file.setValue("palette/chosen", json.dumps(list(value)))

    @property
    def recent(self) -> list[dict[str, Any]]:
        """What was opened lately, as ``explorer.ui.recent`` writes it, the last one first."""
        return [one for one in self._list("recent") if isinstance(one, dict)]

    @recent.setter
    def recent(self, value: list[dict[str, Any]]) -> None:
        self._file.setValue("recent", json.dumps(value))

    @property
    def guided(self) -> bool:
        """Whether the first steps have been shown."""
        return self._text("guided") == "yes"

    @guided.setter
    def guided(self, value: bool) -> None:
        self._file.setValue("guided", "yes" if value else "no")

    def save(self) -> None:
        """Write to the disk now."""
        self._file.setValue("version", str(VERSION))
        self._file.sync()

    def _text(self, key: str) -> str:
        value = self._file.value(key, "")
        return value if isinstance(value, str) else ""

    def _one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """A word of ``choices``; the first one is the default."""
        value = self._text(key)
        return value if value in choices else choices[0]

    def _list(self, key: str) -> list[Any]:
        try:
            value = json.loads(self._text(key))
        except ValueError:
            return []
        return value if isinstance(value, list) else []

    def _bytes(self, key: str) -> QByteArray | None:
        value: Any = self._file.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None


def _open() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer")


def _is_garbled(path: Path) -> bool:
    """Tell whether a file is none that was written by us: Qt takes many for its own."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return b"\0" in data or (bool(data.strip()) and b"=" not in data)


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)
