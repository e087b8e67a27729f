"""The words that the content uses, and which of them a typed word may be: by stem or by a slip of
the finger.

Law: a typed word is compared with words, never with texts; nearness lies in 0..1 and is 1 only for
the word itself.
"""

from collections.abc import Sequence
from functools import lru_cache, partial

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from intents.search.spelling import Floats, Ints, Spelling

CANDIDATES = 48  # words looked at closely for each typed word
KEPT = 0.4  # nearness below this is noise
SHORTEST = 4  # letters of a word that may be typed with a slip
# letters from which a word may have one slip more, and another
MORE_SLIPS = (6, 10)
SHORTEST_STEM = 3  # letters that words of one stem have in common
SHORTEST_HEAD = 5  # letters of a word that may be the beginning of a longer one, typed with a slip
LONG_HEAD = 9  # letters from which that may have two
NEAREST = 0.97  # of any other word
REMEMBERED = 4096  # typed words whose near words are kept


class Lexicon:
    """All words of an index; `near` finds the ones that a typed word may stand for."""

    def __init__(self, spelling: Spelling) -> None:
        # of a function that does not know us: an index that is not served any more goes at once,
        # and waits for no collector of cycles
        self.words = spelling.words
        self.near = lru_cache(REMEMBERED)(partial(_near, spelling))


def _near(spelling: Spelling, word: str) -> tuple[Ints, Floats]:
    """Numbers of the words near a folded word, and how near each is."""
    numbers = _candidates(spelling, word)
    if not len(numbers):
        return numbers, np.zeros(0, np.float32)
    nearness = _nearness(word, [spelling.words[number] for number in numbers])
    kept = nearness >= KEPT
    return numbers[kept], nearness[kept]


def _candidates(spelling: Spelling, word: str) -> Ints:
    """The words that share the most letter groups with this one."""
    numbers, shared = spelling.shared(spelling.ask([word]))
    if len(numbers) > CANDIDATES:
        numbers = numbers[np.argpartition(-shared, CANDIDATES)[:CANDIDATES]]
    own = spelling.ids.get(word)
    if own is not None and own not in numbers:
        numbers = np.append(numbers, own)
    return np.sort(numbers).astype(np.int32)


def _nearness(word: str, others: Sequence[str]) -> Floats:
    """How near each other word is: the best of few slips, a shared stem, and a stem with a slip in
    it.
    """
    longest = len(word)
    lengths = np.fromiter((len(other) for other in others), np.float32, len(others))
    shorter, longer = np.minimum(longest, lengths), np.maximum(longest, lengths)
    slips = process.cdist([word], others, scorer=OSA.distance, dtype=np.int32)[0].astype(np.float32)
    edit = (1 - slips / longer) ** 2 * (
        (shorter >= SHORTEST) & (slips <= 1 + sum(longer >= letters for letters in MORE_SLIPS))
    )
    shared = process.cdist([word], others, scorer=Prefix.similarity, dtype=np.int32)[0].astype(
        np.float32
    )
    stem = (shared / shorter) ** 2 * (0.55 + 0.45 * shared / longer)
    stem *= (shared >= SHORTEST_STEM) & (shared >= shorter - 2)
    heads = process.cpdist(  # slips over the length of the shorter one
        [word[: len(other)] for other in others],
        [other[:longest] for other in others],
        scorer=OSA.distance,
    )
    head = (1 - heads / shorter) ** 2 * (0.5 + 0.4 * shorter / longer)
    head *= (shorter >= SHORTEST_HEAD) & (heads <= 1 + (shorter >= LONG_HEAD))
    best = np.minimum(np.maximum(np.maximum(edit, stem), head), NEAREST)
    return np.where(slips == 0, 1, best).astype(np.float32)
