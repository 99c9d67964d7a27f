"""The graph coloured by a metric: fills, ink, figures, legend, and that nothing moves."""

import dataclasses
import hashlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsSimpleTextItem,
    QMainWindow,
    QToolBar,
)
from pytestqt.qtbot import QtBot

from explorer.analysis.conventions import Convention
from explorer.ui.graph.colouring import ColourBy, Colouring, MetricColouring, Times, ink_on, viridis
from explorer.ui.graph.colouring_choice import CHOICES, ColouringChoice
from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.legend import legend_size
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selection
from explorer.ui.theme import theme
from explorer.ui.tokens import DARK, LIGHT, Tokens
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.graph.metrics import Metric
from explorer.visualize.graph.scene import Box, GraphScene
from explorer.visualize.layout.compound import Composer
from tests.ui.measured_stage import measurement_of
from tests.visualize.drawing_networks import captured

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
METRICS = pytest.mark.parametrize("metric", list(Metric), ids=lambda metric: metric.value)


@pytest.fixture
def tree() -> BlockTree:
    return build_tree(captured("resnet50"))


@pytest.fixture
def view(qtbot: QtBot, tree: BlockTree) -> Iterator[GraphView]:
    theme().set_mode("light")
    result = GraphView()
    qtbot.addWidget(result)
    result.set_reduced_motion(True)
    result.resize(1000, 700)
    result.show()
    qtbot.waitExposed(result)
    result.set_tree(tree, Selection())
    yield result
    theme().set_mode("light")


def by(tree: BlockTree, metric: Metric | None, convention: Convention = Convention.ALL) -> ColourBy:
    timing = measurement_of(tree.network).timing
    return ColourBy(metric, convention, times=Times(tree.network, timing) if metric is Metric.TIME else None)


def coloured(tree: BlockTree, metric: Metric, tokens: Tokens) -> MetricColouring:
    made = by(tree, metric).colouring(tree, tokens)
    assert isinstance(made, MetricColouring)
    return made


def drawing_of(tree: BlockTree, expanded: str | int = "all") -> GraphScene:
    return Composer(tree).compose(open_blocks(tree, expanded))


def words_of(item: QGraphicsItem) -> list[str]:
    own = [item.text()] if isinstance(item, QGraphicsSimpleTextItem) else []
    return own + [word for child in item.childItems() for word in words_of(child)]


def texts_of(item: QGraphicsItem) -> list[QGraphicsSimpleTextItem]:
    own = [item] if isinstance(item, QGraphicsSimpleTextItem) else []
    return own + [text for child in item.childItems() for text in texts_of(child)]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def contrast(one: str, other: str) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_every_colour(dark: bool) -> None:
    colours = [viridis(step / 255, dark=dark) for step in range(256)]
    assert len(set(colours)) > 250
    assert min(contrast(colour, ink_on(colour)) for colour in colours) >= 4.5
    lights = [_light(colour) for colour in colours]
    # More is darker on a light ground and brighter on a dark one, which no kind of colour blindness takes away.
    assert all((a < b) if dark else (a > b) for a, b in zip(lights[::8], lights[8::8], strict=False))


@THEMES
@METRICS
def test_boxes_bear_the_colour_of_their_value(
    qapp: QApplication, tree: BlockTree, metric: Metric, tokens: Tokens
) -> None:
    colouring = coloured(tree, metric, tokens)
    readings, scale = colouring.readings, colouring.readings.scale
    assert scale is not None
    factory = ItemFactory(tokens, colouring)
    hollow = 0
    for expanded in ("none", "all"):
        for box in drawing_of(tree, expanded).boxes:
            if box.face.role == "io":
                continue
            root = factory.box(box).root
            value = readings.value(box.face.operators)
            if value is None:
                hollow += 1
                assert root.pen().style() == Qt.PenStyle.CustomDashLine
                ground = root.brush().color().name()
                assert root.brush().color() in (QColor(factory.node_surface), QColor(tokens.panel))
            else:
                assert root.pen().style() == Qt.PenStyle.SolidLine
                ground = viridis(scale.position(value), dark=tokens.dark)
                assert root.brush().color() == QColor(ground)
                assert colouring(box.face) == ground  # from afar and on the map too
            own = [text for text in texts_of(root) if text.parentItem() is root]
            assert all(contrast(text.brush().color().name(), ground) >= 4.5 for text in own)
    assert hollow == {Metric.MEMORY: 0, Metric.TIME: 0}.get(metric, hollow)
    assert hollow or metric in (Metric.MEMORY, Metric.TIME)


