"""A message taken apart: its sentences, the pieces of it that ask, and windows over its words.

Law: pieces come in the order of the message, each once, and their number is bounded however long it
is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from intents.search.words import telling
from intents.turkish import words

LONG = 18  # words of a sentence from which only what stands around its question word asks
LEAD, TRAIL = 11, 4  # words before and after a question word that belong to the question
APART = 8  # words between question words that make two questions
LEANING = 2  # words that say something; with fewer a question leans on what stands before it
MOST = 6  # pieces that are looked at
WINDOWS = ((12, 4), (7, 3))  # words of a window, and how far the next one is ahead

_END = re.compile(r"(?<=\w\w\w)\.+\s+|(?<=[!?…;])\s*|[\n\r]+")
_CLAUSE = re.compile(r",\s|\s(?=(?:ayrıca|ayrica|bir de|bi de|ve|also|and)\s)", re.IGNORECASE)
_QUESTION_TEXT = """
    mi mu midir mudur miyiz muyuz miyim muyum misiniz musunuz misin musun
    nasil nasi nsl ne nedir neler nelerdir neye neyi nereden nereye nerede nerden nerde neresi kac
    kacar kaca hangi hangisi hangileri kim kime kimden kimler neden niye nicin napalim napcaz
    nabalim napariz napicaz nezaman
    how what where when who which why can could should does do is are may must
    """
_QUESTION_WORDS = frozenset(_QUESTION_TEXT.split())
_WISHES_TEXT = """
    istiyoruz istiyorum isteriz istiyoz gerek gerekiyor gerekli lazim merak ogrenmek sormak bilgi
    sorum sorumuz sorunumuz soracaktim bilmiyoruz bilmiyorum emin want need wonder question
    """
_WISHES = frozenset(_WISHES_TEXT.split())
_GLUED = re.compile(  # a question's particle written without a space
    r"\w*(?:[aeiu]rm[iu]|yorm[iu]|lazimmi|sartmi|yokmu|gerekmi)"
    r"|(?!takim|kurum|birim|bolum)\w{3,}(?:m[iu]y[iu]z|m[iu]s[iu]n[iu]z|m[iu]d[iu]r)"
)

Asks = Callable[[str], bool]  # whether a folded word makes a piece one that asks


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold a word."""
    return [part.strip() for part in _END.split(text) if words(part)]


def asking(said: Sequence[str]) -> tuple[str, ...]:
    """The folded pieces of some sentences that ask, by question words or else by wishes; none when
    nothing does.
    """
    for form in (asks, _wishes):
        if found := dict.fromkeys(islice(_pieces(said, form), MOST)):
            return tuple(found)
    return ()


def windows(typed: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All the words, one window after the other, wide ones and narrow ones, each overlapping the
    next.
    """
    for width, step in WINDOWS:
        for begin in range(0, max(len(typed) - width, 0) + step, step):
            yield tuple(typed[begin : begin + width])


def asks(word: str) -> bool:
    """Whether a folded word makes what it stands in a question."""
    return word in _QUESTION_WORDS or (word != "yirmi" and _GLUED.fullmatch(word) is not None)


def _wishes(word: str) -> bool:
    return word in _WISHES


def _pieces(said: Sequence[str], form: Asks) -> Iterator[str]:
    before: list[str] = []
    for sentence in said:
        for typed in _questions(sentence, form):
            leans = len(telling(typed)) < LEANING
            yield " ".join((*before[-LEAD:], *typed) if leans else typed)
        before = words(sentence)


def _questions(sentence: str, form: Asks) -> Iterator[list[str]]:
    """The words of each question in a sentence: its clauses up to the next one that asks."""
    open_: list[str] = []
    for clause in _CLAUSE.split(sentence):
        open_ += words(clause)
        whole = any(form(word) for word in open_) and len(telling(open_)) >= LEANING
        if whole or clause.rstrip().endswith("?"):
            yield from _around(open_, form)
            open_ = []
    if any(form(word) for word in open_):
        yield from _around(open_, form)


def _around(typed: list[str], form: Asks) -> Iterator[list[str]]:
    """What stands around the question words of a long clause; a short one whole."""
    spots = [place for place, word in enumerate(typed) if form(word)]
    if len(typed) <= LONG or not spots:
        yield typed[-LONG:]
        return
    firsts = [spots[0], *(late for early, late in pairwise(spots) if late - early > APART)]
    for first, end in pairwise([*firsts, len(typed) + APART]):
        last = max(spot for spot in spots if spot < end)
        yield typed[max(first - LEAD, 0) : last + TRAIL + 1]
