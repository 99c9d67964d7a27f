"""The middle of the window: one tab per open network, each with its canvas, and pages about all of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.models import registry
from explorer.ui import garbage
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.engine_link import EngineLink
from explorer.ui.notice import Notice
from explorer.ui.page import Page
from explorer.ui.what_if import Form
from explorer.ui.widgets.state_card import StateCard


class DocumentArea(QWidget):
    """Opens architectures, each in a tab that says if it is shown in another form than its own."""

    currentChanged = Signal(object)  # Document | None; None for a page, too
    networkShown = Signal(object)  # Document, once its network is there and whenever another form of it is
    libraryRequested = Signal()

    def __init__(self, engine: EngineLink, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self._engine = engine
        self._background = background
        self._open: list[Document | Page] = []
        """What the tabs stand for, in their order."""
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setTabsClosable(True)
        self.tabs.setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(self.tr("Open networks"))
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._empty = StateCard("documents.empty")
        self._stack.addWidget(self._empty)
        self._empty.show_empty(
            self.tr("Choose an architecture to see its graph."), icon="network", action=self.tr("Open the library")
        )
        self._empty.actionRequested.connect(self.libraryRequested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_current_changed)
        self.tabs.tabCloseRequested.connect(self.close_document)

    @property
    def current(self) -> Document | None:
        """The document in front."""
        front = self._front()
        return front if isinstance(front, Document) else None

    @property
    def page(self) -> Page | None:
        """The page in front, if it is no document."""
        front = self._front()
        return front if isinstance(front, Page) else None

    @property
    def documents(self) -> list[Document]:
        """The open networks, in the order of their tabs."""
        return [one for one in self._open if isinstance(one, Document)]

    @property
    def opened(self) -> tuple[Document | Page, ...]:
        """What the tabs stand for, in their order."""
        return tuple(self._open)

    def _front(self) -> Document | Page | None:
        index = self.tabs.currentIndex()
        return self._open[index] if 0 <= index < len(self._open) else None

    def open_architecture(self, key: str) -> Document:
        """Bring an architecture to the front, opening it if it is not open yet.

        Raises:
            UnknownArchitecture: there is none of that key.
        """
        for document in self.documents:
            if document.key == key:
                self.tabs.setCurrentIndex(self._open.index(document))
                return document
        document = Document(registry.get(key), self._engine, self._background, self)
        document.networkChanged.connect(self._on_network_changed)
        document.refused.connect(self._on_refused)
        document.view.retryRequested.connect(self._on_retry_requested)
        document.view.cancelRequested.connect(self._on_cancel_requested)
        self._open.append(document)
        self._stack.addWidget(document.view)
        index = self.tabs.addTab(document.architecture.display_name)
        document.show_form(Form.own(document.architecture))
        self.tabs.setCurrentIndex(index)
        return document

    def open_page(self, name: str, make: Callable[[], Page]) -> Page:
        """Bring the page of that name to the front, making it if it is not open yet."""
        page = next((one for one in self._open if isinstance(one, Page) and one.objectName() == name), None)
        if page is None:
            page = make()
            page.setObjectName(name)
            self._open.append(page)
            self._stack.addWidget(page)
            self.tabs.addTab(page.title)
        self.tabs.setCurrentIndex(self._open.index(page))
        return page

    @Slot(int)
    def close_document(self, index: int) -> None:
        """Close a tab."""
        closed = self._open.pop(index)
        if isinstance(closed, Page):
            closed.close_page()
        else:
            closed.close()
        self.tabs.removeTab(index)  # emits currentChanged, which shows the neighbour first
        shown = self._widget_of(closed)
        self._stack.removeWidget(shown)
        shown.deleteLater()
        if isinstance(closed, Document):
            closed.deleteLater()
        garbage.ask()

    def _widget_of(self, one: Document | Page) -> QWidget:
        return one if isinstance(one, Page) else one.view

    # Networks

    @Slot(object)
    def _on_network_changed(self, document: Document) -> None:
        index, form = self._open.index(document), document.form
        name = document.architecture.display_name
        self.tabs.setTabText(index, name if form.is_own else self.tr("{0} · what if").format(name))
        self.tabs.setTabToolTip(index, "" if form.is_own else self.tr("What if: {0}").format(form.changes()))
        self.networkShown.emit(document)

    @Slot(object)
    def _on_refused(self, message: str) -> None:
        self.notice.say(message, "warn", seconds=8)

    @Slot()
    def _on_retry_requested(self) -> None:
        document = self.current
        if document is not None:
            document.show_form(document.form)

    @Slot()
    def _on_cancel_requested(self) -> None:
        if self.current is not None:
            self.close_document(self.tabs.currentIndex())

    @Slot(int)
    def _on_current_changed(self, index: int) -> None:
        front = self._front()
        self._stack.setCurrentWidget(self._widget_of(front) if front is not None else self._empty)
        self.currentChanged.emit(self.current)
