"""What a message takes back of the one before it: corrections, second thoughts."""

import pytest

from intents.parts.amends import after_second_thought, after_sorry, put_right


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
        (
            "how many members does an association need",
            "wait, it's a foundation not an association",
            "how many members does an foundation need",
        ),
        ("can we hire him", "actually we are a vakıf, not a dernek", "can we hire him vakif"),
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
        "but it does not change anything",
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


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (
            "bu saatte kusura bakmayın defteri fare yedi ne yaparız",
            "defteri fare yedi ne yapariz",
        ),
        ("sorry to bother you, who signs the receipts", "who signs the receipts"),
        ("gece gece rahatsız ettim kusura bakmayın", None),
    ],
)
def test_a_plea_is_no_part_of_the_question_after_it(words: str, left: str | None) -> None:
    assert after_sorry(words) == left
