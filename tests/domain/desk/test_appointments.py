"""What becomes of an appointment: whoever does it, and what time asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import booking_buttons as on
from bot.domain import buttons
from bot.domain.appointments import OFFERED, Act, Appointment, State
from bot.domain.desk.appointed_times import FOLLOW_UP, by_time, outcome
from bot.domain.desk.appointments import Both, booked, card_rows, decide, offered, rebooked
from bot.domain.effects import (
    Answer,
    CallExperts,
    Effect,
    KeepAppointment,
    KeepStep,
    Tell,
)
from bot.domain.tickets import Kind, Status, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import CONTACT, ELIF, NOW, ticket, view

AT = NOW + timedelta(days=3)
HOUR = timedelta(hours=1)
NUMBER = "0532 111 22 33"


def call(**values: object) -> Both:
    """A call back in three days, on a ticket of its own."""
    return _both("call", timedelta(minutes=15), Kind.CALL, NUMBER, values)


def meeting(**values: object) -> Both:
    """Work together in three days, for an hour."""
    return _both("meeting", HOUR, Kind.MEETING, None, values)


def _both(
    name: str, length: timedelta, kind: Kind, number: str | None, values: dict[str, object]
) -> Both:
    one = Appointment(3, 12, CONTACT.id, name, AT, length, NOW, number=number)
    one = replace(one, **values)  # type: ignore[arg-type]
    made = ticket(Status.NEW, kind=kind, appointed_until=one.due_at)
    return Both(one, made, "ne", "ne")


def keys(effects: list[Effect]) -> list[str]:
    """What follows, in short: words by their names, all else by its kind."""
    return [_key(one) for one in effects]


def _key(one: Effect) -> str:
    match one:
        case Tell(words=(Words(key), *_)):
            return f"contact {key}"
        case CallExperts(words=Words(key)):
            return f"thread {key}"
        case Answer(words=Words(key)):
            return key
        case KeepStep(step=step):
            return f"step {step}"
    return type(one).__name__


def kept(effects: list[Effect]) -> Appointment:
    return next(one.appointment for one in effects if isinstance(one, KeepAppointment))


def stepped(effects: list[Effect]) -> Ticket:
    return next(one.ticket for one in effects if isinstance(one, KeepStep))


def late(both: Both, after: timedelta) -> list[Effect]:
    return by_time(both, view(after))


def test_a_new_one_is_told_in_words_and_for_the_calendar() -> None:
    assert keys(booked(meeting(), CONTACT, joins=False)) == ["contact appointment.booked", "Invite"]
    assert keys(booked(call(), CONTACT, joins=False)) == ["contact appointment.booked-call"]


def test_one_that_joins_a_question_leaves_its_date_and_calls_its_experts() -> None:
    both = replace(call(), ticket=ticket(Status.OPEN))
    effects = booked(both, CONTACT, joins=True)
    told = ["contact appointment.booked-call", "thread appointment.asked", "ShowCard"]
    assert keys(effects) == ["step book", *told]
    before, after = both.ticket, stepped(effects)
    assert view().promise.told(after) == view().promise.told(before)
    assert after.appointed_until == both.one.due_at


def test_the_other_side_is_told_of_another_time() -> None:
    other = AT + timedelta(days=1)
    mine = rebooked(meeting(), other, CONTACT, view())
    kept_, step = ["KeepAppointment", "step book"], ["Invite", "ShowCard"]
    thread = ["thread appointment.contact-moved"]
    assert keys(mine) == [*kept_, "contact appointment.moved", *step, *thread]
    theirs = rebooked(meeting(told_at=NOW), other, ELIF, view())
    told = ["contact appointment.moved-by-desk"]
    assert keys(theirs) == ["staff.appointment-moved", *kept_, *told, *step]
    one = kept(theirs)
    assert (one.at, one.moved, one.told_at) == (other, 1, None)
    assert stepped(theirs).appointed_until == other + HOUR + HOUR
    assert stepped(theirs).expert_id == ELIF.id


def test_a_call_is_a_note_by_one_tap_and_the_number_goes() -> None:
    effects = decide(call(), Act.HELD, ELIF, view=view(timedelta(days=3)))
    assert keys(effects) == [
        "staff.appointment-held",
        "KeepAppointment",
        "step met",
        "contact appointment.thanks-call",
        "thread appointment.called",
        "ShowCard",
    ]
    assert (kept(effects).state, kept(effects).number) == (State.HELD, None)
    after = stepped(effects)
    assert (after.status, after.appointed_until, after.expert_id) == (Status.PENDING, None, ELIF.id)


def test_nobody_reached_is_told_and_offered_another_time_once() -> None:
    first = decide(call(), Act.MISSED, ELIF, view=view(timedelta(days=3)))
    assert "contact appointment.missed-call" in keys(first)
    assert [one.number for one in (kept(first),)] == [NUMBER]  # to be called again
    assert on.MoveAppointment(3) in presses(first)
    again = decide(call(missed=1), Act.MISSED, ELIF, view=view(timedelta(days=3)))
    assert "contact appointment.missed-again" in keys(again)
    assert (kept(again).state, kept(again).number) == (State.OVER, None)
    assert on.MoveAppointment(3) not in presses(again)


def presses(effects: list[Effect]) -> list[object]:
    rows = [one.buttons for one in effects if isinstance(one, Tell | CallExperts)]
    return [button.press for table in rows for row in table for button in row]


def test_on_a_question_a_call_that_reached_nobody_leaves_its_promise() -> None:
    asked = ticket(Status.OPEN, appointed_until=AT)
    effects = decide(replace(call(), ticket=asked), Act.MISSED, ELIF, view=view())
    assert "step unbook" in keys(effects)
    assert view().promise.told(stepped(effects)) == view().promise.told(asked)


@pytest.mark.parametrize(
    ("both", "over"),
    [
        (call(), True),
        (meeting(), True),
        (replace(call(), ticket=ticket(Status.OPEN, appointed_until=AT)), False),
        (replace(meeting(), ticket=replace(meeting().ticket, replied_at=NOW)), False),
    ],
)
def test_the_contact_calls_it_off_and_a_ticket_for_nothing_else_is_over(
    both: Both, over: bool
) -> None:
    effects = decide(both, Act.CANCEL, CONTACT, view=view())
    assert "contact appointment.cancelled" in keys(effects)
    assert keys(effects)[-1] == "thread appointment.contact-cancelled"
    assert (stepped(effects).status is Status.CLOSED) is over
    assert (kept(effects).state, kept(effects).number) == (State.CANCELLED, None)
    assert list(kept(effects).takes()) == []


def test_the_desk_calls_it_off_and_still_owes_an_answer() -> None:
    effects = decide(meeting(), Act.CANCEL, ELIF, view=view())
    assert "contact appointment.cancelled-by-desk" in keys(effects)
    assert "Invite" in keys(effects)  # which takes it out of the calendar
    after = stepped(effects)
    assert (after.status, after.appointed_until) == (Status.NEW, None)
    assert view().promise.told(after) == view().promise.calendar.due_at(NOW, 2)


@pytest.mark.parametrize("state", [State.HELD, State.CANCELLED, State.OVER])
@pytest.mark.parametrize("act", [Act.CANCEL, Act.HELD])
def test_what_is_over_is_over_for_both(state: State, act: Act) -> None:
    both = call(state=state)
    assert keys(decide(both, act, CONTACT, view=view())) == ["contact appointment.gone"]
    theirs = keys(decide(both, act, ELIF, view=view()))
    assert theirs == ["staff.appointment-over", "ShowCard"]


@pytest.mark.parametrize("act", [Act.HELD, Act.MISSED])
def test_no_contact_says_what_came_of_it(act: Act) -> None:
    assert keys(decide(call(), act, CONTACT, view=view())) == ["staff.not-now"]


def test_experts_choose_among_a_few_free_times() -> None:
    free = [AT + timedelta(days=n) for n in range(9)]
    effects = offered(meeting(), free)
    assert keys(effects) == ["staff.choose-time", "thread appointment.choose"]
    assert len(presses(effects)) == 6
    assert keys(offered(meeting(), [])) == ["staff.no-time"]
    assert keys(offered(meeting(state=State.HELD), free)) == ["staff.appointment-over"]


def test_the_card_has_the_buttons_while_it_is_ahead() -> None:
    there = [button.press for row in card_rows(call().one) for button in row]
    acts = (Act.HELD, Act.MISSED, Act.MOVE, Act.CANCEL)
    assert there == [on.OnAppointment(3, act) for act in acts]
    assert card_rows(call(state=State.MISSED).one) == ()


# --- what time asks for ---


def test_the_day_before_both_hear_of_work_together_once() -> None:
    assert late(meeting(), timedelta(days=1, hours=23)) == []
    effects = late(meeting(), timedelta(days=2))
    told = ["contact appointment.tomorrow", "thread appointment.tomorrow-expert"]
    assert keys(effects) == ["KeepAppointment", *told]
    assert late(meeting(told_at=kept(effects).told_at), timedelta(days=2, hours=1)) == []


def test_what_was_agreed_on_within_the_day_needs_no_reminder() -> None:
    assert keys(late(meeting(booked_at=AT - HOUR), timedelta(days=2, hours=23))) == [
        "KeepAppointment"
    ]


def test_an_expert_is_called_ten_minutes_before_a_call_without_the_number() -> None:
    near = timedelta(days=3) - timedelta(minutes=10)
    assert late(call(), near - timedelta(minutes=1)) == []
    effects = late(call(), near)
    assert keys(effects) == ["KeepAppointment", "thread appointment.ring"]
    assert NUMBER not in repr(effects[1].words)  # type: ignore[union-attr]
    assert late(call(told_at=NOW), near) == []


def test_after_work_together_a_note_is_asked_for_and_a_month_later_how_it_goes() -> None:
    ends = timedelta(days=3, hours=1)
    effects = late(meeting(told_at=NOW), ends)
    assert keys(effects) == [
        "KeepAppointment",
        "step met",
        "contact appointment.thanks",
        "thread appointment.ask-outcome",
        "ShowCard",
    ]
    assert presses(effects)[-1] == on.OnAppointment(3, Act.MISSED)
    held = replace(meeting(), one=kept(effects))
    assert late(held, ends + FOLLOW_UP - HOUR) == []
    asked = late(held, ends + FOLLOW_UP)
    assert keys(asked) == ["KeepAppointment", "contact appointment.follow-up"]
    assert late(replace(held, one=kept(asked)), ends + 2 * FOLLOW_UP) != asked
    not_held = decide(held, Act.MISSED, ELIF, view=view(ends + HOUR))
    assert "contact appointment.missed" in keys(not_held)


def test_how_it_goes_is_heard_once() -> None:
    held = meeting(state=State.HELD, ended_at=NOW, followed_at=NOW)
    more = outcome(held, well=False)
    told = ["contact appointment.said-more", "thread appointment.heard-more"]
    assert keys(more) == ["KeepAppointment", *told]
    assert buttons.AddToTicket(12) in presses(more)
    again = outcome(replace(held, one=kept(more)), well=True)
    assert keys(again) == ["contact appointment.gone"]


def test_a_ticket_that_is_closed_takes_its_appointment_along() -> None:
    both = replace(meeting(), ticket=replace(meeting().ticket, status=Status.CLOSED))
    effects = late(both, HOUR)
    told = ["KeepAppointment", "ShowCard", "contact appointment.closed-with", "Invite"]
    assert keys(effects) == told
    assert kept(effects).state is State.CANCELLED
    over = late(both, timedelta(days=9))  # nobody needs to hear of it any more
    assert keys(over) == ["KeepAppointment", "ShowCard"]


def test_a_call_that_nobody_noted_holds_a_question_up_no_longer() -> None:
    both = replace(call(told_at=NOW), ticket=ticket(Status.PENDING, appointed_until=AT))
    effects = late(both, timedelta(days=9))
    assert keys(effects) == ["KeepAppointment", "step unbook", "ShowCard"]
    assert stepped(effects).appointed_until is None


@pytest.mark.parametrize(
    ("both", "after"),
    [
        (call(told_at=NOW), timedelta(days=3, minutes=75) + OFFERED),
        (call(state=State.MISSED, ended_at=NOW, missed=1), OFFERED),
    ],
)
def test_no_number_stays_for_longer_than_it_is_needed(both: Both, after: timedelta) -> None:
    assert late(both, after - timedelta(minutes=1)) == []
    assert (kept(late(both, after)).state, kept(late(both, after)).number) == (State.OVER, None)


def test_a_call_that_nobody_noted_lapses_and_the_contact_hears_why() -> None:
    """The promise of a call is its time; a question on the ticket is not kept waiting for it."""
    promise, made = view().promise, call().ticket
    assert promise.told(made) == AT + timedelta(minutes=75)
    assert promise.silent_from(replace(made, status=Status.OPEN, expert_id=1)) is None
    wrote = replace(made, replied_at=NOW)
    assert promise.told(wrote) == promise.calendar.due_at(NOW, 2)
    pending = replace(made, status=Status.PENDING, answered_at=NOW, nudged_at=NOW)
    assert (promise.nudge_at(pending), promise.close_at(pending)) == (None, None)


def test_whatever_the_clock_does_nothing_is_said_twice() -> None:
    """Forward, back, and forward again, over all that there is to say."""
    both, said = meeting(), list[str]()
    jumps = (0, 50, 10, 60, 72, 30, 73, 74, 1000, 40, 1000)
    for hours in jumps:
        effects = late(both, timedelta(hours=hours))
        said += [one for one in keys(effects) if one.startswith(("contact", "thread"))]
        if effects:
            both = replace(both, one=kept(effects))
    assert len(said) == len(set(said)) == 5
