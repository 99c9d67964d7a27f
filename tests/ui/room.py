"""Which texts have no room: wider, or, wrapped, higher than the widget that shows them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.labels import ElidedLabel


def assert_room(qtbot: QtBot, root: QWidget) -> None:
    """Wait until all that is laid out later is laid out."""

    def fits() -> None:
        assert too_narrow(root) == []

    qtbot.waitUntil(fits)


def too_narrow(root: QWidget) -> list[str]:
    """The texts that are wider (or, wrapped, higher) than what shows them, but for those that shorten themselves."""
    return [
        f"{type(one).__name__} {one.objectName()}: {text!r}"
        for one in root.findChildren(QWidget)
        if one.isVisible() and not isinstance(one, ElidedLabel) and not _behind(one)
        for text in _cut(one)
    ]


def _behind(widget: QWidget) -> bool:
    """Whether a widget is in a dock behind another one, where nothing is laid out."""
    dock = widget
    while dock is not None and not isinstance(dock, QDockWidget):
        dock = dock.parentWidget()
    return dock is not None and dock.visibleRegion().isEmpty()


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        wrapped = widget.wordWrap()
        if widget.heightForWidth(widget.width()) > widget.height() + 1 if wrapped else _wants_more(widget):
            yield widget.text()
    elif isinstance(widget, QAbstractButton) and widget.text():
        icon_only = (
            isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if _wants_more(widget) and not icon_only:
            yield widget.text()
    elif isinstance(widget, QComboBox):
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > widget.width() - Space.WIDE:
            yield widget.currentText()
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        metrics = QFontMetrics(font(Size.SMALL, 600))
        for section in range(widget.count()):
            text = str(widget.model().headerData(section, Qt.Orientation.Horizontal))
            if not widget.isSectionHidden(section) and metrics.horizontalAdvance(text) > widget.sectionSize(section):
                yield text


def _wants_more(widget: QWidget) -> bool:
    return widget.sizeHint().width() > widget.width() + 1
