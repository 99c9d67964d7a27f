"""The catalogue as a whole: complete, consistent, and every network can be captured."""

import csv
from pathlib import Path

import pytest

from explorer.models import registry
from tests.zoo import network_of

GOLDEN = Path(__file__).parents[1] / "golden" / "architectures.csv"
with GOLDEN.open(newline="", encoding="utf-8") as file:
    FACTS = {row["key"]: row for row in csv.DictReader(file)}


def test_every_variant_is_there() -> None:
    assert set(registry.keys()) == set(FACTS)


@pytest.mark.parametrize("key", FACTS)
def test_the_table_is_exact_and_knows_every_operator(key: str) -> None:
    facts, architecture = FACTS[key], registry.get(key)
    network = network_of(key)
    assert network.totals.params == architecture.params == int(facts["params"])
    assert network.totals.macs == architecture.macs == int(facts["macs"])
    assert network.input_shape == tuple(map(int, facts["input_shape"].split("x")))
    assert network.rows[-1].output_shape == (int(facts["num_classes"]),)
    assert not [row.note for row in network.rows if "unknown" in row.note]


def test_facts_can_be_shown() -> None:
    for architecture in registry.architectures():
        assert architecture.idea.endswith("."), architecture.key
        assert architecture.paper
        assert architecture.tier in ("seed", "beyond")
        assert len(architecture.display_name) <= 26, architecture.display_name
        assert all(parent in FACTS for parent in architecture.parents), architecture.key
        for erratum in architecture.errata:
            assert erratum.subject
            assert erratum.quoted != erratum.exact
        for record in architecture.weights:
            assert record.location.startswith("https://") or record.source == "package"


def test_the_family_tree_has_no_circle() -> None:
    """Parents come before their children in time, or in the catalogue's own order within a year."""
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> None:
        assert key not in path, (*path, key)
        if key not in done:
            for parent in registry.get(key).parents:
                visit(parent, (*path, key))
            done.add(key)

    for key in FACTS:
        visit(key, ())
