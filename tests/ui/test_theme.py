"""The theme: contrast computed from the tokens, a style sheet that Qt understands, no torch in the window."""

import re
import subprocess
import sys
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from explorer.ui.style.tools import mix
from explorer.ui.stylesheet import style_sheet
from explorer.ui.theme import color, icon, theme
from explorer.ui.tokens import DARK, KIND_NAMES, LIGHT, Tokens
from explorer.ui.widgets.search_field import SearchField

SURFACES = ("window", "canvas", "panel", "inset", "selection")
TEXTS = ("t1", "t2", "t3", "accent", "ok", "warn", "error", "differ")


def luminance(value: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
class TestTokens:
    def test_texts_are_readable_on_every_surface(self, tokens: Tokens) -> None:
        for text, surface in product(TEXTS, SURFACES):
            ratio = contrast(getattr(tokens, text), getattr(tokens, surface))
            assert ratio >= 4.5, f"{text} on {surface}: {ratio:.2f}"
        assert contrast(tokens.on_accent, tokens.accent) >= 4.5

    def test_badges_are_readable_on_their_tint(self, tokens: Tokens) -> None:
        for tint in (tokens.ok, tokens.warn, tokens.error, tokens.t2):
            assert contrast(tint, mix(tokens.panel, tint, 0.06)) >= 4.5

    def test_kinds_stand_out_from_their_nodes(self, tokens: Tokens) -> None:
        surface = tokens.inset if tokens.dark else tokens.panel
        for kind in KIND_NAMES:
            assert contrast(tokens.kind(kind), surface) >= 2.95, kind

    def test_style_sheet_is_complete(self, tokens: Tokens, qapp: object) -> None:
        text = style_sheet(tokens)
        assert text.count("{") == text.count("}")
        assert "{{" not in text
        assert "None" not in text
        for path in re.findall(r'url\("([^"]+)"\)', text):
            assert "currentColor" not in Path(path).read_text(encoding="utf-8")

    def test_style_sheet_uses_colours_of_its_own_theme_only(self, tokens: Tokens, qapp: object) -> None:
        other = LIGHT if tokens.dark else DARK
        own = {getattr(tokens, field.name) for field in fields(tokens)}
        foreign = {getattr(other, name) for name in (*SURFACES, *TEXTS, "border", "strong")} - own
        assert not foreign & set(re.findall(r"#[0-9A-F]{6}", style_sheet(tokens)))


def test_qt_accepts_the_style_sheet(qtbot, qtlog) -> None:  # type: ignore[no-untyped-def]
    widget = QWidget()
    qtbot.addWidget(widget)
    for mode in ("light", "dark", "light"):
        theme().set_mode(mode)
        widget.show()
    assert [record.message for record in qtlog.records if "style" in record.message.lower()] == []


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="'blue'"):
        theme().set_mode("blue")


def test_labels_take_their_role(qtbot) -> None:  # type: ignore[no-untyped-def]
    theme().set_mode("dark")
    label = QLabel("x")
    label.setProperty("role", "label")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().windowText().color().name().upper() == DARK.t3
    theme().set_mode("light")
    assert label.palette().windowText().color().name().upper() == LIGHT.t3


def test_the_panels_never_import_torch() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from explorer.models import registry\n"
        "from explorer.ui.theme import theme\n"
        "theme().apply()\n"
        "from explorer.ui.docks.inspector.inspector import Inspector\n"
        "from explorer.ui.docks.table.layers import LayerTable\n"
        "from explorer.ui.docks.library.library import LibraryPanel\n"
        "panels = [LibraryPanel(registry.architectures()), LayerTable(), Inspector()]\n"
        "[panel.show() for panel in panels]\n"
        "app.processEvents()\n"
        "heavy = {'torch', 'torchvision', 'pyqtgraph', 'networkx', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_icons_are_as_fine_as_the_screen(qapp: object) -> None:
    for scale in (1.0, 2.0):
        picture = icon("x").pixmap(QSize(16, 16), scale)
        assert picture.size() == QSize(16, 16) * scale and picture.devicePixelRatio() == scale


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_placeholders_are_as_readable_as_labels(qtbot, mode: str) -> None:  # type: ignore[no-untyped-def]
    theme().set_mode(mode)
    field = SearchField("Filter", "field")
    qtbot.addWidget(field)
    field.show()
    ink = field.edit.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink == color(theme().tokens.t3)
    theme().set_mode("light")
