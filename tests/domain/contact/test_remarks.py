"""Talk about the last answer is about that answer, and never a new subject."""

import pytest

from bot.domain import buttons
from bot.domain.contact.remarks import Remark, opens, remark, talked_of
from bot.domain.effects import ShowAnswer
from bot.domain.messages import Button
from tests.domain.contact.talk import ADA, contact, held, numbers, says, stands
from tests.domain.content import catalog
from tests.domain.playbook import Playbook, tells

SOURCED = catalog(
    **{
        "faq/05-01.md": (
            "title: Bağış topluyoruz.\nquestion_id: 5\nchoice_id: 1\nlabel: Makbuz\n"
            "summary: Makbuz kesin.\nsources:\n  - title: Kanun\n    url: https://example.org/k"
        )
    }
)
OFFERED = numbers(Button("Makbuz", buttons.OpenAnswer("faq:5-1")))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("özet geçer misiniz", Remark.SHORTER),
        ("çok uzun olmuş", Remark.SHORTER),
        ("ben anlamadım bu yazı uzun. kısa söyle", Remark.SHORTER),
        ("net yazın lütfen", Remark.SHORTER),
        ("bana net bir cevap verin", Remark.SHORTER),
        ("in short please", Remark.SHORTER),
        ("hiçbir şey anlamadım", Remark.SIMPLER),
        ("daha sade anlat", Remark.SIMPLER),
        ("kafam karıştı ya", Remark.SIMPLER),
        ("yani?", Remark.SIMPLER),
        ("emin misiniz bundan", Remark.SURE),
        ("bu bilgi güncel mi", Remark.SURE),
        ("kaynağınız nedir", Remark.SOURCES),
        ("hangi maddede yazıyor", Remark.SOURCES),
        ("ayrıntı verir misin", Remark.MORE),
        ("tekrar gösterir misin", Remark.AGAIN),
    ],
)
def test_what_is_said_of_an_answer_is_known(words: str, said: Remark) -> None:
    assert remark(words) is said


@pytest.mark.parametrize(
    "words",
    [
        "kısa film yarışmasına izin gerekir mi",
        "kaynak geliştirme planı nasıl yazılır",
        "çağrı rehberi çok karışık",
        "açık artırma yapacağız",
        "genel kurul özeti kime verilir",
        "doğru beyanname hangisi",
        "",
    ],
)
def test_a_question_of_its_own_is_none(words: str) -> None:
    assert remark(words) is None


@pytest.mark.parametrize(
    ("words", "key"),
    [("kısaca?", "remark.shorter"), ("anlamadım", "remark.simpler"), ("detay ver", "remark.more")],
)
def test_the_gist_of_the_answer_shown_last_is_said(words: str, key: str) -> None:
    whole, expert = buttons.OpenAnswer("faq:5-1"), buttons.WriteToExpert("faq:5-1")
    assert (
        Playbook(contact(catalog=SOURCED, answer="faq:5-1"))
        >> says(words)
        << tells(key, whole, expert, buttons.Home(), label="Makbuz", gist="Makbuz kesin.")
        << stands(answer="faq:5-1")
    )


@pytest.mark.parametrize(
    ("words", "key"), [("emin misin", "remark.sure"), ("kaynak ne", "remark.sources")]
)
def test_its_sources_are_shown(words: str, key: str) -> None:
    book = Playbook(contact(catalog=SOURCED, answer="faq:5-1")) >> says(words)
    assert book << tells((key, "remark.source"), ..., label="Makbuz")


def test_an_answer_without_sources_says_so() -> None:
    book = Playbook(contact(answer="faq:1-2")) >> says("kaynağı nedir")
    assert book << tells("remark.no-source", ..., label="Tüzük")


def test_it_is_shown_again_where_that_is_wished() -> None:
    book = Playbook(contact(answer="faq:5-1")) >> says("bir daha göster")
    assert book << ShowAnswer(ADA, "faq:5-1")


def test_of_what_is_only_offered_the_likeliest_is_talked_about() -> None:
    at = contact(catalog=SOURCED, options=OFFERED, held=(held("bağış"),))
    assert talked_of(at.chat) == "faq:5-1"
    assert Playbook(at) >> says("kısaca?") << tells("remark.offered", ..., label="Makbuz")


def test_where_nothing_was_shown_there_is_a_way_on() -> None:
    book = Playbook(contact()) >> says("anlamadım")
    assert book << tells("remark.nothing", buttons.WriteToExpert(), ...)


def test_a_question_that_is_only_announced_is_waited_for() -> None:
    assert opens("merhaba size bir şey soracaktım")
    assert not opens("aidat hakkında bir şey soracaktım")
    assert Playbook(contact()) >> says("bi sorum var") << tells("remark.go-ahead", ...)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("kanka çok uzun yazdın olur mu olmaz mı", Remark.SHORTER),
        ("that was too long, just yes or no", Remark.SHORTER),
        ("genel kurulu kısaca anlatır mısınız", None),
        ("faaliyet raporu çok uzun yazılmalı mı", None),
    ],
)
def test_that_an_answer_was_too_long_is_heard_among_other_words(
    words: str, said: Remark | None
) -> None:
    assert remark(words) is said
