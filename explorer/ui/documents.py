"""The middle of the window: one tab per open network, each with its canvas."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.models import registry
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.engine_link import EngineLink
from explorer.ui.notice import Notice
from explorer.ui.what_if import Form
from explorer.ui.widgets.state_card import StateCard


class DocumentArea(QWidget):
    """Opens architectures, each in a tab that says if it is shown in another form than its own."""

    currentChanged = Signal(object)  # Document | None
    networkShown = Signal(object)  # Document, once its network is there and whenever another form of it is
    libraryRequested = Signal()

    def __init__(self, engine: EngineLink, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self._engine = engine
        self._background = background
        self.documents: list[Document] = []
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
        index = self.tabs.currentIndex()
        return self.documents[index] if 0 <= index < len(self.documents) else None

    def open_architecture(self, key: str) -> Document:
        """Bring an architecture to the front, opening it if it is not open yet.

        Raises:
            UnknownArchitecture: there is none of that key.
        """
        for index, document in enumerate(self.documents):
            if document.key == key:
                self.tabs.setCurrentIndex(index)
                return document
        document = Document(registry.get(key), self._engine, self._background, self)
        document.networkChanged.connect(self._on_network_changed)
        document.refused.connect(self._on_refused)
        document.view.retryRequested.connect(self._on_retry_requested)
        document.view.cancelRequested.connect(self._on_cancel_requested)
        self.documents.append(document)
        self._stack.addWidget(document.view)
        index = self.tabs.addTab(document.architecture.display_name)
        document.show_form(Form.own(document.architecture))
        self.tabs.setCurrentIndex(index)
        return document

    @Slot(int)
    def close_document(self, index: int) -> None:
        """Close a tab."""
        document = self.documents.pop(index)
        document.close()
        self.tabs.removeTab(index)  # emits currentChanged, which shows the neighbour first
        self._stack.removeWidget(document.view)
        document.view.deleteLater()
        document.deleteLater()

    # Networks

    @Slot(object)
    def _on_network_changed(self, document: Document) -> None:
        index, form = self.documents.index(document), document.form
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
        document = self.current
        self._stack.setCurrentWidget(document.view if document is not None else self._empty)
        self.currentChanged.emit(document)
