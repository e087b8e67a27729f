"""The order to send: where it stands in a line, and what it leads to at each step of a form."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.chats import Expects, Intake
from bot.domain.contact.sending import without_order
from bot.domain.effects import OpenTicket
from tests.domain.contact.talk import ADA, Contact, contact, held, request, says, stands
from tests.domain.playbook import Playbook, tells

QUESTION, SUBJECT, ORGANISATION = Expects.QUESTION, Expects.SUBJECT, Expects.ORGANISATION
PROVINCE, RIGHTS, CONFIRM = Expects.PROVINCE, Expects.RIGHTS, Expects.CONFIRM
SAID = held("Salonu kiraya verelim mi", message="40")
BEGUN = Intake((SAID,), subject=5, nearest=())


def at(step: Expects, begun: Intake = BEGUN, **standing: Any) -> Contact:
    """A contact at a step of a request."""
    return contact(expects=step, intake=begun, **standing)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("hadi yollayın artık hocam", ""),
        ("tamam yolla eyvallah", ""),
        ("tamamdır, gönderebilirsiniz", ""),
        ("please just send it now", ""),
        ("düzeltip gönderin", ""),
        ("gönder bakalım ne zaman dönersiniz", "ne zaman dönersiniz"),
        ("yok tarih yanlış 19 olacak düzelt sonra yolla", "yok tarih yanlış 19 olacak"),
        ("send it. we are in a hurry", "we are in a hurry"),
        ("adımız Ova Derneği gönder", "adımız Ova Derneği"),
        ("saat 5'te bitiyor!! yolla hadi", "saat 5'te bitiyor!!"),
    ],
)
def test_an_order_is_heard_wherever_it_stands(line: str, left: str) -> None:
    assert without_order(line) == left


@pytest.mark.parametrize(
    "line",
    [
        "şimdi gönderme dur",
        "bize örnek sözleşme gönder",
        "dilekçeyi kaymakamlığa gönder dediler",
        "tutanağı bakanlığa gönder",
        "how do we send it",
        "send it to the ministry or to the tax office",
        "bildirimi ne zaman göndermemiz gerekiyor",
        "",
    ],
)
def test_what_is_sent_elsewhere_is_no_order(line: str) -> None:
    assert without_order(line) is None


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("step", [QUESTION, SUBJECT, ORGANISATION, PROVINCE, RIGHTS])
def test_an_order_passes_over_what_is_left_and_shows_the_whole(step: Expects, taken: bool) -> None:
    assert (
        Playbook(at(step, replace(BEGUN, taken=taken)))
        >> says("tamam yolla allah razı olsun")
        << tells("intake.summary", ...)
        << request(messages=(SAID,), taken=False)
        << stands(expects=CONFIRM)
    )


def test_whoever_has_seen_the_whole_sends_it() -> None:
    book = Playbook(at(CONFIRM)) >> says("yolla hadi bitsin")
    assert book << OpenTicket(ADA, BEGUN, "tr") << stands(expects=None, intake=None)


def test_what_is_put_right_beside_the_order_goes_along() -> None:
    more = held("yok tarih yanlış 19 olacak", message="50")
    book = Playbook(at(CONFIRM)) >> says("yok tarih yanlış 19 olacak düzelt sonra yolla")
    assert book << OpenTicket(ADA, replace(BEGUN, messages=(SAID, more)), "tr")


def test_what_is_asked_beside_the_order_is_answered_first() -> None:
    assert (
        Playbook(at(ORGANISATION))
        >> says("yolla bakalım ne zaman dönersiniz")
        << tells(("form.when", "intake.summary"), ..., days=2)
        << request(messages=(SAID,))
    )


def test_a_name_beside_the_order_is_taken_as_one() -> None:
    book = Playbook(at(ORGANISATION)) >> says("Ova Derneği, yolla gitsin")
    assert book << tells("intake.summary", ...) << request(organisation="Ova Derneği")


@pytest.mark.parametrize(
    "words", ["telefon vermek istemiyorum yazılı cevap isterim", "no phone", "telefonsuz olsun"]
)
def test_whoever_wants_no_telephone_hears_that_none_is_needed(words: str) -> None:
    book = Playbook(at(ORGANISATION)) >> says(words)
    told = ("form.in-writing", "intake.organisation")
    assert book << tells(told, ...) << request(messages=(SAID,), organisation=None)


@pytest.mark.parametrize(
    "words", ["son gün 3 nisan, itiraz edeceğiz bilginize", "yok tutar yanlış 850 olacak"]
)
def test_a_sentence_at_the_place_is_part_of_the_question(words: str) -> None:
    at_, _ = says(words)(at(PROVINCE))
    assert at_.chat.intake is not None
    assert at_.chat.intake.messages == (SAID, held(words))
    assert at_.chat.intake.province is None
