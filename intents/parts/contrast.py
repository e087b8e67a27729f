"""What a message says that it does not ask for: `X değil, Y`, `X'i hallettik, şimdi Y`.

Law: only what stands before the words that exclude it is left out, and only when a question of its
own is left.
"""

import re

from intents.search.words import telling
from intents.turkish import words

FEWEST = 2  # words that say something, which what is left must have
_NOT_WANTED = (
    r"(?:iste|sor|kastet|de|ilgilen|bahset)(?:m[iu]yor(?:um|uz)?|m[aei]d[iu][mk]|mem[iu]?yorum)"
)
_DONE = (
    r"(?:hallettik|hallettim|hallolmus|yaptik|yaptim|bitirdik|bitti|cozduk|cozdum"
    r"|biliyoruz|biliyorum|tamamladik|ogrendik|ogrendim|anladik|anladim|kurduk|aldik|verdik)"
)
_EXCLUDES = (
    re.compile(
        r"[^,;.]*(?<!mumkun )(?<!zorunlu )(?<!yeterli )(?<!belli )(?<!uygun )(?<!dogru )"
        r"\bdegil\b(?! mi\b| midir\b| miyiz\b)(?: de\b)?[,;]?"
    ),
    re.compile(rf"^.*?\b{_NOT_WANTED}\b[,;]?(?: (?:ama|sadece|asil|ben|biz)\b)?"),
    re.compile(rf"^.*?\b{_DONE}\b,?(?: (?:o|orasi) tamam,?)? (?:simdi|sira|ama|fakat|artik)\b"),
    re.compile(
        r"^.*?\b(?:don want|do not want|dont want|not asking (?:about|for)|not)\b.*?(?:,| but )"
    ),
)


def wanted(text: str) -> str:
    """A plain sentence without what it says it is not about; whole where nothing else would be
    left.
    """
    for excludes in _EXCLUDES:
        left = excludes.sub(" ", text, count=1)
        if left != text and len(telling(words(left))) >= FEWEST:
            return left.strip()
    return text
