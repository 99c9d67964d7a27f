"""What if the input, the batch, the classes or the width were others: the card, the chip, and what follows them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QFrame, QWidget

from explorer.analysis import cache as disk
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.engine.messages import (
    AnalyzeJob,
    ChannelJob,
    ChannelView,
    EngineInfo,
    Failed,
    FieldJob,
    Job,
    LayerJob,
    SeenRegion,
    WeightsBadge,
)
from explorer.models import registry
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.documents import DocumentArea
from explorer.ui.garbage import GarbageKeeper
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.pixels import image_of
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.selection import Selected
from explorer.ui.theme import theme
from explorer.ui.what_if import Form, counterpart
from explorer.ui.what_if_panel import WhatIfPanel
from explorer.ui.what_if_parts import Comparison


@cache
def analysed(key: str, input_shape: tuple[int, ...] | None = None, batch: int = 1, **options: Any) -> Network:
    return analyze_architecture(registry.get(key), input_shape, batch=batch, **options)


def order_of(network: Network, path: str, operator: str = "conv2d", nth: int = 0) -> int:
    return [row.order for row in network.rows if (row.path, row.operator) == (path, operator)][nth]


class Engine(QObject):
    """Stands in for the engine: keeps what is posted until the test answers it."""

    stateChanged = Signal(object)  # noqa: N815 - as the engine link calls it
    ready = Signal(object)
    lost = Signal(object)
    moved = Signal(object)
    progressed = Signal(object)
    workChanged = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.state = "running"
        self.posted: list[Job] = []
        self.pending: dict[int, tuple[Job, Callable[[Any], None], Callable[[Failed], None]]] = {}

    def post(self, job: Job, done: Callable[[Any], None], failed: Callable[[Failed], None]) -> int | None:
        if self.state not in ("starting", "running"):
            return None
        self.posted.append(job)
        self.pending[len(self.posted)] = (job, done, failed)
        self.workChanged.emit(len(self.pending))
        return len(self.posted)

    def awaits(self, number: int) -> bool:
        return number in self.pending

    def cancel(self, number: int) -> None:
        if self.pending.pop(number, None) is not None:
            self.workChanged.emit(len(self.pending))

    def answer(self) -> None:
        """Do the one analysis that is wanted."""
        [(number, (job, done, failed))] = self.pending.items()
        assert isinstance(job, AnalyzeJob)
        del self.pending[number]
        self.workChanged.emit(0)
        try:
            network = analysed(job.key, job.input_shape, job.batch, **dict(job.options))
        except Exception as error:
            failed(Failed(number, str(error), "", expected=True))
        else:
            done(network)

    def set_state(self, state: str) -> None:
        self.state = state
        if state != "running":
            self.pending.clear()
            self.workChanged.emit(0)
        self.stateChanged.emit(state)
        if state == "running":
            self.ready.emit(EngineInfo(pid=1, device="cpu", threads=1, torch="2"))
        else:
            self.lost.emit("it was killed")


@pytest.fixture
def engine(qapp: QApplication) -> Engine:
    return Engine()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    result = Background()
    yield result
    result.close()


@pytest.fixture
def empty_cache(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def area(qtbot, engine: Engine, background: Background, empty_cache: None) -> DocumentArea:  # type: ignore[no-untyped-def]
    theme().set_mode("light")
    result = DocumentArea(engine, background)  # type: ignore[arg-type]
    qtbot.addWidget(result)
    result.resize(900, 700)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def opened(qtbot, area: DocumentArea, engine: Engine) -> Callable[[str], Document]:  # type: ignore[no-untyped-def]
    def open_one(key: str) -> Document:
        document = area.open_architecture(key)
        answer(qtbot, engine, document)
        assert document.network is not None
        document.view.set_reduced_motion(True)
        return document

    return open_one


def open_card(qtbot, document: Document) -> WhatIfPanel:  # type: ignore[no-untyped-def]
    qtbot.mouseClick(document.view.header.form, Qt.MouseButton.LeftButton)
    assert document.panel is not None
    assert document.panel.isVisible()
    return document.panel


def type_into(qtbot, box: QAbstractSpinBox, text: str) -> None:  # type: ignore[no-untyped-def]
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def answer(qtbot, engine: Engine, document: Document) -> None:  # type: ignore[no-untyped-def]
    """Answer the analysis that is asked for, and wait until it is shown or refused."""
    qtbot.waitUntil(lambda: bool(engine.pending))
    engine.answer()
    settle(qtbot, document)


def settle(qtbot, document: Document) -> None:  # type: ignore[no-untyped-def]
    qtbot.waitUntil(lambda: not document.waiting)


# A form in words and as a request


def test_a_form_tells_the_builder_what_differs_and_nothing_else() -> None:
    own = Form.own(registry.get("mobilenetv2_140"))
    assert (own.is_own, own.options, own.text(), own.changes(), own.suffix()) == (True, (), "3 × 224 × 224", "", "")
    other = Form(own.architecture, (3, 192, 160), 8, 1, 0.35)
    assert not other.is_own
    assert other.options == (("num_classes", 1), ("width", 0.35))
    assert other.text() == "3 × 192 × 160 · batch 8 · 1 class · width 0.35"
    assert other.changes() == other.text()
    assert other.suffix() == "-3x192x160-batch8-classes1-width0.35"
    batch = Form(own.architecture, own.input_shape, 1024, 1000, 1.4)
    assert (batch.text(), batch.changes()) == ("3 × 224 × 224 · batch 1,024", "batch 1,024")


def test_a_form_makes_every_request_about_the_network() -> None:
    form = Form(registry.get("resnet18"), (3, 64, 64), 2, 10, None)
    assert form.job(FieldJob, order=7) == FieldJob(
        key="resnet18", input_shape=(3, 64, 64), batch=2, options=(("num_classes", 10),), order=7
    )


def test_a_row_is_found_again_by_path_operator_and_call() -> None:
    whole, narrow = analysed("mobilenet_v2"), analysed("mobilenet_v2", width=0.25)
    # Narrow channels are rounded to equal numbers: features.2 gets a shortcut, and all that follows moves by one row.
    shift = len(narrow.rows) - len(whole.rows)
    assert shift == 1
    path = "features.18.0"
    found = counterpart(Selected(order=order_of(whole, path)), whole, narrow)
    assert found == Selected(order=order_of(narrow, path)) == Selected(order=order_of(whole, path) + shift)
    added = next(
        row for row in narrow.rows if not counterpart(Selected(order=row.order), narrow, whole)
    )  # the only row that is new
    assert added.operator == "add"
    assert counterpart(Selected(block="features.3"), whole, narrow) == Selected(block="features.3")
    assert counterpart(Selected(block="layer1"), whole, narrow) == Selected()


def test_equal_calls_are_told_apart_by_their_place() -> None:
    small, large = analysed("densenet121", (3, 64, 64)), analysed("densenet121")
    for row in small.rows:
        assert counterpart(Selected(order=row.order), small, large) == Selected(order=row.order)


# The chip and the card


def test_the_chip_states_the_form_and_opens_the_card(qtbot, opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    chip = document.view.header.form
    assert chip.text() == "3 × 224 × 224"
    assert chip.accessibleName() == "Input 3 × 224 × 224"
    card = open_card(qtbot, document)
    assert chip.isChecked()
    assert (card.height_box.value(), card.width_box.value(), card.batch.value(), card.classes.value()) == (
        224, 224, 1, 1000,
    )  # fmt: skip
    assert QApplication.focusWidget() is card.height_box
    assert card.sizes.currentText() == "224 × 224, its own"
    assert not card.reset.isEnabled()
    qtbot.keyClick(card.height_box, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert not chip.isChecked()
    assert QApplication.focusWidget() is chip
    open_card(qtbot, document)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert card.isHidden()


def test_all_that_is_shown_follows_what_is_typed(qtbot, area: DocumentArea, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    view, selection = document.view, document.selection
    selection.select_operator(order_of(document.network, "layer3.0.conv1"))
    selection.select_channel(5)
    view.set_expanded(view.expanded | {"layer1"})
    expanded, scale, corner = view.expanded, view.canvas.scale_factor, view.canvas.top_left
    card = open_card(qtbot, document)
    shown: list[object] = []
    area.networkShown.connect(shown.append)
    type_into(qtbot, card.height_box, "448")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    assert card.width_box.value() == 448
    answer(qtbot, engine, document)
    assert engine.posted[-1] == AnalyzeJob(key="resnet18", input_shape=(3, 448, 448))
    assert document.network.totals == analysed("resnet18", (3, 448, 448)).totals
    assert shown == [document]
    assert view.header.form.text() == "3 × 448 × 448"
    assert view.header.form.property("changed") is True
    assert view.header.form.accessibleName() == "What if: 3 × 448 × 448"
    assert area.tabs.tabText(0) == "ResNet-18 · what if"
    assert area.tabs.tabToolTip(0) == "What if: 3 × 448 × 448"
    assert view.tree.network is document.network
    # What was open, seen and selected still is.
    assert (view.expanded, view.canvas.scale_factor, view.canvas.top_left) == (expanded, scale, corner)
    assert document.selection.current == Selected(order=order_of(document.network, "layer3.0.conv1"))
    assert document.selection.channel == 5
    assert view.canvas.marks.selected == view.tree.cell_of[document.selection.current.order]
    # Its own figures, these, and how many times as much.
    parameters, macs, memory = card._figures.texts()
    assert parameters == ("11.7\u202fM", "11.7\u202fM", "×1")
    assert macs[0] == "1.81\u202fG"
    assert macs[2] == "×4"
    assert memory[2] == "×4"
    assert card.isVisible()


def test_steps_are_gathered_and_the_newest_wins(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    card = open_card(qtbot, document)
    card.batch.setFocus()
    wishes: list[Form] = []
    card.wished.connect(wishes.append)
    for _ in range(3):
        qtbot.keyClick(card.batch, Qt.Key.Key_Up)
        QApplication.processEvents()
        assert wishes == []
    qtbot.waitUntil(lambda: bool(engine.pending))
    assert [job.batch for job in engine.posted[1:]] == [4]
    card.classes.setFocus()
    qtbot.keyClick(card.classes, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(engine.posted) == 3)
    answer(qtbot, engine, document)  # only the newest is still wanted
    assert document.form == Form(document.architecture, (3, 224, 224), 4, 999, None)
    assert document.view.header.form.text() == "3 × 224 × 224 · batch 4 · 999 classes"


def test_what_is_overtaken_is_never_shown(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    shown: list[Form] = []
    document.networkChanged.connect(lambda one: shown.append(one.form))
    four, two = (Form(document.architecture, (3, 224, 224), batch, 1000, None) for batch in (4, 2))
    document.show_form(four)
    qtbot.waitUntil(lambda: bool(engine.pending))
    document.show_form(document.form)  # known, so that nothing needs to be asked
    assert not engine.pending
    settle(qtbot, document)
    document.show_form(four)
    qtbot.waitUntil(lambda: bool(engine.pending))
    engine.answer()  # its graph is being prepared
    document.show_form(two)
    answer(qtbot, engine, document)
    assert shown == [two]


def test_a_form_that_was_analysed_before_comes_from_the_disk(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("mobilenet_v2")
    disk.remember(analysed("mobilenet_v2", width=0.5), {"width": 0.5})
    card = open_card(qtbot, document)
    type_into(qtbot, card.multiplier, "0.50")
    qtbot.keyClick(card.multiplier, Qt.Key.Key_Return)
    settle(qtbot, document)
    assert document.form.width == 0.5
    assert len(engine.posted) == 1
    assert document.network.totals == analysed("mobilenet_v2", width=0.5).totals
    assert document.view.header.form.text() == "3 × 224 × 224 · width 0.5"


def test_reset_shows_what_was_there_at_first(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("mobilenet_v2")
    own = document.network
    card = open_card(qtbot, document)
    card.sizes.setFocus()
    qtbot.keyClick(card.sizes, Qt.Key.Key_Down)
    assert card.sizes.currentText() == "256 × 256"
    qtbot.keyClick(card.sizes, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert document.form.input_shape == (3, 256, 256)
    qtbot.mouseClick(card.reset, Qt.MouseButton.LeftButton)
    settle(qtbot, document)
    assert document.network is own
    assert not engine.pending
    assert document.view.header.form.property("changed") is False
    assert card.height_box.value() == 224
    assert not card.reset.isEnabled()
    assert QApplication.focusWidget() is card.height_box  # not lost with the button


def test_height_and_width_differ_once_unlocked(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    card = open_card(qtbot, document)
    qtbot.mouseClick(card.lock, Qt.MouseButton.LeftButton)
    type_into(qtbot, card.width_box, "320")
    qtbot.keyClick(card.width_box, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert document.form.input_shape == (3, 224, 320)
    assert card.sizes.currentIndex() == -1
    qtbot.mouseClick(card.lock, Qt.MouseButton.LeftButton)
    assert card.width_box.value() == 224


def test_what_cannot_be_is_said_and_changes_nothing(qtbot, area: DocumentArea, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("vgg11")
    own = document.network
    card = open_card(qtbot, document)
    type_into(qtbot, card.height_box, "16")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert card.message == "VGG-11 needs at least 32×32 pixels, not 16×16"
    assert document.network is own
    assert document.view.header.form.text() == "3 × 224 × 224"
    assert area.tabs.tabText(0) == "VGG-11"
    assert card.height_box.value() == 16  # as typed, to be mended
    # Enter asks again; a form that can be takes the message back.
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert card.message
    type_into(qtbot, card.height_box, "32")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert card.message == ""
    assert document.form.input_shape == (3, 32, 32)


@pytest.mark.parametrize(("batch", "times"), [(3, "×3"), (64, "×64"), (4096, "×4,096")])
def test_factors_are_short(qtbot, batch: int, times: str) -> None:  # type: ignore[no-untyped-def]
    comparison = Comparison()
    qtbot.addWidget(comparison)
    one = analysed("lenet5_modern")
    comparison.set_totals(one.totals, analysed("lenet5_modern", batch=batch).totals)
    assert [line[2] for line in comparison.texts()] == ["×1", times, times]
    comparison.set_totals(replace(one.totals, macs=10**7), replace(one.totals, macs=9))
    assert comparison.texts()[1][2] == "×<0.001"
    comparison.set_totals(one.totals, None)
    assert [line[1:] for line in comparison.texts()] == [("–", "")] * 3


def test_the_width_is_offered_where_there_is_one(qtbot, opened) -> None:  # type: ignore[no-untyped-def]
    assert not open_card(qtbot, opened("resnet18")).multiplier.isVisible()
    assert open_card(qtbot, opened("mobilenet_v2")).multiplier.isVisible()


def test_a_grey_network_keeps_its_channel_and_offers_its_own_size(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("lenet5_modern")
    assert document.view.header.form.text() == "1 × 32 × 32"
    card = open_card(qtbot, document)
    assert card.sizes.itemText(0) == "32 × 32, its own"
    type_into(qtbot, card.classes, "26")
    qtbot.keyClick(card.classes, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert document.network.rows[-1].output_shape == (26,)
    assert document.view.header.form.text() == "1 × 32 × 32 · 26 classes"


def test_the_selection_and_its_history_move_with_the_rows(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("mobilenet_v2")
    before = document.selection
    last = order_of(document.network, "features.18.0")
    for order in (0, last, order_of(document.network, "features.0.0")):
        document.selection.select_operator(order)
    document.go(-1)
    document.show_form(Form(document.architecture, (3, 224, 224), 1, 1000, 0.25))
    answer(qtbot, engine, document)
    assert document.selection.current == Selected(order=last + 1)
    document.go(1)
    assert document.selection.current == Selected(order=0)
    document.go(-1)
    assert document.selection.current == Selected(order=last + 1)
    # A panel that still shows the former network selects in the former selection.
    before.select_operator(3)
    assert document.selection.current == Selected(order=last + 1)
    assert document.can_go_forward
    # A row that is in this form alone is selected no more when it goes.
    added = next(
        row for row in document.network.rows
        if not counterpart(Selected(order=row.order), document.network, document.own)
    )  # fmt: skip
    document.selection.select_operator(added.order)
    document.show_form(Form.own(document.architecture))
    settle(qtbot, document)
    assert document.selection.current == Selected()
    assert document.can_go_back


# An engine that comes, goes and is told to stop


def test_a_new_engine_is_asked_again(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    card = open_card(qtbot, document)
    type_into(qtbot, card.batch, "2")
    qtbot.keyClick(card.batch, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.pending))
    engine.set_state("starting")
    qtbot.waitUntil(lambda: "engine is starting" in card.message)
    engine.set_state("down")
    qtbot.waitUntil(lambda: "engine has stopped" in card.message)
    assert document.form.is_own
    engine.set_state("running")
    answer(qtbot, engine, document)
    assert document.form.batch == 2
    assert card.message == ""


def test_cancelled_work_leaves_what_is_shown(qtbot, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("resnet18")
    card = open_card(qtbot, document)
    type_into(qtbot, card.batch, "2")
    qtbot.keyClick(card.batch, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.pending))
    engine.cancel(next(iter(engine.pending)))
    qtbot.waitUntil(lambda: card.message == "Cancelled; shown is 3 × 224 × 224.")
    assert document.form.is_own
    qtbot.keyClick(card.batch, Qt.Key.Key_Return)
    answer(qtbot, engine, document)
    assert document.form.batch == 2


def test_a_refusal_is_said_though_the_card_is_closed(qtbot, area: DocumentArea, opened, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = opened("vgg11")
    card = open_card(qtbot, document)
    type_into(qtbot, card.height_box, "16")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    qtbot.keyClick(card.height_box, Qt.Key.Key_Escape)
    answer(qtbot, engine, document)
    assert area.notice.text == "3 × 16 × 16 is not shown: VGG-11 needs at least 32×32 pixels, not 16×16"
    open_card(qtbot, document)
    assert (card.height_box.value(), card.message) == (224, "")


def test_cancelling_the_first_reading_offers_to_try_again(qtbot, area: DocumentArea, engine: Engine) -> None:  # type: ignore[no-untyped-def]
    document = area.open_architecture("resnet18")
    assert document.view.header.form.isHidden()
    document.open_what_if()
    assert document.panel is None  # there is nothing yet to compare with
    qtbot.waitUntil(lambda: bool(engine.pending))
    engine.cancel(next(iter(engine.pending)))
    qtbot.waitUntil(lambda: document.view.state.accessibleName() == "Reading the network was cancelled.")
    qtbot.mouseClick(document.view.findChild(QAbstractButton, "graph.state.retry"), Qt.MouseButton.LeftButton)
    answer(qtbot, engine, document)
    assert document.network is not None


def test_a_tab_that_is_closed_wants_nothing(  # type: ignore[no-untyped-def]
    qtbot, area: DocumentArea, opened, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GarbageKeeper, "asked", False)
    document = opened("resnet18")
    card = open_card(qtbot, document)
    qtbot.keyClick(card.batch, Qt.Key.Key_Up)
    document.show_form(Form(document.architecture, (3, 96, 96), 1, 1000, None))
    qtbot.waitUntil(lambda: bool(engine.pending))
    area.close_document(0)
    assert card.isHidden()
    assert not engine.pending
    assert GarbageKeeper.asked, "a network and its graph are much"
    qtbot.wait(300)  # the change that was still being gathered is not asked for
    assert len(engine.posted) == 2


# Live pictures


def channel_view(job: ChannelJob) -> ChannelView:
    return ChannelView(
        key=job.key,
        layer=job.layer,
        weights=WeightsBadge(name="random", trained=False, source=""),
        method=job.method,
        channel=3,
        unit=(2, 2),
        value=1.0,
        map=np.ones((7, 7), dtype=np.float32),
        region=SeenRegion(left=0, top=0, width=60, height=60, input_size=(224, 224)),
    )


def test_live_pictures_stay_in_the_own_form(qtbot, opened, engine: Engine, area: DocumentArea) -> None:  # type: ignore[no-untyped-def]
    document = opened("mobilenet_v2")
    panel = LivePanel()
    qtbot.addWidget(panel)
    live = LiveController(panel, engine)  # type: ignore[arg-type]
    pixels = np.zeros((60, 80, 3), dtype=np.uint8)
    live._on_picture_loaded(LoadedPicture(name="grey", pixels=pixels, preview=image_of(pixels)))
    live.set_document(document)
    area.networkShown.connect(live.network_arrived)
    path = "features.18.0"
    document.selection.select_operator(order_of(document.network, path))
    runs = panel.findChild(QFrame, "live.runs")
    qtbot.waitUntil(lambda: any(isinstance(job, ChannelJob) for job in engine.posted))
    assert runs.isHidden()
    count = len(engine.posted)
    job, done, _ = next(one for one in engine.pending.values() if isinstance(one[0], ChannelJob))
    done(channel_view(job))
    seen = panel.picture.view()
    assert seen is not None
    engine.pending.clear()
    document.show_form(Form(document.architecture, (3, 448, 448), 1, 1000, 0.25))
    answer(qtbot, engine, document)
    assert document.network.rows[order_of(document.network, path)].output_shape == (1280, 14, 14)
    # Layer and shape are those of the network that runs, which need not run again.
    assert (panel.layer.path_shown, panel.layer.shape) == (path, (1280, 7, 7))
    assert not runs.isHidden()
    assert "3 × 224 × 224" in runs.findChild(QWidget, "live.runs.text").text()
    assert panel.picture.view() is seen
    qtbot.wait(50)
    assert not any(isinstance(job, LayerJob | ChannelJob) for job in engine.posted[count:])
    # From there the live panel still leads and follows.
    panel.step_layer(1)
    assert document.selection.current == Selected(order=order_of(document.network, path) + 1)
    assert panel.layer.path_shown == "features.18.1"
    document.show_form(Form.own(document.architecture))
    settle(qtbot, document)
    assert runs.isHidden()
    live.close()


# For everybody


def test_every_field_has_a_name_and_is_reached_by_tab(qtbot, opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("mobilenet_v2")
    card = open_card(qtbot, document)
    boxes = [*card.findChildren(QAbstractSpinBox), *card.findChildren(QComboBox), *card.findChildren(QAbstractButton)]
    for box in boxes:
        assert box.accessibleName() or box.text(), box.objectName()
    reached = [card.height_box]
    while len(reached) < 7:
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [
        card.height_box, card.width_box, card.lock, card.sizes, card.batch, card.classes, card.multiplier,
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(328, 400), (900, 700)])
def test_the_card_stays_inside_its_view(qtbot, area: DocumentArea, opened, size: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    area.resize(*size)
    document = opened("mobilenet_v2")
    card = open_card(qtbot, document)
    assert document.view.rect().contains(card.geometry())
    card.say("A sentence that goes on and on, as an error may. " * 5, "error")
    assert document.view.rect().contains(card.geometry())
    area.resize(500, 500)
    qtbot.waitUntil(lambda: document.view.rect().contains(card.geometry()))


def test_words_give_way_where_the_header_is_narrow(qtbot, opened) -> None:  # type: ignore[no-untyped-def]
    header = opened("resnet18").view.header
    header.set_form(["3 × 448 × 448", "batch 16", "100 classes"], changed=True)
    assert header.form.text() == "3 × 448 × 448 · batch 16 · 100 classes"
    least = header.minimumSizeHint().width()
    header.setFixedWidth(least)
    assert header.form.text() == "3 × 448 × 448 · …"
    assert header.form.accessibleName() == "What if: 3 × 448 × 448 · batch 16 · 100 classes"
    assert header.minimumSizeHint().width() == least
