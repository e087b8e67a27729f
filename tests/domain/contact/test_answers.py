"""Answers: judged by those who read them, and offered where several are near."""

import pytest

from bot.domain import buttons
from bot.domain.buttons import OpenAnswer, Press
from bot.domain.chats import Expects
from bot.domain.codes import encode
from bot.domain.contact import answers
from bot.domain.effects import KeepQuery, KeepVote, ShowAnswer, ShowQuestion, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain.contact.talk import ADA, contact, held, presses, request, says, stands
from tests.domain.content import CLOSE, Intent, Meaning, catalog, match, meaning
from tests.domain.playbook import Playbook, tells

HOME = Button(Words("button.home"), buttons.Home())
EXPERT = Button(Words("button.expert"), buttons.WriteToExpert())
BUSY = {"expects": Expects.ADD, "about": "3"}
RELATED = "faq:1-1"  # an answer with related ones
ALONE = "faq:5-1"  # and one without


def kept(intent: Intent) -> KeepQuery:
    """What is remembered of a query."""
    best = intent.matches[0]
    return KeepQuery(intent.query, str(intent.outcome), best.id, best.confidence)


def ways_on(answer: str) -> tuple[tuple[Button, ...], ...]:
    """What can be done when an answer did not help."""
    expert = (Button(Words("button.expert"), buttons.WriteToExpert(answer)),)
    related = (Button(Words("button.related"), buttons.Related(answer)),)
    return (related, expert) if answer == RELATED else (expert,)


def reasons(answer: str) -> tuple[tuple[Button, ...], ...]:
    """What may be missing in an answer."""
    names = ("unclear", "old", "other-case", "too-short")
    return tuple(
        (Button(Words(f"missing.{name}"), buttons.Lacked(answer, name)),) for name in names
    )


def test_an_answer_that_helped_is_thanked_for_and_nothing_is_expected_any_more() -> None:
    assert (
        Playbook(contact(**BUSY))
        >> presses(buttons.Helped(ALONE, yes=True))
        << KeepVote(ADA, ALONE, helped=True)
        << Tell(ADA, (Words("vote.thanks"),), ((HOME,),))
        << stands(expects=None, about=None)
    )


@pytest.mark.parametrize("answer", [RELATED, ALONE])
def test_one_that_did_not_help_asks_what_was_missing_and_keeps_the_ways_open(answer: str) -> None:
    rows = (*reasons(answer), *ways_on(answer))
    assert (
        Playbook(contact(**BUSY))
        >> presses(buttons.Helped(answer))
        << KeepVote(ADA, answer, helped=False)
        << Tell(ADA, (Words("vote.missing"),), rows)
        << stands(expects=Expects.MISSING, about=answer, answer=answer)
    )


@pytest.mark.parametrize("answer", [RELATED, ALONE])
def test_a_reason_is_kept_and_leads_on_to_other_answers_or_an_expert(answer: str) -> None:
    assert (
        Playbook(contact(expects=Expects.MISSING, about=answer))
        >> presses(buttons.Lacked(answer, "old"))
        << KeepVote(ADA, answer, helped=False, reason="old")
        << Tell(ADA, (Words("missing.thanks"),), (*ways_on(answer), (HOME,)))
        << stands(expects=None, about=None)
    )


@pytest.mark.parametrize(
    ("given", "kept"), [("x" * 20, "x" * 20), ("x" * 21, "x" * 20), ("yz" * 30, "yz" * 10)]
)
def test_a_reason_that_nobody_offers_is_cut_short(given: str, kept: str) -> None:
    assert (
        Playbook(contact())
        >> presses(buttons.Lacked(ALONE, given))
        << KeepVote(ADA, ALONE, helped=False, reason=kept)
        << tells("missing.thanks", ...)
    )


def test_related_answers_are_listed_by_title_and_button_and_number() -> None:
    titles = ("Tüzük yazıyoruz.", "Bağış topluyoruz.")
    lines = (Words("offer.line", {"n": n, "title": one}) for n, one in enumerate(titles, start=1))
    rows = (
        (Button("1. Tüzük", OpenAnswer("faq:1-2")),),
        (Button("2. Makbuz", OpenAnswer("faq:5-1")),),
        (EXPERT,),
        (HOME,),
    )
    options = (
        ("Tüzük", encode(OpenAnswer("faq:1-2"))),
        ("Makbuz", encode(OpenAnswer("faq:5-1"))),
    )
    assert (
        Playbook(contact())
        >> presses(buttons.Related(RELATED))
        << Tell(ADA, (Words("related.title"), *lines), rows)
        << stands(options=options)
    )


@pytest.mark.parametrize(
    "press",
    [
        buttons.Helped("faq:1-9", yes=True),
        buttons.Helped("faq:1-9"),
        buttons.Lacked("faq:1-9", "old"),
        buttons.Related("faq:1-9"),
    ],
)
def test_an_answer_that_is_gone_is_neither_judged_nor_led_on_from(press: Press) -> None:
    assert Playbook(contact()) >> presses(press) << tells("menu.gone")


def test_a_reason_for_an_answer_that_is_gone_ends_the_waiting_for_one() -> None:
    assert (
        Playbook(contact(expects=Expects.MISSING, about="faq:1-9"))
        >> presses(buttons.Lacked("faq:1-9", "old"))
        << tells("menu.gone")
        << stands(expects=None, about=None)
    )


