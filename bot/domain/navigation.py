"""Home, menus and answers: what a press of a contact's button leads to."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat, Step
from bot.domain.effects import (
    Button,
    Effect,
    Rows,
    Say,
    ShowAnswer,
    ShowQuestion,
    Vote,
    Words,
    say,
)
from bot.domain.scene import SUBJECTS, Scene
from intents.content.catalog import Choice, Question
from intents.search.index import Match
from intents.understand import CLOSE

Outcome = tuple[Chat, list[Effect]]
REASONS = ("unclear", "old", "other-case", "too-short")
_WAYS_IN = (
    ("home.subjects", encode("q", SUBJECTS, "")),
    ("home.assessment", encode("z", "start")),
    ("home.ask", encode("k")),
    ("home.expert", encode("x", "")),
)
_WAYS_ASIDE = (
    ("home.tickets", encode("t", "list")),
    ("home.subscriptions", encode("u", "list")),
    ("home.language", encode("l", "")),
)


def calm(chat: Chat) -> Chat:
    """The chat without anything half done that the next words would go to."""
    return replace(chat, step=None, about=None)


def home(chat: Chat, *, edit: int | None = None, greeting: str = "home.greeting") -> Outcome:
    """The way in: what the desk does, and where one can go."""
    ways = _WAYS_IN
    rows: Rows = tuple((Button(Words(key), data),) for key, data in ways)
    aside = tuple(Button(Words(key), data) for key, data in _WAYS_ASIDE)
    chat = replace(
        calm(chat),
        known=True,
        question=None,
        held=(),
        options=tuple((key, data) for key, data in ways),
    )
    return chat, [Say(chat.id, (Words(greeting),), (*rows, aside[:2], aside[2:]), edit=edit)]


def languages(chat: Chat) -> Outcome:
    """The choice of languages; each named in itself."""
    rows: Rows = ((Button("Türkçe", encode("l", "tr")), Button("English", encode("l", "en"))),)
    return chat, [Say(chat.id, (Words("language.ask"),), rows)]


def root_id(scene: Scene, chat: Chat, collection: str = SUBJECTS) -> str:
    """The id of the collection's first question."""
    found = scene.catalog.collection(chat.language, collection)
    return f"{collection}:{found.root}" if found else f"{collection}:0"


def open_question(
    chat: Chat,
    scene: Scene,
    question_id: str,
    *,
    page: int = 0,
    edit: int | None = None,
    note: Words | None = None,
) -> Outcome:
    """Show a question's menu, or the subjects when it is gone."""
    question = scene.catalog.question(chat.language, question_id)
    if question is None:
        question_id = root_id(scene, chat)
        question = scene.catalog.question(chat.language, question_id)
        note = note or Words("menu.gone")
    if question is None:
        return chat, [say(chat.id, "menu.empty")]
    chat = replace(
        calm(chat), known=True, held=(), question=question.id, options=choices_as_options(question)
    )
    return chat, [ShowQuestion(chat.id, question.id, page, edit, note)]


def choices_as_options(question: Question) -> tuple[tuple[str, str], ...]:
    """What typed numbers choose in this question's menu."""
    return tuple(
        (choice.label, encode("c", choice.id, question.fingerprint)) for choice in question.choices
    )


def choose(chat: Chat, scene: Scene, press: Press, *, edit: int | None) -> Outcome:
    """A choice of a menu: opens the next question or gives the answer; an old menu says that it is
    old.
    """
    choice = scene.catalog.choice(chat.language, press.word(0))
    if choice is None:
        return open_question(
            chat,
            scene,
            chat.question or root_id(scene, chat),
            edit=edit,
            note=Words("menu.changed"),
        )
    question_id = f"{choice.collection}:{choice.question_id}"
    question = scene.catalog.question(chat.language, question_id)
    if question is not None and press.word(1) and press.word(1) != question.fingerprint:
        return open_question(chat, scene, question_id, edit=edit, note=Words("menu.changed"))
    if choice.opens is not None:
        return open_question(chat, scene, f"{choice.collection}:{choice.opens}", edit=edit)
    chat, effects = give_answer(chat, choice)
    if question is None:
        return chat, effects
    return replace(chat, question=question.id, options=choices_as_options(question)), effects


