"""What each convention counts, in every export."""

import csv
import io
from dataclasses import replace

import pytest

from explorer.analysis.conventions import Convention
from explorer.analysis.exports.tables import WRITERS, to_csv, to_latex, to_markdown, totals_text
from explorer.analysis.network import Network
from explorer.analysis.rows import Work
from tests.zoo import network_of

# ResNet-18 at 224×224. MACs: torchvision's figure. The rest by hand: per map, batch norm is 2 an element, ReLU and
# the residual addition 1; max-pooling 9 × 64·56², global pooling 512·7², the classifier's bias 1000.
MACS = 1_814_073_344
STEM, MAPS = 64 * 112**2, (64 * 56**2, 128 * 28**2, 256 * 14**2, 512 * 7**2)
REST = 3 * STEM + 9 * MAPS[0] + sum(MAPS) * (4 * 2 + 4 + 2) + sum(MAPS[1:]) * 2 + MAPS[3] + 1000
FLOPS = {Convention.MACS: MACS, Convention.TWICE_MACS: 2 * MACS, Convention.ALL: 2 * MACS + REST}


def network() -> Network:
    return network_of("resnet18")


def test_of_work() -> None:
    work = Work(macs=100, bias=1, norm=2, activation=3, special=4, pooling=5, elementwise=6)
    assert [convention.flops(work) for convention in Convention] == [100, 200, 221]


@pytest.mark.parametrize("convention", Convention)
def test_of_totals_and_rows(convention: Convention) -> None:
    assert convention.flops(network().totals) == FLOPS[convention]
    assert sum(convention.flops(row) for row in network().rows) == FLOPS[convention]
    assert sum(convention.flops(row.work) for row in network().rows) == FLOPS[convention]
    conv = network().rows[0]
    assert convention.apply(conv) == replace(
        conv, flops={"macs": 1, "2macs": 2, "all": 2}[convention.value] * conv.macs
    )


@pytest.mark.parametrize("convention", Convention)
def test_csv_follows(convention: Convention) -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(network(), convention), newline="")))
    assert sum(int(line["flops"]) for line in lines) == FLOPS[convention]
    if convention is Convention.MACS:
        assert all(line["flops"] == line["macs"] for line in lines)
    rest = [{name: cell for name, cell in line.items() if name != "flops"} for line in lines]
    everything = csv.DictReader(io.StringIO(to_csv(network()), newline=""))
    assert rest == [{name: cell for name, cell in line.items() if name != "flops"} for line in everything]


@pytest.mark.parametrize(
    ("convention", "noun", "words"),
    [
        (Convention.MACS, "operations", "Operations are counted as multiply-accumulates"),
        (Convention.TWICE_MACS, "FLOPs", "FLOPs: 2·MACs, a multiplication and its addition are two"),
        (Convention.ALL, "FLOPs", "FLOPs: 2·MACs + bias + element-wise work"),
    ],
)
def test_text_follows_and_names_the_convention(convention: Convention, noun: str, words: str) -> None:
    markdown = to_markdown(network(), convention)
    head, _, *rows, total = [line.split("|") for line in markdown.splitlines() if line.startswith("|")]
    column = [cell.strip().lower() for cell in head].index(noun.lower())
    assert total[column].strip() == f"{FLOPS[convention]:,}"
    assert sum(int(row[column].replace(",", "")) for row in rows) == FLOPS[convention]
    assert words in markdown
    latex = to_latex(network(), convention)
    assert f" & {MACS:,} & {FLOPS[convention]:,} & " in latex and words.replace("·", r"$\cdot$") in latex
    line = totals_text(network(), convention)
    assert f"{MACS:,} MACs, {FLOPS[convention]:,} {noun}, " in line and line.endswith("; " + convention.label)


def test_all_is_the_default_of_every_writer() -> None:
    for write in WRITERS.values():
        default = write(network())  # type: ignore[call-arg]
        assert default == write(network(), Convention.ALL) != write(network(), Convention.MACS)
    assert totals_text(network()) == totals_text(network(), Convention.ALL)
