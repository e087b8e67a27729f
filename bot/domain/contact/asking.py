"""What the form of words says: whether they ask, are a name, thank, agree, or ask for the state.

Law: each of these says only what is surely so; words that hold anything more are a message.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.domain.contact.wording import wording
from intents.search.words import TURKISH
from intents.turkish import words

_LIKE = 88  # of 100: from which a slip is still the word
_SLIPS = 6  # letters from which there may be slips
_LONGEST = 100  # characters that only wait
_ASKING_TEXT = """
    ne neden nicin niye nasil kim kimi kime kimin kimler kac kaci kacta hangi hangisi hangileri
    hangisini neler nedir nelerdir kimdir nere nerede nereden nereye neresi nerde nerden acaba
    neye neyi
    how what when where who which why does should
    """
_ASKING = frozenset(_ASKING_TEXT.split())
_ALSO_TURKISH = frozenset({"can", "do", "is", "are", "must", "may"})  # `iş`, `Çan` fold alike
_PARTICLE = re.compile(r"m[iu](y[iu]m|s[iu]n|y[iu]z|s[iu]n[iu]z|d[iu]r|yd[iu]|ym[iu]s)?")
_JOINED = re.compile(r".+(?:[aeiu]r|yor|var|yok|maz|mez|mal[iu]|mel[iu])m[iu](y[iu]z|s[iu]n[iu]z)?")
_WISHES = (
    "ogrenmek istiyor", "bilgi almak", "bilgi lazim", "merak ediyor", "soruyorum", "soracaktim",
    "anlamadim", "yardim lazim", "want to know", "tell me",
)  # fmt: skip
_KINDS_TEXT = """
    dernegi dernek vakfi vakif kooperatifi kooperatif platformu platform toplulugu topluluk
    inisiyatifi inisiyatif federasyonu federasyon konfederasyonu konfederasyon sendikasi sendika
    girisimi girisim grubu komelesi komeleya komele kulubu kulup birligi birlik agi meclisi merkezi
    komitesi kolektifi
    association foundation cooperative union platform network ngo society
    """
_KINDS = frozenset(_KINDS_TEXT.split())


def asks(text: str) -> bool:
    """Whether the words ask something, by their form."""
    typed = words(text)
    said = " ".join(typed)
    return (
        "?" in text
        or any(
            one in _ASKING or _PARTICLE.fullmatch(one) or _JOINED.fullmatch(one) for one in typed
        )
        or any(wish in said for wish in _WISHES)
        or (not _ALSO_TURKISH.isdisjoint(typed) and _rather_english(typed))
    )


_ADDS = re.compile(
    r"(bu arada|bir de|birde|ayrica|ek olarak|unuttum|ekte|ekliyorum|also|by the way)\b"
)
_STATES = re.compile(
    r"var|yok|degil|.{2,}(d|t)[iu](m|k|niz|nuz|ler|lar)?|.{2,}yor(um|uz|lar|du|duk)?|"
    r".{2,}m[iu]s(iz|uz|lar|ler)?|.{2,}(acak|ecek|acagiz|ecegiz|acagim|ecegim)"
)
_PROMISES = re.compile(r".+[ae]c[ae]g(im|iz)")  # I shall, we shall
_WANTS = ("istiyor", "gerek", "lazim", "arar", "merak")


def tells(text: str) -> bool:
    """Whether the words tell something, as an addition does, and look for nothing."""
    typed = words(text)
    said = " ".join(typed)
    if asks(text) or any(want in said for want in _WANTS):
        return False
    promised = any(_PROMISES.fullmatch(word) for word in typed)
    states = bool(typed) and _STATES.fullmatch(typed[-1]) is not None
    return promised or states or _ADDS.match(said) is not None


def names_kind(text: str) -> bool:
    """Whether the words end as the names of organisations do."""
    typed = words(text)
    return bool(typed) and typed[-1] in _KINDS and "?" not in text


def is_name(text: str) -> bool:
    """Whether the words may be the name of an organisation or a place, and ask nothing."""
    return names_kind(text) or not asks(text)


_ENGLISH_TEXT = """
    the is are was were do does did we i you he she they our my your it this that what how
    when where why who which can could should would may must need want have has had to of
    for in on at from with and or not a an be been there any some if about please hello hi
    run work
    """
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
_FEWEST_ENGLISH, _SHARE_ENGLISH = 5, 0.4  # words, and the part of them that is certainly English
_FEWEST_TURKISH, _SHARE_STRANGE = 3, 0.2  # words, and the part of them that may be English
_TURKISH_LETTERS = frozenset("çğışöüÇĞİŞÖÜ")


def _rather_english(typed: Sequence[str]) -> bool:
    """Whether about half of some words are certainly English."""
    known = sum(word in _ENGLISH | _ALSO_TURKISH for word in typed)
    return known > 1 and known >= _SHARE_ENGLISH * len(typed)


def in_english(text: str) -> bool:
    """Whether a whole sentence is certainly written in English."""
    typed = words(text)
    small = "".join(word for word in text.split() if not word[:1].isupper())  # places keep theirs
    if len(typed) < _FEWEST_ENGLISH or _TURKISH_LETTERS & set(small):
        return False
    return sum(word in _ENGLISH for word in typed) >= _SHARE_ENGLISH * len(typed)


def in_turkish(text: str) -> bool:
    """Whether a few words are certainly written in Turkish, and no name."""
    typed = words(text)
    if len(typed) < _FEWEST_TURKISH or names_kind(text):
        return False
    strange = sum(word in _ENGLISH - TURKISH for word in typed) / len(typed)
    told = _TURKISH_LETTERS & set(text) or any(word in TURKISH - _ENGLISH for word in typed)
    return bool(told) and strange <= _SHARE_STRANGE


_REQUEST = re.compile(r"talep|talebi|basvurum|sorum|sorumuz|dilekcem|request|ticket")
_FATE = re.compile(r"ne oldu|durum|nerede|nerde|ne zaman|ne asama|ne haber|sonuc|status|happened")
_REPLY = re.compile(r"\b(cevap|cevab|yanit|donus|haber(?!im|dar)|ses|answer|reply|news)")
_LATE = re.compile(
    r"\b(yok|gelmedi|gelmiyor|gelecek|gelir|ne zaman|hala|halen|alamad|olmadi|cikmadi|verilmedi|"
    r"vermediniz|vermiyor|yapilmadi|bekliyor|yet|still|when|any)"
)
_PATIENT_TEXT = """
    tamam tamamdir tmm ok peki olur oldu hala halen hep bekliyorum bekliyoruz bekleriz
    beklerim bekleyecegim bekleyecegiz bekliyor olacagim olacagiz tesekkur tesekkurler
    ederim ederiz sagolun sagol sag olun cevap cevabinizi cevabi yanit yanitinizi yaniti
    donus donusunuzu haber haberinizi sizden sizi biz ben iyi gunler calismalar o zaman
    waiting still i am im
    """
_PATIENT = frozenset(_PATIENT_TEXT.split())
_WAITING = ("bekli", "bekle", "waiting")
_SHORT = 10  # words past which it is a message and no question for the state


def waits(text: str) -> bool:
    """Whether the words say no more than that their writer waits."""
    typed = words(text) if len(text) <= _LONGEST else []
    return any(one.startswith(_WAITING) for one in typed) and _PATIENT.issuperset(typed)


_OF_TICKET = re.compile(r"kapat(t|mis|il)|kapand|kapanm|closed|cozulmedi|bitmedi")
_AGAIN = re.compile(
    r"\b(yeniden|tekrar|geri)\b.{0,20}\bac(in|ar|il|mak|al|tir|sa|iver)|reopen|open .*again"
)
_COURTESY_TEXT = """
    merhaba merhabalar selam selamlar slm mrb selamun aleykum hello hi hey gunaydin iyi
    gunler aksamlar geceler sabahlar calismalar hafta sonlari tatiller haftalar bayramlar
    hayirli cumalar kolay gelsin tesekkur tesekkurler ederim ederiz cok tesekkurlerimle sag
    sagol sagolun olun ol saolun eyvallah rica minnettarim minnettariz allah razi sizden
    olsun elinize saglik emeginize ilginiz ilgilendiginiz yardiminiz cevabiniz yanitiniz
    bilgi hizli donus icin thanks thank you very much gorusuruz gorusmek uzere hosca kalin
    hoscakalin gule bye goodbye kendinize bakin nasilsin nasilsiniz misin misiniz naber
    haber ne var yok her sey yolunda how are harika super guzel bravo mukemmel harikasin
    harikasiniz supersiniz basarili great kimsin kimsiniz sen siz aydinlandim rahatladim icim
    rahatladi hadi haydi
    sorum kalmadi bot robot insan musun musunuz yapay zeka adin adiniz who kusura bakmayin
    bakma ozur dilerim dileriz pardon affedersiniz sorry hocam arkadaslar herkese tekrar
    simdiden tsk tskler helps helped that helpful tesekkurederim mersi hurmetler saygilar
    saygilarimla sevgiler selamlarimla dert gormesin ellerinize elleriniz dilinize
    yureginize hakkinizi helal edin minnet borcluyum isler bereketli hayirlar dua duaciyim
    duacinizim simdilik hepinize kral adamsin adamsiniz krali ki varsiniz efendim abi abla
    kardesim evladim tamam tamamdir tmm ok okey peki anladim
    """
_COURTESY = frozenset(_COURTESY_TEXT.split())
_AGREEMENT_TEXT = """
    evet evt hayir hyr yok olur olmaz tamam tamamdir tmm ok okey peki tabii tabi ki elbette aynen
    dogru dogrudur yanlis oldu uygun uygundur anladim kabul onay onayliyorum istiyorum istiyoruz
    istemiyorum istemiyoruz istemem gerek degil he hee lutfen yes no yeah yep nope sure okay fine
    right tesekkurler tesekkur ederim sagolun dogrudur kalsin gorunsun gorunmesin gizli
    """
_AGREEMENT = frozenset(_AGREEMENT_TEXT.split())
_MOST_AGREED = 4  # words of a mere yes or no


_THANKS = re.compile(
    r"\b(sa[gğ] ?ol\w*|saol\w*|tesekkur\w*|tsk\w*|eyvallah\w*|eyv|minnettar\w*|razi olsun|"
    r"elleri\w* (saglik|dert gormesin)|emegi\w* saglik|thank\w*|thx|mersi)\b"
)


def thanks(text: str) -> bool:
    """Whether the words thank, whatever else they are."""
    return _THANKS.search(" ".join(words(text))) is not None


_BLESSING = re.compile(
    r"\b(allah|rabb?im|mevla\w*|hak)\b.*\b\w+s[iu]n(iz|lar)?\b|\bspas\b|\bdua\w*|"
    r"\b(star|legend|life ?saver|angel|hero|the best)\b"
)
_LONGEST_BLESSING = 7  # words


def blesses(text: str) -> bool:
    """Whether the words are thanks as old people, neighbours and friends say them."""
    typed = words(text)
    few = len(typed) <= _LONGEST_BLESSING and not any(map(str.isdecimal, typed))
    return few and not asks(text) and _BLESSING.search(" ".join(typed)) is not None


def is_courtesy(text: str, *, spare: int = 0) -> bool:
    """Whether the words are a greeting, thanks or the like, and but for `spare` ones no more."""
    typed = words(text)
    rest = [one for one in typed if not (_near(one, _COURTESY) or _THANKS.fullmatch(one))]
    return len(rest) <= spare


def is_bare(text: str) -> bool:
    """Whether a yes or a no is all that was typed."""
    typed = words(text)
    return len(typed) <= _MOST_AGREED and all(_near(one, _AGREEMENT) for one in typed)


def _near(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of these, with a slip or two where it is long enough."""
    if word in known or len(word) < _SLIPS:
        return word in known
    return process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE) is not None


