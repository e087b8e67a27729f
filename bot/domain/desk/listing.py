"""The buttons below a list of the desk: other pages, and what the queue can be narrowed to.

Law: every button says the whole of what it shows, so that it works as long as the message stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.listings import ListPress, PickSieve, ShowFound, ShowQueue, Sieve
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

PER_PAGE = 12  # tickets: what a phone shows without much scrolling
FEW = 5  # tickets that need no narrowing
MOST_PICKED = 24  # subjects or experts to choose from
_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page of so many things, both counted from 0 and from 1 as people do."""

    page: int
    count: int

    @classmethod
    def of(cls, wanted: int, count: int) -> "Page":
        """The page that is wanted, or the nearest there is."""
        last = max(0, (count - 1) // PER_PAGE)
        return cls(max(0, min(wanted, last)), count)

    @property
    def first(self) -> int:
        """Where in the whole its first thing stands."""
        return self.page * PER_PAGE

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.count // PER_PAGE))

    def told(self) -> tuple[Words, ...]:
        """Which one it is, where there are others."""
        if self.pages == 1:
            return ()
        return (Words("menu.page", {"page": self.page + 1, "pages": self.pages}),)


def turning(wanted: ShowQueue | ShowFound, page: Page) -> tuple[Button, ...]:
    """To the page before and after."""
    row = list[Button]()
    if page.page > 0:
        row.append(Button(Words("list.before"), replace(wanted, page=page.page - 1)))
    if page.page + 1 < page.pages:
        row.append(Button(Words("list.after"), replace(wanted, page=page.page + 1)))
    return tuple(row)


def below_queue(wanted: ShowQueue, page: Page) -> Rows:
    """What to see instead: nothing where there are few, and all of them are seen."""
    if page.count <= FEW and replace(wanted, page=0, expert=None) == ShowQueue():
        return ()
    kinds = tuple(
        Button(_marked(f"queue.sieve-{sieve}", sieve is wanted.sieve), _sifted(wanted, sieve))
        for sieve in Sieve
    )
    narrower = (
        Button(
            _marked("queue.by-subject", wanted.subject is not None), _picking(wanted, "subject")
        ),
        Button(_marked("queue.by-expert", wanted.expert is not None), _picking(wanted, "expert")),
    )
    return kinds[:_A_ROW], kinds[_A_ROW:], narrower, turning(wanted, page)


def _marked(key: str, chosen: bool) -> Words:
    return Words("queue.chosen", {"label": Words(key)}) if chosen else Words(key)


def _sifted(wanted: ShowQueue, sieve: Sieve) -> ShowQueue:
    return replace(wanted, page=0, sieve=sieve)


def _picking(wanted: ShowQueue, what: Literal["subject", "expert"]) -> PickSieve:
    return PickSieve(what, wanted.sieve, wanted.subject, wanted.expert)


def to_pick(pick: PickSieve, choices: Iterable[tuple[int, str, int]]) -> Rows:
    """One button for each of (id, name, how many), then all of them."""
    now = ShowQueue(0, pick.sieve, pick.subject, pick.expert)
    buttons = [
        Button(Words("queue.choice", {"name": name, "count": count}), _picked(now, pick, one))
        for one, name, count in list(choices)[:MOST_PICKED]
    ]
    rows = [tuple(buttons[n : n + _A_ROW]) for n in range(0, len(buttons), _A_ROW)]
    return (*rows, (Button(Words("queue.every"), _picked(now, pick, None)),))


def _picked(now: ShowQueue, pick: PickSieve, one: int | None) -> ListPress:
    return replace(now, subject=one) if pick.what == "subject" else replace(now, expert=one)
