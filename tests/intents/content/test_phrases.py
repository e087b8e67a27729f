"""What people type when a policy speaks lies beside its text, a line each, and counts the same."""

import pytest

from intents.content.bounds import LARGEST_FILE, LONGEST_LINE, MOST_PHRASES
from intents.content.catalog import Policy, Problem, SourceFile, build
from intents.index import Index
from intents.understand import understand

ANSWER = "---\ntitle: Dernek kurmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nYedi kişi.\n"
POLICY = "---\ncode: own-work\nkind: refuse\ntitle: T\nexamples: [siz yazın]\n---\nYazmayız.\n"
BESIDE = "tr/policies/own/examples.txt"
LINES = "# Raporlar\n\nraporu siz  yazın\r\n## Projeler\n  projeyi siz yazın\n"


def made(**beside: str | bytes) -> tuple[Policy, list[Problem]]:
    """The policy that lies in own.md, and what is wrong; files beside by their name."""
    files = [SourceFile("tr/faq/a.md", ANSWER), SourceFile("tr/policies/own.md", POLICY)]
    names = {name: name.replace("_", "-") for name in beside}
    files += [SourceFile(f"tr/policies/own/{names[n]}.txt", text) for n, text in beside.items()]
    catalog, problems = build(files)
    policy = catalog.policy("tr", "own-work")
    assert policy is not None
    return policy, list(problems)


def test_lines_beside_a_policy_count_like_those_within() -> None:
    policy, problems = made(examples=LINES, near_misses="rapor nedir\n")
    assert problems == []
    found = [(phrase.text, phrase.path, phrase.line) for phrase in policy.examples]
    assert found == [
        ("siz yazın", "tr/policies/own.md", 5),
        ("raporu siz yazın", BESIDE, 3),
        ("projeyi siz yazın", BESIDE, 5),
    ]
    assert [phrase.text for phrase in policy.near_misses] == ["rapor nedir"]


def test_what_lies_beside_is_learnt() -> None:
    files = [SourceFile("tr/faq/a.md", ANSWER), SourceFile("tr/policies/own.md", POLICY)]
    catalog, _ = build([*files, SourceFile(BESIDE, "defterleri bizim yerimize doldurun\n")])
    assert understand("defterleri bizim yerimize doldurun", Index.build(catalog)).policy
    without, _ = build(files)
    assert not understand("defterleri bizim yerimize doldurun", Index.build(without)).policy


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n" + "a" * (LONGEST_LINE + 1), 2, "characters; at most"),
        ("a\n" * (MOST_PHRASES + 1), MOST_PHRASES + 1, "more than 5000 phrases"),
        ("a\n---\n", 2, "holds no word"),
        (b"a\n\xff\n", 2, "not UTF-8"),
        ("\ufeffa\n", 1, "byte order mark"),
        ("# " + "x" * LARGEST_FILE, 1, "larger than"),
    ],
)
def test_what_cannot_be_learnt_from_is_an_error_at_its_line(
    text: str | bytes, line: int, words: str
) -> None:
    _, (problem,) = made(examples=text)
    assert (problem.path, problem.line, problem.severity) == (BESIDE, line, "error")
    assert words in problem.message


@pytest.mark.parametrize("name", ["exampels", "notes", "near_miss"])
def test_a_misnamed_file_is_not_passed_over(name: str) -> None:
    _, (problem,) = made(**{name: "raporu siz yazın\n"})
    assert "examples.txt and near-misses.txt" in problem.message


def test_a_folder_that_is_named_like_no_policy_is_an_error() -> None:
    files = [SourceFile("tr/faq/a.md", ANSWER), SourceFile("tr/policies/own.md", POLICY)]
    _, (problem,) = build([*files, SourceFile("tr/policies/own-work/examples.txt", LINES)])
    assert "No policy lies beside this folder; write own-work.md" in problem.message


def test_a_broken_policy_is_blamed_itself_not_what_lies_beside() -> None:
    files = [SourceFile("tr/faq/a.md", ANSWER), SourceFile("tr/policies/own.md", "---\nx\n")]
    _, problems = build([*files, SourceFile(BESIDE, LINES)])
    assert {problem.path for problem in problems} == {"tr/policies/own.md"}
