"""A contact's own tickets, and which ticket a message is for."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import AskAfterAll, NewTicket, Press, RateTicket, ShowTicket
from bot.domain.chats import Expects, Held
from bot.domain.codes import encode
from bot.domain.contact.tickets import line, rating_row
from bot.domain.effects import AddToTicket, KeepQuery, OwnTicket, ShowQuestion, Tell
from bot.domain.messages import Button
from bot.domain.tickets import Heard, Status, Step, Ticket
from bot.domain.words import Value, Words
from tests.domain.contact.talk import (
    ADA,
    DUE,
    NOW,
    ContactAct,
    commands,
    contact,
    held,
    meanwhile,
    presses,
    says,
    sends,
    stands,
    ticket,
)
from tests.domain.content import Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

HOME = (Button(Words("button.home"), buttons.Home()),)
EXPERT = (Button(Words("button.expert"), buttons.WriteToExpert()),)
NEW, OPEN, PENDING, CLOSED = Status
CALM: dict[str, Any] = {"expects": None, "about": None}
BUSY: dict[str, Any] = {"expects": Expects.ADD, "about": "3"}


def add(number: int) -> tuple[Button, ...]:
    """The row that places what waits on a ticket."""
    return (Button(Words("place.ticket", {"number": number}), buttons.AddToTicket(number)),)


def placed(number: int, *messages: Held) -> AddToTicket:
    """Words that go to a ticket without having been told so; the contact hears which it is."""
    return AddToTicket(ADA, number, messages, heard=Heard.PLACED)


DROP = (Button(Words("place.drop"), buttons.DropWaiting()),)
ASK = (Button(Words("place.faq"), AskAfterAll()),)
ANEW = (Button(Words("place.new"), NewTicket()),)
LISTS = [commands("taleplerim"), commands("tickets"), presses(buttons.ListTickets())]


@pytest.mark.parametrize("act", LISTS)
def test_who_has_no_tickets_is_shown_how_to_get_one(act: ContactAct) -> None:
    assert (
        Playbook(contact(**BUSY))
        >> act
        << Tell(ADA, (Words("tickets.none"),), (EXPERT, HOME))
        << stands(**CALM)
    )


@pytest.mark.parametrize("act", LISTS)
def test_tickets_are_listed_newest_first_and_chosen_by_their_own_number(act: ContactAct) -> None:
    mine = (ticket(3, CLOSED), ticket(14, OPEN, subject=5), ticket(25, PENDING, subject=9))
    none = Words("summary.none")
    lines = (
        Words("tickets.line-pending", {"number": 25, "topic": none, "due": None}),
        Words("tickets.line-open", {"number": 14, "topic": "Bağış", "due": DUE}),
        Words("tickets.line-closed", {"number": 3, "topic": none, "due": None}),
    )
    rows = tuple(
        (Button(Words("tickets.button", {"number": number}), ShowTicket(number)),)
        for number in (25, 14, 3)
    )
    options = tuple((str(number), encode(ShowTicket(number))) for number in (25, 14, 3))
    assert (
        Playbook(contact(tickets=mine, question="faq:1", **BUSY))
        >> act
        << Tell(ADA, (Words("tickets.title"), *lines), (*rows, HOME))
        << stands(question=None, options=options, **CALM)
        >> says("14")
        << tells(("tickets.line-open", "ticket.question"), ..., ticket=14)
        >> says("2", message="51")
        << placed(25, held("2", message="51"))
    )


def test_ten_tickets_are_listed_and_no_more() -> None:
    many = tuple(ticket(number, CLOSED) for number in range(1, 12))
    shown = [ShowTicket(number) for number in range(11, 1, -1)]
    said = ("tickets.title", *["tickets.line-closed"] * 10)
    assert (
        Playbook(contact(tickets=many))
        >> commands("tickets")
        << tells(said, *shown, buttons.Home())
    )


def test_a_ticket_that_is_not_closed_can_be_added_to_and_closed() -> None:
    about = (
        Words("tickets.line-new", {"number": 3, "topic": "Founding", "due": DUE}),
        Words("ticket.question", {"question": "Ne yapmalı?"}),
    )
    rows = (
        (Button(Words("ticket.add"), buttons.AddToTicket(3)),),
        (Button(Words("ticket.close"), buttons.CloseTicket(3)),),
        HOME,
    )
    mine = ticket(3, NEW, subject=1, question=" Ne\n  yapmalı? ", rating=None)
    assert (
        Playbook(contact(tickets=(mine,), language="en", **BUSY))
        >> presses(ShowTicket(3))
        << Tell(ADA, about, rows, ticket=3)
        << stands(**CALM)
    )


@pytest.mark.parametrize(
    ("one", "key", "due"),
    [
        (ticket(3, lapsed_at=NOW, renewed_at=NOW), "late", DUE),
        (ticket(3, Status.PENDING, lapsed_at=NOW), "pending", None),
        (ticket(3, Status.PENDING, asks=True), "asked", None),
        (ticket(3, asks=True), "open", DUE),
        (ticket(3, legal=True, lapsed_at=NOW), "legal", DUE + timedelta(days=5)),
        (ticket(3, Status.PENDING, legal=True), "pending", None),
    ],
)
def test_a_line_says_who_is_waited_for_and_that_the_desk_is_late(
    one: Ticket, key: str, due: datetime | None
) -> None:
    values: dict[str, Value] = {"number": 3, "topic": Words("summary.none"), "due": due}
    assert line(one, contact().view, "tr") == Words(f"tickets.line-{key}", values)


@pytest.mark.parametrize(("length", "shown"), [(199, 199), (200, 200), (201, 200)])
def test_a_long_question_is_shown_by_its_beginning(length: int, shown: int) -> None:
    question = Words("ticket.question", {"question": "x" * shown})
    assert (
        Playbook(contact(tickets=(ticket(3, question="x" * length),)))
        >> presses(ShowTicket(3))
        << tells(("tickets.line-open", question), ..., ticket=3)
    )


@pytest.mark.parametrize(("rating", "answered"), [(None, True), (4, True), (None, False)])
def test_a_closed_ticket_can_be_reopened_and_is_rated_once_where_it_was_answered(
    rating: int | None, answered: bool
) -> None:
    reopen = (Button(Words("ticket.reopen"), buttons.ReopenTicket(3)),)
    stars = tuple(Button(str(one), RateTicket(3, one)) for one in (1, 2, 3, 4, 5))
    about = (
        Words("tickets.line-closed", {"number": 3, "topic": Words("summary.none"), "due": None}),
        Words("ticket.question", {"question": "Soru 3"}),
    )
    asks = answered and not rating
    asked = (Words("rating.ask"),) if asks else ()
    rows = (reopen, *((stars,) if asks else ()), HOME)
    closed = ticket(3, CLOSED, rating=rating, replied_at=NOW if answered else None)
    assert (
        Playbook(contact(tickets=(closed,)))
        >> presses(ShowTicket(3))
        << Tell(ADA, (*about, *asked), rows, ticket=3)
    )
    assert rating_row(3) == stars


@pytest.mark.parametrize(
    "press",
    [
        ShowTicket(4),
        buttons.AddToTicket(4),
        buttons.CloseTicket(4),
        buttons.ReopenTicket(4),
        RateTicket(4, 5),
        buttons.NoWord(4),
    ],
)
def test_somebody_elses_ticket_is_not_found(press: Press) -> None:
    before = contact(tickets=(ticket(3),), **BUSY)
    book = Playbook(before) >> presses(press) << tells("ticket.unknown")
    assert book
    assert book.state == before


@pytest.mark.parametrize(
    ("press", "step"),
    [(buttons.CloseTicket(3), Step.CLOSE), (buttons.ReopenTicket(3), Step.REOPEN)],
)
def test_a_ticket_is_closed_and_reopened_by_its_contact(press: Press, step: Step) -> None:
    assert (
        Playbook(contact(tickets=(ticket(3),), **BUSY))
        >> presses(press)
        << OwnTicket(ADA, 3, step)
        << stands(**CALM)
    )


@pytest.mark.parametrize("stars", [1, 2, 5])
def test_a_closed_ticket_is_rated_and_a_word_may_follow(stars: int) -> None:
    no_word = (Button(Words("rating.no-word"), buttons.NoWord(3)),)
    long = held("x" * 1001)
    assert (
        Playbook(contact(tickets=(ticket(3, CLOSED),), options=(("Dernek", "h"),)))
        >> presses(RateTicket(3, stars))
        << OwnTicket(ADA, 3, Step.RATE, stars=stars)
        << Tell(ADA, (Words("rating.thanks", {"stars": stars}),), (no_word,))
        << stands(expects=Expects.WORD, about="3", options=())
        >> says(long.text)
        << OwnTicket(ADA, 3, Step.RATE, words=long.text, message=long)
        << tells("rating.done")
        << stands(**CALM)
    )


def test_a_file_is_no_word_along_with_a_rating() -> None:
    """It is not lost: the contact says where it goes."""
    photo = held(kind="photo")
    assert (
        Playbook(contact(tickets=(ticket(3, CLOSED),), expects=Expects.WORD, about="3"))
        >> sends()
        << Tell(
            ADA,
            (Words("place.file"),),
            ((Button(Words("place.new"), buttons.NewTicket()),),),
            reply_to="50",
        )
        << stands(expects=Expects.PLACE, about=None, held=(photo,))
    )


def test_words_on_a_ticket_that_is_open_again_are_no_rating() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, PENDING),), expects=Expects.WORD, about="3"))
        >> says("Bir sorum daha var.")
        << placed(3, held("Bir sorum daha var."))
        << stands(**CALM)
    )


def test_a_word_along_with_a_rating_can_be_left_out() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, CLOSED),), expects=Expects.WORD, about="3"))
        >> presses(buttons.NoWord(3))
        << tells("rating.done")
        << stands(**CALM)
    )


@pytest.mark.parametrize(
    ("stars", "status"), [(0, CLOSED), (6, CLOSED), (-1, CLOSED), (5, OPEN), (5, NEW), (5, PENDING)]
)
def test_a_rating_out_of_range_or_out_of_time_is_none(stars: int, status: Status) -> None:
    before = contact(tickets=(ticket(3, status),), **BUSY)
    book = Playbook(before) >> presses(RateTicket(3, stars)) << tells("rating.not-now", number=3)
    assert book
    assert book.state == before


@pytest.mark.parametrize(
    ("act", "added"),
    [
        (says("Bir de şu var"), held("Bir de şu var")),
        (says("1"), held("1")),
        (sends(kind="voice"), held(kind="voice")),
    ],
)
def test_what_was_announced_for_a_ticket_goes_there_and_nowhere_else(
    act: ContactAct, added: Held
) -> None:
    assert (
        Playbook(contact(tickets=(ticket(3), ticket(4)), options=(("Dernek", "h"),)))
        >> presses(buttons.AddToTicket(4))
        << tells("ticket.add-how", number=4)
        << stands(expects=Expects.ADD, about="4", options=())
        >> act
        << AddToTicket(ADA, 4, (added,))
        << stands(**CALM)
    )


@pytest.mark.parametrize("about", ["9", None])
def test_words_for_a_ticket_that_is_not_there_say_so(about: str | None) -> None:
    assert (
        Playbook(contact(tickets=(ticket(3),), expects=Expects.ADD, about=about))
        >> says("x")
        << tells("ticket.unknown")
        << stands(**CALM)
    )


def test_an_unaddressed_message_goes_to_the_only_ticket_which_waits_for_it() -> None:
    before = contact(tickets=(ticket(3, CLOSED), ticket(4, PENDING)))
    photo = held(kind="photo", message="51")
    assert (
        Playbook(before)
        >> says("Evet, 12 kişi")
        << placed(4, held("Evet, 12 kişi"))
        << stands(placed=4, held=(), **CALM)
        >> meanwhile(recent=4)
        >> sends(kind="photo", message="51")
        << AddToTicket(ADA, 4, (photo,), heard=Heard.SIGN)
        >> meanwhile(recent=None)  # an hour later
        >> sends(kind="photo", message="51")
        << placed(4, photo)
    )


@pytest.mark.parametrize(
    "tickets",
    [
        (ticket(3, OPEN), ticket(4, OPEN)),
        (ticket(3, PENDING), ticket(4, PENDING)),
        (ticket(2, CLOSED), ticket(3, NEW), ticket(4, OPEN)),
    ],
)
def test_otherwise_the_contact_says_where_it_goes(tickets: tuple[Any, ...]) -> None:
    active = [one.number for one in tickets if one.active]
    rows = (*(add(number) for number in active), ASK, ANEW, DROP)
    options = tuple((str(one), encode(buttons.AddToTicket(one))) for one in active)
    assert (
        Playbook(contact(tickets=tickets))
        >> says("Şube nasıl?")
        << Tell(ADA, (Words("place.which"),), rows, reply_to="50")
        << stands(expects=Expects.PLACE, held=(held("Şube nasıl?"),), options=options)
        >> says("3", message="51")
        << AddToTicket(ADA, 3, (held("Şube nasıl?"),))
        << stands(held=(), **CALM)
    )


def test_a_file_without_a_ticket_asks_what_it_is_for() -> None:
    assert (
        Playbook(contact())
        >> sends(kind="document")
        << Tell(ADA, (Words("place.file"),), (ANEW,), reply_to="50")
        << stands(held=(held(kind="document"),), options=(), expects=Expects.PLACE)
    )


def test_a_file_with_words_that_the_desk_does_not_know_goes_to_its_ticket() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3),)))
        >> sends("Bakar mısınız?")
        << placed(3, held("Bakar mısınız?", kind="photo"))
    )


def test_what_is_said_while_the_place_is_asked_for_waits_along() -> None:
    both = (held("Bir"), held("İki nokta", message="51"))
    assert (
        Playbook(contact(tickets=(ticket(3), ticket(4)), held=(held("eski"),)))
        >> says("Bir")
        << tells("place.which", ..., reply_to="50")
        << stands(held=both[:1])
        >> says("İki nokta", message="51")
        << tells("place.which", ..., reply_to="51")
        << stands(held=both)
        >> presses(buttons.AddToTicket(3))
        << AddToTicket(ADA, 3, both)
        << stands(held=(), **CALM)
    )


def test_the_place_of_an_album_is_asked_once() -> None:
    first, second = (held(message=one, kind="photo", album="a") for one in ("50", "51"))
    assert (
        Playbook(contact(tickets=(ticket(3), ticket(4))))
        >> sends(album="a")
        << tells(
            "place.which",
            buttons.AddToTicket(3),
            buttons.AddToTicket(4),
            NewTicket(),
            buttons.DropWaiting(),
            reply_to="50",
        )
        >> sends(album="a", message="51")
        << stands(held=(first, second), expects=Expects.PLACE)
        >> sends(album="b", message="52")
        << tells("place.which", ..., reply_to="52")
        << stands(held=(first, second, held(message="52", kind="photo", album="b")))
    )


@pytest.mark.parametrize("album", [None, "b"])
def test_files_outside_of_an_album_are_each_asked_about_and_all_wait(album: str | None) -> None:
    first, second = held(kind="photo"), held(message="51", kind="photo", album=album)
    assert (
        Playbook(contact(held=(first,)))
        >> sends(message="51", album=album)
        << tells("place.file", ..., reply_to="51")
        << stands(held=(first, second))
    )


def test_words_that_wait_for_a_ticket_can_be_a_question_after_all() -> None:
    means = meaning("Bir İki", Meaning.SUGGEST, match("faq:1-1", 0.5))
    waiting = (held("Bir"), held("İki", message="51"))
    assert (
        Playbook(contact(means, tickets=(ticket(3),), held=waiting, expects=Expects.PLACE))
        >> presses(AskAfterAll())
        << KeepQuery("Bir İki", "suggest", "faq:1-1", 0.5)
        << tells(("suggest.weak", "offer.line"), buttons.OpenAnswer("faq:1-1"), ...)
        << stands(held=waiting, **CALM)
    )


def test_when_nothing_waits_any_more_the_menu_is_shown_as_it_is() -> None:
    assert (
        Playbook(contact())
        >> presses(AskAfterAll())
        << ShowQuestion(ADA, "faq:0", note=Words("menu.changed"))
    )


def test_what_waits_becomes_a_request_of_its_own() -> None:
    waiting = (held("Bir"), held(message="51", kind="photo"))
    assert (
        Playbook(contact(tickets=(ticket(3),), held=waiting, expects=Expects.PLACE))
        >> presses(NewTicket())
        << tells("intake.topic", ...)
        << stands(held=(), expects=Expects.SUBJECT)
    )


@pytest.mark.parametrize("status", [NEW, OPEN, PENDING])
def test_thanks_for_what_the_desk_said_are_answered_by_it(status: Status) -> None:
    thanks = meaning("Sağ olun", Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
    book = Playbook(contact(thanks, tickets=(ticket(3, status),))) >> says("Sağ olun")
    assert book << tells("talk.thanks", ...)


@pytest.mark.parametrize("words", ["Sağ olun", "çok teşekkürler hocam", "tamam eyvallah"])
def test_thanks_for_what_an_expert_said_reach_the_expert_and_move_no_ball(words: str) -> None:
    book = Playbook(contact(tickets=(ticket(3, PENDING),), asked=3)) >> says(words)
    assert book << AddToTicket(ADA, 3, (held(words),), heard=Heard.THANKS)


@pytest.mark.parametrize("words", ["evet gönderirim", "yarın yollarım", "akşam ileteceğim"])
@pytest.mark.parametrize("asked", [3, None])
def test_a_promise_to_send_something_is_for_the_expert(words: str, asked: int | None) -> None:
    book = Playbook(contact(tickets=(ticket(3, PENDING),), asked=asked)) >> says(words)
    assert book << placed(3, held(words))


@pytest.mark.parametrize("more", [{"continues": True}, {}])
def test_what_an_expert_is_asked_back_is_for_the_expert(more: dict[str, Any]) -> None:
    query = "yarın atsam olur mu"
    likely = replace(meaning(query, Meaning.SUGGEST, match("faq:5-1", 0.8)), **more)
    book = Playbook(contact(likely, tickets=(ticket(3, PENDING),), asked=3)) >> says(query)
    assert book << placed(3, held(query))


def test_small_talk_below_a_picture_is_not_answered() -> None:
    thanks = meaning("Sağ olun", Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
    assert (
        Playbook(contact(thanks, tickets=(ticket(3),)))
        >> sends("Sağ olun")
        << placed(3, held("Sağ olun", kind="photo"))
    )


WITHDRAWS = "iptal etmek istiyorum talebi"


def test_who_withdraws_a_ticket_is_asked_once_and_a_tap_or_a_yes_closes_it() -> None:
    asked = tells(
        ("ticket.close-ask", "tickets.line-open"),
        buttons.CloseTicket(3),
        buttons.PutOn(3, "50"),
        ...,
    )
    closed = OwnTicket(ADA, 3, Step.CLOSE)
    at = contact(tickets=(ticket(3),))
    assert Playbook(at) >> says(WITHDRAWS) << asked >> presses(buttons.CloseTicket(3)) << closed
    assert Playbook(at) >> says(WITHDRAWS) << asked >> says("evet", message="51") << closed
    assert Playbook(at) >> says(WITHDRAWS) << asked >> says("evet kapatın", message="51") << closed
    assert Playbook(at) >> says(WITHDRAWS) << asked >> says("3", message="51") << closed


def test_who_says_no_keeps_the_ticket_and_words_for_the_expert_can_be_put_on_it() -> None:
    at = contact(tickets=(ticket(3),))
    book = Playbook(at) >> says(WITHDRAWS) << tells(("ticket.close-ask", "tickets.line-open"), ...)
    assert (
        book
        >> says("hayır kalsın", message="51")
        << tells("ticket.stays")
        << stands(held=(), options=())
    )
    book = (
        Playbook(at) >> says("vazgeçtim") << tells(("ticket.close-ask", "tickets.line-open"), ...)
    )
    assert (
        book
        >> presses(buttons.PutOn(3, "50"))
        << AddToTicket(ADA, 3, (held("vazgeçtim"),))
        << stands(held=())
    )


def test_a_withdrawal_may_say_why_and_a_question_about_one_is_none() -> None:
    at = contact(tickets=(ticket(3),))
    why = "talebi geri çekmek istiyorum aileler vazgeçti"
    assert Playbook(at) >> says(why) << tells(("ticket.close-ask", "tickets.line-open"), ...)
    other = "üyelik talebini geri çeken kişi ne yapar"
    assert Playbook(at) >> says(other) << placed(3, held(other))


def test_with_several_tickets_a_withdrawal_asks_which() -> None:
    asked = tells(
        ("ticket.close-ask", "tickets.line-open", "tickets.line-open"),
        buttons.CloseTicket(4),
        buttons.CloseTicket(3),
        ...,
    )
    at = contact(tickets=(ticket(3), ticket(4)))
    assert Playbook(at) >> says(WITHDRAWS) << asked >> says("evet", message="51") << asked
