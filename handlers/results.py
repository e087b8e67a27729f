"""What a delivery's result leads to: `then` names the follow-up, the table below carries it out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.deliveries import Delivery, Draft, Failure, Verdict
from bot.storage import broadcasts, chats, contacts, deliveries, tickets
from bot.storage.books import Tx
from handlers import staff
from handlers import tickets as work
from handlers.desk import Desk

_THREAD_GONE = ("thread not found", "topic_deleted", "topic deleted", "topic_id_invalid")
_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


def on_sent(tx: Tx, delivery: Delivery, result: Any, *, desk: Desk, now: datetime) -> list[Draft]:
    """The call went well; the follow-up gets what Telegram answered."""
    act = _SENT.get(str(delivery.then.get("do")))
    return act(tx, delivery.then, result, desk=desk, now=now) if act else []


def _thread(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    ticket = tickets.get(tx, then["ticket"])
    if ticket is None:
        return []
    ticket = replace(ticket, thread_id=result["message_thread_id"], card_id=None)
    tickets.save(tx, ticket)
    return work.in_thread(tx, ticket, desk)


def _card(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    ticket = tickets.get(tx, then["ticket"])
    if ticket is None or not isinstance(result, dict) or ticket.card_id == result["message_id"]:
        return []
    tickets.save(tx, replace(ticket, card_id=result["message_id"]))
    return []


def _placed_staff(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    for id, place in zip(then["messages"], _places(result), strict=False):
        tickets.place_message(tx, id, staff=place)
    return []


def _placed_chat(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    ids = then.get("messages") or [then["message"]]
    for id, place in zip(ids, _places(result), strict=False):
        tickets.place_message(tx, id, chat=place)
    if "staff" not in then or desk.staff_chat_id is None:
        return []
    return [work.react(desk.staff_chat_id, then["staff"], "👍")]


def _places(result: Any) -> list[int]:
    found = result if isinstance(result, list) else [result]
    return [int(one["message_id"]) for one in found if isinstance(one, dict)]


def _panel(
    tx: Tx, then: Mapping[str, Any], result: Any, *, desk: Desk, now: datetime
) -> list[Draft]:
    broadcast = broadcasts.get(tx, then["broadcast"])
    if broadcast is not None and isinstance(result, dict):
        broadcasts.save(tx, replace(broadcast, panel_id=result["message_id"]))
    return []


_SENT: Mapping[str, Callable[..., list[Draft]]] = {
    "thread": _thread,
    "card": _card,
    "placed-staff": _placed_staff,
    "placed-chat": _placed_chat,
    "panel": _panel,
    "staff-tap": staff.on_member,
}


def on_failed(
    tx: Tx, delivery: Delivery, failure: Failure, *, desk: Desk, now: datetime
) -> list[Draft]:
    """The call will never go well; what that means for what it was about."""
    reason = failure.reason.lower()
    do = str(delivery.then.get("do"))
    if failure.verdict is Verdict.UNREACHABLE and delivery.chat_id and delivery.chat_id > 0:
        return _left(tx, delivery, desk=desk, now=now)
    if do == "staff-tap":
        return staff.on_member(tx, delivery.then, None, desk=desk, now=now)
    if any(sign in reason for sign in _THREAD_GONE) and "ticket" in delivery.then:
        return _thread_gone(tx, delivery.then, desk=desk)
    if delivery.method.startswith("editMessage") and any(sign in reason for sign in _MESSAGE_GONE):
        return _say_anew(tx, delivery, desk=desk)
    if do == "thread" and desk.staff_chat_id is not None:
        return [
            replace(
                work.thread_words(desk, None, "staff.no-thread", number=delivery.then["ticket"]),
                slot="no-thread",
            )
        ]
    if do == "placed-staff":
        return _could_not_copy(tx, delivery, desk=desk)
    return []


def _left(tx: Tx, delivery: Delivery, *, desk: Desk, now: datetime) -> list[Draft]:
    """The person blocked the bot: nothing more is owed, no broadcasts, and the expert is told."""
    assert delivery.chat_id is not None
    chats.set_reachable(tx, delivery.chat_id, False)
    contacts.unsubscribe_all(tx, delivery.chat_id)
    deliveries.drop_unreachable(tx, delivery.chat_id, now)
    ticket = tickets.get(tx, delivery.then["ticket"]) if "staff" in delivery.then else None
    if ticket is None or ticket.thread_id is None or desk.staff_chat_id is None:
        return []
    return [work.thread_words(desk, ticket.thread_id, "staff.unreachable")]


def _thread_gone(tx: Tx, then: Mapping[str, Any], *, desk: Desk) -> list[Draft]:
    """Somebody deleted the thread: it is made again, with its history. Only the first failure asks
    for it.
    """
    ticket = tickets.get(tx, then["ticket"])
    if (
        ticket is None
        or ticket.thread_id is None
        or ticket.thread_id != then.get("thread", ticket.thread_id)
    ):
        return []
    ticket = replace(ticket, thread_id=None, card_id=None)
    tickets.save(tx, ticket)
    for message in tickets.messages_of(tx, ticket.number):
        if message.staff_message_id is not None:
            tickets.place_message(tx, message.id, staff=0)
    return work.thread(ticket, desk)


def _say_anew(tx: Tx, delivery: Delivery, *, desk: Desk) -> list[Draft]:
    """What can no longer be changed in place is said anew."""
    if delivery.then.get("do") == "card":
        ticket = tickets.get(tx, delivery.then["ticket"])
        if ticket is None:
            return []
        ticket = replace(ticket, card_id=None)
        tickets.save(tx, ticket)
        return [work.card(ticket, desk)]
    if delivery.method != "editMessageText" or delivery.then.get("do") not in (
        None,
        "None",
        "panel",
    ):
        return []
    payload = {name: value for name, value in delivery.payload.items() if name != "message_id"}
    return [
        Draft("sendMessage", payload, delivery.lane, chat_id=delivery.chat_id, then=delivery.then)
    ]


def _could_not_copy(tx: Tx, delivery: Delivery, *, desk: Desk) -> list[Draft]:
    """A message that Telegram won't copy (deleted meanwhile, or protected): the thread says so."""
    ticket = tickets.get(tx, delivery.then["ticket"])
    if ticket is None or ticket.thread_id is None or desk.staff_chat_id is None:
        return []
    return [work.thread_words(desk, ticket.thread_id, "staff.not-copied")]
