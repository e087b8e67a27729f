"""How a message wants to be answered, or was answered, is no part of what it asks."""

import pytest

from intents.parts.manner import without_manner


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("15 gün mü 30 gün mü, net yazın", "15 gun mu 30 gun mu,"),
        ("Üye aidatı kaç lira olur, kısaca cevap verin lütfen", "uye aidati kac lira olur,"),
        ("bana net söyleyin genel kurul kaç kişiyle toplanır", "genel kurul kac kisiyle toplanir"),
        ("size bir şey soruyorum aidat makbuzu şart mı", "aidat makbuzu sart mi"),
        ("sürekli menü gösteriyorsunuz defterleri kim tutar", "defterleri kim tutar"),
    ],
)
def test_it_is_cut(query: str, left: str) -> None:
    assert without_manner(query) == left


@pytest.mark.parametrize(
    "query",
    [
        "net yazın",
        "projemizi yazın",
        "kısa film çekeceğiz izin gerekir mi",
        "tüzüğe açık adres yazmak şart mı",
        "hazır liste veriyor musunuz",
    ],
)
def test_what_is_all_that_was_said_or_of_the_matter_stays(query: str) -> None:
    assert without_manner(query) == query
