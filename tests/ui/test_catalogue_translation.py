"""The catalogue and the history in Chinese: every text, and where the window shows them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.analysis.claims.hypotheses import sentences
from explorer.models import history, registry
from explorer.ui.catalogue import quoting, translated, translated_history
from explorer.ui.docks.library.timeline import MilestoneModel
from explorer.ui.evolution.exports import drawing_of
from explorer.ui.evolution.page import EvolutionPage
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import font, theme
from explorer.ui.tokens import Size
from explorer.ui.widgets.buttons import SegmentedControl
from explorer.visualize.evolution.labels import uncrowded_relations
from explorer.visualize.evolution.tree import draw_history
from explorer.visualize.graph.scene import label_width
from tests.labels import text_of
from tests.ui.room import assert_room

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
HAN = re.compile("[\u3400-\u9fff]")
NARROWEST = 300


# -- the texts -----------------------------------------------------------------------------------------------------


def test_every_text_has_a_translation_that_passes_the_checks(tool: ModuleType) -> None:
    [path] = [path for path in tool.files() if path.stem.startswith("catalogue_")]
    assert tool.language_of(path) == "zh_CN"
    texts = tool.texts_of_facts()
    assert {one.context for one in texts} == {"catalogue", "history"}
    assert list(tool.faults(path, texts)) == []


def test_a_text_that_is_new_gone_or_changed_is_said(tool: ModuleType, tmp_path: Path) -> None:
    whole = next(path for path in tool.files() if path.stem.startswith("catalogue_"))
    texts = tool.texts_of_facts()
    new = tool.Text("catalogue", "Three kernels of 3×3.")
    found = list(tool.faults(whole, [new, *texts[1:]]))
    assert len(found) == 2 and "is missing" in found[0] and "is in no source" in found[1]
    entries = tool.updated([*texts, new], tool.read(whole), "zh_CN")
    entries[new] = tool.Entry(("三个 3×3 滤波器。",), True)
    path = tmp_path / "catalogue_zh_CN.ts"
    tool.write(path, entries)
    found = list(tool.faults(path, [*texts, new]))
    assert ["glossary" in found[0], "cannot be read" in found[1]] == [True, True] and len(found) == 2


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("1.2 million", "120 万", "12 万"),
        ("a billion pictures", "10 亿张图片", "1 亿张图片"),
        ("Blocks 3-3-9-3.", "各阶段块数 3-3-9-3。", "各阶段块数 3-3-27-3。"),
        ("5,504 parameters", "5,504 个参数", "5504 个参数"),
    ],
)
def test_figures_are_compared(tool: ModuleType, source: str, right: str, wrong: str) -> None:
    text = tool.Text("catalogue", source)
    assert list(tool.faults_of(text, right)) == []
    assert list(tool.faults_of(text, wrong)) == ["the figures differ"]


# -- looked up -----------------------------------------------------------------------------------------------------


def test_all_sentences_of_a_network_are_chinese_and_names_stay(chinese: None) -> None:
    for one in registry.architectures():
        told = translated(one)
        assert (told.key, told.display_name, told.family, told.paper) == (
            one.key,
            one.display_name,
            one.family,
            one.paper,
        )
        for text in (told.idea, told.notes, told.published.source, *(erratum.remark for erratum in told.errata)):
            assert not text or HAN.search(text), text
            assert not re.search(r"\. [A-Z]", text.replace("et al. ", "")), text
    assert translated(registry.get("vgg11")).notes.startswith("配置 A。论文从随机权重训练它")
    [title] = [record.title for record in translated(registry.get("vgg11")).weights]
    assert title == "ImageNet-1K，torchvision V1"


def test_the_history_is_chinese_and_joined_as_before(chinese: None) -> None:
    told, english = translated_history(), history.load()
    assert translated_history() is told
    assert [one.key for one in told] == [one.key for one in english]
    assert [(one.parent, one.child, one.kind, one.recalled) for one in told.influences] == [
        (one.parent, one.child, one.kind, one.recalled) for one in english.influences
    ]
    assert told["resnet"].ideas == ("恒等残差连接", "瓶颈块", "处处使用批归一化")
    assert told["alexnet"].source == "Krizhevsky et al. 2012；image-net.org 2012 年结果"


def test_in_english_nothing_is_copied(qapp: QApplication) -> None:
    one = registry.get("vgg16")
    assert translated(one) is one
    assert translated_history() is history.load()
    assert quoting("Only this. And that.") == "Only this. And that."


def test_findings_quote_sentences_of_the_notes(chinese: None) -> None:
    finding = "Ours, 1.583 G, is the published 1.5 G when cut off instead of rounded."
    quoted = "The column sums of the paper's table 1 are approximate."
    assert quoting(f"{finding} {quoted}").endswith("论文表 1 的各列之和是近似值。")
    for one in registry.architectures():
        for sentence in filter(re.compile(r"\bparameter|\bcost|\bmultiply|\bsums\b").search, sentences(one.notes)):
            assert HAN.search(quoting(sentence)), sentence


def test_milestones_are_found_in_both_languages(chinese: None) -> None:
    model = MilestoneModel(translated_history())
    assert "恒等残差连接\n" in str(model.index_of("resnet").data(Qt.ItemDataRole.ToolTipRole))
    for words in ("恒等残差", "identity shortcuts"):
        model.set_text(words)
        assert [model.index(row).data() for row in range(model.rowCount())] == ["ResNet"]


def test_words_on_edges_have_room(chinese: None) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    told = translated_history()
    measured = QFontMetricsF(font(Size.SMALL))
    relations = uncrowded_relations(draw_history(told), told)
    assert any(HAN.search(one.text) for one in relations)
    assert [one.text for one in relations if measured.horizontalAdvance(one.text) > label_width(one.text)] == []


def test_data_of_a_chinese_drawing_are_english(chinese: None) -> None:
    told = draw_history(translated_history())
    assert any(HAN.search(box.face.path) for box in told.boxes)
    assert drawing_of(history.load(), told) == draw_history(history.load())


# -- the window ----------------------------------------------------------------------------------------------------


@pytest.fixture
def window(chinese: None, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window in Chinese, with VGG-16."""
    made = MainWindow()
    theme().set_mode("light")
    made.resize(1600, 1000)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.assembled, timeout=PATIENCE):
        made.start(["vgg16"])
    document = made.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None, timeout=PATIENCE)
    yield made
    made.close()
    made.deleteLater()
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()