@METRICS
def test_the_layout_is_that_of_every_colouring(
    qapp: QApplication, view: GraphView, tree: BlockTree, metric: Metric
) -> None:
    view.set_expanded(1)
    before = digest(view)
    drawing, spot = view.drawing, (view.canvas.scale_factor, view.canvas.top_left.y())
    view.set_colouring(by(tree, metric))
    assert view.drawing is drawing  # nothing has been laid out again
    assert digest(view) == before
    assert (view.canvas.scale_factor, view.canvas.top_left.y()) == spot
    view.set_colouring(ColourBy())
    assert digest(view) == before


def digest(view: GraphView) -> str:
    """A fingerprint of where every item of the scene is and how large it is."""
    drawing = view.drawing
    assert drawing is not None
    found = hashlib.sha256()
    for thing in (*drawing.boxes, *drawing.containers):
        rect = view.canvas.rect_of(thing.id)
        found.update(repr((thing.id, rect)).encode())
    roots = [item for item in view.canvas.scene().items() if item.parentItem() is None and item.data(0) is not None]
    places = sorted((item.data(0), item.x(), item.y(), item.zValue(), shape(item)) for item in roots)
    found.update(repr(places).encode())
    return found.hexdigest()


def shape(item: QGraphicsItem) -> tuple[float, float]:
    assert isinstance(item, QGraphicsPathItem)
    rect = item.path().boundingRect()
    return rect.width(), rect.height()


def test_figures_are_sums_with_their_share(qapp: QApplication, tree: BlockTree) -> None:
    totals = tree.network.totals
    layer3 = next(box for box in drawing_of(tree, "none").boxes if box.id == "layer3")
    said = {
        metric: [plain(one) for one in coloured(tree, metric, LIGHT).figures(layer3.face)]
        for metric in Metric
        if metric is not Metric.TIME
    }
    rows = [row for row in tree.network.rows if row.path.startswith("layer3.")]
    params, live = sum(row.params for row in rows), max(row.live_bytes for row in rows)
    assert said[Metric.PARAMS] == ["7.10 M", f"{100 * params / totals.params:.1f} %"]
    assert said[Metric.OPERATIONS] == ["2.94 G", "35.7 %"]
    assert said[Metric.MEMORY] == [f"{live / 2**20:.1f} MiB", ""]
    assert said[Metric.FIELD] == [f"RF {max(row.rf_h or 0 for row in rows)}", ""]
    shares = [
        float(coloured(tree, Metric.PARAMS, LIGHT).figures(box.face)[1].partition("\u202f")[0])
        for box in drawing_of(tree, "none").boxes
        if box.face.role == "block"
    ]
    assert sum(shares) < 100


@pytest.mark.parametrize(
    ("convention", "figure", "summary"),
    [
        (Convention.MACS, "1.46 G", "1.46 G MACs"),
        (Convention.TWICE_MACS, "2.93 G", "2.93 G FLOPs"),
        (Convention.ALL, "2.94 G", "2.94 G FLOPs"),
    ],
)
def test_the_figures_follow_the_switch_whatever_is_coloured(
    qapp: QApplication, tree: BlockTree, convention: Convention, figure: str, summary: str
) -> None:
    closed = next(box for box in drawing_of(tree, "none").boxes if box.id == "layer3")
    opened = next(one for one in drawing_of(tree, 1).containers if one.id == "layer3")
    for metric in (None, Metric.OPERATIONS):
        colouring = by(tree, metric, convention).colouring(tree, LIGHT)
        assert plain(colouring.figures(closed.face)[0]) == figure
        assert plain(colouring.summary(opened)[0]).startswith(summary)
    assert plain(by(tree, None, convention).colouring(tree, LIGHT).figures(closed.face)[1]) == "7.10 M"


