"""What --help says: every command in a line or two, and examples that can be typed as they stand."""

import shlex

import pytest

from explorer import cli
from explorer.arguments import COMMANDS, command_parser, window_parser
from explorer.models import registry


def helped(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def examples(text: str) -> list[list[str]]:
    block = text.partition("examples:\n")[2].partition("\n\n")[0]
    # What follows after several spaces explains.
    return [shlex.split(line.strip().partition("   ")[0])[1:] for line in block.splitlines()]


def test_every_command_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys)
    lines = text.partition("commands (")[2].partition("\n\n")[0].splitlines()[1:]
    first = [line.split() for line in lines if not line.startswith("   ")]
    assert [words[0] for words in first] == list(COMMANDS)
    assert all(len(words) > 2 for words in first)
    assert max(map(len, text.splitlines())) <= 92


def test_examples_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    typed = examples(helped(capsys))
    assert len(typed) >= 8
    for words in typed:
        if words and words[0] in COMMANDS:
            options = command_parser().parse_args(words)
            keys = [getattr(options, "key", None)]
        else:
            keys = window_parser().parse_args(words).keys
        for key in filter(None, keys):
            assert registry.get(key).key == key


def test_a_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys, "graph")
    assert "--expand" in text and "KEY is an architecture" in text


def test_the_long_help_is_made_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("the commands' own options are not needed to open a window")

    monkeypatch.setattr("explorer.arguments.command_parser", never)
    assert window_parser().parse_args(["resnet50"]).keys == ["resnet50"]


def test_doctor_says_where_the_log_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer import doctor
    from explorer.ui.log_file import log_path

    for slow in ("_devices", "_qt", "_weights"):
        monkeypatch.setattr(doctor, slow, list)
    line = next(line for line in doctor.report().splitlines() if line.startswith("Log "))
    assert str(log_path()) in line and "NOT WRITABLE" not in line
