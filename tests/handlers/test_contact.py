"""What a handler loads is all that its rules look at."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.buttons import NotForTicket
from bot.domain.chats import Expects, Held
from bot.domain.codes import encode
from bot.domain.contact import commands
from bot.domain.events import Commanded, Edited, Said, Tapped
from bot.domain.messages import TEXT, Copy, Edit, Message, Say, Text
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Spot
from bot.domain.tickets import Author, Status, Ticket, TicketMessage
from bot.domain.words import Words
from bot.storage import chats, messages, tickets
from handlers.contact import _OPENS, on_command, on_edited, on_said, on_tapped, on_time
from handlers.work import Work
from intents.index import Index
from tests.domain.contact.talk import contact
from tests.domain.content import CATALOG
from tests.handlers.conftest import ADA, NOW, STAFF, opened, owed, waiting

KNOWN = contact(subjects=frozenset({1}), levels=dict.fromkeys(range(1, 9), 1))


def _held(argument: str) -> Held:
    return Held("9", TEXT, argument)


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
@pytest.mark.parametrize("argument", ["", "assessment_1-2", "faq:1-2", "assessment:1"])
def test_a_command_looks_at_nothing_that_is_not_loaded_for_it(name: str, argument: str) -> None:
    """With and without what the handler leaves out, it says the same."""
    without = replace(KNOWN.view, subjects=frozenset(), levels={})
    said = [
        commands.on_command(KNOWN.chat, view, name, held=_held(argument), read=KNOWN.read)
        for view in (KNOWN.view, without)
    ]
    assert name in _OPENS or said[0] == said[1]


@pytest.mark.parametrize("name", sorted(_OPENS))
def test_what_is_loaded_for_a_command_is_looked_at(name: str) -> None:
    without = replace(KNOWN.view, subjects=frozenset(), levels={})
    said = [
        commands.on_command(KNOWN.chat, view, name, held=_held(""), read=KNOWN.read)
        for view in (KNOWN.view, without)
    ]
    assert said[0] != said[1]


# --- who spoke when ---


def _said(work: Work, words: str, *, message: str = "90") -> list[Draft]:
    return on_said(work, Said(ADA, message, Message(Text(words))))


def _spoke(work: Work, ticket: Ticket, author: Author, at: datetime) -> None:
    spot = Spot(ADA, f"{author}{at}")
    messages.add(work.tx, TicketMessage(0, ticket.number, author, TEXT, "x", in_chat=spot), at)


def _went_to(work: Work, message: str = "90") -> int | None:
    found = messages.in_chat(work.tx, Spot(ADA, message))
    return found.ticket if found is not None else None


def test_the_ticket_spoken_on_within_the_hour_is_meant(work: Work) -> None:
    one, other = opened(work), opened(work)
    _spoke(work, one, Author.CONTACT, NOW - timedelta(minutes=59))
    _spoke(work, other, Author.CONTACT, NOW - timedelta(hours=2))
    _said(work, "Belediye yazdi")
    assert _went_to(work) == one.number


def test_later_it_is_asked(work: Work) -> None:
    one, _ = opened(work), opened(work)
    _spoke(work, one, Author.CONTACT, NOW - timedelta(minutes=61))
    _said(work, "Belediye yazdi")
    assert _went_to(work) is None


@pytest.mark.parametrize(("minutes", "number"), [(1, True), (-1, False)])
def test_whoever_asked_after_the_contact_did_anything_is_answered(
    work: Work, minutes: int, number: bool
) -> None:
    """Of two experts who replied, the one; where both were seen, it is asked."""
    chat = chats.begin(work.tx, ADA, "tr", NOW)
    one, other = (opened(work, status=Status.PENDING) for _ in range(2))
    seen = NOW - timedelta(hours=3)
    chats.save(work.tx, chat, seen)
    _spoke(work, one, Author.EXPERT, seen - timedelta(hours=1))
    _spoke(work, other, Author.EXPERT, seen + timedelta(minutes=minutes))
    _said(work, "7")
    assert _went_to(work) == (other.number if number else None)


@pytest.mark.parametrize(("hours", "key"), [(23, "ticket.closed-lately"), (25, "handoff.offer")])
def test_for_a_day_words_may_be_about_a_ticket_that_was_closed(
    work: Work, hours: int, key: str
) -> None:
    closed = NOW - timedelta(hours=hours)
    opened(work, status=Status.CLOSED, closed_at=closed)
    (told,) = [one.act for one in _said(work, "neden kapandi bu")]
    assert isinstance(told, Say)
    phrases = work.desk.phrases("tr")
    assert told.message.text.text[:20] == phrases.plain(Words(key, {"number": 1}))[:20]


# --- what can be typed ---


def test_the_buttons_of_what_was_said_last_can_be_typed(work: Work) -> None:
    on_command(work, Commanded(ADA, "1", "menu"))
    (told,) = _said(work, "uzmana yaz")
    chat = chats.at(work.tx, ADA)
    assert chat is not None
    assert chat.expects is Expects.QUESTION
    assert [label for label, _ in chat.labels] == ["Vazgeç"]
    assert isinstance(told.act, Say)


def test_what_says_nothing_leaves_the_buttons_as_they_were(work: Work) -> None:
    opened(work, status=Status.PENDING, group=STAFF, thread="5")
    on_command(work, Commanded(ADA, "1", "menu"))
    before = chats.at(work.tx, ADA)
    _said(work, "Belediye yazdi")
    after = chats.at(work.tx, ADA)
    assert before is not None
    assert after is not None
    assert before.labels == after.labels != ()


@pytest.mark.parametrize(
    ("words", "replies", "goes"),
    [
        ("/5253 nolu kanun", True, True),
        ("/bilmiyorum", True, True),
        ("/kapt", False, False),
        ("/menu", True, False),
        ("/kanun elimizde yok", False, True),
    ],
)
def test_what_only_begins_like_a_command_is_words(
    work: Work, words: str, replies: bool, goes: bool
) -> None:
    ticket = opened(work)
    told = TicketMessage(0, ticket.number, Author.DESK, TEXT, "x", in_chat=Spot(ADA, "80"))
    messages.add(work.tx, told, NOW)
    content = Message(Text(words), reply_to="80" if replies else None)
    name, *_ = words[1:].split()
    on_command(work, Commanded(ADA, "90", name, content=content))
    assert _went_to(work) == (ticket.number if goes else None)


# --- edits, and what time brings ---


def test_an_emergency_in_an_edit_goes_to_the_experts_anew_and_first(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="5")
    _said(work, "Belediye yazdi")
    drafts = on_edited(urgent(work), Edited(ADA, "90", Message(Text("imdat"))))
    copies = [one for one in drafts if isinstance(one.act, Copy)]
    assert [one.lane for one in copies] == [Lane.URGENT]
    changed = tickets.get(work.tx, ticket.number)
    assert changed is not None
    assert changed.urgent
    again = on_edited(urgent(work), Edited(ADA, "90", Message(Text("imdat imdat"))))
    assert not [one for one in again if isinstance(one.act, Copy)]


def urgent(work: Work) -> Work:
    """The desk with a content that knows an emergency: "imdat"."""
    return replace(work, desk=replace(work.desk, catalog=CATALOG, index=Index.build(CATALOG)))


def test_the_lines_for_an_emergency_are_said_before_all_else(work: Work) -> None:
    chats.begin(work.tx, ADA, "tr", NOW)
    quiet = on_said(urgent(work), Said(ADA, "89", Message(Text("merhaba"))))
    assert all(one.lane is not Lane.URGENT for one in quiet)
    drafts = on_said(urgent(work), Said(ADA, "90", Message(Text("imdat"))))
    lines = [one for one in drafts if isinstance(one.act, Say) and one.act.to.chat == ADA]
    assert lines[0].lane is Lane.URGENT


def test_what_a_contact_changes_holds_up_nothing_new_in_the_staff_group(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="5")
    said = TicketMessage(0, ticket.number, Author.CONTACT, TEXT, "Eski", in_chat=Spot(ADA, "90"))
    number = messages.add(work.tx, said, NOW)
    messages.place_in_thread(work.tx, number, Spot(STAFF, "300"))
    (draft,) = on_edited(work, Edited(ADA, "90", Message(Text("Yeni"))))
    assert (draft.lane, isinstance(draft.act, Edit)) == (Lane.CARD, True)
    assert Lane.CARD > Lane.RELAY


def test_an_edit_by_somebody_whom_the_desk_never_heard_is_heard(work: Work) -> None:
    drafts = on_edited(work, Edited(ADA, "90", Message(Text("merhaba"))))
    assert chats.at(work.tx, ADA) is not None
    assert drafts


def album(work: Work, words: str = "") -> Ticket:
    """Two pictures of Ada's, which wait for the rest of their album."""
    ticket = opened(work, status=Status.PENDING, group=STAFF, thread="5")
    for message in ("90", "91"):
        content = Message(Text(words), kind="photo", album="a")
        drafts = on_said(work, Said(ADA, message, content))
        owed(work, drafts, f"said:{message}")
    assert in_thread(work) == [("90", "91")]
    return ticket


