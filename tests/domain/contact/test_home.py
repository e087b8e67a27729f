"""Home and menus: the ways in, and where a press of a menu's button leads."""

from typing import Any

import pytest

from bot.domain import buttons
from bot.domain import composer_buttons as composer
from bot.domain.buttons import Choose, OpenAnswer, OpenMenu, Press, Speak, TurnPage
from bot.domain.chats import Chat, Expects, Intake
from bot.domain.codes import encode
from bot.domain.contact import home
from bot.domain.effects import ShowAnswer, ShowQuestion, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    ADDRESS,
    ContactAct,
    commands,
    contact,
    held,
    meanwhile,
    presses,
    says,
    stands,
)
from tests.domain.content import CATALOG, EMPTY, catalog
from tests.domain.playbook import Playbook, tells

WAYS_IN = (
    ("home.subjects", OpenMenu("faq")),
    ("home.assessment", buttons.StartAssessment()),
    ("home.ask", buttons.Ask()),
    ("home.expert", buttons.WriteToExpert()),
)
WAYS = tuple((Button(Words(name), press),) for name, press in WAYS_IN)
ASIDE = (
    (
        Button(Words("home.tickets"), buttons.ListTickets()),
        Button(Words("home.subscriptions"), buttons.ListSubscriptions()),
    ),
    (Button(Words("home.language"), Speak()),),
)
LANGUAGES = (Button("Türkçe", Speak("tr")), Button("English", Speak("en")))
CHANGED, GONE = Words("menu.changed"), Words("menu.gone")


def home_says(greeting: str) -> Tell:
    """The way in, with its greeting."""
    return Tell(ADA, (Words(greeting),), (*WAYS, *ASIDE))


def mark(question: str, language: str = "tr") -> str:
    """The fingerprint of a question as it is now."""
    found = CATALOG.question(language, question)
    assert found is not None
    return found.fingerprint


def menu(question: str, *labels: str, language: str = "tr") -> dict[str, Any]:
    """How a chat stands that has a menu open, of choices numbered from one on."""
    codes = (
        encode(Choose(f"{question}-{n}", mark(question, language)))
        for n, _ in enumerate(labels, start=1)
    )
    options = tuple(zip(labels, codes, strict=True))
    return {"question": question, "options": options, "held": (), "expects": None, "about": None}


SUBJECTS = menu("faq:0", "Kuruluş", "Bağış", "Adres")
FOUNDING = menu("faq:1", "Dernek", "Tüzük", "Büyümek")
DONATIONS = menu("faq:5", "Makbuz", "Hibe")
BUSY: dict[str, Any] = {"expects": Expects.ADD, "about": "3", "held": (held("x"),)}


def test_a_first_start_greets_with_every_way_in_and_numbers_choose_the_four_great_ones() -> None:
    options = tuple((name, encode(press)) for name, press in WAYS_IN)
    assert (
        Playbook(contact())
        >> commands("start")
        << home_says("home.greeting")
        << stands(known=True, options=options, question=None)
    )


def test_the_numbers_of_a_form_that_was_left_send_nothing() -> None:
    begun = Intake(messages=(held("y"),))
    send = buttons.InIntake(buttons.Exit.SEND)
    options = (("button.send", encode(send)),)
    assert (
        Playbook(contact(expects=Expects.CONFIRM, intake=begun, options=options))
        >> commands("taleplerim")
        << tells("tickets.none", ...)
        << stands(options=())
        >> says("1")
        << ShowQuestion(ADA, "faq:0", note=Words("menu.no-number"))
    )


def test_a_start_leaves_what_holds_nothing_behind() -> None:
    half = contact(**BUSY, question="faq:1", intake=Intake(subject=5))
    assert (
        Playbook(half)
        >> commands("start")
        << home_says("home.greeting")
        << stands(expects=None, about=None, held=(), question=None, intake=None)
    )


