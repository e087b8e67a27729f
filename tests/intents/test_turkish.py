"""Turkish as people type it folds to the same plain words."""

import pytest

from intents.turkish import detect, fold, strip_links


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İSTANBUL", "istanbul"),
        ("IŞIK", "ışık"),
        ("ışık", "isik"),
        ("Çağrı", "cagri"),
        ("KVKK'nın", "kvkk"),
        ("STK’lar", "stk"),
        ("Ankara'da", "ankara"),
        ("I\u0307stanbul", "istanbul"),
        ("şube", "s\u0327ube"),
        ("hâlâ", "hala"),
        ("e-posta", "e posta"),
        ("  çok   boşluk\n", "cok bosluk"),
        ("ＫＶＫＫ", "kvkk"),
    ],
)
def test_texts_that_differ_only_in_marks_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) == fold(one.upper().lower())


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("dernek nasil kurulur", "tr"),
        ("how do we start an association", "en"),
        ("Genel kurul", "tr"),
        ("what is a log frame", "en"),
        ("👍", "tr"),
        ("gönüllü", "tr"),
        ("do you help with grants", "en"),
    ],
)
def test_the_language_is_told_by_letters_and_small_words(query: str, language: str) -> None:
    assert detect(query) == language


def test_links_leave_only_their_words() -> None:
    assert fold(strip_links("bkz. [<u>liste</u>](https://example.org/x), sonra")) == "bkz liste sonra"
