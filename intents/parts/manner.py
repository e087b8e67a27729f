"""What a message says of how it wants to be answered, or of how it was: `net yazın`, `size soru
soruyorum, menü gösteriyorsunuz`. It is no part of what is asked.

Law: something that says enough is always left, else nothing is cut.
"""

import re

from intents.search.words import telling
from intents.turkish import plain, words

_FEWEST = 2  # words that say something or are numbers, which what is left must have
_HOW = (
    r"(?:net|kisa|acik|kesin|dogru duzgun|duzgun|direkt|dogrudan|basit|sade|oz|tek cumle)"
    r"(?:ce|ca|le|yle)?(?: (?:ve|net|kisa|acik|bir|bi|oz))*"
)
_SAY = (
    r"(?:(?:cevap|yanit) (?:ver|yaz)|yaz|soyle|cevapla|yanitla|anlat|acikla|de)"
    r"(?:(?:y?in(?:iz)?|y?un(?:uz)?|sene|sana|senize|iver\w*|r misin(?:iz)?|ar misin(?:iz)?)\b|\b)"
)
_YOU = r"\w*(?:yo|iyo|uyo)r?(?:s[iu]n)(?:[iu]z)?\b"
_CLAUSES = (
    re.compile(
        rf"\b(?:lutfen |bana |bize |su(?:nu)? |bunu )*{_HOW}(?: \w+)? {_SAY}(?: lutfen)?\W*"
    ),
    re.compile(
        r"\b(?:yahu |ya |of |bak\w* |ben |biz )*(?:size|sana) (?:bir ?|bi ?)?(?:sey|soru)\w* "
        r"sor(?:uyor\w*|uyom|dum|duk)\b\W*"
    ),
    re.compile(
        r"\b(?:siz |sen |ama |hep |surekli |bana |bize )*(?:menu|dugme|buton|liste|alakasiz|ayni|"
        rf"sacma|hazir|link|ilgisiz)\w*(?: \w+){{0,2}}? (?:goster|ver|at|yaz|gonder|cikar|yolla|"
        rf"sun|tekrarl|sirali|koy|diy|d){_YOU}\W*"
    ),
)


def without_manner(query: str) -> str:
    """What a message asks, without what it says of how it is answered; as it came where that is
    all.
    """
    text = left = plain(query)
    for clause in _CLAUSES:
        left = clause.sub(" ", left)
    typed = words(left)
    enough = len(telling(typed)) + sum(word.isdecimal() for word in typed) >= _FEWEST
    return left.strip() if left != text and enough else query
