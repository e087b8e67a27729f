"""Two tickets of one contact are one, or one is two.

Law: nothing that was said is lost; the earlier promise holds for both, and what is split off has
waited since it was written.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.desk.said import Decision, dated, promised, told
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, Effect, Hint, KeepStep, MakeThread, MoveMessages, ShowCard
from bot.domain.people import Actor, Role, Spot
from bot.domain.tickets import WAITING, Kind, Status, Step, Ticket, advance
from bot.domain.words import Words


@dataclass(frozen=True, slots=True)
class Join:
    """This other ticket goes on in the one that is asked."""

    other: Ticket


def refusal(ticket: Ticket, other: Ticket | None) -> str | None:
    """The name of the word that says why they can't be one, or None."""
    if other is None or other.contact != ticket.contact or other.number == ticket.number:
        return "staff.join-not"
    if other.joined is not None or not ticket.active:
        return "staff.join-over"
    if other.appointed_until is not None:  # what is agreed on would be called off with it
        return "staff.join-agreed"
    return "staff.join-held" if other.held_at or ticket.held_at else None


def joined(ticket: Ticket, join: Join, actor: Actor, *, view: DeskView) -> Decision:
    """The other is over, and all that was said there stands here; the contact hears of it."""
    other = join.other
    if (word := refusal(ticket, other)) is not None:
        return ticket, [Answer(Words(word))]
    ended = replace(advance(other, Step.JOIN, view.now), joined=ticket.number)
    ticket, steps = _taken_in(ticket, other, actor, view)
    waits = ticket.status in WAITING
    words = promised("ticket.joined" if waits else "ticket.joined-answered", ticket, view)
    heard = Words(words.key, {**words.values, "other": other.number})
    return ticket, [
        Answer(Words("staff.joined-in", {"other": other.number})),
        *(KeepStep(ticket, step, by) for step, by in steps),
        KeepStep(ended, Step.JOIN, actor),
        MoveMessages(ended, ticket),
        told(ticket, heard),
        ShowCard(ended),
        ShowCard(ticket),
    ]


def _taken_in(
    ticket: Ticket, other: Ticket, actor: Actor, view: DeskView
) -> tuple[Ticket, list[tuple[Step, Actor]]]:
    """The ticket with the other's question, and with whichever promise is the earlier one."""
    first = _earlier(ticket, other, view)
    steps = [(Step.TAKE_IN, actor)]
    after = advance(ticket, Step.TAKE_IN, view.now)
    if other.status in WAITING and after.status is Status.PENDING:
        after = advance(after, Step.CONTACT_WROTE, view.now)
        steps.append((Step.CONTACT_WROTE, Actor(ticket.contact, "", Role.CONTACT)))
    after = replace(
        after,
        since=first.since,
        renewed_at=first.renewed_at,
        lapsed_at=first.lapsed_at,
        research=first.research,
        legal=first.legal,
        question="\n\n".join(filter(None, (ticket.question, other.question))),
        policy=other.policy if other.urgent else ticket.policy,
    )
    if first is other and after.appointed_until is not None:
        after = replace(after, kind=Kind.QUESTION)  # whose date is not the one agreed on
    if after.expert_id is None and after.status is not Status.NEW:
        after = replace(after, expert_id=other.expert_id, expert_name=other.expert_name)
    return after, steps


def _earlier(ticket: Ticket, other: Ticket, view: DeskView) -> Ticket:
    """Whose promise comes first; of one that nobody waits for there is none."""
    mine, others = view.promise.told(ticket), view.promise.told(other)
    if others is None:
        return ticket
    return other if mine is None or others < mine else ticket


def over(ticket: Ticket, actor: Actor, at: Spot | None) -> Decision:
    """Whoever acts on a ticket that goes on in another one is told where."""
    words = Words("staff.joined", {"number": ticket.joined})
    if actor.role in (Role.CONTACT, Role.DESK):
        return ticket, []
    if at is None:
        return ticket, [Answer(words, alert=True)]
    return ticket, [Hint(ticket, at, words, f"joined:{at.chat.key}:{at.message}")]


def split(ticket: Ticket, question: str, since: datetime, *, now: datetime) -> Ticket:
    """A ticket of its own for what was written on this one; it gets its number when it is kept."""
    return Ticket(
        number=0,
        contact=ticket.contact,
        status=Status.NEW,
        question=question,
        language=ticket.language,
        opened_at=now,
        since=min(since, now),
        organisation=ticket.organisation,
        province=ticket.province,
        rights_based=ticket.rights_based,
        named=ticket.named,
    )


def split_told(new: Ticket, old: Ticket, actor: Actor, *, view: DeskView) -> list[Effect]:
    """The contact hears the number and the date of what is split off; experts find it in a thread
    of its own.
    """
    after = advance(old, Step.SPLIT, view.now)
    return [
        KeepStep(new, Step.OPEN, actor),
        KeepStep(after, Step.SPLIT, actor),
        told(new, dated("ticket.split", new, view)),
        MakeThread(new),
    ]
