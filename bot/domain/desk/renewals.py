"""An answer takes longer: the promise is renewed, with a reason that the contact reads.

Law: a date that is renewed never comes before the one that was told; where none is later, only the
reason is told.
"""

from dataclasses import dataclass, replace

from bot.domain.desk import reminders
from bot.domain.desk.said import Acts, Decision, dated, promised, told, with_expert
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, Effect, KeepStep, ShowCard
from bot.domain.people import Actor
from bot.domain.tickets import Reason, Step, Ticket, advance
from bot.domain.words import Value, Words

LONGEST_REASON = 300  # letters of a typed one


@dataclass(frozen=True, slots=True)
class Renew:
    """An expert says why the answer takes longer: one of the reasons, or words; `step` when it also
    needs research, or lawyers.
    """

    reason: str
    step: Step = Step.RENEW


def research(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The answer needs research: its date is counted in other days, which a setting says."""
    if ticket.research:
        return ticket, [Answer(Words("staff.research-already"))]
    ticket, late = _stepped(ticket, Step.RESEARCH, actor, view)
    return ticket, [
        Answer(Words("staff.research")),
        *late,
        told(ticket, dated("ticket.research", ticket, view)),
        ShowCard(ticket),
    ]


def legal(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """Lawyers look at it: nobody can say when there is an answer, but when there is a word."""
    if ticket.legal:
        return ticket, [Answer(Words("staff.legal-already"))]
    ticket, late = _stepped(ticket, Step.LEGAL, actor, view)
    return ticket, [
        Answer(Words("staff.legal")),
        *late,
        told(ticket, promised("ticket.legal", ticket, view)),
        ShowCard(ticket),
    ]


def _stepped(
    ticket: Ticket, step: Step, actor: Actor, view: DeskView
) -> tuple[Ticket, list[Effect]]:
    """The ticket after the step, and what the history knows of it."""
    ticket, late = reminders.caught_up(ticket, view)
    ticket = advance(with_expert(ticket, actor), step, view.now)
    return ticket, [*late, KeepStep(ticket, step, actor)]


def renewed(ticket: Ticket, request: Renew, actor: Actor, *, view: DeskView) -> Decision:
    """The contact reads the reason, and a new date where there is a later one."""
    reason, step = request.reason.strip()[:LONGEST_REASON], _step(ticket, request)
    after, kept = _stepped(ticket, step, actor, view)
    later = step is not Step.RENEW or _later(ticket, after, view)
    if not later and ticket.reason == reason:
        return ticket, [Answer(Words("staff.reason-already"))]
    if not later:  # the date stands, as does what it is counted from
        after = replace(after, renewed_at=ticket.renewed_at, reminded_at=ticket.reminded_at)
    after = replace(after, reason=reason)
    key = "ticket.renewed" if later else "ticket.reason"
    words = promised(key, after, view)
    said = Words(words.key, {**words.values, "reason": in_words(reason)})
    steps = [replace(one, ticket=after) if isinstance(one, KeepStep) else one for one in kept]
    answer = Answer(Words("staff.renewed" if later else "staff.reason"))
    return after, [answer, *steps, told(after, said), ShowCard(after)]


def _step(ticket: Ticket, request: Renew) -> Step:
    """What changes: where it is in research, or with lawyers, already the promise is renewed."""
    already = {Step.RESEARCH: ticket.research, Step.LEGAL: ticket.legal}
    return Step.RENEW if already.get(request.step) else request.step


def _later(before: Ticket, after: Ticket, view: DeskView) -> bool:
    was, now = view.promise.told(before), view.promise.told(after)
    return was is None or now is None or now > was


def in_words(reason: str) -> Value:
    """The reason as it is read."""
    return Words(f"reason.{reason}") if reason in set(Reason) else reason


ACTS: Acts = {Step.RESEARCH: research, Step.LEGAL: legal}
