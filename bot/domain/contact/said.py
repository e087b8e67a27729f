"""A subject, a name, a province, a yes: as they are said in other words than a step's own.

Law: of what was said only the answer is kept; what is unclear is no answer.
"""

import re

from bot.domain.chats import Chat, Expects
from bot.domain.contact.asking import asks
from bot.domain.contact.form_talk import doubts
from bot.domain.contact.names import instead, trimmed_name
from bot.domain.contact.provinces import place_in
from bot.domain.contact.view import ContactView, subject_areas
from bot.domain.contact.wording import AROUND, NO
from intents.search.words import telling
from intents.turkish import words

_YES = frozenset({"evet", "evt", "he", "hee", "tabii", "tabi", "elbette", "yes", "sure"})
_NO = frozenset({"hayir", "hyr", "yok", "yoo", "degil", "degiliz", "degilim", "no", "nope"})
_RIGHTS = re.compile(r"\bhak temelli(y[iu]z)?( bir)?\b|\brights based\b")
_DENIED = re.compile(r"\bdegil|\bnot\b")


def plain_answer(text: str) -> bool | None:
    """The yes or no that an answer begins with, or gives to a question about rights."""
    typed = words(text)
    first = next((word for word in typed if word not in AROUND or word in _YES), "")
    if asks(text) or doubts(text):
        return None
    if first in _YES or first in _NO:
        return first in _YES
    said = " ".join(typed)
    return _DENIED.search(said) is None if _RIGHTS.search(said) else None


def rights_named(text: str) -> bool | None:
    """Whether an organisation is rights-based, where the words say that and little else."""
    few = len(telling(words(text))) <= _FEW and not asks(text)
    return plain_answer(text) if few and _RIGHTS.search(" ".join(words(text))) else None


def names_subject(text: str) -> bool:
    """Whether the words speak of the request's subject: `konu yanlış, fon olacak`."""
    return any(word.startswith(("konu", "topic", "subject")) for word in words(text))


_FEW = 5  # telling words
_TOPIC_TEXT = """
    konu konusu konuyu konudur soru sorusu sorudur sorum sorumuz olsun olmali olacak ile ilgili
    hakkinda bizim benim bence var alakasi alaka ilgisi ne yanlis aslinda daha cok diye alan alani
    kategori topic subject about question is its should
    """
_TOPIC = AROUND | NO | frozenset(_TOPIC_TEXT.split())
_LIKE = 4  # letters in common from which a word is a label's


def subject_named(chat: Chat, view: ContactView, text: str) -> int | None:
    """The one subject area that all telling words are of; the guess that they leave is not it."""
    typed = [word for word in telling(words(text)) if word not in _TOPIC]
    areas = subject_areas(view.catalog, chat.language)
    found = {area: _shared(label, typed) for area, label in areas.items()}
    if not typed or {word for shared in found.values() for word in shared} != set(typed):
        return None
    guess = chat.intake.subject if chat.intake is not None else None
    named = [area for area, shared in found.items() if shared]
    others = [area for area in named if area != guess]
    best = others if len(others) == 1 else named
    return best[0] if len(best) == 1 else None


def _shared(label: str, typed: list[str]) -> set[str]:
    there = [word[:_LIKE] for word in words(label) if len(word) >= _LIKE]
    return {word for word in typed if word[:_LIKE] in there}


_TOLD_TEXT = "demistim demistik dedim soyledim soylemistim yazdim yazmistim zaten"
_TOLD = frozenset(_TOLD_TEXT.split())


def bare_detail(text: str, step: Expects) -> str:
    """The name or the province without what is said around it."""
    if step is Expects.ORGANISATION:
        return trimmed_name(text)
    place = place_in(instead(text))
    typed = text.split()
    while len(typed) > 1 and _around(typed[-1]):
        typed.pop()
    while len(typed) > 1 and _around(typed[0]):
        typed.pop(0)
    return place or " ".join(typed)


def _around(word: str) -> bool:
    return all(one in AROUND or one in _TOLD for one in words(word))
