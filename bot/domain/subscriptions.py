"""Who wants to hear of what. Law: nobody is subscribed but by their own tap, and one tap ends
it.
"""

from dataclasses import replace

from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat
from bot.domain.effects import Button, Effect, Rows, Say, Subscribe, Words
from bot.domain.navigation import Outcome, calm
from bot.domain.scene import Scene, subjects


def listing(chat: Chat, scene: Scene, *, edit: int | None = None) -> Outcome:
    """The subjects, each with its state, to be turned on and off."""
    areas = subjects(scene.catalog, chat.language)
    options = tuple((label, encode("u", "toggle", number)) for number, label in areas)
    rows: Rows = tuple(
        (
            Button(
                Words(
                    "subscriptions.on" if number in scene.topics else "subscriptions.off",
                    {"n": n, "label": label},
                ),
                data,
            ),
        )
        for n, ((number, _), (label, data)) in enumerate(zip(areas, options, strict=True), start=1)
    )
    every: Rows = (
        (
            Button(Words("subscriptions.all"), encode("u", "all")),
            Button(Words("subscriptions.nothing"), encode("u", "nothing")),
        ),
    )
    rows = (*rows, *every, (Button(Words("button.home"), encode("h")),))
    count = len(scene.topics)
    chat = replace(calm(chat), question=None, options=options)
    return chat, [
        Say(chat.id, (Words("subscriptions.title", {"n": count}, plural=count),), rows, edit=edit)
    ]


def press(chat: Chat, scene: Scene, button: Press, *, edit: int | None) -> Outcome:
    """Turn one subject, all or nothing on or off."""
    known = [number for number, _ in subjects(scene.catalog, chat.language)]
    topic = button.number(1)
    match button.word(0):
        case "toggle" if topic in known and topic is not None:
            return _turn(chat, scene, {topic: topic not in scene.topics}, edit=edit)
        case "all":
            return _turn(chat, scene, dict.fromkeys(known, True), edit=edit)
        case "nothing":
            return _turn(chat, scene, dict.fromkeys((*known, *scene.topics), False), edit=edit)
    return listing(chat, scene, edit=edit)


def _turn(chat: Chat, scene: Scene, turned: dict[int, bool], *, edit: int | None) -> Outcome:
    off = {topic for topic, on in turned.items() if not on}
    topics = (scene.topics | turned.keys()) - off
    effects: list[Effect] = [Subscribe(chat.id, topic, on) for topic, on in turned.items()]
    chat, shown = listing(chat, replace(scene, load_topics=lambda: frozenset(topics)), edit=edit)
    return chat, [*effects, *shown]
