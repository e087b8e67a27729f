"""A text holds a concept when it says one of its ways, inflected or not."""

import pytest

from intents.search.concepts import Concepts

CONCEPTS = Concepts([("genel kurul", "gk"), ("dernek", "örgüt")])


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("gk ne zaman", [[0]]),
        ("bizim genel kurulumuz var", [[1, 2]]),
        ("dernegin gk tarihi", [[0], [1]]),
        ("orgutler", [[0]]),
        ("genel bir soru", []),
        ("gkx", []),
        ("", []),
    ],
)
def test_concepts_are_found_where_they_are_said(typed: str, places: list[list[int]]) -> None:
    assert [list(where) for where, _ in CONCEPTS.find(typed.split())] == places


def test_all_ways_of_a_group_are_one_concept() -> None:
    (_, one), (_, other) = CONCEPTS.find(["gk", "genel", "kurul"])
    assert one == other == CONCEPTS.names[0]
