"""What of a comparison gives way where there is little room: figures, words beside points, pictures."""

import random
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from explorer.ui.compare.figures import BETWEEN, Figures
from explorer.ui.compare.icon_text_button import ICON, IconTextButton
from explorer.ui.compare.label_places import places_of
from explorer.ui.compare.live.picture_room import SMALLEST, PictureRoom
from explorer.ui.compare.page import ComparePage
from explorer.ui.compare.panel import CHARTS, STORY
from explorer.ui.compare.scatter_chart import ScatterChart
from explorer.ui.theme import theme, tokens
from tests.ui.compare_stage import Engine, compare, engine, page

__all__ = ["engine", "page"]

FIGURES = ("25.6 M params", "4.089 GMACs", "RF 427 px")


def test_figures_give_way_as_wholes_the_last_ones_first(qtbot: QtBot) -> None:
    figures = Figures("figures")
    qtbot.addWidget(figures)
    figures.set_figures(FIGURES)
    figures.show()
    wholes = [BETWEEN.join(FIGURES[:count]) for count in range(4)]
    seen = []
    for width in range(figures.sizeHint().width(), 0, -4):
        figures.resize(width, 20)
        seen.append(figures.text())
        assert figures.fontMetrics().horizontalAdvance(figures.text()) <= width
    assert list(dict.fromkeys(seen)) == wholes[::-1]
    assert figures.toolTip() == "\n".join(FIGURES) and figures.accessibleName() == ", ".join(FIGURES)
    figures.resize(figures.sizeHint())
    assert figures.text() == wholes[3] and not figures.toolTip()


@pytest.mark.parametrize("width", [760, 955, 1300])
def test_no_figure_of_a_head_is_cut(qtbot: QtBot, page: ComparePage, engine: Engine, width: int) -> None:
    page.resize(width, 700)
    compare(qtbot, page, engine, "resnet50", "efficientnet_b0")
    for side in page.sides:
        assert side.tree is not None
        wholes = side.totals.accessibleName().split(", ")
        shown = side.totals.text().split(BETWEEN) if side.totals.text() else []
        assert len(wholes) == 3 and shown == wholes[: len(shown)]
        assert side.totals.fontMetrics().horizontalAdvance(side.totals.text()) <= side.totals.width()
    assert page.sides[1].totals.text() or width < 900


