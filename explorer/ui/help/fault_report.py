"""The window that tells of faults of ours; the program goes on behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import IconLabel, label
from explorer.ui.widgets.small_window import SmallWindow

if TYPE_CHECKING:
    from explorer.ui.faults import Fault, Faults
    from explorer.ui.main_window import MainWindow

PAUSE = 400
"""Milliseconds between two looks at what has happened: a fault of a paint event comes many times a second."""
MOST = 20
"""Different faults of one run that are kept; the log has them all."""


class FaultReports(QObject):
    """Collects the faults of a window and shows them, each kind of them once."""

    def __init__(self, window: MainWindow, faults: Faults) -> None:
        super().__init__(window)
        self._window = window
        self._faults = faults
        self.seen: dict[Fault, int] = {}
        """How often each has happened."""
        self.view: FaultReport | None = None
        self._new = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._show)
        faults.happened.connect(self._on_happened)

    @Slot(object)
    def _on_happened(self, fault: Fault) -> None:
        if fault in self.seen:
            self.seen[fault] += 1
        elif len(self.seen) < MOST:
            self.seen[fault] = 1
            self._new = True
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _show(self) -> None:
        if not self._window.isVisible():
            return
        if self.view is None:
            self.view = FaultReport(self._window)
            self.view.copy.clicked.connect(self._copy)
            self.view.folder.clicked.connect(self._window.commands["help.log"].trigger)
        # Who has closed it need not see the same again.
        if self._new or self.view.isVisible():
            self.view.tell(self.seen)
            self.view.show()
        self._new = False

    def text(self) -> str:
        """Return the whole report."""
        from explorer.ui.help.report import report_text

        return report_text(self.seen, self._faults.last_lines.lines(), self._window.engine.info)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        if self.view is not None:
            self.view.say_copied()


class FaultReport(SmallWindow):
    """What happened, and what can be done with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("fault", self.tr("Something went wrong"), window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(560, 380)
        self._what = label(role="title", name="fault.what")
        self._what.setWordWrap(True)
        self._words = label(role="secondary", name="fault.words")
        self._words.setWordWrap(True)
        self._details = QPlainTextEdit()
        self._details.setObjectName("fault.details")
        self._details.setProperty("role", "report")
        self._details.setAccessibleName(self.tr("What is known of it"))
        self._details.setReadOnly(True)
        self._details.setFont(font(Size.SMALL, mono=True))
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumHeight(120)
        self._details.setTabChangesFocus(True)
        self.copy = push_button(self.tr("Copy report"), "fault.copy", primary=True)
        self.folder = push_button(self.tr("Open log folder"), "fault.folder")
        close = push_button(self.tr("Close"), "fault.close")
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(Space.NEAR)
        head.addWidget(IconLabel("circle-alert", 20, "error"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(self._what)
        words.addWidget(self._words)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addSpacing(Space.TIGHT)
        self.body.addWidget(self._details, 1)
        self.foot.addWidget(self.folder)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.copy)

    def tell(self, seen: dict[Fault, int]) -> None:
        """Show all faults, the last one in words."""
        last = list(seen)[-1]
        where = self.tr("A fault in the engine") if last.where == "engine" else self.tr("A fault in the window")
        times = sum(seen.values())
        self._what.setText(where if times == 1 else self.tr("{0} ({1} times)").format(where, f"{times:,}"))
        self._words.setText(
            self.tr(
                "This is a mistake of cnn-explorer, not of yours. The program goes on; if something stays blank, open "
                "it again. The report holds versions and the end of the log, but nothing of your pictures."
            )
        )
        self._details.setPlainText("\n\n".join(f"{fault.what}\n{fault.details.strip()}" for fault in reversed(seen)))
        self.copy.setText(self.tr("Copy report"))

    def say_copied(self) -> None:
        """Say that the report is on the clipboard."""
        self.copy.setText(self.tr("Copied"))
