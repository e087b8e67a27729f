"""Whether promises were kept. Law: it is read from a ticket's history, and nothing else counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.history import standing
from bot.domain.tickets import Step


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises ended in an answer in time, and how many dates lapsed without one."""

    kept: int = 0
    lapsed: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        """Both together."""
        return Kept(self.kept + other.kept, self.lapsed + other.lapsed)

    @property
    def percent(self) -> int | None:
        """The share of promises that were kept; None before the first one ended."""
        return round(100 * self.kept / self.ended) if self.ended else None

    @property
    def ended(self) -> int:
        """How many promises ended, in whatever."""
        return self.kept + self.lapsed


_BEGINS = frozenset({Step.OPEN, Step.REOPEN, Step.APPEAL, Step.CONTACT_WROTE})
_ENDS = frozenset({Step.CLOSE, Step.EXPIRE, Step.REFUSE, Step.JOIN, Step.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Told:
    """A ticket on the way through its history, and what became of its promises so far. `waits`: the
    desk owes an answer; `asks`: what its expert says next is a question; `answer`: what the last
    reply counted for.
    """

    sum: Kept = Kept()
    waits: bool = False
    asks: bool = False
    answer: Kept = Kept()

    def after(self, step: Step) -> "Told":
        """The same after one more step."""
        if step in _BEGINS:
            return replace(self, waits=True, asks=self.asks and self.waits)
        if step in _ENDS:
            return replace(self, waits=False, asks=False)
        match step:
            case Step.BOOK:
                return replace(self, waits=True, answer=Kept())
            case Step.MISSED:  # no answer, and nobody owes one until the contact says when
                return replace(self._taken_back(), waits=False, asks=False)
            case Step.LAPSE:
                return replace(self, sum=self.sum + Kept(lapsed=1))
            case Step.REPLY | Step.MET if self.waits:
                answer = Kept() if self.asks else Kept(kept=1)
                return replace(self, sum=self.sum + answer, answer=answer, waits=False)
            case Step.ASK if self.waits:
                return replace(self, asks=not self.asks)
            case Step.ASK:
                return self._taken_back()
            case Step.NOT_YET:
                return replace(self._taken_back(), waits=True, asks=False)
        return self

    def _taken_back(self) -> "Told":
        """The last reply was no answer."""
        return replace(self, sum=self.sum + Kept(kept=-self.answer.kept), answer=Kept())


def kept(history: Iterable[Step]) -> Kept:
    """What became of the promises of one ticket; its steps come in their order."""
    told, steps = Told(), list(history)
    for place in standing(steps):
        told = told.after(steps[place])
    return told.sum
