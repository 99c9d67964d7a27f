"""The everyday things of the real window, by key and mouse: palette, preferences, shortcuts, recent, first steps."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.conventions import Convention
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.main_window import MainWindow
from explorer.ui.motion import motion
from explorer.ui.palette.palette import Palette
from explorer.ui.settings import Settings
from explorer.ui.theme import theme
from explorer.ui.translation import is_there
from explorer.visualize.graph.metrics import Metric

from .conftest import PATIENCE

Open = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton


def wait_for_network(qtbot: QtBot, window: MainWindow, key: str) -> None:
    def arrived() -> bool:
        document = window.documents.current
        return document is not None and document.key == key and document.network is not None

    qtbot.waitUntil(arrived, timeout=PATIENCE)


def press(qtbot: QtBot, window: QWidget, keys: str) -> None:
    qtbot.keySequence(window, keys)


def palette(window: MainWindow) -> Palette:
    found = window.everyday.palette
    assert found is not None
    return found


def entries(window: MainWindow) -> list[str]:
    return [row.entry.title for row in palette(window).list.rows.rows if row.entry is not None]


def headings(window: MainWindow) -> list[str]:
    return [row.group for row in palette(window).list.rows.rows if row.is_heading]


def current(window: MainWindow) -> str:
    row = palette(window).list.current()
    assert row is not None
    return row.entry.title if row.entry is not None else f"{row.rest} more"


def named(window: MainWindow) -> str:
    """The source that the live panel looks at."""
    source = window.live.sources.current
    return source.name if source is not None else ""


def type_in(qtbot: QtBot, window: MainWindow, text: str) -> None:
    edit = palette(window).field.edit
    edit.clear()
    qtbot.keyClicks(edit, text)


def key(qtbot: QtBot, window: MainWindow, pressed: Qt.Key) -> None:
    qtbot.keyClick(palette(window).field.edit, pressed)


def test_the_palette_finds_and_does_everything(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    window.layers.setFocus()
    before = window.focusWidget()

    # Opened by its key with everything in it, closed by Escape, the focus back where it was.
    press(qtbot, window, "Ctrl+K")
    assert palette(window).isVisible()
    assert palette(window).field.edit.hasFocus()
    assert headings(window)[:3] == ["Commands", "Open a network", "Go to a layer"]
    assert not QApplication.activeModalWidget()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert palette(window).isHidden()
    assert window.focusWidget() is before

    # A network by a part of its name.
    press(qtbot, window, "Ctrl+K")
    type_in(qtbot, window, "lenet d2l")
    assert current(window) == "LeNet-5 (d2l)"
    key(qtbot, window, Qt.Key.Key_Return)
    assert palette(window).isHidden()
    wait_for_network(qtbot, window, "lenet5_d2l")

    # A layer, by what it is; the graph and all panels follow the selection.
    document = window.documents.current
    assert document is not None and document.network is not None
    press(qtbot, window, "Ctrl+K")
    type_in(qtbot, window, "16x10x10 conv")
    row = next(row for row in document.network.rows if row.output_shape == (16, 10, 10))
    assert current(window) == row.path
    key(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.selection.current.order == row.order)

    # In the words of the graph's own search.
    press(qtbot, window, "Ctrl+K")
    type_in(qtbot, window, "params>10k")
    large = [row.path for row in document.network.rows if row.params > 10_000]
    assert entries(window) == large and len(large) == 2

    # What was chosen lately stands first.
    type_in(qtbot, window, "")
    assert headings(window)[0] == "Chosen lately"
    assert entries(window)[:2] == [row.path, "LeNet-5 (d2l)"]

    # A command that cannot be done says why, and Enter does nothing.
    type_in(qtbot, window, "forward")
    found = palette(window).list.current()
    assert found is not None and found.entry is not None
    assert (found.entry.title, found.entry.why) == ("Forward", "nothing was selected after")
    key(qtbot, window, Qt.Key.Key_Return)
    assert palette(window).isVisible()

    # A command that can, with its shortcut.
    type_in(qtbot, window, "dark")
    found = palette(window).list.current()
    assert found is not None and found.entry is not None
    assert (found.entry.title, found.entry.shortcut, found.entry.checked) == ("Dark", "Ctrl+D", False)
    key(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: theme().tokens.dark)
    assert Settings().theme == "dark"
    theme().set_mode("light")
    assert not window.commands["theme.toggle"].isChecked()

    # The rest of a long group, and walking round its ends.
    press(qtbot, window, "Ctrl+K")
    type_in(qtbot, window, "resnet")
    network_rows = [row for row in palette(window).list.rows.rows if row.group == "Open a network"]
    many, offered = len([row for row in network_rows if row.entry]), network_rows[-1].rest
    if offered:
        while not current(window).endswith(" more"):
            key(qtbot, window, Qt.Key.Key_Down)
        key(qtbot, window, Qt.Key.Key_Return)
        assert palette(window).isVisible()
        shown = [row for row in palette(window).list.rows.rows if row.group == "Open a network" and row.entry]
        assert len(shown) == many + offered
    type_in(qtbot, window, "resnet-18")
    key(qtbot, window, Qt.Key.Key_Up)
    assert current(window) == entries(window)[-1]
    key(qtbot, window, Qt.Key.Key_Down)
    assert current(window) == entries(window)[0]

    # Nothing found is said.
    type_in(qtbot, window, "qqqq")
    assert palette(window).list.isHidden()
    assert "qqqq" in palette(window)._nothing.text()

    # A press beside it closes it, and is a press of what is there.
    qtbot.mouseClick(window.layers, LEFT)
    assert palette(window).isHidden()


def test_the_field_of_the_tool_bar_opens_the_palette_for_the_mouse(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    field = window.findChild(QPushButton, "toolbar.palette")
    assert field is not None and field.isVisible()
    assert "Ctrl+K" in field.toolTip()
    qtbot.mouseClick(field, LEFT)
    assert palette(window).isVisible()
    assert palette(window).geometry().top() >= window.tool_bar.geometry().bottom()

    type_in(qtbot, window, "fit the")
    rows = palette(window).list
    place = rows.visualRect(rows.currentIndex()).center()
    canvas = window.documents.current.view.canvas  # type: ignore[union-attr]
    canvas.zoom_at(3.0)
    closer = canvas.visible_rect().width()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    qtbot.waitUntil(palette(window).isHidden)
    qtbot.waitUntil(lambda: canvas.visible_rect().width() > 1.5 * closer)

    # It shrinks with the window, to an icon in the end, and never under its neighbours.
    widths = []
    for width in (1600, 1250, 1100):
        window.resize(width, 900)
        QApplication.processEvents()
        widths.append(field.width())
        bar = window.tool_bar.rect()
        assert bar.contains(field.mapTo(window.tool_bar, QPoint(field.width() - 1, 5)))
    assert widths == sorted(widths, reverse=True) and widths[0] > widths[-1]

    # A heading is not to be chosen, whatever is clicked.
    qtbot.mouseClick(field, LEFT)
    heading = rows.visualRect(rows.rows.index(0)).center()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=heading)
    QApplication.processEvents()
    assert palette(window).isVisible()

    # Samples are offered; the library has its own key now.
    type_in(qtbot, window, "rocket")
    key(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: named(window) == "rocket", timeout=PATIENCE)
    press(qtbot, window, "Ctrl+Shift+K")
    assert QApplication.focusWidget() is not None and QApplication.focusWidget().objectName() == "library.search"


def test_preferences_take_effect_at_once_and_can_be_undone_together(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    press(qtbot, window, "Ctrl+,")
    shown = window.everyday.preferences
    assert shown is not None and shown.isVisible() and not shown.isModal()

    qtbot.mouseClick(shown.theme.button("dark"), LEFT)
    assert theme().tokens.dark and Settings().theme == "dark"
    qtbot.mouseClick(shown.motion.button("on"), LEFT)
    assert motion().reduced and Settings().motion == "on"
    shown.convention.setFocus()
    qtbot.keyClick(shown.convention, Qt.Key.Key_Home)
    assert window.convention is Convention.MACS and Settings().convention == "macs"
    qtbot.keyClick(shown.colouring, Qt.Key.Key_Down)
    assert window.colouring.metric is Metric.PARAMS
    qtbot.keyClick(shown.language, Qt.Key.Key_End)
    assert Settings().language == "zh_CN"
    told = "From the next start" if is_there("zh_CN") else "texts stay English"
    assert told in shown._language_words.text()

    # What is changed elsewhere is shown here.
    window.findChild(QAction, "convention.2macs").trigger()  # type: ignore[union-attr]
    assert shown.convention.currentData() == "2macs"

    # The engine takes threads and precision over.
    qtbot.waitUntil(lambda: window.engine.info is not None, timeout=PATIENCE)
    qtbot.mouseClick(shown.computing.precision.button("bfloat16"), LEFT)
    shown.computing.threads.setCurrentIndex(1)
    shown.computing.threads.activated.emit(1)
    qtbot.waitUntil(
        lambda: (
            window.engine.info is not None
            and (window.engine.info.precision, window.engine.info.threads) == ("bfloat16", 1)
        ),
        timeout=PATIENCE,
    )
    assert (Settings().precision, Settings().threads) == ("bfloat16", 1)

    # The caches are emptied, and nothing else is.
    storage = shown.storage
    qtbot.waitUntil(lambda: storage.buttons["networks"].isEnabled(), timeout=PATIENCE)
    qtbot.mouseClick(storage.buttons["networks"], LEFT)
    qtbot.waitUntil(lambda: "0" in storage._sizes["networks"].text().split("\u202f"), timeout=PATIENCE)
    assert not storage.buttons["networks"].isEnabled()

    # Panels that were closed, floated and moved are back.
    window.docks["charts"].close()
    window.docks["inspector"].setFloating(True)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["layers"])
    qtbot.mouseClick(shown.reset, LEFT)
    assert window.docks["charts"].isVisible() and not window.docks["inspector"].isFloating()
    assert window.dockWidgetArea(window.docks["layers"]) == Qt.DockWidgetArea.BottomDockWidgetArea
    assert window.docks["live"].x() < window.docks["inspector"].x()

    qtbot.mouseClick(shown.restore, LEFT)
    assert (theme().mode, motion().reduced, window.convention) == ("system", False, Convention.ALL)
    assert window.colouring.metric is None
    fresh = Settings()
    assert (fresh.language, fresh.motion, fresh.precision, fresh.threads) == ("system", "system", "float32", 0)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isHidden()


def test_all_keys_are_listed_and_versions_can_be_copied(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    press(qtbot, window, "F1")
    listed = window.everyday.shortcuts
    assert listed is not None and listed.isVisible() and not listed.isModal()
    for name, action in window.commands.items():
        if not action.shortcut().isEmpty():
            assert action.text().replace("&", "").removesuffix("…") in listed.shown, name
    assert {"open the block", "freeze the frame"} <= set(listed.shown)
    qtbot.keyClicks(listed.field.edit, "ctrl shift k")
    assert listed.shown == ["Find a network"]
    listed.field.clear()
    qtbot.keyClicks(listed.field.edit, "qqq")
    assert listed.shown == [] and listed._nothing.isVisible()
    qtbot.keyClick(listed.field.edit, Qt.Key.Key_Escape)
    qtbot.keyClick(listed.field.edit, Qt.Key.Key_Escape)
    assert listed.isHidden()
    press(qtbot, window, "Ctrl+/")
    assert listed.isVisible() and len(listed.shown) > 60
    listed.close()

    window.commands["help.about"].trigger()
    about = window.everyday.about
    assert about is not None
    qtbot.mouseClick(about.copy, LEFT)
    copied = QGuiApplication.clipboard().text()
    for name in ("cnn-explorer", "Python", "PySide6", "torch", "numpy"):
        assert any(line.startswith(name) for line in copied.splitlines()), name
    about.close()


def test_damaged_settings_are_said_and_nothing_else_happens(open_window: Open, qtbot: QtBot) -> None:
    file = Path(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, *2 * ("cnn-explorer",)).fileName())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x00 no settings \xff")
    try:
        window = open_window("lenet5_modern")
        qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
        # An engine that starts as it should has nothing to say over it.
        assert "damaged" in window.documents.notice.text
        assert f"{file.name}.bak" in window.documents.notice.text
    finally:
        file.with_name(f"{file.name}.bak").unlink()


def test_what_was_opened_is_offered_again(open_window: Open, qtbot: QtBot, tmp_path: Path, sample: Path) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    here, gone = tmp_path / "here & there.png", tmp_path / "gone.png"
    for path in (gone, here):
        path.write_bytes(sample.read_bytes())
        window.live_panel.pictureRequested.emit(PictureSource(name=path.name, path=path))
        qtbot.waitUntil(lambda path=path: [one.path for one in window.recent.files][:1] == [path], timeout=PATIENCE)
    gone.unlink()

    menu = window.findChild(QMenu, "menu.recent")
    assert menu is not None
    menu.aboutToShow.emit()
    by_text = {action.text(): action for action in menu.actions()}
    assert "LeNet-5 (modern)" in by_text
    qtbot.waitUntil(lambda: not by_text["gone.png"].isEnabled(), timeout=PATIENCE)
    assert "not there" in by_text["gone.png"].toolTip()
    assert by_text["here && there.png"].isEnabled()

    # Another form of a network is another entry, and opens in that form.
    document = window.documents.current
    assert document is not None
    document.show_form(replace(document.form, batch=4))
    qtbot.waitUntil(lambda: [form.batch for form in window.recent.networks] == [4, 1], timeout=PATIENCE)
    window.documents.close_document(0)
    # Kept for the next start.
    assert Settings().recent[0]["batch"] == 4
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if "batch 4" in action.text()).trigger()
    wait_for_network(qtbot, window, "lenet5_modern")
    qtbot.waitUntil(lambda: window.documents.current.form.batch == 4, timeout=PATIENCE)  # type: ignore[union-attr]

    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.objectName() == "recent.clear").trigger()
    assert Settings().recent == []
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_first_steps_go_on_by_what_one_does_and_come_once(open_window: Open, qtbot: QtBot, sample: Path) -> None:
    window = open_window("lenet5_modern")
    wait_for_network(qtbot, window, "lenet5_modern")
    assert not Settings().guided
    window.everyday.show_first_steps_once()
    steps = window.everyday.first_steps
    assert steps is not None
    card = steps.card
    assert card.isVisible() and card.title == "Pick a network"
    assert not card.isAncestorOf(QApplication.focusWidget() or window)
    library = window.docks["library"].geometry()
    assert card.geometry().left() >= library.right() - 2

    window.library.architectureChosen.emit("lenet5_d2l")
    assert card.title == "Click a block"
    wait_for_network(qtbot, window, "lenet5_d2l")
    document = window.documents.current
    assert document is not None and document.network is not None
    document.selection.select_operator(document.network.rows[0].order)
    assert card.title == "Show it something"

    window.live_panel.pictureRequested.emit(PictureSource(name=sample.name, path=sample))
    qtbot.waitUntil(card.isHidden, timeout=PATIENCE)
    assert Settings().guided
    window.everyday.show_first_steps_once()
    assert card.isHidden()

    # From the Help menu they come again, and one press ends them.
    window.commands["help.steps"].trigger()
    assert card.isVisible() and card.title == "Pick a network"
    qtbot.mouseClick(card.next, LEFT)
    assert card.title == "Click a block"
    qtbot.mouseClick(card.skip, LEFT)
    assert card.isHidden() and steps.step == -1
