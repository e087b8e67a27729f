"""Marks that were said are marks, and only where a text is dictated."""

import pytest

from intents.parts.dictation import written


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("selam virgül derneğe üye olacağım soru işareti", "selam, derneğe üye olacağım?"),
        ("tüzük hazır nokta yeni satır şimdi ne var Soru İşareti", "tüzük hazır.\n şimdi ne var?"),
        ("kaç kurucu gerekir soru işareti", "kaç kurucu gerekir?"),
        ("can we open a branch question mark", "can we open a branch?"),
        ("aklımda bir soru işareti var", "aklımda bir soru işareti var"),
        ("Destek Noktası nerede", "Destek Noktası nerede"),
        ("toplanma nokta sayısı kaç", "toplanma nokta sayısı kaç"),
        ("", ""),
    ],
)
def test_said_marks_are_written_where_a_text_is_dictated(said: str, meant: str) -> None:
    assert written(said) == meant
