"""The window's language: a translation from ``resources/translations``, if there is one.

Two files make a translation: ``cnn-explorer_*.qm`` for the window, and beside it
``catalogue_*.qm`` for the facts that it shows (:mod:`explorer.ui.catalogue`), which
stay English where there is none. The command line, reports and exported data
speak English in every language.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from importlib.resources import as_file

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from explorer.assets import resource

_installed: list[QTranslator] = []


def spoken() -> str:
    """Return the language that texts are translated into; empty for English, in which they are written."""
    return _installed[-1].language() if _installed else ""


def locale_of(language: str) -> QLocale:
    """Return the locale of a choice; ``system`` is what the system says."""
    return QLocale.system() if language == "system" else QLocale(language)


def is_there(language: str) -> bool:
    """Tell whether a choice changes anything: English always does."""
    locale = locale_of(language)
    return _is_english(locale) or _file(locale) is not None


def outcome(language: str) -> str:
    """Return what :func:`spoken` is once a choice is installed."""
    locale = locale_of(language)
    file = None if _is_english(locale) else _file(locale)
    return file.removeprefix("cnn-explorer_").removesuffix(".qm") if file is not None else ""


def install(language: str) -> bool:
    """Translate all texts that are made from now on; False if there is no translation, and they are English.

    Texts that are on the screen already stay as they are.
    """
    application = QCoreApplication.instance()
    assert application is not None
    while _installed:
        application.removeTranslator(_installed.pop())
    locale = locale_of(language)
    if _is_english(locale):
        return True
    ours = _file(locale)
    if ours is None:
        return False
    own, facts = QTranslator(application), QTranslator(application)
    with ExitStack() as stack:
        if not own.load(str(stack.enter_context(as_file(resource("translations", ours))))):
            return False
        beside = resource("translations", ours.replace("cnn-explorer_", "catalogue_"))
        if beside.is_file() and facts.load(str(stack.enter_context(as_file(beside)))):
            _add(facts)
    qt = QTranslator(application)
    if qt.load(f"qtbase_{own.language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _add(qt)
    _add(own)
    return True


def prefer_glyphs() -> None:
    """Have fontconfig draw Han characters as the translation's country does, whatever language the system speaks.

    Without that a Linux system that speaks no Chinese may take Japanese forms. To be
    called before the first text is laid out; Windows and macOS do not ask fontconfig.
    """
    if _installed:
        os.environ.setdefault("FC_LANG", spoken().replace("_", "-").lower())


def _add(translator: QTranslator) -> None:
    application = QCoreApplication.instance()
    assert application is not None
    application.installTranslator(translator)
    _installed.append(translator)


def _is_english(locale: QLocale) -> bool:
    # A system without a language, as servers are, speaks English.
    return locale.language() in (QLocale.Language.English, QLocale.Language.C)


def _file(locale: QLocale) -> str | None:
    """The translation into a language: for its country, for the one that its script is most at home in, or for all."""
    home = QLocale(locale.language(), locale.script(), QLocale.Country.AnyTerritory)
    for one in (locale.name(), home.name(), locale.name().partition("_")[0]):
        file = f"cnn-explorer_{one}.qm"
        if resource("translations", file).is_file():
            return file
    return None
