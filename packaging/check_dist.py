"""Check what `make dist` has made. ``python packaging/check_dist.py FOLDER``

One wheel and one sdist of this version; in the wheel the package and its
resources, whole, and nothing else; in the sdist what is needed to build and
test; no path of the machine on which they were made.
"""

import email
import re
import runpy
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = runpy.run_path(str(ROOT / "explorer" / "__init__.py"))["__version__"]

TEXT = (".py", ".toml", ".csv", ".txt", ".md", ".svg", ".json", ".ts", ".xml", ".desktop", ".sh", "Makefile")
# Any home would be too much: examples have them too.
FOREIGN = re.compile(rf"{re.escape(str(ROOT))}(?![\w-])")
WANTED_IN_SDIST = (
    ".github/workflows/test.yml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "packaging/bootstrap.sh",
    "packaging/cnn-explorer.1",
    "pyproject.toml",
    "tests/conftest.py",
)
SCRIPTS = ("[console_scripts]", "cnn-explorer = explorer.cli:main", "[gui_scripts]", "cnn-explorer-window =")
METADATA = ("Summary", "License-Expression", "Requires-Python", "Keywords", "Project-URL", "Description-Content-Type")
WHEEL_LIMIT = 12 << 20
"""Bytes; PyPI takes 100 MB, but nothing here needs more."""


def problems_of_wheel(path: Path) -> list[str]:
    """Return what is wrong with the wheel, one line each."""
    found = []
    with zipfile.ZipFile(path) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        info = f"cnn_explorer-{VERSION}.dist-info/"
        found += [f"{path.name}: {name} does not belong there" for name in sorted(names) if _is_strange(name, info)]
        found += [f"{path.name}: {name} is missing" for name in sorted(_expected() - names)]
        texts = {name: archive.read(name).decode("utf-8") for name in names if name.endswith(TEXT)}
        found += _foreign_paths(path, texts.items())
        metadata = email.message_from_bytes(archive.read(f"{info}METADATA"))
        found += [f"{path.name}: no {field} in its metadata" for field in METADATA if not metadata[field]]
        entries = archive.read(f"{info}entry_points.txt").decode()
        found += [f"{path.name}: no entry point {line}" for line in SCRIPTS if line not in entries]
    if path.stat().st_size > WHEEL_LIMIT:
        found.append(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, over {WHEEL_LIMIT / 1e6:.1f} MB")
    return found


def problems_of_sdist(path: Path) -> list[str]:
    """Return what is wrong with the source distribution, one line each."""
    found = []
    with tarfile.open(path) as archive:
        top = f"cnn_explorer-{VERSION}/"
        members = {member.name.removeprefix(top): member for member in archive if member.isfile()}
        found += [f"{path.name}: {name} is missing" for name in WANTED_IN_SDIST if name not in members]
        found += [f"{path.name}: {name} does not belong there" for name in sorted(members) if _is_made(name)]
        texts = ((name, archive.extractfile(member)) for name, member in members.items() if name.endswith(TEXT))
        found += _foreign_paths(path, ((name, file.read().decode("utf-8")) for name, file in texts if file))
    return found


def _expected() -> set[str]:
    """What the wheel must hold of the tree."""
    code = {path.relative_to(ROOT) for path in (ROOT / "explorer").rglob("*") if path.is_file()}
    data = {Path("explorer") / path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    return {path.as_posix() for path in code | data if not _is_made(path.as_posix())}


def _is_strange(name: str, info: str) -> bool:
    return not name.startswith(("explorer/", info)) or _is_made(name)


def _is_made(name: str) -> bool:
    """Tell whether a file is made from others, or by tools."""
    parts = name.split("/")
    return name.endswith((".pyc", ".part", "~")) or any(part in ("__pycache__", ".venv", "dist") for part in parts)


def _foreign_paths(path: Path, texts: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{path.name}: {name} names {match.group()}" for name, text in texts if (match := FOREIGN.search(text))]


def main(folder: Path) -> int:
    """Print what is wrong in ``folder`` and return the exit status."""
    wheels, sdists = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    names = [path.name for path in (*wheels, *sdists)]
    wanted = [f"cnn_explorer-{VERSION}-py3-none-any.whl", f"cnn_explorer-{VERSION}.tar.gz"]
    if names != wanted:
        print(f"{folder} holds {', '.join(names) or 'nothing'} instead of {' and '.join(wanted)}", file=sys.stderr)
        return 1
    problems = problems_of_wheel(wheels[0]) + problems_of_sdist(sdists[0])
    for line in problems:
        print(line, file=sys.stderr)
    for path in (*wheels, *sdists):
        print(f"{path.name}  {path.stat().st_size / 1e6:.2f} MB")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER")
    sys.exit(main(Path(sys.argv[1])))