def test_an_answer_in_the_contacts_language_alone_is_judged_like_any_other() -> None:
    assert (
        Playbook(contact(language="en"))
        >> presses(buttons.Helped("faq:1-9", yes=True))
        << KeepVote(ADA, "faq:1-9", helped=True)
        << tells("vote.thanks", buttons.Home())
        >> presses(buttons.Lacked("faq:1-9", "old"))
        << KeepVote(ADA, "faq:1-9", helped=False, reason="old")
        << tells("missing.thanks", buttons.WriteToExpert("faq:1-9"), buttons.Home())
        >> presses(buttons.Related("faq:1-9"))
        << tells("related.title", buttons.WriteToExpert(), buttons.Home())
    )


def test_what_is_related_is_named_in_the_contacts_language() -> None:
    """A related answer's own ways: the English text of 1-1 names none, so there are none."""
    assert answers.ways_on(contact(language="en").chat, contact().view, RELATED) == (
        (Button(Words("button.expert"), buttons.WriteToExpert(RELATED)),),
    )
    assert answers.ways_on(contact().chat, contact().view, "faq:8-8") == ways_on("faq:8-8")
    named = answers.known(contact(language="en").chat, contact().view, ("faq:1-1", "x", "faq:1-9"))
    assert [one.label for one in named] == ["NGO", "English"]


@pytest.mark.parametrize(
    ("press", "shown"),
    [
        (buttons.ReadOn("faq:5-1", 2), ShowAnswer(ADA, "faq:5-1", part=2)),
        (buttons.ReadOn("faq:5-1", 1), ShowAnswer(ADA, "faq:5-1", part=1)),
        (buttons.ReadOn("faq:5-1", -3), ShowAnswer(ADA, "faq:5-1", part=0)),
        (buttons.ReadOn("faq:1-9", 1), ShowQuestion(ADA, "faq:0", note=Words("menu.changed"))),
    ],
)
def test_a_long_answer_is_read_on_piece_by_piece(press: Press, shown: object) -> None:
    assert Playbook(contact()) >> presses(press) << shown


def test_a_long_answer_is_read_on_in_the_contacts_language() -> None:
    assert (
        Playbook(contact(language="en"))
        >> presses(buttons.ReadOn("faq:1-9", 1))
        << ShowAnswer(ADA, "faq:1-9", part=1)
    )


@pytest.mark.parametrize(
    ("confidences", "offered"),
    [
        ({"faq:1-1": 0.8, "faq:1-2": CLOSE}, ("faq:1-1", "faq:1-2")),
        ({"faq:1-1": 0.8, "faq:1-2": CLOSE - 0.001}, ("faq:1-1",)),
        ({"assessment:2-1": 0.8, "faq:1-2": CLOSE}, ("faq:1-2",)),
        ({"assessment:2-1": 0.8, "faq:1-2": 0.01}, ("assessment:2-1",)),
        ({}, ()),
    ],
)
def test_what_is_close_is_worth_offering_and_the_assessment_only_for_want_of_others(
    confidences: dict[str, float], offered: tuple[str, ...]
) -> None:
    assert answers.near(match(name, value) for name, value in confidences.items()) == offered


def test_an_answer_that_was_shown_whole_is_not_shown_again_to_a_further_question() -> None:
    asks, again = sure("Bağış makbuzu nasıl kesilir?"), sure("Makbuz kime verilir?")
    other = meaning("Hibe var mı?", Meaning.SUGGEST, match("faq:5-2", 0.7))
    book = Playbook(contact(asks, again, other)) >> says(asks.query)
    book = book << kept(asks) << ShowAnswer(ADA, ALONE, found=True)
    book = book >> says(other.query) << kept(other) << tells(("suggest.title", "offer.line"), ...)
    book = book >> says(again.query) << kept(again) << tells("remark.same-gist", ...)
    book = book >> says(other.query) << kept(other) << tells(("suggest.title", "offer.line"), ...)
    book = book >> says(asks.query, message="51") << kept(asks)
    assert book << ShowAnswer(ADA, ALONE, found=True)


def sure(query: str) -> Intent:
    """A question whose answer is certain."""
    return meaning(query, Meaning.ANSWER, match(ALONE, 0.97))


def test_all_that_was_asked_since_an_answer_goes_along_to_an_expert() -> None:
    first = meaning("Hibe var mı acaba bize?", Meaning.SUGGEST, match("faq:5-2", 0.7))
    then = meaning("Bahçe duvarı kimin görevi olur?", Meaning.SUGGEST, match("faq:1-1", 0.7))
    book = Playbook(contact(first, then)) >> says(first.query, message="1")
    book = book << kept(first) << tells(("suggest.title", "offer.line"), ...)
    book = (
        book
        >> says(then.query, message="2")
        << kept(then)
        << tells(("suggest.title", "offer.line"), ...)
    )
    book = book >> presses(buttons.WriteToExpert()) << tells("intake.taken", ...)
    both = (held(first.query, message="1"), held(then.query, message="2"))
    assert book << request(messages=both, taken=True)


GRAVE = catalog(
    **{
        "faq/05-01.md": "title: Makbuz kesiyoruz.\nquestion_id: 5\nchoice_id: 1",
        "faq/05-02.md": "title: Dayak var.\nquestion_id: 5\nchoice_id: 2\nevidence: [döv, dayak]",
    }
)


@pytest.mark.parametrize(
    ("words", "offers"),
    [("Köpekler çocuklara havlıyor mu?", False), ("Çocuğa dayak atılıyormuş, ne yapalım?", True)],
)
def test_a_grave_answer_is_suggested_on_its_own_evidence_only(words: str, offers: bool) -> None:
    near = meaning(words, Meaning.SUGGEST, match("faq:5-2", 0.55))
    book = Playbook(contact(near, catalog=GRAVE)) >> says(words)
    kept_ = KeepQuery(words, "suggest", "faq:5-2", 0.55)
    assert (
        book << kept_ << tells(("suggest.weak", "offer.line") if offers else "handoff.offer", ...)
    )
