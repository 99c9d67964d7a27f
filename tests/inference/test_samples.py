"""The sample pictures and their terms."""

import pytest

from explorer.assets import resource, resource_text
from explorer.errors import UsageError
from explorer.inference.images import read_picture
from explorer.inference.samples import sample, samples


def test_every_sample_is_a_picture_with_its_terms():
    terms = resource_text("samples", "LICENSES.md")
    sizes = {}
    for one in samples():
        picture = read_picture(one.read())
        assert picture.notes == ()
        sizes[one.name] = picture.pixels.shape[:2]
        assert f"| {one.file} |" in terms
        assert one.credit.split(",")[0] in terms
    assert sizes == {"chelsea": (300, 451), "coffee": (400, 600), "rocket": (427, 640)}


def test_no_picture_lies_there_without_terms():
    files = {item.name for item in resource("samples").iterdir()} - {"LICENSES.md"}
    assert files == {one.file for one in samples()}
    assert sum(len(one.read()) for one in samples()) < 2_000_000


def test_by_name():
    assert sample("coffee").title == "Cup of coffee"
    with pytest.raises(UsageError, match="chelsea, coffee, rocket"):
        sample("lena")
