"""Name code that nothing uses. ``python packaging/dead_code.py``

vulture over the program, its tests and packaging/, of which only what stands
in the program is said. What it cannot see is called from outside: builders by
the names in the registry's facts, overrides by Qt, and the few names below.
"""

import sys
import tomllib
from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets
from vulture import Vulture

ROOT = Path(__file__).resolve().parents[1]

CALLED_FROM_OUTSIDE = [
    "__getattr__",  # by `from package import name`
    "extra_repr",  # by torch, when a module is printed
    "MAX_IMAGE_PIXELS",  # read by Pillow
    "_negative_number_matcher",  # read by argparse
    "aux_logits1",  # fields of a named tuple, which is unpacked
    "aux_logits2",
    "block[0-9]*",  # modules of Xception, called by number
    "_hand",  # kept alive by the name
    "_focus_ring",
    "on_changed",  # a slot that the message bus calls by its name
    "FrameSource",  # the protocol, for type checkers and readers
]


def builders() -> set[str]:
    """Return the names of the functions that build the architectures."""
    found = set()
    for path in (ROOT / "explorer" / "models").glob("*.toml"):
        for facts in tomllib.loads(path.read_text(encoding="utf-8"))["architecture"]:
            found.add(facts.get("builder", facts["key"]))
    return found


def overrides() -> set[str]:
    """Return the methods of Qt in camel case, which our own names never are."""
    return {
        name
        for module in (QtCore, QtGui, QtWidgets)
        for thing in (getattr(module, name) for name in dir(module))  # PySide makes its classes when asked for
        if isinstance(thing, type)
        for name in dir(thing)
        if name != name.lower() and not name.startswith("_")
    }


def main() -> int:
    """Print what is unused and return the exit status."""
    finder = Vulture(ignore_names=CALLED_FROM_OUTSIDE)
    finder.scavenge([str(ROOT / name) for name in ("explorer", "tests", "packaging")])
    called = builders() | overrides()
    found = [
        item
        for item in finder.get_unused_code()
        if item.name not in called and Path(item.filename).is_relative_to(ROOT / "explorer")
    ]
    for item in found:
        where = Path(item.filename).relative_to(ROOT)
        print(f"{where}:{item.first_lineno}: unused {item.typ} {item.name}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
