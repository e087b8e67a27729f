"""A contact writes, taps, edits, leaves: load, understand, decide, record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.appointments import LANES
from bot.domain.buttons import (
    AssessmentPress,
    BroadcastPress,
    ListSubscriptions,
    NotForTicket,
    Press,
    StartAssessment,
    SubscriptionPress,
)
from bot.domain.chats import Chat, Held
from bot.domain.codes import decode, encode
from bot.domain.contact import changes, commands, conversation, remarks
from bot.domain.contact.home import LANGUAGES
from bot.domain.contact.intake import Read
from bot.domain.contact.view import ContactView
from bot.domain.contact.ways import bare
from bot.domain.desk.forum import is_command
from bot.domain.effects import Answer, Effect
from bot.domain.events import Commanded, Edited, Reached, Said, Searched, Tapped
from bot.domain.messages import TEXT, AnswerSearch, Edit, Message, Say, address_of
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Spot
from bot.domain.tickets import Author, TicketMessage
from bot.domain.words import Words
from bot.render.inline import search_card
from bot.render.phrases import Phrases
from bot.storage import (
    appointments,
    assessments,
    broadcasts,
    chats,
    earlier_places,
    messages,
    subscriptions,
    tickets,
)
from handlers import albums, privately, relay, subscribers
from handlers.record import Tap, record
from handlers.work import Work
from intents.follow import Before, follow
from intents.understand import Intent

# the commands that show what is loaded for nobody else
_OPENS: Mapping[str, tuple[Press, ...]] = {
    "degerlendirme": (StartAssessment(),),
    "assessment": (StartAssessment(),),
    "duyurular": (ListSubscriptions(),),
    "updates": (ListSubscriptions(),),
}
_LATELY = timedelta(days=1)  # that a ticket which is closed is still what words are about
_RECENTLY = timedelta(hours=1)  # that a ticket stays the one which is talked about
_MOST_LABELS = 40  # buttons of what is said last
_INLINE_RESULTS = 5
_INLINE_SECONDS = 300  # that the platform may keep a result


def on_said(work: Work, event: Said) -> list[Draft]:
    """Words or a file: to the ticket that they reply to, or to the conversation."""
    chat = _chat(work, event.chat, event.language)
    content = event.content
    held = Held(event.message, content.kind, content.text.text, content.album)
    view = _view(work, chat, _shown(chat))
    ticket = _addressed(work, event.chat, content)
    known = ticket is not None and view.ticket(ticket) is not None
    if ticket is not None and known and conversation.goes_to_ticket(chat, view, ticket, held):
        chat, effects = conversation.on_addressed(
            chat, ticket, held, read=_reader(work, chat), under_way=view.ticket(ticket)
        )
        return _record(work, chat, effects)
    chat = _named(chat, work.desk.phrases(chat.language))
    chat, effects = conversation.on_message(chat, view, held, read=_reader(work, chat))
    return _record(work, chat, effects)


def _shown(chat: Chat) -> list[Press]:
    """The buttons that can be typed."""
    shown = [decode(code) for _, code in (*chat.options, *chat.labels)]
    if chat.placed is None or chat.placed_message is None:
        return shown
    return [*shown, NotForTicket(chat.placed, chat.placed_message)]


def _addressed(work: Work, chat: Address, content: Message) -> int | None:
    """The ticket that a message says itself it is for: by what it replies to, or by its album."""
    if content.reply_to is not None:
        spot = Spot(chat, content.reply_to)
        answered = messages.in_chat(work.tx, spot)
        ticket = (
            answered.ticket if answered is not None else earlier_places.ticket_at(work.tx, spot)
        )
        if ticket is not None:
            return ticket
    return albums.ticket_of(work, chat, content.album)


def _reader(work: Work, chat: Chat) -> Read:
    """Understands words in the contact's language, after what was asked and answered before."""
    before = Before(conversation.asked_before(chat), remarks.talked_of(chat))

    def read(words: str) -> Intent:
        intent = follow(words, work.desk.index, language=chat.language, before=before)
        if work.desk.notice is not None:
            work.desk.notice(chat, before, intent)
        return intent

    return read


def _named(chat: Chat, phrases: Phrases) -> Chat:
    """The open menu's choices under the labels that the contact reads, so that these can be
    typed.
    """
    options = tuple(
        (phrases.plain(Words(label)) if phrases.has(label) else label, code)
        for label, code in chat.options
    )
    return replace(chat, options=options)


