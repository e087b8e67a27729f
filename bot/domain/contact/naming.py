"""Which of the questions before a wish for an expert names: `the visa thing`, `ıslanan defter işi`.

Law: a wish that names none of them is about all that is not answered yet; one for `all these` about
all that was asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.chats import Chat, Held
from intents.search.words import telling
from intents.turkish import words

_STEM = 4  # letters that words of one stem have in common
_NAMED = 3  # words beside a pointing word that may say which question it is
_BEHIND_TEXT = """
    thing isi isini kisim kismi kismini kisminda bolumu bolumunu yeri yerini konu konusu konusunu
    konuyu mesele meselesi meselesini sorusu sorusunu question
    """
_BEHIND = frozenset(_BEHIND_TEXT.split())  # after what says it; `about` stands before
_ALL = frozenset({"bunlari", "hepsini", "bunlarin", "sorularimi", "sorduklarimi", "all", "these"})
_ABOUT = frozenset({"about", "regarding"})


def only_named(chat: Chat, wish: Iterable[Held]) -> Chat:
    """The chat with those questions alone that the wish names by a word; as it was where it names
    none.
    """
    named = {word[:_STEM] for one in wish for word in _named(words(one.text))}
    before = dict.fromkeys((*chat.earlier, *chat.matter, *chat.unanswered))
    found = tuple(one for one in before if not named.isdisjoint(_stems(one)))
    if not found and any(not _ALL.isdisjoint(words(one.text)) for one in wish):
        found = tuple(before)
    if not found:
        return chat
    guess = chat.guess if set(found) & set(chat.matter) else None
    return replace(chat, matter=found, unanswered=found, guess=guess)


def _named(typed: Sequence[str]) -> Iterator[str]:
    """The telling words beside those that point at a question."""
    for place, word in enumerate(typed):
        if word in _BEHIND:
            yield from _telling(typed[max(place - _NAMED, 0) : place])
        elif word in _ABOUT:
            yield from _telling(typed[place + 1 : place + 1 + _NAMED])


def _telling(typed: Sequence[str]) -> list[str]:
    return [word for word in telling(typed) if len(word) >= _STEM]


def _stems(held: Held) -> set[str]:
    return {word[:_STEM] for word in words(held.text) if len(word) >= _STEM}
