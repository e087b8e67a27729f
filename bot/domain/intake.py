"""Putting a request to the experts together.

Law: nothing typed is lost; every step can be skipped, corrected, cancelled.
"""

from dataclasses import replace

from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat, Held, Intake, Step
from bot.domain.effects import Button, Effect, OpenTicket, Rows, Say, Value, Words, say
from bot.domain.navigation import Outcome, calm, near
from bot.domain.scene import Scene, subject_label, subject_of, subjects
from intents.content.smalltalk import SmallTalk
from intents.understand import CLOSE, Intent

STEPS = (
    Step.QUESTION,
    Step.TOPIC,
    Step.ORGANISATION,
    Step.PROVINCE,
    Step.RIGHTS,
    Step.NAMED,
    Step.CONFIRM,
)
LONGEST_DETAIL = 120  # characters of a name or a province
_LONGEST_SHOWN = 1500  # characters of the question in the summary
_NEAREST = 3
_YES_NO = {SmallTalk.YES: "yes", SmallTalk.NO: "no"}


def start(
    chat: Chat, scene: Scene, *, answer_id: str | None = None, policy: str | None = None
) -> Outcome:
    """Begin, or go on with what was begun: nothing that is already there is asked for or lost."""
    topic = subject_of(scene.catalog, chat.language, answer_id)
    begun = chat.intake.messages if chat.intake else ()
    messages = tuple(dict.fromkeys((*begun, *chat.held)))
    intake = replace(
        chat.intake or Intake(), topic=topic or (chat.intake.topic if chat.intake else None)
    )
    intake = replace(
        intake,
        messages=messages,
        answer_id=answer_id or intake.answer_id,
        policy=policy or intake.policy,
    )
    chat = replace(chat, intake=intake, held=(), about=None)
    if begun:
        return ask(chat, scene, Step.CONFIRM)
    return ask(chat, scene, Step.TOPIC if messages else Step.QUESTION)


def ask(chat: Chat, scene: Scene, step: Step) -> Outcome:
    """Put one step's question."""
    chat = replace(chat, step=step, question=None, options=())
    intake = chat.intake or Intake()
    match step:
        case Step.TOPIC:
            return _ask_topic(chat, scene)
        case Step.RIGHTS:
            rows: Rows = tuple(
                (Button(Words(f"rights.{word}"), encode("i", "rights", word)),)
                for word in ("yes", "no")
            )
        case Step.NAMED if intake.organisation is None:
            return ask(replace(chat, intake=replace(intake, named=False)), scene, Step.CONFIRM)
        case Step.NAMED:
            rows = tuple(
                (Button(Words(f"named.{word}"), encode("i", "named", word)),)
                for word in ("yes", "no")
            )
        case Step.CONFIRM:
            return _summary(chat, scene)
        case _:
            rows = ()
    options = tuple((_label(row[0]), row[0].data) for row in rows)
    return replace(chat, options=options), [
        Say(chat.id, (Words(f"intake.{step}"),), (*rows, *_exits(step)))
    ]


def _label(button: Button) -> str:
    return button.label if isinstance(button.label, str) else button.label.key


def _exits(step: Step) -> Rows:
    cancel = Button(Words("button.cancel"), encode("i", "cancel"))
    if step is Step.QUESTION:
        return ((cancel,),)
    back = Button(Words("button.back"), encode("i", "back"))
    return ((back, Button(Words("button.skip"), encode("i", "skip"))), (cancel,))


def _ask_topic(chat: Chat, scene: Scene) -> Outcome:
    intake = chat.intake or Intake()
    areas = subjects(scene.catalog, chat.language)
    options = tuple((label, encode("i", "topic", number)) for number, label in areas)
    rows: Rows = tuple(
        (Button(f"{n}. {label}", data),) for n, (label, data) in enumerate(options, start=1)
    )
    guess = subject_label(scene.catalog, chat.language, intake.topic)
    words = Words("intake.topic-guess", {"topic": guess}) if guess else Words("intake.topic")
    keep: Rows = ((Button(Words("button.keep"), encode("i", "keep")),),) if guess else ()
    return replace(chat, options=options), [
        Say(chat.id, (words,), (*keep, *rows, *_exits(Step.TOPIC)))
    ]


