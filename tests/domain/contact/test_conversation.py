"""What words, commands and presses lead to: sure, close, refused, urgent, or none of these."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import (
    Appeal,
    Home,
    Lacked,
    Nearest,
    NewTicket,
    OpenAnswer,
    OpenMenu,
    WriteToExpert,
)
from bot.domain.chats import Expects, Intake
from bot.domain.codes import encode
from bot.domain.contact.commands import COMMANDS, on_command
from bot.domain.contact.conversation import asked_before, goes_to_ticket, on_message
from bot.domain.contact.meanings import small_talk
from bot.domain.effects import (
    AddToTicket,
    KeepQuery,
    KeepVote,
    OpenTicket,
    OwnTicket,
    ShowAnswer,
    ShowPolicy,
    ShowQuestion,
    Tell,
)
from bot.domain.messages import OTHER, TEXT, UNCOPYABLE, Button
from bot.domain.tickets import Heard, Status, Step
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    COMMAND,
    NOW,
    ContactAct,
    commands,
    contact,
    held,
    meanwhile,
    numbers,
    presses,
    replies,
    request,
    says,
    sends,
    stands,
    ticket,
)
from tests.domain.content import (
    EMPTY,
    LIKELY,
    Intent,
    Meaning,
    Sentence,
    SmallTalk,
    match,
    meaning,
)
from tests.domain.playbook import Playbook, tells

HOME = Button(Words("button.home"), buttons.Home())
EXPERT = Button(Words("button.expert"), WriteToExpert())
SUBJECTS = Button(Words("home.subjects"), OpenMenu("faq"))
APPEALS = (Button(Words("button.appeal"), Appeal("own-work")),)
TALK = ((SUBJECTS, EXPERT),)
CALM: dict[str, Any] = {"expects": None, "about": None}
BUSY: dict[str, Any] = {"expects": Expects.ASK, "about": "x", "held": (held("eski"),)}


def answer(query: str, name: str = "faq:5-1") -> Intent:
    """Words that are sure to mean an entry."""
    return meaning(query, Meaning.ANSWER, match(name, 0.97), match("faq:5-2", 0.3))


def refusal(query: str, policy: str, **confidences: float) -> Intent:
    """Words that a policy refuses; entries by their ids' digits: `_51` is faq:5-1."""
    near = (match(f"faq:{name[1]}-{name[2]}", value) for name, value in confidences.items())
    return meaning(query, Meaning.REFUSE, *near, policy=policy)


def urgent(query: str) -> Intent:
    """Words of somebody in danger."""
    return meaning(query, Meaning.EMERGENCY, match("faq:5-1", 0.2), policy="emergency")


def talk(query: str, kind: SmallTalk | None) -> Intent:
    """Words that ask for nothing."""
    return meaning(query, Meaning.SMALLTALK, match("faq:5-1", 0.2), smalltalk=kind)


def kept(query: str, outcome: str, name: str | None = None, confidence: float = 0.0) -> KeepQuery:
    """What is remembered of a query."""
    return KeepQuery(query, outcome, name, confidence)


# --- commands ---


def test_a_command_that_is_none_says_so_and_changes_nothing() -> None:
    before = contact(**BUSY)
    book = Playbook(before) >> commands("dans") << tells("command.unknown")
    assert book
    assert book.state == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gizlilik", "privacy"),
        ("privacy", "privacy"),
        ("yardim", "help"),
        ("help", "help"),
    ],
)
def test_some_commands_only_say_something(name: str, said: str) -> None:
    assert Playbook(contact(**BUSY)) >> commands(name, "x") << tells(said) << stands(**BUSY)


@pytest.mark.parametrize("name", ["konular", "topics"])
@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        ("", ShowQuestion(ADA, "faq:0")),
        ("  ", ShowQuestion(ADA, "faq:0")),
        ("5", ShowQuestion(ADA, "faq:5")),
        (" 5.1 ", ShowAnswer(ADA, "faq:5-1")),
        ("5-1", ShowAnswer(ADA, "faq:5-1")),
        ("assessment:2-1", ShowAnswer(ADA, "assessment:2-1")),
        ("x", ShowQuestion(ADA, "faq:0", note=Words("menu.gone"))),
    ],
)
def test_subjects_are_opened_by_a_command_and_so_is_what_it_names(
    name: str, argument: str, shown: object
) -> None:
    assert Playbook(contact()) >> commands(name, argument) << shown


ASKS = [commands("sor"), commands("ask"), presses(buttons.Ask())]


