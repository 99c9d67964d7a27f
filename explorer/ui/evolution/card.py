"""What is known of the selected milestone: ideas, contest, what it took and gave, and its networks."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.models import registry
from explorer.models.history import History, Influence, Milestone
from explorer.ui.docks.inspector.inspector_parts import Note, Section, wrapped
from explorer.ui.evolution.wording import (
    contest_text,
    error_text,
    influence_text,
    line_name,
    marked,
    networks_text,
)
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button

WIDTH = 312
LEAST_HEIGHT = 200
BAR = 16
"""Room for a scroll bar."""


class MilestoneCard(QFrame):
    """Lies over the canvas at the right; its buttons lead to other milestones and open networks."""

    milestoneChosen = Signal(object)  # key of a milestone
    architectureChosen = Signal(object)  # key of an architecture
    closed = Signal()

    def __init__(self, history: History, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evolution.card")
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._history = history
        self.key: str | None = None
        self._title = wrapped("", "title")
        self._title.setObjectName("evolution.card.title")
        self._what = wrapped("", "secondary")
        close = IconButton("x", self.tr("Close (Esc)"), "evolution.card.close")
        close.clicked.connect(self.closed)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._what)
        head = QHBoxLayout()
        head.setContentsMargins(Space.PANEL, Space.NEAR, Space.CLOSE, Space.CLOSE)
        head.addLayout(texts, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("evolution.card.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_milestone(self, key: str) -> None:
        """Tell about another milestone."""
        self.key = key
        milestone = self._history[key]
        self._title.setText(milestone.name)
        self._what.setText(f"{milestone.year} · {line_name(milestone.line)}")
        self.setAccessibleName(f"{milestone.name}, {milestone.year}")
        page = QWidget()
        page.setProperty("surface", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections(milestone):
            column.addWidget(section)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self.show()

    def _sections(self, milestone: Milestone) -> Iterable[QWidget]:
        yield self._networks(milestone)
        yield self._ideas(milestone)
        contest = [text for text in (contest_text(milestone), error_text(milestone)) if text]
        if contest:
            section = Section(self.tr("Contest and error") if milestone.top5_error is not None else self.tr("Figures"))
            for text in contest:
                section.body.addWidget(wrapped(text, "value"))
            yield section
        parents, children = self._history.parents(milestone.key), self._history.children(milestone.key)
        if parents:
            yield self._influences(self.tr("Took over"), ((one.parent, one) for one in parents))
        if children:
            yield self._influences(self.tr("Passed on"), ((one.child, one) for one in children))
        source = Section(self.tr("Source"))
        text = marked(milestone.source, bool(milestone.recalled & {"source"}))
        source.body.addWidget(wrapped(text, "secondary"))
        yield source

    def _networks(self, milestone: Milestone) -> Section:
        section = Section(networks_text(len(milestone.architectures)).capitalize())
        if not milestone.architectures:
            words = (
                self.tr("It stands here for context: it is no convolutional network.")
                if milestone.context
                else self.tr("It stands here for its influence.")
            )
            section.body.addWidget(wrapped(words, "secondary"))
        for key in milestone.architectures:
            button = push_button(registry.get(key).display_name, f"evolution.card.open.{key}")
            button.setAccessibleName(self.tr("Open {0}").format(registry.get(key).display_name))
            button.setProperty("role", "text")
            button.setProperty("key", key)
            button.clicked.connect(self._on_architecture_clicked)
            section.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return section

    def _ideas(self, milestone: Milestone) -> Section:
        section = Section(self.tr("What is new"))
        for idea in milestone.ideas:
            section.body.addWidget(wrapped(f"– {idea}", "value"))
        if milestone.status == "recalled":
            section.body.addWidget(Note(self.tr("Written down from memory, not re-read in its source.")))
        elif "ideas" in milestone.recalled:
            section.body.addWidget(Note(self.tr("This idea was written down from memory, not re-read.")))
        return section

    def _influences(self, title: str, those: Iterable[tuple[str, Influence]]) -> Section:
        section = Section(title)
        for key, influence in those:
            name = self._history[key].name
            button = push_button(name, f"evolution.card.go.{key}")
            button.setAccessibleName(self.tr("Go to {0}: {1}").format(name, influence_text(influence)))
            button.setToolTip(self.tr("Source: {0}").format(influence.source))
            button.setProperty("role", "text")
            button.setProperty("key", key)
            button.clicked.connect(self._on_milestone_clicked)
            section.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            words = wrapped(influence_text(influence), "secondary")
            words.setContentsMargins(7, 0, 0, Space.TIGHT)
            section.body.addWidget(words)
        return section

    def _on_architecture_clicked(self) -> None:
        self.architectureChosen.emit(self.sender().property("key"))

    def _on_milestone_clicked(self) -> None:
        self.milestoneChosen.emit(self.sender().property("key"))

    def wanted(self, room: QSize) -> QSize:
        """Return the size it takes of the room that there is: all of its width, and what it needs of the height."""
        page = self._scroll.widget()
        head = self.sizeHint().height() - self._scroll.sizeHint().height()
        needed = head + Space.WIDE + (page.heightForWidth(room.width() - BAR) if page is not None else 0)
        return QSize(room.width(), min(max(needed, LEAST_HEIGHT), room.height()))
