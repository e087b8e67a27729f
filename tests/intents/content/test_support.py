"""Kinds of work together are files; what is wrong with one is told to its editor."""

import pytest

from bot.content import SHIPPED, read
from intents.content.catalog import Catalog, Problem, SourceFile, build

ANSWER = "---\ntitle: Kuruyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nYedi kişi.\n"
KIND = "---\ncode: half-day\ntitle: Yarım gün\nminutes: 240\n---\n- Taslağınız\n"


def made(**texts: str) -> tuple[Catalog, tuple[Problem, ...]]:
    files = [SourceFile(f"{name.replace('_', '/')}.md", text) for name, text in texts.items()]
    return build([SourceFile("tr/faq/a.md", ANSWER), *files])


def test_a_kind_is_offered_in_each_language_in_the_order_of_the_files() -> None:
    meeting = KIND.replace("half-day", "meeting").replace("Yarım gün", "Görüşme")
    english = KIND.replace("Yarım gün", "Half a day")
    catalog, problems = made(tr_support_2=KIND, tr_support_1=meeting, en_support_1=english)
    assert problems == ()
    assert [one.title for one in catalog.support("tr")] == ["Görüşme", "Yarım gün"]
    assert [one.title for one in catalog.support("en")] == ["Görüşme", "Half a day"]
    assert catalog.support("tr")[1].text.strip() == "- Taslağınız"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("code: half-day", "", "needs `code`"),
        ("code: half-day", "code: call", "`code` is 'call'"),
        ("code: half-day", f"code: {'a' * 21}", "at most 20 bytes"),
        ("minutes: 240", "minutes: 50", "quarters of an hour"),
        ("minutes: 240", "", "quarters of an hour"),
        ("- Taslağınız", "", "no text"),
        ("- Taslağınız", "**Taslağınız**", "no bold"),
    ],
)
def test_what_is_wrong_is_told(before: str, after: str, words: str) -> None:
    _, problems = made(tr_support_1=KIND.replace(before, after))
    assert any(words in one.message for one in problems)


def test_two_files_of_one_kind_are_told() -> None:
    _, problems = made(tr_support_1=KIND, tr_support_2=KIND)
    assert any("written twice" in one.message for one in problems)


def test_what_comes_with_the_desk_is_whole_in_both_languages() -> None:
    catalog, _ = build(
        one
        for one in read(SHIPPED).files
        if "/support/" in one.path or one.path.endswith("01-01.md")
    )
    codes = ["half-day", "meeting", "comments", "programme"]
    for language in ("tr", "en"):
        kinds = catalog.support(language)
        assert [one.code for one in kinds] == codes
        assert {one.language for one in kinds} == {language}
