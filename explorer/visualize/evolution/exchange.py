"""The family tree for other programs: node-link JSON for networkx, DOT for Graphviz."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from explorer.models.history import History, Milestone
from explorer.visualize.graph.exchange import drawing_document
from explorer.visualize.graph.scene import Face, GraphScene

NAME = "The family tree of convolutional networks"


def history_as_json(history: History, drawing: GraphScene) -> str:
    """Return a history and a drawing of it as JSON that ``networkx.node_link_graph`` reads.

    A node is a milestone by its key, with all that is known of it; an edge is
    an influence with its ``relation``, ``kind``, ``reference`` and ``status``.
    ``status`` is ``read`` or ``recalled``; a node names the fields that were
    recalled. ``graph["drawing"]`` holds the boxes, bands and routes.
    """
    document = {
        "directed": True,
        "multigraph": False,
        "graph": {"name": NAME, "drawing": drawing_document(drawing)},
        "nodes": [_node(milestone) for milestone in history],
        "edges": [
            {
                "source": one.parent,
                "target": one.child,
                "relation": one.relation,
                "kind": one.kind,
                "reference": one.source,
                "status": "recalled" if one.recalled else "read",
            }
            for one in history.influences
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _node(milestone: Milestone) -> dict[str, Any]:
    facts = asdict(milestone)
    del facts["across"]
    return {"id": facts.pop("key"), **facts, "recalled": sorted(milestone.recalled), "status": milestone.status}


def history_as_dot(history: History, drawing: GraphScene, colour: Callable[[Face], str]) -> str:
    """Return a history in Graphviz's language: a rank for each year, the influences with their words.

    Args:
        history: the milestones.
        drawing: their faces and the direction of the years.
        colour: the outline of a box, ``#RRGGBB``.
    """
    lines = [
        f"digraph {_quoted(NAME)} {{",
        f"  graph [rankdir={drawing.direction.upper()}]",
        "  node [shape=box, style=rounded, fontname=sans, fontsize=10]",
        "  edge [fontname=sans, fontsize=8, arrowsize=0.6]",
    ]
    for box in drawing.boxes:
        words = _quoted(f"{box.face.title}, {history[box.id].year}\n{box.face.path}")
        lines.append(f"  {_quoted(box.id)} [label={words}, color={_quoted(colour(box.face))}]")
    for one in history.influences:
        style = ", style=dashed" if one.kind == "displaced" else ""
        lines.append(f"  {_quoted(one.parent)} -> {_quoted(one.child)} [label={_quoted(one.relation)}{style}]")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
