"""Experts write and tap in the staff group: load, decide, record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from bot.domain.buttons import BroadcastPress, ComposerPress, OnTicket
from bot.domain.codes import decode
from bot.domain.contact.view import subject_label
from bot.domain.desk import queue
from bot.domain.desk.forum import goes_out, is_command, may_be_sent
from bot.domain.desk.tickets import DeskView, Reply, Request, decide
from bot.domain.effects import Answer
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.messages import UNCOPYABLE, AskMember, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Place, Role, Spot
from bot.domain.results import ActOnEdit, ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Author, Step, Ticket
from bot.domain.words import Words
from bot.render.queue import queue as shown_queue
from bot.storage import earlier_places, experts, messages, tickets
from handlers import broadcasts, relay
from handlers.record import Tap, in_staff, record
from handlers.work import Work


def on_wrote(work: Work, event: StaffWrote) -> list[Draft]:
    """A message in the staff group: a note stays; for a command or a reply that goes out it is
    first asked whether its writer belongs to the group.
    """
    seen = None
    if event.command in _SENDING:
        seen = _note_to_send(work, event)
    elif event.command not in _COMMANDS:
        ticket = tickets.in_thread(work.tx, event.place)
        if ticket is None or not _is_addressed(work, ticket, event):
            _keep_note(work, ticket, event)
            return []
        relay.expect(work, ticket, event.at, event.content)
        seen = messages.seen_by_experts(work.tx, ticket.number)
    wrote = ActOnWords(event, seen)
    if event.person.group:  # only those who run a group write in its name
        return on_member_wrote(work, wrote, Membership(inside=True, leads=True))
    return [Draft(AskMember(event.place.chat, event.person.id), Lane.RELAY, then=wrote)]


def _is_addressed(work: Work, ticket: Ticket, event: StaffWrote) -> bool:
    """Whether the message is for the ticket's contact, or a note."""
    reply_to = event.content.reply_to
    if reply_to is None:
        return False
    spot = Spot(event.place.chat, reply_to)
    target, earlier = messages.in_thread(work.tx, spot), earlier_places.ticket_at(work.tx, spot)
    return goes_out(ticket, reply_to, target, earlier=earlier)


def _keep_note(work: Work, ticket: Ticket | None, event: StaffWrote) -> None:
    """Of a note the desk keeps nothing, but which pictures are an album: they are sent together."""
    if ticket is not None and event.content.album is not None:
        relay.expect(work, ticket, event.at, event.content)


def _note_to_send(work: Work, event: StaffWrote) -> int | None:
    """What the note is changed to is kept with it from now on; what its writer can have seen."""
    ticket, answered = tickets.in_thread(work.tx, event.place), event.answered
    if ticket is None or answered is None or event.content.reply_to is None:
        return None
    at = Spot(event.place.chat, event.content.reply_to)
    known = messages.in_thread(work.tx, at)
    if may_be_sent(ticket, at.message, known) and answered.person == event.person:
        relay.expect_note(work, ticket, at, answered.content)
    return messages.seen_by_experts(work.tx, ticket.number)


def on_member_wrote(work: Work, wrote: ActOnWords, found: Membership) -> list[Draft]:
    """A member's command or reply is acted on; nobody else's is."""
    event = wrote.wrote
    if event.command in _SENDING:
        return _send_note(work, wrote) if found.inside else []
    act = _COMMANDS.get(event.command or "")
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
    reply = Reply(event.at, event.content, wrote.seen)
    return _request(work, ticket, reply, _actor(work, event))


def on_unknown_writer(work: Work, event: StaffWrote) -> list[Draft]:
    """Nobody could say whether the writer belongs to the group: the message did not go out."""
    if event.command not in _COMMANDS.keys() | _SENDING:
        relay.stays(work, event.at)
    return [in_staff(work, event.place, Words("staff.not-checked"))]


def _actor(
    work: Work, event: StaffWrote | StaffEdited | StaffTapped, *, leads: bool = False
) -> Actor:
    """Who acts, known from now on; those who run the group coordinate."""
    actor = experts.met(work.tx, event.person, event.name, work.now)
    return replace(actor, role=Role.COORDINATOR) if leads else actor


def _request(
    work: Work, ticket: Ticket, request: Request, actor: Actor, *, tap: Tap | None = None
) -> list[Draft]:
    return _decided(work, ticket, request, actor, view=work.view, tap=tap)


