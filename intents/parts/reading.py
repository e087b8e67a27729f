"""What of a message is its question: without the courtesy around it, and what it excludes.

Law: something is always left of a message that is more than courtesy.
"""

from dataclasses import dataclass
from functools import reduce

from intents.parts.contrast import wanted
from intents.parts.sentences import asking, sentences
from intents.scope.courtesy import Courtesy, telling_kind
from intents.turkish import fold, plain

LONG = 25  # words from which only the pieces that ask are read


@dataclass(frozen=True, slots=True)
class Reading:
    """Folded words: all but the courtesy, what of it was meant ("" where all was courtesy), the
    pieces that ask; and the kind of the courtesy that was cut.
    """

    whole: str
    said: str
    pieces: tuple[str, ...]
    courtesy: str | None

    @property
    def questions(self) -> tuple[str, ...]:
        """What is to be looked up: a short message whole, of a long one each piece that asks."""
        long = len(self.said.split()) > LONG and self.pieces
        return self.pieces if long else (self.said,)


def read(text: str, courtesy: Courtesy) -> Reading:
    """A message as it is to be understood."""
    cuts = [courtesy.cut(sentence) for sentence in sentences(plain(text))]
    left = [sentence for sentence, _ in cuts if sentence]
    said = [wanted(sentence) for sentence in left]
    kind = reduce(telling_kind, (kind for _, kind in cuts), None)
    return Reading(fold(" ".join(left)), fold(" ".join(said)), asking(said), kind)
