"""How far the names of entries are believed, and how far their bodies: the content itself tells.

Law: nobody's queries are asked. A name that says no more of its own body than of other bodies is no
name. The more names find their own body first, the more bodies are believed; the more say of it
what the body alone doesn't answer, the more names are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.search.documents import Document
from intents.search.names import Spelled
from intents.search.passages import Passages
from intents.search.spelling import Floats, Numbers, Sparse, Spelling

OTHERS = 9  # bodies that a name is held against beside its own
SAMPLE = 120  # titles that are asked at most
# what is believed of a desk that nothing is known of yet, and how many entries that counts as
SAYING, FOUND, PRIOR = 0.7, 0.25, 10


Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Balance:
    """Weights of names and of bodies, 1 each where both are believed alike, 2 together."""

    names: float
    bodies: float
    trust: Floats  # of each document's names, in 0..1


def balance(
    documents: Sequence[Document], names: Spelled, passages: Passages, spelling: Spelling
) -> Balance:
    """What some documents tell of their own names and bodies."""
    owners = names.owners
    if not len(owners) or not len(passages.owners):
        only = 2.0 if len(owners) else 0.0
        return Balance(only, 2 - only, np.ones(len(documents), np.float32))
    asked = passages.rows(names.counts)
    bodied = np.array([bool(document.body) for document in documents])
    # names are held against bodies that are there: an entry whose text another lends has none
    bodies = passages.rows(spelling.spelled([d.body for d in documents if d.body]))
    of_bodied = bodied[owners]
    says = np.zeros(len(owners), np.bool_)
    says[of_bodied], chance = _saying(
        asked[of_bodied], bodies, (np.cumsum(bodied) - 1)[owners[of_bodied]]
    )
    titles = np.flatnonzero(np.diff(owners, prepend=-1) * bodied[owners])
    saying = max((_with(SAYING, says[titles]) - chance) / (1 - chance), 0.0)
    trusted = np.bincount(owners, says, minlength=len(documents)) > 0
    titles = titles[trusted[owners[titles]]][:: max(1, len(titles) // SAMPLE)]
    found = _first(documents, asked[titles], owners[titles], passages)
    share = saying * (1 - _with(FOUND, found))
    trust = np.where(trusted | ~bodied, 1, saying).astype(np.float32)
    return Balance(2 * share, 2 - 2 * share, trust)


def _with(prior: float, seen: Flags) -> float:
    """The share of what holds, with what was believed before it was looked at."""
    return float((seen.sum() + prior * PRIOR) / (len(seen) + PRIOR))


def _saying(asked: Sparse, bodies: Sparse, owners: Numbers) -> tuple[Flags, float]:
    """Which names are nearer to their own body than to several others, and how often that comes by
    chance.
    """
    count = bodies.shape[0]
    steps = np.unique(np.linspace(1, max(count - 1, 1), OTHERS).astype(int)) % count
    own = _products(asked, bodies[owners])
    others = [_products(asked, bodies[(owners + step) % count]) for step in steps]
    return own > np.max([np.zeros_like(own), *others], axis=0), 1 / (len(others) + 1)


def _products(one: Sparse, other: Sparse) -> Floats:
    found: Floats = np.asarray(one.multiply(other).sum(axis=1), np.float32).reshape(-1)
    return found


def _first(
    documents: Sequence[Document], asked: Sparse, owners: Numbers, passages: Passages
) -> Flags:
    """Which titles find their own body first, or that of an entry which is called the same."""
    firsts = passages.owners[passages.alike(asked).argmax(axis=1)]
    pairs = ((documents[row], documents[first]) for row, first in zip(owners, firsts, strict=True))
    return np.array(
        [one.id == other.id or one.names[:1] == other.names[:1] for one, other in pairs], np.bool_
    )
