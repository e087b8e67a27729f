"""How one talks here, and what is kept of it: asked in one's own words, told from a question."""

import pytest

from bot.domain.buttons import WriteToExpert
from bot.domain.chats import Expects, Held, Intake
from bot.domain.contact.manners import answer, postpones
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


@pytest.mark.parametrize(
    ("words", "whether"),
    [
        ("bir düşüneyim", True),
        ("yönetimle konuşup döneriz", True),
        ("akşam yine yazarım", True),
        ("let me think about it", True),
        ("üyelerle konuşalım diye toplantı mı yapsak", False),
        ("dernek kurmayı düşünüyoruz", False),
    ],
)
def test_who_thinks_it_over_asks_nothing(words: str, whether: bool) -> None:
    assert postpones(words) is whether


def test_a_form_waits_for_who_thinks_it_over() -> None:
    begun = Intake((held("Çatı akıyor", message="40"),), subject=5)
    book = Playbook(contact(intake=begun, expects=Expects.SUBJECT)) >> says("bir düşüneyim")
    assert book << tells(("form.later", "intake.topic-again"), ...) << stands(intake=begun)


@pytest.mark.parametrize(("before", "told"), [((), "welcome"), ((held("Kira?"),), "told")])
@pytest.mark.parametrize("words", ["mersindeyim", "Ada Kadın Derneği", "ben muhtarım"])
def test_where_one_is_and_who_is_noted_for_an_expert(
    words: str, before: tuple[Held, ...], told: str
) -> None:
    book = Playbook(contact(matter=before)) >> says(words)
    assert book << tells(f"remark.{told}", ...) << stands(unanswered=(held(words),))


def test_a_telephone_number_is_no_part_of_a_request() -> None:
    begun = Intake((held("Çatı akıyor", message="40"),), subject=5)
    at = contact(intake=begun, expects=Expects.CONFIRM)
    book = Playbook(at) >> says("telefonum 0532 111 22 33")
    assert book << tells(("form.no-phone", "intake.summary"), ...) << stands(intake=begun)
