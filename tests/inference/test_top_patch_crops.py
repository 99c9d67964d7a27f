"""What the strongest units see: the exact interval, its place in the picture, its projection."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.analysis.receptive.units import UnitFields
from explorer.errors import UsageError
from explorer.inference.images import load_image
from explorer.inference.session import Session
from explorer.inference.top_patches import report
from explorer.inference.top_patches.crops import Windows, default_method, patches, places_of
from explorer.inference.top_patches.patch import Patch, Window, placed
from explorer.inference.top_patches.search import search
from explorer.inference.top_patches.store import pictures_in
from explorer.inference.top_patches.tops import TopUnits
from explorer.visualize.colormaps import projection_rgb
from explorer.visualize.methods.deconvnet import project
from tests.inference.top_pictures import SIDE, fill, photo

LAYER = "blocks.1.1.conv_dw"


def small(key: str, weights: str = "default") -> Session:
    """A network that looks at small pictures."""
    made = Session(key, weights)
    made.weights = replace(made.weights, preprocessing=replace(made.weights.preprocessing, resize=SIDE, crop=SIDE))
    return made


@pytest.fixture(scope="module")
def session() -> Session:
    return small("efficientnet_lite0")


@pytest.fixture(scope="module")
def windows(session: Session) -> Windows:
    return Windows(session)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("pictures")
    fill(folder)
    return pictures_in(folder)


@pytest.fixture(scope="module")
def tops(session: Session, pictures: tuple[Path, ...]) -> TopUnits:
    return search(session, pictures, LAYER)


def cut_out(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows, **more: object
) -> list[Patch]:
    alive = [int(channel) for channel in np.flatnonzero(~tops.dead)[:4]]
    return patches(session, pictures, tops, places_of(tops, alive), windows, **more)  # type: ignore[arg-type]


def answer(session: Session, x: torch.Tensor, channel: int, unit: tuple[int, ...]) -> float:
    return float(session.answers(x, LAYER)[(0, channel, *unit)])


def test_a_patch_is_the_interval_that_nan_pixels_show(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    at_border = 0
    for patch in cut_out(session, pictures, tops, windows):
        (top, bottom), (left, right) = patch.window.rows, patch.window.columns
        x = session.prepare(patch.path).tensor
        around = x.clone()
        around[..., :top, :] = around[..., bottom + 1 :, :] = torch.nan
        around[..., :left] = around[..., right + 1 :] = torch.nan
        assert answer(session, around, patch.channel, patch.unit) == pytest.approx(patch.value, rel=1e-4)
        for row, column in ((top, slice(None)), (bottom, slice(None)), (slice(None), left), (slice(None), right)):
            line = x.clone()
            line[0, :, row, column] = torch.nan
            assert np.isnan(answer(session, line, patch.channel, patch.unit))
        at_border += patch.window.frame != (top, left, bottom + 1, right + 1)
    assert at_border, "no unit at the border was tried"


def test_the_pixels_are_those_of_the_picture(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    found = cut_out(session, pictures, tops, windows)
    assert len({patch.path for patch in found}) > 5
    for patch in found:
        (top, bottom), (left, right) = patch.window.rows, patch.window.columns
        # The pictures have the network's own size: no pixel is computed anew.
        whole = load_image(patch.path)
        np.testing.assert_array_equal(patch.pixels, whole[top : bottom + 1, left : right + 1])
        assert patch.box == (left, top, right + 1 - left, bottom + 1 - top)
    assert [patch.rank for patch in found[:9]] == list(range(1, 10))


def test_the_frame_is_the_field_of_the_formula_with_its_padding(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    row = windows.row(LAYER, tops.shape)
    assert row is not None
    for patch in cut_out(session, pictures, tops, windows):
        top, left, bottom, right = patch.window.frame
        y, x = patch.unit
        assert (top, left) == (row.rf_start_h + row.jump_h * y, row.rf_start_w + row.jump_w * x)
        assert (bottom - top, right - left) == (row.rf_h, row.rf_w)
        seen = UnitFields(windows._network).seen(row.order, patch.unit, patch.channel)
        assert seen is not None
        assert patch.window.rows == (seen.rows.first, seen.rows.last) == (max(0, top), min(SIDE, bottom) - 1)


def test_a_patch_lies_in_the_pictures_own_pixels(session: Session, windows: Windows, tmp_path: Path) -> None:
    # Each pixel says where it is: red its column, green its row.
    height, width = 150, 250
    rows, columns = np.mgrid[:height, :width]
    Image.fromarray(np.stack([columns, rows, columns * 0], axis=-1).astype(np.uint8)).save(tmp_path / "map.png")
    photo("chelsea").save(tmp_path / "chelsea.png")
    pictures = pictures_in(tmp_path)
    tops = search(session, pictures, LAYER)
    found = patches(session, pictures, tops, places_of(tops, range(20)), windows, longest=500)
    mapped = [one for one in found if one.path.name == "map.png"]
    assert mapped
    for patch in mapped:
        left, top, across, down = patch.box
        (first, last), (near, far) = patch.window.rows, patch.window.columns
        scale = height / SIDE
        assert top == pytest.approx(first * scale) and down == pytest.approx((last - first + 1) * scale)
        assert left == pytest.approx(near * scale + 50, abs=1.5) and across == pytest.approx(
            (far - near + 1) * scale, rel=0.01
        )
        assert patch.pixels.shape[:2] == (round(down), round(across))
        middle = patch.pixels.reshape(-1, 3).mean(0)
        assert middle[0] == pytest.approx(left + across / 2 - 0.5, abs=1)
        assert middle[1] == pytest.approx(top + down / 2 - 0.5, abs=1)


def test_a_projection_is_cut_to_the_same_interval_and_is_nothing_beyond(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    told: list[tuple[int, int]] = []
    found = cut_out(
        session, pictures, tops, windows, method="guided", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(number + 1, len(found)) for number in range(len(found))]
    for patch in found[::5]:
        (top, bottom), (left, right) = patch.window.rows, patch.window.columns
        x = session.prepare(patch.path).tensor
        whole = project(session.module, x, LAYER, patch.channel, patch.unit, "guided").array
        part = whole[:, top : bottom + 1, left : right + 1]
        assert np.abs(part).sum() == pytest.approx(np.abs(whole).sum())
        np.testing.assert_array_equal(patch.projection, projection_rgb(part, gamma=0.7))


def test_a_dense_layer_depends_on_the_whole_input(
    session: Session, pictures: tuple[Path, ...], windows: Windows
) -> None:
    tops = search(session, pictures[:3], "classifier")
    (patch, *_) = patches(session, pictures, tops, places_of(tops, [281]), windows, method="guided")
    assert (patch.unit, patch.window.whole, patch.window.frame) == ((), True, (0, 0, SIDE, SIDE))
    np.testing.assert_array_equal(patch.pixels, load_image(patch.path))
    assert patch.projection is not None and patch.projection.shape == (SIDE, SIDE, 3)


def test_large_patches_are_reduced_evenly(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    for patch in cut_out(session, pictures, tops, windows, method="guided", longest=12):
        top, left, bottom, right = patch.window.frame
        scale = 12 / max(bottom - top, right - left)
        rows, columns = (last - first + 1 for first, last in (patch.window.rows, patch.window.columns))
        assert patch.pixels.shape[:2] == (round(rows * scale), round(columns * scale))
        assert patch.projection is not None and patch.projection.shape == patch.pixels.shape


def test_silent_channels_have_no_patches_and_files_may_be_gone(
    session: Session, tmp_path: Path, windows: Windows
) -> None:
    fill(tmp_path, crops=1)
    pictures = pictures_in(tmp_path)
    tops = search(session, pictures, "blocks.1.1.act2")
    silent = replace(tops, values=np.where(np.arange(9) >= 3, 0, tops.values).astype(np.float32))
    alive = int(np.flatnonzero(~tops.dead)[0])
    assert places_of(silent, [alive]) == [(alive, 0), (alive, 1), (alive, 2)]
    pictures[int(tops.pictures[alive, 1])].unlink()
    found = patches(session, pictures, tops, places_of(silent, [alive]), windows, method="guided")
    assert [one.pixels.size > 0 for one in found] == [True, False, True]
    assert found[1].projection is None
    with pytest.raises(UsageError, match="channels 0 to"):
        places_of(tops, [10**6])
    with pytest.raises(UsageError, match="choose deconv or guided"):
        patches(session, pictures, tops, [], windows, method="occlusion")


def test_the_way_of_projecting_depends_on_max_pooling(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits
) -> None:
    assert default_method(session, tops, pictures) == ("guided", 0)
    pooled = small("alexnet", "random")
    found = search(pooled, pictures[:2], "features.3")
    assert default_method(pooled, found, pictures) == ("deconv", 1)


def test_a_frame_is_never_stretched() -> None:
    window = Window(rows=(0, 19), columns=(10, 49), frame=(-20, 10, 20, 50), whole=False)
    assert placed(window, 80) == (0, 40, 80, 40)
    tall = Window(rows=(0, 39), columns=(0, 9), frame=(0, 0, 40, 10), whole=False)
    assert placed(tall, 40) == (15, 0, 10, 40)


def test_the_wall_and_the_arrays_show_the_same(
    session: Session, pictures: tuple[Path, ...], tops: TopUnits, windows: Windows
) -> None:
    channels = [int(np.flatnonzero(~tops.dead)[0]), int(np.flatnonzero(~tops.dead)[1])]
    found = patches(session, pictures, tops, places_of(tops, channels), windows, method="guided")
    wall = report.wall(tops, channels, found)
    arrays = report.arrays(tops, channels, found)
    first = arrays["patches"][0, 0]
    top, left = report._MARGIN + report._CAPTION, report._MARGIN
    np.testing.assert_array_equal(wall[top : top + report.TILE, left : left + report.TILE], first)
    at = found[0].window
    if at.frame != (at.rows[0], at.columns[0], at.rows[1] + 1, at.columns[1] + 1):
        assert (first == report.OUTSIDE).all(axis=-1).any()
    np.testing.assert_array_equal(arrays["values"], tops.values[channels])
    assert arrays["pictures"][1, 2] == str(pictures[tops.pictures[channels[1], 2]])
    document = report.document(tops, pictures, channels, found, {"architecture": "x"})
    entry = document["channels"][1]["patches"][2]
    assert (entry["picture"], entry["rank"]) == (arrays["pictures"][1, 2], 3)
    assert entry["rows"] == arrays["rows"][1, 2].tolist()
