"""How words look: as letter groups, whole names and passages, always between 0 and 1."""

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.search.grams import Grams
from intents.search.lexicon import Lexicon
from intents.search.passages import HALF, Passages
from intents.search.spelling import Floats, Spelling

KNOWN = ("dernek", "dernegi", "kurul", "kurulus", "gonullu", "tuzuk", "bagis", "a")
FEW_LETTERS = st.text(alphabet="derngkulusbai", min_size=1, max_size=9)
GROUPS_OF_ABC = (" a", "ab", "bc", "c ", " ab", "abc", "bc ")
ROUNDING = 1e-5


def grams(*names: Sequence[str]) -> tuple[Grams, Spelling]:
    """One entry for each name."""
    spelling = Spelling(word for name in names for word in name)
    rows = [[[spelling.ids[word] for word in name]] for name in names]
    return Grams(rows, spelling), spelling


def test_edges_count_as_letters_and_a_group_counts_once() -> None:
    spelling = Spelling(["abc"])
    assert len(spelling.ask(["abc"]).groups) == len(GROUPS_OF_ABC)
    assert len(spelling.ask(["abc", "abc"]).groups) == len(GROUPS_OF_ABC)


def test_groups_that_no_word_has_are_only_counted() -> None:
    asked = Spelling(["abc"]).ask(["xyz"])
    assert (len(asked.groups), asked.strange) == (0, len(GROUPS_OF_ABC))


def test_a_name_is_as_like_itself_as_can_be_however_often_it_repeats_a_word() -> None:
    made, spelling = grams(("genel", "kurul"), ("bagis", "bagis"))
    rows = np.arange(2)
    assert made.nearest(spelling.ask(["genel", "kurul"]), rows)[0] == pytest.approx(1)
    assert made.nearest(spelling.ask(["bagis"]), rows)[1] == pytest.approx(1)


def test_rare_groups_say_more() -> None:
    made, spelling = grams(("kurul", "xyz"), ("kurul",), ("kurul",), ("kurul",))
    names = (
        made.nearest(spelling.ask(["xyz"]), np.arange(1)),
        made.nearest(spelling.ask(["kurul"]), np.arange(1)),
    )
    groups = [len(spelling.ask([word]).groups) for word in ("xyz", "kurul")]
    assert names[0][0] ** 2 / groups[0] > names[1][0] ** 2 / groups[1]


def test_likeness_is_the_cosine_with_what_is_strange_counted() -> None:
    made, spelling = grams(("abc",))
    count, strange = len(GROUPS_OF_ABC), (math.log(2) + 1) ** 2  # known ones weigh 1 each
    cosine = math.sqrt(count / (count + count * strange))
    assert made.nearest(spelling.ask(["abc", "xyz"]), np.arange(1))[0] == pytest.approx(cosine)


@given(st.lists(FEW_LETTERS, min_size=1, max_size=5))
def test_likeness_lies_between_0_and_1(typed: list[str]) -> None:
    made, spelling = grams(*((word,) for word in KNOWN), ("genel", "kurul"))
    asked, rows = spelling.ask(typed), np.arange(len(KNOWN) + 1)
    for likeness in (made.whole(asked), made.nearest(asked, rows)):
        assert all(0 <= value <= 1 + ROUNDING for value in likeness)


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
    passages = Passages([[spelling.ids[word] for word in body]], spelling)
    found: Floats = passages.nearest(spelling.ask(typed), np.arange(1))
    assert 0 <= found[0] <= 1 + ROUNDING
    return float(found[0])
