"""What contacts left behind besides their words: votes, queries, self-assessments,
subscriptions.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.books import Tx
from bot.storage.tables import assessments, chats, queries, subscriptions, votes

_MASKED = re.compile(r"https?://\S+|\S+@\S+|\+?\d[\d\s().-]{5,}\d")
LONGEST_QUERY = 500


def mask(text: str) -> str:
    """The text without addresses, e-mails and long numbers, at most 500 characters."""
    return _MASKED.sub("…", text)[:LONGEST_QUERY]


def vote(
    tx: Tx, chat_id: int, answer_id: str, *, helped: bool, reason: str | None, now: datetime
) -> None:
    """One vote a person and answer: the last one counts; a reason is kept masked."""
    values = {"helped": helped, "reason": mask(reason) if reason else None, "at": now}
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    row = dialect.insert(votes).values(chat_id=chat_id, answer_id=answer_id, **values)
    tx.execute(row.on_conflict_do_update(index_elements=["answer_id", "chat_id"], set_=values))


def keep_query(
    tx: Tx, query: str, outcome: str, *, best: str | None, confidence: float, now: datetime
) -> None:
    """Remember what was asked, without who asked."""
    row = {
        "query": mask(query),
        "outcome": outcome,
        "best": best,
        "confidence": round(confidence * 100),
        "at": now,
    }
    tx.execute(insert(queries).values(**row))


def levels(tx: Tx, chat_id: int) -> dict[int, int]:
    """The self-assessment's answers by question."""
    rows = tx.execute(
        select(assessments.c.question_id, assessments.c.choice_id).where(
            assessments.c.chat_id == chat_id
        )
    )
    return {row.question_id: row.choice_id for row in rows}


def keep_level(tx: Tx, chat_id: int, question_id: int, *, choice_id: int, now: datetime) -> None:
    """Remember or change an answer of the self-assessment."""
    values = {"choice_id": choice_id, "at": now}
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    row = dialect.insert(assessments).values(chat_id=chat_id, question_id=question_id, **values)
    tx.execute(row.on_conflict_do_update(index_elements=["chat_id", "question_id"], set_=values))


def forget_levels(tx: Tx, chat_id: int) -> None:
    """Delete the self-assessment."""
    tx.execute(delete(assessments).where(assessments.c.chat_id == chat_id))


def topics(tx: Tx, chat_id: int) -> frozenset[int]:
    """The subjects this contact wants to hear of."""
    return frozenset(
        tx.execute(
            select(subscriptions.c.topic).where(subscriptions.c.chat_id == chat_id)
        ).scalars()
    )


def subscribe(tx: Tx, chat_id: int, topic: int, *, on: bool, now: datetime) -> None:
    """Turn a subject on or off."""
    if not on:
        tx.execute(
            delete(subscriptions).where(
                subscriptions.c.chat_id == chat_id, subscriptions.c.topic == topic
            )
        )
        return
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    row = dialect.insert(subscriptions).values(chat_id=chat_id, topic=topic, at=now)
    tx.execute(row.on_conflict_do_nothing(index_elements=["chat_id", "topic"]))


def unsubscribe_all(tx: Tx, chat_id: int) -> None:
    """Somebody who blocked the bot hears of nothing any more."""
    tx.execute(delete(subscriptions).where(subscriptions.c.chat_id == chat_id))


def _reached(of: Iterable[int]) -> Select[tuple[int]]:
    return (
        select(subscriptions.c.chat_id)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(subscriptions.c.topic.in_(list(of)), chats.c.reachable)
        .distinct()
    )


def count_subscribers(tx: Tx, of: Iterable[int]) -> int:
    """How many reachable contacts asked for at least one of these subjects."""
    return tx.execute(select(func.count()).select_from(_reached(of).subquery())).scalar_one()


def subscribers(tx: Tx, of: Iterable[int], *, after: int | None, limit: int) -> Iterator[int]:
    """Their chat ids in order, from the one after `after`."""
    query = _reached(of).order_by(subscriptions.c.chat_id).limit(limit)
    if after is not None:
        query = query.where(subscriptions.c.chat_id > after)
    yield from (row.chat_id for row in tx.execute(query))
