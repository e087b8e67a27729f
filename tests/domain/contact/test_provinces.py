"""What is certainly a place."""

import pytest

from bot.domain.contact.provinces import is_province


@pytest.mark.parametrize("words", ["Kırşehir", "sivas zara", "tamam Ankara", "HATAY Defne"])
def test_a_province_is_known_with_its_district(words: str) -> None:
    assert is_province(words)


@pytest.mark.parametrize(
    "words", ["Van gölü için bir kampanya", "Van mı?", "Kadıköy", "tamam", "", "derneğimiz Bursa"]
)
def test_anything_else_is_no_place(words: str) -> None:
    assert not is_province(words)
