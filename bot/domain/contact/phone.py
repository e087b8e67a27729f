"""The desk's telephone: when somebody answers it, and a call back.

Law: a number that nobody would answer now is told together with when somebody will.
"""

from dataclasses import replace

from bot.domain.appointments import Phone
from bot.domain.booking_buttons import AskCall
from bot.domain.chats import Chat, Held
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, numbered, without_step
from bot.domain.contact.phone_talk import tells_more, wants_phone
from bot.domain.contact.view import ContactView
from bot.domain.effects import Tell
from bot.domain.messages import TEXT, Button
from bot.domain.words import Value, Words

CALL_ME = Button(Words("phone.call-me"), AskCall())


def wanted(view: ContactView, held: Held) -> bool:
    """Whether somebody wishes to speak by telephone, where the desk has one."""
    return held.kind == TEXT and view.hours.phone is not None and wants_phone(held.text)


def reply(chat: Chat, view: ContactView, held: Held | None = None) -> Outcome:
    """The number, and until when it is answered, or from when; what was said of the matter waits
    for whichever way is taken.
    """
    phone = view.hours.phone
    if phone is None:
        return chat, [Tell(chat.id, (Words("phone.none"),), ((EXPERT,), (HOME,)))]
    waits = (held,) if held is not None and tells_more(held.text) else ()
    rows = ((CALL_ME,), (EXPERT,), (HOME,))
    files = tuple(one for one in chat.held if one.kind != TEXT)
    chat = replace(without_step(chat), question=None, held=(*files, *waits))
    return replace(chat, options=numbered(rows)), [Tell(chat.id, (said(view, phone),), rows)]


def said(view: ContactView, phone: Phone) -> Words:
    """Whether somebody answers now, until when, and else from when."""
    zone = phone.windows.calendar.zone
    number: dict[str, Value] = {"number": phone.number, "extension": None}
    if phone.extension:
        number["extension"] = Words("phone.extension", {"extension": phone.extension})
    if (now := phone.windows.open_at(view.now)) is not None:
        return Words("phone.open", {**number, "until": now.closes.astimezone(zone).time()})
    later = phone.windows.after(view.now)
    if later is None:
        return Words("phone.closed-long", number)
    until = later.closes.astimezone(zone).time()
    return Words("phone.closed", {**number, "opens": later.opens, "until": until})
