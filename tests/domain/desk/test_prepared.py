"""An answer is named by its number, a reply by its name or nearly so."""

import pytest

from bot.domain.desk.prepared import MOST_NEAR, entry_id, nearest

NAMES = {"Belge isteme": "belge", "evrak": "belge", "Kapanış": "kapanis", "Bakıyoruz": "incelemede"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("9.2", "faq:9-2"),
        ("9-2", "faq:9-2"),
        (" 9 2 ", "faq:9-2"),
        ("09.02", "faq:9-2"),
        ("104/10", "faq:104-10"),
        ("faq:9-2", "faq:9-2"),
        ("FAQ 9.2", "faq:9-2"),
        ("assessment:3-2", "assessment:3-2"),
        ("9", None),
        ("9.2.1", None),
        ("dernek kurmak", None),
        ("9999999.1", None),
        ("", None),
    ],
)
def test_a_number_is_an_answer_however_it_is_typed(words: str, found: str | None) -> None:
    assert entry_id(words) == found


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("belge", "belge"),
        ("belge istme", "belge"),
        ("EVRAK", "belge"),
        ("kapanis", "kapanis"),
        ("bakiyoruz", "incelemede"),
    ],
)
def test_what_is_called_nearly_so_is_found(words: str, first: str) -> None:
    assert nearest(words, NAMES)[0] == first


@pytest.mark.parametrize("words", ["", "   ", "zzzzqqqq"])
def test_what_is_called_nothing_like_it_is_not(words: str) -> None:
    assert nearest(words, NAMES) == ()


def test_no_more_than_a_few_are_named_each_once() -> None:
    many = {f"belge {n}": f"n{n}" for n in range(40)} | {"belge": "n1"}
    near = nearest("belge", many)
    assert len(near) == len(set(near)) <= MOST_NEAR