def give_answer(chat: Chat, choice: Choice, *, found: bool = False) -> Outcome:
    """Show an answer below what was said so far; `found` says which question was understood."""
    chat = replace(calm(chat), known=True, answer=choice.id, options=())
    return chat, [ShowAnswer(chat.id, choice.id, found=found)]


def open_id(chat: Chat, scene: Scene, id: str) -> Outcome:
    """Open any question or answer by its id, as deep links and suggestions do."""
    choice = scene.catalog.choice(chat.language, id)
    if choice is None:
        return open_question(chat, scene, id)
    if choice.opens is not None:
        return open_question(chat, scene, f"{choice.collection}:{choice.opens}")
    return give_answer(chat, choice)


def link_payload(id: str) -> str:
    """An id as a deep link's payload: `faq:9-2` → `faq_9-2` (Telegram allows A-Z, a-z, 0-9, _ and
    -).
    """
    return id.replace(":", "_")


def from_payload(payload: str) -> str:
    """The id in a deep link's payload; anything unknown is simply not found later."""
    return payload.replace("_", ":", 1)


def vote(chat: Chat, scene: Scene, press: Press) -> Outcome:
    """Did this help? Yes is thanked for; No asks what was missing and keeps the ways open."""
    answer_id, helped = press.word(0), press.word(1) == "1"
    if scene.catalog.choice(chat.language, answer_id) is None:
        return chat, [say(chat.id, "menu.gone")]
    cast = Vote(chat.id, answer_id, helped)
    if helped:
        rows: Rows = ((Button(Words("button.home"), encode("h")),),)
        return calm(chat), [cast, Say(chat.id, (Words("vote.thanks"),), rows)]
    rows = tuple(
        (Button(Words(f"missing.{reason}"), encode("w", answer_id, reason)),) for reason in REASONS
    )
    rows = (*rows, *ways_on(scene, chat, answer_id))
    chat = replace(chat, step=Step.MISSING, about=answer_id, answer=answer_id)
    return chat, [cast, Say(chat.id, (Words("vote.missing"),), rows)]


def ways_on(scene: Scene, chat: Chat, answer_id: str) -> Rows:
    """Related answers where there are some, and always an expert."""
    choice = scene.catalog.choice(chat.language, answer_id)
    related = Button(Words("button.related"), encode("r", answer_id))
    expert = Button(Words("button.expert"), encode("x", answer_id))
    return ((related,), (expert,)) if choice and choice.related else ((expert,),)


def missing(chat: Chat, scene: Scene, answer_id: str, reason: str) -> Outcome:
    """Keep what was missing, and go on to related answers or an expert."""
    if scene.catalog.choice(chat.language, answer_id) is None:
        return calm(chat), [say(chat.id, "menu.gone")]
    rows = (*ways_on(scene, chat, answer_id), (Button(Words("button.home"), encode("h")),))
    return calm(chat), [
        Vote(chat.id, answer_id, helped=False, reason=reason),
        Say(chat.id, (Words("missing.thanks"),), rows),
    ]


def related(chat: Chat, scene: Scene, answer_id: str) -> Outcome:
    """The answers that the editors named as related."""
    choice = scene.catalog.choice(chat.language, answer_id)
    if choice is None:
        return chat, [say(chat.id, "menu.gone")]
    return offer(chat, scene, choice.related, Words("related.title"))


def near(matches: Iterable[Match]) -> tuple[str, ...]:
    """The ids worth offering, best first; the self-assessment, which tells and asks not, only for
    want of others.
    """
    close = tuple(match.id for match in matches if match.confidence >= CLOSE)
    return tuple(id for id in close if id.startswith(f"{SUBJECTS}:")) or close


def offer(chat: Chat, scene: Scene, ids: tuple[str, ...], title: Words) -> Outcome:
    """A short list of answers to choose from, each also by its number, and an expert at the end."""
    choices = [choice for id in ids if (choice := scene.catalog.choice(chat.language, id))]
    options = tuple((choice.label, encode("s", choice.id)) for choice in choices)
    rows: Rows = tuple(
        (Button(f"{n}. {label}", data),) for n, (label, data) in enumerate(options, start=1)
    )
    rows = (
        *rows,
        (Button(Words("button.expert"), encode("x", "")),),
        (Button(Words("button.home"), encode("h")),),
    )
    lines = tuple(
        Words("offer.line", {"n": n, "title": choice.title})
        for n, choice in enumerate(choices, start=1)
    )
    return replace(chat, options=options), [Say(chat.id, (title, *lines), rows)]
