"""No content of a file, however broken, raises; what cannot be read is told with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.content.catalog import SourceFile, build
from intents.content.frontmatter import parse

YAML = st.text(alphabet="abc: -[]{}\"'|>&*!%#,?\n\t0ş", max_size=80)
DEEP = 5_000


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@settings(max_examples=100, deadline=None)
def test_no_file_raises(content: str | bytes) -> None:
    draft = parse(SourceFile("a.md", content))
    assert draft.problems or draft.front


@given(YAML, st.sampled_from(["faq", "policies", "smalltalk", "vocabulary"]))
@settings(max_examples=200, deadline=None)
def test_no_front_matter_raises(front: str, folder: str) -> None:
    text = f"---\ntitle: x\nquestion_id: 1\n{front}\n---\nMetin.\n"
    _, problems = build([SourceFile(f"tr/{folder}/a.md", text)])
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in problems)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_a_problem_and_no_crash(opening: str) -> None:
    text = f"---\ntitle: x\naliases: {opening * DEEP}\n---\nMetin.\n"
    assert build([SourceFile("tr/faq/a.md", text)])[1]
