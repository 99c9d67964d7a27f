"""Check the relative links and anchors of the documents. ``python packaging/check_links.py``

Every Markdown file at the top of the tree and in packaging/ and resources/:
a link to a file must name one that exists, and an anchor a heading of the file
that it leads into. Paths in back quotes that look like files of the tree are
checked too, but for those with NAME in them. Links to the network are not
followed.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (".", "packaging", "resources", ".github")

LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+(?:\([^()]*\))?)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
OURS = re.compile(r"(?:explorer|packaging|resources|tests|\.github)/[\w./-]*")


def documents(root: Path) -> list[Path]:
    """Return the Markdown files of the tree that people read."""
    found = set()
    for folder in FOLDERS:
        found |= set((root / folder).glob("*.md" if folder == "." else "**/*.md"))
    return sorted(found)


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of ``text``."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        name = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        taken = (f"{name}-{number}" if number else name for number in range(len(found) + 1))
        found.add(next(one for one in taken if one not in found))
    return found


def problems(path: Path, root: Path) -> Iterator[str]:
    """Yield one line for each link or path of ``path`` that leads nowhere."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    where = path.relative_to(root)
    for target in LINK.findall(CODE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        aim = path.parent / name if name else path
        if not aim.exists():
            yield f"{where}: no file {name}"
        elif anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text(encoding="utf-8")):
            yield f"{where}: no heading #{anchor} in {aim.name}"
    for quoted in CODE.findall(text):
        if OURS.fullmatch(quoted) and "NAME" not in quoted and not (root / quoted).exists():
            yield f"{where}: no file {quoted}"


def main(root: Path = ROOT) -> int:
    """Print the dead links of the tree and return the exit status."""
    found = [line for path in documents(root) for line in problems(path, root)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
