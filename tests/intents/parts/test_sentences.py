"""A message taken apart: where it asks, and no word of it lost to who listens for danger."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.parts.contrast import wanted
from intents.parts.heard import WHOLE, glimpsed, heard
from intents.parts.sentences import MOST, WINDOWS, asking, sentences, windows
from intents.turkish import LONGEST, plain, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kurduk.. Şimdi ne yapalım?", ["Kurduk", "Şimdi ne yapalım?"]),
        ("madde 5.3 ne diyor", ["madde 5.3 ne diyor"]),
        ("bir\niki\n\n", ["bir", "iki"]),
        ("?!...", []),
    ],
)
def test_sentences_end_at_their_marks(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Yirmi kişiyiz. Tüzük nasıl değişir? Çok mutluyuz.", ["tuzuk nasil degisir"]),
        (
            "Tüzük nasıl değişir, defterler nereden alınır?",
            ["tuzuk nasil degisir", "defterler nereden alinir"],
        ),
        ("Otuz kişiyiz. Tüzüğü değiştirmek istiyoruz.", ["tuzugu degistirmek istiyoruz"]),
        ("Otuz kişiyiz, çok çalıştık.", []),
        ("Tüzük hazır. Nereye verilir?", ["tuzuk hazir nereye verilir"]),  # leans on what was said
        ("defter varmi", ["defter varmi"]),
    ],
)
def test_the_pieces_that_ask_are_found(text: str, asks: list[str]) -> None:
    assert list(asking(sentences(text))) == asks


def test_in_a_story_without_a_full_stop_the_words_around_the_question_ask() -> None:
    story = "biz koyde bir dernek kurduk herkes cok sevindi muhtar da geldi "
    (piece,) = asking([f"{story * 2}tuzugu nasil degistiririz {story}"])
    assert "tuzugu nasil degistiririz" in piece
    assert len(piece.split()) < len(story.split()) * 2


@given(st.text(max_size=3000))
def test_pieces_are_bounded(text: str) -> None:
    assert len(asking(sentences(text))) <= MOST


@given(st.lists(st.sampled_from("abcdefgh"), max_size=90))
def test_windows_leave_no_neighbours_apart(typed: list[str]) -> None:
    seen = {pair for window in windows(typed) for pair in pairwise(window)}
    assert set(pairwise(typed)) == seen
    assert all(len(window) <= max(WINDOWS)[0] for window in windows(typed))


@given(st.lists(st.text("abcçğış", min_size=1, max_size=9), min_size=1, max_size=300))
def test_every_word_is_heard(typed: list[str]) -> None:
    text = " ".join(typed)
    parts = (*heard(text), *glimpsed(text))
    assert {word for part in parts for word in part} == set(words(text[:LONGEST]))


def test_a_short_message_is_heard_as_a_whole_first() -> None:
    assert heard("Bir. İki.")[0] == ("bir", "iki")
    assert max(len(part) for part in heard("kelime. " * 200)) <= WHOLE


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("federasyon değil platform kurmak istiyoruz", "platform kurmak istiyoruz"),
        ("bütçeyi hallettik, şimdi raporu ne zaman vereceğiz", "raporu ne zaman verecegiz"),
        ("OID istemiyoruz, eş finansman nedir", "es finansman nedir"),
        ("We don't want a template, how are volunteers insured", "how are volunteers insured"),
        # nothing is excluded, or nothing would be left
        ("bu doğru değil mi", "bu dogru degil mi"),
        ("yeterli değil ne yapalım", "yeterli degil ne yapalim"),
        ("tüzük değiştirmek istiyoruz", "tuzuk degistirmek istiyoruz"),
    ],
)
def test_what_a_sentence_excludes_is_left_out(said: str, left: str) -> None:
    assert wanted(plain(said)).strip() == left
