"""Agreeing on a time, step by step, typed and pressed; nobody gets what somebody has."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import booking_buttons as on
from bot.domain import buttons
from bot.domain.appointments import Act, Appointment, Hours
from bot.domain.booking_buttons import InBooking
from bot.domain.chats import DRAFTED, Booking, Chat, Expects
from bot.domain.contact import conversation
from bot.domain.contact.booking_talk import wants_meeting
from bot.domain.contact.slots import slot_of
from bot.domain.effects import ActOnAppointment, Book, Rebook, ShowPolicy, TellOutcome
from bot.domain.tickets import Status
from bot.domain.windows import cells
from tests.domain.contact.talk import (
    ADA,
    NOW,
    Contact,
    contact,
    held,
    meanwhile,
    presses,
    says,
    sends,
    stands,
    ticket,
)
from tests.domain.contact.test_phone import HOURS, lines
from tests.domain.content import Meaning, catalog, meaning
from tests.domain.playbook import Playbook, Stands, tells

QUARTER = timedelta(minutes=15)
TUESDAY = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)  # 14:30
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)  # 15:00
NUMBER = "0532 111 22 33"
KIND = ("booking.kind", "booking.kind-line", "booking.kind-line")
KINDS = catalog(
    **{
        "support/1.md": "code: half-day\ntitle: Yarım gün\nminutes: 240",
        "support/2.md": "code: meeting\ntitle: Görüşme\nminutes: 60",
    }
)


def caller(*meanings: Any, **standing: Any) -> Contact:
    return contact(*meanings, hours=HOURS, **standing)


def together(*meanings: Any, **standing: Any) -> Contact:
    return contact(*meanings, hours=HOURS, catalog=KINDS, **standing)


def booking(**holding: object) -> Stands:
    return Stands(holding, "chat.booking")


def made(**values: Any) -> Appointment:
    one = Appointment(3, 1, ADA, "call", TUESDAY, QUARTER, NOW, number=NUMBER)
    return replace(one, **values)


def booked(**holding: Any) -> Book:
    given = (Expects.SLOT, Expects.NUMBER, Expects.ABOUT)
    base = Booking("call", slot=slot_of(TUESDAY), number=NUMBER, given=given)
    return Book(ADA, replace(base, **holding), TUESDAY, QUARTER, "tr")


def test_a_call_back_typed_from_end_to_end() -> None:
    assert (
        Playbook(caller())
        >> presses(on.AskCall())
        << tells("slot.ask-call", ...)
        >> says("salı 14:30")
        << tells("booking.number", InBooking("back"), InBooking("cancel"))
        >> says(NUMBER)
        << tells("booking.about-call", InBooking("back"), InBooking("skip"), InBooking("cancel"))
        >> says("Kira")
        << tells("booking.summary-call", InBooking("send"), ..., at=TUESDAY, about="Kira")
        >> says("gönder")
        << booked(messages=(held("Kira"),))
        << stands(booking=None, expects=None)
    )


def test_the_ways_out_back_and_past() -> None:
    at_number = caller(booking=Booking("call", slot=slot_of(TUESDAY), given=(Expects.SLOT,)))
    asked = (InBooking("back"), InBooking("cancel"))
    assert (
        Playbook(at_number)
        >> presses(InBooking("on"))
        << tells("booking.number", *asked)
        >> says("atla")
        << tells(("booking.must", "booking.number"), *asked)
        >> says("geri")
        << tells("slot.ask-call", ...)
        >> says("devam")
        << tells("slot.ask-call", ...)
        >> says("vazgeç")
        << tells("booking.cancelled", buttons.Home())
        << stands(booking=None, expects=None)
    )


def test_a_number_is_told_why_and_taken_whenever_it_comes() -> None:
    assert (
        Playbook(caller())
        >> says(f"beni arayın {NUMBER}")
        << tells("slot.ask-call", ...)
        << booking(number=NUMBER)
        >> says("salı 14.30")
        << tells("booking.about-call", ...)
    )
    at_number = caller(booking=Booking("call", given=(Expects.SLOT,)), expects=Expects.NUMBER)
    assert (
        Playbook(at_number)
        >> says("numaramı niye istiyorsunuz?")
        << tells(("booking.why-number", "booking.number"), ...)
        >> says("yok öyle bir şey")
        << tells(("booking.how-number", "booking.number"), ...)
    )


def test_no_number_ever_stands_in_the_matter() -> None:
    about = caller(booking=Booking("call", given=(Expects.SLOT,)), expects=Expects.ABOUT)
    assert (
        Playbook(about)
        >> says(f"Kira için {NUMBER}")
        << tells(("booking.no-number-here", "booking.about-call"), ...)
        << booking(messages=())
    )


def test_a_call_joins_the_question_that_waits() -> None:
    there = caller(tickets=(ticket(7, Status.OPEN), ticket(8, Status.PENDING)))
    assert (
        Playbook(there)
        >> presses(on.AskCall())
        << tells("slot.ask-call", ...)
        << booking(ticket=7, given=(Expects.ABOUT,))
    )


def test_whoever_has_a_call_ahead_sees_it() -> None:
    there = caller(appointments=(made(),))
    ways = (on.MoveAppointment(3), on.CancelAppointment(3), buttons.Home())
    assert (
        Playbook(there)
        >> presses(on.AskCall())
        << tells(("appointment.ahead", "appointment.line"), *ways, ticket=1)
    )


def test_a_time_that_was_taken_meanwhile_is_offered_no_more() -> None:
    given = (Expects.SLOT, Expects.NUMBER, Expects.ABOUT)
    ready = Booking("call", slot=slot_of(TUESDAY), number=NUMBER, given=given)
    settled = caller(booking=ready, expects=Expects.SETTLE)
    assert (
        Playbook(settled)
        >> meanwhile(taken={"call": frozenset({TUESDAY})})
        >> says("evet")
        << tells(("slot.taken", "slot.ask-call"), ...)
        >> presses(on.PickSlot(slot_of(TUESDAY)))
        << tells(("slot.taken", "slot.ask-call"), ...)
        >> says("salı 14:30")
        << tells(("slot.not-then", "slot.ask-call"), ...)
    )


def test_work_together_from_end_to_end() -> None:
    fit = meaning("planımız")
    length = timedelta(hours=1)
    given = (
        Expects.BASED, Expects.ABOUT, Expects.DEADLINE, Expects.KIND, Expects.AGREE,
        Expects.TEAM, Expects.SLOT,
    )  # fmt: skip
    whole = Booking(
        "meeting", (held("planımız"),), True, "nisan", "Ada Derneği", slot_of(THURSDAY), given=given
    )
    assert (
        Playbook(together(fit))
        >> says("uzmanla birlikte çalışmak istiyoruz")
        << tells("booking.based", on.SayBased("yes"), on.SayBased("no"), ...)
        >> says("evet hak temelliyiz")
        << tells("booking.about", ...)
        >> says("planımız")
        << tells("booking.deadline", ...)
        >> says("nisan")
        << tells(
            ("booking.kind", "booking.kind-line", "booking.kind-line"),
            on.PickKind("half-day"), on.PickKind("meeting"), ...
        )
        >> says("görüşme")
        << tells(("booking.agree", "booking.bring", "booking.with-you"), on.AgreeToBring(), ...)
        >> says("atla")
        << tells(("booking.must", "booking.agree", "booking.bring", "booking.with-you"), ...)
        >> says("kabul ediyoruz")
        << tells("booking.team", ...)
        >> says("Ada Derneği")
        << tells("slot.ask-meeting", ...)
        >> says("perşembe 15:00")
        << tells("booking.summary-meeting", InBooking("send"), ..., at=THURSDAY)
        >> presses(InBooking("send"))
        << Book(ADA, whole, THURSDAY, length, "tr")
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["kabul ediyorum", "tamam kabul", "evet", "olur", "anlaştık", "uygundur", "we agree"]
)
def test_with_you_not_instead_of_you_is_agreed_to_in_whatever_words(text: str) -> None:
    there = together(booking=Booking("meeting"), expects=Expects.AGREE)
    book = Playbook(there) >> says(text)
    book._unread.clear()
    assert book
    assert Expects.AGREE in book.state.chat.booking.given  # type: ignore[union-attr]


def test_what_a_rule_refuses_is_refused_with_the_ways_on() -> None:
    refused = replace(meaning("siz yazın", Meaning.REFUSE), policy="own-work")
    there = together(refused, booking=Booking(given=(Expects.BASED,)), expects=Expects.ABOUT)
    ways = ((InBooking("anew"),), (buttons.Appeal("own-work"),), (buttons.Home(),))
    book = Playbook(there) >> says("siz yazın")
    (shown,) = book._unread
    assert isinstance(shown, ShowPolicy)
    assert tuple(tuple(one.press for one in row) for row in shown.buttons) == ways
    book._unread.clear()
    assert (
        book
        >> presses(buttons.Appeal("own-work"))
        << tells("intake.topic", ...)
        << stands(booking=None)
        << Stands({"policy": "own-work", "messages": (held("siz yazın"),)}, "chat.intake")
    )


def test_a_deadline_before_the_first_free_time_is_told() -> None:
    there = together(
        booking=Booking(given=(Expects.BASED, Expects.ABOUT)), expects=Expects.DEADLINE
    )
    assert (
        Playbook(there)
        >> says("yarın")
        << tells(("booking.too-soon", *KIND), ...)
        << booking(deadline="yarın")
    )


def test_files_and_further_words_are_part_of_the_matter() -> None:
    there = together(booking=Booking(given=(Expects.BASED,)), expects=Expects.KIND)
    assert (
        Playbook(there)
        >> sends("", message="51")
        << tells(("booking.added", *KIND), ...)
        >> says("bu arada geçen yıl da böyle bir çalışma yapmıştık")
        << tells(("booking.added", *KIND), ...)
    )


def test_moving_and_cancelling_ones_own_only() -> None:
    mine = caller(appointments=(made(),))
    assert (
        Playbook(mine)
        >> presses(on.CancelAppointment(3))
        << ActOnAppointment(ADA, 3, Act.CANCEL)
        >> presses(on.CancelAppointment(4))
        << tells("appointment.gone")
        >> presses(on.MoveAppointment(3))
        << tells("slot.ask-call", ...)
        >> says("salı 14:30")  # its own time is no other one
        << tells(("slot.not-then", "slot.ask-call"), ...)
        >> says("çarşamba 14.30")
        << Rebook(ADA, 3, TUESDAY + timedelta(days=1))
        << stands(booking=None, expects=None)
        >> presses(on.SayOutcome(3, "more"))
        << TellOutcome(ADA, 3, well=False)
    )


def test_a_move_that_is_left_leaves_it_as_it_is() -> None:
    moving = caller(appointments=(made(),))
    assert (
        Playbook(moving)
        >> presses(on.MoveAppointment(3))
        << tells("slot.ask-call", ...)
        >> says("vazgeç")
        << tells("booking.stays", buttons.Home())
    )


def test_a_draft_stays_a_day_and_goes_with_a_word() -> None:
    chat = Chat(ADA, caller().chat.address, booking=Booking("call"), expects=Expects.SLOT)
    assert chat.patience == DRAFTED
    after, (told,) = conversation.on_time(chat, caller().view)
    assert (after.booking, after.expects) == (None, None)
    assert "booking.expired" in repr(told)


@pytest.mark.parametrize(
    "press",
    [on.PickSlot(7), on.AgreeToBring(), InBooking("send"), on.FixBooking(Expects.SLOT)],
)
def test_an_old_button_of_what_is_over_says_so(press: on.BookingPress) -> None:
    assert Playbook(caller()) >> presses(press) << tells("booking.over")


def test_a_question_about_money_or_secrecy_is_answered_and_the_step_stays() -> None:
    there = caller(booking=Booking("call"), expects=Expects.SLOT)
    assert Playbook(there) >> says("ücretli mi?") << tells(("form.cost", "slot.ask-call"), ...)


TYPED = (
    "gönder", "geri", "atla", "devam", "evet", "hayır", "1", "2", "12", NUMBER, "salı 14:30",
    "perşembe 15.00", "başka gün", "vazgeç", "Kira sözleşmesi", "kabul ediyoruz",
)  # fmt: skip
acts = st.one_of(
    st.sampled_from(TYPED).map(says),
    st.sampled_from([on.AskCall(), on.AskMeeting(), InBooking("send"), on.AgreeToBring()]).map(
        presses
    ),
    st.integers(0, 40).map(lambda n: presses(on.PickSlot(slot_of(TUESDAY) + 15 * n))),
    st.sampled_from(["half-day", "meeting", "none"]).map(lambda code: presses(on.PickKind(code))),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), acts, st.integers(-600, 3000)), max_size=25))
def test_whatever_two_contacts_do_no_time_is_past_or_given_twice(
    steps: list[tuple[int, Any, int]],
) -> None:
    """Clocks jump both ways meanwhile, and half of what is done is nonsense."""
    people, now = [together(), together()], NOW
    taken: dict[str, frozenset[datetime]] = {}
    for who, act, minutes in steps:
        now += timedelta(minutes=minutes)
        view = replace(people[who].view, now=now, taken=taken)
        people[who], effects = act(replace(people[who], view=view))
        for one in effects:
            if isinstance(one, Book):
                lane = "call" if one.booking.kind == "call" else "meeting"
                whole = frozenset(cells(one.at, one.length))
                assert one.at > now
                assert taken.get(lane, frozenset()).isdisjoint(whole)
                taken[lane] = taken.get(lane, frozenset()) | whole


MEET = """
    randevu almak istiyorum
    randevu alabilir miyiz
    uzmanla birlikte çalışmak istiyoruz
    doğrudan destek istiyoruz
    birebir destek almak istiyoruz
    yüz yüze görüşmek istiyoruz
    uzmanınızla yüz yüze görüşebilir miyiz
    birlikte çalışabilir miyiz
    sizinle toplantı yapmak istiyoruz
    we would like to book an appointment
    can we work with an expert on our project
"""
NO_MEETING = """
    genel kurul toplantısı nasıl yapılır
    doğrudan destek nedir
    yüz yüze eğitim için izin gerekir mi
    birlikte çalıştığımız dernekle protokol
    valilikten randevu nasıl alınır
    yönetim kurulu toplantısına kim katılır
    gönüllülerle birlikte çalışırken sigorta gerekir mi
"""


def wishes(text: str, **hours: Any) -> bool:
    there = replace(together(), view=replace(together().view, **hours))
    return wants_meeting(there.view, held(text))


def test_the_wish_to_work_together_is_heard_and_questions_about_meetings_are_not() -> None:
    assert [one for one in lines(MEET) if not wishes(one)] == []
    assert [one for one in lines(NO_MEETING) if wishes(one)] == []
    assert not any(wishes(one, hours=Hours()) for one in lines(MEET))
