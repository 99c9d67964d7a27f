"""Finding a text of the vocabulary in what is said: as it is, or with figures, names and other texts in its gaps.

Several hundred texts have gaps. Which of them a text was made of is told by its
longest part without a gap, and only then by an expression; those with the most
letters of their own are tried first, so that none is taken for a vaguer one.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property

from PySide6.QtCore import QCoreApplication

from explorer.ui.actions import QT_TRANSLATE_NOOP

Say = Callable[[str], str]
"""From an English text to the same in the window's language."""

_FIELD = re.compile(r"\{(\d)(?::(said|names|count))?\}")
_SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z0-9])")
_WORD = re.compile("[A-Za-z]{2}")
_JOINTS = (
    QT_TRANSLATE_NOOP("names", ", "),
    QT_TRANSLATE_NOOP("names", " or "),
    QT_TRANSLATE_NOOP("names", " and "),
    QT_TRANSLATE_NOOP("names", " instead of "),
)
"""What stands between names."""
_HAN = re.compile("[\u3400-\u9fff]")

WEAK = 10
"""Forms with fewer letters of their own would fit much that they do not mean; those without a text in them are
looked for within others only."""


class Form:
    """A text with gaps: ``{0}`` is anything that stays as it is, ``{0:count}`` a whole number, ``{0:names}`` a list,
    ``{0:said}`` another text, which is looked up in turn.

    Args:
        source: the text as it is written in the vocabulary.
        first: an expression for a gap at its beginning; anything if it is empty.
    """

    __slots__ = ("_fields", "_first", "_pattern", "literal", "own", "source", "weak")

    def __init__(self, source: str, first: str = "") -> None:
        self.source = source
        parts = _FIELD.split(source)
        texts = parts[::3]
        self._fields = list(zip(parts[1::3], parts[2::3], strict=True))
        self._first = first
        self._pattern: re.Pattern[str] | None = None
        self.literal = max(texts, key=len)
        """The longest part of its own: without it in a text there is no need to look further."""
        self.own = sum(map(len, texts))
        """How many characters are its own."""
        self.weak = bool(self._fields) and sum(map(str.isalpha, "".join(texts))) < WEAK

    @property
    def quotes(self) -> bool:
        """Whether another text stands in it."""
        return any(kind == "said" for _, kind in self._fields)

    def filled(self, text: str, say: Say, *, strict: bool) -> str | None:
        """Return a text that has this form in the window's language; None for any other.

        ``strict`` ones know all that they quote, but for figures: so a sentence with
        a longer one in it is not taken for that one. Weak forms know their figures, too.
        """
        if self._pattern is None:
            self._pattern = self._compiled()
        match = self._pattern.fullmatch(text)
        if match is None:
            return None
        inside: dict[str, str] = {}
        for (number, kind), found in zip(self._fields, match.groups(), strict=True):
            inside[number] = say(found) if kind == "said" else _names(found) if kind == "names" else found
            if kind == "said" and inside[number] == found and (self.weak or (strict and _WORD.search(found))):
                return None
        return _in_place(QCoreApplication.translate("terms", self.source), inside)

    def _compiled(self) -> re.Pattern[str]:
        texts = _FIELD.split(self.source)[::3]
        # What is a sentence itself has no other one in its gaps.
        gap = r"((?:(?!\. [A-Z]).)+?)" if self.source.endswith(".") else "(.+?)"
        expression = re.escape(texts[0])
        for place, ((_, kind), text) in enumerate(zip(self._fields, texts[1:], strict=True)):
            first = self._first if place == 0 and not texts[0] else ""
            expression += (r"(\d[\d,]*)" if kind == "count" else first or gap) + re.escape(text)
        return re.compile(expression, re.DOTALL)


def _in_place(template: str, inside: dict[str, str]) -> str:
    """Fill the gaps of a translation, with a space where Latin letters or figures would touch Chinese ones."""

    def fill(field: re.Match[str]) -> str:
        found = inside[field[1]]
        before, behind = template[: field.start()][-1:], template[field.end() :][:1]
        left = " " if _HAN.match(before) and found[:1].isascii() else ""
        right = " " if _HAN.match(behind) and found[-1:].isascii() else ""
        return f"{left}{found}{right}"

    return _FIELD.sub(fill, template)


