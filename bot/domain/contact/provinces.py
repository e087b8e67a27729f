"""The provinces of Turkey as people type them: what is certainly a place and no question."""

import re

from bot.domain.contact.wording import AROUND
from intents.turkish import words

_BY_PLATE_TEXT = """
    Adana Adıyaman Afyonkarahisar Ağrı Amasya Ankara Antalya Artvin Aydın Balıkesir Bilecik Bingöl
    Bitlis Bolu Burdur Bursa Çanakkale Çankırı Çorum Denizli Diyarbakır Edirne Elazığ Erzincan
    Erzurum Eskişehir Gaziantep Giresun Gümüşhane Hakkari Hatay Isparta Mersin İstanbul İzmir Kars
    Kastamonu Kayseri Kırklareli Kırşehir Kocaeli Konya Kütahya Malatya Manisa Kahramanmaraş Mardin
    Muğla Muş Nevşehir Niğde Ordu Rize Sakarya Samsun Siirt Sinop Sivas Tekirdağ Tokat Trabzon
    Tunceli Şanlıurfa Uşak Van Yozgat Zonguldak Aksaray Bayburt Karaman Kırıkkale Batman Şırnak
    Bartın Ardahan Iğdır Yalova Karabük Kilis Osmaniye Düzce
    """
_BY_PLATE = tuple(_BY_PLATE_TEXT.split())
_ALSO = "afyon antep izmit maras adapazari urfa dersim antakya amed icel"
_PROVINCES = frozenset((*words(_BY_PLATE_TEXT), *_ALSO.split()))
_PLATE = re.compile(r"(?:plaka(?:miz|m|si)? )?(0[1-9]|[1-7]\d|8[01])")
_ENDING = re.compile(r"[dt][ae](?:y[iu][mz]|n)?|l[iu]y[iu][mz]")
_APOSTROPHE = re.compile(r"['’].*$")
_BESIDE_TEXT = """
    il ili ilim ilimiz ilce ilcesi ilcemiz sehir sehri sehrim sehrimiz olacak olacakti olmali olsun
    yazdim yazdik yazmisim demisim dedim yanlis pardon yazin yazalim yaziyorum yaziyoruz ariyorum
    ariyoruz oturuyoruz oturuyorum demistim merkez ilinde ilcesinde ilindeyiz
    """
_BESIDE = AROUND | frozenset(_BESIDE_TEXT.split())
_MOST = 3  # words of a place: the province, and what of it
_LOWER = 2  # and of one written without capitals


def is_province(text: str) -> bool:
    """Whether the words are a province, with a district at most."""
    return place_in(text) is not None


def place_in(text: str) -> str | None:
    """The place that the words tell, without what is said around it: a province, by its name with
    whatever ending or by the number of its plates, with a district at most; None for anything else.
    """
    shown = _places(text)
    typed = [words(one)[0] for one in shown if words(one)]
    plate = _PLATE.fullmatch(" ".join(typed))
    if plate is not None and "?" not in text:
        return _BY_PLATE[int(plate[1]) - 1]
    if len(typed) > 1 and _PLATE.fullmatch(typed[0]):
        shown, typed = shown[1:], typed[1:]
    province = _province(typed[0]) if typed else None
    if province is None or "?" in text or len(typed) > _MOST or _sinks(shown):
        return None
    if len(typed) > _LOWER and not _capitals(shown):
        return None
    return " ".join((_bare(shown[0], province), *shown[1:])).strip(" .!,;")


def is_plate(text: str) -> bool:
    """Whether the words are a plate's number as nobody counts a choice: `06`."""
    return text.strip().startswith("0") and _PLATE.fullmatch(text.strip()) is not None


def _places(text: str) -> list[str]:
    """The words without those around a place; marks between them stay."""
    shown = [one for one in text.split() if not words(one) or not _around(one)]
    named = [place for place, one in enumerate(shown) if words(one)]
    return shown[named[0] : named[-1] + 1] if named else []


def _around(word: str) -> bool:
    return all(one in _BESIDE for one in words(word))


def _province(word: str) -> str | None:
    """The province that a folded word names, with whatever ending."""
    found = (name for name in _PROVINCES if word.startswith(name))
    fitting = (name for name in found if name == word or _ENDING.fullmatch(word[len(name) :]))
    return max(fitting, key=len, default=None)


def _bare(shown: str, province: str) -> str:
    """A province as it was typed, without its ending."""
    cut = _APOSTROPHE.sub("", shown)
    if cut != shown:
        return cut
    marks = [place for place, letter in enumerate(shown) if letter.isalnum()]
    ended = len(words(shown)[0]) > len(province)
    return shown[: marks[len(province) - 1] + 1] if ended else shown


def _capitals(shown: list[str]) -> bool:
    return all(word[0].isupper() for word in shown if word[0].isalpha())


def _sinks(shown: list[str]) -> bool:
    """Whether words that are no names follow a province that is written as one."""
    return bool(shown) and shown[0][:1].isupper() and not _capitals(shown)
