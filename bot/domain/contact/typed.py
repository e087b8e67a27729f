"""What typed words ask of the desk itself: a way out, back or on, a list, another language.

Law: a way is typed alone, in a few words; a sentence that holds one of them is a message.
"""

from collections.abc import Mapping
from enum import StrEnum

from rapidfuzz import fuzz, process

from bot.domain.contact.asking import asks
from bot.domain.contact.wording import wording
from intents.turkish import words


class Way(StrEnum):
    """Where typed words lead."""

    HOME = "home"
    BACK = "back"
    ON = "on"
    SKIP = "skip"
    CANCEL = "cancel"
    SEND = "send"
    NOTHING = "nothing"  # there is none, or none of these
    STOP = "stop"
    DONE = "done"  # that is all there is to say
    AGAIN = "again"  # a ticket is to be opened again
    CLOSE = "close"  # the ticket is over
    REWORD = "reword"  # the question is to be put anew
    ELSEWHERE = "elsewhere"  # the last words were not for that ticket
    SUBJECTS = "subjects"
    TICKETS = "tickets"
    ASSESSMENT = "assessment"
    UPDATES = "updates"
    LANGUAGE = "language"
    ENGLISH = "english"
    TURKISH = "turkish"


_TYPED: Mapping[Way, str] = {
    Way.HOME: "ana menu, anamenu, menu, menuye don, ana menuye don, ana sayfa, anasayfa, basa don, "
    "basa donelim, en basa don, cikis, cik, main menu, home, exit, quit",
    Way.BACK: "geri, geri don, geri git, geri gel, geriye don, onceki, bir onceki, onceki adim, "
    "bir geri, bir adim geri, back, go back, previous",
    Way.ON: "devam, devam et, devam edelim, devam ediyorum, devam edeyim, devamini oku, devami, "
    "sonraki, siradaki, sonraki soru, siradaki soru, ileri, next, continue, go on, next question",
    Way.SKIP: "atla, atlayalim, atliyorum, bunu atla, bu adimi atla, gec, gecelim, geciyorum, "
    "bunu gec, bunu gecelim, bu soruyu gec, bu soruyu atla, pas, pas gec, pas geciyorum, "
    "bos birak, bos kalsin, belirtmek istemiyorum, soylemek istemiyorum, yazmak istemiyorum, "
    "fark etmez, farketmez, bilmiyorum, emin degilim, skip, skip it, skip this, pass, i dont know",
    Way.CANCEL: "vazgec, vazgectim, vazgectik, vazgeciyorum, iptal, iptal et, iptal edin, "
    "iptal edelim, iptal ediyorum, iptal olsun, gerek kalmadi, bosver, bos ver, bosverin, "
    "yazmayacagim, cancel, cancel it, never mind, nevermind, forget it",
    Way.SEND: "gonder, gndr, gondr, gonderin, gonderelim, gonderebilirsiniz, gonder gitsin, "
    "evet gonder, "
    "evet gonderin, evet gonderelim, tamam gonder, tamamdir gonder, hazir gonder, uzmana gonder, "
    "talebi gonder, boyle gonder, yolla, yollayin, ilet, iletin, onay, onayla, onayliyorum, "
    "onayladim, evet onayliyorum, send, send it, yes send, yes send it, ok send, submit, confirm",
    Way.NOTHING: "yok, hic, yok yok, bir sey yok, yok bir sey, hicbiri, hic biri, hicbiri degil, "
    "bunlarin hicbiri, hicbirisi, gerek yok, hayir yok, none, none of these, nothing, no thanks",
    Way.STOP: "ara ver, ara verelim, dur, duralim, birak, birakalim, bitir, bitirelim, yeter, "
    "simdilik yeter, sonra devam ederim, sonra devam edelim, stop, "
    "pause, enough, later",
    Way.DONE: "bu kadar, bu kadar yeter, hepsi bu, hepsi bu kadar, bu kadardi, baska yok, "
    "baska bir sey yok, baska bi sey yok, baska sorum yok, ekleyecegim yok, eklemek istemiyorum, "
    "diyecegim bu kadar, thats all, that is all, thats it, nothing else",
    Way.AGAIN: "yeniden ac, yeniden acin, tekrar ac, tekrar acin, talebi yeniden ac, "
    "talebi tekrar ac, talebimi yeniden acin, talebimi tekrar acin, talebi yeniden acin, "
    "talebi tekrar acin, yeniden acilsin, tekrar acilsin, yeniden acar misiniz, "
    "tekrar acar misiniz, talebi yeniden acmak istiyorum, talebimi yeniden acmak istiyorum, "
    "yeniden acmak istiyorum, tekrar acmak istiyorum, reopen, reopen it, open it again, "
    "reopen my request, please reopen",
    Way.CLOSE: "talebi kapat, talebi kapatin, talebimi kapat, talebimi kapatin, "
    "talebi kapatabilirsiniz, talep kapansin, close my ticket, close the ticket, close this ticket",
    Way.ELSEWHERE: "bu talep icin degil, bu o talep icin degildi, o talep icin degildi, "
    "bu talep icin degildi, talep icin degil, yanlis talep, yanlis talebe yazdim, "
    "yanlis talebe yazmisim, yanlis talebe gitti, not for the ticket, not for this ticket, "
    "wrong ticket",
    Way.SUBJECTS: "konular, konulara bak, konulari goster, konulara don, hazir yanitlar, topics, "
    "subjects, show topics",
    Way.TICKETS: "taleplerim, taleplerime bak, taleplerimi goster, acik taleplerim, talep listem, "
    "my tickets, my requests, show my requests",
    Way.ASSESSMENT: "oz degerlendirme, ozdegerlendirme, self assessment, assessment",
    Way.UPDATES: "duyurular, duyurularim, updates",
    Way.LANGUAGE: "dil, dili degistir, dil degistir, dili degistirmek istiyorum, dil secimi, "
    "language, change language",
    Way.ENGLISH: "english, english please, in english, in english please, ingilizce, "
    "ingilizce olsun, ingilizceye gec",
    Way.TURKISH: "turkce, turkce olsun, turkceye gec, turkish, in turkish",
}
_WAYS: Mapping[str, Way] = {
    typed: way for way, listed in _TYPED.items() for typed in listed.split(", ")
}
_MATTER = """
    talep talebi talebimi talebimizi talepten talebimden soru soruyu sorumu sorumuzu basvuru
    basvuruyu basvurumu onu uzmana uzmanlara size oyle my it the request ticket
    """
