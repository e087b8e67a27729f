"""What is told at another step than its own is filed where it belongs, and sentences never are."""

import pytest

from bot.domain.chats import Expects, Intake
from bot.domain.contact.told import details, is_person
from tests.domain.contact.talk import contact, held, request, says
from tests.domain.content import Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

ORGANISATION, PROVINCE = Expects.ORGANISATION, Expects.PROVINCE
ASKED = held("Çatı akıyor, kim öder?", message="40")
NAMED = "Mor Kapı Dayanışma Derneği"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{NAMED}, Mersin", {ORGANISATION: NAMED, PROVINCE: "Mersin"}),
        (f"Mersin - {NAMED}", {ORGANISATION: NAMED, PROVINCE: "Mersin"}),
        (f"haber dairesi değil {NAMED} yaz, ankara", {ORGANISATION: NAMED, PROVINCE: "ankara"}),
        (NAMED, {ORGANISATION: NAMED}),
        ("kütahya tavşanlı", {PROVINCE: "kütahya tavşanlı"}),
        ("Van kadın peynir", {}),
        ("van kadın peynir", {}),
        (f"{NAMED}, Mersin, çatımız akıyor", {}),
        ("Mersin'de bir dernek kuralım mı, Mersin", {}),
        ("", {}),
    ],
)
def test_a_line_of_names_and_places_is_told_from_a_sentence(
    line: str, found: dict[Expects, str]
) -> None:
    assert details(line) == found


@pytest.mark.parametrize("step", [Expects.QUESTION, Expects.SUBJECT])
def test_organisation_and_province_in_a_line_are_filed_before_they_are_asked_for(
    step: Expects,
) -> None:
    at = contact(intake=Intake((ASKED,), subject=5, taken=True), expects=step)
    book = Playbook(at) >> says(f"{NAMED}, Mersin")
    told = ("form.noted-organisation-late", "form.noted-province-late")
    assert (
        book
        << tells((*told, "intake.summary"), ...)  # and nothing more is asked
        << request(messages=(ASKED,), organisation=NAMED, province="Mersin")
    )


@pytest.mark.parametrize(
    ("words", "whether"),
    [
        ("Hüseyin Tamer", True),
        ("OSMAN KARABULUT", True),
        ("adım hasan yıldız", True),
        ("my name is Kaylee Morgan", True),
        ("Evet Olur", False),
        ("Hüseyin", False),
        ("çatı akıyor", False),
        ("Ada Derneği", False),
        ("Kütahya Tavşanlı", False),
        ("Kaç Gün?", False),
        ("adım bu işte geçmesin istiyorum lütfen", False),
    ],
)
def test_a_persons_name_is_known_by_its_capitals_or_is_told_as_one(
    words: str, whether: bool
) -> None:
    assert is_person(words) is whether


def test_a_persons_name_is_no_question_and_goes_along() -> None:
    near = meaning("Hüseyin Tamer", Meaning.SUGGEST, match("faq:5-1", 0.9))
    at = contact(near, intake=Intake((ASKED,), subject=5, taken=True), expects=Expects.QUESTION)
    assert (
        Playbook(at)
        >> says("Hüseyin Tamer")
        << tells(("form.person-noted", "intake.topic-guess"), ...)
        << request(messages=(ASKED, held("Hüseyin Tamer")))
    )


@pytest.mark.parametrize("seen", [{"shown": ("faq:5-1",)}, {"answer": "faq:5-1"}])
def test_an_answer_that_was_read_already_is_not_offered_before_an_expert_is_asked(
    seen: dict[str, str | tuple[str, ...]],
) -> None:
    more = meaning("kiracıyız da", Meaning.SUGGEST, match("faq:5-1", 0.9))
    at = contact(more, intake=Intake((ASKED,), subject=5), expects=Expects.QUESTION, **seen)
    assert Playbook(at) >> says("kiracıyız da") << tells("intake.topic-guess", ...)


