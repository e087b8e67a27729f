"""Small talk is read from files that editors write, and what is wrong with these is told."""

import pytest

from bot.content import SHIPPED as FAQ
from bot.content import read
from intents.content.catalog import Catalog, Problem, SourceFile, build
from intents.content.smalltalk import KINDS

ANSWER = (
    "---\ntitle: Dernek kurmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nYedi kişi yeter.\n"
)
GREETING = (
    '---\nkind: greeting\nexamples:\n  - merhaba\n  - "selam"\nnear_misses: [selamlama]\n---\n'
)
THANKS = "---\nkind: thanks\nexamples:\n  - sağ olun\n---\n"


def made(**texts: str) -> tuple[Catalog, tuple[Problem, ...]]:
    files = [SourceFile(f"tr/smalltalk/{name}.md", text) for name, text in texts.items()]
    return build([SourceFile("tr/faq/a.md", ANSWER), *files])


def test_examples_and_near_misses_are_read_with_their_lines() -> None:
    catalog, problems = made(greeting=GREETING)
    (talk,) = catalog.smalltalk
    assert problems == ()
    assert (talk.kind, talk.language) == ("greeting", "tr")
    assert [(phrase.text, phrase.line) for phrase in talk.examples] == [
        ("merhaba", 4),
        ("selam", 5),
    ]
    assert [(phrase.text, phrase.line) for phrase in talk.near_misses] == [("selamlama", 6)]


def test_what_is_said_around_a_question_is_said_before_and_after_it() -> None:
    more = "around: [hocam]\nbefore: [yok]\nafter: [diyorum]\n---\n"
    (talk,) = made(thanks=THANKS.removesuffix("---\n") + more)[0].smalltalk
    assert (talk.before, talk.after) == (("hocam", "yok"), ("hocam", "diyorum"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("merhaba\n", 1, "no front matter"),
        (GREETING.replace("greeting", "greting"), 2, "'greting'; write one of greeting, thanks"),
        (GREETING.replace("kind: greeting\n", ""), 1, "`kind` is ''"),
        ("---\nkind: greeting\nexamples: []\n---\n", 3, "no `examples`"),
        ("---\nkind: greeting\nexampels:\n  - merhaba\n---\n", 1, "no `examples`"),
        (GREETING.replace("- merhaba", "- merhaba: x"), 3, "list of texts"),
        (GREETING.replace("[selamlama]", "[MERHABA]"), 6, "'MERHABA' is also in"),
    ],
)
def test_what_cannot_be_learnt_from_is_an_error_at_its_line(
    text: str, line: int, words: str
) -> None:
    _, problems = made(greeting=text)
    errors = [(p.path, p.line) for p in problems if p.severity == "error" and words in p.message]
    assert errors == [("tr/smalltalk/greeting.md", line)]


def test_a_phrase_belongs_to_one_kind_whatever_its_marks() -> None:
    _, (problem,) = made(greeting=GREETING, thanks=THANKS.replace("sağ olun", "MERHABA!"))
    assert (problem.path, problem.line) == ("tr/smalltalk/thanks.md", 4)
    assert "also in tr/smalltalk/greeting.md:4, as greeting" in problem.message


def test_what_is_read_by_nobody_is_a_warning() -> None:
    catalog, problems = made(greeting=GREETING.replace("near_", "neer_") + "\nSize de merhaba.\n")
    assert [(p.line, p.severity) for p in problems] == [(6, "warning"), (9, "warning")]
    assert catalog.smalltalk[0].near_misses == ()


def test_small_talk_alone_makes_no_language() -> None:
    files = [SourceFile("tr/faq/a.md", ANSWER), SourceFile("en/smalltalk/greeting.md", GREETING)]
    catalog, problems = build(files)
    assert problems == ()
    assert catalog.languages == ("tr",)
    assert [talk.language for talk in catalog.smalltalk] == ["en"]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_desk_itself_knows_every_kind(language: str) -> None:
    catalog, _ = build(read(FAQ).files)
    found = [talk.kind for talk in catalog.smalltalk if talk.language == language]
    assert sorted(found) == sorted(KINDS)
