"""Experts write and tap in the staff group: load, decide, record."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.booking_buttons import AppointmentPress
from bot.domain.buttons import BroadcastPress, Press
from bot.domain.codes import decode
from bot.domain.composer_buttons import ComposerPress
from bot.domain.desk import rights
from bot.domain.desk.forum import Whom, is_command, may_be_sent, meant_command
from bot.domain.desk.presses import PeoplePress
from bot.domain.desk.renewals import Renew
from bot.domain.desk.rights import Deed, Order
from bot.domain.desk.tickets import Reply, Request, decide
from bot.domain.effects import Answer
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.listings import ListPress
from bot.domain.messages import TEXT, UNCOPYABLE, AskMember, Message
from bot.domain.ok_buttons import OkPress
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Role, Spot
from bot.domain.prepared_buttons import PreparedPress, SendPrepared
from bot.domain.results import ActOnEdit, ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Author, Step, Ticket
from bot.domain.words import Words
from bot.storage import messages, tickets
from handlers import (
    actors,
    acts,
    albums,
    appointments,
    broadcasts,
    card_taps,
    changing,
    found,
    handover,
    hints,
    lists,
    orders,
    positions,
    prepared,
    queue,
    relay,
    seconding,
)
from handlers.addressees import meant_for
from handlers.record import Tap, in_staff, record
from handlers.undelivered import to_writer
from handlers.work import Work


def on_wrote(work: Work, event: StaffWrote) -> list[Draft]:
    """A message in the staff group: a note stays; for a command or a reply that goes out it is
    first asked whether its writer belongs to the group.
    """
    broadcasts.keep_album(work, event)
    meant = meant_for(work, event, is_order=_is_order(event))
    if event.nameless:
        called = event.command in COMMANDS.keys() | SENDING
        told = called or meant.whom is not Whom.COLLEAGUES
        return to_writer(work, event, Words("staff.nameless")) if told else []
    seen = None
    if meant.whom is Whom.CONTACT and meant.ticket is not None:
        relay.expect(work, meant.ticket, event.at, event.content)
        seen = messages.seen_by_experts(work.tx, meant.ticket.number)
    elif event.command in SENDING:
        seen = _note_to_send(work, event)
    elif meant.whom is Whom.COLLEAGUES and event.command not in COMMANDS and not _is_unknown(event):
        _keep_note(work, meant.ticket, event)
        return hints.stays_inside(work, meant.ticket, event)
    wrote = ActOnWords(event, seen)
    return [Draft(AskMember(event.place.chat, event.person.id), Lane.RELAY, then=wrote)]


def _is_order(event: StaffWrote) -> bool:
    """Whether it is nothing but a command of ours; one with words, as a reply, may be for the
    contact.
    """
    if event.command in SENDING or event.command in WORDED:
        return True
    return event.command in COMMANDS and not (_says_more(event) and event.content.reply_to)


def _is_unknown(event: StaffWrote) -> bool:
    """Whether it is a command that nobody knows; one of letters alone, and not for another bot."""
    return (event.command or "").isalpha()


def _no_command(work: Work, event: StaffWrote) -> list[Draft]:
    """What may have been meant."""
    near = meant_command(event.command or "", (*COMMANDS, *SENDING))
    words = Words("staff.no-command-near", {"near": near}) if near else None
    return to_writer(work, event, words or Words("staff.no-command"))


def _says_more(event: StaffWrote) -> bool:
    """Whether words stand behind the command."""
    return len(event.content.text.text.split()) > 1


def _keep_note(work: Work, ticket: Ticket | None, event: StaffWrote) -> None:
    """Of a note the desk keeps nothing, but which pictures are an album: they are sent together."""
    if ticket is not None and event.content.album is not None:
        relay.expect(work, ticket, event.at, event.content)


def _went_nowhere(work: Work, ticket: Ticket | None, event: StaffWrote) -> list[Draft]:
    """A note, of which its writer is told, as it looks like a reply; of an album once."""
    album = event.content.album
    told = ticket is not None and album is not None and albums.notes(work, ticket.number, album)
    _keep_note(work, ticket, event)
    return [] if told else to_writer(work, event, Words("staff.not-for-contact"))


def _note_to_send(work: Work, event: StaffWrote) -> int | None:
    """What the note is changed to is kept with it from now on; what its writer can have seen."""
    ticket, answered = tickets.in_thread(work.tx, event.place), event.answered
    if ticket is None or answered is None or event.content.reply_to is None:
        return None
    if _says_more(event):
        return None
    at = Spot(event.place.chat, event.content.reply_to)
    known = messages.in_thread(work.tx, at)
    if may_be_sent(ticket, at.message, known) and answered.person == event.person:
        relay.expect_note(work, ticket, at, answered.content)
    return messages.seen_by_experts(work.tx, ticket.number)


def on_member_wrote(work: Work, wrote: ActOnWords, found: Membership) -> list[Draft]:
    """A member's command or reply is acted on; nobody else's is."""
    event, actor = wrote.wrote, actors.actor(work, wrote.wrote, found)
    ticket = None if event.command in SENDING else relay.expected(work, event.at)
    if ticket is not None and not actors.may(actor, Step.REPLY):
        relay.stays(work, event.at)
    if actor.role is Role.OUTSIDER:
        return []
    if ticket is not None:
        return _reply(work, ticket, wrote, actor=actor)
    if event.command in SENDING:
        return _send_note(work, wrote, actor)
    meant = meant_for(work, event, is_order=_is_order(event))
    if meant.whom is Whom.UNCLEAR:
        return _went_nowhere(work, meant.ticket, event)
    if event.command in COMMANDS:
        return _commanded(work, event, actor)
    unknown = meant.whom is Whom.COLLEAGUES and _is_unknown(event)
    return _no_command(work, event) if unknown else []


def _commanded(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """The command is carried out for whoever may give it."""
    deed = rights.COMMANDS.get(event.command or "")
    if not actors.may(actor, deed):
        return to_writer(work, event, _not_yours(deed))
    return COMMANDS[event.command or ""](work, event, actor)


def _reply(work: Work, ticket: Ticket, wrote: ActOnWords, *, actor: Actor) -> list[Draft]:
    """What it says by now goes out, where it can; else it may be changed, or sent after all."""
    event = wrote.wrote
    content = relay.as_it_is_now(work, event.at) or event.content
    refusal = _refusal(content)
    if refusal is not None or albums.is_refused(work, ticket.number, content.album):
        relay.refuse(work, event.at)
        return to_writer(work, event, refusal) if refusal is not None else []
    return _request(work, ticket, Reply(event.at, content, wrote.seen), actor)


def _refusal(content: Message) -> Words | None:
    """Why a reply can't go out as it is, or None."""
    words = content.text.text.strip()
    if content.kind == TEXT and words.startswith("/") and is_command(words):
        return Words("staff.no-command")
    return Words("staff.uncopyable") if content.kind == UNCOPYABLE else None