@pytest.mark.parametrize(
    ("act", "greeting"),
    [
        (commands("start"), "home.greeting"),
        (commands("menu"), "home.short"),
        (presses(buttons.Home()), "home.short"),
        (says("ana menü"), "home.short"),
    ],
)
def test_the_way_home_keeps_a_request_that_was_begun_and_asks(
    act: ContactAct, greeting: str
) -> None:
    begun = Intake(messages=(held("y"),))
    assert (
        Playbook(contact(expects=Expects.PROVINCE, question="faq:1", intake=begun))
        >> act
        << tells(
            (greeting, "draft.waits"),
            buttons.WriteToExpert(),
            buttons.InIntake(buttons.Exit.CANCEL),
            ...,
        )
        << stands(expects=None, about=None, held=(), question=None, intake=begun, known=True)
    )


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ("faq_1-1", ShowAnswer(ADA, "faq:1-1")),
        ("faq_0-2", ShowQuestion(ADA, "faq:5")),
        ("faq_5", ShowQuestion(ADA, "faq:5")),
        ("assessment_2-1", ShowAnswer(ADA, "assessment:2-1")),
        ("faq_1_1", ShowQuestion(ADA, "faq:0", note=GONE)),
        ("nonsense", ShowQuestion(ADA, "faq:0", note=GONE)),
    ],
)
def test_a_deep_link_opens_what_it_names_and_greets_nobody(payload: str, shown: object) -> None:
    begun = Intake(messages=(held("y"),))
    assert (
        Playbook(contact(intake=begun))
        >> commands("start", payload)
        << shown
        << stands(known=True, intake=begun)
    )


def test_a_deep_link_makes_somebody_known_even_where_there_is_nothing_to_open() -> None:
    assert (
        Playbook(contact(catalog=EMPTY))
        >> commands("start", "faq_1-1")
        << tells("menu.empty")
        << stands(known=True)
    )


@pytest.mark.parametrize(
    ("press", "shown", "standing"),
    [
        (OpenMenu("faq"), ShowQuestion(ADA, "faq:0", edit="8"), SUBJECTS),
        (OpenMenu("assessment"), ShowQuestion(ADA, "faq:0", edit="8"), SUBJECTS),
        (OpenMenu("faq", 5), ShowQuestion(ADA, "faq:5", edit="8"), DONATIONS),
        (TurnPage("faq", 1, 2), ShowQuestion(ADA, "faq:1", 2, "8"), FOUNDING),
        (TurnPage("faq", 1, 1), ShowQuestion(ADA, "faq:1", 1, "8"), FOUNDING),
        (TurnPage("faq", 1, -1), ShowQuestion(ADA, "faq:1", 0, "8"), FOUNDING),
        (OpenMenu("faq", 9), ShowQuestion(ADA, "faq:0", edit="8", note=GONE), SUBJECTS),
        (buttons.MenuBelow("faq", 5), ShowQuestion(ADA, "faq:5"), DONATIONS),
        (buttons.MenuBelow("x", 5), ShowQuestion(ADA, "faq:0", note=GONE), SUBJECTS),
        (OpenAnswer("faq:5"), ShowQuestion(ADA, "faq:5"), DONATIONS),
        (OpenAnswer("faq:0-2"), ShowQuestion(ADA, "faq:5"), DONATIONS),
        (OpenAnswer("faq:8-2"), ShowQuestion(ADA, "faq:0", note=GONE), SUBJECTS),
        (Choose("faq:0-2", mark("faq:0")), ShowQuestion(ADA, "faq:5", edit="8"), DONATIONS),
        (Choose("faq:0-1"), ShowQuestion(ADA, "faq:1", edit="8"), FOUNDING),
        (Choose("faq:1-1", "old"), ShowQuestion(ADA, "faq:1", 0, "8", CHANGED), FOUNDING),
        (Choose("faq:8-1"), ShowQuestion(ADA, "faq:0", 0, "8", CHANGED), SUBJECTS),
    ],
)
def test_a_menu_opens_in_its_place_and_its_numbers_choose(
    press: Press, shown: object, standing: dict[str, Any]
) -> None:
    assert (
        Playbook(contact(**BUSY))
        >> presses(press, edit="8")
        << shown
        << stands(known=True, **standing)
    )


@pytest.mark.parametrize(
    "press", [OpenMenu("faq"), OpenMenu("faq", 0), OpenMenu("faq", 6), Choose("faq:8-1")]
)
def test_menus_are_in_the_contacts_language(press: Press) -> None:
    note = {OpenMenu("faq", 6): GONE, Choose("faq:8-1"): CHANGED}.get(press)
    english = menu("faq:0", "Founding", "Bağış", "Adres", language="en")
    assert (
        Playbook(contact(language="en"))
        >> presses(press)
        << ShowQuestion(ADA, "faq:0", note=note)
        << stands(**english)
    )


