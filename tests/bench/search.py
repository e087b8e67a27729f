"""Search beside SQLite's FTS5, as ratios in one run: time by number of entries, memory, and what
start costs.

Law: every query is typed badly, and every engine gets the same entries and the same queries.
"""

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import read
from intents.content.catalog import build
from intents.lab.engines import fts5
from intents.lab.queries import read_all
from intents.lab.yardstick import hard
from intents.search.concepts import Concepts
from intents.search.confidence import Calibration
from intents.search.documents import Document, document
from intents.search.index import SearchIndex
from intents.turkish import asked, words

ROOT = Path(__file__).parents[2]
QUERIES = 120
ROUNDS = 6  # of each start
WORDS = 60  # in the body of a made-up entry
ALIASES = 4

_LOAD = """
import time
import numpy, scipy.sparse, rapidfuzz.process, structlog  # what a desk imports anyway
started = time.process_time()
{}
print(time.process_time() - started)
"""
_SKLEARN = "import sklearn.feature_extraction.text, sklearn.linear_model"
_COLD = "from pathlib import Path; from bot.content import load; load(Path('faq_data'), 'tr')"
_WARM = (
    "from pathlib import Path; from bot.content import load; from bot.kept import Kept; "
    "load(Path('faq_data'), 'tr', Kept(Path('{}')))"
)


def rows() -> list[tuple[str, str, str]]:
    """What was measured, the figure, and what is asked of it."""
    queries = _queries()
    ours = {count: _median(_shelf(count), queries) for count in (100, 1_000, 10_000)}
    theirs = {count: _median(_fts5(count), queries) for count in (1_000, 10_000)}
    cold, warm = _starts()
    return [
        ("search at 1,000 entries ÷ FTS5 trigram", f"{ours[1_000] / theirs[1_000]:.2f}", "≤ 1.0"),
        (
            "search at 10,000 entries ÷ FTS5 trigram",
            f"{ours[10_000] / theirs[10_000]:.2f}",
            "≤ 0.3",
        ),
        ("search at 10,000 entries ÷ at 100", f"{ours[10_000] / ours[100]:.1f}", "≤ 20"),
        ("memory of the index of 10,000 entries", f"{_megabytes():.0f} MB", "≤ 120 MB"),
        ("start with what was learnt kept ÷ importing scikit-learn", f"{warm:.2f}", "≤ 2.0"),
        ("start that learns everything ÷ importing scikit-learn", f"{cold:.2f}", "told"),
    ]


def entries(count: int) -> list[Document]:
    """Entries made up from the words of the content, always the same ones."""
    catalog, _ = build(read(ROOT / "faq_data").files)
    known = [document(choice, series=False) for choice in catalog.choices("tr") if choice.written]
    pool = [word for one in known for word in one.body]
    dice = random.Random(count)
    return [_entry(dice, pool, number) for number in range(count)]


def _entry(dice: random.Random, pool: list[str], number: int) -> Document:
    def text(length: int) -> list[str]:
        return dice.choices(pool, k=length)

    aliases = [text(4) for _ in range(ALIASES)]
    texts = {
        "title": [text(7)],
        "label": [text(3)],
        "aliases": aliases,
        "summary": [text(12)],
        "body": [text(WORDS)],
    }
    return Document(f"faq:{number // 9}-{number % 9 + 1}", texts, subject=f"faq:{number // 9}")


def _queries() -> list[str]:
    found = read_all(
        path.read_text("utf-8") for path in sorted((ROOT / "tests" / "queries").glob("topics*.tsv"))
    )
    return [hard(query.text) for query in found[:: max(1, len(found) // QUERIES)]]


def _shelf(count: int) -> Callable[[str], object]:
    index, calibration = SearchIndex(entries(count), Concepts(())), Calibration.packaged()
    return lambda query: index.search(asked(query), calibration, 10)


def _fts5(count: int) -> Callable[[str], object]:
    return fts5(
        {
            one.id: " ".join(w for texts in one.texts.values() for text in texts for w in text)
            for one in entries(count)
        }
    )


def _median(search: Callable[[str], object], queries: list[str]) -> float:
    seconds = []
    for query in queries:
        started = time.process_time()
        search(query)
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def _megabytes() -> float:
    """What the index of 10,000 entries holds, in a process of its own."""
    code = "from tests.bench import search; print(search.held())"
    return float(_printed(code))


def held() -> float:
    """How many megabytes this process grows by for an index of 10,000 entries, its entries not
    counted.
    """
    _shelf(100)("dernek")
    made = entries(10_000)
    before = _resident()
    index = SearchIndex(made, Concepts(()))
    index.search(words("dernek"), Calibration.packaged(), 10)
    return _resident() - before


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _starts() -> tuple[float, float]:
    """What loading the content costs beside importing scikit-learn, cold and warm: the best of
    several, taken in turn.
    """
    with TemporaryDirectory() as place:
        work = (_SKLEARN, _COLD, _WARM.format(place))
        _printed(_LOAD.format(work[2]))  # learns, and keeps it
        rounds = [[float(_printed(_LOAD.format(one))) for one in work] for _ in range(ROUNDS)]
    theirs, cold, warm = (min(times) for times in zip(*rounds, strict=True))
    return cold / theirs, warm / theirs


def _printed(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
