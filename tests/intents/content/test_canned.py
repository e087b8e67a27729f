"""Replies that editors write beforehand, and what is wrong with these."""

import pytest

from intents.content.canned import LONGEST, PLACES, Canned
from intents.content.catalog import Catalog, Problem, SourceFile, build

ANSWER = (
    "---\ntitle: Dernek kurmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nYedi kişi yeter.\n"
)
REPLY = "---\ntitle: Belge isteme\naliases: [evrak]\n---\nTalep {talep}: en geç {tarih}. {uzman}\n"


def made(**texts: str) -> tuple[Catalog, tuple[Problem, ...]]:
    """A catalog with these replies."""
    files = [SourceFile(f"tr/replies/{name}.md", text) for name, text in texts.items()]
    return build([SourceFile("tr/faq/a.md", ANSWER), *files])


def only(text: str) -> Canned:
    """The one reply of a catalog."""
    catalog, problems = made(belge=text)
    assert problems == ()
    return catalog.canned("tr")["belge"]


def test_a_reply_is_called_by_its_file_and_has_a_title() -> None:
    reply = only(REPLY)
    assert (reply.title, reply.aliases, reply.language) == ("Belge isteme", ("evrak",), "tr")
    assert reply.places == {"number", "due", "expert"}


def test_a_reply_that_asks_something_says_so() -> None:
    assert not only(REPLY).asks
    assert only(REPLY.replace("title", "asks: true\ntitle", 1)).asks


def test_its_places_are_filled_in_and_no_value_is_a_style() -> None:
    values = {"number": "7", "due": "12 Mart", "expert": "E*f <b>"}
    assert only(REPLY).filled(values) == "Talep 7: en geç 12 Mart. E\\*f \\<b\\>"


def test_a_place_may_be_named_in_either_language() -> None:
    text = "---\ntitle: x\n---\n{ticket} {date} {expert}"
    assert only(text).places == set(PLACES.values())


def test_another_language_has_its_own_words_or_those_of_the_first() -> None:
    english = SourceFile("en/replies/belge.md", REPLY.replace("Belge isteme", "Papers"))
    turkish = SourceFile("tr/replies/belge.md", REPLY)
    other = SourceFile("tr/replies/son.md", "---\ntitle: Son\n---\nBitti.")
    catalog, _ = build([SourceFile("tr/faq/a.md", ANSWER), english, turkish, other])
    assert {one.title for one in catalog.canned("en").values()} == {"Papers", "Son"}
    assert {one.title for one in catalog.canned("tr").values()} == {"Belge isteme", "Son"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\ntitle: x\n---\nMerhaba {isim}", 4, "{isim} is nothing"),
        ("---\ntitle: x\n---\n{}", 4, "{} is nothing"),
        ("---\naliases: [x]\n---\nMerhaba", 4, "no `title`"),
        ("---\ntitle: x\n---\n", 4, "no text"),
        ("---\nname: Çok Uzun\ntitle: x\n---\nMerhaba", 2, "can't be typed"),
        (f"---\ntitle: x\n---\n{'a' * (LONGEST + 1)}", 4, "shorten"),
    ],
)
def test_what_can_not_be_sent_is_an_error_at_its_line(text: str, line: int, says: str) -> None:
    catalog, problems = made(belge=text)
    (problem,) = problems
    assert (problem.severity, says in problem.message) == ("error", True)
    assert problem.line in (1, line)
    assert not catalog.canned("tr")


def test_an_unknown_key_is_a_warning_and_a_name_is_used_once() -> None:
    _, (warning,) = made(belge="---\ntitle: x\nlabel: y\n---\nMerhaba")
    assert (warning.severity, "`label`" in warning.message) == ("warning", True)
    again = "---\nname: belge\ntitle: y\n---\nMerhaba"
    _, (twice,) = made(belge=REPLY, son=again)
    assert "written twice" in twice.message
