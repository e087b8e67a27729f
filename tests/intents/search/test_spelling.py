"""How words look: as letter groups, whole names and passages, always between 0 and 1."""

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.search.documents import Document
from intents.search.lexicon import Lexicon
from intents.search.names import Names, Spelled
from intents.search.passages import HALF, Passages
from intents.search.spelling import Floats, Spelling

KNOWN = ("dernek", "dernegi", "kurul", "kurulus", "gonullu", "tuzuk", "bagis", "a")
FEW_LETTERS = st.text(alphabet="derngkulusbai", min_size=1, max_size=9)
GROUPS_OF_ABC = (" a", "ab", "bc", "c ", " ab", "abc", "bc ", " abc", "abc ")
ROUNDING = 1e-5


class Called:
    """Names, given text by text for each entry, and how alike a query and each of them are."""

    def __init__(self, *entries: Sequence[Sequence[str]]) -> None:
        self.spelling = Spelling(word for texts in entries for text in texts for word in text)
        made = [Document(str(n), {"aliases": texts}) for n, texts in enumerate(entries)]
        self.names = Names(Spelled.of(made, self.spelling), len(made))

    def alike(self, *typed: str) -> Floats:
        return self.names.ask(self.names.asked(self.spelling.ask(typed)))


def test_edges_count_as_letters() -> None:
    asked = Spelling(["abc"]).ask(["abc"])
    assert (len(asked.groups), asked.strange) == (len(GROUPS_OF_ABC), 0)


def test_groups_that_no_word_has_are_only_counted() -> None:
    asked = Spelling(["abc"]).ask(["xyz"])
    assert (len(asked.groups), asked.strange) == (0, len(GROUPS_OF_ABC))


def test_content_without_a_word_can_be_asked() -> None:
    nothing = Called()
    assert nothing.spelling.ask(["dernek"]).strange > 0
    assert len(nothing.alike("dernek")) == 0


def test_a_name_is_as_like_itself_as_can_be() -> None:
    called = Called([["genel", "kurul"]], [["bagis"]])
    assert called.alike("genel", "kurul")[0] == pytest.approx(1)
    assert called.alike("bagis")[1] == pytest.approx(1)


def test_rare_groups_say_more() -> None:
    called = Called([["kurul", "xyzwv"]], [["kurul"]], [["kurul"]], [["kurul"]])
    assert called.alike("xyzwv")[0] > called.alike("kurul")[0]


def test_likeness_is_the_cosine_with_what_is_strange_counted() -> None:
    called = Called([["abc"]])
    count, strange = len(GROUPS_OF_ABC), (math.log(2) + 1) ** 2  # known ones weigh 1 each
    cosine = math.sqrt(count / (count + count * strange))
    assert called.alike("abc", "xyz")[0] == pytest.approx(cosine)


@given(st.lists(FEW_LETTERS, min_size=1, max_size=5))
def test_likeness_lies_between_0_and_1(typed: list[str]) -> None:
    called = Called(*([[word]] for word in KNOWN), [["genel", "kurul"]])
    assert all(0 <= value <= 1 + ROUNDING for value in called.alike(*typed))


def test_the_nearest_name_counts_and_a_third_of_them_together() -> None:
    texts = [[word] for word in ("dernek", "dernegi", "kurul", "tuzuk", "bagis", "gonullu", "a")]
    called = Called(texts, [])
    alike, names = called.alike("dernek"), called.names
    assert names.nearest(alike).tolist() == [pytest.approx(1), 0]
    three = np.sort(alike)[-3:].mean()
    assert names.few(alike, np.arange(2)).tolist() == [pytest.approx(three), 0]


@given(st.one_of(FEW_LETTERS, st.sampled_from(KNOWN)))
def test_only_the_word_itself_is_as_near_as_can_be(word: str) -> None:
    spelling = Spelling(KNOWN)
    numbers, nearness = Lexicon(spelling).near(word)
    near = {spelling.words[number]: value for number, value in zip(numbers, nearness, strict=True)}
    assert all(0 <= value <= 1 for value in near.values())
    assert [other for other, value in near.items() if value == 1] == [word] * (word in KNOWN)


def test_no_thought_is_cut_in_two() -> None:
    """A stretch of half a passage is whole in one of them, wherever it stands."""
    dice = random.Random(1)
    body = ["".join(dice.choices("abcdefghijklmnoprstuvyz", k=7)) for _ in range(5 * HALF)]
    likest = [_likeness(body, body[at : at + HALF]) for at in range(4 * HALF)]
    assert min(likest) > 0.9 * max(likest)


def _likeness(body: list[str], typed: list[str]) -> float:
    spelling = Spelling(body)
    passages = Passages([Document("1", {"body": [body]})], spelling)
    found = float(passages.nearest(spelling.ask(typed))[0])
    assert 0 <= found <= 1 + ROUNDING
    return found
