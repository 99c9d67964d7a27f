"""How the inspector and the menu name weights that are here, can be fetched, or come with a package."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from explorer.engine.messages import WeightsBadge
from explorer.models import registry
from explorer.models.weight_files import cache_folder, file_name
from explorer.ui.docks.inspector.weights_section import WeightsSection
from explorer.ui.numbers import THIN
from explorer.ui.weights_menu import WeightsMenu
from explorer.ui.widgets.badge import Badge

RESNET18 = registry.get("resnet18")
V1 = replace(RESNET18.weights[0], title="ImageNet-1K, torchvision V1", size=46_830_571, top1=69.758)
HUB = replace(
    V1,
    name="HUB",
    title="",
    location="https://huggingface.co/timm/net.a1/resolve/main/model.safetensors",
    size=0,
    sha256="",
    top1=None,
)
ABSENT = replace(V1, name="ABSENT", title="", source="package", location="some-weights:some_weights_not_here/net.pth")
ARCHITECTURE = replace(RESNET18, weights=(V1, HUB, ABSENT))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    folder = cache_folder()
    folder.mkdir(parents=True)
    return folder


def tool_tips(section: WeightsSection) -> list[str]:
    return [child.toolTip() for child in section.findChildren(QLabel) if child.toolTip()]


def test_the_inspector_says_where_each_set_is(cache: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    section = WeightsSection(ARCHITECTURE)
    qtbot.addWidget(section)
    texts = [child.text() for child in section.findChildren(QLabel)]
    assert any(f"46.8{THIN}MB" in text and "top-1 69.8" in text for text in texts)
    assert "size not known" in texts
    assert tool_tips(section) == [
        "Downloaded from download.pytorch.org on first use",
        "ImageNet-1K, torchvision V1\nLicence: BSD-3-Clause",
        "Downloaded from huggingface.co on first use\nNo checksum is published for this file",
        "Licence: BSD-3-Clause",
        "Comes with the package some-weights, which is not installed",
        "Licence: BSD-3-Clause",
    ]
    (cache / file_name(HUB)).write_bytes(bytes(2_000_000))
    section = WeightsSection(ARCHITECTURE)
    qtbot.addWidget(section)
    assert "On this disk" in tool_tips(section)
    assert f"2.0{THIN}MB" in [child.text() for child in section.findChildren(QLabel)]


def test_the_badge_has_the_title_as_its_tip(qtbot) -> None:  # type: ignore[no-untyped-def]
    section = WeightsSection(ARCHITECTURE)
    qtbot.addWidget(section)
    badge = section.findChild(Badge, "inspector.weights")
    section.set_loaded(WeightsBadge(name="IMAGENET1K_V1", trained=True, source="ImageNet-1K, torchvision V1"))
    assert badge.toolTip() == "ImageNet-1K, torchvision V1"
    section.set_loaded(None)
    assert badge.toolTip() == ""


class Live:
    """What the menu asks of the live controller."""

    def weights(self, key: str) -> str:
        return "HUB"

    def set_weights(self, key: str, weights: str) -> None:
        self.chosen = key, weights


def test_the_menu_names_titles_and_sizes(cache: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    live = Live()
    menu = WeightsMenu(live)  # type: ignore[arg-type]
    qtbot.addWidget(menu)
    menu.set_architecture(ARCHITECTURE)
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[2:5] == [
        f"ImageNet-1K, torchvision V1 (download, 46.8{THIN}MB)",
        "HUB (download, size not known)",
        "ABSENT (not installed: package some-weights)",
    ]
    assert [action.text() for action in menu.actions() if action.isChecked()] == texts[3:4]
    menu.actions()[2].trigger()
    assert live.chosen == ("resnet18", "IMAGENET1K_V1")
    (cache / file_name(V1)).touch()
    menu.aboutToShow.emit()
    assert menu.actions()[2].text() == "ImageNet-1K, torchvision V1"
