"""The strongest units of a folder, against all activations at once; stopping, resuming, bad files, bad caches."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from explorer.errors import Cancelled, InputError, UnknownLayer, UsageError
from explorer.inference.session import Session
from explorer.inference.top_patches import store as store_module
from explorer.inference.top_patches.search import Search, search
from explorer.inference.top_patches.store import Store, pictures_in
from explorer.inference.top_patches.tops import NOBODY, TopUnits, merged, nothing
from tests.inference.top_pictures import SIDE, fill

LAYER = "blocks.1.0.bn2"


@pytest.fixture(scope="module")
def session() -> Session:
    made = Session("efficientnet_lite0")
    made.weights = replace(made.weights, preprocessing=replace(made.weights.preprocessing, resize=SIDE, crop=SIDE))
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pictures")
    fill(made)
    return made


def by_brute_force(maps: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, pictures and places of (pictures, C, units), by sorting all of them."""
    values = np.full((maps.shape[1], count), -np.inf, np.float32)
    pictures = np.full((maps.shape[1], count), NOBODY, np.int32)
    units = np.zeros((maps.shape[1], count), np.int32)
    for channel in range(maps.shape[1]):
        entries = []
        for picture in range(len(maps)):
            best = max(range(maps.shape[2]), key=lambda unit: (maps[picture, channel, unit], -unit))
            entries.append((-float(maps[picture, channel, best]), picture, best))
        for place, (value, picture, unit) in enumerate(sorted(entries)[:count]):
            values[channel, place], pictures[channel, place], units[channel, place] = -value, picture, unit
    return values, pictures, units


