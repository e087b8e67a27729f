"""What is typed at a step towards an appointment: its answer, a remark, or more of the matter.

Law: a number to call is taken nowhere but at its step, and is never part of the matter.
"""

import re
from dataclasses import replace
from datetime import timedelta

from bot.domain import booking_buttons as on
from bot.domain.appointments import CALL, lane_of
from bot.domain.booking_buttons import InBooking
from bot.domain.buttons import Appeal, Press
from bot.domain.chats import Booking, Chat, Expects, Held
from bot.domain.codes import decode
from bot.domain.contact import booking, form_talk, slots
from bot.domain.contact.asking import asks, is_bare
from bot.domain.contact.booking_steps import answered, free_times
from bot.domain.contact.form_talk import Remark
from bot.domain.contact.outcome import HOME, Outcome
from bot.domain.contact.phone_talk import number_in
from bot.domain.contact.said import plain_answer
from bot.domain.contact.summary import LONGEST_DETAIL
from bot.domain.contact.typed import Way, way
from bot.domain.contact.view import ContactView
from bot.domain.contact.wording import wording
from bot.domain.effects import Effect, ShowPolicy
from bot.domain.messages import TEXT, Button
from bot.domain.windows import CELL
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.pick import pick, typed_number
from intents.turkish import words
from intents.understand import Intent
from intents.understand import Outcome as Meaning

_ANSWERED = frozenset({Remark.WHO, Remark.PRIVATE, Remark.COST, Remark.MUST})
_POLITE = re.compile(
    r"\b\w*(?:abilir|ebilir) m[iu]|\bmumkun m[iu]|\bolur m[iu]|\b(?:can|could) (?:i|we)\b"
)
_LATER = re.compile(
    r"\b(?:baska|sonraki|diger|daha sonra\w*|ileri) (?:bir )?(?:gun|zaman|saat|hafta|tarih)\w*|"
    r"\bhicbiri\b|\buymuyor\b|\b(?:later|other) (?:days?|times?)\b|\bnone of (?:these|them)\b"
)
_AGREES = wording(
    r"(kabul|anlas(?:tik|ildi)|uygun|olur|tamam|onayl|agree|accept)\w*( ed\w*| ol\w*)?",
    "bizim icin boyle calismayi bu sekilde biz ben we i to",
)
_MOST_WORDS = 6  # of an answer to a choice; more of them tell of the matter
_ON, _SEND = InBooking("on"), InBooking("send")
_WAYS = {
    Way.CANCEL: InBooking("cancel"),
    Way.BACK: InBooking("back"),
    Way.SKIP: InBooking("skip"),
    Way.NOTHING: InBooking("skip"),
    Way.ON: _ON,
    Way.DONE: _ON,
    Way.SEND: _SEND,
}


def typed_press(chat: Chat, text: str) -> Press | None:
    """The button of the step that typed words stand for: a label, its number, or a way."""
    typed = text.strip()
    labels = (*chat.options, *chat.labels)
    exact = next((code for label, code in labels if label == typed), None)
    if exact is not None:
        return decode(exact)
    times = chat.expects is Expects.SLOT  # of which two differ in a figure
    numbered = typed_number(text) is not None
    for shown in (chat.options, () if numbered else chat.labels):
        position = pick(text, [(one, one) for one, _ in shown]) if numbered or not times else None
        if position is not None:
            return decode(shown[position][1])
    named = way(text)
    later = named in (Way.ON, Way.NOTHING) or _LATER.search(" ".join(words(text)))
    if times and later:
        return on.OtherSlots((chat.booking or Booking()).page + 1)
    if named is Way.NOTHING and chat.expects is Expects.SETTLE:
        return None
    leads = _WAYS.get(named) if named is not None else None
    if leads in (_ON, _SEND):  # the whole of it is seen before it is sent
        return _SEND if chat.expects is Expects.SETTLE else _ON
    return leads


