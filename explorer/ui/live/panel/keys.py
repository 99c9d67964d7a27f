"""The keys of the live panel, as one table: what is pressed, what it does, how the help calls it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class LiveKey:
    """``does`` names the command of the panel; keys without one belong to a part of it."""

    keys: tuple[Qt.Key, ...]
    shown: tuple[str, ...]
    text: str
    does: tuple[str, ...] = ()
    shift: bool = False
    anywhere: bool = False
    """Whether Shift may be pressed or not: where the key is depends on the keyboard."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together."""

    title: str
    keys: tuple[LiveKey, ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """Return all keys in the order of the help."""
    key = Qt.Key
    return (
        KeyGroup(
            _tr("Walk"),
            (
                LiveKey((key.Key_Left, key.Key_Right), ("←", "→"), _tr("channel"), ("channel.back", "channel.on")),
                LiveKey((key.Key_Up, key.Key_Down), ("↑", "↓"), _tr("layer"), ("layer.back", "layer.on")),
                LiveKey((key.Key_G,), ("G",), _tr("go to a channel by its number"), ("goto",)),
                LiveKey((key.Key_O,), ("O",), _tr("next method; with Shift the one before"), ("method.on",)),
                LiveKey((key.Key_O,), (), "", ("method.back",), shift=True),
                LiveKey((key.Key_U,), ("U",), _tr("strongest unit, one unit, whole map"), ("scope",)),
                LiveKey((key.Key_T,), ("T",), _tr("next class of the top-5"), ("target",)),
            ),
        ),
        KeyGroup(
            _tr("Look closer"),
            (
                LiveKey((key.Key_W,), ("W",), _tr("wall of all channels"), ("wall",)),
                LiveKey((key.Key_K,), ("K",), _tr("filters of the first convolution"), ("filters",)),
                LiveKey((key.Key_P,), ("P",), _tr("probe: what a cell sees, which cells see a point"), ("probe",)),
                LiveKey((key.Key_E,), ("E",), _tr("effective receptive field of the cell"), ("effective",)),
                LiveKey((key.Key_I,), ("I",), _tr("all remarks on the method"), ("remarks",)),
            ),
        ),
        KeyGroup(
            _tr("Picture"),
            (
                LiveKey(
                    (key.Key_Plus, key.Key_Equal, key.Key_Minus, key.Key_Underscore, key.Key_0),
                    ("+", "−", "0"),
                    _tr("larger, smaller, whole picture"),
                    ("zoom.in", "zoom.in", "zoom.out", "zoom.out", "zoom.all"),
                    anywhere=True,
                ),
                LiveKey((key.Key_D,), ("D",), _tr("side by side"), ("beside",)),
                LiveKey((key.Key_C,), ("C",), _tr("contour line"), ("contour",)),
                LiveKey((key.Key_L,), ("L",), _tr("hold the colour scale"), ("lock",)),
                LiveKey((key.Key_S,), ("S",), _tr("save, copy, export arrays"), ("save",)),
                LiveKey((key.Key_R,), ("R",), _tr("record a clip; again to stop"), ("record",)),
            ),
        ),
        KeyGroup(
            _tr("Stream"),
            (
                LiveKey((key.Key_F,), ("F",), _tr("freeze the frame"), ("freeze",)),
                LiveKey((key.Key_Space,), ("Space",), _tr("pause"), ("pause",)),
                LiveKey((), (",", "."), _tr("frame back and on; with Shift some seconds")),
            ),
        ),
        KeyGroup(
            _tr("Help"),
            (
                LiveKey((key.Key_Question,), ("?",), _tr("these keys"), ("help",), anywhere=True),
                LiveKey((key.Key_Escape,), ("Esc",), _tr("back: help, probe, wall, strongest unit"), ("back",)),
            ),
        ),
    )


def command_of(event: QKeyEvent) -> str | None:
    """Return the command that a key stands for, None if it is nobody's."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    for group in key_groups():
        for one in group.keys:
            if event.key() not in one.keys:
                continue
            free = modifiers & ~Qt.KeyboardModifier.ShiftModifier if one.anywhere else modifiers
            wanted = Qt.KeyboardModifier.ShiftModifier if one.shift else Qt.KeyboardModifier.NoModifier
            if free == wanted:
                return one.does[one.keys.index(Qt.Key(event.key()))]
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)
