"""Greetings before a question are taken off; a mere greeting stays one."""

import pytest

from intents.content.smalltalk import SmallTalk
from intents.scope.courtesy import leans, sign, without_opening


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Merhaba, dernek nasıl kurulur?", "dernek nasil kurulur"),
        ("iyi günler kolay gelsin tüzük lazım", "tuzuk lazim"),
        ("Merhaba", "merhaba"),
        ("merhaba iyi günler", "merhaba iyi gunler"),
        ("merhabalaşma nedir", "merhabalasma nedir"),
        ("iyi bir tüzük", "iyi bir tuzuk"),
        ("", ""),
    ],
)
def test_only_whole_words_of_greeting_are_taken_off(typed: str, left: str) -> None:
    assert without_opening(typed) == left


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("👍🏽", SmallTalk.YES),
        ("🙏🙏", SmallTalk.THANKS),
        ("😭🙏", None),
        ("🦄", None),
        ("x" * 60 + "👍", None),
    ],
)
def test_signs_say_what_they_show(typed: str, kind: SmallTalk | None) -> None:
    assert sign(typed) is kind


@pytest.mark.parametrize(
    ("typed", "whether"),
    [
        ("vakıflar?", True),
        ("peki vakıflar için de aynı mı", True),
        ("dernek kurmak istiyoruz", False),
        ("peki bizim vakfımız için de bu belgelerin hepsi gerekiyor mu", False),
    ],
)
def test_short_messages_and_those_with_leaning_words_lean(typed: str, whether: bool) -> None:
    assert leans(typed) is whether
