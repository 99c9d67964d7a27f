"""The library: browsing, filtering and choosing by key and mouse."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from explorer.models import registry
from explorer.models.registry import Architecture, Preprocessing, Published, WeightsRecord
from explorer.ui.docks.inspector.weights import any_on_disk
from explorer.ui.docks.library.library import LibraryPanel
from explorer.ui.docks.library.library_model import MACS, NAME, ON_DISK, PARAMS, TOP1, YEARS
from explorer.ui.docks.library.library_view import LibraryView
from explorer.ui.docks.library.timeline import MILESTONE, MilestoneList
from explorer.ui.theme import theme


def entry(key: str, family: str, name: str, year: int, **more: object) -> Architecture:
    facts = {
        "paper": "A paper",
        "input_shape": (3, 224, 224),
        "num_classes": 1000,
        "params": 25_557_032,
        "macs": 4_089_184_256,
        "module": "none",
        "builder": "none",
    }
    return Architecture(key=key, family=family, display_name=name, year=year, **{**facts, **more})  # type: ignore[arg-type]


def weights(source: str, location: str) -> WeightsRecord:
    return WeightsRecord(
        name="W1",
        source=source,
        location=location,
        size=1,
        sha256="0",
        licence="BSD",
        preprocessing=Preprocessing(resize=256, crop=224),
        top1=76.13,
    )


PACKAGED = registry.get("efficientnet_lite0").weights[0].location

CATALOGUE = (
    entry("lenet5", "LeNet", "LeNet-5", 1998, params=61_706, macs=416_520),
    entry("resnet18", "ResNet", "ResNet-18", 2015, published=Published(top1=72.1)),
    entry(
        "resnet50", "ResNet", "ResNet-50", 2016, weights=(weights("download", "https://example.org/r50-0676ba61.pth"),)
    ),
    entry("lite0", "EfficientNet", "EfficientNet-Lite0", 2020, weights=(weights("package", PACKAGED),)),
)


@pytest.fixture
def panel(qtbot, qapp: QApplication) -> LibraryPanel:  # type: ignore[no-untyped-def]
    theme().set_mode("light")
    result = LibraryPanel(CATALOGUE)
    qtbot.addWidget(result)
    result.resize(300, 500)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def view(panel: LibraryPanel) -> LibraryView:
    found = panel.findChild(LibraryView, "library.tree")
    assert found is not None
    return found


def point_of(view: LibraryView, name: str) -> QPoint:
    model = view.model()
    for family in (model.index(row, NAME) for row in range(model.rowCount())):
        for index in (family, *(model.index(row, NAME, family) for row in range(model.rowCount(family)))):
            if index.data() == name:
                return view.visualRect(index).center()
    raise AssertionError(f"{name} is not shown")


def chosen_by(panel: LibraryPanel) -> list[object]:
    keys: list[object] = []
    panel.architectureChosen.connect(keys.append)
    panel._keys = keys  # type: ignore[attr-defined]
    return keys


def count(panel: LibraryPanel) -> str:
    found = panel.findChild(QLabel, "library.count")
    assert found is not None
    return found.text()


def test_rows_tell_the_figures(view: LibraryView) -> None:
    model = view.model()
    families = [model.index(row, NAME) for row in range(model.rowCount())]
    assert [(family.data(), family.data(YEARS)) for family in families] == [
        ("LeNet", "1998"),
        ("ResNet", "2015–2016"),
        ("EfficientNet", "2020"),
    ]
    row = model.index(1, NAME, families[1])
    texts = [row.siblingAtColumn(column).data() for column in (NAME, PARAMS, MACS, TOP1)]
    assert texts == ["ResNet-50", "25.6\u202fM", "4.09\u202fG", "76.1"]
    assert model.index(0, TOP1, families[0]).data() == "–"
    assert model.index(0, TOP1, families[1]).data() == "72.1"
    tip = row.siblingAtColumn(PARAMS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("25,557,032")


def test_a_click_opens_and_a_family_folds(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    keys = chosen_by(panel)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "ResNet-18"))
    assert keys == ["resnet18"]
    family = view.model().index(1, NAME)
    assert view.isExpanded(family)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "ResNet"))
    assert not view.isExpanded(family)
    assert keys == ["resnet18"]


def test_arrow_keys_move_and_enter_opens(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    keys = chosen_by(panel)
    panel.set_current("resnet18")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert keys == []
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert keys == ["resnet50"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("resnet 50", ["resnet50"]),
        ("2020", ["lite0"]),
        ("NET-5", ["lenet5", "resnet50"]),
        ("resnet", ["resnet18", "resnet50"]),
        ("efficientnet 2020", ["lite0"]),
        ("resnet 2020", []),
    ],
)
def test_filter_words(panel: LibraryPanel, words: str, expected: list[str], qtbot) -> None:  # type: ignore[no-untyped-def]
    panel.focus_search()
    qtbot.keyClicks(QApplication.focusWidget(), words)
    assert panel.shown_keys() == expected
    assert count(panel) == f"{len(expected)} of 4 networks"


def test_typing_in_the_tree_filters(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    keys = chosen_by(panel)
    view.setFocus()
    qtbot.keyClick(view, "l")
    qtbot.keyClicks(QApplication.focusWidget(), "ite")
    assert panel.filter_text() == "lite"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert keys == ["lite0"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert count(panel) == "4 networks"


def test_down_goes_from_the_filter_to_its_first_hit(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    keys = chosen_by(panel)
    qtbot.keyClick(panel, Qt.Key.Key_Slash)  # the shortcut that the field prints
    assert QApplication.focusWidget().objectName() == "library.search"
    qtbot.keyClicks(QApplication.focusWidget(), "resnet")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert keys == ["resnet18"]


def test_nothing_found_says_so_and_clears(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    panel.focus_search()
    qtbot.keyClicks(QApplication.focusWidget(), "zzz")
    what = panel.findChild(QLabel, "library.nothing.what")
    assert what.isVisible()
    assert "zzz" in what.text()
    qtbot.mouseClick(panel.findChild(QPushButton, "library.nothing.action"), Qt.MouseButton.LeftButton)
    assert view.isVisible()
    assert len(panel.shown_keys()) == 4


def test_a_folded_family_stays_folded_after_a_search(panel: LibraryPanel, view: LibraryView, qtbot) -> None:  # type: ignore[no-untyped-def]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "ResNet"))
    panel.focus_search()
    qtbot.keyClicks(QApplication.focusWidget(), "resnet")
    assert view.isExpanded(view.model().index(0, NAME))  # hits are never hidden
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert [view.isExpanded(view.model().index(row, NAME)) for row in range(3)] == [True, False, True]


def test_weights_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    resnet50, lite0 = CATALOGUE[2:]
    assert not any_on_disk(resnet50)
    assert any_on_disk(lite0)
    absent = weights("package", "some-package:some_package_not_here/a.pth")
    assert not any_on_disk(replace(lite0, weights=(absent,)))
    folder = tmp_path / "hub" / "checkpoints"
    folder.mkdir(parents=True)
    (folder / "r50-0676ba61.pth").touch()
    assert any_on_disk(resnet50)
    panel = LibraryPanel(CATALOGUE)
    assert panel._model.index_of("resnet50").data(ON_DISK)
    assert not panel._model.index_of("lenet5").data(ON_DISK)


def test_the_real_catalogue_fits(qtbot) -> None:  # type: ignore[no-untyped-def]
    panel = LibraryPanel(registry.architectures())
    qtbot.addWidget(panel)
    panel.show()
    assert tuple(panel.shown_keys()) == registry.keys()
    panel.set_current("no such key")  # a network of the user's own is in no catalogue


def test_in_a_narrow_panel_figures_give_way_to_names(panel: LibraryPanel, view: LibraryView) -> None:
    panel.resize(300, 500)
    QApplication.processEvents()
    assert not view.isColumnHidden(TOP1)
    panel.resize(240, 500)
    QApplication.processEvents()
    assert view.isColumnHidden(TOP1)
    assert view.columnWidth(NAME) > 100
    assert not view.isColumnHidden(PARAMS)


# The evolution


@pytest.fixture
def whole(qtbot, qapp: QApplication) -> LibraryPanel:  # type: ignore[no-untyped-def]
    theme().set_mode("light")
    result = LibraryPanel(registry.architectures())
    qtbot.addWidget(result)
    result.resize(300, 700)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


def show_evolution(qtbot, panel: LibraryPanel) -> MilestoneList:  # type: ignore[no-untyped-def]
    button = panel.findChild(QPushButton, "library.part.evolution")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.timeline is not None and panel.timeline.isVisible()
    return panel.timeline


def names(timeline: MilestoneList) -> list[str]:
    model = timeline.milestones
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_evolution_lists_milestones_by_year(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    timeline = show_evolution(qtbot, whole)
    milestones = [timeline.milestones.index(row).data(MILESTONE) for row in range(timeline.milestones.rowCount())]
    years = [one.year for one in milestones]
    assert years == sorted(years) and len(years) == 33
    count = whole.findChild(QLabel, "library.count")
    assert count is not None and count.text() == "33 milestones"
    button = whole.findChild(QPushButton, "library.part.families")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not timeline.isVisible() and count.text() == "115 networks"


def test_a_click_or_enter_on_a_milestone_asks_for_it_in_the_tree(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    timeline = show_evolution(qtbot, whole)
    place = timeline.visualRect(timeline.milestones.index_of("resnet"))
    with qtbot.waitSignal(whole.evolutionRequested) as asked:
        qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert asked.args == ["resnet"]
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    below = timeline.currentIndex().data(MILESTONE).key
    assert below != "resnet"
    with qtbot.waitSignal(whole.evolutionRequested) as asked:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert asked.args == [below]


def test_the_button_asks_for_the_whole_tree(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    show_evolution(qtbot, whole)
    button = whole.findChild(QPushButton, "library.evolution")
    assert button is not None
    with qtbot.waitSignal(whole.evolutionRequested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [None]


def test_the_filter_is_for_milestones_too(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    timeline = show_evolution(qtbot, whole)
    timeline.setFocus()
    qtbot.keyClicks(timeline, "s")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "huffle")
    assert names(timeline) == ["ShuffleNet v1", "ShuffleNet v2"]
    with qtbot.waitSignal(whole.evolutionRequested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["shufflenet_v1"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert timeline.hasFocus()
    qtbot.keyClicks(field, " nonsense")
    assert not timeline.isVisible() and names(timeline) == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert len(names(timeline)) == 33 and timeline.isVisible()


def test_the_milestone_of_the_tree_is_marked(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    whole.set_milestone("convnext")
    timeline = show_evolution(qtbot, whole)
    assert timeline.shown == "convnext"
    row = timeline.visualRect(timeline.milestones.index_of("convnext"))
    assert timeline.viewport().rect().contains(row)
    picture = timeline.viewport().grab().toImage()
    assert picture.pixelColor(1, row.center().y()).name().upper() == theme().tokens.accent
    assert picture.pixelColor(40, row.top() + 2).name().upper() == theme().tokens.selection


def test_in_a_narrow_panel_figures_alone_say_how_many(qtbot, whole: LibraryPanel) -> None:  # type: ignore[no-untyped-def]
    part = whole.findChild(QPushButton, "library.part.evolution")
    found = whole.findChild(QLabel, "library.count")
    assert part is not None and found is not None
    whole.resize(400, 640)
    assert found.text() == "115 networks" and found.toolTip() == ""
    room = part.width()
    whole.resize(240, 640)
    assert found.text() == "115" and found.toolTip() == found.accessibleName() == "115 networks"
    qtbot.keyClicks(whole.findChild(QLineEdit, "library.search"), "mobile")
    assert found.text() == "11 / 115" and found.toolTip() == "11 of 115 networks"
    QApplication.processEvents()
    assert part.width() == room, "the choice keeps its room"
