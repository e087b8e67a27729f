"""What cannot be answered is met with a human word where it is said in anger or in worry."""

import pytest

from bot.domain.contact.tone import Tone, tone
from bot.domain.effects import KeepQuery
from tests.domain.contact.talk import contact, says
from tests.domain.content import meaning
from tests.domain.playbook import Playbook, tells


def handed_off(query: str) -> KeepQuery:
    """What is kept of words that nothing fits."""
    return KeepQuery(query, "handoff", None, 0.0)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("YETER ARTIK BU NE HAL BIKTIRDINIZ", Tone.ANGER),
        ("bizi oradan oraya yolladılar yahu", Tone.ANGER),
        ("this is ridiculous", Tone.ANGER),
        ("geceleri uyuyamıyorum denetim var", Tone.WORRY),
        ("bize ceza keserler mi acaba", Tone.WORRY),
        ("antrenör çocuklara küfrediyor", Tone.CHILD),
        ("sonradan imzalatsak kimse fark etmez", Tone.CAUTION),
        ("dövizle bağış alan çocuk derneğiyiz", None),
        ("genel kurulu kim çağırır", None),
        ("KVKK", None),
        ("", None),
    ],
)
def test_a_tone_is_heard_in_the_words(words: str, heard: Tone | None) -> None:
    assert tone(words) is heard


def test_it_is_answered_before_the_expert_is_offered() -> None:
    said = "rezalet bu, iki kere gittik geri çevirdiler"
    book = Playbook(contact(meaning(said))) >> says(said)
    assert book << handed_off(said) << tells(("tone.anger", "handoff.offer"), ...)


def test_the_same_sentence_is_not_said_twice_in_a_row() -> None:
    first, second = (
        "salonu kime kiralayalım bu yaz",
        "eski makbuzları aynı matbaada bastırmaya devam edebilir miyiz",
    )
    assert (
        Playbook(contact())
        >> says(first)
        << handed_off(first)
        << tells("handoff.offer", ...)
        >> says(second, message="51")
        << handed_off(second)
        << tells("handoff.more", ...)
    )
