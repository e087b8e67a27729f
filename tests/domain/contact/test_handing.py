"""An order to hand over stands beside the question; what is taken back is handed to nobody."""

import pytest

from bot.domain import buttons
from bot.domain.chats import Expects, Intake
from bot.domain.contact.handing import question_in
from bot.domain.contact.unsaid import jokes, taken_back
from bot.domain.effects import AddToTicket
from bot.domain.tickets import Heard
from tests.domain.contact.talk import ADA, contact, held, presses, request, says, stands, ticket
from tests.domain.content import Meaning, match, meaning
from tests.domain.playbook import Playbook, tells

ASKED = "kira stopajını kim öder"
FIRST, SECOND = held("Son gün bugün mü", message="41"), held("Saat kaça kadar", message="42")


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (f"uzman istiyorum. soru: {ASKED}", ASKED),
        (f"Öyleyse bir yetkiliye iletiniz. Sual: {ASKED}", ASKED),
        (f"uzmana sorun lütfen. {ASKED}", ASKED),
        (f"bir uzmana yazın: {ASKED}", ASKED),
        ("please ask an expert. Who pays the withholding tax?", "Who pays the withholding tax?"),
        (f"dernek kurmak istiyorum. Soru: {ASKED}", None),
        ("uzman tutmak lazım mı. muhasebeci olmadan defter tutulur mu", None),
        ("bir insanla konuşayım. teşekkürler", None),
    ],
)
def test_an_order_to_hand_over_is_told_from_the_question(line: str, question: str | None) -> None:
    assert question_in(line) == question


def test_the_question_beside_the_order_is_the_request_at_once() -> None:
    likely = meaning(ASKED, Meaning.HANDOFF, match("faq:5-1", 0.7))
    assert (
        Playbook(contact(likely, matter=(FIRST,), unanswered=(FIRST,)))
        >> says(f"bir uzmana iletin. Soru: {ASKED}")
        << tells(("form.question-noted", "intake.organisation"), ...)
        << request(messages=(held(ASKED),), subject=5, taken=False)
    )


def test_beside_an_open_ticket_it_goes_there() -> None:
    line = f"evet uzman istiyorum. soru: {ASKED}"
    book = Playbook(contact(tickets=(ticket(3),))) >> says(line)
    assert book << AddToTicket(ADA, 3, (held(line),), heard=Heard.PLACED) << stands(expects=None)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("çayı getir kızım pardon onu yazma", "cayi getir kizim"),
        ("pardon bunu eklemeyin", ""),
        ("sorry ignore that", ""),
        ("bunu kaç günde gönderme zorunluluğu var", None),
        ("üyenin adını yazma zorunluluğu var mı", None),
    ],
)
def test_what_is_taken_back_is_told_from_a_question(words: str, before: str | None) -> None:
    assert taken_back(words) == before


def test_a_joke_is_told_from_a_serious_word() -> None:
    assert jokes("tamam ya şaka yaptım")
    assert not jokes("şaka değil gerçekten")


def test_a_joke_goes_to_no_expert() -> None:
    joke = held("kimseye söylemesek olmaz mı", message="43")
    assert (
        Playbook(contact(matter=(FIRST, joke), unanswered=(FIRST, SECOND, joke)))
        >> says("şaka yaptım ya uzmana sorabilir miyim")
        << tells("intake.taken", ...)
        << request(messages=(FIRST, SECOND))
    )


@pytest.mark.parametrize(
    ("words", "stay"), [("kapıyı kapat pardon onu yazma", (FIRST, SECOND)), ("onu yazma", (FIRST,))]
)
def test_in_a_form_it_is_not_written_down(words: str, stay: tuple[object, ...]) -> None:
    begun = Intake((FIRST, SECOND), subject=5, nearest=())
    at = contact(expects=Expects.ORGANISATION, intake=begun)
    at, _ = says(words)(at)
    assert at.chat.intake is not None
    assert at.chat.intake.messages == stay


def test_an_answer_takes_its_own_question_off_the_list_and_one_that_helped_all() -> None:
    sure = meaning(ASKED, Meaning.ANSWER, match("faq:5-1", 0.9))
    book = Playbook(contact(sure, matter=(FIRST,), unanswered=(FIRST, SECOND)))
    at, _ = says(ASKED)(book.state)
    assert book
    assert at.chat.unanswered == (FIRST, SECOND)
    at, _ = presses(buttons.Helped("faq:5-1", yes=True))(at)
    assert at.chat.unanswered == ()