def shortened(text: str) -> str:
    """The text, or its beginning where it would not fit into the summary."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"


def _summary(chat: Chat, scene: Scene) -> Outcome:
    intake = replace(chat.intake or Intake(), fixing=False)
    none = Words("summary.none")
    topic = subject_label(scene.catalog, chat.language, intake.topic)
    rights = {True: Words("rights.yes"), False: Words("rights.no"), None: none}[intake.rights_based]
    values: dict[str, Value | Words] = {
        "question": shortened(intake.question) or none,
        "files": Words("summary.files", {"n": intake.files}, plural=intake.files)
        if intake.files
        else Words("summary.no-files"),
        "topic": topic or none,
        "organisation": intake.organisation or none,
        "province": intake.province or none,
        "rights": rights,
        "named": Words("summary.named" if intake.named else "summary.unnamed"),
    }
    fixes = tuple(Button(Words(f"fix.{step}"), encode("i", "fix", step)) for step in STEPS[:-1])
    rows: Rows = (
        (Button(Words("button.send"), encode("i", "send")),),
        fixes[:2],
        fixes[2:4],
        fixes[4:],
        (Button(Words("button.cancel"), encode("i", "cancel")),),
    )
    chat = replace(chat, intake=intake, options=((_label(rows[0][0]), rows[0][0].data),))
    return chat, [Say(chat.id, (Words("intake.summary", values),), rows)]


def words(chat: Chat, scene: Scene, held: Held, *, intent: Intent | None) -> Outcome:
    """The contact's words or file at the step that is open; what is no answer to it joins the
    question.
    """
    intake = chat.intake or Intake()
    text = " ".join(held.text.split())[:LONGEST_DETAIL]
    said = (
        _YES_NO.get(intent.smalltalk)
        if intent is not None and intent.smalltalk is not None
        else None
    )
    match chat.step:
        case Step.ORGANISATION if held.kind == "text":
            return following(replace(chat, intake=replace(intake, organisation=text)), scene)
        case Step.PROVINCE if held.kind == "text":
            return following(replace(chat, intake=replace(intake, province=text)), scene)
        case Step.RIGHTS | Step.NAMED as step if said is not None:
            return press(chat, scene, Press("i", (str(step), said)))
    return _add_question(chat, scene, held, intent=intent)


def _add_question(chat: Chat, scene: Scene, held: Held, *, intent: Intent | None) -> Outcome:
    intake = chat.intake or Intake()
    first = not any(one.album == held.album for one in intake.messages if held.album)
    kept = () if intake.fixing and chat.step is Step.QUESTION and first else intake.messages
    intake = replace(intake, messages=(*kept, held))
    if (
        intake.topic is None
        and intent is not None
        and intent.matches
        and intent.matches[0].confidence >= CLOSE
    ):
        intake = replace(
            intake, topic=subject_of(scene.catalog, chat.language, intent.matches[0].id)
        )
    chat = replace(chat, intake=intake)
    if held.album and not first:
        return chat, []
    if chat.step is not Step.QUESTION:
        chat, again = ask(chat, scene, chat.step or Step.CONFIRM)
        return chat, [say(chat.id, "intake.added"), *again]
    return _nearest(chat, scene, intent) if intake.nearest is None else following(chat, scene)


def _nearest(chat: Chat, scene: Scene, intent: Intent | None) -> Outcome:
    intake = chat.intake or Intake()
    close = () if intent is None or intake.policy else near(intent.matches)
    close = tuple(id for id in close if id != intake.answer_id)[:_NEAREST]
    chat = replace(chat, intake=replace(intake, nearest=close))
    choices = [choice for id in close if (choice := scene.catalog.choice(chat.language, id))]
    if not choices:
        return following(chat, scene)
    options = tuple((choice.label, encode("s", choice.id)) for choice in choices)
    rows: Rows = tuple(
        (Button(f"{n}. {label}", data),) for n, (label, data) in enumerate(options, start=1)
    )
    lines = tuple(
        Words("offer.line", {"n": n, "title": choice.title})
        for n, choice in enumerate(choices, start=1)
    )
    go_on = Button(Words("button.go-on"), encode("i", "on"))
    return replace(chat, options=options), [
        Say(chat.id, (Words("intake.nearest"), *lines), ((go_on,), *rows, *_exits(Step.QUESTION)))
    ]


def following(chat: Chat, scene: Scene) -> Outcome:
    """On to the next step, or back to the summary when one detail was corrected."""
    intake = chat.intake or Intake()
    if (
        intake.fixing
        and chat.step is Step.ORGANISATION
        and intake.organisation
        and intake.named is None
    ):
        return ask(chat, scene, Step.NAMED)
    if intake.fixing:
        return ask(chat, scene, Step.CONFIRM)
    step = chat.step if chat.step in STEPS else Step.QUESTION
    return ask(chat, scene, STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)])


def _previous(chat: Chat, scene: Scene) -> Outcome:
    step = chat.step if chat.step in STEPS else Step.QUESTION
    return ask(chat, scene, STEPS[max(STEPS.index(step) - 1, 0)])


def press(chat: Chat, scene: Scene, button: Press) -> Outcome:
    """A button of the intake; after it is over, a late press says so."""
    intake = chat.intake
    if intake is None:
        return chat, [say(chat.id, "intake.over")]
    what, word = button.word(0), button.word(1)
    match what:
        case "cancel":
            rows: Rows = ((Button(Words("button.home"), encode("h")),),)
            return replace(calm(chat), intake=None, options=()), [
                Say(chat.id, (Words("intake.cancelled"),), rows)
            ]
        case "back":
            return _previous(chat, scene)
        case "skip" | "keep" | "on":
            return following(chat, scene)
        case "topic":
            topic = button.number(1)
            known = topic in dict(subjects(scene.catalog, chat.language))
            return following(
                replace(
                    chat, step=Step.TOPIC, intake=replace(intake, topic=topic if known else None)
                ),
                scene,
            )
        case "rights":
            return following(
                replace(chat, step=Step.RIGHTS, intake=replace(intake, rights_based=word == "yes")),
                scene,
            )
        case "named":
            return following(
                replace(chat, step=Step.NAMED, intake=replace(intake, named=word == "yes")), scene
            )
        case "fix" if word in STEPS:
            return ask(replace(chat, intake=replace(intake, fixing=True)), scene, Step(word))
        case "send":
            return _send(chat, scene, intake)
    return ask(chat, scene, chat.step or Step.QUESTION)


def _send(chat: Chat, scene: Scene, intake: Intake) -> Outcome:
    if not intake.messages:
        return ask(chat, scene, Step.QUESTION)
    effects: list[Effect] = [OpenTicket(chat.id, intake, chat.language)]
    return replace(calm(chat), intake=None, options=()), effects


def edited(chat: Chat, message_id: int, text: str) -> Chat:
    """The chat after the contact changed a message that is not yet with the experts."""

    def fresh(messages: tuple[Held, ...]) -> tuple[Held, ...]:
        return tuple(
            replace(one, text=text) if one.message_id == message_id else one for one in messages
        )

    intake = replace(chat.intake, messages=fresh(chat.intake.messages)) if chat.intake else None
    return replace(chat, intake=intake, held=fresh(chat.held))
