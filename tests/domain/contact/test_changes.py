"""What follows when a contact changes a message that no ticket has."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.chats import Chat, Expects, Intake
from bot.domain.contact.changes import on_edited
from bot.domain.contact.intake import expire
from bot.domain.effects import (
    Correct,
    Effect,
    KeepQuery,
    KeepVote,
    OpenTicket,
    ShowAnswer,
    ShowPolicy,
    Tell,
)
from bot.domain.tickets import Status
from tests.domain.contact.talk import ADA, Contact, contact, held, says, ticket
from tests.domain.content import Meaning, match, meaning

URGENT = meaning("imdat", Meaning.EMERGENCY, policy="emergency")
WORSE = meaning("imdat imdat", Meaning.EMERGENCY, policy="emergency")
KNOWN = meaning("Makbuz?", Meaning.ANSWER, match("faq:5-1", 0.97))
PLAIN = meaning("Makbz?", Meaning.HANDOFF)
SHOWN = [KeepQuery("imdat", "emergency", None, 0.0), ShowPolicy(ADA, "emergency")]


def edits(at: Contact, words: str, *, message: str = "50") -> tuple[Chat, list[Effect]]:
    return on_edited(at.chat, at.view, held(words, message=message), read=at.read)


def keys(effects: list[Effect]) -> list[str]:
    return [one.words[0].key for one in effects if isinstance(one, Tell)]


@pytest.mark.parametrize(
    "standing",
    [
        {},
        {"held": (held("x"),)},
        {"held": (held("x"),), "expects": Expects.PLACE, "tickets": (ticket(3), ticket(4))},
        {"intake": Intake((held("x"),)), "expects": Expects.PROVINCE},
    ],
)
def test_an_emergency_is_heard_in_an_edit_of_whatever_was_said(standing: dict[str, Any]) -> None:
    _, effects = edits(contact(URGENT, **standing), "imdat")
    assert effects[:2] == SHOWN
    opened = effects[2]
    assert isinstance(opened, OpenTicket)
    assert opened.intake.messages == (held("imdat"),)


def test_one_that_was_heard_already_is_not_heard_twice() -> None:
    _, effects = edits(contact(URGENT, WORSE, held=(held("imdat"),)), "imdat imdat")
    assert not [one for one in effects if isinstance(one, OpenTicket)]


def test_who_corrects_a_request_that_was_let_go_hears_that_it_is_gone() -> None:
    draft = contact(PLAIN, intake=Intake((held("Makbz?"),)), expects=Expects.PROVINCE)
    chat, told = expire(draft.chat)
    assert keys(told) == ["draft.expired"]
    after, effects = edits(replace(draft, chat=chat), "Makbz?")
    assert (after, keys(effects)) == (chat, ["draft.gone"])
    assert keys(edits(replace(draft, chat=chat), "Makbz?", message="51")[1]) == []


def test_a_question_that_is_put_right_is_answered() -> None:
    chat, effects = edits(contact(KNOWN, PLAIN, held=(held("Makbz?"),)), "Makbuz?")
    assert ShowAnswer(ADA, "faq:5-1", found=True) in effects
    assert chat.held == (held("Makbuz?"),)


@pytest.mark.parametrize("words", ["Makbz?", ""])
def test_an_edit_that_changes_nothing_says_nothing(words: str) -> None:
    _, effects = edits(contact(KNOWN, PLAIN, held=(held("Makbz?"),)), words)
    assert effects == []


@pytest.mark.parametrize(
    ("step", "field"), [(Expects.ORGANISATION, "organisation"), (Expects.PROVINCE, "province")]
)
def test_a_detail_that_was_mistyped_is_put_right_in_the_draft(step: Expects, field: str) -> None:
    at, _ = says("Yıldz")(contact(intake=Intake((held("x", message="1"),)), expects=step))
    chat, effects = edits(at, "Yıldız")
    assert getattr(chat.intake, field) == "Yıldız"
    assert keys(effects) == ["edit.noted"]
    chat, _ = on_edited(chat, at.view, held("Yıldızlar"), read=at.read)  # and once more
    assert getattr(chat.intake, field) == "Yıldızlar"


def test_a_summary_on_the_screen_is_shown_as_it_now_is() -> None:
    begun = Intake((held("x", message="1"),), fixing=True)
    at, _ = says("Rizee")(contact(intake=begun, expects=Expects.PROVINCE))
    assert at.chat.expects is Expects.CONFIRM
    _, effects = edits(at, "Rize")
    assert keys(effects) == ["intake.summary"]
    _, effects = edits(at, "y", message="1")
    assert keys(effects) == ["intake.summary"]


@pytest.mark.parametrize(
    ("step", "field"), [(Expects.ORGANISATION, "organisation"), (Expects.PROVINCE, "province")]
)
def test_after_it_was_sent_it_is_put_right_in_the_ticket(step: Expects, field: str) -> None:
    at, _ = says("Yıldz")(contact(intake=Intake((held("x", message="1"),)), expects=step))
    sent = ticket(3, **{field: "Yıldz"})
    later = contact(tickets=(ticket(2), sent), noted=at.chat.noted)
    _, effects = edits(later, "Yıldız")
    assert effects[0] == Correct(ADA, 3, step, "Yıldız", "Yıldz")
    assert keys(effects) == ["edit.noted"]


def test_a_word_along_with_a_rating_and_a_reason_are_put_right() -> None:
    closed = ticket(3, Status.CLOSED)
    at, _ = says("iyi")(contact(tickets=(closed,), expects=Expects.WORD, about="3"))
    _, effects = edits(at, "çok iyi")
    assert effects[0] == Correct(ADA, 3, Expects.WORD, "çok iyi", "iyi")
    at, _ = says("kısa")(contact(expects=Expects.MISSING, about="faq:5-1"))
    _, effects = edits(at, "çok kısa")
    assert KeepVote(ADA, "faq:5-1", helped=False, reason="çok kısa") in effects
