"""The content tells how far its names and its bodies are believed."""

import random

import pytest

from intents.search.balance import Balance, balance
from intents.search.documents import Document
from intents.search.names import Spelled
from intents.search.passages import Passages
from intents.search.spelling import Spelling

ENTRIES = 120
SUBJECTS = ["".join(random.Random(n).choices("abcdefghiklmnoprstuvyz", k=7)) for n in range(400)]


def told(titles: list[str], bodies: list[str]) -> Balance:
    made = [
        Document(f"{n:03}", {"title": [title.split()], "body": [body.split()] if body else []})
        for n, (title, body) in enumerate(zip(titles, bodies, strict=True))
    ]
    spelling = Spelling(sorted({word for one in made for word in one.words}))
    return balance(made, Spelled.of(made, spelling), Passages(made, spelling), spelling)


def bodies() -> list[str]:
    """Each of words that few others have."""
    dice = random.Random(1)
    return [" ".join(dice.sample(SUBJECTS, 30)) for _ in range(ENTRIES)]


def test_bodies_are_believed_where_titles_find_them() -> None:
    made = bodies()
    found = told([" ".join(body.split()[3:9]) for body in made], made)
    assert found.bodies > 1.6
    assert found.trust.min() == 1


@pytest.mark.parametrize(
    "title",
    [
        lambda n, _: str(n),
        lambda n, _: "".join(random.Random(-n).choices("qwxj", k=3)),
        lambda n, made: " ".join(made[(n + 7) % ENTRIES].split()[:6]),
        lambda _, __: "sik sorulan",
    ],
    ids=["numbers", "letters", "the titles of others", "one and the same"],
)
def test_names_that_say_nothing_of_their_bodies_are_none(title) -> None:  # type: ignore[no-untyped-def]
    made = bodies()
    found = told([title(n, made) for n in range(ENTRIES)], made)
    assert found.names < 0.25
    assert found.trust.mean() < 0.35


def test_names_are_believed_where_they_say_what_bodies_do_not() -> None:
    """Each shares one word with its body and names others that stand in many."""
    made, dice = bodies(), random.Random(2)
    titles = [" ".join([body.split()[0], *dice.sample(SUBJECTS, 8)]) for body in made]
    assert told(titles, made).names > told(list(made), made).names


def test_what_is_missing_is_not_believed() -> None:
    names, nothing = ["dernek kurmak", "bagis toplamak"], ["", ""]
    assert (told(names, nothing).names, told(names, nothing).bodies) == (2, 0)
    assert (told(nothing, names).names, told(nothing, names).bodies) == (0, 2)


def test_an_entry_without_a_body_keeps_its_names() -> None:
    made = bodies()
    found = told([str(n) for n in range(ENTRIES)], ["", *made[1:]])
    assert found.trust[0] == 1


def test_of_a_handful_of_entries_little_is_concluded() -> None:
    found = told(["a", "b", "c"], bodies()[:3])
    assert found.names > 0.5


def test_entries_whose_text_another_lends_tell_nothing_of_names() -> None:
    """Held against a body that is not there, every name would seem to say something of its own."""
    made = bodies()
    titles = [" ".join(made[(n * 7) % ENTRIES].split()[:6]) for n in range(ENTRIES)]
    alone = told(titles, made)
    with_names = told([*titles, *titles], [*made, *[""] * ENTRIES])
    assert with_names.names == pytest.approx(alone.names, abs=0.02)
