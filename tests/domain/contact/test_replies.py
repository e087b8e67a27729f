"""At a request's step: what is said to the form is answered, what is told is taken, the rest is
part of the question.
"""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake
from bot.domain.chats import Expects, Held, Intake
from bot.domain.contact import conversation
from tests.domain.contact.talk import (
    Contact,
    contact,
    held,
    presses,
    request,
    says,
    stands,
    ticket,
)
from tests.domain.content import Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

QUESTION, SUBJECT, ORGANISATION = Expects.QUESTION, Expects.SUBJECT, Expects.ORGANISATION
PROVINCE, RIGHTS, NAMED, CONFIRM = (
    Expects.PROVINCE,
    Expects.RIGHTS,
    Expects.NAMED,
    Expects.CONFIRM,
)
SAID = held("Salonu kiraya verelim mi", message="40")
BEGUN = Intake((SAID,), subject=5, nearest=())
THANKS = meaning("sağ olun", Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
YES = meaning("evet", Meaning.SMALLTALK, smalltalk=SmallTalk.YES)


def at(step: Expects, *meanings: Any, begun: Intake = BEGUN, **standing: Any) -> Contact:
    """A contact at a step of a request."""
    return contact(*meanings, expects=step, intake=begun, **standing)


@pytest.mark.parametrize(
    ("step", "words", "key"),
    [
        (SUBJECT, "ne zaman yanıt gelir", "form.when"),
        (ORGANISATION, "kim görecek bunları", "form.who"),
        (PROVINCE, "niye soruyorsunuz ilimizi", "form.why-province"),
        (RIGHTS, "o ne demek anlamadım", "form.what-rights"),
        (NAMED, "yazmasam olur mu", "form.must"),
        (CONFIRM, "hâlâ cevap yok mu", "form.sent"),
    ],
)
def test_a_question_to_the_form_is_answered_and_the_step_asked_again(
    step: Expects, words: str, key: str
) -> None:
    asked = {SUBJECT: "intake.topic-again", CONFIRM: "intake.summary"}.get(step, f"intake.{step}")
    assert (
        Playbook(at(step, begun=replace(BEGUN, organisation="Ada Derneği")))
        >> says(words)
        << tells((key, asked), ...)
        << request(messages=(SAID,), organisation="Ada Derneği")
        << stands(expects=step)
    )


def test_the_promise_is_told_as_it_is() -> None:
    book = Playbook(at(SUBJECT)) >> says("kaç güne dönersiniz")
    assert book << tells(("form.when", "intake.topic-again"), ..., days=2, research=7)


@pytest.mark.parametrize("words", ["bilmem, siz karar verin", "bilmiyorum", "fark etmez"])
def test_who_does_not_know_the_subject_hears_what_was_taken(words: str) -> None:
    assert (
        Playbook(at(SUBJECT))
        >> says(words)
        << tells(("form.unsure-topic", "intake.organisation"), ..., topic="Bağış")
        << request(subject=5, messages=(SAID,))
    )
    unknown = replace(BEGUN, subject=None)
    book = Playbook(at(SUBJECT, begun=unknown)) >> says("hangisi uygunsa artık")
    assert book << tells(("form.unsure-other", "intake.organisation"), ...)


def test_a_subject_is_named_in_other_words_and_the_wrong_guess_left() -> None:
    book = Playbook(at(SUBJECT)) >> says("ne alakası var bağışla, kuruluş konusu bu")
    assert book << tells("intake.organisation", ...) << request(subject=1, picked=True)


def test_no_organisation_is_no_name() -> None:
    book = Playbook(at(ORGANISATION)) >> says("daha dernek yok kurulmadı ki")
    assert book << tells(("form.nobody", "intake.province"), ...) << request(organisation=None)


@pytest.mark.parametrize(
    ("step", "next_"), [(ORGANISATION, "intake.province"), (PROVINCE, "intake.rights")]
)
def test_what_shall_not_be_said_is_not_asked_again(step: Expects, next_: str) -> None:
    assert Playbook(at(step)) >> says("söylemem") << tells(("form.mum", next_), ...)


def test_a_wish_about_the_name_is_kept_at_any_step_and_not_asked_for_again() -> None:
    assert (
        Playbook(at(SUBJECT))
        >> says("adım geçmesin sakın")
        << tells(("form.hide", "intake.topic-again"), ...)
        << request(named=False, messages=(SAID,))
        >> says("evet doğru")
        << tells("intake.organisation", ...)
        >> says("Ada Derneği")
        << tells("intake.province", ...)
        >> says("Van")
        << tells("intake.rights", ...)
        >> says("evet öyle çalışıyoruz")
        << tells("intake.summary", ...)
        << request(organisation="Ada Derneği", province="Van", rights_based=True, named=False)
    )


def test_hiding_the_name_is_no_name() -> None:
    book = Playbook(at(ORGANISATION)) >> says("gizli olsun lütfen")
    assert book << tells(("form.hide", "intake.province"), ...) << request(organisation=None)


def test_a_name_and_a_province_told_early_are_kept() -> None:
    assert (
        Playbook(at(SUBJECT))
        >> says("Ada Kadın Derneği")
        << tells(("form.noted-organisation", "intake.province"), ...)
        << request(organisation="Ada Kadın Derneği", subject=5, messages=(SAID,))
    )
    assert (
        Playbook(at(SUBJECT))
        >> says("Kırşehir")
        << tells(("form.noted-province", "intake.organisation"), ...)
        >> says("Ada Derneği")
        << tells("intake.rights", ...)
        << request(province="Kırşehir", organisation="Ada Derneği")
    )


@pytest.mark.parametrize(
    ("step", "words", "field", "kept"),
    [
        (ORGANISATION, "derneğimizin adı Ada Yaşlılar Derneği", "organisation",
         "Ada Yaşlılar Derneği"),
        (ORGANISATION, "Gizli Bahçe Derneği", "organisation", "Gizli Bahçe Derneği"),
        (PROVINCE, "Kayseri demiştim ya zaten", "province", "Kayseri"),
        (PROVINCE, "tamam Ankara", "province", "Ankara"),
    ],
)  # fmt: skip
def test_a_detail_is_kept_without_what_is_said_around_it(
    step: Expects, words: str, field: str, kept: str
) -> None:
    after = "intake.province" if step is ORGANISATION else "intake.rights"
    book = Playbook(at(step)) >> says(words)
    assert book << tells(after, ...) << request(**{field: kept})


def test_doubt_about_rights_leaves_it_open_and_keeps_what_was_told() -> None:
    words = "valla bilmiyorum biz yaşlılara yemek götürüyoruz"
    book = Playbook(at(RIGHTS)) >> says(words)
    assert (
        book
        << tells(("form.unsure", "intake.summary"), ...)
        << request(rights_based=None, messages=(SAID, held(words)))
    )


def test_the_subject_is_guessed_from_all_that_was_said() -> None:
    first = meaning("Para lazım", Meaning.SUGGEST, match("faq:5-1", 0.6))
    more = "bir de tüzüğe madde ekleyelim diyoruz"
    whole = meaning(
        f"Para lazım {more}", Meaning.SUGGEST, match("faq:1-1", 0.9), match("faq:5-1", 0.2)
    )
    assert (
        Playbook(at(QUESTION, first, whole, begun=Intake(nearest=())))
        >> says("Para lazım", message="40")
        << tells("intake.topic-guess", ..., topic="Bağış")
        >> says(more, message="41")
        << tells("intake.added")
        << tells("intake.topic-again", ..., topic="Kuruluş")
        << request(subject=1)
    )


def test_an_addition_that_the_desk_can_answer_has_its_answer_beside_it() -> None:
    known = meaning("bir de makbuz nasıl kesilir?", Meaning.ANSWER, match("faq:5-1", 0.97))
    assert (
        Playbook(at(PROVINCE, known))
        >> says(known.query)
        << tells(("intake.added", "intake.added-known"), buttons.OpenAnswer("faq:5-1"))
        << tells("intake.province", ...)
    )


def test_the_wish_for_a_human_takes_along_what_was_asked() -> None:
    assert (
        Playbook(contact(YES, matter=(SAID,), guess=5))
        >> says("bir bilene danışsam")
        << tells("intake.taken", InIntake(Exit.GO_ON), InIntake(Exit.ANEW), ..., question=SAID.text)
        << stands(expects=QUESTION)
        >> says("evet bu", message="51")
        << tells("intake.organisation", ...)  # the summary shows the subject
        << request(messages=(SAID,), subject=5, taken=False)
    )


@pytest.mark.parametrize("words", ["hayır", "Başka bir şey soracağım"])
def test_what_was_asked_before_can_be_left_out_of_it(words: str) -> None:
    no = meaning("hayır", Meaning.SMALLTALK, smalltalk=SmallTalk.NO)
    labels = (("Başka bir şey soracağım", "i|anew"),)
    at_ = contact(no, expects=QUESTION, intake=replace(BEGUN, taken=True), labels=labels)
    book = Playbook(at_) >> says(words)
    assert book << tells("intake.question", ...) << request(messages=(), taken=False)


def test_a_wish_that_tells_of_the_matter_is_part_of_it() -> None:
    wish = "elimde mahkeme kararı var uzmanla görüşmem lazım"
    book = Playbook(contact(matter=(SAID,))) >> says(wish)
    assert book << tells("intake.taken", ...) << request(messages=(SAID, held(wish)))


def test_a_wish_while_the_question_is_missing_is_no_question() -> None:
    book = Playbook(at(QUESTION, begun=Intake())) >> says("bir insanla konuşmak istiyorum")
    assert book << tells(("form.person", "intake.question"), ...) << request(messages=())


def test_in_a_form_the_state_of_other_tickets_is_told_too() -> None:
    book = Playbook(at(SUBJECT, tickets=(ticket(3),))) >> says("talebim ne oldu")
    assert book << tells(("form.sent", "tickets.line-open", "intake.topic-again"), ...)


BOTH = (
    held("Yol parası nasıl ödenir?", message="1"),
    held("Çay satışına ceza çıkar mı?", message="2"),
)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("önceki soruyu çıkar yol parasını çözdük", BOTH[1:]),
        ("ilk soruyu silin", BOTH[1:]),
        ("son soruyu çıkaralım lütfen", BOTH[:1]),
        ("çay satışı kısmını çıkarın", BOTH[:1]),
        ("please remove the first question", BOTH[1:]),
    ],
)
@pytest.mark.parametrize("step", [SUBJECT, CONFIRM])
def test_a_part_of_the_question_can_be_taken_out(
    words: str, left: tuple[Held, ...], step: Expects
) -> None:
    book = Playbook(at(step, begun=replace(BEGUN, messages=BOTH))) >> says(words)
    again = "intake.topic-again" if step is SUBJECT else "intake.summary"
    assert book << tells(("form.taken-out", again), ...) << request(messages=left)


