"""Words that ask the content nothing: send, a yes or no to an offer, the state of nothing."""

from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import OpenAnswer, WriteToExpert
from bot.domain.chats import Expects, Intake
from bot.domain.contact.conversation import on_message
from bot.domain.effects import AddToTicket, KeepQuery, ShowAnswer
from bot.domain.messages import Button
from bot.domain.tickets import Heard, Status
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    contact,
    held,
    numbers,
    presses,
    request,
    says,
    stands,
    ticket,
)
from tests.domain.content import Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

EXPERT = Button(Words("button.expert"), WriteToExpert())
ASKED = held("Salonu kiraya verelim mi", message="40")
ONE = numbers(Button("Makbuz", OpenAnswer("faq:5-1")))
TWO = (*ONE, *numbers(Button("Hibe", OpenAnswer("faq:5-2"))))
OFFERED: dict[str, Any] = {"held": (ASKED,), "matter": (ASKED,)}
YES = meaning("evet", Meaning.SMALLTALK, smalltalk=SmallTalk.YES)
NO = meaning("hayır", Meaning.SMALLTALK, smalltalk=SmallTalk.NO)


@pytest.mark.parametrize("words", ["gönder", "evet gönder", "tamam yollayın artık"])
def test_who_says_send_outside_a_form_hears_that_nothing_was_sent(words: str) -> None:
    assert (
        Playbook(contact(YES, matter=(ASKED,)))
        >> says(words)
        << tells("remark.not-sent-yet", WriteToExpert(), ..., question=ASKED.text)
        << stands(held=(ASKED,))
        >> says("evet", message="51")
        << tells("intake.topic", ...)
        << request(messages=(ASKED,))
    )


def test_without_a_question_nothing_is_filled_in() -> None:
    assert Playbook(contact()) >> says("gönder") << tells("remark.not-sent", WriteToExpert(), ...)


def test_what_was_given_up_can_be_sent_after_all() -> None:
    begun = Intake((ASKED,), nearest=())
    assert (
        Playbook(contact(intake=begun, expects=Expects.SUBJECT))
        >> says("yok vazgeçtim, göndermeyin")
        << tells("intake.cancelled", ...)
        >> says("bi dakika ya gönderin aslında", message="51")
        << tells("remark.not-sent-yet", ..., question=ASKED.text)
    )


def test_with_open_tickets_it_is_said_how_they_stand() -> None:
    book = Playbook(contact(tickets=(ticket(3),))) >> says("gönder")
    assert book << tells(("remark.with-experts", "tickets.line-open"), ...)


def test_a_question_asked_beside_a_ticket_can_be_put_on_it() -> None:
    at = contact(tickets=(ticket(3),), **OFFERED)
    book = Playbook(at) >> says("gönder")
    assert book << tells("remark.not-sent-yet", buttons.PutOn(3, "40"), WriteToExpert(), ...)


@pytest.mark.parametrize("words", ["evet", "aynen onu sordum", "evet o"])
def test_a_yes_opens_the_one_answer_that_was_offered(words: str) -> None:
    book = Playbook(contact(YES, options=ONE, **OFFERED)) >> says(words)
    assert book << ShowAnswer(ADA, "faq:5-1") << stands(answer="faq:5-1")


def test_a_yes_to_several_asks_which() -> None:
    book = Playbook(contact(YES, options=TWO, **OFFERED)) >> says("evet")
    assert book << tells(("remark.which", "offer.line", "offer.line"), ...)


@pytest.mark.parametrize("words", ["hayır", "yok bunlar değil"])
def test_a_no_to_all_of_them_leads_to_an_expert(words: str) -> None:
    assert (
        Playbook(contact(YES, NO, options=TWO, **OFFERED))
        >> says(words)
        << tells("remark.none-of-these", WriteToExpert(), ...)
        >> says("olur", message="51")
        << tells("intake.topic", ...)
        << request(messages=(ASKED,))
    )


def test_a_yes_to_nothing_stays_small_talk() -> None:
    assert Playbook(contact(YES)) >> says("evet") << tells("talk.yes", ...)


@pytest.mark.parametrize("words", ["talebim ne oldu", "hâlâ cevap yok mu", "ulaştı mı mesajım"])
def test_who_asks_for_a_ticket_that_is_not_there_hears_that_nothing_was_sent(words: str) -> None:
    assert Playbook(contact()) >> says(words) << tells("remark.not-sent", ...)


