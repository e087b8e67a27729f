"""The wish to speak instead of writing: to call the desk, or to be called.

Law: it is about the desk's own telephone; telephones that somebody keeps, pays or lists are a
matter like any other.
"""

import re

from bot.domain.contact.wishes import WISHING
from bot.domain.contact.wording import wording
from intents.search.words import telling
from intents.turkish import plain, words

_LONGEST = 16  # words of a wish; more of them tell a matter, which comes first
_MOST = 4  # telling words beside it
_FEW = 2  # from which they say something of the matter
_US = r"(?:beni|bizi|bana|bize)"
_YOU = r"(?:sizi|size|sizinle|desteg[ie]|(?:destek )?noktas?i?ni?|uzman\w*|birini|birine)"
_GAP = r"(?: \w+){0,4}? "
# to call, as a wish, an offer or a question; who called, and what was called, are told of
_CALL = (
    r"ara(?:r|y(?:in|iniz|abil\w*|ip|ayim|alim|acak\w*|acag\w*)|sa\w*|sin(?:lar)?|mak|mani\w*|"
    r"maniz\w*|masi\w*|rsa\w*|rlar|yiver\w*|cam|caz|yacam|riz|rim|rmisin\w*)"
)
_RING = r"telefon (?:ac|et|ed)(?!ti|mis|en)\w*"
_SPEAK = r"(?:gorus|konus|ulas|ara|anlat|sor|danis|iletisim|destek|cevap|yardim|hallet)\w*"
_PHONE = r"telefon(?:la|dan|da|a|u|uz)?"
_WISHED = re.compile(
    rf"\b{_US}\b(?:{_GAP}| )(?:{_CALL}|{_RING})\b|"
    rf"\b{_YOU}\b(?:{_GAP}| )(?:{_CALL}|{_RING})\b|\b{_CALL} {_US}\b|"
    rf"\b{_PHONE}{_GAP}{_SPEAK}|\b{_PHONE} {_SPEAK}|"
    r"\b(?:tel|telefon|irtibat|iletisim|dahili|hat|santral|cagri merkezi)\w*(?: numara\w*| no)?"
    r"(?: \w+)?(?: (?:var|yok|al\w*) m[iu]\w*| nedir| ne|n[iu]z ne| kac\w*| ver\w*| at\w*)|"
    r"\btelefon(?:unuz|unuzu|unuza)\b|\b(?:telefon )?numara(?:niz|nizi|niza)\b|"
    r"\b(?:arama|telefon|gorusme) (?:saat|gun|zaman)\w*|"
    rf"\b(?:hangi|ne|kac|kacta|saat kac\w*)\b{_GAP}{_CALL}|"
    rf"\b(?:ne zaman|hangi saat\w*|kacta|saat kac\w*) {_CALL}|"
    r"\bgeri ara\w*|\btelefon(?:a|unuza|lara|u)? (?:bak|cik|cevap|acil|aciyor)\w*|"
    r"\btelefon (?:destegi|hatti|numarasi|(?:ac|et)s[ae]\w*)\b|^(?:tel|telefon)(?: no| numarasi)?$|"
    rf"\b{_US}{_GAP}telefonla bilgilendir\w*|\bulasin\w* telefonla\b|"
    r"\baranmak ist\w*|^(?:\w+ ){0,3}(?:arayin|arayayim|arasam)(?: \w+){0,3}$|"
    r"\bdestek hatti\b|"
    r"\bnumara\w* (?:birak|vereyim|vereyim|birakayim|yazayim)\w*|"
    r"\bsesli (?:gorus|konus|ara)\w*|\bkonusarak anlat\w*|"
    r"\barayabilir m[iu]\w*|\barasam (?:acar|olur|bakar|cevap)\w*|\barar m[iu]s[iu]n\w*|"
    r"\bcall (?:you|me|us|back)\b|\bcallback\b|\bphone (?:number|hours|line)\b|"
    r"\b(?:on|by|over) (?:the )?(?:phone|telephone)\b|\byour (?:phone|telephone|number)\b|"
    r"\bring (?:you|me|us)\b|\bgive (?:me|us|you) a (?:call|ring)\b|"
    r"\b(?:when|what time) can i (?:call|phone)\b|\bcan i (?:call|phone)\b|\bextension number\b"
)
# whose telephone it is, or what else is called
_OTHERS = re.compile(
    r"\b(?:uye|gonullu|bagisci|yararlanici|katilimci|calisan|komsu|musteri|yonetici)\w* "
    r"(?:\w+ )?(?:telefon|numara)\w*|\b(?:bizi|beni) aray?an\w*|\barama kurtarma\b|"
    r"\btelefon(?:la)? (?:fatura|masraf|hatti al|toplanti|oy|dolandir|bagis)\w*|"
    r"\bnumaralari(?:ni|mizi)?\b|"
    r"\b(?:vergi|kutuk|sicil|hesap|dosya|iban|kimlik|tc) (?:no|numara)\w*|"
    r"\b(?:valilig|emniyet|polis|savci|bakanlig|belediye|mudurlug|banka|vergi daire)\w*|"
    r"\b(?:mahkeme|jandarma|gazete|hastane)\w*|"
    r"\b(?:fon|hibe|sponsor|bagis|gonullu|destekci|ortak) ara\w*"
)
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){8,14}")
_EXTENSION = re.compile(r"\b(?:dahili|ext|extension|dah)\W{0,3}(\d{1,6})\b")
_SAID = """
    telefon telefonla telefonda telefondan telefonu telefonunuz telefonunuzu numara numaraniz
    numaranizi numarasi numaram numarami no arama arar arasam arayin arayabilir aramak araniz acar
    simdi su an hemen bugun yarin oglen aksam sabah once direkt dogrudan sesli konusarak konussak
    gorusme gorussek gorusmek konusmak konusalim anlatsam anlatmak saat saatleri saatlerde
    saatlerinizi saatiniz gun gunler gunleri geri mesgul musait dahili hat hatti hattiniz destek
    varsa verir vereyim yazar paylasir misin misiniz musunuz miyim miyiz mi mu acaba olur mumkun
    yazarak olmuyor uzun kisa kolay daha lutfen rica call phone number back hours line you me us
    speak talk today tomorrow now please give ring what time extension
    """
