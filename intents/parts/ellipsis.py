"""What a question leaves out because it was said before: `kaç gün içinde`, `ödemezsek ne olur`.

Law: a cue is in the form of the words, never in their subject; it proves nothing by itself.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from intents.parts.sentences import asks
from intents.turkish import words

_ASKING_TEXT = """
    kac kacar kim kime kimden kimler nereye nereden nerede nerden nerde neresi hangi hangisi
    hangileri ne neler neden niye nasil how who when where which what
    """
_ASKING = frozenset(_ASKING_TEXT.split())  # as its first word, before anything it is about
_POINTING_TEXT = """
    bu bunu bunun buna bunlar bunlari o onu onun ona orada oradan oraya orasi ondan bundan boyle
    oyle it that this
    """
_POINTING = frozenset(_POINTING_TEXT.split())
_THEM_TEXT = """
    onlar onlara onlari onlarin onlarda onlardan onlarla onlarca they them their those he she his
    """
_THEM = frozenset(_THEM_TEXT.split())  # somebody who was named before
_LEADING = frozenset(["peki", "ya", "ayni", "and", "same"])
_ONE_TEXT = "o onu ona onun ondan oraya orada oradan bunu buna bunun bundan"
_ONE = frozenset(_ONE_TEXT.split())
_THEN_TEXT = "zaman halde yuzden sebeple nedenle yil sene gun ay arada icin"
_THEN = frozenset(_THEN_TEXT.split())
_SHORT = 4  # words of a question that leaves out what it is about
_IF = re.compile(r".{2,}(?:s[ae][kmn]?|s[ae]n[iu]z|s[ae]l[ae]r|l[ae]rs[ae])")


def asked_first(query: str) -> str | None:
    """The short question that a message begins with, where all behind it only tells of the case:
    `kaç gün? kâğıt 11 gün önce geldi`; None for anything else.
    """
    first, mark, rest = query.partition("?")
    typed, told = words(first), words(rest)
    if not mark or not told or "?" in rest or any(map(asks, told)):
        return None
    return f"{first}?" if len(typed) <= _SHORT and leaves_out(typed) else None


def leaves_out(typed: Sequence[str]) -> bool:
    """Whether folded words ask before they say about what, point back, or only suppose."""
    asks = bool(typed) and typed[0] in _ASKING
    return asks or points(typed) or any(_IF.fullmatch(word) for word in typed)


def points(typed: Sequence[str]) -> bool:
    """Whether folded words point at something that was named before."""
    return not (_POINTING | _THEM).isdisjoint(typed)


def refers(typed: Sequence[str]) -> bool:
    """Whether folded words speak of one thing that was named before: `o dilekçe`, not `o zaman`."""
    first = typed[:2]
    if len(first) > 1 and first[0] in ("bu", "this") and first[1] in _ASKING:
        return True
    return any(word in _ONE and after not in _THEN for word, after in pairwise([*typed, ""]))


def leads_on(typed: Sequence[str]) -> bool:
    """Whether folded words begin as one does who goes on, `peki vakıflar?`, or speak of people
    whom they don't name.
    """
    return (bool(typed) and typed[0] in _LEADING) or not _THEM.isdisjoint(typed)
