"""The layer table as JSON: what it says, and that its rows come back whole."""

import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from explorer.analysis.analyzer import analyze
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.documents import SCHEMA, rows_from_json, to_json
from explorer.analysis.network import Finding
from explorer.analysis.rows import COLUMNS, LayerRow, Totals
from explorer.errors import InputError
from tests.analysis.row_strategies import NASTY, rows
from tests.zoo import network_of as network

HEADER = ("schema", "name", "input_shape", "more_inputs", "batch", "training", "convention", "conventions")
FOOTER = ("warnings", "findings", "global_from", "unused")


def test_json_is_versioned_and_complete() -> None:
    document = json.loads(to_json(network("resnet18")))
    assert tuple(document) == (*HEADER, "rows", "totals", *FOOTER)
    assert [document[name] for name in HEADER[:7]] == [2, "resnet18", [3, 224, 224], [], 1, False, "all"]
    assert document["conventions"].startswith("Batch 1, evaluation mode. MACs: multiply-accumulates")
    names = (*(field.name for field in fields(LayerRow)), "intensity")
    assert [tuple(row) for row in document["rows"]] == [names] * 69
    assert names[: len(COLUMNS)] == COLUMNS
    assert set(document["totals"]) == {field.name for field in fields(Totals)}
    assert document["totals"]["macs"] == sum(row["macs"] for row in document["rows"]) == 1_814_073_344
    assert document["global_from"] == network("resnet18").global_from == 66
    first = document["rows"][0]
    assert first["work"]["macs"] == first["macs"] == 118_013_952 and first["kernel_size"] == [7, 7]
    # 7×7 convolution of 3×224×224 to 64×112×112 in float32: input, weights and output once.
    assert first["intensity"] == pytest.approx(2 * 118_013_952 / (4 * (3 * 224**2 + 64 * 3 * 49 + 64 * 112**2)))


class Pair(nn.Module):
    """Two inputs, dropout, a buffer and a parameter that nothing reads."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.idle = nn.Parameter(torch.zeros(5))

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return nn.functional.dropout(self.conv(x), training=self.training) + y


def test_json_says_what_was_analysed() -> None:
    found = analyze(Pair(), [(3, 8, 8), (4, 6, 6)], batch=3, training=True)
    changed = replace(found, findings=(Finding("unread", 0, "why"),), warnings=("w",), global_from=None)
    document = json.loads(to_json(changed))
    assert (document["name"], document["batch"], document["training"]) == ("Pair", 3, True)
    assert (document["input_shape"], document["more_inputs"]) == ([3, 8, 8], [[4, 6, 6]])
    assert (document["unused"], document["totals"]["params_unused"]) == (["idle"], 5)
    assert document["findings"] == [{"kind": "unread", "order": 0, "text": "why"}]
    assert (document["warnings"], document["global_from"]) == (["w"], None)
    assert document["conventions"].startswith("Batch 3, training mode.")


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("key", ("googlenet", "efficientnet_b0", "convnext_tiny"))
def test_rows_come_back_in_every_convention(key: str, convention: Convention) -> None:
    assert rows_from_json(to_json(network(key), convention)) == network(key).rows


@given(st.lists(rows(st.text()), max_size=3), st.sampled_from(Convention))
def test_any_row_comes_back(some: list[LayerRow], convention: Convention) -> None:
    text = to_json(replace(network("lenet5_d2l"), rows=tuple(some)), convention)
    assert list(rows_from_json(text)) == some


def test_json_counts_as_its_convention_says() -> None:
    document = json.loads(to_json(network("resnet18"), Convention.MACS))
    assert document["convention"] == "macs" and "counted as multiply-accumulates" in document["conventions"]
    assert all(row["flops"] == row["macs"] == row["work"]["macs"] for row in document["rows"])
    assert document["totals"]["flops"] == 1_814_073_344
    relu = document["rows"][2]
    assert (relu["operator"], relu["intensity"], relu["work"]["activation"]) == ("relu", 0, 64 * 112 * 112)
    document = json.loads(to_json(network("resnet18"), Convention.TWICE_MACS))
    assert document["totals"]["flops"] == sum(row["flops"] for row in document["rows"]) == 2 * 1_814_073_344


def written(change: dict[str, Any] | None = None, convention: str = "all", **row: Any) -> str:
    """A document of one row, with changes to it and to the row; what is ``...`` is left out."""
    values = json.loads(json.dumps(asdict(NASTY))) | row
    document = {"schema": SCHEMA, "convention": convention, "rows": [values]} | (change or {})
    document["rows"][0:1] = [{name: value for name, value in values.items() if value is not ...}]
    return json.dumps({name: value for name, value in document.items() if value is not ...})


def test_a_document_by_hand_is_read() -> None:
    assert rows_from_json(written()) == (NASTY,)
    assert rows_from_json(written(convention="macs", flops=1000)) == (NASTY,)


DAMAGED = {
    "nothing": "",
    "cut": written()[:-9],
    "a list": "[]",
    "too deep": "[" * 100_000,
    "version 1": written({"schema": 1}),
    "version 3": written({"schema": 3}),
    "no version": written({"schema": ...}),
    "an unknown convention": written(convention="gmacs"),
    "a list for a convention": written({"convention": []}),
    "no convention": written({"convention": ...}),
    "no rows": '{"schema": 2, "convention": "all"}',
    "a number for rows": '{"schema": 2, "convention": "all", "rows": 5}',
    "a number for a row": '{"schema": 2, "convention": "all", "rows": [5]}',
    "a column less": written(macs=...),
    "a text for a number": written(macs="1000"),
    "a fraction": written(macs=1e3),
    "a truth for a number": written(order=True),
    "a number for a truth": written(aligned_h=1),
    "a number for a text": written(path=0),
    "no number": written(order=None),
    "no list for a shape": written(output_shape="3x4"),
    "no numbers in a shape": written(output_shape=[3, None]),
    "one shape for many": written(input_shapes=[3, 4]),
    "no object for work": written(work=[0] * 7),
    "half the work": written(work={"macs": 1000}),
    "flops of another convention": written(convention="2macs", flops=2060),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_documents_are_refused_in_one_line(name: str) -> None:
    with pytest.raises(InputError) as caught:
        rows_from_json(DAMAGED[name])
    assert len(str(caught.value).splitlines()) == 1 and len(str(caught.value)) < 250