def test_the_line_below_the_graphs_has_one_height(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    high, graphs = page.card.height(), page.sides[0].view.height()
    page.walk.step(1)
    assert page.card.lines and (page.card.height(), page.sides[0].view.height()) == (high, graphs)
    lowest = max(line.geometry().bottom() for line in page.card._lines if not line.isHidden())
    assert lowest <= high


def test_no_words_cover_others_or_a_point() -> None:
    chance = random.Random(3)
    within = QRectF(0, 0, 200, 90)
    left_out = 0
    for _ in range(200):
        points = [QPointF(chance.uniform(10, 190), chance.uniform(10, 80)) for _ in range(4)]
        found = places_of(points, 6, [(44, 12)] * 4, within)
        dots = [QRectF(point.x() - 6, point.y() - 6, 12, 12) for point in points]
        boxes = [spot[1] for spot in found if spot is not None]
        assert all(within.contains(box) and box.width() in (44, 12) for box in boxes)
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
        assert not any(box.intersects(dot) for box in boxes for dot in dots)
        left_out += sum(spot is None for spot in found)
    assert left_out < 0.02 * 200 * 4


def test_the_first_point_has_its_words_beside_it_and_a_crowded_one_has_fewer_or_none() -> None:
    point, whole = QPointF(50, 50), QRectF(0, 0, 300, 100)
    assert places_of([point], 6, [(40, 10)], whole) == [(0, QRectF(59, 42, 40, 16))]
    assert places_of([point], 6, [(40, 10)], QRectF(0, 40, 85, 20)) == [(0, QRectF(1, 42, 40, 16))]
    narrow = QRectF(40, 40, 35, 20)
    assert places_of([point], 6, [(40, 10)], narrow) == [(1, QRectF(59, 42, 10, 16))]
    assert places_of([point, QPointF(64, 50)], 6, [(40, 10)] * 2, narrow)[1] is None


def test_charts_have_room_for_the_words_of_their_choices(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    page.resize(955, 700)
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.panel.tabs.setCurrentIndex(CHARTS)
    for slot in page.panel.charts.slots:
        for at in range(len(slot.charts)):
            button = slot.choice.button(str(at))
            qtbot.waitUntil(lambda button=button: button.width() >= button.minimumWidth())
            assert slot.choice.rect().contains(button.geometry())
        assert slot.rect().contains(slot.save.geometry())
        assert slot.choice.geometry().right() < slot.save.geometry().left()


def test_the_story_needs_no_scrolling_sideways(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    page.resize(955, 700)
    compare(qtbot, page, engine, "resnet50", "efficientnet_b0")
    page.panel.tabs.setCurrentIndex(STORY)
    story = page.panel.story
    assert isinstance(story, QScrollArea)
    qtbot.waitUntil(lambda: story.widget().width() > 0)
    assert story.widget().minimumSizeHint().width() <= story.viewport().width()


@pytest.mark.parametrize("behind", [False, True])
def test_an_icon_keeps_a_distance_from_its_words(qtbot: QtBot, behind: bool) -> None:
    theme().set_mode("light")
    button = IconTextButton("Measure", "button", "timer", behind=behind)
    qtbot.addWidget(button)
    button.show()
    picture = button.grab().toImage()
    ratio = picture.devicePixelRatio()
    paper = QColor(tokens().panel)
    inked = [
        x / ratio
        for x in range(round(4 * ratio), picture.width() - round(4 * ratio))
        if any(
            _far(picture.pixelColor(x, y), paper) for y in range(round(5 * ratio), picture.height() - round(5 * ratio))
        )
    ]
    icon_end = inked[-1] - ICON + 2 if behind else inked[0] + ICON - 2
    beside = [x for x in inked if (x < icon_end - 1 if behind else x > icon_end + 1)]
    distance = icon_end - beside[-1] if behind else beside[0] - icon_end
    assert distance >= 4
    margins = inked[0], picture.width() / ratio - inked[-1]
    assert abs(margins[0] - margins[1]) <= 4


def _far(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 60


def test_a_picture_takes_the_height_that_there_is() -> None:
    room = PictureRoom.within(640, 444, 52)
    assert room.beside and room.width == room.height > SMALLEST
    taken = PictureRoom.within(640, 444, 160)
    assert taken.height < room.height
    assert PictureRoom.within(640, 100, 52).height == SMALLEST, "more is scrolled to"
    below = PictureRoom.within(300, 444, 52)
    assert not below.beside and below.width == below.height


def test_words_of_points_do_not_overlap_in_the_chart(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    """At the width that a chart has in a small window, of networks that lie close to each other."""
    page.resize(955, 700)
    compare(qtbot, page, engine, "resnet50", "efficientnet_b0", "resnet50", "mobilenet_v2")
    page.panel.tabs.setCurrentIndex(CHARTS)
    scatter = page.panel.charts.slots[2].current
    assert isinstance(scatter, ScatterChart)
    written: list[tuple[str, QRectF]] = []

    class Pen(QPainter):
        def drawText(self, *told: object) -> None:
            if isinstance(told[0], QRectF):
                written.append((str(told[-1]), told[0]))
            super().drawText(*told)

    picture = QImage(scatter.size(), QImage.Format.Format_ARGB32)
    painter = Pen(picture)
    scatter.draw(painter, QRectF(scatter.rect()), tokens(), live=False)
    painter.end()
    letters = {words.split()[0].strip(","): box for words, box in written if words[:1] in "ABCD" and words[1:2] in " ,"}
    assert set(letters) == {"A", "B", "D"} and any(words.startswith("A, C ") for words, _ in written)
    assert not any(one.intersects(other) for one, other in combinations(letters.values(), 2))
    assert "resnet50" in scatter.csv() and "A C" in scatter.csv()


def test_charts_scroll_where_they_are_too_low(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.panel.tabs.setCurrentIndex(CHARTS)
    charts = page.panel.charts
    page.parts.setSizes([page.height(), 0, page.panel.minimumHeight()])
    qtbot.waitUntil(lambda: charts.viewport().height() < charts.widget().minimumSizeHint().height())
    assert charts.verticalScrollBar().maximum() > 0
