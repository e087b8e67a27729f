"""Courtesy around a question: what is cut at both ends of it, signs alone, words that lean on an
answer.

Law: only whole phrases that the content names are cut, and never all that was typed. Small talk is
what is left when nothing is left.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from rapidfuzz import fuzz, process

from intents.content.smalltalk import SmallTalk, Talk
from intents.turkish import WORD, asked, words

SHORT = 2  # words from which a message stands on its own
LONG = 8  # words past which it does, whatever it begins with
START = 50  # letters of a message in which a sign is looked for
SLIPS = 6  # letters of a word from which it may be typed with a slip
SAME = 88  # of 100: letters in common from which it is the word
REMEMBERED = 4096  # typed words whose near words are kept

_LEANING_TEXT = """
    peki ya bir de ayni bunun onun bunu onu o zaman and what about
    """
_LEANING = frozenset(_LEANING_TEXT.split())
_SIGNS: Mapping[str, SmallTalk | None] = {
    "😭": None,  # whoever weeps with folded hands does not give thanks
    "😢": None,
    "🆘": None,
    "👍": SmallTalk.YES,
    "👌": SmallTalk.YES,
    "✅": SmallTalk.YES,
    "🙏": SmallTalk.THANKS,
    "❤": SmallTalk.THANKS,
    "👋": SmallTalk.GREETING,
    "👎": SmallTalk.NO,
    "😡": SmallTalk.COMPLAINT,
    "👏": SmallTalk.PRAISE,
}

# Greek and Cyrillic, Armenian to Syriac, Indic to Thai, Georgian to Ethiopic, kana to Hangul
_FOREIGN = re.compile("[\u0370-\u08ff\u0900-\u0eff\u10a0-\u139f\u3040-\ud7af]")
Words = tuple[str, ...]
Phrases = Mapping[str, Sequence[Words]]  # by a word that they begin or end with


class Courtesy:
    """The phrases that stand around questions, ready to be cut off; each knows its kind."""

    def __init__(self, talks: Iterable[Talk]) -> None:
        talks = tuple(talks)
        self._kinds = {
            tuple(words(said)): talk.kind for talk in talks for said in (*talk.before, *talk.after)
        }
        self._firsts = _by_word((tuple(words(said)) for t in talks for said in t.before), 0)
        self._lasts = _by_word((tuple(words(said)) for t in talks for said in t.after), -1)
        known = (word for phrase in self._kinds for word in phrase)
        long = tuple(dict.fromkeys(word for word in known if len(word) >= SLIPS))
        # of a function that does not know us, as in the lexicon
        self._near = lru_cache(REMEMBERED)(partial(_near, long))

    def cut(self, text: str) -> tuple[str, str | None]:
        """A plain text without the courtesy at both ends, and the kind of what was cut last, of a
        greeting only where nothing else was; "" where all was courtesy.
        """
        spots = [found.span() for found in WORD.finditer(text)]
        typed = tuple(self._near(text[slice(*spot)]) for spot in spots)
        begin, end, kind = 0, len(typed), None
        while phrase := _first(typed[begin:end], self._firsts):
            begin, kind = begin + len(phrase), telling_kind(kind, self._kinds[phrase])
        while phrase := _last(typed[begin:end], self._lasts):
            end, kind = end - len(phrase), telling_kind(kind, self._kinds[phrase])
        if begin == end:
            return "", kind
        return text[spots[begin][0] : spots[end][0] if end < len(spots) else None], kind


def telling_kind(before: str | None, kind: str | None) -> str | None:
    """The kind of courtesy after some more of it: `canım` behind thanks greets nobody."""
    return before if kind is None or (before and kind == SmallTalk.GREETING) else kind


def _first(typed: Words, phrases: Phrases) -> Words:
    """The longest phrase that the words begin with; no words when there is none."""
    near = phrases.get(typed[0], ()) if typed else ()
    return next((phrase for phrase in near if typed[: len(phrase)] == phrase), ())


def _last(typed: Words, phrases: Phrases) -> Words:
    """The longest phrase that the words end with."""
    near = phrases.get(typed[-1], ()) if typed else ()
    return next((phrase for phrase in near if typed[-len(phrase) :] == phrase), ())


def _by_word(phrases: Iterable[Words], place: int) -> Phrases:
    """Phrases by their first or last word, longest first."""
    found: defaultdict[str, list[Words]] = defaultdict(list)
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        found[phrase[place]].append(phrase)
    return found


def _near(known: Sequence[str], word: str) -> str:
    """The word of a phrase that a typed word is with a slip, or itself."""
    if len(word) < SLIPS:
        return word
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SAME)
    return found[0] if found else word


def sign(query: str) -> SmallTalk | None:
    """What a message of signs alone says: a thumb up, folded hands."""
    return next((kind for mark, kind in _SIGNS.items() if mark in query[:START]), None)


def leans(query: str) -> bool:
    """Whether a message seems to continue the one before it: `peki ya vakıflar?`, or just a word or
    two.
    """
    typed = asked(query)
    return len(typed) <= SHORT or (len(typed) <= LONG and typed[0] in _LEANING)


def foreign(text: str) -> bool:
    """Whether a message is written in another alphabet: Arabic, Cyrillic and the like."""
    letters = [letter for letter in text[:START] if letter.isalpha()]
    strange = sum(bool(_FOREIGN.match(letter)) for letter in letters)
    return strange > 1 and 2 * strange > len(letters)
