"""The words of the parts below the window, in the window's language.

What knows no Qt speaks English: kinds of operators, titles and descriptions of
boxes, the words in formulas, findings. Those are closed sets, listed in
:mod:`explorer.ui.vocabulary` and looked up where they are shown. Free sentences
(ideas, notes, errors) stay as they are.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from explorer.ui import translation
from explorer.ui.vocabulary import FORMS, IN_FORMULAS, SENTENCES, WORDS

_KNOWN = frozenset(WORDS)


def term(text: str) -> str:
    """Return one of the words above in the window's language; what is none of them, as it is."""
    spoken = translation.spoken()
    return _term(text, spoken) if text and spoken else text


def phrase(text: str) -> str:
    """Return parts with commas between them, each of them a term: ``bottleneck, 256 out``."""
    whole = term(text)
    if whole != text or ", " not in text:
        return whole
    parts = [" + ".join(term(one) for one in part.split(" + ")) for part in text.split(", ")]
    return text if ", ".join(parts) == text else QCoreApplication.translate("terms", ", ").join(parts)


def heading(text: str) -> str:
    """Return a term that begins with a capital letter."""
    found = term(text)
    return found[:1].upper() + found[1:]


def change(text: str) -> str:
    """Return what became of something, each side a phrase: ``3×3, 64 → 3×3, 128``."""
    return " → ".join(phrase(side) for side in text.split(" → "))


def formula_words(symbolic: str) -> str:
    """Return a formula's small HTML with its words and its dot translated; symbols, indices and figures stay."""
    return _word_in_formula().sub(lambda found: term(found[0]), symbolic).replace("·", term("·"))


@lru_cache(maxsize=4096)
def _term(text: str, spoken: str) -> str:
    if text in _KNOWN:
        return QCoreApplication.translate("terms", text)
    for form, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return QCoreApplication.translate("terms", form).format(*match.groups())
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms as expressions; what stands in front of one is a figure, so that no other words are torn apart."""
    found = [(form, _pattern(form, r"(\d[^,+]*?)" if form[0] == "{" else "(.+?)")) for form in FORMS]
    return (*found, *((form, _pattern(form, "(.+?)")) for form in SENTENCES))


def _pattern(form: str, group: str) -> re.Pattern[str]:
    return re.compile("".join(group if part[:1] == "{" else re.escape(part) for part in re.split(r"(\{\d\})", form)))


@lru_cache(maxsize=1)
def _word_in_formula() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w<>/])(?:{'|'.join(IN_FORMULAS)})(?![\w<>])")
