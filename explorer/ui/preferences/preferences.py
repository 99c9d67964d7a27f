"""The window of preferences. Each takes effect at once; there is nothing to confirm, and one button undoes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Slot

from explorer.analysis.conventions import Convention
from explorer.ui.graph.colouring_choice import CHOICES
from explorer.ui.graph.colouring_words import title_of
from explorer.ui.motion import motion
from explorer.ui.preferences.computing import ComputingRows
from explorer.ui.preferences.form import Section, combo, show_choice
from explorer.ui.preferences.storage_rows import StorageRows
from explorer.ui.terms import heading, term
from explorer.ui.theme import theme
from explorer.ui.translation import is_there, outcome, spoken
from explorer.ui.widgets.buttons import SegmentedControl, push_button
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.small_window import SmallWindow
from explorer.visualize.graph.metrics import Metric

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

HEIGHT = 840
"""All of it is seen without scrolling, where the screen is high enough."""

COLOURINGS = tuple(one for one in CHOICES if one is not Metric.TIME)
"""A start has no measured times."""


class Preferences(SmallWindow):
    """Shows what is in force, also when it is changed elsewhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("preferences", self.tr("Preferences"), window)
        self._window = window
        self.resize(580, min(HEIGHT, window.screen().availableGeometry().height() - 80))
        self.theme = SegmentedControl(
            [("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))], "preferences.theme"
        )
        self.motion = SegmentedControl(
            [("system", self.tr("System")), ("on", self.tr("Reduced")), ("off", self.tr("Full"))], "preferences.motion"
        )
        self.language = combo(
            "preferences.language",
            [("system", self.tr("System")), ("en", "English"), ("zh_CN", "简体中文")],
        )
        self._language_words = label(role="small", name="preferences.language.words")
        self.convention = combo("preferences.convention", [(one.value, heading(one.label)) for one in Convention])
        self._convention_words = label(role="small")
        self.colouring = combo("preferences.colouring", [(_key(one), "") for one in COLOURINGS])
        self.restoring = combo(
            "preferences.restoring",
            [("on", self.tr("Open what was open last")), ("off", self.tr("Open one network"))],
        )
        self.computing = ComputingRows(window)
        self.storage = StorageRows(window)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        body = self.body
        looks = Section(self.tr("Appearance"), body, first=True)
        looks.add(self.tr("Theme"), self.theme)
        looks.add(self.tr("Motion"), self.motion)
        looks.add(self.tr("Language"), self.language, self._language_words)
        figures = Section(self.tr("Figures"), body)
        figures.add(self.tr("Count operations as"), self.convention, self._convention_words)
        figures.add(self.tr("Colour graphs by"), self.colouring)
        self.computing.add_to(Section(self.tr("Computing"), body))
        self.storage.add_to(Section(self.tr("Storage"), body))
        layout = Section(self.tr("Window"), body)
        layout.add(self.tr("At the start"), self.restoring)
        self.reset = push_button(self.tr("Reset"), "preferences.reset")
        layout.add(self.tr("Panels"), self.reset, label(self.tr("Puts all panels where they were at first."), "small"))
        body.addStretch(1)
        self.restore = push_button(self.tr("Restore defaults"), "preferences.restore")
        self.restore.setToolTip(self.tr("Everything above as at the first start; files and panels stay as they are"))
        self._said = label(role="notice", name="preferences.said")
        close = push_button(self.tr("Close"), "preferences.close", primary=True)
        close.clicked.connect(self.close)
        self.foot.addWidget(self.restore)
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(close)

    def _connect(self) -> None:
        window = self._window
        self.theme.chosen.connect(self._on_theme_chosen)
        self.motion.chosen.connect(self._on_motion_chosen)
        self.language.activated.connect(self._on_language_chosen)
        self.convention.activated.connect(self._on_convention_chosen)
        self.colouring.activated.connect(self._on_colouring_chosen)
        self.restoring.activated.connect(self._on_restoring_chosen)
        self.reset.clicked.connect(window.dock_layout.reset)
        self.restore.clicked.connect(self.restore_defaults)
        theme().changed.connect(self._show)
        window.counting.changed.connect(self._show)
        window.colouring.chosen.connect(self._show)

    @Slot()
    def _show(self, *_: object) -> None:
        """Show what is in force."""
        window = self._window
        settings, convention = window.settings, window.convention
        self.theme.set_current(theme().mode)
        self.motion.set_current(settings.motion)
        show_choice(self.language, settings.language)
        show_choice(self.convention, convention.value)
        self._convention_words.setText(term(convention.text))
        for number, one in enumerate(COLOURINGS):
            self.colouring.setItemText(number, title_of(one, convention))
        show_choice(self.colouring, settings.colouring)
        show_choice(self.restoring, "on" if settings.restoring else "off")
        self._language_words.setText(self._about_language())
        self._language_words.setVisible(bool(self._language_words.text()))
        self._said.clear()

    def _about_language(self) -> str:
        chosen = self._window.settings.language
        if not is_there(chosen):
            name = QLocale.system().nativeLanguageName() if chosen == "system" else self.language.currentText()
            return self.tr("There is no translation into {0} yet: texts stay English.").format(name)
        if outcome(chosen) == spoken():
            return self.tr("Reports, tables, data files and the command line stay English.") if spoken() else ""
        if self._window.renewable and self._window.busy:
            return self.tr("As soon as the work that is under way is done.")
        return "" if self._window.renewable else self.tr("From the next start on.")

    @Slot(object)
    def _on_theme_chosen(self, mode: str) -> None:
        self._window.settings.theme = mode
        theme().set_mode(mode)

    @Slot(object)
    def _on_motion_chosen(self, choice: str) -> None:
        self._window.settings.motion = choice
        motion().choose(choice)

    @Slot()
    def _on_language_chosen(self) -> None:
        self._window.settings.language = self.language.currentData()
        self._show()
        self._window.languageChosen.emit()

    @Slot()
    def _on_convention_chosen(self) -> None:
        self._window.counting.choose(self.convention.currentData())

    @Slot()
    def _on_colouring_chosen(self) -> None:
        self._window.colouring.choose(COLOURINGS[self.colouring.currentIndex()])

    @Slot()
    def _on_restoring_chosen(self) -> None:
        self._window.settings.restoring = self.restoring.currentData() == "on"

    @Slot()
    def restore_defaults(self) -> None:
        """Have everything as at the first start."""
        window = self._window
        settings = window.settings
        settings.restore_defaults()
        motion().choose(settings.motion)
        theme().set_mode(settings.theme)
        window.counting.choose(settings.convention)
        window.colouring.choose(None)
        self.computing.restore_defaults()
        self._show()
        window.languageChosen.emit()
        self._said.setText(self.tr("All defaults are back."))


def _key(metric: Metric | None) -> str:
    return metric.value if metric is not None else "kind"
