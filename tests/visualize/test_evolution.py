"""The drawing of the family tree: its geometry, its years, its words, and what other programs get."""

import json
import shutil
import subprocess
from itertools import pairwise

import networkx as nx
import pytest

from explorer.models import history
from explorer.models.history import History, Influence, Milestone
from explorer.visualize.evolution.exchange import history_as_dot, history_as_json
from explorer.visualize.evolution.labels import Rect, Relation, relations_of, uncrowded_relations
from explorer.visualize.evolution.tree import YEAR, band_id, draw_history, face_of, years_of
from explorer.visualize.graph.scene import GraphScene

from .drawing_checks import coincident, loose_ends, outside, overlaps, pierced

HISTORY = history.load()


@pytest.fixture(params=["tb", "lr"])
def drawing(request: pytest.FixtureRequest) -> GraphScene:
    return draw_history(HISTORY, request.param)


def faults(drawing: GraphScene) -> dict[str, object]:
    found = {
        "overlaps": overlaps(drawing),
        "pierced": pierced(drawing),
        "loose_ends": loose_ends(drawing),
        "coincident": coincident(drawing),
        "outside": outside(drawing),
    }
    return {kind: those for kind, those in found.items() if those}


def test_the_drawing_is_without_fault(drawing: GraphScene) -> None:
    assert faults(drawing) == {}
    assert {box.id for box in drawing.boxes} == {one.key for one in HISTORY}
    assert [(edge.source, edge.target) for edge in drawing.edges] == [
        (one.parent, one.child) for one in HISTORY.influences
    ]


def test_the_same_history_is_drawn_alike(drawing: GraphScene) -> None:
    assert draw_history(HISTORY, drawing.direction) == drawing


def test_years_run_along_the_flow_and_hold_their_milestones(drawing: GraphScene) -> None:
    bands = {band.id: band for band in drawing.containers}
    assert [band.title for band in drawing.containers] == [str(year) for year in years_of(HISTORY)]
    down = drawing.direction == "tb"
    starts = [band.y if down else band.x for band in drawing.containers]
    ends = [band.y + band.height if down else band.x + band.width for band in drawing.containers]
    assert starts == sorted(starts) and starts[0] == 0
    assert starts[1:] == pytest.approx(ends[:-1])
    for box in drawing.boxes:
        band = bands[band_id(HISTORY[box.id].year)]
        assert band.x <= box.x and box.x + box.width <= band.x + band.width
        assert band.y <= box.y and box.y + box.height <= band.y + band.height


def test_it_is_narrow_enough_to_be_read_as_one_figure() -> None:
    drawing = draw_history(HISTORY, "tb")
    widest = max(sum(one.year == year for one in HISTORY) for year in years_of(HISTORY))
    assert drawing.width < (widest + 2) * drawing.boxes[0].width
    assert drawing.width < drawing.height * 1.1


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="rl"):
        draw_history(HISTORY, "rl")


def test_faces_tell_the_contest_and_mark_what_was_recalled() -> None:
    assert (face_of(HISTORY["alexnet"]).figure, face_of(HISTORY["alexnet"]).second_figure) == (
        "ILSVRC 1st",
        "15.3\u202f%",
    )
    assert face_of(HISTORY["zfnet"]).figure == "ILSVRC 3rd\u202f?"
    assert face_of(HISTORY["inception_v4"]).second_figure == "5.0\u202f%"
    assert face_of(HISTORY["mobilenet_v1"]).figure == face_of(HISTORY["mobilenet_v1"]).second_figure == ""
    assert face_of(HISTORY["vgg"]).count == 8 and face_of(HISTORY["swin"]).count == 0


def meet(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def check_words(drawing: GraphScene, relations: tuple[Relation, ...]) -> None:
    rects = [one.rect for one in relations]
    for number, rect in enumerate(rects):
        assert rect[0] >= 0 and rect[2] <= drawing.width and rect[1] >= 0 and rect[3] <= drawing.height
        for box in drawing.boxes:
            assert not meet(rect, (box.x, box.y, box.x + box.width, box.y + box.height)), (relations[number], box.id)
        for other in rects[number + 1 :]:
            assert not meet(rect, other), relations[number]


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_a_milestone_has_words_on_all_its_edges(drawing: GraphScene, size: float) -> None:
    for one in HISTORY:
        relations = relations_of(drawing, HISTORY, one.key, size)
        check_words(drawing, relations)
        wanted = {(two.parent, two.child) for two in (*HISTORY.parents(one.key), *HISTORY.children(one.key))}
        assert {(two.parent, two.child) for two in relations} == wanted, one.key


def test_words_that_need_no_selection_lie_on_nothing(drawing: GraphScene) -> None:
    relations = uncrowded_relations(drawing, HISTORY)
    check_words(drawing, relations)
    assert len(relations) >= len(HISTORY.influences) // 3
    for relation in relations:
        for edge in drawing.edges:
            if (edge.source, edge.target) == (relation.parent, relation.child):
                continue
            for (x0, y0), (x1, y1) in pairwise(edge.points):
                line = (min(x0, x1), min(y0, y1), max(x0, x1) + 0.01, max(y0, y1) + 0.01)
                assert not meet(relation.rect, line), (relation, edge.source, edge.target)


def test_other_histories_are_drawn_without_fault() -> None:
    """Siblings in one year, a chain within a year, a leap over years, one without relatives."""
    facts = {"line": "plain", "across": 0, "idea": "", "ideas": ()}
    keys = {"a": 1990, "b": 1990, "c": 1990, "d": 1995, "e": 2000, "f": 2000, "g": 2000, "h": 2001}
    milestones = [Milestone(key=key, year=year, name=key, **facts) for key, year in keys.items()]  # type: ignore[arg-type]
    pairs = ("ab", "bc", "ad", "ae", "ce", "cf", "df", "eh", "ah", "bh", "fh", "dh")
    influences = [Influence(parent=a, child=b, relation="r", kind="idea", source="s", recalled=False) for a, b in pairs]
    for direction in ("tb", "lr"):
        assert faults(draw_history(History(milestones, influences, ()), direction)) == {}


def test_networkx_reads_the_json(drawing: GraphScene) -> None:
    document = json.loads(history_as_json(HISTORY, drawing))
    graph = nx.node_link_graph(document, edges="edges")
    assert nx.is_directed_acyclic_graph(graph) and len(graph) == 33 and graph.number_of_edges() == 57
    assert graph.nodes["zfnet"]["recalled"] == ["note", "place"]
    assert graph.edges["alexnet", "resnext"] == {
        "relation": "grouped convolution",
        "kind": "idea",
        "reference": "Xie 2016",
        "status": "recalled",
    }
    boxes = {box["id"]: box for box in document["graph"]["drawing"]["boxes"]}
    assert boxes.keys() == set(graph)
    assert all(band["id"].startswith(YEAR) for band in document["graph"]["drawing"]["containers"])


def test_dot_names_every_milestone_and_influence(drawing: GraphScene) -> None:
    text = history_as_dot(HISTORY, drawing, lambda face: "#123456")
    assert text.count("->") == 57 and text.count("#123456") == 33
    assert '"alexnet" -> "resnext" [label="grouped convolution"]' in text
    assert '"xrce2011" -> "alexnet" [label="replaced as the state of the art", style=dashed]' in text
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tplain"], input=text, text=True, check=True, capture_output=True)
