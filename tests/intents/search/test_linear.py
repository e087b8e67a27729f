"""What tells entries apart is learnt from their names, once."""

import numpy as np
import pytest

from intents.search.documents import Document
from intents.search.keep import Arrays
from intents.search.linear import Linear
from intents.search.names import Names, Spelled
from intents.search.spelling import Floats, Spelling

NAMES = {
    "1": ("dernek kurmak", "dernek nasil kurulur", "kurulus islemleri"),
    "2": ("bagis toplamak", "bagis kampanyasi", "para toplama izni"),
    "3": ("gonullu bulmak", "gonullu sozlesmesi", "gonulluyle calismak"),
}


class Memory:
    """Keeps arrays, and counts how often it could help."""

    def __init__(self) -> None:
        self.kept: dict[str, Arrays] = {}
        self.helped = 0

    def get(self, key: str) -> Arrays | None:
        self.helped += key in self.kept
        return self.kept.get(key)

    def put(self, key: str, arrays: Arrays) -> None:
        self.kept[key] = arrays


def asked(query: str, names: dict[str, tuple[str, ...]], memory: Memory) -> Floats:
    made = [Document(one, {"aliases": [t.split() for t in texts]}) for one, texts in names.items()]
    spelling = Spelling(sorted({word for one in made for word in one.words}))
    spelled = Spelled.of(made, spelling)
    found = Names(spelled, len(made))
    linear = Linear(made, found, spelled, keep=memory)
    return linear.nearness(found.asked(spelling.ask(query.split())))


@pytest.mark.parametrize(("query", "row"), [("kurulus", 0), ("bagis izni", 1), ("sozlesme", 2)])
def test_a_query_lies_on_the_side_of_its_entry(query: str, row: int) -> None:
    found = asked(query, NAMES, Memory())
    assert found.argmax() == row
    assert 0 <= found.min() <= found.max() <= 1


def test_two_entries_are_told_apart_too() -> None:
    two = {name: NAMES[name] for name in ("1", "3")}
    assert asked("dernek", two, Memory()).argmax() == 0
    assert asked("gonullu", two, Memory()).argmax() == 1


def test_one_name_each_teaches_nothing() -> None:
    single = {name: texts[:1] for name, texts in NAMES.items()}
    assert not asked("dernek kurmak", single, Memory()).any()


def test_too_many_names_are_not_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intents.search.linear.MOST", 5)
    assert not asked("dernek", NAMES, Memory()).any()


def test_the_same_names_are_learnt_once() -> None:
    memory = Memory()
    first, again = asked("dernek", NAMES, memory), asked("dernek", NAMES, memory)
    assert (memory.helped, len(memory.kept)) == (1, 1)
    assert np.array_equal(first, again)


def test_other_names_are_learnt_anew() -> None:
    memory = Memory()
    asked("dernek", NAMES, memory)
    asked("dernek", NAMES | {"4": ("tuzuk", "tuzuk degisikligi", "madde")}, memory)
    assert (memory.helped, len(memory.kept)) == (0, 2)


@pytest.mark.parametrize(
    "spoilt",
    [{}, {"planes": np.zeros((2, 2)), "shift": np.zeros(3), "used": np.zeros(2, np.int64)}],
    ids=["nothing", "other shapes"],
)
def test_arrays_that_do_not_fit_are_learnt_anew(spoilt: Arrays) -> None:
    memory = Memory()
    right = asked("dernek", NAMES, memory)
    memory.kept = dict.fromkeys(memory.kept, spoilt)
    assert np.array_equal(asked("dernek", NAMES, memory), right)
