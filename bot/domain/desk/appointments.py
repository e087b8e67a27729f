"""What happens to an appointment: it is made, moved, called off, held.

Law: whatever one side does the other side is told.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import buttons
from bot.domain.appointments import (
    MOST_MISSED,
    Act,
    Appointment,
    State,
    ended,
    moved,
)
from bot.domain.booking_buttons import (
    AskCall,
    AskMeeting,
    MoveAppointment,
    MoveTo,
    OnAppointment,
)
from bot.domain.contact import appointments as shown
from bot.domain.contact.outcome import HOME
from bot.domain.contact.slots import slot_of
from bot.domain.desk.said import told, with_expert
from bot.domain.desk.view import DeskView
from bot.domain.effects import (
    Answer,
    CallExperts,
    Effect,
    Invite,
    KeepAppointment,
    KeepStep,
    ShowCard,
    Tell,
)
from bot.domain.messages import Button, Rows
from bot.domain.people import Actor, Role
from bot.domain.tickets import Kind, Step, Ticket, advance
from bot.domain.words import Value, Words

MOST_OFFERED = 6  # other times that an expert chooses from


@dataclass(frozen=True, slots=True)
class Both:
    """An appointment with its ticket; `what` is its kind in the contact's words, `other` what it is
    called among the experts.
    """

    one: Appointment
    ticket: Ticket
    what: Value
    other: Value

    def words(self, key: str, **more: Value) -> Words:
        """To the contact."""
        values: dict[str, Value] = {"kind": self.what, "at": self.one.at}
        return Words(key, {**values, "ticket": self.ticket.number, **more})

    def to_experts(self, key: str, rows: Rows = (), **more: Value) -> CallExperts:
        """A word in the ticket's thread."""
        values: dict[str, Value] = {"kind": self.other, "at": self.one.at, "expert": None}
        return CallExperts(self.ticket, Words(key, {**values, **more}), rows)

    def tell(self, key: str, rows: Rows = ()) -> Tell:
        """A word to the contact; whoever replies to it writes on the ticket."""
        return told(self.ticket, self.words(key), rows)


def kind_of(one: Appointment) -> Kind:
    """What a ticket of its own would be for."""
    return Kind.CALL if one.is_call else Kind.MEETING


def booked(both: Both, actor: Actor, *, joins: bool) -> list[Effect]:
    """It is agreed on: the contact has it in words, and for the calendar."""
    key = "appointment.booked-call" if both.one.is_call else "appointment.booked"
    rows = (*shown.ways(both.one), (HOME,))
    effects: list[Effect] = [both.tell(key, rows), *invited(both)]
    if joins:
        ticket = replace(both.ticket, appointed_until=both.one.due_at)
        called = both.to_experts("appointment.asked")
        return [KeepStep(ticket, Step.BOOK, actor), *effects, called, ShowCard(ticket)]
    return effects


def invited(both: Both) -> list[Effect]:
    """The contact gets the date for their own calendar; a call needs none."""
    return [] if both.one.is_call else [Invite(both.one)]


def rebooked(both: Both, at: datetime, actor: Actor, view: DeskView) -> list[Effect]:
    """It is at another time; whoever did not choose it is told."""
    one = moved(both.one, at, view.now)
    ticket = _stepped(both.ticket, Step.BOOK, actor, view)
    ticket = replace(ticket, appointed_until=one.due_at)
    after = replace(both, one=one, ticket=ticket)
    mine = actor.role is Role.CONTACT
    key = "appointment.moved" if mine else "appointment.moved-by-desk"
    effects: list[Effect] = [
        KeepAppointment(one),
        KeepStep(ticket, Step.BOOK, actor),
        after.tell(key, shown.ways(one)),
        *invited(after),
        ShowCard(ticket),
    ]
    if mine:
        return [*effects, after.to_experts("appointment.contact-moved", before=both.one.at)]
    return [Answer(Words("staff.appointment-moved")), *effects]


def _stepped(ticket: Ticket, step: Step, actor: Actor, view: DeskView) -> Ticket:
    """The ticket after a step; whoever of the experts does something is on it from now on."""
    expert = actor.role not in (Role.CONTACT, Role.DESK)
    return advance(with_expert(ticket, actor) if expert else ticket, step, view.now)


def decide(both: Both, act: Act, actor: Actor, *, view: DeskView) -> list[Effect]:
    """What follows when somebody acts on an appointment; what is over is over."""
    one = both.one
    if act is Act.MISSED and one.state is State.HELD and not one.is_call and both.ticket.active:
        return _missed(both, actor, view)  # it was only thought to have taken place
    if one.state not in (State.BOOKED, State.MISSED) or not both.ticket.active:
        gone = Words("appointment.gone")
        if actor.role is Role.CONTACT:
            return [Tell(one.contact, (gone,), ((HOME,),))]
        return [Answer(Words("staff.appointment-over")), ShowCard(both.ticket)]
    match act:
        case Act.CANCEL:
            return _cancelled(both, actor, view)
        case Act.HELD if actor.role is not Role.CONTACT:
            return held(both, actor, view)
        case Act.MISSED if actor.role is not Role.CONTACT and one.state is State.BOOKED:
            return _missed(both, actor, view)
    return [Answer(Words("staff.not-now"))]


