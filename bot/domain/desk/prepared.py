"""What an expert names by hand: an answer by its number, a reply by its name or nearly so."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.domain.contact.view import SUBJECTS
from intents.turkish import fold

MOST_NEAR = 5
_NEAR = 70  # of 100: what is less alike is not meant
_NUMBERS = re.compile(r"(?:([a-z]+)[:_ ])?(\d{1,6})\s*[-.,:/ ]\s*(\d{1,6})")


def entry_id(words: str) -> str | None:
    """The answer's id in `9.2`, `9-2`, `faq:9-2` or `9 2`, or None where there is no number."""
    found = _NUMBERS.fullmatch(words.strip().casefold())
    if found is None:
        return None
    return f"{found[1] or SUBJECTS}:{int(found[2])}-{int(found[3])}"


def typed_id(choice_id: str) -> str:
    """How an expert types an answer's id: `9.2` for `faq:9-2`; that of another collection whole."""
    return choice_id.removeprefix(f"{SUBJECTS}:").replace("-", ".")


def nearest(words: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Which of the things are called most like these words, the likeliest first; `names` tells
    what each name means. Without words, none.
    """
    asked = fold(words).strip()
    if not asked:
        return ()
    said = {fold(name): meant for name, meant in names.items()}
    found = process.extract(asked, list(said), scorer=fuzz.WRatio, limit=3 * MOST_NEAR)
    near = [said[name] for name, score, _ in found if score >= _NEAR]
    return tuple(dict.fromkeys(near))[:MOST_NEAR]
