"""Who wants to hear of what. Law: nobody is subscribed but by their own tap, and one tap ends
it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.broadcast_effects import KeepStop
from bot.domain.broadcasts import Broadcast
from bot.domain.buttons import BroadcastPress, SubscriptionPress
from bot.domain.chats import Chat
from bot.domain.contact.outcome import HOME, Outcome, numbered, without_step
from bot.domain.contact.placing import files
from bot.domain.contact.view import ContactView, subject_areas
from bot.domain.effects import Answer, Effect, Subscribe, Tell
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

_BETWEEN = "."  # of the subjects that a button names


def listing(chat: Chat, view: ContactView, *, edit: str | None = None) -> Outcome:
    """The subjects, each with its state, to be turned on and off."""
    areas = subject_areas(view.catalog, chat.language)
    toggles: Rows = tuple(
        (Button(label, buttons.ToggleSubject(subject)),) for subject, label in areas.items()
    )
    every = (
        Button(Words("subscriptions.all"), buttons.EverySubject()),
        Button(Words("subscriptions.nothing"), buttons.NoSubject()),
    )
    rows = (*_states(areas, view.subjects), every, (HOME,))
    count = len(view.subjects)
    title = Words("subscriptions.title", {"n": count}, plural=count)
    kept = files(chat)
    chat = replace(without_step(chat), question=None, options=numbered(toggles), held=kept)
    return chat, [Tell(chat.id, (title,), rows, edit=edit)]


def _states(areas: Mapping[int, str], chosen: frozenset[int]) -> Rows:
    return tuple(
        (
            Button(
                Words(
                    "subscriptions.on" if subject in chosen else "subscriptions.off",
                    {"n": n, "label": label},
                ),
                buttons.ToggleSubject(subject),
            ),
        )
        for n, (subject, label) in enumerate(areas.items(), start=1)
    )


def press(chat: Chat, view: ContactView, button: SubscriptionPress, *, edit: str | None) -> Outcome:
    """Turn one subject, all or nothing on or off."""
    known = subject_areas(view.catalog, chat.language)
    turned: dict[int, bool] = {}
    match button:
        case buttons.ToggleSubject(subject) if subject in known:
            turned = {subject: subject not in view.subjects}
        case buttons.EverySubject():
            turned = dict.fromkeys(known, True)
        case buttons.NoSubject():
            turned = dict.fromkeys((*known, *view.subjects), False)
    off = {subject for subject, on in turned.items() if not on}
    effects: list[Effect] = [Subscribe(chat.id, subject, on) for subject, on in turned.items()]
    chosen = frozenset((view.subjects | turned.keys()) - off)
    chat, shown = listing(chat, replace(view, subjects=chosen), edit=edit)
    return chat, [*effects, *shown]


def press_below(chat: Chat, view: ContactView, button: BroadcastPress) -> Outcome:
    """Under a broadcast: stop its subjects at once, take that back, or learn why it came."""
    broadcast = view.broadcast
    if broadcast is None:
        return chat, [Answer(Words("menu.gone"))]
    choose = Button(Words("broadcast.settings"), buttons.ListSubscriptions())
    about = {"topics": _names(broadcast, view, chat.language)}
    match button:
        case buttons.StopBroadcasts():
            return chat, _stopped(chat, view, broadcast, about=about, choose=choose)
        case buttons.UndoStop(_, subjects):
            named = {int(one) for one in subjects.split(_BETWEEN) if one.isdecimal()}
            chosen = sorted(named & broadcast.subjects)
            undone = Tell(chat.id, (Words("broadcast.undone", about),), ((choose,),))
            back = [KeepStop(broadcast.id, -1)] if set(chosen) - view.subjects else []
            return chat, [*back, *(Subscribe(chat.id, one, on=True) for one in chosen), undone]
        case buttons.WhyBroadcast():
            stop = Button(Words("broadcast.stop"), buttons.StopBroadcasts(broadcast.id))
            return chat, [Tell(chat.id, (Words("broadcast.because", about),), ((stop, choose),))]
    assert_never(button)


def _names(broadcast: Broadcast, view: ContactView, language: str) -> str:
    areas = subject_areas(view.catalog, language)
    return ", ".join(areas.get(one, str(one)) for one in sorted(broadcast.subjects))


def _stopped(
    chat: Chat,
    view: ContactView,
    broadcast: Broadcast,
    *,
    about: Mapping[str, str],
    choose: Button,
) -> list[Effect]:
    mine = sorted(view.subjects & broadcast.subjects)
    off = [Subscribe(chat.id, subject, on=False) for subject in mine]
    stopped = _BETWEEN.join(str(subject) for subject in mine)
    undo = Button(Words("broadcast.undo"), buttons.UndoStop(broadcast.id, stopped))
    told = Tell(chat.id, (Words("broadcast.stopped", about),), ((undo, choose),))
    count = [KeepStop(broadcast.id)] if off else []
    return [Answer(Words("broadcast.stopped-short")), *count, *off, told]
