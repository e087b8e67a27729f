"""The wish to be heard by a human, in whatever words.

Law: only a few words with a human in them to whom something is to be said; a question about such
people is a question.
"""

import re

from bot.domain.contact.wording import AROUND
from intents.search.words import telling
from intents.turkish import words

_LONGEST = 12  # words of a wish
_WHO = (
    r"uzman\w{0,12}|mutehassis\w*|yetkili\w*|danisman\w*|gorevli\w*|sorumlu\w*|temsilci(?:niz)?(?:ye|yle|e|le)|"
    r"insan\w{0,6}|birisi\w{0,3}|birin(?:e|den)|biri(?:yle|ne|nden)?|kisi(?:yle|ye)|"
    r"avukat(?:a|iniza|inizla|la|lara)|hukukcu(?:ya|nuza|nuzla|yla|lara)|"
    r"bilen(?:e|ine|iyle|den|lere|ler)?|canli (?:destek|birine?)|musteri temsilcisi|"
    r"(?:an? |the |your |some)?(?:expert|human|person|someone|somebody|specialist|advisor|agent)\w*"
)
_YET = r"(?!\w{0,3}[dt][iu](?:m|k|lar|ler|niz)?\b)"  # what was done already is no wish
_TO = re.compile(
    rf"\b(?:{_WHO})\b(?: \w+){{0,2}}? "
    rf"(?:git|sor|yaz|konus|gorus|bagla|danis|ilet|aktar|yonlendir|ulas|cikar|goster|gonder){_YET}\w*|"
    rf"\b(?:{_WHO})\b(?: \w+){{0,2}}? "
    r"(?:bak(?:sin|sa\b|abilir)|anlat(?:sin|sa\b|abilir|iver)|"
    r"cevap ver|yanitla|yardim et|ara(?:sin|sa|yabilir)|okusun|"
    rf"konus(?:sa|sun)){_YET}\w*|"
    r"\b(?:talk|speak|write|chat|connect|transfer|ask)\w*(?: \w+){0,3}? "
    rf"(?:{_WHO})\b"
)
_WANTED = re.compile(
    rf"\b(?:{_WHO})\b (?:yok mu|var mi|lazim|istiyorum|istiyoruz|isterim|isteriz)\b|"
    r"\b(?:uzman|insan|canli) deste\w*(?: (?:al|iste)\w*)?|"
    rf"\b(?:need|want)(?: an?)? (?:{_WHO})\b"
)
_TOLD = re.compile(
    r"^(?:(?:tamam|peki|simdi|hadi|haydi|lutfen|o zaman|iyi|madem|bari|sen|siz|e|ya) )*"
    r"(?:uzman|yetkili|danisman)\w* (?:sunu |bunu |sunlari |bunlari )?"
    r"(?:yaz|sor|ilet|aktar|gonder)(?:in|iniz|ar misin|ar misiniz|er misin|er misiniz|"
    r"un|unuz|iver|uver|alim|elim|sana|sene|saniza|seniz)?\b(?! (?:m[iu]|nasil|lazim|gerek))"
)  # an order to begin with; what is to be written follows
_ABOUT = re.compile(
    r"\b(?:nasil|nerede|nereden|ne zaman|kac|kime|hangi|neden|ucretli|ucreti|ne kadar|how|where|"
    r"when|which|who|(?:lazim|gerekir|gerekiyor|sart|zorunlu) m[iu])\b"
)
_WISHING_TEXT = """
    orda orada burda burada
    lazim gerek gerekiyor istiyorum istiyoruz isterim isteriz istedim olur olmaz mu mi misin
    misiniz alabilir miyim miyiz musunuz iyi iyisi daha olacak galiba sanirim acil hemen
    zahmet olmazsa mumkun mumkunse rica edebilir miyim biz ben beni bizi bana bize bunu
    bunlari bu konuda konuyu telefonla direkt dogrudan en iyisi sorun derdim want need would
    saka yaptim sakaydi saatte saate gece vakitte bakan hala uyanik kimse var
    like to can i could you me us with please urgent now
    """
WISHING = AROUND | frozenset(_WISHING_TEXT.split())
_MOST = 4  # telling words that may stand beside it
_FEW = 2  # telling words beside a wish from which the message says something of its own


def for_person(text: str) -> bool:
    """Whether somebody wishes that a human hear them."""
    typed = words(text)
    said = " ".join(typed)
    if _TOLD.search(said):
        return True
    if len(typed) > _LONGEST or _ABOUT.search(said):
        return False
    if _TO.search(said):
        return len(beside(text)) <= _MOST
    return _WANTED.search(said) is not None and not beside(text)


def beside(text: str) -> list[str]:
    """The telling words of a wish that say something else."""
    left = _WANTED.sub(" ", _TO.sub(" ", " ".join(words(text)))).split()
    return [word for word in telling(left) if word not in WISHING]


def tells_more(text: str) -> bool:
    """Whether a wish for a human says something of the matter as well."""
    return len(beside(text)) >= _FEW
