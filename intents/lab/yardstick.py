"""A public set as a yardstick: paragraphs to find by their questions, typed cleanly and badly.

Law: bad typing is made up from the query alone, so that every run types alike.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from intents.search.concepts import Concepts
from intents.search.confidence import Calibration
from intents.search.documents import BODY, Document
from intents.search.index import SearchIndex
from intents.turkish import asked, words

Search = Callable[[str], str | None]  # the id of the best document for a query

LONG_WORD = 6  # letters from which a word gets a slip
_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
_KEYBOARD = ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç")
_KINDS = ("swap", "drop", "double", "neighbour")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Documents by id, and questions with the id of the document that holds the answer."""

    documents: Mapping[str, str]
    questions: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> "Yardstick":
        """A set in the format of SQuAD; KeyError or ValueError when it is none."""
        paragraphs = [p for article in json.loads(text)["data"] for p in article["paragraphs"]]
        named = [(f"{number:05d}", paragraph) for number, paragraph in enumerate(paragraphs)]
        questions = tuple(
            (qa["question"], name) for name, paragraph in named for qa in paragraph["qas"]
        )
        return cls({name: paragraph["context"] for name, paragraph in named}, questions)


def ours(documents: Mapping[str, str]) -> Search:
    """This index over bare texts."""
    index = SearchIndex(
        [Document(name, {BODY: [words(text)]}) for name, text in documents.items()], Concepts(())
    )
    calibration = Calibration.packaged()

    def search(query: str) -> str | None:
        found = index.search(asked(query), calibration, 1)
        return found[0].id if found else None

    return search


def recall(
    search: Search, questions: Sequence[tuple[str, str]], typed: Callable[[str], str]
) -> float:
    """The share of questions whose document comes first when they are typed in some way."""
    hits = sum(search(typed(question)) == right for question, right in questions)
    return hits / len(questions)


def compare(
    yardstick: Yardstick, engines: Iterable[tuple[str, Callable[[Mapping[str, str]], Search]]]
) -> list[tuple[str, float, float]]:
    """Recall at 1 of each engine, for clean and for hard typing."""
    rows = []
    for name, made in engines:
        search = made(yardstick.documents)
        clean = recall(search, yardstick.questions, str)
        rows.append((name, clean, recall(search, yardstick.questions, hard)))
    return rows


def hard(query: str) -> str:
    """The query without the marks of Turkish letters and with one slip in each long word."""
    dice = random.Random(query)
    return re.sub(r"\w+", lambda found: _slip(found[0], dice), query).translate(_ASCII)


def _slip(word: str, dice: random.Random) -> str:
    if len(word) < LONG_WORD:
        return word
    at, kind = dice.randrange(1, len(word) - 2), dice.choice(_KINDS)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    match kind:
        case "swap":
            return head + tail[0] + letter + tail[1:]
        case "drop":
            return head + tail
        case "double":
            return head + letter + letter + tail
    return head + dice.choice(_beside(letter)) + tail


def _beside(letter: str) -> str:
    """The keys beside a letter on the Turkish Q keyboard, or the letter itself."""
    row = next((row for row in _KEYBOARD if letter in row), letter)
    at = row.index(letter)
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2] or letter
