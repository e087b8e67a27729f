"""The self-assessment: one question after the other, with skip, back, stop and going on later."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat
from bot.domain.effects import (
    Button,
    ForgetLevels,
    KeepLevel,
    Rows,
    Say,
    ShowProfile,
    ShowStep,
    Words,
    say,
)
from bot.domain.navigation import Outcome, calm
from bot.domain.scene import ASSESSMENT, Scene
from intents.content.catalog import Collection


def questions(scene: Scene, language: str) -> tuple[int, ...]:
    """The series' questions in order; empty when the content has none."""
    collection = scene.catalog.collection(language, ASSESSMENT)
    return _order(collection) if collection else ()


def _order(collection: Collection) -> tuple[int, ...]:
    return tuple(
        sorted(
            number
            for number, question in collection.questions.items()
            if number and question.choices
        )
    )


def answered(scene: Scene, language: str) -> Mapping[int, int]:
    """The levels given so far, for questions that still exist."""
    order = set(questions(scene, language))
    return {number: level for number, level in scene.levels.items() if number in order}


def welcome(chat: Chat, scene: Scene, *, edit: int | None = None) -> Outcome:
    """What it is, and where one left off."""
    order = questions(scene, chat.language)
    if not order:
        return chat, [say(chat.id, "assessment.none")]
    done = answered(scene, chat.language)
    following = next((number for number in order if number not in done), None)
    if not done:
        first = (Button(Words("assessment.begin"), encode("z", "q", order[0])),)
        rows: Rows = (first, (Button(Words("button.home"), encode("h")),))
        words = (Words("assessment.welcome", {"n": len(order)}),)
    else:
        rows = _resume_rows(following)
        words = (Words("assessment.resume", {"done": len(done), "n": len(order)}),)
    chat = replace(calm(chat), question=None, options=_numbered(rows))
    return chat, [Say(chat.id, words, rows, edit=edit)]


def _numbered(rows: Rows) -> tuple[tuple[str, str], ...]:
    buttons = [button for row in rows for button in row]
    return tuple((b.label if isinstance(b.label, str) else b.label.key, b.data) for b in buttons)


def _resume_rows(following: int | None) -> Rows:
    go_on: Rows = (
        ((Button(Words("assessment.go-on"), encode("z", "q", following)),),)
        if following is not None
        else ()
    )
    return (
        *go_on,
        (Button(Words("assessment.profile"), encode("z", "profile")),),
        (Button(Words("assessment.again"), encode("z", "again")),),
        (Button(Words("assessment.forget"), encode("z", "forget")),),
        (Button(Words("button.home"), encode("h")),),
    )


def show(chat: Chat, scene: Scene, number: int | None, *, edit: int | None = None) -> Outcome:
    """One question with its place in the series."""
    order = questions(scene, chat.language)
    if number not in order:
        return welcome(chat, scene)
    question = scene.catalog.question(chat.language, f"{ASSESSMENT}:{number}")
    choices = question.choices if question else ()
    options = tuple(
        (choice.label, encode("z", "c", choice.question_id, choice.choice_id)) for choice in choices
    )
    chat = replace(calm(chat), known=True, question=None, options=options)
    step = ShowStep(
        chat.id,
        f"{ASSESSMENT}:{number}",
        order.index(number) + 1,
        len(order),
        scene.levels.get(number),
        edit,
    )
    return chat, [step]


def press(chat: Chat, scene: Scene, button: Press, *, edit: int | None) -> Outcome:
    """A button of the series."""
    match button.word(0):
        case "q":
            return show(chat, scene, button.number(1), edit=edit)
        case "c":
            return _choose(chat, scene, button)
        case "next":
            return _following(chat, scene, button.number(1), edit=edit)
        case "on":  # below the guidance, which stays to be read
            return _following(chat, scene, button.number(1))
        case "back":
            order = questions(scene, chat.language)
            at = button.number(1)
            before = order[max(order.index(at) - 1, 0)] if at in order else None
            return show(chat, scene, before, edit=edit)
        case "stop":
            rows: Rows = ((Button(Words("button.home"), encode("h")),),)
            done = len(answered(scene, chat.language))
            return calm(chat), [Say(chat.id, (Words("assessment.stopped", {"done": done}),), rows)]
        case "profile":
            return profile(chat, scene)
        case "again":
            order = questions(scene, chat.language)
            return show(chat, scene, order[0] if order else None)
        case "forget":
            return chat, [
                Say(
                    chat.id,
                    (Words("assessment.forget-sure"),),
                    (
                        (
                            Button(Words("assessment.forget-yes"), encode("z", "forgotten")),
                            Button(Words("button.keep-it"), encode("z", "start")),
                        ),
                    ),
                )
            ]
        case "forgotten":
            rows = ((Button(Words("button.home"), encode("h")),),)
            return calm(chat), [
                ForgetLevels(chat.id),
                Say(chat.id, (Words("assessment.forgotten"),), rows),
            ]
    return welcome(chat, scene, edit=edit)


def _choose(chat: Chat, scene: Scene, button: Press) -> Outcome:
    number, level = button.number(1), button.number(2)
    choice = scene.catalog.choice(chat.language, f"{ASSESSMENT}:{number}-{level}")
    if choice is None or number is None or level is None:
        chat, again = show(chat, scene, number)
        return chat, [say(chat.id, "menu.changed"), *again]
    levels = {**scene.levels, number: level}
    kept = replace(scene, load_levels=lambda: levels)
    rows: Rows = (
        (Button(Words("assessment.guidance"), encode("g", choice.id)),),
        (Button(Words("assessment.change"), encode("z", "q", number)),),
    )
    noted = Say(chat.id, (Words("assessment.noted", {"label": choice.label}),), rows)
    chat, then = _following(chat, kept, number)
    return chat, [KeepLevel(chat.id, number, level), noted, *then]


def _following(chat: Chat, scene: Scene, number: int | None, *, edit: int | None = None) -> Outcome:
    order = questions(scene, chat.language)
    later = [other for other in order if number is not None and other > number]
    if later:
        return show(chat, scene, later[0], edit=edit)
    return profile(chat, scene)


def profile(chat: Chat, scene: Scene) -> Outcome:
    """The picture in words, and the next three steps."""
    done = answered(scene, chat.language)
    if not done:
        return welcome(chat, scene)
    return replace(calm(chat), question=None, options=()), [ShowProfile(chat.id, ASSESSMENT, done)]


def next_steps(levels: Mapping[int, int], most: int = 3) -> tuple[int, ...]:
    """The questions where a step helps most: the lowest levels first, in the series' order."""
    return tuple(
        number
        for _, number in sorted((level, number) for number, level in levels.items() if level < 4)[
            :most
        ]
    )
