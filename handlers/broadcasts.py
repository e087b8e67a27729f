"""Broadcasts: composed in the staff group, planned in batches, stopped by a contact in one tap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.broadcasts import BATCH, Broadcast, Progress, Status, plan, prefix
from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat
from bot.domain.deliveries import Draft, Lane, State
from bot.domain.effects import Button, Rows, Say, Subscribe, Toast, Words
from bot.domain.events import StaffTapped, StaffWrote, Tapped
from bot.domain.scene import subjects
from bot.render import cards
from bot.render.screens import Screen
from bot.storage import broadcasts, contacts, deliveries
from bot.storage.books import Tx
from handlers.desk import Desk
from handlers.record import Recorder, message, toast

_PROGRESS_STEP = 10  # at most one progress line for so many percent


def on_compose(tx: Tx, event: StaffWrote, desk: Desk, now: datetime) -> list[Draft]:
    """`/duyuru` as a reply to any message of the staff group: opens the composer."""
    if event.reply_to is None:
        return [_word(desk, event.thread_id, "broadcast.how")]
    draft = Broadcast(
        0,
        Status.DRAFT,
        frozenset(),
        source_id=event.reply_to,
        by=event.expert_id,
        created_at=now,
        thread_id=event.thread_id,
    )
    return [_panel(tx, broadcasts.add(tx, draft), desk)]


def _word(desk: Desk, thread_id: int | None, key: str) -> Draft:
    assert desk.staff_chat_id is not None
    screen = Screen(desk.speech(desk.default_language).text(key), [])
    return message(desk.staff_chat_id, screen, thread_id=thread_id, lane=Lane.RELAY)


def _show(broadcast: Broadcast, screen: Screen, desk: Desk, *, slot: str | None = None) -> Draft:
    """The broadcast's one message in the staff group: made, or changed in place."""
    assert desk.staff_chat_id is not None
    return message(
        desk.staff_chat_id,
        screen,
        edit=broadcast.panel_id,
        reply_to=broadcast.source_id,
        thread_id=broadcast.thread_id,
        lane=Lane.RELAY,
        then={"do": "panel", "broadcast": broadcast.id},
        slot=slot,
    )


def _panel(tx: Tx, broadcast: Broadcast, desk: Desk) -> Draft:
    reach = contacts.count_subscribers(tx, broadcast.topics)
    language = desk.default_language
    screen = cards.panel(
        broadcast, desk.catalog, desk.speech(language), language=language, reach=reach
    )
    return _show(broadcast, screen, desk, slot=f"panel:{broadcast.id}")


def on_staff_tap(
    tx: Tx, event: StaffTapped, press: Press, *, desk: Desk, now: datetime
) -> list[Draft]:
    """A button of the composer, pressed by a member; after sending has begun, the drafts' buttons
    say so.
    """
    broadcast = broadcasts.get(tx, press.number(0))
    if broadcast is None:
        return [_toast(desk, event.tap_id, "staff.gone")]
    if broadcast.status is not Status.DRAFT:
        return [_toast(desk, event.tap_id, "broadcast.over")]
    broadcast = replace(broadcast, panel_id=event.message_id)
    act: Callable[..., list[Draft]] | None = _ACTS.get(press.word(1))
    if act is None:
        return [_toast(desk, event.tap_id, "staff.gone")]
    return act(tx, broadcast, event, press=press, desk=desk, now=now)


def _toast(desk: Desk, tap_id: str, key: str) -> Draft:
    return toast(Toast(tap_id), desk.speech(desk.default_language).plain(Words(key)))


def _topic(
    tx: Tx, broadcast: Broadcast, event: StaffTapped, *, press: Press, desk: Desk, now: datetime
) -> list[Draft]:
    topic = press.number(2)
    if topic in dict(subjects(desk.catalog, desk.default_language)) and topic is not None:
        broadcast = replace(broadcast, topics=broadcast.topics ^ {topic})
    broadcasts.save(tx, broadcast)
    return [toast(Toast(event.tap_id), None), _panel(tx, broadcast, desk)]


def _compose(
    tx: Tx, broadcast: Broadcast, event: StaffTapped, *, press: Press, desk: Desk, now: datetime
) -> list[Draft]:
    broadcasts.save(tx, broadcast)
    return [toast(Toast(event.tap_id), None), _panel(tx, broadcast, desk)]


def _preview(
    tx: Tx, broadcast: Broadcast, event: StaffTapped, *, press: Press, desk: Desk, now: datetime
) -> list[Draft]:
    """The message as it will look, then the last question."""
    broadcasts.save(tx, broadcast)
    language = desk.default_language
    reach = contacts.count_subscribers(tx, broadcast.topics)
    if not reach:
        return [_toast(desk, event.tap_id, "broadcast.nobody"), _panel(tx, broadcast, desk)]
    sample = next(
        plan(broadcast, [0], staff_chat_id=desk.staff_chat_id or 0, labels=_labels(desk, language))
    )
    payload: dict[str, Any] = dict(sample.payload) | {"chat_id": desk.staff_chat_id}
    if broadcast.thread_id is not None:
        payload["message_thread_id"] = broadcast.thread_id
    copy = Draft("copyMessage", payload, Lane.RELAY, chat_id=desk.staff_chat_id)
    screen = cards.confirm(
        broadcast, desk.catalog, desk.speech(language), language=language, reach=reach
    )
    return [
        toast(Toast(event.tap_id), None),
        copy,
        _show(broadcast, screen, desk, slot=f"panel:{broadcast.id}"),
    ]


