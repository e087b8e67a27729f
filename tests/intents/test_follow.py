"""What a message means after another: corrections, second thoughts, further questions."""

from pathlib import Path

import pytest

from intents.follow import after_second_thought, follow, put_right
from intents.follow_up import Before
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


@pytest.mark.parametrize(
    ("question", "words", "mended"),
    [
        ("vakıf malvarlığı 2025 sınırı", "pardon 2026", "vakif malvarligi 2026 siniri"),
        (
            "dernek kurmak için kaç kişi lazım",
            "dernek değil vakıf yani",
            "vakif kurmak icin kac kisi lazim",
        ),
        ("17 yaşında üye olunur mu", "yanlış yazdım 17 değil 16", "16 yasinda uye olunur mu"),
        (
            "köylüden para toplayacağız izin lazım mı",
            "yok dışardan değil sadece üyelerden",
            "koyluden para toplayacagiz izin lazim mi sadece uyelerden",
        ),
        ("bildirim gerekir mi", "yok paradan önce mi", "bildirim gerekir mi paradan once mi"),
        ("makbuz kim keser", "fatura demek istedim", "makbuz kim keser fatura"),
    ],
)
def test_a_correction_changes_the_question_before(question: str, words: str, mended: str) -> None:
    assert put_right(words, question) == mended


@pytest.mark.parametrize(
    "words",
    [
        "peki vakıf kurmak için kaç kişi lazım",
        "yok bu sefer başka bir şey soracağım genel kurul çağrısı nasıl yapılır",
        "pardon",
        "kusura bakma sinirliyim biraz",
        "",
    ],
)
def test_what_corrects_nothing_changes_nothing(words: str) -> None:
    assert put_right(words, "dernek kurmak için kaç kişi lazım") is None
    assert put_right("pardon 2026", "") is None


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (
            "ben vazgeçtim kurmıcam var olan bir derneğe üye olsam",
            "var olan bir dernege uye olsam",
        ),
        ("neyse vakıf olmasın, dernek kuracaklar", "dernek kuracaklar"),
        ("boşver onu aidatı kim belirliyor", "aidati kim belirliyor"),
        ("vazgeçtim", None),
        ("vazgeçtim kurmayacağım", None),
        ("üyelikten vazgeçme dilekçesi", None),
    ],
)
def test_after_a_second_thought_the_rest_counts(words: str, left: str | None) -> None:
    assert after_second_thought(words) == left


def test_an_emergency_is_heard_in_all_of_a_message(index: Index) -> None:
    before = Before("dernek kurmaya kaç kişi yeter")
    words = "boşver onu, kocam beni öldürmekle tehdit ediyor"
    assert follow(words, index, before=before).outcome is Outcome.EMERGENCY


def test_a_correction_is_read_with_the_question_that_it_corrects(index: Index) -> None:
    before = Before("dernek kurmak için kaç kişi lazım", "faq:1-1")
    intent = follow("dernek değil vakıf yani", index, before=before)
    assert (intent.continues, first(intent, "faq:102-2")) == (True, True)


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


def test_signs_alone_go_on_from_nothing(index: Index) -> None:
    before = Before("yardım toplama izni nasıl alınır", "faq:106-11")
    assert not follow("?????", index, before=before).matches
