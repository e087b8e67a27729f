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