def _labels(desk: Desk, language: str) -> tuple[str, str]:
    speech = desk.speech(language)
    return speech.plain(Words("broadcast.stop")), speech.plain(Words("broadcast.why"))


def _send(
    tx: Tx, broadcast: Broadcast, event: StaffTapped, *, press: Press, desk: Desk, now: datetime
) -> list[Draft]:
    reach = contacts.count_subscribers(tx, broadcast.topics)
    if not reach:
        return [_toast(desk, event.tap_id, "broadcast.nobody"), _panel(tx, broadcast, desk)]
    broadcast = replace(broadcast, status=Status.SENDING, recipients=reach)
    broadcasts.save(tx, broadcast)
    return [_toast(desk, event.tap_id, "broadcast.started"), *step(tx, broadcast, desk, now)]


def _cancel(
    tx: Tx, broadcast: Broadcast, event: StaffTapped, *, press: Press, desk: Desk, now: datetime
) -> list[Draft]:
    broadcast = replace(broadcast, status=Status.CANCELLED, ended_at=now)
    broadcasts.save(tx, broadcast)
    screen = Screen(desk.speech(desk.default_language).text("broadcast.cancelled"), [])
    return [toast(Toast(event.tap_id), None), _show(broadcast, screen, desk)]


_ACTS = {
    "topic": _topic,
    "compose": _compose,
    "preview": _preview,
    "send": _send,
    "cancel": _cancel,
}


def step(tx: Tx, broadcast: Broadcast, desk: Desk, now: datetime) -> list[Draft]:
    """Plan the next batch when the outbox has room, and tell how far it is; can be made twice."""
    state = standing(tx, broadcast)
    if state.waiting < BATCH // 2:
        after = broadcast.planned_to
        ids = list(contacts.subscribers(tx, broadcast.topics, after=after, limit=BATCH))
        drafts = list(
            plan(
                broadcast,
                ids,
                staff_chat_id=desk.staff_chat_id or 0,
                labels=_labels(desk, desk.default_language),
            )
        )
        if ids:
            broadcast = replace(broadcast, planned_to=ids[-1])
        elif not state.waiting:
            broadcast = replace(broadcast, status=Status.DONE, ended_at=now)
        broadcasts.save(tx, broadcast)
    else:
        drafts = []
    return [*drafts, _progress(broadcast, state, desk)]


def _progress(broadcast: Broadcast, state: Progress, desk: Desk) -> Draft:
    """The live line; its key holds the tenth that is reached, so that the group is not flooded."""
    screen = cards.progress(broadcast, state, desk.speech(desk.default_language))
    tenth = _PROGRESS_STEP * state.ended // max(broadcast.recipients, 1)
    line = _show(broadcast, screen, desk, slot=f"panel:{broadcast.id}")
    return replace(line, key=f"progress:{broadcast.id}:{broadcast.status}:{tenth}")


def standing(tx: Tx, broadcast: Broadcast) -> Progress:
    """How many of its deliveries ended how."""
    counts = deliveries.counts(tx, prefix(broadcast.id))
    return Progress(
        sent=counts.get(State.SENT, 0),
        blocked=counts.get(State.UNREACHABLE, 0),
        failed=counts.get(State.FAILED, 0),
        uncertain=counts.get(State.UNCERTAIN, 0),
        waiting=counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0),
    )


def on_contact_tap(
    tx: Tx, event: Tapped, press: Press, *, chat: Chat, desk: Desk, now: datetime
) -> list[Draft]:
    """Under a broadcast: stop its subjects at once, take that back, or learn why it came."""
    at = Recorder(tx, desk, chat.language, now)
    broadcast = broadcasts.get(tx, press.number(1))
    if broadcast is None:
        return at.all([Toast(event.tap_id, Words("menu.gone"))])
    areas = dict(subjects(desk.catalog, chat.language))
    mine = sorted(contacts.topics(tx, chat.id) & broadcast.topics)
    names = ", ".join(areas.get(topic, str(topic)) for topic in sorted(broadcast.topics))
    settings = Button(Words("broadcast.settings"), encode("u", "list"))
    match press.word(0):
        case "stop":
            off = [Subscribe(chat.id, topic, on=False) for topic in mine]
            stopped = ".".join(str(topic) for topic in mine)
            undo = Button(Words("broadcast.undo"), encode("b", "undo", broadcast.id, stopped))
            rows: Rows = ((undo, settings),)
            said = Say(chat.id, (Words("broadcast.stopped", {"topics": names}),), rows)
            return at.all([Toast(event.tap_id, Words("broadcast.stopped-short")), *off, said])
        case "undo":
            chosen = {
                int(topic) for topic in press.word(2).split(".") if topic.isdecimal()
            } & broadcast.topics
            on = [Subscribe(chat.id, topic, on=True) for topic in sorted(chosen)]
            said = Say(chat.id, (Words("broadcast.undone", {"topics": names}),), ((settings,),))
            return at.all([Toast(event.tap_id), *on, said])
    stop = Button(Words("broadcast.stop"), encode("b", "stop", broadcast.id))
    said = Say(chat.id, (Words("broadcast.because", {"topics": names}),), ((stop, settings),))
    return at.all([Toast(event.tap_id), said])
