"""The words and sentences of the parts below the window, in the window's language.

What knows no Qt speaks English: kinds of operators, titles and descriptions of
boxes, the words in formulas, findings, errors. They are listed in
:mod:`explorer.ui.vocabulary` and looked up where they are shown; the facts of
the catalogue are the business of :mod:`explorer.ui.catalogue`. What is not
listed there (what torch, Python or a server says) stays as it is.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from explorer.ui import translation


def term(text: str) -> str:
    """Return a word or a sentence in the window's language; what is not listed, as it is."""
    spoken = translation.spoken()
    return _said("term", text, spoken) if text and spoken else text


def quoted(text: str) -> str:
    """Return what stands within another sentence: a term, or a reason that is listed for such places only."""
    spoken = translation.spoken()
    return _said("quoted", text, spoken) if text and spoken else text


def told(text: str) -> str:
    """Return what is said in one sentence or several, or in remarks with semicolons between them."""
    spoken = translation.spoken()
    return _said("told", text, spoken) if text and spoken else text


def phrase(text: str) -> str:
    """Return parts with commas between them, each of them a term: ``bottleneck, 256 out``."""
    whole = _caption(text)
    if whole != text or ", " not in text:
        return whole
    parts = [" + ".join(_caption(one) for one in part.split(" + ")) for part in text.split(", ")]
    return text if ", ".join(parts) == text else QCoreApplication.translate("terms", ", ").join(parts)


def heading(text: str) -> str:
    """Return a term that begins with a capital letter."""
    found = term(text)
    return found[:1].upper() + found[1:]


def sentence(text: str) -> str:
    """Return a message in the window's language with the capital letter and the full stop of a sentence."""
    first = text.partition(" ")[0]
    begun = text[:1].upper() + text[1:] if first.isalpha() else text  # a path, a key or a device is as it is
    return (
        begun if text.endswith((".", "。", "…")) else QCoreApplication.translate("RooflinePage", "{0}.").format(begun)
    )


def change(text: str) -> str:
    """Return what became of something, each side a phrase: ``3×3, 64 → 3×3, 128``."""
    return " → ".join(phrase(side) for side in text.split(" → "))


def formula_words(symbolic: str) -> str:
    """Return a formula's small HTML with its words and its dot translated; symbols, indices and figures stay."""
    if not translation.spoken():
        return symbolic
    return _word_in_formula().sub(lambda found: term(found[0]), symbolic).replace("·", term("·"))


def _caption(text: str) -> str:
    spoken = translation.spoken()
    return _said("caption", text, spoken) if text and spoken else text


@lru_cache(maxsize=4096)
def _said(how: str, text: str, spoken: str) -> str:
    # Read when the first text is looked up, so never in English.
    from explorer.ui.forms import lookup

    found: str = getattr(lookup(), how)(text)
    return found


@lru_cache(maxsize=1)
def _word_in_formula() -> re.Pattern[str]:
    from explorer.ui.vocabulary.words import IN_FORMULAS

    return re.compile(rf"(?<![\w<>/])(?:{'|'.join(IN_FORMULAS)})(?![\w<>])")
