"""Memory that is given back and taken again, as the C library itself counts it."""

import os
import platform
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, sys
from explorer.inference.allocator import keep_freed_memory
if sys.argv[1] == "kept" and not keep_freed_memory():
    sys.exit(3)
libc = ctypes.CDLL(None)
if not hasattr(libc, "mallinfo2"):
    sys.exit(3)
class Info(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    _fields_ = [(name, ctypes.c_size_t) for name in names]
libc.mallinfo2.restype = Info
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
before = libc.mallinfo2()
maps = [libc.malloc(4 * 2**20) for _ in range(20)]
during = libc.mallinfo2()
for one in maps:
    libc.free(one)
after = libc.mallinfo2()
print(during.hblks - before.hblks, after.arena - before.arena)
"""


def counted(how: str) -> tuple[int, int]:
    """Of 20 maps of 4 MiB: how many came from the system one by one, and the bytes still there when all are freed."""
    ended = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True)
    if ended.returncode == 3:
        pytest.skip("the C library is not glibc, or too old to be asked")
    assert ended.returncode == 0, ended.stderr
    mapped, there = map(int, ended.stdout.split())
    return mapped, there


def test_freed_maps_stay_for_the_next_ones() -> None:
    assert counted("given back")[0] == 20
    mapped, there = counted("kept")
    assert mapped == 0
    assert there >= 20 * 4 * 2**20


ASKING = """
import platform, subprocess, sys
from pathlib import Path
from explorer.inference.allocator import ask_for_large_pages
if sys.argv[1] == "asked":
    ask_for_large_pages()
if platform.libc_ver()[0] != "glibc" or not Path("/sys/kernel/mm/transparent_hugepage").exists():
    sys.exit(3)
child = "maps = bytearray(64 * 2**20); print(open('/proc/self/smaps').read())"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""


def advised(how: str, environment: dict[str, str]) -> bool:
    """Whether a process that another one has started has memory for which it wishes large pages."""
    command = [sys.executable, "-c", ASKING, how]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ended.returncode == 3:
        pytest.skip("not glibc on a Linux with large pages")
    assert ended.returncode == 0, ended.stderr
    flags = [line.split() for line in ended.stdout.splitlines() if line.startswith("VmFlags:")]
    assert flags
    return any("hg" in one for one in flags)


def test_child_processes_ask_for_large_pages_unless_the_user_has_decided() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "GLIBC_TUNABLES"}
    assert not advised("not asked", environment)
    if tuple(map(int, platform.libc_ver()[1].split("."))) < (2, 35):
        pytest.skip("glibc is too old")
    assert advised("asked", environment)
    assert not advised("asked", environment | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=0"})
