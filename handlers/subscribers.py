"""Who hears of which subjects: what is planned for somebody who wants no more is not sent."""

from bot.domain.broadcasts import key_of
from bot.storage import broadcasts, deliveries, subscriptions
from handlers.work import Work


def turn(work: Work, contact: int, subject: int, *, on: bool) -> None:
    """Turn a subject on or off for a contact."""
    subscriptions.subscribe(work.tx, contact, subject, on=on, now=work.now)
    if not on:
        _withdraw(work, contact)


def stop(work: Work, contact: int) -> None:
    """Somebody who blocked the desk hears of nothing any more."""
    subscriptions.unsubscribe_all(work.tx, contact)
    _withdraw(work, contact)


def _withdraw(work: Work, contact: int) -> None:
    wanted = subscriptions.subjects(work.tx, contact)
    for one in broadcasts.under_way(work.tx):
        if one.corrects is None and not one.subjects & wanted:
            deliveries.withdraw_one(work.tx, key_of(one.id, contact), work.now)
