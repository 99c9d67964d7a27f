"""The head of the panel: which folder, which layer and weights, which projection; and how far a search is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.ui.docks.top_patches.words import used_pictures
from explorer.ui.numbers import thousands
from explorer.ui.terms import quoted, told
from explorer.ui.theme import theme
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton, SegmentedControl, push_button, show_icon
from explorer.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from explorer.engine.messages import TopPatches

WIDE = 860
"""From this width on, everything is named."""
MIDDLE = 520
NARROW = 400
NARROWEST = 284
"""Room for the folder's icon and the choice of a method."""


class FolderButton(QPushButton):
    """Names the chosen folder; a click chooses another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top9.folder")
        self.setProperty("role", "compact")
        self.setAutoDefault(False)
        self.setMaximumWidth(220)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._folder, self._short = "", False
        theme().changed.connect(self._show_icon)
        self.set_folder("")

    def set_folder(self, folder: str) -> None:
        """Name a folder, or invite to choose one."""
        self._folder = folder
        words = self.tr("Choose another folder; now {0}").format(folder) if folder else self.tr("Choose a folder")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._show_name()

    def set_short(self, short: bool) -> None:
        """Leave the name out where there is no room for it."""
        if short != self._short:
            self._short = short
            self._show_name()

    def _show_name(self) -> None:
        name = Path(self._folder).name or self._folder if self._folder else self.tr("Choose a folder…")
        short = self._short and bool(self._folder)
        self.setText("" if short else self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 160))
        self._show_icon()

    def _show_icon(self) -> None:
        show_icon(self, "folder-open")


class Head(QWidget):
    """One line of choices."""

    folderRequested = Signal()
    methodChosen = Signal(object)  # "deconv" or "guided"
    orderChosen = Signal(object)  # "number" or "strongest"
    anewRequested = Signal()
    clearRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder = FolderButton()
        self.folder.clicked.connect(self.folderRequested)
        self._layer = ElidedLabel("", "mono", Qt.TextElideMode.ElideMiddle)
        self._layer.setObjectName("top9.layer")
        self._count = ElidedLabel("", "secondary")
        self._count.setObjectName("top9.count")
        self._why = ElidedLabel("", "small")
        self._why.setObjectName("top9.why")
        self.badge = Badge(name="top9.weights")
        self.badge.hide()
        self.method = SegmentedControl((("guided", self.tr("Guided")), ("deconv", self.tr("DeconvNet"))), "top9.method")
        self.method.setAccessibleName(self.tr("How units are projected"))
        self.method.chosen.connect(self.methodChosen)
        self.more = IconButton("ellipsis", self.tr("Order, search again, empty the store"), "top9.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, Space.NEAR, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(self.folder)
        row.addWidget(self._count)
        row.addWidget(self._layer)
        row.addStretch(1)
        row.addWidget(self._why)
        row.addWidget(self.badge)
        row.addWidget(self.method)
        row.addWidget(self.more)
        self.setFixedHeight(Space.DOCK_HEADER)
        self.setMinimumWidth(NARROWEST)  # not the layout's: what has no room is left out
        self.show_summary(None)

    def _menu(self) -> QMenu:
        menu = QMenu(self.more)
        group = QActionGroup(menu)
        for key, text in (
            ("number", self.tr("Channels by number")),
            ("strongest", self.tr("Strongest channels first")),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"top9.order.{key}")
            action.setCheckable(True)
            action.setChecked(key == "number")
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(self._on_order_chosen)
        menu.addSeparator()
        self._anew = menu.addAction(self.tr("Search this folder again"))
        self._anew.setObjectName("top9.anew")
        self._anew.triggered.connect(self.anewRequested)
        clear = menu.addAction(self.tr("Forget all stored searches"))
        clear.setObjectName("top9.clear")
        clear.triggered.connect(self.clearRequested)
        return menu

    def _on_order_chosen(self, action: QAction) -> None:
        self.orderChosen.emit(action.data())

    def set_layer(self, layer: str | None) -> None:
        """Name the layer that is shown."""
        self._layer.set_text(layer or "")

    def show_summary(self, summary: TopPatches | None) -> None:
        """Say what the patches are of."""
        there = summary is not None and used_pictures(summary) > 0
        self._anew.setEnabled(there)
        self.method.setVisible(there)
        self._why.set_text("")
        if summary is None:
            self.badge.hide()
            self._count.set_text("")
            return
        self._count.set_text(self._counted(summary))
        if summary.skipped:
            names = "\n".join(f"{name}: {told(reason)}" for name, reason in summary.skipped_names[:12])
            self._count.set_tip(self.tr("Files that cannot be used:\n{0}").format(names))
        if there and summary.switches == 0:
            self._why.set_text(self.tr("No max-pooling below: guided"))
        self.method.button("deconv").setToolTip(
            self.tr(
                "Without max-pooling below this layer a DeconvNet projection does not depend on the picture, but for "
                "its strength and what gates and normalisations are held at."
            )
            if there and summary.switches == 0
            else ""
        )
        if summary.weights.trained:
            self.badge.set_state(summary.weights.name, "ok")
        else:
            self.badge.set_state(self.tr("random weights"), "warn")
        self.badge.setToolTip(quoted(summary.weights.source))
        self._fit()

    def _counted(self, summary: TopPatches) -> str:
        one = summary.total == 1
        text = self.tr("1 picture") if one else self.tr("{0} pictures").format(thousands(summary.total))
        return self.tr("{0}, {1} skipped").format(text, thousands(summary.skipped)) if summary.skipped else text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what can be read elsewhere where there is no room; a warning stays."""
        width = self.width()
        self._why.setVisible(width >= WIDE and bool(self._why.whole_text()))
        self.folder.set_short(width < NARROW)
        self._count.setVisible(width >= MIDDLE)
        self._layer.setVisible(width >= MIDDLE)
        warns = self.badge.property("badge") == "warn"
        self.badge.setVisible(bool(self.badge.text()) and bool(self._count.whole_text()) and (warns or width >= WIDE))


class SearchLine(QWidget):
    """One line about a search that runs or was stopped, with the button that changes it."""

    cancelRequested = Signal()
    resumeRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = ElidedLabel("", "secondary")
        self._text.setObjectName("top9.line.text")
        self._bar = QProgressBar()
        self._bar.setObjectName("top9.line.bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._cancel = push_button(self.tr("Cancel"), "top9.line.cancel")
        self._resume = push_button(self.tr("Resume"), "top9.line.resume")
        for button in (self._cancel, self._resume):
            button.setProperty("role", "text")
        self._cancel.clicked.connect(self.cancelRequested)
        self._resume.clicked.connect(self.resumeRequested)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, Space.CLOSE, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        row.addWidget(self._resume)
        self.setFixedHeight(Space.CONTROL)
        self.hide()

    def show_running(self, text: str, done: int, total: int) -> None:
        """Say how far the search is; ``total`` 0 while it is not known."""
        self._show(text, done, total)
        self._cancel.show()
        self._resume.hide()

    def show_stopped(self, text: str, done: int, total: int) -> None:
        """Say where the search has stopped, and offer to go on."""
        self._show(text, done, total)
        self._cancel.hide()
        self._resume.show()

    def _show(self, text: str, done: int, total: int) -> None:
        self._text.set_text(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)
        self.show()