_LANGUAGE = """
    can could you answer answers speak write reply talk explain tell say continue switch to me us i
    prefer would like do want lets konus konusalim konusabilir yaz yazin yazalim yazar cevap ver
    verin verir cevapla yanitla anlat anlatir devam edelim edin misin misiniz miyiz olarak olsun gec
    gecelim ise daha iyi dilinde mi yazsam yazabilir yazabilirim miyim olur too also
    """
_FOR_OTHERS = f"""{_LANGUAGE} my our your boss friend friends colleague colleagues mother father
    chair president he she they her him them doesnt dont doesn don does do not read reads understand
    understands speaks english that those it answer translate written text same again for please
    arkadasim arkadasima baskanim baskanima icin bilmiyor anlamiyor bunu"""
# not what was sent, nor what somebody promises to send
_SENDS = r"(gonder|yolla|ilet(?!i[sm]))(?!m[ea]|d[iu]|ild|mis)(?!\w{0,6}(r[iu][mz]\b|c[ae][gm]))"
# in whatever form they are said, the firmest first
_WORDINGS = (
    (
        Way.CANCEL,
        wording(
            r"""vazgec(?!me)\w*
            (gonder|ilet)me(yin|yiniz|yelim|yeyim|sin|sinler|yecegim)?
            yollama(yin|yalim|yayim|sin|yacagim)?
            iptal( et\w*| ed\w*| ol\w*)?
            (bosver|bos ver)\w*
            (gondermek|yollamak|yazmak|sormak) istemi\w*
            (tale[bp]|basvuru|soru)\w* geri (cek|al)\w*
            (sil|silin|siliniz|silelim|silinsin)
            (dont|don|do not) send( it)?
            (cancel|withdraw|forget it|never ?mind)( it)?""",
            f"""{_MATTER} kalsin olsun gerek kalmadi istemiyorum istemez bunlari taslagi gitsin
            istiyorum istiyoruz isterim isteriz istedim ettirmek bende biz ben misiniz musunuz
            miyim miyiz mumkun mumkunse mu mi i want to would like can you""",
        ),
    ),
    (
        Way.CLOSE,
        wording(
            r"""(talep|talebi|talebimi|talebimizi) kapa(t(?![tm])|nsin)\w*
            kapat(?![tm])\w* (bu )?(talep|talebi|talebimi|talebimizi)
            kapatabilirsin\w*
            close (my|the|this) (ticket|request)""",
            """vazgectim vazgectik ugrasmicam ugrasmayacagim ugrasmayacagiz gerek kalmadi cozuldu
            hallettik hallettim hallettik halloldu lutfen yok onu
            you can""",
        ),
    ),
    (
        Way.SKIP,
        wording(
            r"""(gec|gecelim|geciyorum|gecin|atla|atlayalim|atliyorum|pas)
            (skip|pass)""",
            """bilmiyorum bilmiyoruz bilmiyom bilmem emin degilim degiliz burayi orayi bu adimi
            soruyu kismi simdilik sonra valla it dont know i""",
        ),
    ),
    (
        Way.REWORD,
        wording(
            r"""soru\w* (degistir|duzelt|yeniden yaz|bastan yaz|bir daha yaz)\w*
            (change|correct|rewrite|reword) (my|the) question""",
            """istiyorum istiyoruz isterim lazim gerek mi miyim miyiz misin olur once ben bi
            yanlis oldu olmus yazdim yazmisim sordum pardon sorumu
            i want to would like can let me""",
        ),
    ),
    (
        Way.ELSEWHERE,
        wording(
            r"""(talep|taleb)\w* (icin|ile ilgili) degil\w*
            yanlis taleb?p?e? (yaz|git|gonder)\w*
            not for (the|this|that) ticket""",
            "o bu su onun bunun benim son yazdigim mesaj mesajim hayir was it",
        ),
    ),
    (Way.TURKISH, wording(r"(in|into|to) turkish|turkceye cevir\w*", _FOR_OTHERS, longest=14)),
    (Way.ENGLISH, wording(r"(in )?english|ingilizce(si|sini)?", _LANGUAGE)),
    (Way.TURKISH, wording(r"(in )?turkish|turkce(si|sini)?", _LANGUAGE)),
    (
        Way.SEND,
        wording(
            rf"""{_SENDS}\w*( gitsin| bakalim)?
            (onayla|onayli)\w*
            (yes )?(send|submit)( it)?( now)?""",
            f"{_MATTER} dogru dogrudur uygun uygundur olur oldu hazir boyle gitsin bitti yaz yazin "
            "yazalim bisine biseyne",
        ),
    ),
    (
        Way.DONE,
        wording(
            r"""(hepsi|diyeceklerim|soracaklarim|diyecegim|soracagim|sorum) bu( kadar)?
            bu kadar(dir|di)?
            baska( bir| bi)?( sey\w*| soru\w*| diyecegim| eklemek istedigim)? yok\w*
            (thats|that is) (all|it)""",
            f"{_MATTER} iste simdilik su an icin yeterli yeter ekleyecegim",
        ),
    ),
)
_COURTESY_TEXT = """
    lutfen hadi haydi please ya ltf bari artik hocam yavrum evladim kuzum canim kardesim abi abla
    """
