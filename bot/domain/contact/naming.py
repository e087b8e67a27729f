"""Which of the questions before a wish for an expert names: `the visa thing`, `ıslanan defter işi`.

Law: a wish that names none of them is about all that is not answered yet.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.chats import Chat, Held
from bot.domain.contact import wishes
from intents.turkish import words

_STEM = 4  # letters that words of one stem have in common
_POINTS_TEXT = "thing isi isini konu konusu konusunu mesele meselesi soru sorusu sorusunu about"
_POINTS = frozenset(_POINTS_TEXT.split())


def only_named(chat: Chat, wish: Iterable[Held]) -> Chat:
    """The chat with those questions alone that the wish names by a word; as it was where it names
    none.
    """
    named = {word[:_STEM] for one in wish for word in wishes.beside(one.text) if _tells(word)}
    before = dict.fromkeys((*chat.earlier, *chat.matter, *chat.unanswered))
    found = tuple(one for one in before if not named.isdisjoint(_stems(one)))
    if not found:
        return chat
    return replace(chat, matter=found, unanswered=found)


def _tells(word: str) -> bool:
    return len(word) >= _STEM and word not in _POINTS


def _stems(held: Held) -> set[str]:
    return {word[:_STEM] for word in words(held.text) if len(word) >= _STEM}
