"""Finding operators and blocks by name, shape and figures. No Qt, no torch.

A query is a row of terms between spaces, and all of them must hold::

    query  = { term }
    term   = [ "-" ] plain                 "-": what follows does not hold
    plain  = word | '"' text '"'           occurs in path, operator, class or kind
           | shape                         the output's shape ends with it: 14x14, 256x14x14
           | "in:" shape                   the shape of one input ends with it
           | field ":" ( word | '"' text '"' )
           | "note:"                       there is a note, whatever it says
           | figure sign amount            params>1M, rf <= 200, kernel=3x3
           | "/" expression "/"            a regular expression is found in path or operator
    field  = "path" | "operator" | "class" | "kind" | "note"      kind:block finds blocks alone
    shape  = size { ( "x" | "×" | "*" ) size }      two sizes or more
    figure = "params" | "macs" | "flops" | "bytes" | "memory" | "intensity" | "rf" | "jump"
           | "kernel" | "stride" | "padding" | "dilation" | "groups" | "channels"
    sign   = "=" | "!=" | "<" | "<=" | ">" | ">="   and ==, ≠, ≤, ≥
    amount = number [ "k" | "M" | "G" | "T" | "Ki" | "Mi" | "Gi" | "Ti" ] [ "B" ]
           | shape                         with = and != alone

Upper and lower case are the same everywhere. Numbers may have a point and
thousands commas. A row without the figure (a kernel, say) meets no comparison.
Of a pair, height and width, ``<`` and ``>`` look at the longer side, and
``kernel=3`` asks for 3 on both.
"""

import operator
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Any

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape
from explorer.errors import QueryError
from explorer.visualize.graph.captions import operator_name
from explorer.visualize.graph.scopes import in_execution_order, module_path

PATIENCE = 0.05
"""Seconds of computing after which a regular expression is given up."""

Reading = Shape | float | None


def _pair(height: int | None, width: int | None) -> Shape | None:
    return None if height is None or width is None else (height, width)


FIGURES: dict[str, Callable[[LayerRow], Reading]] = {
    "params": lambda row: row.params,
    "macs": lambda row: row.macs,
    "flops": lambda row: row.flops,
    "bytes": lambda row: row.bytes_read + row.bytes_written,
    "memory": lambda row: row.live_bytes,
    "intensity": lambda row: row.intensity,
    "rf": lambda row: _pair(row.rf_h, row.rf_w),
    "jump": lambda row: _pair(row.jump_h, row.jump_w),
    "kernel": lambda row: row.kernel_size,
    "stride": lambda row: row.stride,
    "padding": lambda row: row.padding,
    "dilation": lambda row: row.dilation,
    "groups": lambda row: row.groups,
    "channels": lambda row: row.output_shape[0] if row.output_shape else None,
}
"""What can be compared, and where it stands: ``bytes`` is what a call reads and writes, ``memory`` what is live while
it runs, ``channels`` the first axis of the output."""

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

FIELDS = ("path", "operator", "class", "kind", "note")


@dataclass(slots=True)
class _Names:
    """What a row or block is called. Words are looked for in lower case, expressions in the names as they are."""

    row: LayerRow | None
    path: str
    cls: str
    kind: str = ""
    operators: tuple[str, ...] = ()
    """As PyTorch calls it, and as people do."""
    _whole: str = ""

    @property
    def whole(self) -> str:
        """All names, one a line."""
        if not self._whole:
            self._whole = "\n".join((self.path, self.cls, self.kind, *self.operators)).lower()
        return self._whole

    def field(self, name: str) -> str:
        """One field in lower case; empty where a block has none."""
        if name == "operator":
            return "\n".join(self.operators).lower()
        if name == "note":
            return self.row.note.lower() if self.row is not None else ""
        if name == "kind" and self.row is None:
            return "block"  # only where it is asked for: as a word it stands in many names
        return {"path": self.path, "class": self.cls, "kind": self.kind}[name].lower()


@dataclass(frozen=True, slots=True)
class Word:
    """A text occurs in one of the names, or in a certain field."""

    text: str
    """In lower case."""
    field: str = ""

    def holds(self, names: _Names) -> bool:
        """Tell whether it occurs; an empty text asks whether there is anything."""
        if not self.field:
            return self.text in names.whole
        field = names.field(self.field)
        return bool(field) and self.text in field

    def is_own(self, names: _Names) -> bool:
        """Tell whether it occurs in a block's class or reaches into the last name of its path."""
        at = names.path.lower().rfind(self.text)
        if self.field in ("", "path") and at >= 0 and at + len(self.text) > names.path.rfind(".") + 1:
            return True
        return self.field in ("", "class") and self.text in names.cls.lower()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression is found in path or operator."""

    expression: re.Pattern[str]

    def holds(self, names: _Names) -> bool:
        """Tell whether it is found."""
        return any(self.expression.search(name) for name in (names.path, *names.operators))

    def is_own(self, names: _Names) -> bool:
        """Tell whether it is found in the last name of a block's path."""
        start = names.path.rfind(".") + 1
        return any(found.end() > start for found in self.expression.finditer(names.path))


