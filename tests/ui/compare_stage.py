"""A comparison in a window of its own, with an engine that answers at once or when it is told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.analysis import cache
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.engine.messages import AnalyzeJob, Done, Failed
from explorer.models import registry
from explorer.ui.background import Background
from explorer.ui.compare.page import ComparePage
from explorer.ui.compare.side import Side
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from tests.ui.inspector_stage import PatientEngine

_NETWORKS: dict[AnalyzeJob, Network] = {}


def analysed(job: AnalyzeJob) -> Network:
    """What the engine answers to a job."""
    if job not in _NETWORKS:
        _NETWORKS[job] = analyze_architecture(
            registry.get(job.key), job.input_shape, batch=job.batch, **dict(job.options)
        )
    return _NETWORKS[job]


class Engine(PatientEngine):
    """Answers all that it is asked when it is told."""

    def under_way(self) -> list[tuple[int, AnalyzeJob]]:
        """The jobs that have not been answered, with their numbers."""
        jobs = self.client.jobs.items()
        return [(number, job) for number, job in jobs if isinstance(job, AnalyzeJob) and self.awaits(number)]

    def answer_all(self) -> None:
        """Answer them."""
        for number, job in self.under_way():
            self._arrived.emit(Done(number, analysed(job)))

    def fail_all(self, message: str) -> None:
        """Say that none of them can be done."""
        for number, _ in self.under_way():
            self._arrived.emit(Failed(number, message, "", expected=True))


@pytest.fixture
def engine(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(cache, "cached", lambda *_, **__: None)
    return Engine()


@pytest.fixture
def page(qtbot: QtBot, engine: Engine) -> Iterator[ComparePage]:
    theme().set_mode("light")
    background = Background()
    result = ComparePage(engine, background)
    qtbot.addWidget(result)
    for side in result.sides:
        side.view.set_reduced_motion(True)
    result.resize(1200, 860)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    yield result
    result.close_page()
    background.close()


def form(key: str) -> Form:
    return Form.own(registry.get(key))


def known(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    """Let the engine answer until everything is compared and drawn."""

    def there() -> bool:
        engine.answer_all()
        result = page.result
        done = (
            result is not None and result.slots == page.members.slots and len(result.places) == len(page.members.forms)
        )
        return done and not any(side.view.busy for side in page.sides)

    qtbot.waitUntil(there, timeout=20_000)


def compare(qtbot: QtBot, page: ComparePage, engine: Engine, *keys: str) -> None:
    page.begin([form(key) for key in keys])
    known(qtbot, page, engine)


def keys_of(page: ComparePage) -> list[str | None]:
    return [one.architecture.key if one is not None else None for one in page.members.slots]


def middle(side: Side, item: str) -> QPoint:
    """The middle of a box on the screen."""
    rect = side.view.canvas.rect_of(item)
    assert rect is not None, item
    return side.view.canvas.mapFromScene(rect.center())


def click(qtbot: QtBot, side: Side, item: str) -> None:
    qtbot.mouseClick(side.view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(side, item))


def order_of(side: Side, path: str) -> int:
    """The first operator of a module."""
    assert side.tree is not None
    return next(row.order for row in side.tree.network.rows if row.path == path)


def marked(side: Side) -> str | None:
    """The box that is outlined as the selected one."""
    assert side.view.canvas.marks is not None
    return side.view.canvas.marks.selected
