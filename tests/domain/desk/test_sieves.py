"""What is written behind `/kuyruk` narrows the queue; what says nothing known is named."""

import pytest

from bot.domain.desk.sieves import Known, sifted
from bot.domain.listings import ShowQueue, Sieve

KNOWN = Known(
    subjects={1: "Kuruluş", 9: "Genel kurul ve organlar", 4: "Vergi"},
    experts={31: "Elif Şahin", 32: "Deniz", 33: "Vedat"},
    me=32,
)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("", ShowQueue()),
        ("acil", ShowQueue(sieve=Sieve.URGENT)),
        ("ACİLLER", ShowQueue(sieve=Sieve.URGENT)),
        ("gecikenleri", ShowQueue(sieve=Sieve.OVERDUE)),
        ("gecikmiş olan talepler", ShowQueue(sieve=Sieve.OVERDUE)),
        ("sahipsiz", ShowQueue(sieve=Sieve.UNCLAIMED)),
        ("unclaimed", ShowQueue(sieve=Sieve.UNCLAIMED)),
        ("kuruluş", ShowQueue(subject=1)),
        ("KURULUS", ShowQueue(subject=1)),
        ("konu 9", ShowQueue(subject=9)),
        ("genel kurul", ShowQueue(subject=9)),
        ("organ", ShowQueue(subject=9)),
        ("elif", ShowQueue(expert=31)),
        ("Elif'in talepleri", ShowQueue(expert=31)),
        ("şahin", ShowQueue(expert=31)),
        ("elif şahin", ShowQueue(expert=31)),
        ("benim", ShowQueue(expert=32)),
        ("ver", ShowQueue(subject=4)),
        ("geciken vergi deniz", ShowQueue(sieve=Sieve.OVERDUE, subject=4, expert=32)),
        ("hepsi", ShowQueue()),
    ],
)
def test_words_narrow_the_queue(said: str, wanted: ShowQueue) -> None:
    assert sifted(said, KNOWN).wanted == wanted


def test_what_is_not_known_is_named_and_the_rest_holds() -> None:
    found = sifted("acil finansal ve 77", KNOWN)
    assert found.wanted == ShowQueue(sieve=Sieve.URGENT)
    assert found.unknown == ("finansal", "ve", "77")


def test_two_letters_name_nobody() -> None:
    assert sifted("el", KNOWN).unknown == ("el",)


def test_ones_own_can_be_narrowed_too() -> None:
    mine = ShowQueue(expert=32)
    assert sifted("acil", KNOWN, base=mine).wanted == ShowQueue(sieve=Sieve.URGENT, expert=32)