@pytest.mark.parametrize("act", ASKS)
def test_asking_says_how_and_waits_for_the_question(act: ContactAct) -> None:
    assert (
        Playbook(contact(answer("Makbuz?"), expects=Expects.ADD, about="3"))
        >> act
        << tells("ask.how")
        << stands(expects=Expects.ASK, about=None)
        >> says("Makbuz?")
        << kept("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
        << stands(**CALM)
    )


@pytest.mark.parametrize("name", ["iptal", "cancel"])
def test_where_there_is_nothing_to_cancel_the_way_home_is_shown(name: str) -> None:
    assert (
        Playbook(contact(**BUSY))
        >> commands(name)
        << tells("home.short", ...)
        << stands(held=(), **CALM)
    )


# --- words ---


def test_an_answer_that_is_sure_is_given_and_said_to_be_found() -> None:
    assert (
        Playbook(contact(answer("Makbuz?"), options=(("Dernek", "h"),), **BUSY))
        >> says("Makbuz?")
        << kept("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
        << stands(answer="faq:5-1", held=(held("Makbuz?"),), options=(), known=True, **CALM)
        >> presses(WriteToExpert("faq:5-1"))
        << tells("intake.topic-guess", ...)
        << request(messages=(held("Makbuz?"),), answer_id="faq:5-1", subject=5)
    )


def test_what_is_no_answer_but_a_branch_is_opened() -> None:
    assert (
        Playbook(contact(answer("Soru", "faq:0-2")))
        >> says("Soru")
        << kept("Soru", "answer", "faq:0-2", 0.97)
        << ShowQuestion(ADA, "faq:5")
    )


def test_what_only_another_language_answers_is_offered_to_an_expert_with_the_words() -> None:
    assert (
        Playbook(contact(answer("Soru", "faq:1-9")))
        >> says("Soru")
        << kept("Soru", "answer", "faq:1-9", 0.97)
        << tells("handoff.offer", ...)
        << stands(held=(held("Soru"),))
    )


def test_an_answer_is_given_in_the_contacts_language() -> None:
    assert (
        Playbook(contact(answer("Only?", "faq:1-9"), language="en"))
        >> says("Only?")
        << kept("Only?", "answer", "faq:1-9", 0.97)
        << ShowAnswer(ADA, "faq:1-9", found=True)
    )


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("faq:5-1",), ("Makbuz",)),
        (("faq:5-1", "faq:5-2", "faq:1-1", "faq:1-2"), ("Makbuz", "Hibe", "Dernek")),
        (("assessment:2-1", "faq:5-2"), ("Hibe",)),
    ],
)
def test_three_answers_are_suggested_at_most(
    names: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    means = meaning("Para", Meaning.SUGGEST, *(match(one, 0.6) for one in names))
    ids = [one for one in names if one.startswith("faq:")][:3]
    offered = [
        Button(f"{n}. {label}", OpenAnswer(one))
        for n, (label, one) in enumerate(zip(labels, ids, strict=True), start=1)
    ]
    title = Words("suggest.title", plural=len(ids))
    options = tuple(
        (label, encode(OpenAnswer(one))) for label, one in zip(labels, ids, strict=True)
    )
    assert (
        Playbook(contact(means, **BUSY))
        >> says("Para")
        << kept("Para", "suggest", names[0], 0.6)
        << tells((title, *["offer.line"] * len(ids)), *offered, EXPERT, HOME)
        << stands(options=options, held=(held("Para"),), **CALM)
        >> says("1")
        << ShowAnswer(ADA, ids[0])
    )


def test_what_the_desk_does_not_know_is_offered_to_an_expert_with_the_words() -> None:
    rows = ((EXPERT,), (SUBJECTS,), (HOME,))
    assert (
        Playbook(contact(**BUSY))
        >> says("Kaç üye gerekir?")
        << kept("Kaç üye gerekir?", "handoff")
        << Tell(ADA, (Words("handoff.offer"),), rows)
        << stands(options=numbers(EXPERT, SUBJECTS), held=(held("Kaç üye gerekir?"),), **CALM)
        >> says("1", message="51")
        << tells("intake.topic", ...)
        << request(messages=(held("Kaç üye gerekir?"),))
    )


def test_the_wish_for_a_human_is_no_question() -> None:
    means = meaning("Uzmanla görüşeyim", Meaning.HANDOFF, match("faq:5-1"), wants_human=True)
    assert (
        Playbook(contact(means, **BUSY))
        >> says("Uzmanla görüşeyim")
        << tells("intake.question", buttons.InIntake(buttons.Exit.CANCEL))
        << stands(expects=Expects.QUESTION, held=(), intake=Intake())
    )


def test_several_questions_are_each_offered_once() -> None:
    parts = (answer("a"), answer("b", "faq:1-1"), answer("c"), meaning("d"))
    means = meaning("a? b? c? d?", Meaning.ANSWER, match("faq:5-1", 0.8), parts=parts)
    lines = [
        Words("offer.line", {"n": 1, "title": "Bağış topluyoruz."}),
        Words("offer.line", {"n": 2, "title": "Dernek kurmak istiyoruz."}),
    ]
    assert (
        Playbook(contact(means))
        >> says("a? b? c? d?")
        << kept("a? b? c? d?", "answer", "faq:5-1", 0.8)
        << tells(
            (Words("several.title"), *lines),
            OpenAnswer("faq:5-1"),
            OpenAnswer("faq:1-1"),
            WriteToExpert(),
            buttons.Home(),
        )
    )


@pytest.mark.parametrize(
    ("policy", "near", "beside"),
    [
        ("own-work", {}, ()),
        ("own-work", {"_51": LIKELY - 0.001}, ()),
        ("own-work", {"_51": LIKELY}, ("Makbuz",)),
        ("own-work", {"_51": 0.9, "_11": 0.8, "_12": 0.7}, ("Makbuz", "Dernek")),
        ("own-work", {"_51": 0.9, "_88": 0.8, "_12": 0.7}, ("Makbuz",)),
        ("hate", {"_51": 0.9}, ()),
    ],
)
def test_a_refusal_shows_two_likely_answers_and_the_way_to_a_human(
    policy: str, near: dict[str, float], beside: tuple[str, ...]
) -> None:
    ids = {"Makbuz": "faq:5-1", "Dernek": "faq:1-1"}
    rows = tuple((Button(label, OpenAnswer(ids[label])),) for label in beside)
    appeal = (Button(Words("button.appeal"), Appeal(policy)),)
    best, confidence = next(iter(near.items()), (None, 0.0))
    name = f"faq:{best[1]}-{best[2]}" if best else None
    assert (
        Playbook(contact(refusal("Siz yazın", policy, **near), **BUSY))
        >> says("Siz yazın")
        << kept("Siz yazın", "refuse", name, confidence)
        << ShowPolicy(ADA, policy, (*rows, appeal, (HOME,)))
        << stands(held=(held("Siz yazın"),), **CALM)
        >> presses(Appeal(policy))
        << tells("intake.topic", ...)
        << request(messages=(held("Siz yazın"),), policy=policy)
    )


def test_the_answers_beside_a_refusal_are_named_in_the_contacts_language() -> None:
    rows = (
        (Button("English", OpenAnswer("faq:1-9")),),
        (Button(Words("button.appeal"), Appeal("own-work")),),
        (HOME,),
    )
    assert (
        Playbook(contact(refusal("Write it", "own-work", _19=0.9), language="en"))
        >> says("Write it")
        << kept("Write it", "refuse", "faq:1-9", 0.9)
        << ShowPolicy(ADA, "own-work", rows)
    )


# --- emergencies ---


@pytest.mark.parametrize("expects", [None, *Expects])
def test_an_emergency_opens_a_ticket_without_any_question(expects: Expects | None) -> None:
    """What waits to be told which ticket it is for goes along."""
    waiting = BUSY["held"] if expects is Expects.PLACE else ()
    assert (
        Playbook(contact(urgent("imdat"), **{**BUSY, "expects": expects}, language="en"))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((*waiting, held("imdat")), policy="emergency"), "en")
        << stands(held=(), **CALM)
    )