_SMALL = frozenset(_SAID.split())
_OWN_TEXT = "telefonum telefonumuz tel cep cebim gsm numaramiz numaram bu benim bizim my is mobile"
_OWN = frozenset(
    {"telefonum", "numaram", "numaramiz", "telefonumuz", "tel", "cep", "cebim", "gsm", "telefon"}
)
_DIGITS = (
    "sifir|bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|"
    "doksan|yuz|zero|one|two|three|four|five|six|seven|eight|nine"
)
_SPELLED = re.compile(rf"\b(?:(?:{_DIGITS})\b ?){{7,}}")  # dictated: `sıfır beş yüz elli beş …`
_REFUSED = wording(
    r"""(tel|telefon|numara)\w* (ver|yaz|iste|birak|paylas|soyle|kullan)m[aei]\w*
    (tel|telefon|numara)\w* (yok|olmasin|olmaz|gerek yok|lazim degil|istem\w+|sart degil)
    (telefonsuz|beni aramayin|aramayin|aramasinlar|telefonla aramayin)
    (no|without|not by|dont want|don t want)( a| my| any| the)? (phone|call|calls|number)\w*
    (dont|don t|do not|please dont) (call|phone|ring)( me| us)?""",
    """telefonla telefonda burdan buradan burada buraya yazili yazi ile yaziyla yazin yazsin yazsa
    cevap cevabi yanit yaniti isterim istiyorum istiyoruz istemem istemiyorum olsun gelsin verin
    mesajla bana bize only just in writing here write answer reply i my want""",
    longest=12,
)
_SMALL_WITH_OWN = _SMALL | WISHING | frozenset(_OWN_TEXT.split())


def wants_phone(text: str) -> bool:
    """Whether somebody wishes to speak with the desk by telephone."""
    said = " ".join(words(_NUMBER.sub(" ", text)))
    if not said or len(said.split()) > _LONGEST or not _WISHED.search(said):
        return False
    return not _OTHERS.search(said) and len(beside(text)) <= _MOST


def beside(text: str) -> list[str]:
    """The telling words of a wish that say something else."""
    left = _WISHED.sub(" ", " ".join(words(_NUMBER.sub(" ", text)))).split()
    return [one for one in telling(left) if one not in _SMALL and one not in WISHING]


def tells_more(text: str) -> bool:
    """Whether the wish says something of the matter as well."""
    return len(beside(text)) >= _FEW


def tells_number(text: str) -> bool:
    """Whether the words tell a telephone number and nothing else."""
    spelled = _SPELLED.sub(" ", " ".join(words(text)))
    rest = words(_NUMBER.sub(" ", text))
    if _NUMBER.search(text) is None:
        if spelled == " ".join(words(text)):
            return False
        rest = spelled.split()
    own = any(word in _OWN for word in rest)
    beside_ = [word for word in telling(rest) if word not in _SMALL_WITH_OWN]
    return len(beside_) <= (_FEW if own else 0) and not _OTHERS.search(" ".join(rest))


def refuses_phone(text: str) -> bool:
    """Whether the words say that no telephone is wanted, and at most that the answer is to come in
    writing.
    """
    return _REFUSED.said(text)


def number_in(text: str) -> str | None:
    """The telephone number that the words hold, with its extension; None without one."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    extension = _EXTENSION.search(plain(text[found.end() :]))
    number = " ".join(found[0].split())
    return f"{number} / {extension[1]}" if extension else number
