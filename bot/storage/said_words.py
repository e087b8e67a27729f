"""Which words stand where, so that a ticket is found by what was said on it.

Law: a word is found as long as what it was said in is kept, and no longer.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Delete,
    FromClause,
    Select,
    and_,
    delete,
    func,
    or_,
    select,
)

from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import said_words
from intents.turkish import words

_LONGEST = 32  # letters of a word; more tell no two apart
_REQUEST = 0  # the place of what stands in the request itself
AGREED = -1  # and of what was agreed on
_SOFTENED = {"k": "g", "p": "b", "t": "d"}  # dernek, derneği: the last letter before a vowel
_SHORTEST_SOFT = 4
_KEYS = ("word", "ticket", "message")


def keep_request(tx: Tx, ticket: int, said: Iterable[str | None]) -> None:
    """What a request holds is what it is found by from now on, with what is said later."""
    tx.execute(_forgotten(ticket).where(said_words.c.message == _REQUEST))
    keep(tx, ticket, _REQUEST, " ".join(filter(None, said)))


def keep(tx: Tx, ticket: int, message: int, said: str | None) -> None:
    """These words stand in this message."""
    found = sorted({one[:_LONGEST] for one in words(said or "")})
    rows = [{"word": one, "ticket": ticket, "message": message} for one in found]
    dialect.insert_or_ignore(tx, said_words, rows, keys=_KEYS)


def change(tx: Tx, ticket: int, message: int, said: str | None) -> None:
    """The message says this now, and no longer what it said before."""
    tx.execute(_forgotten(ticket).where(said_words.c.message == message))
    keep(tx, ticket, message, said)


def remove(tx: Tx, message: int) -> None:
    """The message is no ticket's any more."""
    tx.execute(delete(said_words).where(said_words.c.message == message))


def forget(tx: Tx, tickets: Select[tuple[int]]) -> None:
    """What was said on these tickets is let go; their requests are still found."""
    gone = said_words.c.ticket.in_(tickets) & (said_words.c.message != _REQUEST)
    tx.execute(delete(said_words).where(gone))


def tickets_with(tx: Tx, asked: Sequence[str], *, most: int) -> tuple[int, ...]:
    """The tickets on which words that begin like all of these stand, the newest first."""
    rarest, *others = sorted(asked, key=len, reverse=True)
    outer = said_words.alias("found")
    query = select(outer.c.ticket).where(_begins(outer, rarest))
    for other in others:
        inner = said_words.alias()
        same = and_(inner.c.ticket == outer.c.ticket, _begins(inner, other))
        query = query.where(select(inner.c.ticket).where(same).exists())
    # grouping sorts once where DISTINCT would sort twice
    found = query.group_by(outer.c.ticket).order_by(outer.c.ticket.desc()).limit(most)
    return tuple(tx.execute(found).scalars())


def places(tx: Tx, tickets: Sequence[int], asked: Sequence[str]) -> dict[int, int]:
    """In which message of each ticket one of the words stands last; 0 for the request itself,
    `AGREED` for what was agreed on.
    """
    begins = or_(*(_begins(said_words, one) for one in asked))
    query = (
        select(said_words.c.ticket, func.max(said_words.c.message))
        .where(said_words.c.ticket.in_(tickets), begins)
        .group_by(said_words.c.ticket)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def stems(word: str) -> tuple[str, ...]:
    """How words begin that a word is looked for in: as it is, and as Turkish softens it."""
    soft = _SOFTENED.get(word[-1:]) if len(word) >= _SHORTEST_SOFT else None
    return (word, word[:-1] + soft) if soft else (word,)


def _forgotten(ticket: int) -> Delete:
    return delete(said_words).where(said_words.c.ticket == ticket)


def _begins(table: FromClause, word: str) -> ColumnElement[bool]:
    return or_(*(_between(table.c.word, one[:_LONGEST]) for one in stems(word)))


def _between(column: ColumnElement[str], stem: str) -> ColumnElement[bool]:
    """Comparing is what an index can do; the last letter's neighbour ends the range."""
    return and_(column >= stem, column < stem[:-1] + chr(ord(stem[-1]) + 1))