@pytest.mark.parametrize("status", [Status.OPEN, Status.PENDING])
def test_an_emergency_is_one_even_while_tickets_are_open(status: Status) -> None:
    assert (
        Playbook(contact(urgent("imdat"), tickets=(ticket(3, status),)))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((held("imdat"),), policy="emergency"), "tr")
    )


@pytest.mark.parametrize("status", [Status.NEW, Status.PENDING])
def test_an_emergency_that_is_under_way_gets_the_words_too(status: Status) -> None:
    over = ticket(2, Status.CLOSED, policy="emergency")
    mine = (over, ticket(3), ticket(4, status, policy="emergency"))
    assert (
        Playbook(contact(urgent("imdat"), tickets=mine))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << AddToTicket(ADA, 4, (held("imdat"),), alarm="emergency")
        << stands(held=())
    )


def test_whoever_has_an_expert_on_it_is_not_told_all_the_lines_again() -> None:
    """But whom to call while the danger lasts; another danger has lines of its own."""
    mine = ticket(4, Status.OPEN, policy="emergency", expert_id=31)
    added = AddToTicket(ADA, 4, (held("imdat"),), alarm="emergency")
    assert (
        Playbook(contact(urgent("imdat"), tickets=(mine,)))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << tells("danger.under-way", ticket=4, number=4)
        << added
        << stands(held=())
    )
    other = replace(mine, policy="emergency-child")
    assert (
        Playbook(contact(urgent("imdat"), tickets=(other,)))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << added
    )


def test_an_emergency_below_a_picture_is_one_too() -> None:
    assert (
        Playbook(contact(urgent("imdat"), tickets=(ticket(3, Status.PENDING),)))
        >> sends("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((held("imdat", kind="photo"),), policy="emergency"), "tr")
    )


def test_an_emergency_in_a_reply_makes_its_ticket_urgent() -> None:
    assert (
        Playbook(contact(urgent("imdat"), tickets=(ticket(3, Status.PENDING),)))
        >> replies("imdat", ticket=3)
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << AddToTicket(ADA, 3, (held("imdat"),), alarm="emergency")
    )


def test_any_other_reply_goes_to_the_ticket_as_it_is() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, Status.CLOSED),)))
        >> replies("teşekkürler", ticket=3)
        << AddToTicket(ADA, 3, (held("teşekkürler"),))
    )


