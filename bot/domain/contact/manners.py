"""What is said about the way one talks here: without buttons, and what is kept of it.

Law: only words that surely are about that; whatever else they hold is a message.
"""

from bot.domain.contact.wording import wording
from bot.domain.words import Words

_SAID = """
    ben biz bana benim bizim ekran okuyucu okuyucum okuyor okumuyor okumuyo kullaniyorum gorme
    engelliyim gozum gormuyor gormuyo gozlerim telefonda telefonumda telefonum cikmiyor gorunmuyor
    basamiyorum basilmiyor calismiyor secsem secebilir secmek secerim istiyorum istiyoruz istesem
    yazarak yazsam yazayim yaziyla sesli olur olmuyor mu mi miyim miyiz nasil ne yapayim
    yapabilirim yapacagim isitme konusabilirim konusabilir anlasabilir anlasiriz sadece mrb merhaba
    selam bireyim oldugum icin numara numarasini numarayla burada buradan hic i cant can not
    with by typing instead use screen reader the
"""
_TYPING = wording(
    r"""(buton|dugme|tus)\w* (\w+ )?(gor(em|un)|bas(am|il|m)|calism|cikm|yok|okum)\w*
    (buton|dugme|tus)\w* (\w+ )?(kullan(am|m)|sec(em|m)|bul(am|unm))\w*
    (buton|dugme|tus)\w* (nerede|nerde)
    (butonsuz|dugmesiz)
    (yazarak|yaziyla|numarayla|sesle) (sec|ilerle|devam|yap|konus|anlas)\w*
    (isitme engelli|sagir|dilsiz|duymuyor|duyamiyor|konusamiyor)\w*
    (cant?|cannot|can not|dont?|do not) (see|press|use|find) (the )?(any )?buttons?""",
    _SAID,
    longest=16,
)
_DID = r"[dt][iu](?:m|k|n|niz|nuz|ler|lar)?\b"  # what was done is no wish
_KEPT = "(veri|bilgi|kayd|kayit|yazdik|mesaj|yazisma|sohbet|numara|hesab|gecmis)"
_OWN = wording(
    rf"""{_KEPT}\w* (\w+ )?(?!\w+{_DID})(sil|kaldir|yok ed|yok et|unut)\w*
    (veri|bilgi)ler(im|imiz)\w* (gor|indir|al|ver|goster)\w*
    (delete|remove|erase|download|see) (all )?(of )?(my|our) (data|messages|information|chat)""",
    """tum butun hepsini lutfen benim bizim kisisel hakkimdaki hakkimizdaki istiyorum istiyoruz
    isterim isteriz misiniz miyim miyiz musunuz mi mu nasil sizde sizdeki burada buradaki olan
    tuttugunuz sakladiginiz ne varsa iste kvkk geregi uyarinca kapsaminda talep ediyorum ederim
    ediyoruz i want to please you can""",
    longest=12,
)

_LATER = wording(
    r"""dusun(eyim|elim|ecegim|ecegiz|up)
    (sonra|yarin|aksam|haftaya|gene|yine|tekrar) (yaz|don|gel|bak|konus|ugra)[aei][rc]\w*
    (konus|danis|sor|bak)(ayim|alim|up|acagim|acagiz) (sonra )?(don|yaz)\w*
    (arkadas|yonetim|baskan|es|uye|ekib|bizimki)\w* (konus|danis|sor)(ayim|alim|acagim|acagiz)
    (let me think|think it over|think about it|get back to you)""",
    """arkadaslarla arkadaslara yonetimle yonetime baskanla baskana esimle esime uyelerle
    bizimkilerle bizimkilere aksam yarin haftaya sonra about it over size sana yazarim yazariz
    doneriz donerim bakariz bakarim once onlarla kendi aramizda biraz
    uzerine bunu karar verelim veririz gerek yok i will ill we then later""",
    longest=9,
)


def postpones(text: str) -> bool:
    """Whether the words say that their writer thinks about it, and comes back."""
    return _LATER.said(text)


def answer(text: str) -> Words | None:
    """What the desk says to words about the way one talks here; None for all others."""
    if _TYPING.said(text, spare=1):
        return Words("manners.typing")
    return Words("manners.own-data") if _OWN.said(text) else None
