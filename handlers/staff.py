"""Experts write and tap in the staff group. Silent by default: only a reply to the card or the
contact goes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.buttons import Press, decode
from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import Button, Rows, Say, Toast, Words
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.requests import rating_row
from bot.domain.scene import subject_label
from bot.domain.tickets import NotAllowed, Step, Ticket, claimed
from bot.render import cards
from bot.storage import tickets
from bot.storage.books import Tx
from handlers import broadcasts, relay
from handlers import tickets as work
from handlers.desk import Desk
from handlers.record import message, toast

_MEMBER = frozenset({"creator", "administrator", "member"})


def on_wrote(tx: Tx, event: StaffWrote, desk: Desk, *, now: datetime) -> list[Draft]:
    """A message in the staff group: a command, a reply that goes out, or a note that stays."""
    if event.command is not None:
        act = COMMANDS.get(event.command)
        return act(tx, event, desk, now) if act else []
    ticket = tickets.in_thread(tx, event.thread_id)
    if ticket is None or not _goes_out(tx, ticket, event):
        return []
    return _reply(tx, ticket, event, desk=desk, now=now)


def _goes_out(tx: Tx, ticket: Ticket, event: StaffWrote) -> bool:
    if event.reply_to is None:
        return False
    if event.reply_to == ticket.card_id:
        return True
    target = tickets.message_in_staff(tx, event.reply_to)
    return target is not None and target.ticket == ticket.number and target.author == "contact"


def _reply(tx: Tx, ticket: Ticket, event: StaffWrote, *, desk: Desk, now: datetime) -> list[Draft]:
    if ticket.expert_id is None:
        ticket = claimed(ticket, event.expert_id, event.expert_name)
    ticket = work.take(tx, ticket, Step.REPLY, by=event.expert_id, now=now)
    return [relay.to_contact(tx, ticket, event, desk=desk, now=now), *work.refresh(ticket, desk)]


def on_edited(tx: Tx, event: StaffEdited, desk: Desk, *, now: datetime) -> list[Draft]:
    """An expert changed a reply that went out."""
    sent = tickets.message_in_staff(tx, event.message_id)
    ticket = tickets.get(tx, sent.ticket) if sent and sent.author == "expert" else None
    return relay.edit_in_chat(sent, event.content, ticket, desk=desk) if sent and ticket else []


def on_tapped(tx: Tx, event: StaffTapped, desk: Desk, *, now: datetime) -> list[Draft]:
    """A staff button: first ask Telegram whether this person is a member of the staff group."""
    payload = {"chat_id": desk.staff_chat_id, "user_id": event.expert_id}
    then = {
        "do": "staff-tap",
        "thread_id": event.thread_id,
        "message_id": event.message_id,
        "tap_id": event.tap_id,
        "expert_id": event.expert_id,
        "expert_name": event.expert_name,
        "data": event.data,
    }
    return [Draft("getChatMember", payload, Lane.TAP, then=then)]


def on_member(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    """Telegram's word on the membership: a member's tap is acted on, anybody else's is declined
    politely.
    """
    event = StaffTapped(**{name: value for name, value in then.items() if name != "do"})
    status = result.get("status") if isinstance(result, dict) else None
    inside = status in _MEMBER or (status == "restricted" and result.get("is_member") is True)
    if not inside:
        return [say_toast(desk, event.tap_id, "staff.not-member", alert=True)]
    press = decode(event.data)
    if press.name == "B":
        return broadcasts.on_staff_tap(tx, event, press, desk=desk, now=now)
    if press.name == "b":
        return [say_toast(desk, event.tap_id, "broadcast.only-preview")]
    ticket = tickets.get(tx, press.number(0) or 0) if press.name == "T" else None
    if ticket is None:
        return [say_toast(desk, event.tap_id, "staff.gone")]
    return _act(tx, ticket, press, event=event, desk=desk, now=now)


def say_toast(desk: Desk, tap_id: str, key: str, *, alert: bool = False, **values: Any) -> Draft:
    """A short word to the expert who tapped."""
    return toast(
        Toast(tap_id, alert=alert), desk.speech(desk.default_language).plain(Words(key, values))
    )


def _act(
    tx: Tx, ticket: Ticket, press: Press, *, event: StaffTapped, desk: Desk, now: datetime
) -> list[Draft]:
    acts: Mapping[str, Callable[..., list[Draft]]] = {
        "claim": _claim,
        "research": _research,
        "close": _close,
        "reopen": _reopen,
    }
    act = acts.get(press.word(1))
    if act is None:
        return [say_toast(desk, event.tap_id, "staff.gone")]
    try:
        return act(tx, ticket, event, desk=desk, now=now)
    except NotAllowed:
        return [say_toast(desk, event.tap_id, "staff.not-now"), *work.refresh(ticket, desk)]


def _claim(tx: Tx, ticket: Ticket, event: StaffTapped, *, desk: Desk, now: datetime) -> list[Draft]:
    if ticket.expert_id == event.expert_id:
        return [say_toast(desk, event.tap_id, "staff.yours-already")]
    before = ticket.expert_name
    ticket = claimed(ticket, event.expert_id, event.expert_name)
    ticket = work.take(tx, ticket, Step.CLAIM, by=event.expert_id, now=now)
    key = "staff.taken-over" if before else "staff.claimed"
    return [say_toast(desk, event.tap_id, key, expert=before or ""), *work.refresh(ticket, desk)]


def _research(
    tx: Tx, ticket: Ticket, event: StaffTapped, *, desk: Desk, now: datetime
) -> list[Draft]:
    if ticket.research:
        return [say_toast(desk, event.tap_id, "staff.research-already")]
    if ticket.expert_id is None:
        ticket = claimed(ticket, event.expert_id, event.expert_name)
    ticket = work.take(tx, ticket, Step.RESEARCH, by=event.expert_id, now=now)
    values = {"number": ticket.number, "due": desk.due_at(ticket)}
    told = Say(ticket.chat_id, (Words("ticket.research", values),), ticket=ticket.number)
    return [
        say_toast(desk, event.tap_id, "staff.research"),
        *work.tell(tx, ticket, told, desk=desk, now=now),
        *work.refresh(ticket, desk),
    ]


def _close(tx: Tx, ticket: Ticket, event: StaffTapped, *, desk: Desk, now: datetime) -> list[Draft]:
    ticket = work.take(tx, ticket, Step.CLOSE, by=event.expert_id, now=now)
    rows: Rows = (
        rating_row(ticket.number),
        (Button(Words("ticket.reopen"), f"t|reopen|{ticket.number}"),),
    )
    told = Say(
        ticket.chat_id,
        (Words("ticket.closed", {"number": ticket.number}),),
        rows,
        ticket=ticket.number,
    )
    return [
        say_toast(desk, event.tap_id, "staff.closed"),
        *work.tell(tx, ticket, told, desk=desk, now=now),
        *work.refresh(ticket, desk),
    ]


def _reopen(
    tx: Tx, ticket: Ticket, event: StaffTapped, *, desk: Desk, now: datetime
) -> list[Draft]:
    ticket = work.take(tx, ticket, Step.REOPEN, by=event.expert_id, now=now)
    values = {"number": ticket.number, "due": desk.due_at(ticket)}
    told = Say(ticket.chat_id, (Words("ticket.reopened", values),), ticket=ticket.number)
    return [
        say_toast(desk, event.tap_id, "staff.reopened"),
        *work.tell(tx, ticket, told, desk=desk, now=now),
        *work.refresh(ticket, desk),
    ]


def _queue(tx: Tx, event: StaffWrote, desk: Desk, now: datetime) -> list[Draft]:
    """`/kuyruk`: everything that is open, by due date."""
    return _listing(tx, event, desk, now, mine=False)


def _mine(tx: Tx, event: StaffWrote, desk: Desk, now: datetime) -> list[Draft]:
    """`/ben`: one's own tickets."""
    return _listing(tx, event, desk, now, mine=True)


