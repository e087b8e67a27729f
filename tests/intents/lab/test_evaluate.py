"""Understanding stays above a floor, on queries that nothing was fitted on and that others
wrote.
"""

from pathlib import Path

import pytest

from intents.index import Index
from intents.lab.evaluate import Figures, evaluate
from intents.lab.queries import read as read_queries
from intents.lab.queries import read_all
from intents.lab.yardstick import Yardstick, hard, ours, recall
from intents.understand import understand

ROOT = Path(__file__).parents[3]


QUERIES = read_all(
    path.read_text("utf-8") for path in sorted((ROOT / "tests" / "queries").glob("*.tsv"))
)


@pytest.fixture(scope="module")
def figures(index: Index) -> Figures:
    return evaluate(index, QUERIES).figures


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("recall_at_1", 0.77),
        ("recall_at_3", 0.90),
        ("answers_right", 0.95),
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
        ("far_answered", 0.01),
        ("near_answered", 0.03),
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


def test_bare_paragraphs_are_found() -> None:
    yardstick = Yardstick.parse(
        '{"data": [{"paragraphs": ['
        '{"context": "Ankara başkenttir.", "qas": [{"question": "başkent neresi"}]},'
        '{"context": "Hamsi Karadeniz balığıdır.",'
        ' "qas": [{"question": "Karadeniz balığı hangisi"}]}]}]}'
    )
    assert recall(ours(yardstick.documents), yardstick.questions, hard) == 1
