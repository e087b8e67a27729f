"""What holds for every message, with the content of the project."""

import random
import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import read
from bot.kept import Kept
from intents.content.catalog import build
from intents.index import Index
from intents.lab.queries import read_all
from intents.understand import outcome_line, understand

ENOUGH = 100  # queries for a test to mean something
ROOT = Path(__file__).parents[2]
QUERIES = [
    q.text
    for q in read_all(
        p.read_text("utf-8") for p in sorted((ROOT / "tests" / "queries").glob("*.tsv"))
    )
]
MARKS = str.maketrans("çğıöşüâîûÇĞİÖŞÜÂÎÛ", "cgiosuaiucgiosuaiu")
STRANGE = [
    "ş" * 100_000,
    "\u0301" * 50_000,  # combining marks alone
    "a\u0301\u0302\u0303" * 10_000,
    "\x00\x01\x1b[31m\x7f" * 5_000,
    "\u202e\u200b\u200f\ufeff" * 10_000,
    "مرحبا كيف الحال " * 3_000,
    "中文字符" * 10_000,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 5_000,
    "dernek " * 20_000,
    "x" * 100_000,
    "a b " * 30_000,
    "?" * 50_000 + "\n;." * 10_000,
    "".join(chr(code) for code in range(1, 0x3000)),
]


@pytest.fixture(scope="module")
def usual(index: Index) -> float:
    """The median time of a query, in seconds of the processor."""
    return statistics.median(seconds(query, index) for query in QUERIES[::10])


def seconds(query: str, index: Index) -> float:
    started = time.process_time()
    understand(query, index)
    return time.process_time() - started


def test_the_same_text_without_its_marks_has_the_same_outcome(index: Index) -> None:
    marked = [query for query in QUERIES if query.translate(MARKS) != query][::2]
    assert len(marked) > ENOUGH
    for query in marked:
        one, other = (
            outcome_line(understand(text, index)) for text in (query, query.translate(MARKS))
        )
        assert one | {"query": ""} == other | {"query": ""}


def test_the_order_of_files_changes_no_outcome(index: Index, learnt: Kept) -> None:
    files = list(read(ROOT / "faq_data").files)
    random.Random(4).shuffle(files)
    turned = Index.build(build(files)[0], learnt)
    for query in QUERIES[::12]:
        assert outcome_line(understand(query, turned)) == outcome_line(understand(query, index))


@given(st.text(max_size=4096))
@settings(max_examples=60, deadline=None)
def test_no_text_takes_more_than_fifty_times_as_long_as_most(
    index: Index, usual: float, text: str
) -> None:
    assert seconds(text, index) < 50 * usual


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_nor_does_the_strangest(index: Index, usual: float, text: str) -> None:
    assert seconds(text, index) < 50 * usual
