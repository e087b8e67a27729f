"""A choice of the open menu, typed: its number, or enough of its title or label.

Law: a number is picked only when it is all that was typed; a name only when no other option is as
near.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from intents.turkish import fold, words

SAME = 88  # of 100: letters in common from which a typed name is the option's
AHEAD = 8  # and by how much it must be nearer than the next
LONGEST = 300  # letters; more is a message, not a choice
MOST_WORDS = 2  # of a number: `on ikinci`
SHORTEST = 2  # letters of a name
LONG_BEGINNING, BEGINNING_WORDS = 12, 3  # letters and words of a title that say which it is
_DIGITS = re.compile(r"\W*(\d{1,3})\W*")
_NUMBERS = (
    "bir",
    "iki",
    "uc",
    "dort",
    "bes",
    "alti",
    "yedi",
    "sekiz",
    "dokuz",
    "on",
    "on bir",
    "on iki",
)
_ORDINALS = (
    "birinci", "ikinci", "ucuncu", "dorduncu", "besinci", "altinci", "yedinci", "sekizinci",
    "dokuzuncu", "onuncu", "on birinci", "on ikinci",
)  # fmt: skip
_ENGLISH = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ENGLISH_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_AROUND = frozenset(
    (
        "numara",
        "numarali",
        "no",
        "secenek",
        "secenegi",
        "olan",
        "madde",
        "sik",
        "option",
        "number",
        "the",
    )
)


def pick(text: str, options: Sequence[tuple[str, str]]) -> int | None:
    """The position (from 0) of the (title, label) pair that a text names; None when it names
    none.
    """
    if len(text) > LONGEST:
        return None
    number = typed_number(text)
    if number is not None:
        return number - 1 if 1 <= number <= len(options) else None
    return _named(fold(text), options)


def typed_number(text: str) -> int | None:
    """The number that is all that was typed, in digits or as a word; None when there is more or
    none.
    """
    if digits := _DIGITS.fullmatch(text):
        return int(digits[1])
    typed = [word for word in words(text) if word not in _AROUND]
    if len(typed) == 1 and re.fullmatch(r"\d{1,3}", typed[0]):
        return int(typed[0])
    said = re.sub(r"(yi|yu|si|su)$", "", " ".join(typed)) if len(typed) <= MOST_WORDS else ""
    for names in (_NUMBERS, _ORDINALS, _ENGLISH, _ENGLISH_ORDINALS):
        for form in (said, " ".join(typed)):
            if form in names:
                return names.index(form) + 1
    return None


def _named(typed: str, options: Sequence[tuple[str, str]]) -> int | None:
    if len(typed) < SHORTEST:
        return None
    near = [max(_likeness(typed, fold(name)) for name in pair) for pair in options]
    best = max(near, default=0.0)
    if best < SAME or sum(best - value < AHEAD for value in near) > 1:
        return None
    return near.index(best)


def _likeness(typed: str, name: str) -> float:
    """Of 100. Short names must be typed whole; of a long title its beginning is enough."""
    whole = fuzz.ratio(typed, name)
    if len(typed) >= LONG_BEGINNING and len(typed.split()) >= BEGINNING_WORDS:
        return max(whole, fuzz.ratio(typed, name[: len(typed)]))
    return whole