def on_command(work: Work, event: Commanded) -> list[Draft]:
    """A typed command; what only begins like one, and says more or answers a ticket, is words."""
    words = event.content
    if event.name not in commands.COMMANDS and words is not None:
        replies = _addressed(work, event.chat, words) is not None
        if replies or not is_command(words.text.text):
            return on_said(work, Said(event.chat, event.message, words, event.language))
    chat = _chat(work, event.chat, event.language)
    view = _view(work, chat, _OPENS.get(event.name, ()))
    held = Held(event.message, TEXT, event.argument)
    chat, effects = commands.on_command(chat, view, event.name, held=held, read=_reader(work, chat))
    return _record(work, chat, effects)


def on_tapped(work: Work, event: Tapped) -> list[Draft]:
    """A button in the private chat; the tap itself is answered first, so that the phone stops
    waiting.
    """
    if (staff := privately.tapped(work, event)) is not None:
        return staff
    chat = _chat(work, event.chat, event.language)
    press = decode(event.code)
    view = _view(work, chat, (press,))
    chat, effects = conversation.on_press(
        chat, view, press, read=_reader(work, chat), edit=event.message
    )
    if not any(isinstance(effect, Answer) for effect in effects):
        effects = [Answer(), *effects]
    return _record(work, chat, effects, tap=Tap(event.chat.platform, event.tap, event.chat))


def on_edited(work: Work, event: Edited) -> list[Draft]:
    """A contact changed a message: the expert's copy changes too, or what waits to be sent; an
    emergency is heard as in a new one. Of somebody new it is the first that is heard.
    """
    chat = chats.at(work.tx, event.chat)
    if chat is None:
        return on_said(work, Said(event.chat, event.message, event.content))
    content, read = event.content, _reader(work, chat)
    held = Held(event.message, content.kind, content.text.text)
    message = messages.in_chat(work.tx, Spot(event.chat, event.message))
    if message is None or message.author is not Author.CONTACT:
        view = _view(work, chat, _shown(chat))
        chat, effects = changes.on_edited(chat, view, held, read=read)
        return _record(work, chat, effects)
    if not held.text or not changes.alarms(read(held.text), message.text, read):
        return _edit(work, message, content)
    chat, effects = conversation.on_addressed(chat, message.ticket, held, read=read)
    return [*albums.take_out(work, message), *_record(work, chat, effects)]


def on_time(work: Work) -> list[Draft]:
    """What has waited long enough in the chats: words for a ticket, a draft."""
    return [draft for chat in chats.waking(work.tx, work.now) for draft in _woken(work, chat)]


def _woken(work: Work, chat: Chat) -> list[Draft]:
    chat, effects = conversation.on_time(chat, _view(work, chat, ()))
    return _record(work, chat, effects)


def _edit(work: Work, message: TicketMessage, content: Message) -> list[Draft]:
    """A copy that is still on its way is changed when it has arrived."""
    messages.change_words(work.tx, message.id, content.text.text)
    ticket = tickets.get(work.tx, message.ticket)
    if message.on_its_way or ticket is None or ticket.place is None:
        messages.keep_edit(work.tx, message.id, content)
        return []
    return relay.edit_in_thread(work, message, content, place=ticket.place)


def on_reached(work: Work, event: Reached) -> list[Draft]:
    """Somebody blocked the bot, or came back; a blocked bot sends no broadcasts."""
    chats.set_reachable(work.tx, event.chat, event.reachable)
    chat = chats.at(work.tx, event.chat)
    if chat is not None and not event.reachable:
        subscribers.stop(work, chat.id)
    return []


def on_searched(work: Work, event: Searched) -> list[Draft]:
    """`@bot words` in any chat: the nearest answers as shareable cards."""
    desk = work.desk
    chat = chats.at(work.tx, event.person)
    language = chat.language if chat else _language(work, event.language)
    words = event.query.strip()
    matches = desk.index.search(event.query, limit=_INLINE_RESULTS) if words else ()
    choices = (desk.catalog.choice(language, match.id) for match in matches)
    cards = tuple(search_card(choice, desk.links) for choice in choices if choice)
    found = AnswerSearch(event.person.platform, event.search, cards, _INLINE_SECONDS)
    slot = f"search:{event.person.key}"  # an answer to what was typed before is shown to nobody
    return [Draft(found, Lane.TAP, slot=slot, of=event.person)]


