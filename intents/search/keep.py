"""Where what was learnt is kept, so that the next start need not learn it again.

Law: a key tells what the arrays were learnt from; nothing else is ever found under it.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


class Keep(Protocol):
    """A place for named arrays; one that forgets is as good as one that never forgets."""

    def get(self, key: str) -> Arrays | None:
        """What was kept under a key, if it is still there."""

    def put(self, key: str, arrays: Arrays) -> None:
        """Keep arrays under a key."""


class Nowhere:
    """A place that keeps nothing."""

    def get(self, _: str) -> Arrays | None:
        """Never anything."""
        return None

    def put(self, _: str, __: Arrays) -> None:
        """Forgotten at once."""


def learnt_once(
    keep: Keep, key: str, fits: Callable[[Arrays], bool], learn: Callable[[], Arrays]
) -> Arrays:
    """What is kept under a key, if it fits; else it is learnt now, and kept."""
    kept = keep.get(key)
    if kept is None or not fits(kept):
        kept = learn()
        keep.put(key, kept)
    return kept


def shaped(arrays: Arrays, shapes: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether these are the arrays, with these shapes."""
    return {name: array.shape for name, array in arrays.items()} == dict(shapes)


def key_of(*parts: object) -> str:
    """A key made of all that is learnt from: arrays by their bytes, anything else by its text."""
    digest = blake2b(digest_size=12)
    for part in parts:
        if isinstance(part, np.ndarray):
            digest.update(f"{part.dtype}{part.shape}".encode())
            digest.update(np.ascontiguousarray(part).data)
        else:
            digest.update(repr(part).encode())
    return digest.hexdigest()
