"""The files around the program say what is so: manual page, desktop entry, metainfo, lowest versions, workflows."""

import argparse
import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from packaging.requirements import Requirement

from explorer import __version__
from explorer.arguments import COMMANDS, command_parser, window_parser

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
IDENTIFIER = "io.github.cnn_explorer.CnnExplorer"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


# The manual page


@pytest.fixture(scope="module")
def manual() -> dict[str, str]:
    """The text of the manual page below each command's heading, without its escapes."""
    text = (PACKAGING / "cnn-explorer.1").read_text(encoding="utf-8").replace(r"\-", "-")
    sections = re.split(r"^\.SS ", text, flags=re.MULTILINE)[1:]
    return {section.split()[0]: section.partition("\n.SH ")[0] for section in sections}


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands of the program, with their options."""
    for action in command_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_the_manual_has_the_commands_of_the_program(manual: dict[str, str]) -> None:
    assert tuple(manual) == COMMANDS
    assert sorted(name for name, _ in commands()) == sorted(COMMANDS)


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=COMMANDS)
def test_the_manual_has_the_options_of_each_command(
    manual: dict[str, str], name: str, command: argparse.ArgumentParser
) -> None:
    known = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}
    said = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", manual[name]))
    assert said == known


def test_the_manual_has_the_options_of_the_window() -> None:
    text = (PACKAGING / "cnn-explorer.1").read_text(encoding="utf-8").replace(r"\-", "-")
    before = text.partition(".SH COMMANDS")[0]
    known = {option for action in window_parser()._actions for option in action.option_strings} - {"-h"}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", before)) == known


def test_the_manual_names_every_choice(manual: dict[str, str]) -> None:
    for name, command in commands():
        for action in command._actions:
            for choice in action.choices or ():
                assert re.search(rf"\b{re.escape(choice)}\b", manual[name]), f"{name}: {choice}"


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_nothing_to_say_against_the_manual() -> None:
    command = ["groff", "-man", "-ww", "-z", "-Kutf8", str(PACKAGING / "cnn-explorer.1")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_manual_is_of_this_version() -> None:
    assert f'"cnn\\-explorer {__version__}"' in (PACKAGING / "cnn-explorer.1").read_text(encoding="utf-8")


# Desktop entry and metainfo


@pytest.fixture(scope="module")
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=["="])
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / f"{IDENTIFIER}.desktop", encoding="utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def metainfo() -> ET.Element:
    return ET.parse(PACKAGING / f"{IDENTIFIER}.metainfo.xml").getroot()


def test_the_desktop_entry_starts_the_window(entry: configparser.SectionProxy) -> None:
    assert entry["TryExec"] in PROJECT["gui-scripts"]
    assert entry["Exec"] == f"{entry['TryExec']} %f"
    assert entry["Icon"] == IDENTIFIER
    assert entry["Categories"].endswith(";")


def test_the_window_has_the_name_of_its_desktop_entry() -> None:
    # In a process of its own: here another test may have made the one QApplication already.
    program = "from explorer.ui.app import application; print(application().desktopFileName())"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert ended.stdout.strip() == IDENTIFIER


def test_the_metainfo_agrees_with_the_project(metainfo: ET.Element, entry: configparser.SectionProxy) -> None:
    assert metainfo.findtext("id") == IDENTIFIER
    assert metainfo.findtext("launchable") == f"{IDENTIFIER}.desktop"
    assert metainfo.findtext("name") == entry["Name"]
    assert metainfo.findtext("summary") == entry["Comment"]
    assert metainfo.findtext("project_license") == PROJECT["license"]
    assert metainfo.findtext("url[@type='homepage']") == PROJECT["urls"]["Homepage"]
    assert [one.text for one in metainfo.iterfind("categories/category")] == entry["Categories"].strip(";").split(";")
    assert [one.text for one in metainfo.iterfind("provides/binary")] == [
        *PROJECT["scripts"],
        *PROJECT["gui-scripts"],
    ]
    assert metainfo.find("releases/release").attrib["version"] == __version__


def test_the_metainfo_counts_the_architectures(metainfo: ET.Element) -> None:
    from explorer.models import registry

    text = " ".join(one.text or "" for one in metainfo.iterfind("description/ul/li"))
    assert f"{len(registry.keys())} architectures" in text


def test_workspaces_are_one_type_everywhere(metainfo: ET.Element, entry: configparser.SectionProxy) -> None:
    from explorer.workspace.file import SUFFIX

    names = {"": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ET.parse(PACKAGING / f"{IDENTIFIER}.mime.xml").getroot().find("mime-type", names)
    assert kind.find("glob", names).attrib["pattern"] == f"*{SUFFIX}"
    assert entry["MimeType"].strip(";") == metainfo.findtext("provides/mediatype") == kind.attrib["type"]
    assert f"Classes\\{SUFFIX}\\" in (PACKAGING / "windows" / "cnn-explorer.iss").read_text(encoding="utf-8")


def test_the_screenshots_are_in_the_tree(metainfo: ET.Element) -> None:
    for image in metainfo.iterfind("screenshots/screenshot/image"):
        assert (ROOT / (image.text or "").partition("/main/")[2]).is_file()


@pytest.mark.parametrize(
    ("program", "options", "suffix"),
    [("appstreamcli", ["validate", "--no-net"], "metainfo.xml"), ("desktop-file-validate", [], "desktop")],
)
def test_the_validators_agree(program: str, options: list[str], suffix: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}")
    command = [program, *options, str(PACKAGING / f"{IDENTIFIER}.{suffix}")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


# Addresses

HOME = PROJECT["urls"]["Homepage"]
ADDRESSED = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "pyproject.toml",
    f"packaging/{IDENTIFIER}.metainfo.xml",
    "packaging/windows/cnn-explorer.iss",
    "packaging/cnn-explorer.1",
)


def addresses_of_ours(text: str) -> set[str]:
    """The addresses that name a repository like ours, wherever it lies."""
    found = re.findall(r"https?://[^\s<>\"')\]]+", text.replace(r"\-", "-"))
    return {address for address in found if re.search(r"/cnn[-_]explorer\b", address)}


@pytest.mark.parametrize("name", ADDRESSED)
def test_the_project_has_one_address(name: str) -> None:
    raw = HOME.replace("//github.com/", "//raw.githubusercontent.com/")
    for address in addresses_of_ours((ROOT / name).read_text(encoding="utf-8")):
        assert re.match(rf"({re.escape(HOME)}|{re.escape(raw)})(?=[/#]|$)", address), address


def test_every_document_that_sends_people_somewhere_names_the_address(metainfo: ET.Element) -> None:
    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "packaging/windows/cnn-explorer.iss"):
        assert addresses_of_ours((ROOT / name).read_text(encoding="utf-8")), name
    urls = PROJECT["urls"]
    assert urls["Issues"] == metainfo.findtext("url[@type='bugtracker']") == f"{HOME}/issues"
    assert metainfo.findtext("url[@type='vcs-browser']") == HOME
    assert f"git clone {HOME} " in (ROOT / "README.md").read_text(encoding="utf-8")


# Requirements


def test_the_lowest_versions_are_those_of_the_project() -> None:
    lines = (PACKAGING / "minimum.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    for text in PROJECT["dependencies"]:
        wanted = Requirement(text)
        (lowest,) = (one.version for one in wanted.specifier if one.operator == ">=")
        pinned = pins[wanted.name]
        assert wanted.specifier.contains(pinned)
        assert pinned.removesuffix(".0") == lowest.removesuffix(".0")


# Workflows


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_is_whole(path: Path) -> None:
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "on" if "on" in flow else True, "permissions", "jobs"} <= flow.keys()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name, job in flow["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        assert set([job.get("needs", [])] if isinstance(job.get("needs"), str) else []) <= flow["jobs"].keys()
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step
            for target in re.findall(r"\bmake ([\w-]+)", step.get("run", "")):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
            for file in re.findall(r"\b(?:packaging|tests)/[\w./-]+\w", step.get("run", "").replace("\\", "/")):
                assert (ROOT / file).exists(), file


def test_the_tests_run_on_all_systems_and_on_every_python_that_is_promised() -> None:
    path = ROOT / ".github" / "workflows" / "test.yml"
    matrix = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["test"]["strategy"]["matrix"]
    promised = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    assert matrix["python"] == promised
    assert [system.partition("-")[0] for system in matrix["system"]] == ["ubuntu", "windows", "macos"]
