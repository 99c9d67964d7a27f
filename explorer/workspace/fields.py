"""Strict reading of JSON objects: every value is of its type and within its bounds, or the file is refused."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, TypeVar

from explorer.errors import WorkspaceError

_Part = TypeVar("_Part")

LONGEST = 4096
"""Characters of a path or name."""


class Fields:
    """The fields of one object; each is asked for once, and ``end`` looks for what nobody asked for."""

    def __init__(self, value: object, where: str, ignored: list[str] | None) -> None:
        """``ignored`` takes the names of fields that are not known; None where there must be none.

        Raises:
            WorkspaceError: the value is no object.
        """
        if not isinstance(value, dict):
            raise WorkspaceError(f"damaged workspace: {where or 'it'} is no object")
        self._values: dict[str, Any] = dict(value)
        self._where = where
        self._ignored = ignored

    def end(self) -> None:
        """Look at what is left.

        Raises:
            WorkspaceError: an unknown field in a file of a version that has none.
        """
        for name in self._values:
            if self._ignored is None:
                raise self._error(name, "is not known")
            self._ignored.append(self._path(name))

    def text(self, name: str, *, longest: int = LONGEST, empty: bool = False) -> str:
        """Return a text without control characters other than line ends and tabs."""
        value = self._take(name)
        if not isinstance(value, str) or len(value) > longest or not (value or empty):
            raise self._error(name, f"is no text of {0 if empty else 1} to {longest:,} characters")
        # A lone surrogate is no text that could be written again.
        if any((ord(one) < 32 and one not in "\n\t") or 0xD800 <= ord(one) <= 0xDFFF for one in value):
            raise self._error(name, "has characters that are no text")
        return value

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """Return one of these words."""
        value = self._take(name)
        if value not in choices or not isinstance(value, str):
            raise self._error(name, f"is none of {', '.join(choices)}")
        return value

    def integer(self, name: str, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._error(name, f"is no whole number from {least:,} to {most:,}")
        return value

    def number(self, name: str, least: float, most: float) -> float:
        """Return a number within bounds."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._error(name, f"is no number from {least:g} to {most:g}")
        found = float(value)
        assert isfinite(found)
        return found

    def part(self, name: str, read: Callable[["Fields"], _Part]) -> _Part:
        """Return what an object stands for."""
        return self._read(self._take(name), self._path(name), read)

    def maybe(self, name: str, read: Callable[[str], _Part]) -> _Part | None:
        """Return None for null, else what ``read`` makes of the field of that name."""
        if self._peek(name) is None:
            self._take(name)
            return None
        return read(name)

    def parts(self, name: str, most: int, read: Callable[["Fields"], _Part]) -> tuple[_Part, ...]:
        """Return what a list of objects stands for."""
        return tuple(
            self._read(value, f"{self._path(name)}[{at}]", read) for at, value in enumerate(self._list(name, most))
        )

    def parts_or_none(self, name: str, most: int, read: Callable[["Fields"], _Part]) -> tuple[_Part | None, ...]:
        """Return the same where some may be null."""
        return tuple(
            None if value is None else self._read(value, f"{self._path(name)}[{at}]", read)
            for at, value in enumerate(self._list(name, most))
        )

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._list(name, most)
        return tuple(
            Fields({"text": value}, f"{self._path(name)}[{at}]", None).text("text") for at, value in enumerate(found)
        )

    def integers(self, name: str, count: int, least: int, most: int) -> tuple[int, ...]:
        """Return a list of so many whole numbers within bounds."""
        found = self._list(name, count)
        if len(found) != count:
            raise self._error(name, f"does not have {count} numbers")
        return tuple(
            Fields({"number": value}, f"{self._path(name)}[{at}]", None).integer("number", least, most)
            for at, value in enumerate(found)
        )

    def _read(self, value: object, where: str, read: Callable[["Fields"], _Part]) -> _Part:
        fields = Fields(value, where, self._ignored)
        part = read(fields)
        fields.end()
        return part

    def _list(self, name: str, most: int) -> list[object]:
        value = self._take(name)
        if not isinstance(value, list) or len(value) > most:
            raise self._error(name, f"is no list of at most {most:,}")
        return value

    def _peek(self, name: str) -> object:
        if name not in self._values:
            raise self._error(name, "is missing")
        return self._values[name]

    def _take(self, name: str) -> object:
        value = self._peek(name)
        del self._values[name]
        return value

    def _path(self, name: str) -> str:
        # Names come from the file, too: what is said of it stays one short line.
        shown = "".join(one if one.isprintable() else "?" for one in name[:40])
        return f"{self._where}.{shown}" if self._where else shown

    def _error(self, name: str, what: str) -> WorkspaceError:
        return WorkspaceError(f"damaged workspace: {self._path(name)} {what}")
