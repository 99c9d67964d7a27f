"""The translations of the window. ``python packaging/translations.py update | compile | check``

``update`` brings the .ts files in resources/translations into step with the
sources: new texts are added as unfinished (or with the translation that the same
text has elsewhere), texts that are gone are dropped. ``cnn-explorer_*.ts`` has the
texts of the window, ``catalogue_*.ts`` those of the catalogue and the history. ``compile`` makes the .qm
files that Qt reads; they are committed, so that neither a wheel nor a checkout
needs a tool. ``check`` says what is missing or looks wrong and exits with 1.

The rules for a language and its terms are in packaging: translating_zh.md, glossary_zh.csv.
"""

import csv
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

from translatable import NotLiteral, Text, texts_in, texts_of_facts  # noqa: E402

SOURCES = ROOT / "explorer" / "ui"
FOLDER = ROOT / "resources" / "translations"

_HAN = "\u3400-\u9fff"
_TOUCHING = re.compile(rf"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9%][{_HAN}]")
_NARROW = re.compile(rf"[{_HAN}）”][,;:?!](?!\w)|[{_HAN}]\.(?!\w)")
_KEYS = re.compile(r"\((?:(?:Ctrl|Shift|Alt)\+[^)]+|Space|Esc|Enter[^)]*|Delete|Up|Down|F\d+|[A-Z,.+−0-9-])\)")
_MNEMONIC = re.compile(r"&(?!&)(.)")
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*|\ba(?= [mb]illion))(?: ([mb]illion|[万亿]))?")
_POWERS = {"million": 6, "billion": 9, "万": 4, "亿": 8}
_PLURAL_FORMS = {"zh_CN": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation: all its plural forms, one where there are none."""

    forms: tuple[str, ...]
    finished: bool


def files() -> dict[Path, list[Text]]:
    """Return the .ts files, two for each language, and the texts that each is to have."""
    of_window, of_facts = texts_in(SOURCES), texts_of_facts()
    found = dict.fromkeys(sorted(FOLDER.glob("cnn-explorer_*.ts")), of_window)
    return found | dict.fromkeys(sorted(FOLDER.glob("catalogue_*.ts")), of_facts)


def language_of(path: Path) -> str:
    """Return the language of a file: ``zh_CN`` of ``cnn-explorer_zh_CN.ts``."""
    return path.stem.partition("_")[2]


def read(path: Path) -> dict[Text, Entry]:
    """Return the translations of a .ts file."""
    entries = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            text = Text(name, message.findtext("source", ""), message.get("numerus") == "yes")
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            entries[text] = Entry(tuple(forms), translation.get("type") != "unfinished")
    return entries


def write(path: Path, entries: dict[Text, Entry]) -> None:
    """Write a .ts file as Qt Linguist does."""
    root = ET.Element("TS", version="2.1", language=language_of(path), sourcelanguage="en")
    context = None
    for text, entry in sorted(entries.items(), key=lambda one: one[0]):
        if context is None or context.findtext("name") != text.context:
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = text.context
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.numerus else {})
        ET.SubElement(message, "source").text = text.source
        state = {} if entry.finished else {"type": "unfinished"}
        translation = ET.SubElement(message, "translation", state)
        if text.numerus:
            for form in entry.forms:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = entry.forms[0]
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def updated(texts: Iterable[Text], known: dict[Text, Entry], language: str) -> dict[Text, Entry]:
    """Return an entry for each text: the known one, that of the same text elsewhere, or an unfinished one."""
    elsewhere = {(text.source, text.numerus): entry for text, entry in known.items() if entry.finished}

    def entry(text: Text) -> Entry:
        if text in known:
            return known[text]
        forms = _PLURAL_FORMS[language] if text.numerus else 1
        return elsewhere.get((text.source, text.numerus), Entry(("",) * forms, False))

    return {text: entry(text) for text in texts}


def faults_of(text: Text, translation: str) -> Iterator[str]:
    """Say what looks wrong in one translation, by what can be told without knowing the language."""
    source = text.source
    if _fields(source) != _fields(translation):
        yield "the placeholders differ"
    if source.count("%n") != translation.count("%n"):
        yield "%n differs"
    if source.count("\n") != translation.count("\n"):
        yield "the number of lines differs"
    if re.search(r"\w", source) and _edges(source) != _edges(translation):
        yield "the spaces at the ends differ"
    if _KEYS.findall(source) != _KEYS.findall(translation):
        yield "a key differs"
    if source.endswith("…") != translation.endswith("…"):
        yield "the … at the end differs"
    if _mnemonics(source) != _mnemonics(translation):
        yield "the accelerator differs"
    if text.context in ("catalogue", "history") and _figures(source) != _figures(translation):
        yield "the figures differ"
    if _TOUCHING.search(_MNEMONIC.sub("", translation)):
        yield "no space between Chinese and Latin letters or figures"
    if _NARROW.search(translation):
        yield "narrow punctuation after Chinese"


def terms_of(language: str) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """Return the glossary of a language: what finds a term in English, and the words that may stand for it."""
    path = ROOT / "packaging" / f"glossary_{language.partition('_')[0]}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row[:2] for row in csv.reader(lines)][1:]
    # The term itself will do too: a name, or a word of the search language.
    return [
        (re.compile(rf"\b{re.escape(english)}e?s?\b", re.I), (*words.split("|"), english)) for english, words in rows
    ]


def not_by_glossary(
    text: Text, translation: str, terms: Iterable[tuple[re.Pattern[str], tuple[str, ...]]]
) -> Iterator[str]:
    """Say which terms are translated otherwise than the glossary has it."""
    source, folded = re.sub(r"\{[^}]*\}|&", "", text.source), translation.casefold()
    for pattern, words in terms:
        if pattern.search(source) and not any(word.casefold() in folded for word in words):
            yield f"{words[-1]} is {' or '.join(words[:-1])} in the glossary"


def _fields(text: str) -> list[tuple[str, str, str]]:
    return sorted((name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name is not None)


def _figures(text: str) -> list[str]:
    """The figures of a text, sorted; ``1.2 million`` and ``120 万`` are the same."""

    def value(figure: str, word: str) -> str:
        return str(int(Decimal(figure.replace("a", "1")).scaleb(_POWERS[word]))) if word else figure

    return sorted(value(*found) for found in _FIGURE.findall(text))


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1] == " ", text[-1:] == " "


def _mnemonics(text: str) -> list[str]:
    return [letter.upper() for letter in _MNEMONIC.findall(text)]


def faults(path: Path, texts: list[Text]) -> Iterator[str]:
    """Say what is missing, left over or wrong in a .ts file and the .qm beside it."""
    entries, terms = read(path), terms_of(language_of(path))
    for text in texts:
        place, entry = f"{path.name}: {text.context}: {text.source!r}", entries.get(text)
        if entry is None:
            yield f"{place} is missing; run `translations.py update`"
        elif not entry.finished or not all(entry.forms):
            yield f"{place} is not translated"
        else:
            for form in entry.forms:
                for fault in (*faults_of(text, form), *not_by_glossary(text, form, terms)):
                    yield f"{place}: {fault}: {form!r}"
    for text in sorted(set(entries) - set(texts)):
        yield f"{path.name}: {text.context}: {text.source!r} is in no source; run `translations.py update`"
    yield from _not_compiled(path, entries)


def _not_compiled(path: Path, entries: dict[Text, Entry]) -> Iterator[str]:
    from PySide6.QtCore import QTranslator

    translator = QTranslator()
    made = path.with_suffix(".qm")
    if not translator.load(str(made)):
        yield f"{made.name} cannot be read; run `translations.py compile`"
        return
    for text, entry in entries.items():
        count = 1 if text.numerus else -1
        if entry.finished and translator.translate(text.context, text.source, "", count) != entry.forms[0]:
            yield f"{made.name} is older than {path.name}; run `translations.py compile`"
            return


def compile_all() -> None:
    """Make the .qm files."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    for path in files():
        subprocess.run([tool, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main(command: str) -> int:
    """Do what is asked; return the exit status."""
    if command == "update":
        for path, texts in files().items():
            write(path, updated(texts, read(path), language_of(path)))
    elif command == "compile":
        compile_all()
    elif command == "check":
        wanted = files()
        found = [fault for path, texts in wanted.items() for fault in faults(path, texts)]
        count = sum(map(len, wanted.values()))
        print("\n".join(found) or f"{count} texts in {len(wanted)} files are in order")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("update", "compile", "check"):
        sys.exit(f"usage: {sys.argv[0]} update | compile | check")
    try:
        sys.exit(main(sys.argv[1]))
    except NotLiteral as error:
        sys.exit(str(error))