def _cancelled(both: Both, actor: Actor, view: DeskView) -> list[Effect]:
    """It is not to be. A ticket that was for nothing else is over, when its contact says so."""
    one = ended(both.one, State.CANCELLED, view.now)
    mine = actor.role is Role.CONTACT
    over = mine and both.ticket.kind is not Kind.QUESTION and both.ticket.replied_at is None
    step = Step.CLOSE if over else Step.UNBOOK
    ticket = _stepped(both.ticket, step, actor, view)
    after = replace(both, one=one, ticket=ticket)
    again = Button(Words("appointment.again"), AskCall() if one.is_call else AskMeeting())
    key = "appointment.cancelled" if mine else "appointment.cancelled-by-desk"
    effects: list[Effect] = [
        KeepAppointment(one),
        KeepStep(ticket, step, actor),
        after.tell(key, ((again,), (HOME,))),
        *invited(after),
        ShowCard(ticket),
    ]
    if mine:
        return [*effects, after.to_experts("appointment.contact-cancelled")]
    return [Answer(Words("staff.appointment-cancelled")), *effects]


def held(both: Both, actor: Actor, view: DeskView) -> list[Effect]:
    """It took place, which a line in the thread says; the contact may still say more."""
    one = ended(both.one, State.HELD, view.now)
    ticket = _stepped(both.ticket, Step.MET, actor, view)
    after = replace(both, one=one, ticket=ticket)
    by_time = actor.role is Role.DESK
    ask = "appointment.ask-outcome" if not one.is_call else "appointment.called"
    answer: list[Effect] = [] if by_time else [Answer(Words("staff.appointment-held"))]
    values: dict[str, Value] = {"by": actor.name, "now": view.now}
    rows: Rows = ((_act("appointment.not-held", one, Act.MISSED),),) if by_time else ()
    return [
        *answer,
        KeepAppointment(one),
        KeepStep(ticket, Step.MET, actor),
        after.tell(
            "appointment.thanks-call" if one.is_call else "appointment.thanks", more(ticket)
        ),
        after.to_experts(ask, rows, **values),
        ShowCard(ticket),
    ]


def more(ticket: Ticket) -> Rows:
    """To write more on the ticket, or to close it."""
    add = Button(Words("ticket.add"), buttons.AddToTicket(ticket.number))
    return ((add,), (Button(Words("ticket.close"), buttons.CloseTicket(ticket.number)),))


def _missed(both: Both, actor: Actor, view: DeskView) -> list[Effect]:
    """Nobody was reached: the contact is told, and offered another time once."""
    before = replace(both.one, missed=both.one.missed + 1)
    again = before.missed < MOST_MISSED
    one = ended(before, State.MISSED if again else State.OVER, view.now)
    step = Step.UNBOOK if both.ticket.kind is Kind.QUESTION else Step.MISSED
    ticket = _stepped(both.ticket, step, actor, view)
    after = replace(both, one=one, ticket=ticket)
    other = Button(Words("appointment.other-time"), MoveAppointment(one.id))
    rows: Rows = (((other,),) if again else ()) + more(ticket)
    told_ = "appointment.missed-call" if one.is_call else "appointment.missed"
    return [
        Answer(Words("staff.appointment-missed")),
        KeepAppointment(one),
        KeepStep(ticket, step, actor),
        after.tell(told_ if again else "appointment.missed-again", rows),
        after.to_experts("appointment.noted-missed", by=actor.name, now=view.now),
        ShowCard(ticket),
    ]


def _act(key: str, one: Appointment, act: Act) -> Button:
    return Button(Words(key), OnAppointment(one.id, act))


def card_rows(one: Appointment) -> Rows:
    """What experts can do about it, on the ticket's card."""
    if one.state is not State.BOOKED:
        return ()
    calls = one.is_call
    done = "appointment.do-held-call" if calls else "appointment.do-held"
    missed = "appointment.do-missed-call" if calls else "appointment.do-missed"
    return (
        (_act(done, one, Act.HELD), _act(missed, one, Act.MISSED)),
        (
            _act("appointment.do-move", one, Act.MOVE),
            _act("appointment.do-cancel", one, Act.CANCEL),
        ),
    )


def offered(both: Both, free: list[datetime]) -> list[Effect]:
    """Other times, for an expert to choose from."""
    times = free[:MOST_OFFERED]
    if not times or both.one.state not in (State.BOOKED, State.MISSED):
        return [Answer(Words("staff.no-time" if not times else "staff.appointment-over"))]
    slots = tuple(
        (Button(Words("slot.at", {"at": at}), MoveTo(both.one.id, slot_of(at))),) for at in times
    )
    return [Answer(Words("staff.choose-time")), both.to_experts("appointment.choose", slots)]
