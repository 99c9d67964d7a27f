"""The settings file: what is remembered, and what becomes of a file that is damaged, newer or cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from explorer.ui.settings import VERSION, Settings


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The settings file of a folder of its own."""
    home = Path(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "x", "x").fileName()).parent.parent
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    path = tmp_path / "cnn-explorer" / "cnn-explorer.ini"
    path.parent.mkdir()
    yield path
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))


def kept(file: Path) -> Path:
    return file.with_name("cnn-explorer.ini.bak")


def test_everything_is_remembered(file: Path) -> None:
    first = Settings()
    assert first.problem == ""
    first.theme, first.motion, first.language, first.convention = "dark", "on", "zh_CN", "macs"
    first.device, first.precision, first.threads, first.colouring = "cuda:1", "bfloat16", 3, "rf"
    first.geometry, first.columns, first.chosen = QByteArray(b"here"), ("path", "macs"), ("a,b", "c;d")
    first.recent, first.guided = [{"path": "/a/ü, b.png"}], True
    first.save()

    again = Settings()
    assert (again.theme, again.motion, again.language, again.convention) == ("dark", "on", "zh_CN", "macs")
    assert (again.device, again.precision, again.threads, again.colouring) == ("cuda:1", "bfloat16", 3, "rf")
    assert (again.geometry, again.columns, again.chosen) == (QByteArray(b"here"), ("path", "macs"), ("a,b", "c;d"))
    assert (again.recent, again.guided) == ([{"path": "/a/ü, b.png"}], True)
    assert not kept(file).exists()

    again.restore_defaults()
    assert (again.theme, again.motion, again.device, again.threads, again.colouring) == (
        *("system", "system", "auto", 0, "kind"),
    )
    assert again.columns == ("path", "macs") and again.guided


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00\x17\xff\x80" * 300, id="bytes"),
        pytest.param(b"{'theme': 'dark'}\n", id="another format"),
        pytest.param(b"[General]\ntheme=dark\nthis line is none\n[broken\n", id="half a section"),
    ],
)
def test_a_damaged_file_is_laid_aside_and_said(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings = Settings()
    assert "damaged" in settings.problem and str(kept(file)) in settings.problem
    assert kept(file).read_bytes() == content
    assert settings.theme == "system"
    settings.theme = "dark"
    settings.save()
    again = Settings()
    assert (again.problem, again.theme) == ("", "dark")


def test_a_file_of_a_newer_version_is_laid_aside(file: Path) -> None:
    content = f"[General]\ntheme=dark\nversion={VERSION + 1}\n".encode()
    file.write_bytes(content)
    settings = Settings()
    assert "newer version" in settings.problem
    assert settings.theme == "system"
    assert kept(file).read_bytes() == content
    settings.save()
    assert Settings().problem == ""


def test_an_older_file_without_a_version_is_read(file: Path) -> None:
    file.write_text("[General]\ntheme=dark\n")
    settings = Settings()
    assert (settings.problem, settings.theme) == ("", "dark")


def test_values_that_are_none_read_as_the_default(file: Path) -> None:
    file.write_text(
        "[General]\ntheme=pink\nconvention=7\nthreads=-2\nmotion=@Invalid()\nrecent=[1, 2\nversion=x\n"
        '[palette]\nchosen="{}"\n'
    )
    settings = Settings()
    assert settings.problem == ""
    assert (settings.theme, settings.convention, settings.threads, settings.motion) == ("system", "all", 0, "system")
    assert (settings.recent, settings.chosen, settings.geometry) == ([], (), None)


def test_a_folder_in_place_of_the_file_is_said_and_harmless(file: Path) -> None:
    file.mkdir()
    settings = Settings()
    settings.theme = "dark"
    settings.save()
    assert settings.theme == "dark"
    assert file.is_dir()
