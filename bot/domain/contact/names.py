"""An organisation's name as it is said: behind what leads to it, before what is said of it.

Law: what is kept of a name stands as it was typed; a sentence is no name, and a name that shows
itself neither by its kind nor by what is said of it is told only where it is asked for.
"""

import re
from collections.abc import Collection

from bot.domain.contact.asking import asks, names_kind
from intents.turkish import words

_LONGEST = 9  # words of a name
_LEAD_TEXT = """
    pardon ay yok yoo hayir yanlis yazdim yazmisim dedim demistim demistik soyledim duzeltiyorum
    su yani aslinda dur bir dakika bi evet tamam sorry no actually i mean adi adimiz ismi ismimiz
    dernegin dernegimizin vakfin vakfimizin kooperatifin kulubun orgutun orgutumuzun kurumun
    isim orgut dernek kurum bizim adini ismini olarak duzelt duzeltin yaz yazin name is our
    """
_LEAD = frozenset(_LEAD_TEXT.split())
_TAIL_TEXT = """
    evladim yavrum kizim oglum hocam canim kardesim efendim abi abla kuzum olacakti olacak
    olmaliydi olmali olsun yaz yazin yazalim yazar misiniz diye demek istedim dedim lutfen ltf
    please sorry iste adimiz bizim adi budur
    """
_TAIL = frozenset(_TAIL_TEXT.split())
_SHORT_KINDS = frozenset({"der", "dern", "drn", "vak", "koop", "kop", "fed", "konf"})
_INSTEAD = re.compile(r"^.*\b(?:değil|degil)\b[,;]?\s+(?=\S)", re.IGNORECASE)
_NOT = re.compile(r"\s*[,;.]?\s*\b\w+\s+(?:değil(?:di)?|degil(?:di)?|not)\W*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]?\W*$")
_NOT_YET = (  # what is said of a name that nobody bears yet
    re.compile(
        r"[\s,]+diye (?:düşün|dusun|planl|koy|kur|seç|sec|an|geç|gec|bil)\w*.*$", re.IGNORECASE
    ),
    re.compile(
        r"[\s,;.(\[]+(?:daha|henüz|henuz|resmi olarak)\s(?:\w+\s){0,2}"
        r"(?:kurul|değil|degil|kurm|yok|olma|tescil)\w*.*$",
        re.IGNORECASE,
    ),
    re.compile(r"\s*\((?:\w+\s){0,3}(?:değil|degil|yok|kurul)\w*\W*$", re.IGNORECASE),
    re.compile(r"[\s,]+(?:adıyla|adiyla|ismiyle|adında|adinda|olarak) (?:\w+\s?){1,3}$", re.I),
)
_EVENT = re.compile(  # a verb that somebody did, does or will do
    r"\w{2,}[iu]yor?(?:um|uz|lar|lardi|du|duk)?|\w{3,}(?:eriz|ariz|iriz|uruz)|"
    r"\w{2,}[ae]c[ae]g[iu][mz]|\w{2,}(?:icaz|ucaz|acaz|ecez|cagiz|cegiz)|oldu|geldi|gitti|lazim|"
    r"\w{3,}[dt][iu]l[ae]r|"
    r"istemi\w+|\w{3,}(?:mistik|mistim|mustuk)"
)
_BESIDE = re.compile(r"(?:ha )?(?:bir de|birde|bi de|bide|bu arada|ayrica|unutmadan|by the way)\b")


def name_in(text: str) -> str | None:
    """The name that the words tell by its kind, or by what they say of it; None without one."""
    trimmed = trimmed_name(text)
    typed = words(trimmed)
    if not 0 < len(typed) <= _LONGEST or asks(text) or tells_event(trimmed):
        return None
    short = len(typed) > 1 and typed[-1] in _SHORT_KINDS
    coming = len(typed) > 1 and any(form.search(_ASIDE_OPEN.sub(" ", text)) for form in _NOT_YET)
    called = names_kind(trimmed) and len(typed) > 1
    return trimmed if called or short or coming else None


_ASIDE_OPEN = re.compile(r"[(\[]")


def instead(text: str) -> str:
    """The words without what they say it is not."""
    return _INSTEAD.sub("", _NOT.sub("", " ".join(text.split()), count=1), count=1)


def trimmed_name(text: str) -> str:
    """The name without what is said around it; as it was typed where nothing else would be left."""
    left = " ".join(text.split())
    for said in (_ASIDE, *_NOT_YET):
        left = said.sub("", left, count=1)
    left = instead(left)
    shown = left.split()
    while len(shown) > 1 and _all_in(shown[-1], _TAIL):
        shown.pop()
    begins = 0
    while begins < len(shown) - 1 and _all_in(shown[begins], _LEAD):
        begins += 1
    return " ".join(shown[begins:]).strip(" ,:;-–=") or text.strip()


def tells_event(text: str) -> bool:
    """Whether the words tell what happens, and are the name of nobody."""
    typed = words(text)
    said = " ".join(typed)
    return _BESIDE.match(said) is not None or any(map(_EVENT.fullmatch, typed))


def _all_in(shown: str, known: Collection[str]) -> bool:
    return all(word in known for word in words(shown))