def on_unknown_writer(work: Work, event: StaffWrote | StaffEdited) -> list[Draft]:
    """Nobody could say whether the writer belongs to the group: the message did not go out."""
    known = messages.in_thread(work.tx, event.at)
    if known is not None and known.album is not None and isinstance(event, StaffWrote):
        # with its album it goes out, stays, or has been told of
        if known.author is not Author.NOTE or albums.refuse(work, known):
            return []
    elif relay.expected(work, event.at) is not None:
        relay.stays(work, event.at)
    return to_writer(work, event, Words("staff.not-checked"))


def on_unknown_tapper(work: Work, event: StaffTapped) -> list[Draft]:
    """Telegram does not say who belongs to the group; nothing was done."""
    answer = Answer(Words("staff.cannot-check"), alert=True)
    return record(work, [answer], tap=Tap(event.person.platform, event.tap))


def _request(work: Work, ticket: Ticket, request: Request, actor: Actor) -> list[Draft]:
    _, effects = decide(ticket, request, actor, view=seconding.view_of(work, ticket))
    return record(work, effects)


def on_edited(work: Work, event: StaffEdited) -> list[Draft]:
    """A reply is changed: first ask whether whoever does so still belongs to the group. What has
    not gone out yet keeps its change; its writer is asked after anyway.
    """
    if _becomes_order(event.content.text.text):
        return to_writer(work, event, Words("staff.command-anew"))
    sent = messages.in_thread(work.tx, event.at)
    if sent is None or sent.author not in (Author.EXPERT, Author.NOTE):
        broadcasts.album_changed(work, event)
        return []
    if sent.author is Author.NOTE and not sent.refused:
        messages.keep_edit(work.tx, sent.id, event.content)
        return []
    if not relay.shows_change(sent, event.content):
        return []
    if event.person.group:  # whoever writes in the group's name
        return to_writer(work, event, Words("staff.nameless"))
    asked = AskMember(event.place.chat, event.person.id)
    slot = f"edit:asked:{sent.id}"
    return [Draft(asked, Lane.RELAY, then=ActOnEdit(event), slot=slot)]


