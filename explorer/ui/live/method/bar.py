"""Which way to look, with what belongs to it: what is projected, which class, parameters, opacity, progress."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from explorer.engine.messages import CLASS_METHODS, METHODS, PredictionResult
from explorer.ui import numbers
from explorer.ui.docks.inspector.progress_line import ProgressLine
from explorer.ui.live.method.methods import LAYERED, PROJECTIONS, STRONGEST, WHOLE_MAP, ClassOptions, method_text
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, SegmentedControl
from explorer.ui.widgets.calm import CalmSlider
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.menu_button import MenuButton, choose_class, heading, radio
from explorer.ui.widgets.turning import turn

PICKED = "unit"
"""The choice of one unit that stays, whatever is the strongest."""
ROOMY = 380
"""From this width of the panel on, the slider has its word beside it."""
ONE_ROW = 720
"""From this width on, everything stands in one row."""


class MethodBar(QWidget):
    """Rows that take as much width as there is."""

    methodChosen = Signal(object)  # str | None
    scopeChosen = Signal(object)  # "max", "all", or "unit" for the one that is shown
    targetChosen = Signal(object)  # index of a class, None for the most probable one
    optionsChanged = Signal(object)  # ClassOptions
    opacityChanged = Signal(object)  # float, 0 to 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method: str | None = None
        self._target: int | None = None
        self._top: tuple[tuple[int, str], ...] = ()
        self._named: tuple[int, str] = (-1, "")
        self._options = ClassOptions()
        self._actions: dict[str | None, QAction] = {}
        self.methods = MenuButton("live.method", self.tr("Overlay"))
        self.methods.setMinimumWidth(140)
        self.scope = SegmentedControl(
            ((STRONGEST, self.tr("Strongest")), (PICKED, self.tr("One unit")), (WHOLE_MAP, self.tr("Whole map"))),
            "live.scope",
        )
        self.target = MenuButton("live.target", self.tr("Class"), icon="target")
        self.parameters = IconButton("sliders-horizontal", self.tr("Parameters"), "live.parameters")
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self._word = label(self.tr("Opacity"), "secondary")
        self._percent = label(role="value", name="live.opacity.value")
        self.progress = ProgressLine("live.progress")
        self._build_menus()
        self._build_slider()
        self._build()
        self.methods.choices.triggered.connect(self._on_method_triggered)
        self.target.choices.aboutToShow.connect(self._fill_targets)
        self.target.setToolTip(self.tr("Which class is explained; a click on one of the top-5 chooses it (T)"))
        self.target.choices.triggered.connect(self._on_target_triggered)
        self.parameters.menu().triggered.connect(self._on_parameter_triggered)
        self.scope.chosen.connect(self.scopeChosen)
        self.slider.valueChanged.connect(self._on_value_changed)
        self._show_target()
        self.set_method("activation")
        self.set_opacity(0.85)

    # Layout

    def _build(self) -> None:
        opacity = QHBoxLayout()
        opacity.setSpacing(Space.CLOSE)
        opacity.addWidget(self._word)
        opacity.addWidget(self.slider, 1)
        opacity.addWidget(self._percent)
        first = QHBoxLayout()
        first.setSpacing(Space.NEAR)
        first.addWidget(self.methods, 1)
        first.addLayout(opacity, 1)
        self._what = QWidget()
        second = QHBoxLayout(self._what)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(Space.TIGHT)
        second.addWidget(self.scope)
        second.addWidget(self.target, 1)
        second.addWidget(self.parameters)
        second.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.addLayout(first, 1)
        self._row.addWidget(self._what)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(self._row)
        column.addWidget(self.progress)

    def _build_slider(self) -> None:
        self.slider.setObjectName("live.opacity")
        self.slider.setAccessibleName(self.tr("Opacity of the overlay"))
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setMinimumWidth(72)
        self.slider.setToolTip(self.tr("Opacity of the overlay"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setFixedWidth(40)

    def _build_menus(self) -> None:
        menu, group = self.methods.choices, QActionGroup(self)
        for title, keys in (("", (None,)), (self.tr("One channel"), METHODS), (self.tr("A class"), CLASS_METHODS)):
            if title:
                menu.addSeparator()
                heading(menu, title)
            for action in radio(menu, [(key, method_text(key).name) for key in keys], group):
                action.setToolTip(method_text(action.data()).tip)
                self._actions[action.data()] = action
        self.scope.setAccessibleName(self.tr("What is projected"))
        self.scope.button(STRONGEST).setToolTip(self.tr("Project the strongest unit of the channel"))
        self.scope.button(PICKED).setToolTip(self.tr("Stay at one unit; click the picture to choose another"))
        self.scope.button(WHOLE_MAP).setToolTip(self.tr("Project every active unit of the channel"))
        self.parameters.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.parameters.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.parameters.setMenu(QMenu(self.parameters))
        self.parameters.menu().aboutToShow.connect(self._fill_parameters)

    def set_room(self, width: int) -> None:
        """Put all into one row where ``width`` pixels take it without squeezing the slider."""
        self._word.setVisible(width >= ROOMY)
        turn(self._row, width >= ONE_ROW)

    # What it shows

    def set_method(self, method: str | None) -> None:
        """Show another method as chosen, without a signal."""
        self._method = method
        self._actions[method].setChecked(True)
        text = method_text(method)
        self.methods.set_text(text.name, "O")
        self.methods.setToolTip(self.tr("{0} (O for the next one)").format(text.tip))
        self.scope.setVisible(method in PROJECTIONS)
        self.target.setVisible(method in CLASS_METHODS)
        self.parameters.setVisible(method in CLASS_METHODS)
        self._what.setVisible(method in PROJECTIONS or method in CLASS_METHODS)

    def set_opacity(self, opacity: float) -> None:
        """Move the slider to an opacity from 0 to 1, without a signal."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * opacity))
        self._tell()

    def set_scope(self, scope: str) -> None:
        """Show what a projection starts from, without a signal."""
        self.scope.set_current(scope)

    def set_target(self, target: int | None) -> None:
        """Show which class is meant, None for the most probable one, without a signal."""
        self._target = target
        self._show_target()

    def set_prediction(self, result: PredictionResult | None) -> None:
        """Offer the most probable classes."""
        top = tuple((one.index, one.label) for one in result.top) if result is not None else ()
        if top != self._top:
            self._top = top
            self._show_target()

    def set_target_name(self, target: int, name: str) -> None:
        """Say how the class that is meant is called, also if it is not among the most probable ones."""
        self._named = (target, name)
        self._show_target()

    @property
    def options(self) -> ClassOptions:
        """The parameters of the class methods."""
        return self._options

    def _show_target(self) -> None:
        if self._target is None:
            first = self._top[0][1] if self._top else ""
            self.target.set_text(first or self.tr("Top-1"), self.tr("top-1") if first else "")
        else:
            known = dict((*self._top, self._named))
            self.target.set_text(known.get(self._target, self.tr("class {0}").format(self._target)))

    def _fill_targets(self) -> None:
        # When it opens and not before: frames may follow each other faster than anybody chooses.
        choose_class(self.target.choices, self.tr("Top-1, whatever it is"), self._top, self._target)

    def _tell(self) -> None:
        self._percent.setText(numbers.with_unit(str(self.slider.value()), "%"))

    # Parameters

    def _fill_parameters(self) -> None:
        menu = self.parameters.menu()
        menu.clear()
        for title, field, choices in self._parameter_choices():
            heading(menu, title)
            for action in radio(menu, [((field, value), text) for value, text in choices], QActionGroup(menu)):
                action.setChecked(getattr(self._options, field) == action.data()[1])

    def _parameter_choices(self) -> tuple[tuple[str, str, tuple[tuple[Any, str], ...]], ...]:
        if self._method in LAYERED:
            layers = ((False, self.tr("Last map before the classes")), (True, self.tr("The chosen layer")))
            return ((self.tr("Layer"), "own_layer", layers),)
        if self._method == "occlusion":
            return (
                (self.tr("Side of the square"), "patch", _pixels(16, 32, 48, 64)),
                (self.tr("Step"), "stride", _pixels(8, 16, 32)),
            )
        return (
            (self.tr("Points of the path at first"), "steps", tuple((n, str(n)) for n in (25, 50, 100, 200))),
            (
                self.tr("The path begins at"),
                "baseline",
                (("black", self.tr("Black")), ("mean", self.tr("Mean colour of the training pictures"))),
            ),
        )

    # Handlers

    def _on_method_triggered(self, action: QAction) -> None:
        self.methodChosen.emit(action.data())

    def _on_target_triggered(self, action: QAction) -> None:
        self.targetChosen.emit(action.data())

    def _on_parameter_triggered(self, action: QAction) -> None:
        field, value = action.data()
        self._options = replace(self._options, **{field: value})
        self.optionsChanged.emit(self._options)

    def _on_value_changed(self, value: int) -> None:
        self._tell()
        self.opacityChanged.emit(value / 100)


def _pixels(*sides: int) -> tuple[tuple[int, str], ...]:
    return tuple((side, numbers.with_unit(str(side), "px")) for side in sides)
