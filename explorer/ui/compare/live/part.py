"""The foldable part of the comparison in which both networks look at the same picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.compare.icon_text_button import IconTextButton
from explorer.ui.compare.live.bar import OPACITY, LiveBar
from explorer.ui.compare.live.side import LiveSide
from explorer.ui.live.panel.keys import command_of
from explorer.ui.live.panel.notes import ErrorCard
from explorer.ui.live.sources.intake import PictureIntake
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.state_card import StateCard

FITTING = 420
"""Pixels in which all of an open part is seen."""
LOWEST = 200
"""Pixels below which an open part is not dragged."""
KEYS = ("layer.back", "layer.on", "method.on", "method.back", "freeze", "pause")
"""Commands of the live panel's keys that hold here, too."""
STEPS = {Qt.Key.Key_Comma: -1, Qt.Key.Key_Period: 1}
"""Keys that step a moving source by frames."""


class _Area(QScrollArea):
    """Scrolls by wheel; the arrow keys walk through the stages."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class LiveBody(QWidget):
    """Two sides, or an invitation where there is no picture; the controls of both stand in the line above."""

    sampleRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LiveBar()
        self.error = ErrorCard()
        self.empty = StateCard("compare.live.empty")
        self.sample = push_button(self.tr("Use a sample"), "compare.live.sample")
        self.more = label(role="secondary", name="compare.live.more")
        # It may be cut, and tells the whole in its tip: nothing else makes room for it.
        self.more.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self.sides = (LiveSide(0), LiveSide(1))
        self._pair = QWidget()
        self._pair.setProperty("surface", "panel")
        self._pair.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pair = QHBoxLayout(self._pair)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(1)
        for side in self.sides:
            pair.addWidget(side, 1)
            side.picture.set_opacity(OPACITY / 100)
        self.area = _Area()
        self.area.setObjectName("compare.live.scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(Space.NEAR, 0, Space.NEAR, 0)
        framed.addWidget(self.error)
        framed.addWidget(self.more)
        column.addLayout(framed)
        self._invitation = QWidget()
        invitation = QVBoxLayout(self._invitation)
        invitation.setSpacing(0)
        invitation.addStretch(1)
        invitation.addWidget(self.empty)
        invitation.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        invitation.addStretch(1)
        column.addWidget(self._invitation, 1)
        column.addWidget(self.area, 1)
        self.bar.opacityChanged.connect(self._on_opacity_changed)
        self.sample.clicked.connect(self.sampleRequested)
        self.more.hide()
        self.show_sides()

    def say(self, sentence: str) -> None:
        """Say something of both sides above them; nothing for an empty text."""
        self.more.setText(sentence)
        self.more.setToolTip(sentence)
        self.more.setVisible(bool(sentence))

    def show_empty(self) -> None:
        """Invite to open a picture."""
        self._invite()
        self.sample.show()
        self.empty.show_empty(
            self.tr("Drop or paste a picture, or open one: both networks look at it."),
            icon="image",
            action=self.tr("Open a picture…"),
        )

    def show_waiting(self, sentence: str) -> None:
        """Say why there is nothing to look at yet."""
        self._invite()
        self.sample.hide()
        self.empty.show_empty(sentence, icon="network")

    def show_sides(self) -> None:
        """Show both networks."""
        self._invitation.hide()
        self.area.show()
        self._arrange()

    def _invite(self) -> None:
        self.area.hide()
        self._invitation.show()

    def _on_opacity_changed(self, opacity: float) -> None:
        for side in self.sides:
            side.picture.set_opacity(opacity)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for side in self.sides:
            side.arrange((self.width() - 1) // 2, self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()


class LivePart(QWidget):
    """A line that opens and closes it, and what is below; nothing else is made before it is first opened."""

    opened = Signal(bool)
    shown = Signal(bool)
    """Whether it is open and can be seen."""
    stageStepped = Signal(object)  # -1 or 1
    methodStepped = Signal(object)  # -1 or 1
    freezeRequested = Signal()
    frameStepped = Signal(object)  # -1 or 1
    pictureRequested = Signal(object)  # PictureSource
    built = Signal(object)  # LiveBody

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.live")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body: LiveBody | None = None
        self.intake: PictureIntake | None = None
        self.fold = IconTextButton(self.tr("Live"), "compare.live.fold", "chevron-right")
        self.fold.setProperty("role", "picker")
        self.fold.setCheckable(True)
        self.fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fold.setToolTip(self.tr("Let both networks look at the same picture (V)"))
        self.graphs = IconButton("network", self.tr("Show the graphs, too"), "compare.live.graphs", checkable=True)
        self._hint = label(self.tr("both networks on the same picture or video"), "secondary", name="compare.live.hint")
        self._head = QWidget()
        self._head.setObjectName("compare.live.head")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head.setMinimumHeight(Space.DOCK_HEADER)
        self._row = QHBoxLayout(self._head)
        self._row.setContentsMargins(Space.TIGHT, 0, Space.NEAR, 0)
        self._row.setSpacing(Space.CLOSE)
        self._row.addWidget(self.fold)
        self._row.addWidget(self._hint, 1)
        self._row.addWidget(self.graphs)
        self.graphs.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self.fold.toggled.connect(self._on_toggled)
        self._fit()

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self.fold.isChecked()

    def set_open(self, opened: bool) -> None:
        """Open or close it."""
        self.fold.setChecked(opened)

    def _on_toggled(self, opened: bool) -> None:
        if opened and self.body is None:
            self._make()
        if self.body is not None:
            self.body.setVisible(opened)
            self.body.bar.setVisible(opened)
        self._hint.setVisible(not opened)
        self.graphs.setVisible(opened)
        self._fit()
        self.opened.emit(opened)
        if self.isVisible():
            self.shown.emit(opened)

    def _make(self) -> None:
        body = self.body = LiveBody(self)
        self._row.insertWidget(1, body.bar, 1)
        self._column.addWidget(body, 1)
        self.intake = PictureIntake(self)
        self.intake.pictureRequested.connect(self.pictureRequested)
        self.intake.failed.connect(body.error.show_message)
        body.empty.actionRequested.connect(self.intake.open_file)
        self.built.emit(body)

    def _set_room(self) -> None:
        assert self.body is not None
        taken = self.fold.sizeHint().width() + self.graphs.width() + 2 * Space.CLOSE + Space.TIGHT + Space.NEAR
        self.body.bar.set_room(self.width() - taken)

    def _fit(self) -> None:
        self.fold.set_icon("chevron-down" if self.is_open else "chevron-right")
        line = Space.DOCK_HEADER
        self.setMinimumHeight(line + LOWEST if self.is_open else line)
        self.setMaximumHeight(16_777_215 if self.is_open else line)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.body is not None:
            self._set_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_open:
            self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def event(self, event: QEvent) -> bool:
        # The page has other uses for some of these keys.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command == "paste" and self.intake is not None:
            self.intake.paste()
        elif command in ("layer.back", "layer.on"):
            self.stageStepped.emit(-1 if command == "layer.back" else 1)
        elif command in ("method.back", "method.on"):
            self.methodStepped.emit(-1 if command == "method.back" else 1)
        elif command in ("freeze", "pause"):
            self.freezeRequested.emit()
        elif command == "frame":
            self.frameStepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> str:
        """What a key stands for; empty for a key of others."""
        if not self.is_open:
            return ""
        if event.matches(QKeySequence.StandardKey.Paste):
            return "paste"
        if event.key() in STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return "frame"
        command = command_of(event)
        return command if command in KEYS else ""
