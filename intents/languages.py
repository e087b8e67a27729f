"""Whether a message asks which languages are spoken here, behind an introduction or without one.

Law: whatever else a message asks, it asks no more for a language.
"""

import re
from collections.abc import Sequence

from intents.content.smalltalk import SmallTalk
from intents.index import Index
from intents.parts.introduction import introduces
from intents.scope.scope import Hit
from intents.turkish import words

LIKELY = 0.4  # strength from which a sentence is looked at
SURE = 0.6  # and from which a clause of it asks for a language
_CLAUSE = re.compile(r"[.,;!?\n]+")


def asks_language(text: str, said: Sequence[Hit], index: Index) -> bool:
    """Whether a message asks for a language, and else says at most who writes it."""
    if not any(hit.label == SmallTalk.LANGUAGES and hit.strength >= LIKELY for hit in said):
        return False
    clauses = [clause for clause in _CLAUSE.split(text) if words(clause)]
    hits = index.scope([words(clause) for clause in clauses])
    rest = [
        clause
        for clause, hit in zip(clauses, hits, strict=True)
        if hit.label != SmallTalk.LANGUAGES or hit.strength < SURE
    ]
    return 0 < len(rest) < len(clauses) and introduces(". ".join(rest))
