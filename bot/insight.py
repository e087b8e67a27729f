"""How the desk understood what a contact wrote, for the playground's page: what came of it, what
came near, and what it was read together with.

Law: only listens; what is noted is lost with the process, and no real desk has a listener.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.content import LiveContent
from bot.domain.chats import Chat
from intents.content.catalog import Catalog
from intents.follow import Before
from intents.understand import Intent

Json = dict[str, Any]

_REMEMBERED = 1000  # words that are noted, of all contacts together
_SHOWN = 5  # entries that came near


@dataclass(frozen=True, slots=True)
class Noted:
    """One reading of some words."""

    before: Before
    intent: Intent
    step: bool  # the chat waited for something


class Insight:
    """Notes each reading, and tells the page of one."""

    def __init__(self) -> None:
        self.content: LiveContent | None = None
        self._noted: OrderedDict[tuple[str, str], Noted] = OrderedDict()

    def note(self, chat: Chat, before: Before, intent: Intent) -> None:
        """Remember how a contact's words were read; the last reading of the same words stands."""
        noted = Noted(before, intent, chat.expects is not None)
        self._noted[chat.address.id, intent.query] = noted
        if len(self._noted) > _REMEMBERED:
            self._noted.popitem(last=False)

    def why(self, person: int, words: str, language: str) -> Json | None:
        """How these words of a contact were understood; None when nobody asked what they mean."""
        noted = self._noted.get((str(person), words))
        if noted is None or self.content is None:
            return None
        catalog, intent = self.content.served.catalog, noted.intent
        return {
            "outcome": str(intent.outcome),
            "policy": _policy(catalog, intent.policy, language),
            "smalltalk": str(intent.smalltalk) if intent.smalltalk else None,
            "wants_human": intent.wants_human,
            "step": noted.step,
            "continues": intent.continues,
            "question": noted.before.question,
            "answer": _title(catalog, noted.before.answer, language),
            "matches": [
                {"id": one.id, "title": _title(catalog, one.id, language), "sure": one.confidence}
                for one in intent.matches[:_SHOWN]
            ],
        }


def _title(catalog: Catalog, entry: str | None, language: str) -> str | None:
    choice = catalog.choice(language, entry) if entry else None
    return choice.title if choice else entry


def _policy(catalog: Catalog, code: str | None, language: str) -> str | None:
    policy = catalog.policy(language, code) if code else None
    return policy.title if policy else code
