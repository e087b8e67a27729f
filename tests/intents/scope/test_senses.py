"""A word has the senses that its whole, its beginning or its ending has."""

import pytest

from intents.scope.scope import Scope
from intents.scope.senses import Senses
from intents.turkish import words

SENSES = Senses(
    [("kin", ["hala", "teyze-"]), ("blows", ["döv-", "teyze-"]), ("they did", ["-diler"])]
)


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("hala", {"kin"}),
        ("halamız", set()),  # without a hyphen a word stands whole
        ("TEYZEMİ", {"kin", "blows"}),
        ("dövdüler", {"blows"}),
        ("dövmediler", {"blows", "they did"}),
        ("diler", set()),  # an ending ends something
        ("", set()),
    ],
)
def test_a_word_has_its_senses(text: str, senses: set[str]) -> None:
    assert SENSES.of(words(text)) == senses


def test_what_is_learnt_of_a_word_holds_for_those_of_its_sense() -> None:
    senses = Senses([("kin", ["amca-", "enişte-"]), ("blows", ["tokatla-", "haşl-"])])
    taught = [
        ("alarm", "amcam beni tokatladı"),
        ("alarm", "amcamız gece tokatladı"),
        ("", "amcam genel kurulda konuştu"),
        ("", "sporcular rakibi tokatladı"),
    ]
    labelled = [(label, tuple(words(text))) for label, text in taught]
    said = [words("eniştesi kardeşimi haşlıyor")]
    knowing, plain = Scope(labelled, senses=senses), Scope(labelled)
    assert knowing.hits(said)[0].strength > plain.hits(said)[0].strength + 0.1
