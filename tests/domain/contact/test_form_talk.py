"""What is said to a form: about itself, about its answers; and what is part of the question."""

import pytest

from bot.domain.chats import Expects, Intake
from bot.domain.contact.form_talk import Remark, agrees, doubts, remark, remark_in
from tests.domain.contact.talk import contact, held

SUBJECT, ORGANISATION, PROVINCE = Expects.SUBJECT, Expects.ORGANISATION, Expects.PROVINCE
RIGHTS, NAMED, CONFIRM = Expects.RIGHTS, Expects.NAMED, Expects.CONFIRM


@pytest.mark.parametrize("step", [SUBJECT, ORGANISATION, PROVINCE, RIGHTS, NAMED, CONFIRM])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("cevabı ne zaman alırım", Remark.WHEN),
        ("kaç güne dönersiniz acaba", Remark.WHEN),
        ("how long does it take to hear back", Remark.WHEN),
        ("bunları kim okuyacak", Remark.WHO),
        ("kime gidiyor bu yazdıklarım", Remark.WHO),
        ("niye istiyorsunuz ilimizi", Remark.WHY),
        ("ne yapacaksınız bu bilgiyi", Remark.WHY),
        ("nasıl yani", Remark.WHAT),
        ("ne yazacağımı anlamadım", Remark.WHAT),
        ("yazdıklarım gizli kalır mı", Remark.PRIVATE),
        ("adımız başkalarıyla paylaşılır mı", Remark.PRIVATE),
        ("belirtmesem olur mu", Remark.MUST),
        ("bu zorunlu mu", Remark.MUST),
        ("bu hizmet paralı mı", Remark.COST),
        ("ne zaman dönerler", Remark.WHEN),
        ("tüzüğü buradan mı göndereyim", Remark.FILE),
        ("where can I send the files", Remark.FILE),
        ("gönderildi mi", Remark.SENT),
        ("hâlâ yanıt yok mu", Remark.SENT),
        ("adım çıkmasın lütfen", Remark.HIDE),
        ("anonim kalsın", Remark.HIDE),
        ("yalnız adımı derneğe söylemeyin", Remark.HIDE),
        ("adımız yazılabilir sorun değil", Remark.SHOW),
        ("you can show our name", Remark.SHOW),
    ],
)
def test_every_step_hears_what_is_said_to_the_form(step: Expects, words: str, said: Remark) -> None:
    assert remark(words, step) is said


@pytest.mark.parametrize(
    ("words", "step", "said"),
    [
        ("tamam o konu olsun", SUBJECT, Remark.AGREES),
        ("doğru bildiniz", SUBJECT, Remark.AGREES),
        ("siz karar verin hocam", SUBJECT, Remark.UNSURE),
        ("valla hangisi uygunsa", SUBJECT, Remark.UNSURE),
        ("en iyisi siz seçin", SUBJECT, Remark.UNSURE),
        ("hayır yanlış", SUBJECT, Remark.DENIES),
        ("derneğimiz henüz kurulmadı", ORGANISATION, Remark.NOBODY),
        ("bir örgütüm yok ki", ORGANISATION, Remark.NOBODY),
        ("vermek istemiyorum adını", ORGANISATION, Remark.MUM),
        ("söylemem", PROVINCE, Remark.MUM),
        ("ne bileyim", RIGHTS, Remark.UNSURE),
        ("i don't know", NAMED, Remark.UNSURE),
        ("derneğin adı görünsün mahzuru yok", NAMED, Remark.SHOW),
    ],
)
def test_a_step_hears_its_own_answers_in_other_words(
    words: str, step: Expects, said: Remark
) -> None:
    assert remark(words, step) is said


@pytest.mark.parametrize("step", [SUBJECT, ORGANISATION, PROVINCE, RIGHTS, CONFIRM])
@pytest.mark.parametrize(
    "words",
    [
        "tüzük değişikliğini ne zaman bildiriyoruz",
        "genel kurul kaç gün sürer",
        "dernek kurmak paralı mı",
        "üyelik başvurusunu kim okuyor yönetim mi",
        "bağış makbuzu zorunlu mu",
        "hesabımız gizli tutulmalı mı bağışçılardan",
        "kira sözleşmesi yanlış düzenlenmiş",
        "bir de şunu unuttum, kâğıtta on gün yazıyor",
        "",
    ],
)
def test_what_could_be_part_of_the_question_is_none(step: Expects, words: str) -> None:
    assert remark(words, step) is None


def test_while_the_question_is_written_only_questions_to_the_form_are_heard() -> None:
    assert remark("kim okuyacak bunu", Expects.QUESTION) is Remark.WHO
    assert remark("anlamadım", Expects.QUESTION) is None
    assert remark("gizli olsun", Expects.QUESTION) is None


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (Intake(), None),
        (Intake((held("Soru"),)), Remark.HIDE),
        (Intake((held("Soru"),), fixing=True), None),
    ],
)
def test_once_there_is_a_question_its_step_hears_more(begun: Intake, said: Remark | None) -> None:
    chat = contact(expects=Expects.QUESTION, intake=begun).chat
    assert remark_in(chat, "adım görünmesin") is said


def test_a_doubt_is_heard_among_other_words_and_agreement_is_not() -> None:
    assert doubts("hak temelli mi bilmiyorum biz yemek dağıtıyoruz")
    assert not doubts("hak temelliyiz")
    assert agrees("evet doğru")
    assert not agrees("evet ama ilimiz yanlış")
