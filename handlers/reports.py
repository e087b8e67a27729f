"""Coordinators read whose promises were kept."""

from collections.abc import Iterator

from bot.domain.desk.shares import shares
from bot.domain.events import StaffWrote
from bot.domain.kept import Kept
from bot.domain.messages import Message, joined
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.words import Month, Value, Words
from bot.render.styled import fitted
from bot.storage import experts, tickets
from handlers import people, privately
from handlers.work import Work

MOST_MONTHS = 6


def promises(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/rapor`: the share of promises kept, by month, subject and expert."""
    phrases = work.context().phrases
    text = fitted(joined(map(phrases.words, _lines(work)), "\n"))
    return privately.answered(work, event, actor, Message(text))


def _lines(work: Work) -> Iterator[Words]:
    zone = work.desk.promise.calendar.zone
    found = shares(tickets.pasts(work.tx), zone)
    if not found.months:
        yield Words("report.nothing")
        return
    yield Words("report.months")
    for month, sums in [*found.months.items()][:MOST_MONTHS]:
        yield _line(Month(month), sums)
    known, names = people.subjects(work), experts.names(work.tx)
    yield Words("report.subjects")
    for subject, sums in found.subjects.items():
        yield _line(known.get(subject or 0) or Words("card.no-topic"), sums)
    yield Words("report.experts")
    for expert, sums in found.experts.items():
        yield _line(names.get(expert or 0) or Words("queue.nobody"), sums)


def _line(what: Value, sums: Kept) -> Words:
    values: dict[str, Value] = {"what": what, "kept": sums.kept, "ended": sums.ended}
    return Words("report.line", {**values, "percent": sums.percent or 0})
