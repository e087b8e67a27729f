"""Turkish as people type it folds to the same plain words."""

import pytest

from intents.turkish import fold, strip_links


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


def test_links_leave_only_their_words() -> None:
    assert (
        fold(strip_links("bkz. [<u>liste</u>](https://example.org/x), sonra")) == "bkz liste sonra"
    )
