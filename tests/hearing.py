"""What was said in one place since the last act, and what of it no line has expected yet.

Law: what is new stands in the order in which it was said; `not` looks at everything, read or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.actors import NotAsTold, listed

NEW, EDITS, REACTS = "", "edits", "reacts"


@dataclass(frozen=True, slots=True)
class Heard:
    """A new message, a changed one or a reaction; `message_id` is the message that it is about."""

    words: str
    kind: str = NEW
    message_id: int = 0

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}" if self.kind else self.words

    def agrees(self, kind: str, phrases: str) -> bool:
        """All phrases between the `…`, in their order."""
        at = 0
        for phrase in phrases.split("…"):
            at = self.words.find(phrase.strip(), at)
            if at < 0:
                return False
            at += len(phrase.strip())
        return kind == self.kind


@dataclass(slots=True)
class Place:
    """A chat, the staff group, or the toasts, since the last act.

    `joins_edits`: several changes of one message count as one, with what stands there in the end.
    The desk sends only the newest of a card's changes that wait together, so how many a person sees
    depends on its speed; what stands there in the end does not.
    """

    joins_edits: bool = False
    said: list[Heard] = field(default_factory=list)
    unread: list[Heard] = field(default_factory=list)

    def hear(self, heard: Heard) -> None:
        """Something was said here."""
        self.said.append(heard)
        if self.joins_edits and heard.kind == EDITS:
            self.unread = [
                earlier
                for earlier in self.unread
                if (earlier.kind, earlier.message_id) != (EDITS, heard.message_id)
            ]
        self.unread.append(heard)

    def read(self, kind: str, phrases: str) -> None:
        """The next thing here agrees."""
        if not self.unread:
            raise NotAsTold("Nothing (more) was said.")
        if not self.unread[0].agrees(kind, phrases):
            raise NotAsTold(f"What was said is:\n{shown(self.unread)}")
        del self.unread[0]

    def find(self, kind: str, phrases: str) -> None:
        """The next new message here agrees, or one of the changes or reactions, in any order."""
        mine = [heard for heard in self.unread if heard.kind == kind]
        if kind == NEW:
            mine = mine[:1]
        found = next((heard for heard in mine if heard.agrees(kind, phrases)), None)
        if found is None:
            raise NotAsTold(f"What was said is:\n{shown(self.unread)}")
        self.unread.remove(found)

    def refute(self, phrase: str) -> None:
        """The phrase is in nothing that was said here; something was."""
        if not self.said:
            raise NotAsTold("Nothing was said at all: `nothing` says so.")
        if any(phrase in str(heard) for heard in self.said):
            raise NotAsTold(f"{phrase!r} was said after all:\n{shown(self.said)}")

    def silent(self) -> None:
        """Nothing (more) was said here."""
        if self.unread:
            raise NotAsTold(f"What was said is:\n{shown(self.unread)}")


def shown(heard: Sequence[Heard]) -> str:
    """What was said, for a person to read."""
    return listed([str(one) for one in heard])
