"""How words that nobody can answer at once are said: in anger, in worry, of a child who is treated
badly, of something better not done.

Law: it only adds a human line before what the desk offers; it claims nothing and answers nothing.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from intents.turkish import words


class Tone(StrEnum):
    """How something is said."""

    CHILD = "child"
    CAUTION = "caution"
    WORRY = "worry"
    ANGER = "anger"


_LOUD, _SHARE = 15, 0.8  # letters, and the part of them in capitals, that are shouted
_CHILD = r"(?:cocu[kg]|ogrenci|minik|bebek|veli|\d{1,2} yas|child|kid|pupil)\w*"
_HURTS = (
    r"(?:kuf[ur]+|bagir|dov(?!iz|me)|vur(?!gu)|taciz|tehdit|asagil|azarl|tokat|hirpal|"
    r"yell|hit|swear|shout|beat)\w*"
)
_TONES: Mapping[Tone, re.Pattern[str]] = {
    Tone.CHILD: re.compile(rf"\b{_CHILD}\b.*\b{_HURTS}|\b{_HURTS}.*\b{_CHILD}"),
    Tone.CAUTION: re.compile(
        r"\bkimse (?:anla|bil|fark|gor|duy)\w*m[ae]z\b|\bbelli olmaz\b|\buydur\w*|\bsahte\w*|"
        r"\b(?:gizlice|caktirmadan|goz yum)\w*|\bsonradan (?:duzelt|yaz|imzala)\w*|"
        r"\b(?:nobody|no one|noone)\b.*\b(?:notice|know|find out)\b|\bfake\b|\bbackdat\w+"
    ),
    Tone.WORRY: re.compile(
        r"\buyuyam\w+|\bkork(?:uyo|tum|tuk|ar|muyor)\w*|\bendise\w*|\bpani[kg]\w*|"
        r"\b(?:tedirgin|stres|caresiz|hapis)\w*|\bceza (?:yaz|kes|ye|gel)\w*|"
        r"\b(?:napicam|napcam|napicaz|napcaz|ne yapicam|ne yapacagi[mz]i?|ne yapacam)\b|"
        r"\bbasimi\w* (?:is|dert|bela)\w*|"
        r"\b(?:scared|worried|afraid|panic\w*|in trouble|freaking|stressed)\b"
    ),
    Tone.ANGER: re.compile(
        r"\bne bicim\b|\b(?:rezalet|rezil|ayip|insaf|haksiz|sacma|usandi)\w*|"
        r"\byeter (?:artik|be|ya)\b|\bbikt(?:im|ik)\b|\b(?:dalga mi|yahu|illallah|git gel)\b|"
        r"\bboyle (?:sey|is|rezalet) (?:mi )?olur\w*|\bezber\w* konus\w*|\bne ise yar\w*|"
        r"\bsen de onlardan\b|\balay (?:mi|edi)\w*|"
        r"\b(?:attilar|kovdular|surduler|oyali\w+|yolladilar|savsakl\w+)\b|"
        r"\b(?:ridiculous|unacceptable|outrageous|fed up|sick of|unfair|useless|joke)\b"
    ),
}


def tone(text: str) -> Tone | None:
    """How the words are said; None where nothing of that is heard."""
    said = " ".join(words(text))
    told = next((kind for kind, pattern in _TONES.items() if pattern.search(said)), None)
    return told or (Tone.ANGER if _shouts(text) else None)


def _shouts(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) >= _LOUD and sum(map(str.isupper, letters)) >= _SHARE * len(letters)
