"""A ticket is found by what was said on it, as long as that is kept; on both databases."""

from datetime import timedelta

import pytest

from bot.domain.people import Address
from bot.domain.tickets import Author, Status, Ticket, TicketMessage
from bot.storage import cases, chats, messages, said_words, tickets
from bot.storage.database import Tx
from tests.domain.desk.ticketbook import NOW

ADA = Address("telegram", "1001")


def opened(tx: Tx, question: str = "Soru", **standing: object) -> Ticket:
    chat = chats.at(tx, ADA) or chats.begin(tx, ADA, "tr", NOW)
    fresh = Ticket(0, chat.id, Status.NEW, question, "tr", opened_at=NOW, since=NOW)
    return tickets.open(tx, Ticket(**{**_fields(fresh), **standing}))  # type: ignore[arg-type]


def _fields(ticket: Ticket) -> dict[str, object]:
    return {name: getattr(ticket, name) for name in Ticket.__dataclass_fields__}


def said(tx: Tx, ticket: Ticket, words: str, author: Author = Author.CONTACT) -> int:
    return messages.add(tx, TicketMessage(0, ticket.number, author, "text", words), NOW)


def found(tx: Tx, *asked: str) -> tuple[int, ...]:
    return said_words.tickets_with(tx, asked, most=100)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        (("tuzuk",), True),  # softened before a vowel
        (("tuzugu",), True),
        (("sahin",), True),  # Turkish letters are folded
        (("ista",), True),  # the beginning of a word
        (("tuzuk", "istanbul"), True),
        (("tuzuk", "ankara"), False),
        (("anbul",), False),  # not from the middle
        (("tuz",), True),
    ],
)
def test_words_are_found_as_they_begin(tx: Tx, asked: tuple[str, ...], hit: bool) -> None:
    one = opened(tx, "Tüzüğümüzü kim onaylar?")
    said(tx, one, "ŞAHİN Bey İSTANBUL'dan yazıyor")
    opened(tx, "Kira artışı")
    assert found(tx, *asked) == ((one.number,) if hit else ())


def test_the_newest_ticket_comes_first_each_once(tx: Tx) -> None:
    first, second = opened(tx, "kira"), opened(tx, "kira kirası")
    said(tx, first, "kira")
    assert found(tx, "kira") == (second.number, first.number)
    assert said_words.tickets_with(tx, ["kira"], most=1) == (second.number,)
    assert said_words.places(tx, [second.number], ["kira"]) == {second.number: 0}


def test_no_note_is_found_until_it_goes_out(tx: Tx) -> None:
    one = opened(tx)
    note = said(tx, one, "gizli", Author.NOTE)
    said(tx, one, "masa dedi", Author.DESK)
    assert (found(tx, "gizli"), found(tx, "masa")) == ((), ())
    messages.goes_out(tx, note, "gizli değil", expert=0)
    assert found(tx, "gizli") == (one.number,)
    assert said_words.places(tx, [one.number], ["gizli"]) == {one.number: note}


def test_what_is_changed_taken_back_or_forgotten_is_not_found(tx: Tx) -> None:
    one = opened(tx, closed_at=NOW, status=Status.CLOSED)
    first, second = said(tx, one, "elma armut"), said(tx, one, "kiraz")
    messages.change_words(tx, first, "armut")
    assert (found(tx, "elma"), found(tx, "armut")) == ((), (one.number,))
    messages.remove(tx, second)
    assert found(tx, "kiraz") == ()
    messages.forget_words(tx, NOW + timedelta(days=1))
    assert (found(tx, "armut"), found(tx, "soru")) == ((), (one.number,))


def test_whoever_is_not_to_be_named_is_found_by_no_name(tx: Tx) -> None:
    opened(tx, organisation="Umut Derneği")
    named = opened(tx, organisation="Umut Derneği", named=True)
    assert found(tx, "umut") == (named.number,)
    tickets.find_anew(tx, Ticket(**{**_fields(named), "organisation": "Deniz"}))  # type: ignore[arg-type]
    assert (found(tx, "umut"), found(tx, "deniz")) == ((), (named.number,))


def test_a_contact_has_one_code_that_says_nothing_of_them(tx: Tx) -> None:
    first, second = opened(tx), opened(tx)
    other = chats.begin(tx, Address("telegram", "1002"), "tr", NOW)
    assert first.case == second.case != cases.of(tx, other.id)
    assert cases.contact_of(tx, first.case) == first.contact
    assert tickets.get(tx, first.number) == first
    taken = [first.case]
    assert cases.fresh(lambda code: len(taken) < 3 and not taken.append(code)) not in taken
