"""Experts write and tap in the staff group: load, decide, record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from bot.domain.buttons import BroadcastPress, ComposerPress, OnTicket
from bot.domain.codes import decode
from bot.domain.contact.view import subject_label
from bot.domain.desk import queue
from bot.domain.desk.forum import goes_out, is_command, may_be_sent
from bot.domain.desk.tickets import Reply, Request, decide
from bot.domain.effects import Answer
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.messages import UNCOPYABLE, AskMember, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Place, Role, Spot
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Author, Ticket
from bot.domain.words import Words
from bot.render.queue import queue as shown_queue
from bot.storage import experts, messages, tickets
from handlers import broadcasts, relay
from handlers.record import Tap, in_staff, record
from handlers.work import Work


def on_wrote(work: Work, event: StaffWrote) -> list[Draft]:
    """A message in the staff group: a note stays; for a command or a reply that goes out it is
    first asked whether its writer belongs to the group.
    """
    if event.command not in COMMANDS:
        ticket = _addressed(work, event)
        if ticket is None:
            return []
        relay.expect(work, ticket, event.at, event.content)
    if event.person.group:  # only those who run a group write in its name
        return on_member_wrote(work, event, Membership(inside=True, leads=True))
    asked = AskMember(event.place.chat, event.person.id)
    return [Draft(asked, Lane.RELAY, then=ActOnWords(event))]


def _addressed(work: Work, event: StaffWrote) -> Ticket | None:
    """The ticket whose contact the message is for, or None for a note."""
    ticket = tickets.in_thread(work.tx, event.place)
    reply_to = event.content.reply_to
    target = messages.in_thread(work.tx, Spot(event.place.chat, reply_to)) if reply_to else None
    return ticket if ticket is not None and goes_out(ticket, reply_to, target) else None


def on_member_wrote(work: Work, event: StaffWrote, found: Membership) -> list[Draft]:
    """A member's command or reply is acted on; nobody else's is."""
    act = COMMANDS.get(event.command or "")
    if act is not None:
        return act(work, event, _actor(work, event, leads=found.leads)) if found.inside else []
    ticket = relay.expected(work, event.at)
    if ticket is None:
        return []
    if not found.inside:
        relay.stays(work, event.at)
        return []
    if event.command is not None and is_command(event.content.text.text):
        relay.stays(work, event.at)
        return [in_staff(work, event.place, Words("staff.no-command"))]
    if event.content.kind == UNCOPYABLE:
        relay.stays(work, event.at)
        return [in_staff(work, event.place, Words("staff.uncopyable"))]
    return _request(work, ticket, Reply(event.at, event.content), _actor(work, event))


def on_unknown_writer(work: Work, event: StaffWrote) -> list[Draft]:
    """Nobody could say whether the writer belongs to the group: the message did not go out."""
    if event.command not in COMMANDS:
        relay.stays(work, event.at)
    return [in_staff(work, event.place, Words("staff.not-checked"))]


def _actor(work: Work, event: StaffWrote | StaffTapped, *, leads: bool = False) -> Actor:
    """Who acts, known from now on; those who run the group coordinate."""
    actor = experts.met(work.tx, event.person, event.name, work.now)
    return replace(actor, role=Role.COORDINATOR) if leads else actor


def _request(
    work: Work, ticket: Ticket, request: Request, actor: Actor, *, tap: Tap | None = None
) -> list[Draft]:
    _, effects = decide(ticket, request, actor, view=work.view)
    return record(work, effects, tap=tap)


def on_edited(work: Work, event: StaffEdited) -> list[Draft]:
    """An expert changed a reply that went out."""
    sent = messages.in_thread(work.tx, event.at)
    if sent is None or sent.author is not Author.EXPERT:
        return []
    ticket = tickets.get(work.tx, sent.ticket)
    if ticket is None:
        return []
    messages.change_words(work.tx, sent.id, event.content.text.text)
    if sent.in_chat is None:  # it is changed when it has arrived
        messages.keep_edit(work.tx, sent.id, event.content)
        return []
    return relay.edit_in_chat(work, sent, event.content, ticket=ticket)


def on_tapped(event: StaffTapped) -> list[Draft]:
    """A staff button: first ask whether this person is a member of the staff group."""
    asked = AskMember(event.place.chat, event.person.id)
    return [Draft(asked, Lane.TAP, then=ActOnTap(event))]


def on_member(work: Work, event: StaffTapped, found: Membership) -> list[Draft]:
    """A member's tap is acted on, anybody else's is declined politely."""
    tap = Tap(event.person.platform, event.tap)
    if not found.inside:
        return record(work, [Answer(Words("staff.not-member"), alert=True)], tap=tap)
    press = decode(event.code)
    if isinstance(press, ComposerPress) and not found.leads:
        return record(work, [Answer(Words("broadcast.not-yours"), alert=True)], tap=tap)
    if isinstance(press, ComposerPress):
        return broadcasts.on_press(work, event, press, tap=tap)
    if isinstance(press, BroadcastPress):
        return record(work, [Answer(Words("broadcast.only-preview"))], tap=tap)
    ticket = tickets.get(work.tx, press.ticket) if isinstance(press, OnTicket) else None
    if ticket is None or not isinstance(press, OnTicket):
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    return _request(work, ticket, press.step, _actor(work, event), tap=tap)


def _queue(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """`/kuyruk`: everything that is open, by due date."""
    return _listing(work, event.place, tickets.active(work.tx), mine=False)


def _mine(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/ben`: one's own tickets."""
    mine = [one for one in tickets.active(work.tx) if one.expert_id == actor.id]
    return _listing(work, event.place, mine, mine=True)


def _listing(work: Work, place: Place, waiting: Iterable[Ticket], *, mine: bool) -> list[Draft]:
    desk = work.desk
    ordered = queue.in_order(waiting, work.view)
    lines = [
        queue.line(
            ticket,
            subject_label(desk.catalog, desk.default_language, ticket.subject),
            view=work.view,
        )
        for ticket in ordered
    ]
    title = queue.title(len(lines), mine=mine)
    shown = shown_queue(lines, work.context().phrases, title=title)
    return [Draft(Say(place, shown), Lane.RELAY)]


def _send_note(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/gonder` as a reply to one's own note: it goes out after all, once."""
    ticket = tickets.in_thread(work.tx, event.place)
    note, answered = event.content.reply_to, event.answered
    if ticket is None or note is None or answered is None:
        return [in_staff(work, event.place, Words("staff.send-how"))]
    at = Spot(event.place.chat, note)
    known = messages.in_thread(work.tx, at)
    if not may_be_sent(ticket, note, known) or answered.person != event.person:
        return [in_staff(work, event.place, Words("staff.send-not"))]
    content = replace(answered.content, reply_to=None)
    if content.kind == UNCOPYABLE:
        return [in_staff(work, event.place, Words("staff.uncopyable"))]
    return _request(work, ticket, Reply(at, content), actor)


def _help(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    return [in_staff(work, event.place, Words("staff.help"))]


COMMANDS: Mapping[str, Callable[[Work, StaffWrote, Actor], list[Draft]]] = {
    "kuyruk": _queue,
    "queue": _queue,
    "ben": _mine,
    "mine": _mine,
    "gonder": _send_note,
    "send": _send_note,
    "duyuru": broadcasts.on_compose,
    "broadcast": broadcasts.on_compose,
    "yardim": _help,
    "help": _help,
    "start": _help,
}
