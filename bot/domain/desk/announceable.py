"""What can be announced, and what is said before it is tried.

Law: whatever a platform would refuse, or show otherwise than its writer saw it, is named here, in
the composer, and never found out by those who get it.
Source of the limits: core.telegram.org/bots/api#sendphoto (a caption has 1,024 characters, a
Premium writer's may be longer) and #sendpoll (each copy of a poll is a poll of its own).
"""

from dataclasses import dataclass

from bot.domain.broadcasts import Version
from bot.domain.messages import CAPTIONED, TEXT, WORDLESS, Message, Style, units
from bot.domain.words import Words

_FILES = CAPTIONED | WORDLESS


@dataclass(frozen=True, slots=True)
class Room:
    """How much one message holds, in the platform's own units."""

    text: int
    caption: int


def objection(version: Version, room: Room) -> Words | None:
    """Why it can't be announced as it is, or None."""
    return next((why for one in version if (why := _objection(one, room)) is not None), None)


def _objection(one: Message, room: Room) -> Words | None:
    if one.kind == "poll":
        return Words("broadcast.no-poll")
    if one.kind != TEXT and (one.kind not in _FILES or not one.file):
        return Words("broadcast.no-kind")
    most, size = (room.caption if one.is_file else room.text), units(one.text.text)
    if size > most:
        key = "broadcast.caption-too-long" if one.is_file else "broadcast.text-too-long"
        return Words(key, {"most": most, "n": size - most})
    return None


def remarks(version: Version) -> tuple[Words, ...]:
    """What will look otherwise than in the group."""
    emoji = any(span.style is Style.EMOJI for one in version for span in one.text.spans)
    return (Words("broadcast.plain-emoji"),) if emoji else ()


def misfit(correction: Version, before: Version) -> Words | None:
    """Why copies of one can't be changed into the other, or None."""
    if len(correction) != 1 or len(before) != 1:
        return Words("broadcast.correct-album")
    if correction[0].kind != before[0].kind:
        return Words("broadcast.correct-kind")
    return Words("broadcast.correct-kind") if before[0].kind in WORDLESS else None