def _names(text: str) -> str:
    for joint in _JOINTS:
        text = text.replace(joint, QCoreApplication.translate("names", joint))
    return text


class Lookup:
    """Words and forms of one vocabulary.

    Args:
        words: texts without gaps.
        captions: forms whose first gap, if they begin with one, is a figure: no other words are torn apart by them.
        sentences: gives all others when the first of them is looked for.
    """

    def __init__(
        self, words: Iterable[str], captions: Iterable[str], sentences: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._words = frozenset(words)
        self._captions = sorted((Form(source, r"(\d[^,+]*?)") for source in captions), key=_rank)
        self._load = sentences

    @cached_property
    def _within(self) -> list[Form]:
        """What may stand within another text, the texts without gaps, too."""
        return sorted(map(Form, self._load()), key=_rank)

    @cached_property
    def _sentences(self) -> list[Form]:
        """What may stand for itself."""
        return [form for form in self._within if not form.weak or form.quotes]

    def caption(self, text: str) -> str:
        """Return a word or a caption."""
        return self._word(text) or self._filled(text, self._captions) or text

    def term(self, text: str) -> str:
        """Return a word, a caption or a sentence."""
        return self._word(text) or self._filled(text, self._captions) or self._filled(text, self._sentences) or text

    def quoted(self, text: str) -> str:
        """Return what stands within another text, where the weak forms count, too."""
        parts = self._remarks(text)
        return parts if parts != text else self._found(text, self._within)

    def told(self, text: str) -> str:
        """Return one sentence or several, or remarks."""
        sentences = _SENTENCE_END.split(text)
        if len(sentences) == 1:
            parts = self._remarks(text)
            return parts if parts != text else self._found(text, self._sentences)
        found = [self.told(one) for one in sentences]
        known = [one != two for one, two in zip(found, sentences, strict=True)]
        if not all(known):
            whole = self._found(text, self._sentences)
            if whole != text:
                return whole
        joined = found[0]
        # Chinese has no space behind a full stop; beside what stays English there is one.
        for place in range(1, len(found)):
            joined += found[place] if known[place - 1] and known[place] else f" {found[place]}"
        return joined

    def _remarks(self, text: str) -> str:
        """Return parts with semicolons between them, if all of them are known; some have semicolons of their own."""
        parts = text.split("; ")
        found: list[str] = []
        begin = 0
        while begin < len(parts):
            for end in range(begin + 1, len(parts) + 1):
                part = "; ".join(parts[begin:end])
                said = "" if part == text else self._word(part) or self._filled(part, self._within, exact=True)
                if said:
                    found.append(said)
                    begin = end
                    break
            else:
                return text
        return QCoreApplication.translate("terms", "; ").join(found)

    def _word(self, text: str) -> str:
        return QCoreApplication.translate("terms", text) if text in self._words else ""

    def _found(self, text: str, forms: list[Form]) -> str:
        return self._word(text) or self._filled(text, forms) or text

    def _filled(self, text: str, forms: list[Form], *, exact: bool = False) -> str:
        """Return a text that has one of the forms, empty if it has none; ``exact`` if it must know all it quotes."""
        likely = [form for form in forms if form.literal in text]
        for strict in (True,) if exact else (True, False):
            for form in likely:
                found = form.filled(text, self.quoted, strict=strict)
                if found is not None:
                    return found
        return ""


def _rank(form: Form) -> tuple[int, str]:
    return -form.own, form.source


@cache
def lookup() -> Lookup:
    """Return the vocabulary, made at the first call."""
    from explorer.ui.vocabulary.captions import FORMS
    from explorer.ui.vocabulary.words import WORDS

    return Lookup(WORDS, FORMS, _sentences)


def _sentences() -> Iterable[str]:
    from explorer.ui.vocabulary.sentences import SENTENCES

    return SENTENCES
