"""The parts of saving and restoring that need no window: what is there, what is selected, what a start opens."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.errors import UnknownArchitecture
from explorer.models import registry
from explorer.ui.app import what_to_open
from explorer.ui.selection import Selected, Selection
from explorer.ui.what_if import Form
from explorer.ui.workspace import availability
from explorer.ui.workspace.availability import available
from explorer.ui.workspace.forms import form_of, stated
from explorer.ui.workspace.selections import found, layer_at, select, written
from explorer.ui.workspace.workspaces import _user_state
from explorer.workspace.model import Chosen, ChosenWeights, NetworkForm, OpenNetwork, OpenPage, Source, Workspace
from tests.visualize.drawing_networks import captured

OWN = NetworkForm(key="zfnet", input_shape=(3, 224, 224), batch=1, num_classes=1000, width=None)


def test_forms_come_back() -> None:
    for architecture in registry.architectures():
        form = Form.own(architecture)
        assert form_of(stated(form)) == form
    wide = form_of(replace(OWN, width=2.0))
    assert wide.width is None  # there is nothing to multiply
    with pytest.raises(UnknownArchitecture):
        form_of(replace(OWN, key="no_such_network"))


def test_every_selection_comes_back(qtbot: QtBot) -> None:
    network = captured("resnet50")
    for row in network.rows:
        selection = Selection()
        select(selection, Selected(order=row.order), 3)
        chosen = written(network, selection)
        assert chosen is not None and chosen.channel == 3
        assert found(network, chosen) == Selected(order=row.order)
    selection = Selection()
    assert written(network, selection) is None
    selection.select_block("layer3.1")
    assert written(network, selection) == Chosen(path="layer3.1")
    assert found(network, Chosen(path="layer3.1")) == Selected(block="layer3.1")


def test_a_selection_that_is_not_there_any_more_is_none(qtbot: QtBot) -> None:
    network = captured("resnet50")
    assert found(network, Chosen(path="no.such", operator="conv2d")) == Selected()
    assert found(network, Chosen(path="no.such")) == Selected()
    # Fewer calls than there were: the last of them.
    path = network.rows[0].path
    assert found(network, Chosen(path=path, operator="conv2d", place=999)).order == 0
    assert layer_at(network, "layer1") == Selected(block="layer1")
    assert layer_at(network, path) == Selected(order=0)


def test_what_is_there_stays_and_what_is_gone_is_said(tmp_path: Path) -> None:
    photo, weights = tmp_path / "a.png", tmp_path / "w.pth"
    photo.touch()
    weights.touch()
    whole = Workspace(
        tabs=(
            OpenNetwork(form=replace(OWN, key="gone")),
            OpenPage(name="evolution"),
            OpenNetwork(form=OWN, weights=str(weights)),
            OpenNetwork(form=replace(OWN, key="resnet50"), weights="random:7"),
        ),
        front=2,
        source=Source(kind="picture", name=str(photo)),
        compared=(OWN, None, replace(OWN, key="gone")),
    )
    kept, said = available(whole)
    assert kept.tabs == whole.tabs[1:]
    assert kept.front == 1
    assert kept.source == whole.source
    assert kept.compared == (OWN, None)
    assert len(said) == 2

    photo.unlink()
    weights.unlink()
    kept, said = available(whole)
    assert kept.source is None
    assert kept.tabs[1] == OpenNetwork(form=OWN, weights="default")
    assert len(said) == 4 and all(str(path) in " ".join(said) for path in (photo, weights))


@pytest.mark.parametrize(
    "source",
    [
        Source(kind="picture", name="relative.png"),
        Source(kind="picture", name="/dev/zero"),
        Source(kind="folder", name="/dev/zero"),
        Source(kind="video", name="/no/such\nfile.mp4"),
        Source(kind="sample", name="../../etc/passwd"),
    ],
)
def test_nothing_but_plain_files_and_folders_is_opened(source: Source) -> None:
    kept, said = available(Workspace(source=source))
    assert kept.source is None and len(said) == 1


def test_weights_that_must_be_downloaded_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "locate", lambda record: None)
    record = registry.get("resnet50").weights[0]
    kept, said = available(Workspace(tabs=(OpenNetwork(form=replace(OWN, key="resnet50"), weights=record.name),)))
    assert kept.networks[0].weights == "default"
    assert "download" in said[0]


def test_chosen_weights_of_networks_in_no_tab_are_looked_for_too(tmp_path: Path) -> None:
    file, gone = tmp_path / "w.pth", tmp_path / "gone.pth"
    file.touch()
    whole = Workspace(
        compared=(OWN, OWN),
        weights=(
            ChosenWeights(key="alexnet", weights=str(file)),
            ChosenWeights(key="resnet50", weights=str(gone)),
            ChosenWeights(key="nobody", weights="random"),
        ),
        sides=("random:3", str(gone)),
    )
    kept, said = available(whole)
    assert kept.weights == (
        ChosenWeights(key="alexnet", weights=str(file)),
        ChosenWeights(key="resnet50", weights="default"),
    )
    assert kept.sides == ("random:3", "default")
    assert len(said) == 2 and all(str(gone) in one for one in said)
    assert available(replace(whole, compared=()))[0].sides == (None, None)


def test_a_disk_that_does_not_answer_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "PATIENCE", 0.05)
    asked = time.monotonic()

    def sleep(path: Path) -> bool:
        time.sleep(1)
        return True

    monkeypatch.setattr(Path, "is_file", sleep)
    kept, said = available(Workspace(source=Source(kind="picture", name="/share/photo.png")))
    assert kept.source is None and said
    assert time.monotonic() - asked < 0.9


def test_what_a_start_opens() -> None:
    assert what_to_open([]) == ([], "")
    assert what_to_open([], comparing=True) == ([], None)
    assert what_to_open(["zfnet"]) == (["zfnet"], None)
    keys, workspace = what_to_open(["here/Mine.CNNX"])
    assert not keys and workspace is not None
    assert Path(workspace).is_absolute() and workspace.endswith("Mine.CNNX")


def test_the_state_lies_where_the_system_has_it() -> None:
    home = Path("/home/one")
    assert _user_state("linux", {}, home) == home / ".local" / "state"
    assert _user_state("linux", {"XDG_STATE_HOME": "/state"}, home) == Path("/state")
    assert _user_state("linux", {"XDG_STATE_HOME": "relative"}, home) == home / ".local" / "state"
    assert _user_state("darwin", {}, home) == home / "Library" / "Application Support"
    assert _user_state("win32", {"LOCALAPPDATA": "/data"}, home) == Path("/data")
