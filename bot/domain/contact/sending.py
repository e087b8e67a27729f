"""The order to send, wherever it stands in a line: `tamam gönder allah razı olsun`.

Law: it is an order to a form that has a question, and never part of that; the words beside it are
what they would be without it.
"""

import re
from collections.abc import Sequence

from bot.domain.contact.asking import is_courtesy, names_kind
from bot.domain.contact.provinces import is_province
from bot.domain.contact.wording import AROUND
from intents.turkish import words

_SENDS_TEXT = """
    gonder gonderin gonderiniz gondersene gonderelim gonderiver gonderiverin gonderebilirsiniz
    gonderebilirsin gonderirsin gonderirsiniz gndr gondr gndrin yolla yollayin yollayiniz yollayalim
    yollasana yollayiver yollayabilirsiniz iletin iletiniz iletiverin iletebilirsiniz send submit
    """
_SENDS = frozenset(_SENDS_TEXT.split())
_BESIDE_TEXT = """
    it that them all ok okay okey yes sure then uzmana uzmanlara talebi talebimi soruyu sorumu
    sorularimi mesaji mesajimi bunlari hepsini onu oyle sonra once gitsin gari misin misiniz
    musunuz hazir dogru dogrudur olur oldu bitti buyrun buyur off go ahead and just can could
    e you now gec gecin atla kalsin be bitsin duzelt duzeltin duzeltip
    """
_BESIDE = AROUND | frozenset(_BESIDE_TEXT.split())
_AFTER_FIRST = frozenset({"de", "da", "ki", "bakalim", "gitsin"})  # `gönder de bakalım …`
_ENDS = (".", ",", "!", "?", ";", "…", ":")
_NOT_OURS = frozenset({"bana", "bize", "me", "us"})  # who wants to be sent something
_ASKS_HOW = frozenset({"i", "we", "to", "should", "not", "dont", "they"})  # `how do I send it`
_NEAR = 3  # words before the order at which they are told
_OBJECT = re.compile(r"\w{2,}[aeiu]")  # what is sent, or whither: `dilekçeyi`, `valiliğe`


def without_order(text: str) -> str | None:
    """What a line says beside an order to send, as it was typed; None for a line without one."""
    shown = text.split()
    folded = [words(one) for one in shown]
    place = next((n for n in range(len(shown)) if _orders(shown, folded, n)), None)
    if place is None:
        return None
    first, last = _clause(shown, folded, place)
    kept = (" ".join(shown[:first]).strip(" ,;:-"), " ".join(shown[last:]).strip(" ,;:-"))
    left = " ".join(filter(None, kept))
    return "" if not _says(left) or is_courtesy(left) else left


def _says(text: str) -> bool:
    """Whether something is left to be said, and no more than small words."""
    return any(word not in _BESIDE for word in words(text))


def _orders(shown: Sequence[str], folded: Sequence[list[str]], place: int) -> bool:
    """Whether the word there is an order to send: it begins or ends what is said, but for small
    words.
    """
    if not folded[place] or folded[place][0] not in _SENDS:
        return False
    before = shown[:place]
    starts = max((n + 1 for n, one in enumerate(before) if one.endswith(_ENDS)), default=0)
    near = folded[max(starts, place - _NEAR) : place]
    if not _NOT_OURS.isdisjoint(word for typed in near for word in typed):
        return False
    _, last = _clause(shown, folded, place)
    if place > starts and not _ASKS_HOW.isdisjoint(folded[place - 1]):
        return False
    ended = last == len(shown) or shown[last - 1].endswith(_ENDS)
    leads = starts == place or _small(folded[place - 1]) or (ended and _told(before))
    return leads and (ended or is_courtesy(" ".join(shown[last:])) or _goes_on(folded, place))


def _told(before: Sequence[str]) -> bool:
    """Whether what stands before an order is no object of it."""
    typed = words(before[-1])
    object_ = bool(typed) and _OBJECT.fullmatch(typed[-1]) is not None
    return not object_ or names_kind(before[-1]) or is_province(before[-1])


def _goes_on(folded: Sequence[list[str]], place: int) -> bool:
    return place + 1 < len(folded) and not _AFTER_FIRST.isdisjoint(folded[place + 1])


def _clause(shown: Sequence[str], folded: Sequence[list[str]], place: int) -> tuple[int, int]:
    """Where the order with the small words around it begins and ends."""
    first, last = place, place + 1
    while first > 0 and _small(folded[first - 1]) and not shown[first - 1].endswith(("?", ".")):
        first -= 1
    while last < len(shown) and _small(folded[last]) and not shown[last - 1].endswith(_ENDS):
        last += 1
    return first, last


def _small(typed: Sequence[str]) -> bool:
    return all(word in _BESIDE or word in _SENDS or word in _AFTER_FIRST for word in typed)
