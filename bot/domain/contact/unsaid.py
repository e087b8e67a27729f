"""What its writer takes back in the same breath or in the next one: `şaka yaptım`, `onu yazma`.

Law: only words that surely take something back; the question itself is taken back by other words.
"""

import re
from dataclasses import replace

from bot.domain.chats import Chat, Held
from bot.domain.contact.wording import AROUND
from intents.turkish import words

_LONGEST = 16  # words
_IT = (
    r"(?:onu|bunu|sunu|orayi|burayi|son dedigimi|son yazdigimi|dedigimi|yazdigimi|bunlari|"
    r"that|this|it)"
)
_TAKEN_BACK = re.compile(
    rf"\b(?:(?:pardon|yok|ay|aman|neyse|sey|ha|dur|oops|sorry|no|ignore|scratch) )*"
    rf"(?:{_IT} (?:yazma|ekleme|katma|gonderme|alma|dahil etme|sayma|koyma|iletme)"
    r"(?:yin|yiniz|yalim|yelim|sen|sene)?(?: lutfen)?|"
    rf"{_IT} (?:bosver|bos ver|unut|gec|sil|cikar|duymamis ol|yok say)\w*|"
    rf"yanlislikla (?:oldu|gitti|yazdim)|(?:don ?t|do not) (?:write|add|include|send) {_IT}|"
    rf"(?:ignore|scratch|forget|disregard) {_IT}(?: one| last one| last message)?)$"
)
_JOKE = re.compile(
    r"\bsaka (?:yap(?:tim|tik|iyorum|iyodum|iyordum)|saka|lan|canim|ya)\b|"
    r"\bsaka(?:ydi|ladim|landim)\b|\bsaka (?:idi|ediyorum)\b|\btakil(?:iyorum|iyom|dim)\b|^saka$|"
    r"\b(?:just|only|i was|im) (?:kidding|joking)\b|\bjk\b"
)


def taken_back(text: str) -> str | None:
    """What stands before words that take something back, and is taken back by them; "" where they
    stand alone and speak of what was said before; None for all other words.
    """
    typed = words(text)
    found = _TAKEN_BACK.search(" ".join(typed)) if len(typed) <= _LONGEST else None
    if found is None:
        return None
    before = " ".join(typed)[: found.start()].split()
    return " ".join(before) if any(word not in AROUND for word in before) else ""


def jokes(text: str) -> bool:
    """Whether the words say that the last ones were a joke."""
    return _JOKE.search(" ".join(words(text))) is not None


def without_last(chat: Chat) -> Chat:
    """The chat in which the last words were not said."""
    last = (chat.unanswered or chat.matter)[-1:]
    return _without(chat, last[0]) if last else chat


def _without(chat: Chat, gone: Held) -> Chat:
    left = [
        tuple(one for one in listed if one != gone)
        for listed in (chat.unanswered, chat.matter, chat.earlier, chat.held)
    ]
    unanswered, matter, earlier, held = left
    return replace(chat, unanswered=unanswered, matter=matter, earlier=earlier, held=held)
