"""What if: a card below the graph's header in which input, batch, classes and width can be changed."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGraphicsDropShadowEffect,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.analysis.rows import Totals
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Space
from explorer.ui.what_if import Form
from explorer.ui.what_if_parts import Comparison, CountBox, LockButton, Message, MultiplierBox, emphasise, named
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import hair_line, label

SIDES = (128, 160, 192, 224, 256, 288, 299, 320, 384, 512)
"""Input sizes that papers and weights use."""
DEBOUNCE = 250
"""Milliseconds after the last change before it is asked for."""
PATIENCE = 300
"""Milliseconds of waiting that are not mentioned."""

_MOST_PIXELS, _MOST_INPUTS, _MOST_CLASSES = 4096, 4096, 1_000_000
_WIDTH = 324


class WhatIfPanel(QFrame):
    """Not modal: everything behind it stays in use and follows what is set here."""

    wished = Signal(object)  # Form
    closed = Signal()

    def __init__(self, own: Form, view: QWidget, opener: QWidget) -> None:
        """``own``: the architecture's own form; ``opener``: the button in ``view`` below which the card stands."""
        super().__init__(view)
        self.setObjectName("whatif")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Input and size"))
        self._own = own
        self._view, self._opener = view, opener
        self._quiet = False
        self.height_box = CountBox("whatif.height", self.tr("Input height in pixels"), _MOST_PIXELS)
        self.width_box = CountBox("whatif.width", self.tr("Input width in pixels"), _MOST_PIXELS)
        self.lock = LockButton("whatif.lock")
        self.sizes = QComboBox()
        self.batch = CountBox("whatif.batch", self.tr("Batch: inputs at once"), _MOST_INPUTS)
        self.classes = CountBox("whatif.classes", self.tr("Number of classes"), _MOST_CLASSES)
        self.multiplier = MultiplierBox("whatif.multiplier", self.tr("Width multiplier: scales all layers' channels"))
        self.reset = push_button(self.tr("Reset"), "whatif.reset")
        self._close = IconButton("x", self.tr("Close (Esc)"), "whatif.close", size=14)
        self._figures = Comparison()
        self._message = Message(self.tr("Graph, table and figures follow."))
        self._soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late_words = ("", "info")
        self._content = QWidget()
        self._build()
        self._connect()
        self._paint_shadow()
        self.show_form(own)
        self.hide()
        view.installEventFilter(self)
        self._chain_tabs()

    # Layout

    def _build(self) -> None:
        self.reset.setToolTip(self.tr("Back to the form that the architecture's facts and weights are of"))
        title = QHBoxLayout()
        title.addWidget(label(self.tr("What if"), "heading"), 1)
        title.addWidget(self._close)
        foot = QHBoxLayout()
        foot.setSpacing(Space.CLOSE)
        foot.addWidget(self._message, 1)
        foot.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(Space.NEAR, Space.CLOSE, Space.NEAR, Space.NEAR)
        column.setSpacing(Space.CLOSE)
        column.addLayout(title)
        column.addLayout(self._fields())
        column.addWidget(hair_line())
        column.addWidget(self._figures)
        column.addWidget(hair_line())
        column.addLayout(foot)
        self._content.setProperty("surface", "panel")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _fields(self) -> QGridLayout:
        self._list_sizes()
        size = QHBoxLayout()
        size.setSpacing(Space.TIGHT)
        size.addWidget(self.height_box, 1)
        size.addWidget(label("×", "label"))
        size.addWidget(self.width_box, 1)
        size.addWidget(self.lock)
        counts = QHBoxLayout()
        counts.setSpacing(Space.CLOSE)
        counts.addWidget(self.batch, 2)
        counts.addWidget(named(self.tr("Classes"), self.classes))
        counts.addWidget(self.classes, 3)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.NEAR)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(1, 1)
        grid.addWidget(named(self.tr("Input"), self.height_box), 0, 0)
        grid.addLayout(size, 0, 1)
        grid.addWidget(self.sizes, 1, 1)
        grid.addWidget(named(self.tr("Batch"), self.batch), 2, 0)
        grid.addLayout(counts, 2, 1)
        name = named(self.tr("Width"), self.multiplier)
        grid.addWidget(name, 3, 0)
        grid.addWidget(self.multiplier, 3, 1)
        if self._own.width is None:
            name.hide()
            self.multiplier.hide()
        return grid

    def _list_sizes(self) -> None:
        own = self._own.input_shape[1:]
        for side in sorted({*SIDES, *own}):
            words = f"{side} × {side}"
            self.sizes.addItem(self.tr("{0}, its own").format(words) if own == (side, side) else words, side)
        self.sizes.setObjectName("whatif.sizes")
        self.sizes.setAccessibleName(self.tr("Usual input sizes"))
        self.sizes.setPlaceholderText(self.tr("Another size"))

    def _chain_tabs(self) -> None:
        sizes = self.height_box, self.width_box, self.lock, self.sizes
        others = self.batch, self.classes, self.multiplier, self.reset, self._close
        for before, after in pairwise((self._opener, *sizes, *others)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.height_box.valueChanged.connect(self._on_height_changed)
        self.width_box.valueChanged.connect(self._on_width_changed)
        self.lock.toggled.connect(self._on_lock_toggled)
        self.sizes.activated.connect(self._on_size_chosen)
        for box in (self.batch, self.classes, self.multiplier):
            box.valueChanged.connect(self._on_changed)
        self.reset.clicked.connect(self._on_reset)
        self._close.clicked.connect(self.dismiss)
        self._soon.timeout.connect(self._apply)
        self._late.timeout.connect(self._on_late)
        theme().changed.connect(self._paint_shadow)

    def open(self) -> None:
        """Appear below the opener, the first field ready to be typed into."""
        if self.isHidden():
            self._place()
            self.show()
        self.raise_()
        self.height_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.height_box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Stand below the opener, right edges aligned. It stays there while the opener's words change."""
        view = self._view
        corner = self._opener.mapTo(view, QPoint(self._opener.width(), self._opener.height() + Space.NEAR))
        width = min(_WIDTH, view.width() - 2 * Space.CLOSE)
        right = min(corner.x(), view.width() - Space.CLOSE)
        self.setGeometry(max(Space.CLOSE, right - width), corner.y(), width, self.height())
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need, if there is room; what does not fit is scrolled."""
        needed = self._content.heightForWidth(self.width() - 2) + 2
        self.resize(self.width(), min(needed, self._view.height() - self.y() - Space.CLOSE))

    def _say(self, text: str, level: str) -> None:
        self._message.say(text, level)
        self._fit()

    def _paint_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 4)
        shadow.setColor(color("#000000", 0.5 if tokens().dark else 0.18))
        self.setGraphicsEffect(shadow)

    # What it shows

    def form(self) -> Form:
        """Return what the fields say."""
        channels = self._own.input_shape[0]
        return replace(
            self._own,
            input_shape=(channels, self.height_box.value(), self.width_box.value()),
            batch=self.batch.value(),
            num_classes=self.classes.value(),
            width=None if self._own.width is None else self.multiplier.multiplier(),
        )

    def show_form(self, form: Form) -> None:
        """Put a form into the fields."""
        self._soon.stop()
        self._quiet = True
        height, width = form.input_shape[1:]
        self.lock.setChecked(height == width)
        self.height_box.setValue(height)
        self.width_box.setValue(width)
        self.batch.setValue(form.batch)
        self.classes.setValue(form.num_classes)
        if form.width is not None:
            self.multiplier.setValue(form.width)
        self._quiet = False
        self._show_changes()

    def show_figures(self, own: Totals, shown: Totals) -> None:
        """Compare the architecture's own figures with those of the form that is shown; nothing is on its way."""
        self._late.stop()
        self._figures.set_totals(own, None if shown is own else shown)
        self._say("", "info")

    def say_waiting(self, text: str, level: str) -> None:
        """Say what is waited for (``busy``, or ``warn`` where it takes a person), unless it is over at once."""
        self._late_words = (text, level)
        if self._message.level == "busy":
            self._on_late()
        else:
            self._late.start()

    def say(self, text: str, level: str) -> None:
        """Say why the form that the fields state is not shown: ``info`` or ``error``."""
        self._late.stop()
        self._say(text, level)

    @property
    def message(self) -> str:
        """What it says."""
        return self._message.text()

    def dismiss(self) -> None:
        """Close; what was not applied yet is forgotten."""
        self._soon.stop()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)

    # What people do

    def _on_height_changed(self, height: int) -> None:
        if self.lock.isChecked() and not self._quiet:
            self._set_quietly(self.width_box, height)
        self._on_changed()

    def _on_width_changed(self, width: int) -> None:
        if self.lock.isChecked() and not self._quiet:
            self._set_quietly(self.height_box, width)
        self._on_changed()

    def _on_lock_toggled(self, locked: bool) -> None:
        if locked and not self._quiet:
            self.width_box.setValue(self.height_box.value())

    def _on_size_chosen(self, index: int) -> None:
        side = self.sizes.itemData(index)
        self._set_quietly(self.height_box, side)
        self._set_quietly(self.width_box, side)
        self.lock.setChecked(True)
        self._on_changed()

    def _set_quietly(self, box: QSpinBox, value: int) -> None:
        self._quiet = True
        box.setValue(value)
        self._quiet = False

    def _on_changed(self) -> None:
        if not self._quiet:
            self._show_changes()
            self._soon.start()

    def _on_reset(self) -> None:
        self.height_box.setFocus()  # the button is about to be disabled
        self.show_form(self._own)
        self._apply()

    def _apply(self) -> None:
        self._soon.stop()
        self.wished.emit(self.form())

    def _on_late(self) -> None:
        self._say(*self._late_words)

    def _show_changes(self) -> None:
        """Mark the fields that differ from the architecture's own, and name the size if it is a usual one."""
        form, own = self.form(), self._own
        side = form.input_shape[1] if form.input_shape[1] == form.input_shape[2] else -1
        self.sizes.setCurrentIndex(self.sizes.findData(side))
        for box, changed in (
            (self.height_box, form.input_shape[1] != own.input_shape[1]),
            (self.width_box, form.input_shape[2] != own.input_shape[2]),
            (self.batch, form.batch != own.batch),
            (self.classes, form.num_classes != own.num_classes),
            (self.multiplier, form.width != own.width),
        ):
            emphasise(box, changed)
        self.reset.setEnabled(not form.is_own)
