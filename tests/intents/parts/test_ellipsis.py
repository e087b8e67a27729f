"""The form of a question tells that it leaves something out."""

import pytest

from intents.parts.ellipsis import asked_first, leads_on, leaves_out
from intents.turkish import words


@pytest.mark.parametrize(
    "text",
    [
        "kaç gün içinde",
        "Kim imzalıyor?",
        "ödemezsek ne olur",
        "vermezlerse",
        "oraya kim gidiyor",
        "nereye veriyoruz bunları",
        "how long does it take",
    ],
)
def test_who_asks_before_saying_about_what_leaves_it_out(text: str) -> None:
    assert leaves_out(words(text))


@pytest.mark.parametrize("text", ["vakıf senedi nasıl değişir", "KEP adresi zorunlu mu", ""])
def test_a_question_that_names_its_matter_leaves_nothing_out(text: str) -> None:
    assert not leaves_out(words(text))


def test_who_begins_with_then_leads_on() -> None:
    assert leads_on(words("Peki vakıflar için?"))
    assert not leads_on(words("vakıflar peki"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kaç gün? yazı geleli iki hafta oldu", "kaç gün?"),
        ("nereye? biz ilçedeyiz", "nereye?"),
        ("kaç gün? ceza ne kadar", None),
        ("tüzük nereye verilir? yazı geldi", None),
        ("kaç gün?", None),
    ],
)
def test_a_short_question_before_what_only_tells_is_what_is_asked(
    text: str, first: str | None
) -> None:
    assert asked_first(text) == first