def _listing(tx: Tx, event: StaffWrote, desk: Desk, now: datetime, *, mine: bool) -> list[Draft]:
    waiting = [one for one in tickets.active(tx) if not mine or one.expert_id == event.expert_id]
    waiting.sort(
        key=lambda one: (desk.due_at(one) is None, desk.due_at(one) or one.since, one.number)
    )
    lines = [_queue_line(one, desk, now) for one in waiting]
    key = "queue.mine" if mine else "queue.title"
    title = Words(
        key if lines else "queue.empty", {"n": len(lines)}, plural=len(lines) if lines else None
    )
    screen = cards.queue(lines, desk.speech(desk.default_language), title=title)
    assert desk.staff_chat_id is not None
    return [message(desk.staff_chat_id, screen, thread_id=event.thread_id, lane=Lane.RELAY)]


def _queue_line(ticket: Ticket, desk: Desk, now: datetime) -> Words:
    due = desk.due_at(ticket)
    state = "pending" if due is None else "overdue" if due < now else str(ticket.status)
    topic = subject_label(desk.catalog, desk.default_language, ticket.topic) or Words(
        "card.no-topic"
    )
    expert = ticket.expert_name or Words("queue.nobody")
    return Words(
        f"queue.line-{state}",
        {"number": ticket.number, "topic": topic, "due": due, "expert": expert},
    )


def _send_note(tx: Tx, event: StaffWrote, desk: Desk, now: datetime) -> list[Draft]:
    """`/gonder` as a reply to one's own note: it goes out after all, once."""
    ticket = tickets.in_thread(tx, event.thread_id)
    if ticket is None or event.reply_to is None:
        return [work.thread_words(desk, event.thread_id, "staff.send-how")]
    if tickets.message_in_staff(tx, event.reply_to) is not None or event.reply_to == ticket.card_id:
        return [work.thread_words(desk, event.thread_id, "staff.send-not")]
    noted = replace(event, message_id=event.reply_to, reply_to=None, command=None)
    noted = replace(
        noted, content=replace(event.content, kind="note", text="", entities=(), album=None)
    )
    return _reply(tx, ticket, noted, desk=desk, now=now)


def _help(tx: Tx, event: StaffWrote, desk: Desk, now: datetime) -> list[Draft]:
    return [work.thread_words(desk, event.thread_id, "staff.help")]


COMMANDS: Mapping[str, Callable[[Tx, StaffWrote, Desk, datetime], list[Draft]]] = {
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
