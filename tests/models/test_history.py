"""The history: what is shipped is sound, and what is not sound is refused."""

import csv
import io

import pytest

from explorer.assets import resource_text
from explorer.errors import UsageError
from explorer.models import history, registry
from explorer.models.history import FIELDS, History, Influence, Milestone

HISTORY = history.load()


def milestone(key: str, year: int = 2000, **more: object) -> Milestone:
    facts = {"name": key, "line": "plain", "across": 0, "idea": "an idea", "ideas": ("an idea",)}
    return Milestone(key=key, year=year, **{**facts, **more})  # type: ignore[arg-type]


def influence(parent: str, child: str, relation: str = "an idea", kind: str = "idea") -> Influence:
    return Influence(parent=parent, child=child, relation=relation, kind=kind, source="a paper", recalled=False)


def test_every_architecture_named_is_in_the_catalogue_and_of_one_milestone_only() -> None:
    named = [key for one in HISTORY for key in one.architectures]
    assert set(named) <= set(registry.keys())
    assert len(named) == len(set(named)) >= 105


def test_every_influence_says_what_and_leads_from_older_to_younger() -> None:
    assert len(HISTORY.influences) == 57
    for one in HISTORY.influences:
        assert one.relation and one.source
        assert HISTORY[one.parent].year <= HISTORY[one.child].year


def test_every_milestone_says_what_is_new_and_where_that_stands() -> None:
    assert len(HISTORY) == 33
    for one in HISTORY:
        assert one.name and one.idea and one.ideas and one.source, one.key
        assert one.context <= (not one.architectures)
    assert {one.key for one in HISTORY if one.context} == {"nec2010", "xrce2011", "vit", "swin"}


def test_figures_of_the_contest() -> None:
    """Russakovsky et al. 2015, table 8, and image-net.org for 2016 and 2017."""
    winners = {one.ilsvrc: (one.key, one.top5_error) for one in HISTORY if one.place == "1st"}
    assert winners == {
        2010: ("nec2010", 28.19),
        2011: ("xrce2011", 25.77),
        2012: ("alexnet", 15.3),
        2013: ("clarifai", 11.7),
        2014: ("googlenet", 6.7),
        2015: ("resnet", 3.57),
        2016: ("trimps2016", 2.99),
        2017: ("senet", 2.25),
    }


def test_what_was_recalled_keeps_its_mark() -> None:
    assert HISTORY["vit"].status == "recalled" and HISTORY["vit"].recalled == FIELDS
    assert HISTORY["zfnet"].status == "recalled in part" and "place" in HISTORY["zfnet"].recalled
    assert HISTORY["resnet"].status == "read"
    recalled = {(one.parent, one.child) for one in HISTORY.influences if one.recalled}
    assert ("alexnet", "resnext") in recalled and ("resnet", "resnext") not in recalled
    assert len(recalled) == 26


def test_families_of_descent() -> None:
    assert HISTORY.ancestors("alexnet") == {"lenet1989", "lenet5", "xrce2011"}
    assert HISTORY.descendants("repvgg") == {"replknet"}
    assert {"alexnet", "vgg", "bn_inception", "googlenet", "nin"} <= HISTORY.ancestors("resnet")
    assert "resnet" in HISTORY.descendants("lenet5") and "resnet" not in HISTORY.ancestors("resnet")
    assert {one.child for one in HISTORY.children("senet")} == {"mnasnet", "mobilenet_v3", "efficientnet"}
    found = HISTORY.of_architecture("resnet50")
    assert found is not None and found.key == "resnet"
    assert HISTORY.of_architecture("ghostnet_100") is None


def test_the_tables_hold_no_mark_outside_their_status() -> None:
    for name in ("milestones.csv", "influences.csv"):
        text = resource_text("history", name)
        assert "?" not in text
        assert all(None not in row.values() for row in csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("milestones", "influences", "words"),
    [
        ((milestone("a"), milestone("a")), (), "two milestones"),
        ((milestone("a", architectures=("resnet49",)),), (), "resnet49"),
        ((milestone("a", line="crooked"),), (), "crooked"),
        ((milestone("a", recalled=frozenset({"mood"})),), (), "mood"),
        ((milestone("a"),), (influence("a", "b"),), "'b'"),
        ((milestone("a"), milestone("b")), (influence("a", "b", relation=" "),), "does not say"),
        ((milestone("a"), milestone("b")), (influence("a", "b", kind="rumour"),), "rumour"),
        ((milestone("a", 2001), milestone("b", 2000)), (influence("a", "b"),), "against the years"),
        ((milestone("a"), milestone("b")), (influence("a", "b"), influence("a", "b")), "twice"),
        ((milestone("a"), milestone("b")), (influence("a", "b"), influence("b", "a")), "descends from itself"),
    ],
)
def test_what_is_not_sound_is_refused(
    milestones: tuple[Milestone, ...], influences: tuple[Influence, ...], words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        History(milestones, influences, registry.keys())
    assert "\n" not in str(caught.value)


def test_an_unknown_status_is_refused() -> None:
    header = "key,year,name,line,across,idea,ideas,architectures,ilsvrc,place,top5_error,note,source,status\n"
    with pytest.raises(UsageError, match="guessed"):
        history.read(header + "a,2000,A,plain,0,x,x,,,,,,s,guessed\n", "parent,child,relation,kind,source,status\n", ())