def assert_same(one: TopUnits, other: TopUnits) -> None:
    for name in ("values", "pictures", "units", "active"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert (one.layer, one.shape, one.total, one.done, one.skipped) == (
        other.layer,
        other.shape,
        other.total,
        other.done,
        other.skipped,
    )


@pytest.mark.parametrize("layer", [LAYER, "blocks.0.0.act1", "classifier"])
def test_the_stream_finds_what_all_activations_at_once_show(session: Session, folder: Path, layer: str) -> None:
    pictures = pictures_in(folder)
    maps = np.stack([session.activations(path, layer) for path in pictures])
    flat = maps.reshape(*maps.shape[:2], -1)
    values, numbers, units = by_brute_force(flat, 9)
    found = search(session, pictures, layer)
    np.testing.assert_array_equal(found.values, values)
    np.testing.assert_array_equal(found.pictures, numbers)
    np.testing.assert_array_equal(found.units, units)
    np.testing.assert_array_equal(found.active, (flat.max(2) > 0).sum(0))
    assert (found.shape, found.done, found.used, found.finished) == (maps.shape[1:], 16, 16, True)
    assert all(len(set(line)) == 9 for line in found.pictures.tolist())


def test_ties_go_to_the_earlier_picture_and_the_first_in_reading_order() -> None:
    rng = np.random.default_rng(0)
    maps = rng.integers(0, 3, (40, 7, 6)).astype(np.float32)  # three values only: ties everywhere
    values, pictures, units = by_brute_force(maps, 5)
    tops = nothing("layer", 40, 5)
    at = 0
    for size in (1, 3, 7, 2, 11, 16):
        part = torch.from_numpy(maps[at : at + size]).max(-1)
        tops = merged(tops, (7, 2, 3), np.arange(at, at + size), part.values.numpy(), part.indices.numpy())
        at += size
    np.testing.assert_array_equal(tops.values, values)
    np.testing.assert_array_equal(tops.pictures, pictures)
    np.testing.assert_array_equal(tops.units, units)
    assert tops.unit(0, 0) == (units[0, 0] // 3, units[0, 0] % 3)


def test_what_is_not_a_number_is_no_unit() -> None:
    values = np.array([[np.nan, 1.0], [2.0, np.nan]], np.float32)
    tops = merged(nothing("layer", 2, 3), (2, 1, 1), np.array([0, 1]), values, np.zeros((2, 2), np.int64))
    assert tops.pictures.tolist() == [[1, NOBODY, NOBODY], [0, NOBODY, NOBODY]]
    assert tops.active.tolist() == [1, 1]
    assert not tops.dead.any()


def test_fewer_pictures_than_places(session: Session, folder: Path) -> None:
    found = search(session, pictures_in(folder)[:4], LAYER)
    assert (found.pictures[:, 4:] == NOBODY).all() and (found.pictures[:, :4] != NOBODY).all()


def test_pictures_run_together_give_the_same_places(session: Session, folder: Path) -> None:
    pictures = pictures_in(folder)
    single, together = (search(session, pictures, LAYER, batch=batch) for batch in (1, 5))
    np.testing.assert_allclose(single.values, together.values, rtol=1e-4, atol=1e-4)
    assert (single.pictures == together.pictures).mean() > 0.98


def stopping_after(calls: int) -> Callable[[], None]:
    left = calls

    def checkpoint() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled("cancelled")

    return checkpoint


@pytest.mark.parametrize("batch", [1, 3])
def test_stopped_and_resumed_is_as_good_as_one_run(session: Session, folder: Path, tmp_path: Path, batch: int) -> None:
    pictures = pictures_in(folder)
    once = search(session, pictures, LAYER, batch=batch)
    store, rounds, seen = Store(tmp_path), 0, []
    rng = random.Random(batch)
    while True:
        try:
            found = search(
                session,
                pictures,
                LAYER,
                batch=batch,
                store=store,
                report=lambda tops: seen.append(tops.done),
                checkpoint=stopping_after(rng.randrange(15, 70)),
            )
        except Cancelled:
            rounds += 1
            continue
        break
    assert rounds >= 2, "the search was never stopped"
    assert sorted(set(seen)) == seen, "a batch was run twice"
    assert_same(found, once)
    # Now it is known, and nothing is run.
    again = search(session, pictures, LAYER, batch=batch, store=store, checkpoint=stopping_after(0))
    assert_same(again, once)


def test_a_process_that_is_killed_goes_on_where_it_was_stored(session: Session, folder: Path, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from explorer.inference.session import Session\n"
        "from explorer.inference.top_patches import search as module\n"
        "from explorer.inference.top_patches.store import Store, pictures_in\n"
        "module.SAVED_PICTURES = 3\n"
        "session = Session('efficientnet_lite0')\n"
        f"own = replace(session.weights.preprocessing, resize={SIDE}, crop={SIDE})\n"
        "session.weights = replace(session.weights, preprocessing=own)\n"
        "def report(tops):\n"
        "    if tops.done == 8:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "module.search(session, pictures_in(sys.argv[1]), sys.argv[2], store=Store(Path(sys.argv[3])), report=report)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(folder), LAYER, str(tmp_path)], capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    pictures, store = pictures_in(folder), Store(tmp_path)
    assert Search(session, pictures, LAYER, store=store).tops.done == 6
    assert_same(search(session, pictures, LAYER, store=store), search(session, pictures, LAYER))
    assert not list(tmp_path.glob("*.part"))


def test_a_write_that_fails_half_way_leaves_the_older_state(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pictures = Store(tmp_path), pictures_in(folder)
    going = Search(session, pictures, LAYER, store=store)
    going.step()
    going.save()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        going.step()
        going.save()
    assert Search(session, pictures, LAYER, store=store).tops.done == 1
    assert [path.name for path in tmp_path.iterdir()] == [store.path(going.identity).name]


def damage(data: bytes, how: str) -> bytes:
    if how == "cut":
        return data[: len(data) // 2]
    if how == "empty":
        return b""
    if how == "noise":
        return bytes(random.Random(0).randrange(256) for _ in range(len(data)))
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize("how", ["cut", "empty", "noise", "flipped"])
def test_a_damaged_file_is_not_trusted(session: Session, folder: Path, tmp_path: Path, how: str) -> None:
    store, pictures = Store(tmp_path), pictures_in(folder)[:5]
    right = search(session, pictures, LAYER, store=store)
    file = store.path(Search(session, pictures, LAYER).identity)
    file.write_bytes(damage(file.read_bytes(), how))
    assert Search(session, pictures, LAYER, store=store).tops.done == 0
    assert_same(search(session, pictures, LAYER, store=store), right)
    assert Search(session, pictures, LAYER, store=store).tops.finished  # and it is whole again


def test_a_file_that_contradicts_itself_or_is_of_another_search_is_not_trusted(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    store, pictures = Store(tmp_path), pictures_in(folder)[:5]
    right = search(session, pictures, LAYER, store=store)
    identity = Search(session, pictures, LAYER).identity
    assert store.load(identity) is not None
    far, beyond = right.units.copy(), right.pictures.copy()
    far[3, 2], beyond[1, 1] = 10**6, 5
    for wrong in (
        replace(right, units=far),
        replace(right, pictures=beyond),
        replace(right, done=6),
        replace(right, values=right.values.astype(np.float64)),
        replace(right, active=right.active + 5),
        replace(right, values=right.values[:-1]),
    ):
        store.save(identity, wrong)
        assert store.load(identity) is None
    store.save("another search", right)
    store.path("another search").rename(store.path(identity))
    assert store.load(identity) is None


def test_everything_that_matters_makes_another_search(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = [Path(tmp_path, path.name) for path in pictures_in(folder)[:3]]
    for path, source in zip(pictures, pictures_in(folder), strict=False):
        path.write_bytes(source.read_bytes())
    first = Search(session, pictures, LAYER).identity
    assert Search(session, pictures, LAYER).identity == first
    other = Session("efficientnet_lite0", "random")
    other.weights = replace(other.weights, preprocessing=session.weights.preprocessing)
    sharper = Session("efficientnet_lite0")
    identities = {
        first,
        Search(session, pictures, "blocks.1.0.bn1").identity,
        Search(session, pictures, LAYER, count=4).identity,
        Search(session, pictures[:2], LAYER).identity,
        Search(other, pictures, LAYER).identity,
        Search(sharper, pictures, LAYER).identity,
    }
    assert len(identities) == 6
    os.utime(pictures[0], (1, 1))
    identities.add(Search(session, pictures, LAYER).identity)
    pictures[1].unlink()
    identities.add(Search(session, pictures, LAYER).identity)
    monkeypatch.setattr("explorer.inference.top_patches.search.code_version", lambda: "other code")
    identities.add(Search(session, pictures, LAYER).identity)
    assert len(identities) == 9


def test_one_changed_weight_makes_another_search(session: Session, folder: Path) -> None:
    pictures = pictures_in(folder)[:2]
    other = Session("efficientnet_lite0")
    other.weights = session.weights
    with torch.no_grad():
        other.module.get_parameter("conv_stem.weight")[0, 0, 0, 0] += 1e-3
    assert Search(other, pictures, LAYER).identity != Search(session, pictures, LAYER).identity


def test_files_that_are_no_pictures_are_skipped_and_listed(session: Session, folder: Path, tmp_path: Path) -> None:
    for path in pictures_in(folder):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = (tmp_path / "coffee_0.png").read_bytes()
    (tmp_path / "coffee_0.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "aaa.jpg").write_text("no picture")
    (tmp_path / "zzz.png").touch()
    (tmp_path / "notes.txt").write_text("not even called so")
    (tmp_path / ".hidden.png").write_bytes(whole)
    pictures = pictures_in(tmp_path)
    assert len(pictures) == 18
    found = search(session, pictures, LAYER, batch=4)
    assert [pictures[one.picture].name for one in found.skipped] == ["aaa.jpg", "coffee_0.png", "zzz.png"]
    assert all("\n" not in one.reason for one in found.skipped)
    assert (found.done, found.used) == (18, 15)
    good = [path for number, path in enumerate(pictures) if number not in {one.picture for one in found.skipped}]
    alone = search(session, good, LAYER, batch=1)
    np.testing.assert_allclose(found.values, alone.values, rtol=1e-4, atol=1e-4)
    for path in good:
        path.write_text("gone bad")
    with pytest.raises(InputError, match="none of the 18 pictures"):
        search(session, pictures_in(tmp_path), LAYER)


def test_a_picture_that_may_be_read_another_time_is_not_given_up(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pictures").mkdir()
    fill(tmp_path / "pictures")
    pictures, store = pictures_in(tmp_path / "pictures"), Store(tmp_path / "store")
    opened, locked = Path.open, pictures[2]

    def refuse(path: Path, *words: Any, **more: Any) -> Any:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        found = search(session, pictures, LAYER, batch=4, store=store)
        assert [one.picture for one in found.skipped] == [2] and "Permission denied" in found.skipped[0].reason
        # As long as it stays so, the search is not done again.
        patch.setattr(session, "prepare", lambda path: pytest.fail("it was stored"))
        assert search(session, pictures, LAYER, batch=4, store=store).skipped == found.skipped
    found = search(session, pictures, LAYER, batch=4, store=store)
    assert (found.skipped, found.used) == ((), len(pictures))
    # What is no picture stays none.
    pictures[3].write_text("no picture")
    pictures = pictures_in(tmp_path / "pictures")
    search(session, pictures, LAYER, batch=4, store=store)
    monkeypatch.setattr(session, "prepare", lambda path: pytest.fail("it was stored"))
    assert [one.picture for one in search(session, pictures, LAYER, batch=4, store=store).skipped] == [3]


def test_folders_within_are_searched_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.png", "b/10.png", "a.png", ".thumbs/x.png", "c/d/e.JPG"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(path, format="PNG")
    assert [path.relative_to(tmp_path).as_posix() for path in pictures_in(tmp_path)] == [
        "a.png",
        "b/10.png",
        "b/2.png",
        "c/d/e.JPG",
    ]
    (tmp_path / "empty").mkdir()
    for folder, words in (("empty", "holds no picture"), ("missing", "there is no folder"), ("a.png", "is a file")):
        with pytest.raises(InputError, match=words):
            pictures_in(tmp_path / folder)


def test_a_folder_far_too_large_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MOST_PICTURES", 15)
    with pytest.raises(InputError, match="more than 15"):
        pictures_in(folder)


def test_the_store_keeps_within_its_bound_and_can_be_emptied(tmp_path: Path) -> None:
    tops = merged(nothing("a", 1, 9), (64, 1, 1), np.array([0]), np.ones((1, 64)), np.zeros((1, 64), np.int64))
    tops = replace(tops, done=1)
    big = Store(tmp_path)
    big.save("0", tops)
    size = big.path("0").stat().st_size
    small = Store(tmp_path, most_bytes=3 * size + size // 2)
    for number in range(1, 6):
        os.utime(small.path(str(number - 1)), (number, number))
        small.save(str(number), tops)
    assert [number for number in range(6) if small.load(str(number)) is not None] == [3, 4, 5]
    assert small.clear() >= 3 * size
    assert small.load("5") is None
    assert not list(tmp_path.iterdir())


def test_wrong_wishes_are_refused(session: Session, folder: Path) -> None:
    pictures = pictures_in(folder)[:1]
    with pytest.raises(UnknownLayer):
        search(session, pictures, "no.such.layer")
    with pytest.raises(UsageError):
        search(session, pictures, LAYER, count=0)
    with pytest.raises(InputError):
        search(session, [], LAYER)


class Tie(nn.Module):
    """Its one channel is the same everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.flat = nn.Threshold(1e9, 5.0)

    def forward(self, x: Tensor) -> Tensor:
        answer: Tensor = self.flat(x)
        return answer


def test_a_saturated_map_gives_its_first_unit(session: Session, folder: Path) -> None:
    flat = Session("efficientnet_lite0")
    flat.module, flat.weights = Tie().eval(), session.weights
    found = search(flat, pictures_in(folder), "flat", batch=4)
    assert found.pictures.tolist() == [list(range(9))] * 3
    assert not found.units.any()
