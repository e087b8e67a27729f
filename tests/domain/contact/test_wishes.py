"""The wish for a human, in whatever words; and questions that only speak of people."""

import pytest

from bot.domain.contact.wishes import for_person, tells_more


@pytest.mark.parametrize(
    "words",
    [
        "uzmanınıza danışsam daha iyi",
        "bu işi bir bilene sorayım",
        "beni bir yetkiliye bağlayın",
        "bir insanla yazışabilir miyim",
        "biri bana baksın lütfen",
        "müsaitse bir mütehassısa yazalım",
        "canlı destek yok mu",
        "gerçek biriyle konuşmak isterim acil",
        "could I talk to somebody",
        "I need a human",
        "temsilcinize bağlayın",
        "birine sorsam",
        "please connect me to an expert",
    ],
)
def test_a_human_is_wished_for(words: str) -> None:
    assert for_person(words)
    assert not tells_more(words)


@pytest.mark.parametrize(
    "words",
    [
        "uzmana nasıl ulaşırım",
        "uzmanların ücreti ne kadar",
        "projede bir uzman çalıştıracağız",
        "insan hakları eğitimi verecek birini arıyoruz",
        "üyelerden birine borç verebilir miyiz",
        "iki kişiye burs vermek istiyoruz",
        "dışarıdan biri bakarsa ne olur",
        "valilikte bir görevliye sormak şart mı",
        "temsilcilik açacağız",
        "kent konseyine temsilci göndermek istiyoruz",
        "temsilci gönderelim mi toplantıya",
        "muhasebeciden anlayan birine sorduk emin olamadık",
        "sorumlu kişiye yazdık cevap vermedi",
        "yedi kişi bulduk",
        "",
    ],
)
def test_a_question_about_people_is_no_such_wish(words: str) -> None:
    assert not for_person(words)


def test_a_wish_may_say_something_of_the_matter() -> None:
    wish = "elimde mahkeme kararı var uzmanla görüşmem lazım"
    assert for_person(wish)
    assert tells_more(wish)


def test_that_somebody_may_explain_it_is_a_wish_for_a_human() -> None:
    assert for_person("yine de biri bize anlatsa uzmanınız falan")
    assert not for_person("uzman projeyi nasıl anlatır")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("uzmana sorun bunu kiracımız çıkmıyor kirayı nasıl isteyelim ondan", True),
        ("hadi uzmana ilet şunu mali müşavirimiz istifa etti defterler kimde kalacak", True),
        ("tamam uzmana yazın", True),
        ("geçen gün uzmana sorun demişti kaymakamlık, dilekçeyi nereye verelim acaba", False),
    ],
)
def test_an_order_to_write_to_an_expert_may_be_as_long_as_it_likes(words: str, told: bool) -> None:
    assert for_person(words) is told
