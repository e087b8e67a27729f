"""What a message means after another: corrections, second thoughts, further questions."""

from pathlib import Path

import pytest

from intents.follow import Before, follow
from intents.index import Index
from intents.understand import Intent, Outcome, understand

SAID = Path(__file__).parent / "said"


def rows(name: str) -> list[list[str]]:
    """The lines of a table of texts."""
    lines = (SAID / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def first(intent: Intent, ids: str) -> bool:
    """Whether one of these entries comes first."""
    return bool(intent.matches) and intent.matches[0].id in ids.split(",")


def test_an_emergency_is_heard_in_all_of_a_message(index: Index) -> None:
    before = Before("dernek kurmaya kaç kişi yeter")
    words = "boşver onu, kocam beni öldürmekle tehdit ediyor"
    assert follow(words, index, before=before).outcome is Outcome.EMERGENCY


def test_a_correction_is_read_with_the_question_that_it_corrects(index: Index) -> None:
    before = Before("dernek kurmak için kaç kişi lazım", "faq:1-1")
    intent = follow("dernek değil vakıf yani", index, before=before)
    assert (intent.continues, first(intent, "faq:102-2")) == (True, True)


@pytest.mark.parametrize("words", ["tamam sinirlendim pardon", "pardon yanlış oldu bir dakika"])
def test_who_is_sorry_for_what_they_did_corrects_nothing(index: Index, words: str) -> None:
    intent = follow(words, index, before=Before("kaç gün içinde dava açmam lazım", "faq:1-11"))
    assert (intent.outcome, intent.continues) == (Outcome.SMALLTALK, False)


def test_further_questions_keep_their_subject(index: Index) -> None:
    found = []
    for question, words, ids in rows("followups.tsv"):
        shown = understand(question, index)
        answer = shown.matches[0].id if shown.outcome is Outcome.ANSWER else None
        found.append(first(follow(words, index, before=Before(question, answer)), ids))
    assert sum(found) / len(found) >= 0.8


def test_a_new_question_stays_one(index: Index) -> None:
    good = rows("good.tsv")
    pairs = list(zip(good, good[7:], strict=False))
    intents = [
        (follow(text, index, before=Before(question, shown.split(",")[0])), ids)
        for (question, shown), (text, ids) in pairs
    ]
    assert sum(first(intent, ids) for intent, ids in intents) / len(intents) >= 0.93
    assert not [intent.query for intent, _ in intents if intent.sentences]


@pytest.mark.parametrize("words", ["kaç gün içinde", "ne kadar sürer", "hangi saatlerde"])
def test_words_that_say_little_are_never_answered_alone(index: Index, words: str) -> None:
    question = "yardım toplama izni nasıl alınır"
    intent = follow(words, index, before=Before(question, "faq:106-11"))
    assert intent.continues
    assert intent.matches[0].id == "faq:106-11"


@pytest.mark.parametrize("words", ["?????", "2", "9.2", "  ( 3 )  "])
def test_signs_and_counts_alone_go_on_from_nothing(words: str, index: Index) -> None:
    before = Before("yardım toplama izni nasıl alınır", "faq:106-11")
    assert not follow(words, index, before=before).matches


def test_a_message_that_leans_on_the_last_answer_is_read_with_it_and_asked_back(
    index: Index,
) -> None:
    alone = understand("aynı şey vakıflar için?", index)
    leaning = follow("aynı şey vakıflar için?", index, before=Before(answer="faq:1-1"))
    assert leaning.outcome is Outcome.SUGGEST
    before, after = (
        {match.id: match.confidence for match in intent.matches}["faq:102-2"]
        for intent in (alone, leaning)
    )
    assert after > before
    assert "faq:102-2" in [match.id for match in leaning.matches[:3]]
    assert {match.id for match in alone.matches[:1]} <= {match.id for match in leaning.matches}


@pytest.mark.parametrize(
    ("question", "words", "wanted"),
    [
        ("can foreigners be on the board?", "do they need a work permit", "faq:105-7"),
        ("hello, can foreigners be on our board", "do they need work permit", "faq:105-7"),
        ("how do we found an association", "how long does it take", "faq:1-1"),
        ("do we need a permit to collect donations", "who gives it", "faq:1-6"),
    ],
)
def test_an_english_question_goes_on_from_the_one_before(
    index: Index, question: str, words: str, wanted: str
) -> None:
    intent = follow(words, index, language="en", before=Before(question))
    assert (intent.outcome, intent.continues) == (Outcome.SUGGEST, True)
    assert intent.matches[0].id == wanted


def test_people_who_are_not_named_are_those_of_the_question_before(index: Index) -> None:
    before = Before("yabancılar yönetime girebilir mi")
    intent = follow("onlara çalışma izni lazım mı", index, before=before)
    assert (intent.continues, intent.matches[0].id) == (True, "faq:105-7")


@pytest.mark.parametrize("words", ["kim veriyor onu", "nedir o"])
def test_words_that_say_nothing_are_never_answered_for_themselves(index: Index, words: str) -> None:
    intent = follow(words, index, before=Before("etkinlikte kazanda aşure pişirdik"))
    assert (intent.outcome, intent.continues) == (Outcome.HANDOFF, True)


def test_few_words_are_refused_only_with_the_question_they_go_on_from(index: Index) -> None:
    words = "torunum baksa"
    assert follow(words, index, before=Before()).outcome is Outcome.REFUSE
    intent = follow(words, index, before=Before("derbis'e kim giriş yapar"))
    assert (intent.outcome, intent.continues) == (Outcome.SUGGEST, True)
    assert intent.matches[0].id == "faq:7-6"
    hostile = follow("onları kovsak", index, before=Before("suriyelileri mahalleden atalım"))
    assert hostile.outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    "words",
    [
        "15 gün mü 30 gün mü, net yazın",
        "15 gün mü 30 gün mü, net söyleyin",
        "yahu size bişey soruyorum bana menü gösteriyosunuz üye olarak defterleri görebilir miyim",
        "ürünlerimizi trendyoldan satsak olur mu",
    ],
)
def test_a_question_is_not_refused_for_how_it_is_put(words: str, index: Index) -> None:
    assert follow(words, index, before=Before()).outcome is not Outcome.REFUSE


