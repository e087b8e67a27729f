"""Editors are told where an answer leans on something that nobody could check."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intents.content.entries import Choice, Source
from intents.content.sourcing import DUE_A_WEEK, crowded, look

LAW = "https://mevzuat.adalet.gov.tr/mevzuat/103163"
ANSWER = Choice(
    id="faq:1-1",
    collection="faq",
    question_id=1,
    choice_id=1,
    language="tr",
    title="Derneğimiz üye girişini ne zaman bildirir?",
    label="Üye bildirimi",
    body=f"45 gün içinde ([5253 sayılı Dernekler Kanunu, m. 23]({LAW})).",
    path="tr/faq/01-01.md",
    summary="Üyeyi 45 gün içinde bildirin.",
    sources=(Source("5253 sayılı Dernekler Kanunu, m. 23 (2026 metni)", LAW),),
    reviewed=date(2026, 11, 28),
    checked_against="kanun metni",
    legal=True,
)


def faults(answer: Choice) -> list[tuple[str, str]]:
    return list(look(answer))


def sourced(title: str, url: str | None = "https://example.org/a") -> Choice:
    """The answer with one source more."""
    return replace(ANSWER, sources=(*ANSWER.sources, Source(title, url)))


def told(answer: Choice, key: str, words: str) -> bool:
    return any(at == key and words in sentence for at, sentence in faults(answer))


def test_an_answer_with_its_article_date_and_basis_is_left_alone() -> None:
    assert faults(ANSWER) == []


@pytest.mark.parametrize("title", ["Rehber", "Rehber (12. baskı)", "1923456 numaralı kayıt"])
def test_a_source_says_when_it_was_written(title: str) -> None:
    assert told(sourced(title), "sources", "has no date")


@pytest.mark.parametrize("title", ["Rehber, 2019", "Rehber (tarihsiz)", "Guide (undated)"])
def test_a_source_may_say_that_it_has_no_date(title: str) -> None:
    assert faults(sourced(title)) == []


@pytest.mark.parametrize(
    "url", [LAW, "https://www.mevzuat.gov.tr/MevzuatMetin/1.5.5253.pdf", "http://mevzuat.gov.tr/x"]
)
def test_a_law_is_shown_by_its_article(url: str) -> None:
    assert told(sourced("5253 sayılı Kanun (2026)", url), "sources", "name the article")


def test_an_anchor_is_an_article() -> None:
    assert faults(sourced("5253 sayılı Kanun (2026)", LAW + "#madde-23")) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[Dernekler Kanunu]({law})", False),
        ("[Dernekler Kanunu]({law})" + " uzun" * 20 + " m. 23", False),
        ("m. 23\n[Dernekler Kanunu]({law})", False),
        ("[Dernekler Kanunu]({law}), m. 23", True),
        ("[Dernekler Kanunu'nun 23. maddesi]({law})", True),
        ("[Law on Associations, arts. 22-23]({law})", True),
    ],
)
def test_a_link_to_a_law_stands_beside_its_article(text: str, named: bool) -> None:
    answer = replace(ANSWER, body=text.format(law=LAW))
    assert told(answer, "title", "whole law") is not named


@pytest.mark.parametrize(
    "body",
    [
        "2911 sayılı Toplantı ve Gösteri Yürüyüşleri Kanunu 48 saat der.",
        "En az 48 saat önce (2911, m. 10).",
        "At least 48 hours before (Law no. 2911).",
        "Üye olmak için 2911 sayılı Kanun'a bakın.",
    ],
)
def test_a_law_that_an_answer_leans_on_is_among_its_sources(body: str) -> None:
    assert told(replace(ANSWER, body=body), "sources", "law 2911")
    url = "https://mevzuat.adalet.gov.tr/mevzuat/102968"
    law = Source("2911 sayılı Kanun, m. 10 (2026 metni)", url)
    assert not told(replace(ANSWER, body=body, sources=(law,)), "sources", "law 2911")


def test_a_secondary_page_does_not_stand_in_for_the_law() -> None:
    assert told(sourced("2911 sayılı Kanun üzerine (2020)"), "sources", "law 2911")


@pytest.mark.parametrize("body", ["2018/32 sayılı Kurul kararı", "21.10.2021, m. 15/A", "2020 m"])
def test_decisions_and_dates_are_no_laws(body: str) -> None:
    assert faults(replace(ANSWER, body=body)) == []


@pytest.mark.parametrize(
    "url", ["https://kanunlar.com/a", "https://www.haber.com.tr/b", "https://x.biz/c"]
)
def test_a_legal_answer_leans_on_no_commercial_page(url: str) -> None:
    assert told(sourced("Yazı (2020)", url), "sources", "commercial")
    assert faults(replace(sourced("Yazı (2020)", url), legal=False)) == []


@pytest.mark.parametrize(
    "url", ["https://ornek.av.tr/", "https://dernekdanismani.org/", "https://lexology.com/x"]
)
def test_no_answer_leans_on_an_office(url: str) -> None:
    assert told(replace(sourced("Yazı (2020)", url), legal=False), "sources", "office")


def test_a_video_channel_is_no_shop() -> None:
    assert faults(sourced("Ders, video (2021)", "https://www.youtube.com/watch?v=x")) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/liste?konu=2&page=3",
        "https://example.org/a?ref=ikinci.org",
        "https://example.org/a?utm_source=x",
        "https://example.org:443/a",
    ],
)
def test_an_address_stays_where_it_is(url: str) -> None:
    assert told(sourced("Liste (2020)", url), "sources", "will shift")


def test_an_address_is_written_so_that_it_survives() -> None:
    assert told(sourced("Metin (2020)", "https://example.org/aydınlatma"), "sources", "encoded")


def test_a_legal_answer_says_what_it_was_checked_against() -> None:
    assert told(replace(ANSWER, checked_against=None), "reviewed", "checked_against")
    assert faults(replace(ANSWER, checked_against=None, legal=False)) == []


@pytest.mark.parametrize("word", ["görünüyor", "aktarılıyor", "beklenmez", "söyleniyor"])
def test_a_legal_answer_is_plain(word: str) -> None:
    unsure = f"Bu kural size uymaz gibi {word}."
    assert told(replace(ANSWER, body=unsure), "title", word)
    assert told(replace(ANSWER, summary=unsure), "title", word)
    assert faults(replace(ANSWER, body=unsure, legal=False)) == []


def due(days: Iterable[date], language: str = "tr") -> list[Choice]:
    return [
        replace(ANSWER, id=f"faq:1-{n}", path=f"{language}/{n}", language=language, review_by=day)
        for n, day in enumerate(days)
    ]


def test_a_week_holds_as_many_reviews_as_one_can_do() -> None:
    monday = date(2027, 1, 11)
    week = [monday + timedelta(days=n % 7) for n in range(DUE_A_WEEK)]
    assert list(crowded(due(week))) == []
    ((path, key, sentence),) = crowded(due([*week, monday]))
    assert (path, key) == (f"tr/{DUE_A_WEEK}", "review_by")
    assert f"{DUE_A_WEEK + 1} answers fall due" in sentence


def test_a_translation_is_read_again_with_its_answer() -> None:
    week = [date(2027, 1, 11)] * DUE_A_WEEK
    assert list(crowded([*due(week), *due(week, "en")])) == []
