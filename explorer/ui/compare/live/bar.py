"""The controls of both sides at once: source, freezing, method, class, stage, opacity; and whether both agree."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from explorer.engine.messages import CLASS_METHODS, METHODS
from explorer.ui.compare.icon_text_button import IconTextButton
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.members import LETTERS
from explorer.ui.live.method.methods import LASTING, method_text
from explorer.ui.live.sources.bar import SourceButton
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.calm import CalmSlider
from explorer.ui.widgets.labels import ElidedLabel, label
from explorer.ui.widgets.menu_button import MenuButton, choose_class, heading, radio

OPACITY = 85

Classes = tuple[tuple[int, str], ...]


class LiveBar(QWidget):
    """Says by signals what is wished, and is told what to show."""

    freezeRequested = Signal()
    frameStepped = Signal(object)  # -1 or 1
    methodChosen = Signal(object)  # str | None
    targetChosen = Signal(object)  # index of a class, None for each network's first
    stageStepped = Signal(object)  # -1 or 1
    opacityChanged = Signal(object)  # float, 0 to 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: Classes = ()
        self._target: int | None = None
        self._frozen = False
        self._room = 0
        self.source = SourceButton()
        self.source.setObjectName("compare.live.source")
        self.source.setMaximumWidth(220)
        self.freeze = IconTextButton(self.tr("Freeze"), "compare.live.freeze", "pause")
        self.freeze.setProperty("size", "compact")
        self.back = IconButton("step-back", self.tr("One frame back (,)"), "compare.live.back")
        self.forward = IconButton("step-forward", self.tr("One frame on (.)"), "compare.live.forward")
        self.methods = MenuButton("compare.live.method", self.tr("Overlay of both"))
        self.target = MenuButton("compare.live.target", self.tr("Class"), icon="target")
        self.previous = IconButton("chevron-up", self.tr("Previous stage (Up)"), "compare.live.stage.previous")
        self.next = IconButton("chevron-down", self.tr("Next stage (Down)"), "compare.live.stage.next")
        self.stage = ElidedLabel("", "value")
        self.stage.setObjectName("compare.live.stage")
        self.stage.setMinimumWidth(64)
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.rate = ElidedLabel("", "secondary")
        self.rate.setObjectName("compare.live.rate")
        self.shared = ElidedLabel("", "secondary")
        self.shared.setObjectName("compare.live.shared")
        self.verdict = Badge(name="compare.live.verdict")
        self._build_menus()
        self._build_slider()
        self._build()
        self.freeze.clicked.connect(self.freezeRequested)
        self.back.clicked.connect(lambda: self.frameStepped.emit(-1))
        self.forward.clicked.connect(lambda: self.frameStepped.emit(1))
        self.previous.clicked.connect(lambda: self.stageStepped.emit(-1))
        self.next.clicked.connect(lambda: self.stageStepped.emit(1))
        self.set_moving(False, False, (False, False))
        self.set_agreement(None)

    def _build(self) -> None:
        first, second = self._rows = QHBoxLayout(), QHBoxLayout()
        for row in self._rows:
            row.setSpacing(Space.TIGHT)
        first.addWidget(self.source)
        for widget in (self.freeze, self.back, self.forward):
            first.addWidget(widget)
        first.addSpacing(Space.CLOSE)
        first.addWidget(self.rate)
        first.addStretch(1)
        second.addWidget(label(self.tr("Overlay"), "secondary"))
        second.addWidget(self.methods)
        second.addWidget(self.target)
        second.addSpacing(Space.CLOSE)
        second.addWidget(label(self.tr("Stage"), "secondary"))
        second.addWidget(self.previous)
        second.addWidget(self.stage)
        second.addWidget(self.next)
        second.addSpacing(Space.CLOSE)
        second.addWidget(self.slider)
        second.addStretch(1)
        self._ends = QWidget()
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.setSpacing(Space.CLOSE)
        ends.addWidget(self.shared)
        ends.addWidget(self.verdict)
        second.addWidget(self._ends)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.TIGHT - 1, 0, Space.TIGHT - 1)
        self._row.setSpacing(Space.TIGHT)
        self._row.addLayout(first)
        self._row.addLayout(second, 1)

    def _build_menus(self) -> None:
        menu, group = self.methods.choices, QActionGroup(self)
        groups = (
            ("", (None,)),
            (self.tr("One channel of each"), METHODS),
            (self.tr("A class"), CLASS_METHODS),
        )
        self._actions = {}
        for title, keys in groups:
            if title:
                menu.addSeparator()
                heading(menu, title)
            for action in radio(menu, [(key, method_text(key).name) for key in keys], group):
                action.setToolTip(method_text(action.data()).tip)
                self._actions[action.data()] = action
        menu.triggered.connect(lambda action: self.methodChosen.emit(action.data()))
        self.target.setToolTip(self.tr("Which class is explained; a click on a class chooses it, too"))
        self.target.choices.aboutToShow.connect(self._fill_targets)
        self.target.choices.triggered.connect(lambda action: self.targetChosen.emit(action.data()))

    def _build_slider(self) -> None:
        self.slider.setObjectName("compare.live.opacity")
        self.slider.setAccessibleName(self.tr("Opacity of both overlays"))
        self.slider.setToolTip(self.tr("Opacity of both overlays"))
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setFixedWidth(96)
        self.slider.setValue(OPACITY)
        self.slider.valueChanged.connect(lambda value: self.opacityChanged.emit(value / 100))

    def set_room(self, width: int) -> None:
        """Put all into one row where ``width`` pixels take it."""
        self._room = width
        wide = sum(row.sizeHint().width() for row in self._rows) + Space.TIGHT <= width
        self._rows[1 if wide else 0].addWidget(self._ends)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    # What it shows

    def set_moving(self, there: bool, frozen: bool, steps: tuple[bool, bool]) -> None:
        """Show whether there is a moving source, whether it stands, and whether it steps back and on."""
        self._frozen = frozen
        self.freeze.setVisible(there)
        self.back.setVisible(steps[0])
        self.forward.setVisible(steps[1])
        self._show_freeze()
        self.set_room(self._room)

    def _show_freeze(self) -> None:
        words = self.tr("Go on") if self._frozen else self.tr("Freeze")
        tip = self.tr("Go on on both sides (F)") if self._frozen else self.tr("Freeze both sides at this frame (F)")
        self.freeze.setText(words)
        self.freeze.set_icon("play" if self._frozen else "pause")
        self.freeze.setToolTip(tip)
        self.freeze.setAccessibleName(tip)

    def set_lasting(self, offered: bool) -> None:
        """Offer the methods that run a network many times, or say what they need."""
        for method in LASTING:
            self._actions[method].setEnabled(offered)
            tip = method_text(method).tip
            self._actions[method].setToolTip(tip if offered else self.tr("{0}; freeze first (F)").format(tip))

    def set_rate(self, text: str, tip: str) -> None:
        """Say how fast frames are shown; an empty text says nothing."""
        self.rate.set_text(text)
        self.rate.setToolTip(tip)

    def set_method(self, method: str | None) -> None:
        """Show another method as chosen, without a signal."""
        self._actions[method].setChecked(True)
        text = method_text(method)
        self.methods.set_text(text.name, "O")
        self.methods.setToolTip(self.tr("{0} (O for the next one)").format(text.tip))
        self.target.setVisible(method in CLASS_METHODS)
        self.set_room(self._room)

    def set_target(self, target: int | None, classes: Classes) -> None:
        """Show which class is meant, None for each network's first; ``classes`` are offered."""
        self._target, self._classes = target, classes
        named = dict(classes).get(target, "") if target is not None else ""
        self.target.set_text(
            named or (self.tr("top-1 of each") if target is None else self.tr("class {0}").format(target))
        )

    def set_stage(self, name: str, before: bool, after: bool) -> None:
        """Name the stage on show, and say whether there are some before and after it."""
        self.stage.set_text(name)
        self.previous.setEnabled(before)
        self.next.setEnabled(after)

    def set_opacity(self, opacity: float) -> None:
        """Move the slider, without a signal."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * opacity))

    def set_agreement(self, agreement: Agreement | None) -> None:
        """Say whether both networks find the same."""
        self.verdict.setVisible(agreement is not None)
        self.shared.setVisible(agreement is not None and not agreement.untrained)
        if agreement is None:
            return
        self.shared.set_text(self.tr("{0} of {1} classes shared").format(agreement.shared, agreement.of))
        if agreement.untrained:
            letters = ", ".join(LETTERS[side] for side in agreement.untrained)
            self.verdict.set_state(self.tr("Random weights: {0}").format(letters), "warn")
            self.verdict.setToolTip(
                self.tr("What an untrained network finds means nothing: there is nothing to compare.")
            )
        elif agreement.same_first:
            self.verdict.set_state(self.tr("Same top-1"), "ok")
            self.verdict.setToolTip("")
        else:
            self.verdict.set_state(self.tr("Top-1 differs"), "differ")
            self.verdict.setToolTip("")
        self.set_room(self._room)

    def _fill_targets(self) -> None:
        # When it opens and not before: frames may follow each other faster than anybody chooses.
        choose_class(self.target.choices, self.tr("Top-1 of each"), self._classes, self._target)