def test_who_wants_work_done_is_refused_however_it_is_put(index: Index) -> None:
    words = "size bir şey soruyorum, projemizi baştan sona siz yazın net söyleyin"
    assert follow(words, index, before=Before()).outcome is Outcome.REFUSE


@pytest.mark.parametrize(
    ("words", "before"),
    [("o dilekçe nereye veriliyor", "kermes için izin lazım mı"), ("bu kaç gün sürer", "kermes")],
)
def test_what_is_pointed_back_at_is_asked_back_however_likely_another_answer_is(
    index: Index, words: str, before: str
) -> None:
    assert follow(words, index, before=Before(before)).outcome is Outcome.SUGGEST


def test_sorry_for_a_slip_leaves_the_question(index: Index) -> None:
    said = "pardon yanlış yazdım 2025 yılının beyannamesini ne zaman veririz"
    intent = follow(said, index, before=Before("kira stopajı nasıl ödenir"))
    assert first(intent, "faq:1-11,faq:103-1,faq:1-4,faq:102-11"), intent.matches[:3]
    assert intent.query == said


def test_what_goes_on_from_a_question_of_the_field_is_not_refused_as_outside(index: Index) -> None:
    asked = "i want to volunteer at a dog shelter, do i need a permit"
    words = "they would pay me 1500 lira a month for food and rides, is it still volunteering"
    before = Before(asked)
    assert follow(words, index, language="en", before=before).outcome in (
        Outcome.SUGGEST,
        Outcome.ANSWER,
    )
    recipe = follow("bana yemek tarifi ver", index, before=Before("dernek kurmaya kaç kişi yeter"))
    assert recipe.outcome is Outcome.REFUSE
