"""How the C library gets memory for tensors, and keeps what they have given back."""

import os
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
"""``M_…`` of glibc's ``mallopt``."""
LARGEST_IN_HEAP = 32 * 2**20
"""Bytes; glibc takes no higher threshold. Weights of large layers stay above it and go back to the system at once."""
KEPT = 256 * 2**20
"""Bytes of free memory at the heap's end that are not given back."""
LARGE_PAGES = "glibc.malloc.hugetlb=1"
"""glibc's setting (2.35 and newer) that asks for pages of 2 MiB; ``GLIBC_TUNABLES`` is read when a program starts."""


def ask_for_large_pages() -> None:
    """Let the processes that this one starts from now on have their memory in large pages, where Linux gives them.

    Linux gives most programs pages of 4 KiB unless they ask. The weights and maps of a network lie in thousands of
    them, more than the processor can look up at once: measured in EfficientNet-Lite0, large ones take 3 to 7 % off a
    forward pass. What the user has set in ``GLIBC_TUNABLES`` counts. To be called before there are threads, which
    may be reading the environment.
    """
    if sys.platform.startswith("linux"):
        os.environ.setdefault("GLIBC_TUNABLES", LARGE_PAGES)


def keep_freed_memory() -> bool:
    """Let this process keep the memory of feature maps that are freed, for the next ones.

    By default glibc returns to the system what the maps of a pass took, and the
    next pass fetches it anew, at the cost of a page fault for each 4 KiB: a
    tenth of a backward pass. For processes that run networks and do nothing
    else; a library has no business with it.

    Returns:
        Whether anything was changed: only glibc knows these settings.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    settings = ((_MMAP_THRESHOLD, LARGEST_IN_HEAP), (_TRIM_THRESHOLD, KEPT), (_TOP_PAD, LARGEST_IN_HEAP))
    return all(mallopt(name, value) == 1 for name, value in settings)
