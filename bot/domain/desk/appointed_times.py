"""What time asks of appointments: a word before, a look back after.

Law: what time does it does once, however the clock jumps.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain import buttons
from bot.domain.appointments import OFFERED, State, ended
from bot.domain.booking_buttons import ListAppointments, SayOutcome
from bot.domain.contact import appointments as shown
from bot.domain.contact.outcome import HOME
from bot.domain.desk.appointments import Both, card_rows, held, invited
from bot.domain.desk.view import DeskView
from bot.domain.effects import Effect, KeepAppointment, KeepStep, ShowCard
from bot.domain.messages import Button, Rows
from bot.domain.people import DESK
from bot.domain.tickets import Step, advance
from bot.domain.words import Words

RING = timedelta(minutes=10)  # before a call, its expert is called
DAY_BEFORE = timedelta(days=1)
FOLLOW_UP = timedelta(days=30)


def by_time(both: Both, view: DeskView) -> list[Effect]:
    """What time asks for now; nothing for what is to come, or was said already."""
    one = both.one
    match one.state:
        case State.BOOKED if not both.ticket.active:
            return _closed(both, view)
        case State.BOOKED:
            return _ahead(both, view)
        case State.MISSED if one.ended_at is None or view.now - one.ended_at >= OFFERED:
            return [KeepAppointment(replace(one, state=State.OVER, number=None))]
        case State.HELD:
            return _followed(both, view)
    return []


def _closed(both: Both, view: DeskView) -> list[Effect]:
    """Its ticket is over, and it with it: both sides hear so."""
    one = ended(both.one, State.CANCELLED, view.now)
    after = replace(both, one=one)
    said = after.tell("appointment.closed-with") if one.at > view.now else None
    effects: list[Effect] = [KeepAppointment(one), ShowCard(both.ticket)]
    return [*effects, said, *invited(after)] if said is not None else effects


def _ahead(both: Both, view: DeskView) -> list[Effect]:
    """It comes near, or is over."""
    one = both.one
    if not one.is_call and one.ends_at <= view.now:
        return held(both, DESK, view)
    if one.is_call and one.due_at + OFFERED <= view.now:  # nobody noted anything for days
        return _let_go(both, view)
    near = one.at - (RING if one.is_call else DAY_BEFORE)
    if one.told_at is not None or view.now < near:
        return []
    kept = KeepAppointment(replace(one, told_at=view.now))
    if one.is_call:
        return [kept, both.to_experts("appointment.ring", card_rows(one)[:1])]
    if one.booked_at >= near or one.at <= view.now:  # both know of it since less than a day
        return [kept]
    told_ = both.tell("appointment.tomorrow", shown.ways(one))
    return [kept, told_, both.to_experts("appointment.tomorrow-expert")]


def _let_go(both: Both, view: DeskView) -> list[Effect]:
    """Nobody said what came of it: it holds up nothing any more, and its number goes."""
    kept = KeepAppointment(ended(both.one, State.OVER, view.now))
    if both.ticket.appointed_until is None:
        return [kept, ShowCard(both.ticket)]
    ticket = advance(both.ticket, Step.UNBOOK, view.now)
    return [kept, KeepStep(ticket, Step.UNBOOK, DESK), ShowCard(ticket)]


def _followed(both: Both, view: DeskView) -> list[Effect]:
    """Some time after work together: how does it go?"""
    one = both.one
    if one.is_call or one.followed_at is not None or one.ended_at is None:
        return [KeepAppointment(replace(one, followed_at=view.now))]
    if view.now - one.ended_at < FOLLOW_UP:
        return []
    well = Button(Words("appointment.well"), SayOutcome(one.id, "well"))
    more = Button(Words("appointment.more"), SayOutcome(one.id, "more"))
    kept = KeepAppointment(replace(one, followed_at=view.now))
    return [kept, both.tell("appointment.follow-up", ((well,), (more,), (HOME,)))]


def outcome(both: Both, *, well: bool) -> list[Effect]:
    """What the contact says of it then, once; who needs more is led there."""
    if both.one.state is not State.HELD:
        return [both.tell("appointment.gone")]
    kept = KeepAppointment(replace(both.one, state=State.OVER))
    said, heard = "appointment.said-well", "appointment.heard-well"
    rows: Rows = ((HOME,),)
    if not well:
        again = Button(Words("appointment.again"), ListAppointments())
        rows = ((Button(Words("ticket.add"), buttons.AddToTicket(both.ticket.number)),), (again,))
        said, heard = "appointment.said-more", "appointment.heard-more"
    return [kept, both.tell(said, rows), both.to_experts(heard)]