@pytest.mark.parametrize("command", ["uzman", "expert", "sor", "ask"])
def test_an_emergency_behind_a_command_is_heard(command: str) -> None:
    words = held("imdat", message=COMMAND)
    assert (
        Playbook(contact(urgent("imdat")))
        >> commands(command, "imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((words,), policy="emergency"), "tr")
    )


# --- words behind a command ---


@pytest.mark.parametrize("command", ["uzman", "expert"])
def test_words_behind_the_command_are_the_first_of_the_request(command: str) -> None:
    words = held("Üyemiz istifa etti", message=COMMAND)
    assert (
        Playbook(contact(held=(held("önce bu"),)))
        >> commands(command, "Üyemiz istifa etti")
        << tells("intake.topic", ...)
        << stands(intake=Intake((held("önce bu"), words)), held=())
    )


@pytest.mark.parametrize("command", ["sor", "ask"])
def test_words_behind_the_command_are_the_question(command: str) -> None:
    assert (
        Playbook(contact(talk("Merhaba", SmallTalk.GREETING), expects=Expects.ADD, about="3"))
        >> commands(command, "  Merhaba ")
        << tells("home.greeting", ...)
        << stands(**CALM)
    )


# --- small talk ---


@pytest.mark.parametrize(("known", "greeting"), [(False, "home.greeting"), (True, "home.hello")])
def test_a_greeting_is_returned_with_the_ways_in(known: bool, greeting: str) -> None:
    assert (
        Playbook(contact(talk("Merhaba", SmallTalk.GREETING), known=known, **BUSY))
        >> says("Merhaba")
        << tells(greeting, ...)
        << stands(known=True, held=(), **CALM)
    )


OTHER_WAYS = (SmallTalk.GREETING, SmallTalk.COMPLAINT)


@pytest.mark.parametrize("kind", [one for one in SmallTalk if one not in OTHER_WAYS])
def test_small_talk_is_answered_in_its_kind_and_never_kept(kind: SmallTalk) -> None:
    assert (
        Playbook(contact(talk("…", kind), **BUSY))
        >> says("…")
        << Tell(ADA, (Words(f"talk.{kind}"),), TALK)
        << stands(held=(), **CALM)
    )


def test_a_complaint_leads_to_an_expert_who_hears_what_it_is_about() -> None:
    assert (
        Playbook(contact(talk("olmadı", SmallTalk.COMPLAINT), answer="faq:5-1"))
        >> says("olmadı")
        << tells("talk.complaint", WriteToExpert("faq:5-1"))
    )


def test_the_question_before_is_the_last_that_was_asked_for_itself() -> None:
    assert asked_before(contact().chat) == ""
    asked = contact(matter=(held("tüzük"), held("kaç madde", message="51"))).chat
    assert asked_before(asked) == "tüzük kaç madde"
    assert asked_before(replace(asked, expects=Expects.MISSING)) == ""


def test_another_language_answers_again_what_was_asked() -> None:
    asked = held("NGO?", message="40")
    again = meaning("NGO?", Meaning.ANSWER, match("faq:1-1", 0.97))
    assert (
        Playbook(contact(again, matter=(asked,), held=(asked,)))
        >> says("can you answer in English please")
        << tells("remark.language")
        << kept("NGO?", "answer", "faq:1-1", 0.97)
        << ShowAnswer(ADA, "faq:1-1", found=True)
        << stands(language="en")
    )


def test_whoever_begins_in_english_is_answered_in_it() -> None:
    said = "Hello, how do we found an association here"
    asked = meaning(said, Meaning.ANSWER, match("faq:1-1", 0.97))
    assert (
        Playbook(contact(asked))
        >> says(said)
        << kept(said, "answer", "faq:1-1", 0.97)
        << ShowAnswer(ADA, "faq:1-1", found=True)
        << stands(language="en")
    )
    assert (
        Playbook(contact(known=True))
        >> says(said)
        << kept(said, "handoff")
        << tells("handoff.offer", ...)
        << stands(language="en")
    )
    begun = Intake((held("NGO?", message="40"),), nearest=())
    form = contact(known=True, intake=begun, expects=Expects.ORGANISATION)
    book = Playbook(form) >> says("The Association of the Friends of Ada")
    assert book << tells("intake.province", ...) << stands(language="tr")


def test_whoever_writes_turkish_again_is_answered_in_it() -> None:
    said = "peki derneği nasıl kurarız"
    asked = meaning(said, Meaning.ANSWER, match("faq:1-1", 0.97))
    assert (
        Playbook(contact(asked, known=True, language="en"))
        >> says(said)
        << kept(said, "answer", "faq:1-1", 0.97)
        << ShowAnswer(ADA, "faq:1-1", found=True)
        << stands(language="tr")
    )


def test_the_name_of_an_organisation_changes_no_language() -> None:
    begun = Intake((held("NGO?", message="40"),), nearest=())
    at = contact(intake=begun, expects=Expects.ORGANISATION, language="en", known=True)
    book = Playbook(at) >> says("Umut Engelli Hakları Derneği")
    assert book << tells("intake.province", ...) << stands(language="en")


def test_what_fits_nothing_goes_to_an_expert_and_what_is_near_is_shown_when_asked_for() -> None:
    near = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", 0.3), match("faq:1-1", 0.2))
    nearest = Nearest("faq:5-1,faq:1-1")
    assert (
        Playbook(contact(near))
        >> says("Salon?")
        << kept("Salon?", "suggest", "faq:5-1", 0.3)
        << tells("handoff.offer", WriteToExpert(), nearest, Home())
        << stands(held=(held("Salon?"),))
        >> presses(nearest)
        << tells(
            ("suggest.nearest", "offer.line", "offer.line"),
            OpenAnswer("faq:5-1"),
            OpenAnswer("faq:1-1"),
            WriteToExpert(),
            ...,
        )
        >> presses(Nearest("faq:77-1,x"))
        << tells("menu.gone")
    )


def test_the_same_suggestion_is_not_made_twice() -> None:
    first = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", 0.7))
    more = meaning("kirası da var", Meaning.SUGGEST, match("faq:5-1", 0.7))
    assert (
        Playbook(contact(first, more))
        >> says("Salon?")
        << kept("Salon?", "suggest", "faq:5-1", 0.7)
        << tells(("suggest.title", "offer.line"), OpenAnswer("faq:5-1"), ...)
        >> says("kirası da var", message="51")
        << kept("kirası da var", "suggest", "faq:5-1", 0.7)
        << tells("handoff.offer", WriteToExpert(), Nearest("faq:5-1"), Home())
    )


def test_what_fits_nothing_leaves_the_answer_shown_last() -> None:
    at = contact(meaning("mahkeme?", Meaning.SUGGEST, match("faq:1-1", 0.3)), answer="faq:5-1")
    book = Playbook(at) >> says("mahkeme?") << kept("mahkeme?", "suggest", "faq:1-1", 0.3)
    assert book << tells("handoff.offer", ...) << stands(answer="faq:5-1")


def test_who_says_yes_where_nothing_fits_writes_to_an_expert() -> None:
    near = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", 0.3))
    yes = meaning("evet", Meaning.SMALLTALK, smalltalk=SmallTalk.YES)
    assert (
        Playbook(contact(near, yes))
        >> says("Salon?")
        << kept("Salon?", "suggest", "faq:5-1", 0.3)
        << tells("handoff.offer", ...)
        >> says("evet", message="51")
        << tells("intake.topic-guess", ...)
        << request(messages=(held("Salon?"),))
    )


def test_what_nobody_knows_goes_along_with_the_question_before_it() -> None:
    first, more = held("Çatımız akıyor", message="40"), "sigorta şirketi de ödemiyor"
    assert (
        Playbook(contact(matter=(first,)))
        >> says(more)
        << kept(more, "handoff")
        << tells("handoff.thread", WriteToExpert(), ..., question=f"Çatımız akıyor\n{more}")
        << stands(held=(first, held(more)))
    )


def test_the_place_in_the_answer_shown_last_is_pointed_to() -> None:
    quoted = Sentence("Bir ay içinde.", "Süre", 0.9)
    asks = replace(meaning("kaç gün", Meaning.SUGGEST, match("faq:5-1", 0.9)), sentences=(quoted,))
    assert (
        Playbook(contact(asks, answer="faq:5-1"))
        >> says("kaç gün")
        << kept("kaç gün", "suggest", "faq:5-1", 0.9)
        << tells(
            ("remark.passage", Words("remark.quoted-under", {"head": "Süre", "text": quoted.text})),
            OpenAnswer("faq:5-1"),
            WriteToExpert("faq:5-1"),
            ...,
            label="Makbuz",
        )
        << stands(answer="faq:5-1")
    )


def test_the_same_answer_is_not_shown_twice() -> None:
    assert (
        Playbook(contact(answer("Makbuz?"), answer="faq:5-1"))
        >> says("Makbuz?")
        << kept("Makbuz?", "answer", "faq:5-1", 0.97)
        << tells("remark.in-it", OpenAnswer("faq:5-1"), WriteToExpert("faq:5-1"), ...)
    )


def test_a_question_about_the_desk_is_not_the_one_for_an_expert() -> None:
    asked = held("Salonu kiraya verelim mi", message="40")
    about = meaning("size nasıl ulaşırım", Meaning.ANSWER, match("faq:1-2", 0.97))
    book = Playbook(contact(about, matter=(asked,))) >> says(about.query)
    assert (
        book
        << kept(about.query, "answer", "faq:1-2", 0.97)
        << ShowAnswer(ADA, "faq:1-2", found=True)
        << stands(matter=(asked,))
    )


def test_small_talk_of_no_known_kind_gets_a_friendly_word() -> None:
    chat = contact().chat
    assert small_talk(chat, None) == (chat, [Tell(ADA, (Words("talk.wellbeing"),), TALK)])


# --- what was missing in an answer ---


@pytest.mark.parametrize("length", [1, 500, 501, 4096])
def test_what_was_missing_is_kept_whole_and_waits_for_the_expert(length: int) -> None:
    said = "x" * length
    assert (
        Playbook(contact(expects=Expects.MISSING, about="faq:5-1"))
        >> says(said)
        << KeepVote(ADA, "faq:5-1", helped=False, reason=said)
        << tells("missing.thanks", WriteToExpert("faq:5-1"), buttons.Home())
        << stands(held=(held(said),), **CALM)
        >> presses(WriteToExpert("faq:5-1"))
        << tells("intake.topic-guess", ...)
        << request(messages=(held(said),), answer_id="faq:5-1")
    )


def test_where_it_has_an_answer_of_its_own_that_follows_at_once() -> None:
    assert (
        Playbook(contact(answer("Tüzük?", "faq:1-2"), expects=Expects.MISSING, about="faq:5-1"))
        >> says("Tüzük?")
        << KeepVote(ADA, "faq:5-1", helped=False, reason="Tüzük?")
        << kept("Tüzük?", "answer", "faq:1-2", 0.97)
        << ShowAnswer(ADA, "faq:1-2", found=True)
        << stands(answer="faq:1-2", held=(held("Tüzük?"),), **CALM)
    )


@pytest.mark.parametrize(
    "means",
    [
        answer("Yine?", "faq:5-1"),
        meaning("Yine?", Meaning.SUGGEST, match("faq:1-2", 0.5)),
        talk("Yine?", SmallTalk.COMPLAINT),
    ],
)
def test_the_same_answer_or_a_mere_guess_does_not_follow(means: Intent) -> None:
    assert (
        Playbook(contact(means, expects=Expects.MISSING, about="faq:5-1"))
        >> says("Yine?")
        << KeepVote(ADA, "faq:5-1", helped=False, reason="Yine?")
        << tells("missing.thanks", ...)
        << stands(held=(held("Yine?"),))
    )


@pytest.mark.parametrize("about", ["faq:8-8", None])
def test_what_was_missing_in_an_answer_that_is_gone_is_not_kept(about: str | None) -> None:
    assert (
        Playbook(contact(expects=Expects.MISSING, about=about))
        >> says("Çok kısa")
        << tells("menu.gone")
        << stands(held=(held("Çok kısa"),), **CALM)
    )


def test_a_reason_can_be_chosen_after_words_were_asked_for() -> None:
    assert (
        Playbook(contact())
        >> presses(buttons.Helped("faq:5-1"))
        << KeepVote(ADA, "faq:5-1", helped=False)
        << tells("vote.missing", ...)
        >> presses(Lacked("faq:5-1", "unclear"))
        << KeepVote(ADA, "faq:5-1", helped=False, reason="unclear")
        << tells("missing.thanks", ...)
    )


# --- typed instead of pressed ---

MENU = (("Dernek", encode(OpenAnswer("faq:1-1"))), ("Tüzük", encode(OpenAnswer("faq:1-2"))))


@pytest.mark.parametrize("typed", ["2", " 2. ", "iki", "ikinci", "Tüzük", " Tüzük ", "tuzuk"])
def test_an_open_menu_is_chosen_from_by_number_and_by_name(typed: str) -> None:
    assert Playbook(contact(options=MENU)) >> says(typed) << ShowAnswer(ADA, "faq:1-2")


def test_a_number_below_a_picture_chooses_nothing() -> None:
    assert Playbook(contact(options=MENU)) >> sends("2") << tells("place.file", ..., reply_to="50")


def test_tickets_are_chosen_by_the_number_they_bear_and_never_by_their_place() -> None:
    options = (("2", encode(buttons.ShowTicket(2))), ("1", encode(buttons.ShowTicket(1))))
    mine = tuple(ticket(number, Status.CLOSED, replied_at=NOW) for number in (1, 2))
    book = Playbook(contact(options=options, tickets=mine))
    for number in (1, 2):
        book >> says(str(number))
        book << tells(("tickets.line-closed", "ticket.question", "rating.ask"), ..., ticket=number)
    assert book >> says("3") << ShowQuestion(ADA, "faq:0", note=Words("menu.no-number"))


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ({}, "faq:0"),
        ({"question": "faq:5"}, "faq:5"),
        ({"question": "faq:5", "options": MENU}, "faq:5"),
        ({"options": MENU}, "faq:0"),
    ],
)
def test_a_number_that_nothing_bears_shows_what_is_open(
    standing: dict[str, Any], shown: str
) -> None:
    assert (
        Playbook(contact(expects=Expects.ASK, about="x", **standing))
        >> says("7")
        << ShowQuestion(ADA, shown, note=Words("menu.no-number"))
        << stands(**CALM)
    )