def in_thread(work: Work) -> list[tuple[str, ...]]:
    """What is to be copied to the experts."""
    acts = [one.act for one in waiting(work)]
    return [act.messages for act in acts if isinstance(act, Copy) and act.to.chat == STAFF]


def test_a_picture_that_is_changed_to_an_emergency_leaves_its_album_and_comes_once(
    work: Work,
) -> None:
    album(work)
    drafts = on_edited(
        urgent(work), Edited(ADA, "91", Message(Text("imdat"), kind="photo", album="a"))
    )
    owed(work, drafts, "edited")
    assert in_thread(work) == [("91",), ("90",)]


def test_an_album_that_is_taken_back_while_it_waits_is_seen_by_no_expert(work: Work) -> None:
    ticket = album(work)
    press = encode(NotForTicket(ticket.number, "90"))
    drafts = on_tapped(work, Tapped(ADA, "95", "t1", press))
    owed(work, drafts, "tapped")
    assert in_thread(work) == []
    told = [one.act for one in waiting(work) if isinstance(one.act, Say)]
    assert all(one.to.chat != STAFF for one in told)


def test_time_delivers_what_waits_once(work: Work) -> None:
    opened(work)
    opened(work)
    _said(work, "Belediye yazdi")
    assert _went_to(work) is None
    later = replace(work, now=NOW + timedelta(minutes=11))
    assert on_time(work) == []
    on_time(later)
    assert _went_to(work) is not None
    assert on_time(later) == []