def test_the_window_shows_them(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    window.resizeDocks([window.docks["inspector"]], [NARROWEST], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: window.inspector.width() == NARROWEST)
    told = translated(registry.get("vgg16"))
    [erratum] = told.errata
    shown = {
        told.idea,
        told.notes,
        f"{erratum.subject}：{erratum.quoted}；精确值：{erratum.exact}",
        erratum.remark,
        f"发表值：{told.published.source}",
    }
    qtbot.waitUntil(lambda: shown <= _texts(window.inspector), timeout=PATIENCE)
    assert_room(qtbot, window.inspector)
    window.commands["go.evolution"].trigger()
    page = window.documents.page
    assert isinstance(page, EvolutionPage)
    page.canvas.motion = False
    page.select("resnet")
    assert {"– 恒等残差连接", "– 瓶颈块", "残差瓶颈块"} <= _texts(page.card)
    assert_room(qtbot, page.card)
    target = tmp_path / "tree.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *ignored: (str(target), "")))
    window.commands["graph.export"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "graph.export.dialog") is not None)
    dialog = window.findChild(QDialog, "graph.export.dialog")
    dialog.findChild(SegmentedControl, "graph.export.form").set_current(".json")
    dialog.findChild(QPushButton, "graph.export.save").click()
    qtbot.waitUntil(target.exists, timeout=PATIENCE)
    assert not HAN.search(target.read_text(encoding="utf-8"))
    nodes = json.loads(target.read_text(encoding="utf-8"))["nodes"]
    assert {node["idea"] for node in nodes} == {one.idea for one in history.load()}


def _texts(widget: object) -> set[str]:
    return {text_of(one) for one in widget.findChildren(QLabel)}  # type: ignore[attr-defined]
