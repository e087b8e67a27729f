"""Which ticket words are for that do not say so, and what becomes of those that wait."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import AddToTicket as Adds
from bot.domain.buttons import NotForTicket, PutOn
from bot.domain.chats import CHOOSING, DRAFTED, Expects, Intake
from bot.domain.codes import encode
from bot.domain.contact import conversation
from bot.domain.effects import (
    AddToTicket,
    KeepQuery,
    OpenTicket,
    OwnTicket,
    ShowAnswer,
    ShowPolicy,
    ShowQuestion,
    Tell,
    Withdraw,
)
from bot.domain.messages import Button
from bot.domain.tickets import Heard, Status, Step
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    ContactAct,
    commands,
    contact,
    held,
    meanwhile,
    numbers,
    presses,
    request,
    says,
    sends,
    stands,
    ticket,
)
from tests.domain.content import Intent, Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

NEW, OPEN, PENDING, CLOSED = Status
TWO = (ticket(3), ticket(4))
WAITING = (held("Bir"), held("İki nokta", message="51"))
CHOOSES: dict[str, Any] = {"tickets": TWO, "expects": Expects.PLACE, "held": WAITING}
MENU = numbers(Button("Kuruluş", buttons.OpenAnswer("faq:0-1")), Button("Dernek", buttons.Home()))


LISTED = ("tickets.title", "tickets.line-open", "tickets.line-open")
SHOWN = ("ticket.question",)


def placed(number: int, *messages: Any, heard: Heard = Heard.PLACED) -> AddToTicket:
    return AddToTicket(ADA, number, messages, heard=heard)


def answer(query: str) -> Intent:
    return meaning(query, Meaning.ANSWER, match("faq:5-1", 0.97))


def talk(query: str, kind: SmallTalk) -> Intent:
    return meaning(query, Meaning.SMALLTALK, smalltalk=kind)


def put(number: int, message: str = "50") -> Button:
    return Button(Words("place.put", {"number": number}), PutOn(number, message))


# --- which ticket ---


@pytest.mark.parametrize(
    ("tickets", "seen", "number"),
    [
        ((ticket(3),), {}, 3),
        ((ticket(3, PENDING), ticket(4)), {}, 3),
        ((ticket(3), ticket(4)), {"recent": 4}, 4),
        ((ticket(3, PENDING), ticket(4)), {"recent": 3}, 3),
        ((ticket(3, PENDING), ticket(4, PENDING)), {"asked": 4}, 4),
        ((ticket(2, CLOSED), ticket(3)), {}, 3),
    ],
)
def test_words_go_to_the_ticket_that_is_surely_meant(
    tickets: tuple[Any, ...], seen: dict[str, Any], number: int
) -> None:
    assert (
        Playbook(contact(tickets=tickets, **seen))
        >> says("Çatı akıyor")
        << placed(number, held("Çatı akıyor"))
        << stands(placed=number, held=(), expects=None)
    )


@pytest.mark.parametrize(
    ("tickets", "seen"),
    [
        (TWO, {}),
        ((ticket(3, PENDING), ticket(4)), {"recent": 4}),
        ((ticket(3, PENDING), ticket(4, PENDING)), {}),
    ],
)
def test_where_it_is_unclear_the_contact_is_asked(
    tickets: tuple[Any, ...], seen: dict[str, Any]
) -> None:
    assert (
        Playbook(contact(tickets=tickets, **seen))
        >> says("Çatı akıyor")
        << tells("place.which", ..., reply_to="50")
        << stands(held=(held("Çatı akıyor"),), expects=Expects.PLACE, placed=None)
    )


# --- what waits for a choice ---


@pytest.mark.parametrize(
    ("act", "then"),
    [
        (commands("konular"), ShowQuestion(ADA, "faq:0")),
        (commands("gizlilik"), tells("privacy")),
        (commands("taleplerim"), tells(LISTED, ...)),
        (presses(buttons.OpenMenu("faq")), ShowQuestion(ADA, "faq:0")),
        (presses(buttons.ShowTicket(3)), tells(LISTED[1:2] + SHOWN, ..., ticket=3)),
        (presses(buttons.CloseTicket(3)), OwnTicket(ADA, 3, Step.CLOSE)),
        (presses(buttons.Speak()), tells("language.ask", ...)),
        (says("ana menü", message="52"), tells("home.short", ...)),
    ],
)  # fmt: skip
def test_who_goes_on_to_something_else_has_what_waits_delivered(
    act: ContactAct, then: object
) -> None:
    assert (
        Playbook(contact(**CHOOSES))
        >> act
        << placed(4, *WAITING)
        << then
        << stands(held=(), expects=None)
    )


def test_a_question_in_between_is_answered_and_what_waits_is_delivered() -> None:
    assert (
        Playbook(contact(answer("Makbuz nasıl?"), recent=3, **CHOOSES))
        >> says("Makbuz nasıl?", message="52")
        << placed(3, *WAITING)
        << KeepQuery("Makbuz nasıl?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True, ways=((put(3, "52"),),))
        << stands(held=(held("Makbuz nasıl?", message="52"),), expects=None)
    )


def test_after_a_while_it_is_delivered_by_itself() -> None:
    at = contact(**CHOOSES)
    assert at.chat.patience == CHOOSING
    chat, effects = conversation.on_time(at.chat, at.view)
    assert effects == [placed(4, *WAITING)]
    assert (chat.held, chat.expects, chat.patience) == ((), None, None)


def test_what_waits_goes_to_a_new_ticket_where_all_were_closed_meanwhile() -> None:
    closed = tuple(replace(one, status=Status.CLOSED) for one in TWO)
    at = contact(**(CHOOSES | {"tickets": closed}))
    chat, effects = conversation.on_time(at.chat, at.view)
    assert effects == [OpenTicket(ADA, Intake(WAITING), "tr")]
    assert (chat.held, chat.expects) == ((), None)


def test_a_draft_waits_for_a_day_and_is_let_go_with_a_word() -> None:
    at = contact(intake=Intake((held("Soru"),)), expects=Expects.PROVINCE)
    assert at.chat.patience == DRAFTED
    chat, effects = conversation.on_time(at.chat, at.view)
    assert [one.words[0].key for one in effects if isinstance(one, Tell)] == ["draft.expired"]
    assert (chat.intake, chat.expects, chat.patience) == (None, None, None)


def test_what_waits_can_be_let_go_and_taken_along() -> None:
    assert (
        Playbook(contact(**CHOOSES))
        >> presses(buttons.DropWaiting())
        << tells("place.dropped", ...)
        << stands(held=(), expects=None)
        >> presses(buttons.DropWaiting())
        << tells("place.nothing")
    )
    assert (
        Playbook(contact(**CHOOSES))
        >> commands("uzman")
        << tells("intake.topic", ...)
        << request(messages=WAITING)
    )


def test_the_command_to_cancel_lets_go_of_what_waits() -> None:
    book = Playbook(contact(**CHOOSES)) >> commands("iptal")
    assert book << tells("place.dropped", ...) << stands(held=(), expects=None)


@pytest.mark.parametrize("act", [commands("menu"), commands("konular"), commands("start")])
def test_a_file_outlives_every_menu(act: ContactAct) -> None:
    photo = held(kind="photo")
    book = Playbook(contact()) >> sends() << tells("place.file", ..., reply_to="50") >> act
    chat = book.state.chat
    assert chat.held == (photo,)
    assert book << (ShowQuestion(ADA, "faq:0") if chat.question else tells(_home(act), ...))


def _home(act: ContactAct) -> str:
    _, effects = act(contact())
    return str(effects[0].words[0].key)


# --- beside an answer ---


def test_a_question_goes_to_its_ticket_after_all_with_the_words_it_was_asked_in() -> None:
    assert (
        Playbook(contact(answer("Makbuz?"), tickets=(ticket(3),)))
        >> says("Makbuz?")
        << KeepQuery("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True, ways=((put(3),),))
        >> presses(PutOn(3, "50"))
        << AddToTicket(ADA, 3, (held("Makbuz?"),))
        << stands(held=())
        >> presses(PutOn(3, "50"))
        << tells("place.gone", number=3)
        << stands(expects=Expects.ADD, about="3")
    )


def test_an_older_button_adds_no_other_words() -> None:
    """Below a list of tickets, while a question asked since is still remembered."""
    assert (
        Playbook(contact(answer("Makbuz?"), tickets=TWO))
        >> commands("sor", "Makbuz?")
        << KeepQuery("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True, ways=((put(4, "9"),), (put(3, "9"),)))
        >> presses(Adds(3))
        << tells("ticket.add-how", number=3)
    )


def test_what_is_announced_as_a_question_is_one_with_a_ticket_open() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, PENDING),), asked=3, expects=Expects.ASK))
        >> says("Çatı akıyor")
        << KeepQuery("Çatı akıyor", "handoff", None, 0.0)
        << tells("handoff.offer", put(3), ...)
    )


@pytest.mark.parametrize(
    ("means", "shown"),
    [
        (
            meaning("Hibe var mı?", Meaning.SUGGEST, match("faq:5-2", 0.7)),
            tells(("suggest.title", "offer.line"), put(3), ...),
        ),
        (
            meaning("Yazar mısınız?", Meaning.REFUSE, policy="own-work"),
            ShowPolicy(
                ADA,
                "own-work",
                (
                    (put(3),),
                    (Button(Words("button.appeal"), buttons.Appeal("own-work")),),
                    (Button(Words("button.home"), buttons.Home()),),
                ),
            ),
        ),
    ],
)
def test_whatever_is_said_to_a_question_the_ticket_is_offered(means: Intent, shown: object) -> None:
    at = contact(means, tickets=(ticket(3, PENDING),))
    best = means.matches[0] if means.matches else None
    kept = (best.id, best.confidence) if best else (None, 0.0)
    assert (
        Playbook(at)
        >> says(means.query)
        << KeepQuery(means.query, str(means.outcome), *kept)
        << shown
    )


@pytest.mark.parametrize(
    "means",
    [
        meaning("Hibe arıyoruz", Meaning.SUGGEST, match("faq:5-2", 0.7)),
        meaning("Siz yazın", Meaning.REFUSE, policy="own-work"),
        meaning("acaba ne", Meaning.SUGGEST, match("faq:5-2", 0.2)),
    ],
)
def test_what_does_not_ask_or_is_not_known_goes_to_the_ticket(means: Intent) -> None:
    assert (
        Playbook(contact(means, tickets=(ticket(3),)))
        >> says(means.query)
        << placed(3, held(means.query))
    )


# --- small talk and the state ---


@pytest.mark.parametrize(
    "means",
    [
        talk("hayır henüz değil", SmallTalk.NO),
        talk("size dönüş yapacağım sonra", SmallTalk.GOODBYE),
        meaning("yarın sizi arayacağım", wants_human=True),
        talk("teşekkürler ek yolladım", SmallTalk.THANKS),
        talk("rezalet", SmallTalk.COMPLAINT),
        talk("hayır", SmallTalk.NO),
    ],
)
def test_small_talk_eats_no_addition(means: Intent) -> None:
    assert (
        Playbook(contact(means, tickets=(ticket(3),)))
        >> says(means.query)
        << placed(3, held(means.query))
    )


@pytest.mark.parametrize(
    "means",
    [
        talk("tamam", SmallTalk.YES),
        meaning("tamam bekliyorum", Meaning.EMERGENCY, policy="emergency"),
        meaning("talebim ne oldu", Meaning.SUGGEST, match("faq:5-2", 0.7)),
        talk("cevap yok mu hâlâ", SmallTalk.COMPLAINT),
        meaning("insanla görüşmek istiyorum", wants_human=True),
    ],
)
def test_who_waits_hears_how_the_ticket_stands(means: Intent) -> None:
    assert (
        Playbook(contact(means, tickets=(ticket(3),)))
        >> says(means.query)
        << tells("tickets.line-open", PutOn(3, "50"), ..., ticket=3)
        >> presses(PutOn(3, "50"))
        << AddToTicket(ADA, 3, (held(means.query),))
    )


@pytest.mark.parametrize(
    "words", ["ne demek kapattık??", "daha bi cevap gelmedi", "yeniden açın bunu"]
)
def test_words_about_a_ticket_that_was_just_closed_can_open_it_again(words: str) -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, CLOSED),), lately=3))
        >> says(words)
        << tells("ticket.closed-lately", PutOn(3, "50"), buttons.AskAfterAll(), ..., number=3)
        >> presses(PutOn(3, "50"))
        << AddToTicket(ADA, 3, (held(words),))
    )


# --- an expert asks ---


def test_an_experts_question_outranks_the_menu_above_it() -> None:
    book = Playbook(contact(tickets=(ticket(3, PENDING),), asked=3, options=MENU))
    assert book >> says("2") << placed(3, held("2"))
    assert (
        book
        >> meanwhile(asked=None, tickets=(ticket(3),), recent=3)
        >> says("1", message="51")  # and so does what is said after it
        << placed(3, held("1", message="51"), heard=Heard.SIGN)
        >> commands("konular")
        << ShowQuestion(ADA, "faq:0")
        >> says("2", message="52")
        << ShowQuestion(ADA, "faq:5")
    )


def test_in_a_form_only_a_number_where_words_are_asked_for_is_the_experts() -> None:
    asked = {"tickets": (ticket(3, PENDING),), "asked": 3, "intake": Intake((held("x"),))}
    assert (
        Playbook(contact(expects=Expects.ORGANISATION, **asked))
        >> says("7")
        << placed(3, held("7"))
        << tells("intake.organisation", ...)
        << stands(expects=Expects.ORGANISATION)
        >> says("Yıldız", message="51")
        << tells("intake.province", ...)
        << request(organisation="Yıldız")
    )


# --- not for the ticket ---


def test_what_was_not_for_its_ticket_comes_back_and_is_heard() -> None:
    taken = held("Makbuz?")
    assert (
        Playbook(contact(answer("Makbuz?"), tickets=(ticket(3),), withdrawn=(taken,), placed=3))
        >> presses(NotForTicket(3, "50"))
        << Withdraw(ADA, 3, "50")
        << KeepQuery("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
        << stands(held=(taken,), placed=None)
    )


def test_with_other_tickets_open_it_may_be_for_one_of_them() -> None:
    assert (
        Playbook(contact(tickets=TWO, withdrawn=WAITING))
        >> presses(NotForTicket(3, "51"))
        << Withdraw(ADA, 3, "51")
        << tells("place.which", Adds(4), buttons.AskAfterAll(), ..., reply_to="51")
        << stands(held=WAITING, expects=Expects.PLACE)
    )


def test_it_comes_back_by_typing_too() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3),), recent=3))
        >> says("Çatı akıyor")
        << placed(3, held("Çatı akıyor"))
        >> meanwhile(withdrawn=(held("Çatı akıyor"),))
        >> says("yanlış talebe yazmışım", message="51")
        << Withdraw(ADA, 3, "50")
        << KeepQuery("Çatı akıyor", "handoff", None, 0.0)
        << tells("handoff.offer", ...)
        << stands(placed=None)
    )


def test_it_comes_back_once() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3),)))
        >> presses(NotForTicket(3, "50"))
        << tells("place.withdrawn-already", number=3)
    )


def test_a_typed_number_that_comes_back_is_for_the_menu() -> None:
    withdrawn = {"withdrawn": (held("1"),), "options": MENU}
    assert (
        Playbook(contact(tickets=(ticket(3),), **withdrawn))
        >> presses(NotForTicket(3, "50"))
        << Withdraw(ADA, 3, "50")
        << ShowQuestion(ADA, "faq:1")
    )


def test_codes_of_what_can_be_put_on_a_ticket_are_short() -> None:
    assert len(encode(PutOn(10**9, "9" * 20))) < 64