def test_a_number_while_tickets_are_open_may_be_for_one_of_them() -> None:
    assert (
        Playbook(contact(tickets=(ticket(3, Status.PENDING),)))
        >> says("7")
        << AddToTicket(ADA, 3, (held("7"),), heard=Heard.PLACED)
    )


def test_the_words_of_a_button_are_understood_with_what_they_mean() -> None:
    """A typed number may lead to a rule that reads words: those which wait for a ticket."""
    means = answer("Makbuz?")
    options = (("place.faq", encode(buttons.AskAfterAll())),)
    assert (
        Playbook(contact(means, options=options, held=(held("Makbuz?"),), tickets=(ticket(3),)))
        >> says("1")
        << kept("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
    )


# --- what can't be handled ---


@pytest.mark.parametrize("expects", [None, Expects.ADD, Expects.QUESTION, Expects.MISSING])
def test_a_message_that_nobody_can_pass_on_is_declined_and_nothing_changes(
    expects: Expects | None,
) -> None:
    before = contact(expects=expects, about="3", options=MENU)
    book = Playbook(before) >> sends("1", kind=UNCOPYABLE) << tells("message.uncopyable")
    assert book
    assert book.state == before


def test_a_word_with_a_rating_is_not_taken_for_a_question() -> None:
    assert (
        Playbook(
            contact(
                answer("Çok iyi"),
                tickets=(ticket(3, Status.CLOSED),),
                expects=Expects.WORD,
                about="3",
            )
        )
        >> says("Çok iyi")
        << OwnTicket(ADA, 3, Step.RATE, words="Çok iyi")
        << tells("rating.done")
    )


@pytest.mark.parametrize("expects", [Expects.WORD, Expects.MISSING])
@pytest.mark.parametrize("kind", ["photo", OTHER])
def test_what_is_no_word_is_not_taken_for_the_word_that_was_asked_for(
    expects: Expects, kind: str
) -> None:
    """It waits until the contact says where it is to go."""
    assert (
        Playbook(contact(tickets=(ticket(3, Status.CLOSED),), expects=expects, about="3"))
        >> sends(kind=kind)
        << tells("place.file", NewTicket(), reply_to="50")
        << stands(expects=Expects.PLACE, held=(held(kind=kind),))
    )


@pytest.mark.parametrize(
    ("expects", "kind", "goes"),
    [
        (None, TEXT, True),
        (None, OTHER, True),
        (None, UNCOPYABLE, False),
        (Expects.WORD, TEXT, False),
        (Expects.WORD, OTHER, True),
        (Expects.WORD, UNCOPYABLE, False),
        (Expects.QUESTION, TEXT, True),
    ],
)
def test_which_messages_go_to_the_ticket_that_they_name(
    expects: Expects | None, kind: str, goes: bool
) -> None:
    at = contact(expects=expects)
    about = replace(at.chat, about="3")
    assert goes_to_ticket(about, at.view, 3, held(kind=kind)) is goes
    assert goes_to_ticket(about, at.view, 4, held(kind=kind)) is (kind != UNCOPYABLE)


def test_what_a_forged_button_names_is_cut_to_what_a_ticket_keeps() -> None:
    assert (
        Playbook(contact())
        >> presses(WriteToExpert("x" * 62))
        << tells("intake.question", ...)
        << request(answer_id="x" * 40)
    )


@pytest.mark.parametrize("policy", ["x" * 62, "emergency", "Elif: kapatın", ""])
def test_a_forged_appeal_makes_nothing_urgent_and_writes_nothing_on_the_card(policy: str) -> None:
    assert (
        Playbook(contact(urgent("imdat")))
        >> presses(Appeal(policy))
        << tells("intake.question", ...)
        << request(policy=None)
    )


@pytest.mark.parametrize("name", [*COMMANDS, "no-such-command"])
def test_an_emergency_is_heard_behind_every_command(name: str) -> None:
    at = contact(urgent("imdat"))
    _, effects = on_command(at.chat, at.view, name, held=held("imdat"), read=at.read)
    assert ShowPolicy(ADA, "emergency") in effects
    assert OpenTicket(ADA, Intake((held("imdat"),), policy="emergency"), "tr") in effects


def test_a_nod_loses_nothing_that_waits_to_be_told_its_ticket() -> None:
    waiting = (held("ek bilgi", message="48"), held(kind=OTHER, message="49"))
    mine = (ticket(3), ticket(4))
    at = contact(talk("tamam", SmallTalk.THANKS), tickets=mine, expects=Expects.PLACE, held=waiting)
    chat, _ = on_message(at.chat, at.view, held("tamam"), read=at.read)
    assert chat.held == waiting


@pytest.mark.parametrize("words", ["imdat", "tüzük"])
def test_files_that_wait_outlive_the_words_after_them(words: str) -> None:
    """Each goes to the experts with what follows, or when they are asked."""
    file = held(kind=OTHER, message="49")
    at = contact(urgent("imdat"), held=(file,))
    chat, effects = on_message(at.chat, at.view, held(words), read=at.read)
    opened = [one.intake.messages for one in effects if isinstance(one, OpenTicket)]
    assert opened in ([(file, held(words))], [])
    assert opened or file in chat.held


def test_a_desk_without_content_hands_everything_to_experts() -> None:
    assert (
        Playbook(contact(catalog=EMPTY))
        >> says("Soru")
        << kept("Soru", "handoff")
        << tells("handoff.offer", ...)
        >> says("9")
        << tells("menu.empty")
    )


# --- after words of danger, and words that nobody could answer ---


@pytest.mark.parametrize("kind", [SmallTalk.NO, SmallTalk.YES, SmallTalk.APOLOGY, None])
def test_a_shrug_after_words_of_danger_is_no_closing_word(kind: SmallTalk | None) -> None:
    book = (
        Playbook(contact(urgent("imdat"), talk("boşver", kind)))
        >> says("imdat")
        << kept("imdat", "emergency", "faq:5-1", 0.2)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((held("imdat"),), policy="emergency"), "tr")
        >> meanwhile(tickets=(ticket(3, policy="emergency"),))
        >> says("boşver", message="51")
    )
    added = AddToTicket(ADA, 3, (held("boşver", message="51"),))
    assert book << tells("talk.after-alarm", ...) << added


