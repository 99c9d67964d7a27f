"""How the C library keeps memory that tensors have given back."""

import ctypes
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
"""``M_…`` of glibc's ``mallopt``."""
LARGEST_IN_HEAP = 32 * 2**20
"""Bytes; glibc takes no higher threshold. Weights of large layers stay above it and go back to the system at once."""
KEPT = 256 * 2**20
"""Bytes of free memory at the heap's end that are not given back."""


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
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    settings = ((_MMAP_THRESHOLD, LARGEST_IN_HEAP), (_TRIM_THRESHOLD, KEPT), (_TOP_PAD, LARGEST_IN_HEAP))
    return all(mallopt(name, value) == 1 for name, value in settings)
