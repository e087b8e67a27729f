"""Sentences of one entry that hold the answer to a question that goes on from it.

Law: only sentences that stand in the entry are found, whole and as they are written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from intents.content.catalog import Choice
from intents.search.ranking import Ranking
from intents.search.words import telling
from intents.turkish import words

FITS = 0.6  # share of a question's weight that a sentence must hold
BESIDE = 0.8  # of the best sentence's share, from which another one is shown with it
TOUCHES = 0.25  # and of one that says the number that is asked for
STRANGE = 0.3  # of its weight is left to a word that the content does not know
FEW, FEW_TOUCHED = 2, 3  # words of a question for an amount
MOST = 2  # sentences that are shown
UNANSWERED = 0.5  # of its share is left to a sentence without the number that is asked for

_ITEM = re.compile(r"^\s*(?:[-*•]|\d+\.)\s+")
_HEAD = re.compile(r"^\*\*(.{1,60}?)[:?.]?\*\*[:.]?\s*")
_END = re.compile(  # but for `art. 5`
    r"(?<!\bart\.)(?<=[^\W\d]{2}[.!?…)])\s+(?=[A-ZÇĞİÖŞÜ0-9“\"])"
)
_MARKS = re.compile(r"\*\*|__|`|^#+\s*|\[([^\]\n]*)\]\([^)\n]*\)")
_AMOUNTS = re.compile(
    r"\b(kac\w*|ne kadar|ne zaman|(sure|ucret|tutar|miktar)\w* ne(dir|ydi)?|"
    r"how (many|much|long)|when)\b"
)
_UNITS_TEXT = """
    gun gunu gunde ay ayda hafta yil yilda sene saat lira tl para kisi kisiyle tane adet sure suresi
    surer surede surecek suruyor tutar tutuyor saatte saatlerde
    day days month months year people money long
    """
_UNIT = re.compile(r"(gun|saat|hafta|sene|kisi|lira|sur|tut|cik)\w{0,6}|takes?")
_UNITS = frozenset(_UNITS_TEXT.split())  # which say too little alone
_SLIGHT_TEXT = """
    ok tamam within before after many much long sart sarti olmasi olacak olursa yoluyla zorunlu
    zorunda mumkun var yeter yetiyor yeterli lazim mecbur olabilir oluyor oluyo yapilir yapiliyor
    yapariz yapsak etsek alsak versek peki bizim tam belli acaba iste hala henuz bile
    """
_SLIGHT = frozenset(_SLIGHT_TEXT.split())  # of a question, and no part of what it is about
_NUMBERS_TEXT = """
    bir iki uc dort bes alti yedi sekiz dokuz on yirmi otuz kirk elli altmis yetmis seksen doksan
    yuz bin ucte beste onda yarisi one two three four five six seven eight nine ten
    """
_NUMBERS = frozenset(_NUMBERS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an entry, what it stands under there, and how much of the question it holds."""

    text: str
    head: str
    share: float


def _meant(typed: Sequence[str]) -> list[str]:
    """The words of a question that say what it is about."""
    told = [word for word in telling(typed) if word not in _UNITS | _SLIGHT]
    return [word for word in told if _UNIT.fullmatch(word) is None]


def fitting(choice: Choice, typed: Sequence[str], ranking: Ranking) -> tuple[Sentence, ...]:
    """The sentences of an entry that hold most of a question's folded words, in their order."""
    asked = _meant(typed)
    if choice.lent_by:
        return ()
    if not asked:
        return _amounts(choice, typed)
    near = ranking.nearness(asked)
    found = [_held(head, text, typed, near=near) for head, text in _sentences(choice)]
    best = max((one.share for one in found), default=0.0)
    if best < FITS:
        touched = best >= TOUCHES
        if len(asked) > (FEW_TOUCHED if touched else FEW) or not _counted(typed):
            return ()
        few = touched and len(asked) <= FEW
        return _counting(found, typed) if few else _amounts(choice, typed)
    likely = [one for one in found if one.share >= max(FITS, BESIDE * best)]
    kept = sorted(likely, key=lambda one: -one.share)[:MOST]
    return tuple(one for one in found if one in kept)


# words that measure the same, with their endings
_MEASURES = (
    re.compile(r"(gun|hafta|yil|saat|sene|zaman|sure)\w{0,6}|ay(da|dan|in|lik|i|dir|iniz|imiz)?"),
    re.compile(r"(kisi|uye|kurucu)\w{0,6}"),
    re.compile(r"(para|lira|tutar|ucret|yuzde|ceza)\w{0,6}|tl"),
)


_LONG = re.compile(r"\bne kadar (?:sur|zaman)|\bhow long\b")


def _counted(typed: Sequence[str]) -> bool:
    """Whether a question says what is to be counted: `kaç saat`, `ne kadar sürede`."""
    long = _LONG.search(" ".join(typed)) is not None
    return long or any(
        word.startswith("kac") and any(one.fullmatch(unit) for one in _MEASURES)
        for word, unit in pairwise(typed)
    )


def _counting(found: Iterable[Sentence], typed: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentence that says a number of what is counted, and touches what else is asked."""
    wanted = [one for one in _MEASURES if any(map(one.fullmatch, typed))]
    counts = [one for one in found if one.share >= TOUCHES and _counts(words(one.text), wanted)]
    return tuple(sorted(counts, key=lambda one: -one.share)[:1])


def _amounts(choice: Choice, typed: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentences of the gist that hold a number of what a question asks only a number of."""
    if _AMOUNTS.search(" ".join(typed)) is None:
        return ()
    wanted = [one for one in _MEASURES if any(map(one.fullmatch, typed))]
    gist = [text for _, text in _sentences(choice) if text in (choice.summary or "")]
    found = (Sentence(text, "", 1.0) for text in gist if _counts(words(text), wanted))
    return tuple(islice(found, MOST))


def _counts(there: Sequence[str], measures: Iterable[re.Pattern[str]]) -> bool:
    """Whether a number stands beside one of these measures."""
    places = [n for n, word in enumerate(there) if word.isdecimal() or word in _NUMBERS]
    beside = [word for n in places for word in (*there[max(n - 1, 0) : n], *there[n + 1 : n + 3])]
    return any(one.fullmatch(word) for one in measures for word in beside)


def _held(
    head: str,
    text: str,
    typed: Sequence[str],
    *,
    near: Mapping[str, tuple[float, Mapping[str, float]]],
) -> Sentence:
    """A sentence with the share of the question's weight that it and its head hold."""
    there = words(f"{head} {text}")
    weight = sum(rarity if known else rarity * STRANGE for rarity, known in near.values())
    held = sum(
        rarity * max((known.get(word, 0.0) for word in there), default=0.0)
        for rarity, known in near.values()
    )
    counts = any(word.isdecimal() or word in _NUMBERS or word in _UNITS for word in words(text))
    lacks = _AMOUNTS.search(" ".join(typed)) is not None and not counts
    held *= UNANSWERED if lacks else 1
    return Sentence(text, head, held / max(weight, 1e-6))


def _sentences(choice: Choice) -> Iterator[tuple[str, str]]:
    """Each sentence of the gist and the body, with the bold words that its line begins with."""
    for line in (choice.summary or "", *choice.body.splitlines()):
        bare = _ITEM.sub("", line)
        head = _HEAD.match(bare)
        said = _MARKS.sub(lambda found: found[1] or "", bare[head.end() :] if head else bare)
        for sentence in _END.split(said):
            if words(sentence):
                yield (head[1] if head else ""), sentence.strip()