# --- not for the ticket ---


@pytest.mark.parametrize(("more", "status"), [(False, Status.PENDING), (True, Status.OPEN)])
def test_only_words_that_alone_brought_the_ball_take_it_back(
    work: Work, more: bool, status: Status
) -> None:
    ticket = opened(work, status=Status.PENDING, group=STAFF, thread="5")
    _spoke(work, ticket, Author.CONTACT, NOW - timedelta(hours=2))
    _spoke(work, ticket, Author.EXPERT, NOW - timedelta(hours=1))
    if more:  # at the same moment, as when many updates are handled at once
        _said(work, "Bir de bu", message="89")
    _said(work, "Belediye yazdi")
    drafts = on_tapped(work, Tapped(ADA, "95", "t1", encode(NotForTicket(ticket.number, "90"))))
    after = tickets.get(work.tx, ticket.number)
    assert after is not None
    assert after.status is status
    assert _went_to(work) is None
    assert (_went_to(work, "89") == ticket.number) is more
    phrases = work.desk.phrases("tr")
    told = [one.act.message.text.text for one in drafts if isinstance(one.act, Say)]
    assert phrases.plain(Words("staff.withdrawn")) in told


@pytest.mark.parametrize(("minutes", "rated"), [(1, True), (-1, False)])
def test_a_number_after_a_ticket_was_closed_rates_it(work: Work, minutes: int, rated: bool) -> None:
    chat = chats.begin(work.tx, ADA, "tr", NOW)
    seen = NOW - timedelta(hours=1)
    closed = seen + timedelta(minutes=minutes)
    ticket = opened(work, status=Status.CLOSED, closed_at=closed, group=STAFF, thread="5")
    chats.save(work.tx, chat, seen)
    _said(work, "4")
    after = tickets.get(work.tx, ticket.number)
    assert after is not None
    assert after.rating == (4 if rated else None)