_COURTESY = frozenset(_COURTESY_TEXT.split())
_MOST_WORDS = 5
_LONGEST = 100  # characters
_LIKE = 88  # of 100: from which a slip is still the word
_SLIPS = 5  # letters from which there may be slips


_WITHDRAWAL = wording(
    r"""talebi(mi|mizi)?( \w+)? (iptal|geri (cek|al)|kapat)\w*
    talep(ten|imden|imizden) vazgec\w*
    (iptal|geri (cek|al)|kapat)\w*( \w+){0,2} talebi(mi|mizi)?
    (cancel|withdraw|close) (my|the|this|our) (ticket|request)""",
    """et etmek edin ediyorum ediyoruz ettirmek istiyorum istiyoruz isterim lutfen artik biz ben
    cunku icin gerek kalmadi i want to we vazgectim vazgectik vazgeciyorum vazgeciyoruz""",
    longest=12,
)
_LEFT = wording(
    r"""(vazgectim|vazgectik|vazgeciyorum|vazgeciyoruz)
    (yazmay(ayim|alim|acagim|acagiz)|sormay(ayim|alim|acagim|acagiz))
    bas\w* (is|dert|bela) ac(il)?m[ae]\w*
    (i|we)( have)? changed (my|our) minds?""",
    """yazmayayim sormayayim gerek kalmadi bosver ugrasmayin ugrasmayayim ugrasmayalim karismayayim
    karismayalim girmeyeyim girmeyelim sorumu hic basima basimiza kendi is dert durduk yere yerde
    korkuyorum cekiniyorum""",
    longest=12,
)
_REASON = 4  # words that say why


def withdraws(text: str) -> bool:
    """Whether the words want a ticket back, and say why at most."""
    return _WITHDRAWAL.said(text, spare=_REASON) and not asks(text)


def leaves(text: str) -> bool:
    """Whether the words say that nothing is wanted any more; what is wanted instead is not it."""
    said = withdraws(text) or _LEFT.said(text)
    return said and not asks(text)


def way(text: str) -> Way | None:
    """The way that the words name, alone or with a slip or two; None for anything else."""
    typed = words(text) if len(text) <= _LONGEST else []
    bare = [word for word in typed if word not in _COURTESY]
    said, whole = " ".join(bare), " ".join(typed)
    if said in _WAYS or whole in _WAYS:
        return _WAYS.get(said) or _WAYS[whole]
    for named, one in _WORDINGS:
        if bare and one.said(text):
            return named
    if len(said) < _SLIPS or len(bare) > _MOST_WORDS:
        return None
    near = process.extractOne(said, _SLIPPERY, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return _WAYS[near[0]] if near else None


_SLIPPERY = tuple(typed for typed in _WAYS if len(typed) >= _SLIPS)
