"""What a message says of who writes it: `biz bir kültür derneğiyiz`, `spor kulübünün sekreteriyim`.

Law: an introduction asks nothing; it names its writer by the ending of a noun or by a few verbs of
doing a job, and tells no event.
"""

import re
from collections.abc import Sequence

from intents.parts.dictation import written
from intents.parts.sentences import LEANING, asks
from intents.search.words import telling
from intents.turkish import plain, words

LONGEST = 18  # words of an introduction
FURTHEST = 9  # words of a message up to which the one ends that stands before a question
_GLUED = r"(?!\w*(?:[aeiu]r|yor|m[ae]z|var|yok|lazim|gerek)m[iu])"  # `olurmuyuz` asks
_OFFICE = (
    r"(?:avukat|muhtar|sekreter|sayman|ogretmen|muhasip|muhasebeci|albay|asker|imam|doktor|mudur|"
    r"memur|emekli|esnaf|ogrenci|gonullu|koordinator|uzman|aktivist|gazeteci|engelli|kadin|genc|"
    r"grup|grub|topluluk|toplulug|dernek|derneg|smmm|isci|ciftci|mezun)"
)
_ORGANISATION = (
    r"(?:dernek|derneg|vakf|vakif|kooperatif|kulub|platform|birlig|sendika|federasyon|inisiyatif|"
    r"toplul)"
)
_FROM_IT = rf"{_ORGANISATION}\w{{0,8}}(?:d[ae]n|t[ae]n)"
_COPULA = re.compile(
    rf"{_GLUED}\w{{2,}}[iu]y[iu][mz]|{_OFFICE}(?:y?[iu][mz])|(?:uye|hoca|koro|aile|hemsire)y[iu][mz]"
    rf"|degil[iu][mz]|{_ORGANISATION}\w*d[ae]y[iu][mz]"
)
_DOES = re.compile(  # where one works, whence one writes, what one sees to
    r"(?:.* )?(?:\w+[dt][ae] (?:\w+ )?(?:calis|oku|yasa|otur)\w{0,3}yo|\w+[dt][ae]n (?:yazi|ari)yo|"
    r"islerine baki?yo|kullaniyo|(?:sesle|yerine|adina|ilk kez|ilk defa) yaziyo|"
    r"(?:haber|arastirma|tez|odev|roportaj|belgesel)\w* (?:yapi|yazi|hazirli|ceki)yo)r?"
    r"(?:um|uz|m|z)"
)
_ABLE = re.compile(  # what somebody can do, after who they are
    r"(?: \w+){1,4} (?:bilirim|biliriz|anlarim|anlariz|yaparim|yapabilirim|yapabiliriz|edebilirim)"
)
_NAMED = re.compile(  # by a name, a title, an age, or whose organisation it is
    r"(?:\w+ )?\w+[dt][ae]n gel(?:dim|dik|iyorum|iyoruz)(?: (?!m[iu])\w+){0,3}"
    r"|(?:benim )?(?:adim|ismim|adimiz) \w+(?: \w+)?"
    r"|(?:\w+ ){0,3}ben \w+(?: \w+)? (?:teyze|amca|hoca|abla|abi|bey|hanim|dede|nine)(?:yim|niz)?"
    r"|(?:ben )?\d{2} yas(?:inda|im)(?:yim|dayim)?"
    rf"|(?:\w+ ){{1,4}}{_ORGANISATION}\w* var"
)
_FROM = re.compile(
    rf"(?:.* )?(?:ben|biz|adim|ismim) (?:(?!\w*[dt][iu][mk] )\w+ ){{0,6}}{_FROM_IT}"
    r"(?: (?!\w*(?:[dt][iu][mk]|yor\w*|[ae]c[ae][gk]\w*)$)\w+)?"
)
_HAILS_TEXT = """
    sayin yetkili yetkililer ilgili hocam yavrum evladim kizim oglum canim kardesim efendim kolay
    gelsin iyi hayirli gunler aksamlar sabahlar geceler cumalar merhaba merhabalar selam selamlar
    selamun aleykum dilerim dileriz alo hello hi hey good morning evening
    """
_HAILS = frozenset(_HAILS_TEXT.split())
_ENGLISH = re.compile(
    r"(?:im|i am|were|we are|i|we) (?:an? |the |from |with |at )?(?:\w+ )??"
    r"(?:volunteer|work|intern|run|study|live|member|association|foundation|ngo|group|student|"
    r"lawyer|teacher|secretary|treasurer|chair\w*|president|coordinator|accountant|from|at|with|"
    r"an?|the)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:istiyor|isteriz|isterim|lazim|gerek|merak|sorun\w*|problem\w*|zor|kork\w+|bilm[iu]yor\w*|"
    r"sikayet\w*|yardim|acil|(?:want|need|must|should|would|could|please|problem|lost|how|what|can|"
    r"do)\b)"
)
_SELF = frozenset({"ben", "biz"})


def introduces(text: str) -> bool:
    """Whether the words say who writes, and nothing else; greetings may stand before."""
    typed = words(written(text))
    said = " ".join(typed)
    if not 0 < len(typed) <= LONGEST or "?" in text or _ASKED_FOR.search(said):
        return False
    if any(map(asks, typed)):
        return False
    clauses = [words(part) for part in re.split(r"[.,;!\n]+", plain(written(text)))]
    told = [clause for clause in clauses if clause and not _greets(clause)]
    return bool(told) and all(map(_says_who, told))


def _greets(clause: Sequence[str]) -> bool:
    return len(_unhailed(clause)) <= LEANING and not _says_who(clause)


def _unhailed(clause: Sequence[str]) -> Sequence[str]:
    return [word for word in clause if word not in _HAILS]


def _says_who(clause: Sequence[str]) -> bool:
    said = " ".join(clause)
    return (
        _COPULA.fullmatch(clause[-1]) is not None
        or _offers(clause)
        or any(form.fullmatch(said) for form in (_DOES, _NAMED, _FROM))
        or (len(clause) > 1 and clause[-1] in _SELF and _says_who(clause[:-1]))
        or _ENGLISH.match(" ".join(_unhailed(clause))) is not None
    )


def _offers(clause: Sequence[str]) -> bool:
    last = max((n for n, word in enumerate(clause) if _COPULA.fullmatch(word)), default=-1)
    return last >= 0 and _ABLE.fullmatch(" " + " ".join(clause[last + 1 :])) is not None


def after_introduction(text: str) -> str:
    """What a plain message asks after it has said who writes it; "" where it begins otherwise, or
    says too little then.
    """
    typed = words(text)
    last = max(
        (n for n, word in enumerate(typed[:FURTHEST]) if _COPULA.fullmatch(word)), default=-1
    )
    left = typed[last + 1 :]
    return " ".join(left) if last >= 0 and len(telling(left)) >= LEANING else ""