_WISH = wording(
    r"""randevu\w*( al\w*| ist\w*| ver\w*| olustur\w*| ayarla\w*| talep\w*)?
    (dogrudan|birebir|bire bir|yuz yuze) (destek|gorus|konus|calis|toplan|randevu)\w*
    (birlikte|beraber) (calis|otur|bakalim|hazirla)\w*
    (uzman\w*|sizinle|birlikte) (toplanti|calistay|gorusme) (yap|ayarla|ist|plan)\w*
    (book|make|arrange|need|want) (an? )?(appointment|meeting)
    work(ing)? (together|with (an|your) expert)
    (one to one|face to face|in person)( support| meeting)?""",
    """uzman uzmanla uzmaniniz uzmaninizla sizinle bizimle size bir bi istiyorum istiyoruz isterim
    isteriz almak alabilir almam almamiz lazim gerek yapmak yapalim yapabilir miyim miyiz misiniz
    mu mi mumkun olur ayarlamak ayarlayalim ayarlayabilir gorusmek gorusme icin talep ediyorum
    ediyoruz etmek uzerinde is projemiz uzerine ki var an expert your with to would like we i can
    could us on our project""",
    longest=10,
)


def wants_meeting(view: ContactView, held: Held) -> bool:
    """Whether somebody wishes to work on something together, where the desk offers that."""
    offered = view.hours.meetings is not None and any(
        view.catalog.support(view.catalog.languages[0])
    )
    told = asks(held.text) and not _POLITE.search(" ".join(words(held.text)))
    return offered and held.kind == TEXT and _WISH.said(held.text) and not told


def on_message(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """Words or a file at the step that is open."""
    made = chat.booking
    if made is None:
        return booking.cancel(chat)
    if held.kind != TEXT:
        return _joins(chat, view, made, held)
    remark = form_talk.remark(held.text, Expects.CONFIRM)
    if remark in _ANSWERED:
        return booking.ask(chat, view, _step(chat), Words(f"form.{remark}"))
    match chat.expects:
        case Expects.SLOT:
            return _slot(chat, view, made, held)
        case Expects.NUMBER:
            return _number(chat, view, made, held)
        case Expects.ABOUT:
            return _about(chat, view, made, held, intent=intent)
        case Expects.BASED:
            return _based(chat, view, made, held, intent=intent)
        case Expects.DEADLINE:
            return _deadline(chat, view, made, held.text)
        case Expects.TEAM:
            return booking.given(chat, view, replace(made, organisation=_short(held.text)))
    return _agreed(chat, view, made, held, intent=intent)


def _step(chat: Chat) -> Expects:
    return chat.expects or Expects.SETTLE


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_DETAIL]


def _joins(chat: Chat, view: ContactView, made: Booking, held: Held) -> Outcome:
    """What is no answer is part of the matter, and the step is asked again; of an album once."""
    known = held.album is not None and any(one.album == held.album for one in made.messages)
    chat = replace(chat, booking=replace(made, messages=(*made.messages, held)))
    if known:
        return chat, []
    if chat.expects is Expects.ABOUT:
        return booking.given(chat, view, chat.booking or made)
    return booking.ask(chat, view, _step(chat), Words("booking.added"))


def _slot(chat: Chat, view: ContactView, made: Booking, held: Held) -> Outcome:
    """A time in words: the one that is free, else those that may be meant."""
    free = free_times(chat, view)
    zone = view.promise.calendar.zone
    times = slots.named(held.text, free, now=view.now, zone=zone)
    number = number_in(held.text)
    if times is None and number is not None and made.kind == CALL:
        told = answered(replace(made, number=number), Expects.NUMBER)
        noted = Words("booking.noted-number")
        return booking.ask(replace(chat, booking=told), view, Expects.SLOT, noted)
    if times is None and typed_number(held.text) is not None:
        return booking.ask(chat, view, Expects.SLOT, Words("menu.no-number"))
    if times is None:
        return _joins_or_asks(chat, view, made, held)
    if not times:
        return booking.ask(chat, view, Expects.SLOT, Words("slot.not-then"))
    return (
        booking.pick(chat, view, times[0])
        if len(times) == 1
        else booking.narrowed(chat, view, times)
    )


