"""The middle of the window: one tab per open network, each with its canvas."""

import logging

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.analysis import cache
from explorer.analysis.network import Network
from explorer.engine.messages import AnalyzeJob, EngineInfo, Failed
from explorer.models import registry
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.engine_link import EngineLink
from explorer.ui.notice import Notice
from explorer.ui.widgets.state_card import StateCard

log = logging.getLogger(__name__)


class DocumentArea(QWidget):
    """Opens architectures: from the disk cache at once, else from the engine."""

    currentChanged = Signal(object)  # Document | None
    networkShown = Signal(object)  # Document, once its network is there
    libraryRequested = Signal()

    def __init__(self, engine: EngineLink, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self._engine = engine
        self._background = background
        self.documents: list[Document] = []
        self._awaited: set[str] = set()
        self._asked: set[str] = set()
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
        engine.ready.connect(self._on_engine_ready)
        engine.lost.connect(self._on_engine_lost)

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
        document = Document(registry.get(key), self)
        document.view.retryRequested.connect(self._on_retry_requested)
        document.view.cancelRequested.connect(self._on_cancel_requested)
        self.documents.append(document)
        self._stack.addWidget(document.view)
        index = self.tabs.addTab(document.architecture.display_name)
        document.view.show_loading(self.tr("Reading the network"))
        self._load(document)
        self.tabs.setCurrentIndex(index)
        return document

    @Slot(int)
    def close_document(self, index: int) -> None:
        """Close a tab."""
        document = self.documents.pop(index)
        self.tabs.removeTab(index)  # emits currentChanged, which shows the neighbour first
        self._stack.removeWidget(document.view)
        document.view.deleteLater()
        document.deleteLater()

    # Getting a network

    def _load(self, document: Document) -> None:
        key, shape = document.key, document.architecture.input_shape
        self._awaited.add(key)
        self._background.run(
            lambda: cache.cached(key, shape),
            lambda network: self._show(network) if network else self._ask(key),
            lambda error: self._ask(key),
        )

    def _ask(self, key: str) -> None:
        """Have the engine capture the network, now or as soon as it is ready."""
        if key not in self._awaited or key in self._asked or self._engine.state != "running":
            return
        self._asked.add(key)
        self._engine.post(AnalyzeJob(key=key), self._show, lambda failure: self._on_failed(key, failure))

    def _show(self, network: Network) -> None:
        self._awaited.discard(network.name)
        self._asked.discard(network.name)
        for document in self.documents:
            if document.key == network.name:
                document.set_network(network)
                self.networkShown.emit(document)

    def _on_failed(self, key: str, failure: Failed) -> None:
        self._asked.discard(key)
        for document in self.documents:
            if document.key == key:
                document.view.show_error(failure.message)

    @Slot()
    def _on_retry_requested(self) -> None:
        document = self.current
        if document is not None:
            document.view.show_loading(self.tr("Reading the network"))
            self._ask(document.key)

    @Slot()
    def _on_cancel_requested(self) -> None:
        if self.current is not None:
            self.close_document(self.tabs.currentIndex())

    @Slot(object)
    def _on_engine_ready(self, info: EngineInfo) -> None:
        for key in tuple(self._awaited):
            self._ask(key)

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
        # What was asked died with it; `ready` asks again.
        self._asked.clear()

    @Slot(int)
    def _on_current_changed(self, index: int) -> None:
        document = self.current
        self._stack.setCurrentWidget(document.view if document is not None else self._empty)
        self.currentChanged.emit(document)
