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
        "Hayırlı akşamlar efendim. Ben emekli hemşireyim, 68 yaşındayım.",
        "kolay gelsin kızım ben hatice teyze hayır derneğinden",
        "merhaba ben Selim, cami yaptırma derneğinin saymanıyım",
        "Merhaba, gazeteciyim, dernekler hakkında bir haber yapıyorum",
        "Babamın kurduğu vakıf var, ben oğluyum",
        "alo nokta köy derneğinden arıyorum virgül görme engelliyim sesle yazıyorum",
        "Hello, I am the treasurer of a student club.",
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
        "ben dernekten ayrıldım",
        "ben kooperatiften para alamadım",
        "bizim köyde büyük bir sorun var",
        "71 yaşındayım kurucu olur muyum",
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