def _joins_or_asks(chat: Chat, view: ContactView, made: Booking, held: Held) -> Outcome:
    """A few words that are no answer have it asked again; more of them are part of the matter."""
    if number_in(held.text) is not None or len(held.text.split()) <= _MOST_WORDS:
        return booking.ask(chat, view, _step(chat), Words(f"booking.how-{_step(chat)}"))
    return _joins(chat, view, made, held)


def _number(chat: Chat, view: ContactView, made: Booking, held: Held) -> Outcome:
    number = number_in(held.text)
    if number is not None:
        return booking.given(chat, view, replace(made, number=number))
    if form_talk.remark(held.text, Expects.CONFIRM) is Remark.WHY or asks(held.text):
        return booking.ask(chat, view, Expects.NUMBER, Words("booking.why-number"))
    return _joins_or_asks(chat, view, made, held)


def _about(chat: Chat, view: ContactView, made: Booking, held: Held, *, intent: Intent) -> Outcome:
    """What is asked for; what a written rule refuses is refused, with the way to a human."""
    if number_in(held.text) is not None and made.number is None:
        return booking.ask(chat, view, Expects.ABOUT, Words("booking.no-number-here"))
    if intent.outcome is Meaning.REFUSE and intent.policy:
        chat = replace(chat, held=(held,), options=())
        appeal = Button(Words("button.appeal"), Appeal(intent.policy))
        other = Button(Words("booking.anew"), InBooking("anew"))
        ways = ((other,), (appeal,), (HOME,))
        refused: list[Effect] = [ShowPolicy(chat.id, intent.policy, ways)]
        return chat, refused
    return booking.given(chat, view, replace(made, messages=(*made.messages, held)))


def _deadline(chat: Chat, view: ContactView, made: Booking, text: str) -> Outcome:
    """By when; a day before the first time that there is is told at once."""
    made, zone = replace(made, deadline=_short(text)), view.promise.calendar.zone
    day = slots.day_in(text, view.now.astimezone(zone).date())
    lengths = (one.minutes for one in view.catalog.support(chat.language))
    shortest = timedelta(minutes=min(lengths, default=CELL // timedelta(minutes=1)))
    taken = view.taken.get(lane_of(""), ())
    first = next(view.hours.free("", shortest, now=view.now, taken=taken), None)
    if day is None or first is None or first.astimezone(zone).date() <= day:
        return booking.given(chat, view, made)
    return booking.given(chat, view, made, Words("booking.too-soon", {"at": first}))


def _based(chat: Chat, view: ContactView, made: Booking, held: Held, *, intent: Intent) -> Outcome:
    yes = _yes(held.text, intent)
    if yes is None:
        return _joins_or_asks(chat, view, made, held)
    return booking.given(chat, view, replace(made, rights_based=yes))


def _yes(text: str, intent: Intent) -> bool | None:
    """A yes or a no, in whatever words; None for anything else."""
    if intent.smalltalk in (SmallTalk.YES, SmallTalk.NO):
        return intent.smalltalk is SmallTalk.YES
    return plain_answer(text) if not asks(text) or is_bare(text) else None


def _agreed(chat: Chat, view: ContactView, made: Booking, held: Held, *, intent: Intent) -> Outcome:
    """A yes or a no to what is brought along, or to the whole."""
    yes = _yes(held.text, intent) if len(held.text.split()) <= _MOST_WORDS else None
    if form_talk.agrees(held.text) or _AGREES.said(held.text):
        yes = True
    if chat.expects is Expects.AGREE and yes:
        return booking.given(chat, view, made)
    if chat.expects is Expects.SETTLE and yes:
        return booking.send(chat, view)
    if yes is False:
        return booking.ask(chat, view, _step(chat), Words("booking.no"))
    return _joins_or_asks(chat, view, made, held)
