"""From what was typed to a query; the grammar is in :mod:`explorer.visualize.graph.search`. No Qt, no torch."""

import difflib
import re
import warnings
from decimal import Decimal

from explorer.analysis.rows import Shape
from explorer.errors import QueryError
from explorer.visualize.graph.search import (
    FIELDS,
    FIGURES,
    SIGNS,
    Comparison,
    Ends,
    Pattern,
    Query,
    Term,
    Without,
    Word,
)

LONGEST = 500
"""Letters of a query."""
HARDEST = 18
"""Powers of two by which a regular expression may have to try one path."""

_SHAPE = re.compile(r"[0-9]{1,9}(?:[x×*][0-9]{1,9})+", re.IGNORECASE)
_NUMBER = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+)([kmgt]i?)?(?:b)?", re.IGNORECASE)
_COMPARED = re.compile(r"([^\W\d]\w*)\s*(<=|>=|!=|==|[=<>≤≥≠])\s*(\S*)")
_SAME_SIGN = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def parse(text: str) -> Query:
    """Return what a text asks for; an empty one asks for nothing.

    Raises:
        QueryError: it cannot be understood; the message says how to write it.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the search is longer than {LONGEST} letters; shorten it", LONGEST)
    terms: list[Term] = []
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            return Query(text, tuple(terms))
        term, at = _term(text, at)
        terms.append(term)


def _term(text: str, at: int) -> tuple[Term, int]:
    """The term that begins at a place, and where it ends."""
    if text[at] != "-":
        return _plain(text, at)
    if at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] == "-":
        raise QueryError('after "-" comes what is left out, without a space: -relu', at)
    term, end = _plain(text, at + 1)
    return Without(term), end


def _plain(text: str, at: int) -> tuple[Word | Pattern | Ends | Comparison, int]:
    if text[at] == '"':
        literal, end = _quoted(text, at)
        return Word(literal.lower()), end
    if text[at] == "/":
        return _pattern(text, at)
    compared = _COMPARED.match(text, at)
    if compared is not None:
        return _comparison(compared), compared.end()
    end = _end_of_word(text, at)
    token = text[at:end]
    if _SHAPE.fullmatch(token):
        return Ends(_sizes(token)), end
    sign = re.search("[<>=≤≥≠]", token)
    if sign is not None:
        raise QueryError(f'before "{sign[0]}" stands a figure: params>1M', at + sign.start())
    field, colon, rest = token.partition(":")
    if colon:
        return _in_field(text, at, field.lower(), rest, end)
    return Word(token.lower()), end


def _in_field(text: str, at: int, field: str, rest: str, end: int) -> tuple[Word | Ends, int]:
    if field == "in":
        if not _SHAPE.fullmatch(rest):
            raise QueryError('after "in:" comes the shape of an input: in:14x14', at)
        return Ends(_sizes(rest), of_input=True), end
    if field not in FIELDS:
        hint = _nearest(field, [*FIELDS, "in"]) if field not in FIGURES else f"write {field}={rest or 1}"
        raise QueryError(f'nothing is called "{field}:"; {hint}', at)
    if rest.startswith('"'):
        rest, end = _quoted(text, at + len(field) + 1)
    if not rest and field != "note":
        raise QueryError(f'after "{field}:" comes a word, without a space', at)
    return Word(rest.lower(), field), end


def _comparison(found: re.Match[str]) -> Comparison:
    figure, sign = found[1].lower(), _SAME_SIGN.get(found[2], found[2])
    if figure not in FIGURES:
        raise QueryError(f'there is no figure "{found[1]}"; {_nearest(figure, list(FIGURES))}', found.start(1))
    if _SHAPE.fullmatch(found[3]):
        if sign not in ("=", "!="):
            raise QueryError(f'a pair is compared with = or !=, one number also with "{sign}"', found.start(2))
        return Comparison(figure, sign, _sizes(found[3]))
    number = _NUMBER.fullmatch(found[3])
    if number is None:
        wanted = "3 or 3x3" if figure in ("kernel", "stride", "padding", "dilation") else "5, 100k, 1.5M or 2Mi"
        raise QueryError(f'after "{figure}{sign}" comes a number such as {wanted}', found.start(3))
    suffix = (number[2] or "").lower()
    scale = (1024 if suffix.endswith("i") else 1000) ** _POWERS[suffix[:1]]
    assert sign in SIGNS
    return Comparison(figure, sign, Decimal(number[1].replace(",", "")) * scale)


def _quoted(text: str, at: int) -> tuple[str, int]:
    end = text.find('"', at + 1)
    if end < 0:
        raise QueryError('the quotation mark is not closed; add " at the end', at)
    if end == at + 1:
        raise QueryError("there is nothing between the quotation marks", at)
    if end + 1 < len(text) and not text[end + 1].isspace():
        raise QueryError("a space is missing after the quotation mark", end + 1)
    return text[at + 1 : end], end + 1


def _pattern(text: str, at: int) -> tuple[Pattern, int]:
    """The regular expression up to the first slash that stands before a space or the end."""
    end = at + 1
    while end < len(text) and not (text[end] == "/" and (end + 1 == len(text) or text[end + 1].isspace())):
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise QueryError("the regular expression is not closed; add / at the end", at)
    source = text[at + 1 : end]
    if not source:
        raise QueryError("there is nothing between the slashes", at)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what Python may understand otherwise one day
            expression = re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise QueryError(f"the regular expression is not valid: {error.msg}", at + 1 + (error.pos or 0)) from None
    except (OverflowError, RecursionError):
        raise QueryError("the regular expression is not valid: a number or its nesting is too large", at) from None
    _check_effort(source, at + 1)
    return Pattern(expression), end + 1


def _check_effort(source: str, start: int) -> None:
    """Refuse what may be tried in more ways than anyone would wait for.

    Python's matcher backtracks: repeats of repeats take time exponential in the
    path's length, and several repeats a power of it.
    """
    effort = 0
    branching = [False]  # of each open group: whether it can match in several ways
    repeatable = False  # whether the group that was closed last can
    at = 0
    while at < len(source):
        letter, step = source[at], 1
        if letter == "\\":
            step = 2
        elif letter == "[":
            step = _class_length(source, at)
        elif letter == "(":
            branching.append(False)
            step = 2 if source[at + 1 : at + 2] == "?" else 1
        elif letter in "*+{?":
            if repeatable and letter != "?":
                raise QueryError("a repeat of what itself has choices may never end; take one of them out", start + at)
            effort += 2 if letter == "?" else 6
            branching[-1] = True
            close = source.find("}", at) if letter == "{" else at
            step = max(close - at, 0) + 1
            # a second ? or + only says how greedy the first is
            step += source[at + step : at + step + 1] in ("?", "+")
        elif letter == "|" and len(branching) > 1:
            effort += 2
            branching[-1] = True
        if letter == ")" and len(branching) > 1:
            repeatable = branching.pop()
            branching[-1] |= repeatable
        else:
            repeatable = False
        at += step
    if effort > HARDEST:
        raise QueryError("the regular expression has too many repeats and choices; use three * or + at most", start)


def _class_length(source: str, at: int) -> int:
    """How long a set such as ``[^]a-z]`` is."""
    end = at + 2 if source[at + 1 : at + 2] == "^" else at + 1
    end += 1  # a bracket that comes first is one of the set
    while end < len(source) and source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    return end + 1 - at


def _end_of_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _sizes(text: str) -> Shape:
    return tuple(int(size) for size in re.split("[x×*]", text.lower()))


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
