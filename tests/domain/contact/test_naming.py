"""A wish for an expert may name which of the questions before it is meant."""

import pytest

from bot.domain.chats import Chat
from bot.domain.contact.naming import only_named
from tests.domain.contact.talk import ADA, ADDRESS, contact, held, request, says
from tests.domain.content import Meaning, meaning
from tests.domain.playbook import Playbook, tells

VISA = held("can our volunteer come on a tourist visa?", message="40")
BOOK = held("su bastı, karar defterimiz ıslandı", message="41")
KEY = held("sistemin şifresini unuttuk", message="42")
CHAT = Chat(ADA, ADDRESS, earlier=(VISA, BOOK), matter=(KEY,), unanswered=(BOOK, KEY))


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        ("id rather ask a real person about the visa thing", (VISA,)),
        ("dur şu ıslanan defter işini bir uzmana soralım", (BOOK,)),
        ("bir uzmanla görüşmek istiyorum", None),
        ("bu konuyu bir uzmana soralım", None),
        ("sistem gibi konuşma birini bağla", None),
    ],
)
def test_a_wish_takes_along_the_questions_that_it_names(
    wish: str, named: tuple[object, ...] | None
) -> None:
    chat = only_named(CHAT, [held(wish)])
    assert chat.unanswered == (named if named is not None else CHAT.unanswered)
    assert chat.matter == (named if named is not None else CHAT.matter)


def test_what_is_not_named_stays_out_of_the_request() -> None:
    wish = "ıslanan defter işini bir uzmana soralım"
    means = meaning(wish, Meaning.HANDOFF, wants_human=True)
    at = contact(means, earlier=(BOOK,), matter=(KEY,), unanswered=(BOOK, KEY))
    book = Playbook(at) >> says(wish)
    assert book << tells("intake.taken", ...) << request(messages=(BOOK, held(wish)), taken=True)


def test_a_wish_for_all_takes_every_question_along() -> None:
    asked = tuple(held(one, message=str(n)) for n, one in enumerate(("Kira?", "Kasa?", "Damga?")))
    chat = contact(earlier=asked[:2], matter=asked[2:]).chat
    assert only_named(chat, (held("bunları bir uzmana yaz"),)).matter == asked


def test_a_part_names_its_question_and_not_the_subject_of_the_last() -> None:
    first, last = held("okulun adresi olur mu", message="1"), held("kaç para", message="2")
    chat = contact(earlier=(first,), matter=(last,), guess=5).chat
    named = only_named(chat, (held("uzmana sorayım okul kısmını", message="3"),))
    assert (named.matter, named.guess) == ((first,), None)
