"""Evidence is said in so many words: all parts of a line, in whatever order."""

import pytest

from intents.scope.evidence import Evidence
from intents.scope.senses import Senses
from intents.turkish import words

LINES = ["polis / jandarma + kapı- / ofis-", "gözaltı-", "geri gönder- + yarın"]


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Jandarma ofisimize geldi", True),
        ("ofiste polis var", True),
        ("polis çağıralım", False),  # a part of the line is missing
        ("polisiye ofis romanı", False),  # a word without a hyphen stands whole
        ("GÖZALTINDAYIM", True),
        ("yarın geri gönderecekler", True),
        ("geri yarın gönderecekler", False),  # the words of one way stand together
        ("", False),
    ],
)
def test_a_line_is_held_when_all_its_parts_are_said(text: str, whether: bool) -> None:
    assert Evidence(LINES).holds(words(text)) is whether


def test_no_lines_hold_nothing() -> None:
    assert not Evidence([])
    assert not Evidence([]).holds(["polis"])


def test_a_line_of_marks_alone_holds_nothing() -> None:
    assert not Evidence(["+", "/", "- + x"]).holds(words("x y"))


@pytest.mark.parametrize(
    ("text", "whether"),
    [("teyzemi bıçakladılar", True), ("teyzem geldi", False), ("kurban kestiler", False)],
)
def test_a_part_may_be_any_word_of_a_sense(text: str, whether: bool) -> None:
    senses = Senses([("kin", ["teyze-", "hala"]), ("blows", ["bıçakla-"])])
    assert Evidence(["@kin + @blows / döv-"], senses).holds(words(text)) is whether


@pytest.mark.parametrize(
    ("text", "holds", "excused"),
    [
        ("komşuyu kovalım", True, False),
        ("komşuyu kovalım diyeni şikayet edeceğiz", False, True),
        ("komşuyu kovmuşlar", False, True),
        ("komşuyu davet edelim", False, False),
    ],
)
def test_who_complains_of_something_does_not_ask_for_it(
    text: str, holds: bool, excused: bool
) -> None:
    senses = Senses([("told", ["-muşlar"])])
    evidence = Evidence(["komşu- + kov- + !şikayet ed- / @told"], senses)
    assert (evidence.holds(words(text)), evidence.excused(words(text))) == (holds, excused)


def test_evidence_without_such_a_part_excuses_nothing() -> None:
    assert not Evidence(LINES).excused(words("polis ofiste"))