@dataclass(frozen=True, slots=True)
class Ends:
    """The shape of the output, or of one input, ends with these sizes."""

    sizes: Shape
    of_input: bool = False

    def holds(self, names: _Names) -> bool:
        """Tell whether it does."""
        row = names.row
        if row is None:
            return False
        shapes = row.input_shapes if self.of_input else (row.output_shape,)
        return any(shape[-len(self.sizes) :] == self.sizes for shape in shapes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure is larger than, smaller than or equal to an amount."""

    figure: str
    sign: str
    amount: Decimal | Shape

    def holds(self, names: _Names) -> bool:
        """Tell whether the row has the figure and it compares like that."""
        if names.row is None:
            return False
        value, compare = FIGURES[self.figure](names.row), SIGNS[self.sign]
        if value is None:
            return False
        if isinstance(self.amount, tuple):
            return compare(value, self.amount)
        if not isinstance(value, tuple):
            return compare(value, self.amount)
        if self.sign in ("=", "!="):
            return (set(value) == {self.amount}) == (self.sign == "=")
        return compare(max(value), self.amount)


@dataclass(frozen=True, slots=True)
class Without:
    """A term does not hold."""

    term: "Word | Pattern | Ends | Comparison"

    def holds(self, names: _Names) -> bool:
        """Tell whether it does not."""
        return not self.term.holds(names)


Term = Word | Pattern | Ends | Comparison | Without


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold; without a term, nothing is asked for and nothing is found."""

    text: str
    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that a reader of the results wants to see, as keys of :data:`FIGURES`: those that are asked to
        be larger or smaller; only where there are none, those that are asked to be equal, which are known."""
        compared = [term for term in self.terms if isinstance(term, Comparison)]
        telling = [term for term in compared if term.sign != "="] or compared
        return tuple(dict.fromkeys(term.figure for term in telling))

    @property
    def patient_until(self) -> float:
        """The thread's time at which to give up; words and comparisons need no limit."""
        slow = any(isinstance(_plain(term), Pattern) for term in self.terms)
        return time.thread_time() + PATIENCE if slow else inf


def find(query: Query, network: Network) -> tuple[int, ...]:
    """Return the ``order`` of every row for which all terms hold, in execution order.

    Raises:
        QueryError: a regular expression takes too long.
    """
    kinds = network.graph.nodes
    end = query.patient_until
    found: list[int] = []
    for row in network.rows if query else ():
        operators = (row.operator, operator_name(row))
        names = _Names(row, row.path, row.module, kinds[row.order]["kind"], operators)
        for term in query.terms:
            if not term.holds(names):
                break
        else:
            found.append(row.order)
        _check(end)
    return tuple(found)


_BLOCK = Word("block", "kind")


def find_blocks(query: Query, network: Network) -> tuple[str, ...]:
    """Return the paths of the blocks that are called like that themselves, in execution order, outer ones first.

    A block is a module scope with modules inside. Every word occurs in its path
    or class, and one of them in its class or in the last name of its path:
    ``layer2`` finds ``layer2`` and not ``layer2.0``, which lies in it. A query
    with a shape, a figure, or a field that blocks have not, finds none;
    ``kind:block`` is what all of them are.

    Raises:
        QueryError: a regular expression takes too long.
    """
    plain = [_plain(term) for term in query.terms]
    if any(isinstance(term, Ends | Comparison) for term in plain):
        return ()
    if any(isinstance(term, Word) and term.field not in ("", "path", "class") and term != _BLOCK for term in plain):
        return ()
    modules = network.graph.graph.get("modules", {})
    end = query.patient_until
    found: list[str] = []
    for scope in block_starts(network) if query else ():
        record = modules.get(module_path(scope))
        names = _Names(None, scope, record.cls if record else "")
        own = any(not isinstance(term, Without | Ends | Comparison) and term.is_own(names) for term in query.terms)
        if own and all(term.holds(names) for term in query.terms):
            found.append(scope)
        _check(end)
    return tuple(found)


def block_starts(network: Network) -> dict[str, int]:
    """Return the scopes with modules inside, outer ones first, and the row with which each begins."""
    starts: dict[str, int] = {}
    for node in in_execution_order(network.graph):
        for scope in network.graph.nodes[node].get("scope", ())[:-1]:
            starts.setdefault(scope, node)
    return starts


def _plain(term: Term) -> Word | Pattern | Ends | Comparison:
    return term.term if isinstance(term, Without) else term


def _check(end: float) -> None:
    if end is not inf and time.thread_time() > end:
        raise QueryError("the regular expression takes too long; use fewer * and + in it")