def _language(work: Work, code: str | None) -> str:
    """The desk's language that suits a phone's; English for a phone of any other language."""
    if code is None:
        return work.desk.default_language
    short = code.split("-")[0]
    return short if short in LANGUAGES else "en"


def _chat(work: Work, address: Address, code: str | None) -> Chat:
    chat = chats.at(work.tx, address)
    if chat is None:
        return chats.begin(work.tx, address, _language(work, code), work.now)
    return chat if chat.reachable else replace(chat, reachable=True)


def _view(work: Work, chat: Chat, presses: Iterable[Press]) -> ContactView:
    """What the rules may look at; what none of the buttons in question asks for is not loaded."""
    asked = tuple(presses)
    hears = any(isinstance(press, SubscriptionPress | BroadcastPress) for press in asked)
    assessed = any(isinstance(press, AssessmentPress) for press in asked)
    told = next((press for press in asked if isinstance(press, BroadcastPress)), None)
    taken = next((press for press in asked if isinstance(press, NotForTicket)), None)
    view = ContactView(
        work.desk.catalog,
        work.desk.promise,
        work.now,
        tickets.of_contact(work.tx, chat.id),
        subscriptions.subjects(work.tx, chat.id) if hears else frozenset(),
        assessments.levels(work.tx, chat.id) if assessed else {},
        broadcasts.get(work.tx, told.broadcast) if told is not None else None,
        withdrawn=_withdrawn(work, chat, taken) if taken is not None else (),
        hours=work.desk.hours,
        taken=_taken(work) if work.desk.hours else {},
        appointments=appointments.of_contact(work.tx, chat.id) if work.desk.hours else (),
    )
    return _with_times(work, chat, view)


def _taken(work: Work) -> Mapping[str, frozenset[datetime]]:
    """The times at which experts are somebody else's already."""
    return {lane: appointments.taken(work.tx, lane, since=work.now) for lane in LANES}


def _withdrawn(work: Work, chat: Chat, press: NotForTicket) -> tuple[Held, ...]:
    spot = Spot(chat.address, press.message)
    together = messages.together(work.tx, spot, ticket=press.ticket)
    placed = [(one, one.in_chat) for one in together]
    return tuple(Held(at.message, one.kind, one.text, one.album) for one, at in placed if at)


def _with_times(work: Work, chat: Chat, view: ContactView) -> ContactView:
    """The view with what follows from who spoke when."""
    closed = [one for one in view.tickets if one.closed_at and work.now - one.closed_at < _LATELY]
    lately = max(closed, key=lambda one: one.closed_at or work.now).number if closed else None
    seen = chats.seen_at(work.tx, chat.id) if closed or view.waiting_for_contact else None
    seen = seen or work.now
    rates = [one.number for one in closed if not one.rating and (one.closed_at or seen) > seen]
    view = replace(view, lately=lately, rates=rates[0] if len(rates) == 1 else None)
    if not view.active:
        return view
    spoken = messages.last_words(work.tx, [one.number for one in view.active])
    asking = [
        one.number
        for one in view.waiting_for_contact
        if spoken.get((one.number, Author.EXPERT), seen) > seen
    ]
    newest = max(spoken, key=lambda one: spoken[one], default=None)
    recent = newest[0] if newest and work.now - spoken[newest] < _RECENTLY else None
    return replace(view, asked=asking[0] if len(asking) == 1 else None, recent=recent)


def _record(
    work: Work, chat: Chat, effects: list[Effect], *, tap: Tap | None = None
) -> list[Draft]:
    drafts = record(work, effects, chat=chat, tap=tap)
    chats.save(work.tx, _with_labels(chat, drafts), work.now)
    return drafts


def _with_labels(chat: Chat, drafts: Iterable[Draft]) -> Chat:
    """The chat with the labels of the buttons that it now shows; where nothing is said, those of
    before stay.
    """
    said = [
        draft.act.message
        for draft in drafts
        if isinstance(draft.act, Say | Edit) and address_of(draft.act) == chat.address
    ]
    if not said:
        return chat
    labels = tuple(
        (bare(str(button.label)), encode(button.press))
        for message in said[::-1]
        for row in message.buttons
        for button in row
        if button.press is not None
    )
    return replace(chat, labels=labels[:_MOST_LABELS])
