"""What the parts below the window say, found in their sources: the messages of errors, with their gaps filled."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from explorer import errors

ROOT = Path(__file__).resolve().parents[2] / "explorer"
ABOVE = ("ui", "cli.py", "arguments.py", "terminal.py", "picture_commands.py", "top9_command.py", "unit_field.py")
"""The window itself and the commands of the terminal, which speak English."""

ERRORS = frozenset(name for name, one in vars(errors).items() if isinstance(one, type))

GAP = "{}"


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text that an error is made with."""

    place: str
    """``inference/images.py:76``."""
    text: str
    """With ``{}`` for each figure or name in it."""

    @property
    def filled(self) -> str:
        """The text with a figure of its own in each gap."""
        parts = self.text.split(GAP)
        return parts[0] + "".join(f"{71 + at}{part}" for at, part in enumerate(parts[1:]))


def messages() -> Iterator[Message]:
    """Yield the messages of all errors for people that are made below the window."""
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        if inside.parts[0] in ABOVE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function, call in _calls(tree, tree):
            for text in _texts(call.args[0], function):
                yield Message(f"{inside.as_posix()}:{call.lineno}", text)


def _calls(node: ast.AST, function: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in ERRORS and child.args:
            yield function, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _texts(node: ast.expr, function: ast.AST) -> list[str]:
    """All texts that an expression may be, gaps for what only the program knows."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, function), *_texts(node.orelse, function)]
    if isinstance(node, ast.FormattedValue):
        return _texts(node.value, function)
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*(_texts(part, function) for part in node.values))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pairs = product(_texts(node.left, function), _texts(node.right, function))
        return ["".join(pair) for pair in pairs]
    if isinstance(node, ast.Name):
        written = [one.value for one in ast.walk(function) if isinstance(one, ast.Assign) and _name(one) == node.id]
        if written and all(map(_is_text, written)):
            return [text for one in written for text in _texts(one, function)]
    return [GAP]


def _name(assigned: ast.Assign) -> str:
    target = assigned.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_text(node.body) and _is_text(node.orelse)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
