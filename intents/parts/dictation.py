"""Marks that somebody says aloud to a keyboard that does not know them: `merhaba virgül biz nokta`.

Law: a mark's name is a mark only where a text is evidently dictated, which ends with one or names
several; no other word is changed.
"""

import re

_MARKS = {
    "?": r"soru işareti|soru isareti|question mark",
    "!": r"ünlem(?: işareti)?|unlem(?: isareti)?",
    "\n": r"yeni satır|yeni satir|yeni paragraf",
    ",": r"virgül|virgul",
    ".": r"nokta",
}
_ANY = re.compile(rf"[ ,]*\b({'|'.join(_MARKS.values())})(?=\W|$)", re.IGNORECASE)
_FEWEST = 2  # marks in a text that ends with none: `kafamda soru işareti var` names one


def written(text: str) -> str:
    """The text with the marks that were said; as it came where none surely were."""
    said = list(_ANY.finditer(text))
    ends = bool(said) and not text[said[-1].end() :].strip(" .!?")
    return _ANY.sub(_mark, text) if ends or len(said) >= _FEWEST else text


def _mark(said: re.Match[str]) -> str:
    return next(mark for mark, name in _MARKS.items() if re.fullmatch(name, said[1], re.IGNORECASE))