def test_a_no_to_words_that_nobody_answered_says_that_nobody_has_them() -> None:
    assert (
        Playbook(contact(talk("boşver", SmallTalk.NO)))
        >> says("Çok yoruldum")
        << kept("Çok yoruldum", "handoff")
        << tells("handoff.offer", ...)
        >> says("boşver", message="51")
        << tells("talk.no-after", WriteToExpert(), ...)
        >> presses(WriteToExpert())
        << tells("intake.topic", ...)
        << request(messages=(held("Çok yoruldum"),))
    )


def test_what_was_refused_is_only_taken_along_by_an_appeal() -> None:
    refused = refusal("Siz yazın", "own-work")
    book = Playbook(contact(refused)) >> says("Siz yazın") << kept("Siz yazın", "refuse")
    assert book << ShowPolicy(ADA, "own-work", (APPEALS, (HOME,)))
    chat = book.state
    assert Playbook(chat) >> commands("uzman") << tells("intake.question", ...)
    assert (
        Playbook(chat)
        >> presses(Appeal("own-work"))
        << tells("intake.topic", ...)
        << request(messages=(held("Siz yazın"),), policy="own-work")
    )


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("photo", "place.file"),
        ("voice", "place.file-voice"),
        ("video_note", "place.file-video-note"),
        ("location", "place.file-location"),
        ("contact", "place.file-contact"),
    ],
)
def test_a_file_without_words_gets_a_next_step_of_its_own(kind: str, key: str) -> None:
    assert Playbook(contact()) >> sends(kind=kind) << tells(key, NewTicket(), reply_to="50")