@pytest.mark.parametrize(
    "words", ["ilk soruyu çıkarmadık", "üyeyi nasıl çıkarırız", "soruların bir kısmını sildiler"]
)
def test_what_takes_nothing_out_is_more_of_the_question(words: str) -> None:
    at_ = at(SUBJECT, begun=replace(BEGUN, messages=BOTH))
    chat, _ = conversation.on_message(at_.chat, at_.view, held(words), read=at_.read)
    assert chat.intake is not None
    assert chat.intake.messages == (*BOTH, held(words))


def test_the_only_part_taken_out_is_asked_anew() -> None:
    book = Playbook(at(CONFIRM)) >> says("önceki soruyu çıkar")
    assert book << tells("intake.question", ...) << request(messages=())


@pytest.mark.parametrize("words", ["yok değiliz spor derneği", "değiliz", "yoo, hayvan derneğiyiz"])
def test_a_no_with_more_is_a_no_to_being_rights_based(words: str) -> None:
    begun = replace(BEGUN, organisation="Ada Derneği")
    book = Playbook(at(RIGHTS, begun=begun)) >> says(words)
    assert book << tells("intake.named", ...) << request(rights_based=False)


@pytest.mark.parametrize(
    "words", ["we dont have a name yet", "henüz adımız yok", "dernek kurulmadı"]
)
def test_that_there_is_no_name_is_taken_at_the_subject_already(words: str) -> None:
    book = Playbook(at(SUBJECT)) >> says(words)
    told = tells(("form.nobody", "intake.topic-again"), ...)
    assert book << told << request(early=(ORGANISATION,))


def test_a_name_and_a_province_are_taken_wherever_they_are_told() -> None:
    book = Playbook(at(PROVINCE)) >> says("Çınar Kütüphane Derneği")
    book = book << tells(("form.noted-organisation-late", "intake.province"), ...)
    book = book << request(organisation="Çınar Kütüphane Derneği", province=None)
    book = book >> skipped << tells("intake.rights", ...) >> says("manisa", message="51")
    book = book << tells(("form.noted-province-late", "intake.rights"), ...)
    assert book << request(messages=(SAID,), province="manisa")


skipped = presses(InIntake(Exit.SKIP))


def test_what_was_not_taken_along_needs_no_taking_out() -> None:
    book = Playbook(at(QUESTION, begun=Intake())) >> says("önceki soruyu çıkar")
    assert book << tells("intake.question", ...) << request(messages=())
