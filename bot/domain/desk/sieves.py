"""What the words behind `/kuyruk` narrow the queue to: a state, a subject, an expert.

Law: what is not understood is named, and never taken for everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.listings import ShowQueue, Sieve
from intents.turkish import words

_SHORTEST = 3  # letters with which a name may be begun
_STATES: Mapping[Sieve, tuple[str, ...]] = {  # how words begin that name them
    Sieve.ALL: ("hepsi", "tumu", "butun", "everything"),
    Sieve.URGENT: ("acil", "imdat", "urgent", "emergenc"),
    Sieve.OVERDUE: ("gecik", "overdue"),
    Sieve.UNCLAIMED: ("sahipsiz", "kimsesiz", "alinmam", "unclaimed"),
}
_ALL = ShowQueue()
_MINE = ("ben", "benim", "bende", "mine", "me")
_FILLERS = ("talep", "talepler", "olan", "olanlar", "konu", "konusu", "uzman", "subject", "expert")


@dataclass(frozen=True, slots=True)
class Known:
    """The names of subjects and experts by their ids; `me` is the expert who asks."""

    subjects: Mapping[int, str]
    experts: Mapping[int, str]
    me: int


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is wanted, and the words that say nothing known."""

    wanted: ShowQueue
    unknown: tuple[str, ...] = ()


def sifted(said: str, known: Known, *, base: ShowQueue = _ALL) -> Sifted:
    """What these words narrow the queue to, from what `base` says on."""
    wanted, unknown = base, list[str]()
    for one in words(said):
        narrowed = _narrowed(wanted, one, known)
        if narrowed is not None:
            wanted = narrowed
        elif one not in _FILLERS:
            unknown.append(one)
    return Sifted(wanted, tuple(unknown))


def _narrowed(wanted: ShowQueue, word: str, known: Known) -> ShowQueue | None:
    """With what this word adds; None where it says nothing known."""
    state = next((state for state, begins in _STATES.items() if word.startswith(begins)), None)
    if state is not None:
        return replace(wanted, sieve=state)
    if word in _MINE:
        return replace(wanted, expert=known.me)
    if word.isdecimal() and int(word) in known.subjects:
        return replace(wanted, subject=int(word))
    expert = _named(word, known.experts, already=wanted.expert)
    if expert is not None:
        return replace(wanted, expert=expert)
    subject = _named(word, known.subjects, already=wanted.subject)
    return replace(wanted, subject=subject) if subject is not None else None


def _named(word: str, names: Mapping[int, str], *, already: int | None) -> int | None:
    """Whose name has this word, or a word that begins with it; what is named already comes first,
    as further words of a name do.
    """
    if len(word) < _SHORTEST:
        return None
    parts = {one: words(name) for one, name in names.items()}
    whole = [one for one, name in parts.items() if word in name]
    begun = [one for one, name in parts.items() if any(_alike(part, word) for part in name)]
    found = whole or begun
    return already if already in found else next(iter(found), None)


def _alike(part: str, word: str) -> bool:
    """Whether one begins with the other: a name may be cut short, or bear an ending."""
    return part.startswith(word) or (len(part) > _SHORTEST and word.startswith(part))
