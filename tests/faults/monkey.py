"""Somebody who presses keys and buttons at random, always the same ones for a seed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from explorer.ui.actions import ACTIONS
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.main_window import MainWindow

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
NEVER = {"quit"}
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_F10),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Period, Qt.Key.Key_Comma, Qt.Key.Key_Slash, Qt.Key.Key_PageDown),
    *(Qt.Key(code) for code in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)),
    *(Qt.Key(code) for code in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)),
)
WORDS = ("lenet", "squeeze", "shuffle x0.5", "conv", "k=3", "macs > 1e6", "fire", "zz~", "(", "", "dark", "x" * 80, " ")


class Monkey:
    """Does one thing after the other to a window, and remembers the last ones."""

    def __init__(self, window: MainWindow, seed: int, keys: tuple[str, ...], film: Path, pictures: Path) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.keys = keys
        self.film = film
        self.pictures = pictures
        self.done: deque[str] = deque(maxlen=40)
        """The last actions, for whoever replays them."""
        # A button that opens its menu waits for the end of it: nobody else would close it.
        self._acting = False
        self._rescue = QTimer(window)
        self._rescue.setInterval(100)
        self._rescue.timeout.connect(self._close_menu)
        self._rescue.start()
        self._commands = [spec.id for spec in ACTIONS if spec.id not in NEVER]
        self._actions: tuple[tuple[int, Callable[[], str]], ...] = (
            (8, self.command),
            (6, self.click),
            (4, self.on_canvas),
            (2, self.wheel),
            (2, self.drag),
            (2, self.ask_menu),
            (3, self.press_key),
            (3, self.type_words),
            (2, self.open_network),
            (1, self.tab),
            (1, self.feed),
            (1, self.choose),
            (1, self.resize),
        )

    def act(self) -> str:
        """Do something; menus and dialogs that stand in the way are used or left first."""
        popup = QApplication.activePopupWidget()
        modal = QApplication.activeModalWidget()
        if popup is not None:
            act = lambda: self.leave(popup)  # noqa: E731
        elif modal is not None:
            act = lambda: self.leave(modal)  # noqa: E731
        else:
            weights = [weight for weight, _ in self._actions]
            act = self.random.choices([action for _, action in self._actions], weights)[0]
        self.done.append("…")
        self._acting = True
        what = act()
        self._acting = False
        self.done[-1] = what
        return what

    def _close_menu(self) -> None:
        popup = QApplication.activePopupWidget()
        if self._acting and popup is not None:
            popup.close()

    def _about(self, what: str) -> str:
        """Note what is about to be done: printed at once, as a crash leaves nothing else."""
        self.done[-1] = what
        print(what, flush=True)
        return what

    # Actions

    def command(self) -> str:
        key = self.random.choice(self._commands)
        action = self.window.commands[key]
        if not action.isEnabled():
            return f"command {key}: not enabled"
        what = self._about(f"command {key}")
        action.trigger()
        return what

    def click(self) -> str:
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self.window]
        top = self.random.choice(tops) if tops and self.random.random() < 0.4 else self.window
        widget, place = self._spot(top)
        button = self.random.choice((LEFT, LEFT, LEFT, LEFT, Qt.MouseButton.BackButton))
        double = self.random.random() < 0.15
        what = self._about(f"{'double ' if double else ''}click {_name(widget)} {place.toTuple()} {button.name}")
        (QTest.mouseDClick if double else QTest.mouseClick)(widget, button, NONE, place)
        return what

    def on_canvas(self) -> str:
        widget = self._canvas()
        place = self._place(widget)
        keys = self.random.choice((NONE, NONE, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier))
        double = self.random.random() < 0.3
        what = self._about(f"{'double ' if double else ''}click canvas {place.toTuple()} {keys.name}")
        (QTest.mouseDClick if double else QTest.mouseClick)(widget, LEFT, keys, place)
        return what

    def wheel(self) -> str:
        widget = self._canvas() if self.random.random() < 0.6 else self._spot(self.window)[0]
        place, turn = self._place(widget), self.random.choice((-960, -120, 120, 960))
        keys = self.random.choice((NONE, Qt.KeyboardModifier.ControlModifier))
        what = self._about(f"wheel {_name(widget)} {place.toTuple()} {turn}")
        phase = Qt.ScrollPhase.NoScrollPhase
        where = QPointF(place)
        turned = QPoint(0, turn)
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                where, QPointF(widget.mapToGlobal(place)), QPoint(), turned, Qt.MouseButton.NoButton, keys, phase, False
            ),
        )
        return what

    def drag(self) -> str:
        widget = self._canvas() if self.random.random() < 0.5 else self._spot(self.window)[0]
        places = [self._place(widget) for _ in range(4)]
        what = self._about(f"drag {_name(widget)} {[place.toTuple() for place in places]}")
        QTest.mousePress(widget, LEFT, NONE, places[0])
        for place in places[1:]:
            where = QPointF(place)
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                where,
                QPointF(widget.mapToGlobal(place)),
                Qt.MouseButton.NoButton,
                LEFT,
                NONE,
            )
            QApplication.sendEvent(widget, event)
        QTest.mouseRelease(widget, LEFT, NONE, places[-1])
        return what

    def ask_menu(self) -> str:
        widget = self._canvas() if self.random.random() < 0.4 else self._spot(self.window)[0]
        place = self._place(widget)
        what = self._about(f"menu of {_name(widget)} {place.toTuple()}")
        QTest.mouseClick(widget, RIGHT, NONE, place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        return what

    def press_key(self) -> str:
        widget = QApplication.focusWidget() or self.window
        key = self.random.choice(KEYS)
        what = self._about(f"key {key.name} on {_name(widget)}")
        QTest.keyClick(widget, key, self.random.choice((NONE, NONE, NONE, Qt.KeyboardModifier.ShiftModifier)))
        return what

    def type_words(self) -> str:
        fields = [one for one in self.window.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
        if self.random.random() < 0.4 or not fields:
            self.window.commands[self.random.choice(("go.palette", "go.layer", "go.library", "go.search"))].trigger()
            field = QApplication.focusWidget() or self.window
        else:
            field = self.random.choice(fields)
        words = self.random.choice(WORDS)
        key = self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape))
        what = self._about(f"type {words!r} {key.name} into {_name(field)}")
        QTest.keyClicks(field, words)
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        return what

    def open_network(self) -> str:
        key = self.random.choice(self.keys)
        self.window.library.architectureChosen.emit(key)
        return f"open {key}"

    def tab(self) -> str:
        tabs = self.window.documents.tabs
        if not tabs.count():
            return "no tab"
        index = self.random.randrange(tabs.count())
        if self.random.random() < 0.5:
            tabs.setCurrentIndex(index)
            return f"tab {index}"
        tabs.tabCloseRequested.emit(index)
        return f"close tab {index}"

    def feed(self) -> str:
        kind = self.random.choice(("sample", "film", "folder", "file", "broken", "pad", "nothing"))
        self._about(f"feed {kind}")
        live = self.window.live
        if kind == "sample":
            live.open_picture(PictureSource(name=self.random.choice(("chelsea", "coffee")), sample=True))
        elif kind == "pad":
            live.sources.open_pad()
        elif kind == "nothing":
            live.sources.open(None)
        else:
            files = sorted(self.pictures.iterdir())
            path = {"film": self.film, "folder": self.pictures, "file": files[0], "broken": files[-1]}[kind]
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(path))])
            panel, place, copy = self.window.live_panel, QPoint(20, 20), Qt.DropAction.CopyAction
            QApplication.sendEvent(panel, QDragEnterEvent(place, copy, mime, LEFT, NONE))
            QApplication.sendEvent(panel, QDropEvent(QPointF(place), copy, mime, LEFT, NONE))
        return f"feed {kind}"

    def choose(self) -> str:
        boxes = [
            box
            for top in QApplication.topLevelWidgets()
            for box in top.findChildren(QComboBox)
            if box.isVisible() and box.isEnabled() and box.count()
        ]
        if not boxes:
            self.window.commands["preferences"].trigger()
            return "open preferences"
        box = self.random.choice(boxes)
        index = self.random.randrange(box.count())
        what = self._about(f"choose {index} of {_name(box)}")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        return what

    def resize(self) -> str:
        width, height = self.random.randrange(600, 1900), self.random.randrange(400, 1100)
        self.window.resize(width, height)
        return f"resize {width} × {height}"

    def leave(self, top: QWidget) -> str:
        """Use what has popped up, or leave it."""
        if isinstance(top, QMenu) and top.actions() and self.random.random() < 0.5:
            action = self.random.choice(top.actions())
            what = self._about(f"entry {action.objectName() or action.text()!r} of {_name(top)}")
            if action.isEnabled() and action.menu() is None and action.objectName() not in NEVER:
                action.trigger()
            top.close()
            return what
        if self.random.random() < 0.5:
            widget, place = self._spot(top)
            what = self._about(f"click {_name(widget)} {place.toTuple()} of {_name(top)}")
            QTest.mouseClick(widget, LEFT, NONE, place)
            return what
        self._about(f"close {_name(top)}")
        top.close()
        return f"close {_name(top)}"

    # Places

    def _canvas(self) -> QWidget:
        document, page = self.window.documents.current, self.window.documents.page
        if document is not None and document.view.canvas.isVisible():
            return document.view.canvas.viewport()
        return page if page is not None else self.window.documents

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(self.random.randrange(max(1, widget.width())), self.random.randrange(max(1, widget.height())))

    def _spot(self, top: QWidget) -> tuple[QWidget, QPoint]:
        place = self._place(top)
        widget = top.childAt(place) or top
        return widget, widget.mapFrom(top, place) if widget is not top else place


def _name(widget: QWidget) -> str:
    named: QWidget | None = widget
    while named is not None and not named.objectName():
        named = named.parentWidget()
    return f"{type(widget).__name__} in {named.objectName() if named is not None else 'nothing'}"