def _decided(
    work: Work,
    ticket: Ticket,
    request: Request,
    actor: Actor,
    *,
    view: DeskView,
    tap: Tap | None = None,
) -> list[Draft]:
    _, effects = decide(ticket, request, actor, view=view)
    return record(work, effects, tap=tap)


def on_edited(work: Work, event: StaffEdited) -> list[Draft]:
    """A reply is changed: first ask whether whoever does so still belongs to the group. What has
    not gone out yet keeps its change; its writer is asked after anyway.
    """
    sent = messages.in_thread(work.tx, event.at)
    if sent is None or sent.author not in (Author.EXPERT, Author.NOTE):
        return []
    if sent.author is Author.NOTE:
        messages.keep_edit(work.tx, sent.id, event.content)
        return []
    if not relay.shows_change(sent, event.content):
        return []
    if event.person.group:
        return on_member_edited(work, event, Membership(inside=True, leads=True))
    asked = AskMember(event.place.chat, event.person.id)
    slot = f"edit:asked:{sent.id}"
    return [Draft(asked, Lane.RELAY, then=ActOnEdit(event), slot=slot)]


def on_member_edited(work: Work, event: StaffEdited, found: Membership) -> list[Draft]:
    """A member changed a reply: the contact's copy changes too, as soon as there is one; one that
    was refused is tried again.
    """
    sent = messages.in_thread(work.tx, event.at)
    ticket = tickets.get(work.tx, sent.ticket) if sent is not None else None
    if sent is None or ticket is None or not found.inside:
        return []
    messages.change_words(work.tx, sent.id, event.content.text.text)
    if sent.refused:
        messages.written_now(work.tx, [sent.id], work.now)
        seen = messages.seen_by_experts(work.tx, ticket.number)
        reply = Reply(event.at, event.content, seen)
        return _request(work, ticket, reply, _actor(work, event))
    if sent.on_its_way:
        messages.keep_edit(work.tx, sent.id, event.content)
        return []
    return relay.edit_in_chat(work, sent, event.content, ticket=ticket)


def on_tapped(work: Work, event: StaffTapped) -> list[Draft]:
    """A staff button: first ask whether this person is a member of the staff group."""
    asked, press, seen = AskMember(event.place.chat, event.person.id), decode(event.code), None
    if isinstance(press, OnTicket) and press.step is Step.CLOSE:
        seen = messages.seen_by_experts(work.tx, press.ticket)
    return [Draft(asked, Lane.TAP, then=ActOnTap(event, seen))]


def on_member(work: Work, tapped: ActOnTap, found: Membership) -> list[Draft]:
    """A member's tap is acted on, anybody else's is declined politely."""
    event = tapped.tapped
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
    crossed = tapped.seen is not None and messages.contact_wrote_after(
        work.tx, ticket.number, tapped.seen
    )
    view = replace(work.view, crossed=crossed)
    return _decided(work, ticket, press.step, _actor(work, event), view=view, tap=tap)


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


def _send_note(work: Work, wrote: ActOnWords) -> list[Draft]:
    """`/gonder` as a reply to one's own note: it goes out after all, once; an album as a whole."""
    event = wrote.wrote
    note, answered = event.content.reply_to, event.answered
    at = Spot(event.place.chat, note or "")
    ticket = relay.expected(work, at)
    if note is None or answered is None or (ticket is None and not _in_ticket(work, event)):
        return [in_staff(work, event.place, Words("staff.send-how"))]
    if ticket is None or answered.person != event.person:
        return [in_staff(work, event.place, Words("staff.send-not"))]
    content = replace(answered.content, reply_to=None)
    if content.kind == UNCOPYABLE:
        return [in_staff(work, event.place, Words("staff.uncopyable"))]
    return _request(work, ticket, Reply(at, content, wrote.seen), _actor(work, event))


def _in_ticket(work: Work, event: StaffWrote) -> bool:
    return tickets.in_thread(work.tx, event.place) is not None


def _help(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    return [in_staff(work, event.place, Words("staff.help"))]


_SENDING = frozenset({"gonder", "send"})
_COMMANDS: Mapping[str, Callable[[Work, StaffWrote, Actor], list[Draft]]] = {
    "kuyruk": _queue,
    "queue": _queue,
    "ben": _mine,
    "mine": _mine,
    "duyuru": broadcasts.on_compose,
    "broadcast": broadcasts.on_compose,
    "yardim": _help,
    "help": _help,
    "start": _help,
}