def test_an_open_block_shows_the_colour_and_the_sum_that_it_had_when_closed(
    qapp: QApplication, tree: BlockTree
) -> None:
    colouring = coloured(tree, Metric.OPERATIONS, LIGHT)
    factory = ItemFactory(LIGHT, colouring)
    closed = {box.id: box for box in drawing_of(tree, "none").boxes}
    for container in drawing_of(tree, 1).containers:
        if container.id in closed:
            colour = factory.box(closed[container.id]).root.brush().color()
            root = factory.container(container).root
            signs = [one for one in root.childItems() if isinstance(one, QGraphicsPathItem)]
            assert colour in [one.brush().color() for one in signs]
    assert not any(ItemFactory(LIGHT).colouring.swatch(one) for one in drawing_of(tree, 1).containers)


@THEMES
@METRICS
def test_the_legend_says_what_the_figures_hold(
    qapp: QApplication, tree: BlockTree, metric: Metric, tokens: Tokens
) -> None:
    legend = coloured(tree, metric, tokens).legend()
    assert legend.bar is not None
    text = plain(legend.text())
    peak = f"{tree.network.totals.peak_bytes / 2**20:.1f} MiB"
    wanted = {
        Metric.PARAMS: ("Parameters: ", "Sum over a box; log scale", "Trainable; shared ones count once"),
        Metric.OPERATIONS: ("FLOPs: ", "2·MACs + bias + element-wise work", "Batch 1, input 3 × 224 × 224", "2.94 G"),
        Metric.MEMORY: ("Memory: ", "Largest in a box", "Live activations", "Batch 1", peak),
        Metric.FIELD: ("Receptive field: ", "Largest in a box", "Local path", "427 px", "sees all of it"),
        Metric.TIME: ("Measured time: ", "Median of each operator", "CPU x86_64, 2 threads", "ms"),
    }[metric]
    assert all(part in text for part in wanted), text
    assert "none" in text
    first, last = legend.bar.colours[0], legend.bar.colours[-1]
    assert (_light(first) < _light(last)) == tokens.dark
    assert all(0 <= place <= 1 for place, _ in legend.bar.marks)
    size = legend_size(legend)
    assert size.width() <= 200 and size.height() <= 320


def test_colours_do_not_change_when_a_block_is_opened(qtbot: QtBot, view: GraphView, tree: BlockTree) -> None:
    view.set_colouring(by(tree, Metric.PARAMS))

    def colours() -> dict[str, str]:
        return {box.id: fill(view, box) for box in boxes(view)}

    before = colours()
    view.toggle("layer2")
    after = colours()
    assert "layer2" in before.keys() - after.keys()
    assert all(after[key] == colour for key, colour in before.items() if key in after)


def boxes(view: GraphView) -> list[Box]:
    assert view.drawing is not None
    return [box for box in view.drawing.boxes if box.face.role != "io"]


def fill(view: GraphView, box: Box) -> str:
    """The colour of a box; empty as long as it is not there, which far out of sight it is not at once."""
    for item in view.canvas.scene().items():
        if item.data(0) == box.id and isinstance(item, QGraphicsPathItem):
            return item.brush().color().name().upper()
    return ""


def test_a_big_graph_is_recoloured_between_events_and_what_is_seen_first(qtbot: QtBot, view: GraphView) -> None:
    with qtbot.waitSignal(view.drawn):
        view.set_expanded("all")
    tree = view.tree
    assert tree is not None and len(boxes(view)) > 64
    view.canvas.set_view(1.0, QPointF(0, 0))
    colouring = coloured(tree, Metric.MEMORY, LIGHT)
    view.set_colouring(by(tree, Metric.MEMORY))
    box = boxes(view)[0]
    qtbot.waitUntil(lambda: fill(view, box) == colouring(box.face))
    # A block that is closed in the middle of it leaves nothing in the former colours.
    with qtbot.waitSignal(view.drawn):
        view.toggle("layer1")
    qtbot.waitUntil(lambda: all(fill(view, one) == colouring(one.face) for one in boxes(view)), timeout=10_000)


def test_another_form_of_the_network_has_its_own_scale_and_no_times_of_the_former(
    view: GraphView, tree: BlockTree
) -> None:
    view.set_colouring(by(tree, Metric.TIME))
    assert view.legend.content.bar is not None
    network = dataclasses.replace(tree.network)
    view.replace_tree(build_tree(network), Selection())
    assert view.legend.content.bar is None
    assert view.legend.accessibleName() == "Measured time"
    drawn = next(box for box in boxes(view) if box.id == "layer3")
    assert fill(view, drawn) == LIGHT.panel


