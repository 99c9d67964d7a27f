"""Which texts are to be translated: those of the window, found in its sources, and those of the facts that it shows.

Three forms are known: ``self.tr("…")`` in a class, ``_tr("…")`` in a module that
defines ``_tr`` by ``QCoreApplication.translate("context", text)``, and
``translate("context", "…")`` or ``QT_TRANSLATE_NOOP("context", "…")`` themselves.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text, by the context under which Qt looks it up; ``numerus`` where ``%n`` chooses the form."""

    context: str
    source: str
    numerus: bool = False


class NotLiteral(ValueError):
    """A text that is put together before it is looked up: no translation is ever found."""


def texts_in(folder: Path) -> list[Text]:
    """Return the texts of all modules below a folder, each once, sorted.

    Raises:
        NotLiteral: the text of a call is an f-string or a variable.
    """
    found = set()
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        found.update(_texts(tree, path, _own_context(tree)))
    return sorted(found)


def texts_of_facts() -> list[Text]:
    """Return the texts of the catalogue and the history, each once, sorted; what has no word in it is none."""
    from explorer.models import history, registry
    from explorer.ui.catalogue import history_with_texts, with_texts

    found = set()

    def keep(context: str, text: str) -> str:
        if _WORD.search(text):
            found.add(Text(context, text))
        return text

    for one in registry.architectures():
        with_texts(partial(keep, "catalogue"), one)
    history_with_texts(partial(keep, "history"), history.load())
    return sorted(found)


def _texts(tree: ast.AST, path: Path, own: str, cls: str = "") -> Iterator[Text]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, path, own, cls)
        inner = node.name if isinstance(node, ast.ClassDef) else cls
        # What merely hands a text on has no text of its own.
        if not (isinstance(node, ast.FunctionDef) and node.name in ("_tr", "QT_TRANSLATE_NOOP")):
            yield from _texts(node, path, own, inner)


def _of_call(call: ast.Call, path: Path, own: str, cls: str) -> Iterator[Text]:
    name = _name(call.func)
    if name == "tr" and isinstance(call.func, ast.Attribute):
        context, arguments = cls, call.args
    elif name == "_tr":
        context, arguments = own, call.args
    elif name in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) > 1:
        if not isinstance(call.args[0], ast.Constant) or not isinstance(call.args[0].value, str):
            return  # a painter's
        context, arguments = call.args[0].value, call.args[1:]
        if name == "translate" and isinstance(arguments[0], ast.Name | ast.Attribute):
            return  # looked up here, marked by QT_TRANSLATE_NOOP elsewhere
    else:
        return
    place = f"{path}:{call.lineno}"
    if not context:
        raise NotLiteral(f"{place}: a text without a context; call it in a class, or give the module its own _tr")
    for source in _literals(arguments[0], place):
        yield Text(context, source, len(arguments) > 2)


def _literals(node: ast.expr, place: str) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, place)
        yield from _literals(node.orelse, place)
    else:
        raise NotLiteral(f"{place}: write the text out and fill it with .format afterwards")


def _own_context(tree: ast.Module) -> str:
    """The context of the module's ``_tr``; empty if it has none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "translate":
                    assert isinstance(call.args[0], ast.Constant)
                    return str(call.args[0].value)
    return ""


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
