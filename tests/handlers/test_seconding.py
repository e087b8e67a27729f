"""Whose replies wait for a second expert: by the ticket, its subject, or the answer looked at."""

from dataclasses import replace

import pytest

from handlers import seconding
from handlers.work import Work
from tests.domain.content import FILES, catalog
from tests.handlers.conftest import opened

LEGAL = "\nlegal: true"
SUBJECT, ANSWER = "faq/00-02.md", "faq/05-01.md"


@pytest.mark.parametrize(
    ("marked", "standing", "waits"),
    [
        (None, {}, False),
        (None, {"legal": True}, True),
        (SUBJECT, {"subject": 5}, True),
        (SUBJECT, {"subject": 1}, False),
        (SUBJECT, {}, False),
        (ANSWER, {"answer_id": "faq:5-1"}, True),
        (ANSWER, {"answer_id": "faq:5-2"}, False),
    ],
)
def test_what_is_of_the_law_waits(
    work: Work, marked: str | None, standing: dict[str, object], waits: bool
) -> None:
    content = catalog(**({marked: FILES[marked] + LEGAL} if marked else {}))
    work = replace(work, desk=replace(work.desk, catalog=content))
    ticket = opened(work, **standing)
    assert seconding.view_of(work, ticket).needs_ok is waits
    alone = replace(work, desk=replace(work.desk, second_ok=False))
    assert not seconding.view_of(alone, ticket).needs_ok
