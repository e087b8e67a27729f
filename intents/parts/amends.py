"""What a message takes back of the one before it: a correction changes the question, a second
thought leaves only what comes after it.

Law: only what says by its form that it corrects is a correction.
"""

import re

from intents.search.words import telling
from intents.turkish import plain, words

_MOST_PUT_RIGHT = 3  # words that a correction puts in the place of others
_SHORTEST_STEM, _LONGEST_STEM = 4, 5  # letters that words of one stem have in common
_LEFT = 2  # words that say something, which a second thought must leave

_SECOND_THOUGHT = re.compile(
    r"^\W*(?:(?:yok|ya|aman|of+|ben|biz|tamam|peki|ama)\W+)*"
    r"(?:vazgect\w+|bosver\w*|bos ver\w*|neyse|gec onu|onu gec|never ?mind|forget (?:it|that))\b\W*"
    r"(?:(?:bunu|onu|artik|o|ben|biz)\W+)*"
    r"(?:\w+m(?:[iu]c|[ae]y[ae]c)\w+\b\W*|\w+ (?:olmasin|kalsin)\b\W*)?"
    r"(?:(?:ama|da|de|o zaman)\W+)*"
)
_SORRY = re.compile(
    r"^\W*(?:(?:pardon|sorry|yanlis (?:yazdim|dedim|soyledim|demisim|"
    r"yazmisim)|duzeltiyorum|duzelteyim|yok|yoo|hayir|no|bir dakika|ay|ya|yani|su)\b\W*)+"
)
_PLEA = re.compile(  # which corrects nothing, and stands before what is asked
    r"^\W*(?:(?:pardon|sorry(?: to (?:bother|disturb)(?: you)?)?|excuse me|kusura bakma\w*|"
    r"ozur dileri[mz]|affeder?sin\w*|affedin\w*|rahatsiz (?:ed|et)\w+|(?:bu|gec) saatte|"
    r"gece (?:gece|vakti)|sabah sabah|yine ben|ben yine|hocam|at this hour|so late)\b\W*)+"
)
_SORRY_AFTER = re.compile(
    r"(?:\W+(?:pardon|demek istedim|diyecektim|olacak(?:ti)?|yanlis (?:yazdim|dedim|soyledim|"
    r"demisim|yazmisim)|yani|i mean(?:t)?|sorry|duzeltiyorum|onu duzeltin))+\W*$"
)
_NOT_BUT = re.compile(r"(?P<wrong>\w+(?: \w+)?) (?:degil|degildi|yerine)\b\W*(?P<right>.+)$")
_BUT_NOT = re.compile(r"\b(?P<right>\w+) (?:and )?not (?:an? |the |my |our )?(?P<wrong>\w+)")
_WAIT = re.compile(r"\b(?:wait|actually|sorry|oops|i meant?|my mistake|hold on)\b")
_HELPERS_TEXT = """
    is are am was were do does did can could will would should may might must have has had im its
    why or if and but we they
    """
_HELPERS = frozenset(_HELPERS_TEXT.split())  # `it does not change`


def after_second_thought(query: str) -> str | None:
    """What a message says after it has let go of something; None where it says no more."""
    text = plain(query)
    found = _SECOND_THOUGHT.match(text)
    left = text[found.end() :] if found else ""
    return left if len(telling(words(left))) >= _LEFT else None


def after_sorry(query: str) -> str | None:
    """What a message says after it has said sorry for a slip; None where it says too little."""
    text = plain(query)
    left = _SORRY.sub("", _PLEA.sub("", text))
    return left if left != text and len(telling(words(left))) >= _LEFT else None


def put_right(query: str, question: str) -> str | None:
    """The question before, as a correction changes it; None for what corrects nothing."""
    text = plain(query)
    bare = _SORRY_AFTER.sub("", _SORRY.sub("", text))
    if not question or not words(bare):
        return None
    before = words(question)
    if (instead := _instead_in_english(text, before)) is not None:
        return instead
    contrast = _NOT_BUT.search(" ".join(words(bare)))
    if contrast is not None:
        right = contrast["right"].split()
        exchanged = _exchanged(before, contrast["wrong"].split(), right)
        return exchanged or (" ".join((*before, *right)) if bare != text else None)
    said = telling(words(bare))
    if bare == text or len(said) > _MOST_PUT_RIGHT or not said:
        return None
    number = next((word for word in said if word.isdecimal()), None)
    there = [word for word in before if word.isdecimal() and len(word) == len(number or "")]
    if number is not None and there:
        return " ".join(number if word == there[-1] else word for word in before)
    return f"{' '.join(before)} {bare.strip()}"


def _instead_in_english(text: str, before: list[str]) -> str | None:
    """The question with what is instead: `wait, it's a foundation, not an association`."""
    found = _BUT_NOT.search(" ".join(words(text)))
    if found is None or not _WAIT.search(text) or found["right"] in _HELPERS:
        return None
    exchanged = _exchanged(before, [found["wrong"]], [found["right"]])
    return exchanged or " ".join((*before, found["right"]))


def _exchanged(before: list[str], wrong: list[str], right: list[str]) -> str | None:
    """The words before with some of them exchanged; None where these are not there."""
    places = [n for n, word in enumerate(before) if any(_same(word, one) for one in wrong)]
    if not places or not right:
        return None
    kept = [word for n, word in enumerate(before) if n not in places]
    return " ".join((*kept[: places[0]], *right, *kept[places[0] :]))


def _same(word: str, other: str) -> bool:
    stem = min(len(word), len(other), _LONGEST_STEM)
    return word == other or (stem >= _SHORTEST_STEM and word[:stem] == other[:stem])