@pytest.mark.parametrize("press", [Choose("faq:8-1"), buttons.Unknown(), composer.Compose(4)])
def test_a_press_that_leads_nowhere_shows_the_open_menu_as_it_is_now(press: Press) -> None:
    assert (
        Playbook(contact(question="faq:5"))
        >> presses(press)
        << ShowQuestion(ADA, "faq:5", note=CHANGED)
        << stands(**DONATIONS)
    )


def test_where_no_menu_is_open_it_shows_the_subjects() -> None:
    assert (
        Playbook(contact())
        >> presses(buttons.Unknown(), edit="8")
        << ShowQuestion(ADA, "faq:0", note=CHANGED)
        >> presses(buttons.Unknown())
        << ShowQuestion(ADA, "faq:0", note=CHANGED)
        << stands(**SUBJECTS)
    )


@pytest.mark.parametrize("fingerprint", ["", mark("faq:5")])
def test_an_answer_chosen_in_a_menu_leaves_the_menu_open_for_the_next_number(
    fingerprint: str,
) -> None:
    assert (
        Playbook(contact(**BUSY))
        >> presses(Choose("faq:5-2", fingerprint), edit="8")
        << ShowAnswer(ADA, "faq:5-2")
        << stands(known=True, answer="faq:5-2", **{**DONATIONS, "held": BUSY["held"]})
    )


def test_an_answer_opened_by_its_id_has_no_numbers_below_it() -> None:
    assert (
        Playbook(contact(**BUSY, question="faq:1", options=(("Dernek", "h"),)))
        >> presses(buttons.Guidance("assessment:7-4"))
        << ShowAnswer(ADA, "assessment:7-4")
        << stands(known=True, answer="assessment:7-4", options=(), expects=None, about=None)
    )


def test_a_choice_is_looked_for_in_the_contacts_language() -> None:
    assert (
        Playbook(contact(language="en"))
        >> presses(Choose("faq:1-9", mark("faq:1", "en")))
        << ShowAnswer(ADA, "faq:1-9")
        >> presses(OpenAnswer("faq:1-9"))
        << ShowAnswer(ADA, "faq:1-9")
        >> presses(Speak("tr"))
        << home_says("home.greeting")
        >> presses(OpenAnswer("faq:1-9"))
        << ShowQuestion(ADA, "faq:0", note=GONE)
    )


def test_a_menu_whose_words_changed_since_says_so_and_keeps_to_its_place() -> None:
    old = Choose("faq:5-1", mark("faq:5"))
    renewed = catalog(**{"faq/05-03.md": "title: Yeni.\nquestion_id: 5\nchoice_id: 3\nlabel: Yeni"})
    assert (
        Playbook(contact())
        >> meanwhile(catalog=renewed)
        >> presses(old, edit="8")
        << ShowQuestion(ADA, "faq:5", edit="8", note=CHANGED)
    )


def test_a_desk_without_content_says_so_and_changes_nothing() -> None:
    before = contact(**BUSY, catalog=EMPTY)
    book = Playbook(before) >> presses(OpenMenu("faq")) << tells("menu.empty")
    assert book >> commands("konular") << tells("menu.empty")
    assert book.state.chat == before.chat


@pytest.mark.parametrize("act", [commands("dil"), commands("language"), presses(Speak("de"))])
def test_languages_are_named_in_themselves(act: ContactAct) -> None:
    assert (
        Playbook(contact())
        >> act
        << Tell(ADA, (Words("language.ask"),), (LANGUAGES,))
        << stands(language="tr")
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_language_is_chosen_and_greets_in_it(language: str) -> None:
    assert (
        Playbook(contact())
        >> presses(Speak(language))
        << home_says("home.greeting")
        << stands(language=language)
    )


def test_the_root_of_a_desk_without_content_is_the_first_question() -> None:
    assert home.root_id(contact().view, Chat(ADA, ADDRESS)) == "faq:0"
    empty = contact(catalog=EMPTY)
    assert home.root_id(empty.view, empty.chat) == "faq:0"
