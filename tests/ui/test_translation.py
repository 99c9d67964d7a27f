"""The window in Chinese: what is looked up, what has room, and the tool that keeps the translations."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QSettings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from explorer.analysis.conventions import Convention
from explorer.ui import terms, translation
from explorer.ui.actions import plain
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import theme
from explorer.ui.tokens import KIND_NAMES
from explorer.ui.vocabulary.captions import FORMS
from explorer.ui.vocabulary.sentences import SENTENCES
from explorer.ui.vocabulary.words import IN_FORMULAS, WORDS
from tests.labels import text_of
from tests.ui.room import assert_room, too_narrow

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000


@pytest.fixture
def window(chinese: None, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window in Chinese, with the default network."""
    made = MainWindow()
    theme().set_mode("light")
    made.resize(1600, 1000)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.assembled, timeout=PATIENCE):
        made.start(["efficientnet_lite0"])
    document = made.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None, timeout=PATIENCE)
    yield made
    made.close()
    made.deleteLater()
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()


# -- what is looked up ---------------------------------------------------------------------------------------------


class _Base(QObject):
    def text(self) -> str:
        return self.tr("Receptive field")


class FieldSection(_Base):
    """Named like the class that has the text, and so under its context."""


def test_texts_are_looked_up_by_the_class_and_english_comes_back(qapp: QApplication) -> None:
    assert translation.install("zh_CN") and translation.spoken() == "zh_CN"
    assert FieldSection().text() == "感受野"
    assert QCoreApplication.translate("actions", "&File") == "文件(&F)"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own texts follow"
    assert translation.install("en") and translation.spoken() == ""
    assert FieldSection().text() == "Receptive field"


def test_a_language_without_a_translation_is_told(qapp: QApplication) -> None:
    assert not translation.is_there("fr") and not translation.install("fr")
    assert translation.spoken() == ""


def test_countries_share_the_translation_of_their_script(qapp: QApplication) -> None:
    assert translation.is_there("zh_SG") and translation.is_there("zh"), "both write simplified characters"
    assert not translation.is_there("zh_TW")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("打开图片(&O)…", "打开图片"),
        ("&Open picture…", "Open picture"),
        ("A && B", "A & B"),
        ("Top-1 (x)", "Top-1 (x)"),
    ],
)
def test_menu_texts_lose_what_is_for_menus(text: str, bare: str) -> None:
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("bottleneck, 256 out, halves the grid", "瓶颈块，输出 256 通道，分辨率减半"),
        ("1 conv + 2 pool, 64 out", "1 个卷积 + 2 个池化，输出 64 通道"),
        ("3×3 depthwise, 480", "3×3 深度卷积，480"),
        ("3×3 / 2, 128", "3×3 / 2, 128"),
        ("sparse conv, 64 out", "sparse conv，输出 64 通道"),
        ("max pool 3×3 / 2", "最大池化 3×3 / 2"),
        ("ReLU", "ReLU"),
    ],
)
def test_words_on_boxes(chinese: None, english: str, expected: str) -> None:
    assert terms.phrase(english) == expected


def test_words_in_formulas_and_findings(chinese: None) -> None:
    symbols = "C<sub>out</sub> · C<sub>in</sub> / G · K<sub>h</sub> · K<sub>w</sub>"
    assert terms.formula_words(f"{symbols} + bias") == f"{symbols} + 偏置".replace("·", "⋅")
    assert terms.formula_words("6 · outputs") == "6 ⋅ 输出数"
    assert terms.term("conv1 never reads the last 2 rows of its 227.") == "conv1 从不读取其 227 行中的最后 2 行。"
    assert terms.term("Only a note.") == "Only a note."


def test_without_a_translation_terms_stay(qapp: QApplication) -> None:
    assert terms.phrase("bottleneck, 256 out") == "bottleneck, 256 out"
    assert terms.formula_words("6 · outputs") == "6 · outputs"


def test_the_vocabulary_has_every_word_of_the_closed_sets() -> None:
    said = {node.args[0].value for node in _reports() if isinstance(node.args[0], ast.Constant)}
    labels = {text for one in Convention for text in (one.label, one.text)}
    assert said and set(KIND_NAMES.values()) | labels | said <= set(WORDS)
    assert set(IN_FORMULAS) <= set(WORDS)
    assert list(IN_FORMULAS) == sorted(IN_FORMULAS, key=len, reverse=True), "the longest is to be found first"
    assert len(FORMS) == len(set(FORMS)) and len(SENTENCES) == len(set(SENTENCES))


def _reports() -> Iterator[ast.Call]:
    """What the engine says that it is at."""
    for path in (ROOT / "explorer" / "engine").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "report":
                yield node


# -- the window ----------------------------------------------------------------------------------------------------