@pytest.mark.parametrize(
    "words", ["ne zaman cevap verirsiniz", "cevap ne zaman yarın son gün olabilir", "durumu ne"]
)
def test_with_an_open_ticket_its_date_is_told_whatever_the_content_knows(words: str) -> None:
    known = meaning(words, Meaning.ANSWER, match("faq:5-1", 0.98))
    book = Playbook(contact(known, tickets=(ticket(3),))) >> says(words)
    assert book << tells("tickets.line-open", ..., ticket=3, number=3)


def test_whoever_has_no_more_to_say_gets_a_closing_word() -> None:
    assert Playbook(contact()) >> says("hepsi bu kadar") << tells("remark.done", ...)


def test_thanks_are_thanks_whatever_they_are_read_as() -> None:
    misread = meaning("elleriniz dert görmesin, çok teşekkürler", Meaning.HANDOFF)
    assert Playbook(contact(misread)) >> says(misread.query) << tells("talk.thanks", ...)


def test_while_an_expert_waits_for_an_answer_all_of_it_is_the_answer() -> None:
    at = contact(tickets=(ticket(3, Status.PENDING),), asked=3, options=ONE, **OFFERED)
    said = held("evet o")
    assert Playbook(at) >> says("evet o") << AddToTicket(ADA, 3, (said,), heard=Heard.PLACED)


def test_a_button_still_opens_what_was_offered() -> None:
    known = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", 0.7))
    assert (
        Playbook(contact(known))
        >> says("Salon?")
        << KeepQuery("Salon?", "suggest", "faq:5-1", 0.7)
        << tells(("suggest.title", "offer.line"), ...)
        >> presses(OpenAnswer("faq:5-1"))
        << ShowAnswer(ADA, "faq:5-1")
        << stands(matter=(held("Salon?"),), guess=5)
    )


def test_who_only_says_who_they_are_is_welcomed_whatever_their_words_resemble() -> None:
    said = "spor kulübünün sekreteriyim"
    means = meaning(said, Meaning.ANSWER, match("faq:5-1", 0.99))
    book = Playbook(contact(means)) >> says(said)
    assert book << tells("remark.welcome", ...) << stands(unanswered=(held(said),), known=True)


@pytest.mark.parametrize(("policy", "welcome"), [("own-work", True), ("hate", False)])
def test_an_introduction_is_refused_for_hate_alone(policy: str, welcome: bool) -> None:
    said = "bir kulübün sekreteriyim"
    at = contact(meaning(said, Meaning.REFUSE, policy=policy))
    _, effects = on_message(at.chat, at.view, held(said), read=at.read)
    assert (Words("remark.welcome") in getattr(effects[0], "words", ())) is welcome


@pytest.mark.parametrize(
    "words",
    [
        "Vazgeçtim, sorumu sormayayım",
        "talebimi geri çekmek istiyorum vazgeçtik",
        "yok vazgeçtim boşver, uğraşmayın hiç",
    ],
)
def test_who_leaves_with_nothing_sent_hears_that_nothing_was_sent(words: str) -> None:
    refused = meaning(words, Meaning.REFUSE, policy="out-of-scope")
    assert Playbook(contact(refused)) >> says(words) << tells("remark.left", ...)


@pytest.mark.parametrize(
    "words",
    [
        "evet yazıp gönderin vazgeçmedim ki",
        "vazgeçmek mümkün mü",
        "vazgeçtik vakıf kuracağız",
        "yazmayacağız tüzüğe adresi",
    ],
)
def test_who_asks_about_leaving_does_not_leave(words: str) -> None:
    at = contact(meaning(words))
    _, effects = on_message(at.chat, at.view, held(words), read=lambda _: meaning(words))
    assert "remark.left" not in str(effects)


@pytest.mark.parametrize("words", ["evet yaz gönder işte", "yazın gönderin"])
def test_an_order_to_send_takes_the_offer_whatever_it_resembles(words: str) -> None:
    refused = meaning(words, Meaning.REFUSE, policy="own-work")
    at = contact(refused, options=numbers(EXPERT), **OFFERED)
    assert Playbook(at) >> says(words) << tells("intake.topic", ...) << request(messages=(ASKED,))
