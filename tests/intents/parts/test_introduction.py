"""Who writes is told by the form of a message, and is no question."""

import pytest

from intents.parts.introduction import after_introduction, introduces


@pytest.mark.parametrize(
    "words",
    [
        "iyi günler biz kadın dayanışma derneğiyiz",
        "hocam cami derneğindeyim",
        "ben 40 yıllık dernek başkanıyım",
        "köyden yazıyorum",
        "ben avukatım",
        "merhabalar spor kulübünün sekreteriyim",
        "İyi günler. Yönetim kurulu üyesiyim, aynı zamanda öğretmenim.",
        "kolay gelsin, bir vakfın muhasebe işlerine bakıyorum",
        "merhaba bir sığınma evinde gönüllü çalışıyorum",
        "slm koroyuz biz dernek değiliz",
        "hello, i volunteer at a small association",
    ],
)
def test_who_only_says_who_they_are_introduces_themselves(words: str) -> None:
    assert introduces(words)


@pytest.mark.parametrize(
    "words",
    [
        "derneğiz ceza yer miyiz",
        "hibe arıyorum",
        "rapor yazıyorum",
        "derneği kapatıyoruz",
        "ben başkanıyım ama istifa etmek istiyorum",
        "biz kadın derneğiyiz kiramızı ödeyemiyoruz",
        "üye olabilirmiyiz",
        "kooperatif olsak hangi bakanlığa bağlıyız",
        "tehdit ediliyoruz",
        "beni üyelikten çıkarmışlar",
        "i am being evicted",
        "",
    ],
)
def test_who_says_more_does_not(words: str) -> None:
    assert not introduces(words)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("biz tiyatro kulübüyüz sahne için kira lazım", "sahne icin kira lazim"),
        ("köy muhtarıyım, başkan öldü şimdi kim bakacak", "baskan oldu simdi kim bakacak"),
        ("genel kurulu kim toplar", ""),
        ("biz spor kulübüyüz", ""),
        ("olurmuyuz böyle bir şeye üye", ""),
    ],
)
def test_a_question_can_be_read_without_who_asks_it(words: str, asks: str) -> None:
    assert after_introduction(words) == asks
