"""A contact writes, taps, edits, leaves: load, understand, decide, record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.buttons import (
    AssessmentPress,
    BroadcastPress,
    ListSubscriptions,
    Press,
    StartAssessment,
    SubscriptionPress,
)
from bot.domain.chats import Chat, Held
from bot.domain.codes import decode
from bot.domain.contact import commands, conversation, intake
from bot.domain.contact.home import LANGUAGES
from bot.domain.contact.view import ContactView
from bot.domain.effects import Answer, Effect
from bot.domain.events import Commanded, Edited, Reached, Said, Searched, Tapped
from bot.domain.messages import TEXT, AnswerSearch, Message
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Spot
from bot.domain.tickets import Author, TicketMessage
from bot.domain.words import Words
from bot.render.inline import search_card
from bot.render.phrases import Phrases
from bot.storage import (
    assessments,
    broadcasts,
    chats,
    earlier_places,
    messages,
    subscriptions,
    tickets,
)
from handlers import relay
from handlers.record import Tap, record
from handlers.work import Work
from intents.understand import Intent, understand

# the commands that show what is loaded for nobody else
_OPENS: Mapping[str, tuple[Press, ...]] = {
    "degerlendirme": (StartAssessment(),),
    "assessment": (StartAssessment(),),
    "duyurular": (ListSubscriptions(),),
    "updates": (ListSubscriptions(),),
}
_INLINE_RESULTS = 5
_INLINE_SECONDS = 300  # that the platform may keep a result


def on_said(work: Work, event: Said) -> list[Draft]:
    """Words or a file: to the ticket that they reply to, or to the conversation."""
    chat = _chat(work, event.chat, event.language)
    content = event.content
    held = Held(event.message, content.kind, content.text.text, content.album)
    view = _view(work, chat, (decode(code) for _, code in chat.options))
    ticket = _addressed(work, event)
    known = ticket is not None and view.ticket(ticket) is not None
    if ticket is not None and known and conversation.goes_to_ticket(chat, view, ticket, held):
        chat, effects = conversation.on_addressed(chat, ticket, held, read=_reader(work, chat))
        return _record(work, chat, effects)
    chat = _named(chat, work.desk.phrases(chat.language))
    chat, effects = conversation.on_message(chat, view, held, read=_reader(work, chat))
    return _record(work, chat, effects)


def _addressed(work: Work, event: Said) -> int | None:
    """The ticket that a message says itself it is for: by what it replies to, or by its album."""
    if event.content.reply_to is not None:
        spot = Spot(event.chat, event.content.reply_to)
        answered = messages.in_chat(work.tx, spot)
        ticket = (
            answered.ticket if answered is not None else earlier_places.ticket_at(work.tx, spot)
        )
        if ticket is not None:
            return ticket
    return relay.ticket_of_album(work, event.chat, event.content.album)


def _reader(work: Work, chat: Chat) -> conversation.Read:
    """Understands words in the contact's language, after the answer that was shown last."""

    def read(words: str) -> Intent:
        index = work.desk.index
        return understand(words, index, language=chat.language, context=chat.answer)

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
    """A typed command."""
    chat = _chat(work, event.chat, event.language)
    view = _view(work, chat, _OPENS.get(event.name, ()))
    held = Held(event.message, TEXT, event.argument)
    chat, effects = commands.on_command(chat, view, event.name, held=held, read=_reader(work, chat))
    return _record(work, chat, effects)


def on_tapped(work: Work, event: Tapped) -> list[Draft]:
    """A button in the private chat; the tap itself is answered first, so that the phone stops
    waiting.
    """
    chat = _chat(work, event.chat, event.language)
    press = decode(event.code)
    view = _view(work, chat, (press,))
    if isinstance(press, BroadcastPress):
        view = replace(view, broadcast=broadcasts.get(work.tx, press.broadcast))
    chat, effects = conversation.on_press(
        chat, view, press, read=_reader(work, chat), edit=event.message
    )
    if not any(isinstance(effect, Answer) for effect in effects):
        effects = [Answer(), *effects]
    return _record(work, chat, effects, tap=Tap(event.chat.platform, event.tap, event.chat))


def on_edited(work: Work, event: Edited) -> list[Draft]:
    """A contact changed a message: the expert's copy changes too, or what waits to be sent."""
    message = messages.in_chat(work.tx, Spot(event.chat, event.message))
    if message is not None and message.author is Author.CONTACT:
        return _edit(work, message, event.content)
    chat = chats.at(work.tx, event.chat)
    if chat is not None:
        changed = intake.edited(chat, event.message, event.content.text.text)
        chats.save(work.tx, changed, work.now)
    return []


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
        subscriptions.unsubscribe_all(work.tx, chat.id)
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
    return ContactView(
        work.desk.catalog,
        work.desk.promise,
        tickets.of_contact(work.tx, chat.id),
        subscriptions.subjects(work.tx, chat.id) if hears else frozenset(),
        assessments.levels(work.tx, chat.id) if assessed else {},
    )


def _record(
    work: Work, chat: Chat, effects: list[Effect], *, tap: Tap | None = None
) -> list[Draft]:
    chats.save(work.tx, chat, work.now)
    return record(work, effects, chat=chat, tap=tap)
