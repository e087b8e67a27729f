"""What is certainly a place."""

import pytest

from bot.domain.contact.provinces import is_plate, is_province, place_in


@pytest.mark.parametrize("words", ["Kırşehir", "sivas zara", "tamam Ankara", "HATAY Defne"])
def test_a_province_is_known_with_its_district(words: str) -> None:
    assert is_province(words)


@pytest.mark.parametrize(
    "words", ["Van gölü için bir kampanya", "Van mı?", "Kadıköy", "tamam", "", "derneğimiz Bursa"]
)
def test_anything_else_is_no_place(words: str) -> None:
    assert not is_province(words)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("34", "İstanbul"),
        ("07", "Antalya"),
        ("plaka 61", "Trabzon"),
        ("16 bursa", "bursa"),
        ("bursadayız nilüfer", "bursa nilüfer"),
        ("Muğla'dan yazıyorum", "Muğla"),
        ("tokat ama ilçesi zile", "tokat zile"),
        ("yani hatay", "hatay"),
        ("ilimiz Sinop olacak", "Sinop"),
        ("ili yanlış, Siirt", "Siirt"),
        ("ili yanlış yazdım bartın olacak", "bartın"),
        ("Uşak / Banaz", "Uşak / Banaz"),
        ("82", None),
        ("0", None),
        ("vanlı kadınlar", None),
        ("ordumuz", None),
    ],
)
def test_a_place_is_kept_without_what_is_said_around_it(words: str, place: str | None) -> None:
    assert place_in(words) == place


@pytest.mark.parametrize(("words", "whether"), [("06", True), ("6", False), ("35", False)])
def test_only_a_number_that_counts_no_choice_is_surely_a_plate(words: str, whether: bool) -> None:
    assert is_plate(words) is whether
