"""A typed number or name picks an option of the open menu, and nothing else does."""

import pytest

from intents.pick import pick

OPTIONS = [
    ("Genel kurulumuz yaklaşıyor; çağrıyı nasıl yapacağımızdan emin değiliz.", "Genel kurul"),
    ("Dernek kurmak istiyoruz ama nereden başlayacağımızı bilmiyoruz.", "Dernek kurmak"),
    ("Derneğimize denetim geleceği söylendi.", "Denetim"),
]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("2", 1),
        ("2.", 1),
        ("2)", 1),
        (" (3) ", 2),
        ("iki", 1),
        ("ikinci", 1),
        ("İkincisi", 1),
        ("üçüncü seçenek", 2),
        ("2 numara", 1),
        ("1️⃣", 0),
        ("two", 1),
        ("Denetim", 2),
        ("denetım", 2),
        ("genel kurl", 0),
        ("dernek kurmak istiyoruz ama", 1),
    ],
)
def test_numbers_and_names_pick(text: str, position: int) -> None:
    assert pick(text, OPTIONS) == position


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "4",
        "999",
        "2 gün içinde mi?",
        "2026",
        "bir sorum var",
        "dernek",
        "d",
        "👍",
        "kaç kişi olmalıyız",
        "x" * 5000,
    ],
)
def test_nothing_else_picks(text: str) -> None:
    assert pick(text, OPTIONS) is None


def test_a_name_that_two_options_share_picks_neither() -> None:
    assert pick("denetim", [("a", "Denetim"), ("b", "Denetim?")]) is None
