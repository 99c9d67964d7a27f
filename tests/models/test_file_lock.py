"""One holder at a time, also where the holder before removes the file."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from explorer.models.file_lock import locked


def hold(path: Path, log: list[str], name: str, keep: bool, wait: Callable[[], None] = lambda: None) -> None:
    with locked(path, wait=wait, keep=lambda: keep) as file:
        log.append(f"{name} in")
        # Who comes next must meet this very file.
        assert os.path.samestat(os.fstat(file.fileno()), path.stat())
        file.write(name.encode())
        log.append(f"{name} out")


def test_the_next_holder_locks_the_file_that_others_find(tmp_path: Path) -> None:
    path = tmp_path / "state"
    log: list[str] = []
    waiting = threading.Event()
    with locked(path, wait=lambda: None, keep=lambda: False):
        thread = threading.Thread(target=hold, args=(path, log, "second", True, waiting.set))
        thread.start()
        assert waiting.wait(5)
        assert log == []
    thread.join()
    assert log == ["second in", "second out"]
    assert path.read_bytes() == b"second"


def test_the_content_stays_if_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "state"
    for name in ("one", "two"):
        hold(path, [], name, keep=True)
    with locked(path, wait=lambda: None, keep=lambda: False) as file:
        file.seek(0)
        assert file.read() == b"onetwo"
    assert not path.exists()
