"""Coordinators hear of what only they can mend: in their own chats, where they have begun one.

Law: each thing once, and none of a contact's words in it.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.desk import callees
from bot.domain.events import DeskStands, MemberChanged
from bot.domain.messages import Message, Say, joined
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Expert, Place
from bot.domain.words import Called, Words
from bot.render.styled import fitted
from bot.storage import chats, experts
from handlers.work import Work


def told(work: Work, words: Iterable[Words], *, key: str | None = None) -> list[Draft]:
    """A private word to all coordinators who can be reached; with a `key`, once for it."""
    lines = tuple(words)
    return [
        replace(_said(work, chat, lines), key=f"{key}:{expert.id}" if key else None)
        for expert, chat in _chats(work).items()
        if chat is not None
    ]


def told_or_called(work: Work, words: Iterable[Words], *, key: str | None = None) -> list[Draft]:
    """The same, and for those who can't be reached so, outside of all threads with their names."""
    lines, others = tuple(words), unreached(work)
    drafts = told(work, lines, key=key)
    if (not others and drafts) or work.desk.staff is None:
        return drafts
    called = (Words("coordinators.called", {"people": others}),) if others else ()
    said = _text(work, None, (*lines, *called))
    general = Draft(Say(Place(work.desk.staff), said), Lane.REMINDER, key=key)
    return [*drafts, general]


def unreached(work: Work) -> tuple[Called, ...]:
    """The coordinators who have begun no chat with the desk, or have blocked it."""
    numbers = [expert.id for expert, chat in _chats(work).items() if chat is None]
    return experts.called(work.tx, work.desk.platform, numbers)


def _chats(work: Work) -> dict[Expert, Address | None]:
    """Where each of them is reached."""
    here = experts.here(work.tx, work.desk.platform)
    return {one: chat_of(work, one.id) for one in callees.coordinators(here)}


def chat_of(work: Work, expert: int) -> Address | None:
    """Where this expert is reached alone; None before they begin a chat, or when they block it."""
    at = experts.address_of(work.tx, expert, work.desk.platform)
    chat = chats.at(work.tx, at) if at is not None else None
    return chat.address if chat is not None and chat.reachable else None


def _said(work: Work, chat: Address, lines: tuple[Words, ...]) -> Draft:
    return Draft(Say(Place(chat), _text(work, chat, lines)), Lane.REMINDER)


def _text(work: Work, chat: Address | None, lines: tuple[Words, ...]) -> Message:
    language = chats.language_at(work.tx, chat) if chat is not None else None
    phrases = work.context(language).phrases
    return Message(fitted(joined(map(phrases.words, lines), "\n")))


def on_member_changed(work: Work, event: MemberChanged) -> list[Draft]:
    """Somebody joined or left the staff group, or runs it from now on; nobody is told."""
    if not event.inside:
        experts.left(work.tx, event.person, work.now)
    else:
        experts.stands(work.tx, event.person, leads=event.leads)
    return []


def on_desk_stands(work: Work, event: DeskStands) -> list[Draft]:
    """The desk was thrown out of the staff group, or may do less there than it must."""
    if not event.inside:
        return away(work)
    return [] if event.opens else told_or_called(work, [Words("coordinators.demoted")])


def away(work: Work) -> list[Draft]:
    """Nothing can be said in the staff group: once a day, however it is found out."""
    return told(work, [Words("coordinators.away")], key=f"away:{work.now.date()}")