def on_member_edited(work: Work, event: StaffEdited, found: Membership) -> list[Draft]:
    """A member changed a reply: the contact's copy changes too, as soon as there is one, and where
    a second OK is needed as soon as it has that; one that was refused is tried again.
    """
    sent = messages.in_thread(work.tx, event.at)
    ticket = tickets.get(work.tx, sent.ticket) if sent is not None else None
    actor = actors.actor(work, event, found)
    if sent is None or ticket is None or not actors.may(actor, Order.EDIT):
        return []
    if sent.refused:
        messages.change_words(work.tx, sent.id, event.content.text.text)
        return _tried_again(work, ticket, sent.id, event, actor=actor)
    if seconding.view_of(work, ticket).needs_ok:
        return changing.waits(work, sent, event.content, ticket=ticket, by=actor)
    return changing.change(work, sent, event.content, ticket=ticket, by=actor)


def _becomes_order(words: str) -> bool:
    """Whether a message was changed into a command: what is changed commands nothing."""
    name = words.strip().removeprefix("/").lower()
    worded = any(name.startswith(f"{one} ") for one in WORDED)
    return words.strip().startswith("/") and (worded or name in COMMANDS.keys() | SENDING)


def _tried_again(
    work: Work, ticket: Ticket, sent: int, event: StaffEdited, *, actor: Actor
) -> list[Draft]:
    refusal = _refusal(event.content)
    if refusal is not None:
        return to_writer(work, event, refusal)
    messages.written_now(work.tx, [sent], relay.written(work, ticket))
    reply = Reply(event.at, event.content, messages.seen_by_experts(work.tx, ticket.number))
    return _request(work, ticket, reply, actor)


def on_tapped(work: Work, event: StaffTapped) -> list[Draft]:
    """A staff button: first ask whether this person is a member of the staff group."""
    asked, press, seen = AskMember(event.place.chat, event.person.id), decode(event.code), None
    if isinstance(press, card_taps.TicketPress | SendPrepared) and card_taps.says_last(press):
        seen = messages.seen_by_experts(work.tx, press.ticket)
    return [Draft(asked, Lane.TAP, then=ActOnTap(event, seen))]


def on_member(work: Work, tapped: ActOnTap, found: Membership) -> list[Draft]:
    """A member's tap is acted on, anybody else's is declined politely."""
    event, actor = tapped.tapped, actors.actor(work, tapped.tapped, found)
    tap, press = Tap(event.person.platform, event.tap), decode(event.code)
    if (refusal := _declined(actor, press)) is not None:
        return record(work, [refusal], tap=tap)
    if isinstance(press, ComposerPress):
        return broadcasts.on_press(work, event, press, by=actor, tap=tap)
    if isinstance(press, PeoplePress):
        return orders.on_press(work, event, press, by=actor, tap=tap)
    if isinstance(press, AppointmentPress):
        return record(work, appointments.on_press(work, press, actor), tap=tap)
    if isinstance(press, ListPress):
        return lists.on_press(work, event, press, actor=actor, tap=tap)
    if not isinstance(press, card_taps.TicketPress | PreparedPress | OkPress):
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    ticket = tickets.get(work.tx, press.ticket)
    if ticket is None:
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    if isinstance(press, PreparedPress):
        return prepared.on_press(work, tapped, press, ticket=ticket, actor=actor)
    if isinstance(press, OkPress):
        return seconding.on_press(work, tapped, press, ticket=ticket, actor=actor)
    if handover.gives_back(press):
        return handover.returned(work, ticket, by=actor, tap=tap)
    return card_taps.on_press(work, tapped, press, ticket=ticket, actor=actor)


