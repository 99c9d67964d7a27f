"""The choice of a language: what it means, and that a missing or damaged translation leaves the texts as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from explorer.ui import translation


@pytest.fixture
def folder(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in place of the resources; English again after the test."""
    monkeypatch.setattr(translation, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    yield tmp_path
    translation.install("en")
    assert not translation._installed


def test_english_needs_no_translation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert translation.is_there("en") and translation.install("en")
    monkeypatch.setattr(QLocale, "system", lambda: QLocale.c())
    assert translation.is_there("system") and translation.install("system")


def test_a_translation_for_the_country_or_the_language(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not translation.is_there("zh_CN") and not translation.install("zh_CN")
    (folder / "cnn-explorer_zh.qm").write_bytes(b"")
    assert translation.is_there("zh_CN")
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("zh_CN"))
    assert translation.is_there("system")


def test_a_damaged_translation_is_refused(folder: Path) -> None:
    (folder / "cnn-explorer_zh_CN.qm").write_bytes(b"none of ours")
    assert not translation.install("zh_CN")
    assert not translation._installed