def test_the_words_below_a_picture_are_a_question_and_the_picture_waits() -> None:
    photo = held("Makbuz?", kind="photo")
    assert (
        Playbook(contact(answer("Makbuz?")))
        >> sends("Makbuz?")
        << kept("Makbuz?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
        << tells("place.file-kept")
        << stands(held=(photo,))
    )


@pytest.mark.parametrize(
    "wish",
    [
        meaning("talebi tekrar açar mısınız"),
        meaning("insanla görüşmek istiyorum", wants_human=True),
    ],
)
def test_a_wish_typed_as_a_word_along_with_a_rating_is_heard(wish: Intent) -> None:
    closed = ticket(3, Status.CLOSED)
    assert (
        Playbook(contact(wish, tickets=(closed,), expects=Expects.WORD, about="3"))
        >> says(wish.query)
        << tells("ticket.closed-lately", buttons.PutOn(3, "50"), ..., number=3)
        << stands(held=(held(wish.query),), **CALM)
    )


def test_a_question_typed_as_a_word_along_with_a_rating_is_answered() -> None:
    closed = ticket(3, Status.CLOSED)
    assert (
        Playbook(
            contact(answer("Makbuz nasıl?"), tickets=(closed,), expects=Expects.WORD, about="3")
        )
        >> says("Makbuz nasıl?")
        << kept("Makbuz nasıl?", "answer", "faq:5-1", 0.97)
        << ShowAnswer(ADA, "faq:5-1", found=True)
    )