def _declined(actor: Actor, press: Press) -> Answer | None:
    """Why this button does nothing for whoever pressed it, or None."""
    if actor.role is Role.OUTSIDER:
        return Answer(Words("staff.not-member"), alert=True)
    if isinstance(press, BroadcastPress):
        return Answer(Words("broadcast.only-preview"))
    deed = rights.of_press(press)
    if deed is None or actors.may(actor, deed):
        return None
    if isinstance(deed, Step):  # a contact's, or what only time does: nobody shows such a button
        return Answer(Words("staff.gone"))
    return Answer(_not_yours(deed), alert=True)


def _not_yours(deed: Deed | None) -> Words:
    return Words("broadcast.not-yours" if deed is Order.BROADCAST else "staff.not-yours")


def _send_note(work: Work, wrote: ActOnWords, actor: Actor) -> list[Draft]:
    """`/gonder` as a reply to one's own note: it goes out after all, once; an album as a whole."""
    event = wrote.wrote
    note, answered = event.content.reply_to, event.answered
    at = Spot(event.place.chat, note or "")
    ticket = relay.expected(work, at)
    if note is None or answered is None or (ticket is None and not _in_ticket(work, event)):
        return to_writer(work, event, Words("staff.send-how"))
    if _says_more(event):
        return to_writer(work, event, Words("staff.send-alone"))
    if ticket is None or answered.person != event.person:
        return to_writer(work, event, Words("staff.send-not"))
    content = replace(answered.content, reply_to=None)
    if content.kind == UNCOPYABLE:
        return to_writer(work, event, Words("staff.uncopyable"))
    return _request(work, ticket, Reply(at, content, wrote.seen), actor)


def _in_ticket(work: Work, event: StaffWrote) -> bool:
    return tickets.in_thread(work.tx, event.place) is not None


def _reasoned(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/ertele`, `/hukuk` and `/arastirma` in a ticket's thread, with the reason behind it."""
    ticket = meant_for(work, event, is_order=True).ticket
    _, *words = event.content.text.text.split(maxsplit=1)
    if ticket is None or (not words and REASONED[event.command or ""] is Step.RENEW):
        return to_writer(work, event, Words("staff.renew-how"))
    step = REASONED[event.command or ""]
    request = Renew(words[0], step) if words else step
    _, effects = decide(ticket, request, actor, view=work.view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    said = [draft for one in told for draft in to_writer(work, event, one)]
    return [*said, *record(work, effects)]


def _help(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    return [in_staff(work, event.place, Words("staff.help"))]


SENDING = frozenset({"gonder", "send"})
REASONED: Mapping[str, Step] = {
    "ertele": Step.RENEW,
    "renew": Step.RENEW,
    "hukuk": Step.LEGAL,
    "legal": Step.LEGAL,
    "arastirma": Step.RESEARCH,
    "research": Step.RESEARCH,
}
# words behind these are theirs, never the contact's
WORDED = REASONED.keys() | orders.COMMANDS.keys() | acts.COMMANDS.keys() | {"duyuru", "broadcast"}
COMMANDS: Mapping[str, orders.Command] = {
    "kuyruk": queue.everybodys,
    "queue": queue.everybodys,
    "ben": queue.ones_own,
    "mine": queue.ones_own,
    **orders.COMMANDS,
    "neden": positions.why,
    "why": positions.why,
    "ara": found.search,
    "find": found.search,
    "duyuru": broadcasts.on_compose,
    "broadcast": broadcasts.on_compose,
    **dict.fromkeys(REASONED, _reasoned),
    **acts.COMMANDS,
    "yardim": _help,
    "help": _help,
    "start": _help,
}
