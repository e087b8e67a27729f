"""What the playground's page shows an editor: the entry that a contact was shown last, in each
language, and how questions fare against it. The page knows none of the desk's codes; this does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.content import Content, LiveContent
from bot.domain.buttons import Appeal, Choose, Helped, ReadOn
from bot.domain.codes import decode
from bot.domain.messages import Message, Say
from bot.domain.people import Address, Place
from bot.gateway.telegram.outgoing import call_of
from bot.preview import Sight, past_queries, sights, size
from intents.lab.finding import finding, own, taken

Json = dict[str, Any]

_ANYBODY = Place(Address("telegram", "1"))  # where what is only looked at would go


class Editor:
    """Answers the page; it has nothing to show before a desk's content is there."""

    def __init__(self, zone: tzinfo, queries: Path, clock: Clock) -> None:
        self.content: LiveContent | None = None
        self._zone, self._queries, self._clock = zone, queries, clock

    def look(
        self, messages: Iterable[Sequence[str]], typed: Sequence[str], *, others: bool
    ) -> Json | None:
        """The entry behind the first message whose buttons name one; `messages` are the codes of
        each, newest first. `others` adds the past questions that it takes from others.
        """
        if self.content is None:
            return None
        served, today = self.content.served, self._clock.now().astimezone(self._zone).date()
        for entry in filter(None, map(_entry, messages)):
            if seen := sights(served.catalog, entry, zone=self._zone, today=today):
                found = self._found(served, entry, typed, others=others)
                return {"entry": entry, "sights": [_sight(one) for one in seen], **found}
        return None  # or what was shown is gone meanwhile

    def _found(self, served: Content, entry: str, typed: Sequence[str], *, others: bool) -> Json:
        past, index = past_queries(self._queries), served.index
        found = {
            "typed": tuple(finding(question, entry, index) for question in typed),
            "past": own(past, entry, index),
        }
        if others:
            found["others"] = taken(past, entry, index)
        return {name: [asdict(one) for one in ones] for name, ones in found.items()}


def _entry(codes: Sequence[str]) -> str | None:
    """The id of the answer, question or policy that a message's buttons are about."""
    for press in map(decode, codes):
        match press:
            case Helped(entry) | ReadOn(entry) | Appeal(entry):
                return entry
            case Choose(choice):
                return choice.partition("-")[0]
    return None


def _sight(sight: Sight) -> Json:
    messages = [_message(one) for one in sight.messages]
    return {"language": sight.language, "lent_by": sight.lent_by, "messages": messages}


def _message(message: Message) -> Json:
    _, said = call_of(Say(_ANYBODY, message))
    return said | asdict(size(message))
