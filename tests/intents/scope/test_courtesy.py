"""Courtesy around a question is cut off; mere courtesy leaves nothing."""

import pytest

from intents.content.smalltalk import SmallTalk, Talk
from intents.index import Index
from intents.scope.courtesy import Courtesy, foreign, leans, sign
from intents.turkish import plain


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Merhaba, dernek nasıl kurulur?", "dernek nasil kurulur?"),
        ("iyi günler kolay gelsin tüzük lazım", "tuzuk lazim"),
        ("tüzük lazım, şimdiden çok teşekkür ederiz iyi çalışmalar", "tuzuk lazim, "),
        (
            "kusura bakmayın rahatsız ediyorum, defter tasdiki zorunlu mu",
            "defter tasdiki zorunlu mu",
        ),
        ("defter tasdiki zorunlu mu tesekkürlr", "defter tasdiki zorunlu mu "),  # with a slip
        ("hayır, onu sormadım, tüzüğü soruyorum", "tuzugu soruyorum"),
        ("merhabalaşma nedir", "merhabalasma nedir"),
        ("teşekkür belgesi nasıl yazılır", "tesekkur belgesi nasil yazilir"),
        ("tüzüğümüz yok", "tuzugumuz yok"),
        ("iyi bir tüzük", "iyi bir tuzuk"),
        ("", ""),
    ],
)
def test_only_whole_phrases_are_cut_off(index: Index, typed: str, left: str) -> None:
    assert index.courtesy.cut(plain(typed))[0] == left


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Merhaba", "greeting"),
        ("merhaba iyi günler", "greeting"),
        ("tamam, çok sağ olun", "thanks"),
        ("yok, onu sormadım", "complaint"),
    ],
)
def test_mere_courtesy_leaves_nothing_and_says_its_kind(
    index: Index, typed: str, kind: str
) -> None:
    assert index.courtesy.cut(plain(typed)) == ("", kind)


def test_what_is_said_before_a_question_stays_behind_it() -> None:
    courtesy = Courtesy([Talk("no", "tr", (), before=("yok",), after=("hocam",))])
    assert courtesy.cut("yok para yok hocam") == ("para yok ", "no")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("👍🏽", SmallTalk.YES),
        ("🙏🙏", SmallTalk.THANKS),
        ("😭🙏", None),
        ("🦄", None),
        ("x" * 60 + "👍", None),
    ],
)
def test_signs_say_what_they_show(typed: str, kind: SmallTalk | None) -> None:
    assert sign(typed) is kind


@pytest.mark.parametrize(
    ("typed", "whether"),
    [
        ("مرحبا كيف الحال", True),
        ("Здравствуйте, вы говорите по-русски?", True),
        ("سلام فارسی بلدید", True),
        ("dеrnеk nasıl kurulur", False),  # two Cyrillic letters that look Latin
        ("silav, hûn kurdî dizanin", False),  # told by its words, not by its letters
        ("2911", False),
        ("", False),
    ],
)
def test_another_alphabet_is_seen(typed: str, whether: bool) -> None:
    assert foreign(typed) is whether


@pytest.mark.parametrize(
    ("typed", "whether"),
    [
        ("vakıflar?", True),
        ("peki vakıflar için de aynı mı", True),
        ("dernek kurmak istiyoruz", False),
        ("peki bizim vakfımız için de bu belgelerin hepsi gerekiyor mu", False),
    ],
)
def test_short_messages_and_those_with_leaning_words_lean(typed: str, whether: bool) -> None:
    assert leans(typed) is whether
