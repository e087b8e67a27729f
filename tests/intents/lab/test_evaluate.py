"""Understanding stays above a floor, on queries that nothing was fitted on and that others
wrote.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from intents.index import Index
from intents.lab.evaluate import Figures, evaluate
from intents.lab.queries import Half, read_all
from intents.lab.queries import read as read_queries
from intents.lab.stripped import without_aliases
from intents.lab.yardstick import TITLES, Yardstick, compare_titles, hard, ours, recall, shaped
from intents.understand import understand

ROOT = Path(__file__).parents[3]

HALVES: tuple[Half, ...] = ("fit", "held-out")
QUERIES = read_all(
    path.read_text("utf-8") for path in sorted((ROOT / "tests" / "queries").glob("*.tsv"))
)


@pytest.fixture(scope="module")
def figures(index: Index) -> Figures:
    return evaluate(index, QUERIES).figures


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("recall_at_1", 0.82),
        ("recall_at_3", 0.92),
        ("answered", 0.48),
        ("answers_right", 0.965),
        ("told_whole", 0.75),
        ("answered_or_rightly_suggested", 0.86),
        ("refused", 0.88),
        ("emergencies", 0.9),
        ("humans", 0.85),
    ],
)
def test_what_should_be_found_is_found(figures: Figures, name: str, floor: float) -> None:
    assert getattr(figures, name) >= floor


@pytest.mark.parametrize(
    ("name", "ceiling"),
    [
        ("near_or_far_answered", 0.03),
        ("beside_told_whole", 0.13),
        ("near_misses_refused", 0.02),
        ("calibration_error", 0.05),
    ],
)
def test_what_should_not_be_said_is_not(figures: Figures, name: str, ceiling: float) -> None:
    assert getattr(figures, name) <= ceiling


def test_english_questions_find_their_entries(index: Index) -> None:
    """Most answers are whole in Turkish only; their English names have to lead there alone."""
    asked = read_queries((ROOT / "tests" / "queries" / "english.tsv").read_text("utf-8"))
    first = [query.is_right(understand(query.text, index).matches[0].id) for query in asked]
    assert sum(first) / len(first) >= 0.85


def test_a_query_file_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="Line 2"):
        read_queries("soru\tfaq:1-1\tin\t0\nyarım satır\n")


def test_halves_are_parted_by_topic() -> None:
    one, same, other = read_queries(
        "a\tfaq:1-1\tin\t0\nb\tfaq:1-9,faq:2-1\tin\t1\nc\tfaq:2-1\tin\t0\n"
    )
    assert one.half == same.half != other.half


def test_the_yardstick_types_badly_in_the_same_way_every_time() -> None:
    assert hard("Türkiye'nin başkenti neresidir") == hard("Türkiye'nin başkenti neresidir")
    assert hard("Türkiye'nin başkenti neresidir").isascii()


def test_new_queries_have_no_halves(index: Index) -> None:
    some = read_queries("a\tfaq:1-1\tin\t0\nb\tfaq:2-1\tin\t0\n")
    assert evaluate(index, some, None).figures.half is None
    both = evaluate(index, some, None).figures.recall_at_3
    halves = [evaluate(index, some, half).figures.recall_at_3 or 0 for half in HALVES]
    assert both == sum(halves) / 2


def test_a_higher_threshold_answers_less(index: Index) -> None:
    steps = evaluate(index, QUERIES[::20]).steps
    answered = [step.answered or 0 for step in steps]
    assert answered == sorted(answered, reverse=True)
    assert answered[0] > answered[-1]


def test_content_can_be_seen_without_its_aliases(index: Index) -> None:
    bare = without_aliases(index.catalog)
    pairs = [
        (one, other)
        for language in bare.languages
        for one, other in zip(index.catalog.choices(language), bare.choices(language), strict=True)
    ]
    assert any(one.aliases for one, _ in pairs)
    assert all(other == replace(one, aliases=()) for one, other in pairs)


FISH = Yardstick.parse(
    '{"data": [{"paragraphs": ['
    '{"context": "Ankara başkenttir.", "qas": [{"question": "hangi şehir yönetim merkezi"},'
    ' {"question": "başkent neresi"}]},'
    '{"context": "Hamsi Karadeniz balığıdır.", "qas": [{"question": "en çok hangisi tutulur"},'
    ' {"question": "Karadeniz balığı hangisi"}]}]}]}'
)


def test_bare_paragraphs_are_found() -> None:
    assert recall(ours(FISH.documents), FISH.questions[1::2], hard) == 1


@pytest.mark.parametrize("title", TITLES)
def test_plain_files_are_found_whatever_they_are_called(title: str) -> None:
    search, questions = shaped(FISH, TITLES[title])
    asked = {text for text, _ in questions}
    assert ("hangi şehir yönetim merkezi" in asked) is (title != "its first question")
    assert search("başkent") == "faq:1-1"
    assert search("karadnz baligi") == "faq:1-2"


def test_every_kind_of_title_is_told() -> None:
    assert [name for name, _, _ in compare_titles(FISH)] == list(TITLES)
