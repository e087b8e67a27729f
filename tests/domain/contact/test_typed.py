"""The names of ways, as people type them; and what only holds one of them."""

import pytest

from bot.domain.contact.typed import Way, way


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Vazgeç", Way.CANCEL),
        ("vazgec lütfen", Way.CANCEL),
        ("İPTAL", Way.CANCEL),
        ("atla", Way.SKIP),
        ("bu soruyu geçç", Way.SKIP),
        ("bu soruyu gec", Way.SKIP),
        ("Geri!", Way.BACK),
        ("devam edelm", Way.ON),
        ("evet, gönder", Way.SEND),
        ("Göndrin", Way.SEND),
        ("onaylıyorm", Way.SEND),
        ("gönder yavrum", Way.SEND),
        ("ana menü hocam", Way.HOME),
        ("yok", Way.NOTHING),
        ("hiçbiri değil", Way.NOTHING),
        ("ana menu", Way.HOME),
        ("Konular", Way.SUBJECTS),
        ("taleplerimm", Way.TICKETS),
        ("dili değiştir", Way.LANGUAGE),
        ("English please", Way.ENGLISH),
        ("Türkçe lütfen", Way.TURKISH),
        ("talebimi yeniden açın", Way.AGAIN),
        ("ara ver", Way.STOP),
    ],
)
def test_a_way_is_named_alone_with_a_slip_or_two(typed: str, named: Way) -> None:
    assert way(typed) is named


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "👍",
        "geri dönüşüm projesi",
        "Atla Derneği",
        "üyelikten vazgeçme dilekçesi nasıl yazılır",
        "etkinliği iptal edersek bağışlar ne olur",
        "menüde et yok",
        "gönderi ücretini kim öder",
        "gec " * 40,
        "dil derneği",
        "devam eden davamız var",
    ],
)
def test_a_sentence_that_holds_a_way_is_a_message(typed: str) -> None:
    assert way(typed) is None


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("yok vazgeçtim, göndermeyin", Way.CANCEL),
        ("iptal etmek istiyorum talebi", Way.CANCEL),
        ("talebi geri çekiyorum", Way.CANCEL),
        ("sorumu geri alabilir miyim", Way.CANCEL),
        ("I want to withdraw my request", Way.CANCEL),
        ("boşver kalsın", Way.CANCEL),
        ("gönderme", Way.CANCEL),
        ("please don't send it", Way.CANCEL),
        ("tamam gönder gitsin", Way.SEND),
        ("he doğrudur gönder", Way.SEND),
        ("uygundur efendim, gönderiniz", Way.SEND),
        ("yeter bu kadar, gönder", Way.SEND),
        ("tamam şimdi gönderebilirsiniz", Way.SEND),
        ("hepsi bu", Way.DONE),
        ("başka diyeceğim yok", Way.DONE),
        ("kapatabilirsiniz talebi", Way.CLOSE),
        ("vazgeçtim uğraşmıcam kapatın bu talebi", Way.CLOSE),
        ("can you answer in English please", Way.ENGLISH),
        ("türkçe devam edelim", Way.TURKISH),
    ],
)
def test_a_way_is_named_in_other_forms_of_its_words(typed: str, named: Way) -> None:
    assert way(typed) is named


@pytest.mark.parametrize(
    "typed",
    [
        "size göndereyim mi",
        "dilekçeyi gönderdim",
        "valiliğe gönderelim mi",
        "beyannameyi gönder",
        "talebi kapattınız ama çözülmedi",
        "İngilizce proje yazacağız",
        "iletişim",
        "vazgeçmedik",
        "üyeliği iptal etmek istiyorum",
        "bağışı geri alabilir miyiz",
        "genel kurulu iptal ettirmek istiyoruz",
    ],
)
def test_what_only_sounds_like_a_way_is_a_message(typed: str) -> None:
    assert way(typed) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("can you tell my boss this in turkish? she doesn't read english", Way.TURKISH),
        ("please translate it into turkish for my colleague", Way.TURKISH),
        ("how do we register in turkish cities", None),
    ],
)
def test_a_language_may_be_wished_for_somebody_else(text: str, wanted: Way | None) -> None:
    assert way(text) is wanted
