"""The inspector's pages of networks and blocks: memory, work by kind, findings, what others count."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis import analyze
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.claims.crosscheck import CrossCheck, against_torchinfo
from explorer.analysis.network import Network
from explorer.analysis.rows import Work
from explorer.engine.messages import CrossCheckJob
from explorer.models import registry
from explorer.ui.docks.inspector.block_page import BlockPage
from explorer.ui.docks.inspector.difference_list import DifferenceList
from explorer.ui.docks.inspector.inspector import Inspector
from explorer.ui.docks.inspector.network_page import NetworkPage
from explorer.ui.docks.inspector.row_link import Finding, RowLink
from explorer.ui.docks.inspector.work_kinds import with_kinds, work_parts
from explorer.ui.docks.inspector.work_section import StackedBar
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.what_if import Form
from tests.ui.inspector_stage import PatientEngine, network_of, row_of, texts


class Stage:
    """An inspector that shows whole networks."""

    def __init__(self, qtbot: QtBot) -> None:
        theme().set_mode("light")
        self.engine = PatientEngine()
        self.panel = Inspector(self.engine)
        self.qtbot = qtbot
        qtbot.addWidget(self.panel)
        self.panel.resize(344, 2000)
        self.panel.show()
        self.selection = Selection()

    def open(self, key: str, network: Network | None = None, **form: object) -> Network:
        architecture = registry.get(key)
        shown = network or network_of(key)
        self.selection = Selection()
        self.panel.set_network(shown, self.selection, replace(Form.own(architecture), **form))
        self.complete()
        return shown

    def complete(self) -> None:
        """Wait until all of the page is there: the paper is among the last."""
        assert isinstance(self.panel.page, NetworkPage)
        self.qtbot.waitUntil(lambda: "Paper" in texts(self.panel))

    def beside(self, name: str) -> str:
        """The figure that stands after a name."""
        seen = texts(self.panel)
        return seen[seen.index(name) + 1]

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.panel.page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    result = Stage(qtbot)
    yield result
    result.engine.close()


def test_memory_is_told_apart_from_traffic(stage: Stage) -> None:
    network = stage.open("resnet50")
    assert stage.beside("Peak of live activations") == "13.6\u202fMiB"
    assert stage.beside("Bound for a perfect scheduler") == "9.2\u202fMiB"
    assert stage.beside("Sum of all activations (traffic)") == "143.3\u202fMiB"
    peak = network.rows[network.totals.peak_order]
    assert peak.live_bytes == network.totals.peak_bytes
    link = stage.panel.page.findChild(RowLink, "inspector.peak")
    assert link.text() == peak.path
    link.setFocus()
    stage.qtbot.keyClick(link, Qt.Key.Key_Space)
    assert stage.selection.current == Selected(order=peak.order)


def test_work_by_kind_adds_up(stage: Stage) -> None:
    network = stage.open("efficientnet_v2_s")
    work = network.totals.work
    seen = texts(stage.panel)
    assert stage.beside("MACs, two each") == f"{2 * work.macs:,}"
    assert stage.beside("Special functions") == f"{work.special:,}"
    assert "Activations" not in seen[seen.index("Work by kind") :]  # it has none but SiLU
    assert sum(part.flops for part in work_parts(work)) == network.totals.flops
    bar = stage.panel.page.findChild(StackedBar, "inspector.work")
    widths = bar.widths()
    assert sum(widths) + len(widths) - 1 == pytest.approx(bar.width())
    assert min(widths) >= 3
    picture = bar.grab().toImage()
    assert picture.pixelColor(bar.width() // 3, 5).name() == theme().tokens.conv.lower()
    assert "Special functions 0.19" in bar.accessibleName()


def test_findings_lead_to_their_rows(stage: Stage, qtbot: QtBot) -> None:
    network = stage.open("efficientnet_b0")
    findings = stage.panel.page.findChildren(Finding)
    assert [finding._order for finding in findings] == sorted({network.global_from, network.findings[0].order})
    assert network.findings[0].text in texts(stage.panel)
    start = network.rows[network.global_from]
    assert f"Every unit depends on the whole input from {start.path} on." in texts(stage.panel)
    for finding, order in zip(findings, (network.global_from, network.findings[0].order), strict=True):
        centre = QPointF(finding.rect().center())
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            QApplication.sendEvent(finding, QMouseEvent(kind, centre, finding.mapToGlobal(centre), left, left, none))
        assert stage.selection.current.order == order
        stage.selection.clear()


def test_published_figures_are_reconciled(stage: Stage) -> None:
    stage.open("efficientnet_v2_s")
    assert any(
        text.startswith("Parameters: Ours, 21.46\N{NO-BREAK SPACE}M, is 2.5\N{NO-BREAK SPACE}% below")
        for text in texts(stage.panel)
    )
    architecture = registry.get("resnet50")
    bigger = analyze_architecture(architecture, (3, 448, 448))
    stage.open("resnet50", bigger, input_shape=(3, 448, 448))
    assert any("at 3 × 448 × 448" in text for text in texts(stage.panel))
    assert "Parameters: Ours, 25.557 M," in stage.panel.page.text()


def test_unused_parameters_unfold(stage: Stage) -> None:
    network = analyze(registry.get("googlenet").build(aux_logits=True), (3, 224, 224))
    assert network.unused
    stage.open("googlenet", network)
    assert stage.panel.page.findChild(QLabel, "inspector.unused.names") is None
    stage.click("inspector.unused")
    names = stage.panel.page.findChild(QLabel, "inspector.unused.names")
    assert names.isVisible()
    assert names.text().split("\n") == list(network.unused)
    stage.click("inspector.unused")
    assert not names.isVisible()


# -- torchinfo -----------------------------------------------------------------------------------------------------


def checked(key: str) -> CrossCheck:
    with torch.device("meta"):
        module = registry.get(key).build()
    return against_torchinfo(module, network_of(key))


def test_the_comparison_with_torchinfo(stage: Stage) -> None:
    stage.open("resnet18", batch=2)
    stage.click("inspector.crosscheck")
    assert stage.engine.posted(CrossCheckJob) == [CrossCheckJob(key="resnet18", input_shape=(3, 224, 224), batch=2)]
    bar = stage.panel.page.findChild(QProgressBar, "inspector.crosscheck.bar")
    assert bar.isVisible()
    # It goes on while a row is looked at.
    stage.selection.select_operator(3)
    found = checked("resnet18")
    stage.engine.answer(CrossCheckJob, found)
    stage.selection.clear()
    seen = texts(stage.panel)
    assert not bar.isVisible()
    for wanted in (f"{found.params:,}", f"{found.macs:,}", f"{found.torchinfo_macs:,}", found.summary):
        assert wanted in seen, wanted
    modules = stage.panel.page.findChild(DifferenceList)
    model = modules.model()
    head = model.index(0, 0)
    assert "scales and shifts of normalisation" in head.data()
    shown = {
        model.index(line, 0, head).data(): model.index(line, 1, head).data() for line in range(model.rowCount(head))
    }
    by_norm = {one.path: one.reasons for one in found.differing if one.reasons[0].cause == "norm"}
    assert shown == {path: f"+{reasons[0].difference:,}" for path, reasons in by_norm.items()}
    modules.setCurrentIndex(model.index(0, 0, head))
    stage.qtbot.keyClick(modules, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"bn1: +128, {by_norm['bn1'][0].text}"
    stage.qtbot.mouseClick(stage.panel.page.findChild(QWidget, "inspector.crosscheck.copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0] == found.summary
    assert len(copied) == 1 + sum(len(one.reasons) for one in found.differing)
    assert found.summary in stage.panel.page.text()
    # Another tab and back: it need not be asked again.
    stage.open("alexnet")
    assert found.summary not in texts(stage.panel)
    stage.open("resnet18", batch=2)
    assert found.summary in texts(stage.panel)
    assert stage.engine.jobs == 0


def test_a_network_that_torchinfo_cannot_run(stage: Stage) -> None:
    stage.open("resnet18")
    stage.click("inspector.crosscheck")
    stage.engine.answer(
        CrossCheckJob, CrossCheck(name="resnet18", version="1.8.0", failure="it branches", params=1, macs=2)
    )
    assert "torchinfo 1.8.0 cannot run resnet18: it branches." in texts(stage.panel)
    assert stage.panel.page.findChild(DifferenceList) is None


def test_a_comparison_that_fails_can_be_tried_again(stage: Stage) -> None:
    stage.open("resnet18")
    button = stage.panel.page.findChild(QPushButton, "inspector.crosscheck")
    bar = stage.panel.page.findChild(QProgressBar, "inspector.crosscheck.bar")

    def ready() -> bool:
        return button.isVisible() and not bar.isVisible()

    stage.click("inspector.crosscheck")
    assert not ready()
    stage.engine.fail(CrossCheckJob, "not enough memory")
    assert ready()
    assert "not enough memory" in texts(stage.panel)
    stage.click("inspector.crosscheck")
    assert "not enough memory" not in texts(stage.panel)
    stage.click("inspector.crosscheck.cancel")
    assert ready()
    stage.click("inspector.crosscheck")
    stage.engine.cancel_all()
    stage.qtbot.waitUntil(ready)
    stage.click("inspector.crosscheck")
    stage.engine.die()
    assert ready()
    assert any("SIGKILL" in text for text in texts(stage.panel))


# -- blocks and operators ------------------------------------------------------------------------------------------


def test_a_block_has_its_peak_and_its_work(stage: Stage) -> None:
    network = stage.open("resnet50")
    stage.selection.select_block("layer3.0")
    assert isinstance(stage.panel.page, BlockPage)
    rows = [row for row in network.rows if "layer3.0" in network.graph.nodes[row.order]["scope"]]
    stage.qtbot.waitUntil(lambda: "Work by kind" in texts(stage.panel))
    peak = max(row.live_bytes for row in rows)
    assert stage.beside("Peak of live activations inside") == f"{peak / 2**20:.1f}\u202fMiB"
    assert stage.beside("MACs, two each") == f"{2 * sum(row.macs for row in rows):,}"
    assert f"Normalisation: {sum(row.work.norm for row in rows):,}" in stage.panel.page.text()
    stage.qtbot.mouseClick(stage.panel.page.findChild(RowLink, "inspector.peak"), Qt.MouseButton.LeftButton)
    chosen = network.rows[stage.selection.current.order]
    assert chosen in rows
    assert chosen.live_bytes == peak


def test_an_operator_tells_its_memory_and_its_work(stage: Stage) -> None:
    network = stage.open("resnet18")
    order = row_of(network, "layer1.0.conv1")
    stage.selection.select_operator(order)
    row = network.rows[order]
    assert stage.beside("Live") == f"{row.live_bytes / 2**20:.1f}\u202fMiB"
    assert stage.beside("Activation") == f"{row.activation_bytes / 1024:.1f}\u202fKiB"
    assert stage.beside("Type") == "float32"
    assert stage.beside("Intensity") == f"{row.intensity:.1f}\u202fFLOPs/B"
    assert any(text.endswith(f"= {row.flops:,}") for text in texts(stage.panel))
    stage.selection.select_operator(row_of(network, "fc"))
    fc = network.rows[-1]
    assert "2·MACs + biases" in texts(stage.panel)
    assert f"2·{fc.macs:,} + 1,000 = {fc.flops:,}" in texts(stage.panel)
    stage.selection.select_operator(row_of(network, "bn1"))
    assert "2 · outputs (normalisation)" in texts(stage.panel)
    stage.selection.select_operator(next(row.order for row in network.rows if row.operator == "flatten"))
    assert stage.beside("Activation") == "a view"


def test_what_lies_in_place_and_what_is_shared_is_said(stage: Stage) -> None:
    conv = torch.nn.Conv2d(3, 3, 3, padding=1, bias=False)
    network = analyze(torch.nn.Sequential(conv, torch.nn.ReLU(inplace=True), conv), (3, 8, 8))
    stage.open("resnet18", network)
    stage.selection.select_operator(1)
    assert stage.beside("Activation") == "in place"
    stage.selection.select_operator(2)
    assert network.rows[2].params == 0
    assert network.rows[2].params_shared == 81
    assert stage.beside("Parameters") == "0"
    assert "81 more that an earlier row counts" in texts(stage.panel)
    assert "81 more" not in "".join(texts(stage.panel)[: texts(stage.panel).index("Parameters")])


def test_flops_are_filled_in_with_the_kinds_that_are_there() -> None:
    network = network_of("resnet18")
    row = replace(network.rows[0], macs=100, flops=230, work=Work(macs=100, bias=20, special=10))
    (formula,) = with_kinds([], row, 460)
    assert formula.symbolic == "2·MACs + biases + special functions"
    assert formula.filled == "2·100 + 20 + 10 = <b>230</b>"
    assert formula.remark == "50.00\u202f% of net"


@pytest.mark.parametrize("width", [300, 344, 420])
@pytest.mark.parametrize("key", ["efficientnet_v2_s", "convnext_tiny"])
def test_nothing_is_wider_than_the_panel(stage: Stage, width: int, key: str) -> None:
    stage.panel.resize(width, 700)
    stage.open(key)
    stage.click("inspector.crosscheck")
    stage.engine.answer(CrossCheckJob, checked(key))
    QApplication.processEvents()
    content = stage.panel.findChild(QWidget, "inspector.scroll").widget()
    assert content.minimumSizeHint().width() <= width - 10
