"""Where the chips on the picture go."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from explorer.ui.live.picture.chips import PictureChips

FULL = PictureChips(
    readings=(("Latency", "1,234.5 ms"), ("Device", "CUDA:0")),
    notice="Loading",
    title="Activation · channel 1,024 · unit (27, 8)",
    path="features.denseblock3.denselayer24.norm1.relu",
    scale=(QColor("black"), QColor("yellow")),
    scale_top=12.3,
)


def boxes(chips: PictureChips, room: QRectF, avoid: QRectF | None = None) -> list[QRectF]:
    return [box for box, _ in chips.arrange(room, avoid)]


@settings(deadline=None, max_examples=80)
@given(
    width=st.integers(320, 900),
    height=st.integers(180, 460),
    left=st.floats(0, 1),
    top=st.floats(0, 1),
    side=st.integers(4, 200),
)
def test_chips_stay_in_the_picture_and_off_each_other(qapp, width, height, left, top, side):
    room = QRectF(8, 8, width - 16, height - 16)
    avoid = QRectF(left * width, top * height, side, side)
    placed = boxes(FULL, room, avoid)
    assert len(placed) == 4
    for at, box in enumerate(placed):
        assert room.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(box)
        assert not any(box.intersects(other) for other in placed[:at])


def test_chips_leave_their_corner_to_the_receptive_field(qapp):
    room = QRectF(0, 0, 440, 300)
    at_home = boxes(FULL, room)
    for index, box in enumerate(at_home):
        avoid = QRectF(box.center().x() - 10, box.center().y() - 8, 20, 16)
        assert not boxes(FULL, room, avoid)[index].intersects(avoid)


def test_where_no_place_is_free_the_least_of_the_receptive_field_is_covered(qapp):
    chips = PictureChips(readings=FULL.readings)
    room = QRectF(0, 0, 400, 240)
    (home,) = boxes(chips, room)
    nearly_all = room.adjusted(0, 0, -home.width() / 2, 0)
    (box,) = boxes(chips, room, nearly_all)
    assert box.right() == room.right()
    (box,) = boxes(chips, room, room)
    assert box == home


def test_a_low_picture_gets_one_line(qapp):
    tall = boxes(FULL, QRectF(0, 0, 600, 300))[1]
    low = boxes(FULL, QRectF(0, 0, 600, 150))[1]
    assert low.height() < tall.height()


def test_chips_beside_each_other_keep_a_distance(qapp):
    chips = PictureChips(title=FULL.title, scale=FULL.scale, scale_top=FULL.scale_top)
    scale, caption = boxes(chips, QRectF(0, 0, 900, 300))
    needed = scale.width() + caption.width()
    for gap in range(8):
        scale, caption = boxes(chips, QRectF(0, 0, needed + gap, 300))
        assert not scale.adjusted(-2, -2, 2, 2).intersects(caption)


def test_figures_that_gain_and_lose_digits_move_no_chip_of_a_moving_picture(qapp):
    chips = replace(FULL, path="features.8.conv", steady=True)
    wide, narrow = "Guided backprop · channel 31 · unit (10, 12)", "Guided backprop · channel 31 · unit (3, 4)"

    def after(title: str, top: float, latency: str) -> list[QRectF]:
        chips.title, chips.scale_top, chips.readings = title, top, (("Latency", latency), ("Device", "CPU"))
        return boxes(chips, room)

    for width in range(300, 700, 4):
        room = QRectF(0, 0, width, 260)
        widest = after(wide, 10.4, "103.5 ms")
        assert after(narrow, 9.8, "98.5 ms") == widest, width
        assert after(wide, 10.4, "103.5 ms") == widest
    # Another method, or a picture that stands, takes no more room than it needs.
    chips.title = "Activation"
    assert boxes(chips, room) == boxes(replace(chips, steady=False, _widest={}), room) != widest
    chips.title, chips.steady = narrow, False
    assert boxes(chips, room)[1].width() < widest[1].width()
    chips.steady = True
    assert boxes(chips, room)[1].width() < widest[1].width(), "what was wide before it stood is forgotten"