def test_the_theme_is_followed(view: GraphView, tree: BlockTree) -> None:
    view.set_colouring(by(tree, Metric.OPERATIONS))
    box = next(box for box in boxes(view) if box.id == "layer3")
    assert fill(view, box) == viridis(1.0, dark=False)
    theme().set_mode("dark")
    assert fill(view, box) == viridis(1.0, dark=True)
    assert view.legend.content.bar is not None and view.legend.content.bar.colours[-1] == viridis(1.0, dark=True)


def test_from_afar_and_on_the_map(view: GraphView, tree: BlockTree) -> None:
    view.set_colouring(by(tree, Metric.OPERATIONS))
    box = next(box for box in boxes(view) if box.id == "layer3")
    view.canvas.set_view(0.3, QPointF(-600, -100))
    spot = view.canvas.mapFromScene(QPointF(box.x + box.width / 2, box.y + box.height / 2))
    picture = view.canvas.viewport().grab().toImage()
    assert picture.pixelColor(spot).name().upper() == viridis(1.0, dark=False)
    view.canvas.set_view(2.0, QPointF(0, 0))  # what is seen is veiled on the map
    small = view.navigator.minimap.grab().toImage()
    shades = {small.pixelColor(x, y).name().upper() for x in range(small.width()) for y in range(small.height())}
    assert viridis(1.0, dark=False) in shades


class Stage(QMainWindow):
    """A graph with the menu and the box that choose its colours."""

    def __init__(self, view: GraphView, tree: BlockTree) -> None:
        super().__init__()
        self.view = view
        self.choice = ColouringChoice(None, Convention.ALL, self)
        self.menuBar().addMenu(self.choice.menu)
        bar = QToolBar(self)
        bar.addWidget(self.choice.switch)
        self.addToolBar(bar)
        self.setCentralWidget(view)
        self.choice.chosen.connect(lambda metric: view.set_colouring(by(tree, metric)))


@pytest.fixture
def stage(qtbot: QtBot, view: GraphView, tree: BlockTree) -> Stage:
    made = Stage(view, tree)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("number", range(len(CHOICES)))
def test_each_is_chosen_by_its_key(qtbot: QtBot, stage: Stage, number: int) -> None:
    stage.choice.combo.activated.emit(1)
    qtbot.keyClick(stage, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
    assert stage.view.colour_by.metric is CHOICES[number]
    assert stage.choice.combo.currentIndex() == number
    assert [action.isChecked() for action in stage.choice.menu.actions()].index(True) == number
    assert stage.view.legend.accessibleName().startswith(stage.choice.combo.currentText())


def test_it_is_chosen_by_mouse(qtbot: QtBot, stage: Stage) -> None:
    combo: QComboBox = stage.choice.combo
    qtbot.mouseClick(combo, Qt.MouseButton.LeftButton)
    popup = combo.view()
    qtbot.waitUntil(popup.isVisible)
    row = popup.visualRect(combo.model().index(CHOICES.index(Metric.FIELD), 0)).center()
    qtbot.mouseMove(popup.viewport(), row)
    # A popup ignores a release that comes too soon after the press that opened it.
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row))
    qtbot.waitUntil(lambda: stage.view.colour_by.metric is Metric.FIELD)
    words = [plain(word) for item in stage.view.canvas.scene().items() for word in words_of(item)]
    assert "RF 427" in words


def test_operations_are_called_as_they_are_counted(stage: Stage) -> None:
    number = CHOICES.index(Metric.OPERATIONS)
    assert stage.choice.combo.itemText(number) == "FLOPs"
    stage.choice.set_convention(Convention.MACS)
    assert stage.choice.combo.itemText(number) == stage.choice.menu.actions()[number].text() == "MACs"


def test_kinds_are_what_there_was_before(qapp: QApplication, tree: BlockTree) -> None:
    plain_one, with_tree = Colouring(LIGHT), ColourBy().colouring(tree, LIGHT)
    for box in drawing_of(tree).boxes:
        assert plain_one(box.face) == with_tree(box.face)
        assert plain_one.figures(box.face) == with_tree.figures(box.face) == (box.face.figure, box.face.second_figure)
        assert with_tree.fill(box.face) is None
    assert with_tree.legend().notes == ("Figures: MACs",)
