"""The memory of a desk: what it serves lies still, and what it serves no more goes back to the
system.

Law: only a wish. With another C library nothing goes back, and nothing depends on it.
"""

import ctypes
import gc
from contextlib import suppress

_ARENA_MAX = -8  # of malloc.h


def share_one_arena() -> None:
    """Let all threads take their memory from one place: else what one thread loads lies beside what
    another one left, and a desk grows by a tenth with the first edits of its content.

    To be called before there are threads.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """What is here now is here to stay: the collector of cycles need not go through all of the
    content again and again, for a quarter of a second in which nobody is answered.
    """
    gc.unfreeze()  # what was served before
    gc.collect()
    gc.freeze()
    _give_back()


def _give_back() -> None:
    """Give back what is free; glibc by itself keeps it for later."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
