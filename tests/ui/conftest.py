"""What tests of the window share: the tool that keeps translations, and Chinese texts for the time of a test."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from explorer.ui import translation
from tests.engines import start_quickly

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """packaging/translations.py."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def quick_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test has the real engine, it need not load torch again."""
    start_quickly(monkeypatch)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """Texts that are made now are Chinese."""
    assert translation.install("zh_CN")
    yield
    translation.install("en")
