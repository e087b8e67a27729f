"""How one talks here, and what is kept of it: asked in one's own words, told from a question."""

import pytest

from bot.domain.buttons import WriteToExpert
from bot.domain.contact.manners import answer
from tests.domain.contact.talk import contact, held, says, stands
from tests.domain.playbook import Playbook, tells


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("düğmelere basamıyorum yazsam olur mu", "typing"),
        ("butonlar görünmüyor telefonumda", "typing"),
        ("ekran okuyucum düğmeleri okumuyor yazarak seçebilir miyim", "typing"),
        ("i can't see the buttons", "typing"),
        ("bilgilerimi silin lütfen", "own-data"),
        ("kişisel verilerimizi sildirmek istiyoruz", "own-data"),
        ("delete my data please", "own-data"),
        ("üyelerin verilerini nasıl sileriz", None),
        ("butonlu bir web sitesi yaptıracağız", None),
        ("verilerimi sildiniz", None),
        ("üyenin kaydını defterden silelim mi", None),
    ],
)
def test_words_about_typing_and_ones_data_are_told_from_questions(
    words: str, told: str | None
) -> None:
    said = answer(words)
    assert (said and said.key) == (told and f"manners.{told}")


def test_who_wants_their_data_deleted_finds_the_way_and_takes_the_wish_along() -> None:
    book = Playbook(contact()) >> says("verilerimi silin")
    assert (
        book
        << tells("manners.own-data", WriteToExpert(), ...)
        << stands(held=(held("verilerimi silin"),))
    )
