"""What a ledger says of the desk: what was lost, went astray, came twice, late or as it was before.

Law: what a person was told of is not lost; each telling counts for one word only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.playground.telegram import STAFF_CHAT
from tests.durability.ledger import (
    DRAFT_GONE,
    NOT_PASSED_ON,
    NOT_SENT,
    UNREACHABLE,
    Asked,
    Got,
    Kind,
    Ledger,
    Sent,
    Where,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, a line each; `twice` is allowed once a call that was under way."""

    lost: list[str]
    strayed: list[str]
    twice: list[str]
    disordered: list[str]
    stale: list[str]  # changed words that somebody still reads as they were
    arrived: int
    told: int

    def faults(self, allowed: int) -> list[str]:
        """All that may not be, with so many repeats allowed."""
        repeated = self.twice if len(self.twice) > allowed else []
        return [*self.lost, *self.strayed, *repeated, *self.disordered, *self.stale]


def judge(ledger: Ledger) -> Verdict:
    """Compare both sides."""
    arrived = {number: ledger.copies(number) for number in ledger.sent}
    missing = [ledger.sent[n] for n, got in arrived.items() if not got and _is_due(ledger, n)]
    told, lost = _told(ledger, missing)
    gone, repeated, mixed = _answers(ledger)
    return Verdict(
        lost=[*(f"lost: {one}" for one in lost), *gone],
        strayed=[*(f"strayed: {one}" for one in ledger.strayed), *_in_wrong_threads(ledger)],
        twice=[*_twice(arrived.values()), *repeated],
        disordered=[*_disordered(ledger, arrived), *mixed],
        stale=_stale(ledger, arrived),
        arrived=sum(bool(got) for got in arrived.values()),
        told=len(told),
    )


def _is_due(ledger: Ledger, number: int) -> bool:
    """Whether a word is to arrive, or its writer to be told."""
    return ledger.sent[number].kind is not Kind.NOTE and number not in ledger.excused


def _told(ledger: Ledger, missing: Iterable[Sent]) -> tuple[list[Sent], list[Sent]]:
    """Whose writers were told, and whose were not: a word that replies to them or quotes them, one
    for each that is gone, or one for all that wait for somebody who left.
    """
    left = Counter(ledger.told)
    told: list[Sent] = []
    lost: list[Sent] = []
    for one in missing:
        known = one.place in ledger.refused or one.number in ledger.named
        (told if known or _takes_word(ledger, one, left) else lost).append(one)
    return told, lost


def _takes_word(ledger: Ledger, one: Sent, left: Counter[tuple[Where, str]]) -> bool:
    """Whether a word is left that may be about this one; it is about no other then."""
    words = [((one.place[0], 0), key) for key in (NOT_PASSED_ON, DRAFT_GONE)]
    if one.kind is Kind.REPLY:
        if _left_the_desk(ledger, one):
            return True
        words = [(thread, NOT_SENT) for thread in _threads(ledger, one)]
    word = next((word for word in words if left[word]), None)
    if word is not None:
        left[word] -= 1
    return word is not None


def _left_the_desk(ledger: Ledger, one: Sent) -> bool:
    """Whether the experts were told that the contact had blocked the desk: nothing of what was on
    its way then comes, neither a word nor a change of one.
    """
    return any(ledger.told[thread, UNREACHABLE] for thread in _threads(ledger, one))


def _threads(ledger: Ledger, one: Sent) -> set[Where]:
    """Where words of the contact stand in the staff group."""
    found = (got.at for got in ledger.got if got.owner == one.owner)
    return {at for at in found if at[0] == STAFF_CHAT}


def _in_wrong_threads(ledger: Ledger) -> Iterator[str]:
    """A thread holds the words of one contact."""
    owners: defaultdict[Where, set[int]] = defaultdict(set)
    for got in ledger.got:
        if got.at[0] == STAFF_CHAT and got.at[1]:
            owners[got.at].add(got.owner)
    for thread, found in owners.items():
        if len(found) > 1:
            yield f"strayed: thread {thread} holds words of {sorted(found)}"


def _twice(arrived: Iterable[list[Got]]) -> Iterator[str]:
    """Where it stood among others and could not be changed, it is said once more as it is now."""
    for copies in arrived:
        standing = (got for got in copies if not (got.folded and _is_changed(got, copies)))
        for at, times in Counter(got.at for got in standing).items():
            yield from [f"twice: word {copies[0].number} in {at}"] * (times - 1)


def _is_changed(got: Got, copies: Iterable[Got]) -> bool:
    return any(one.at == got.at and one.version > got.version for one in copies)


def _disordered(ledger: Ledger, arrived: dict[int, list[Got]]) -> Iterator[str]:
    """Per chat and thread, the first copies stand in the order in which the words were sent; an
    expert's replies from one thread in theirs.
    """
    heard: defaultdict[tuple[Where, int], list[tuple[int, int]]] = defaultdict(list)
    for number, copies in arrived.items():
        firsts = {got.at: got.message for got in reversed(copies)}
        for at, message in firsts.items():
            heard[at, ledger.sent[number].thread].append((message, number))
    for (at, _), found in heard.items():
        numbers = [number for _, number in sorted(found)]
        if numbers != sorted(numbers):
            yield f"out of order in {at}: {numbers}"


def _stale(ledger: Ledger, arrived: dict[int, list[Got]]) -> list[str]:
    """Words that were changed, and stand as they were in the place where they came last."""
    return [
        f"stale: {one}"
        for one in ledger.sent.values()
        if one.version > 1
        and (copies := arrived[one.number])
        and not _is_fresh(ledger, one, copies)
    ]


def _is_fresh(ledger: Ledger, one: Sent, copies: list[Got]) -> bool:
    if one.place in ledger.refused or (one.kind is Kind.REPLY and _left_the_desk(ledger, one)):
        return True
    wanted = f"w{one.owner}x{one.number}zv{one.version}"
    last = [got for got in copies if got.at == copies[-1].at]
    return any(wanted in ledger.words[got.at[0], got.message] for got in last)


def _answers(ledger: Ledger) -> tuple[list[str], list[str], list[str]]:
    """Numbered answers that never came, came once more, or came out of order. The last that came
    is the last that was asked for, so both are read from their ends.
    """
    lost, twice, mixed = list[str](), list[str](), list[str]()
    for contact, asked in ledger.asked.items():
        left = asked[::-1]
        last = ""
        for answer in reversed(ledger.answers[contact]):
            at = next((n for n, one in enumerate(left) if one.answer == answer), None)
            if answer == last:
                twice.append(f"twice: answer {answer} to {contact}")
            elif at is None:
                mixed.append(f"out of order: answer {answer} to {contact}")
            else:
                lost += _unheard(contact, left[:at])
                left, last = left[at + 1 :], answer
        lost += _unheard(contact, left)
    return lost, twice, mixed


def _unheard(contact: int, skipped: Iterable[Asked]) -> list[str]:
    return [f"lost: answer {one.answer} to {contact}" for one in skipped if not one.excused]
