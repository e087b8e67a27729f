"""Silent by default: what of the staff group's messages goes out to a contact."""

import pytest

from bot.domain.desk.forum import goes_out, is_command, may_be_sent, meant_command
from bot.domain.tickets import Author, TicketMessage
from tests.domain.desk.ticketbook import NUMBER, ticket

CARD, OTHER = "500", "501"
IN_THREAD = ticket(card=CARD, thread="40")
WITHOUT_CARD = ticket()


def said(author: Author, of: int = NUMBER) -> TicketMessage:
    """A message that stands in a ticket's thread."""
    return TicketMessage(1, of, author, "text")


@pytest.mark.parametrize(
    ("reply_to", "target", "out", "why"),
    [
        (None, None, False, "a note replies to nothing"),
        (None, said(Author.CONTACT), False, "nor does it by being near a contact's message"),
        (CARD, None, True, "a reply to the card"),
        (CARD, said(Author.CONTACT, of=NUMBER + 1), True, "the card is the card"),
        (OTHER, None, False, "a reply to a note of a colleague"),
        (OTHER, said(Author.CONTACT), True, "a reply to the contact"),
        (OTHER, said(Author.EXPERT), False, "a reply to what an expert sent"),
        (OTHER, said(Author.DESK), False, "a reply to what the desk said"),
        (OTHER, said(Author.CONTACT, of=NUMBER + 1), False, "to another ticket's contact"),
    ],
)
def test_only_a_reply_to_the_card_or_to_the_contact_goes_out(
    reply_to: str | None, target: TicketMessage | None, out: bool, why: str
) -> None:
    assert goes_out(IN_THREAD, reply_to, target) is out, why


@pytest.mark.parametrize(
    ("earlier", "target", "out"),
    [
        (NUMBER, None, True),
        (NUMBER + 1, None, False),
        (None, None, False),
        (NUMBER, said(Author.EXPERT), False),
        (NUMBER, said(Author.NOTE), False),
        (NUMBER, said(Author.CONTACT), True),
    ],
)
def test_a_reply_to_what_was_the_card_or_an_unknown_picture_goes_out(
    earlier: int | None, target: TicketMessage | None, out: bool
) -> None:
    assert goes_out(IN_THREAD, OTHER, target, earlier=earlier) is out


def test_a_note_stays_while_the_ticket_has_no_card() -> None:
    assert not goes_out(WITHOUT_CARD, None, None)
    assert not goes_out(WITHOUT_CARD, OTHER, None)


@pytest.mark.parametrize(
    ("note", "known", "may"),
    [
        (OTHER, None, True),
        (OTHER, said(Author.EXPERT), False),
        (OTHER, said(Author.NOTE), True),
        (CARD, said(Author.NOTE), False),
        (OTHER, said(Author.CONTACT), False),
        (CARD, None, False),
        (CARD, said(Author.DESK), False),
    ],
)
def test_only_a_note_that_has_not_gone_out_may_be_sent(
    note: str, known: TicketMessage | None, may: bool
) -> None:
    assert may_be_sent(IN_THREAD, note, known) is may


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("/kapat", True),
        ("/kapat@destek_bot", True),
        ("/kapat@destek_bot hemen", True),
        ("/kapat bunu", False),
        ("/etc/hosts", False),
        ("/ menüden", False),
        ("/5", False),
        ("//", False),
    ],
)
def test_a_lone_word_behind_a_slash_is_a_slip_of_a_command_and_all_else_a_reply(
    words: str, slip: bool
) -> None:
    assert is_command(words) is slip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kuyrk", "kuyruk"),
        ("gndr", "gonder"),
        ("gonderr", "gonder"),
        ("bilinmeyen", None),
        ("ban", None),
        ("x", None),
    ],
)
def test_a_slip_in_a_command_is_known_and_a_foreign_word_is_none(
    typed: str, meant: str | None
) -> None:
    assert meant_command(typed, ("kuyruk", "gonder", "duyuru", "yardim")) == meant
