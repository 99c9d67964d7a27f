"""What a panel shows instead of its content: nothing yet, on its way, or failed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import IconLabel, label, restyle

LOADING_SHOWS_AFTER = 200
"""Milliseconds before a loading state is shown at all."""
PROGRESS_SHOWS_AFTER = 1000
"""Milliseconds before it offers progress and Cancel."""


class StateCard(QFrame):
    """One icon, one or two sentences and the buttons that help, centred in its panel."""

    actionRequested = Signal()
    cancelRequested = Signal()
    retryRequested = Signal()

    def __init__(self, name: str = "state", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._details = ""
        self._empty: tuple[str, str, str] | None = None
        """What :meth:`show_empty` shows, None for another state."""
        self._icon = IconLabel("info", 24, "t3")
        self._what = label(name=f"{name}.what")
        self._todo = label(role="secondary", name=f"{name}.todo")
        for text in (self._what, self._todo):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._progress = QProgressBar()
        self._progress.setObjectName(f"{name}.progress")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(220)
        self._action = push_button("", f"{name}.action")
        self._cancel = push_button(self.tr("Cancel"), f"{name}.cancel")
        self._copy = push_button(self.tr("Copy details"), f"{name}.copy")
        self._retry = push_button(self.tr("Retry"), f"{name}.retry", primary=True)
        self._build()
        self._appear = QTimer(self, singleShot=True, interval=LOADING_SHOWS_AFTER)
        self._offer = QTimer(self, singleShot=True, interval=PROGRESS_SHOWS_AFTER)
        self._appear.timeout.connect(self.show)
        self._offer.timeout.connect(self._on_progress_due)
        self._action.clicked.connect(self.actionRequested)
        self._cancel.clicked.connect(self.cancelRequested)
        self._retry.clicked.connect(self.retryRequested)
        self._copy.clicked.connect(self._on_copy_clicked)
        self.hide()

    def _build(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        for button in (self._action, self._cancel, self._copy, self._retry):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._what)
        column.addWidget(self._todo)
        column.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addLayout(self._buttons)
        column.addStretch(1)

    def show_empty(self, sentence: str, *, icon: str = "info", action: str = "") -> None:
        """Say why there is nothing, and offer the one button that changes it; said again it changes nothing."""
        said = sentence, icon, action
        if said == self._empty and not self.isHidden():
            return
        self._set(icon, "t3", sentence, "", surface="")
        self._empty = said
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()

    def show_loading(self, sentence: str) -> None:
        """Say what is being done; appears late, so that quick work does not flicker."""
        self._set("loader-circle", "t3", sentence, "", surface="", waiting=True)
        self._progress.setRange(0, 0)
        if self.isHidden():
            self._appear.start()
        self._offer.start()

    def set_progress(self, part: float) -> None:
        """Show how much is done, from 0 to 1."""
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(part * 1000))

    def show_error(self, what: str, todo: str = "", details: str = "", *, retry: bool = True) -> None:
        """Say what failed and what to do; ``details`` is what Copy details copies."""
        self._set("circle-alert", "error", what, todo, surface="card")
        self._details = details or f"{what}\n{todo}".strip()
        self._copy.show()
        self._retry.setVisible(retry)
        self.show()

    def dismiss(self) -> None:
        """Hide the card; its panel shows its content again."""
        self._appear.stop()
        self._offer.stop()
        self.hide()

    def _set(self, icon: str, tint: str, what: str, todo: str, *, surface: str, waiting: bool = False) -> None:
        self._appear.stop()
        self._offer.stop()
        self._empty = None
        self._icon.set_icon(icon, tint)
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        for part in (self._progress, self._action, self._cancel, self._copy, self._retry):
            part.hide()
        for part in (self._progress, self._cancel):
            # Their room is kept while they are waited for, so that nothing moves when they come.
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(waiting)
            part.setSizePolicy(policy)
        self.setAccessibleName(what)
        self.setProperty("surface", surface)
        restyle(self)

    def _on_progress_due(self) -> None:
        self._progress.show()
        self._cancel.show()
        self.show()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
