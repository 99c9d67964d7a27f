"""What the tests of the palette and of the small windows have in common."""

from PySide6.QtWidgets import QLabel, QWidget

from explorer.ui.palette.index import Entry, Index, Row


def entry(title: str, group: str = "Commands", **more: object) -> Entry:
    """An entry that does nothing."""
    return Entry(id=str(more.pop("id", title)), group=group, title=title, run=lambda: None, **more)  # type: ignore[arg-type]


def titles(rows: list[Row]) -> list[str]:
    """The entries on show, without headings and offers."""
    return [row.entry.title for row in rows if row.entry is not None]


def index(*entries: Entry) -> Index:
    """An index with the groups of the window."""
    return Index(entries, ("Commands", "Networks", "Layers"), "Recent")


def texts(widget: QWidget) -> list[str]:
    """The labels that are on show in a widget."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
