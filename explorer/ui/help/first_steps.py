"""The first three steps: pick a network, click a block, open a picture. Shown beside the parts that they are about."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from explorer.models import registry
from explorer.ui.help.callout import Callout

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.live.sources.source import LoadedPicture
    from explorer.ui.main_window import MainWindow
    from explorer.ui.selection import Selected, Selection

LOOKS = 150
"""Milliseconds between two looks at where the part is that the card points at: docks and the graph move."""


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    words: str
    dock: str
    """The panel that it is about; empty for the graph."""
    where: Callable[[], QRect]
    sides: tuple[str, ...]


class FirstSteps(QObject):
    """Goes on when somebody does what a step says, or presses Next; ends for good when all are done or dismissed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.card = Callout(window)
        self._steps = self._make()
        self._at = -1
        self._key: str | None = None
        self._selection: Selection | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(LOOKS)
        self._looks.timeout.connect(self._place)
        self.card.advanced.connect(self._advance)
        self.card.dismissed.connect(self.end)
        window.documents.currentChanged.connect(self._on_document_changed)
        window.documents.networkShown.connect(self._on_network_shown)
        window.live.pictureShown.connect(self._on_picture_shown)

    @property
    def step(self) -> int:
        """Which step is shown, from 0; -1 for none."""
        return self._at

    def begin(self) -> None:
        """Show the first step."""
        document = self._window.documents.current
        self._key = document.key if document is not None else None
        self._follow(document)
        self._show(0)

    @Slot()
    def end(self) -> None:
        """Never come back by itself."""
        self._at = -1
        self._looks.stop()
        self.card.hide()
        self._window.settings.guided = True
        self._window.settings.save()

    def _make(self) -> tuple[_Step, ...]:
        window = self._window
        count = len(registry.architectures())
        key = window.commands["go.palette"].shortcut().toString()
        return (
            _Step(
                self.tr("Pick a network"),
                self.tr("The library has {0} of them. Click one to open it in a tab, or press {1} and type.").format(
                    count, key
                ),
                "library",
                lambda: _part(self._rect(window.library), 0.32),
                ("right",),
            ),
            _Step(
                self.tr("Click a block"),
                self.tr(
                    "Its size, parameters and work stand at the right, each with how it comes about. A double click "
                    "opens the block."
                ),
                "",
                self._block,
                ("right", "below", "left"),
            ),
            _Step(
                self.tr("Show it something"),
                self.tr("Open a picture or a video, drop one here, or use the camera: every layer shows what it sees."),
                "live",
                lambda: self._rect(window.live_panel.source.source),
                ("below", "left"),
            ),
        )

    def _show(self, number: int) -> None:
        self._at = number
        step, last = self._steps[number], number == len(self._steps) - 1
        if step.dock:
            dock = self._window.docks[step.dock]
            dock.show()
            dock.raise_()
        self.card.say(
            self.tr("{0} of {1}").format(number + 1, len(self._steps)),
            step.title,
            step.words,
            self.tr("Done") if last else self.tr("Next"),
            last=last,
        )
        self._place()
        self.card.show()
        self.card.raise_()
        self._looks.start()
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.card, self.card.accessibleName())
            QAccessible.updateAccessibility(event)

    @Slot()
    def _advance(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self.end()

    @Slot()
    def _place(self) -> None:
        step = self._steps[self._at]
        self.card.point_at(step.where(), step.sides)

    # Where the parts are

    def _rect(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())

    def _block(self) -> QRect:
        """The first block of the graph that is wholly in sight, else the upper part of the graph."""
        document = self._window.documents.current
        if document is None or document.view.drawing is None:
            return _part(self._rect(self._window.documents), 0.3)
        canvas = document.view.canvas
        seen = canvas.visible_rect()
        for box in document.view.drawing.boxes:
            rect = canvas.rect_of(box.id)
            if rect is not None and seen.contains(rect) and box.id in self._blocks(document):
                there = canvas.mapFromScene(rect).boundingRect()
                return QRect(canvas.viewport().mapTo(self._window, there.topLeft()), there.size())
        return _part(self._rect(canvas), 0.3)

    def _blocks(self, document: Document) -> Container[str]:
        tree = document.view.tree
        assert tree is not None
        # A network without blocks has operators to click.
        return tree.blocks if len(tree.blocks) > 1 else {key for key, cell in tree.cells.items() if cell.kind != "io"}

    # What people do

    def _follow(self, document: Document | None) -> None:
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selected)
        self._selection = document.selection if document is not None else None
        if self._selection is not None:
            self._selection.changed.connect(self._on_selected)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        if self._at < 0:
            return
        self._follow(document)
        if self._at == 0 and document is not None and document.key != self._key:
            self._advance()

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        # Another form of the network has another selection.
        if self._at >= 0 and document is self._window.documents.current:
            self._follow(document)

    @Slot(object)
    def _on_selected(self, selected: Selected) -> None:
        if self._at == 1 and selected:
            self._advance()

    @Slot(object)
    def _on_picture_shown(self, picture: LoadedPicture) -> None:
        if self._at == 2 and not picture.sample:
            self.end()


def _part(rect: QRect, share: float) -> QRect:
    """A small place on the middle line of a part, at a share of its height."""
    return QRect(rect.left(), rect.top() + round(rect.height() * share), rect.width(), 1)
