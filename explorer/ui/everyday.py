"""The everyday commands of the window: search everything, preferences, help; each part is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from explorer.ui.help.about import About
    from explorer.ui.help.first_steps import FirstSteps
    from explorer.ui.help.shortcuts import Shortcuts
    from explorer.ui.main_window import MainWindow
    from explorer.ui.palette.palette import Palette
    from explorer.ui.preferences.preferences import Preferences


class Everyday(QObject):
    """Holds the palette and the small windows of one main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.palette: Palette | None = None
        self.preferences: Preferences | None = None
        self.shortcuts: Shortcuts | None = None
        self.about: About | None = None
        self.first_steps: FirstSteps | None = None

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of each of these actions, by its id."""
        return {
            "go.palette": self.open_palette,
            "preferences": self.open_preferences,
            "help.shortcuts": self.open_shortcuts,
            "help.steps": self.show_first_steps,
            "help.log": self.open_log_folder,
            "help.about": self.open_about,
        }

    @Slot()
    def open_palette(self) -> None:
        """Show the palette; the same key closes it."""
        if self.palette is None:
            from explorer.ui.palette.palette import Palette

            self.palette = Palette(self._window)
        if self.palette.isVisible():
            self.palette.dismiss()
        else:
            self.palette.open()

    @Slot()
    def open_preferences(self) -> None:
        """Show the preferences beside the window's own content."""
        if self.preferences is None:
            from explorer.ui.preferences.preferences import Preferences

            self.preferences = Preferences(self._window)
        self.preferences.present()

    @Slot()
    def open_shortcuts(self) -> None:
        """Show all keys."""
        if self.shortcuts is None:
            from explorer.ui.help.shortcuts import Shortcuts

            self.shortcuts = Shortcuts(self._window)
        self.shortcuts.present()

    @Slot()
    def show_first_steps(self) -> None:
        """Show the first steps from their beginning."""
        if self.first_steps is None:
            from explorer.ui.help.first_steps import FirstSteps

            self.first_steps = FirstSteps(self._window)
        self.first_steps.begin()

    @Slot()
    def show_first_steps_once(self) -> None:
        """Show them to somebody who has never seen them."""
        if not self._window.settings.guided:
            self.show_first_steps()

    @Slot()
    def open_log_folder(self) -> None:
        """Show the log files in the system's file manager, or say where they are."""
        from explorer.ui.log_file import log_folder

        folder = log_folder()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.documents.notice.say(self.tr("The log files are in {0}").format(folder))

    @Slot()
    def open_about(self) -> None:
        """Show versions and licences."""
        if self.about is None:
            from explorer.ui.help.about import About

            self.about = About(self._window)
        self.about.present()
