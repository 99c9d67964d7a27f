"""What README.md shows is what happens: its commands are run, its Python is typed in, and both must answer as it says.

They run in this process, from a folder with the sample pictures where the README has them, and without the network.
"""

import ast
import re
import shlex
import shutil
import tokenize
from io import StringIO
from pathlib import Path

import pytest

from explorer import cli
from explorer.arguments import COMMANDS, command_parser

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SKIPPED = "…"
"""A line that stands for lines which the README leaves out."""


def blocks(language: str) -> list[str]:
    """The blocks of the README in one language; those without one are transcripts or the list of commands."""
    return [text for found, text in BLOCK.findall(README.read_text(encoding="utf-8")) if found == language]


TRANSCRIPTS = [text.partition("\n") for text in blocks("") if text.startswith("$ ")]
COMMAND_LINES = [line for text in blocks("sh") for line in text.splitlines() if line.startswith("cnn-explorer ")]
(SYNOPSIS,) = (text for text in blocks("") if not text.startswith("$ "))


@pytest.fixture
def beside_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the samples where the tree has them, so that nothing is written into the tree."""
    shutil.copytree(ROOT / "resources" / "samples", tmp_path / "resources" / "samples")
    monkeypatch.chdir(tmp_path)
    # The README's answers are those of a processor.
    monkeypatch.setattr("explorer.inference.devices._accelerator", lambda: None)
    return tmp_path


def run(line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "cnn-explorer"
    assert cli.main(words) == 0, line


def assert_shown(shown: str, printed: str) -> None:
    """Hold a transcript against what came: the same words, and numbers that differ by rounding at most."""
    lines = printed.splitlines()
    start = 0
    loose = False
    for part in shown.splitlines():
        if part == SKIPPED:
            loose = True
            continue
        found = next((index for index in range(start, len(lines)) if same(part, lines[index])), None)
        assert found is not None, f"{part!r} is not in\n{printed}"
        assert loose or found == start, f"{lines[start]!r} comes before {part!r}"
        start, loose = found + 1, False
    assert loose or start == len(lines), f"{lines[start:]} is not shown"


def same(shown: str, printed: str) -> bool:
    # On another processor a probability may differ in its last digit; no count and no size may.
    if NUMBER.sub("#", shown) != NUMBER.sub("#", printed):
        return False
    pairs = zip(NUMBER.findall(shown), NUMBER.findall(printed), strict=True)
    return all(
        first == second or ("." in first and float(first) == pytest.approx(float(second), abs=0.06))
        for first, second in pairs
    )


def test_a_transcript_that_is_wrong_is_seen() -> None:
    printed = "one 1\ntwo 2.50%\nthree 3\n"
    for right in (printed, "one 1\ntwo 2.51%\nthree 3\n", "one 1\n…\n", "…\nthree 3\n", "one 1\n…\nthree 3\n"):
        assert_shown(right, printed)
    for wrong in ("one 1\n", "two 2.50%\n…\n", "one 1\nthree 3\n", "one 2\n…\n", "…\ntwo 2.60%\n…\n", "…\nfour\n…\n"):
        with pytest.raises(AssertionError):
            assert_shown(wrong, printed)


@pytest.mark.usefixtures("beside_the_samples")
@pytest.mark.parametrize(
    ("command", "shown"),
    [(command.removeprefix("$ "), shown) for command, _, shown in TRANSCRIPTS],
    ids=[command.split()[2] for command, _, _ in TRANSCRIPTS],
)
def test_a_transcript_is_true(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(command)
    assert_shown(shown, capsys.readouterr().out)


@pytest.mark.parametrize("line", COMMAND_LINES, ids=[line.split()[1] for line in COMMAND_LINES])
def test_a_command_writes_its_file(line: str, beside_the_samples: Path) -> None:
    words = shlex.split(line)
    run(line)
    written = beside_the_samples / words[words.index("-o") + 1]
    assert written.stat().st_size > 1000


def test_every_command_is_listed_with_options_that_it_has() -> None:
    entries = re.split(r"\n(?=cnn-explorer)", SYNOPSIS.strip())
    named = [entry.split()[1] for entry in entries]
    assert [name for name in dict.fromkeys(named) if name in COMMANDS] == list(COMMANDS)
    (subparsers,) = (one.choices for one in command_parser()._actions if one.dest == "command")
    for name, entry in zip(named, entries, strict=True):
        if name in COMMANDS:
            known = {word for action in subparsers[name]._actions for word in action.option_strings}
            assert set(re.findall(r"(?<![\w-])--?[a-z]+", entry)) <= known, entry


@pytest.mark.usefixtures("beside_the_samples")
def test_python_answers_what_stands_behind_its_expressions() -> None:
    (text,) = blocks("python")
    comments = {
        token.start[0]: token.string.removeprefix("# ")
        for token in tokenize.generate_tokens(StringIO(text).readline)
        if token.type == tokenize.COMMENT
    }
    names: dict[str, object] = {}
    answered = 0
    for statement in ast.parse(text).body:
        code = ast.get_source_segment(text, statement)
        assert code is not None
        if not isinstance(statement, ast.Expr):
            exec(code, names)  # the README's own words
            continue
        value = repr(eval(code, names))
        shown = comments[statement.lineno]
        assert shown == value or shown.startswith(f"{value}: "), f"{code} is {value}, not {shown}"
        answered += 1
    assert answered >= 8


def test_the_catalogue_is_as_large_as_the_readme_says() -> None:
    from explorer.models import registry

    records = registry.architectures()
    text = " ".join(README.read_text(encoding="utf-8").split())
    assert set(re.findall(r"(\d+) architectures", text)) == {str(len(records))}
    # EfficientNet-Lite0's weights come with the program.
    trained = sum(any(one.source == "download" for one in record.weights) for record in records) - 1
    assert f"those of {trained} more architectures are downloaded" in text


def test_pictures_are_there_and_named_for_those_who_cannot_see_them() -> None:
    text = README.read_text(encoding="utf-8")
    pictures = re.findall(r'<img src="([^"]+)"[^>]*?alt="([^"]+)"', text) + [
        (path, name) for name, path in re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    ]
    assert len(pictures) == text.count("<img ") + text.count("![") >= 8
    for path, _ in pictures:
        assert (ROOT / path).is_file(), path
