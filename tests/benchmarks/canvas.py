"""The graph on the screen: blocks that open, and frames of a big drawing. ``python -m tests.benchmarks.canvas``

A window of 1280 × 800, software raster, under Xvfb where that is installed
(``apt install xvfb``), else Qt's offscreen platform; motion off.

First table: every block of the biggest networks is opened and closed in the
real graph view, from the call until the new drawing is painted: layout, items,
marks and frame; the minimap and what is out of sight follow. What takes
longer than the target is done four times more, and its median counts. Once with
only the blocks around it open, once with all others open, no equal block laid
out before; both as soon as the drawing before is there, and the second also after
half a second, in which the graph view makes what is out of sight and lays out
what may be opened next. ``CPU`` is that of the whole process, layout thread
included, which is what one waits for where nothing else runs; ``wall`` is what
one waited for here. ``stall`` is the longest time for which a 2 ms timer of the
window did not fire meanwhile. Targets: 60 ms, stalls under 50 ms.

Second: single frames of a drawing of 2,500 boxes and more, one below another as
networks are (``strip``), and as many side by side as there is room for
(``grid``), which no network asks for. Each frame from the call until the paint
event has been handled: CPU of the window's thread, median and longest, and the
median wall time, in which all else that runs on the machine has its share.
``floor`` is how many times as long that is as a frame of an empty
``QGraphicsView`` of the same size, all of it filled anew. Targets: 16.7 ms a
frame, 2 ms for the change of one box's colour.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.screen import SIZE, Watch, finish, screen, settle, wait

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView
    from explorer.visualize.graph.blocks import BlockTree
    from explorer.visualize.graph.scene import GraphScene

NETWORKS = ("densenet264", "densenet201", "inception_resnet_v2", "efficientnet_v2_l", "efficientnet_b7", "resnet152")
BIG = "efficientnet_v2_l"
"""Of copies of its cells the big drawings are made."""
COPIES = 5
WIDE = 52
"""Boxes in a row of the grid."""
FRAME, RECOLOUR, OPENING, STALL = 16.7, 2.0, 60.0, 50.0
AGAIN = 4
"""How often a block is opened and closed again that took longer than the target."""
LOOK = 500
"""Milliseconds for which somebody looks at a drawing before they open a block."""


# opening ---------------------------------------------------------------------


Taken = tuple[float, float, float]
"""CPU and wall milliseconds, and the longest stall."""


def until_painted(view: "GraphView", watch: Watch, act: Callable[[], None]) -> Taken:
    """CPU and wall milliseconds, and the longest stall, from the call to the painted drawing."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    gc.collect()
    watch.begin()
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    while view.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    watch.paints = 0
    while not watch.paints:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    taken = ((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)
    watch.end()
    settle()
    return (*taken, watch.stall * 1000)


def openings(
    view: "GraphView", watch: Watch, tree: "BlockTree", *, among_open: bool, look: int, every: int
) -> list[list[object]]:
    """Open and close blocks; for each what :func:`until_painted` returns, and its name.

    ``look`` are milliseconds between the drawing before it and the click.
    """
    from explorer.ui.selection import Selection
    from explorer.visualize.graph.blocks import ROOT
    from explorer.visualize.graph.expansion import open_blocks

    def both_ways(block: str) -> tuple[Taken, Taken]:
        before = open_blocks(tree, "all") - {block} if among_open else frozenset(tree.enclosing(block)) - {ROOT}
        view.set_tree(tree, Selection())
        finish(view)
        view.set_expanded(before)
        finish(view)
        rect = view.canvas.rect_of(block)
        if rect is not None:
            view.canvas.bring_into_view(rect, duration=0, centre=True)
        settle()
        if look:
            wait(look)
        opened = until_painted(view, watch, lambda: view.toggle(block))
        return opened, until_painted(view, watch, lambda: view.toggle(block))

    found: list[list[object]] = []
    for block in list(tree.descendants())[::every]:
        turns = [both_ways(block)]
        if max(cpu for cpu, _, _ in turns[0]) > OPENING:
            # Once may be the machine's fault; what is slow by itself is so five times.
            turns += [both_ways(block) for _ in range(AGAIN)]
        for name, taken in zip(("open", "close"), zip(*turns, strict=True), strict=True):
            found.append([*map(statistics.median, zip(*taken, strict=True)), f"{name} {block}"])
    return found


def print_openings(view: "GraphView", watch: Watch, trees: dict[str, "BlockTree"], every: int) -> None:
    """Print the first table."""
    print("\nOpening and closing a block until it is painted, ms")
    print(
        f"{'':44}{'toggles':>8}{'CPU':>7}{'max':>7}{'over 60':>8}{'wall':>7}{'max':>7}{'stall':>7}{'max':>7}"
        "  slowest by CPU"
    )
    for key, tree in trees.items():
        for among_open, look in ((False, 0), (True, 0), (True, LOOK)):
            taken = openings(view, watch, tree, among_open=among_open, look=look, every=every)
            cpu, wall, stall = ([float(one[column]) for one in taken] for column in range(3))  # type: ignore[arg-type]
            name = f"{key}, {'all others open' if among_open else 'only what is around open'}"
            name += f", {look / 1000} s later" if look else ""
            print(
                f"{name:44}{len(taken):8}{statistics.median(cpu):7.1f}{max(cpu):7.1f}"
                f"{sum(one > OPENING for one in cpu):8}"
                f"{statistics.median(wall):7.1f}{max(wall):7.1f}{statistics.median(stall):7.1f}{max(stall):7.1f}"
                f"  {taken[cpu.index(max(cpu))][3]}",
                flush=True,
            )


# frames ----------------------------------------------------------------------


def strip(scene: "GraphScene") -> "GraphScene":
    """Copies of a drawing one below another, each joined to the next."""
    from explorer.visualize.graph.scene import Edge

    boxes, containers, edges, labels = [], [], [], []
    step = scene.height + 40.0
    for copy in range(COPIES):
        down, mark = copy * step, f"{copy}:"
        boxes += [box._replace(id=mark + box.id, y=box.y + down) for box in scene.boxes]
        containers += [replace(one, id=mark + one.id, y=one.y + down) for one in scene.containers]
        labels += [one._replace(source=mark + one.source, y=one.y + down) for one in scene.labels]
        edges += [
            Edge(
                mark + edge.source,
                mark + edge.target,
                edge.shape,
                tuple((x, y + down) for x, y in edge.points),
                edge.arrow,
            )
            for edge in scene.edges
        ]
        if copy:
            above, below = boxes[-len(scene.boxes) - 1], boxes[-len(scene.boxes)]
            middle = above.x + above.width / 2
            ends = ((middle, above.y + above.height), (middle, below.y))
            edges.append(Edge(above.id, below.id, scene.edges[0].shape, ends, True))
    return replace(
        scene,
        height=step * COPIES,
        boxes=tuple(boxes),
        containers=tuple(containers),
        edges=tuple(edges),
        labels=tuple(labels),
    )


def grid(scene: "GraphScene") -> "GraphScene":
    """The operators of copies of a drawing in rows, each joined to the one beside and the one below."""
    from explorer.visualize.graph.scene import Edge

    operators = [box for box in scene.boxes if box.face.role == "operator"]
    count = COPIES * len(scene.boxes)
    across, along = 260.0, 62.0
    boxes, edges = [], []
    for number in range(count):
        box = operators[number % len(operators)]
        boxes.append(box._replace(id=str(number), x=number % WIDE * across, y=number // WIDE * along, level=0))
    for number, box in enumerate(boxes):
        right, below = number + 1, number + WIDE
        middle, height = box.x + box.width / 2, box.y + 14
        if right % WIDE and right < count:
            ends = ((box.x + box.width, height), (boxes[right].x, height))
            edges.append(Edge(box.id, str(right), scene.edges[0].shape, ends, True))
        if below < count:
            ends = ((middle, box.y + box.height), (middle, boxes[below].y))
            edges.append(Edge(box.id, str(below), scene.edges[0].shape, ends, True))
    return replace(
        scene,
        width=WIDE * across,
        height=-(-count // WIDE) * along,
        boxes=tuple(boxes),
        containers=(),
        edges=tuple(edges),
        labels=(),
    )


Frame = tuple[float, float]
"""CPU and wall milliseconds."""


def frame(watch: Watch, act: Callable[[], None]) -> Frame:
    """Milliseconds from a call until what follows from it has been painted."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    start, cpu = time.perf_counter(), time.thread_time()
    watch.paints = 0
    act()
    while not watch.paints:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (time.thread_time() - cpu) * 1000, (time.perf_counter() - start) * 1000


def frames(view: "GraphView", watch: Watch, scene: "GraphScene") -> dict[str, list[Frame]]:
    """One round of every kind of frame on a drawing."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QBrush, QColor
    from PySide6.QtWidgets import QGraphicsPathItem

    canvas = view.canvas
    found: dict[str, list[Frame]] = {}
    middle = QPointF(scene.width / 2, scene.height / 2)

    def look(scale: float) -> None:
        canvas.set_view(scale, middle - QPointF(SIZE[0], SIZE[1]) / (2 * scale))
        settle()

    for scale in (1.0, 0.5, 0.36, 0.2):
        look(scale)
        found[f"pan at {scale:.0%}"] = [
            frame(watch, lambda dy=dy: canvas.camera.pan(dy / 3, dy)) for dy in (23, -41, 67, -23, 41, -67) * 2
        ]
    look(1.0)
    factors = [1 / 1.25] * 14 + [1.25] * 16 + [1 / 1.25] * 2
    found["zoom by the wheel"] = [frame(watch, lambda by=by: canvas.zoom_at(by)) for by in factors]
    fits = []
    for scale in (1.0, 0.5, 0.2):
        look(scale)
        fits.append(frame(watch, lambda: canvas.fit(duration=0)))
    found["fit"] = fits
    for scale in (1.0, 0.5):
        look(scale)
        seen = [item for item in canvas.items(canvas.viewport().rect()) if isinstance(item, QGraphicsPathItem)]
        boxes = [item for item in seen if item.parentItem() is None and item.data(0) is not None and item.zValue() == 2]
        brush = boxes[0].brush()
        colours = [QBrush(QColor("#4060c0")), brush] * 5
        found[f"one box's colour at {scale:.0%}"] = [
            frame(watch, lambda box=boxes[0], colour=colour: box.setBrush(colour)) for colour in colours
        ]
    return found


def print_frames(view: "GraphView", watch: Watch, scene: "GraphScene", rounds: int) -> None:
    """Print the second table."""
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

    from explorer.ui.graph.items import ItemFactory
    from explorer.ui.theme import tokens

    empty = QGraphicsView(QGraphicsScene())
    empty.setBackgroundBrush(QColor(tokens().canvas))
    empty.resize(*SIZE)
    floor_watch = Watch(empty)
    drawings = {"strip": strip(scene), "grid": grid(scene)}
    taken: dict[str, dict[str, list[Frame]]] = {name: {} for name in drawings}
    floor: list[Frame] = []
    for _ in range(rounds):
        empty.show()
        empty.raise_()
        settle()
        floor += [frame(floor_watch, lambda: empty.viewport().update()) for _ in range(12)]
        empty.hide()
        settle()
        for name, drawing in drawings.items():
            factory = ItemFactory(tokens())
            view.canvas.show_drawing(drawing, factory)
            view.navigator.minimap.set_drawing(drawing, factory)
            wait(300)
            for kind, times in frames(view, watch, drawing).items():
                taken[name].setdefault(kind, []).extend(times)
    lowest = statistics.median(cpu for cpu, _ in floor)
    wall = statistics.median(wall for _, wall in floor)
    print(f"\nFrames of {len(drawings['strip'].boxes)} boxes, ms; floor: CPU {lowest:.2f}, wall {wall:.2f}")
    columns = "".join(f"{name:>9}{'max':>7}{'floor':>8}{'wall':>7}" for name in drawings)
    print(f"{'':24}{'target':>7}{columns}")
    for kind in taken["strip"]:
        target = RECOLOUR if "colour" in kind else FRAME
        cells = ""
        for name in drawings:
            cpu = [one for one, _ in taken[name][kind]]
            middle = statistics.median(cpu)
            waited = statistics.median(one for _, one in taken[name][kind])
            cells += f"{middle:9.1f}{max(cpu):7.1f}{middle / lowest:6.1f} ×{waited:7.1f}"
        print(f"{kind:24}{target:7.1f}{cells}", flush=True)


def main(rounds: int, networks: list[str], every: int) -> None:
    """Measure and print both tables."""
    with tempfile.TemporaryDirectory() as home, screen() as name:
        for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[variable] = home
        from explorer.analysis.analyzer import analyze_architecture
        from explorer.models import registry
        from explorer.ui.app import application
        from explorer.ui.graph.view import GraphView
        from explorer.visualize.graph.blocks import build_tree
        from explorer.visualize.graph.expansion import open_blocks
        from explorer.visualize.layout.compound import Composer

        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"{name}, {os.cpu_count()} cores, load {load}, Python {sys.version.split()[0]}")
        app = application()
        trees = {key: build_tree(analyze_architecture(registry.get(key))) for key in dict.fromkeys((*networks, BIG))}
        gc.collect()
        gc.freeze()
        view = GraphView()
        view.set_reduced_motion(True)
        view.resize(*SIZE)
        view.show()
        settle()
        watch = Watch(view.canvas)
        print_openings(view, watch, {key: trees[key] for key in networks}, every)
        print_frames(view, watch, Composer(trees[BIG]).compose(open_blocks(trees[BIG], "all")), rounds)
        view.close()
        app.processEvents()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of frames whose median is taken (default 5)")
    parser.add_argument("--networks", nargs="*", default=list(NETWORKS), metavar="KEY", help="whose blocks are opened")
    parser.add_argument("--every", type=int, default=1, help="open only every so many-th block (default 1)")
    main(**vars(parser.parse_args()))
