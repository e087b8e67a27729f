"""Small talk and the wish for a human: what people say around their question, in Turkish and English.

Law: small talk is a whole message; words of greeting before a question are taken off and the question is
answered.
"""

from collections.abc import Mapping
from enum import StrEnum

from intents.turkish import asked


class SmallTalk(StrEnum):
    """Kinds of talk that ask for no knowledge."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WELLBEING = "wellbeing"
    WHO = "who"
    YES = "yes"
    NO = "no"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    APOLOGY = "apology"


HUMAN = "human"

PHRASES: Mapping[str, str] = {  # parted by |
    SmallTalk.GREETING: """
        merhaba | merhabalar | selam | selamlar | slm | mrb | mrhb | selamün aleyküm | aleyküm selam |
        günaydın | iyi günler | iyi akşamlar | iyi sabahlar | tünaydın | hayırlı günler | hayırlı
        sabahlar | kolay gelsin | kolay gelsin iyi çalışmalar | iyi çalışmalar | hey | alo | orada
        mısınız | kimse var mı | hello | hi | hi there | good morning | good evening | good afternoon |
        herkese merhaba | merhaba iyi günler | hayırlı cumalar | bir şey soracaktım | bir sorum var |
        bir sorum olacaktı | soru sorabilir miyim | can I ask a question | size bir şey sorabilir miyim
        | bilgi almak istiyorum | bilgi almak istiyoruz | soru sormak istiyorum | destek almak istiyoruz |
        bir konuda yardımınız lazım | yardım | yardım eder misiniz | help
    """,
    SmallTalk.THANKS: """
        teşekkürler | teşekkür ederim | teşekkür ederiz | çok teşekkürler | çok sağ olun | sağ olun |
        sağol | saolun | tşk | tşkler | tesekkur | eyvallah | Allah razı olsun | elinize sağlık |
        emeğinize sağlık | minnettarız | mersi | yardımınız için teşekkürler | ilginiz için teşekkür
        ederiz | çok yardımcı oldunuz | thanks | thank you | thank you very much | thanks a lot | cok
        tsk ederim | zaman ayırdığınız için teşekkürler | bilgi için teşekkürler
    """,
    SmallTalk.PRAISE: """
        harika | süper | çok güzel | bravo | mükemmel | harikasınız | çok iyi oldu | işime yaradı | çok
        faydalı oldu | great | perfect | awesome | helal olsun | aferin | güzel bir uygulama olmuş |
        tebrikler
    """,
    SmallTalk.GOODBYE: """
        görüşürüz | görüşmek üzere | hoşça kalın | hoşçakal | güle güle | iyi geceler | kendinize iyi
        bakın | bay bay | bye | goodbye | see you | Allah'a ısmarladık | iyi günler dilerim | iyi
        akşamlar dilerim | kalın sağlıcakla | şimdilik bu kadar | iyi hafta sonları | bb
    """,
    SmallTalk.WELLBEING: """
        nasılsın | nasılsınız | naber | ne haber | nasıl gidiyor | iyi misiniz | ne yapıyorsun | nbr |
        n'aber | merhaba nasılsınız | selam nasılsın | keyifler nasıl | how are you | how is it going |
        what's up
    """,
    SmallTalk.WHO: """
        sen kimsin | siz kimsiniz | kimsiniz | bot musun | robot musun | sen robot musun | gerçek kişi
        misin | insan mısın | yapay zeka mısın | adın ne | kiminle konuşuyorum | kiminle görüşüyorum |
        karşımdaki insan mı | makine misin | who are you | are you a bot | are you human | what is your
        name | sen nesin | chatgpt misin | bu bir bot mu | otomatik mi cevap veriyorsun | sen gerçek
        misin | bot mu bu
    """,
    SmallTalk.YES: """
        evet | evet lütfen | olur | tamam | tamamdır | tmm | tabii | tabi ki | elbette | peki | aynen |
        ok | okey | yes | yes please | sure | okay | anladım | uygundur | he | evt | oldu | doğru
    """,
    SmallTalk.NO: """
        hayır | hayır teşekkürler | yok | istemiyorum | olmaz | gerek yok | no | no thanks | nope | yok
        sağ olun | hyr | gerek kalmadı | vazgeçtim | boş ver | hiçbiri | hiçbiri değil
    """,
    SmallTalk.COMPLAINT: """
        anlamıyorsun | beni anlamadın | yanlış cevap | cevap bu değil | bu bot işe yaramıyor | hiçbir
        işe yaramıyorsun | saçma sapan cevaplar | sorduğum bu değil | soruma cevap vermediniz | aptal
        bot | berbat | rezalet | çok kötü | hâlâ cevap vermediniz | kaç gündür cevap bekliyoruz | kimse
        dönmedi | bize dönüş yapılmadı | sizi şikayet edeceğim | hizmetinizden memnun değiliz |
        ilgisizsiniz | this is useless | you do not understand | wrong answer | that is not what I asked
        | bu ne biçim cevap | yine aynı cevap | alakasız cevap veriyorsun | dalga mı geçiyorsunuz |
        şikayetim var | sizden şikayetçiyim | cevabınız yetersiz | hiç yardımcı olmadınız | salak bot |
        memnun kalmadım
    """,
    SmallTalk.APOLOGY: """
        pardon | kusura bakmayın | özür dilerim | yanlış yazdım | sorry | my mistake
    """,
    HUMAN: """
        insanla görüşmek istiyorum | bir insanla konuşmak istiyorum | gerçek biriyle konuşmak istiyorum
        | insana bağla | uzmanla görüşmek istiyorum | uzmana bağlanmak istiyorum | uzmana yazmak
        istiyorum | bir uzmana sormak istiyorum | yetkili biriyle görüşmek istiyorum | yetkiliye
        bağlayın | temsilciye bağlan | müşteri temsilcisi | canlı destek | canlı birine bağlanmak
        istiyorum | biriyle konuşabilir miyim | birisiyle görüşebilir miyim | beni arar mısınız | bizi
        arayın | sizi arayabilir miyim | danışmanla görüşmek istiyoruz | uzman desteği istiyorum | uzman
        | temsilci | botla konuşmak istemiyorum | bot istemiyorum insan istiyorum | insan yok mu | bana
        bir insan verin | operatör | gerçek kişiyle konuşmak istiyorum | uzmanınızla konuşabilir miyim |
        lütfen birine bağlayın | bir yetkili yok mu | insanla konusabilir miyim | yüz yüze görüşmek
        istiyoruz | uzmanınıza ulaşmak istiyorum | uzmana aktarır mısınız | I want to talk to a human |
        talk to a person | speak to an expert | human please | connect me to an agent | can I talk to
        someone | gerçek biriyle yazışmak istiyorum | yetkiliyle konuşmak istiyoruz | bot değil insan cevap
        versin | canlı destek | telefonla görüşebilir miyiz | bir uzmana iletin | uzmanla konuşmak istiyoruz |
        karşıma bir insan çıksın | biri bizi arasın | operatöre bağlan | insana aktar |
        uzmana yaz | uzmana sor | destek uzmanı ile görüşmek istiyorum | biriyle görüşmek
        istiyorum
    """,
}

_OPENERS_TEXT = """
    merhaba merhabalar selam selamlar slm mrb gunaydin hello hi hey lutfen sayin yetkili arkadaslar hocam
    tesekkurler sagolun tamam peki
    """
_OPENERS = frozenset(_OPENERS_TEXT.split())
_OPENING_PAIRS = frozenset(
    {
        ("iyi", "gunler"),
        ("iyi", "aksamlar"),
        ("kolay", "gelsin"),
        ("iyi", "calismalar"),
        ("tesekkur", "ederim"),
        ("tesekkur", "ederiz"),
    }
)
_LEANING_TEXT = """
    peki ya bir de ayni bunun onun bunu onu o zaman and what about
    """
_LEANING = frozenset(_LEANING_TEXT.split())
_SIGNS: Mapping[str, SmallTalk] = {
    "👍": SmallTalk.YES,
    "👌": SmallTalk.YES,
    "✅": SmallTalk.YES,
    "🙏": SmallTalk.THANKS,
    "❤": SmallTalk.THANKS,
    "👋": SmallTalk.GREETING,
    "👎": SmallTalk.NO,
    "😡": SmallTalk.COMPLAINT,
    "👏": SmallTalk.PRAISE,
}


def sign(query: str) -> SmallTalk | None:
    """What a message of signs alone says: a thumb up, folded hands."""
    return next((kind for mark, kind in _SIGNS.items() if mark in query[:50]), None)


def leans(query: str) -> bool:
    """Whether a message seems to continue the one before it: `peki ya vakıflar?`, or just a word or two."""
    typed = asked(query)
    return len(typed) <= 2 or (len(typed) <= 8 and typed[0] in _LEANING)


def without_opening(query: str) -> str:
    """The folded words of a message without the greeting before its question."""
    typed = asked(query)
    while typed:
        if typed[0] in _OPENERS:
            typed = typed[1:]
        elif tuple(typed[:2]) in _OPENING_PAIRS:
            typed = typed[2:]
        else:
            break
    return " ".join(typed)
