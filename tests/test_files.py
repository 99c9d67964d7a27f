"""What a result is written to: an ordinary file is replaced, a pipe or a device never."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import OutputError
from explorer.files import write_text
from explorer.visualize.pictures import save_array


def read_in_background(pipe: Path, parts: list[bytes]) -> threading.Thread:
    reader = threading.Thread(target=lambda: parts.append(pipe.read_bytes()), daemon=True)
    reader.start()
    return reader


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path, through_a_link: bool) -> None:
    pipe, target, parts = tmp_path / "pipe", tmp_path / "link", []
    os.mkfifo(pipe)
    target.symlink_to(pipe)
    array = np.arange(60_000, dtype=np.float32)  # more than a pipe holds at once
    reader = read_in_background(pipe, parts)
    save_array(array, target if through_a_link else pipe)
    reader.join(10)
    (tmp_path / "copy.npy").write_bytes(parts[0])
    np.testing.assert_array_equal(np.load(tmp_path / "copy.npy"), array)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.npy", "link", "pipe"]


def full_device(folder: Path) -> Path:
    """A device of its own that has no room, like /dev/full: one that is replaced by mistake harms nobody."""
    path = folder / "full"
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 7))
        path.open("wb").close()
    except (AttributeError, OSError):
        pytest.skip("needs the right to make devices")
    return path


def test_a_device_is_never_replaced_and_its_refusal_is_said(tmp_path: Path) -> None:
    device = full_device(tmp_path)
    with pytest.raises(OutputError, match="No space left"):
        write_text(device, "text")
    assert stat.S_ISCHR(device.stat().st_mode)


def test_the_file_that_standard_output_goes_to_is_not_replaced(tmp_path: Path) -> None:
    # As after `cnn-explorer table … -o /dev/stdout > table.csv`, where the device is a link to the file.
    out = tmp_path / "out.txt"
    program = f"import sys; from explorer.files import write_text; write_text({str(out)!r}, 'from inside')"
    with out.open("wb") as stream:
        subprocess.run([sys.executable, "-c", program], stdout=stream, check=True)
        assert os.path.samestat(os.fstat(stream.fileno()), out.stat())
    assert out.read_text() == "from inside"


def test_a_name_as_long_as_a_file_may_have_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 251 + ".csv")
    write_text(target, "text")
    assert target.read_text() == "text" and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["n" * 300, "no/such/folder"])
def test_a_name_that_no_file_can_have_is_a_clear_failure(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write_text(tmp_path / name, "text")
    assert not any(tmp_path.iterdir())
