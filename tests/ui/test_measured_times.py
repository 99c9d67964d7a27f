"""What is measured in a tab is known in the comparison, and the other way round, as long as it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.engine.messages import AnalyzeJob, EngineInfo, MeasureJob, Moved
from explorer.ui.background import Background
from explorer.ui.compare.page import ComparePage
from explorer.ui.docks.charts.roofline_page import RooflinePage
from explorer.ui.document import Document
from explorer.ui.documents import DocumentArea
from explorer.ui.main_window import MainWindow
from explorer.ui.measured_times import KEPT, TimeRecord
from explorer.ui.measurement import NOT_MEASURED, Measurements
from explorer.ui.what_if import Form
from explorer.ui.workspace.estate import leave
from tests.e2e.conftest import PATIENCE, open_window
from tests.ui.compare_stage import Engine, analysed, engine, form, known
from tests.ui.inspector_stage import network_of
from tests.ui.measured_stage import done, found_of, measurement_of
from tests.ui.test_compare_times import times

__all__ = ["engine", "open_window"]


@dataclass
class Window:
    """The parts of a window that know times."""

    qtbot: QtBot
    engine: Engine
    documents: DocumentArea
    measurements: Measurements
    page: ComparePage

    def open(self, key: str) -> Document:
        document = self.documents.open_architecture(key)

        def there() -> bool:
            self.engine.answer_all()
            return document.network is not None

        self.qtbot.waitUntil(there, timeout=20_000)
        self.qtbot.wait(1)
        return document

    def compare(self, *forms: Form) -> None:
        self.page.begin(forms)
        known(self.qtbot, self.page, self.engine)

    def measure_tab(self, document: Document) -> None:
        self.measurements.measure(document)
        assert document.network is not None
        self.engine.answer(MeasureJob, measurement_of(document.network, document.form.batch))

    def measure_compared(self) -> list[str]:
        """Measure by the button; return what has been measured."""
        before = len(self.engine.posted(MeasureJob))
        self.qtbot.mouseClick(self.page.panel.measure.button, Qt.MouseButton.LeftButton)
        while self.page.times.running:
            now = self.page.times.measuring.form
            assert now is not None
            self.engine.answer(MeasureJob, measurement_of(analysed(now.job(AnalyzeJob)), now.batch))
        return [job.key for job in self.engine.posted(MeasureJob)[before:]]  # type: ignore[attr-defined]

    def move(self, **changes: object) -> None:
        """Let the engine run on something else."""
        assert self.engine.info is not None
        self.engine._arrived.emit(Moved(replace(self.engine.info, **changes)))  # type: ignore[arg-type]

    @property
    def button(self) -> str:
        return self.page.panel.measure.button.text()

    @property
    def note(self) -> str:
        return self.page.panel.note.text()


@pytest.fixture
def window(qtbot: QtBot, engine: Engine) -> Iterator[Window]:
    background = Background()
    documents = DocumentArea(engine, background)
    qtbot.addWidget(documents)
    measurements = Measurements(engine, documents)
    page = ComparePage(engine, background, measurements.record)
    qtbot.addWidget(page)
    page.resize(1200, 860)
    page.show()
    yield Window(qtbot, engine, documents, measurements, page)
    page.close_page()
    background.close()


def test_what_the_comparison_measures_stands_in_the_tabs(window: Window) -> None:
    first = window.open("alexnet")
    heard: list[Document] = []
    window.measurements.changed.connect(heard.append)
    window.compare(form("alexnet"), form("zfnet"))
    assert window.measure_compared() == ["alexnet", "zfnet"]
    state = window.measurements.state_of(first)
    assert state.phase == "done" and state.found is not None and state.found.compared and heard == [first]
    assert state.sentence and state.weights is not None and not state.weights.trained
    assert state.roofline is not None and first.network is not None
    assert len(state.roofline.points) == len(first.network.rows)
    # A tab that is opened later knows it, too; nothing is measured for that.
    later = window.open("zfnet")
    window.qtbot.waitUntil(lambda: window.measurements.state_of(later).phase == "done")
    assert len(window.engine.posted(MeasureJob)) == 2
    again = window.open("lenet5_modern")
    assert window.measurements.state_of(again) is NOT_MEASURED


def test_another_form_is_another_matter_until_it_comes_back(window: Window) -> None:
    document = window.open("alexnet")
    window.measure_tab(document)
    other = replace(form("alexnet"), batch=2)
    window.compare(other, form("zfnet"))
    assert set(times(window.page, -1)) == {"–"} and window.button == "Measure both"
    assert window.measure_compared() == ["alexnet", "zfnet"]
    found = window.measurements.state_of(document).found
    assert found is not None and not found.compared, "batch 1 is not batch 2"
    document.show_form(other)
    window.qtbot.waitUntil(lambda: (window.engine.answer_all(), document.form == other)[1], timeout=20_000)
    window.qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "done")
    there = window.measurements.state_of(document).roofline
    assert there is not None and there.timing.batch == 2
    document.show_form(form("alexnet"))
    window.qtbot.waitUntil(lambda: window.measurements.state_of(document).found is not None and document.form.is_own)
    assert window.measurements.state_of(document).roofline.timing.batch == 1  # type: ignore[union-attr]
    assert len(window.engine.posted(MeasureJob)) == 3


def test_what_a_tab_has_measured_is_not_measured_again(window: Window) -> None:
    window.measure_tab(window.open("alexnet"))
    window.compare(form("alexnet"), form("zfnet"))
    assert times(window.page, -1)[0] != "–" and times(window.page, -1)[1] == "–"
    assert "Taken over from its tab: A at " in window.note and "Measured in the comparison" not in window.note
    assert window.button == "Measure B"
    assert window.measure_compared() == ["zfnet"]
    assert "–" not in times(window.page, -1) and window.button == "Measure both again"
    assert "Measured in the comparison: B at " in window.note and "Taken over from its tab: A at " in window.note
    # Who asks for it gets both anew.
    assert window.measure_compared() == ["alexnet", "zfnet"]
    assert "Measured in the comparison: A at " in window.note and "Taken over" not in window.note


def test_the_note_says_when(window: Window) -> None:
    for key in ("alexnet", "zfnet"):
        network = analysed(form(key).job(AnalyzeJob))
        window.measurements.record.add(form(key), found_of(network, datetime(2026, 3, 1, 14, 2)))
    window.compare(form("alexnet"), form("zfnet"))
    assert "Taken over from their tabs: A at 2026-03-01 14:02, B at 2026-03-01 14:02." in window.note
    now = datetime.now()
    assert replace(found_of(network), at=now).when() == f"{now:%H:%M}"


def test_times_of_other_threads_are_not_taken_over(window: Window) -> None:
    window.measure_tab(window.open("alexnet"))
    window.move(threads=4)
    window.compare(form("alexnet"), form("zfnet"))
    assert set(times(window.page, -1)) == {"–"} and window.button == "Measure both"
    window.move(threads=2)
    assert times(window.page, -1)[0] != "–" and window.button == "Measure B"
    # What is on show stays and says what it is of; it is offered to be measured on what runs now.
    window.move(threads=4)
    assert times(window.page, -1)[0] != "–" and "2 threads" in window.note and window.button == "Measure both"


def test_a_network_that_is_known_joins_with_its_times(window: Window) -> None:
    window.compare(form("alexnet"), form("zfnet"))
    window.measure_compared()
    window.measure_tab(window.open("lenet5_modern"))
    window.page.add("lenet5_modern")
    known(window.qtbot, window.page, window.engine)
    assert window.button == "Measure all again"
    window.page.add("squeezenet1_1")
    known(window.qtbot, window.page, window.engine)
    assert window.button == "Measure D"


def test_the_record_forgets_the_oldest(engine: Engine) -> None:
    record = TimeRecord(engine)
    network = network_of("lenet5_modern")
    forms = [replace(form("lenet5_modern"), batch=batch) for batch in range(1, KEPT + 2)]
    for one in forms:
        record.add(one, found_of(network))
    assert record.of(forms[0]) is None and record.of(forms[1]) is not None
    assert [one for one, _ in record.known()] == forms[1:]


def test_an_accelerator_is_named_with_its_number(engine: Engine) -> None:
    record = TimeRecord(engine)
    own = found_of(network_of("lenet5_modern"))
    timing = replace(own.roofline.timing, device="cuda:0 NVIDIA T4")
    found = replace(own, roofline=replace(own.roofline, timing=timing))
    assert not record.holds(found)
    engine.info = EngineInfo(pid=1, device="cuda", threads=2, torch="")
    assert record.holds(found) and not record.holds(own)


def test_the_tab_says_where_its_times_come_from(qtbot: QtBot) -> None:
    page = RooflinePage()
    qtbot.addWidget(page)
    network = network_of("lenet5_modern")
    for compared, words in ((True, "Taken over from the comparison, measured at "), (False, "Measured at ")):
        page.set_state(replace(done(network), found=found_of(network, compared=compared)))
        details = page.findChild(QLabel, "charts.roofline.details")
        assert details is not None and f"{words}2026-03-01 14:02." in details.text()


def test_times_go_both_ways_in_the_real_window(open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = window.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None and window.engine.state == "running", timeout=PATIENCE)
    window.comparing.open_with("lenet5_original")
    compared = window.comparing.page
    assert compared is not None
    qtbot.waitUntil(lambda: compared.result is not None, timeout=PATIENCE)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: compared.times.running)
    qtbot.waitUntil(lambda: not compared.times.running, timeout=PATIENCE)
    assert window.measurements.state_of(document).phase == "done"
    window.commands["tab.close"].trigger()
    assert window.documents.current is document
    details = window.findChild(QLabel, "charts.roofline.details")
    assert details is not None
    qtbot.waitUntil(lambda: "Taken over from the comparison" in details.text(), timeout=PATIENCE)
    # A comparison that is opened anew, and the window after a change of the language, know them.
    window.comparing.compare_keys(["lenet5_modern", "lenet5_original"])
    again = window.comparing.page
    assert again is not None and again is not compared
    qtbot.waitUntil(lambda: again.result is not None, timeout=PATIENCE)
    assert "–" not in times(again, -1) and again.panel.measure.button.text() == "Measure both again"
    assert {one.architecture.key for one, _ in leave(window).times} == {"lenet5_modern", "lenet5_original"}
