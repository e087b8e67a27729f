"""What the form of words says, on both sides of each line."""

import pytest

from bot.domain.contact.asking import (
    about_ticket,
    asks,
    asks_own_state,
    asks_state,
    in_english,
    in_turkish,
    is_bare,
    is_courtesy,
    is_name,
    tells,
    thanks,
    waits,
    wants_again,
)

CASES = {
    asks: (
        ("Tüzük nerede onaylanır", "karar alınırmı", "şube açabilir miyiz", "kaç üye lazım?"),
        ("Kirayı ödedik", "bağış makbuzu", "resmi kamu hükmü", "İklimi koruyoruz"),
    ),
    is_name: (
        ("Kimse Yok mu Derneği", "Muğla", "Deniz Yıldızı", "Nasıl Bir Kent İnisiyatifi"),
        ("bunu neden soruyorsunuz", "adımız görünecek mi?", "Hangi il demek istediniz"),
    ),
    is_courtesy: (
        ("teşekkürler", "çok sağ olun hocam", "merhaba iyi günler", "🙏", "tesekürler ederim"),
        ("teşekkürler ek belge yolluyorum", "Cuma günü iyi günler", "yarın yazarım"),
    ),
    is_bare: (
        ("evet", "hayır istemiyorum", "olur tamam", "Evet, lütfen"),
        ("evet 12 kişiyiz", "hayır henüz toplanmadık", "olmaz çünkü kapalı"),
    ),
    waits: (
        ("tamam bekliyorum", "Bekliyoruz, sağ olun", "hâlâ cevabınızı bekliyorum"),
        ("ölmeyi bekliyorum", "tamam", "dışarıda bekliyorlar"),
    ),
    asks_state: (
        ("talebim ne oldu", "cevap yok mu hâlâ", "daha bi cevap gelmedi", "dönüş olmadı hiç"),
        (
            "cevabı ekledim",
            "talebimiz hakkında bir belge",
            "yanıt verme süresi nedir",
            "haberim yok",
        ),
    ),
    wants_again: (
        ("talebi tekrar açar mısınız", "sorun bitmedi, yeniden açın", "please reopen it"),
        ("yeniden yazdım", "şubeyi tekrar kapattık"),
    ),
    about_ticket: (
        ("ne demek kapattık", "sorunum çözülmedi", "neden kapandı bu"),
        ("dernek kapısı", "tüzük yazıyoruz"),
    ),
    tells: (
        (
            "size dönüş yapacağım sonra",
            "bu arada defterler noterden",
            "bir de kroki var",
            "Usta bulamadık",
            "belge hazır değil",
        ),
        ("bağış makbuzu", "dernek kurmak istiyoruz", "bir de tüzük nasıl olur?", "vergi levhası"),
    ),
}


@pytest.mark.parametrize(
    ("says", "text"), [(says, text) for says, (yes, _) in CASES.items() for text in yes]
)
def test_words_that_say_it(says: object, text: str) -> None:
    assert says(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("says", "text"), [(says, text) for says, (_, no) in CASES.items() for text in no]
)
def test_words_that_do_not(says: object, text: str) -> None:
    assert not says(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    "words",
    [
        "kaç güne dönersiniz",
        "cevap ne zaman, yarın son gün olabilir",
        "talebim ne durumda",
        "uzmandan haber yok mu",
        "son durum ne",
        "when will you answer",
    ],
)
def test_how_ones_own_ticket_stands_is_asked_of_nobody_else(words: str) -> None:
    assert asks_own_state(words)


@pytest.mark.parametrize(
    "words",
    [
        "valilik ne zaman cevap verir",
        "beyannameyi ne zaman veririz",
        "hibe sonucu ne zaman gelir",
        "dilekçeye kaç günde cevap verilir",
        "ne kadar sürer",
    ],
)
def test_dates_of_others_are_a_question(words: str) -> None:
    assert not asks_own_state(words)


@pytest.mark.parametrize("words", ["eyvallah sağolasın", "çok sağ olun var olun", "tsk hocam"])
def test_thanks_are_heard_in_any_form(words: str) -> None:
    assert thanks(words)
    assert is_courtesy(words)


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("Hello, I run a small foundation in Izmir", True),
        ("do we need a permit to collect donations", True),
        ("what documents", False),
        ("can I volunteer? gönüllü olarak yani", False),
        ("dernek kurmak istiyoruz nereye basvururuz", False),
        ("Sivil Toplum Network for Women projesi", False),
    ],
)
def test_english_is_known_by_its_small_words(words: str, english: bool) -> None:
    assert in_english(words) is english


@pytest.mark.parametrize(
    ("words", "turkish"),
    [
        ("peki derneği nasıl kurarız", True),
        ("bize vergi cezasi geldi napcaz", True),
        ("tamam onu anladım", True),
        ("what is an alındı belgesi", False),
        ("we are Çiçek association in Muğla", False),
        ("Umut Engelli Hakları Derneği", False),
        ("derbis nedir", False),
        ("ok thanks a lot", False),
    ],
)
def test_turkish_is_known_by_its_letters_and_small_words(words: str, turkish: bool) -> None:
    assert in_turkish(words) is turkish
