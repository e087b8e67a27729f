"""What the documents name is there, and the decisions are short and in order."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    *sorted(f"docs/{page.name}" for page in (HOUSE / "docs").glob("*.md")),
    "bot/DECISIONS.md",
    "faq_data/README.md",
    "tests/stories/README.md",
)
DECISIONS = (HOUSE / "bot/DECISIONS.md").read_text(encoding="utf-8")
_TOPS = ("bot", "handlers", "intents", "faq_data", "tests")  # of the house, as a document names it
# from where a document may name a file
_ROOMS = (HOUSE, HOUSE / "bot", HOUSE / "bot/domain", HOUSE / "intents")
_MOST_LINES = 10
_MADE = frozenset({"playground-data/"})  # by the desk, when it runs
# files that the editors' page tells of by their last name, or that a reader is to write
_TOLD = frozenset(
    {"01-02.md", "01-03.md", "09.md", "09-02.md", "102-01.md", "102-02.md", "tr/faq/10-10.md"}
)


def written(document: str) -> str:
    """A document without its examples."""
    text = (HOUSE / document).read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def named(text: str) -> set[str]:
    """The files and rooms that stand in a text as code: names that end like a file, or a slash."""
    found = re.findall(r"`([\w/.-]+(?:\.(?:py|md|po|toml|txt)|/))`", text)
    return {one for one in found if "KK" not in one and one not in _MADE}


def picture(text: str) -> set[str]:
    """The rooms that a drawing begins its lines with."""
    drawn = "".join(re.findall(r"^```\n.*?^```", text, flags=re.DOTALL | re.MULTILINE))
    return set(re.findall(rf"\b(?:{'|'.join(_TOPS)})\b(?:/[\w/.]+)?", drawn))


def is_there(document: str, name: str) -> bool:
    """Whether a name leads to a file: from the house, a room of it, or the document's own place."""
    places = (*_ROOMS, (HOUSE / document).parent)
    return any((place / name).exists() for place in places)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document: str) -> None:
    names = named(written(document)) - _TOLD
    assert {name for name in names if not is_there(document, name)} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?://|mailto:)([^)#]+)\)", written(document))
    assert [link for link in links if not (HOUSE / document).parent.joinpath(link).exists()] == []


def test_the_picture_shows_rooms_that_are_there() -> None:
    drawn = picture((HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert {room for room in drawn if not (HOUSE / room).exists()} == set()
    rooms = {f"bot/{path.name}" for path in (HOUSE / "bot").iterdir() if path.is_dir()}
    shown = {re.match(r"[^/]+(?:/[^/]+)?", room)[0] for room in drawn}  # type: ignore[index]
    assert rooms - {"bot/__pycache__"} - shown == set()


def test_decisions_are_numbered_in_order_and_short() -> None:
    heads = re.findall(r"^## (\d+)\. \S", DECISIONS, flags=re.MULTILINE)
    assert [int(number) for number in heads] == list(range(1, len(heads) + 1))
    bodies = re.split(r"^## .*\n", DECISIONS, flags=re.MULTILINE)[1:]
    long = [body for body in bodies if len(body.strip().splitlines()) > _MOST_LINES]
    assert long == []


def test_a_file_that_is_gone_would_be_found() -> None:
    assert named("as `bot/books.py` did, and `make run`") == {"bot/books.py"}
    assert not is_there("README.md", "bot/books.py")
