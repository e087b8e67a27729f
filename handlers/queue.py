"""What waits, in the order in which it is due: a page of it, narrowed to what is wanted."""

from collections.abc import Mapping

from bot.domain.contact.view import subject_areas
from bot.domain.desk import listing, queue
from bot.domain.desk.listing import PER_PAGE, Page
from bot.domain.desk.sieves import Known, sifted
from bot.domain.events import StaffWrote
from bot.domain.listings import PickSieve, ShowQueue
from bot.domain.messages import Message, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.queue import listed
from bot.storage import experts
from bot.storage import queue as kept
from handlers import standing
from handlers.work import Work


def everybodys(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/kuyruk`: everything that is open, or what the words behind it narrow it to."""
    return _said(work, event, ShowQueue(), actor)


def ones_own(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/ben`: one's own tickets."""
    return _said(work, event, ShowQueue(expert=actor.id), actor)


def _said(work: Work, event: StaffWrote, base: ShowQueue, actor: Actor) -> list[Draft]:
    _, *behind = event.content.text.text.split(maxsplit=1)
    known = Known(_subjects(work), experts.names(work.tx), actor.id)
    found = sifted(behind[0] if behind else "", known, base=base)
    unknown = ", ".join(found.unknown)
    notes = (Words("queue.unknown", {"words": unknown}),) if unknown else ()
    shown = page(work, found.wanted, me=actor.id, notes=notes)
    return [Draft(Say(event.place, shown), Lane.RELAY)]


def page(work: Work, wanted: ShowQueue, *, me: int, notes: tuple[Words, ...] = ()) -> Message:
    """One page of what is wanted, for the expert `me`."""
    standing.settle_all(work)
    shown = Page.of(wanted.page, kept.count(work.tx, wanted))
    crowded = standing.is_crowded(work)
    found = kept.page(work.tx, wanted, crowded=crowded, first=shown.first, most=PER_PAGE)
    title = queue.title(
        shown.count, wanted, mine=wanted.expert == me, only=_only(work, wanted, me=me)
    )
    rule = (
        (Words("queue.crowded", {"days": work.desk.capacity.head_start_days}),) if crowded else ()
    )
    return listed(
        work.context().phrases,
        [line(work, one) for one in found],
        above=(*notes, title, *rule, *shown.told()),
        rows=listing.below_queue(wanted, shown),
    )


def line(work: Work, ticket: Ticket) -> Words:
    """The ticket in a line, which leads to its thread."""
    subject = _subjects(work).get(ticket.subject) if ticket.subject is not None else None
    link = work.desk.links.thread(ticket.place) if ticket.place is not None else ""
    return queue.line(ticket, subject, view=work.view, link=link)


def picking(work: Work, pick: PickSieve) -> Message:
    """The subjects, or the experts, of the tickets that are in the queue."""
    standing.settle_all(work)
    if pick.what == "subject":
        counts, names = kept.subjects(work.tx), _subjects(work)
    else:
        counts, names = kept.experts(work.tx), experts.names(work.tx)
    choices = [(one, name, counts[one]) for one, name in names.items() if counts.get(one)]
    choices.sort(key=lambda one: -one[2])
    words = Words("queue.pick-subject" if pick.what == "subject" else "queue.pick-expert")
    rows = listing.to_pick(pick, choices)
    return listed(work.context().phrases, (), above=(words,), rows=rows)


def _subjects(work: Work) -> Mapping[int, str]:
    return subject_areas(work.desk.catalog, work.desk.default_language)


def _only(work: Work, wanted: ShowQueue, *, me: int) -> list[str]:
    """The names of the subject and of the expert that the queue is narrowed to."""
    names = [_subjects(work).get(wanted.subject)] if wanted.subject is not None else []
    if wanted.expert not in (None, me):
        names.append(experts.name_of(work.tx, wanted.expert))
    return [name for name in names if name]
