"""The memory that glibc keeps for us: what is served no more goes back to the system.

Law: only a wish. With another C library nothing happens, and nothing depends on it.
"""

import ctypes
from contextlib import suppress

_ARENA_MAX = -8  # of malloc.h


def share_one_arena() -> None:
    """Let all threads take their memory from one place: else what one thread loads lies beside what
    another one left, and a desk grows by a tenth with the first edits of its content.

    To be called before there are threads.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give back what is free; glibc by itself keeps it for later."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
