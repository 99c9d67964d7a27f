"""How well a few typed letters fit a text: beginning before start of a word, before inside, before scattered. No Qt."""

from __future__ import annotations

EXACT = 1200
PREFIX = 1000
WORD = 800
INITIALS = 700
INSIDE = 500
SCATTERED = 200
"""Scores of the ways to fit; what is left of a hundred tells fits of one way apart."""

ELSEWHERE = 0.45
"""What a fit counts that is not in the title."""


def fold(text: str) -> str:
    """Return a text as it is compared: case aside, signs as they are typed."""
    return text.casefold().replace("×", "x").replace("…", "").replace("\u202f", " ")


def initials(folded: str) -> str:
    """Return the first letters of its words: ``ftg`` for ``fit the graph``."""
    return "".join(word[0] for word in folded.replace("-", " ").replace(".", " ").split())


def score(term: str, folded: str, heads: str = "") -> int:
    """Return how well one word that was typed fits, 0 if it does not.

    Args:
        term: folded, not empty.
        folded: the text, folded.
        heads: its :func:`initials`.
    """
    at = folded.find(term)
    if at == 0:
        return EXACT if len(folded) == len(term) else PREFIX - min(len(folded), 99)
    if at > 0:
        inside = INSIDE - min(at, 99)
        while at > 0:
            if not folded[at - 1].isalnum():
                return WORD - min(at, 99)
            at = folded.find(term, at + 1)
        return max(inside, INITIALS - len(heads)) if heads.startswith(term) and len(term) > 1 else inside
    if len(term) == 1:
        return 0
    if heads.startswith(term):
        return INITIALS - min(len(heads), 99)
    places = scattered(term, folded)
    return SCATTERED - min(places[-1] - places[0], 99) if places else 0


def scattered(term: str, folded: str) -> list[int]:
    """Return where the letters stand one after the other, none if they do not or lie too far apart to be meant."""
    places: list[int] = []
    at = -1
    for letter in term:
        at = folded.find(letter, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places if places[-1] - places[0] < 4 * len(term) + 4 else []


def fit(terms: list[str], title: str, heads: str, elsewhere: str) -> float:
    """Return how well all words fit a title, or else what is known besides; 0 if one of them fits neither."""
    total = 0.0
    for term in terms:
        best: float = score(term, title, heads)
        if best <= SCATTERED and term in elsewhere:
            best = ELSEWHERE * (PREFIX if _starts_word(term, elsewhere) else INSIDE)
        if not best:
            return 0
        total += best
    return total / len(terms)


def marked(terms: list[str], text: str) -> set[int]:
    """Return the places of a text whose letters have been typed, to be shown so."""
    folded = fold(text)
    if len(folded) != len(text):  # a sign that folds to two letters: better no mark than a wrong one
        return set()
    places: set[int] = set()
    for term in terms:
        at = _best_place(term, folded)
        if at >= 0:
            places.update(range(at, at + len(term)))
        elif len(term) > 1:
            places.update(_heads(term, folded) or scattered(term, folded))
    return places


def _best_place(term: str, folded: str) -> int:
    first = at = folded.find(term)
    while at > 0:
        if not folded[at - 1].isalnum():
            return at
        at = folded.find(term, at + 1)
    return first if at < 0 else at


def _heads(term: str, folded: str) -> list[int]:
    heads = [at for at, letter in enumerate(folded) if letter not in " -." and (at == 0 or folded[at - 1] in " -.")]
    heads = heads[: len(term)]
    return heads if "".join(folded[at] for at in heads) == term else []


def _starts_word(term: str, text: str) -> bool:
    at = text.find(term)
    while at > 0:
        if not text[at - 1].isalnum():
            return True
        at = text.find(term, at + 1)
    return at == 0
