"""A name is told from what is said around it, and from what somebody tells."""

import pytest

from bot.domain.contact.names import name_in, tells_event, trimmed_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kızıl Kanat Derneği yavrum", "Kızıl Kanat Derneği"),
        ("sorry, Blue Yard Network olacaktı, association değil", "Blue Yard Network"),
        ("dernek değil, Umut Eli Vakfı", "Umut Eli Vakfı"),
        ("Yeşil Vadi diye düşünüyoruz, daha kurulmadı", "Yeşil Vadi"),
        ("Kule Sahnesi (henüz dernek değiliz)", "Kule Sahnesi"),
        ("Ege Çölyak Yaşam Der.", "Ege Çölyak Yaşam Der."),
        ("adımız Ada Kadın Kooperatifi olsun lütfen", "Ada Kadın Kooperatifi"),
        ("bizim dernek", None),
        ("dernek değiliz", None),
        ("beni çıkardılar derneği", None),
        ("Ada Derneği ne zaman kurulur", None),
        ("Kızıl Kanat", None),
        ("", None),
    ],
)
def test_a_name_is_known_by_its_kind_or_by_what_is_said_of_it(words: str, name: str | None) -> None:
    assert name_in(words) == name


@pytest.mark.parametrize(
    ("words", "name"), [("Kızıl Kanat evladım", "Kızıl Kanat"), ("evladım", "evladım"), ("", "")]
)
def test_where_a_name_is_asked_for_something_is_left_of_it(words: str, name: str) -> None:
    assert trimmed_name(words) == name


@pytest.mark.parametrize(
    ("words", "whether"),
    [
        ("bi de cumartesi gösterimize bekleriz", True),
        ("üyeler toplantıya gelmiyor", True),
        ("kermese katılacağız", True),
        ("Gelecek Gençlik", False),
        ("Umut Eğitim Yardım", False),
    ],
)
def test_what_happens_is_the_name_of_nobody(words: str, whether: bool) -> None:
    assert tells_event(words) is whether
