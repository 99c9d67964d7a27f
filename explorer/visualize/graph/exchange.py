"""The graph for other programs: node-link JSON for networkx, DOT for Graphviz."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.captions import shape_text
from explorer.visualize.graph.expansion import visible_item
from explorer.visualize.graph.scene import Face, GraphScene

PIXELS_PER_INCH = 72.0


def graph_as_json(tree: BlockTree, scene: GraphScene) -> str:
    """Return a network and a drawing of it as JSON that ``networkx.node_link_graph`` reads.

    The graph is that of the operators, whatever is open in the drawing. A node
    is an operator by its order (inputs are -1, -2, …) with its ``kind``,
    ``scope`` (module paths, outermost first), output ``shape`` without the
    batch axis, ``box`` (what shows it in the drawing) and the columns of the
    layer table; an edge has the ``shape`` that flows. ``graph["drawing"]``
    holds boxes (upper left corner, pixels), open blocks, routes and labels.
    """
    network = tree.network
    document = {
        "directed": True,
        "multigraph": False,
        "graph": {
            "name": network.name,
            "input_shape": list(network.input_shape),
            "batch": network.batch,
            "params": network.totals.params,
            "macs": network.totals.macs,
            "flops": network.totals.flops,
            "drawing": drawing_document(scene),
        },
        "nodes": list(_operators(tree, scene.expanded)),
        # The name that networkx 3.4 and later look for; older ones need link="edges".
        "edges": [
            {"source": source, "target": target, "shape": list(data["shape"])}
            for source, target, data in sorted(network.graph.edges(data=True), key=lambda edge: edge[:2])
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _operators(tree: BlockTree, expanded: frozenset[str]) -> Iterator[dict[str, Any]]:
    for order, data in sorted(tree.network.graph.nodes(data=True)):
        node: dict[str, Any] = {
            "id": order,
            "kind": data["kind"],
            "scope": list(data.get("scope", ())),
            "shape": list(data["shape"]),
            "output": bool(data.get("output", False)),
            "box": visible_item(tree, expanded, tree.cell_of[order]),
        }
        if order in tree.rows:
            node.update(asdict(tree.rows[order]))
        yield node


def drawing_document(scene: GraphScene) -> dict[str, Any]:
    """Return the places and words of a drawing as plain lists and dictionaries."""
    boxes: list[dict[str, Any]] = []
    for box in scene.boxes:
        face = {key: value for key, value in asdict(box.face).items() if value not in ("", (), 1) or key == "kind"}
        boxes.append({"id": box.id, "x": box.x, "y": box.y, "level": box.level, **face})
    return {
        "direction": scene.direction,
        "width": scene.width,
        "height": scene.height,
        "boxes": boxes,
        "containers": [asdict(container) for container in scene.containers],
        "edges": [
            {"source": edge.source, "target": edge.target, "shape": list(edge.shape), "points": edge.points}
            for edge in scene.edges
        ],
        "labels": [{"source": label.source, "text": label.text, "x": label.x, "y": label.y} for label in scene.labels],
    }


def graph_as_dot(
    tree: BlockTree,
    scene: GraphScene,
    colour: Callable[[Face], str],
    *,
    filling: Callable[[Face], tuple[str, str] | None] | None = None,
    figures: Callable[[Face], tuple[str, str]] | None = None,
    caption: str = "",
) -> str:
    """Return a drawing's boxes and edges in Graphviz's language, for ``dot`` to lay out.

    Open blocks are clusters, boxes have the size that they have here, and each
    edge is labelled with the shape that flows.

    Args:
        tree: the blocks of the network.
        scene: what is open.
        colour: the outline of a box, ``#RRGGBB``.
        filling: colours of a filled box and of the words on it, of a box without a value an empty colour; None for
            boxes that are not filled.
        figures: the figures on a box; those of the drawing unless given.
        caption: what the colours mean, below the graph.
    """
    boxes = {box.id: box for box in scene.boxes}
    titles = {container.id: container for container in scene.containers}
    lines = [
        f"digraph {_quoted(tree.network.name)} {{",
        f"  graph [rankdir={scene.direction.upper()}, fontname={_quoted('sans-serif')}, fontsize=11]",
        f"  node [shape=box, style=rounded, fontname={_quoted('sans-serif')}, fontsize=10, margin=0]",
        f"  edge [fontname={_quoted('sans-serif')}, fontsize=9, arrowsize=0.6]",
    ]

    if caption:
        lines.append(f"  label={_quoted(caption)}; labelloc=b; labeljust=l")

    def add(block: str, indent: str) -> None:
        for item in tree.blocks[block].children:
            if item in titles:
                label = [titles[item].title, titles[item].description]
                lines.append(f"{indent}subgraph {_quoted(f'cluster {item}')} {{")
                lines.append(f"{indent}  label={_lines(label)}; labeljust=l; style=rounded; color=gray")
                add(item, indent + "  ")
                lines.append(f"{indent}}}")
            elif item in boxes:
                face = boxes[item].face
                filled = filling(face) if filling is not None else None
                shown = figures(face) if figures is not None else (face.figure, face.second_figure)
                lines.append(f"{indent}{_quoted(item)} [{_attributes(face, colour(face), filled, shown)}]")

    add(ROOT, "  ")
    for edge in scene.edges:
        label = f" [label={_quoted(shape_text(edge.shape))}]" if edge.shape else ""
        lines.append(f"  {_quoted(edge.source)} -> {_quoted(edge.target)}{label}")
    return "\n".join([*lines, "}", ""])


def _attributes(face: Face, colour: str, filled: tuple[str, str] | None, figures: tuple[str, str]) -> str:
    words = [f"{face.title}  ×{face.count}" if face.count > 1 else face.title, face.path]
    words.append("   ".join(strip.text for strip in face.strips))
    words.append("   ".join(one for one in figures if one))
    parts = [
        f"label={_lines(words)}",
        f"width={face.width / PIXELS_PER_INCH:.3f}",
        f"height={face.height / PIXELS_PER_INCH:.3f}",
        f"color={_quoted(colour)}",
        f"class={_quoted(face.kind)}",
    ]
    if filled is not None and filled[0]:
        parts += [f"style={_quoted('rounded,filled')}", f"fillcolor={_quoted(filled[0])}"]
        parts.append(f"fontcolor={_quoted(filled[1])}")
    elif filled is not None:
        parts.append(f"style={_quoted('rounded,dashed')}")
    if face.role == "junction":
        parts.append("shape=circle, fixedsize=true")
    return ", ".join(parts)


def _lines(words: list[str]) -> str:
    r"""Join lines as ``"a\nb"``, without the empty ones."""
    return '"' + "\\n".join(_escaped(word) for word in words if word) + '"'


def _quoted(word: str) -> str:
    return f'"{_escaped(word)}"'


def _escaped(word: str) -> str:
    # In a quoted string DOT knows \" alone; in a label also \n, \l, \N and the like, hence \\.
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
