"""Evaluation queries: what people might type, and what they would have meant.

Law: every query belongs to one of two halves, and all queries of a subject to the same one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Half = Literal["fit", "held-out"]
HALVES: Mapping[str, Half | None] = {"held-out": "held-out", "fit": "fit", "all": None}
# lines without a subject are parted in blocks: neighbours are often one thought, typed twice
BLOCK = 10
COLUMNS = 4  # of a line


@dataclass(frozen=True, slots=True)
class Query:
    """One query with the ids that would be right (none for what no answer fits) and its kind."""

    text: str
    expected: tuple[str, ...]
    kind: str
    hard: bool
    half: Half

    @property
    def subject(self) -> str:
        """The question that the expected answer belongs to, or the kind where there is none."""
        return self.expected[0].partition("-")[0] if self.expected else self.kind

    def is_right(self, entry_id: str) -> bool:
        """Whether an entry answers the query."""
        return entry_id in self.expected


def read(text: str) -> tuple[Query, ...]:
    """The queries of one file: `query TAB ids, with commas, or - TAB kind TAB hard (0 or 1)` a
    line.

    Raises ValueError that names the line for anything else.
    """
    return tuple(
        _query(line, number) for number, line in enumerate(text.splitlines()) if line.strip()
    )


def read_all(texts: Iterable[str]) -> tuple[Query, ...]:
    """The queries of several files."""
    return tuple(query for text in texts for query in read(text))


def _query(line: str, number: int) -> Query:
    parts = line.split("\t")
    if len(parts) != COLUMNS or parts[3] not in ("0", "1"):
        raise ValueError(f"Line {number + 1}: write query, ids, kind and 0 or 1, parted by tabs.")
    text, ids, kind, hard = parts
    expected = () if ids == "-" else tuple(name.strip() for name in ids.split(","))
    return Query(text, expected, kind, hard == "1", _half(expected, number))


def _half(expected: tuple[str, ...], number: int) -> Half:
    """By the parity of the subject's number, or of the block of lines."""
    if not expected:
        return "fit" if number // BLOCK % 2 else "held-out"
    subject = expected[0].partition(":")[2].partition("-")[0]
    return "fit" if subject.isdecimal() and int(subject) % 2 else "held-out"