def about_ticket(text: str) -> bool:
    """Whether the words are about a ticket that was closed, or its reply."""
    closed = _OF_TICKET.search(" ".join(words(text)))
    return bool(closed) or wants_again(text) or asks_state(text)


def wants_again(text: str) -> bool:
    """Whether the words wish that a ticket be opened again."""
    return bool(_AGAIN.search(" ".join(words(text))))


def asks_state(text: str) -> bool:
    """Whether the words ask how a ticket stands."""
    typed = words(text)
    said = " ".join(typed)
    if not typed or len(typed) > _SHORT:
        return False
    own = _REQUEST.search(said) and _FATE.search(said)
    late = _REPLY.search(said) and _LATE.search(said)
    return bool(own or late) or waits(text)


_OWN_STATE = wording(
    r"""(ne zaman|ne vakit|hangi gun|kac (gun|saat|hafta|is gun)\w*|ne kadar (sure\w*|zaman\w*))
    ne kadar (bekle\w+|sur(er|ecek|uyor|ebilir)\w*)
    (talep|taleb|sorum|basvurum|mesajim)\w* (ne oldu|nerede|nerde|hangi asama\w*)
    (talep|taleb|sorum|basvurum)\w* (ne )?(durum|asama)\w*
    (cevap|cevab|yanit|donus|haber|ses)\w* (var|yok|gelmedi|cikmadi|geldi)( m[iu])?
    (how long|when|any (news|answer|reply)|what happened|no (news|answer|reply))""",
    """cevap cevabi cevabim cevabiniz yanit yaniti yanitim yanitiniz donus haber uzman uzmandan
    uzmanin uzmaniniz gelir gelecek gelicek geliyor geliyo doner donersiniz donulur donecek
    donecekler donuyor donuyorsunuz yaparsiniz yapar yapilir verirsiniz verirsin verir verecek
    vereceksiniz verilir verilecek alirim aliriz alabilirim alacagim alacagiz alicam icinde
    icin sonra hala halen mi mu ki bana bize sizden siz talebim talebime talebimiz talep
    soruma sorum sorumuza sorumun yazarsiniz yazacak cevaplarsiniz yanitlarsiniz cevaplanir
    yanitlanir sonuclanir bekleyecegim beklerim bekleyelim surer tahminen acaba to answer
    reply hear back from you get will i my does it take yet still there request ticket yarin
    bugun son gun gunu soru soruda sorum birde bide olabilir acil bizim sure suremiz doluyor
    bitiyor geciyor""",
    longest=12,
)


_WE = re.compile(r"\b(don|ver|yaz|cevapla|yanitla|ara)\w*(s[iu]n[iu]z|ul[iu]r|il[iu]r)\b|\bdoner")
_BARE_STATE = wording(
    r"""(son |su anki )?durum\w* (ne|nedir|nasil)
    ne durumda\w*
    (son durum|ne oldu|gelisme var mi|bir gelisme)""",
    "benim bizim talebin talebimin isimiz peki var mi",
)


def asks_own_state(text: str) -> bool:
    """Whether the words ask for nothing but when the desk answers, or what came of a request."""
    said = " ".join(words(text))
    of_desk = any(one.search(said) for one in (_REPLY, _REQUEST, _WE))
    return _BARE_STATE.said(text) or (of_desk and _OWN_STATE.said(text))
