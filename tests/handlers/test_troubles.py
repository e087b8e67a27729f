"""An update that is set aside, and who hears of it."""

from dataclasses import replace

import pytest

from bot.domain.messages import Say
from bot.domain.people import Address, Place
from bot.storage import chats
from handlers.troubles import set_aside
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF


def said(work: Work, chat: Address | None) -> list[tuple[Place, str]]:
    acts = (draft.act for draft in set_aside(work, 7, chat))
    return [(act.to, act.message.text.text) for act in acts if isinstance(act, Say)]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "went wrong"), ("tr", "sorun çıktı"), (None, "sorun çıktı")]
)
def test_a_contact_hears_of_it_in_their_own_language(
    work: Work, language: str | None, words: str
) -> None:
    """One who has never written, in the desk's."""
    if language is not None:
        chats.begin(work.tx, ADA, language, NOW)
    (to_contact, to_staff) = said(work, ADA)
    assert (to_contact[0], words in to_contact[1]) == (Place(ADA), True)
    assert (to_staff[0], "7" in to_staff[1]) == (Place(STAFF), True)


def test_a_group_hears_of_it_once_and_a_desk_without_one_not_at_all(work: Work) -> None:
    for chat in (STAFF, None):
        assert [place for place, _ in said(work, chat)] == [Place(STAFF)]
    alone = replace(work, desk=replace(work.desk, staff=None))
    assert said(alone, None) == []
