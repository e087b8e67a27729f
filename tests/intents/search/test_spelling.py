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
from intents.search.names import Names
from intents.search.passages import HALF, Passages
from intents.search.spelling import Spelling

KNOWN = ("dernek", "dernegi", "kurul", "kurulus", "gonullu", "tuzuk", "bagis", "a")
FEW_LETTERS = st.text(alphabet="derngkulusbai", min_size=1, max_size=9)
GROUPS_OF_ABC = (" a", "ab", "bc", "c ", " ab", "abc", "bc ", " abc", "abc ")
ROUNDING = 1e-5


def called(*names: Sequence[str]) -> tuple[Names, Spelling]:
    """An entry for each name."""
    spelling = Spelling(word for name in names for word in name)
    return Names(
        [Document(str(n), {"title": [name]}) for n, name in enumerate(names)], spelling
    ), spelling


def test_edges_count_as_letters() -> None:
    asked = Spelling(["abc"]).ask(["abc"])
    assert (len(asked.groups), asked.strange) == (len(GROUPS_OF_ABC), 0)


def test_groups_that_no_word_has_are_only_counted() -> None:
    asked = Spelling(["abc"]).ask(["xyz"])
    assert (len(asked.groups), asked.strange) == (0, len(GROUPS_OF_ABC))


def test_content_without_a_word_can_be_asked() -> None:
    names, spelling = called()
    assert spelling.ask(["dernek"]).strange > 0
    assert len(names.ask(spelling.ask(["dernek"]))) == 0


def test_a_name_is_as_like_itself_as_can_be() -> None:
    names, spelling = called(("genel", "kurul"), ("bagis",))
    assert names.ask(spelling.ask(["genel", "kurul"]))[0] == pytest.approx(1)
    assert names.ask(spelling.ask(["bagis"]))[1] == pytest.approx(1)


def test_rare_groups_say_more() -> None:
    names, spelling = called(("kurul", "xyzwv"), ("kurul",), ("kurul",), ("kurul",))
    assert names.ask(spelling.ask(["xyzwv"]))[0] > names.ask(spelling.ask(["kurul"]))[0]


def test_likeness_is_the_cosine_with_what_is_strange_counted() -> None:
    names, spelling = called(("abc",))
    count, strange = len(GROUPS_OF_ABC), (math.log(2) + 1) ** 2  # known ones weigh 1 each
    cosine = math.sqrt(count / (count + count * strange))
    assert names.ask(spelling.ask(["abc", "xyz"]))[0] == pytest.approx(cosine)


@given(st.lists(FEW_LETTERS, min_size=1, max_size=5))
def test_likeness_lies_between_0_and_1(typed: list[str]) -> None:
    names, spelling = called(*((word,) for word in KNOWN), ("genel", "kurul"))
    assert all(0 <= value <= 1 + ROUNDING for value in names.ask(spelling.ask(typed)))


def test_the_nearest_name_counts_and_a_third_of_them_together() -> None:
    texts = [[word] for word in ("dernek", "dernegi", "kurul", "tuzuk", "bagis", "gonullu", "a")]
    spelling = Spelling(word for text in texts for word in text)
    names = Names([Document("1", {"aliases": texts}), Document("2", {"body": texts})], spelling)
    alike = names.ask(spelling.ask(["dernek"]))
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
