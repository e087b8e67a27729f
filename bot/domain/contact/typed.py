"""What typed words ask of the desk itself: a way out, back or on, a list, another language.

Law: a way is typed alone, in a few words; a sentence that holds one of them is a message.
"""

from collections.abc import Mapping
from enum import StrEnum

from rapidfuzz import fuzz, process

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
    AGAIN = "again"  # a ticket is to be opened again
    CLOSE = "close"  # the ticket is over
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
    Way.SEND: "gonder, gonderin, gonderelim, gonderebilirsiniz, gonder gitsin, evet gonder, "
    "evet gonderin, evet gonderelim, tamam gonder, tamamdir gonder, hazir gonder, uzmana gonder, "
    "talebi gonder, boyle gonder, yolla, yollayin, ilet, iletin, onay, onayla, onayliyorum, "
    "onayladim, evet onayliyorum, send, send it, yes send, yes send it, ok send, submit, confirm",
    Way.NOTHING: "yok, hic, yok yok, bir sey yok, yok bir sey, hicbiri, hic biri, hicbiri degil, "
    "bunlarin hicbiri, hicbirisi, gerek yok, hayir yok, none, none of these, nothing, no thanks",
    Way.STOP: "ara ver, ara verelim, dur, duralim, birak, birakalim, bitir, bitirelim, yeter, "
    "simdilik yeter, bu kadar yeter, bu kadar, sonra devam ederim, sonra devam edelim, stop, "
    "pause, enough, later",
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
_COURTESY = frozenset({"lutfen", "hadi", "haydi", "please", "ya", "ltf", "bari", "artik"})
_MOST_WORDS = 5
_LONGEST = 100  # characters
_LIKE = 88  # of 100: from which a slip is still the word
_SLIPS = 5  # letters from which there may be slips


def way(text: str) -> Way | None:
    """The way that the words name, alone or with a slip or two; None for anything else."""
    typed = words(text) if len(text) <= _LONGEST else []
    bare = [word for word in typed if word not in _COURTESY]
    if not bare or len(bare) > _MOST_WORDS:
        return None
    said = " ".join(bare)
    whole = " ".join(typed)
    if said in _WAYS or whole in _WAYS:
        return _WAYS.get(said) or _WAYS[whole]
    if len(said) < _SLIPS:
        return None
    near = process.extractOne(said, _SLIPPERY, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return _WAYS[near[0]] if near else None


_SLIPPERY = tuple(typed for typed in _WAYS if len(typed) >= _SLIPS)
