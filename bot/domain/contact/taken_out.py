"""Which part of a question its writer wants taken out again: `önceki soruyu çıkar`.

Law: only words that name a part of the question and its going take one out; files stay.
"""

import re

from bot.domain.chats import Chat, Held
from bot.domain.contact.asking import asks
from bot.domain.messages import TEXT
from intents.search.words import telling
from intents.turkish import words

_LONGEST = 12  # words
_STEM = 4  # letters that words of one stem have in common
_PART = r"(?:soru|mesaj|kis[iı]?m|cumle|madde|satir|question|message|part|line)\w*"
_GOES = (
    r"(?:cikar|kaldir|sil|at(?:in|alim|abilir)?\b|alma|gonderme|iptal|bosver|unut)"
    r"(?!t[iu]|d[iu]|m[iu]s|ilm|m[ae](?!k))\w*"
)
_OUT = re.compile(
    rf"\b{_PART} (?:\w+ )?{_GOES}|\b(?:remove|delete|drop|take out|leave out) .*{_PART}"
)
_PLACES = (
    (re.compile(r"\b(?:ilk|birinci|bastaki|first)\b"), 0),
    (re.compile(r"\b(?:ikinci|second)\b"), 1),
    (re.compile(r"\b(?:son|sonuncu|last)\b"), -1),
    (re.compile(r"\b(?:onceki|evvelki|previous|earlier)\b"), -2),
)


def taken_out(chat: Chat, text: str) -> tuple[Held, ...] | None:
    """The messages of the question without the one that is to go; None for words that take none
    out, or not surely which.
    """
    typed = words(text)
    messages = chat.intake.messages if chat.intake is not None else ()
    said = [one for one in messages if one.kind == TEXT]
    if len(typed) > _LONGEST or asks(text) or not _OUT.search(" ".join(typed)):
        return None
    if not said:  # there was only what is not taken along
        return messages
    goes = said[0] if len(said) == 1 else _named(said, " ".join(typed))
    return None if goes is None else tuple(one for one in messages if one != goes)


def _named(said: list[Held], typed: str) -> Held | None:
    """The one message that shares a word with what is said of it, else the one at its place."""
    about = {word[:_STEM] for word in telling(_OUT.sub(" ", typed).split())}
    shared = [one for one in said if about & {word[:_STEM] for word in words(one.text)}]
    if len(shared) == 1:
        return shared[0]
    place = next((at for pattern, at in _PLACES if pattern.search(typed)), None)
    return said[place] if place is not None and -len(said) <= place < len(said) else None