def test_the_window_has_room_for_chinese(window: MainWindow, qtbot: QtBot) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    document = window.documents.current
    assert document is not None and document.network is not None
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    assert _shared_letters(window) == []
    assert_room(qtbot, window)
    row = next(row for row in document.network.rows if row.path == "blocks.3.1.conv_dw")
    document.selection.select_operator(row.order)
    qtbot.waitUntil(lambda: "感受野" in _texts(window.inspector) and "占全网 0.22\u202f%" in _texts(window.inspector))
    assert_room(qtbot, window)
    window.resize(1180, 760)
    assert_room(qtbot, window)
    window.findChild(QObject, "preferences").trigger()
    qtbot.waitUntil(lambda: _opened(window) != [])
    for opened in _opened(window):
        assert_room(qtbot, opened)
        opened.close()


def test_a_text_without_room_is_seen(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    narrow, low = QLabel("Receptive field", page), QLabel("many words " * 9, page)
    low.setWordWrap(True)
    narrow.setFixedSize(20, 20)
    low.setFixedSize(80, 20)
    page.show()
    assert len(too_narrow(page)) == 2
    narrow.setFixedSize(400, 20)
    low.setFixedSize(400, 200)
    assert too_narrow(page) == []


def _opened(window: MainWindow) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window and one.isWindow()]


def _texts(widget: QWidget) -> set[str]:
    return {text_of(one) for one in widget.findChildren(QLabel) if one.isVisible()}


def _shared_letters(window: MainWindow) -> list[str]:
    """The texts of menus in which two entries have the same letter."""
    menus = [(window.menuBar().actions()), *(menu.actions() for menu in window.findChildren(QMenu))]
    found = []
    for actions in menus:
        letters = Counter(text[text.index("(&") + 2] for one in actions if "(&" in (text := one.text()))
        found += [
            one.text()
            for one in actions
            for letter, often in letters.items()
            if often > 1 and f"(&{letter})" in one.text()
        ]
    return found


# -- the tool ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "translated", "fault"),
    [
        ("{0} of {1}", "{0} 个", "placeholders"),
        ("{0:.0f} s", "{0:.1f} s", "placeholders"),
        ("&Open…", "打开(&P)…", "accelerator"),
        ("&Open…", "打开(&O)", "…"),
        ("Next (F8)", "下一个 (F7)", "key"),
        ("a\nb", "甲乙", "lines"),
        (" or ", "或", "spaces"),
        ("1 layer", "1个层", "no space"),
        ("It is so.", "如此.", "narrow punctuation"),
    ],
)
def test_what_looks_wrong_is_said(tool: ModuleType, source: str, translated: str, fault: str) -> None:
    found = list(tool.faults_of(tool.Text("context", source), translated))
    assert len(found) == 1 and fault in found[0]


@pytest.mark.parametrize(
    ("source", "translated"),
    [("&Open {0} ({1})…", "打开 {0} ({1})(&O)…"), ("Next (F8)", "下一个 (F8)"), ("{0} × {1} px", "{0} × {1} px")],
)
def test_what_is_right_passes(tool: ModuleType, source: str, translated: str) -> None:
    assert list(tool.faults_of(tool.Text("context", source), translated)) == []


def test_the_glossary_is_kept(tool: ModuleType) -> None:
    text = tool.Text("context", "{layer}: two strides")
    assert list(tool.not_by_glossary(text, "{layer}：两个步长", tool.terms_of("zh_CN"))) == [
        "stride is 步幅 in the glossary"
    ]
    assert list(tool.not_by_glossary(text, "{layer}：两个步幅", tool.terms_of("zh_CN"))) == []


def test_update_keeps_reuses_and_drops(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        "class Page(Widget):\n"
        "    def make(self):\n"
        '        a = self.tr("Layer") if one else self.tr("Layers" if two else "None")\n'
        '        return _tr("Layer"), QT_TRANSLATE_NOOP("words", "stride")\n'
        "def _tr(text):\n"
        '    return QCoreApplication.translate("page", text)\n',
        encoding="utf-8",
    )
    texts = tool.texts_in(tmp_path)
    assert {(one.context, one.source) for one in texts} == {
        ("Page", "Layer"),
        ("Page", "Layers"),
        ("Page", "None"),
        ("page", "Layer"),
        ("words", "stride"),
    }
    known = {
        tool.Text("Page", "Layer"): tool.Entry(("层",), True),
        tool.Text("Page", "Gone"): tool.Entry(("无",), True),
    }
    path = tmp_path / "cnn-explorer_zh_CN.ts"
    tool.write(path, tool.updated(texts, known, "zh_CN"))
    entries = tool.read(path)
    assert set(entries) == set(texts)
    assert entries[tool.Text("page", "Layer")] == tool.Entry(("层",), True)
    assert not entries[tool.Text("Page", "Layers")].finished


@pytest.mark.parametrize("call", ['self.tr(f"{one} layers")', "self.tr(name)", '_tr("no context")'])
def test_texts_that_nobody_could_look_up_are_refused(tool: ModuleType, tmp_path: Path, call: str) -> None:
    body = f"        return {call}\n" if call.startswith("self") else ""
    source = f"class Page:\n    def make(self):\n{body or '        pass'}\n" + ("" if body else f"{call}\n")
    (tmp_path / "page.py").write_text(source, encoding="utf-8")
    with pytest.raises(ValueError):
        tool.texts_in(tmp_path)
