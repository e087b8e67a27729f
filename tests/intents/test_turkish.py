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


@pytest.mark.parametrize(
    "shown",
    [
        "der\u200bnek tüzüğü",  # a space of no width
        "der\u00adnek tü\u00adzüğü",  # soft hyphens of a copied page
        "\ufeffdernek\u200d tüzüğü",
        "dеrnеk tüzüğü",  # Cyrillic е
        "DЕRNЕК TÜZÜĞÜ",
        "dernek tu\u0308zu\u0308g\u0306u\u0308",
        "dernek\ufe0f tüzüğü",
    ],
)
def test_what_nobody_can_see_parts_no_word(shown: str) -> None:
    assert fold(shown) == "dernek tuzugu"
