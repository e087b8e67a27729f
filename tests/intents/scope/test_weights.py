"""What the scope learnt is kept, and is the same however it comes."""

import numpy as np
import pytest

from intents.scope.features import Features
from intents.scope.senses import Senses
from intents.scope.weights import Weights
from intents.search.keep import Arrays
from intents.turkish import words

PAIRS = [
    (label, tuple(words(text)))
    for label, text in (
        ("fire", "ev yanıyor"),
        ("fire", "dernek binası tutuştu"),
        ("own-work", "raporu siz yazın"),
        ("", "yangın sigortası zorunlu mu"),
    )
]
LABELS = ("fire", "own-work")
QUERY = [words("binamız yanıyor koşun"), words("proje yazın bize")]


class Memory:
    """Keeps all, and counts what is asked for in vain."""

    def __init__(self) -> None:
        self.kept: dict[str, Arrays] = {}
        self.learnt = 0

    def get(self, key: str) -> Arrays | None:
        return self.kept.get(key)

    def put(self, key: str, arrays: Arrays) -> None:
        self.learnt += 1
        self.kept[key] = arrays


def weights(memory: Memory, *, pairs: object = PAIRS, senses: Senses | None = None) -> Weights:
    return Weights(Features(senses or Senses(())), pairs, LABELS, memory)  # type: ignore[arg-type]


def test_kept_or_learnt_the_strengths_are_the_same() -> None:
    memory = Memory()
    learnt, kept = weights(memory).strengths(QUERY), weights(memory).strengths(QUERY)
    assert memory.learnt == 1
    assert np.array_equal(learnt, kept)
    assert learnt[0, 0] > learnt[0, 1]
    assert learnt[1, 1] > learnt[1, 0]


def test_other_texts_and_other_senses_are_learnt_anew() -> None:
    memory = Memory()
    weights(memory)
    weights(memory, pairs=[*PAIRS, ("fire", ("duman",))])
    weights(memory, senses=Senses([("fires", ["yanıyor"])]))
    assert memory.learnt == 3


@pytest.mark.parametrize("name", ["names", "idf", "weights"])
def test_what_does_not_belong_together_is_learnt_anew(name: str) -> None:
    memory = Memory()
    right = weights(memory).strengths(QUERY)
    memory.kept = {
        key: dict(arrays) | {name: arrays[name][:-1]} for key, arrays in memory.kept.items()
    }
    if name == "names":  # a feature less
        memory.kept = {
            key: dict(arrays)
            | {"names": np.frombuffer(bytes(arrays["names"]).rpartition(b"\n")[0], np.uint8)}
            for key, arrays in memory.kept.items()
        }
    assert np.array_equal(weights(memory).strengths(QUERY), right)
    assert memory.learnt == 2
