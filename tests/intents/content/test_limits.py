"""What becomes part of an id fits the buttons that carry it and the columns that keep it."""

import pytest

from bot.domain.codes import MOST_BYTES
from bot.storage.tables import tickets
from intents.content.catalog import SourceFile, build
from intents.content.entries import LONGEST_COLLECTION, LONGEST_POLICY_CODE
from intents.content.frontmatter import MAX_ID

ANSWER = "---\ntitle: Bir durum\nquestion_id: 1\nchoice_id: 1\n---\nMetin.\n"
POLICY = "---\nkind: refuse\ntitle: T\ncode: {}\nexamples: [yazın]\n---\nYazmayız.\n"
LONGEST_REASON = 20


def errors(path: str, text: str) -> list[tuple[str, int, str]]:
    _, problems = build([SourceFile("tr/faq/a.md", ANSWER), SourceFile(path, text)])
    return [(problem.path, problem.line, problem.message) for problem in problems]


def test_the_longest_names_fit_a_button_and_a_ticket() -> None:
    longest = f"{'x' * LONGEST_COLLECTION}:{MAX_ID}-{MAX_ID}"
    assert len(f"c|{longest}|12345") <= MOST_BYTES
    assert len(f"w|{longest}|{'x' * LONGEST_REASON}") <= MOST_BYTES
    assert len(f"p|{'x' * LONGEST_POLICY_CODE}") <= MOST_BYTES
    assert tickets.c.policy.type.length >= LONGEST_POLICY_CODE  # type: ignore[attr-defined]
    assert tickets.c.answer_id.type.length >= len(longest)  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["x" * LONGEST_POLICY_CODE, "ş" * (LONGEST_POLICY_CODE // 2)])
def test_a_code_that_fits_is_served(code: str) -> None:
    assert errors("tr/policies/p.md", POLICY.format(code)) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x" * (LONGEST_POLICY_CODE + 1), "`code` has 41 bytes; a button holds 40"),
        ("ş" * (LONGEST_POLICY_CODE // 2 + 1), "`code` has 42 bytes"),
        ("own|work", "without |"),
        ("greeting", "choose another word"),
    ],
)
def test_a_code_that_no_button_can_carry_is_an_error(code: str, words: str) -> None:
    ((path, line, message),) = errors("tr/policies/p.md", POLICY.format(code))
    assert (path, line) == ("tr/policies/p.md", 4)
    assert words in message


@pytest.mark.parametrize("name", ["x" * (LONGEST_COLLECTION + 1), "own-faq", "own_faq", "a|b"])
def test_a_folder_that_makes_no_id_is_an_error(name: str) -> None:
    ((path, line, message),) = errors(f"tr/{name}/1.md", ANSWER)
    assert (path, line) == (f"tr/{name}/1.md", 1)
    assert "at most 30 bytes" in message


@pytest.mark.parametrize("name", ["x" * LONGEST_COLLECTION, "öz", "faq2"])
def test_other_folders_are_collections(name: str) -> None:
    catalog, problems = build([SourceFile(f"tr/{name}/1.md", ANSWER)])
    assert problems == ()
    assert catalog.choice("tr", f"{name}:1-1") is not None