@pytest.mark.parametrize("words", ["spas", "sağolun hocam sinirlenmiştim"])
def test_courtesy_in_a_form_is_no_part_of_the_question(words: str) -> None:
    thanks = meaning(words, Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
    at = contact(thanks, intake=Intake((ASKED,), subject=5), expects=Expects.SUBJECT)
    assert Playbook(at) >> says(words) << tells(("intake.courtesy", "intake.topic-again"), ...)


def test_a_bare_word_that_only_looks_like_a_greeting_is_the_question() -> None:
    greeting = meaning("soru", Meaning.SMALLTALK, smalltalk=SmallTalk.GREETING)
    at = contact(greeting, expects=Expects.QUESTION)
    book = Playbook(at) >> says("soru") << tells("intake.topic", ...)
    assert book << request(messages=(held("soru"),))


@pytest.mark.parametrize("words", ["Rize / Pazar", "Tokat, Zile"])
def test_a_district_is_told_with_its_province(words: str) -> None:
    at = contact(meaning(words), intake=Intake((ASKED,), subject=5), expects=Expects.SUBJECT)
    assert Playbook(at) >> says(words) << tells(("form.noted-province", "intake.organisation"), ...)


SUMMARY = Expects.CONFIRM
FILLED = Intake((ASKED,), subject=5, organisation=NAMED, province="Mersin", named=True)


@pytest.mark.parametrize("step", [Expects.RIGHTS, SUMMARY])
@pytest.mark.parametrize(
    ("words", "now"),
    [
        (
            "pardon Mor Kapı Federasyonu olacaktı, dernek değil",
            {"organisation": "Mor Kapı Federasyonu"},
        ),
        ("ili yanlış, Rize", {"province": "Rize"}),
        ("yani adana", {"province": "adana"}),
        (
            "Mersin değil Tarsus Umut Vakfı, adana",
            {"organisation": "Tarsus Umut Vakfı", "province": "adana"},
        ),
    ],
)
def test_a_detail_is_put_right_after_its_step(
    step: Expects, words: str, now: dict[str, str]
) -> None:
    at = contact(meaning(words), intake=FILLED, expects=step)
    said = tuple(f"form.noted-{name}-late" for name in ("organisation", "province") if name in now)
    book = Playbook(at) >> says(words) << tells((*said, f"intake.{asked(step)}"), ...)
    told = {"organisation": NAMED, "province": "Mersin", "messages": (ASKED,)} | now
    assert book << request(**told)


def asked(step: Expects) -> str:
    """The name of what is asked there."""
    return "summary" if step is SUMMARY else str(step)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("konu yanlış, kuruluş olacak", {"subject": 1, "picked": True}),
        ("hak temelli değiliz", {"rights_based": False}),
    ],
)
def test_subject_and_approach_are_put_right_at_the_summary(
    words: str, now: dict[str, int | bool]
) -> None:
    at = contact(meaning(words), intake=FILLED, expects=SUMMARY)
    book = Playbook(at) >> says(words) << tells("intake.summary", ...)
    assert book << request(messages=(ASKED,), **now)


def test_an_event_at_the_names_step_joins_the_question_and_the_name_is_asked_again() -> None:
    words = "bi de cuma günü sergimize bekleriz"
    at = contact(meaning(words), intake=Intake((ASKED,), subject=5), expects=ORGANISATION)
    book = Playbook(at) >> says(words) << tells("intake.added") << tells("intake.organisation", ...)
    assert book << request(organisation=None, messages=(ASKED, held(words)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Yeşil Vadi diye düşünüyoruz daha kurulmadı", "Yeşil Vadi"),
        ("Kule Sahnesi (henüz dernek değiliz)", "Kule Sahnesi"),
        ("Ege Çölyak Der.", "Ege Çölyak Der"),
    ],
)
def test_a_name_that_nobody_bears_yet_is_filed_early(words: str, name: str) -> None:
    at = contact(meaning(words), intake=Intake((ASKED,), subject=5), expects=Expects.SUBJECT)
    book = Playbook(at) >> says(words) << tells(("form.noted-organisation", "intake.province"), ...)
    assert book << request(organisation=name, messages=(ASKED,))


def test_a_plate_is_a_province_and_no_choice() -> None:
    at = contact(intake=Intake((ASKED,), subject=5), expects=Expects.SUBJECT)
    book = Playbook(at) >> says("06") << tells(("form.noted-province", "intake.organisation"), ...)
    assert book << request(province="Ankara", subject=5)


@pytest.mark.parametrize("words", ["Allah tuttuğunu altın etsin", "cheers, you're a star"])
def test_a_blessing_is_no_part_of_the_question(words: str) -> None:
    thanks = meaning(words, Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
    at = contact(thanks, intake=FILLED, expects=SUMMARY)
    book = Playbook(at) >> says(words) << tells(("intake.courtesy", "intake.summary"), ...)
    assert book << request(messages=(ASKED,))


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("aşağı pınar kültür derneği tokat", "aşağı pınar kültür derneği", "tokat"),
        ("ufuk yolu egitim dern. sinop", "ufuk yolu egitim dern.", "sinop"),
        ("göl kıyısı bisiklet / isparta", "göl kıyısı bisiklet", "isparta"),
        ("i dont have an association, just me... Adana / Seyhan", None, "Adana / Seyhan"),
        ("dernek yok tek başımayım. Konya", None, "Konya"),
    ],
)
def test_who_and_where_in_a_line_lead_to_the_summary(
    line: str, name: str | None, place: str
) -> None:
    at = contact(intake=Intake((ASKED,), subject=5, nearest=()), expects=Expects.QUESTION)
    assert (
        Playbook(at)
        >> says(line)
        << tells(
            (
                "form.noted-organisation-late" if name else "form.nobody",
                "form.noted-province-late",
                "intake.summary",
            ),
            ...,
        )
        << request(messages=(ASKED,), organisation=name, province=place)
    )


@pytest.mark.parametrize("line", ["valilik dilekçeyi kabul etmedi, bursa", "kira bitti mi, bursa"])
def test_a_sentence_before_a_place_stays_part_of_the_question(line: str) -> None:
    at = contact(intake=Intake((ASKED,), subject=5, nearest=()), expects=Expects.SUBJECT)
    at, _ = says(line)(at)
    assert at.chat.intake is not None
    assert at.chat.intake.organisation is None
