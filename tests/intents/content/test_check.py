"""Editors are told what could be better, at the line where they can mend it."""

from datetime import date

import pytest

from intents.content.catalog import SourceFile, build
from intents.content.check import check

TODAY = date(2026, 11, 22)
GOOD = """---
title: Dernek kurmak istiyoruz.
question_id: 1
choice_id: 1
label: Dernek kurmak
summary: Yedi kişi yeter. İzin gerekmez.
aliases:
  - dernek nasil kurulur
sources:
  - title: Dernek rehberi (2026)
    url: https://example.org/a
reviewed: 2026-11-22
review_by: 2027-05-22
legal: true
related: []
policy: []
checked_against: rehberin 2026 baskısı
---
Bkz. [kanun](https://example.org/a).
"""


def warnings(**texts: str) -> list[tuple[str, int, str]]:
    files = [SourceFile(f"{name}.md", text) for name, text in texts.items()]
    catalog, problems = build(files)
    assert problems == ()
    found = check(catalog, files, today=TODAY)
    assert {problem.severity for problem in found} <= {"warning"}  # nothing here stops content
    return [(problem.path, problem.line, problem.message) for problem in found]


def test_a_good_file_is_left_alone() -> None:
    assert warnings(good=GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kurmak istiyoruz.", "kurmak " * 12, 2, "13 words; say it in 12"),
        ("label: Dernek kurmak", "label: " + "Dernek kurmak " * 3, 5, "characters; shorten"),
        ("Yedi kişi yeter. İzin gerekmez.", "Bir. İki. Üç.", 6, "3 sentences"),
        ("Yedi kişi yeter.", "kişi " * 26 + ".", 6, "longer than 25 words"),
        ("review_by: 2027-05-22", "review_by: 2026-11-21", 13, "review was due"),
        ("(https://example.org/a)", "(https://example.org/b)", 9, "not in `sources`"),
        ("rehberi (2026)", "rehberi", 9, "has no date"),
        ("checked_against: rehberin 2026 baskısı\n", "", 12, "`checked_against` is missing"),
        ("policy: []", "polcy: []", 16, "not a known key"),
        ("reviewed: 2026-11-22\n", "", 2, "missing: reviewed"),
        ("Bkz.", "uzun " * 900, 2, "two messages"),
    ],
)
def test_what_could_be_better_is_named_at_its_line(
    old: str, new: str, line: int, words: str
) -> None:
    assert any(
        at == line and words in message for _, at, message in warnings(good=GOOD.replace(old, new))
    )


def test_a_week_with_too_many_reviews_is_named_at_their_dates() -> None:
    texts = {
        f"a{n}": GOOD.replace("choice_id: 1", f"choice_id: {n}").replace("  - dernek", f"  - {n}")
        for n in range(1, 11)
    }
    crowded = [(path, at) for path, at, words in warnings(**texts) if "fall due" in words]
    assert crowded == [("a10.md", 13), ("a9.md", 13)]


def test_an_alias_belongs_to_one_answer_whatever_its_marks() -> None:
    other = GOOD.replace("choice_id: 1", "choice_id: 2").replace("nasil kurulur", "nasıl KURULUR")
    ((path, line, message),) = warnings(a=GOOD, b=other)
    assert (path, line) == ("b.md", 7)
    assert "a.md" in message


def test_a_lent_answer_is_checked_where_it_stands() -> None:
    """A translation of names alone needs names alone; what is wrong below them is said once."""
    names = "\n".join(GOOD.splitlines()[:8]) + "\n---\n"
    files = [
        SourceFile("tr/faq/a.md", GOOD.replace("2027-05-22", "2026-11-21")),
        SourceFile("en/faq/a.md", names.replace("Dernek kurmak", "Dernek kurmak " * 3, 1)),
        SourceFile("en/faq/b.md", names.replace("choice_id: 1", "choice_id: 2")),
        SourceFile("tr/faq/b.md", GOOD.replace("choice_id: 1", "choice_id: 2")),
    ]
    files[2] = SourceFile("en/faq/b.md", str(files[2].text).replace("label: Dernek kurmak\n", ""))
    catalog, problems = build(files)
    assert problems == ()
    found = [(p.path, p.message) for p in check(catalog, files, today=TODAY)]
    paths = [path for path, message in found if "review was due" in message]
    assert paths == ["tr/faq/a.md"]
    missing = [message for path, message in found if path == "en/faq/b.md"]
    assert [m for m in missing if "missing" in m] == ["Front matter is missing: label; add it."]
    assert not [m for path, m in found if path == "en/faq/a.md" and "missing" in m]
